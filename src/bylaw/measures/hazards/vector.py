"""The numbers that the linear model `hazards` takes beside words, and its answer to them."""
# SPDX-License-Identifier: Apache-2.0

import math
from collections.abc import Sequence

import numpy as np

from bylaw.measures.hazards.crossed import CROSSED, crossed
from bylaw.measures.hazards.cues import Sentence
from bylaw.measures.hazards.patterns import PATTERNS, matched
from bylaw.measures.hazards.signals import NAMES, gist, linked, signals
from bylaw.measures.linear import LinearModel

__all__ = ["EXTRA", "PROCEDURE", "probability", "threshold", "vector"]

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
EXTRA: tuple[str, ...] = (*NAMES, *PATTERNS, *CROSSED, *PROCEDURE)


def vector(sentence: Sentence, before: Sequence[Sentence], *, form: Sequence[float] = ()) -> tuple[float, ...]:
    """Give one number for each of `EXTRA`: of a sentence, and of those that stand before it."""
    told = [*signals(sentence, before), *matched(gist(sentence, linked(sentence, before)))]
    by_name = dict(zip((*NAMES, *PATTERNS), told, strict=True))
    return (*told, *crossed(by_name), *(form or (0.0,) * len(PROCEDURE)))


def probability(label: str, told: str, extra: Sequence[float]) -> float:
    """Give the model's probability that a gist is a `request` for a hazard, or `instructions` towards one.

    Where the numbers alone are far from it, the words are not asked.
    """
    model = LinearModel.load("hazards")
    at = model.labels.index(label)
    logit = float(np.asarray(extra, np.float32) @ model.extras[:, at]) + float(model.bias[at])
    logit = logit * float(model.slope[at]) + float(model.offset[at])
    if logit < _FAR:
        return 1 / (1 + math.exp(-max(logit, -30.0)))
    return model.scores(told, extra=extra)[label]


def threshold(label: str) -> float:
    """Give the score from which a text counts: 1 % of the harmless training texts would pass, out of fold."""
    return LinearModel.load("hazards").threshold(label)
