"""A reading: one sentence with its clauses, quantities and polarity, which the readers of families ask.

A reader of a family is a function from a `Reading` to constraints, in a file of its own, entered in `readers.READERS`
with the words that can set it off: it runs only on sentences that hold one of them. It finds its concept on
`reading.words` (the tape), and asks of each place: does it count here (`asks`), is it ruled out (`denied`), how many
(`quantities`), which words are its arguments (`arguments.named_after`). It reads no mood, bound or negation of its own.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.clauses import Clause, Mood, asks_something, read_clauses, silent_stretches
from bylaw.authority.instructions.polarity import is_denied, turned_denials
from bylaw.authority.instructions.quantities import Quantity, find_quantities
from bylaw.authority.instructions.tape import Tape, write_tape
from bylaw.authority.instructions.words import OTHERS, UNITS

__all__ = ["Reader", "Reading", "read_sentence"]

_OTHERS = re.compile(rf" (?:{OTHERS}) $| (?:of|in|from|for|to) the $|\bmy (?:\w+ ){{1,2}}$")


_MAY = re.compile(r" you (?:may|can|could|might)(?= )")
_AT_ALL = re.compile(r" at (?:an? |the )?(?:very )?(?:(?P<least>minimum|least)|maximum|most) ,(?= )")
_CAPPED = re.compile(
    r" (?:limit|cap|restrict|confine|curb|trim|cut|hold|fit)\w* (?:\S+ ){0,6}?(?:to|at|down to|in|into|within) $"
)
_BUDGET = (
    r"(?:budget|quota|allowance|limit|cap|ceiling|maximum|max)"
    r"(?: (?:words?|tokens?|characters?|chars|sentences?|length|count|size))?"
)
_BUDGETED = re.compile(rf" {_BUDGET}(?: (?:is|of|at|to|:|=|set|for|your|the|answers?|replies|reply|response))* $")
_A_BUDGET = re.compile(r" (?:budget|quota|allowance|limit|cap|ceiling|maximum|max)(?= )")
_HEAD = {
    unit: re.compile(
        rf" (?:(?:number|amount|count) of (?:\w+ ){{0,3}}?{UNITS[unit]}(?: \w+){{0,5}}?|(?:highlighted )?{UNITS[unit]}"
        rf"(?: (?:count|total|number))?)(?: in (?:the|your|a)(?: \w+){{1,3}}?)?"
        r"(?: (?:must|should|is|are|be|has to|to|need|needs|will|shall|number|total|[(]|:|=|,|--|≥|≤|>|<))+ $"
    )
    for unit in ("highlight", "section", "placeholder", "bullet", "list_item", "paragraph")
}


class Reading:
    """One sentence, read as far as the families that are asked need it: what no reader asks for is never worked out."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.words = tape.words
        """The tape's words, for patterns."""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, each once: a pattern none of whose needed words is among them is not worth a search."""
        return frozenset(self.words.split())

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What each stretch of the sentence does."""
        return read_clauses(self.words)

    @property
    def requests(self) -> bool:
        """Whether any clause asks, be it on a condition."""
        if "clauses" in vars(self):
            return any(clause.mood in (Mood.ASKS, Mood.CONDITION) for clause in self.clauses)
        return asks_something(self.words)

    @cached_property
    def silent(self) -> tuple[tuple[int, int], ...]:
        """Stretches that speak of something else: examples, topics, other people."""
        return silent_stretches(self.words, self.clauses)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Those of the reply, denials already turned."""
        return tuple(_of_the_reply(self))

    def clause(self, at: int) -> Clause:
        """Give the clause that holds a place on the tape."""
        for clause in self.clauses:
            if at < clause.end:
                return clause
        return self.clauses[-1]

    def speaks(self, at: int) -> bool:
        """Say whether a place speaks of the reply at all, not of an example, a topic or another's text."""
        return not any(start <= at < end for start, end in self.silent)

    def asks(self, at: int) -> bool:
        """Say whether what stands at a place is asked of the reply."""
        return self.clause(at).mood is Mood.ASKS and self.speaks(at)

    def denied(self, start: int, end: int) -> bool:
        """Say whether what stands there is ruled out."""
        clause = self.clause(start)
        return is_denied(self.words, start, end, clause=(clause.start, clause.end))

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find a concept wherever it is asked for or ruled out."""
        return (found for found in pattern.finditer(self.words) if self.asks(found.start()))

    def counted(self, *units: str) -> Iterator[Quantity]:
        """Give the quantities of such units."""
        return (quantity for quantity in self.quantities if quantity.unit in units)

    def headed(self, unit: str) -> Quantity | None:
        """Give the quantity that stands behind its unit: "bullets: 5", "the number of placeholders is at least 3"."""
        for quantity in self.quantities:
            # A sign is part of the bound, and says "is" besides.
            end = quantity.number if self.words[quantity.start] in "<>≤≥" else quantity.start
            if quantity.unit in ("", "times") and _HEAD[unit].search(self.words, max(0, quantity.start - 90), end):
                return quantity
        return None


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of some families, and the words without which it need not be asked."""

    read: Callable[[Reading], Iterable[Constraint]]
    triggers: frozenset[str]


def read_sentence(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> Reading:
    """Read one sentence of a text."""
    return Reading(write_tape(text, start, end, quoted))


def _of_the_reply(reading: Reading) -> Iterator[Quantity]:
    words = reading.words
    for quantity in find_quantities(words):
        clause = reading.clause(quantity.start)
        lifted = (
            clause.mood is Mood.LIFTS
            and quantity.op in ("le", "lt")
            and _MAY.search(words, clause.start, clause.end + 1)
        )
        if not (reading.asks(quantity.start) or lifted) or _OTHERS.search(
            words, max(0, quantity.start - 24), quantity.start
        ):
            continue
        if quantity.op in ("gt", "lt", "ge", "le") and turned_denials(
            words, quantity.start, clause=(clause.start, clause.end)
        ):
            quantity = quantity.turned()
        elif not quantity.bounded and (
            _CAPPED.search(words, max(0, quantity.start - 70), quantity.start)
            or _BUDGETED.search(words, max(0, quantity.start - 50), quantity.start)
            or _A_BUDGET.match(words, quantity.end)
        ):
            quantity = quantity.capped()
        if not quantity.bounded and (at := _AT_ALL.match(words)) and at.end() <= quantity.start:
            quantity = quantity.raised() if at["least"] else quantity.capped()
        if quantity.unit == "" and words.startswith(" )", quantity.end) and "(" not in words[: quantity.start]:
            continue  # the number of an item: 1) no commas
        yield quantity
