"""Run many rules as one: the product of small machines over characters, with every dead end cut off.

Each rule is a machine that reads a reply character by character. A reply that all of them accept is a path through
their product; states from which no such path leads on are removed, so a decoder that stays inside can always finish.
An empty product means that the rules exclude one another, and a product above the limit is not built: both are told,
not raised.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bylaw.prompt.held.chars import Chars, atoms

__all__ = ["After", "Machine", "Product", "multiply"]


class Machine(Protocol):
    """One rule. States are values; a machine itself never changes."""

    @property
    def cuts(self) -> Sequence[Chars]:
        """The sets of characters it tells apart; two characters no cut parts are the same to it."""
        ...

    @property
    def start(self) -> Hashable:
        """Where it stands before the first character."""
        ...

    def step(self, state: Any, char: str) -> Hashable | None:
        """Read one character; None where the rule doesn't allow it here."""
        ...

    def accepts(self, state: Any) -> bool:
        """Whether the reply may end here."""
        ...


@dataclass(frozen=True, slots=True)
class After:
    """A rule that only looks at what follows so many characters of another's."""

    machine: Machine
    skipped: int

    @property
    def cuts(self) -> Sequence[Chars]:
        """What the rule tells apart."""
        return self.machine.cuts

    @property
    def start(self) -> Hashable:
        """Before the first skipped character."""
        return (self.skipped, None) if self.skipped else (0, self.machine.start)

    def step(self, state: tuple[int, Any], char: str) -> Hashable | None:
        """Read one character."""
        left, inner = state
        if left:
            return (left - 1, None) if left > 1 else (0, self.machine.start)
        on = self.machine.step(inner, char)
        return None if on is None else (0, on)

    def accepts(self, state: tuple[int, Any]) -> bool:
        """Tell whether the rule accepts what followed."""
        return not state[0] and self.machine.accepts(state[1])


@dataclass(frozen=True, slots=True)
class Product:
    """What all machines allow together; state 0 is the start."""

    edges: tuple[tuple[tuple[Chars, int], ...], ...]
    """By state: the characters that lead on, and where to."""
    accepting: tuple[bool, ...]


class _Rows:
    """One machine's states, numbered as they are met, with where each leads by atom."""

    def __init__(self, machine: Machine, letters: Sequence[str]) -> None:
        self._machine = machine
        self._letters = letters
        self._numbers: dict[Hashable, int] = {}
        self._states: list[Hashable] = []
        self.rows: list[list[int] | None] = []
        self.accepting: list[bool] = []

    def number(self, state: Hashable) -> int:
        """Number a state."""
        known = self._numbers.get(state)
        if known is None:
            known = self._numbers[state] = len(self._states)
            self._states.append(state)
            self.rows.append(None)
            self.accepting.append(self._machine.accepts(state))
        return known

    def row(self, number: int) -> list[int]:
        """Give where a state leads, by atom; -1 where it leads nowhere."""
        row = self.rows[number]
        if row is None:
            state = self._states[number]
            row = []
            for letter in self._letters:
                to = self._machine.step(state, letter)
                row.append(-1 if to is None else self.number(to))
            self.rows[number] = row
        return row


def multiply(machines: Sequence[Machine], *, alphabet: Chars, limit: int) -> Product | int:
    """Build what all machines allow together.

    Where that is nothing, or needs more than `limit` states, give how many were looked at to learn it.
    """
    parts = atoms((cut for machine in machines for cut in machine.cuts), alphabet)
    letters = [chr(part.ranges[0][0]) for part in parts]
    rows = [_Rows(machine, letters) for machine in machines]
    first = tuple(row.number(machine.start) for row, machine in zip(rows, machines, strict=True))
    numbers = {first: 0}
    order = [first]
    out: list[dict[int, list[int]]] = []  # by state: target -> atoms
    for state in order:  # grows while it is read
        edges: dict[int, list[int]] = {}
        for atom, to in enumerate(zip(*(row.row(at) for row, at in zip(rows, state, strict=True)), strict=True)):
            if -1 in to:
                continue
            number = numbers.get(to)
            if number is None:
                if len(order) >= limit:
                    return len(order)
                number = numbers[to] = len(order)
                order.append(to)
            edges.setdefault(number, []).append(atom)
        out.append(edges)
    accepting = [all(row.accepting[at] for row, at in zip(rows, state, strict=True)) for state in order]
    return _without_dead_ends(out, accepting, parts) or len(order)


def _without_dead_ends(out: list[dict[int, list[int]]], accepting: list[bool], parts: list[Chars]) -> Product | None:
    sources: list[list[int]] = [[] for _ in out]
    for at, edges in enumerate(out):
        for to in edges:
            sources[to].append(at)
    alive = {at for at, ends in enumerate(accepting) if ends}
    waiting = list(alive)
    while waiting:
        for source in sources[waiting.pop()]:
            if source not in alive:
                alive.add(source)
                waiting.append(source)
    if 0 not in alive:
        return None
    kept = sorted(alive)
    renumbered = {at: new for new, at in enumerate(kept)}
    return Product(
        tuple(
            tuple(
                (Chars.spans(span for atom in held for span in parts[atom].ranges), renumbered[to])
                for to, held in out[at].items()
                if to in alive
            )
            for at in kept
        ),
        tuple(accepting[at] for at in kept),
    )
