"""Bindings: what clauses that don't say it themselves are checked by."""

from pathlib import Path

import pytest

from bylaw.authority import Authority
from bylaw.errors import SpecError
from bylaw.spec import Section, load, parse
from bylaw.spec.bindings import bind, is_bound_by, read_bindings

BOUND = """\
[be_kind]
kind = "rule"
check = ["kindness", "hate"]
action = "redact"

[be_kind.settings.gentle]
type = "boolean"
default = true
lowest = "user"

[elsewhere]
kind = "default"
"""


def bound(heading: str, tmp_path: Path, bindings: str = BOUND) -> Section:
    (tmp_path / "b.toml").write_text(bindings, encoding="utf-8")
    (tmp_path / "a.md").write_text(f"---\nbindings: b.toml\n---\n\n{heading}\n", encoding="utf-8")
    return load(tmp_path / "a.md", strict=False).sections[0]


def test_a_clause_is_bound_by_its_id(tmp_path: Path) -> None:
    section = bound("# Kindness {#be_kind authority=user}", tmp_path)
    assert (section.kind, section.checks, section.action) == ("rule", ("kindness", "hate"), "redact")
    assert [(each.name, each.default, each.lowest) for each in section.settings] == [("gentle", True, Authority.USER)]


def test_a_clause_of_another_id_and_a_section_are_not(tmp_path: Path) -> None:
    for heading in ("# Be kind {#kind authority=user}", "# Be kind {#be_kind}"):
        section = bound(heading, tmp_path)
        assert (section.kind, section.checks, section.action, section.settings) == (None, (), None, ())


@pytest.mark.parametrize(
    ("heading", "kind", "checks", "action"),
    [
        pytest.param("{#be_kind authority=user kind=default}", "default", ("kindness", "hate"), "redact", id="kind"),
        pytest.param("{#be_kind authority=user check=mine}", "rule", ("mine",), "redact", id="check"),
        pytest.param("{#be_kind authority=user action=flag}", "rule", ("kindness", "hate"), "flag", id="action"),
    ],
)
def test_what_a_document_says_itself_is_never_overruled(
    heading: str, kind: str, checks: tuple[str, ...], action: str, tmp_path: Path
) -> None:
    section = bound(f"# A {heading}", tmp_path)
    assert (section.kind, section.checks, section.action) == (kind, checks, action)


def test_a_setting_that_the_document_declares_comes_before_the_binding_s(tmp_path: Path) -> None:
    own = '# A {#be_kind authority=user}\n\n~~~toml settings\n[own]\ntype = "boolean"\nlowest = "root"\n~~~'
    assert [each.name for each in bound(own, tmp_path).settings] == ["own"]


def test_text_and_places_stay_as_they_are(tmp_path: Path) -> None:
    section = bound("# A {#be_kind authority=user}", tmp_path)
    assert section.heading.text == "# A {#be_kind authority=user}\n"
    assert section.heading.attribute("kind") is None


@pytest.mark.parametrize(
    ("bindings", "what"),
    [
        pytest.param("a = ", "are not TOML", id="not-toml"),
        pytest.param("a = " + "9" * 9000, "are not TOML", id="too-many-digits"),
        pytest.param("a = " + "[" * 9000, "are not TOML", id="deep"),
        pytest.param("a = 1", "[a] is not a table", id="not-a-table"),
        pytest.param("[a]\nchecks = []", "[a] has no key 'checks'", id="unknown-key"),
        pytest.param('[a]\nkind = "law"', "[a] kind must be one of", id="unknown-kind"),
        pytest.param("[a]\nkind = []", "[a] kind must be one of", id="kind-a-list"),
        pytest.param('[a]\naction = "forbid"', "[a] action must be one of", id="unknown-action"),
        pytest.param('[a]\ncheck = "x"', "[a] check must be a list", id="check-a-string"),
        pytest.param("[a]\ncheck = [1]", "[a] check must be a list", id="check-of-numbers"),
        pytest.param("[a]\nsettings = 1", "[a] settings must be a table", id="settings-a-number"),
        pytest.param("[a]\nsettings = {b = 1}", "setting 'b': is not a table", id="a-setting-a-number"),
        pytest.param('[a.settings.b]\ntype = "bool"', "setting 'b': type must be", id="unknown-type"),
    ],
)
def test_bindings_that_cannot_be_read_are_one_clear_error(bindings: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(SpecError) as error:
        bound("# A {#a authority=user}", tmp_path, bindings)
    assert what in error.value.what
    assert error.value.where == str(tmp_path / "b.toml")
    assert error.value.mend


@pytest.mark.parametrize("name", ["absent.toml", ".", "a\x00b"])
def test_bindings_that_are_not_there_are_an_error_that_says_where(name: str, tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="can't be read") as error:
        read_bindings(name, beside=tmp_path)
    assert error.value.where == str(tmp_path / name)


def test_a_document_is_bound_by_openai_s_where_these_name_most_of_its_clauses(tmp_path: Path) -> None:
    published = read_bindings("openai")
    named = list(published)[:3]
    most = (
        "".join(f"# A {{#{clause} authority=root}}\n" for clause in named) + "# Own {#own authority=user check=mine}\n"
    )
    few = most + "".join(f"# B {{#own{at} authority=user}}\n" for at in range(2))
    assert is_bound_by(parse(most), published)
    assert not is_bound_by(parse(few), published)
    (tmp_path / "most.md").write_text(most, encoding="utf-8")
    (tmp_path / "few.md").write_text(few, encoding="utf-8")
    (tmp_path / "none.md").write_text(f"---\nbindings: none\n---\n{most}", encoding="utf-8")
    (tmp_path / "asked.md").write_text(f"---\nbindings: openai\n---\n{few}", encoding="utf-8")
    kinds = {
        file: [section.kind is not None for section in load(tmp_path / file).sections[:4]]
        for file in ("most.md", "few.md", "none.md", "asked.md")
    }
    assert kinds["most.md"] == kinds["asked.md"] == [True, True, True, False]
    assert kinds["few.md"] == kinds["none.md"] == [False] * 4
    assert load(tmp_path / "most.md").sections[3].checks == ("mine",)


def test_binding_twice_changes_nothing() -> None:
    published = read_bindings("openai")
    spec = parse("".join(f"# A {{#{clause} authority=root}}\n" for clause in published))
    assert bind(bind(spec, published), published) == bind(spec, published)


@pytest.mark.data
@pytest.mark.parametrize("version", ["2025-02-12", "2025-09-12", "2025-12-18-rev1", "2025-12-18"])
def test_every_clause_of_a_published_document_is_bound(published: dict[str, str], version: str) -> None:
    spec = parse(published[version])
    bindings = read_bindings("openai")
    assert is_bound_by(spec, bindings)
    assert [clause.id for clause in spec.clauses if clause.id not in bindings] == []
    after = bind(spec, bindings)
    for before, now in zip(spec.sections, after.sections, strict=True):
        assert (now.heading, now.body, now.parent) == (before.heading, before.body, before.parent)
        held = bindings.get(before.id) if before.is_clause else None
        assert now.kind == (held.kind if held else None)
        assert now.checks == (held.checks if held else ())


@pytest.mark.data
def test_no_binding_names_a_clause_that_no_version_has(published: dict[str, str]) -> None:
    ids = {clause.id for text in published.values() for clause in parse(text).clauses}
    assert set(read_bindings("openai")) - ids == set()


@pytest.mark.data
def test_a_child_of_a_published_document_keeps_its_bindings(data: Path, tmp_path: Path) -> None:
    file = data / "model_spec" / "model_spec-2025-12-18.md"
    base = load(file)
    checked = next(clause for clause in base.clauses if clause.checks and clause.authority is not Authority.ROOT)
    rooted = next(clause for clause in base.clauses if clause.checks and clause.authority is Authority.ROOT)
    child = tmp_path / "child.md"
    child.write_text(
        f"---\nextends: {file}\n---\n\n# Ours {{#{checked.id}}}\n\nOther words.\n\n"
        f"# Root {{#{rooted.id} inherit=tighten check=length}}\n\nAnd more.\n\n# New {{#our_own authority=user}}\n",
        encoding="utf-8",
    )
    spec = load(child)
    now = {section.id: section for section in spec.sections}
    assert (now[checked.id].checks, now[checked.id].kind, now[checked.id].action) == (
        checked.checks,
        checked.kind,
        checked.action,
    )
    assert now[rooted.id].checks == (*rooted.checks, "length")
    assert now["our_own"].kind is None
    assert [section.id for section in spec.sections] == [*(section.id for section in base.sections), "our_own"]
    for clause in base.clauses:
        if clause.id not in {checked.id, rooted.id}:
            assert (now[clause.id].kind, now[clause.id].checks) == (clause.kind, clause.checks)
