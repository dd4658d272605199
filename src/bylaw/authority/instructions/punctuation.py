"""Punctuation marks, digits and emoji: none of them, so many, at most so many."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.quantities import Quantity, bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import MARKS, UNITS, word_set

__all__ = ["PUNCTUATION"]

_MARK = re.compile(rf" (?P<mark>{UNITS['mark']})(?= )(?! (?:separated|delimited|splice|free zone))")
_FREE = re.compile(rf" (?P<mark>{UNITS['mark']}) (?:free|less)(?= )")
_DIGITS = re.compile(
    r" (?:(?<![1-9] )(?:digits|numerals|numeric characters?)(?! of (?:the|my|your|his|her|a|their) )|(?:digit|"
    r"numbers?)(?= (?:[.,;!?)]|--|"
    r"in your|in the|anywhere|whatsoever|at all|and|or|are|is|allowed|as digits|in digit|should|must|written as|may|"
    r"can|free)|"
    r"(?: $)))(?= )"
)
_FREE_OF = re.compile(r" (?:digit|number|numeral|emoji|emoticon) (?:free|less)(?= )")
_WRITTEN_OUT = re.compile(
    r" (?:(?:write|spell|put|express|give)(?: out)? (?:all |any |every |each |your )?(?:numbers?|figures|quantities|"
    r"amounts|numerals)(?: out)?"
    r" (?:in|as|with) (?:words|letters)|spell out (?:all |any |every |each |your )?(?:numbers?|figures|numerals))(?= )"
)
_ZERO_TO_NINE = re.compile(r" 0 (?:to|through) 9(?= )")
_EMOJI = re.compile(r" (?:emojis?|emoticons?|smileys?)(?= )")


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_MARK):
        name, start, end = found["mark"], found.start(), found.end()
        if (
            name in ("period", "colon", "hyphen", "apostrophe", "ellipses")
            and not reading.denied(start, end)
            and not words.startswith(" ", end)
        ):
            continue
        quantity = _counting(reading, start, end)
        if quantity is not None and not (quantity.op == "eq" and reading.denied(start, end)):
            if quantity.high == 1:
                yield _none_of(MARKS[name])
            else:
                for relation, count in bounds(quantity):
                    yield _so_many(MARKS[name], count, relation)
        elif reading.denied(start, end) or _FREE.match(words, start):
            yield _none_of(MARKS[name])
    for found in reading.find(_DIGITS):
        if reading.denied(found.start(), found.end()) or _FREE_OF.match(words, found.start()):
            yield Constraint.of("punctuation:no_digits")
    for found in reading.find(_WRITTEN_OUT):
        if not reading.denied(found.start(), found.end()):
            yield Constraint.of("punctuation:no_digits")
    for found in reading.find(_ZERO_TO_NINE):
        if reading.denied(found.start(), found.end()):
            yield Constraint.of("punctuation:no_digits")
    for found in reading.find(_EMOJI):
        if reading.denied(found.start(), found.end()) or _FREE_OF.match(words, found.start()):
            yield Constraint.of("punctuation:no_emoji")


def _counting(reading: Reading, start: int, end: int) -> Quantity | None:
    """Give the quantity that counts a mark: before it, or after it as in "commas: at most 3"."""
    words = reading.words
    for quantity in reading.quantities:
        if quantity.unit_start == start + 1:
            return quantity
    clause = reading.clause(start)
    for quantity in reading.quantities:
        if quantity.unit in ("", "times") and end <= quantity.start < clause.end:
            between = words[end : quantity.start]
            if len(between) < 70 and not re.search(UNITS["mark"], between):
                return quantity
    # "no more than 3 commas or exclamation marks" shares its number.
    return None


def _none_of(mark: str) -> Constraint:
    return Constraint.of("punctuation:no_comma") if mark == "," else _so_many(mark, 1, "less than")


def _so_many(mark: str, count: int, relation: str) -> Constraint:
    return Constraint.of(
        "keywords:letter_frequency", {"letter": mark, "let_frequency": count, "let_relation": relation}
    )


PUNCTUATION = Reader(
    _read,
    frozenset(name.split()[0] for name in MARKS)
    | word_set("figures digits digit numerals numbers number numeric emoji emojis emoticons smileys"),
)
