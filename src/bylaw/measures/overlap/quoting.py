"""Tell by form alone that a text may hold what was asked for whole: a song's verses, an article in quotation marks.

Knows no work, so it can't tell a protected one from a free one, nor a true text from one made up. It looks only where a
request asks for the words of something that others wrote.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from functools import lru_cache
from typing import Literal

__all__ = ["Asked", "asks_for_whole", "find_quoted", "find_verses"]

Asked = Literal["", "lyrics", "article"]

LEAST_LINES = 6
"""Lines in a row that make verses."""
LEAST_WORDS = 24
LONG_QUOTE = 80
"""Words between quotation marks, or in quoted lines."""
_LONGEST_LINE = 14
"""Words of a line of a song."""

_LYRICS = re.compile(
    r"\b(?:lyrics?|all (?:the )?(?:verses|words)|(?:full|complete|entire|whole) (?:text|words) (?:of|to) the "
    r"(?:song|hit))\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:entire|full|complete|whole|all of the|verbatim|word[- ]for[- ]word)\b[^.?!\n]{0,60}\b(?:article|column|"
    r"editorial|chapter|book|novel|essay|short story|screenplay|script|transcript|interview|post|text)\b|"
    r"\b(?:article|column|chapter|novel|essay|short story|screenplay)\b[^.?!\n]{0,60}\b(?:in full|word[- ]for[- ]word|"
    r"verbatim|unabridged|in its entirety|behind (?:the|its|a) paywall)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:write|compose|create|make up|invent|come up with|generate|draft|pen|"
    r"improvise)\b[^.?!\n]{0,60}\b(?:lyrics?|song|"
    r"poem|verses?|rap|hymn|article|column|chapter|essay|story|script|post|text|anthem|jingle)\b|\b(?:my|our|your own|"
    r"original|parody|in the style of|new)\b[^.?!\n]{0,30}\b(?:lyrics?|song|poem|verses?|rap|article|chapter|essay|"
    r"story|"
    r"script)\b|\b(?:mean|meaning|about|explain|interpret|summar|analy[sz]|theme|translate (?:my|this|these))",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:public domain|traditional|folk ?song|sea shanty|shanty|nursery rhyme|lullaby|hymn|carol|psalm|spiritual|"
    r"national "
    r"anthem|anthem of|shakespeare|dickinson|blake|keats|shelley|byron|wordsworth|poe|rossetti|whitman|burns|"
    r"tennyson|goethe|"
    r"schiller|homer|dante|dickens|austen|1[0-8]\d\d|19[012]\d)\b",
    re.IGNORECASE,
)
_NO_VERSE = re.compile(r"^\s*(?:[-*•+]\s|\d+[.)]\s|#|>?\s*```|\||[\w ]{1,20}:\s|https?:)|[;{}=<>]\s*$")
_SECTION = re.compile(
    r"^\s*[\[(*]{0,3}(?:verse|chorus|bridge|refrain|intro|outro|hook|pre-chorus)\b[^\n]{0,20}$", re.IGNORECASE
)
_QUOTES = re.compile(r"[\"“«](?P<inside>[^\"”»]{300,})(?:[\"”»]|$)")
_QUOTED_LINES = re.compile(r"(?:^>[^\n]*(?:\n|$))+", re.MULTILINE)


@lru_cache(maxsize=64)
def asks_for_whole(request: str) -> Asked:
    """Say what of others' a request asks for whole; nothing where it wants something new or free, or a meaning."""
    if _OWN.search(request) or _FREE.search(request):
        return ""
    if _LYRICS.search(request):
        return "lyrics"
    return "article" if _ARTICLE.search(request) else ""


def find_verses(text: str) -> tuple[int, int] | None:
    """Find lines in a row that are short and are no list, code or table: (start, end) of the longest such run."""
    best: tuple[int, int, int] = (0, 0, 0)  # words, start, end
    start = end = lines = words = at = 0
    for line in (*text.splitlines(keepends=True), "```"):
        size = len(line.split())
        if _NO_VERSE.search(line) or (size and not (2 <= size <= _LONGEST_LINE or _SECTION.match(line))):
            if lines >= LEAST_LINES and words >= LEAST_WORDS:
                best = max(best, (words, start, end))
            lines = words = 0
        elif size:
            if not lines:
                start = at
            lines, words, end = lines + 1, words + size, at + len(line.rstrip())
        at += len(line)
    return (best[1], best[2]) if best[0] else None


def find_quoted(text: str) -> tuple[int, int] | None:
    """Find a quotation of eighty words and more: (start, end) of what is between the marks, or of the quoted lines."""
    for found in _QUOTES.finditer(text):
        if len(found["inside"].split()) >= LONG_QUOTE:
            return found.start("inside"), found.end("inside")
    for found in _QUOTED_LINES.finditer(text):
        if len(found[0].split()) >= LONG_QUOTE:
            return found.start(), found.end()
    return None
