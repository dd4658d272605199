"""A wording is searched for only where one of the words it needs is: those words must be in all that it matches."""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from functools import cache
from pathlib import Path

import pytest

from bylaw.authority.instructions import clauses, options, persona, secrets, topics
from bylaw.authority.instructions.tape import find_quotes, write_tape

HERE = Path(__file__).parent
GUARDED: dict[str, tuple[re.Pattern[str], frozenset[str]]] = {
    **{f"only {n}": each for n, each in enumerate(zip(topics._ONLY, topics._ONLY_NEEDS, strict=True))},
    **{f"secret {n}": each for n, each in enumerate(secrets._NEEDS)},
    "off": (topics._OFF, topics._OFF_NEEDS),
    "forbids": (topics._FORBIDS, topics._AWAY_NEEDS),
    "away": (topics._AWAY, topics._AWAY_NEEDS),
    "advice": (topics._ADVICE, topics._ADVICE_NEEDS),
    "is only": (topics._IS_ONLY, topics._IS_ONLY_NEEDS),
    "keeps": (secrets._KEEPS, secrets._KEEPING),
    "under": (secrets._UNDER, secrets._OUT),
    "pretends": (persona._PRETENDS, persona._ROLES),
    "one of": (options._IS_ONE_OF, options._ONE_OF),
    "so": (clauses._SO, clauses._SO_NEEDS),
    "whatever": (clauses._WHATEVER, clauses._WHATEVER_NEEDS),
    "reports": (clauses._REPORT, clauses._REPORT_NEEDS),
    "lifts": (clauses._LIFT, clauses._LIFT_NEEDS),
    "example": (clauses._EXAMPLE, clauses._EXAMPLES),
}


@cache
def _tapes() -> tuple[str, ...]:
    texts = {
        json.loads(line)["text"]
        for file in sorted(HERE.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    return tuple(write_tape(text, 0, len(text), find_quotes(text)).words for text in sorted(texts))


@pytest.mark.parametrize("name", GUARDED)
def test_what_a_wording_matches_holds_a_word_it_needs(name: str) -> None:
    pattern, needs = GUARDED[name]
    without = [words for words in _tapes() if needs.isdisjoint(words.split())]
    assert without, "needed words that every sentence holds spare no search"
    assert [words for words in without if pattern.search(words)] == []


def test_a_rule_of_the_replys_form_and_a_report_of_the_past_hold_what_they_are_told_by() -> None:
    for words in _tapes():
        told = words.split()
        if clauses._RULES_FORM_NEEDS.isdisjoint(told) and not clauses._FIGURE.search(words):
            assert not clauses._RULES_FORM.search(words), words
        if clauses._PAST_NEEDS.isdisjoint(told) and "ed " not in words:
            assert not clauses._PAST.search(words), words
