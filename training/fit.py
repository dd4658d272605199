"""Fit a linear model on the shared features: strength by inner cross-validation, Platt calibration, thresholds.

Knows no data set: texts and labels in, a `Fitted` out, which `save` writes as the data file of `LinearModel`. Only
hashed features are kept, so no text can be read back. Needs the dependency group `train-measures`.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedGroupKFold

from bylaw.measures.features import BUCKETS, VERSION, features, features_in_full, vocabulary

__all__ = ["Design", "Fitted", "design", "fit", "near_duplicates", "threshold_at"]

DATA = Path(__file__).parent.parent / "src/bylaw/measures/data"
FALSE_POSITIVES = 0.01
STRENGTHS = (1.0, 3.0, 10.0, 30.0)
"""Inverse regularisation, as scikit-learn's C."""
DENSE = 2.0
"""How much a vector's mean weighs beside the hashed features: it is short where they have length 1."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """The features of n texts."""

    hashed: sparse.csr_matrix
    """Counts over the root of their sum, shape (n, BUCKETS)."""
    dense: Floats
    """Weighted mean of the words' vectors, shape (n, D)."""
    extra: Floats
    """The caller's own features, shape (n, E)."""

    def __getitem__(self, rows: npt.NDArray[np.generic]) -> "Design":
        """Take some of the texts, by index or by mask."""
        return Design(self.hashed[rows], self.dense[rows], self.extra[rows])

    def __len__(self) -> int:
        return len(self.dense)


@dataclass(frozen=True)
class Fitted:
    """A trained model. K labels."""

    labels: tuple[str, ...]
    buckets: Floats  # (BUCKETS, K)
    vectors: Floats  # (D, K)
    extras: Floats  # (E, K)
    bias: Floats  # (K,)
    slope: Floats
    offset: Floats
    thresholds: Floats
    strengths: tuple[float, ...]
    out_of_fold: Floats
    """Calibrated probabilities of the training texts, each by a model that didn't see its group; shape (n, K)."""

    def probabilities(self, of: Design) -> Floats:
        """Score texts as `LinearModel.scores` does; shape (n, K)."""
        logits = of.hashed @ self.buckets + of.dense @ self.vectors + of.extra @ self.extras + self.bias
        out: Floats = _sigmoid(logits * self.slope + self.offset)
        return out

    def save(self, name: str, note: Mapping[str, object], *, folder: Path = DATA) -> Path:
        """Write the data file of a model.

        Args:
            name: of the model.
            note: `licence`, `source`, `made_by` and the figures worth keeping; never a text.
            folder: where it goes.
        """
        path = folder / f"{name}.npz"
        np.savez_compressed(path, **self.arrays(note))  # type: ignore[arg-type]
        return path

    def arrays(self, note: Mapping[str, object]) -> dict[str, npt.NDArray[Any]]:
        """Give what the data file holds."""
        largest = np.abs(self.buckets).max()
        kept = np.where(np.abs(self.buckets) < largest * 1e-3, 0, self.buckets)
        told = {"features": VERSION, "labels": self.labels, "strengths": self.strengths, **note}
        return {
            "buckets": kept.astype(np.float16),
            "vectors": self.vectors.astype(np.float32),
            "extras": self.extras.astype(np.float32),
            "bias": self.bias.astype(np.float32),
            "slope": self.slope.astype(np.float32),
            "offset": self.offset.astype(np.float32),
            "thresholds": self.thresholds.astype(np.float32),
            "note": np.frombuffer(json.dumps(told).encode(), np.uint8),
        }


def design(texts: Sequence[str], extra: npt.ArrayLike | None = None) -> Design:
    """Work out the features of texts.

    Args:
        texts: n of them.
        extra: further features, shape (n, E), of about the size 0 to 1.
    """
    words = vocabulary()
    rows, columns, values = [], [], []
    dense = np.zeros((len(texts), words.size))
    for row, text in enumerate(texts):
        found = features_in_full(text)
        at = np.concatenate([found.word, found.pair, found.piece])
        unique, counts = np.unique(at, return_counts=True)
        rows.append(np.full(len(unique), row))
        columns.append(unique)
        values.append(counts / np.sqrt(max(len(at), 1)))
        known = features(text).known
        known = known[known >= 0]
        dense[row] = words.vectors[known].sum(axis=0) / max(float(words.weights[known].sum()), 1e-3)
    matrix = sparse.csr_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(len(texts), BUCKETS)
    )
    further = np.zeros((len(texts), 0)) if extra is None else np.asarray(extra, float).reshape(len(texts), -1)
    return Design(matrix, dense, further)


def fit(
    of: Design,
    labels: Mapping[str, npt.ArrayLike],
    *,
    groups: npt.ArrayLike | None = None,
    weight: npt.ArrayLike | None = None,
    measured: npt.ArrayLike | None = None,
    strengths: Sequence[float] = STRENGTHS,
    dense: float = DENSE,
    folds: int = 5,
) -> Fitted:
    """Fit one logistic regression a label.

    Args:
        of: the features of n texts.
        labels: by name, 0, 1 or NaN (unknown: the text is left out for that label); shape (n,) each.
        groups: texts of one group never stand on both sides of an inner split: near-duplicates, prompts, kinds.
        weight: of each text; 1 where it is left out.
        measured: True for texts that calibration, thresholds and the choice of strength are worked out on; the others
            only train. All where it is left out.
        strengths: to choose from.
        dense: how much the vectors weigh beside the hashed features.
        folds: of the inner cross-validation.
    """
    n = len(of)
    grouped = np.arange(n) if groups is None else np.asarray(groups)
    weights = np.ones(n) if weight is None else np.asarray(weight, float)
    counted = np.ones(n, bool) if measured is None else np.asarray(measured, bool)
    present = np.asarray((of.hashed > 0).sum(axis=0)).ravel()
    scale = np.where(present > 0, np.log((1 + n) / (1 + present)) + 1, 0)
    scale /= max(float(scale.max()), 1.0) / 2  # the rarest features weigh 2
    matrix = sparse.hstack(
        [of.hashed @ sparse.diags(scale), sparse.csr_matrix(of.dense * dense), sparse.csr_matrix(of.extra)]
    ).tocsr()
    fitted, chosen, columns = [], [], []
    for values in labels.values():
        wanted = np.asarray(values, float)
        known = np.flatnonzero(~np.isnan(wanted))
        best: tuple[float, float, Floats] | None = None
        for strength in strengths:
            logits = _crossed(
                matrix[known], wanted[known], grouped[known], weights[known], strength=strength, folds=folds
            )
            judged = counted[known] & ~np.isnan(logits)
            score = float(average_precision_score(wanted[known][judged], logits[judged]))
            if best is None or score > best[0] + 1e-3:
                best = score, strength, logits
        assert best is not None
        model = _regression(best[1]).fit(matrix[known], wanted[known], sample_weight=weights[known])
        judged = counted[known] & ~np.isnan(best[2])
        slope, offset = _platt(best[2][judged], wanted[known][judged])
        out = np.full(n, np.nan)
        out[known] = _sigmoid(best[2] * slope + offset)
        columns.append(out)
        chosen.append(best[1])
        threshold = threshold_at(out[known][judged], wanted[known][judged])
        fitted.append((model.coef_[0], model.intercept_[0], slope, offset, threshold))
    size = of.dense.shape[1]
    coefficients = np.stack([each[0] for each in fitted], axis=1)
    bias, slope, offset, thresholds = np.array([each[1:] for each in fitted]).T
    return Fitted(
        tuple(labels),
        coefficients[:BUCKETS] * scale[:, None],
        coefficients[BUCKETS : BUCKETS + size] * dense,
        coefficients[BUCKETS + size :],
        bias,
        slope,
        offset,
        thresholds,
        tuple(chosen),
        np.stack(columns, axis=1),
    )


def threshold_at(scores: Floats, wanted: Floats, rate: float = FALSE_POSITIVES) -> float:
    """Give the lowest score that at most such a share of the negatives reaches."""
    negatives = np.sort(scores[wanted == 0])[::-1]
    allowed = int(len(negatives) * rate)
    return float(np.nextafter(negatives[min(allowed, len(negatives) - 1)], 1))


def near_duplicates(texts: Sequence[str], *, alike: float = 0.6) -> npt.NDArray[np.int64]:
    """Number texts so that near-duplicates share a number; shape (n,).

    Args:
        texts: n of them.
        alike: the cosine of two texts' hashed features, rare ones weighing more, from which they are near-duplicates.
    """
    matrix = design(texts).hashed
    present = np.maximum(np.asarray((matrix > 0).sum(axis=0)).ravel(), 1)
    matrix = matrix @ sparse.diags(np.log((1 + len(texts)) / present))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = sparse.diags(1 / np.maximum(norms, 1e-9)) @ matrix
    _, numbers = connected_components((matrix @ matrix.T) > alike, directed=False)
    return np.asarray(numbers, np.int64)


def _crossed(
    matrix: sparse.csr_matrix,
    wanted: Floats,
    groups: npt.NDArray[np.generic],
    weights: Floats,
    *,
    strength: float,
    folds: int,
) -> Floats:
    """Give each text's logit by a model that didn't see its group; NaN where no split could be made."""
    out = np.full(len(wanted), np.nan)
    splits = min(folds, int(wanted.sum()), len(np.unique(groups)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # few positives: a fold may hold none
        for train, test in StratifiedGroupKFold(max(splits, 2), shuffle=True, random_state=0).split(
            wanted, wanted, groups
        ):
            if len(np.unique(wanted[train])) == 2:
                model = _regression(strength).fit(matrix[train], wanted[train], sample_weight=weights[train])
                out[test] = model.decision_function(matrix[test])
    return out


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", class_weight="balanced", max_iter=300, random_state=0)


def _platt(logits: Floats, wanted: Floats) -> tuple[float, float]:
    model = LogisticRegression(C=10.0).fit(logits[:, None], wanted)
    return max(float(model.coef_[0, 0]), 1e-3), float(model.intercept_[0])


def _sigmoid(logits: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return out
