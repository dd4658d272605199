"""Read what settings ask of one another: `requires = "under_18 = false"`, and say whether it is so.

Comparisons are joined by `and` and `or`, `and` binding closer. What can't be read doesn't hold.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Condition", "Declared", "SettingValue", "conditions", "holds"]

SettingValue = bool | int | str

_QUOTED = r"\"[^\"]*\"|'[^']*'"  # what stands in quotes joins nothing
# Only the first of a run of white space begins a joint: else each of them would be looked behind anew.
_OR = re.compile(rf"{_QUOTED}|(?P<joint>(?<!\s)\s+or(?=\s)|\|\|)")
_AND = re.compile(rf"{_QUOTED}|(?P<joint>(?<!\s)\s+and(?=\s)|&&|[,;])")
_NUMBER = re.compile(r"-?[0-9]{1,400}")
_CONDITION = re.compile(
    r"(?P<no>not\s+|!\s*)?(?P<setting>[A-Za-z_][\w-]*)"
    r"(?:\s*(?P<operator>==?|!=|<=?|>=?|\bis(?:\s+not)?\b)\s*(?P<value>\S.*))?"
)


class Declared(Protocol):
    """A setting as a document declares it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str:
        """boolean, integer, string or choice."""
        ...

    @property
    def choices(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison in a `requires`."""

    text: str
    setting: str
    """Empty where the text can't be read."""
    value: str | None
    operator: str = "="
    negated: bool = False

    def possible_for(self, setting: Declared) -> bool:
        """Whether the setting can have the value it is compared with."""
        if self.value is None:
            return setting.type == "boolean"
        value = self.value.strip("\"'")
        if setting.type == "boolean":
            return value in {"true", "false"}
        if setting.type == "choice":
            return value in setting.choices
        return setting.type != "integer" or _NUMBER.fullmatch(value) is not None

    def holds(self, values: Mapping[str, SettingValue | None]) -> bool:
        """Whether it is so; a setting without a value keeps no condition."""
        own = values.get(self.setting)
        if own is None:
            return False
        return _compare(own, self.operator, self.value) is not self.negated


def conditions(requires: str) -> Iterator[Condition]:
    """Split a `requires` into its comparisons."""
    for group in _groups(requires):
        yield from group


def holds(requires: str, values: Mapping[str, SettingValue | None]) -> bool:
    """Say whether the settings' values are as required; nothing required is always so."""
    groups = _groups(requires)
    return not groups or any(all(each.holds(values) for each in group) for group in groups)


def _groups(requires: str) -> list[list[Condition]]:
    if not requires.strip():
        return []
    return [[_condition(text.strip()) for text in _split(_AND, group)] for group in _split(_OR, requires)]


def _split(joints: re.Pattern[str], text: str) -> Iterator[str]:
    start = 0
    for found in joints.finditer(text):
        if found["joint"] is not None:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _condition(text: str) -> Condition:
    read = _CONDITION.fullmatch(text)
    if read is None:
        return Condition(text, "", None)
    return Condition(text, read["setting"], read["value"], read["operator"] or "=", bool(read["no"]))


def _compare(own: SettingValue, operator: str, value: str | None) -> bool:
    if value is None:
        return own is True
    wanted = value.strip("\"'")
    shown = str(own).lower() if isinstance(own, bool) else str(own)
    if operator in ("=", "==", "is"):
        return shown == wanted
    if operator.startswith("!") or operator.startswith("is"):
        return shown != wanted
    if isinstance(own, bool) or not isinstance(own, int) or _NUMBER.fullmatch(wanted) is None:
        return False
    bound = int(wanted)
    return {"<": own < bound, "<=": own <= bound, ">": own > bound, ">=": own >= bound}[operator]
