"""Find which sections moved: the fewest that explain the new order and nesting.

Only sections that both documents have are looked at, so that a section that was added or removed moves no other. One
that moved along with the section it stands in didn't move by itself.
"""
# SPDX-License-Identifier: Apache-2.0

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Stand", "kept", "moved"]

_NONE = -1


@dataclass(frozen=True, slots=True)
class Stand:
    """How one section stands in both documents."""

    before: int
    """Its position in the document before."""
    after: int
    level_before: int
    level_after: int
    weight: int
    """How much it says: where two sections changed places, the one that says less has moved."""


def moved(stands: Sequence[Stand]) -> tuple[Stand, ...]:
    """Give those that moved, in the order they stand afterwards.

    There are two ways to explain an order: by sections that went with all that stands in them, and by headings that
    went alone. The second is taken where it needs only some of the sections that the first does, or half as many.
    """
    old = sorted(stands, key=lambda each: each.before)
    new = sorted(stands, key=lambda each: each.after)
    parent_before = _parents([(each, each.level_before) for each in old])
    parent_after = _parents([(each, each.level_after) for each in new])
    deeper = _relevelled(new, parent_before, parent_after)
    jumped = set(new) - _kept(new, frozenset())
    flat = (jumped - _along(new, jumped, parent_before, parent_after)) | deeper
    family = _among_siblings(new, jumped, parent_before, parent_after) | deeper
    simpler = flat < family or 2 * len(flat) <= len(family)
    return tuple(each for each in new if each in (flat if simpler else family))


Parents = Mapping[Stand, "Stand | None"]


def _parents(line: Sequence[tuple[Stand, int]]) -> Parents:
    parents: dict[Stand, Stand | None] = {}
    above: list[tuple[Stand, int]] = []
    for each, level in line:
        while above and above[-1][1] >= level:
            above.pop()
        parents[each] = above[-1][0] if above else None
        above.append((each, level))
    return parents


def _relevelled(new: Sequence[Stand], before: Parents, after: Parents) -> set[Stand]:
    """Find those whose heading is of another level, and whose parent's didn't change with it."""
    found = set()
    for each in new:
        parent = after[each]
        shift = each.level_after - each.level_before
        along = parent is not None and parent is before[each] and parent.level_after - parent.level_before == shift
        if shift and not along:
            found.add(each)
    return found


def _along(new: Sequence[Stand], jumped: set[Stand], before: Parents, after: Parents) -> set[Stand]:
    """Find those that changed places in the whole line because the section they stand in did."""
    families: dict[Stand, list[Stand]] = defaultdict(list)
    for each in new:
        parent = after[each]
        if each in jumped and parent is not None and parent in jumped and parent is before[each]:
            families[parent].append(each)
    return {each for family in families.values() for each in _kept(family, frozenset())}


def _among_siblings(new: Sequence[Stand], jumped: set[Stand], before: Parents, after: Parents) -> set[Stand]:
    """Explain the order by sections that left their parent or changed places with their siblings."""
    found = set()
    families: dict[Stand | None, list[Stand]] = defaultdict(list)
    for each in new:
        if before[each] is after[each]:
            families[after[each]].append(each)
        else:
            found.add(each)
    for family in families.values():
        found |= set(family) - _kept(family, jumped)
    return found


def kept(line: Sequence[int], *, weights: Sequence[int]) -> tuple[int, ...]:
    """Find the longest run of numbers that rise, by position; of two as long, the heavier one."""
    best: list[tuple[int, int]] = []  # of the run that ends here: its length, its weight
    back: list[int] = []
    for at, number in enumerate(line):
        length, weight, link = 0, 0, _NONE
        for earlier in range(at):
            if line[earlier] < number and best[earlier] > (length, weight):
                (length, weight), link = best[earlier], earlier
        best.append((length + 1, weight + weights[at]))
        back.append(link)
    at = max(range(len(line)), key=best.__getitem__, default=_NONE)
    run = []
    while at != _NONE:
        run.append(at)
        at = back[at]
    return tuple(reversed(run))


def _kept(line: Sequence[Stand], jumped: Collection[Stand]) -> set[Stand]:
    """Find those that kept their order; of two that changed places, one that jumped in the whole line didn't."""
    weights = [0 if each in jumped else 1 + each.weight for each in line]
    return {line[at] for at in kept([each.before for each in line], weights=weights)}
