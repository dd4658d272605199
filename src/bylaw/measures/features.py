"""Turn a text into the features that all linear models share: its words, pairs of words, pieces of rare words.

Knows no label and no weight. One pass in numpy per text, cached; every feature belongs to a word, so that a model can
sum what it makes of them over the whole text or over any run of words. Words of a general English vocabulary also
have a small vector (`words.npz`), so that a model knows something of words that it never met in training.
Sources: the hashing trick (Weinberger et al., 2009); Model2Vec for the vectors, see `training/words.py`.
"""
# SPDX-License-Identifier: Apache-2.0

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from bylaw.measures.reader import Seen, as_seen

__all__ = [
    "BUCKETS",
    "VERSION",
    "Features",
    "Vocabulary",
    "features",
    "features_in_full",
    "hash_words",
    "packaged",
    "vocabulary",
]

VERSION = 2
"""Goes up when a text's features change; a model that was trained on others says so and isn't used."""
BUCKETS = 1 << 16
"""Words, pairs and pieces share them: a collision costs a little accuracy, and no two texts can be told apart by it."""
PIECES = (3, 4, 5)
"""Lengths of a rare word's pieces, in bytes of UTF-8, the space before and after it included."""
_LONGEST = 64
"""Bytes of a word that count by their place; what follows counts by itself."""
_RARE_FROM = 1e-3
"""A word as common as this weighs half in the mean of the vectors (Arora et al., 2017)."""

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]

_IN_WORD = np.zeros(256, bool)
_IN_WORD[[*b"abcdefghijklmnopqrstuvwxyz0123456789", *range(0x80, 0x100)]] = True


def _mixed(keys: Hashes) -> Hashes:
    """Spread the bits of 64-bit keys (the finaliser of splitmix64)."""
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


_BYTES = _mixed(np.arange(1, _LONGEST * 256 + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
"""A random number for each byte at each place of a word, the same on every machine: at `256 * place + byte`."""
_COUNTS: Ints = 2 + np.maximum(np.arange(_LONGEST + 1)[:, None] + 3 - np.array(PIECES), 0).sum(axis=1)
"""How many features a word of so many bytes has: itself, its pair and its pieces."""
_SHIFT = np.uint64(64 - BUCKETS.bit_length() + 1)
_PAIR = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True)
class Features:
    """The features of a text, word by word. Arrays over words have shape (N,)."""

    seen: Seen
    known: Ints
    """Index of the word in the vocabulary; -1 where it isn't in there."""
    key: Hashes
    """Hash of the word."""
    word: Ints
    """Bucket of the word."""
    pair: Ints
    """Bucket of the word with the one before it; of the first word, with nothing."""
    piece: Ints
    """Buckets of the pieces of words that aren't in the vocabulary; shape (P,)."""
    piece_of: Ints
    """Index of the word that each piece is of, in no order; shape (P,)."""
    count: Ints
    """How many features each word has, pieces included whether or not it is in the vocabulary; a very long word counts
    as one of 64 bytes."""
    byte_starts: Ints
    byte_ends: Ints

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def _places(self) -> tuple[Ints, Ints]:
        if self.seen.text.isascii():
            return self.byte_starts, self.byte_ends
        begins = (_bytes(self.seen.text) & 0xC0) != 0x80
        before = np.concatenate([[0], np.cumsum(begins)])
        return before[self.byte_starts], before[self.byte_ends]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place, in the original text, of the words from `start` to before `end`."""
        starts, ends = self._places
        return self.seen.place(int(starts[start]), int(ends[end - 1]))


@dataclass(frozen=True)
class Vocabulary:
    """A general English vocabulary with a vector for each word, sorted by the hash of the word."""

    keys: Hashes
    vectors: Floats
    """Shape (words, size), each times its weight."""
    weights: Floats
    """Near 0 for the commonest words, near 1 for rare ones."""
    features: Features
    """Of the words themselves, in order: what a model makes of each can be worked out once."""

    @property
    def size(self) -> int:
        return int(self.vectors.shape[1])


@lru_cache(maxsize=64)
def features(text: str) -> Features:
    """Give a text's features; never raises, and takes time linear in the text."""
    return _features(as_seen(text), vocabulary().keys)


def features_in_full(text: str) -> Features:
    """Give a text's features with the pieces of all its words, as training wants them; `known` stays empty."""
    return _features(as_seen(text), np.zeros(0, np.uint64))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Load the vocabulary, on first use."""
    stored = packaged("words")
    spelled = bytes(stored["spelled"]).decode()
    ranks = stored["ranks"].astype(np.float32)
    weights: Floats = ranks / (
        ranks + np.float32(0.1 / _RARE_FROM)
    )  # Zipf: the word of rank r makes up 0.1 / r of all text
    vectors = stored["vectors"].astype(np.float32) * weights[:, None] * np.float32(stored["scale"])
    alone = _features(Seen(spelled, spelled), np.zeros(0, np.uint64))
    return Vocabulary(stored["keys"].astype(np.uint64), vectors, weights, alone)


def packaged(name: str) -> dict[str, npt.NDArray[Any]]:
    """Read a data file that comes with the package."""
    raw = resources.files("bylaw.measures").joinpath("data", f"{name}.npz").read_bytes()
    with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
        return dict(stored)


def hash_words(words: Sequence[str]) -> Hashes:
    """Give the keys of words, each in lower case and of letters alone."""
    data = _bytes(" ".join(words))
    return _hashes(data, *_words(data))


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)


def _words(data: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Give where words begin and end, in bytes."""
    inside = np.zeros(len(data) + 2, np.int8)
    inside[1:-1] = _IN_WORD[data]
    edges = np.flatnonzero(np.diff(inside))
    return edges[::2], edges[1::2]


def _hashes(data: npt.NDArray[np.uint8], starts: Ints, ends: Ints) -> Hashes:
    """Hash each word: the sum, over its bytes, of a random number for the byte and its place."""
    if not len(starts):
        return np.zeros(0, np.uint64)
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    within = np.arange(int(lengths.sum())) - np.repeat(before, lengths)
    spelled = data[np.repeat(starts, lengths) + within]
    return _mixed(np.add.reduceat(_BYTES.take(np.minimum(within, _LONGEST - 1) * 256 + spelled), before))


def _features(seen: Seen, keys: Hashes) -> Features:
    data = _bytes(seen.text)
    starts, ends = _words(data)
    hashes = _hashes(data, starts, ends)
    known = np.full(len(hashes), -1, np.int64)
    if len(keys):
        at = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
        known = np.where(keys[at] == hashes, at, -1)
    pairs = hashes.copy()
    pairs[1:] += hashes[:-1] * _PAIR
    rare = np.flatnonzero(known < 0)
    piece, piece_of = _pieces(data, starts, ends, rare)
    return Features(
        seen,
        known,
        hashes,
        (hashes >> _SHIFT).astype(np.int64),
        (_mixed(pairs) >> _SHIFT).astype(np.int64),
        piece,
        piece_of,
        _COUNTS[np.minimum(ends - starts, _LONGEST)],
        starts,
        ends,
    )


def _pieces(data: npt.NDArray[np.uint8], starts: Ints, ends: Ints, of: Ints) -> tuple[Ints, Ints]:
    """Give the pieces of some words, and the word that each is of, in the order of the words."""
    if not len(of):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    lengths = ends[of] - starts[of] + 2
    before = np.cumsum(lengths) - lengths
    within = np.arange(int(lengths.sum())) - np.repeat(before, lengths)
    left = np.repeat(lengths, lengths) - within
    at = np.repeat(starts[of] - 1, lengths) + within
    spelled = np.where((within > 0) & (left > 1), data.take(at, mode="clip"), 32).astype(np.int64)
    owner = np.repeat(of, lengths)
    keys = _BYTES.take(spelled[:-1]) + _BYTES.take(spelled[1:] + 256)
    out, owners = [], []
    for size in PIECES:  # each one byte longer than the last
        keys = keys[: len(spelled) - size + 1] + _BYTES.take(spelled[size - 1 :] + 256 * (size - 1))
        first = np.flatnonzero(left >= size)
        out.append(keys[first] + np.uint64(size))
        owners.append(owner[first])
    return (_mixed(np.concatenate(out)) >> _SHIFT).astype(np.int64), np.concatenate(owners)
