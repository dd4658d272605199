"""Cut a text into sequences of digit groups, as numbers are written: `020 7946 0018`, `141-77-7631`.

What every detector of numbers starts from: one pass finds the stretches that hold seven digits or more, and each
stretch gives its groups, so that a number is found in a row of numbers too.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

__all__ = ["LONGEST", "Stretch", "runs", "stretch_at"]

_STRETCH = re.compile(r"[0-9](?:[ \t./()-]{0,3}[0-9]){5,}")
_RUN = re.compile(r"[0-9]+")
_GROUP = re.compile(r"[^ \t]+")
_TO_SHAPE = str.maketrans("0123456789", "9" * 10)
LONGEST = 9
"""Groups that one number is written in, at most: `1 70 09 75 984 868 44`."""
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Digit groups in a row."""

    text: str
    """All that is looked at."""
    start: int
    end: int

    def sequences(self, shapes: Container[str]) -> Iterator[tuple[int, int, str]]:
        """Give every run of whole groups in one of these shapes: (start, end, shape), with 9 for every digit."""
        shape = self.text[self.start : self.end].translate(_TO_SHAPE)
        groups = [found.span() for found in _GROUP.finditer(shape)]
        for first, (start, _) in enumerate(groups):
            for _, end in groups[first : first + LONGEST]:
                if end - start > _WIDEST:
                    break
                if shape[start:end] in shapes:
                    yield self.start + start, self.start + end, shape[start:end]


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Give the runs of digits, (start, end)."""
    return (found.span() for found in _RUN.finditer(text))


def stretch_at(text: str, start: int) -> Stretch | None:
    """Give the stretch of six digits or more that begins at a digit."""
    before = text[start - 1 : start]
    if before.isalpha() and before.isascii():
        return None  # the tail of a word: a key, a hash, a model
    found = _STRETCH.match(text, start)
    return Stretch(text, start, found.end()) if found else None
