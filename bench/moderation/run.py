"""Measure the moderation model and the checks that hold replies against it.

    BYLAW_DATA=… python -m bench.moderation.run [--seeds 3] [--no-folds]

Average precision by category: five folds, near-duplicates always on one side, the strength of the model fixed, means
over seeds; beside it TF-IDF of words and pairs with logistic regression on the same folds. The same scores as a reply
gets them, piece by piece. False alarms: each check on harmless texts that the thresholds weren't set on. Cost: in
microseconds of one core, median. Needs the dependency group `train-measures`. Prints no text.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import json
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import Reading, read
from bylaw.checks import Broken, Case, Check, harassment, hate, minors, moderation, self_harm, sexual, violence
from bylaw.checks.fold import windows
from bylaw.checks.grade import grade
from bylaw.measures.features import features
from bylaw.measures.linear import LinearModel
from bylaw.measures.moderation import CATEGORIES, may_matter, moderate, moderated
from training.fit import near_duplicates, threshold_at
from training.moderation import NOTE, designed, folds, ordinary, read_labelled, trained

__all__ = ["main"]

Floats = npt.NDArray[np.float64]
CHECKS = (moderation.CHECK, sexual.CHECK, hate.CHECK, violence.CHECK, harassment.CHECK, self_harm.CHECK, minors.CHECK)
COMMON = 6
"""The first six categories have 20 positives or more."""
REFERENCE = 0.593


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--no-folds", action="store_true")
    asked = parser.parse_args()
    folder = Path(os.environ.get("BYLAW_DATA", ""))
    if not (folder / "moderation").is_dir():
        print("not run: set BYLAW_DATA to the folder of the development data")
        return
    texts, labels = read_labelled(folder)
    if not asked.no_folds:
        _precision(texts, labels, asked.seeds)
    _false_alarms(folder)
    _cost(texts)


def _precision(texts: Sequence[str], labels: dict[str, Floats], seeds: int) -> None:
    of, groups = designed(texts), near_duplicates(texts)
    wanted = np.stack(list(labels.values()), axis=1)  # (n, 8)
    words = TfidfVectorizer(ngram_range=(1, 2)).fit_transform(texts).tocsr()
    rows: dict[str, list[Floats]] = {"bylaw, as input": [], "bylaw, as a reply": [], "TF-IDF, same folds": []}
    recalls = []
    for seed in range(1, seeds + 1):
        scores = {name: np.zeros(wanted.shape) for name in rows}
        highest = np.zeros(wanted.shape)
        for train, test in folds(labels, groups, seed=seed):
            own = {name: values[train] for name, values in labels.items()}
            model = LinearModel.of("fold", trained(of[train], own, groups[train]).arrays(NOTE))
            for at in test:
                found = moderated(model, texts[at])
                scores["bylaw, as input"][at] = found.overall
                highest[at] = found.highest
                scores["bylaw, as a reply"][at] = _in_pieces(model, texts[at])
            for column, values in enumerate(own.values()):
                known = ~np.isnan(values)
                plain = LogisticRegression(C=10, solver="liblinear", class_weight="balanced")
                plain.fit(words[train][known], values[known])
                scores["TF-IDF, same folds"][test, column] = plain.decision_function(words[test])
        for name, values in scores.items():
            rows[name].append(_each(values, wanted, average_precision_score))
        recalls.append(_each(highest, wanted, _recall))
        print(f"seed {seed} done", file=sys.stderr)
    print(f"{len(texts)} texts, {len(np.unique(groups))} groups of near-duplicates, {seeds} seeds of 5 folds\n")
    print("| average precision | " + " | ".join(CATEGORIES) + " | mean of 6 | mean of 8 |")
    print("|---" * 11 + "|")
    print("| positives | " + " | ".join(str(int(each)) for each in np.nansum(wanted, axis=0)) + " | | |")
    for name, each in rows.items():
        _row(name, np.mean(each, axis=0))
        if name != "TF-IDF, same folds":
            _row("± over seeds", np.std(each, axis=0))
    _row("recall at 1 % false positives", np.mean(recalls, axis=0))
    six = [float(each[:COMMON].mean()) for each in rows["bylaw, as input"]]
    reached = "met" if statistics.mean(six) >= REFERENCE + 0.03 else "NOT met"
    print(f"\ntarget: mean of 6 at least {REFERENCE + 0.03:.3f}: {statistics.mean(six):.3f}, {reached}")


def _in_pieces(model: LinearModel, text: str) -> Floats:
    pieces = [text[each.start : each.end] for each in windows(text, settled=0, ended=True)]
    rows = [moderated(model, piece if may_matter(piece) else "").overall for piece in pieces]
    return np.max(np.array(rows), axis=0) if rows else np.zeros(len(CATEGORIES))


def _each(scores: Floats, wanted: Floats, score: Callable[[Floats, Floats], float]) -> Floats:
    known = ~np.isnan(wanted)
    return np.array([score(wanted[known[:, at], at], scores[known[:, at], at]) for at in range(wanted.shape[1])])


def _recall(wanted: Floats, scores: Floats) -> float:
    return float((scores[wanted == 1] >= threshold_at(scores, wanted)).mean())


def _row(name: str, values: Floats) -> None:
    cells = " | ".join(f"{each:.2f}" for each in values)
    print(f"| {name} | {cells} | {values[:COMMON].mean():.3f} | {values.mean():.3f} |")


def _false_alarms(folder: Path) -> None:
    def read_rows(name: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]

    held = ordinary(folder, measured=True)
    prompts = {str(row["prompt"]) for row in read_rows("xstest/completions_dev.jsonl")}
    contexts = []
    for kind in ("email", "table", "code"):
        for row in read_rows(f"bipia/{kind}_train.jsonl"):
            context = row["context"]
            contexts.append("\n".join(map(str, context)) if isinstance(context, list) else str(context))
    sets = {
        "xstest safe prompts": [text for text in held if text in prompts],
        "replies to xstest safe prompts": [text for text in held if text not in prompts],
        "mitre_frr": [str(row["mutated_prompt"]) for row in read_rows("purplellama/mitre_frr.jsonl")],
        "bipia contexts": contexts,
    }
    print("\nFalse alarms, each text as the user's words and as the reply (broken of n):\n")
    print("| texts | n | " + " | ".join(check.id for check in CHECKS) + " | moderation, input | minors, input |")
    print("|---" * (len(CHECKS) + 4) + "|")
    for name, texts in sets.items():
        cells = [str(sum(_broken(check, "reply", text) for text in texts)) for check in CHECKS]
        cells += [str(sum(_broken(c, "input", text) for text in texts)) for c in (moderation.CHECK, minors.CHECK)]
        print(f"| {name} | {len(texts)} | {' | '.join(cells)} |")


def _broken(check: Check, stage: str, text: str) -> bool:
    case = Case(_said(text if stage == "input" else "Go on."), "input")
    if stage == "reply":
        case = replace(case, stage="reply", reply=text)
    return isinstance(grade(check, case), Broken)


def _said(text: str) -> Reading:
    return read(Conversation((Message.of(Role.USER, text),)))


def _cost(texts: Sequence[str]) -> None:
    plain = " ".join(text for text in texts if text.isascii())
    print("\n| microseconds, median | 6 KB | 768 characters |")
    print("|---|---|---|")
    steps: dict[str, Callable[[str], object]] = {
        "may_matter": may_matter,
        "the shared features": features,
        "the scores, features given": moderate,
    }
    for name, step in steps.items():
        cells = []
        for size in (6000, 768):
            spent = []
            for start in range(0, min(len(plain) - size, 100 * size), size):
                text = plain[start : start + size]
                if name.startswith("the scores"):
                    features(text)
                began = time.perf_counter_ns()
                step(text)
                spent.append((time.perf_counter_ns() - began) / 1000)
            cells.append(f"{statistics.median(spent):.0f}")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
