"""The published documents: every count that a plain line pattern gives, and every difference explained."""

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bylaw.authority import Comparison, Role, write_markup
from bylaw.spec import Example, Heading, Spec, count, load, parse, trials, write

pytestmark = pytest.mark.data

VERSIONS = ["2025-02-12", "2025-09-12", "2025-12-18-rev1", "2025-12-18"]
LEVELS = ("root", "system", "developer", "user", "guideline")

# Lines that start with # and are no headings, since they stand in the code of a fence.
IN_FENCES = {
    "2025-02-12": [2802, 3538],
    "2025-09-12": [3310, 4154],
    "2025-12-18-rev1": [3430, 4229],
    "2025-12-18": [3430, 4229],
}
# Statements whose prompts are not in `examples/`, which holds those of the newest version.
WITHOUT_PROMPTS = {
    "2025-02-12": {"3y9z", "d0pu", "h82a", "k0ff", "rse0", "t5q0"},
    "2025-09-12": set[str](),
    "2025-12-18-rev1": {"d0pu", "h82a", "rse0", "t5q0"},
    "2025-12-18": {"d0pu", "h82a", "rse0", "t5q0"},
}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def text(published: dict[str, str], version: str) -> str:
    return published[version]


@pytest.fixture
def spec(text: str, version: str) -> Spec:
    return parse(text, f"model_spec-{version}.md")


def table(data: Path) -> dict[str, list[list[int]]]:
    """Read the table of counts in the data's README: version, then numbers by column."""
    readme = (data / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{4}-\d\d-\d\d) \|(.*)\|$", readme, re.MULTILINE)
    return {
        version: [[int(number) for number in re.findall(r"\d+", cell)] for cell in cells.split("|")]
        for version, cells in rows
    }


def in_fences(text: str) -> set[int]:
    """Number the lines inside fences, by a scanner that knows nothing of the parser."""
    inside, opened = set(), ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = re.match(r"\s*(~{3,}|`{3,})", line)
        if opened:
            if mark and mark[1].startswith(opened) and not line.strip(" ~`"):
                opened = ""
            else:
                inside.add(number)
        elif mark:
            opened = mark[1]
    return inside


def test_all_four_are_there(published: dict[str, str]) -> None:
    assert sorted(published) == sorted(VERSIONS)


def test_the_plain_patterns_give_the_table_of_the_readme(data: Path, text: str, version: str) -> None:
    headings, levels, examples, comparisons, footnotes = table(data)[version.removesuffix("-rev1")]
    assert [len(re.findall(r"^#+ ", text, re.MULTILINE))] == headings
    words = Counter(re.findall(r"authority=([a-z]+)", text))
    assert [words["root"] + words["platform"], *(words[level] for level in LEVELS[1:])] == levels
    assert [len(re.findall(r"^\*\*Example\*\*", text, re.MULTILINE))] == examples
    assert [sum("<comparison>" in line for line in text.split("\n"))] == comparisons
    assert [len(set(re.findall(r"\[\^[0-9a-z]{4}\]", text)))] == footnotes


def test_the_parser_counts_what_the_table_says_but_headings_in_fences(data: Path, spec: Spec, version: str) -> None:
    (headings,), levels, (examples,), (comparisons,), (footnotes,) = table(data)[version.removesuffix("-rev1")]
    counted = count(spec)
    assert counted.headings == headings - len(IN_FENCES[version])
    assert [counted.by_authority[level] for level in LEVELS] == levels
    assert counted.examples == examples
    assert counted.comparisons == comparisons
    assert counted.footnotes == footnotes


def test_the_lines_that_look_like_headings_and_are_none_stand_in_fences(text: str, spec: Spec, version: str) -> None:
    lines = text.split("\n")
    alike = {number for number, line in enumerate(lines, start=1) if re.match("#+ ", line)}
    headings = {node.place.line for node in spec.nodes if isinstance(node, Heading)}
    assert headings <= alike
    assert sorted(alike - headings) == IN_FENCES[version]
    assert set(IN_FENCES[version]) <= in_fences(text)
    assert not headings & in_fences(text)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="as-it-is"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="cr"),
        pytest.param(lambda text: "\ufeff" + text, id="byte-order-mark"),
        pytest.param(lambda text: "\ufeff" + text.replace("\n", "\r\n"), id="byte-order-mark-and-crlf"),
        pytest.param(lambda text: text.rstrip("\n"), id="no-line-end-at-the-end"),
        pytest.param(lambda text: text.rstrip("\n") + "\n", id="a-line-end-at-the-end"),
        pytest.param(lambda text: "\n\n" + text, id="blank-lines-before"),
    ],
)
def test_every_character_belongs_to_one_node_and_writing_gives_the_same_tree(
    text: str, spec: Spec, change: Callable[[str], str]
) -> None:
    changed = change(text)
    tree = parse(changed, spec.file)
    assert "".join(node.text for node in tree.nodes) == changed
    assert write(tree) == changed
    assert parse(write(tree), spec.file) == tree
    assert count(tree) == count(spec)
    assert tree.problems == ()


def test_every_node_says_the_line_it_starts_at(text: str, spec: Spec) -> None:
    line = 1
    for node in spec.nodes:
        blank = len(node.text) - len(node.text.lstrip("\n")) if line == 1 else 0
        assert node.place.line == line + blank
        line += node.text.count("\n")
    assert line == text.count("\n") + 1


def test_every_attribute_link_and_mark_stands_where_it_says(text: str, spec: Spec) -> None:
    lines = text.split("\n")
    for node in spec.nodes:
        for each in getattr(node, "attributes", ()):
            written = lines[each.place.line - 1][each.place.column - 1 :]
            assert written.startswith(f"#{each.value}" if each.name == "id" else f"{each.name}=")
        for each in getattr(node, "references", ()):
            assert lines[each.place.line - 1][each.place.column - 1 :].startswith(f"#{each.target}")
        for each in getattr(node, "footnotes", ()):
            assert lines[each.place.line - 1][each.place.column - 1 :].startswith(f"[^{each.id}]")


def test_every_link_of_the_text_is_found_and_leads_somewhere(text: str, spec: Spec) -> None:
    fenced = in_fences(text)
    plain = [
        (number, target)
        for number, line in enumerate(text.split("\n"), start=1)
        if number not in fenced
        for target in re.findall(r"\]\(#([^)\s]*)\)", line)
    ]
    links = [link for node in spec.nodes for link in getattr(node, "references", ())]
    assert [(link.place.line, link.target) for link in links if link.place.line not in fenced] == plain
    ids = {section.id for section in spec.sections}
    assert [link for link in links if link.target not in ids] == []


def test_every_mark_of_a_clause_in_an_example_is_found(text: str, spec: Spec) -> None:
    plain = re.findall(r"<!--\s*[A-Z]+\[#([^\]]*)\]", text)
    links = [link for node in spec.nodes for link in getattr(node, "references", ())]
    assert [link.target for link in links if link.mark] == plain


def test_every_footnote_has_its_prompts_or_is_listed(data: Path, text: str, spec: Spec, version: str) -> None:
    ids = {mark.id for node in spec.nodes for mark in getattr(node, "footnotes", ())}
    assert ids == set(re.findall(r"\[\^([^\]]+)\]", text))
    files = {file.stem for file in (data / "model_spec" / "examples").glob("*.md")}
    assert ids - files == WITHOUT_PROMPTS[version]


def test_every_file_of_prompts_is_named_by_some_version(data: Path, published: dict[str, str]) -> None:
    files = {file.stem for file in (data / "model_spec" / "examples").glob("*.md")}
    assert len(files) == 114
    named = {mark for text in published.values() for mark in re.findall(r"\[\^([^\]]+)\]", text)}
    assert files <= named
    newest = set(re.findall(r"\[\^([^\]]+)\]", published["2025-12-18"]))
    assert files - newest == {"91ld", "lds1"}, "these two stand in the version of 2025-09-12 alone"


def test_every_conversation_parses_and_can_be_written(spec: Spec) -> None:
    examples = [node for node in spec.nodes if isinstance(node, Example)]
    assert examples
    for example in examples:
        assert example.title
        assert example.markup is not None
        assert example.dialogue.problems == ()
        write_markup(example.dialogue)


def test_every_marked_reply_is_counted(text: str, spec: Spec) -> None:
    marked = Counter(re.findall(r"<assistant[^>]*>\s*<!--\s*(GOOD|BAD|OK)\b", text))
    assert marked.total() == len(re.findall(r"<!--\s*(?:GOOD|BAD|OK)\b", text))
    examples = [node for node in spec.nodes if isinstance(node, Example)]
    replies = [
        turn
        for example in examples
        for comparison in example.dialogue.comparisons
        for turn in comparison.turns
        if turn.message.role is Role.ASSISTANT
    ]
    unmarked = sum(turn.verdict is None for turn in replies)
    assert count(spec).responses == {
        "good": marked["GOOD"],
        "bad": marked["BAD"],
        "neutral": marked["OK"] + unmarked,
    }
    found = list(trials(spec))
    assert len({trial.id for trial in found}) == len(found) == len(examples)
    for trial in found:
        assert trial.messages or trial.responses
        assert all(response.messages[-1].role is Role.ASSISTANT for response in trial.responses)


def test_comparisons_hold_replies_and_nothing_else(spec: Spec) -> None:
    for node in spec.nodes:
        for step in node.dialogue.steps if isinstance(node, Example) else ():
            if isinstance(step, Comparison):
                assert step.turns
                assert {turn.message.role for turn in step.turns} == {Role.ASSISTANT}


def test_every_file_of_prompts_parses(data: Path) -> None:
    for file in sorted((data / "model_spec" / "examples").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        spec = parse(text, file.name)
        assert write(spec) == text
        assert spec.problems == ()
        examples = [node for node in spec.nodes if isinstance(node, Example)]
        assert len(examples) == len(re.findall(r"^\*\*Example\*\*", text, re.MULTILINE)) >= 1
        for example in examples:
            assert example.dialogue.problems == ()
            assert example.dialogue.steps


def test_a_published_document_loads_with_the_bindings_that_ship(data: Path, version: str) -> None:
    spec = load(data / "model_spec" / f"model_spec-{version}.md")
    assert spec.problems == ()
    assert all(clause.kind is not None for clause in spec.clauses)
    assert any(clause.checks for clause in spec.clauses)
    assert all(section.kind is None for section in spec.sections if not section.is_clause)


def test_the_newest_version_parses_in_150_milliseconds(published: dict[str, str]) -> None:
    taken = []
    for _ in range(5):
        began = time.process_time()
        parse(published["2025-12-18"])
        taken.append(time.process_time() - began)
    assert min(taken) <= 0.150
