"""What only names a section is no instruction, and no tag around a sentence is part of it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.authority.instructions import parse_text


def asked(text: str) -> list[str]:
    return [text[each.start : each.end] for each in parse_text(text) if each.asks]


@pytest.mark.parametrize(
    "text",
    [
        "## Format\n",
        "Format\n======\n",
        "**Format**\n",
        "Review:\nThe soup was cold.",
        "**Review:**\nThe soup was cold.",
        "Answer:",
        "### Answer format\n\nThe sky is blue.",
        "Review guidelines:\n",
        "<format>\n# Output format\n</format>",
    ],
)
def test_a_heading_or_a_label_alone_asks_for_nothing(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Translate:\nBonjour", "Translate:"),
        ("# Answer in French\n", "Answer in French"),
        ("Review this:\nThe soup was cold.", "Review this:"),
        ("Format: JSON", "Format: JSON"),
        ("Review", "Review"),
        ("## List options\n", "List options"),
        ("## Be brief\n", "Be brief"),
    ],
)
def test_a_heading_or_a_label_that_asks_is_an_instruction(text: str, said: str) -> None:
    assert asked(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<role>You are Ava.</role>", ["You are Ava."]),
        ("<role>\nYou are Ava.\n</role>", ["You are Ava."]),
        ("<rules><tone id='1'>Be kind</tone></rules>", ["Be kind"]),
        ("<rules>Answer in French. Use no commas.</rules>", ["Answer in French.", "Use no commas."]),
        ("<rules>\n- Use no commas.\n- Be kind.\n</rules>\n", ["Use no commas.", "Be kind."]),
        ("Use no commas.</tone></rules>", ["Use no commas."]),
    ],
)
def test_tags_around_sentences_are_no_part_of_them(text: str, said: list[str]) -> None:
    assert asked(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "<answer> tags must surround the reply.",
        "Wrap the reply in <b>",
        "End with </answer>",
        "Write <b>Hello there.</b>",
        "<b>Bold</b> words must stand in every reply.",
        'Say "<b>hi</b>"',
    ],
)
def test_a_tag_that_is_spoken_of_stays(text: str) -> None:
    assert asked(text) == [text]


def test_a_tag_that_is_quoted_with_what_it_holds_stays() -> None:
    text = "<mail>Use no commas.</mail>"
    assert [(each.start, each.end) for each in parse_text(text, [(0, len(text))])] == [(0, len(text))]


@given(
    st.text("<>/ab .\n:#*") | st.lists(st.sampled_from(["<a>", "</a>", "Be kind.", " ", "\n", "Format:"])).map("".join)
)
def test_sentences_stay_in_order_within_the_text_and_hold_something(text: str) -> None:
    places = [place for each in parse_text(text) for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= each.start < each.end <= len(text) for each in parse_text(text))


@pytest.mark.parametrize("unit", ["<a>", "</a>", "<a>x</a>", "<a>x.</a>\n", "<a b", "# Format\n", "x.</a"])
def test_time_grows_with_the_length_of_a_text_of_tags(unit: str) -> None:
    def took(size: int) -> float:
        text = (unit * size)[:size]
        started = time.thread_time()
        parse_text(text)
        return time.thread_time() - started

    took(1000)
    small, large = min(took(20_000) for _ in range(3)), min(took(160_000) for _ in range(3))
    assert large < 24 * small + 0.05
