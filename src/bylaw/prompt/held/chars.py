r"""Sets of characters, and the classes of them that text is told apart by.

A word character here is what `\w` matches, in whole blocks of Unicode rather than character by character; a sentence
ends with the three signs of Latin scripts, as what counts sentences elsewhere has it.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = [
    "ANY",
    "DIGITS",
    "EMOJI",
    "LINE",
    "LOWER",
    "NOTHING",
    "PLAIN",
    "SPACE",
    "TERMINATORS",
    "UPPER",
    "WORD",
    "Chars",
    "atoms",
]

_LAST = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Chars:
    """A set of code points, as ranges in order that neither touch nor overlap."""

    ranges: tuple[tuple[int, int], ...]
    """(first, last), both inside."""
    _ascii: int = field(init=False, compare=False, repr=False)
    """A bit for each ASCII character inside: nearly every question is about one."""

    def __post_init__(self) -> None:
        bits = sum((1 << min(high, 127) + 1) - (1 << low) for low, high in self.ranges if low < 128)
        object.__setattr__(self, "_ascii", bits)

    @classmethod
    def of(cls, text: str) -> "Chars":
        """Hold the characters of a text."""
        return cls.spans((ord(char), ord(char)) for char in set(text))

    @classmethod
    def spans(cls, ranges: Iterable[tuple[int, int]]) -> "Chars":
        """Hold ranges that may overlap, in any order."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def __or__(self, other: "Chars") -> "Chars":
        return Chars.spans((*self.ranges, *other.ranges))

    def __invert__(self) -> "Chars":
        out, at = [], 0
        for low, high in self.ranges:
            if low > at:
                out.append((at, low - 1))
            at = high + 1
        if at <= _LAST:
            out.append((at, _LAST))
        return Chars(tuple(out))

    def __and__(self, other: "Chars") -> "Chars":
        return ~(~self | ~other)

    def __sub__(self, other: "Chars") -> "Chars":
        return self & ~other

    def __contains__(self, char: str) -> bool:
        code = ord(char)
        if code < 128:
            return bool(self._ascii >> code & 1)
        return any(low <= code <= high for low, high in self.ranges)

    def __bool__(self) -> bool:
        return bool(self.ranges)


def atoms(cuts: Iterable[Chars], within: Chars) -> list[Chars]:
    """Split `within` into the fewest sets such that each cut holds every one of them whole or not at all."""
    wanted = [within, *dict.fromkeys(cuts)]
    edges = sorted({edge for cut in wanted for low, high in cut.ranges for edge in (low, high + 1)})
    inside: dict[tuple[bool, ...], list[tuple[int, int]]] = {}
    for low, after in pairwise(edges):
        held = tuple(chr(low) in cut for cut in wanted)
        if held[0]:
            inside.setdefault(held, []).append((low, after - 1))
    return [Chars.spans(ranges) for ranges in inside.values()]


NOTHING = Chars(())
LOWER = Chars.spans([(0x61, 0x7A)])
UPPER = Chars.spans([(0x41, 0x5A)])
DIGITS = Chars.spans([(0x30, 0x39)])
SPACE = Chars.of(" ")
LINE = Chars.of("\n")
TERMINATORS = Chars.of(".!?")
EMOJI = Chars.spans([(0x2600, 0x27BF), (0x2B50, 0x2B55), (0x1F000, 0x1FAFF), (0xFE0F, 0xFE0F), (0x200D, 0x200D)])
WORD = (
    LOWER
    | UPPER
    | DIGITS
    | Chars.spans([(0x5F, 0x5F), (0xAA, 0xAA), (0xC0, 0x1FFF), (0x2C00, 0xD7FF), (0xF900, 0xFFFC)])
)
# Everything a reader sees: no control characters but the line feed, no surrogates, no private use.
ANY = Chars.spans([(0x0A, 0x0A), (0x20, 0x7E), (0xA1, 0xD7FF), (0xF900, 0xFFFC), (0x1F000, 0x1FAFF)])
# English as it is typed: ASCII and the usual typographic signs.
PLAIN = Chars.spans([(0x0A, 0x0A), (0x20, 0x7E)]) | Chars.of("–—‘’“”•…")
