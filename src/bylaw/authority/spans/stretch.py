"""A stretch of text that only informs, and how such stretches are united."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable
from typing import NamedTuple

from bylaw.authority.spans.nouns import Form

__all__ = ["Stretch", "unite"]


class Stretch(NamedTuple):
    """A stretch without authority. A tuple, since hostile text makes very many."""

    start: int
    end: int
    form: Form


def unite(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Sort stretches and unite what overlaps, or touches in one form; the one that begins first gives the form."""
    united: list[Stretch] = []
    start, end, form = -1, -1, ""
    for each in sorted(stretches, key=_outer_first):
        if each.start < end or (each.start == end and each.form == form):
            if each.end > end:
                end = each.end
                united[-1] = Stretch(start, end, united[-1].form)
        elif each.end > each.start:
            start, end, form = each
            united.append(each)
    return united


def _outer_first(stretch: Stretch) -> tuple[int, int]:
    return stretch.start, -stretch.end
