"""Find many fixed strings in a text at once, the longest at each place.

A pattern that shares beginnings, so that the time grows with the text and the longest string, not with their number.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable

__all__ = ["any_of"]

_Trie = dict[str, "_Trie"]
_END = ""


def any_of(strings: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern that matches any of the strings, the longest where several begin; none of none."""
    trie: _Trie = {}
    for string in strings:
        at = trie
        for character in string:
            at = at.setdefault(character, {})
        at[_END] = {}
    trie.pop(_END, None)  # the empty string is nowhere
    return re.compile(_pattern(trie) if trie else "(?!)")


def _pattern(trie: _Trie) -> str:
    tail = ""
    while len(trie) == 1 and _END not in trie:  # a stretch without a fork, however long, is one piece
        ((character, trie),) = trie.items()
        tail += re.escape(character)
    branches = [re.escape(character) + _pattern(rest) for character, rest in trie.items() if character != _END]
    if not branches:
        return tail
    group = f"(?:{'|'.join(branches)})"
    return f"{tail}{group}?" if _END in trie else tail + group
