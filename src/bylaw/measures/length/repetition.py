"""Find what a reply says again in the same words: sentences, runs of eight words, lines of code in a row.

The first time stays; each later one is marked. Tables are left out, and in code only one line over and over counts,
since rows and logs are alike by right. That a refrain or "write it ten times" was asked for, a check has to know.
"""
# SPDX-License-Identifier: Apache-2.0

from itertools import pairwise

from bylaw.measures.length.units import Layout, Unit, words_of

__all__ = ["LEAST_WORDS", "RUN", "repeated_words"]

RUN = 8
"""Words. Seven in a row recur in ordinary prose of some length, eight seldom do."""
_GLANCE = 4
"""Where no four words in a row recur no eight do, and four are cheaper to compare."""
LEAST_WORDS = 4
"""A sentence of fewer words ("Not yet.") may well be said twice."""
_LEADS = 3
_LINES_IN_A_ROW = 8


def repeated_words(layout: Layout) -> dict[int, bytearray]:
    """Say which words are said again.

    Returns:
        By index of a unit that holds any: a flag for each of its words.
    """
    found: dict[int, bytearray] = {}
    first: set[tuple[str, ...]] = set()
    words: list[str] = []
    for at, unit in enumerate(layout.units):
        if unit.code or unit.row:
            continue
        words += unit.words
        if len(unit.words) >= LEAST_WORDS:
            if unit.words in first:
                found[at] = bytearray(b"\1" * len(unit.words))
            elif "," in unit.seen:
                _behind_a_lead(unit, at, first, found)
            first.add(unit.words)
    if not _all_differ(words, _GLANCE) and not _all_differ(words, RUN):
        places = [
            (at, index)
            for at, unit in enumerate(layout.units)
            if not (unit.code or unit.row)
            for index in range(len(unit.words))
        ]
        grams = list(zip(*(words[shift:] for shift in range(RUN)), strict=False))
        known: dict[tuple[str, ...], int] = {}
        for start, gram in enumerate(grams):
            # A run that overlaps its first time says only the rest again: `no no no …` keeps one run.
            since = known.setdefault(gram, start)
            if since < start:
                for place in range(max(start, since + RUN), start + RUN):
                    at, index = places[place]
                    found.setdefault(at, bytearray(len(layout.units[at].words)))[index] = 1
    _code(layout, found)
    return found


def _behind_a_lead(unit: Unit, at: int, first: set[tuple[str, ...]], found: dict[int, bytearray]) -> None:
    """Mark a sentence that was said before, where a few words lead to it: "To sum up, …"."""
    rest = unit.seen
    for _ in range(_LEADS):
        _, comma, rest = rest.partition(",")
        if not comma:
            return
        words = words_of(rest)
        if len(words) >= LEAST_WORDS and words in first:
            lead = len(unit.words) - len(words)
            found[at] = bytearray(b"\0" * lead + b"\1" * len(words))
            return


def _all_differ(words: list[str], run: int) -> bool:
    grams = list(zip(*(words[shift:] for shift in range(run)), strict=False))
    return len(set(grams)) == len(grams)


def _code(layout: Layout, found: dict[int, bytearray]) -> None:
    """Mark a line of code that stands many times in a row, from its second time on."""
    lines = [at for at, unit in enumerate(layout.units) if unit.code and unit.words]
    run: list[int] = []
    for before, at in pairwise([-1, *lines, -1]):
        same = at >= 0 and before >= 0 and layout.units[at].seen == layout.units[before].seen
        if same:
            run.append(at)
            continue
        if len(run) >= _LINES_IN_A_ROW:
            for each in run:
                found[each] = bytearray(b"\1" * len(layout.units[each].words))
        run = []
