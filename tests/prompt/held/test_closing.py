"""Where a reply that ran out of tokens is brought home."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.prompt.held.closing import close_at_sentence, ends_whole


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        pytest.param("It rained. We went", "It rained.", id="cut-in-a-sentence"),
        pytest.param("It rained. We went home.", "It rained. We went home.", id="whole"),
        pytest.param("She asked Dr. No what", None, id="title-is-no-end"),
        pytest.param("It cost 3.50 and", None, id="decimal-is-no-end"),
        pytest.param('He said "Go!" and then', 'He said "Go!"', id="quoted-stop"),
        pytest.param("One is enough (really). Two", "One is enough (really).", id="closing-bracket"),
        pytest.param("1. Buy milk", None, id="list-number-is-no-end"),
        pytest.param("Wait... what", "Wait...", id="dots"),
        pytest.param("雨が降った。私は", "雨が降った。", id="japanese"),
        pytest.param("Look:\n```py\nx = 1.\ny", None, id="inside-an-open-fence"),
        pytest.param("Done. Look:\n```py\nx. y", "Done.", id="before-an-open-fence"),
        pytest.param("```\nx\n```\nThat is it. And", "```\nx\n```\nThat is it.", id="after-a-closed-fence"),
        pytest.param("", None, id="empty"),
        pytest.param("...", None, id="no-word"),
    ],
)
def test_a_reply_is_closed_at_its_last_whole_sentence(text: str, closed: str | None) -> None:
    assert close_at_sentence(text) == closed


@given(st.text(alphabet='ab .!?\n"`1…。', max_size=200))
def test_closing_only_ever_cuts_and_cuts_no_further_twice(text: str) -> None:
    closed = close_at_sentence(text)
    if closed is not None:
        assert text.startswith(closed)
        assert close_at_sentence(closed) == closed


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("All is said.", True),
        ("All is", False),
        ("```\nx\n```", True),
        ("```\nx", False),
        ("", False),
        ("Ok!\n\n", True),
    ],
)
def test_a_reply_ends_whole_or_it_does_not(text: str, whole: bool) -> None:
    assert ends_whole(text) is whole


@pytest.mark.parametrize("piece", [". ", "```\n", "a. ", "... ", "。", '."'])
def test_a_megabyte_of_ends_is_read_in_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    close_at_sentence(text)
    assert time.perf_counter() - started < 5
