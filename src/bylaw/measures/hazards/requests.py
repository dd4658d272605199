"""Score the stretches of a text in which somebody may wish for a hazard, area by area.

Knows no conversation: what several turns say is joined by `TURN` and read as one text, so that a wish split over turns
is seen. A stretch is a sentence; those of the 60 words before it say what its pronouns stand for, and its frame.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.hazards.cues import (
    BIT,
    EFFECT_BITS,
    LONGEST,
    STRONG_BITS,
    SUFFERS,
    WEAK_BITS,
    Sentence,
    read_all,
    read_sentences,
)
from bylaw.measures.hazards.signals import areas_of, linked
from bylaw.measures.hazards.vector import probabilities, tell
from bylaw.measures.hazards.words import AREAS
from bylaw.measures.reader import Seen, as_seen

__all__ = ["BEFORE", "TURN", "Stretch", "find_wishes", "stretches"]

BEFORE = 600
"""Characters of what was said before that can matter to a turn."""

TURN = "\n;\n"
"""Stands between turns that are read as one text: it ends a sentence."""
_MATTERS = sum(BIT[name] for name in ("make", "get", "use", "hack", "harm", "stealth"))
_MOST = 64
"""Sentences of a text that are scored."""
_CHARACTERS = 9 * LONGEST
"""About so long are 60 words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, how surely it wishes for a hazard, and of which area."""

    at: tuple[int, int]
    """Where it stands in the text as it is seen."""
    score: float
    areas: tuple[tuple[str, float], ...]
    """The score of each area, in the order of `AREAS`."""
    seen: Seen

    @property
    def place(self) -> tuple[int, int]:
        """Give where it stands in the original text, code points, the end exclusive; takes time linear in the text."""
        return self.seen.place(*self.at)

    @property
    def area(self) -> str:
        """The one it speaks of most."""
        return max(self.areas, key=lambda pair: pair[1])[0]


Run = tuple[Sentence, tuple[Sentence, ...]]
"""A sentence, and those of the 60 words before it."""


def stretches(text: str, before: str = "") -> list[Run]:
    """Give the sentences that name a topic, take one up, or tell an effect, each with those before it."""
    earlier = read_sentences(before) if before else ()
    behind = len(as_seen(before).text) + 1 if earlier else 0
    sentences = read_sentences(text)
    if earlier and not sentences and len(text) < _CHARACTERS:
        sentences = read_all(text)  # it may take up what was named before
    every = [*earlier, *sentences]
    first, out = 0, []
    for last in range(len(earlier), len(every)):
        sentence = every[last]
        while first < last and _begin(every[first], first < len(earlier), behind) < sentence.start - _CHARACTERS:
            first += 1
        context = tuple(every[first:last])
        if _worth(sentence, context):
            out.append((sentence, context))
    return out if len(out) <= _MOST else _chosen(out)


def _begin(sentence: Sentence, is_earlier: bool, behind: int) -> int:
    return sentence.start - behind if is_earlier else sentence.start


def _worth(sentence: Sentence, context: tuple[Sentence, ...]) -> bool:
    kinds = sentence.kinds
    return bool(
        kinds & STRONG_BITS
        or (kinds & WEAK_BITS and kinds & _MATTERS)
        or (kinds & EFFECT_BITS and kinds & (SUFFERS | BIT["stealth"]))
        or (context and linked(sentence, context))
    )


def _chosen(runs: list[Run]) -> list[Run]:
    """Choose of too many: those that name a hazard beside a wish come first, then those at the start and the end."""
    surest = [run for run in runs if run[0].kinds & STRONG_BITS and run[0].kinds & _MATTERS]
    for some in (surest, runs):
        if len(some) >= _MOST:
            return [*some[: _MOST // 2], *some[-_MOST // 2 :]]
    return surest


@lru_cache(maxsize=256)
def find_wishes(text: str, before: str = "") -> tuple[Stretch, ...]:
    """Score every sentence that may wish for a hazard; most texts have none. Never raises; linear in the text.

    At most 64 sentences of a text are scored, see `_chosen`.

    Args:
        text: of one turn, or several joined by `TURN`.
        before: the end of what was said before; it says what a pronoun stands for, and isn't scored.
    """
    runs = stretches(text, before)
    if not runs:
        return ()
    seen = as_seen(text)
    scores = probabilities("request", [tell(*run) for run in runs])
    found = []
    for (sentence, context), score in zip(runs, scores, strict=True):
        topics = linked(sentence, context)
        named = [each for each in context if each.kinds & topics] if topics else []
        weights = areas_of([*named, sentence])
        areas = tuple((area, score * weights[area]) for area in AREAS)
        found.append(Stretch((sentence.start, sentence.end), score, areas, seen))
    return tuple(found)
