"""Lint on the published documents: each finding is known and judged, and seeded defects are found."""

import dataclasses
import datetime
import re
from pathlib import Path

import pytest

from bench.lint.run import DEFECTS, measure
from bylaw.spec import parse, read_document
from bylaw.spec.lint import Finding, Surroundings, lint
from tests.spec.lint.lint_support import KNOWN, ROOT

EVIDENCE = ROOT / "docs" / "evidence" / "lint.md"
NEWEST = "2025-12-18"
ROW = re.compile(r"^\| (\d+):(\d+) \| (MS\d{3}) \| (?:`\w+`)? *\| (true|false) \| \S.* \|$", re.MULTILINE)


def published_findings(data: Path, version: str, text: str) -> tuple[Finding, ...]:
    ids = frozenset(path.stem for path in (data / "model_spec" / "examples").glob("*.md"))
    around = Surroundings(known_checks=KNOWN, example_ids=ids, today=datetime.date(2026, 7, 1))
    return lint(parse(text, version), around)


@pytest.mark.data
def test_every_finding_on_the_newest_document_is_listed_and_judged(data: Path, published: dict[str, str]) -> None:
    found = published_findings(data, NEWEST, published[NEWEST])
    rows = ROW.findall(EVIDENCE.read_text(encoding="utf-8"))
    listed = [(int(line), int(column), rule) for line, column, rule, _ in rows]
    assert [(each.place.line, each.place.column, each.rule.id) for each in found] == listed
    assert sum(verdict == "false" for *_, verdict in rows) <= 5


@pytest.mark.data
def test_no_published_document_has_a_finding_of_another_kind(data: Path, published: dict[str, str]) -> None:
    for version, text in published.items():
        rules = {each.rule.id for each in published_findings(data, version, text)}
        assert rules <= {"MS032", "MS033", "MS040", "MS047", "MS050", "MS052"}, version


@pytest.mark.data
def test_seeded_defects_are_found(data: Path, published: dict[str, str]) -> None:
    """A part of `python -m bench lint`: one shape of each class, in two documents."""
    few = [dataclasses.replace(each, shapes=each.shapes[:1]) for each in DEFECTS]
    documents = {NEWEST: published[NEWEST], "builtin": read_document("builtin")}
    ids = frozenset(path.stem for path in (data / "model_spec" / "examples").glob("*.md"))
    outcomes = measure(documents, example_ids=ids, seed=3, at_least=1, defects=few)
    missed = [f"{each.defect.name} [{each.shape}] line {each.mutant.line}" for each in outcomes if not each.found]
    assert len(missed) <= len(outcomes) * 0.05, missed
