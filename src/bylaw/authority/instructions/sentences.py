"""Where sentences begin and end in a text: at full stops, at line ends that end something, at list items and headings.

What is quoted is never split, and a full stop inside it ends nothing. A line that was only wrapped goes on.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence

__all__ = ["split_sentences"]

# A run of stops is tried from its first character alone, so that a long one costs no more than its length. All begins
# with one set of characters, which the search skips to.
_END = re.compile(
    r"[.!?…\n。！？](?:(?<=\n)\s*+|(?<=[。！？])"
    r"|(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[)\]\"”’'*_]*+(?=\s))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|vs|mr|mrs|ms|dr|prof|st|no|approx|max|min|fig|jr|sr|inc|ca|cf|resp)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•+–]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|#{1,6}\s|>\s|\|)")
_LEAD = re.compile(r"[\s>]*(?:(?:[-*•+–]|#{1,6}|\(?\d{1,3}[.)]|\([a-zA-Z]\))\s+)*")
_WRAP = 48  # characters: a line shorter than this that ends without a stop was ended on purpose


def split_sentences(text: str, quoted: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Give where every sentence begins and ends, in order, without the marks of lists and headings."""
    sentences: list[tuple[int, int]] = []
    start = line = 0
    quotes = iter((*quoted, (len(text) + 1, len(text) + 1)))
    begin, stop = next(quotes)
    for found in _END.finditer(text):
        at = found.start()
        while stop <= at:
            begin, stop = next(quotes)
        if begin < at:
            if found.end() >= stop and _ends_quote(text, at, stop):
                _add(text, start, stop, sentences)
                start = stop
            continue
        end = found.end()
        if text[at] == "\n":
            ended = _ends_line(text, line, at, end)
            line = end
            if not ended:
                continue
            end = at
        elif at - start < 4 and text[start:at].strip("( \n\t").isdigit():
            continue
        elif text[at] == "." and end - at == 1 and _ABBREVIATION.search(text, max(start, at - 8), end):
            # An abbreviation ends a sentence only where the next word is a capital one and the mark is a postscript's.
            if not (text[at - 1] in "Ss" and text[end + 1 : end + 2].isupper()):
                continue
        _add(text, start, end, sentences)
        start = end
    _add(text, start, len(text), sentences)
    return sentences


def _ends_quote(text: str, at: int, stop: int) -> bool:
    """Say whether the stop within a quote ends the sentence around it too: a capital word follows."""
    if text[at] == "\n" or (text[at] == "." and _ABBREVIATION.search(text, max(0, at - 8), at + 1)):
        return False
    return text[stop : stop + 1] == " " and text[stop + 1 : stop + 2].isupper() and text[stop + 2 : stop + 3].islower()


def _ends_line(text: str, line: int, at: int, end: int) -> bool:
    if text.find("\n", at + 1, end) >= 0 or end >= len(text) or at - line < _WRAP:
        return True
    return not text[end].islower() or text[at - 1] in ".!?:;" or _ITEM.match(text, end) is not None


def _add(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> None:
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1:
        sentences.append((start, end))
