"""`bylaw spec stats | examples | show` as a user meets them: what they print, and the code they leave with."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bylaw.cli import main
from bylaw.spec import count, load, parse, trials

TEXT = """\
# Tea [/bold] :tea: {#tea}

## Serve it [hot] {#hot authority=user kind=default check="length, kindness" action=flag}

Tea is served hot, see [?](#milk).[^abcd]

**Example**: a [red] cup

~~~xml
<system>Tea house.</system>
<user name="guest">Tea!</user>
<comparison>
<assistant> <!-- GOOD: warm -->Here you are.</assistant>
<assistant> <!-- BAD[#milk] -->No.</assistant>
</comparison>
~~~

### Ask about milk {#milk authority=platform}

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

    def run(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "argv", ["bylaw", "spec", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


def test_stats_as_json_have_the_promised_names_and_the_right_numbers(bylaw: Bylaw) -> None:
    run = bylaw("stats", "tea.md", "--json")
    assert (run.code, run.err) == (0, "")
    found = json.loads(run.out)
    promised = {
        "sections": 1,
        "clauses": 2,
        "by_authority": {"root": 1, "system": 0, "developer": 0, "user": 1, "guideline": 0},
        "examples": 1,
        "comparisons": 1,
        "pairs": 1,
        "references": 1,
        "footnotes": 1,
        "settings": 0,
    }
    assert {name: found[name] for name in promised} == promised


def test_stats_for_people_name_every_number(bylaw: Bylaw) -> None:
    run = bylaw("stats", "tea.md")
    assert run.code == 0
    rows = dict(re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in run.out.splitlines())
    assert rows["clauses"] == "2"
    assert rows["by authority"] == "1 root, 0 system, 0 developer, 1 user, 0 guideline"
    assert len(rows) == len(count(parse(TEXT)).__slots__)


def test_stats_are_of_the_shipped_document_where_none_is_named(bylaw: Bylaw) -> None:
    assert json.loads(bylaw("stats", "--json").out)["clauses"] == len(load("builtin").clauses)


def test_stats_read_standard_input(bylaw: Bylaw) -> None:
    assert json.loads(bylaw("stats", "-", "--json", stdin=TEXT.encode()).out)["clauses"] == 2


def test_stats_count_a_document_resolved_over_its_base(bylaw: Bylaw) -> None:
    Path("more.md").write_text("---\nextends: tea.md\n---\n\n# Biscuits {#b authority=user}\n", encoding="utf-8")
    assert json.loads(bylaw("stats", "more.md", "--json").out)["clauses"] == 3


def test_examples_as_json_lines_have_the_promised_names(bylaw: Bylaw) -> None:
    run = bylaw("examples", "tea.md", "--jsonl")
    assert (run.code, run.err) == (0, "")
    (line,) = run.out.splitlines()
    row = json.loads(line)
    assert (row["id"], row["clause"], row["title"]) == ("hot/a_red_cup", "hot", "a [red] cup")
    assert row["messages"] == [
        {"role": "system", "content": "Tea house."},
        {"role": "user", "content": "Tea!", "name": "guest"},
    ]
    assert [(each["verdict"], each["note"], each["breaks"]) for each in row["responses"]] == [
        ("good", "warm", None),
        ("bad", "", "milk"),
    ]
    assert row["responses"][1]["messages"] == [{"role": "assistant", "content": "No."}]
    assert json.loads(bylaw("examples", "tea.md", "--json").out) == [row]


def test_examples_of_one_clause(bylaw: Bylaw) -> None:
    assert len(bylaw("examples", "tea.md", "--clause", "hot", "--jsonl").out.splitlines()) == 1
    assert bylaw("examples", "tea.md", "--clause", "milk", "--jsonl").out == ""


def test_examples_for_people_are_a_line_each(bylaw: Bylaw) -> None:
    run = bylaw("examples", "tea.md")
    assert run.out.splitlines() == ["hot/a_red_cup  tea.md:7:1  2 messages  good bad", "1 examples"]


def test_every_example_of_the_shipped_document_is_given(bylaw: Bylaw) -> None:
    rows = [json.loads(line) for line in bylaw("examples", "--jsonl").out.splitlines()]
    assert [row["id"] for row in rows] == [trial.id for trial in trials(load("builtin"))]
    assert all(row["messages"] and row["responses"] for row in rows)


def test_show_draws_the_tree_whatever_signs_a_title_holds(bylaw: Bylaw) -> None:
    run = bylaw("show", "--spec", "tea.md")
    assert run.code == 0
    assert run.out.splitlines() == [
        "tea.md",
        "└── Tea [/bold] :tea: #tea",
        "    └── Serve it [hot] #hot user  length kindness",
        "        └── Ask about milk #milk root",
    ]


def test_show_without_a_terminal_cuts_no_line(bylaw: Bylaw) -> None:
    title = "Long " * 60
    Path("long.md").write_text(f"# {title}{{#long authority=root}}\n", encoding="utf-8")
    assert bylaw("show", "--spec", "long.md").out.splitlines()[1] == f"└── {title}#long root"


@pytest.mark.parametrize("name", ["hot", "#hot"])
def test_show_prints_one_clause_whole(bylaw: Bylaw, name: str) -> None:
    run = bylaw("show", name, "--spec", "tea.md")
    assert run.code == 0
    assert run.out.startswith("Serve it [hot]  #hot\n")
    assert "authority user, kind default, checks length kindness, action flag, examples 1, parent tea" in " ".join(
        run.out.split()
    )
    assert "Tea is served hot" in run.out


def test_show_as_json_holds_the_facts_and_the_text(bylaw: Bylaw) -> None:
    row = json.loads(bylaw("show", "hot", "--spec", "tea.md", "--json").out)
    assert row["text"].startswith("## Serve it [hot] {#hot")
    assert (row["authority"], row["checks"], row["place"]) == ("user", ["length", "kindness"], "tea.md:3:1")
    rows = json.loads(bylaw("show", "--spec", "tea.md", "--json").out)
    assert [each["id"] for each in rows] == ["tea", "hot", "milk"]
    assert [each["authority"] for each in rows] == [None, "user", "root"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["show", "#milkk", "-s", "tea.md"], "there is no section 'milkk'; did you mean milk?", id="misspelt"
        ),
        pytest.param(["show", "zzzzzz", "-s", "tea.md"], "`bylaw spec show` lists all", id="nothing-alike"),
        pytest.param(["stats", "absent.md"], "bylaw: absent.md: there is no such file; check the path", id="missing"),
        pytest.param(["examples", "."], "bylaw: .: this is a folder; name the document inside it", id="folder"),
        pytest.param(["stats", "bad.md"], "bylaw: bad.md:2:1: byte 0xff is not UTF-8; save it as UTF-8", id="bytes"),
        pytest.param(["stats", "circle.md"], "documents extend each other", id="circle"),
    ],
)
def test_an_error_is_one_line_to_stderr_and_leaves_with_2(bylaw: Bylaw, arguments: list[str], said: str) -> None:
    Path("bad.md").write_bytes(b"# A\n\xff")
    Path("circle.md").write_text("---\nextends: circle.md\n---\n", encoding="utf-8")
    run = bylaw(*arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert run.err.count("\n") == 1


def test_a_reader_that_leaves_a_pipe_is_no_error() -> None:
    command = [sys.executable, "-c", "from bylaw.cli import main; main()", "spec", "examples", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        process.wait(60)
    assert (process.returncode, said) == (0, b"")


@pytest.mark.data
def test_a_published_document_is_counted_and_its_examples_given(bylaw: Bylaw, data: Path) -> None:
    file = str(data / "model_spec" / "model_spec-2025-12-18.md")
    assert json.loads(bylaw("stats", file, "--json").out)["examples"] == 183
    assert len(bylaw("examples", file, "--jsonl").out.splitlines()) == 183


def test_a_lock_is_read_as_the_document_it_holds(bylaw: Bylaw) -> None:
    assert bylaw("lock", "tea.md").code == 0
    for verb in (["stats"], ["examples", "--jsonl"], ["show"]):
        flags = ["--json"] if verb == ["stats"] else []
        from_lock, from_text = bylaw(*verb, "tea.md.lock", *flags), bylaw(*verb, "tea.md", *flags)
        assert from_lock == from_text
        assert from_lock.code == 0


def test_show_takes_a_document_where_an_id_could_stand(bylaw: Bylaw) -> None:
    assert "#hot" in bylaw("show", "tea.md").out
    missing = bylaw("show", "nothere.md")
    assert missing.code == 2
    assert "nothere.md: there is no such file" in missing.err
