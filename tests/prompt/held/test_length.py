"""A reply that the decoder brings home within its budget."""

import random
import re

import pytest

from bylaw.backend import Backend
from bylaw.prompt.held import hold_length
from tests.prompt.held.walking import Grammar

LLAMA = Backend("test", frozenset({"user"}), holds=frozenset({"grammar"}))


@pytest.mark.parametrize("tokens", [8, 32, 64, 512])
def test_no_reply_has_more_words_than_two_thirds_of_its_tokens(tokens: int) -> None:
    grammar = hold_length(tokens, backend=LLAMA).grammar
    assert grammar is not None
    for seed in range(10):
        words = len(re.findall(r"\w+", Grammar(grammar).babble(random.Random(seed))))
        assert words <= tokens * 2 / 3


@pytest.mark.parametrize("tokens", [0, 3, 10**6])
def test_a_budget_out_of_reach_holds_nothing(tokens: int) -> None:
    assert hold_length(tokens, backend=LLAMA).grammar is None


def test_a_backend_without_grammars_is_held_to_no_length() -> None:
    assert hold_length(64, backend=Backend("test", frozenset())).grammar is None
