"""`bylaw spec lint` and `bylaw spec rules` as a user meets them."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from bylaw.cli import main
from tests.spec.lint.lint_support import CLEAN, ROOT, clause

SPOILT = clause("authority=usr", body="See [?](#nowhere).")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command left behind."""

    returncode: int
    stdout: str
    stderr: str


class Bylaw(Protocol):
    def __call__(self, *arguments: str, cwd: Path, stdin: bytes = b"") -> Ran: ...


@pytest.fixture
def bylaw(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bylaw:
    def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> Ran:
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["bylaw", "spec", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Ran(int(left.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.md").write_text(CLEAN)
    (tmp_path / "spoilt.md").write_text(SPOILT)
    return tmp_path


def test_a_clean_document_gives_zero(bylaw: Bylaw, folder: Path) -> None:
    ran = bylaw("lint", "clean.md", cwd=folder)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "0 findings in 2 sections\n", "")


def test_findings_give_one_and_a_line_each_without_colours(bylaw: Bylaw, folder: Path) -> None:
    ran = bylaw("lint", "spoilt.md", cwd=folder)
    assert ran.returncode == 1
    assert ran.stdout.splitlines() == [
        "spoilt.md:3:22: MS005 no authority is called 'usr'; did you mean 'user'?",
        "spoilt.md:5:9: MS011 link '#nowhere' goes nowhere; name a section of this document",
        "2 findings in 2 sections: 2 errors, 0 warnings; --fix can mend 1",
    ]


def test_the_document_that_ships_lints_clean(bylaw: Bylaw) -> None:
    ran = bylaw("lint", "builtin", cwd=ROOT)
    assert ran.returncode == 0, ran.stdout


def test_several_files_are_linted_in_one_go_each_once(bylaw: Bylaw, folder: Path) -> None:
    ran = bylaw("lint", "clean.md", "spoilt.md", "clean.md", "--json", cwd=folder)
    assert {each["file"] for each in json.loads(ran.stdout)} == {"spoilt.md"}
    assert bylaw("lint", "clean.md", "spoilt.md", "clean.md", cwd=folder).stdout.endswith("mend 1\n")


def test_json_and_sarif_are_what_they_say(bylaw: Bylaw, folder: Path) -> None:
    found = json.loads(bylaw("lint", "spoilt.md", "--format", "json", cwd=folder).stdout)
    assert [(each["rule"], each["line"], each["column"]) for each in found] == [("MS005", 3, 22), ("MS011", 5, 9)]
    log = json.loads(bylaw("lint", "spoilt.md", "--format", "sarif", cwd=folder).stdout)
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["MS005", "MS011"]
    assert json.loads(bylaw("lint", "clean.md", "--format", "json", cwd=folder).stdout) == []


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (["--select", "MS011"], ["MS011"]),
        (["--select", "MS01"], ["MS011"]),
        (["--select", "unknown-authority, MS011"], ["MS005", "MS011"]),
        (["--ignore", "MS011"], ["MS005"]),
        (["--select", "MS0", "--ignore", "MS005", "--ignore", "dangling-reference"], []),
    ],
)
def test_rules_are_chosen_by_id_by_its_beginning_or_by_name(
    bylaw: Bylaw, folder: Path, options: list[str], rules: list[str]
) -> None:
    ran = bylaw("lint", "spoilt.md", "--json", *options, cwd=folder)
    assert [each["rule"] for each in json.loads(ran.stdout)] == rules
    assert ran.returncode == (1 if rules else 0)


def test_warnings_can_be_let_pass(bylaw: Bylaw, folder: Path) -> None:
    (folder / "warned.md").write_text(CLEAN.replace(": a greeting", ""))
    assert bylaw("lint", "warned.md", cwd=folder).returncode == 1
    assert bylaw("lint", "warned.md", "--fail-on", "error", cwd=folder).returncode == 0
    assert bylaw("lint", "spoilt.md", "--fail-on", "error", cwd=folder).returncode == 1


def test_fix_mends_the_file_and_reports_the_rest(bylaw: Bylaw, folder: Path) -> None:
    (folder / "spoilt.md").chmod(0o640)
    ran = bylaw("lint", "spoilt.md", "--fix", cwd=folder)
    assert (folder / "spoilt.md").read_text() == SPOILT.replace("usr", "user")
    assert (folder / "spoilt.md").stat().st_mode & 0o777 == 0o640
    assert ran.returncode == 1
    assert ran.stdout.splitlines()[-1] == "1 finding in 2 sections: 1 error, 0 warnings; 1 mended"
    assert sorted(path.name for path in folder.iterdir()) == ["clean.md", "spoilt.md"]


def test_fix_keeps_windows_line_ends_and_the_byte_order_mark(bylaw: Bylaw, folder: Path) -> None:
    text = ("\ufeff" + SPOILT.replace("\n", "\r\n")).encode()
    (folder / "windows.md").write_bytes(text)
    bylaw("lint", "windows.md", "--fix", cwd=folder)
    assert (folder / "windows.md").read_bytes() == text.replace(b"usr", b"user")


def test_fix_leaves_a_clean_file_untouched(bylaw: Bylaw, folder: Path) -> None:
    before = (folder / "clean.md").stat().st_mtime_ns
    assert bylaw("lint", "clean.md", "--fix", cwd=folder).returncode == 0
    assert (folder / "clean.md").stat().st_mtime_ns == before


def test_fix_follows_a_link_to_the_file(bylaw: Bylaw, folder: Path) -> None:
    (folder / "link.md").symlink_to("spoilt.md")
    bylaw("lint", "link.md", "--fix", cwd=folder)
    assert (folder / "link.md").is_symlink()
    assert "authority=user" in (folder / "spoilt.md").read_text()


def test_standard_input_is_linted_and_mended_to_standard_output(bylaw: Bylaw, folder: Path) -> None:
    ran = bylaw("lint", "-", cwd=folder, stdin=SPOILT.encode())
    assert ran.stdout.startswith("-:3:22: MS005")
    ran = bylaw("lint", "-", "--fix", cwd=folder, stdin=SPOILT.encode())
    assert ran.stdout == SPOILT.replace("usr", "user")
    assert "MS011" in ran.stderr
    assert ran.returncode == 1


def test_examples_beside_the_document_are_found_unless_others_are_named(bylaw: Bylaw, folder: Path) -> None:
    text = clause(body="One[^ab1c].")
    (folder / "spec.md").write_text(text)
    assert bylaw("lint", "spec.md", cwd=folder).returncode == 0
    (folder / "examples").mkdir()
    (folder / "examples" / "program.py").touch()
    assert bylaw("lint", "spec.md", cwd=folder).returncode == 0
    (folder / "examples" / "zz9z.md").touch()
    assert "MS050" in bylaw("lint", "spec.md", cwd=folder).stdout
    (folder / "others").mkdir()
    (folder / "others" / "ab1c.md").touch()
    assert bylaw("lint", "spec.md", "--examples", "others", cwd=folder).returncode == 0


def test_checks_of_a_plug_in_can_be_named(bylaw: Bylaw, folder: Path) -> None:
    (folder / "spec.md").write_text(clause('authority=user check="our_own, hate"'))
    assert "MS010" in bylaw("lint", "spec.md", cwd=folder).stdout
    assert bylaw("lint", "spec.md", "--checks", "our_own,another", cwd=folder).returncode == 0


def test_a_document_is_linted_over_its_base(bylaw: Bylaw, folder: Path) -> None:
    (folder / "base.md").write_text(clause("authority=root"))
    child = "---\nextends: base.md\n---\n\n## Be kind {#be_kind authority=user}\n\nSee [?](#ours).\n"
    (folder / "child.md").write_text(child)
    ran = bylaw("lint", "child.md", cwd=folder)
    assert {line.split()[1] for line in ran.stdout.splitlines()[:-1]} == {"MS061"}
    (folder / "child.md").write_text(child.replace("base.md", "bas.md"))
    assert "child.md:2:1: MS060 the base can't be read: " in bylaw("lint", "child.md", cwd=folder).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["missing.md"], "bylaw: missing.md: there is no such file; ", id="missing"),
        pytest.param(["."], "bylaw: .: this is a folder; ", id="folder"),
        pytest.param(["empty.md"], "bylaw: empty.md: it is empty; ", id="empty"),
        pytest.param(["latin.md"], "bylaw: latin.md:2:4: byte 0xe4 is not UTF-8; save it as UTF-8", id="latin-1"),
        pytest.param(["binary.md"], "bylaw: binary.md:1:1: byte 0x89 is not UTF-8; ", id="binary"),
        pytest.param(["null.md"], "bylaw: null.md: it holds a NUL character, so this isn't text; ", id="null"),
        pytest.param(["clean.md", "--select", "MS999"], "bylaw: no rule is called 'MS999'; ", id="rule"),
        pytest.param(
            ["clean.md", "--ignore", "dangling"], "bylaw: no rule is called 'dangling'; did you mean", id="name"
        ),
        pytest.param(["clean.md", "--ignore", "MS"], "bylaw: no rule is left to run; ", id="none-left"),
        pytest.param(
            ["clean.md", "--examples", "no"], "bylaw: --examples no: there is no such folder; ", id="examples"
        ),
        pytest.param(["builtin", "--fix"], "bylaw: the document that ships can't be mended in place; ", id="builtin"),
    ],
)
def test_what_cannot_be_linted_is_said_in_one_line(bylaw: Bylaw, folder: Path, arguments: list[str], said: str) -> None:
    (folder / "empty.md").write_text(" \n")
    (folder / "latin.md").write_bytes(b"# Be\nsp\xe4t\n".replace(b"sp", b"zu "))
    (folder / "binary.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (folder / "null.md").write_bytes(b"# Be\x00 kind\n")
    ran = bylaw("lint", *arguments, cwd=folder)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(said)
    assert ran.stderr.count("\n") == 1


def test_nothing_is_mended_if_one_of_the_files_cannot_be_read(bylaw: Bylaw, folder: Path) -> None:
    assert bylaw("lint", "spoilt.md", "missing.md", "--fix", cwd=folder).returncode == 2
    assert (folder / "spoilt.md").read_text() == SPOILT


def test_five_megabytes_are_linted_in_seconds(bylaw: Bylaw, folder: Path) -> None:
    prose = (
        "The assistant reads what the user writes. It answers in the same language, and says what it does not know.\n\n"
    )
    part = clause(body="See [?](#nowhere).\n\n" + prose * 20)
    parts = [part.replace("be_kind", f"be_kind_{number}").replace("#ours", f"#ours_{number}") for number in range(2100)]
    (folder / "large.md").write_text("\n".join(parts))
    assert (folder / "large.md").stat().st_size > 5_000_000
    ran = bylaw("lint", "large.md", "--format", "json", cwd=folder)
    assert ran.returncode == 1
    assert len(json.loads(ran.stdout)) == 2100


def test_rules_are_listed_and_each_has_a_page(bylaw: Bylaw, folder: Path) -> None:
    listed = bylaw("rules", cwd=folder).stdout.splitlines()
    assert len(listed) == len(json.loads(bylaw("rules", "--json", cwd=folder).stdout))
    assert listed[0].split()[:3] == ["MS001", "error", "unreadable-front-matter"]
    page = bylaw("rules", "dangling-reference", cwd=folder).stdout
    assert page == (ROOT / "docs" / "rules" / "MS011.md").read_text()
    assert bylaw("rules", "MS011", cwd=folder).stdout == page
    bylaw("rules", "--write", "pages", cwd=folder)
    assert (folder / "pages" / "MS011.md").read_text() == page


def test_the_command_runs_as_a_program_of_its_own(folder: Path) -> None:
    program = Path(sys.executable).parent / "bylaw"
    ran = subprocess.run([program, "spec", "lint", "spoilt.md"], cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout.count(b"\n") == 3
    assert b"\x1b" not in ran.stdout
