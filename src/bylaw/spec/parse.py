"""Read a document: Markdown in, nodes and sections out.

markdown-it-py finds the blocks and their lines; its inline pass, most of its time, is left out, since links and
footnote marks are all we want of it. Each top-level block becomes one node, which keeps its own source, blank lines
after it included: so the nodes' texts joined are the document, byte for byte. Parsing never fails on content: what
can't be read stands in `Spec.problems`.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from bylaw.spec.attributes import parse_heading
from bylaw.spec.blocks import parse_settings, parse_waiver
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

__all__ = ["PARSER_VERSION", "parse"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_EXAMPLE = re.compile(r"\*\*Examples?:?\*\*\s*:?[ \t]*(?P<title>[^\n]*)")
_COMMENTARY = re.compile(r"!!!\s*\S*\s*(?:\"(?P<title>[^\"]*)\")?")
_REFERENCE = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(#(?P<target>[^)\s]*)\)")
_FOOTNOTE = re.compile(r"\[\^(?P<id>[^\]\s]+)\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARK = re.compile(r"<!--\s*\w+\[#(?P<target>[^\]\s]*)\]")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*?)\s*$")


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
            token, inside = blocks[at]
            taken = 1
            if token.type == "paragraph_open" and _EXAMPLE.match(_content(inside)):
                following = blocks[at + 1][0] if at + 1 < len(blocks) else None
                if following is not None and _is_conversation(following):
                    taken = 2
            stop = _start(blocks[at + taken][0]) if at + taken < len(blocks) else len(self.lines)
            start = 0 if first else _start(token)  # blank lines before the first block belong to it
            nodes.append(self._node(blocks[at : at + taken], start, stop))
            first = False
            at += taken
        if not nodes and self.lines:
            nodes.append(Prose(self._place(0), source))
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
        body = self._text(line, stop)
        if token.type == "front_matter":
            return FrontMatter(place, text, self._front(token, line))
        if token.type == "heading_open":
            said = parse_heading(self._line(line), place)
            self.problems += said.problems
            return Heading(place, text, said.level, said.title, said.attributes)
        if token.type == "admonition_open":
            opening = _COMMENTARY.match(body.lstrip())
            references, footnotes = self._marks(body, line)
            return Commentary(place, text, (opening and opening["title"]) or "", references, footnotes)
        fence = blocks[-1][0]
        if fence.type == "fence" and not self._closed(fence):
            what = "the fence is never closed: it swallows the rest of the document"
            self.problems.append(Problem("fence", what, self._place(_start(fence))))
        if len(blocks) == 2:
            return self._example(_content(inside), body, text, line, fence)
        if _EXAMPLE.match(body) and token.type == "paragraph_open":
            return self._example(_content(inside), body, text, line, None)
        if _is_conversation(token):
            return self._example("", body, text, line, token)
        if token.type == "fence":
            return self._fence(token, text, line)
        references, footnotes = self._marks(body, line)
        return Prose(place, text, references, footnotes)

    def _example(self, paragraph: str, body: str, text: str, line: int, fence: Token | None) -> Example:
        opening = _EXAMPLE.match(paragraph)
        head = body if fence is None else self._text(line, _start(fence))
        references, footnotes = self._marks(head, line)
        markup, markup_line = None, 0
        if fence is not None:
            markup, markup_line = fence.content, _start(fence) + 2
            references += self._mark_references(fence)
        title = opening["title"].strip() if opening else ""
        return Example(self._place(line), text, title, markup, markup_line, references, footnotes)

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
        for offset, said in enumerate(token.content.splitlines(), start=1):
            if not said.strip() or said.lstrip().startswith("#"):
                continue
            entry = _FRONT_LINE.fullmatch(said)
            if entry is None or entry["key"] in values:
                what = "front matter holds one `key: value` a line, each key once"
                self.problems.append(Problem("front", what, self._place(line + offset)))
                continue
            value = entry["value"]
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            values[entry["key"]] = value[1:-1] if quoted else value
        return tuple(values.items())

    def _marks(self, body: str, line: int) -> tuple[tuple[Reference, ...], tuple[Footnote, ...]]:
        """Find links and footnote marks in text that starts at a line, code spans left out."""
        if "](#" not in body and "[^" not in body:
            return (), ()
        if "`" in body:
            body = _CODE_SPAN.sub(lambda span: re.sub(r"[^\n]", " ", span[0]), body)
        references = tuple(
            Reference(found["target"], found["text"], self._place_in(body, line, found.start("target") - 1))
            for found in _REFERENCE.finditer(body)
        )
        footnotes = tuple(
            Footnote(found["id"], self._place_in(body, line, found.start())) for found in _FOOTNOTE.finditer(body)
        )
        return references, footnotes

    def _mark_references(self, fence: Token) -> tuple[Reference, ...]:
        """Find `BAD[#id]` and links in the comments of a conversation; its turns are no text of the document."""
        line, found = _start(fence) + 1, []
        for comment in _COMMENT.finditer(fence.content):
            if named := _MARK.match(comment[0]):
                place = self._place_in(fence.content, line, comment.start() + named.start("target") - 1)
                found.append(Reference(named["target"], "", place, mark=True))
            for link in _REFERENCE.finditer(comment[0]):
                place = self._place_in(fence.content, line, comment.start() + link.start("target") - 1)
                found.append(Reference(link["target"], link["text"], place))
        return tuple(found)

    def _closed(self, fence: Token) -> bool:
        last = self._line(_end(fence) - 1).strip()
        return len(last) >= 3 and set(last) == {fence.markup[0]} and _end(fence) - _start(fence) > 1

    def _text(self, start: int, stop: int) -> str:
        """Join lines so that a newline ends each, and no mark of the byte order shifts the first."""
        text = "".join(self.lines[start:stop])
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text[1:] if start == 0 and self.bom else text

    def _line(self, at: int) -> str:
        line = self.lines[at].rstrip("\r\n")
        return line[1:] if at == 0 and self.bom else line

    def _place(self, line: int) -> Place:
        return Place(self.file, line + 1, 1)

    def _place_in(self, body: str, line: int, at: int) -> Place:
        return Place(self.file, line + body.count("\n", 0, at) + 1, at - body.rfind("\n", 0, at))


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


def _is_conversation(token: Token) -> bool:
    return bool(token.type == "fence" and token.info.split()[:1] == ["xml"])
