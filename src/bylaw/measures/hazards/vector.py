"""The numbers that the linear model `hazards` takes beside words, and its answer to them."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from bylaw.measures.features import features
from bylaw.measures.hazards.crossed import CROSSED, crossed
from bylaw.measures.hazards.cues import Sentence
from bylaw.measures.hazards.patterns import PATTERNS, matched
from bylaw.measures.hazards.signals import NAMES, gist, linked, signals
from bylaw.measures.linear import LinearModel

__all__ = ["EXTRA", "PROCEDURE", "Told", "probabilities", "tell", "threshold"]

PROCEDURE = (
    "steps",
    "sequence",
    "orders to do",
    "what is needed",
    "amounts",
    "code",
    "refuses",
    "past",
    "guards",
    "topic from the request",
)
"""Of a reply, see `replies.form_of`; of a request they are 0."""
_FAR = -1.5
"""Log odds: a fifth. Words seldom move a text from there to a finding."""
_CROSSED_FROM = (*NAMES, *PATTERNS)
_NO_FORM = (0.0,) * len(PROCEDURE)
EXTRA: tuple[str, ...] = (*NAMES, *PATTERNS, *CROSSED, *PROCEDURE)


Told = tuple[str, tuple[float, ...]]
"""A sentence's gist, and one number for each of `EXTRA`."""


def tell(sentence: Sentence, before: Sequence[Sentence], *, form: Sequence[float] = ()) -> Told:
    """Give what the model is told of a sentence, and of those that stand before it."""
    topics = linked(sentence, before)
    written = gist(sentence, topics)
    told = [*signals(sentence, before, topics), *matched(written)]
    by_name = dict(zip(_CROSSED_FROM, told, strict=True))
    return written, (*told, *crossed(by_name), *(form or _NO_FORM))


def probabilities(label: str, told: Sequence[Told]) -> list[float]:
    """Give the model's probability that each gist is a `request` for a hazard, or `instructions` towards one.

    All are scored in one call; where the numbers alone are far from it, the words are not asked.
    """
    if not told:
        return []
    model = LinearModel.load("hazards")
    at = model.labels.index(label)
    extra = np.array([numbers for _, numbers in told], np.float32)
    logits = (extra @ model.extras[:, at] + model.bias[at]) * model.slope[at] + model.offset[at]
    out: list[float] = (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).tolist()
    near = np.flatnonzero(logits >= _FAR).tolist()
    if not near:
        return out
    found = features(" ".join(told[each][0] for each in near))
    starts = np.flatnonzero(found.key == _begins())
    if len(starts) == len(near):  # the first word of each stands behind nothing, as in training
        found = replace(found, pair=np.where(found.key == _begins(), _begins_pair(), found.pair))
        ends = np.append(starts[1:], len(found))
        scored = model.probabilities(found, starts, ends, extra[near])[:, at].tolist()
    else:  # a text that spells the mark itself
        scored = [model.scores(told[each][0], extra=told[each][1])[label] for each in near]
    for each, score in zip(near, scored, strict=True):
        out[each] = score
    return out


@lru_cache(maxsize=1)
def _begins() -> np.uint64:
    return features("zend").key[0]  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _begins_pair() -> int:
    return int(features("zend").pair[0])


def threshold(label: str) -> float:
    """Give the score from which a text counts: 1 % of the harmless training texts would pass, out of fold."""
    return LinearModel.load("hazards").threshold(label)
