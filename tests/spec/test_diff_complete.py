"""Every edit that a random editor makes is reported, with its kind, and nothing else is."""

import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.spec import Spec, parse
from bylaw.spec.canonical import spec_hash
from bylaw.spec.diff import diff
from tests.spec.spec_editor import edit, reformat

SEEDS = st.integers(0, 2**32 - 1)
SAMPLE = (Path(__file__).parent / "samples" / "wording-2024.md").read_text(encoding="utf-8")
BUILTIN = resources.files("bylaw.spec").joinpath("builtin.md").read_text(encoding="utf-8")
MIRRORED = {
    "added": "removed",
    "removed": "added",
    "raised": "lowered",
    "lowered": "raised",
    "example_added": "example_removed",
    "example_removed": "example_added",
}


def kinds_by_heading(before: Spec, after: Spec) -> Counter[tuple[str, str]]:
    """In the 2024 wording a clause changes its kind with the top heading it stands under: nobody edited it, and yet."""
    changed: Counter[tuple[str, str]] = Counter()
    for clause in after.clauses:
        was = before.section(re.sub("_zq.*", "", clause.id))  # the editor's way to rename
        if was is None or not was.is_clause or was.heading.attribute("kind") != clause.heading.attribute("kind"):
            continue
        if was.kind != clause.kind:
            changed["binding_changed", clause.id] += 1
    return changed


def assert_complete(text: str, seed: int, *, edits: int = 8) -> None:
    edited = edit(text, seed=seed, edits=edits)
    before, after = parse(text), parse(edited.text)
    found: Counter[tuple[str, str]] = Counter((change.kind, change.clause) for change in diff(before, after))
    expected = edited.expected + kinds_by_heading(before, after)
    assert found == expected, {"missed": expected - found, "invented": found - expected}
    assert (spec_hash(before) == spec_hash(after)) == (not found)


def assert_mirrored(text: str, seed: int) -> None:
    before, after = parse(text), parse(edit(text, seed=seed).text)
    there = Counter(MIRRORED.get(change.kind, change.kind) for change in diff(before, after))
    assert there == Counter(change.kind for change in diff(after, before))


@given(SEEDS)
@settings(max_examples=150, deadline=None)
def test_every_edit_of_a_small_document_is_found_and_nothing_else(seed: int) -> None:
    assert_complete(SAMPLE, seed, edits=3)


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_every_edit_of_the_built_in_document_is_found_and_nothing_else(seed: int) -> None:
    assert_complete(BUILTIN, seed, edits=12)


@pytest.mark.data
@pytest.mark.parametrize("version", ["2025-02-12", "2025-09-12", "2025-12-18"])
def test_every_edit_of_a_published_document_is_found_and_nothing_else(published: dict[str, str], version: str) -> None:
    for seed in range(12):
        assert_complete(published[version], seed, edits=16)


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_the_way_back_swaps_added_and_removed_raised_and_lowered(seed: int) -> None:
    assert_mirrored(SAMPLE, seed)
    assert_mirrored(BUILTIN, seed)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_reformatting_changes_neither_hash_nor_anything_else(seed: int) -> None:
    for text in (SAMPLE, BUILTIN):
        before, after = parse(text), parse(reformat(text, seed=seed))
        assert diff(before, after) == ()
        assert spec_hash(before) == spec_hash(after)


@pytest.mark.data
def test_reformatting_a_published_document_changes_neither_hash_nor_anything_else(published: dict[str, str]) -> None:
    for text in published.values():
        before, after = parse(text), parse(reformat(text, seed=len(text)))
        assert diff(before, after) == ()
        assert spec_hash(before) == spec_hash(after)
