"""Train the moderation model: `python -m training moderation`, with BYLAW_DATA set.

Texts: `moderation/samples_dev.jsonl` (MIT). A category without a label is unknown and left out. Thresholds are set at
1 % false positives on those texts, out of fold, and on ordinary ones besides: the half of `xstest`'s safe prompts and
the replies to them that isn't measured on (`bench/moderation`), none of which it is trained on.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold

from bylaw.measures.features import features
from bylaw.measures.linear import LinearModel
from bylaw.measures.moderation import CATEGORIES, lexicon, moderated
from training.fit import Design, Fitted, design, fit, near_duplicates, threshold_at

__all__ = ["crossed", "designed", "folds", "main", "ordinary", "read_labelled", "trained"]

STRENGTHS = (10.0,)
"""Chosen on the development texts, where 3 to 30 come to the same."""
MARGIN = 0.5
"""Of ordinary texts' highest score, in logits."""
LOWEST = 0.15
"""No category is reported at a lower probability, whatever the few texts say."""
NOTE = {
    "licence": "Apache-2.0",
    "source": "openai/moderation-api-release f4ab51b, development part (MIT)",
    "made_by": "python -m training moderation",
}

Floats = npt.NDArray[np.float64]


def main() -> None:
    """Train, and write the data file."""
    folder = Path(os.environ["BYLAW_DATA"])
    texts, labels = read_labelled(folder)
    of, groups = designed(texts), near_duplicates(texts)
    highest = crossed(texts, of, labels, groups, seed=0)[1]
    thresholds = [
        threshold_at(highest[~np.isnan(each), at], each[~np.isnan(each)]) for at, each in enumerate(labels.values())
    ]
    fitted = replace(trained(of, labels, groups), thresholds=np.array(thresholds))
    fitted = with_ordinary(fitted, ordinary(folder, measured=False))
    figures = {
        "texts": len(texts),
        "thresholds": dict(zip(CATEGORIES, fitted.thresholds.round(4).tolist(), strict=True)),
    }
    path = fitted.save("moderation", NOTE | figures)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, {figures}", file=sys.stderr)


def read_labelled(folder: Path) -> tuple[list[str], dict[str, Floats]]:
    """Read the labelled texts, and each category's labels: 0, 1 or NaN."""
    lines = (folder / "moderation/samples_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    labels = {name: np.array([row.get(name, np.nan) for row in rows], float) for name in CATEGORIES}
    return [row["prompt"] for row in rows], labels


def ordinary(folder: Path, *, measured: bool) -> list[str]:
    """Give safe prompts and the replies to them: the half to measure on, or the one to set thresholds on."""
    lines = (folder / "xstest/completions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if not row["type"].startswith("contrast")]
    rows = [row for row in rows if (crc32(row["prompt"].encode()) % 2 == 1) == measured]
    return sorted({row["prompt"] for row in rows}) + [row["completion"] for row in rows]


def designed(texts: Sequence[str]) -> Design:
    """Work out the features of texts, the lexicon's included."""
    rows = []
    for text in texts:
        found = features(text)
        rows.append(lexicon().features(found, np.zeros(1, np.int64), np.full(1, len(found)))[0])
    return design(texts, np.array(rows))


def trained(of: Design, labels: dict[str, Floats], groups: npt.NDArray[np.int64]) -> Fitted:
    """Fit all categories."""
    return fit(of, labels, groups=groups, strengths=STRENGTHS)


def crossed(
    texts: Sequence[str], of: Design, labels: dict[str, Floats], groups: npt.NDArray[np.int64], *, seed: int
) -> tuple[Floats, Floats]:
    """Score each text with a model that saw neither it nor a near-duplicate: whole, and the highest of its windows.

    Returns:
        Two arrays of shape (n, 8).
    """
    whole, highest = np.zeros((len(texts), len(labels))), np.zeros((len(texts), len(labels)))
    for train, test in folds(labels, groups, seed=seed):
        own = {name: values[train] for name, values in labels.items()}
        model = LinearModel.of("fold", trained(of[train], own, groups[train]).arrays(NOTE))
        for at in test:
            found = moderated(model, texts[at])
            whole[at], highest[at] = found.scores[0], found.highest
    return whole, highest


def folds(
    labels: dict[str, Floats], groups: npt.NDArray[np.int64], *, seed: int
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Split into five, the rarest positive label of each text spread evenly."""
    wanted = np.stack(list(labels.values()), axis=1)
    rarest = np.zeros(len(wanted), int)
    for rank, column in enumerate(np.argsort(-np.nansum(wanted, axis=0)), start=1):
        rarest[wanted[:, column] == 1] = rank
    yield from StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(rarest, rarest, groups)


def with_ordinary(fitted: Fitted, texts: Sequence[str]) -> Fitted:
    """Raise thresholds until at most 1 % of ordinary texts pass, with a margin, because these texts are few."""
    model = LinearModel.of("moderation", fitted.arrays(NOTE))
    scores = np.array([moderated(model, text).highest for text in texts])
    highest = np.quantile(scores, 0.99, axis=0, method="higher")
    with_margin = 1 / (1 + (1 - highest) / highest * np.exp(-MARGIN))
    return replace(fitted, thresholds=np.maximum(np.maximum(fitted.thresholds, with_margin), LOWEST))


if __name__ == "__main__":
    main()
