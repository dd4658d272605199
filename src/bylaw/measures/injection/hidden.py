"""Find text that a person passes over and a model can read, and spell it out: invisible characters and encodings.

Tag characters, runs of variation selectors and of zero-width characters that carry bits, letters turned round by a
bidirectional override; base64, hex, binary, percent, backslash and entity escapes; words spelled in single letters,
backwards, in digits for letters, or with a shifted alphabet. Knows nothing of orders: what is spelled out may be
harmless. Sources: Unicode 16 (tags, variation selectors, UAX #9); RFC 4648; RFC 3986.
"""
# SPDX-License-Identifier: Apache-2.0

import base64
import binascii
import html
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import Features

__all__ = ["Hidden", "find_hidden"]

_MOST = 64
"""Runs of one kind that are spelled out in one text; who hides more than that is found by the first."""
_LONGEST = 8192
"""Characters of a run that are spelled out."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a text, and what it says once it is spelled out."""

    start: int
    """First character, in code points; `end` is one past the last."""
    end: int
    words: str
    """What it spells; empty where it says nothing that can be read."""
    how: str
    """How it was hidden: `tags`, `base64`."""
    unseen: bool = False
    """Whether a reader sees nothing of it: that alone is reason for doubt."""


_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_HEXADECIMAL = re.compile("(?:[0-9a-fA-F]{2})+")
_TAGS = "\U000e0000-\U000e007f"
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f")
_TAG_RUN = re.compile(f"[{_TAGS}]+")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_ZERO = "\u200b-\u200d\u2060-\u2064\ufeff\u180e\u00ad"
_ZERO_RUN = re.compile(f"[{_ZERO}]{{8,}}")
_ZERO_ONE = re.compile(f"[{_ZERO}]")
_OVERRIDDEN = re.compile("[\u202d\u202e]([^\u202c\u202d\u202e\n]{4,2000})[\u202c\n]?")


def find_hidden(read: Features) -> tuple[Hidden, ...]:
    """Find what is hidden in a text; linear in its length."""
    text = read.seen.original
    out: list[Hidden] = []
    if _may_hide(text):
        for find in (_tags, _selectors, _zero_width, _overridden):
            out += _some(find(text))
    for code in _worth_trying(text, read.byte_ends - read.byte_starts):
        out += _some(_decoded(text, code))
    return tuple(sorted(out, key=lambda each: (each.start, each.end)))


def _may_hide(text: str) -> bool:
    """Whether a text holds any character that isn't drawn or that turns others round; some others pass, too."""
    if text.isascii():
        return False
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    points = points[points >= 0xAD]
    ranges = (
        (0xAD, 0xAD),
        (0x180E, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x2064),
        (0xFE00, 0xFEFF),
        (0xE0000, 0xE01EF),
    )
    return any(bool(((points >= low) & (points <= high)).any()) for low, high in ranges)


def _some(found: Iterator[Hidden]) -> list[Hidden]:
    return [each for each, _ in zip(found, range(_MOST), strict=False)]


def _tags(text: str) -> Iterator[Hidden]:
    flags = {match.end() for match in _FLAG.finditer(text)}
    for match in _TAG_RUN.finditer(text):
        if match.end() not in flags:
            words = "".join(chr(ord(char) - 0xE0000) for char in match.group()[:_LONGEST])
            yield Hidden(match.start(), match.end(), _printable(words), "tags", unseen=True)


def _selectors(text: str) -> Iterator[Hidden]:
    """Variation selectors that follow one another: each may stand for a byte (0 to 15, then 16 to 255)."""
    for match in _SELECTORS.finditer(text):
        codes = (ord(char) for char in match.group()[:_LONGEST])
        data = bytes(code - 0xFE00 if code < 0xE0100 else code - 0xE0100 + 16 for code in codes)
        yield Hidden(match.start(), match.end(), _read(data), "variation selectors", unseen=True)


def _zero_width(text: str) -> Iterator[Hidden]:
    runs = list(_ZERO_RUN.finditer(text))
    for match in runs:
        yield Hidden(match.start(), match.end(), _bits(match.group()[:_LONGEST]), "zero width", unseen=True)
    if runs:
        return
    spread = list(_ZERO_ONE.finditer(text))  # one or a few between the letters of an ordinary text
    if len(spread) >= 32 and (words := _bits("".join(match.group() for match in spread[:_LONGEST]))):
        yield Hidden(spread[0].start(), spread[-1].end(), words, "zero width", unseen=True)


def _bits(marks: str) -> str:
    """Read two of the marks as bits, whichever way round; a third parts the letters."""
    kinds = sorted(set(marks), key=lambda mark: (-marks.count(mark), mark))[:3]
    best = ""
    for zero, one in ((a, b) for a in kinds for b in kinds if a != b):
        bits = "".join("0" if mark == zero else "1" if mark == one else " " for mark in marks)
        parts = bits.split() if " " in bits.strip() else []
        for size in (8, 7, 16):
            whole = "".join(bits.split())
            cut = parts if len(parts) > 3 else [whole[at : at + size] for at in range(0, len(whole) - size + 1, size)]
            words = _printable("".join(chr(int(each, 2)) for each in cut if len(each) <= 16))
            best = max(best, words, key=len)
    return best


def _overridden(text: str) -> Iterator[Hidden]:
    for match in _OVERRIDDEN.finditer(text):
        yield Hidden(match.start(), match.end(), match[1][::-1], "bidirectional override")


def _printable(words: str) -> str:
    """Give words if they are words: nearly all of their characters can be printed."""
    shown = "".join(char for char in words if char.isprintable() or char.isspace())
    letters = sum(char.isalpha() or char == " " for char in shown)
    return shown if len(shown) >= 4 and len(shown) * 10 >= len(words) * 9 and letters * 10 >= len(shown) * 7 else ""


def _read(data: bytes) -> str:
    for encoding in ("utf-8", "utf-16-le" if b"\0" in data else "utf-8"):
        try:
            return _printable(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _printable(data[: len(data) // 4 * 4 - 4].decode("utf-8", "ignore"))


def _base64(run: str) -> str:
    run = "".join(run.split()).rstrip("=").replace("-", "+").replace("_", "/")
    usable = run[: len(run) - (len(run) % 4 == 1)]
    try:
        return _read(base64.b64decode(usable + "=" * (-len(usable) % 4)))
    except (binascii.Error, ValueError):
        return ""


def _base32(run: str) -> str:
    run = run.rstrip("=")
    try:
        return _read(base64.b32decode(run + "=" * (-len(run) % 8)))
    except (binascii.Error, ValueError):
        return ""


def _token(run: str) -> str:
    """Read a long word by the alphabet that it is written in."""
    bare = run.rstrip("=")
    if not bare.strip("01"):
        return _binary(run)
    if _HEXADECIMAL.fullmatch(bare) and (words := _hex(bare)):
        return words
    return (_base32(run) if not bare.strip(_BASE32) else "") or _base64(run)


def _hex(run: str) -> str:
    return _read(bytes.fromhex("".join(re.findall("[0-9a-fA-F]{2}", run.replace("0x", "")))))


def _binary(run: str) -> str:
    return _read(bytes(int(each, 2) for each in re.findall("[01]{8}", run)))


def _decimal(run: str) -> str:
    return _printable("".join(chr(int(each)) for each in re.findall(r"\d+", run)))


def _percent(run: str) -> str:
    return _printable(urllib.parse.unquote_plus(run, errors="ignore"))


def _escapes(run: str) -> str:
    codes = re.findall(r"\\(?:u\{?([0-9a-fA-F]{1,6})\}?|x([0-9a-fA-F]{2}))", run)
    points = [int(long or short, 16) for long, short in codes]
    return _printable("".join(chr(point) for point in points if point < 0x110000 and not 0xD800 <= point < 0xE000))


def _entities(run: str) -> str:
    return _printable(html.unescape(run))


_MORSE = dict(
    zip(
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
            "-----",
            ".----",
            "..---",
            "...--",
            "....-",
            ".....",
            "-....",
            "--...",
            "---..",
            "----.",
        ],
        "abcdefghijklmnopqrstuvwxyz0123456789",
        strict=True,
    )
)


def _morse(run: str) -> str:
    return " ".join("".join(_MORSE.get(each, "") for each in word.split()) for word in re.split(r" ?/ ?|  +", run))


def _spaced(run: str) -> str:
    words = re.split(r"[ _*.-]{2,}|\s*[/|]\s*", run)
    return " ".join(re.sub(r"[ _*.-]", "", word) for word in words)


@dataclass(frozen=True, slots=True)
class _Code:
    how: str
    run: re.Pattern[str]
    read: Callable[[str], str]


def _code(how: str, run: str, read: Callable[[str], str]) -> _Code:
    return _Code(how, re.compile(run), read)


_TOKEN = _code("base64", r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}(?:\s[A-Za-z0-9+/_-]{16,})*={0,6}", _token)
_PAIRS = _code("hex", r"(?<![0-9a-zA-Z])(?:(?:0x)?[0-9a-fA-F]{2}[ ,:]{1,2}){8,}(?:0x)?[0-9a-fA-F]{2}(?!\w)", _hex)
_OCTETS = _code("binary", r"(?:[01]{8}[ ,]{1,2}){5,}[01]{8}", _binary)
_NUMBERS = _code("decimal", r"(?<!\d)(?:(?:1[0-2]\d|[3-9]\d)[ ,]{1,2}){9,}(?:1[0-2]\d|[3-9]\d)(?!\d)", _decimal)
_SPACED = _code("spaced letters", r"(?<!\w)(?:\w(?:[ _*.-]{1,3}| ?[/|] ?)){11,}\w(?!\w)", _spaced)
_MORSE_CODE = _code("morse", r"(?:[.-]{1,5}(?: ?/ ?| {1,3}|$)){8,}[.-]{0,5}", _morse)
_PERCENT = _code("percent", r"[\w.+~*'()-]*(?:%[0-9a-fA-F]{2}[\w.+~*'()-]*){3,}", _percent)
_ESCAPED = _code("escapes", r"(?:\\u\{[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}){6,}", _escapes)
_ENTITY = _code("entities", r"(?:&#(?:\d{2,6}|x[0-9a-fA-F]{2,5});\s?){6,}", _entities)
_PERCENT_SIGN = re.compile("%[0-9a-fA-F]{2}")
_LONG = 20
"""Characters without a space from which on a word may be base64, hex or binary."""
_IN_A_ROW = 9
"""Words of one or two letters, or numbers, that stand in a row where something is spelled by them."""


def _worth_trying(text: str, lengths: npt.NDArray[np.int64]) -> Iterator[_Code]:
    """Give the codes that a text may hold, by a glance at how long its words are; for most texts none."""
    if len(lengths) and lengths.max() >= 12 and max(map(len, text.split())) >= _LONG:
        yield _TOKEN
    if _in_a_row(lengths == 1):
        yield _SPACED
    if _in_a_row((lengths == 2) | (lengths == 4)):
        yield _PAIRS
    if _in_a_row(lengths == 8, 5):
        yield _OCTETS
    if _in_a_row((lengths == 2) | (lengths == 3)):
        yield _NUMBERS
    if ".-" in text or "-." in text:
        yield _MORSE_CODE
    if text.count("%") >= 3 and len(_PERCENT_SIGN.findall(text)) >= 3:
        yield _PERCENT
    if "\\" in text:
        yield _ESCAPED
    if "&#" in text:
        yield _ENTITY


def _in_a_row(mask: npt.NDArray[np.bool_], size: int = _IN_A_ROW) -> bool:
    if np.count_nonzero(mask) < size:
        return False
    sums = np.concatenate([[0], np.cumsum(mask)])
    return bool((sums[size:] - sums[:-size] == size).any())


def _decoded(text: str, code: _Code) -> Iterator[Hidden]:
    for match in code.run.finditer(text):
        words = code.read(match.group()[:_LONGEST])
        if len(words) >= 8 and (" " in words.strip() or not words.isascii()):
            yield Hidden(match.start(), match.end(), words, code.how)
