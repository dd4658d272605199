"""Linear models: trained, saved, loaded, and scored over a whole text and its windows."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from bylaw.measures.linear import LinearModel

sklearn = pytest.importorskip("sklearn", reason="needs the dependency group train-measures")

from training.fit import Fitted, design, fit, near_duplicates, threshold_at  # noqa: E402

FOOD = [
    f"{how} the {what} with {side} and eat it {when}"
    for how, what, side, when in product(
        ("bake", "fry", "roast"), ("bread", "fish", "potatoes"), ("salt", "butter"), ("warm", "cold")
    )
]
WORK = [
    f"{how} the {what} before the {side} on {when}"
    for how, what, side, when in product(
        ("send", "print", "file"), ("report", "invoice", "contract"), ("meeting", "deadline"), ("monday", "friday")
    )
]
TEXTS = FOOD + WORK
LABELS = {
    "food": [1.0] * len(FOOD) + [0.0] * len(WORK),
    "work": [0.0] * len(FOOD) + [1.0] * (len(WORK) - 4) + [float("nan")] * 4,
}


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit(design(TEXTS, [[len(text) / 100] for text in TEXTS]), LABELS, strengths=(1.0,), folds=3)


@pytest.fixture(scope="module")
def model(fitted: Fitted) -> LinearModel:
    return LinearModel.of("meals", fitted.arrays({"licence": "Apache-2.0"}))


def test_what_was_trained_is_what_runs(fitted: Fitted, model: LinearModel) -> None:
    texts = [*TEXTS[::7], "Something else, with blorbtastic words", "", "日本語"]
    of = design(texts, [[len(text) / 100] for text in texts])
    run = [list(model.scores(text, extra=[len(text) / 100]).values()) for text in texts]
    assert np.abs(fitted.probabilities(of) - np.array(run)).max() < 2e-3


def test_it_generalises_to_words_it_never_met(model: LinearModel) -> None:
    scores = model.scores("toast a slice of cake with jam")
    assert scores["food"] > scores["work"]


def test_scores_are_probabilities_in_the_order_of_the_labels(model: LinearModel) -> None:
    scores = model.scores(TEXTS[0])
    assert list(scores) == list(model.labels) == ["food", "work"]
    assert all(0 <= score <= 1 for score in scores.values())


def test_a_window_scores_as_its_words_alone(model: LinearModel) -> None:
    text = " ".join(FOOD[:10] + WORK[:10])
    found = list(model.windows(text, words=20))
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    for start, end, scores in found[:1]:  # later ones also know the word before them
        assert scores == pytest.approx(model.scores(text[start:end]), abs=1e-5)
    assert found[0][2]["food"] > found[-1][2]["food"]


def test_a_short_passage_in_a_long_text_stands_out_in_its_window(model: LinearModel) -> None:
    text = " ".join([*WORK * 3, *FOOD[:5], *WORK * 3])
    highest = model.highest(text)["food"]
    assert highest > model.scores(text)["food"]
    assert highest == pytest.approx(max(scores["food"] for _, _, scores in model.windows(text)), abs=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "...", "\ud800", "a" * 100_000])
def test_a_text_without_words_is_scored_and_has_no_windows_of_nothing(model: LinearModel, text: str) -> None:
    assert set(model.scores(text)) == {"food", "work"}
    assert all(end > start for start, end, _ in model.windows(text))


def test_an_unseen_change_changes_no_score(model: LinearModel) -> None:
    assert model.scores("Bake  the\nBREAD") == model.scores("bаke the bre\u200bad")


def test_a_model_of_other_features_is_refused(fitted: Fitted) -> None:
    arrays = fitted.arrays({})
    note = json.loads(bytes(arrays["note"])) | {"features": 0}
    with pytest.raises(ValueError, match="python -m training old"):
        LinearModel.of("old", arrays | {"note": np.frombuffer(json.dumps(note).encode(), np.uint8)})


def test_a_saved_model_is_the_one_that_was_trained(fitted: Fitted, tmp_path: Path) -> None:
    with np.load(fitted.save("meals", {}, folder=tmp_path)) as stored:
        loaded = LinearModel.of("meals", dict(stored))
    assert loaded.scores(TEXTS[0]) == LinearModel.of("meals", fitted.arrays({})).scores(TEXTS[0])


def test_unknown_labels_are_left_out(fitted: Fitted) -> None:
    assert np.isnan(fitted.out_of_fold[-4:, 1]).all()
    assert not np.isnan(fitted.out_of_fold[:-4]).any()


def test_the_threshold_lets_one_negative_in_a_hundred_pass() -> None:
    scores = np.concatenate([np.linspace(0, 0.99, 200), np.ones(10)])
    wanted = np.concatenate([np.zeros(200), np.ones(10)])
    threshold = threshold_at(scores, wanted)
    assert (scores[:200] >= threshold).sum() == 2


def test_near_duplicates_share_a_number() -> None:
    texts = ["the quick brown fox jumps over the lazy dog", "The quick brown fox jumped over the lazy dog!", *WORK[:1]]
    one, other, third = near_duplicates(texts)
    assert one == other != third
