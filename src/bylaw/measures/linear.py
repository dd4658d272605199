"""Score a text with a small linear model: calibrated probabilities for each label, for the whole and for any window.

Knows no label's meaning; a model is a data file that `python -m training NAME` wrote. What a model makes of a text is
a sum over its words, so a window's score is a difference of two running sums and costs nothing to speak of.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import VERSION, Features, features, packaged, vocabulary

__all__ = ["LinearModel", "edges_of"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LinearModel:
    """A linear model over the shared features. K labels, B buckets, D sizes of a word's vector, E further features."""

    name: str
    labels: tuple[str, ...]
    buckets: Floats
    """Shape (B, K)."""
    vectors: Floats
    """Shape (D, K)."""
    extras: Floats
    """Shape (E, K): of features that the caller works out, see `scores`."""
    bias: Floats
    slope: Floats
    """With `offset`, the calibration: a logit becomes `slope * logit + offset` (Platt, 1999)."""
    offset: Floats
    thresholds: Floats
    """The probability at which 1 % of the negative development texts would pass, out of fold."""
    note: dict[str, object]
    """Licence, source of the training texts, command and figures."""
    table: Floats
    """Shape (V, 2 K): what the model makes of each word of the vocabulary, by its spelling and by its vector."""

    @staticmethod
    @lru_cache(maxsize=16)
    def load(name: str) -> "LinearModel":
        """Read a model that comes with the package, once.

        Raises:
            ValueError: it was trained on another version of the features.
        """
        return LinearModel.of(name, packaged(name))

    @staticmethod
    def of(name: str, stored: Mapping[str, npt.NDArray[Any]]) -> "LinearModel":
        """Make a model of what its data file holds.

        Raises:
            ValueError: it was trained on another version of the features.
        """
        note = json.loads(bytes(stored["note"].astype(np.uint8)).decode())
        if note.get("features") != VERSION:
            made = f"model {name!r} was trained on features {note.get('features')}, these are {VERSION}"
            raise ValueError(f"{made}; run `python -m training {name}`")
        plain = {key: stored[key].astype(np.float32) for key in _ARRAYS}
        return LinearModel(
            name, tuple(note["labels"]), note=note, table=_table(plain["buckets"], plain["vectors"]), **plain
        )

    def threshold(self, label: str) -> float:
        """Give the probability at which a label is reported: 1 % false positives on the development texts."""
        return float(self.thresholds[self.labels.index(label)])

    def scores(self, text: str, *, extra: Sequence[float] = ()) -> dict[str, float]:
        """Give the calibrated probability of each label for the whole text.

        Args:
            text: of any length.
            extra: the further features that the model was trained with; all 0 where it is left out.
        """
        found = features(text)
        ends = np.array([len(found)])
        return dict(zip(self.labels, self.probabilities(found, ends * 0, ends, extra)[0].tolist(), strict=True))

    def windows(
        self, text: str, *, words: int = 60, extra: Sequence[float] = ()
    ) -> Iterator[tuple[int, int, dict[str, float]]]:
        """Score every run of so many words, each half over the last: (start, end, scores), in places of `text`."""
        found = features(text)
        starts, ends = _runs(len(found), words)
        for start, end, row in zip(starts, ends, self.probabilities(found, starts, ends, extra), strict=True):
            if end > start:
                yield *found.place(start, end), dict(zip(self.labels, row.tolist(), strict=True))

    def highest(self, text: str, *, words: int = 60, extra: Sequence[float] = ()) -> dict[str, float]:
        """Give each label's highest probability over the whole text and its windows; the cheap form of `windows`."""
        found = features(text)
        starts, ends = _runs(len(found), words)
        whole = np.array([0, *starts]), np.array([len(found), *ends])
        return dict(zip(self.labels, self.probabilities(found, *whole, extra).max(axis=0).tolist(), strict=True))

    def probabilities(self, found: Features, starts: Ints, ends: Ints, extra: Sequence[float] | Floats = ()) -> Floats:
        """Score runs of words, from `starts` to before `ends`; shape (runs, K). `extra` may have a row for each run."""
        logits: Floats = np.broadcast_to(self.bias, (len(starts), len(self.labels)))
        if len(extra):
            logits = logits + np.asarray(np.asarray(extra, np.float32) @ self.extras, np.float32)
        if len(found):
            size = len(self.labels)
            total = _summed(self._by_word(found), starts, ends)
            spelled, meant, many, heavy = total[:, :size], total[:, size:-2], total[:, -2:-1], total[:, -1:]
            logits = logits + (spelled / np.sqrt(np.maximum(many, 1)) + meant / np.maximum(heavy, 1e-3)).astype(
                np.float32
            )
        out: Floats = 1 / (1 + np.exp(-np.clip(logits * self.slope + self.offset, -30, 30)))
        return out

    def _by_word(self, found: Features) -> Floats:
        """Give what each word adds, how many features it has and how heavily its vector weighs; shape (N, 2 K + 2)."""
        size = len(self.labels)
        out = np.empty((len(found), 2 * size + 2), np.float32)
        out[:, : 2 * size] = self.table[found.known]  # a word that isn't known takes the last row; put right below
        out[:, -2] = found.count
        out[:, -1] = vocabulary().weights[found.known]
        rare = np.flatnonzero(found.known < 0)
        if len(rare):
            out[rare, size : 2 * size] = 0
            out[rare, -1] = 0
            out[rare, :size] = self.buckets[found.word[rare]]
            np.add.at(out[:, :size], found.piece_of, self.buckets[found.piece])
        out[:, :size] += self.buckets[found.pair]
        return out


_ARRAYS = ("buckets", "vectors", "extras", "bias", "slope", "offset", "thresholds")


def _table(buckets: Floats, vectors: Floats) -> Floats:
    words = vocabulary()
    spelled = buckets[words.features.word]
    np.add.at(spelled, words.features.piece_of, buckets[words.features.piece])
    out: Floats = np.concatenate([spelled, words.vectors @ vectors], axis=1)
    return out


def _runs(length: int, words: int) -> tuple[Ints, Ints]:
    """Give runs of so many words, each beginning in the middle of the last; a short text is one run."""
    starts = np.arange(0, max(length - words // 2, 1), max(words // 2, 1))
    return starts, np.minimum(starts + words, length)


def _summed(rows: Floats, starts: Ints, ends: Ints) -> Floats:
    """Sum runs of rows; shape (runs, columns)."""
    if len(starts) == 1:
        alone: Floats = rows[starts[0] : ends[0]].sum(axis=0, keepdims=True)
        return alone
    edges, first, last = edges_of(starts, ends)
    running = np.zeros((len(edges), rows.shape[1]), np.float64)  # 64 bits: a difference of long sums
    np.cumsum(np.add.reduceat(rows, np.minimum(edges[:-1], len(rows) - 1), axis=0), axis=0, out=running[1:])
    return (running[last] - running[first]).astype(np.float32)


def edges_of(starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """Give the places at which runs begin or end, sorted, and where those of each run are among them.

    Windows share their edges, so there are few; texts of one length have the same.
    """
    return _edges_of(starts.astype(np.int64).tobytes(), ends.astype(np.int64).tobytes())


@lru_cache(maxsize=512)
def _edges_of(starts: bytes, ends: bytes) -> tuple[Ints, Ints, Ints]:
    first, last = np.frombuffer(starts, np.int64), np.frombuffer(ends, np.int64)
    edges = np.unique(np.concatenate([first, last]))
    return edges, np.searchsorted(edges, first), np.searchsorted(edges, last)
