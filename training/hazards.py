"""Train the linear model of the hazards measure: `python -m training hazards`.

Learns from texts written for this repository at topic level (`training/data/hazards_*.jsonl`, `hazards_phrases.py`):
frames that are filled with topics, and whole requests and replies. As background it takes the users' messages of
RealGuardrails (MIT), which BYLAW_DATA names and which wish for nothing harmful. Texts made from one frame never stand
on both sides of a split. The frozen texts in `tests/checks/hazards_set` and `hazards_second_set` are never read here.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bylaw.measures.hazards.cues import STRONG_BITS
from bylaw.measures.hazards.replies import form_of, instruction_vectors, is_procedure, topical
from bylaw.measures.hazards.requests import TURN, stretches
from bylaw.measures.hazards.vector import tell
from training.fit import design, fit, threshold_at
from training.hazards_phrases import phrases, replies

__all__ = ["main"]

HERE = Path(__file__).parent / "data"
BACKGROUND = ("handwritten_dev", "distractors_dev", "sys_ifeval_dev")
A_FRAME = 14
"""Topics that a frame is filled with, drawn with the seed."""
SEED = 0


@dataclass(frozen=True)
class Example:
    """One gist with its numbers; `request` and `instructions` are 1, 0 or NaN."""

    told: str
    extra: tuple[float, ...]
    request: float
    instructions: float
    group: str


def main() -> None:
    """Train, print what is reached out of fold, and write the model."""
    draw = random.Random(SEED)
    requests, silent = _requests(draw)
    replies, silent_replies = _replies(draw)
    examples = [*requests, *replies]
    of = design([each.told for each in examples], np.array([each.extra for each in examples]))
    labels = {
        "request": np.array([each.request for each in examples]),
        "instructions": np.array([each.instructions for each in examples]),
    }
    groups = np.unique([each.group for each in examples], return_inverse=True)[1]
    fitted = fit(of, labels, groups=groups, strengths=(0.1, 0.3, 1.0))
    figures = {}
    for at, (name, wanted) in enumerate(labels.items()):
        # Texts without any stretch to score count as passed over, harmful or not.
        extra_positive, extra_negative = (silent, silent_replies)[at]
        known = ~np.isnan(wanted) & ~np.isnan(fitted.out_of_fold[:, at])
        scores = np.concatenate([fitted.out_of_fold[known, at], np.zeros(extra_positive + extra_negative)])
        truth = np.concatenate([wanted[known], np.ones(extra_positive), np.zeros(extra_negative)])
        # Where training separates them wholly, any threshold passes 1 %; an even chance is the least that counts.
        fitted.thresholds[at] = max(threshold_at(scores, truth), 0.5)
        recall = float((scores[truth == 1] >= fitted.thresholds[at]).mean())
        figures[name] = {
            "positives": int(truth.sum()),
            "negatives": int((truth == 0).sum()),
            "recall_at_1_percent": round(recall, 4),
            "threshold": round(float(fitted.thresholds[at]), 4),
        }
        print(name, figures[name], file=sys.stderr)
    note = {
        "licence": "Apache-2.0; background texts RealGuardrails, MIT",
        "source": "texts written for this repository, at topic level; users' messages of RealGuardrails",
        "made_by": "python -m training hazards",
        "figures": figures,
    }
    print(fitted.save("hazards", note), file=sys.stderr)


def _rows(name: str) -> list[dict[str, Any]]:
    with open(HERE / f"hazards_{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _filled(draw: random.Random) -> Iterator[tuple[str, bool, str]]:
    """Give (text, harmful, group) of every frame and whole request."""
    topics = _rows("topics")
    for at, frame in enumerate(_rows("frames")):
        text = TURN.join(frame["turns"])
        slot = "act" if "{a}" in text else "topic"
        fitting = [each[slot] for each in topics if each["language"] == frame["language"] and slot in each]
        for value in draw.sample(fitting, min(len(fitting), A_FRAME)):
            yield text.replace("{x}", value).replace("{a}", value), frame["harmful"], f"frame {at}"
    for at, row in enumerate(_rows("requests")):
        yield TURN.join(row["turns"]), row["harmful"], f"request {at}"
    named = [each["topic"] for each in topics if each["language"] == "en" and "topic" in each]
    for turns, harmful, group in phrases(draw, named):
        yield TURN.join(turns), harmful, group
    for name in BACKGROUND:
        path = Path(os.environ["BYLAW_DATA"]) / "realguardrails" / f"{name}.jsonl"
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            for message in json.loads(line)["messages"]:
                if message["role"] == "user" and isinstance(message["content"], str):
                    yield message["content"], False, f"{name} {at}"


def _requests(draw: random.Random) -> tuple[list[Example], tuple[int, int]]:
    """Give examples, and how many (harmful, harmless) texts hold nothing to score."""
    out: list[Example] = []
    silent = [0, 0]
    for text, harmful, group in _filled(draw):
        runs = list(stretches(text))
        if not runs:
            silent[not harmful] += 1
        for sentence, before in runs[-1:] if harmful else runs:
            told, numbers = tell(sentence, before)
            out.append(Example(told, numbers, float(harmful), np.nan, group))
    return out, (silent[0], silent[1])


def _replies(draw: random.Random) -> tuple[list[Example], tuple[int, int]]:
    """Give examples of pieces of replies, and how many (harmful, harmless) hold nothing to score."""
    out: list[Example] = []
    silent = [0, 0]
    for text, asked, harmful, group in _answers(draw):
        own = topical(text)
        about = () if any(each.kinds & STRONG_BITS for each in own) else topical(asked)
        form = form_of(text)
        if not is_procedure(form) or not (about or own):
            silent[not harmful] += 1
            continue
        for told, extra in instruction_vectors(about, own, form):
            out.append(Example(told, extra, np.nan, float(harmful), group))
    return out, (silent[0], silent[1])


def _answers(draw: random.Random) -> Iterator[tuple[str, str, bool, str]]:
    """Give (reply, request, harmful, group): half of them name the topic, half take it from the request."""
    topics = [each["topic"] for each in _rows("topics") if each["language"] == "en" and "topic" in each]
    frames = [each for each in _rows("frames") if each["language"] == "en" and "{x}" in each["turns"][-1]]
    asks = {wish: [each["turns"][-1] for each in frames if each["harmful"] is wish] for wish in (True, False)}
    for frame, harmful, group in replies():
        for topic in topics:
            yield frame.replace("{x}", topic), "", harmful, group
    for at, row in enumerate(_rows("replies")):
        for topic in topics:
            asked = draw.choice(asks[row["harmful"]]).replace("{x}", topic)
            if "reply" in row:
                yield row["reply"], draw.choice(("", asked)), row["harmful"], f"reply {at}"
            else:
                yield row["frame"].replace("{x}", topic), "", row["harmful"], f"reply {at}"
                yield row["frame"].replace("{x}", "it"), asked, row["harmful"], f"reply {at}"


if __name__ == "__main__":
    main()
