"""An instruction: a sentence with authority that asks for something, or a clause of the document that does."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

from bylaw.authority.constraints import Constraint
from bylaw.authority.levels import Authority

__all__ = ["Instruction"]


@dataclass(frozen=True, slots=True)
class Instruction:
    """What one sentence asks for, and with what authority."""

    message: int
    """Index into the conversation; -1 for a clause of the document."""
    part: int
    start: int
    """First character in the part's text, code points from 0; `end` is one past the last."""
    end: int
    authority: Authority
    text: str
    """The sentence as it stands."""
    constraints: tuple[Constraint, ...] = ()
    """What a program can compare and verify; empty where the sentence asks for what no program decides."""
    clause: str | None = None
    """Id of the document's clause, where it comes from there."""
    explicit: bool = True
    """Whether it asks outright; False where the wish is only implied, which overrides guidelines alone."""
    delegated: bool = False
    """Whether its authority was handed to it: it stands in quoted text, tool output or an attachment."""
    bare: str = ""
    """The sentence with what is quoted in it left blank; empty where nothing is."""

    @property
    def spoken(self) -> str:
        """What of the sentence speaks: a quotation in it is its argument, and takes nothing back itself."""
        return self.bare or self.text
