"""A clause in a sentence or two of its own."""
# SPDX-License-Identifier: Apache-2.0

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.prompt.summary import summarise

GO_ON = f"You must {'go on and ' * 30}stop."


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        pytest.param("Be kind.", "Be kind.", id="one"),
        pytest.param("People differ. You should be kind.", "You should be kind.", id="what-instructs"),
        pytest.param("Ask first. Never guess. Don't lie.", "Ask first. Never guess.", id="two-short-ones"),
        pytest.param("One. Time flies by.", "Time flies by.", id="none-instructs"),
        pytest.param(f"{GO_ON} Never rest.", GO_ON, id="long-alone"),
        pytest.param("```\\nYou must not read this.\\n```\\n\\nAsk first.", "Ask first.", id="code"),
        pytest.param("- Ask first.\\n- Be brief.", "Ask first. Be brief.", id="list"),
        pytest.param("It rains\\nhere. You should\\nstay in.", "You should stay in.", id="wrapped"),
        pytest.param("", "", id="empty"),
        pytest.param("| a | b |", "", id="table"),
    ],
)  # fmt: skip
def test_the_first_sentences_that_instruct_stand_for_the_clause(text: str, summary: str) -> None:
    assert summarise(text.replace("\\n", "\n")) == summary


@given(st.text(st.sampled_from('ab. \n-*`~|>#!?"“”must never'), max_size=300))
def test_a_summary_is_made_of_the_clause_s_own_words(text: str) -> None:
    made = summarise(text)
    assert made == summarise(text)
    squeezed = "".join(text.split())
    assert all("".join(sentence.split()) in squeezed for sentence in made.split(". "))
    assert "\n" not in made


@pytest.mark.parametrize("unit", ["a. ", "```\n", "\n", "must ", '"', "- a\n"])
def test_a_long_clause_is_summed_up_in_a_bounded_time(unit: str) -> None:
    started = time.process_time()
    summarise(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 5
