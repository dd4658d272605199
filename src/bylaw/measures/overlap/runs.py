"""Find where a text says again what another one says: runs of the same words, a few of them changed.

Three words in a row are a seed; seeds that follow one another in both texts make a run. Knows no meaning.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.overlap.words import read_words

__all__ = ["Run", "Source", "runs", "source"]

SEED = 3
GAP = 5
"""Words that may be changed, put in or left out between two seeds of a run."""
MOST_PLACES = 4
"""Places of one seed that are kept; a text that repeats itself has more, and any of them will do."""
MOST_OPEN = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that follows a stretch of the source."""

    first: int
    """First word of the text; `last` is the last."""
    last: int
    start: int
    """First word of the source; `end` is one past the last."""
    end: int
    matched: int
    """Words that are the same."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text's words, and where each seed of them stands."""

    words: tuple[str, ...]
    seeds: dict[tuple[str, str, str], list[int]]


@lru_cache(maxsize=32)
def source(text: str) -> Source:
    """Read a text that others are compared with."""
    return source_of(read_words(text).texts)


def source_of(words: tuple[str, ...]) -> Source:
    """Make a source of words."""
    seeds: dict[tuple[str, str, str], list[int]] = {}
    for at, seed in enumerate(zip(words, words[1:], words[2:], strict=False)):
        places = seeds.get(seed)
        if places is None:
            seeds[seed] = [at]
        elif len(places) < MOST_PLACES:
            places.append(at)
    return Source(words, seeds)


def runs(words: Sequence[str], source: Source) -> list[Run]:
    """Find every run, in the order of their ends; each seed of the text belongs to one run at most of each place."""
    seeds = source.seeds
    if seeds.keys().isdisjoint(zip(words, words[1:], words[2:], strict=False)):
        return []
    done: list[Run] = []
    open_: list[Run] = []
    ahead: list[Run]
    for at, seed in enumerate(zip(words, words[1:], words[2:], strict=False)):
        places = seeds.get(seed)
        if places is None:
            continue
        ahead = []
        for each in open_:
            (ahead if at - each.last <= GAP else done).append(each)
        for place in places:
            best = None
            for number, each in enumerate(ahead):
                if -SEED < place - each.end <= GAP and at > each.last - SEED + 1:
                    if best is None or each.matched > ahead[best].matched:
                        best = number
            if best is None:
                ahead.append(Run(at, at + SEED - 1, place, place + SEED, SEED))
            else:
                each = ahead[best]
                fresh = min(SEED, at + SEED - 1 - each.last)
                ahead[best] = Run(each.first, at + SEED - 1, each.start, place + SEED, each.matched + fresh)
        if len(ahead) > MOST_OPEN:
            ahead.sort(key=lambda each: -each.matched)
            done += ahead[MOST_OPEN:]
        open_ = ahead[:MOST_OPEN]
    return done + open_
