"""Read a text as its reader does, letter case kept: keys and account numbers depend on it.

Full-width and other digits become ASCII, dashes hyphens, spaces spaces; what is invisible goes. A text of ASCII, and
most others, needs nothing of that and costs next to nothing.
"""
# SPDX-License-Identifier: Apache-2.0

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Folded", "fold"]

# Soft hyphen, combining grapheme joiner, Hangul fillers, zero-width and bidi marks, variation selectors, BOM.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_SPACES_AND_DASHES = "\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000\ufe58\ufe63"
_DIGITS = (
    "\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u2473\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f"
    "\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\u0f20-\u0f29\u1040-\u1049"
    "\u17e0-\u17e9\U0001fbf0-\U0001fbf9"
)
_SPELT_OTHERWISE = re.compile(f"[{_SPACES_AND_DASHES}{_DIGITS}\uff01-\uff5e\U0001d400-\U0001d7ff]")
_ODD = re.compile(f"[{_INVISIBLE}{_SPACES_AND_DASHES}{_DIGITS}\uff01-\uff5e\U0001d400-\U0001d7ff]")


class _Plain(dict[int, str]):
    """Character to its plain form, one to one; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < 5_000:
            self[code] = plain
        return plain


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    if unicodedata.category(char) == "Zs":
        return " "
    if unicodedata.category(char) == "Pd" or char == "\u2212":
        return "-"
    simple = unicodedata.normalize("NFKC", char)
    return simple if len(simple) == 1 else char


_PLAIN = _Plain()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is read."""

    text: str
    cuts: tuple[tuple[int, int], ...] = ()
    """(place in `text`, invisible characters gone before it), rising."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the original that a stretch of `text` was read from."""
        return self._origin(start), self._origin(end - 1) + 1 if end > start else self._origin(end)

    def _origin(self, at: int) -> int:
        if not self.cuts:
            return at
        index = bisect_right(self.cuts, (at, 1 << 60)) - 1
        return at + (self.cuts[index][1] if index >= 0 else 0)


def fold(text: str) -> Folded:
    """Read a text as its reader does."""
    if text.isascii() or not _ODD.search(text):
        return Folded(text)
    cuts: list[tuple[int, int]] = []
    pieces: list[str] = []
    last = gone = 0
    for run in _HIDDEN.finditer(text):
        pieces.append(text[last : run.start()])
        gone += run.end() - run.start()
        cuts.append((run.end() - gone, gone))
        last = run.end()
    pieces.append(text[last:])
    return Folded(_SPELT_OTHERWISE.sub(lambda each: _PLAIN[ord(each[0])], "".join(pieces)), tuple(cuts))
