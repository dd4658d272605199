"""What a rule finds, and the edit that would mend it."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal, get_args

from bylaw.spec.nodes import Place

__all__ = ["SEVERITIES", "Edit", "Fault", "Severity"]

Severity = Literal["error", "warning"]
"""An error changes what the document says to a model or a machine; a warning makes it worse to read or to test."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Edit:
    """Put a text in the place of another."""

    start: int
    """First character that goes, in code points from 0 in the source; `end` is one past the last."""
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"an edit runs forward, got {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at one place."""

    place: Place
    message: str
    fix: str | None = None
    """What to do about it, in words."""
    edits: tuple[Edit, ...] = ()
    """What `--fix` does about it; empty where only a person can decide."""
