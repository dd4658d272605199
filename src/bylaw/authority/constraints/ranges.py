"""Counts that a reply may have: from so many, below so many."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Self

__all__ = ["ANY", "Range"]


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers from `least` up to but not including `below`; None is no limit."""

    least: int = 0
    below: int | None = None

    @classmethod
    def of(cls, relation: object, count: int) -> Self:
        """Read one of IFEval's relations."""
        return cls(least=count) if relation == "at least" else cls(below=count)

    @classmethod
    def exactly(cls, count: int) -> Self:
        """Hold one number."""
        return cls(count, count + 1)

    @property
    def empty(self) -> bool:
        """Whether no number is in it."""
        return self.below is not None and self.least >= self.below

    def meet(self, other: "Range") -> "Range":
        """Give the numbers in both."""
        limits = [limit for limit in (self.below, other.below) if limit is not None]
        return Range(max(self.least, other.least), min(limits, default=None))


ANY = Range()
