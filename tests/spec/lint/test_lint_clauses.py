"""Clauses that exclude each other: beside a base, in any number, and at the place where they stand."""

import time

import pytest

from bylaw.spec import parse
from bylaw.spec.lint import Surroundings, find_rules, lint
from tests.spec.lint.lint_support import KNOWN, findings

RULES = find_rules(["MS035"])
BRIEF = "## Be brief {#be_brief authority=user}\n\nWrite at most 100 words.\n"
LONG = "## Be thorough {#be_thorough authority=user}\n\nBe kind.\n\nSay why. Write at least 300 words.\n"


def test_the_finding_names_both_clauses_both_constraints_and_where_the_sentence_stands() -> None:
    (found,) = (each for each in findings(f"{BRIEF}\n{LONG}") if each.rule.id == "MS035")
    assert (found.place.line, found.place.column) == (9, 10)
    for word in ("'be_thorough'", "'be_brief'", "at least 300 words", "at most 100 words"):
        assert word in found.fault.message


@pytest.mark.parametrize(
    ("own", "found"),
    [
        pytest.param(LONG, 1, id="against-the-base"),
        pytest.param(LONG.replace("be_thorough", "be_brief"), 0, id="replaces-the-base's"),
        pytest.param(LONG.replace("=user", "=developer"), 0, id="another-level"),
    ],
)
def test_clauses_of_the_base_take_part_save_those_that_are_replaced(own: str, found: int) -> None:
    around = Surroundings(known_checks=KNOWN, base=parse(BRIEF, "base.md"))
    assert len(lint(parse(f"---\nextends: base.md\n---\n{own}", "own.md"), around, rules=RULES)) == found


def test_many_clauses_take_time_in_proportion() -> None:
    def took(count: int) -> float:
        clauses = (
            f"## C {{#c{at} authority=user}}\n\nUse the word word{at}. Never use the word other{at}.\n\n"
            for at in range(count)
        )
        spec = parse("".join(clauses), "many.md")
        start = time.perf_counter()
        lint(spec, rules=RULES)
        return time.perf_counter() - start

    took(50)
    assert took(1600) < 12 * max(took(400), 0.01)
