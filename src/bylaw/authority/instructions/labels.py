"""Tell what only names a section from what is said in it: tags around a sentence, headings and labels of a word or two.

A tag that a sentence speaks of, as "wrap it in <b>", is left where it is. A name is told only where the word is as much
a noun as a verb: "Review:" names what follows, "Translate:" asks for it.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence

from bylaw.authority.instructions.words import word_set

__all__ = ["names_a_section", "without_tags"]

_TAG = r"</?[A-Za-z][\w.:-]{0,60}(?:[ \t][^<>\n]{0,120})?>"
# What follows begins the sentence: in "<answer> tags surround it" the tag is what is spoken of.
_LEAD = re.compile(rf"(?:{_TAG}\s*+(?!(?<=[ \t])[a-z])){{1,8}}")
_OPENING = re.compile(r"<([A-Za-z][\w.:-]{0,60})")
_CLOSING = re.compile(r"</([A-Za-z][\w.:-]{0,60})[ \t]{0,9}>\Z")
_LONGEST_CLOSING = 80
_MOST_CLOSINGS = 8
_STOPS = frozenset(".!?…。！？")

_WITH_KIND = word_set(
    "format review answer report note plan design code state output title request question reply response search order "
    "call process talk work style"
)
_NAMES = _WITH_KIND | word_set(
    "answers list check draft label mark quote structure outline edit fix copy estimate offer rank rate total type "
    "limit limits number count detail details focus update start end close address"
)
"""Nouns that are verbs too; the first of them also before what sections are called by."""
_KINDS = word_set(
    "format formats style styles rule rules guideline guidelines process policy policies length structure requirement "
    "requirements instruction instructions template plan steps notes options criteria example examples history data "
    "type types language tone section sections scope limits constraints settings checklist summary overview"
)
_HEADING = re.compile(r"(?:^|\n)[ \t]{0,3}#{1,6}[ \t]+\Z")
_LONGEST_MARK = 12
_UNDERLINE = re.compile(r"[ \t]*\n(?:={3,}|-{3,})[ \t]*(?:\n|\Z)")
_BOLD = ("**", "__")


def without_tags(
    text: str, sentences: list[tuple[int, int]], quoted: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Take section tags off the start and end of sentences; those that hold nothing else are left out.

    Args:
        text: the sentences' own.
        sentences: where each begins and ends, in order.
        quoted: what doesn't speak, in order; a tag in it is content.
    """
    if "<" not in text:
        return sentences
    bare = []
    at = 0
    for start, end in sentences:
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        first, last = _bare(text, start, end)
        later = at
        while later < len(quoted) and quoted[later][0] < end:
            begin, stop = quoted[later]
            if begin < first < stop or begin < last < stop:
                first, last = start, end
            later += 1
        if first < last:
            bare.append((first, last))
    return bare


def names_a_section(text: str, start: int, end: int, words: list[str]) -> bool:
    """Say whether a sentence is a heading or a label, and a name rather than a request."""
    match words:
        case [name] if name in _NAMES:
            pass
        case [name, kind] if name in _WITH_KIND and kind in _KINDS:
            pass
        case _:
            return False
    said = text[start:end]
    return (
        said.rstrip("*_ ").endswith(":")
        or (said.startswith(_BOLD) and said.endswith(_BOLD))
        or _HEADING.search(text, max(0, start - _LONGEST_MARK), start) is not None
        or _UNDERLINE.match(text, end) is not None
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    opened: list[str] = []
    if lead := _LEAD.match(text, start, end):
        opened = _OPENING.findall(lead[0])
        first = lead.end()
    closed: list[str] = []
    while len(closed) < _MOST_CLOSINGS and (
        closing := _CLOSING.search(text, max(first, last - _LONGEST_CLOSING), last)
    ):
        closed.append(closing[1])
        last = closing.start()
        while last > first and text[last - 1].isspace():
            last -= 1
    inner = text[first:last]
    whole = not inner or inner[-1] in _STOPS
    if any(name not in opened and (not whole or f"<{name}" in inner) for name in closed):
        last = end
    # "<b>Bold</b> text is fine": the tag isn't around the sentence.
    if any(f"</{name}" in text[first:last] for name in opened):
        first = start
    return first, last
