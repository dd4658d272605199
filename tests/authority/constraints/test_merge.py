"""Merging keeps all that was asked, in fewer words."""
# SPDX-License-Identifier: Apache-2.0

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.constraints.replies import draw, write
from bylaw.authority.constraints import FAMILIES, Constraint, keeps, merge


@st.composite
def _constraints(each: st.DrawFn) -> list[Constraint]:
    dice = random.Random(each(st.integers(0, 2**32)))
    families = each(st.lists(st.sampled_from(sorted(FAMILIES)), max_size=4))
    return [draw(family, dice) for family in families * 3]


def _words(count: int, relation: str = "at least") -> Constraint:
    return Constraint.of("length_constraints:number_words", {"num_words": count, "relation": relation})


def _forbidden(*words: str) -> Constraint:
    return Constraint.of("keywords:forbidden_words", {"forbidden_words": words})


def test_the_tightest_of_two_limits_stays_where_the_first_stood() -> None:
    comma = Constraint.of("punctuation:no_comma")
    assert merge([_words(100), comma, _words(200), _words(90)]) == (_words(200), comma)
    assert merge([_words(100, "less than"), _words(80, "less than")]) == (_words(80, "less than"),)


def test_lists_of_forbidden_words_are_united_in_order() -> None:
    assert merge([_forbidden("b", "A"), _forbidden("a", "c")]) == (_forbidden("b", "A", "c"),)


def test_what_excludes_each_other_both_stays() -> None:
    assert merge([_words(100), _words(50, "less than")]) == (_words(100), _words(50, "less than"))


def test_sections_marked_in_other_letters_are_other_sections() -> None:
    small, capitals = (
        Constraint.of("detectable_format:multiple_sections", {"section_spliter": word, "num_sections": 2})
        for word in ("Section", "SECTION")
    )
    assert merge([small, capitals]) == (small, capitals)


@given(_constraints())
def test_merging_again_changes_nothing(constraints: list[Constraint]) -> None:
    merged = merge(constraints)
    assert merge(merged) == merged
    assert len(set(merged)) == len(merged)


@settings(deadline=None)  # the first use of languages loads their model
@given(_constraints(), st.integers(0, 2**32))
def test_a_reply_keeps_what_is_merged_just_when_it_keeps_all(constraints: list[Constraint], seed: int) -> None:
    reply = write(random.Random(seed))
    verdicts, merged = ([keeps(each, reply) for each in some] for some in (constraints, merge(constraints)))
    assert (False in verdicts) == (False in merged)
    assert all(verdicts) == all(merged)


@given(_constraints())
def test_merged_constraints_stand_in_the_order_their_families_came(constraints: list[Constraint]) -> None:
    first_seen = {family: at for at, family in reversed(list(enumerate(each.family for each in constraints)))}
    firsts = list(dict.fromkeys(each.family for each in merge(constraints)))
    assert firsts == sorted(firsts, key=first_seen.__getitem__)
