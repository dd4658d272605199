"""Read the English that rules ask about: sentences, the levels they name, and whether they say no.

Works on patterns, and knows no grammar. Text that only repeats somebody's words (code, quotations, comments, block
quotes) is blanked out, character for character, so that positions stay those of the source.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.authority import Authority

__all__ = [
    "ADVERBS",
    "ASSISTANT",
    "Sentence",
    "blank_repeated",
    "levels_named",
    "names_higher",
    "negated",
    "paragraphs",
    "sentences",
    "worded",
]


def worded(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern of English: a space stands for `\s+`, ` ?` for `\s*`, a line break for nothing."""
    joined = re.sub(r"\n\s*", "", pattern)
    return re.compile(joined.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


ADVERBS = """(?: (?:also|always|first|generally|however|in turn|itself|nevertheless|normally|only|simply|still|then
|therefore|thus|typically|usually))*"""
"""What may stand between a subject and its verb."""
ASSISTANT = r"\b(?:AI )?(?:assistants?|models?|chatbots?|bots?|agents?|AI systems?|AI)"
"""Who a document instructs."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what it repeats blanked out."""

    text: str
    start: int
    """Where it begins in the source, in code points."""


_REPEATED = re.compile(
    r"""
      (?P<ticks>`+)(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`)  # code; a bound, lest a mark without an end cost much
    | <!--.{0,1000}?-->
    | ^[ ]{0,3}>[^\n]*                                   # a block quote
    | \]\([^)\s]*\)                                      # where a link goes
    | "(?=\S+\s+\S+\s+\S)[^"]{1,400}?"                   # three words and more in quotation marks
    | “(?=\S+\s+\S+\s+\S)[^”]{1,400}”
    | ^[ ]*(?P<fence>~~~+|```+).{0,4000}?^[ ]*(?P=fence)[ ]*$   # a fence inside a list
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_APART = r"\n[ \t]*\r?\n|\n[ \t]*(?:[-*+]|\d+[.)])[ \t]+"
"""A blank line, or a new item of a list."""
_PARAGRAPH = re.compile(_APART)
# Elsewhere a sentence ends at its mark, if a new one seems to begin.
_BREAK = re.compile(rf"""(?<=[.!?])["”’)\]*_]*(?:\[\^[^\]\s]*\])*\s+(?=["“‘(\[*_]*[A-Z])|{_APART}""")
_OPENING = re.compile(r"\s*(?:(?:[-*+]|\d+[.)]|!!![^\n]*\n)\s+)?[\s\"“‘(\[*_]*")
_LEVEL = {
    Authority.ROOT: worded(
        r"\b(?:root|platform|(?:model )?spec(?:ification)?|chain of command|constitution|this document)\b"
    ),
    Authority.SYSTEM: worded(r"\b(?:systems?|operators?|OpenAI|(?:service )?providers?)\b"),
    Authority.DEVELOPER: worded(r"\bdevelopers?\b"),
    Authority.USER: worded(r"\b(?:users?|end-users?|customers?)\b"),
    Authority.GUIDELINE: worded(r"\bguidelines?\b"),
}
_HIGHER = worded(
    r"""\b(?:high(?:er|est)|upper|superior|senior)(?:[-\s]?(?:level|ranking|ranked|priority|authority))?\b
    |\babove (?:it|this(?: one)?)\b
    |\b(?:rules|principles|levels|clauses|instructions) above\b|\bmore authoritative\b|\bgreater authority\b"""
)
_NO = worded(r"\b(?:not|never|cannot|nor|neither|without|no|rather than|instead of)\b|n['’]t\b")


_LONGEST = 1200  # the longest sentence of the published documents has 457; some patterns take the square of it


def sentences(text: str, start: int) -> Iterator[Sentence]:
    """Split a passage that begins at `start`; marks of lists and emphasis before a sentence are left out."""
    blank = blank_repeated(text)
    at = 0
    for end in (*(found.span() for found in _BREAK.finditer(blank)), (len(blank), len(blank))):
        opening = _OPENING.match(blank, at, end[0])
        first = opening.end() if opening else at
        while first < end[0]:
            said = blank[first : min(end[0], first + _LONGEST)].rstrip()
            if said:
                yield Sentence(said, start + first)
            first += _LONGEST
        at = end[1]


def paragraphs(text: str, start: int) -> Iterator[Sentence]:
    """Split a passage at blank lines and at items of lists, nothing blanked out."""
    at = 0
    for end in (*(found.span() for found in _PARAGRAPH.finditer(text)), (len(text), len(text))):
        if text[at : end[0]].strip():
            yield Sentence(text[at : end[0]], start + at)
        at = end[1]


def blank_repeated(text: str) -> str:
    """Blank out what only repeats somebody's words, line ends kept."""
    return _REPEATED.sub(lambda said: re.sub(r"[^\r\n]", " ", said[0]), text)


def levels_named(text: str) -> frozenset[Authority]:
    """Find the levels that a text names by their words, or by who speaks with them."""
    return frozenset(level for level, pattern in _LEVEL.items() if pattern.search(text))


def names_higher(text: str) -> bool:
    """Whether a text speaks of what stands higher, and names no level."""
    return _HIGHER.search(text) is not None


def negated(before: str, *, reach: int = 5) -> bool:
    """Whether one of the last few words before a verb denies it."""
    return _NO.search(" ".join(before.split()[-reach:])) is not None
