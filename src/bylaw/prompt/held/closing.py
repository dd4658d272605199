"""Bring a reply that ran out of tokens home: find where its last whole sentence ends.

Nothing is added: what remains is a prefix of what the model wrote, whole to its last sentence. A code fence that is
still open is no place to end: the reply then ends before it.
"""
# SPDX-License-Identifier: Apache-2.0

import re

__all__ = ["close_at_sentence", "ends_whole"]

# A stop, what may close after it, and white space or the end. In East Asian scripts no space follows.
_END = re.compile(r"""(?:[.!?…]+["'”’»)\]*_]{0,3}(?=\s|\Z))|(?:[。！？।۔؟]+[”’」』）]{0,2})""")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_WORD = re.compile(r"\w")
# A point after these, after a single letter or after a list's number ends no sentence.
_NO_END = re.compile(r"(?:^|[\s(\"“])(?:[A-Za-z]|\d{1,3}|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|approx|No)\.\Z")
_LOOKS_BACK = 12


def close_at_sentence(text: str) -> str | None:
    """Give a reply up to the end of its last whole sentence; None where it holds none.

    Line ends are ends only after a stop: a heading, a bullet or a row that broke off has none.
    """
    fences = [match.start() for match in _FENCE.finditer(text)]
    best, passed = None, 0
    for match in _END.finditer(text):
        at = match.end()
        while passed < len(fences) and fences[passed] < at:
            passed += 1
        if match[0][0] == "." and _NO_END.search(text, max(0, match.start() + 1 - _LOOKS_BACK), match.start() + 1):
            continue
        best = best if passed % 2 else at
    if best is None or not _WORD.search(text, 0, best):
        return None
    return text[:best]


def ends_whole(text: str) -> bool:
    """Tell whether a reply ends with a whole sentence, or with a closed fence."""
    trimmed = text.rstrip()
    if not trimmed:
        return False
    if trimmed.endswith(("```", "~~~")):
        return len(_FENCE.findall(trimmed)) % 2 == 0
    return close_at_sentence(trimmed) == trimmed
