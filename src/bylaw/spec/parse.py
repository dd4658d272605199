"""Read a document: Markdown in, nodes and sections out.

markdown-it-py finds the blocks and their lines; its inline pass, most of its time, is left out, since links and
footnote marks are all we want of it. Each top-level block becomes one node, which keeps its own source, blank lines
after it included: so the nodes' texts joined are the document, byte for byte. Parsing never fails on content: what
can't be read stands in `Spec.problems`. Its time is linear in the text.
"""
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from bylaw.spec.attributes import parse_heading
from bylaw.spec.blocks import parse_settings, parse_waiver
from bylaw.spec.links import Passage, find_footnotes, find_marks, find_references
from bylaw.spec.nodes import (
    Commentary,
    Example,
    Footnote,
    FrontMatter,
    Heading,
    Node,
    Place,
    Problem,
    Prose,
    Reference,
    SettingsBlock,
    Spec,
    WaiverBlock,
)
from bylaw.spec.sections import sections_of
from bylaw.spec.version import PARSER_VERSION

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["PARSER_VERSION", "parse"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_EXAMPLE = re.compile(r"\*\*Examples?:?\*\*\s*:?[ \t]*(?P<title>[^\n]*)")
_COMMENTARY = re.compile(r"!!!\s*\S*\s*(?:\"(?P<title>[^\"]*)\")?")
_CLAUSE_END = re.compile(r"\{(?:[^{}]*\s)?authority=[^{}]*\}\s*\Z")
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:(?P<value>.*)", re.DOTALL)
_FRONT_KEYS = ("extends", "bindings")
"""The keys that change what a document is resolved to; others are the author's own."""


def parse(text: str, file: str = "<text>") -> Spec:
    """Read a document.

    Args:
        text: the source; any line ends.
        file: its name for places and messages.

    Returns:
        The document as it stands, not resolved over its base. `"".join(node.text for node in spec.nodes) == text`.
    """
    return _Reader(text, file).read()


def _markdown() -> MarkdownIt:
    # Imported here, so that loading a lock, which needs no parser, doesn't wait for one.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    # Without `html`, a line of <tags> is a paragraph like any other; `reference` and `lheading` would hide lines.
    markdown = MarkdownIt("commonmark", {"html": False}).use(admon_plugin).use(front_matter_plugin)
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown.disable(["reference", "lheading"])


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.bom = text[:1] == "\ufeff"
        self.lines: list[str] = _LINE.findall(text)
        self.problems: list[Problem] = []

    def read(self) -> Spec:
        source = "".join(self.lines)
        tokens = _markdown().parse(source[1:] if self.bom else source)
        blocks = list(_top_blocks(tokens))
        nodes: list[Node] = []
        at = 0
        first = True
        while at < len(blocks):
            taken = _taken(blocks, at)
            stop = _start(blocks[at + taken][0]) if at + taken < len(blocks) else len(self.lines)
            start = 0 if first else _start(blocks[at][0])  # blank lines before the first block belong to it
            nodes.append(self._node(blocks[at : at + taken], start, stop))
            first = False
            at += taken
        if not nodes and self.lines:
            nodes.append(Prose(self._place(0), source))
        if nodes and not isinstance(nodes[0], FrontMatter):
            self._front_missed()
        front = nodes.pop(0) if nodes and isinstance(nodes[0], FrontMatter) else None
        preface, sections = sections_of(nodes)
        return Spec(
            self.file,
            front if isinstance(front, FrontMatter) else None,
            preface,
            sections,
            tuple(self.problems),
        )

    def _node(self, blocks: Sequence[tuple[Token, list[Token]]], start: int, stop: int) -> Node:
        token, inside = blocks[0]
        text = "".join(self.lines[start:stop])
        line = _start(token)
        place = self._place(line)
        if token.type == "front_matter":
            return FrontMatter(place, text, self._front(token, line))
        if token.type == "heading_open":
            return self._heading(place, text, line)
        self._missed_clauses(inside)
        references, footnotes = self._marks(inside)
        if _is_commentary(token):
            opening = _COMMENTARY.match(self._line(line).lstrip())
            return Commentary(place, text, (opening and opening["title"]) or "", references, footnotes)
        fence = blocks[-1][0]
        if fence.type == "fence" and not self._closed(fence):
            what = "the fence is never closed: it swallows the rest of the document"
            self.problems.append(Problem("fence", what, self._place(_start(fence))))
        if _is_conversation(fence):
            markup, markup_line = fence.content, _start(fence) + 2
            references += find_marks(self._passage(_start(fence) + 1, _end(fence)))
            return Example(place, text, _title(inside), markup, markup_line, references, footnotes)
        if _opens_example(token, inside):
            return Example(place, text, _title(inside), references=references, footnotes=footnotes)
        if token.type == "fence":
            return self._fence(token, text, line)
        return Prose(place, text, references, footnotes)

    def _heading(self, place: Place, text: str, line: int) -> Heading:
        said = parse_heading(self._line(line), place)
        self.problems += said.problems
        heading = Heading(place, text, said.level, said.title, said.attributes)
        if not heading.id:
            what = "no id can be made of this title; give one, as {#be_kind}"
            self.problems.append(Problem("attribute", what, place))
        return heading

    def _missed_clauses(self, inside: Sequence[Token]) -> None:
        """Report what was meant as a clause and is none: `#Be kind {authority=user}`, or a heading in a list."""
        for opening, said in pairwise((None, *inside)):
            if said is None or said.type != "inline":
                continue
            if opening is not None and opening.type == "heading_open":
                place = self._place(_start(opening))
                if parse_heading(f"# {said.content}", place).attributes:
                    what = "this heading stands inside a list, a quotation or a commentary; move it to the margin"
                    self.problems.append(Problem("attribute", what, place))
            elif "authority=" in said.content:
                for line in range(_start(said), _end(said)):
                    ended = self._line(line)
                    if _CLAUSE_END.search(ended, max(ended.rfind("{"), 0)):
                        what = "this line ends like a clause's heading and is none; begin it with # and a space"
                        self.problems.append(Problem("attribute", what, self._place(line)))

    def _fence(self, token: Token, text: str, line: int) -> Node:
        place, body_place = self._place(line), self._place(line + 1)
        match token.info.split():
            case ["toml", "settings"]:
                settings, problems = parse_settings(token.content, body_place)
                self.problems += problems
                return SettingsBlock(place, text, settings)
            case ["toml", "waiver"]:
                waiver, problems = parse_waiver(token.content, body_place)
                self.problems += problems
                return WaiverBlock(place, text, waiver)
            case _:
                return Prose(place, text)

    def _front(self, token: Token, line: int) -> tuple[tuple[str, str], ...]:
        values: dict[str, str] = {}
        for offset, said in enumerate(token.content.split("\n"), start=1):
            if not said.strip() or said.lstrip().startswith("#"):
                continue
            place = self._place(line + offset)
            entry = _FRONT_LINE.fullmatch(said)
            if entry is None or entry["key"] in values:
                what = "front matter holds one `key: value` a line, each key once"
                self.problems.append(Problem("front", what, place))
                continue
            key, value = entry["key"], entry["value"].strip()
            if key not in _FRONT_KEYS and (close := difflib.get_close_matches(key.lower(), _FRONT_KEYS, 1, 0.8)):
                what = f"front matter key {key!r} means nothing; did you mean {close[0]!r}?"
                self.problems.append(Problem("front", what, place))
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            values[key] = value[1:-1] if quoted else value
        return tuple(values.items())

    def _front_missed(self) -> None:
        """Report a document whose front matter can't be found, and with it what the document extends."""
        at = next((at for at, line in enumerate(self.lines) if self._line(at).strip()), 0)
        if not self._line(at).strip().startswith("---"):
            return
        for line in range(at + 1, len(self.lines)):
            entry = _FRONT_LINE.fullmatch(self._line(line))
            if entry is None:
                return
            if entry["key"] in _FRONT_KEYS:
                what = "front matter starts on the first line with --- and ends with a line of ---; this has no effect"
                self.problems.append(Problem("front", what, self._place(line)))
                return

    def _marks(self, inside: Sequence[Token]) -> tuple[tuple[Reference, ...], tuple[Footnote, ...]]:
        """Find links and footnote marks in the paragraphs of a block."""
        references: list[Reference] = []
        footnotes: list[Footnote] = []
        for token in inside:
            if token.type == "inline" and ("](#" in token.content or "[^" in token.content):
                paragraph = self._passage(_start(token), _end(token))
                references += find_references(paragraph)
                footnotes += find_footnotes(paragraph)
        return tuple(references), tuple(footnotes)

    def _closed(self, fence: Token) -> bool:
        last = self._line(_end(fence) - 1).expandtabs(4)
        marks = last.strip(" ")
        indent = len(last) - len(last.lstrip(" "))
        return (
            _end(fence) - _start(fence) > 1
            and indent < 4
            and len(marks) >= len(fence.markup)
            and set(marks) == {fence.markup[0]}
        )

    def _passage(self, start: int, stop: int) -> Passage:
        """Take lines so that a newline ends each, and no mark of the byte order shifts the first."""
        text = "".join(self.lines[start:stop])
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return Passage(self.file, start + 1, text[1:] if start == 0 and self.bom else text)

    def _line(self, at: int) -> str:
        line = self.lines[at].rstrip("\r\n")
        return line[1:] if at == 0 and self.bom else line

    def _place(self, line: int) -> Place:
        return Place(self.file, line + 1, 1)


def _top_blocks(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Pair each top-level block's opening token with the tokens inside it."""
    opened: Token | None = None
    inside: list[Token] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            if token.nesting == 0:
                yield token, []
            else:
                opened, inside = token, []
        elif token.level == 0 and opened is not None:
            yield opened, inside
        else:
            inside.append(token)


def _content(inside: Sequence[Token]) -> str:
    return str(inside[0].content) if inside else ""


def _start(token: Token) -> int:
    return token.map[0] if token.map else 0


def _end(token: Token) -> int:
    return token.map[1] if token.map else 0


def _taken(blocks: Sequence[tuple[Token, list[Token]]], at: int) -> int:
    """Say how many blocks make the node that starts here."""
    token, inside = blocks[at]
    taken = 1
    if _opens_example(token, inside) and at + 1 < len(blocks) and _is_conversation(blocks[at + 1][0]):
        return 2
    if _is_commentary(token):  # two blank lines end the plugin's block, not what its author meant
        while at + taken < len(blocks) and blocks[at + taken][0].type == "code_block":
            taken += 1
    return taken


def _is_conversation(token: Token) -> bool:
    return bool(token.type == "fence" and token.info.split()[:1] == ["xml"])


def _is_commentary(token: Token) -> bool:
    # Other admonitions are the document's own words, printed in a box.
    return bool(token.type == "admonition_open" and token.meta.get("tag") == "meta")


def _opens_example(token: Token, inside: Sequence[Token]) -> bool:
    return token.type == "paragraph_open" and _EXAMPLE.match(_content(inside)) is not None


def _title(inside: Sequence[Token]) -> str:
    opening = _EXAMPLE.match(_content(inside))
    return opening["title"].strip() if opening else ""
