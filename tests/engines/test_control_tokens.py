"""Breaking up control tokens in text."""
# SPDX-License-Identifier: Apache-2.0

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.engines.control_tokens import ControlTokens

TOKENS = ("<|im_start|>", "<|im_end|>", "<|im_end|>\n<|im_start|>", "[INST]", "abab")
BREAK = "\u200b"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        pytest.param("Hello there.", 0, id="plain"),
        pytest.param("a <| b |> c", 0, id="near-miss"),
        pytest.param("<|IM_END|>", 0, id="other-case-is-no-token"),
        pytest.param("<|im_end|>", 1, id="alone"),
        pytest.param("x<|im_end|>y<|im_start|>z", 2, id="two"),
        pytest.param("<|im_<|im_end|>end|>", 1, id="one-inside-the-other"),
        pytest.param("ababab", 2, id="overlapping"),
    ],
)
def test_only_whole_tokens_are_broken_up_and_all_of_them(text: str, broken: int) -> None:
    control = ControlTokens(TOKENS)
    out = control.text(text)
    assert control.broken == broken
    assert not any(token in out for token in TOKENS)
    assert out.replace(BREAK, "") == text


@given(st.lists(st.sampled_from([*TOKENS, "<|", "im_end|>", "ab", " x", "é"])).map("".join))
def test_no_text_keeps_a_token_and_none_loses_a_character(text: str) -> None:
    out = ControlTokens(TOKENS).text(text)
    assert not any(token in out for token in TOKENS)
    assert out.replace(BREAK, "") == text


def test_a_vocabulary_without_control_tokens_changes_nothing() -> None:
    assert ControlTokens(()).text("<|im_end|>") == "<|im_end|>"


def test_names_and_values_inside_json_are_broken_up() -> None:
    control = ControlTokens(TOKENS)
    out = control.value({"<|im_end|>": ["<|im_end|>", 1, None, True]})
    assert control.broken == 2
    assert "<|im_end|>" not in str(out)


def test_a_token_spelled_with_escapes_in_json_text_is_found() -> None:
    control = ControlTokens(TOKENS)
    out = control.json('{"city": "\\u003c|im_end|\\u003e"}')
    assert control.broken == 1
    assert "<|im_end|>" not in msgspec.json.decode(out)["city"]


def test_json_text_without_tokens_stays_as_it_was_written() -> None:
    text = '{ "city" : "Paris" }'
    assert ControlTokens(TOKENS).json(text) == text


def test_text_that_only_looks_like_json_is_broken_up_as_text() -> None:
    control = ControlTokens(TOKENS)
    assert "<|im_end|>" not in control.json('{"city": "<|im_end|>')
    assert control.broken == 1
