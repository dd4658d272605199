"""Fit the two steps of the model: scores of windows, and what they weigh beside the text around them."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from bylaw.measures.features import vocabulary
from bylaw.measures.injection.model import BLOCKS, FIRSTS_SHIFT, LENGTHS, SIZE, WORDS_SHIFT, Weights, window_scores
from bylaw.measures.injection.score import EVIDENCE, candidates
from bylaw.measures.injection.windows import GAPS, Windows, read_windows
from bylaw.measures.injection.words import CLASSES
from training.orders.texts import Planted

__all__ = ["Second", "Weighed", "fit_second", "fit_windows", "weigh"]

_K = len(CLASSES)
_BREAK = GAPS.index("colon")
_SCALES = {
    "first": 1.0, "opening": 0.7, "before": 0.5, "after": 0.7, "closing": 0.7, "length": 0.5, "first_word": 0.3,
    "class": 0.6, "beside": 0.5, "across": 0.4, "word": 0.25, "pair": 0.2, "vector": 3.0,
}  # fmt: skip
"""How freely each kind of feature may speak: classes more than words, which are those of the training texts."""
STRENGTH = 0.3
"""Inverse of the regularisation; of 0.1, 0.3 and 1, the best with attack kinds left out."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def _scale() -> npt.NDArray[np.float32]:
    scale = np.ones(SIZE, np.float32)
    for name, value in _SCALES.items():
        scale[BLOCKS[name]] = value
    return scale


def rows(windows: Windows, starts: Sequence[int]) -> sp.csr_matrix:
    """Give the features of some windows of a text, shape (len(starts), SIZE); `window_scores` sums them up."""
    at = np.asarray(starts, np.int64)
    count = len(at)
    read, classes = windows.features, windows.classes
    lengths = windows.ends[at] - at
    index = np.arange(count)
    placed: list[tuple[Ints, Ints, npt.NDArray[np.float32]]] = []

    def add(row: Ints, column: Ints, block: str, value: npt.NDArray[np.float32] | None = None) -> None:
        values = np.ones(len(row), np.float32) if value is None else value
        placed.append((row, column + BLOCKS[block].start, values))

    def inside(skipped: int) -> tuple[Ints, Ints]:
        sizes = np.maximum(lengths - skipped, 0)
        before = np.repeat(np.cumsum(sizes) - sizes, sizes)
        return np.repeat(index, sizes), np.arange(sizes.sum()) - before + np.repeat(at + skipped, sizes)

    add(index, classes[at], "first")
    add(index, read.word[at] >> FIRSTS_SHIFT, "first_word")
    several = lengths > 1
    add(index[several], classes[at[several]] * _K + classes[at[several] + 1], "opening")
    add(index, windows.before[at], "before")
    add(index, windows.after[at], "after")
    add(index, windows.after[at] * _K + classes[at], "closing")
    add(index, np.searchsorted(LENGTHS, lengths, side="right"), "length")
    row, word = inside(0)
    add(row, classes[word], "class")
    add(row, read.word[word] >> WORDS_SHIFT, "word")
    vectors = np.vstack([vocabulary().vectors, np.zeros((1, vocabulary().size), np.float32)])
    mean = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(mean, row, vectors[read.known[word]])
    mean /= np.maximum(lengths, 1)[:, None]
    add(np.repeat(index, mean.shape[1]), np.tile(np.arange(mean.shape[1]), count), "vector", mean.ravel())
    row, word = inside(1)
    add(row, classes[word - 1] * _K + classes[word], "beside")
    add(row, read.pair[word] >> WORDS_SHIFT, "pair")
    row, word = inside(2)
    add(row, classes[word - 2] * _K + classes[word], "across")
    all_rows, columns, values = (np.concatenate(each) for each in zip(*placed, strict=True))
    return sp.csr_matrix((values, (all_rows, columns)), shape=(count, SIZE), dtype=np.float32)


def fit_windows(planted: Iterable[Planted], clean: Sequence[str], *, rounds: int = 3, seed: int = 0) -> Weights:
    """Fit the scores of windows.

    Of a planted order the window that scores best speaks for it, at first all that begin a sentence of it. Of a clean
    text some windows are drawn, and after each round those that scored highest are added.
    """
    draw = np.random.default_rng(seed)
    parts, groups = [], []
    for group, each in enumerate(planted):
        windows = read_windows(each.text)
        starts = _sentences(windows, each)
        parts.append(rows(windows, starts))
        groups += [group] * len(starts)
    orders = sp.vstack(parts).tocsr()
    of = np.array(groups)
    texts = [read_windows(text) for text in clean]
    chosen = [_drawn(windows, draw) for windows in texts]
    picked = np.arange(len(of))
    weight = 1 / np.bincount(of)[of]
    scale = _scale()
    for _ in range(rounds):
        others = sp.vstack([rows(windows, sorted(some)) for windows, some in zip(texts, chosen, strict=True) if some])
        both = sp.vstack([orders[picked], others]).multiply(scale).tocsr()
        is_order = np.r_[np.ones(len(picked)), np.zeros(others.shape[0])]
        fitted = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit(
            both, is_order, sample_weight=np.r_[weight, np.ones(others.shape[0])]
        )
        weights = Weights((fitted.coef_[0] * scale).astype(np.float32), float(fitted.intercept_[0]))
        scores = np.asarray(orders @ weights.row).ravel()
        best = np.lexsort((-scores, of))
        picked = best[np.unique(of[best], return_index=True)[1]]
        weight = np.ones(len(picked))
        for windows, some in zip(texts, chosen, strict=True):
            found = window_scores(windows, weights)
            highest = np.argsort(-found)[:15]
            some |= set(highest[found[highest] > -2.5].tolist())
    return weights


def _sentences(windows: Windows, planted: Planted) -> list[int]:
    """Give the words of a planted order that begin a sentence; of code that it brings along, none."""
    fence = planted.text.find("```", planted.start, planted.end)
    start, end = windows.features.seen.find(planted.start, fence if fence > planted.start else planted.end)
    data = np.frombuffer(windows.features.seen.text.encode("utf-8", "surrogatepass"), np.uint8)
    places = (np.cumsum((data & 0xC0) != 0x80) - 1)[windows.features.byte_starts]
    inside = np.flatnonzero((places >= start) & (places < end)).tolist()
    return [at for at in inside if at == inside[0] or windows.before[at] >= _BREAK]


def _drawn(windows: Windows, draw: np.random.Generator) -> set[int]:
    count = len(windows)
    some = set(draw.choice(count, min(count, max(6, count // 8)), replace=False).tolist()) if count else set()
    return some | {at for at in np.flatnonzero(windows.before >= _BREAK).tolist() if draw.random() < 0.7}


@dataclass(frozen=True)
class Second:
    """What each kind of evidence weighs, in the order of `EVIDENCE`."""

    weights: Floats
    bias: float

    def score(self, evidence: Floats) -> float:
        """Give the log odds of a text from its candidates' evidence, shape (candidates, len(EVIDENCE))."""
        return float((evidence @ self.weights + self.bias).max()) if len(evidence) else -8.0


@dataclass(frozen=True)
class Weighed:
    """A text's candidates, what it is, and how much it counts."""

    evidence: Floats
    is_attack: bool
    counts: float


def weigh(text: str, weights: Weights) -> Floats:
    """Give the evidence of a text's candidates; shape (candidates, len(EVIDENCE))."""
    windows = read_windows(text)
    found = candidates(windows, window_scores(windows, weights)) if len(windows) else []
    return np.array([each.evidence for each in found]).reshape(-1, len(EVIDENCE))


def fit_second(texts: Iterable[Weighed]) -> Second:
    """Fit what the evidence weighs: of an attack the first candidate counts, of other texts all of them."""
    evidence, labels, counts = [], [], []
    for each in texts:
        used = each.evidence[:1] if each.is_attack else each.evidence
        evidence.append(used)
        labels += [each.is_attack] * len(used)
        counts += [each.counts if at == 0 else each.counts / 2 for at in range(len(used))]
    table = np.vstack(evidence)
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=0.3, max_iter=500).fit((table - mean) / spread, labels, sample_weight=counts)
    weights = fitted.coef_[0] / spread
    return Second(weights, float(fitted.intercept_[0] - weights @ mean))
