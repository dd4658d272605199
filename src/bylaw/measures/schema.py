"""Hold a JSON value against a JSON Schema that a stranger wrote.

Judges the keywords that tools' definitions use, and passes over what it doesn't know, what the schema writes wrongly
and references to elsewhere. A schema can't make it slow: work is counted, and a pattern is only tried where it can't
run wild.
Source: JSON Schema 2020-12.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bylaw.measures.taint.leaves import Path

__all__ = ["Misfit", "TooMuchWork", "misfits"]

_MOST_STEPS = 20_000
_DEEPEST = 40
_LONGEST_PATTERN, _LONGEST_MATCHED = 256, 256
_MOST_MISFITS = 32
_TYPES = {
    "string": str, "number": (int, float), "integer": (int, float), "boolean": bool, "object": dict, "array": list,
    "null": type(None),
}  # fmt: skip
_WILD = re.compile(r"\)[*+{?]|\(\?|\\[1-9k]")
_REPEATS = re.compile(r"[*+}]")


class TooMuchWork(Exception):  # noqa: N818 - it is a reason, no fault
    """The schema and the value take more work than a check may do."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something about a value that its schema doesn't take."""

    path: Path
    label: str
    """`missing`, `unexpected`, `type`, `enum`, `range`, `length`, `pattern`, `shape`."""
    name: str = ""
    """Of the member that is missing or unexpected."""


def misfits(value: object, schema: Mapping[str, Any]) -> tuple[Misfit, ...]:
    """Say what a schema doesn't take about a value.

    Raises:
        TooMuchWork: it would take too long to say.
    """
    judge = _Judge(schema)
    judge.look(value, schema, (), 0)
    return tuple(judge.found)


class _Judge:
    """One look at one value."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.found: list[Misfit] = []
        self.steps = 0

    def look(self, value: object, schema: object, path: Path, depth: int) -> None:
        self.steps += 1
        if self.steps > _MOST_STEPS or depth > _DEEPEST:
            raise TooMuchWork
        if schema is False:
            self._add(path, "shape")
        if not isinstance(schema, dict) or len(self.found) >= _MOST_MISFITS:
            return
        if isinstance(reference := schema.get("$ref"), str):
            self.look(value, self._resolve(reference), path, depth + 1)
        if not self._type_fits(value, schema):
            self._add(path, "type")
            return
        self._choices(value, schema, path)
        if isinstance(value, dict):
            self._object(value, schema, path, depth)
        elif isinstance(value, list):
            self._array(value, schema, path, depth)
        elif isinstance(value, str):
            self._string(value, schema, path)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self._number(value, schema, path)
        self._combined(value, schema, path, depth)

    def _add(self, path: Path, label: str, name: str = "") -> None:
        if len(self.found) < _MOST_MISFITS:
            self.found.append(Misfit(path, label, name))

    def _resolve(self, reference: str) -> object:
        """Follow a reference within the schema; one that leads elsewhere takes anything."""
        if not reference.startswith("#"):
            return True
        at: object = self.root
        for name in reference[1:].strip("/").split("/")[:_DEEPEST]:
            if name:
                at = at.get(name.replace("~1", "/").replace("~0", "~"), True) if isinstance(at, dict) else True
        return at

    def _type_fits(self, value: object, schema: Mapping[str, Any]) -> bool:
        wanted = schema.get("type")
        names = wanted if isinstance(wanted, list) else [wanted]
        known = [each for each in names if isinstance(each, str) and each in _TYPES]
        if not known or (schema.get("nullable") is True and value is None):
            return True
        return any(_is(value, each) for each in known)

    def _choices(self, value: object, schema: Mapping[str, Any], path: Path) -> None:
        allowed = schema.get("enum")
        if isinstance(allowed, list) and allowed:
            self.steps += len(allowed)
            if not any(_same(value, each) for each in allowed):
                self._add(path, "enum")
        if "const" in schema and not _same(value, schema["const"]):
            self._add(path, "enum")

    def _object(self, value: Mapping[str, Any], schema: Mapping[str, Any], path: Path, depth: int) -> None:
        required = schema.get("required")
        for name in required if isinstance(required, list) else ():
            self.steps += 1
            if isinstance(name, str) and name not in value:
                self._add(path, "missing", name)
        properties = schema.get("properties")
        known = properties if isinstance(properties, dict) else {}
        others = schema.get("additionalProperties", True)
        patterned = isinstance(schema.get("patternProperties"), dict)
        for name, each in value.items():
            if name in known:
                self.look(each, known[name], (*path, name), depth + 1)
            elif patterned:
                continue
            elif others is False:
                self._add((*path, name), "unexpected", name)
            elif isinstance(others, dict):
                self.look(each, others, (*path, name), depth + 1)
        self._count(len(value), schema, ("minProperties", "maxProperties"), path)

    def _array(self, value: Sequence[object], schema: Mapping[str, Any], path: Path, depth: int) -> None:
        first = schema.get("prefixItems")
        heads: Sequence[object] = first if isinstance(first, list) else ()
        for at, each in enumerate(value):
            self.look(each, heads[at] if at < len(heads) else schema.get("items", True), (*path, at), depth + 1)
        self._count(len(value), schema, ("minItems", "maxItems"), path)
        if schema.get("uniqueItems") is True:
            self.steps += len(value)
            if len({json.dumps(each, sort_keys=True) for each in value}) < len(value):
                self._add(path, "shape")

    def _string(self, value: str, schema: Mapping[str, Any], path: Path) -> None:
        self._count(len(value), schema, ("minLength", "maxLength"), path)
        pattern = schema.get("pattern")
        if isinstance(pattern, str) and len(value) <= _LONGEST_MATCHED and _is_tame(pattern):
            try:
                if re.search(pattern, value) is None:
                    self._add(path, "pattern")
            except (re.error, RecursionError, OverflowError):
                pass  # another dialect's, or none: nothing can be said

    def _number(self, value: float, schema: Mapping[str, Any], path: Path) -> None:
        low, high = _number_of(schema.get("minimum")), _number_of(schema.get("maximum"))
        above, below = _number_of(schema.get("exclusiveMinimum")), _number_of(schema.get("exclusiveMaximum"))
        too_low = (low is not None and value < low) or (above is not None and value <= above)
        if too_low or (high is not None and value > high) or (below is not None and value >= below):
            self._add(path, "range")

    def _count(self, size: int, schema: Mapping[str, Any], names: tuple[str, str], path: Path) -> None:
        low, high = _number_of(schema.get(names[0])), _number_of(schema.get(names[1]))
        if (low is not None and size < low) or (high is not None and size > high):
            self._add(path, "length")

    def _combined(self, value: object, schema: Mapping[str, Any], path: Path, depth: int) -> None:
        for each in _schemas(schema.get("allOf")):
            self.look(value, each, path, depth + 1)
        for name in ("anyOf", "oneOf"):
            options = _schemas(schema.get(name))
            if not options:
                continue
            tried = [self._apart(value, each, path, depth) for each in options]
            fits = sum(not each for each in tried)
            if fits == 0:
                self.found += min(tried, key=len)[: _MOST_MISFITS - len(self.found)]
            elif name == "oneOf" and fits > 1:
                self._add(path, "shape")
        if isinstance(schema.get("not"), dict) and not self._apart(value, schema["not"], path, depth):
            self._add(path, "shape")

    def _apart(self, value: object, schema: object, path: Path, depth: int) -> list[Misfit]:
        """Look without adding to what was found."""
        kept, self.found = self.found, []
        try:
            self.look(value, schema, path, depth + 1)
            return self.found
        finally:
            self.found = kept


def _is(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    kind: Any = _TYPES[name]
    return isinstance(value, kind)


def _same(one: object, other: object) -> bool:
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _schemas(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []


def _number_of(raw: object) -> float | None:
    return raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _is_tame(pattern: str) -> bool:
    """Say whether a pattern takes little time on a short text: at most two repetitions, and none of a group."""
    return (
        len(pattern) <= _LONGEST_PATTERN
        and not _WILD.search(pattern)
        and len(_REPEATS.findall(pattern.replace("\\+", "").replace("\\*", ""))) <= 2
    )
