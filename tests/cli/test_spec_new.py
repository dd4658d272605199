"""`bylaw spec new`: a document to start from, that loads and changes nothing of its base but what it adds."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bylaw.cli import main
from bylaw.spec import load, parse, trials

New = Callable[..., tuple[int, str]]


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> New:
    """Run `bylaw spec new` in an empty folder; give its code and what it said."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["bylaw", "spec", "new", *arguments])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        assert said.out == ""
        return code, said.err

    return run


def added(file: str, base: str = "builtin") -> list[str]:
    """Load a document; give what it adds, after checking that it changes nothing else."""
    spec, before = load(file), load(base)
    held = {section.id: section for section in spec.sections}
    for section in before.sections:
        now = held.pop(section.id)
        assert (now.title, now.authority, now.checks) == (section.title, section.authority, section.checks)
        assert [node.text.split() for node in now.body] == [node.text.split() for node in section.body]
    return list(held)


def test_a_new_document_loads_and_adds_one_clause_with_its_examples(new: New) -> None:
    code, said = new("Shop assistant")
    assert code == 0
    assert said == (
        "wrote shop_assistant.md; next: `bylaw spec lint shop_assistant.md`, "
        "then `bylaw serve --spec shop_assistant.md`\n"
    )
    assert added("shop_assistant.md") == ["shop_assistant", "stay_on_topic"]
    spec = parse(Path("shop_assistant.md").read_text(encoding="utf-8"))
    assert spec.problems == ()
    assert (spec.value("extends"), spec.value("title")) == ("builtin", "Shop assistant")
    found = list(trials(spec))
    assert len(found) == 2
    for trial in found:
        assert [each.verdict for each in trial.responses] == ["good", "bad"]


@pytest.mark.parametrize(
    ("name", "file", "title"),
    [
        pytest.param("  Two\n lines\t", "two_lines.md", "Two lines", id="white-space"),
        pytest.param("A {#b} [c] *d*", "a_b_c_d.md", "A {#b} [c] *d*", id="signs"),
        pytest.param("Café 助手", "café_助手.md", "Café 助手", id="letters"),
        pytest.param("{name}", "name.md", "{name}", id="braces"),
        pytest.param("../../etc/passwd", "etc_passwd.md", "../../etc/passwd", id="a-path-stays-here"),
        pytest.param("extends: x", "extends_x.md", "extends: x", id="a-key"),
        pytest.param("Bounds", "bounds.md", "Bounds", id="an-id-of-the-base"),
    ],
)
def test_any_name_makes_a_document_that_loads(new: New, name: str, file: str, title: str) -> None:
    code, said = new(name)
    assert (code, said[: len(file) + 6]) == (0, f"wrote {file}")
    spec = parse(Path(file).read_text(encoding="utf-8"))
    assert spec.problems == ()
    assert spec.value("title") == title
    assert spec.sections[0].title == title
    assert len(added(file)) == 2


def test_a_document_that_is_there_is_left_alone(new: New) -> None:
    Path("a.md").write_text("mine", encoding="utf-8")
    code, said = new("A")
    assert (code, said) == (2, "bylaw: a.md: this file exists and is left as it is; name another\n")
    assert Path("a.md").read_text(encoding="utf-8") == "mine"


def test_the_file_can_be_named(new: New) -> None:
    Path("deep").mkdir()
    assert new("A", "--out", "deep/[b].md") == (
        0,
        "wrote deep/[b].md; next: `bylaw spec lint deep/[b].md`, then `bylaw serve --spec deep/[b].md`\n",
    )
    assert added("deep/[b].md") == ["a", "stay_on_topic"]


def test_a_base_of_one_s_own_is_found_from_where_the_document_stands(new: New) -> None:
    Path("deep").mkdir()
    Path("base.md").write_text("# A {#a authority=user}\n\n# Stay {#stay_on_topic authority=root}\n", encoding="utf-8")
    code, _ = new("A", "--extends", "base.md", "-o", "deep/a.md")
    assert code == 0
    assert "extends: ../base.md" in Path("deep/a.md").read_text(encoding="utf-8")
    assert added("deep/a.md", "base.md") == ["our_a", "our_stay_on_topic"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["…"], "no file name can be made of '…'; use some letters", id="no-letters"),
        pytest.param([""], "no file name can be made of ''", id="empty"),
        pytest.param(["a" * 5000], "it can't be written: file name too long", id="too-long"),
        pytest.param(["A", "-o", "absent/a.md"], "absent/a.md: it can't be written: no such file", id="no-folder"),
        pytest.param(["A", "-o", "."], "this file exists and is left as it is", id="folder"),
        pytest.param(["A", "--extends", "absent.md"], "absent.md: there is no such file", id="no-base"),
        pytest.param(["A", "--extends", "buitlin"], "buitlin: there is no such file", id="misspelt-base"),
    ],
)
def test_what_cannot_be_written_is_one_clear_error_and_leaves_nothing(
    new: New, arguments: list[str], said: str
) -> None:
    code, message = new(*arguments)
    assert code == 2
    assert said in message
    assert message.count("\n") == 1
    assert list(Path().iterdir()) == []
