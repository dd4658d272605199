"""Find words and phrases in a reply, whatever their case, as literal text."""
# SPDX-License-Identifier: Apache-2.0

import re

__all__ = ["has_word"]

_EDGE = re.compile(r"\w")


def has_word(text: str, word: str) -> bool:
    r"""Tell whether `word` stands in `text` with a word's edge (regex `\b`) on both sides; both lower-cased already."""
    if not word:
        return False
    starts_in_word, ends_in_word = _is_word(word[0]), _is_word(word[-1])
    at = text.find(word)
    while at >= 0:
        before = at > 0 and _is_word(text[at - 1])
        end = at + len(word)
        after = end < len(text) and _is_word(text[end])
        if before != starts_in_word and after != ends_in_word:
            return True
        at = text.find(word, at + 1)
    return False


def _is_word(character: str) -> bool:
    return _EDGE.match(character) is not None
