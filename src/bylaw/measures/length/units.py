"""Cut a reply into units: sentences of prose, items, lines of code; with the words a reader sees in each.

A word is a run of letters or digits; in scripts written without spaces each character is one. Words are those of the
text as seen (`measures.reader`), so case, spacing and look-alikes change nothing. Time is linear in the text.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bylaw.measures.reader import as_seen

__all__ = ["Layout", "Unit", "lay_out", "seen", "words_of"]

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_ASCII_STOP = re.compile(r"[.!?](?<![.!?]{2})[.!?]*+[\"')\]*_]*+(?=\s)")
_STOP = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’)\]*_»]*+(?=\s)|[。！？](?<![。！？]{2})[。！？]*+[」』”）]*+")
_MARKER = re.compile(r"[ \t]{0,24}(?:[-*+•–]|\d{1,4}[.)]|[A-Za-z][.)])[ \t]+(?=\S)")
_FENCE = re.compile(r"[ \t]{0,12}(?:```|~~~)")
_SHORT_FORM = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|etc|vs|cf|approx|mr|mrs|ms|dr|prof|st|no|z\.B|bzw|ca)\.\Z", re.IGNORECASE
)


class Unit(NamedTuple):
    """A sentence, an item's sentence, or a line of code."""

    start: int
    """Of its first character in the reply, in code points; a list marker before it is not in it."""
    end: int
    seen: str
    words: tuple[str, ...]
    line: int
    """Of the reply, from 0."""
    code: bool = False
    quoted: bool = False
    """It stands in a block quote."""
    marker: str = ""
    """The list marker before it: `-`, `1.`; empty in prose and in an item's further sentences."""
    row: bool = False
    """A row of a table."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A reply in units, in order."""

    text: str
    units: tuple[Unit, ...]
    open_fence: int = -1
    """Line of a fence that never closes; -1 where all do."""

    @property
    def size(self) -> int:
        """Words of the whole reply."""
        return sum(len(unit.words) for unit in self.units)


def seen(text: str) -> str:
    """Fold a text to what a reader sees; plain ASCII has a short way."""
    return " ".join(text.split()).lower() if text.isascii() and text.isprintable() else as_seen(text).text


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text that was folded by `seen`."""
    return tuple((_ASCII_WORD if text.isascii() else _WORD).findall(text))


@lru_cache(maxsize=64)
def lay_out(text: str) -> Layout:
    """Cut a reply into units."""
    units: list[Unit] = []
    at, fence = 0, -1
    for number, line in enumerate(text.split("\n")):
        here, at = at, at + len(line) + 1
        if not line or line.isspace():
            continue
        if _FENCE.match(line):
            fence = -1 if fence >= 0 else number
        elif fence >= 0:
            units.append(_unit(text, here, here + len(line), number, code=True))
        else:
            units += _prose(text, line, here, number)
    return Layout(text, tuple(units), fence)


def _prose(text: str, line: str, here: int, number: int) -> list[Unit]:
    begin = 0
    while line[begin : begin + 1] in {" ", "\t", ">"}:
        begin += 1
    quoted = ">" in line[:begin]
    if line[begin : begin + 1] == "|":
        return [_unit(text, here + begin, here + len(line), number, row=True)]
    mark = _MARKER.match(line, begin)
    marker = ""
    if mark:
        marker, begin = mark.group().strip(), mark.end()
    out: list[Unit] = []
    for stop in (_ASCII_STOP if line.isascii() else _STOP).finditer(line, begin):
        if line[stop.start()] == "." and _SHORT_FORM.search(line, max(begin, stop.start() - 8), stop.start() + 1):
            continue
        out.append(_unit(text, here + begin, here + stop.end(), number, quoted=quoted, marker=marker))
        begin, marker = stop.end(), ""
        while line[begin : begin + 1].isspace():
            begin += 1
    if line[begin:].strip():
        out.append(_unit(text, here + begin, here + len(line.rstrip()), number, quoted=quoted, marker=marker))
    return out


def _unit(
    text: str,
    start: int,
    end: int,
    line: int,
    *,
    code: bool = False,
    quoted: bool = False,
    marker: str = "",
    row: bool = False,
) -> Unit:
    folded = seen(text[start:end])
    return Unit(start, end, folded, words_of(folded), line, code, quoted, marker, row)
