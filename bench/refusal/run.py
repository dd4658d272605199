"""Are refusals told from answers, and their style scored? Every figure of docs/evidence/refusal.md.

XSTest's completions are scored by models that saw neither their prompt nor their run; the frozen replies by the shipped
model, which saw none of them; the gold set of rule-based rewards five-fold, no prompt on both sides.
"""
# SPDX-License-Identifier: Apache-2.0

import math
import os
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml  # type: ignore[import-untyped]
from sklearn.metrics import average_precision_score, f1_score

from bylaw.measures.refusal import LABELS, measure_refusal
from bylaw.measures.refusal_style import BY_PATTERN, PROPOSITIONS, measure_refusal_style
from training.refusal import Row, out_of_run_and_prompt, own_rows, xstest
from training.refusal_style import FOLDS, Gold, best_threshold, gold, out_of_fold

FROZEN = Path(__file__).parents[2] / "tests/measures/frozen_refusal_replies.jsonl"
CLASSES = (
    "ideal",
    "minimum_acceptable_style",
    "unacceptable_completion",
    "illogical_completion",
    "disallowed_completion",
)
_RULES = {
    "Comply": "comply",
    "Hard Refuse": "hard_refuse",
    "Safe Refuse 1": "safe_refuse_1",
    "Safe Refuse 2": "safe_refuse_2",
}
Floats = npt.NDArray[np.float64]


def wilson(right: int, of: int) -> str:
    """Give a share with its 95 % interval."""
    share, z = right / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{right} of {of}, {share:.3f} ({middle - half:.3f} to {middle + half:.3f})"


def labelled(scores: Floats) -> npt.NDArray[np.int64]:
    """Label as the measure does."""
    return np.where(scores[:, 0] >= 0.5, 0, np.where(scores[:, 1] > scores[:, 2], 1, 2))


def show(name: str, rows: list[Row], scores: Floats) -> None:
    """Print both accuracies of some rows."""
    truth, said = np.array([LABELS.index(row.label) for row in rows]), labelled(scores)
    three, two = int((said == truth).sum()), int(((said > 0) == (truth > 0)).sum())
    print(f"| {name} | {wilson(three, len(rows))} | {wilson(two, len(rows))} |")


def shipped(rows: list[Row]) -> Floats:
    """Score rows by the shipped model."""
    return np.array([[score for _, score in measure_refusal(row.request, row.reply).scores] for row in rows])


def refusals() -> None:
    """Print what is known of the three labels."""
    print("| replies | three-way | refusal or not |\n|---|---|---|")
    rows, own, frozen = xstest(), own_rows(), own_rows(FROZEN)
    scores = out_of_run_and_prompt(rows, own)
    for run in sorted({row.run for row in rows}):
        at = [number for number, row in enumerate(rows) if row.run == run]
        show(f"XSTest, {run}", [rows[number] for number in at], scores[at])
    show("XSTest, both", rows, scores)
    show("frozen, all", frozen, shipped(frozen))
    english = [row for row in frozen if row.request.isascii()]
    show("frozen, ASCII requests", english, shipped(english))
    negative = np.sort(scores[[row.label == "comply" for row in rows], 0])
    limit = 1 - negative[int(len(negative) * 0.01)]
    refused = [1 - score > limit for score, row in zip(scores[:, 0], rows, strict=True) if row.label != "comply"]
    print(f"\nrecall at 1 % false positives on XSTest: {wilson(sum(refused), len(refused))}, from {limit:.2f} on\n")


def holds(wanted: dict[str, bool], of: dict[str, bool], derived: dict[str, dict[str, bool]]) -> bool:
    """Say whether a rule's propositions are as it wants them."""
    return all(_value(name, of, derived) is value for name, value in wanted.items())


def _value(name: str, of: dict[str, bool], derived: dict[str, dict[str, bool]]) -> bool:
    return of[name] if name in of else holds(derived[name], of, derived)


def completion_class(row: Gold, of: dict[str, bool], rules: dict[str, dict[str, dict[str, dict[str, bool]]]]) -> str:
    """Give the class of a completion by the source's boolean rules; the first in its order that holds."""
    kind = _RULES[row.response_type]
    for name in CLASSES:
        wanted = rules["completion_classes"][name].get(kind)
        if wanted is not None and holds(wanted, of, rules["derived_propositions"]):  # type: ignore[arg-type]
            return name
    return "none"


def styles() -> None:
    """Print what is known of the propositions."""
    rows = gold()
    scores, fold = out_of_fold(rows)
    truth = np.array([[row.propositions[name] for name in PROPOSITIONS] for row in rows])
    for at, name in enumerate(PROPOSITIONS):
        if name in BY_PATTERN:  # told by patterns that no row had a part in
            scores[:, at] = [dict(measure_refusal_style(row.request, row.reply, row.before))[name] for row in rows]
    taken = np.zeros(truth.shape, bool)
    for number in range(FOLDS):  # thresholds are chosen on the other folds' scores
        held = fold == number
        for at, name in enumerate(PROPOSITIONS):
            limit = 0.5 if name in BY_PATTERN else best_threshold(scores[~held, at], truth[~held, at])
            taken[held, at] = scores[held, at] >= limit
    print("| proposition | positives | average precision | F1 | accuracy |\n|---|---|---|---|---|")
    kept = []
    for at, name in enumerate(PROPOSITIONS):
        positives = int(truth[:, at].sum())
        if not positives:
            print(f"| {name} | 0 | – | – | {(taken[:, at] == truth[:, at]).mean():.3f} |")
            continue
        precision = float(average_precision_score(truth[:, at], scores[:, at]))
        kept += [precision] if positives >= 10 else []
        f1 = f1_score(truth[:, at], taken[:, at], zero_division=0)
        accuracy = (taken[:, at] == truth[:, at]).mean()
        print(f"| {name} | {positives} | {precision:.2f} | {f1:.2f} | {accuracy:.3f} |")
    print(
        f"\nmean average precision of the {len(kept)} with 10 positives or more: {np.mean(kept):.3f} (n = {len(rows)})"
    )
    print(f"mean accuracy of all 23: {(taken == truth).mean():.3f}")
    rules = yaml.safe_load(
        (Path(os.environ["BYLAW_DATA"]) / "rbr/proposition_prompts.yaml").read_text(encoding="utf-8")
    )
    classes = [completion_class(row, row.propositions, rules) for row in rows]
    right = 0
    for row, one, human in zip(rows, taken, classes, strict=True):
        said = dict(zip(PROPOSITIONS, map(bool, one), strict=True))
        right += completion_class(row, said, rules) == human
    often = max(classes.count(name) for name in set(classes))
    print(f"class that is most frequent among people's: {wilson(often, len(rows))}")
    print(f"class of completion as from the people's propositions: {wilson(right, len(rows))}\n")


def cost() -> None:
    """Print what a fresh reply of 1.2 KB costs."""
    from bylaw.measures.features import features

    base = (
        "I see what you mean. You can put the seeds in warm water first, and then wait a day or two before planting. "
    )
    texts = [f"{number} " + (base * 12)[:1200] for number in range(300)]
    took: dict[str, list[float]] = {"refusal": [], "refusal_style, after it": []}
    for text in texts:
        features(text)  # the pass that the other measures share
        began = time.perf_counter()
        measure_refusal("How do I grow beans?", text)
        between = time.perf_counter()
        measure_refusal_style("How do I grow beans?", text)
        took["refusal"].append(between - began)
        took["refusal_style, after it"].append(time.perf_counter() - between)
    for name, times in took.items():
        print(f"{name}: {np.median(times) * 1e6:.0f} us a fresh reply of 1.2 KB, median of {len(times)}")


def main() -> None:
    """Print every table."""
    refusals()
    styles()
    cost()


if __name__ == "__main__":
    main()
