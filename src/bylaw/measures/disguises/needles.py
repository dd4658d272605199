"""What a secret looks like in each of its disguises, so that a text needs only be searched for it."""
# SPDX-License-Identifier: Apache-2.0

import base64
import re
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.disguises.alphabets import CIPHERS, DIGIT_WORDS, LEET, MORSE, NATO, morse_word
from bylaw.measures.reader import as_seen

__all__ = ["Needle", "Needles", "needles", "signs"]

SHORTEST = 4
"""Letters and digits; a shorter secret is looked for as a word, and in no disguise."""
LONG = 10
"""From so many on, or from six on where letters and digits are mixed, it counts inside of longer words too."""
LONGEST = 256
"""Letters of a secret that are looked for; one that is longer is found by those it begins with."""
MOST_PARTED = 64
"""Letters of a secret that is looked for in parts."""
_LEAST_BASE64 = 5
_LEAST_CIPHERED = 5


@dataclass(frozen=True, slots=True)
class Needle:
    """One disguise of a secret."""

    text: str
    form: str
    inside: bool
    """Whether it counts where it is only part of a word."""


@dataclass(frozen=True, slots=True)
class Needles:
    """All disguises of a secret, by what they are looked for in."""

    signs: str
    """Its letters and digits, in lower case: the plainest."""
    words: tuple[str, ...]
    joined: tuple[Needle, ...]
    """In a text's letters and digits."""
    raw: tuple[str, ...]
    """In a text as it is, without white space: base64."""
    morse: str
    leet: str
    parts: frozenset[str]
    """Every part of two letters or more: what it can be given away in."""
    ends: frozenset[str]
    """What the last part can be."""


def signs(text: str) -> str:
    """Give a text's letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", as_seen(text).text)


@lru_cache(maxsize=256)
def needles(secret: str, *, declared: bool) -> Needles:
    """Make the disguises of a secret; fewer of one that was only found in a prompt, since there may be many."""
    plain = signs(secret)[:LONGEST]
    words = tuple(word for word in re.split(r"[\W_]+", as_seen(secret).text) if word)
    if len(plain) < SHORTEST:
        return Needles(
            plain, words, (Needle(plain, "verbatim", False),) if plain else (), (), "", "", frozenset(), frozenset()
        )
    forms: dict[str, str] = {plain: "verbatim"}

    def add(said: str, form: str) -> None:
        if len(said) >= SHORTEST:
            forms.setdefault(said, form)

    add(plain[::-1], "reversed")
    letters = sum(map(str.isalpha, plain))
    if letters >= _LEAST_CIPHERED or (letters and len(plain) > _LEAST_CIPHERED):
        for form, table in CIPHERS.items() if declared else list(CIPHERS.items())[:2]:
            add(plain.translate(table), form)
    add("".join(reversed(words)), "words reversed")
    add("".join(word[::-1] for word in words), "each word reversed")
    for said in {plain, secret, secret.lower(), secret.upper()}:
        add(said.encode("utf-8", "replace").hex(), "hex")
    if any(map(str.isdigit, plain)):
        add("".join(DIGIT_WORDS.get(each, each) for each in plain), "digits as words")
    add("".join(DIGIT_WORDS.get(each) or NATO.get(each, each) for each in plain), "alphabet words")
    add(
        re.sub("alfa", "alpha", "".join(DIGIT_WORDS.get(each) or NATO.get(each, each) for each in plain)),
        "alphabet words",
    )
    if declared:
        for said in {plain, secret, secret.upper()}:
            add("".join(str(ord(each)) for each in said), "character codes")
            add("".join(f"{ord(each):08b}" for each in said), "binary")
        if plain.isalpha() and len(plain) > SHORTEST:
            add("".join(str(ord(each) - 96) for each in plain if "a" <= each <= "z"), "places in the alphabet")
            add("".join(f"{ord(each) - 96:02d}" for each in plain if "a" <= each <= "z"), "places in the alphabet")
        if len(plain) >= 6:
            add(base64.b32encode(secret.encode("utf-8", "replace")).decode().rstrip("=").lower()[:-1], "base32")
    return Needles(
        plain,
        words,
        tuple(Needle(said, form, _inside(said)) for said, form in forms.items()),
        _in_base64(plain, secret),
        morse_word(plain) if all(each in MORSE for each in plain) else "",
        _leet(secret) if letters and len(plain) > SHORTEST else "",
        frozenset(plain[a:b] for a in range(len(plain)) for b in range(a + 2, min(len(plain), a + 24) + 1))
        if len(plain) <= MOST_PARTED
        else frozenset(),
        frozenset(plain[at:] for at in range(1, len(plain))) if len(plain) <= MOST_PARTED else frozenset(),
    )


def _inside(said: str) -> bool:
    mixed = not said.isalpha() and not said.isdigit()
    return len(said) >= LONG or (len(said) >= 6 and mixed)


def _leet(secret: str) -> str:
    return re.sub(r"[\W_]+", "", as_seen(secret).text.translate(LEET))


def _in_base64(plain: str, secret: str) -> tuple[str, ...]:
    """Give the letters that stand for a secret wherever in a longer text it was encoded."""
    out: dict[str, None] = {}
    for said in (secret, secret.lower(), secret.upper(), plain):
        code = said.encode("utf-8", "replace")
        for skip in range(3):
            letters = base64.b64encode(bytes(skip) + code).decode()
            first = -(-skip * 8 // 6)  # letters that hold bits of what stood before
            last = (skip + len(code)) * 8 // 6
            if last - first >= _LEAST_BASE64:
                out[letters[first:last]] = None
    return tuple(out)
