"""Find lists longer than was asked, and lists of many items that say nearly the same."""
# SPDX-License-Identifier: Apache-2.0

import re
from itertools import pairwise

from bylaw.measures.finding import Finding
from bylaw.measures.length.units import Layout, Unit, lay_out, seen

__all__ = ["asked_items", "find_inflated"]

_NUMBERS = {
    **{
        word: number
        for counted in (
            "one two three four five six seven eight nine ten eleven twelve",
            "ein zwei drei vier fünf sechs sieben acht neun zehn",
            "un deux trois quatre cinq six sept huit neuf dix",
            "un dos tres cuatro cinco seis siete ocho nueve diez",
            "un due tre quattro cinque sei sette otto nove dieci",
            "um dois três quatro cinco seis sete oito nove dez",
        )
        for number, word in enumerate(counted.split(), 1)
    },
    **dict.fromkeys(("eine", "einen", "une", "una", "uma", "single"), 1),
    **dict.fromkeys(("duas", "couple"), 2),
}
_VERBS = (
    r"give|list|name|suggest|provide|share|tell|offer|recommend|find|show|come up with|write|think of|"
    r"brainstorm|top|best|"
    r"nenne|gib|liste|schlag|zeige|schreib|donne[zr]?|cite[zr]?|nomme[zr]?|propose[zr]?|dame|nombra|"
    r"sugiere|lista|dime|dammi|"
    r"elenca|suggerisci|cita|dê|liste|cite|sugira|noem|geef"
)
_NUMBER = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_ASKED = re.compile(
    rf"\b(?:{_VERBS})\b(?: (?!and\b|und\b|et\b|y\b)[^\s.?!;:]{{1,16}}){{0,3}}? (?P<number>\d{{1,3}}|{_NUMBER})\b"
    r"(?P<of> [^\s.?!;:,]{1,24})?"
)
_OTHER_MEASURE = re.compile(
    r" (?:words?|sentences?|paragraphs?|lines?|characters?|pages?|minutes?|hours?|days?|weeks?|months?|"
    r"years?|times?|percent|"
    r"euros?|dollars?|of|or|to|and|more|most|worte?|wörter|sätzen?|absätzen?|zeilen|mots|phrases|palabras|"
    r"frases|líneas|parole|"
    r"frasi|palavras|woorden|zinnen|million|billion|thousand|hundred|%|st|nd|rd|th|by|in|at|about|for|x|thing)\b"
)
_AT_LEAST = re.compile(r"\b(?:at least|minimum|or more|mindestens|au moins|al menos|almeno|pelo menos|minstens)\b")
_ALIKE = 6
"""Items from which a list of near twins is inflated."""
_TWINS = 0.5


def asked_items(request: str) -> int | None:
    """Give how many items a request asks for; None where it names no number, or the least only."""
    said = seen(request[:4_000])
    found = _ASKED.search(said)
    if found is None or _OTHER_MEASURE.match(found["of"] or "") or _AT_LEAST.search(said):
        return None
    number = found["number"]
    return int(number) if number.isdecimal() else _NUMBERS[number]


def find_inflated(text: str, asked: int | None = None) -> Finding | None:
    """Find a list of more items than asked, or of many items that say nearly the same.

    Args:
        text: the reply.
        asked: how many items; None where no number was named.
    """
    layout = lay_out(text)
    lists = _lists(layout)
    alone = asked != 1 or all(unit.marker for unit in layout.units)  # else the points are of the one thing asked for
    if asked and alone and len(lists) == 1 and len(lists[0]) > asked:
        over = lists[0][asked:]
        score = min(1.0, 0.6 + 0.4 * len(over) / asked)
        return Finding("list_inflation", over[0].start, over[-1].end, score)
    for items in lists:
        if len(items) >= _ALIKE and (alike := _alike(items)) > _TWINS:
            return Finding("list_inflation", items[1].start, items[-1].end, min(1.0, 0.2 + alike))
    return None


def _lists(layout: Layout) -> list[list[Unit]]:
    """Give the top-level lists: items at the least indent, of one kind of marker, whatever stands between them."""
    out: list[list[Unit]] = []
    last = None
    for unit in layout.units:
        if not unit.marker:
            if unit.line != last and not _indent(layout, unit):
                last = None
            continue
        if _indent(layout, unit) > 1:
            continue
        kind = unit.marker[-1] if unit.marker[0].isalnum() else unit.marker
        if last is None or (out and kind != _kind(out[-1][0])):
            out.append([])
        out[-1].append(unit)
        last = unit.line
    return out


def _kind(unit: Unit) -> str:
    return unit.marker[-1] if unit.marker[0].isalnum() else unit.marker


def _indent(layout: Layout, unit: Unit) -> int:
    """Count the spaces that open a unit's line, to 24."""
    line = layout.text.rfind("\n", max(0, unit.start - 64), unit.start) + 1
    if not line and unit.start > 64:
        return 0
    held = layout.text[line : line + 24]
    return len(held) - len(held.lstrip(" \t"))


def _alike(items: list[Unit]) -> float:
    """Say how alike neighbours are: the mean share of words that two have in common."""
    if any(len(item.words) < 4 or any(word.isdigit() for word in item.words) for item in items):
        return 0.0
    shares = [len(one & two) / len(one | two) for one, two in pairwise([set(item.words) for item in items])]
    return sum(shares) / len(shares)
