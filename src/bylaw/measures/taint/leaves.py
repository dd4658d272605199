"""Find the values in a JSON text, each with its path and its place.

Reads what isn't JSON as one value, the whole text. Knows nothing of tools. Takes time linear in the text, at any depth.
Source: RFC 8259.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

__all__ = ["Kind", "Leaf", "Path", "read_leaves"]

Kind = Literal["string", "number", "word", "raw"]
"""`word`: true, false or null; `raw`: all of a text that isn't JSON."""

Path = tuple[str | int, ...]
"""Names of members and indices of elements, from the outermost."""

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")|(?P<mark>[{}\[\]:,])'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>true|false|null))",
    re.DOTALL,
)
_DEEPEST = 64
"""Levels of nesting that keep a path of their own; what lies deeper shares the path of the level above."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string, number, true, false or null."""

    path: Path
    text: str
    """What it says: of a string its characters, of a number its digits as they were written."""
    kind: Kind
    start: int
    """Of its first character between the quotation marks, in code points of the JSON text."""
    end: int

    @property
    def name(self) -> str:
        """The name of the nearest member that it stands in."""
        return next((each for each in reversed(self.path) if isinstance(each, str)), "")


@lru_cache(maxsize=64)
def read_leaves(text: str) -> tuple[Leaf, ...]:
    """Give the values of a JSON text in order; of any other text the text itself, with an empty path."""
    leaves: list[Leaf] = []
    stack: list[str | int] = []
    wants_name = False
    here, size = 0, len(text.rstrip(" \t\r\n"))
    key: str | None = None
    while here < size:
        match = _TOKEN.match(text, here)
        if match is None:
            return (Leaf((), text, "raw", 0, len(text)),) if text else ()
        here = match.end()
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        read = match.group(kind)
        if kind == "mark":
            if read in "{[":
                stack.append("" if read == "{" else 0)
                wants_name = read == "{"
            elif read in "}]":
                if not stack:
                    return (Leaf((), text, "raw", 0, len(text)),)
                stack.pop()
                wants_name = False
            elif read == "," and stack:
                if isinstance(stack[-1], int):
                    stack[-1] += 1
                else:
                    wants_name = True
            continue
        if kind == "string" and wants_name:
            key = _string(read)
            if stack:
                stack[-1] = key
            wants_name = False
            continue
        path = tuple(stack[:_DEEPEST])
        if kind == "string":
            leaves.append(Leaf(path, _string(read), "string", start + 1, end - 1))
        else:
            leaves.append(Leaf(path, read, "number" if kind == "number" else "word", start, end))
    return tuple(leaves)


def _string(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        return str(json.loads(token, strict=False))
    except ValueError:
        return token[1:-1]
