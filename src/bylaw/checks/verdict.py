"""What a check says of a case. `NotRun` is never a pass: the clause says what then follows."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

from bylaw.measures import Finding

__all__ = ["Broken", "Kept", "NotRun", "Scores", "Verdict"]

Scores = tuple[tuple[str, float], ...]
"""A measure's scores by name, in its own order."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The proposition holds."""

    score: float = 0.0
    """From 0 to 1: how near it came to being broken."""
    label: str = ""
    """The measure's word for the case, where it has one: `comply`, `partial`, `refuse`."""
    scores: Scores = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """The proposition doesn't hold."""

    findings: tuple[Finding, ...]
    """Where; a whole text is a finding from its start to its end."""
    score: float = 1.0
    """From 0 to 1: how surely it is broken."""
    label: str = ""
    scores: Scores = ()

    def __post_init__(self) -> None:
        if not self.findings:
            raise ValueError("a check that finds its proposition broken says where")


@dataclass(frozen=True, slots=True)
class NotRun:
    """The check could not tell."""

    reason: str
    """In words a person can act on, without a word of anybody's text."""


Verdict = Kept | Broken | NotRun
