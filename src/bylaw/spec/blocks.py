"""Read the fenced TOML blocks of a document, `~~~toml settings` and `~~~toml waiver`, and write the first kind.

A block that can't be read gives problems, never an exception, and never half of its settings.
"""
# SPDX-License-Identifier: Apache-2.0

import datetime
import json
import re
import tomllib
from collections.abc import Iterable
from typing import Literal, get_args

from bylaw.authority import AUTHORITY_WORDS, Authority
from bylaw.spec.nodes import Place, Problem, Setting, SettingType, Waiver

__all__ = ["parse_settings", "parse_waiver", "read_setting", "write_settings"]

_SETTING_KEYS = ("type", "default", "lowest", "requires", "choices", "description")
_WAIVER_KEYS = ("reason", "approved_by", "expires", "scope")
_TOML_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
_MAX_CHARACTERS = 16_384  # room for a hundred settings; the TOML parser's time is quadratic in some texts
_PYTHON_TYPES: dict[str, type] = {"boolean": bool, "integer": int, "string": str, "choice": str}


def parse_settings(text: str, place: Place) -> tuple[tuple[Setting, ...], tuple[Problem, ...]]:
    """Read the body of a settings fence; `place` is the body's first character's."""
    table, problems = _toml(text, place, "settings")
    settings = []
    for name, entry in table.items():
        at = _place_of(text, place, name)
        setting = read_setting(name, entry, at)
        if isinstance(setting, Problem):
            problems.append(setting)
        else:
            settings.append(setting)
    return ((), tuple(problems)) if problems else (tuple(settings), ())


def read_setting(name: str, entry: object, place: Place) -> Setting | Problem:
    """Check one setting's table."""

    def problem(what: str) -> Problem:
        return Problem("settings", f"setting {name!r}: {what}", place)

    if not isinstance(entry, dict):
        return problem(f"is not a table; write [{name}] and its keys under it")
    if unknown := sorted(entry.keys() - set(_SETTING_KEYS)):
        return problem(f"has no key {unknown[0]!r}; the keys are {', '.join(_SETTING_KEYS)}")
    kind: SettingType | None = next((each for each in get_args(SettingType) if each == entry.get("type")), None)
    if kind is None:
        return problem(f"type must be one of {', '.join(get_args(SettingType))}")
    lowest = entry.get("lowest")
    if not isinstance(lowest, str) or lowest not in AUTHORITY_WORDS or lowest == "guideline":
        return problem("lowest must be the lowest level that may set it: root, system, developer or user")
    choices = entry.get("choices", [])
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        return problem("choices must be a list of strings")
    if (kind == "choice") != bool(choices):
        return problem("choices go with type = 'choice', and with that alone")
    default: bool | int | str | None = entry.get("default")
    if isinstance(default, int) and not -(2**63) <= default < 2**63:
        return problem("default is a larger number than can be kept")
    wanted = _PYTHON_TYPES[kind]
    if default is not None and (type(default) is not wanted or (choices and default not in choices)):
        return problem(
            f"default {repr(default)[:40]} is not a {kind}" + (f" of {', '.join(choices)}" if choices else "")
        )
    for key in ("requires", "description"):
        if not isinstance(entry.get(key, ""), str):
            return problem(f"{key} must be a string")
    return Setting(
        name,
        kind,
        default,
        Authority.of(lowest),
        requires=entry.get("requires", ""),
        choices=tuple(choices),
        description=entry.get("description", ""),
        place=place,
    )


def write_settings(settings: Iterable[Setting]) -> str:
    """Write a settings fence; reading it gives the same settings."""
    tables = []
    for setting in settings:
        values: dict[str, object] = {"type": setting.type}
        if setting.default is not None:
            values["default"] = setting.default
        values["lowest"] = setting.lowest.word
        optional = {"requires": setting.requires, "choices": setting.choices, "description": setting.description}
        values.update((key, value) for key, value in optional.items() if value)
        lines = [f"[{_toml_value(setting.name)}]", *(f"{key} = {_toml_value(value)}" for key, value in values.items())]
        tables.append("\n".join(lines) + "\n")
    return f"~~~toml settings\n{chr(10).join(tables)}~~~\n\n"


def parse_waiver(text: str, place: Place) -> tuple[Waiver | None, tuple[Problem, ...]]:
    """Read the body of a waiver fence."""
    table, problems = _toml(text, place, "waiver")
    if problems:
        return None, tuple(problems)
    expires = table.get("expires")
    if isinstance(expires, datetime.date):
        table["expires"] = expires.isoformat()[:10]
    wrong = [f"has no key {key!r}; the keys are {', '.join(_WAIVER_KEYS)}" for key in table if key not in _WAIVER_KEYS]
    wrong += [
        f"{key} is missing; a waiver says its reason, who approved it and when it expires"
        for key in ("reason", "approved_by", "expires")
        if not isinstance(table.get(key), str) or not str(table[key]).strip()
    ]
    if not isinstance(table.get("scope", ""), str):
        wrong.append("scope must be a string")
    if not wrong:
        try:
            table["expires"] = datetime.date.fromisoformat(str(table["expires"]).strip()).isoformat()
        except ValueError:
            wrong.append(f"expires {str(table['expires'])[:20]!r} is no date; write 2027-01-31")
    if wrong:
        return None, tuple(Problem("waiver", f"waiver: {what}", place) for what in wrong)
    values = {key: str(value) for key, value in table.items()}
    return Waiver(**values, place=place), ()


def _toml_value(value: object) -> str:
    # JSON's strings are TOML's but for one character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml(text: str, place: Place, kind: Literal["settings", "waiver"]) -> tuple[dict[str, object], list[Problem]]:
    if len(text) > _MAX_CHARACTERS:
        return {}, [Problem(kind, f"the block has more than {_MAX_CHARACTERS} characters; split it", place)]
    try:
        return tomllib.loads(text), []
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a plain ValueError
        said = str(error)
        at = place
        if found := _TOML_PLACE.search(said):
            at = Place(place.file, place.line + int(found[1]) - 1, int(found[2]))
            said = said[: found.start()]
        return {}, [Problem(kind, f"this is not TOML: {said}", at)]


def _place_of(text: str, place: Place, name: str) -> Place:
    header = re.search(rf"^\s*\[\s*\"?{re.escape(name)}\"?\s*\]", text, re.MULTILINE)
    if header is None:
        return place
    return Place(place.file, place.line + text.count("\n", 0, header.start(0)), 1)
