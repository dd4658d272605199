"""Undo what a text may be disguised by: base64, hex, escapes, spelling, Morse, drawn letters, ciphers, reversal.

Each view is a text that the reader could get out of this one, with the place it was got from. Which views are worth
having is decided by a glance, so an ordinary text costs next to nothing. Knows nothing of what is looked for.
"""
# SPDX-License-Identifier: Apache-2.0

import base64
import binascii
import html
import re
import unicodedata
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.disguises.alphabets import (
    CIPHERS,
    CYRILLIC_GREEK,
    DRAWN,
    MORSE,
    NATO_WORDS,
)
from bylaw.measures.overlap.words import read_words

__all__ = ["View", "ciphered", "views"]

_LONG = 16
"""Characters without a space from which on a word may be base64, hex or binary."""
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|\\[ux]|&#")
_NO_SPACE = re.compile(r"\S+")
_DIGIT = re.compile(r"[0-9]")
_DASHES = re.compile("[-\u2212\u2013\u2014_]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}(?:\s?[A-Za-z0-9+/_-]{12,})*={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ :,-]{0,2}){6,}")
_ESCAPES = re.compile(r"\\u\{?([0-9A-Fa-f]{2,6})\}?|\\x([0-9A-Fa-f]{2})")
_SPELLED = re.compile(r"(?:(?<!\w)[^\W_](?!\w)[\W_]{0,8}){4,}")
_MORSE_RUN = re.compile(r"(?<!\w)[.\-·•−–—_]{1,6}(?:[ /|]+[.\-·•−–—_]{1,6}){3,}")
_MORSE_SIGNS = str.maketrans("·•−–—_", "..----")
_FROM_MORSE = {code: letter for letter, code in MORSE.items()}
_BINARY = re.compile(r"(?:[01]{7,8}[ ,]*){3,}")
_CODES = re.compile(r"(?:\b\d{2,3}\b[ ,;-]*){5,}")
_NATO = frozenset(word for word in NATO_WORDS if len(word) > 2)
_OTHER_LETTERS = re.compile("[\u0370-\u052f]")
_DRAWN_LETTERS = re.compile("[\u24ff\u2776-\u277e\u2801-\u28ff\U0001f130-\U0001f1ff\U000e0030-\U000e007a]")
_HEX_DIGITS: dict[int, str | None] = dict.fromkeys(range(128))
_HEX_DIGITS |= dict.fromkeys(range(128), ".") | dict.fromkeys(b"0123456789abcdefABCDEF", "0")
_HEX_DIGITS |= dict.fromkeys(b" :,-x\\\n\t", None)
_FIGURES = dict.fromkeys(range(128), ".") | dict.fromkeys(b"0123456789", "0") | dict.fromkeys(b" ,;-", None)
_SHAPES = {code: "a" if chr(code).isalnum() else " " for code in range(128)}
_RUN = 4
"""Signs in a row, each a word of its own, from which on they may spell something."""
_LEAST = 3
"""Characters of a view worth looking at."""
_ZEROES = "0" * 12
"""Stands for so many digits in a row, what may part them left out: fewer are neither hex nor binary."""


@dataclass(frozen=True, slots=True)
class View:
    """A text that another one can be read as."""

    form: str
    """How: `base64`, `spelled`."""
    text: str
    start: int
    """Of the stretch it was read from; `end` is one past it."""
    end: int


@lru_cache(maxsize=16)
def views(text: str) -> tuple[View, ...]:
    """Give what a text can be read as; nothing for an ordinary one. Takes time linear in the text."""
    found: list[View] = []
    words = read_words(text).texts
    sizes = list(map(len, words))
    singles = sizes.count(1)
    digits = _DIGIT.search(text) is not None
    long = max(map(len, text.split()), default=0) >= _LONG
    if long:
        found += _in_base64(text)
    if digits and (long or sizes.count(2) + sizes.count(8) >= _RUN) and _ZEROES in text.translate(_HEX_DIGITS):
        found += _in_hex(text)
        found += _in_binary(text)
    if _ESCAPE.search(text):
        found += _in_hex(text)
        found += _escaped(text)
    if singles >= _RUN and _letters_apart(text):
        found += _spelled(text)
    if _DASHES.search(text):
        found += _in_morse(text)
    if digits and _codes_apart(text) and sum(map(str.isdigit, words)) >= _RUN + 1:
        found += _in_codes(text)
    if len(_NATO.intersection(words)) > 1 and sum(word in _NATO for word in words) >= _LEAST:
        found += _in_words(text)
    if not text.isascii():
        for form, letters, read in (
            ("drawn", _DRAWN_LETTERS, _undrawn),
            ("transliterated", _OTHER_LETTERS, _latin),
        ):
            if places := [each.start() for each in letters.finditer(text)]:
                start, end = places[0], places[-1] + 1
                while start and not text[start - 1].isspace():
                    start -= 1
                while end < len(text) and not text[end].isspace():
                    end += 1
                found.append(View(form, read(text[start:end]), start, end))
    return tuple(each for each in found if len(each.text) >= _LEAST)


def ciphered(text: str, form: str) -> str:
    """Read a text in a cipher of whole words: rot13, atbash, letters reversed, words reversed."""
    if form == "reversed":
        return text[::-1]
    if form == "words reversed":
        return " ".join(reversed(text.split()))
    if form == "each word reversed":
        return " ".join(word[::-1] for word in text.split())
    return text.translate(CIPHERS[form])


def _codes_apart(text: str) -> bool:
    """Whether there may be five numbers of two or three digits in a row."""
    return not text.isascii() or _ZEROES[:10] in text.translate(_FIGURES)


def _letters_apart(text: str) -> bool:
    """Whether letters or digits may stand apart, several in a row."""
    if not text.isascii() or "_" in text:
        return True
    return " a a a a " in f" {' '.join(text.translate(_SHAPES).split())} "


def _in_base64(text: str) -> Iterator[View]:
    for run in _BASE64.finditer(text):
        letters = re.sub(r"\s", "", run[0]).rstrip("=").replace("-", "+").replace("_", "/")
        for skip in range(4):  # a piece may begin anywhere in it
            part = letters[skip:]
            part = part[: len(part) // 4 * 4] if len(part) % 4 == 1 else part + "=" * (-len(part) % 4)
            try:
                said = base64.b64decode(part, validate=True)
            except (ValueError, binascii.Error):
                continue
            if plain := _plain(said):
                yield View("base64", plain, run.start(), run.end())


def _in_hex(text: str) -> Iterator[View]:
    for run in _HEX.finditer(text):
        digits = re.sub(r"0x|\\x|[ :,-]", "", run[0])
        for skip in range(2):
            part = digits[skip:]
            if plain := _plain(bytes.fromhex(part[: len(part) // 2 * 2])):
                yield View("hex", plain, run.start(), run.end())


def _in_binary(text: str) -> Iterator[View]:
    for run in _BINARY.finditer(text):
        groups = re.findall(r"[01]+", run[0])
        if len(groups) == 1:
            groups = re.findall(r"[01]{8}", run[0])
        if plain := _plain(bytes(int(group, 2) & 255 for group in groups)):
            yield View("binary", plain, run.start(), run.end())


def _in_codes(text: str) -> Iterator[View]:
    for run in _CODES.finditer(text):
        codes = [int(each) for each in re.findall(r"\d+", run[0])]
        if all(code < 256 for code in codes) and (plain := _plain(bytes(codes))):
            yield View("character codes", plain, run.start(), run.end())


def _plain(said: bytes) -> str:
    """Give bytes as text, where most of them are one; empty where they aren't."""
    shown = sum(32 <= byte < 127 or byte in (9, 10, 13) for byte in said)
    if len(said) < _LEAST or shown < 0.8 * len(said):
        return ""
    return said.decode("utf-8", "replace")


def _escaped(text: str) -> Iterator[View]:
    """Read the words that hold an escape, those beside one another together."""
    start = end = -1
    for word in (*_NO_SPACE.finditer(text), None):
        if word and _ESCAPE.search(word[0]):
            start, end = (word.start() if start < 0 else start), word.end()
        elif start >= 0:
            yield View("escaped", _unescape(text[start:end]), start, end)
            start = -1


def _unescape(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code < 0x110000 else ""

    return html.unescape(urllib.parse.unquote(_ESCAPES.sub(one, text)))


def _spelled(text: str) -> Iterator[View]:
    for run in _SPELLED.finditer(text):
        # More than one sign between two letters is a space; where all have more, there are no spaces.
        gaps = re.findall(r"(?<=[^\W_])[\W_]+(?=[^\W_])", run[0])
        usual = min(map(len, gaps), default=1)
        parts = re.split(rf"[\W_]{{{usual + 1},}}", run[0])
        said = " ".join(re.sub(r"[\W_]+", "", part) for part in parts)
        yield View("spelled", said, run.start(), run.end())


def _in_morse(text: str) -> Iterator[View]:
    for run in _MORSE_RUN.finditer(text):
        words = re.split(r" {2,}| ?[/|] ?", run[0].translate(_MORSE_SIGNS))
        said = " ".join("".join(_FROM_MORSE.get(code, "") for code in word.split()) for word in words)
        yield View("morse", said, run.start(), run.end())


def _in_words(text: str) -> Iterator[View]:
    words = read_words(text)
    first = 0
    for at, word in enumerate((*words.texts, "")):
        if word in NATO_WORDS:
            continue
        if at - first >= _LEAST:
            start, end = words.place(first, at - 1)
            yield View("alphabet words", "".join(NATO_WORDS[each] for each in words.texts[first:at]), start, end)
        first = at + 1


def _undrawn(text: str) -> str:
    """Read drawn letters; an invisible sign or a single space between two of them is no space."""
    said = text.translate(DRAWN)
    return re.sub("[\u200b-\u200d\u2060\ufe0f\u20e3]", "", said)


def _latin(text: str) -> str:
    lower = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in lower if not unicodedata.combining(char)).translate(CYRILLIC_GREEK)
