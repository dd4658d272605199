"""A heading's line: level, title, attribute block, and what is wrong with it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.spec import Place
from bylaw.spec.attributes import parse_heading

AT = Place("a.md", 7)


def read(line: str) -> tuple[int, str, dict[str, str]]:
    said = parse_heading(line, AT)
    assert said.problems == ()
    return said.level, said.title, {each.name: each.value for each in said.attributes}


@pytest.mark.parametrize(
    ("line", "level", "title", "attributes"),
    [
        pytest.param("# Be kind", 1, "Be kind", {}, id="no-block"),
        pytest.param("# Be kind {#be_kind}", 1, "Be kind", {"id": "be_kind"}, id="id"),
        pytest.param("###### Be kind {#k}", 6, "Be kind", {"id": "k"}, id="level-six"),
        pytest.param("   ##   Be kind   {#k}   ", 2, "Be kind", {"id": "k"}, id="spaces"),
        pytest.param("##\tBe kind\t{#k\tauthority=root}\t", 2, "Be kind", {"id": "k", "authority": "root"}, id="tabs"),
        pytest.param("# Be kind {#k} ##", 1, "Be kind", {"id": "k"}, id="closing-marks"),
        pytest.param("# Be kind ##", 1, "Be kind", {}, id="closing-marks-without-block"),
        pytest.param("# In C#", 1, "In C#", {}, id="a-mark-that-closes-nothing"),
        pytest.param("#", 1, "", {}, id="empty"),
        pytest.param("## ##", 2, "", {}, id="only-closing-marks"),
        pytest.param("# {#k}", 1, "", {"id": "k"}, id="no-title"),
        pytest.param("# Be kind{#k}", 1, "Be kind", {"id": "k"}, id="no-space-before"),
        pytest.param("# Be kind {}", 1, "Be kind", {}, id="empty-block"),
        pytest.param("# A {b} c", 1, "A {b} c", {}, id="braces-inside"),
        pytest.param("# A {b} {#k}", 1, "A {b}", {"id": "k"}, id="braces-before"),
        pytest.param('# A {check="a, b"}', 1, "A", {"check": "a, b"}, id="quoted"),
        pytest.param('# A {check=""}', 1, "A", {"check": ""}, id="quoted-empty"),
        pytest.param('# A {check="a"action=flag}', 1, "A", {"check": "a", "action": "flag"}, id="quote-ends-a-value"),
        pytest.param('# A {x="#b c=d"}', 1, "A", {"x": "#b c=d"}, id="marks-in-quotes"),
        pytest.param("# A {x=a=b}", 1, "A", {"x": "a=b"}, id="sign-in-a-value"),
        pytest.param("# A {data-x=1 x:y=2}", 1, "A", {"data-x": "1", "x:y": "2"}, id="names"),
        pytest.param("# Über {#über tags=é}", 1, "Über", {"id": "über", "tags": "é"}, id="other-letters"),
        pytest.param("# A {#k\x0cauthority=root}", 1, "A", {"id": "k", "authority": "root"}, id="form-feed"),
        pytest.param("# A\u2028B {#k}", 1, "A\u2028B", {"id": "k"}, id="line-separator-in-a-title"),
    ],
)
def test_a_heading_is_read(line: str, level: int, title: str, attributes: dict[str, str]) -> None:
    assert read(line) == (level, title, attributes)


@pytest.mark.parametrize(
    ("line", "what", "column"),
    [
        pytest.param("# A {#k authority=root", "lacks its }", 5, id="unclosed"),
        pytest.param("# A {authority=root", "lacks its }", 5, id="unclosed-without-id"),
        pytest.param("# A {#k} and more", "must end the heading", 5, id="not-last"),
        pytest.param('# A {#k check="{b}"}', "must end the heading and hold no braces", 5, id="braces-in-quotes"),
        pytest.param('# A {#k check="b}', "is neither #id nor name=value", 9, id="open-quote"),
        pytest.param("# A {#k authority}", "'authority' is neither", 9, id="name-alone"),
        pytest.param("# A {k}", "'k' is neither", 6, id="id-without-mark"),
        pytest.param("# A {#k #l}", "'id' is given twice", 9, id="two-ids"),
        pytest.param("# A {x=1 x=2}", "'x' is given twice", 10, id="twice"),
        pytest.param("# A {=root}", "is neither", 6, id="no-name"),
        pytest.param("# A {x=}", "is neither", 6, id="no-value"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(line: str, what: str, column: int) -> None:
    said = parse_heading(line, AT)
    problem = said.problems[0]
    assert what in problem.what
    assert problem.place == Place("a.md", 7, column)
    assert problem.kind == "attribute"


def test_of_an_attribute_given_twice_the_first_counts() -> None:
    assert [each.value for each in parse_heading("# A {#k x=1 x=2}", AT).attributes] == ["k", "1"]


def test_every_attribute_says_where_it_stands() -> None:
    line = '  ## A {#k authority=root check="a, b"}'
    for each in parse_heading(line, AT).attributes:
        written = line[each.place.column - 1 :]
        assert written.startswith(f"#{each.value}" if each.name == "id" else f"{each.name}=")


@pytest.mark.parametrize("line", ["", "A", "####### A", "#A", "    # A"])
def test_a_line_that_is_no_heading_is_a_slip_of_the_caller(line: str) -> None:
    with pytest.raises(ValueError, match="not a heading"):
        parse_heading(line, AT)


@settings(deadline=None, max_examples=300)
@given(st.text("#{}=\"' \tab-:\\é\u2028\x0c", max_size=30))
def test_any_heading_is_read_and_its_places_lie_in_it(rest: str) -> None:
    line = f"## {rest}"
    said = parse_heading(line, AT)
    assert said.title == said.title.strip(" \t")
    assert said.title in line
    places = [each.place for each in said.attributes] + [each.place for each in said.problems]
    assert all(1 <= place.column <= len(line) for place in places)
    assert len({each.name for each in said.attributes}) == len(said.attributes)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("a" + " " * 500_000 + "b", id="spaces"),
        pytest.param("{}" + " " * 500_000 + "b", id="spaces-after-a-block"),
        pytest.param("{" * 500_000, id="open-braces"),
        pytest.param("{} " * 200_000 + "b", id="blocks"),
        pytest.param(" #" * 250_000 + "b", id="marks"),
        pytest.param("{#a " + "b=c " * 100_000 + "}", id="attributes"),
        pytest.param("{#a " + '"' * 500_000 + "}", id="quotes"),
        pytest.param("{#a " + 'b="' * 150_000 + "}", id="open-values"),
        pytest.param("{" + "a" * 500_000, id="a-long-word"),
    ],
)
def test_time_is_linear_in_the_line(rest: str) -> None:
    began = time.process_time()
    parse_heading(f"# {rest}", AT)
    assert time.process_time() - began < 4, "half a megabyte takes a tenth of a second; were it quadratic, minutes"
