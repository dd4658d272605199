"""Sections and clauses: what their headings say, and the 2024 wording."""

from pathlib import Path

import pytest

from bylaw.authority import Authority
from bylaw.spec import count, load, parse, slug, trials, write

SAMPLE = Path(__file__).parent / "samples" / "wording-2024.md"


@pytest.mark.parametrize(
    ("heading", "authority", "kind", "checks", "action"),
    [
        pytest.param("# A", None, None, (), None, id="section"),
        pytest.param("# A {#a authority=root}", Authority.ROOT, None, (), None, id="clause"),
        pytest.param("# A {#a authority=platform}", Authority.ROOT, None, (), None, id="2024-word"),
        pytest.param("# A {#a authority=sytem}", None, None, (), None, id="unknown-authority"),
        pytest.param('# A {#a authority=""}', None, None, (), None, id="empty-authority"),
        pytest.param("# A {#a authority=user kind=rule}", Authority.USER, "rule", (), None, id="kind"),
        pytest.param("# A {#a authority=user kind=law}", Authority.USER, None, (), None, id="unknown-kind"),
        pytest.param('# A {#a check="x, y z,w"}', None, None, ("x", "y", "z", "w"), None, id="checks"),
        pytest.param('# A {#a check=" , "}', None, None, (), None, id="no-checks"),
        pytest.param("# A {#a action=redact}", None, None, (), "redact", id="action"),
        pytest.param("# A {#a action=Redact}", None, None, (), None, id="unknown-action"),
    ],
)
def test_a_heading_says_what_its_section_is(
    heading: str, authority: Authority | None, kind: str | None, checks: tuple[str, ...], action: str | None
) -> None:
    (section,) = parse(heading).sections
    assert (section.authority, section.kind, section.checks, section.action) == (authority, kind, checks, action)
    assert section.is_clause == (authority is not None)
    assert section.id == "a"
    assert section.title == "A"


def test_a_section_stands_in_the_nearest_one_of_a_higher_heading() -> None:
    spec = parse("preface\n\n# A\n\n### B\n\n## C\n\n### D\n\n#### E\n\n# F\n\n###### G\n\n## H\n")
    assert {section.id: section.parent for section in spec.sections} == {
        "a": "",
        "b": "a",
        "c": "a",
        "d": "c",
        "e": "d",
        "f": "",
        "g": "f",
        "h": "f",
    }
    assert [node.text for node in spec.preface] == ["preface\n\n"]


def test_a_section_holds_what_stands_under_it_up_to_the_next_heading() -> None:
    spec = parse(
        '# A {authority=root}\n\none\n\n!!! meta "C"\n    two\n\n**Example**: x\n\n~~~xml\n~~~\n\n## B\n\nthree\n'
    )
    a, b = spec.sections
    assert [node.text for node in a.prose] == ["one\n\n"]
    assert [example.title for example in a.examples] == ["x"]
    assert [node.text for node in b.body] == ["three\n"]
    assert spec.clauses == (a,)
    assert spec.section("b") is b
    assert spec.section("c") is None


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        pytest.param("Be clear", "be_clear", id="words"),
        pytest.param("  Don't try – it’s 2 late!  ", "dont_try_its_2_late", id="signs"),
        pytest.param("Avoid __init__", "avoid_init", id="underscores"),
        pytest.param("Être utile", "être_utile", id="accents"),
        pytest.param("目的 と 規則", "目的_と_規則", id="another-script"),
        pytest.param("…!?", "", id="no-letters"),
    ],
)
def test_an_id_is_made_of_a_title(title: str, identifier: str) -> None:
    assert slug(title) == identifier
    if identifier:
        assert parse(f"# {title}").sections[0].id == identifier


@pytest.mark.parametrize(
    ("top", "kind"),
    [
        ("# Objectives", "objective"),
        ("# Rules", "rule"),
        ("# Defaults", "default"),
        ("# RULES #", "rule"),
        ("## rules {#r}", "rule"),
        ("# Rules and defaults", None),
    ],
)
def test_a_top_heading_of_the_2024_wording_gives_the_kind_of_the_clauses_under_it(top: str, kind: str | None) -> None:
    below = ["### A {authority=user}", "#### B {authority=user}", "### C", "# D {authority=user}"]
    spec = parse("\n\n".join([top, *below]))
    assert {section.id: section.kind for section in spec.sections[1:]} == {"a": kind, "b": kind, "c": None, "d": None}


def test_a_kind_that_a_clause_says_itself_comes_before_that_of_its_top_heading() -> None:
    spec = parse("# Rules\n\n## A {authority=user kind=default}\n")
    assert spec.sections[1].kind == "default"


def test_a_top_heading_that_is_a_clause_itself_has_no_kind_of_its_own_title() -> None:
    spec = parse("# Rules {authority=root}\n\n## A {authority=user}\n")
    assert [section.kind for section in spec.sections] == [None, "rule"]


def test_the_sample_of_the_2024_wording_is_read() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    spec = parse(text, SAMPLE.name)
    assert spec.problems == ()
    assert write(spec) == text
    levels = [word for line in text.split("\n") if line.startswith("#") for word in line.split("authority=")[1:]]
    assert len(levels) == len(spec.clauses) > 3
    assert any(word.startswith("platform") for word in levels)
    assert not any(word.startswith(("root", "system")) for word in levels)
    for clause in spec.clauses:
        word = clause.heading.attribute("authority")
        assert clause.authority is (Authority.ROOT if word == "platform" else Authority.of(str(word)))
        top = spec.section(clause.parent)
        assert top is not None
        assert clause.kind == top.title.lower().removesuffix("s")
    assert {clause.kind for clause in spec.clauses} == {"objective", "rule", "default"}
    assert count(spec).by_authority["root"] == sum(word.startswith("platform") for word in levels)
    assert {response.verdict for trial in trials(spec) for response in trial.responses} == {"good", "bad"}


def test_the_sample_of_the_2024_wording_loads() -> None:
    spec = load(SAMPLE)
    assert [clause.id for clause in spec.clauses if clause.kind == "objective"]
