"""A check: one proposition about a case."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bylaw.checks.case import Case, Stage
from bylaw.checks.verdict import Scores, Verdict

__all__ = ["WHOLE", "Check", "Tier"]

Tier = Literal["fast", "neural", "judge"]
"""Compiled patterns and linear models; a small neural model, if installed; a judge model, if configured."""

WHOLE = None
"""The window of a check that decides on a whole reply."""


def _always(case: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Check:
    """One proposition about a case: measure, threshold, exceptions. Which clause it serves, the document says."""

    id: str
    says: str
    """The proposition, a sentence that is true of a case that keeps it."""
    stages: tuple[Stage, ...]
    run: Callable[[Case], Verdict] | None
    """Pure, and done in time linear in the text. None: only a judge decides it."""
    tier: Tier = "fast"
    """The lowest one that can decide it."""
    windowed: bool = False
    """Whether a reply is checked piece by piece while it streams, see `fold`; else it has to be whole."""
    languages: tuple[str, ...] = ("any",)
    """ISO 639-1 codes of the languages it was measured in; `any` where it reads no words."""
    version: int = 1
    """Goes up when a verdict may change; results are cached by it."""
    relevant: Callable[[Case], bool] = _always
    """Asked of the input: whether a reply could break it at all, so that one need not wait for its verdict."""
    settles: bool = False
    """Whether the governor draws again for it by itself, and releases the best of all tries where none keeps it."""
    asks_user: bool = False
    """Whether the user is asked for their word where it is broken, unless the clause's action is `refuse` or `flag`."""
    doubt: tuple[float, float] | None = None
    """A judge, where there is one, decides when a kept score lies in this range."""
    guidance: str = ""
    """What a judge is told beside the clause's own words."""
    measured: Callable[[Case], Scores] | None = None
    """Gives all scores of its measure, where `run` leaves them out: live traffic needs none of them, see `grade`."""

    def __post_init__(self) -> None:
        if self.run is None and self.tier != "judge":
            raise ValueError(f"check {self.id!r} has nothing to run, so only a judge can decide it")
