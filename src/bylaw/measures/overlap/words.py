"""The words of a text as its reader sees them, each with its place in the original.

Letters and digits make words, apostrophes are left out, everything else parts them; a Chinese or Japanese character is
a word of its own. What no reader can tell apart gives the same words, see `reader`.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bylaw.measures.reader import as_seen

__all__ = ["Words", "read_words", "word_set", "words_of"]

_CJK = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(f"[{_CJK}]|[^\\W_{_CJK}](?:'*[^\\W_{_CJK}])*")
_BREAKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_BREAKS = {code: _BREAKS.get(code, chr(code)) for code in range(128)}


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, in order."""

    text: str
    """As it came."""
    texts: tuple[str, ...]
    """Lower case, without apostrophes."""

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Give the place in the text of a run of words, both ends inclusive: (start, end) in code points."""
        places = _places(self.text)
        return places[first][0], places[last][1]

    def run(self, start: int, end: int) -> tuple[int, int]:
        """Give the words that hold a stretch of `joined`: the first and the last."""
        ends = _ends(self.texts)
        return bisect_right(ends, start), bisect_right(ends, end - 1)

    def cuts(self, start: int, end: int) -> tuple[bool, bool]:
        """Say whether a stretch of `joined` begins, and ends, where a word does."""
        ends = _ends(self.texts)
        at = bisect_right(ends, start)
        begins = start == (ends[at - 1] if at else 0)
        return begins, ends[bisect_right(ends, end - 1)] == end

    @property
    def joined(self) -> str:
        """All words without anything between them."""
        return "".join(self.texts)


def word_set(words: str) -> frozenset[str]:
    """Write a set of words as a line."""
    return frozenset(words.split())


@lru_cache(maxsize=64)
def read_words(text: str) -> Words:
    """Read a text's words."""
    return Words(text, _cut(as_seen(text).text))


def words_of(text: str) -> tuple[str, ...]:
    """Give a text's words alone, and keep nothing of it."""
    return _cut(as_seen.__wrapped__(text).text)


def _cut(seen: str) -> tuple[str, ...]:
    bare = seen.replace("'", "")
    return tuple(bare.translate(_BREAKS).split() if bare.isascii() else _WORD.findall(bare))


@lru_cache(maxsize=8)
def _places(text: str) -> Sequence[tuple[int, int]]:
    seen = as_seen(text)
    return [seen.place(match.start(), match.end()) for match in _WORD.finditer(seen.text)]


@lru_cache(maxsize=8)
def _ends(texts: tuple[str, ...]) -> Sequence[int]:
    return list(accumulate(map(len, texts)))
