"""The noun of every measure: a stretch of a text, and what was found there."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text, and what was found there."""

    label: str
    """What it is: `phone`, `violence`, `verbatim`."""
    start: int
    """First character, in code points from 0; `end` is one past the last."""
    end: int
    score: float = 1.0
    """From 0 to 1: how sure."""
    where: str = ""
    """The text it stands in: `reply`, `messages[2].content[0]`, `tool_calls[0].arguments`. Measures leave it empty."""
    replacement: str | None = None
    """What stands there once it is redacted; None leaves that to whoever redacts."""
    evidence: str = ""
    """What was read there, where that isn't the text itself: the words that base64 spelled."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a finding runs forward, got {self.start}..{self.end}")
