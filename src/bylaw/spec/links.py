"""Find links to sections, footnote marks, and the clauses that an example's marks name.

Works on a few lines at a time, a paragraph or a conversation, in time linear in them. Reads inline links alone:
`[text][label]` and definitions of labels are text like any other.
Source: CommonMark 0.31, code spans, backslash escapes, links.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from bylaw.spec.nodes import Footnote, Place, Reference

__all__ = ["Passage", "find_footnotes", "find_marks", "find_references", "spell_out"]

# Possessive, so that brackets without end are given up at once.
_REFERENCE = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"\(#(?P<target>[^()\[\]\s]*+)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
)
_FOOTNOTE = re.compile(r"(?<!\\)\[\^(?P<id>[^\[\]\s]+)\]")
_EITHER = re.compile(f"{_REFERENCE.pattern}|{_FOOTNOTE.pattern}")
_MARK = re.compile(r"<!--\s*\w+\[#(?P<target>[^\]\s]*)\]")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines of a document, a newline at the end of each."""

    file: str
    line: int
    """Of its first character, from 1."""
    text: str
    breaks: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "breaks", tuple(found.start() for found in re.finditer("\n", self.text)))

    def place(self, at: int) -> Place:
        """Say where in the file a character stands."""
        above = bisect_left(self.breaks, at)
        return Place(self.file, self.line + above, at - (self.breaks[above - 1] if above else -1))


def find_references(paragraph: Passage) -> tuple[Reference, ...]:
    """Find the links of a paragraph, code left out."""
    if "](#" not in paragraph.text:
        return ()
    return tuple(
        Reference(found["target"], found["text"], paragraph.place(found.start("target") - 1))
        for found in _REFERENCE.finditer(_without_code(paragraph.text))
    )


def find_footnotes(paragraph: Passage) -> tuple[Footnote, ...]:
    """Find the footnote marks of a paragraph, code left out."""
    if "[^" not in paragraph.text:
        return ()
    return tuple(
        Footnote(found["id"], paragraph.place(found.start()))
        for found in _FOOTNOTE.finditer(_without_code(paragraph.text))
    )


def find_marks(conversation: Passage) -> tuple[Reference, ...]:
    """Find `BAD[#id]` and links in the comments of a conversation; its turns are no text of the document."""
    text = conversation.text
    found: list[Reference] = []
    opened = text.find("<!--")
    while opened >= 0 and (closed := text.find("-->", opened)) >= 0:
        if named := _MARK.match(text, opened, closed):
            found.append(Reference(named["target"], "", conversation.place(named.start("target") - 1), mark=True))
        found += (
            Reference(link["target"], link["text"], conversation.place(link.start("target") - 1))
            for link in _REFERENCE.finditer(text, opened, closed)
        )
        opened = text.find("<!--", closed)
    return tuple(found)


def spell_out(text: str, titles: Mapping[str, str]) -> str:
    """Write links as words and leave footnote marks away, so that a text can be read apart from its document.

    Args:
        text: some paragraphs; code in them stays as it is.
        titles: of the sections by id; `[?](#id)` becomes the title in quotation marks.
    """
    pieces: list[str] = []
    done = 0
    for found in _EITHER.finditer(_without_code(text)):
        pieces.append(text[done : found.start()])
        done = found.end()
        if found["target"] is not None:
            words = _FOOTNOTE.sub("", text[found.start("text") : found.end("text")])
            pieces.append(f"“{titles.get(found['target'], found['target'])}”" if words == "?" else words)
    return "".join((*pieces, text[done:]))


def _without_code(text: str) -> str:
    """Blank out code spans, character for character: as many ticks as opened one close it."""
    runs = list(_TICKS.finditer(text))
    ahead: dict[int, list[int]] = {}  # by length, the nearest last
    for at in reversed(range(len(runs))):
        ahead.setdefault(len(runs[at][0]), []).append(at)
    pieces: list[str] = []
    done = at = 0
    while at < len(runs):
        start = runs[at].start()
        start += text[start - 1 : start] == "\\"  # an escaped tick opens nothing
        closing = ahead.get(runs[at].end() - start, [])
        while closing and closing[-1] <= at:
            closing.pop()
        if closing:
            end = runs[closing[-1]].end()
            pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
            done, at = end, closing[-1]
        at += 1
    return "".join((*pieces, text[done:]))
