"""The nouns of provenance: where a text comes from, and the pieces of it that belong together.

A text that no one with authority wrote is cut into records: the objects of JSON, the entries of YAML as tools print it,
the paragraphs of prose. A field is a value that a record holds whole, and not as words within a sentence.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.reader import as_seen

__all__ = ["Record", "Source", "Texts", "folded", "read_records"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text without authority."""

    where: str
    """`messages[4].content[0]`."""
    text: str
    tool: str = ""
    """The tool whose answer it is; empty for quotations and attachments."""
    arguments: str = ""
    """Of that call."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All that a call's values may come from."""

    spoken: tuple[str, ...] = ()
    """What users said, unquoted."""
    standing: tuple[str, ...] = ()
    """What the operator and the developer said, unquoted."""
    lent: tuple[str, ...] = ()
    """Data that somebody with authority lent theirs to."""
    shown: tuple[str, ...] = ()
    """What users quoted in a few words: an argument of what they ask for, and no instruction."""
    foreign: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What belongs together in a source."""

    text: str
    """As a reader sees it, see `measures.reader`."""
    lines: str
    """The same, with ` | ` where lines end: there sentences begin."""
    fields: frozenset[str]
    """Values that it holds whole, as a reader sees them."""


_LONGEST_FIELD = 160
"""Characters: what is longer is prose."""
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_ENDS = re.compile(r"(?:[\n\r\u2028\u2029]|\\[nrt])+")
"""Also as they are spelled where a text stands inside another's quotation marks."""
_ENTRY = re.compile(r"(?P<dash>(?:- )*)(?:(?P<key>[\w$-]{1,40}(?: [\w$-]{1,40}){0,2}):(?: +|$))?(?P<value>.*)")


def folded(text: str) -> str:
    """Give a text as its reader sees it."""
    return as_seen(text).text


@lru_cache(maxsize=256)
def read_records(text: str) -> tuple[Record, ...]:
    """Cut a text without authority into records."""
    start = text.lstrip()[:1]
    if start in {"{", "["}:
        try:
            grouped: list[list[str]] = []
            _group(json.loads(text, parse_int=str, parse_float=str, strict=False), grouped, None)
            return tuple(_record(values, values) for values in grouped if values)
        except (ValueError, RecursionError):
            pass  # then it is prose, or YAML
    entries = _entries(text) if "\n" in text or start == "-" else None
    if entries is not None:
        return tuple(_record(values, fields) for values, fields in entries)
    return tuple(_record([each], []) for each in _PARAGRAPH.split(text) if each.strip())


def _group(value: object, grouped: list[list[str]], own: list[str] | None) -> None:
    """Put the plain values of each object together; those of a list go with the object that holds it."""
    if isinstance(value, dict) or own is None:
        own = []
        grouped.append(own)
    if isinstance(value, dict):
        for each in value.values():
            _group(each, grouped, own)
    elif isinstance(value, list):
        for each in value:
            _group(each, grouped, own)
    else:
        own.append("null" if value is None else str(value))


def _record(values: list[str], fields: list[str]) -> Record:
    whole = "\n".join(values)
    seen = frozenset(folded(each) for each in fields if len(each) <= _LONGEST_FIELD and "\n" not in each)
    return Record(folded(whole), folded(_LINE_ENDS.sub(" | ", whole)), seen - {""})


def _entries(text: str) -> list[tuple[list[str], list[str]]] | None:
    """Read YAML of the plain sort that tools print; None where a line is none of it.

    A value in quotation marks that goes on over lines is prose, and what looks like a field inside it is part of it.
    """
    out: list[tuple[list[str], list[str]]] = []
    open_mark = ""
    scalar: int | None = None
    lists = False
    for line in text.split("\n"):
        if open_mark:
            out[-1][0][-1] += "\n" + line
            if _closes(line, open_mark):
                open_mark = ""
            continue
        if not line.strip():
            if not out:
                continue
            out[-1][0].append("")
            continue
        indent = len(line) - len(line.lstrip(" "))
        if scalar is not None and indent > scalar:
            out[-1][0][-1] += "\n" + line
            continue
        scalar = None
        match = _ENTRY.match(line, indent)
        if match is None or not (match["dash"] or match["key"]):
            if indent and out:  # a plain value goes on over lines
                out[-1][0][-1] += " " + line.strip()
                if out[-1][1]:
                    out[-1][1].pop()
                continue
            return None
        value = match["value"].strip()
        listed = bool(match["dash"]) and indent == 0
        lists = lists or (listed and not out)
        if not out or (listed and lists):
            out.append(([], []))
        values, fields = out[-1]
        if match["key"]:
            values.append(match["key"])
        if value[:1] in {"|", ">"} and len(value) <= 3:
            scalar = indent
            values.append("")
        elif value[:1] in {'"', "'"}:
            values.append(value)
            if len(value) > 1 and _closes(value[1:], value[0]):
                values[-1] = value[1:-1]
                fields.append(value[1:-1])
            else:
                open_mark = value[0]
        elif value:
            values.append(value)
            fields.append(value)
    return out or None


def _closes(line: str, mark: str) -> bool:
    """Say whether a quoted value ends with this line."""
    line = line.rstrip()
    if not line.endswith(mark):
        return False
    if mark == "'":
        return (len(line) - len(line.rstrip("'"))) % 2 == 1
    before = line[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 0
