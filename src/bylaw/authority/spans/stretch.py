"""A stretch of text that only informs, and how a text is cut along such stretches."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable
from typing import NamedTuple

from bylaw.authority.spans.nouns import Form

__all__ = ["Stretch", "join"]


class Stretch(NamedTuple):
    """A stretch without authority. A tuple, since hostile text makes very many."""

    start: int
    end: int
    form: Form


def join(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Unite stretches that overlap; the one that begins first, or else reaches further, gives the form."""
    joined: list[Stretch] = []
    for each in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if joined and each.start < joined[-1].end:
            if each.end > joined[-1].end:
                joined[-1] = joined[-1]._replace(end=each.end)
        elif each.end > each.start:
            joined.append(each)
    return joined
