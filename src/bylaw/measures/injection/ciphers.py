"""Read words that a cipher made unreadable: a shifted alphabet, letters backwards, digits for letters.

Only stretches whose words no general vocabulary knows are looked at; a key is tried on a few of their words, and holds
if those become known. Each stretch costs the same however long it is, so a text costs no more than its length.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from string import ascii_lowercase

import numpy as np

from bylaw.measures.features import Features, hash_words, vocabulary
from bylaw.measures.injection.hidden import Hidden

__all__ = ["find_ciphered"]

_RUN = 7
"""Words of three letters or more; all but one of them have to be unknown for a stretch to begin."""
_SAMPLE = 9
"""Words of a stretch that each key is tried on."""
_KNOWN = 0.75
"""Share of them that become known under the right key; foreign and made-up words reach 0.4."""
_STRETCHES = 2
"""Stretches that are tried, the longest first, and one more for each 4,000 characters of the text."""
_LONGEST = 4000
_WORD = re.compile("[a-z0-9]+")
_NOT_SPACE = re.compile(r"\S+")

_KEYS = {
    **{
        f"letters shifted by {by}": str.maketrans(ascii_lowercase, ascii_lowercase[-by:] + ascii_lowercase[:-by])
        for by in range(1, 26)
    },
    "alphabet reversed": str.maketrans(ascii_lowercase, ascii_lowercase[::-1]),
    "digits for letters": str.maketrans("013457", "oieast"),
}  # fmt: skip


def find_ciphered(read: Features) -> Iterator[Hidden]:
    """Find stretches of a text that a simple cipher makes words of."""
    original = read.seen.original
    starts_with = np.frombuffer(read.seen.text.encode("utf-8", "surrogatepass"), np.uint8)[read.byte_starts]
    numbers = (starts_with < ord("a")) & (read.byte_ends - read.byte_starts < 6)
    foreign = starts_with >= 0x80
    long = np.flatnonzero((read.byte_ends - read.byte_starts >= 3) & ~numbers & ~foreign)
    if len(long) < _RUN:
        return
    unknown = read.known[long] < 0
    if np.count_nonzero(unknown) < _RUN - 1:
        return
    sums = np.concatenate([[0], np.cumsum(unknown)])
    dense = np.flatnonzero(sums[_RUN:] - sums[:-_RUN] >= _RUN - 1)
    stretches = sorted(_stretches(dense.tolist()), key=lambda each: each[0] - each[1])
    for first, last in sorted(stretches[: _STRETCHES + len(original) // 4000]):
        begin, end = int(long[first]), int(long[min(last + _RUN, len(long)) - 1]) + 1
        start, stop = read.place(begin, end)
        yield from _tried(original[start : min(stop, start + _LONGEST)].lower(), start, stop)


def _stretches(dense: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for at in dense:
        if out and at - out[-1][1] <= _RUN:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
    return out


def _tried(shown: str, start: int, end: int) -> Iterator[Hidden]:
    words = [word for word in _WORD.findall(shown[:400]) if len(word) >= 3][:_SAMPLE]
    if len(words) < _RUN - 1:
        return
    sample = " ".join(words)
    tries = [*(sample.translate(key) for key in _KEYS.values()), " ".join(word[::-1] for word in words)]
    hashes = hash_words(tries)
    if len(hashes) != len(tries) * len(words):  # a sign for a letter parted a word under some key
        return
    keys = vocabulary().keys
    found = keys[np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)] == hashes
    shares = found.reshape(len(tries), -1).mean(axis=1)
    best = int(shares.argmax())
    if shares[best] < _KNOWN:
        return
    if best < len(_KEYS):
        how, key = list(_KEYS.items())[best]
        yield Hidden(start, end, shown.translate(key), how)
    else:  # the whole from its end, and each word by itself in the order that it stands in
        yield Hidden(start, end, shown[::-1], "letters backwards")
        yield Hidden(start, end, _NOT_SPACE.sub(lambda word: word[0][::-1], shown), "letters backwards")
