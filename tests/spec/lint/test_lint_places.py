"""Places are those an editor shows, whatever the line ends."""

import pytest

from tests.spec.lint.lint_support import CLEAN, clause, findings

SPOILT = clause('authority=usr check="hate, sexaul"', body="See [?](#nowhere). The assistant speaks.").replace(
    "BAD: cold", "BDA"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_line_and_column_are_right_with_any_line_ends(ends: str, mark: str) -> None:
    found = findings(mark + SPOILT.replace("\n", ends))
    assert [(each.rule.id, each.place.line, each.place.column) for each in found] == [
        ("MS005", 3, 22),
        ("MS010", 3, 49),
        ("MS011", 5, 9),
        ("MS047", 13, 1),
        ("MS045", 17, 1),
    ]


def test_columns_count_on_the_first_line_after_a_byte_order_mark() -> None:
    text = "\ufeff# Be kind {#be_kind authority=usr}\n"
    place = next(each.place for each in findings(text) if each.rule.id == "MS005")
    assert (place.line, place.column) == (1, 21)


def test_a_finding_names_the_file_as_it_was_named() -> None:
    found = findings(CLEAN.replace("user}", "usr}"), file="a folder/spec.md")
    assert str(found[0].place) == "a folder/spec.md:3:22"


def test_findings_come_in_the_order_of_their_places() -> None:
    places = [(each.place.line, each.place.column) for each in findings(SPOILT)]
    assert places == sorted(places)
