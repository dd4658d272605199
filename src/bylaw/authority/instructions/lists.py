"""Bullets and lists: how many, of what kind, or none."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.quantities import bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import UNITS, word_set

__all__ = ["LISTS"]

_BULLETS = re.compile(rf" (?:{UNITS['bullet']}|bulleted lists?|bullet lists?|bullet format|bulleting)(?= )")
_NUMBERED = re.compile(r" (?:numbered|ordered|enumerated) (?:lists?|items?|points?|steps?|format)(?= )")
_LIST = re.compile(
    r" (?:as|in|into) (?:a |an |the form of a )?(?:simple |short |plain |clean )?list(?: form|"
    r" format)?(?= (?:[.,;!]|of|with|and|--|format|form)| $)"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from _bullets(reading)
    yield from _lists(reading)


def _bullets(reading: Reading) -> Iterator[Constraint]:
    exact = [q for q in reading.counted("bullet") if not q.about]
    for quantity in exact:
        if quantity.low is not None and quantity.high == quantity.low + 1:
            yield Constraint.of("detectable_format:number_bullet_lists", {"num_bullets": quantity.low})
    if exact:
        return
    for found in reading.find(_BULLETS):
        if reading.denied(found.start(), found.end()):
            yield Constraint.of("detectable_format:number_bullet_lists", {"num_bullets": 0})
        elif re.search(
            r" (?:use|using|as|in|with|into|bulleted|via|through|form of) (?:\w+ ){0,2}$",
            reading.words[max(0, found.start() - 24) : found.start() + 1],
        ) and not re.search(r" (?:each|every) ", reading.words[: found.start() + 1]):
            yield Constraint.of("detectable_format:list", {"style": "bulleted"})
        return


def _lists(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    numbered = [found for found in reading.find(_NUMBERED) if not reading.denied(found.start(), found.end())]
    items: list[Constraint] = []
    if numbered or " numbered " in words:
        for quantity in reading.counted("list_item"):
            for relation, count in bounds(quantity):
                items.append(
                    Constraint.of("detectable_format:number_list_items", {"num_items": count, "relation": relation})
                )
    yield from items
    if items:
        return  # so many items of a numbered list: that it is one goes without saying
    if numbered:
        yield Constraint.of("detectable_format:list", {"style": "numbered"})
    elif not _BULLETS.search(words) and not _NUMBERED.search(words):
        if any(not reading.denied(found.start(), found.end()) for found in reading.find(_LIST)):
            yield Constraint.of("detectable_format:list", {"style": "any"})


LISTS = Reader(
    _read,
    word_set(
        "bullet bullets bulleted bulletpoints bulletpoint bulleting points numbered ordered enumerated list lists"
    ),
)
