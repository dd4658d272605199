"""Find filler at a reply's start and end: courtesies that would fit any other reply as well.

A sentence is filler where nearly all its words come from the small vocabulary of such courtesies and some of them
say what it does: praise a question, offer service, wish well. Bags of words rather than phrases, so that a new
wording of the same courtesy is known too. A sentence that says something of the subject has words that are not in
the vocabulary. Vocabularies: English, German, French, Spanish, Italian, Portuguese, Dutch. Other languages are not
known.
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.measures.length.units import Layout, Unit, words_of
from bylaw.measures.length.vocabulary import (
    ACKNOWLEDGES,
    ANNOUNCES,
    ASKED,
    CARES,
    CLOSES,
    HELPED,
    HOPES,
    INVITES,
    MORE,
    OFFERS,
    OPENS,
    PRAISES,
    SERVES,
    WISHES,
)

__all__ = ["closing_run", "opening_run", "weight"]

_MOST_WORDS = 32
_SPARE = 6
"""One word in so many may be of the subject: "… if you have questions about the mortgage"."""
_AS_MODEL = "as an ai language model"
_ELSE = frozenset({"else", "further", "other", "otra", "otras", "autres", "weitere", "altre", "outra", "andere"})
_WHAT_ELSE = HELPED | frozenset(
    {"do", "questions", "fragen", "preguntas", "pregunta", "domande", "perguntas", "vragen"}
)
_CLAUSE = 1.0
"""Weight from which a clause before a comma counts: praise does, an offer may lead to what is offered."""
_CLAUSES = re.compile(r"[,:;]| - |--")


def opening_run(layout: Layout) -> list[tuple[int, int, float]]:
    """Give the filler that a reply starts with: index of the unit, how many of its words, weight."""
    out: list[tuple[int, int, float]] = []
    for at, unit in enumerate(layout.units):
        held = weight(unit) if unit.words else 0.01
        if held:
            out.append((at, len(unit.words), held))
            continue
        clause = _first_clause(unit)
        if clause is not None and (held := weight(clause)) >= _CLAUSE:
            out.append((at, len(clause.words), held))
        break
    return out


def _first_clause(unit: Unit) -> Unit | None:
    """Give a sentence's words before its first comma or dash: "Great question, and …"."""
    cut = _CLAUSES.search(unit.seen)
    if cut is None:
        return None
    said = unit.seen[: cut.start()]
    return unit._replace(seen=said, words=words_of(said))


def closing_run(layout: Layout, passed: frozenset[int]) -> list[tuple[int, float]]:
    """Give the filler sentences that a reply ends with, last first: index of the unit, weight.

    Args:
        layout: the reply.
        passed: indexes of units that don't end the run although they are no filler: what only repeats.
    """
    out: list[tuple[int, float]] = []
    for at in range(len(layout.units) - 1, -1, -1):
        unit = layout.units[at]
        if at in passed or not unit.words:
            continue
        held = weight(unit, open_code=layout.open_fence >= 0, closing=True)
        if not held:
            break
        out.append((at, held))
    return out


def weight(unit: Unit, *, open_code: bool = False, closing: bool = False) -> float:
    """Say how surely a sentence is filler; 0 where it isn't.

    Args:
        unit: the sentence.
        open_code: whether it counts in code too, since a fence before it never closed.
        closing: whether it stands at the end, where an announcement announces nothing.
    """
    words = unit.words
    if not words or len(words) > _MOST_WORDS or unit.quoted or unit.row or unit.marker or (unit.code and not open_code):
        return 0.0
    held = set(words)
    if held <= ACKNOWLEDGES and len(words) <= 6:
        return 0.4
    if not held.isdisjoint(CARES) or (not closing and "t" in held):  # can't, won't
        return 0.0
    spare = len(words) // _SPARE
    foreign = sum(word not in OPENS for word in words)
    if foreign <= spare and held & ASKED and held & PRAISES:
        return 1.0
    if foreign <= min(spare, 1) and ((held & SERVES and held & OFFERS) or _AS_MODEL in unit.seen):
        if not unit.seen.endswith("?"):  # "What would help you most?" wants to know
            return 0.8
    if closing and sum(word not in CLOSES for word in words) <= spare:
        return _closes(unit, held)
    if not closing and words[0] in ANNOUNCES and unit.seen.endswith(":") and len(words) <= 14:
        return 0.2
    return 0.0


def _closes(unit: Unit, held: set[str]) -> float:
    """Weigh a sentence of closing courtesies; a question is one only where it asks what else there is to help with."""
    asks = unit.seen.rstrip("*_ ").endswith("?")
    if asks:
        return 0.8 if held & _ELSE and held & _WHAT_ELSE else 0.0
    if (held & HOPES and held & HELPED) or (held & MORE and (held & INVITES or held & OFFERS)):
        return 0.8
    return 0.8 if held & WISHES and len(unit.words) <= 8 and held <= CLOSES else 0.0
