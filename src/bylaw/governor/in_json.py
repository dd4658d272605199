"""Cut findings out of a JSON text so that it stays JSON.

Within a string the replacement is written as JSON writes it; a number, a word or a whole string becomes a string. What
reaches over the text's structure can't be cut out. Knows no schema: a number that becomes a string may not fit one.
Source: RFC 8259.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from bylaw.measures import Finding

__all__ = ["InJson", "is_json", "without_escapes"]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,4}|.|\Z)", re.DOTALL)
_LITERAL = re.compile(r"[-+.\w]+")
_LONGEST_LITERAL = 64
"""Characters of a number or a word."""
_NAMED = re.compile(
    r"\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|(/)|.)", re.IGNORECASE | re.DOTALL
)


class InJson:
    """One JSON text under way.

    Args:
        withheld: what stands for a finding that names nothing better.
    """

    def __init__(self, withheld: str) -> None:
        self._withheld = withheld
        self._sure = 0  # no string is open here

    def fit(
        self, text: str, findings: Sequence[Finding], *, start: int, end: int, ended: bool
    ) -> tuple[Finding, ...] | None:
        """Give the findings as they can be cut out; None where one can't.

        Args:
            text: all of it so far.
            findings: in its places.
            start: what stands before is out.
            end: how much of it counts as known.
            ended: whether that is all.
        """
        fitted = []
        strings = [found.span() for found in _STRING.finditer(text, self._sure, end)]
        for each in findings:
            one = self._fit(text, each, strings, end)
            if (
                one is None
                or one.start < min(start, each.start)
                or (one.end == end and not ended and _bare(one, strings))
            ):
                return None
            fitted.append(one)
        self._sure = next((a for a, b in strings if b > start), max(self._sure, start))
        return tuple(fitted)

    def _fit(self, text: str, each: Finding, strings: Sequence[tuple[int, int]], end: int) -> Finding | None:
        told = self._withheld if each.replacement is None else each.replacement
        said = msgspec.json.encode(told).decode()
        for a, b in strings:
            if b <= each.start or a >= each.end:
                continue
            if (a, b) == (each.start, each.end):
                return replace(each, replacement=said)
            closed = text[b - 1] == '"' and b - a > 1
            if a < each.start and each.end <= (b - 1 if closed else b):
                cut = [found.span() for found in _ESCAPE.finditer(text, a + 1, b)]
                first = next((x for x, y in cut if x < each.start < y), each.start)
                last = next((y for x, y in cut if x < each.end < y), each.end)
                return replace(each, start=first, end=last, replacement=said[1:-1])
            return None
        near = _LITERAL.finditer(text, max(0, each.start - _LONGEST_LITERAL), end)
        a, b = next((found.span() for found in near if found.end() > each.start), (end, end))
        if not a <= each.start < each.end <= b <= a + _LONGEST_LITERAL:
            return None
        return replace(each, start=a, end=b, replacement=said)


def _bare(each: Finding, strings: Sequence[tuple[int, int]]) -> bool:
    return not any(a <= each.start < b for a, b in strings)


def is_json(text: str) -> bool:
    """Tell whether a text is a JSON value."""
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def without_escapes(text: str) -> str:
    """Write the characters that a JSON text names by number as themselves, save those that mean something there."""
    return _NAMED.sub(_named, text) if "\\" in text else text


def _named(found: re.Match[str]) -> str:
    if found[1]:
        return chr(0x10000 + ((int(found[1], 16) - 0xD800) << 10) + int(found[2], 16) - 0xDC00)
    if found[4]:
        return "/"
    code = int(found[3], 16) if found[3] else 0
    character = chr(code)
    return found[0] if code < 0x20 or character in '"\\' or 0xD800 <= code <= 0xDFFF else character
