"""Train the moderation model: `python -m training moderation`, with BYLAW_DATA set.

Texts: `moderation/samples_dev.jsonl` (MIT). A category without a label is unknown and left out. Thresholds are set at
1 % false positives on those texts, out of fold, and on ordinary ones besides: the half of `xstest`'s safe prompts and
the replies to them that isn't measured on (`bench/moderation`), none of which it is trained on.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import features
from bylaw.measures.linear import LinearModel
from bylaw.measures.moderation import CATEGORIES, lexicon, moderated
from training.fit import Design, Fitted, design, fit, near_duplicates

__all__ = ["designed", "main", "ordinary", "read_labelled", "trained"]

STRENGTHS = (10.0,)
"""Chosen on the development texts, where 3 to 30 come to the same."""
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
    fitted = trained(designed(texts), labels, near_duplicates(texts))
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


def with_ordinary(fitted: Fitted, texts: Sequence[str]) -> Fitted:
    """Raise thresholds until 1 % of ordinary texts pass at most."""
    model = LinearModel.of("moderation", fitted.arrays(NOTE))
    scores = np.array([moderated(model, text).highest for text in texts])
    highest = np.nextafter(np.quantile(scores, 0.99, axis=0, method="higher"), 1)
    return replace(fitted, thresholds=np.maximum(fitted.thresholds, highest))


if __name__ == "__main__":
    main()
