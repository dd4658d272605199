"""Train `data/refusal_style.npz` on the gold set of OpenAI's rule-based rewards (MIT), a regression a proposition.

`python -m training refusal_style` writes the model. `out_of_fold` is what `bench/refusal` prints: no prompt stands on
both sides of a split, and the kind of request is guessed by a model that didn't see it either.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from bylaw.measures.refusal_style.features import ALONE, ASKING, FAMILIES, NAMES, PLACES, TOLD, asking_features
from bylaw.measures.refusal_style.measure import KINDS, PROPOSITIONS, style_features
from bylaw.measures.refusal_style.tells import SHARES
from training.fit import DATA

__all__ = ["CLOSE_FOCUS", "FOLDS", "Gold", "best_threshold", "gold", "out_of_fold", "train"]

FOLDS = 5
STRENGTH = 0.3
KIND = {"SH-R1": 0, "SH-R2": 0, "SH-C": 1, "C-R": 2, "H-R": 2, "K-R": 2, "C-C": 3, "H-C": 3, "K-C": 3, "None": 3}
"""Of the source's categories, the place in `KINDS`."""

_ANSWERS = "gives r:decline r:redirect r:answers sorry_if changes_topic consults professional"
FOCUS = {
    "apology": "sorry_if feels r:sorry r:condoles",
    "apology_acknowledges_emotional_state": "feels sorry_if r:condoles gentle",
    "disclaimer": "unlicensed professional",
    "encourage_professional_help": "professional consults encourages r:seek_help",
    "fully_complies": _ANSWERS,
    "insulting_language": "insults",
    "partially_complies": _ANSWERS,
    "prescribes_dosage": "doses",
    "provides_resources": "resources",
    "requests_information": "r:redirect changes_topic",
    "threatening_language": "threats",
}
"""The families of phrases that tell a proposition, from its wording; one that isn't here may use all but `TOLD`."""
_LABELS = "comply partial refuse"
CLOSE_FOCUS = {
    "definitive_verbiage": f"urges urges_only urges_if definitive {_LABELS} content asked:self_harm asked:first_person "
    "length",
    "disallowed_content": f"means medicine activity violates gives r:decline {_LABELS} asked content length items",
    "illogical_continuation_of_prompt": "off_topic changes_topic gives sorry_if refrains r:redirect content shared "
    f"{_LABELS} alike length short empty asks",
    "inability_to_comply": "refrains refrains_only refrains_less sorry_but gives r:decline r:vague_no content "
    f"{_LABELS}",
    "judgement": "disapproves questions_why preaches implications code judges r:judged r:lecture r:distance asks",
    "meta_commentary": "self_machine self_human machine r:as_ai asked:ai",
    "prescribes_solutions": "activity medicine means solutions consults asked:self_harm asked:first_person items",
    "reference_safety_policy": "code code_only code_asked implications preaches:code law r:policy asked:code",
    "third_person": "we_us we_only we_both we we_speak sorry_before empty",
}
"""Those that rest on little else, each feature by the start of its name: few numbers, since few rows hold them."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gold:
    """A reply and what people said of it."""

    request: str
    before: str
    reply: str
    category: str
    response_type: str
    propositions: dict[str, bool]


def gold() -> list[Gold]:
    """Read the gold set."""
    path = Path(os.environ["BYLAW_DATA"]) / "rbr/rbr_gold_train.jsonl"
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        *before, request = [turn["content"] for turn in row["prompt"]]
        said = {name: bool(row["propositions"][name]) for name in PROPOSITIONS}
        reply = row["completion"][0]["content"]
        out.append(Gold(request, "\n".join(before), reply, row["category"], row["response_type"], said))
    return out


def _kinds(asking: Floats, kind: npt.NDArray[np.int64]) -> Floats:
    """Fit the kinds of requests; shape (A + 1, 4)."""
    model = LogisticRegression(C=1.0, max_iter=1000).fit(asking, kind)
    return np.vstack([model.coef_.T, model.intercept_])


def _probable(asking: Floats, weights: Floats) -> Floats:
    odds = np.exp(np.hstack([asking, np.ones((len(asking), 1))]) @ weights)
    total: Floats = odds / odds.sum(axis=1, keepdims=True)
    return total


def _columns(proposition: str, width: int) -> npt.NDArray[np.int64]:
    """Give the features that a proposition may rest on, in the order of `style_features`."""
    if proposition in CLOSE_FOCUS:
        return _close_columns(CLOSE_FOCUS[proposition].split())
    told = np.arange(width)[: len(NAMES)][[_is_told(name) for name in NAMES]]
    first = len(NAMES) + len(KINDS) * (1 + len(_crossed_names()))
    told = np.concatenate([told, np.arange(first, first + len(KINDS) * len(_told_names()))])
    if proposition not in FOCUS:
        return np.setdiff1d(np.arange(width), told)
    families = FOCUS[proposition].split()
    by_place = {f"{family} {place}" for family in families for place in PLACES}
    alone = {*ALONE, *ASKING, "comply", "partial", "refuse"}
    crossed = [name for name in NAMES if name in _crossed_names()]
    keep = [
        name in by_place or name in alone or (" & " in name and name.split(" & ")[1] in {*families, "long", "answered"})
        for name in NAMES
    ]
    keep += [True] * len(KINDS)
    keep += [name in by_place or name in alone for _ in KINDS for name in crossed]
    keep += [True] * (width - len(keep))
    return np.setdiff1d(np.flatnonzero(keep), told)


def _close_columns(starts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Give the features whose names start so, alone and crossed with the kinds; no vectors."""
    crossed = ["" for _ in KINDS for _ in _crossed_names()]  # these weigh more than so few rows bear
    names = [*NAMES, *KINDS, *crossed, *(name for _ in KINDS for name in NAMES if name in _told_names())]
    wanted = {start.replace(":", " ") if ":" in start and start[:2] != "r:" else start for start in starts}
    return np.flatnonzero(
        [name in KINDS or any(name == start or name.startswith(f"{start} ") for start in wanted) for name in names]
    )


def _is_told(name: str) -> bool:
    return name in SHARES or name in {f"{family} {place}" for family in TOLD for place in PLACES}


def _told_names() -> set[str]:
    return {f"{family} {place}" for family in TOLD for place in PLACES[:2]} | set(SHARES)


def _crossed_names() -> set[str]:
    return {f"{family} {place}" for family in FAMILIES for place in PLACES[:2]} | {"comply", "refuse", "length"}


def _fit(found: Floats, truth: npt.NDArray[np.bool_]) -> Floats:
    """Fit every proposition; shape (F + 1, 23). One that never holds, or holds twice, keeps to a low bias."""
    weights = np.zeros((found.shape[1] + 1, len(PROPOSITIONS)))
    for at, name in enumerate(PROPOSITIONS):
        if truth[:, at].sum() < 3:
            weights[-1, at] = -4.0
            continue
        columns = _columns(name, found.shape[1])
        model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", random_state=0)
        model.fit(found[:, columns], truth[:, at])
        weights[columns, at], weights[-1, at] = model.coef_[0], model.intercept_[0]
    return weights


def _scored(found: Floats, weights: Floats) -> Floats:
    scores: Floats = 1 / (1 + np.exp(-(np.hstack([found, np.ones((len(found), 1))]) @ weights)))
    return scores


def _split(rows: list[Gold]) -> npt.NDArray[np.int64]:
    """Give the fold of each row, the same for the same prompt."""
    prompts = sorted({row.before + row.request for row in rows})
    order = np.random.default_rng(0).permutation(len(prompts))
    fold = {prompts[at]: number % FOLDS for number, at in enumerate(order)}
    return np.array([fold[row.before + row.request] for row in rows])


def out_of_fold(rows: list[Gold]) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Score each row by models that didn't see its prompt: shape (n, 23); and give the fold of each."""
    fold = _split(rows)
    truth = np.array([[row.propositions[name] for name in PROPOSITIONS] for row in rows])
    asking = np.array([asking_features(row.request, row.before) for row in rows])
    kind = np.array([KIND[row.category] for row in rows])
    out = np.zeros(truth.shape)
    for number in range(FOLDS):
        held, rest = fold == number, fold != number
        probable = np.zeros((len(rows), len(KINDS)))
        probable[held] = _probable(asking[held], _kinds(asking[rest], kind[rest]))
        for inner in set(range(FOLDS)) - {number}:  # the kinds of what is trained on are guesses too
            seen = rest & (fold != inner)
            probable[fold == inner] = _probable(asking[fold == inner], _kinds(asking[seen], kind[seen]))
        found = _found(rows, probable)
        out[held] = _scored(found[held], _fit(found[rest], truth[rest]))
    return out, fold


def _found(rows: list[Gold], probable: Floats) -> Floats:
    return np.array(
        [style_features(row.request, row.before, row.reply, one) for row, one in zip(rows, probable, strict=True)]
    )


def best_threshold(scores: Floats, truth: npt.NDArray[np.bool_]) -> float:
    """Give the threshold of the best F1; 0.5 where hardly anything holds."""
    if truth.sum() < 3:
        return 0.5
    tried = np.unique(np.round(scores, 2))
    return float(max(tried, key=lambda one: (f1_score(truth, scores >= one, zero_division=0), one)))


def train(rows: list[Gold]) -> tuple[Floats, Floats, Floats]:
    """Fit on all rows: weights of kinds and propositions, and the thresholds chosen out of fold."""
    truth = np.array([[row.propositions[name] for name in PROPOSITIONS] for row in rows])
    scores, fold = out_of_fold(rows)
    asking = np.array([asking_features(row.request, row.before) for row in rows])
    kind = np.array([KIND[row.category] for row in rows])
    probable = np.zeros((len(rows), len(KINDS)))
    for number in range(FOLDS):
        held = fold == number
        probable[held] = _probable(asking[held], _kinds(asking[~held], kind[~held]))
    thresholds = np.array([best_threshold(scores[:, at], truth[:, at]) for at in range(len(PROPOSITIONS))])
    return _kinds(asking, kind), _fit(_found(rows, probable), truth), thresholds


def main() -> None:
    """Train on everything and write the data file."""
    kinds, weights, thresholds = train(gold())
    note = {
        "licence": "weights Apache-2.0; trained on the gold set of OpenAI's rule-based rewards (MIT)",
        "made_by": "python -m training refusal_style",
    }
    path = DATA / "refusal_style.npz"
    np.savez_compressed(
        path,
        kinds=kinds.astype(np.float32),
        weights=weights.astype(np.float32),
        thresholds=thresholds.astype(np.float32),
        note=np.frombuffer(json.dumps(note).encode(), np.uint8),
    )
    print(f"{path.name}: {path.stat().st_size} bytes, {weights.shape[0] - 1} features")


if __name__ == "__main__":
    main()
