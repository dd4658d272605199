"""A comparison of the published documents holds at least what their publisher says changed, and misses no section."""

import re
from pathlib import Path

import pytest

from bylaw.spec import parse
from bylaw.spec.diff import diff

EVIDENCE = Path(__file__).parent.parent.parent / "docs" / "evidence" / "diff.md"
PAIRS = {"1": ("2025-02-12", "2025-09-12"), "2": ("2025-09-12", "2025-12-18")}
STATEMENT = re.compile(r"^\| (?P<entry>v[\d.]+ / \d) \|[^|]*\| (?P<pair>\d) \| (?P<rows>.*) \|$", re.MULTILINE)
STATEMENTS = tuple(STATEMENT.finditer(EVIDENCE.read_text(encoding="utf-8")))
ROW = re.compile(r"`(\w+) (\w+)`")

pytestmark = pytest.mark.data


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: each["entry"])
def test_a_statement_of_the_changelog_is_found(statement: re.Match[str], published: dict[str, str]) -> None:
    before, after = (parse(published[version]) for version in PAIRS[statement["pair"]])
    found = {(change.kind, change.clause) for change in diff(before, after)}
    rows = ROW.findall(statement["rows"])
    assert rows
    assert {row for row in rows if row not in found} == set()


def test_every_entry_of_the_changelog_has_a_statement(data: Path) -> None:
    told = {each["entry"].split(" ")[0] for each in STATEMENTS}
    text = (data / "model_spec" / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = set(re.findall(r"^## (v\S+)", text, re.MULTILINE))
    assert told == versions - {"v2024.05.08", "v2025.02.12"}  # the first two releases change nothing


def sections_by_line(text: str) -> dict[str, list[str]]:
    """Split a document at its heading lines, without the parser."""
    sections: dict[str, list[str]] = {}
    current, fence = "", ""
    for line in text.splitlines():
        opened = re.match(r"\s*(~~~+|```+)", line)
        if opened and not fence:
            fence = opened[1][:3]
        elif opened and fence == opened[1][:3] and line.strip() == opened[1]:
            fence = ""
        heading = None if fence else re.match(r"#+ (?P<title>.*?)\s*(?:\{#(?P<id>\w+).*\})?$", line)
        if heading:
            current = heading["id"] or re.sub(r"\W+", "_", heading["title"].lower())
        if words := " ".join(line.split()):
            sections.setdefault(current, []).append(words.replace("authority=platform", "authority=root"))
    return sections


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2025-02-12", "2025-09-12"),
        ("2025-02-12", "2025-12-18"),
        ("2025-09-12", "2025-12-18-rev1"),
        ("2025-09-12", "2025-12-18"),
        ("2025-12-18-rev1", "2025-12-18"),
    ],
)
def test_every_section_whose_lines_differ_has_a_row_and_no_other(
    published: dict[str, str], before: str, after: str
) -> None:
    old, new = sections_by_line(published[before]), sections_by_line(published[after])
    changes = diff(parse(published[before]), parse(published[after]))
    by_lines = {each for each in old.keys() | new.keys() if old.get(each) != new.get(each)}
    assert {change.clause for change in changes if (change.kind, change.part) != ("moved", "section")} == by_lines
    assert {change.clause for change in changes if change.kind == "added"} == new.keys() - old.keys()
    assert {change.clause for change in changes if change.kind == "removed"} == old.keys() - new.keys()
