"""Compare two documents: which sections came, went and moved, and what changed in each of the others.

Both are compared in their canonical form, so two documents of one hash have no changes, and two of different hashes
have at least one. They are compared as given: resolved or not, bound or not.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bylaw.spec.canonical import PREFACE, CanonicalSection, canonical_section, front_values
from bylaw.spec.diff.change import Change
from bylaw.spec.diff.match import Matches, match_sections
from bylaw.spec.diff.order import Stand, moved
from bylaw.spec.diff.section import Named, compare_bodies, compare_sections
from bylaw.spec.diff.words import Bag, alike, bag
from bylaw.spec.nodes import Section, Spec

__all__ = ["diff"]

_SAME_EXAMPLE = 0.8  # of the words: high, since it is looked for in every section


@dataclass(frozen=True, slots=True)
class _Side:
    """One section of one document."""

    section: Section
    canonical: CanonicalSection
    where: str
    """Where it stands among the others, in words."""


def diff(before: Spec, after: Spec) -> tuple[Change, ...]:
    """List every change, in the order of the document after; a removed section stands where it stood."""
    old, new = _sides(before), _sides(after)
    matches = match_sections([each.canonical for each in old], [each.canonical for each in new])
    jumped = _jumped(old, new, matches)
    came_from = {to: at for at, to in matches.pairs}
    changes = list(_preface(before, after))
    gone = list(matches.removed)
    for to, side in enumerate(new):
        at = came_from.get(to)
        if at is None:
            changes.append(_added(side))
            continue
        while gone and gone[0] < at and to not in jumped:
            changes.append(_removed(old[gone.pop(0)]))
        changes += _compared(old[at], side, has_moved=to in jumped)
    changes += [_removed(old[at]) for at in gone]
    return _traced(changes, [old[at] for at in matches.removed], [new[at] for at in matches.added])


def _sides(spec: Spec) -> list[_Side]:
    sides: list[_Side] = []
    last: dict[str, str] = {}  # child of each parent so far
    above: list[tuple[int, str]] = []
    for section in spec.sections:
        level = section.heading.level
        while above and above[-1][0] >= level:
            above.pop()
        parent = above[-1][1] if above else ""
        inside = f"in #{parent}" if parent else "at the top"
        follows = f"after #{last[parent]}" if parent in last else "first"
        sides.append(_Side(section, canonical_section(section), f"level {level}, {inside}, {follows}"))
        above.append((level, section.id))
        last[parent] = section.id
    return sides


def _jumped(old: Sequence[_Side], new: Sequence[_Side], matches: Matches) -> set[int]:
    """Find the sections that moved, by position in the document after."""
    stands = [
        Stand(at, to, old[at].canonical.level, new[to].canonical.level, _weight(old[at]) + _weight(new[to]))
        for at, to in matches.pairs
    ]
    return {each.after for each in moved(stands)}


def _weight(side: _Side) -> int:
    body = side.canonical.body
    return len(body.prose) + len(body.commentary) + sum(len(each.head) + len(each.markup) for each in body.examples)


def _preface(before: Spec, after: Spec) -> Iterator[Change]:
    old, new = dict(front_values(before)), dict(front_values(after))
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield Named(PREFACE, "").change("reworded", old.get(key), new.get(key), part="front", name=key)
    yield from compare_bodies(Named(PREFACE, ""), before.preface, after.preface)


def _added(side: _Side) -> Change:
    named = Named.of(side.canonical, places=(None, side.section.place))
    return named.change("added", None, _source(side.section))


def _removed(side: _Side) -> Change:
    named = Named.of(side.canonical, places=(side.section.place, None))
    return named.change("removed", _source(side.section), None)


def _source(section: Section) -> str:
    return "".join(node.text for node in (section.heading, *section.body)).strip()


def _compared(old: _Side, new: _Side, *, has_moved: bool) -> Iterator[Change]:
    if has_moved:
        named = Named.of(new.canonical, old.canonical, places=(old.section.place, new.section.place))
        yield named.change("moved", old.where, new.where)
    if old.canonical != new.canonical:
        yield from compare_sections(old.section, new.section, was=old.canonical, now=new.canonical)


def _traced(changes: Sequence[Change], removed: Sequence[_Side], added: Sequence[_Side]) -> tuple[Change, ...]:
    """Say of each added example which section it came from, and of each removed one where it went."""
    lost = [(change.clause, bag(change.before or "")) for change in changes if change.kind == "example_removed"]
    lost += [(side.section.id, bag(node.text)) for side in removed for node in side.section.examples]
    come = [(change.clause, bag(change.after or "")) for change in changes if change.kind == "example_added"]
    come += [(side.section.id, bag(node.text)) for side in added for node in side.section.examples]
    traced = []
    for change in changes:
        if change.kind == "example_added":
            change = replace(change, elsewhere=_found(bag(change.after or ""), lost))
        elif change.kind == "example_removed":
            change = replace(change, elsewhere=_found(bag(change.before or ""), come))
        traced.append(change)
    return tuple(traced)


def _found(words: Bag, candidates: Sequence[tuple[str, Bag]]) -> str:
    score, clause = max(((alike(words, other), clause) for clause, other in candidates), default=(0.0, ""))
    return clause if score >= _SAME_EXAMPLE else ""
