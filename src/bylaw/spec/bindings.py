"""Give clauses that don't say it themselves their kind, checks, action and settings.

OpenAI's published documents are such; `bindings/openai.toml` binds their clauses by id. What a document says itself is
never overruled by a binding.
"""
# SPDX-License-Identifier: Apache-2.0

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from bylaw.errors import SpecError
from bylaw.spec.blocks import read_setting
from bylaw.spec.nodes import ACTIONS, KINDS, Action, Kind, Place, Problem, Setting, Spec

__all__ = ["Binding", "bind", "is_bound_by", "read_bindings"]

_KEYS = ("kind", "check", "action", "settings")


@dataclass(frozen=True, slots=True)
class Binding:
    """What a clause is bound to."""

    kind: Kind | None
    checks: tuple[str, ...]
    action: Action | None
    settings: tuple[Setting, ...]


def is_bound_by(spec: Spec, bindings: Mapping[str, Binding]) -> bool:
    """Whether bindings are this document's: they name most of its clauses.

    An edited copy of a published document keeps its bindings, whatever attributes the edit added; a document that
    happens to share a few ids gets none.
    """
    named = sum(clause.id in bindings for clause in spec.clauses)
    return 2 * named > len(spec.clauses)


def read_bindings(name: str, *, beside: Path | None = None) -> dict[str, Binding]:
    """Read a bindings file: one that ships, by name, or any by path, relative to the folder `beside`.

    Raises:
        SpecError: it isn't there, isn't TOML, or holds what a binding can't.
    """
    if name == "openai":
        file = "bindings/openai.toml"
        text = resources.files("bylaw.spec").joinpath(file).read_text(encoding="utf-8")
    else:
        path = (beside or Path()) / name
        file = str(path)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise SpecError(
                f"the bindings can't be read: {getattr(error, 'strerror', None) or error}",
                where=file,
                mend="name `openai`, `none` or a TOML file",
            ) from None
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a plain ValueError
        raise SpecError(f"the bindings are not TOML ({error})", where=file, mend="mend the file") from None
    return {clause: _binding(clause, table, file) for clause, table in tables.items()}


def bind(spec: Spec, bindings: Mapping[str, Binding]) -> Spec:
    """Bind every clause that a binding names, where the document doesn't say otherwise."""
    sections = []
    for section in spec.sections:
        bound = bindings.get(section.id)
        if bound is not None and section.is_clause:
            section = msgspec.structs.replace(
                section,
                kind=section.kind or bound.kind,
                checks=section.checks or bound.checks,
                action=section.action or bound.action,
                settings=section.settings or bound.settings,
            )
        sections.append(section)
    return msgspec.structs.replace(spec, sections=tuple(sections))


def _binding(clause: str, table: Any, file: str) -> Binding:
    def wrong(what: str) -> SpecError:
        return SpecError(f"[{clause}] {what}", where=file, mend="mend the binding")

    if not isinstance(table, dict):
        raise wrong("is not a table")
    if unknown := sorted(table.keys() - set(_KEYS)):
        raise wrong(f"has no key {unknown[0]!r}; the keys are {', '.join(_KEYS)}")
    kind = next((each for each in KINDS if each == table.get("kind")), None)
    action = next((each for each in ACTIONS if each == table.get("action")), None)
    if "kind" in table and kind is None:
        raise wrong(f"kind must be one of {', '.join(KINDS)}")
    if "action" in table and action is None:
        raise wrong(f"action must be one of {', '.join(ACTIONS)}")
    checks = table.get("check", [])
    if not isinstance(checks, list) or not all(isinstance(check, str) for check in checks):
        raise wrong("check must be a list of check ids")
    settings = []
    declared = table.get("settings", {})
    if not isinstance(declared, dict):
        raise wrong("settings must be a table of settings")
    for name, entry in declared.items():
        setting = read_setting(name, entry, Place(file, 1))
        if isinstance(setting, Problem):
            raise wrong(setting.what)
        settings.append(setting)
    return Binding(kind, tuple(checks), action, tuple(settings))
