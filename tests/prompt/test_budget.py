"""What a model is told of the length its reply may have."""
# SPDX-License-Identifier: Apache-2.0

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.prompt.budget import budget_line, words_for

LANGUAGES = st.sampled_from(["en", "de", "pt-BR", "ru", "zh", "ja-JP", "sw", ""])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            budget_line(64),
            "Your reply may have at most 64 tokens, about 44 words or 2 sentences. Use what the answer needs of it, "
            "and end with a finished sentence.",
            id="short",
        ),
        pytest.param(
            budget_line(512),
            "Your reply may have at most 512 tokens, about 358 words. Use what the answer needs of it, and end with a "
            "finished sentence.",
            id="middling",
        ),
        pytest.param(
            budget_line(8192, context_left=2000),
            "Your reply may have at most 2,000 tokens, about 1,400 words. That is room enough: answer in full, and end "
            "before it is used up.",
            id="roomy-and-held-by-the-context",
        ),
        pytest.param(
            budget_line(100, language="zh-CN"),
            "Your reply may have at most 100 tokens, about 80 characters. Use what the answer needs of it, and end "
            "with a finished sentence.",
            id="in-characters",
        ),
        pytest.param(budget_line(None), "", id="nothing-limits-it"),
        pytest.param(budget_line(0), "Your reply may have at most 0 tokens, about 0 words: a few words, not a whole "
                     "sentence.", id="nothing-left"),
    ],
)  # fmt: skip
def test_the_line_says_tokens_and_words(line: str, said: str) -> None:
    assert line == said


@given(st.none() | st.integers(-5, 200_000), st.none() | st.integers(-5, 200_000), LANGUAGES)
def test_the_line_names_the_smaller_limit_and_never_more_words_than_tokens(
    limit: int | None, left: int | None, language: str
) -> None:
    line = budget_line(limit, context_left=left, language=language)
    limits = [each for each in (limit, left) if each is not None]
    if not limits:
        assert line == ""
        return
    tokens, words = (int(each.replace(",", "")) for each in re.findall(r"[\d,]*\d", line)[:2])
    assert tokens == max(min(limits), 0)
    assert words == words_for(tokens, language) <= tokens


@given(st.integers(0, 10**6), st.integers(0, 10**4), LANGUAGES)
def test_more_tokens_never_make_fewer_words(tokens: int, more: int, language: str) -> None:
    assert words_for(tokens, language) <= words_for(tokens + more, language)
