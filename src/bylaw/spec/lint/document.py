"""What a rule looks at: a parsed document, its source, and what the world around it knows.

Everything that more than one rule needs is worked out here, once. Knows no rule.
"""
# SPDX-License-Identifier: Apache-2.0

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bylaw.authority import Authority, Dialogue, Turn
from bylaw.spec.lint.language import Sentence, sentences
from bylaw.spec.nodes import (
    ACTIONS,
    KINDS,
    Attribute,
    Example,
    Footnote,
    Node,
    Place,
    Problem,
    Prose,
    Reference,
    Section,
    Spec,
)

__all__ = ["Case", "Document", "Part", "Piece", "Surroundings"]

_LINE_END = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lint is told, since a document can't say it."""

    known_checks: frozenset[str] | None = None
    """Ids of the checks there are; None where nobody knows."""
    known_actions: frozenset[str] = frozenset(ACTIONS)
    known_kinds: frozenset[str] = frozenset(KINDS)
    example_ids: frozenset[str] | None = None
    """Stems of the files in `examples/`; None where there is no such folder."""
    today: datetime.date | None = None
    """None: no waiver counts as expired."""
    base: Spec | None = None
    """What the document extends, resolved."""
    base_problem: str | None = None
    """Why that can't be had."""
    bindings_problem: str | None = None
    """Why the bindings that its front matter names can't be had."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A node, and where its text begins in the source."""

    node: Node
    start: int
    """In code points from 0."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the pieces under its heading; without a section, what stands before the first one."""

    section: Section | None
    pieces: tuple[Piece, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Give the sentences that instruct: no commentary, examples, quotations or code."""
        for piece in self.pieces:
            if isinstance(piece.node, Prose) and not _FENCE.match(piece.node.text):
                yield from sentences(piece.node.text, piece.start)


@dataclass(frozen=True, slots=True)
class Case:
    """An example, read."""

    example: Example
    dialogue: Dialogue
    section: Section | None

    def place(self, line: int, column: int = 1) -> Place:
        """Say where in the file a line of the conversation stands."""
        file = self.example.place.file
        return Place(file, self.example.markup_line + line - 1, column)

    def place_of(self, turn: Turn) -> Place:
        """Say where a turn's tag stands."""
        return self.place(turn.line, turn.column)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document under examination; one is equal to itself alone, so that what it takes long to find can be kept."""

    spec: Spec
    source: str
    around: Surroundings
    parts: tuple[Part, ...]
    """Its sections in order; before them what stands before the first one, if anything does."""
    cases: tuple[Case, ...]
    line_starts: tuple[int, ...]
    ids: frozenset[str]
    """Of its sections, and of its base's."""

    @classmethod
    def of(cls, spec: Spec, around: Surroundings) -> "Document":
        """Examine a document; its places must be those of its own text."""
        source = "".join(node.text for node in spec.nodes)
        parts = tuple(_parts(spec))
        cases = tuple(
            Case(piece.node, piece.node.dialogue, part.section)
            for part in parts
            for piece in part.pieces
            if isinstance(piece.node, Example)
        )
        starts = (0, *(end.end() for end in _LINE_END.finditer(source)))
        ids = {section.id for section in spec.sections}
        if around.base is not None:
            ids |= {section.id for section in around.base.sections}
        return cls(spec, source, around, parts, cases, starts, frozenset(ids))

    @property
    def pieces(self) -> Iterator[Piece]:
        """Everything but headings, in order."""
        return (piece for part in self.parts for piece in part.pieces)

    @property
    def clauses(self) -> Iterator[tuple[Part, Section]]:
        """The parts that have an authority."""
        return ((part, part.section) for part in self.parts if part.section is not None and part.section.is_clause)

    @property
    def references(self) -> Iterator[Reference]:
        """Every link and mark that names a section, in order."""
        for piece in self.pieces:
            yield from getattr(piece.node, "references", ())

    @property
    def footnotes(self) -> Iterator[Footnote]:
        """Every footnote mark, in order."""
        for piece in self.pieces:
            yield from getattr(piece.node, "footnotes", ())

    @property
    def extends(self) -> bool:
        """Whether it changes a base."""
        return self.spec.value("extends") is not None

    @property
    def torn(self) -> bool:
        """Whether a fence swallows part of it, so that what seems to be missing may only be hidden."""
        return any(problem.kind == "fence" for problem in self.spec.problems)

    def problems(self, kind: str) -> Iterator[Problem]:
        """Give what the parser could not read."""
        return (problem for problem in self.spec.problems if problem.kind == kind)

    def in_base(self, section: Section) -> bool:
        """Whether a section changes one of the base; while the base can't be read, any may."""
        if self.around.base is None:
            return self.extends
        return self.around.base.section(section.id) is not None

    def level(self, section: Section) -> Authority | None:
        """Give a clause's level, the base's where it says none itself."""
        if section.authority is not None or self.around.base is None:
            return section.authority
        held = self.around.base.section(section.id)
        return None if held is None else held.authority

    def offset(self, place: Place) -> int:
        """Turn a place of this document into a position in its source."""
        mark = 1 if place.line == 1 and self.source.startswith("\ufeff") else 0
        return self.line_starts[place.line - 1] + place.column - 1 + mark

    def place(self, offset: int) -> Place:
        """Turn a position in the source into a place."""
        line = bisect_right(self.line_starts, offset)
        mark = 1 if line == 1 and self.source.startswith("\ufeff") else 0
        return Place(self.spec.file, line, max(1, offset - self.line_starts[line - 1] + 1 - mark))

    def line(self, number: int) -> str:
        """Give a line of the source, without its end."""
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.source)
        return self.source[self.line_starts[number - 1] : end].rstrip("\r\n")

    def value_start(self, attribute: Attribute) -> int:
        """Say where an attribute's value begins in the source."""
        at = self.offset(attribute.place)
        if self.source[at] == "#":
            return at + 1
        at += len(attribute.name) + 1
        return at + 1 if self.source[at : at + 1] == '"' else at

    def words(self, attribute: Attribute) -> Iterator[tuple[str, int]]:
        """Split an attribute that holds a list, each word with where it begins in the source."""
        start = self.value_start(attribute)
        return ((word[0], start + word.start()) for word in re.finditer(r"[^,\s]+", attribute.value))


def _parts(spec: Spec) -> Iterator[Part]:
    at = 0 if spec.front is None else len(spec.front.text)

    def pieces(nodes: Iterable[Node]) -> Iterator[Piece]:
        nonlocal at
        for node in nodes:
            yield Piece(node, at)
            at += len(node.text)

    if spec.preface:
        yield Part(None, tuple(pieces(spec.preface)))
    for section in spec.sections:
        at += len(section.heading.text)
        yield Part(section, tuple(pieces(section.body)))
