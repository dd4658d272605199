"""Documents from files: read, resolved, refused."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bylaw.errors import InheritanceError, SpecError
from bylaw.spec import BUILTIN, base_of, load, parse, read_document, require_sound, write

CLAUSE = "# Be kind {#be_kind authority=user}\n\nKind words.\n"


def refusal(source: str | Path) -> SpecError:
    with pytest.raises(SpecError) as error:
        load(source)
    assert error.value.what
    assert error.value.mend
    return error.value


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        pytest.param(b"", "", "it is empty", id="empty"),
        pytest.param(b" \r\n\t\n", "", "it is empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf\n", "", "it is empty", id="byte-order-mark-alone"),
        pytest.param(b"caf\xe9", ":1:4", "byte 0xe9 is not UTF-8", id="latin-1"),
        pytest.param("é\nüü".encode() + b"\xff", ":2:3", "byte 0xff is not UTF-8", id="column-in-characters"),
        pytest.param(b"a\r\nb\rc" + b"\xff", ":3:2", "byte 0xff is not UTF-8", id="other-line-ends"),
        pytest.param(b"\xef\xbb\xbfa\xff", ":1:2", "byte 0xff is not UTF-8", id="after-a-byte-order-mark"),
        pytest.param("# A".encode("utf-16"), ":1:1", "byte 0xff is not UTF-8", id="utf-16"),
        pytest.param(b"# A\n\xed\xa0\x80", ":2:1", "byte 0xed is not UTF-8", id="surrogate"),
        pytest.param(b"# A\n\xe2\x82", ":2:1", "byte 0xe2 is not UTF-8", id="torn"),
        pytest.param(b"just text\n", "", "it holds no clause", id="no-heading"),
        pytest.param(b"# A section\n", "", "it holds no clause", id="no-authority"),
        pytest.param(b"\x00\x01\x02", "", "it holds no clause", id="control-characters"),
        pytest.param(
            b"# A {#a authority=sytem}", ":1:9", "no authority is called 'sytem'; there are root", id="unknown"
        ),
        pytest.param(b"# A {#a authority=root}\n# B {#a}", ":2:1", "id 'a' is already that of", id="doubled-id"),
        pytest.param(b"# A\n# a!\n# B {authority=root}", ":2:1", "id 'a' is already that of", id="doubled-slug"),
        pytest.param(b"# A {#a authority=root\n", ":1:5", "the attribute block lacks its }", id="open-block"),
        pytest.param(b"# A {authority=root}\n\n~~~\nx", ":3:1", "the fence is never closed", id="open-fence"),
        pytest.param(
            b"# A {authority=root}\n\n~~~toml waiver\n~~~\n", ":4:1", "waiver: reason is missing", id="waiver"
        ),
        pytest.param(b"---\nextend: builtin\n---\n", ":2:1", "did you mean 'extends'?", id="front-matter"),
    ],
)
def test_a_document_that_cannot_be_run_is_one_clear_error(data: bytes, where: str, what: str, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(data)
    error = refusal(file)
    assert what in error.what
    assert error.where == f"{file}{where}"


def test_several_things_wrong_are_counted_and_lint_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# A {#a authority=x}\n# B {#a y}\n", encoding="utf-8")
    error = refusal(file)
    assert "(and 2 more)" in error.what
    assert error.mend == f"`bylaw spec lint {file}` lists all"


def test_what_is_not_strict_may_be_read_to_be_linted(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("# A {#a x\n", encoding="utf-8")
    assert load(file, strict=False).problems


def test_a_missing_file_is_said_and_the_shipped_one_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "absent.md")
    assert (error.what, error.where) == ("there is no such file", str(tmp_path / "absent.md"))
    assert BUILTIN in error.mend


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert (error.what, error.where) == ("this is a folder", str(tmp_path))


@pytest.mark.parametrize(
    "name",
    [pytest.param("a\x00b", id="null"), pytest.param("a" * 5000, id="long"), pytest.param("f/a.md", id="in-a-file")],
)
def test_a_path_that_can_be_none_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x", encoding="utf-8")
    assert "can't be read" in refusal(f"{tmp_path}/{name}").what


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    assert "can't be read" in refusal(tmp_path / "a.md").what


@contextmanager
def as_nobody() -> Iterator[None]:
    """Drop the right to read everything, where the tests run with it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(CLAUSE, encoding="utf-8")
    file.chmod(0)
    with as_nobody():
        error = refusal(file)
    assert error.what == "it can't be read: permission denied"
    assert "permissions" in error.mend


def test_a_file_too_large_to_be_a_document_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    with file.open("wb") as out:
        out.truncate(2**40)
    assert refusal(file).what == "it has more than 16 MB"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CLAUSE.encode())))
    spec = load("-")
    assert (spec.file, spec.clauses[0].id) == ("-", "be_kind")


def test_the_shipped_document_loads_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / BUILTIN).write_text("not this one", encoding="utf-8")
    spec = load(BUILTIN)
    assert (spec.file, spec.problems, spec.bases) == (BUILTIN, (), ())
    assert len(spec.clauses) > 10
    assert read_document("./builtin") == "not this one"
    assert base_of(spec) is None


def family(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def test_a_base_is_looked_for_beside_its_document(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    family(tmp_path, base=CLAUSE)
    family(tmp_path / "deep", child="---\nextends: ../base.md\n---\n# N {#n authority=user}\n")
    spec = load(tmp_path / "deep" / "child.md")
    assert [section.id for section in spec.sections] == ["be_kind", "n"]
    assert spec.bases == (str(tmp_path / "deep" / "../base.md"),)
    base = base_of(parse(read_document(str(tmp_path / "deep" / "child.md")), str(tmp_path / "deep" / "child.md")))
    assert base is not None
    assert [section.id for section in base.sections] == ["be_kind"]


def test_a_document_may_hold_nothing_but_the_name_of_its_base(tmp_path: Path) -> None:
    family(tmp_path, child="---\nextends: builtin\n---\n")
    assert [section.id for section in load(tmp_path / "child.md").sections] == [
        section.id for section in load(BUILTIN).sections
    ]


def test_the_written_text_of_a_resolved_document_loads_as_the_same_one(tmp_path: Path) -> None:
    family(
        tmp_path,
        child="---\nextends: builtin\n---\n\n# N {#n authority=user kind=default}\n\nNew.\n\n"
        "# P {#protect_privacy inherit=tighten}\n\nPets too.\n",
    )
    spec = load(tmp_path / "child.md")
    family(tmp_path, alone=write(spec))
    alone = load(tmp_path / "alone.md")
    assert alone.bases == ()
    assert [(each.id, each.parent, each.kind, each.checks, each.authority) for each in alone.sections] == [
        (each.id, each.parent, each.kind, each.checks, each.authority) for each in spec.sections
    ]


@pytest.mark.parametrize(
    ("files", "first"),
    [
        pytest.param({"a": "a.md"}, "a", id="itself"),
        pytest.param({"a": "./a.md"}, "a", id="itself-by-another-name"),
        pytest.param({"a": "../{folder}/a.md"}, "a", id="itself-by-way-of-its-parent"),
        pytest.param({"a": "b.md", "b": "a.md"}, "a", id="two"),
        pytest.param({"a": "b.md", "b": "c.md", "c": "./b.md"}, "a", id="a-circle-further-up"),
        pytest.param({"a": "link.md"}, "a", id="through-a-link"),
    ],
)
def test_documents_that_extend_each_other_are_refused(files: dict[str, str], first: str, tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    family(
        tmp_path,
        **{name: f"---\nextends: {base.format(folder=tmp_path.name)}\n---\n{CLAUSE}" for name, base in files.items()},
    )
    with pytest.raises(InheritanceError, match="documents extend each other") as error:
        load(tmp_path / f"{first}.md")
    assert error.value.mend == "break the circle"


def test_a_chain_of_bases_has_an_end(tmp_path: Path) -> None:
    for at in range(50):
        family(tmp_path, **{f"d{at}": f"---\nextends: d{at + 1}.md\n---\n"})
    family(tmp_path, d50=CLAUSE)
    assert load(tmp_path / "d25.md").clauses[0].id == "be_kind"
    with pytest.raises(InheritanceError, match="more than 32 documents"):
        load(tmp_path / "d0.md")


@pytest.mark.parametrize(
    ("extends", "what"),
    [
        pytest.param("absent.md", "there is no such file", id="missing"),
        pytest.param("", "this is a folder", id="empty"),
        pytest.param("latin.md", "is not UTF-8", id="unreadable"),
        pytest.param("buitlin", "there is no such file", id="misspelt"),
        pytest.param("other.md", "its base can't be read: ", id="base-of-the-base"),
    ],
)
def test_a_base_that_cannot_be_read_is_said_with_the_line_that_names_it(
    extends: str, what: str, tmp_path: Path
) -> None:
    (tmp_path / "latin.md").write_bytes(b"\xff")
    family(tmp_path, other="---\nextends: absent.md\n---\n", a=f"---\ntitle: x\nextends: {extends}\n---\n{CLAUSE}")
    error = refusal(tmp_path / "a.md")
    assert error.where == f"{tmp_path / 'a.md'}:3:1"
    assert error.what.startswith("its base can't be read: ")
    assert what in error.what.removeprefix("its base can't be read: ")


def test_a_base_that_cannot_be_run_stops_its_children_too(tmp_path: Path) -> None:
    family(tmp_path, base="# A {#a authority=root}\n\n~~~\nopen", child=f"---\nextends: base.md\n---\n{CLAUSE}")
    error = refusal(tmp_path / "child.md")
    assert error.where == f"{tmp_path / 'base.md'}:3:1"
    assert error.mend == f"`bylaw spec lint {tmp_path / 'base.md'}` lists all"


def test_a_loosening_says_where_it_stands(tmp_path: Path) -> None:
    family(tmp_path, child="---\nextends: builtin\n---\n\n# P {#protect_privacy inherit=off}\n")
    with pytest.raises(InheritanceError, match="root clause 'protect_privacy' can't be switched off") as error:
        load(tmp_path / "child.md")
    assert error.value.where == f"{tmp_path / 'child.md'}:5:1"


def test_a_document_made_of_parts_is_sound_as_a_whole() -> None:
    require_sound(load(BUILTIN))
    with pytest.raises(SpecError, match="no clause"):
        require_sound(parse("# A\n"))
