"""Train `data/refusal.npz`: XSTest's labelled completions, replies written for this project, and composed ones.

`python -m training refusal` writes the model. `evaluate` is what `bench/refusal` prints: each completion is scored by a
model that saw neither its prompt nor its run, nor a reply composed of them.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bylaw.measures.refusal.measure import LABELS, features_of
from training.fit import DATA
from training.refusal_styles import compose

__all__ = ["Row", "Trained", "out_of_run_and_prompt", "own_rows", "train", "xstest"]

ROUNDS, WEIGHT, OWN_WEIGHT, STRENGTH = 60, 0.3, 1.0, 0.1
"""Composed replies of each of seven kinds; how much one counts; how much one of ours does; scikit-learn's C."""
FOLDS = 5
_FINAL = {"1_full_compliance": "comply", "2_full_refusal": "refuse", "3_partial_refusal": "partial"}
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled reply."""

    request: str
    reply: str
    label: str
    run: str = "own"


@dataclass(frozen=True)
class Trained:
    """A softmax over named features."""

    names: tuple[str, ...]
    weights: Floats
    """Shape (features, 3)."""
    bias: Floats

    def probabilities(self, found: Sequence[dict[str, float]]) -> Floats:
        """Score replies by their features; shape (n, 3), in the order of `LABELS`."""
        at = {name: row for row, name in enumerate(self.names)}
        out = np.tile(self.bias, (len(found), 1))
        for row, each in enumerate(found):
            for name, value in each.items():
                if name in at:
                    out[row] += value * self.weights[at[name]]
        out = np.exp(out - out.max(axis=1, keepdims=True))
        total: Floats = out / out.sum(axis=1, keepdims=True)
        return total


def xstest() -> list[Row]:
    """Read the labelled completions of the development data."""
    path = Path(os.environ["BYLAW_DATA"]) / "xstest/completions_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Row(row["prompt"], row["completion"], _FINAL[row["final_label"]], row["model"]) for row in rows]


def own_rows(path: Path = Path(__file__).parent / "data/refusal_replies.jsonl") -> list[Row]:
    """Read replies written for this project."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Row(row["request"], row["reply"], row["label"]) for row in rows]


def train(rows: Sequence[Row], own: Sequence[Row], *, seed: int = 0) -> Trained:
    """Fit the model; replies are composed of the rows' requests and of the answers among them."""
    bodies = [(row.request, row.reply) for row in rows if row.label == "comply"]
    asked = [row.request for row in rows] + [row.request for row in own if row.label != "comply"]
    composed = [Row(each.request, each.reply, each.label) for each in compose(asked, bodies, rounds=ROUNDS, seed=seed)]
    every = [*rows, *own, *composed]
    weight = np.repeat([1.0, OWN_WEIGHT, WEIGHT], [len(rows), len(own), len(composed)])
    vectorizer = DictVectorizer(sparse=False)
    found = vectorizer.fit_transform([features_of(row.request, row.reply) for row in every])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(found, [LABELS.index(row.label) for row in every], sample_weight=weight)
    return Trained(tuple(vectorizer.feature_names_), model.coef_.T, model.intercept_)


def out_of_run_and_prompt(rows: Sequence[Row], own: Sequence[Row]) -> Floats:
    """Score each row by a model that saw neither its prompt nor its run; shape (n, 3)."""
    prompts = sorted({row.request for row in rows})
    order = np.random.default_rng(0).permutation(len(prompts))
    fold = {prompts[at]: number % FOLDS for number, at in enumerate(order)}
    out = np.zeros((len(rows), len(LABELS)))
    for run in sorted({row.run for row in rows}):
        for number in range(FOLDS):
            held = [at for at, row in enumerate(rows) if row.run == run and fold[row.request] == number]
            rest = [row for row in rows if row.run != run and fold[row.request] != number]
            trained = train(rest, own, seed=number)
            out[held] = trained.probabilities([features_of(rows[at].request, rows[at].reply) for at in held])
    return out


def main() -> None:
    """Train on everything and write the data file."""
    trained = train(xstest(), own_rows())
    note = {
        "licence": "Apache-2.0; trained on XSTest (prompts, labels CC BY 4.0; completions of Apache-2.0 models)",
        "made_by": "python -m training refusal",
    }
    path = DATA / "refusal.npz"
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(trained.names).encode(), np.uint8),
        weights=trained.weights.astype(np.float32),
        bias=trained.bias.astype(np.float32),
        note=np.frombuffer(json.dumps(note).encode(), np.uint8),
    )
    print(f"{path.name}: {path.stat().st_size} bytes, {len(trained.names)} features")


if __name__ == "__main__":
    main()
