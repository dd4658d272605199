"""What settings ask of one another is read as it is written, and what can't be read doesn't hold."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.authority.conditions import Condition, SettingValue, conditions, holds

VALUES: dict[str, SettingValue | None] = {
    "adult": True,
    "strict": False,
    "limit": 5,
    "tone": "warm",
    "motto": "plain and simple",
    "brand": "black or white",
    "unset": None,
}


@pytest.mark.parametrize(
    ("requires", "is_so"),
    [
        ("", True),
        ("   ", True),
        ("adult", True),
        ("strict", False),
        ("not strict", True),
        ("!strict", True),
        ("! adult", False),
        ("adult = true", True),
        ("adult == true", True),
        ("adult is true", True),
        ("adult is not true", False),
        ("adult != true", False),
        ("adult = True", False),  # as it is written everywhere else
        ("strict = false", True),
        ("not adult = true", False),
        ("limit = 5", True),
        ("limit is not  5", False),
        ("limit >= 5 and limit < 6", True),
        ("limit > 5", False),
        ("limit <= -1", False),
        ("limit > many", False),
        ("adult > 0", False),  # true is no number
        ("tone = warm", True),
        ('tone = "warm"', True),
        ("tone != 'warm'", False),
        ("tone >= a", False),
        ("unset = x", False),
        ("unset != x", False),  # nobody said
        ("not unset", False),
        ("nowhere = true", False),
        ("limit", False),  # a number is not true
        ("strict and adult or tone = warm", True),  # `and` binds closer
        ("tone = warm or adult and strict", True),
        ("strict or adult && limit = 6", False),
        ("strict || adult", True),
        ("strict||adult", True),
        ("adult, limit = 5; tone = warm", True),
        ("adult, strict", False),
        ("adult and", False),  # half of it is missing
        ("or adult", False),
        ("adult or", False),
        ("= true", False),
        ("adult = ", False),
        ("adult = true)", False),
        ('motto = "plain and simple"', True),
        ('motto = "plain"', False),
        ('tone = "warm or cold"', False),
        ('brand = "black or white"', True),
        ('brand = "black"', False),
        ('tone = "warm', True),  # a quotation mark too few is none
    ],
)  # fmt: skip
def test_a_condition_holds_as_it_reads(requires: str, is_so: bool) -> None:
    assert holds(requires, VALUES) is is_so


names = st.from_regex(r"[a-z_][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda name: name not in ("not", "or", "and"))
plain = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
groups = st.lists(st.lists(st.tuples(names, plain), min_size=1, max_size=3), min_size=1, max_size=3)
joined_by_or = st.sampled_from([" or ", "  or\t", " || ", "||"])
joined_by_and = st.sampled_from([" and ", " and\n", "&&", ", ", ";"])


@given(groups, joined_by_or, joined_by_and, st.sampled_from(["{}", '"{}"', "'{}'"]))
def test_what_is_joined_is_read_in_its_pieces(
    wanted: list[list[tuple[str, str]]], either: str, both: str, quoted: str
) -> None:
    requires = either.join(
        both.join(f"{name} = {quoted.format(value)}" for name, value in group) for group in wanted
    )  # fmt: skip
    read = [(each.setting, each.value and each.value.strip("\"'")) for each in conditions(requires)]
    assert read == [pair for group in wanted for pair in group]


@given(groups, st.dictionaries(names, plain))
def test_one_group_that_is_so_is_enough(wanted: list[list[tuple[str, str]]], values: dict[str, str]) -> None:
    values |= dict(wanted[0]) if len(dict(wanted[0])) == len(wanted[0]) else {}
    requires = " or ".join(" and ".join(f"{name} = {value}" for name, value in group) for group in wanted)
    expected = any(all(values.get(name) == value for name, value in group) for group in wanted)
    assert holds(requires, dict(values)) is expected


anything = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["adult", "not", "or", "and", "=", "is", "is not", "<", '"', "'", " ", "||", "&&", "9" * 5_000, "limit"]
    )
).map(" ".join)


@given(anything, st.sampled_from([5, True, "warm", None]))
def test_no_text_breaks_the_reader(text: str, value: SettingValue | None) -> None:
    assert holds(text, {"adult": value, "limit": value}) in (True, False)
    for each in conditions(text):
        assert isinstance(each, Condition)
        assert each.possible_for(Declared("limit", "integer")) in (True, False)


@dataclass(frozen=True)
class Declared:
    name: str
    type: str
    choices: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("text", "declared", "possible"),
    [
        ("a", Declared("a", "boolean"), True),
        ("a", Declared("a", "integer"), False),
        ("a = true", Declared("a", "boolean"), True),
        ("a = yes", Declared("a", "boolean"), False),
        ("a = 7", Declared("a", "integer"), True),
        ("a = seven", Declared("a", "integer"), False),
        ("a = 'warm'", Declared("a", "choice", ("warm", "plain")), True),
        ("a = cold", Declared("a", "choice", ("warm", "plain")), False),
        ("a = anything", Declared("a", "string"), True),
    ],
)
def test_a_value_that_a_setting_never_has_is_told(text: str, declared: Declared, possible: bool) -> None:
    (condition,) = conditions(text)
    assert condition.possible_for(declared) is possible


@pytest.mark.parametrize(
    "piece", [" ", " or", "a or ", "not ", "! ", '"', "'\"", "is ", "a is", "\t||", "a=", ",", "9", "\n", "a and or"]
)  # fmt: skip
def test_the_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(times: int) -> float:
        text = "a " + piece * times + "x"
        started = time.process_time()
        holds(text, VALUES)
        return time.process_time() - started

    few, many = 5_000, 40_000
    assert seconds(many) < 0.05 + 40 * max(seconds(few), seconds(few))
