"""Say what stands in a text beside the one document that a program will read: prose, a fence, half of it missing.

Knows what a document of a format looks like, not what it should say: a JSON Schema is for `measures.schema`. YAML, SQL
and code are judged by their lines, as no parser in the standard library reads them: what passes may still not run.
Sources: RFC 8259 (JSON, no NaN), RFC 4180 (CSV), XML 1.0 by expat, without document types.
"""
# SPDX-License-Identifier: Apache-2.0

import csv
import json
import re
from collections.abc import Callable
from typing import Literal, NoReturn, get_args
from xml.parsers import expat

from bylaw.measures.finding import Finding

__all__ = ["FORMATS", "Format", "beside", "json_value"]

Format = Literal["json", "jsonl", "csv", "tsv", "xml", "html", "yaml", "sql", "code", "raw"]
"""`raw` is text of no known format that a program will read."""
FORMATS: tuple[Format, ...] = get_args(Format)

_FENCE = re.compile(r"(?:```|~~~)[^\n`]{0,40}\n")
_FENCE_LINE = re.compile(r"^[ \t]{0,12}(?:```|~~~)", re.MULTILINE)
_ANNOUNCES = re.compile(
    r"\s{0,64}(?:(?:sure|certainly|of course|absolutely|okay|ok|great|here|below|the following|this is|i have|i've|"
    r"i'll|based on|as requested|output|result|answer|hier|voici|aquí|ecco|aqui|natürlich|bien sûr|claro)\b[^\n]{0,200}"
    r"(?:[:!.]|$)[ \t]*(?:\n|$))",
    re.IGNORECASE,
)
_REMARKS = re.compile(
    r"\n\s{0,8}(?:(?:this|the above|note|explanation|i hope|hope|let me know|feel free|in this|here|please|you can|"
    r"dies|ich hoffe|ce(?:ci|tte)?|espero|questo|spero)\b[^\n]{12,400}[.!])\s*\Z",
    re.IGNORECASE,
)
_SQL = re.compile(
    r"\s*(?:--[^\n]*\n\s*|/\*(?:[^*]|\*(?!/))*+\*/\s*)*+\(?\s*(?:select|insert|update|delete|create|with|alter|drop|merge|explain|"
    r"begin|start|commit|set|truncate|grant|revoke|replace|values|show|describe|use|pragma|declare|call|do|copy|rollback)\b",
    re.IGNORECASE,
)
_SQL_QUOTED = re.compile(r"'(?:[^']|'')*+'|\"[^\"]*+\"|`[^`]*+`|--[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/|[();'\"]")
_YAML_LINE = re.compile(r"\s*(?:#|---|\.\.\.|%|- |-$|[\[{\]}]|[^\s:#][^:\n]{0,120}:(?:\s|$)|\"|')")
_CUT_JSON = ("Unterminated string", "Expecting value", "Expecting ',' delimiter", "Expecting ':' delimiter")
_TRIES = 8
"""Places at which a JSON document is looked for behind other words."""


def beside(text: str, form: Format) -> tuple[Finding, ...]:
    """Mark what a program that reads this format would trip over; nothing where the text is exactly the document.

    Labels: `empty`, `fenced`, `prose_before`, `prose_after`, `prose`, `truncated`, `malformed`.
    """
    if not text.strip():
        return (Finding("empty", 0, len(text)),)
    start, end = _in_fence(text)
    if end > start:
        found = [each for each in _READERS[form](text[start:end]) if each.label in {"truncated", "malformed"}]
        return (Finding("fenced", 0, len(text)), *(_moved(each, start) for each in found))
    return tuple(_READERS[form](text))


def _in_fence(text: str) -> tuple[int, int]:
    """Give where the inside of the one fence lies that a text is; an empty stretch where it is none."""
    lead = len(text) - len(text.lstrip())
    opening = _FENCE.match(text, lead)
    if opening is None:
        return 0, 0
    end = len(text.rstrip())
    if text[:end].endswith(("```", "~~~")):
        end -= 3
    return (opening.end(), end) if not _FENCE_LINE.search(text, opening.end(), end) else (0, 0)


def json_value(text: str) -> object:
    """Read a JSON document.

    Raises:
        ValueError: it is none.
    """
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _moved(finding: Finding, by: int) -> Finding:
    return Finding(finding.label, finding.start + by, finding.end + by, finding.score)


def _json(text: str) -> list[Finding]:
    try:
        json_value(text)
    except ValueError as error:
        return _not_json(text, error)
    return []


def _not_json(text: str, error: ValueError) -> list[Finding]:
    """Tell apart a document with words around it, half a document, a broken one, and none at all."""
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    at = -1
    for _ in range(_TRIES):
        opening = re.compile(r"[{\[]").search(text, at + 1)
        if opening is None:
            break
        at = opening.start()
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            if not text[:at].strip():
                break  # the text itself begins as a document and isn't one
            continue
        return _around(text, at, end)
    if text.lstrip()[:1] in {"{", "["}:
        place = error.pos if isinstance(error, json.JSONDecodeError) else 0
        cut = isinstance(error, json.JSONDecodeError) and error.msg.startswith(_CUT_JSON)
        cut = cut and (place >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"))  # type: ignore[attr-defined]
        return [Finding("truncated" if cut else "malformed", min(place, len(text)), len(text))]
    return [Finding("prose", 0, len(text))]


def _around(text: str, start: int, end: int) -> list[Finding]:
    """Mark what stands before and after a document."""
    out = []
    if text[:start].strip():
        out.append(Finding("prose_before", 0, start))
    if text[end:].strip():
        out.append(Finding("prose_after", end, len(text)))
    return out


def _jsonl(text: str) -> list[Finding]:
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            try:
                json_value(line)
            except ValueError:
                out.append(Finding("malformed" if line.lstrip()[:1] in {"{", "["} else "prose", at, at + len(line)))
        at += len(line) + 1
    return out


def _separated(text: str, delimiter: str) -> list[Finding]:
    """Hold every row of a table to the number of fields that most have."""
    try:
        rows = [row for row in csv.reader(text.strip("\n").splitlines(), delimiter=delimiter, strict=True) if row]
    except csv.Error:
        return [Finding("truncated" if text.count('"') % 2 else "malformed", 0, len(text))]
    widths = [len(row) for row in rows]
    if not widths:
        return [Finding("empty", 0, len(text))]
    width = max(set(widths), key=widths.count)
    remarks = _announced(text)
    if all(each == width for each in widths):
        return remarks
    first, last = widths.index(width), len(widths) - 1 - widths[::-1].index(width)
    out = list(remarks)
    if first and not out:
        out.append(Finding("prose_before", 0, text.find("\n") + 1))
    if last < len(widths) - 1:
        short = widths[-1] < width and last == len(widths) - 2 and not text.rstrip().endswith((".", "!"))
        out.append(Finding("truncated" if short else "prose_after", text.rstrip().rfind("\n") + 1, len(text)))
    return out or [Finding("malformed", 0, len(text))]


def _csv(text: str) -> list[Finding]:
    head = text.lstrip().split("\n", 1)[0]
    return _separated(text, ";" if head.count(";") > head.count(",") else ",")


def _tsv(text: str) -> list[Finding]:
    return _separated(text, "\t")


def _xml(text: str) -> list[Finding]:
    start, end = text.find("<"), text.rfind(">") + 1
    if start < 0 or not re.compile(r"<[\w?!]").match(text, start):
        return [Finding("prose", 0, len(text))]
    if around := _around(text, start, max(start, end)):
        if text[end:].strip() and not text[:start].strip() and _xml_fault(text) in _CUT_XML:
            return [Finding("truncated", end, len(text))]
        return around
    fault = _xml_fault(text.strip())
    if fault is None:
        return []
    return [Finding("truncated" if fault in _CUT_XML else "malformed", 0, len(text))]


_CUT_XML = frozenset({3, 5, 20})  # no element found, unclosed token, unclosed CDATA section


def _xml_fault(text: str) -> int | None:
    parser = expat.ParserCreate()

    def stop(*_: object) -> None:
        raise _DocumentType

    parser.StartDoctypeDeclHandler = stop
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return error.code
    except _DocumentType:
        return None  # its entities are never expanded, so the rest can't be judged
    return None


class _DocumentType(Exception):  # noqa: N818 - it is a reason to stop, no fault
    pass


def _html(text: str) -> list[Finding]:
    start, end = text.find("<"), text.rfind(">") + 1
    return _around(text, start, end) if 0 <= start < end else [Finding("prose", 0, len(text))]


def _yaml(text: str) -> list[Finding]:
    found = _announced(text)
    if found:
        return found
    if not _YAML_LINE.match(text):
        return [Finding("prose", 0, len(text))]
    return _remarked(text)


def _sql(text: str) -> list[Finding]:
    begins = _SQL.match(text)
    if begins is None:
        return _announced(text) or [Finding("prose", 0, len(text))]
    open_now, last, quoted = 0, 0, False
    for token in _SQL_QUOTED.finditer(text):
        sign = token.group()
        open_now += (sign == "(") - (sign == ")")
        quoted = quoted or sign in {"'", '"'}
        last = token.end() if sign == ";" else last
    if open_now > 0 or quoted:
        return [Finding("truncated", 0, len(text))]
    rest = text[last:] if last else ""
    if rest.strip() and not _SQL.match(rest) and not rest.strip().startswith(("--", "/*")):
        return [Finding("prose_after", last, len(text))]
    return [] if last else _remarked(text)


def _code(text: str) -> list[Finding]:
    fence = _FENCE_LINE.search(text)
    if fence is not None:
        return [Finding("prose_before" if text[: fence.start()].strip() else "fenced", 0, len(text))]
    return _announced(text) or _remarked(text)


def _announced(text: str) -> list[Finding]:
    """Mark a first line that only announces what comes."""
    first = _ANNOUNCES.match(text)
    if first is None or (not text[first.end() :].strip() and ":" not in first.group()):
        return []
    return [Finding("prose_before", 0, first.end())]


def _remarked(text: str) -> list[Finding]:
    """Mark a last line that speaks of what stood before."""
    last = _REMARKS.search(text, max(0, len(text) - 600))
    return [Finding("prose_after", last.start() + 1, len(text))] if last else []


_READERS: dict[Format, Callable[[str], list[Finding]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "xml": _xml,
    "html": _html,
    "yaml": _yaml,
    "sql": _sql,
    "code": _code,
    "raw": _code,
}
