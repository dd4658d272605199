"""`bylaw spec diff`, `lock` and `verify` as a user meets them: what they print, and the code they leave with."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bylaw.cli import main
from bylaw.spec import load
from bylaw.spec.lock import load_locked, read_lock

TEXT = """\
# Tea {#tea}

## Serve it hot {#hot authority=user}

Tea is served hot.

!!! meta "Commentary"
    Cold tea is another drink.

## Ask about milk {#milk authority=developer}

The assistant asks about milk.
"""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


Bylaw = Callable[..., Run]


@pytest.fixture
def bylaw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bylaw:
    """Run the command line in a folder that holds `tea.md`."""
    monkeypatch.chdir(tmp_path)
    Path("tea.md").write_text(TEXT, encoding="utf-8")

    def run(*arguments: str, stdin: str = "") -> Run:
        monkeypatch.setattr(sys, "argv", ["bylaw", "spec", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


def edit(old: str, new: str, *, file: str = "tea.md") -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), encoding="utf-8")


def test_diff_of_a_document_with_itself_finds_nothing(bylaw: Bylaw) -> None:
    run = bylaw("diff", "tea.md", "tea.md")
    assert (run.code, run.out, run.err) == (0, "no difference\n", "")
    assert bylaw("diff", "tea.md", "tea.md", "--json").out == "[]\n"


def test_diff_prints_changes_by_clause(bylaw: Bylaw) -> None:
    new = TEXT.replace("served hot", "served piping hot").replace("authority=developer", "authority=root")
    run = bylaw("diff", "tea.md", "-", stdin=new)
    assert run.code == 1
    assert run.out == (
        "#hot  Serve it hot\n"
        "  reworded        prose: -0 +1 words\n"
        "      Tea is served {+piping+} hot.\n"
        "#milk  Ask about milk\n"
        "  raised          developer -> root\n"
        "2 changes: 1 reworded, 1 raised\n"
    )


def test_diff_gives_json(bylaw: Bylaw) -> None:
    new = TEXT.replace("authority=developer", "authority=root")
    run = bylaw("diff", "tea.md", "-", "--json", stdin=new)
    (row,) = json.loads(run.out)
    assert run.code == 1
    assert (row["kind"], row["clause"], row["before"], row["after"]) == ("raised", "milk", "developer", "root")
    assert (row["title"], row["place_before"], row["place_after"]) == ("Ask about milk", "tea.md:10:1", "-:10:1")


def test_diff_gives_a_changelog(bylaw: Bylaw) -> None:
    run = bylaw("diff", "tea.md", "-", "--markdown", stdin=TEXT.replace("=developer", "=root"))
    assert run.code == 1
    assert "## Authority raised\n\n- **Ask about milk** (`#milk`, root): developer -> root\n" in run.out


def test_diff_shows_only_the_kinds_asked_for(bylaw: Bylaw) -> None:
    new = TEXT.replace("served hot", "served piping hot").replace("=developer", "=root")
    rows = json.loads(bylaw("diff", "tea.md", "-", "--json", "--only", "raised, lowered", stdin=new).out)
    assert [row["kind"] for row in rows] == ["raised"]
    assert bylaw("diff", "tea.md", "-", "--only", "removed", stdin=new).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["tea.md", "-", "--only", "raisd"], "did you mean 'raised'?", id="unknown-kind"),
        pytest.param(["-", "-"], "standard input can't be both documents", id="standard-input-twice"),
        pytest.param(["tea.md", "tea.md", "--json", "--markdown"], "exclude each other", id="two-forms"),
        pytest.param(["tea.md", "none.md"], "none.md: there is no such file", id="no-such-file"),
    ],
)
def test_diff_that_cannot_be_made_says_why(bylaw: Bylaw, arguments: list[str], said: str) -> None:
    run = bylaw("diff", *arguments, stdin=TEXT)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert run.err.count("\n") == 1


def test_diff_compares_what_a_document_extends(bylaw: Bylaw) -> None:
    Path("child.md").write_text(
        "---\nextends: tea.md\n---\n\n# Water {#water authority=user}\n\nAlways.\n", encoding="utf-8"
    )
    rows = json.loads(bylaw("diff", "tea.md", "child.md", "--json").out)
    assert [(row["kind"], row["clause"]) for row in rows] == [("added", "water")]


def test_diff_reads_the_built_in_document_and_locks(bylaw: Bylaw) -> None:
    assert bylaw("diff", "builtin", "builtin").code == 0
    bylaw("lock", "tea.md")
    assert bylaw("diff", "tea.md.lock", "tea.md").code == 0
    edit("served hot", "served warm")
    assert "[-hot.-] {+warm.+}" in bylaw("diff", "tea.md.lock", "tea.md").out


def test_one_attribute_in_a_published_document_changes_one_clause_and_not_what_binds_the_others(bylaw: Bylaw) -> None:
    text = TEXT.replace("#hot", "#protect_privacy").replace("#milk", "#respect_creators")
    Path("bound.md").write_text(text, encoding="utf-8")
    assert any(section.checks for section in load("bound.md").sections), "no binding applies to these ids"
    rows = json.loads(
        bylaw("diff", "bound.md", "-", "--json", stdin=text.replace("=developer", "=developer action=flag")).out
    )
    assert [(row["kind"], row["clause"]) for row in rows] == [("binding_changed", "respect_creators")]


def test_lock_verify_and_lock_again(bylaw: Bylaw) -> None:
    first = bylaw("lock", "tea.md")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("locked tea.md for the first time, in tea.md.lock\nsha256 ")
    assert load_locked("tea.md.lock") == load("tea.md")
    assert bylaw("verify", "tea.md").code == 0

    edit("served hot", "served warm")
    verified = bylaw("verify", "tea.md")
    assert verified.code == 1
    assert "#hot: reworded: prose: -1 +1 words\n" in verified.out
    assert "1 clause or section changed" in verified.out

    refused = bylaw("lock", "tea.md")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("bylaw: tea.md.lock: since it was locked, #hot changed; say why, with --why")

    again = bylaw("lock", "tea.md", "--why", "burnt tongues", "--approved-by", "Ada", "--effective", "2030-01-31")
    assert again.code == 0
    assert "with 1 change more in the log" in again.out
    entry = read_lock("tea.md.lock").log[-1]
    assert (entry.clause, entry.why, entry.approved_by, entry.effective) == (
        "hot",
        "burnt tongues",
        "Ada",
        "2030-01-31",
    )
    assert bylaw("verify", "tea.md").code == 0


def test_verify_says_how_each_clause_changed(bylaw: Bylaw) -> None:
    bylaw("lock", "tea.md")
    edit("another drink", "no drink at all")
    edit("authority=developer", "authority=user")
    edit("# Tea {#tea}\n\n", "# Tea {#tea}\n\n## Rinse the pot {#pot authority=user}\n\nWith hot water.\n\n")
    run = bylaw("verify", "tea.md")
    assert run.out.splitlines()[:3] == [
        "#pot: added: 'Rinse the pot'",
        "#hot: reworded: commentary: -2 +4 words (only commentary, which instructs nobody)",
        "#milk: lowered: developer -> user",
    ]
    found = json.loads(bylaw("verify", "tea.md", "--json").out)
    assert found["same"] is False
    assert [(each["clause"], each["commentary_only"]) for each in found["clauses"]] == [
        ("pot", False),
        ("hot", True),
        ("milk", False),
    ]


def test_verify_tells_a_changed_document_from_an_edited_and_from_a_torn_lock(bylaw: Bylaw) -> None:
    assert "there is no such lock; make one with" in bylaw("verify", "tea.md").err
    bylaw("lock", "tea.md")
    whole = Path("tea.md.lock").read_bytes()
    edit("served hot", "served cold", file="tea.md.lock")
    edited = bylaw("verify", "tea.md")
    assert edited.code == 2
    assert "it was edited: its seal is not that of its contents" in edited.err
    Path("tea.md.lock").write_bytes(whole[: len(whole) // 2])
    torn = bylaw("verify", "tea.md")
    assert torn.code == 2
    assert "it is torn: its end is missing" in torn.err


def test_verify_takes_a_lock_by_name(bylaw: Bylaw) -> None:
    bylaw("lock", "tea.md", "--out", "other.lock")
    assert bylaw("verify", "tea.md", "other.lock").code == 0
    bylaw("lock", "tea.md")
    assert bylaw("verify", "tea.md.lock").code == 0
    assert json.loads(bylaw("verify", "tea.md", "--json").out)["same"] is True


def test_the_built_in_document_can_be_locked_where_one_says(bylaw: Bylaw) -> None:
    assert "say where, with --out" in bylaw("lock", "builtin").err
    assert bylaw("lock", "builtin", "--out", "builtin.lock", "--json").code == 0
    assert bylaw("verify", "builtin", "builtin.lock").code == 0
    assert bylaw("verify", "builtin").code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(TEXT.replace("#milk", "#hot"), "id 'hot' is already that of tea.md:3:1", id="doubled-id"),
        pytest.param(TEXT + "\n~~~toml settings\n[x\n~~~\n", "this is not TOML", id="problem"),
        pytest.param("# Tea\n\nIt is hot.\n", "it holds no clause", id="no-clause"),
    ],
)
def test_a_document_that_cannot_be_run_cannot_be_locked(bylaw: Bylaw, text: str, said: str) -> None:
    Path("tea.md").write_text(text, encoding="utf-8")
    run = bylaw("lock", "tea.md")
    assert run.code == 2
    assert said in run.err
    assert not Path("tea.md.lock").exists()


def test_lock_says_what_it_cannot_lock(bylaw: Bylaw) -> None:
    assert "standard input can't be locked" in bylaw("lock", "-").err
    bylaw("lock", "tea.md")
    assert "this is a lock; name the document that it locks" in bylaw("lock", "tea.md.lock").err
    assert "is no date; write it as 2027-01-31" in bylaw("lock", "tea.md", "--effective", "soon").err
    assert "there is no such folder" in bylaw("lock", "tea.md", "--out", "none/tea.lock").err
