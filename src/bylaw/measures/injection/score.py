"""Judge whether a text addresses an assistant with instructions, and where.

Three sources: windows that read like an order to a machine, weighed against the text around them; plain signs of an
attack; and what is hidden, which is spelled out and judged in the same way. An order stands out from its surrounding:
a text that is itself a request, and goes on about what it opens with, is an ordinary text.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import features, packaged, vocabulary
from bylaw.measures.finding import Finding
from bylaw.measures.injection.ciphers import find_ciphered
from bylaw.measures.injection.hidden import Hidden, find_hidden
from bylaw.measures.injection.model import load_weights, window_scores
from bylaw.measures.injection.signs import find_signs, is_mentioned
from bylaw.measures.injection.windows import GAPS, LONGEST, Windows, read_windows
from bylaw.measures.injection.words import CLASSES

__all__ = ["EVIDENCE", "Candidate", "Orders", "candidates", "find_orders", "forget", "threshold"]

_LEAST = 0.3
"""Log odds of a window worth weighing; most texts have none."""
_MOST = 3
"""Windows of a text that are weighed."""
_NEIGHBOURS = 40
_OPENING = 4
"""Words: a window that begins before the fifth opens the text."""
_SHORT, _SHORTISH = 12, 40
"""Words beside a window: fewer than the first, and the text is hardly more than it."""
EVIDENCE = ("score", "high", "near", "shared", "speaks of answers", "stands alone", "others", "after a break", "opens",
            "opens near", "opens shared", "opens alone", "opens a short text", "opens with")  # fmt: skip
"""What is weighed of a window, see `candidates`."""
_SIGN = {"forged": 4.0, "override": 4.0, "addressed": 3.0}
"""Log odds that a sign speaks for an attack, set by hand: they are rare in texts that don't write about attacks."""
_MENTIONED = 3.0
"""Taken off where the words are given as somebody's."""
_ASKED = 2.5
"""Taken off where the words are those of the user's own request; `_ASKED_SHARE` is how many have to be."""
_ASKED_SHARE = 0.8
_UNSEEN = 2.5
"""Log odds that text which can't be seen means no good, whatever it says."""

_ORDERED = np.array([name in ("insert", "use", "transform", "tell") for name in CLASSES])
_CODE, _ANSWER, _YOUR = CLASSES.index("code"), CLASSES.index("answer"), CLASSES.index("your")
_ORDERS, _IGNORE = CLASSES.index("orders"), CLASSES.index("ignore")
_POINTS = np.array([name in ("following", "your") for name in CLASSES])
_INSERTS = np.array([name in ("insert", "use") for name in CLASSES])

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window that reads like an order, and what is weighed of it."""

    start: int
    """Its first word; `end` is one past the last."""
    end: int
    evidence: tuple[float, ...]
    """In the order of `EVIDENCE`."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a text asks of an assistant."""

    score: float
    """From 0 to 1, for the whole text; calibrated on planted and clean texts in equal numbers."""
    findings: tuple[Finding, ...]
    """Those whose score reaches the threshold, in order."""


def find_orders(text: str, *, request: str = "") -> Orders:
    """Find where a text addresses an assistant with instructions; linear in its length, never raises.

    Args:
        text: one that may inform, and not instruct.
        request: what the user asked for; a text that repeats it is less suspicious.
    """
    return _judged(text, request)


@lru_cache(maxsize=256)
def _judged(text: str, request: str) -> Orders:
    found = _visible(text, request, alone=True)
    read = features(text)
    for hidden in (*find_hidden(read), *find_ciphered(read)):
        found.append(_spelled(hidden))
    faint = max((each.score for each in found), default=0.0)
    limit = threshold()
    return Orders(faint, _outermost(tuple(each for each in found if each.label and each.score >= limit)))


def forget() -> None:
    """Drop what is kept of texts that were judged; for measuring what judging one costs."""
    _judged.cache_clear()


def threshold() -> float:
    """Give the score from which on an order is reported: 1 % of clean development texts reach it."""
    return _second().threshold


@dataclass(frozen=True)
class _Second:
    weights: Floats
    """One for each kind of evidence."""
    bias: float
    threshold: float


@lru_cache(maxsize=1)
def _second() -> _Second:
    stored = packaged("injection")
    return _Second(stored["second"].astype(np.float64), float(stored["second_bias"]), float(stored["threshold"]))


def _visible(text: str, request: str, *, alone: bool) -> list[Finding]:
    """Judge what can be read; a finding without a label is too faint to be reported."""
    windows = read_windows(text)
    if not len(windows):
        return []
    read, seen = windows.features, windows.features.seen
    scores = window_scores(windows, load_weights())
    second = _second()
    found = [Finding("", 0, 0, 0.05 * _odds(float(scores.max())))]
    for each in candidates(windows, scores, alone=alone):
        start, end = read.place(each.start, each.end)
        odds = float(np.dot(second.weights, each.evidence)) + second.bias
        if request and _share(read.word[each.start : each.end], features(request).word) >= _ASKED_SHARE:
            odds -= _ASKED
        if is_mentioned(seen.text, seen.find(start, end)[0]):
            odds -= _MENTIONED
        found.append(Finding("instruction", start, end, _odds(odds)))
    for sign in find_signs(read):
        start, end = seen.place(sign.start, sign.end)
        found.append(Finding(_LABELS[sign.kind], start, end, _odds(_SIGN[sign.kind] - _MENTIONED * sign.quoted * 1.5)))
    return found


_LABELS = {"forged": "forged turn", "override": "override", "addressed": "instruction"}


def _spelled(hidden: Hidden) -> Finding:
    """Judge what is hidden by what it says; text that can't be seen is reported whatever that is."""
    said = max((each.score for each in _visible(hidden.words, "", alone=False)), default=0.0)
    score = max(said, _odds(_UNSEEN)) if hidden.unseen else said
    return Finding("hidden text", hidden.start, hidden.end, score, evidence=hidden.words)


def candidates(windows: Windows, scores: npt.NDArray[np.float32], *, alone: bool = True) -> list[Candidate]:
    """Give the windows of a text that read most like an order, each with what is weighed of it.

    Args:
        windows: of the text.
        scores: of the windows.
        alone: whether a text may be a request itself; what was hidden in another may not.
    """
    tops: list[int] = []
    left = scores.copy()
    while len(tops) < _MOST and left[at := int(left.argmax())] >= _LEAST:
        tops.append(at)
        left[max(0, at - LONGEST) : int(windows.ends[at])] = -np.inf
    if not tops:
        return []
    read, classes = windows.features, windows.classes
    vectors = vocabulary().vectors[read.known] * (read.known >= 0)[:, None]
    weights = np.where(read.known >= 0, vocabulary().weights[read.known], np.float32(1))
    counts = np.bincount(read.word)
    out = []
    for rank, start in enumerate(tops):
        end = int(windows.ends[start])
        around = np.r_[max(0, start - _NEIGHBOURS) : start, end : min(len(windows), end + _NEIGHBOURS)]
        near = _cosine(vectors[start:end].sum(axis=0), vectors[around].sum(axis=0))
        words, worth = read.word[start:end], weights[start:end]
        elsewhere = counts[words] > np.bincount(words, minlength=len(counts))[words]
        shared = float((worth * elsewhere).sum() / (worth.sum() + 1e-6))
        rest = len(windows) - (end - start)
        others = float(scores[tops[1 if rank == 0 else 0]]) if len(tops) > 1 else _LEAST
        score = min(max(float(scores[start]), -4.0), 8.0)
        speaks = _speaks_of_answers(classes[start:end])
        opens = float(alone and start < _OPENING and not speaks)
        after_break = float(windows.before[start] >= GAPS.index("colon"))
        short, shortish = float(alone and rest < _SHORT), float(alone and rest < _SHORTISH)
        out.append(Candidate(start, end, (
            score, max(score - 2.0, 0.0), near, shared, float(speaks), short, min(others, 6.0), after_break, opens,
            opens * near, opens * shared, opens * short, opens * shortish, opens * min(score, 4.0),
        )))  # fmt: skip
    return out


def _speaks_of_answers(classes: Ints) -> bool:
    """Whether a window is about an assistant's own answer or orders, or about code to be put into it."""
    before, here = classes[:-1], classes[1:]
    if ((here == _ANSWER) & (before == _YOUR)).any() or classes[0] == _ANSWER:
        return True
    if _ORDERED[classes[0]] and (classes == _ANSWER).any():
        return True
    if (classes == _ORDERS).any() and ((classes == _IGNORE) | (classes == _YOUR)).any():
        return True
    return bool(_INSERTS[classes].any() and _POINTS[classes].any() and (classes == _CODE).any())


def _cosine(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other) + 1e-6))


def _share(words: Ints, among: Ints) -> float:
    return float(np.isin(words, among).mean()) if len(words) else 0.0


def _odds(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def _outermost(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leave out findings that lie within a surer one, in order."""
    kept: list[Finding] = []
    for each in sorted(findings, key=lambda one: (-one.score, one.start)):
        if not any(other.start <= each.start and each.end <= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))
