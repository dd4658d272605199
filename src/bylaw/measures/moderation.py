"""Score a text for eight categories of harmful content.

Knows no clause and no conversation: whether a text may be said in its place is for the checks. A linear model over the
shared features, with further ones: which classes of words stand near each other, and how near the words come to some
seeds by their vectors. Trained on public English texts, see `training/moderation.py`; other languages are scored, but
only the words that they share with English count.
Categories: Markov et al. (2023), "A Holistic Approach to Undesired Content Detection in the Real World".
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import Features, Hashes, Ints, features, packaged, vocabulary
from bylaw.measures.linear import LinearModel, edges_of
from bylaw.measures.reader import as_seen

__all__ = [
    "CATEGORIES",
    "WINDOW",
    "Lexicon",
    "Moderated",
    "lexicon",
    "may_matter",
    "moderate",
]

CATEGORIES: dict[str, str] = {
    "S": "sexual",
    "H": "hate",
    "V": "violence",
    "HR": "harassment",
    "SH": "self-harm",
    "S3": "sexual, minors",
    "H2": "hate, threatening",
    "V2": "violence, graphic",
}
"""Labels of the public data set, and what they stand for."""

WINDOW = 60
"""Words that are also scored by themselves where a text is long, each window half over the last."""
_LONG = 90
"""Words up to which a text is scored as a whole alone."""
_WEIGHT = np.float32(0.4)
"""What the lexicon weighs beside the hashed features; chosen on the development texts."""
_WORD = re.compile(r"[^\W_]+")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What is known of words beside what the model learned. C classes, G seeds, V words of the vocabulary."""

    keys: Hashes
    """Of the words in the classes, sorted."""
    classes: npt.NDArray[np.uint32]
    """The classes of each, one bit each."""
    near: Ints
    """Pairs of classes and how many words apart they may be at most; shape (pairs, 3)."""
    likeness: npt.NDArray[np.uint8]
    """Of each word of the vocabulary to each seed, from 0 to 255; shape (V + 1, G), the last row 0."""

    triggers: frozenset[int]
    """CRC-32 of words without which a text holds no harm worth the scoring."""

    @cached_property
    def count(self) -> int:
        """How many classes there are."""
        return int(self.near[:, :2].max()) + 1

    @property
    def size(self) -> int:
        """How many features it gives."""
        return len(self.near) + self.count + int(self.likeness.shape[1])

    @cached_property
    def _of_known(self) -> npt.NDArray[np.uint32]:
        """The classes of the words of the vocabulary; the last row, of words outside of it, is 0."""
        return np.append(self._looked_up(vocabulary().keys), np.uint32(0))

    def _looked_up(self, keys: Hashes) -> npt.NDArray[np.uint32]:
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.classes[at], np.uint32(0))

    def classes_of(self, found: Features) -> npt.NDArray[np.uint32]:
        """Give the classes of each word, one bit each."""
        classes = self._of_known[found.known]
        rare = np.flatnonzero(found.known < 0)
        if len(rare):
            classes[rare] = self._looked_up(found.key[rare])
        return classes

    def features(self, found: Features, starts: Ints, ends: Ints) -> Floats:
        """Give features of runs of words, each of size 0 to `_WEIGHT`; shape (runs, size)."""
        out = np.zeros((len(starts), self.size), np.float32)
        if not len(found):
            return out
        pairs, count = len(self.near), self.count
        classes = self.classes_of(found)
        words = np.flatnonzero(classes)
        if len(words):
            has = (classes[words][:, None] >> np.arange(count, dtype=np.uint32)) & np.uint32(1)  # (hits, C)
            far_off = np.where(has > 0, words[:, None], len(found) + 1000)
            following = np.full((len(words) + 1, count), len(found) + 1000)  # next word of each class, (hits + 1, C)
            following[:-1] = np.minimum.accumulate(far_off[::-1], axis=0)[::-1]
            close = following[1:, self.near[:, 1]] - words[:, None] <= self.near[:, 2]
            running = np.zeros((len(words) + 1, pairs + count), np.int32)  # of (hits, pairs + C)
            np.cumsum(close & (has[:, self.near[:, 0]] > 0), axis=0, out=running[1:, :pairs])
            np.cumsum(has, axis=0, out=running[1:, pairs:])
            first, last = np.searchsorted(words, starts), np.searchsorted(words, ends)
            out[:, : pairs + count] = 1 - np.exp2((running[first] - running[last]).astype(np.float32))  # 0, 1/2, 3/4
        like = self.likeness.take(found.known, axis=0, mode="wrap")
        edges, begins, stops = edges_of(starts, ends)
        if len(edges) > 1:
            between = np.maximum.reduceat(like, edges[:-1], axis=0)
            for run, (start, end) in enumerate(zip(begins.tolist(), stops.tolist(), strict=True)):
                if end > start:
                    out[run, pairs + count :] = between[start:end].max(axis=0) * np.float32(1 / 255)
        return out * _WEIGHT


@dataclass(frozen=True, eq=False)
class Moderated:
    """A text's scores: of the whole first, then, where it is long, of each window of it."""

    found: Features
    starts: Ints
    """First word of each run; `ends` is one past the last."""
    ends: Ints
    scores: Floats
    """Shape (runs, 8), in the order of `CATEGORIES`."""

    @cached_property
    def highest(self) -> tuple[float, ...]:
        """The highest score of each category, of the whole or a window: what thresholds are held against."""
        return tuple(self.scores.max(axis=0).tolist())

    @cached_property
    def overall(self) -> tuple[float, ...]:
        """The score of each category half way, in logits, between the whole text's and the highest."""
        both = np.stack([self.scores[0], self.scores.max(axis=0)])
        odds = np.sqrt(np.prod(both / np.maximum(1 - both, 1e-9), axis=0))
        return tuple((odds / (1 + odds)).tolist())

    def place(self, category: int, threshold: float) -> tuple[int, int]:
        """Give where the text reaches a threshold, in code points: the windows that do, else all of it."""
        runs = np.flatnonzero(self.scores[1:, category] >= threshold) + 1
        if not len(runs):
            runs = np.zeros(1, np.int64)
        start, end = int(self.starts[runs].min()), int(self.ends[runs].max())
        return self.found.place(start, end) if end > start else (0, 0)


@lru_cache(maxsize=64)
def moderate(text: str) -> Moderated:
    """Score a text and its windows; never raises, and takes time linear in the text."""
    return moderated(LinearModel.load("moderation"), text)


def moderated(model: LinearModel, text: str) -> Moderated:
    """Score a text and its windows with a model that was trained as `moderation` is."""
    found = features(text)
    size = len(found)
    starts, ends = np.zeros(1, np.int64), np.full(1, size)
    if size > _LONG:
        windows = np.arange(0, size - WINDOW // 2, WINDOW // 2)
        starts = np.concatenate([starts, windows])
        ends = np.concatenate([ends, np.minimum(windows + WINDOW, size)])
    extra = lexicon().features(found, starts, ends)
    return Moderated(found, starts, ends, model.probabilities(found, starts, ends, extra))


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """Give the words of a text as its reader sees it."""
    return frozenset(_WORD.findall(as_seen(text).text))


@lru_cache(maxsize=64)
def may_matter(text: str) -> bool:
    """Whether any of a text's words is one that harmful content is made of; a tenth of the cost of scoring it."""
    triggers = lexicon().triggers
    return any(crc32(word.encode("utf-8", "surrogatepass")) in triggers for word in words_of(text))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Load the lexicon, on first use."""
    stored = packaged("lexicon")
    like = stored["likeness"].astype(np.uint8)
    return Lexicon(
        stored["keys"].astype(np.uint64),
        stored["classes"].astype(np.uint32),
        stored["near"].astype(np.int64),
        np.concatenate([like, np.zeros((1, like.shape[1]), np.uint8)]),
        frozenset(stored["triggers"].tolist()),
    )
