"""A ruling: what becomes of one instruction, what won, and the rule that decided it."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal, get_args

from bylaw.authority.constraints import Constraint

__all__ = ["OUTCOMES", "InForce", "Outcome", "Rule", "Ruling", "Rulings"]

Outcome = Literal["applies", "delegated", "misaligned", "superseded", "no_authority", "not_comparable"]
"""`delegated` applies too: with authority that was handed to it."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

Rule = Literal[
    "nothing stands against it",
    "authority was handed to it",
    "a higher level says otherwise",
    "a later message of the same level says otherwise",
    "later words of the same message say otherwise",
    "a default yields to what is asked for",
    "a default yields to explicit words alone",
    "what is only implied yields to what is asked for",
    "only text with authority instructs",
    "the message is the input of a task",
    "nobody takes back what a higher level said",
    "it was taken back",
    "two root clauses exclude each other",
    "two clauses of one level exclude each other",
    "what a higher level keeps confidential is not told",
    "what a higher level leaves out is not spoken of",
    "a tool that a higher level forbids is not called",
    "no program can compare it",
]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of one instruction."""

    outcome: Outcome
    rule: Rule
    reason: str
    """A sentence for people."""
    beaten_by: int | str | None = None
    """Index of the instruction that won, or the id of the clause; None where nothing did."""
    in_force: tuple[Constraint, ...] = ()
    """Those of its constraints that hold; where an instruction was beaten in part, the rest of it stands."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A constraint that holds for the reply, and where it comes from."""

    constraint: Constraint
    source: int | str
    """Index of the instruction, or the id of the clause."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What becomes of all instructions of a conversation."""

    instructions: tuple[Ruling, ...]
    """One each, in the order they were given in."""
    clauses: tuple[Ruling, ...]
    """One for each clause that holds a constraint, in the order they were given in."""
    in_force: tuple[InForce, ...]
    """Every constraint that holds, highest authority first."""
    inaction: tuple[tuple[str, str], ...] = ()
    """Pairs of root clauses that exclude each other: nothing may be done."""
