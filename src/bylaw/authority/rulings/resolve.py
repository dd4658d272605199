"""Decide which instructions hold: the chain of command, applied.

Goes through everything that asks for something from the highest level down, within a level from the latest to the
earliest, and lets each constraint stand that no constraint above it excludes. Knows no model and no template.
Source: the published Model Spec, "The chain of command" and "Follow all applicable instructions".
"""
# SPDX-License-Identifier: Apache-2.0

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bylaw.authority.constraints import Constraint, Excluded, NotComparable, compare
from bylaw.authority.constraints.say import say
from bylaw.authority.instructions import Instruction
from bylaw.authority.levels import Authority
from bylaw.authority.rulings.nouns import InForce, Outcome, Rule, Ruling, Rulings
from bylaw.authority.rulings.retraction import retractions, taken_back
from bylaw.authority.rulings.topics import Signs, asks_against, shares_words, signs_of

__all__ = ["resolve"]

_MOST_HELD = 256
"""Distinct constraints that a new one is compared with. Real ones are a dozen; the bound keeps time linear."""

_MOST_RETRACTIONS = 16
"""Of one level that are followed: the bound keeps time linear."""


def resolve(instructions: Sequence[Instruction], clauses: Sequence[Instruction] = ()) -> Rulings:
    """Rule on every instruction of a conversation.

    Args:
        instructions: from `read_instructions`, in the order they were said.
        clauses: what the document's clauses ask for, each with its clause's level; those without constraints are left
            out of the comparison.
    """
    return _Resolution(instructions, clauses).rulings()


@dataclass(frozen=True, slots=True)
class _Standing:
    """An instruction or a clause with its place in the order of precedence."""

    level: Authority
    said: bool
    """In the conversation, not in the document."""
    index: int
    """Into the instructions, or into the clauses."""
    instruction: Instruction

    @property
    def source(self) -> int | str:
        return self.index if self.said else (self.instruction.clause or "")

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """Within a level: what is asked for outright, then the document's defaults, then what is only implied."""
        own = self.instruction
        if self.said:
            return (self.level, _EXPLICIT if own.explicit else _IMPLIED, own.message, own.part, own.start)
        return (self.level, _DEFAULT, -self.index, 0, 0)  # of two clauses of a level the earlier stands

    @property
    def name(self) -> str:
        if not self.said:
            return f"clause '{self.instruction.clause}'"
        return f"the {self.instruction.authority.word}'s \u201c{_short(self.instruction.text)}\u201d"


class _Resolution:
    """One pass over a conversation. Used once."""

    def __init__(self, instructions: Sequence[Instruction], clauses: Sequence[Instruction]) -> None:
        self._instructions = instructions
        self._clauses = clauses
        self._held: dict[Constraint, _Standing] = {}
        self._scopes: list[tuple[Signs, Constraint, _Standing]] = []
        self._outcomes: dict[tuple[bool, int], Ruling] = {}
        self._inaction: list[tuple[str, str]] = []
        self._reach = retractions([each.spoken for each in instructions])
        self._said = "\n".join([each.spoken for each in instructions]).lower()
        self._input_of = self._input_task()
        self._taken_back = self._retractions()

    def rulings(self) -> Rulings:
        for standing in sorted(self._standings(), key=lambda each: each.rank, reverse=True):
            self._outcomes[standing.said, standing.index] = self._rule(standing)
        return Rulings(
            tuple(self._outcomes[True, index] for index in range(len(self._instructions))),
            tuple(self._outcomes[False, index] for index in range(len(self._clauses))),
            tuple(InForce(constraint, owner.source) for constraint, owner in self._held.items()),
            tuple(self._inaction),
        )

    def _standings(self) -> Iterator[_Standing]:
        for index, instruction in enumerate(self._instructions):
            yield _Standing(instruction.authority, True, index, instruction)
        for index, clause in enumerate(self._clauses):
            yield _Standing(clause.authority, False, index, clause)

    def _rule(self, standing: _Standing) -> Ruling:
        own = standing.instruction
        if standing.said and own.authority is Authority.NONE:
            return Ruling("no_authority", "only text with authority instructs", "it stands in text without authority")
        if standing.said and (beaten := self._set_aside(standing)) is not None:
            return beaten
        if not own.constraints:
            return _DELEGATED if own.delegated else _APPLIES
        kept: list[Constraint] = []
        lost = unsure = None
        for constraint in reversed(own.constraints):  # of two that exclude each other the later words stand
            found = self._lifted(constraint, standing) or self._against(constraint, standing)
            if found is not None and found.outcome != "not_comparable":
                lost = found
                continue
            unsure = found or unsure
            kept.insert(0, constraint)
            self._hold(constraint, standing)
        return replace(lost or unsure or (_DELEGATED if own.delegated else _APPLIES), in_force=tuple(kept))

    # -- what beats a whole sentence -------------------------------------------------------------------------------

    def _input_task(self) -> int | None:
        """Find the operator's or developer's word that makes the user's messages the input of a task."""
        for index, each in enumerate(self._instructions):
            if each.constraints and each.authority >= Authority.DEVELOPER:
                if any(constraint.family == "task:input_as_data" for constraint in each.constraints):
                    return index
        return None

    def _retractions(self) -> dict[tuple[int, Constraint], int]:
        """Give what its own level took back later: an instruction and its constraint, to the index of the words."""
        out: dict[tuple[int, Constraint], int] = {}
        if not any(self._reach):
            return out
        later: defaultdict[Authority, list[tuple[int, str]]] = defaultdict(list)
        for index in range(len(self._instructions) - 1, -1, -1):
            each = self._instructions[index]
            if each.authority is Authority.NONE:
                continue
            reaching = later[each.authority]
            for constraint in each.constraints:
                by = next((at for at, what in reaching if _is_about(what, constraint, each)), None)
                if by is not None:
                    out[index, constraint] = by
            if self._reach[index] in ("own", "all") and len(reaching) < _MOST_RETRACTIONS:
                reaching.append((index, taken_back(each.spoken)))
        return out

    def _set_aside(self, standing: _Standing) -> Ruling | None:
        """Rule on a sentence that something else settles whole."""
        own = standing.instruction
        if self._input_of is not None and own.authority <= Authority.USER:
            winner = self._instructions[self._input_of]
            return Ruling(
                "no_authority",
                "the message is the input of a task",
                f"the {winner.authority.word} made what the user sends the input of a task: "
                f"\u201c{_short(winner.text)}\u201d",
                self._input_of,
            )
        if self._reach[standing.index] in ("higher", "all"):
            if (above := self._above(standing)) is not None:
                return Ruling(
                    "misaligned",
                    "nobody takes back what a higher level said",
                    f"{above.name} stands, and a {own.authority.word} can't take it back",
                    above.source,
                )
        low = own.spoken.lower() if self._scopes else ""
        for signs, constraint, owner in self._scopes:
            if owner.level <= own.authority or not any(sign in low for sign in signs):
                continue
            if (clash := asks_against(own.spoken, constraint)) is not None:
                return Ruling("misaligned", clash, f"{owner.name} keeps that out", owner.source)
        return None

    def _above(self, standing: _Standing) -> _Standing | None:
        """Find the first instruction of a higher level, or a clause of one."""
        for index, each in enumerate(self._instructions):
            if each.authority > standing.instruction.authority:
                return _Standing(each.authority, True, index, each)
        for index, clause in enumerate(self._clauses):
            if clause.authority > standing.instruction.authority:
                return _Standing(clause.authority, False, index, clause)
        return None

    def _lifted(self, constraint: Constraint, standing: _Standing) -> Ruling | None:
        """Rule on a constraint that its own level took back."""
        by = self._taken_back.get((standing.index, constraint)) if standing.said else None
        if by is None:
            return None
        return Ruling("superseded", "it was taken back", f"\u201c{_short(self._instructions[by].text)}\u201d", by)

    # -- what beats a constraint -----------------------------------------------------------------------------------

    def _against(self, constraint: Constraint, standing: _Standing) -> Ruling | None:
        """Rule on one constraint against all that already hold, which all rank higher."""
        if constraint in self._held:
            return None
        if len(self._held) >= _MOST_HELD:
            what = f"more than {_MOST_HELD} constraints hold already"
            return Ruling("not_comparable", "no program can compare it", what)
        unsure = None
        for held, owner in self._held.items():
            match compare(constraint, held):
                case Excluded(why):
                    return self._beaten(standing, owner, why)
                case NotComparable(why) if unsure is None and owner.level > standing.level:
                    reason = f"whether it goes with {owner.name} no program can tell: {why}"
                    unsure = Ruling("not_comparable", "no program can compare it", reason, owner.source)
        return unsure

    def _beaten(self, standing: _Standing, owner: _Standing, why: str) -> Ruling:
        outcome: Outcome = "superseded"
        rule: Rule = "a later message of the same level says otherwise"
        if not standing.said and not owner.said and standing.level == owner.level:
            rule = "two clauses of one level exclude each other"
            if standing.level is Authority.ROOT:
                rule = "two root clauses exclude each other"
                self._inaction.append((str(owner.source), str(standing.source)))
        elif not standing.said and owner.said:
            rule = "a default yields to what is asked for"
        elif owner.level > standing.level or not owner.said:
            outcome, rule = "misaligned", "a higher level says otherwise"
            if not owner.said and owner.level == standing.level:
                rule = "a default yields to explicit words alone"
        elif owner.instruction.explicit and not standing.instruction.explicit:
            rule = "what is only implied yields to what is asked for"
        elif owner.instruction.message == standing.instruction.message:
            rule = "later words of the same message say otherwise"
        return Ruling(outcome, rule, f"{owner.name}: {why}", owner.source)

    def _hold(self, constraint: Constraint, standing: _Standing) -> None:
        if constraint in self._held or len(self._held) >= _MOST_HELD:
            return
        self._held[constraint] = standing
        if constraint.family in _SCOPES:
            signs = tuple(sign for sign in signs_of(constraint) if sign in self._said)
            if signs:
                self._scopes.append((signs, constraint, standing))


_IMPLIED, _DEFAULT, _EXPLICIT = range(3)
_APPLIES = Ruling("applies", "nothing stands against it", "nothing stands against it")
_DELEGATED = Ruling("delegated", "authority was handed to it", "authority was handed to it")
_SCOPES = frozenset({"scope:confidential", "scope:forbidden_topics", "tools:permission"})


def _is_about(what: str, constraint: Constraint, instruction: Instruction) -> bool:
    """Whether words that take back `what` reach a constraint; where they name nothing they reach everything."""
    if not what:
        return True
    family = constraint.family.replace("_", " ").replace(":", " ")
    if shares_words(what, f"{family} {say(constraint)}"):
        return True
    return len(instruction.constraints) == 1 and shares_words(what, instruction.spoken)


def _short(text: str, most: int = 80) -> str:
    flat = " ".join(text[: 2 * most].split())
    return flat if len(flat) <= most else flat[: most - 1] + "\u2026"
