"""Markdown in, nodes out: nothing lost, everything in its place."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bylaw.spec import (
    Commentary,
    Example,
    FrontMatter,
    Heading,
    Node,
    Place,
    Prose,
    SettingsBlock,
    Spec,
    WaiverBlock,
    count,
    parse,
    write,
)

law = settings(deadline=None, max_examples=200)


def kinds(spec: Spec) -> list[str]:
    return [type(node).__name__ for node in spec.nodes]


def links(spec: Spec) -> list[str]:
    return [link.target for node in spec.nodes for link in getattr(node, "references", ())]


def marks(spec: Spec) -> list[str]:
    return [mark.id for node in spec.nodes for mark in getattr(node, "footnotes", ())]


def what_is_wrong(text: str) -> list[str]:
    return [problem.what for problem in parse(text).problems]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n\n", ["Prose"], id="blank-lines"),
        pytest.param("\ufeff", ["Prose"], id="byte-order-mark-alone"),
        pytest.param("# A\n# B\n", ["Heading", "Heading"], id="headings"),
        pytest.param("\n\n# A\n", ["Heading"], id="blank-lines-before"),
        pytest.param("A\n===\n\nB\n---\n", ["Prose", "Prose", "Prose"], id="underlined-titles-are-none"),
        pytest.param("> # A\n\n- # B\n\n    # C\n", ["Prose", "Prose"], id="quoted-and-listed-headings-are-prose"),
        pytest.param("~~~\n# A\n~~~\n", ["Prose"], id="a-heading-in-code"),
        pytest.param("text\n# A\ntext\n", ["Prose", "Heading", "Prose"], id="a-heading-needs-no-blank-line"),
        pytest.param("<div>\n\n# A\n</div>\n", ["Prose", "Heading", "Prose"], id="html-hides-nothing"),
        pytest.param("[a]: #b\n# A\n", ["Prose", "Heading"], id="a-link-definition-is-prose"),
        pytest.param("|a|b|\n|-|-|\n|1|2|\n", ["Prose"], id="table"),
        pytest.param("---\nextends: x\n---\n# A\n", ["FrontMatter", "Heading"], id="front-matter"),
        pytest.param("---\n---\ntext\n", ["FrontMatter", "Prose"], id="empty-front-matter"),
        pytest.param("***\n", ["Prose"], id="rule"),
        pytest.param("**Example**: a\n\n~~~xml\n<user>\n~~~\n", ["Example"], id="example"),
        pytest.param("**Example**: a\n~~~xml\n<user>\n~~~\n", ["Example"], id="example-without-blank-line"),
        pytest.param("**Example:** a\n\n```xml\n```\n", ["Example"], id="colon-inside"),
        pytest.param("**Examples**\n\n~~~~ xml\n~~~~\n", ["Example"], id="plural"),
        pytest.param("**Example**: a\n\ntext\n", ["Example", "Prose"], id="example-without-conversation"),
        pytest.param("**Example**: a\n\n~~~\ncode\n~~~\n", ["Example", "Prose"], id="example-before-code"),
        pytest.param("~~~xml\n<user>\n~~~\n", ["Example"], id="conversation-alone"),
        pytest.param("**Example**: a\n\n**Example**: b\n\n~~~xml\n~~~\n", ["Example", "Example"], id="two-examples"),
        pytest.param("An **Example**: a\n", ["Prose"], id="not-at-the-start"),
        pytest.param("- **Example**: a\n", ["Prose"], id="in-a-list"),
        pytest.param('!!! meta "Commentary"\n    a\n\n    b\n\nc\n', ["Commentary", "Prose"], id="commentary"),
        pytest.param("!!! meta\n    a\n\n\n    b\n\n\n\n    c\n\nd\n", ["Commentary", "Prose"], id="two-blank-lines"),
        pytest.param('!!! warning "Mind"\n    a\n', ["Prose"], id="another-box-is-the-documents-own-word"),
        pytest.param("!!! meta\n    ~~~xml\n    <user>\n    ~~~\n", ["Commentary"], id="code-in-commentary"),
        pytest.param("!!! meta\ntext\n", ["Commentary", "Prose"], id="empty-commentary"),
        pytest.param("!!!\n", ["Prose"], id="marks-alone"),
        pytest.param('~~~toml settings\n[a]\ntype="boolean"\nlowest="root"\n~~~\n', ["SettingsBlock"], id="settings"),
        pytest.param("```toml waiver\n```\n", ["WaiverBlock"], id="waiver"),
        pytest.param("~~~toml\na=1\n~~~\n", ["Prose"], id="other-toml"),
        pytest.param("- ~~~toml settings\n  ~~~\n", ["Prose"], id="settings-in-a-list"),
    ],
)
def test_a_block_becomes_the_node_it_looks_like(text: str, wanted: list[str]) -> None:
    spec = parse(text)
    assert kinds(spec) == wanted
    assert write(spec) == text


LINE_END = re.compile(r"\r\n?|\n")
PIECES = [
    *("# A\n", "## B {#b authority=root}\n", "### C {#c", "{}", "text", " ", "\n", "\n\n", "\r\n", "\r", "\t", "    "),
    *("~~~", "```", "````", "~~~xml\n", "~~~toml settings\n", "~~~toml waiver\n", "**Example**: x\n", '!!! meta "C"\n'),
    *(
        "    in\n",
        "> ",
        "- ",
        "1. ",
        "---\n",
        "extends: a\n",
        "<user>\n",
        "</user>\n",
        "<!--",
        "-->",
        "[^ab]",
        "[?](#b)",
    ),
    *("[", "]", "(", ")", "#", "*", "`", "\\", "|", "=", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"),
    *("\ufeff", "é", "🙂", "e\u0301", "\u202e", "\ud7ff", "\uffff", "a: b\n", "!!!", "???", "...\n", "===\n", "&amp;"),
]
any_text = st.text(max_size=40) | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


@law
@given(any_text)
@example("---\n\n")
@example("\ufeff\r\n# A")
@example("\ud800")
def test_no_character_of_any_text_is_lost(text: str) -> None:
    spec = parse(text, "a.md")
    assert "".join(node.text for node in spec.nodes) == text
    assert parse(write(spec), "a.md") == spec
    assert all(node.text for node in spec.nodes)


@law
@given(any_text)
def test_every_place_of_any_text_points_into_it(text: str) -> None:
    spec = parse(text, "a.md")
    lines = LINE_END.split(text)
    at = 0
    for node in spec.nodes:
        above = len(LINE_END.findall(text[:at]))
        blank = len(node.text) - len(node.text.lstrip("\ufeff\r\n \t")) if at == 0 else 0  # only the first may open so
        assert above + 1 <= node.place.line <= above + 1 + len(LINE_END.findall(node.text[:blank]))
        at += len(node.text)
    places = [node.place for node in spec.nodes] + [problem.place for problem in spec.problems]
    for node in spec.nodes:
        places += [each.place for each in getattr(node, "references", ())]
        places += [each.place for each in getattr(node, "footnotes", ())]
        places += [each.place for each in getattr(node, "attributes", ())]
    for place in places:
        assert place.file == "a.md"
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert [node.place.line for node in spec.nodes] == sorted({node.place.line for node in spec.nodes})


@law
@given(any_text)
def test_any_text_can_be_counted(text: str) -> None:
    counted = count(parse(text))
    assert counted.headings == counted.sections + counted.clauses
    assert sum(counted.by_authority.values()) == counted.clauses


BLOCKS: list[tuple[type[Node], str]] = [
    (Heading, "# A title {#a authority=root}\n"),
    (Heading, '## Another {#b authority=user check="c, d" tags="e f"} ##\n'),
    (Heading, "### Bound {action=flag}\n"),
    (Heading, "# 規則 {#規則 authority=guideline}\n"),
    (Prose, "A paragraph.\n"),
    (Prose, "A paragraph with `[code](#x)` and [a link](#a),[^abcd]\nover two lines.\n"),
    (Prose, "- one\n\n  ~~~python\n  # not a heading\n  ~~~\n\n  - two\n\n    ````\n    ```\n    ````\n"),
    (Prose, "1. one\n   > quoted\n2. two\n"),
    (Prose, "> quoted\n> # not a heading\n>\n> ~~~\n> code\n"),
    (Prose, "| a | b |\n|---|---|\n| 1 | 2 |\n"),
    (Prose, "<div class='x'>\n<!-- a comment -->\n</div>\n"),
    (Prose, "~~~python\n# not a heading\n\n**Example**: none\n\n~~~xml\n~~~\n"),
    (Prose, "````\n~~~\n```\n\n# not a heading\n````\n"),
    (Prose, "***\n"),
    (Prose, "Title\n=====\n"),
    (Prose, "\\# not a heading\n"),
    (Prose, '!!! note "Other"\n    text\n'),
    (Commentary, '!!! meta "Commentary"\n    One.\n\n    Two, see [?](#a).\n\n    - three\n'),
    (Commentary, "!!! meta\n    ~~~\n    # code\n    ~~~\n"),
    (Example, "**Example**: a title\n\n~~~xml\n<user>\n# not a heading\n</user>\n~~~\n"),
    (Example, "**Example**: [^efgh] no blank line\n~~~xml\n<user>\n```\n</user>\n~~~\n"),
    (Example, "**Example**: never shown\n"),
    (Example, "```xml\n<user>\n~~~\n</user>\n```\n"),
    (SettingsBlock, '~~~toml settings\n[mature]\ntype = "boolean"\nlowest = "developer"\n~~~\n'),
    (WaiverBlock, '~~~toml waiver\nreason = "a"\napproved_by = "b"\nexpires = 2027-01-31\n~~~\n'),
]
blocks = st.lists(st.tuples(st.sampled_from(BLOCKS), st.integers(1, 3)), min_size=1, max_size=12).filter(
    # An example that shows nothing takes the conversation that follows it, lists and quotes of one kind join.
    lambda chosen: all(
        a[0] != b[0] and not (a[0][1].endswith("shown\n") and "xml" in b[0][1]) for a, b in pairwise(chosen)
    )
)


@law
@given(
    blocks,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "---\ntitle: x\n---\n", "\n\n"]),
    st.sampled_from(["", "~~~\nnever closed\n\n# hidden\n"]),
    st.booleans(),
)
def test_a_document_of_known_blocks_keeps_their_order_and_places(
    chosen: list[tuple[tuple[type[Node], str], int]], line_end: str, before: str, after: str, bom: bool
) -> None:
    parts = [(kind, text + "\n" * blank) for (kind, text), blank in chosen]
    parts += [(Prose, after)] if after else []
    if before.startswith("---"):
        parts.insert(0, (FrontMatter, before))
    else:
        parts[0] = (parts[0][0], before + parts[0][1])
    wanted, line = [], 1
    for at, (kind, text) in enumerate(parts):
        start = line + (before.count("\n") if at == 0 and not before.startswith("---") else 0)
        wanted.append((kind.__name__, start, text.replace("\n", line_end)))
        line += text.count("\n")
    source = "".join(text for _, _, text in wanted)
    mark = "\ufeff" if bom else ""
    spec = parse(mark + source, "a.md")
    found = [(type(node).__name__, node.place.line, node.text) for node in spec.nodes]
    wanted[0] = (wanted[0][0], wanted[0][1], mark + wanted[0][2])
    assert found == wanted
    assert [problem.kind for problem in spec.problems] == (["fence"] if after else [])


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        pytest.param("[?](#a)", ["a"], id="question-mark"),
        pytest.param("[see [this] one](#a)", ["a"], id="brackets-in-the-text"),
        pytest.param("[two\nlines](#a)", ["a"], id="over-lines"),
        pytest.param('[a](#b "title")', ["b"], id="with-a-title"),
        pytest.param("[a](#b)[c](#d)", ["b", "d"], id="side-by-side"),
        pytest.param("[a](#)", [""], id="to-nothing"),
        pytest.param("[a](https://example.org#b)", [], id="elsewhere"),
        pytest.param("[a] (#b)", [], id="a-space-between"),
        pytest.param("\\[a](#b)", [], id="escaped"),
        pytest.param("`[a](#b)`", [], id="code"),
        pytest.param("``[a](#b)` ``", [], id="code-with-a-tick"),
        pytest.param("`a` [b](#c) `d`", ["c"], id="between-code"),
        pytest.param("` [a](#b)", ["b"], id="a-lone-tick"),
        pytest.param("\\` [a](#b) `", ["b"], id="an-escaped-tick"),
        pytest.param("`` [a](#b) `", ["b"], id="ticks-of-another-length"),
        pytest.param("- a ` tick\n- [b](#c)\n- another ` tick", ["c"], id="ticks-of-two-items"),
        pytest.param("a ` tick\n\n[b](#c) another ` tick", ["c"], id="ticks-of-two-paragraphs"),
        pytest.param("- [a](#b)\n\n      [code](#c)\n\n  ~~~\n  [code](#d)\n  ~~~\n\n  [e](#f)", ["b", "f"], id="list"),
        pytest.param("> [a](#b)\n> [c](#d)", ["b", "d"], id="quotation"),
        pytest.param("    [a](#b)", [], id="indented-code"),
        pytest.param("!!! meta\n    [a](#b)\n\n    [c](#d)", ["b", "d"], id="commentary"),
        pytest.param("**Example**: [a](#b)\n\n~~~xml\n<user>[c](#d)</user>\n~~~", ["b"], id="a-turn-is-no-text"),
        pytest.param("~~~xml\n<assistant><!-- BAD[#a]: see [b](#c) --></assistant>\n~~~", ["a", "c"], id="marks"),
        pytest.param("~~~xml\n<assistant><!-- BAD[#a]: [b](#c)\n~~~", [], id="a-comment-without-end"),
    ],
)
def test_links_are_found_in_text_and_not_in_code(text: str, targets: list[str]) -> None:
    assert links(parse(text)) == targets


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("a[^abcd] b[^x y] c[^e-1]", ["abcd", "e-1"], id="an-id-has-no-spaces"),
        pytest.param("a[^a][^b]", ["a", "b"], id="side-by-side"),
        pytest.param("a\\[^a] `[^b]`", [], id="escaped-and-code"),
        pytest.param("[^[^a]", ["a"], id="nested"),
        pytest.param("[text[^a]](#b)", ["a"], id="in-a-link"),
    ],
)
def test_footnote_marks_are_found(text: str, ids: list[str]) -> None:
    assert marks(parse(text)) == ids


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_link_says_its_line_and_column_whatever_ends_a_line(line_end: str, mark: str) -> None:
    text = "x [a](#b)\n\n- y\n  z [c](#d) [^e]\n\n~~~xml\n<assistant> <!-- BAD[#f] [g](#h) -->\n</assistant>\n~~~\n"
    spec = parse(mark + text.replace("\n", line_end), "a.md")
    places = [link.place for node in spec.nodes for link in getattr(node, "references", ())]
    assert places == [
        Place("a.md", 1, 7),
        Place("a.md", 4, 9),
        Place("a.md", 7, 22),
        Place("a.md", 7, 30),
    ]
    assert [each.place for node in spec.nodes for each in getattr(node, "footnotes", ())] == [Place("a.md", 4, 13)]


def test_the_conversation_of_an_example_knows_its_line_in_the_file() -> None:
    text = "\n**Example**: a title\n\n~~~xml\n<user>\nhello\n</user>\n<ai>\n~~~\n"
    (found,) = parse(text).nodes
    assert isinstance(found, Example)
    assert found.title == "a title"
    assert found.place.line == 2
    lines = text.split("\n")
    assert lines[found.markup_line - 1] == "<user>"
    (problem, *_) = found.dialogue.problems
    assert lines[found.markup_line + problem.line - 2] == "<ai>"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        pytest.param("~~~\na\n~~~\n", True, id="closed"),
        pytest.param("~~~\n~~~", True, id="empty"),
        pytest.param("~~~\na\n   ~~~~  \n", True, id="longer-and-indented"),
        pytest.param("~~~", False, id="opened"),
        pytest.param("~~~\n", False, id="opened-and-a-line-end"),
        pytest.param("~~~\na\n", False, id="never"),
        pytest.param("~~~~\na\n~~~\n", False, id="shorter"),
        pytest.param("~~~\na\n```\n", False, id="other-marks"),
        pytest.param("~~~\na\n    ~~~\n", False, id="indented-too-far"),
        pytest.param("~~~\na\n~~~ x\n", False, id="words-after"),
        pytest.param("~~~\na\n\t~~~", False, id="tab"),
        pytest.param("````xml\n<user>\n```\n", False, id="conversation"),
        pytest.param("- ~~~\n  a\n\ntext\n", True, id="in-a-list-it-ends-with-the-list"),
    ],
)
def test_a_fence_is_closed_by_as_many_marks_as_opened_it(text: str, closed: bool) -> None:
    assert [problem.kind for problem in parse(text).problems] == ([] if closed else ["fence"])


@pytest.mark.parametrize(
    ("front", "values"),
    [
        pytest.param("extends: builtin", {"extends": "builtin"}, id="plain"),
        pytest.param("a:b\nc :  d  ", {"a": "b", "c": "d"}, id="spaces"),
        pytest.param("a: \"b: c\"\nd: 'e'", {"a": "b: c", "d": "e"}, id="quotes"),
        pytest.param('a: "', {"a": '"'}, id="a-lone-quote"),
        pytest.param("a: b: c # d", {"a": "b: c # d"}, id="the-rest-of-the-line"),
        pytest.param("a:", {"a": ""}, id="empty"),
        pytest.param("# a comment\n\n  # another\na: b", {"a": "b"}, id="comments"),
        pytest.param("a-b_c1: d", {"a-b_c1": "d"}, id="names"),
        pytest.param("a: x\x0by\u2028z", {"a": "x\x0by\u2028z"}, id="odd-white-space-ends-no-line"),
    ],
)
def test_front_matter_is_a_key_and_a_value_a_line(front: str, values: dict[str, str]) -> None:
    spec = parse(f"---\n{front}\n---\n# A\n")
    assert spec.front is not None
    assert dict(spec.front.values) == values
    assert spec.problems == ()
    assert all(spec.value(key) == value for key, value in values.items())
    assert spec.value("absent") is None


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        pytest.param("---\na\n---\n", 2, "one `key: value` a line", id="no-colon"),
        pytest.param("---\n- a: b\n---\n", 2, "one `key: value` a line", id="list"),
        pytest.param("---\na: b\n  c: d\n---\n", 3, "one `key: value` a line", id="nested"),
        pytest.param("---\na: b\na: c\n---\n", 3, "each key once", id="twice"),
        pytest.param("---\n\nextend: builtin\n---\n", 3, "did you mean 'extends'?", id="misspelt"),
        pytest.param("---\nExtends: builtin\n---\n", 2, "did you mean 'extends'?", id="capital"),
        pytest.param("---\nbinding: none\n---\n", 2, "did you mean 'bindings'?", id="misspelt-bindings"),
        pytest.param("---\ntitle: x\nextends: builtin\n\n# A\n", 3, "this has no effect", id="never-closed"),
        pytest.param("\n---\nextends: builtin\n---\n", 3, "this has no effect", id="not-on-the-first-line"),
        pytest.param(" ---\nextends: builtin\n---\n", 2, "this has no effect", id="indented"),
    ],
)
def test_front_matter_that_has_no_effect_is_a_problem(text: str, line: int, what: str) -> None:
    (problem,) = parse(text).problems
    assert problem.kind == "front"
    assert what in problem.what
    assert problem.place.line == line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n\nProse: with a colon.\n", id="a-rule-and-prose"),
        pytest.param("---\nNote: a\nMore: b\n", id="a-rule-and-keys-of-nobodys"),
        pytest.param("Text.\n\n---\nextends: builtin\n", id="a-rule-further-down"),
        pytest.param("---\nauthor: A\nextension: .md\n---\n", id="keys-of-the-authors-own"),
    ],
)
def test_what_is_no_front_matter_of_ours_is_none(text: str) -> None:
    assert what_is_wrong(text) == []


MISSED = "this line ends like a clause's heading and is none; begin it with # and a space"
HIDDEN = "this heading stands inside a list, a quotation or a commentary; move it to the margin"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("# !!!", ["no id can be made of this title; give one, as {#be_kind}"], id="no-letters"),
        pytest.param("#", ["no id can be made of this title; give one, as {#be_kind}"], id="no-title"),
        pytest.param("# !!! {#a}", [], id="an-id-of-its-own"),
        pytest.param("# 優しく", [], id="letters-of-another-script"),
        pytest.param("# A {#a", ["the attribute block lacks its }"], id="open-block"),
        pytest.param("- a\n\n  # B {#b}", [HIDDEN], id="in-a-list"),
        pytest.param("- a\n\n   # B {authority=root}", [HIDDEN], id="indented-after-a-list"),
        pytest.param("> ## B {#b authority=root}", [HIDDEN], id="in-a-quotation"),
        pytest.param("!!! meta\n    # B {#b}", [HIDDEN], id="in-a-commentary"),
        pytest.param("#B {#b authority=root}", [MISSED], id="without-a-space"),
        pytest.param("#\u00a0B {#b authority=root}", [MISSED], id="with-another-space"),
        pytest.param("\u200b# B {#b authority=root}", [MISSED], id="after-an-invisible-sign"),
        pytest.param("a\n####### B {authority=root}\nb", [MISSED], id="too-deep"),
        pytest.param("**B** {#b authority=root}", [MISSED], id="bold"),
        pytest.param("B {#b authority=root}\n===", [MISSED], id="underlined"),
        pytest.param("Write `# B {#b authority=root}`", [], id="in-code"),
        pytest.param("~~~\n#B {#b authority=root}\n~~~", [], id="in-a-fence"),
        pytest.param("Say {authority=root} in braces.", [], id="not-at-the-end"),
        pytest.param("- a\n\n  # B\n\n  ~~~\n  # C {#c}\n  ~~~", [], id="in-a-list-without-attributes"),
    ],
)
def test_a_heading_that_cannot_become_a_clause_is_a_problem(text: str, wrong: list[str]) -> None:
    assert what_is_wrong(text) == wrong


SIZE = 1_000_000


def repeated(text: str, size: int = SIZE) -> str:
    return (text * (size // len(text) + 1))[:size]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("#" * (5 * SIZE), id="marks"),
        pytest.param("[" * (5 * SIZE), id="brackets"),
        pytest.param("[" * SIZE + "](#a)", id="brackets-and-a-link"),
        pytest.param(repeated("**Example**", 5 * SIZE), id="examples-on-a-line"),
        pytest.param("a" * (2 * SIZE), id="one-line"),
        pytest.param(repeated("a [b](#c) [^d] ", 2 * SIZE), id="one-line-of-links"),
        pytest.param(repeated("[^"), id="open-footnotes"),
        pytest.param(repeated("[](#"), id="open-links"),
        pytest.param(repeated("](#` "), id="ticks"),
        pytest.param("](#" + "".join("`" * (at % 999 + 1) + " " for at in range(2000)), id="ticks-of-all-lengths"),
        pytest.param("# a" + " " * SIZE + "b", id="spaces-in-a-heading"),
        pytest.param("# a {" + repeated('b="') + "}", id="quotes-in-a-heading"),
        pytest.param("~~~xml\n" + repeated("<!--\n", SIZE // 5) + "~~~", id="open-comments"),
        pytest.param("~~~xml\n" + repeated("<user>\n<assistant>", SIZE // 5) + "\n~~~", id="open-turns"),
        pytest.param("~~~toml settings\na" + repeated(".a") + "=1\n~~~", id="dotted-key"),
        pytest.param("~~~toml waiver\na=" + repeated("[") + "\n~~~", id="deep-toml"),
        pytest.param("---\n" + repeated("a: b\n", SIZE // 10), id="front-matter-without-end"),
        pytest.param(repeated("> "), id="deep-quotations"),
        pytest.param(repeated("- "), id="deep-lists"),
        pytest.param("".join("  " * at + "- a\n" for at in range(600)), id="stairs"),
        pytest.param(repeated("- a\n", SIZE // 20), id="a-long-list"),
        pytest.param(repeated("# a\n", SIZE // 20), id="headings"),
        pytest.param(repeated("!!! meta\n", SIZE // 10), id="commentaries"),
        pytest.param(repeated("~~~\n", SIZE // 10), id="fences"),
        pytest.param(repeated("\n"), id="line-ends"),
        pytest.param(repeated("*"), id="stars"),
        pytest.param(repeated("\x00"), id="nulls"),
    ],
)
def test_time_is_linear_and_no_nesting_is_too_deep(text: str) -> None:
    began = time.process_time()
    spec = parse(text)
    counted = count(spec)
    assert time.process_time() - began < 12, "a second or two is usual; were it quadratic, it would be minutes"
    assert write(spec) == text
    assert counted.headings == len(spec.sections)
