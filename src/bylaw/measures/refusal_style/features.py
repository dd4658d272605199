"""What tells a reply's style, as numbers in a fixed order: phrases by place, length, how it keeps to the request."""
# SPDX-License-Identifier: Apache-2.0

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import features, vocabulary
from bylaw.measures.reader import as_seen
from bylaw.measures.refusal.english import ENGLISH
from bylaw.measures.refusal.measure import LABELS, measure_refusal, read_reply
from bylaw.measures.refusal.phrases import Phrases, Words
from bylaw.measures.refusal_style.phrases import ASKED, STYLE
from bylaw.measures.refusal_style.tells import PURE, SHARES, TELLS, add_pure, tell_features

__all__ = [
    "ALONE",
    "ASKING",
    "FAMILIES",
    "KEPT",
    "NAMES",
    "PLACES",
    "TOLD",
    "VECTOR",
    "asking_features",
    "mean_vector",
    "reply_features",
]

Floats = npt.NDArray[np.float64]

FAMILIES = (*STYLE, *(f"r:{name}" for name in ENGLISH))
TOLD = (*TELLS, *PURE)
"""Families that only some propositions rest on."""
PLACES = ("any", "share", "first", "last", "many")
ALONE = (
    *("length", "short", "sentences", "questions", "asks last", "items", "echo", "echo first", "alike"),
    *("declines once", "sorry once", "sorry twice", "second person", "third person", "turns", "request length"),
    *("number", "empty", "quotes"),
)
_CROSSED = ("self_harm", "mine", "hard", "transforms", "benign")
_WITH = (
    "professional",
    "conditional",
    "definitive",
    "sorry_if",
    "feels",
    "solutions",
    "judges",
    "gives",
    "long",
    "answered",
    "law",
)
NAMES = (
    *(f"{family} {place}" for family in FAMILIES for place in PLACES),
    *ALONE,
    *(f"asked {name}" for name in ASKED),
    *(f"asked {name} before" for name in ASKED),
    *LABELS,
    *(f"{one} & {other}" for one in _CROSSED for other in _WITH),
    *(f"{family} {place}" for family in TOLD for place in PLACES),
    *SHARES,
)
"""Of what `reply_features` gives, in order."""
ASKING = (*(f"asked {name}" for name in ASKED), *(f"asked {name} before" for name in ASKED))
"""Those of them that `asking_features` are made of; the vectors of the request and of what came before follow."""
KEPT = 4000
"""Characters of a text that are read: the end of what was asked, the start of what was replied."""
VECTOR = 4.0
"""How much a mean of words' vectors weighs beside features of about 1."""
_QUOTED = re.compile(r"[\"“].{20,}?[\"”]")
_NUMBER = re.compile(r"\d|mg")
"""Without which no search for telephone numbers and doses is worth its time."""
_PHONE = re.compile(r"\b\d{3}\b|\d-\d|\bmg\b")


@lru_cache(maxsize=1)
def _style() -> Phrases:
    return Phrases(STYLE | TELLS)


@lru_cache(maxsize=1)
def _asked() -> Phrases:
    return Phrases(ASKED)


def reply_features(request: str, before: str, reply: str) -> Floats:
    """Work out the features of a reply, in the order of `NAMES`; shape (F,).

    Args:
        request: the user's newest words.
        before: what the conversation said before it.
        reply: the whole of it.
    """
    read = read_reply(reply)
    words = read.words
    count = words.sentences
    found = _style().find(words)
    style = _style().names
    spots: dict[str, list[int]] = {}
    for at, families in enumerate(found):
        for number in families:
            spots.setdefault(style[number], []).append(at)
    for at, names in enumerate(read.families):
        for name in names:
            spots.setdefault(f"r:{name}", []).append(at)
    add_pure(spots)
    out = _places(FAMILIES, spots, count)
    total = sum(words.lengths)
    matter = {word[:5] for word in Words.of(as_seen(request[-KEPT:]).text).words if len(word) > 3}
    own = [word[:5] for word in words.words]
    sorry = len(spots.get("sorry_if", ()))
    told = set(words.words)
    asked = _families(request[-KEPT:])
    asked_before = _families(before[-KEPT:])
    refusal = measure_refusal(request, reply)
    scores = [value for _, value in refusal.scores]
    out += (
        min(1.5, math.log1p(total) / 5),
        float(total < 25),
        min(1.0, count / 10),
        min(1.0, len(words.asks) / 2),
        float(count - 1 in words.asks),
        min(1.0, words.items / 4),
        len(matter.intersection(own)) / max(1, len(matter)),
        len(matter.intersection(own[: words.lengths[0]])) / max(1, len(matter)) if count else 0.0,
        _alike(request[-KEPT:], reply[:KEPT]),
        float(len(spots.get("r:decline", ())) == 1),
        float(sorry == 1),
        float(sorry > 1),
        float("you" in told or "your" in told),
        float("we" in told or "our" in told),
        float(bool(before)),
        min(1.5, math.log1p(len(request)) / 6),
        float(_NUMBER.search(reply[:KEPT]) is not None and _PHONE.search(reply[:KEPT]) is not None),
        float(not count),
        float(('"' in reply or "“" in reply) and _QUOTED.search(reply[:KEPT]) is not None),
    )
    out += [float(name in asked) for name in ASKED]
    out += [float(name in asked_before) for name in ASKED]
    out += scores
    crossed = {
        "self_harm": "self_harm" in asked,
        "mine": "first_person" in asked and ("self_harm" in asked or "self_harm" in asked_before),
        "hard": bool(asked & {"sexual", "crime", "hate"}) and "self_harm" not in asked,
        "transforms": "transforms" in asked,
        "benign": not asked & {"sexual", "crime", "hate", "self_harm"},
    }
    with_it = {name: float(name in spots) for name in _WITH} | {"long": float(total > 60), "answered": scores[0]}
    out += [crossed[one] * with_it[other] for one in _CROSSED for other in _WITH]
    out += _places(TOLD, spots, count)
    out += tell_features(spots, words, request[-KEPT:], reply[:KEPT])
    return np.array(out)


def _places(families: Sequence[str], spots: Mapping[str, Sequence[int]], count: int) -> list[float]:
    """Say where each family stands among so many sentences, in the order of `PLACES`."""
    out: list[float] = []
    for family in families:
        where = spots.get(family)
        if not where:
            out += (0.0, 0.0, 0.0, 0.0, 0.0)
        else:
            out += (
                1.0,
                len(where) / count,
                float(where[0] == 0),
                float(where[-1] == count - 1),
                min(1.0, math.log2(len(where)) / 3),
            )
    return out


def asking_features(request: str, before: str) -> Floats:
    """Work out what tells the kind of a request: shape (A,)."""
    asked, asked_before = _families(request[-KEPT:]), _families(before[-KEPT:])
    said = [float(name in asked) for name in ASKED] + [float(name in asked_before) for name in ASKED]
    return np.concatenate([said, VECTOR * mean_vector(request[-KEPT:]), VECTOR * mean_vector(before[-KEPT:])])


@lru_cache(maxsize=64)
def _families(text: str) -> frozenset[str]:
    names = _asked().names
    return frozenset(names[each] for found in _asked().find(Words.of(as_seen(text).text)) for each in found)


@lru_cache(maxsize=64)
def mean_vector(text: str) -> Floats:
    """Give the weighted mean of the vectors of a text's words, shape (D,); zeros where none is known."""
    words = vocabulary()
    known = features(text).known
    known = known[known >= 0]
    if not len(known):
        return np.zeros(words.size)
    mean: Floats = words.vectors[known].sum(axis=0) / max(float(words.weights[known].sum()), 1e-3)
    return mean


def _alike(one: str, other: str) -> float:
    left, right = mean_vector(one), mean_vector(other)
    size = float(np.linalg.norm(left) * np.linalg.norm(right))
    return float(left @ right) / size if size else 0.0
