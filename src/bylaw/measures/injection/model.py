"""Score windows with a linear model: what their words do, what stands side by side, and what the words mean.

Every weight belongs to a word in its place, so a window's score is a difference of two running sums: one pass over a
text scores all its windows.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import BUCKETS, packaged, vocabulary
from bylaw.measures.injection.windows import GAPS, Windows
from bylaw.measures.injection.words import CLASSES

__all__ = ["BLOCKS", "FIRSTS_SHIFT", "LENGTHS", "SIZE", "WORDS_SHIFT", "Weights", "load_weights", "window_scores"]

_K, _G = len(CLASSES), len(GAPS)
WORDS = 1 << 14
"""Buckets of words and of pairs of words, each."""
FIRSTS = 1 << 12
LENGTHS = (2, 4, 6, 9, 14, 20)
"""A window's length counts by the stretch it falls into; these are where a new one begins."""
VECTOR = 64

_SIZES = {
    "first": _K,
    "opening": _K * _K,
    "before": _G,
    "after": _G,
    "closing": _G * _K,
    "length": len(LENGTHS) + 1,
    "first_word": FIRSTS,
    "class": _K,
    "beside": _K * _K,
    "across": _K * _K,
    "word": WORDS,
    "pair": WORDS,
    "vector": VECTOR,
}
BLOCKS: dict[str, slice] = {}
"""Where each kind of feature lies in a row of them."""
_at = 0
for _name, _size in _SIZES.items():
    BLOCKS[_name] = slice(_at, _at + _size)
    _at += _size
SIZE = _at
WORDS_SHIFT = BUCKETS.bit_length() - WORDS.bit_length()
FIRSTS_SHIFT = BUCKETS.bit_length() - FIRSTS.bit_length()

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """The weights of a model of windows."""

    row: Floats
    """One for each feature, shape (SIZE,)."""
    bias: float

    def block(self, name: str) -> Floats:
        """Give the weights of one kind of feature."""
        return self.row[BLOCKS[name]]

    @cached_property
    def word_values(self) -> Floats:
        """What the vector of each word of the vocabulary is worth; one more for words outside it."""
        return np.append(vocabulary().vectors @ self.block("vector"), np.float32(0))


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Load the weights that come with the package."""
    stored = packaged("injection")
    row = np.zeros(SIZE, np.float32)
    row[stored["places"].astype(np.int64)] = stored["weights"].astype(np.float32)
    return Weights(row, float(stored["bias"]))


def window_scores(windows: Windows, weights: Weights) -> Floats:
    """Score every window of a text; shape (N,), on the scale of log odds."""
    if not len(windows):
        return np.zeros(0, np.float32)
    read, classes, ends = windows.features, windows.classes, windows.ends
    count = len(windows)
    last = ends - 1
    own = weights.block("class")[classes] + weights.block("word")[read.word >> WORDS_SHIFT]
    side = np.zeros(count, np.float32)
    side[1:] = weights.block("beside")[classes[:-1] * _K + classes[1:]]
    side[1:] += weights.block("pair")[read.pair[1:] >> WORDS_SHIFT]
    over = np.zeros(count, np.float32)
    over[2:] = weights.block("across")[classes[:-2] * _K + classes[2:]]
    # sums over a window: words of [i, end), pairs that end in [i + 1, end), pairs across one that end in [i + 2, end)
    both = _running(own + side + over)
    scores = (both[ends] - both[:-1]).astype(np.float32) - side
    next_over = np.append(over[1:], np.float32(0))
    scores -= over + np.where(last > np.arange(count), next_over, np.float32(0))
    lengths = ends - np.arange(count)
    vectors = _running(weights.word_values[read.known])
    scores += ((vectors[ends] - vectors[:-1]) / lengths).astype(np.float32)
    scores += weights.block("first")[classes] + weights.block("first_word")[read.word >> FIRSTS_SHIFT]
    following = np.append(classes[1:], 0)
    scores += np.where(lengths > 1, weights.block("opening")[classes * _K + following], np.float32(0))
    scores += weights.block("before")[windows.before] + weights.block("after")[windows.after]
    scores += weights.block("closing")[windows.after * _K + classes]
    scores += weights.block("length")[np.searchsorted(LENGTHS, lengths, side="right")]
    out: Floats = scores + np.float32(weights.bias)
    return out


def _running(values: Floats) -> npt.NDArray[np.float64]:
    """Give the sums of what comes before each place, and of all; shape (N + 1,)."""
    out = np.zeros(len(values) + 1)
    np.cumsum(values, dtype=np.float64, out=out[1:])
    return out
