"""Bind the clauses of a document to the checks it names, and say which of them nothing enforces.

A check whose tier isn't there is unbound, and a clause that no bound check serves is unenforced: both are said at start
and kept in every record. A waived clause is still checked; what its check finds is recorded and changes nothing.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bylaw.authority import Authority
from bylaw.checks.check import Check, Tier
from bylaw.spec import Action, Section, Spec

__all__ = ["NO_CHECKS", "Bound", "Bounds", "OnNotRun", "Tiers", "Unbound", "bind_checks"]

OnNotRun = Literal["refuse", "release", "flag"]
"""What becomes of a reply whose check could not finish: nothing is released; it goes out; it goes out and is marked."""
Tiers = Collection[Tier]


@dataclass(frozen=True, slots=True)
class Bound:
    """A check in the service of a clause."""

    clause: Section
    check: Check
    action: Action
    on_not_run: OnNotRun
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Unbound:
    """A check that a clause names and that can't run here."""

    clause: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What enforces a document, and what doesn't."""

    bound: tuple[Bound, ...] = ()
    unbound: tuple[Unbound, ...] = ()
    unenforced: tuple[str, ...] = ()
    """Ids of clauses that instruct and that no bound check serves, in the document's order."""


_STRICT = frozenset({"refuse", "redact", "regenerate"})
NO_CHECKS = Bounds()
"""Nothing is enforced."""


def bind_checks(spec: Spec, checks: Sequence[Check], *, tiers: Tiers, today: date) -> Bounds:
    """Bind a document's clauses.

    Args:
        spec: with the checks its clauses name.
        checks: those there are.
        tiers: the tiers that can run.
        today: a waiver that has expired counts no more.
    """
    known = {check.id: check for check in checks}
    bound: list[Bound] = []
    unbound: list[Unbound] = []
    unenforced: list[str] = []
    for clause in spec.clauses:
        served = False
        for name in clause.checks:
            check = known.get(name)
            if check is None:
                unbound.append(Unbound(clause.id, name, "there is no such check"))
            elif check.tier not in tiers:
                unbound.append(Unbound(clause.id, name, f"it takes the {check.tier} tier, which isn't there"))
            else:
                waived = any(waiver.expires >= today.isoformat() for waiver in clause.waivers)
                bound.append(Bound(clause, check, clause.action or "flag", _on_not_run(clause), waived))
                served = served or not waived
        if not served and clause.kind != "objective":
            unenforced.append(clause.id)
    return Bounds(tuple(bound), tuple(unbound), tuple(unenforced))


def _on_not_run(clause: Section) -> OnNotRun:
    """Read `not_run=`; where it says nothing, rules that stop or change a reply fail closed, and all else is marked."""
    for attribute in clause.heading.attributes:
        if attribute.name == "not_run":
            match attribute.value:
                case "refuse" | "release" | "flag" as said:
                    return said
    closed = clause.action in _STRICT and (clause.kind == "rule" or clause.authority is Authority.ROOT)
    return "refuse" if closed else "flag"
