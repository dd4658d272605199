"""Score the stretches of a text in which somebody may wish for a hazard, area by area.

Knows no conversation: what several turns say is joined by `TURN` and read as one text, so that a wish split over turns
is seen. A stretch is a sentence; those of the 60 words before it say what its pronouns stand for, and its frame.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.hazards.cues import BIT, LONGEST, STRONG_BITS, WEAK_BITS, Sentence, read_sentences
from bylaw.measures.hazards.signals import areas_of, gist, linked
from bylaw.measures.hazards.vector import probability, vector
from bylaw.measures.hazards.words import AREAS
from bylaw.measures.reader import as_seen

__all__ = ["TURN", "Stretch", "find_wishes", "stretches"]

TURN = "\n;\n"
"""Stands between turns that are read as one text: it ends a sentence."""
_MATTERS = sum(BIT[name] for name in ("make", "get", "use", "hack", "harm", "stealth"))
_CHARACTERS = 9 * LONGEST
"""About so long are 60 words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, how surely it wishes for a hazard, and of which area."""

    start: int
    """In the original text, code points; `end` is exclusive."""
    end: int
    score: float
    areas: tuple[tuple[str, float], ...]
    """The score of each area, in the order of `AREAS`."""

    @property
    def area(self) -> str:
        """The one it speaks of most."""
        return max(self.areas, key=lambda pair: pair[1])[0]


def stretches(text: str) -> Iterator[tuple[Sentence, tuple[Sentence, ...]]]:
    """Give the sentences worth scoring, each with those of the 60 words before it: they name a topic or take one up."""
    sentences = read_sentences(text)
    first = 0
    for last, sentence in enumerate(sentences):
        while sentences[first].start < sentence.start - _CHARACTERS and first < last:
            first += 1
        kinds = sentence.kinds
        if not kinds & STRONG_BITS and not (kinds & WEAK_BITS and kinds & _MATTERS):
            if not linked(sentence, sentences[first:last]):
                continue
        yield sentence, sentences[first:last]


@lru_cache(maxsize=64)
def find_wishes(text: str) -> tuple[Stretch, ...]:
    """Score every sentence that may wish for a hazard; most texts have none. Never raises; linear in the text."""
    found = []
    for sentence, before in stretches(text):
        topics = linked(sentence, before)
        score = probability("request", gist(sentence, topics), vector(sentence, before))
        named = [each for each in before if each.kinds & topics] if topics else []
        weights = areas_of([*named, sentence])
        start, end = as_seen(text).place(sentence.start, sentence.end)
        found.append(Stretch(start, end, score, tuple((area, score * weights[area]) for area in AREAS)))
    return tuple(found)
