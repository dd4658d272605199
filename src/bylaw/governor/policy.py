"""A document made ready to govern with: its words for the model, what its clauses ask, how rulings are carried out."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import asdict, dataclass
from typing import Literal

from bylaw.authority import Message, Role
from bylaw.authority.asked import MOST_SAMPLES
from bylaw.authority.instructions import Instruction
from bylaw.checks import NO_CHECKS, Bounds
from bylaw.prompt.misaligned import OnMisaligned
from bylaw.prompt.preamble import Preamble
from bylaw.prompt.spotlight import Method
from bylaw.spec import Spec

__all__ = ["Conduct", "Mode", "OverBudget", "Placement", "Policy"]

Mode = Literal["enforce", "observe"]
Placement = Literal["none", "start", "end", "both"]
"""Where what holds for the reply is said once more: behind the preamble, behind the last user message, or both."""
OverBudget = Literal["close", "ask again", "cut"]
"""What becomes of a reply that its limit cut off: it ends at its last whole sentence, a shorter one is asked for, or it
stays as it is."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How rulings are carried out."""

    on_misaligned: OnMisaligned = "annotate"
    spotlight: Method | Literal["none"] = "delimit"
    """How spans without authority are marked."""
    placement: Placement = "end"
    samples: int = 4
    """Tries at most, where a reply breaks what can be verified. A request may ask for another number."""
    hold: bool = True
    """Whether the decoder is held to what it can be held to."""
    budget_line: bool = True
    """Whether the model is told how long its reply may be."""
    over_budget: OverBudget = "close"
    pseudonymise: bool = False
    """Whether the model reads placeholders in place of personal data; the reply has the data again."""

    def __post_init__(self) -> None:
        if not 1 <= self.samples <= MOST_SAMPLES:
            raise ValueError(f"samples are 1 to {MOST_SAMPLES}, got {self.samples}")

    def shown(self) -> dict[str, bool | int | str]:
        """Give it as a record keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Policy:
    """A document made ready to govern with."""

    spec: Spec
    spec_hash: str
    preamble: Preamble
    mode: Mode = "enforce"
    conduct: Conduct = Conduct()
    asks: tuple[Instruction, ...] = ()
    """What its clauses ask for that can be compared, from `spec.asks`."""
    bounds: Bounds = NO_CHECKS
    """What its clauses are enforced by, from `checks.bind_checks`."""
    judge: bool = False
    """Whether whoever drives the governor can ask a judge."""

    def __post_init__(self) -> None:
        if not self.spec.clauses:
            raise ValueError("a policy holds at least one clause: an empty one would govern nothing")

    @property
    def opening(self) -> Message:
        """The platform's message: the preamble, with the operator's authority."""
        return Message.of(Role.SYSTEM, self.preamble.text)
