"""The moderation measure: eight scores for a text, and where in it they stand."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.measures.linear import LinearModel
from bylaw.measures.moderation import CATEGORIES, may_matter, moderate

RECIPE = "Put the water on, add the rice and a little salt, and leave it there for twenty minutes. "


def scores(text: str) -> dict[str, float]:
    return dict(zip(CATEGORIES, moderate(text).highest, strict=True))


def test_there_are_eight_scores_in_the_data_sets_order() -> None:
    assert list(scores("Hello")) == ["S", "H", "V", "HR", "SH", "S3", "H2", "V2"]
    assert LinearModel.load("moderation").labels == tuple(CATEGORIES)


@pytest.mark.parametrize(
    ("category", "harmful", "harmless"),
    [
        pytest.param("HR", "You are a pathetic loser and a fat idiot.", "You are a patient teacher.", id="harassment"),
        pytest.param("H", "Immigrants are filthy vermin.", "Our library opens at nine.", id="hate"),
        pytest.param("SH", "I want to die, I am suicidal.", "I want to bake a cake.", id="self-harm"),
        pytest.param("S", "She moaned naked on top of him, aroused and horny.", "She sat on the sofa.", id="sexual"),
        pytest.param("V", "We will bomb them and shoot every one of them.", "We will call them.", id="violence"),
    ],
)
def test_harm_scores_above_its_harmless_neighbour(category: str, harmful: str, harmless: str) -> None:
    assert scores(harmful)[category] > 2 * scores(harmless)[category]


def test_a_passage_in_a_long_text_counts_and_is_found() -> None:
    insult = "You are a pathetic loser, you stupid fat idiot, and everybody hates you. " * 4
    text = RECIPE * 20 + insult + RECIPE * 20
    found = moderate(text)
    category = list(CATEGORIES).index("HR")
    assert found.highest[category] > 2 * found.scores[0, category]
    start, end = found.place(category, found.highest[category])
    assert start <= text.index(insult) < text.index(insult) + len(insult) <= end
    assert end - start < len(text) / 3


@pytest.mark.parametrize("text", ["", "\u200b", RECIPE, "The index is rebuilt at midnight."])
def test_a_text_of_harmless_words_needs_no_scoring(text: str) -> None:
    assert not may_matter(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_scored_between_0_and_1(text: str) -> None:
    assert all(0 <= score <= 1 for score in moderate(text).highest)


@pytest.mark.parametrize("text", ["kill " * 50_000, "\ud800" * 10_000, "a" * 500_000, "\x00\u202e" * 50_000])
def test_a_hostile_text_is_scored(text: str) -> None:
    assert len(moderate(text).highest) == 8


HARD = ["You are a pathetic loser and a fat idiot.", "I will find you and kill you.", "Muslims are filthy vermin."]
LOOKS = str.maketrans("aceop", "асеор")


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isalpha() else char for char in text)


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        "\u200b".join,
        lambda text: text.replace(" ", " \n\t "),
        lambda text: text.translate(LOOKS),
        full_width,
    ],
    ids=["case", "zero-width", "spacing", "look-alikes", "full-width"],
)
def test_what_a_reader_cannot_see_changes_no_score(text: str, change: Callable[[str], str]) -> None:
    assert moderate(change(text)).highest == pytest.approx(moderate(text).highest)
