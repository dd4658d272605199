"""Find what must not leave a prompt however short: codes, passwords, names, sums."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.measures.overlap import wording
from bylaw.measures.overlap.kinds import SentenceKind

__all__ = ["Value", "names_of", "values_of"]

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Value:
    """What must not leave, however short: a code, a name, a sum."""

    text: str
    credential: bool
    """Whether it opens something; a guess of it isn't to be confirmed either."""


def names_of(piece: str) -> Iterator[str]:
    capitals = sum(word[:1].isupper() for word in piece.split())
    if capitals * 2 > len(piece.split()) and len(piece.split()) > 3:
        return
    for name in wording.NAME.finditer(piece):
        if not all(word.lower() in wording.PLAIN_NAMES for word in re.split(r"[ -]", name[0])):
            yield name[0]


def values_of(piece: str, begins: set[str], kind: SentenceKind) -> Iterator[Value]:
    opens = not begins.isdisjoint(wording.OPENS)
    credentials = list(wording.CREDENTIAL.finditer(piece)) if opens else []
    for found in credentials:
        value = found["quoted"] or found["bare"].strip(".!?:)(*_[]{}<>")
        sure = (
            found["quoted"]
            or any(map(str.isdigit, value))
            or (found["strong"] and value.lower() not in wording.NO_VALUES)
        )
        if len(value) >= 2 and sure and value.lower() not in wording.STOP:
            yield Value(value, True)
    if not begins.isdisjoint(wording.LENDS):
        for opened in wording.OPENED.finditer(piece):
            yield Value(opened["value"].strip("#"), True)
    if kind != "marked":
        return
    if _DIGIT.search(piece):
        for token in wording.TOKEN.finditer(piece):
            if not wording.YEAR.fullmatch(token[0].strip()) and sum(map(str.isalnum, token[0])) >= 4:
                yield Value(token[0].strip(), bool(credentials))
        for worth in wording.WORTH.finditer(piece):
            yield Value(worth[0], False)
    for named in wording.NAMES.finditer(piece):
        yield Value(named["value"], False)
    told = wording.NOT_TOLD.search(piece)
    if told is None:
        return
    for name in names_of(piece):
        if piece.find(name) >= told.start("what"):
            yield Value(name, False)
            last = re.split(r"[ -]", name)[-1]
            if last != name and len(last) > 3 and last.lower() not in wording.PLAIN_NAMES:
                yield Value(last, False)
