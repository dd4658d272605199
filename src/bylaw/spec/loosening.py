"""List what a document changes of its base and may not.

A root clause of the base may be made stricter and nothing else. Whether another wording is looser no program can tell,
so rewording it counts as loosening; so does an added sentence that takes back what the clause says, and nobody finds
that but a reader. A setting is declared anew in the clause that declares it in the base, and nowhere else; those of a
root clause, and those that these require, are held.
"""
# SPDX-License-Identifier: Apache-2.0

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.authority import Authority
from bylaw.spec.nodes import ACTIONS, Kind, Place, Section, Setting, SettingsBlock, Spec, WaiverBlock

__all__ = ["INHERIT", "Loosening", "has_words", "loosenings", "mode"]

INHERIT = ("override", "tighten", "off")

_STRICTNESS: tuple[Kind | None, ...] = ("objective", "default", None, "rule")  # an objective instructs nobody


@dataclass(frozen=True, slots=True)
class Loosening:
    """A change that a document may not make to its base."""

    clause: str
    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Held:
    """A setting of the base that may only get stricter, and why."""

    setting: Setting
    declared: str
    """Id of the clause that declares it."""
    owner: str
    """The clause that is kept strict by it."""


def loosenings(base: Spec, child: Spec) -> tuple[Loosening, ...]:
    """List every change of `child` that its base doesn't allow, in the order they stand."""
    below_root = _held(base)
    targets = {section.id: section for section in reversed(base.sections)}
    owners = {setting.name: clause.id for clause in base.sections for setting in clause.settings}
    found: list[Loosening] = []
    for change in child.sections:
        target = targets.get(change.id)
        said = change.heading.attribute("inherit")
        held = dict(below_root)
        wrong: list[str] = []
        if said is not None and said not in INHERIT:
            wrong.append(f"inherit={said!r} is none of {', '.join(INHERIT)}")
        elif target is None:
            if said is not None:
                close = difflib.get_close_matches(change.id, [section.id for section in base.sections], 1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                wrong.append(f"the base has no clause {change.id!r} to {_VERBS[said]}{hint}")
        elif _retitles_alone(change, target):
            wrong.append(
                f"a heading alone doesn't retitle clause {target.id!r}; "
                f"spell it {target.title!r}, or give the clause its words as well"
            )
        elif _is_root(target) or said == "tighten":
            wrong += _looser(change, target)
            held |= {each.name: _Held(each, target.id, f"clause {target.id!r}") for each in target.settings}
        elif said == "off":
            wrong += (
                f"clause {target.id!r} can't be switched off: it declares {each.setting.name!r}, "
                f"which keeps {each.owner} strict"
                for each in below_root.values()
                if each.declared == target.id
            )
        for setting in change.settings if said != "off" else ():
            owner = owners.get(setting.name, change.id)
            if owner != change.id:
                wrong.append(f"setting {setting.name!r} is declared by clause {owner!r} of the base; change it there")
            elif setting.name in held:
                wrong += _looser_setting(setting, held[setting.name])
        found += [Loosening(change.id, what, change.place) for what in wrong]
    return tuple(found)


_VERBS = {"override": "override", "tighten": "tighten", "off": "switch off"}


def mode(section: Section) -> str:
    """Say how a section of a child changes that of its base."""
    return section.heading.attribute("inherit") or "override"


def has_words(section: Section) -> bool:
    """Whether it holds more than its heading, settings and waivers."""
    return any(node.text.strip() for node in section.body if not isinstance(node, SettingsBlock | WaiverBlock))


def _looser(change: Section, target: Section) -> Iterator[str]:
    """Say how a change to a root clause, or one that claims to tighten, loosens it."""
    level = target.authority or Authority.NONE
    what = f"{level.word} clause {change.id!r}" if _is_root(target) else f"clause {change.id!r}"
    given, overrides = change.heading.attribute, mode(change) == "override"
    if mode(change) == "off":
        yield f"{what} can't be switched off"
        return
    if overrides and has_words(change):
        yield f"{what} can't be reworded; add to it with inherit=tighten"
    word = given("authority")
    if word is not None and (change.authority or Authority.NONE) < level:
        yield f"{what} can't be lowered to {change.authority.word if change.authority else word}"
    kind = given("kind")
    if kind is not None and _strictness(kind) < _strictness(target.kind):
        yield f"{what} can't turn {f'from {target.kind} ' if target.kind else ''}into {kind}"
    dropped = [check for check in target.checks if check not in change.checks]
    if overrides and given("check") is not None and dropped:
        yield f"{what} can't lose its check {dropped[0]!r}"
    if change.action is not None and target.action is not None:
        if ACTIONS.index(change.action) > ACTIONS.index(target.action):
            yield f"{what} can't weaken its action from {target.action} to {change.action}"
    not_run = given("not_run")
    if (
        not_run is not None
        and not_run != "refuse"
        and (target.heading.attribute("not_run") == "refuse" or _is_root(target))
    ):
        yield f"{what} can't let a reply pass whose check could not finish"
    if given("tags") is not None and given("tags") != target.heading.attribute("tags"):
        yield f"{what} can't change its tags, which say where it holds"
    if change.waivers:
        yield f"{what} can't be waived here"


def _looser_setting(setting: Setting, held: _Held) -> Iterator[str]:
    what, before = f"setting {setting.name!r}, which keeps {held.owner} strict,", held.setting
    if setting.type != before.type:
        yield f"{what} stays a {before.type}"
    elif setting.lowest < before.lowest:
        yield f"{what} may be set by {before.lowest.word}, not by {setting.lowest.word}"
    elif setting.default != before.default:
        yield f"{what} keeps its default {before.default!r}"
    elif before.requires and setting.requires != before.requires:
        yield f"{what} still requires {before.requires!r}"
    elif more := [choice for choice in setting.choices if choice not in before.choices]:
        yield f"{what} can't gain the choice {more[0]!r}"


def _held(base: Spec) -> dict[str, _Held]:
    """Give the settings that root clauses declare, and those that these require."""
    declared = {setting.name: (setting, clause) for clause in base.sections for setting in clause.settings}
    held: dict[str, _Held] = {}
    waiting = [
        (setting.name, f"root clause {clause.id!r}")
        for clause in base.clauses
        for setting in clause.settings
        if _is_root(clause)
    ]
    while waiting:
        name, owner = waiting.pop()
        if name in declared and name not in held:
            setting, clause = declared[name]
            held[name] = _Held(setting, clause.id, owner)
            waiting += ((word, owner) for word in re.findall(r"[\w-]+", setting.requires))
    return held


def _strictness(kind: str | None) -> int:
    return next((at for at, each in enumerate(_STRICTNESS) if each == kind), -1)


def _retitles_alone(change: Section, target: Section) -> bool:
    """Whether a heading only names a clause, and by another title: what it is meant to change can't be told."""
    bare = all(each.name == "id" for each in change.heading.attributes) and not change.body
    return bare and target.is_clause and change.title != target.title


def _is_root(section: Section) -> bool:
    return section.authority is Authority.ROOT
