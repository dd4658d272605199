"""Compare the replies of a comparison."""
# SPDX-License-Identifier: Apache-2.0

import re
import unicodedata

from bylaw.authority import Comparison, Turn
from bylaw.spec.lint.suggest import one_letter_apart

__all__ = ["meant_mark", "plain", "replies"]

_MARKS = ("GOOD", "BAD", "OK")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u200b": None, "\ufeff": None})


def meant_mark(note: str) -> str | None:
    """Say which mark a comment that isn't read was meant to be."""
    word = re.match(r"\W*([A-Za-z]+)\b", note)
    if word is None:
        return None
    said, rest = word[1].upper(), note[word.end() :].strip()
    if not (word[1].isupper() or not rest or rest[0] in ":,;-–—(["):
        return None  # a sentence that begins so
    if said in _MARKS:
        return said
    return next((mark for mark in _MARKS[:2] if one_letter_apart(said, mark)), None)


def plain(text: str) -> str:
    """Reduce a reply to what it says: white space, case and the shape of quotation marks taken out."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())


def replies(comparison: Comparison, verdict: str) -> list[Turn]:
    """Give the replies of one verdict."""
    return [turn for turn in comparison.turns if turn.verdict == verdict]
