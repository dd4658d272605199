"""Resolve a document over the one it extends.

A heading of the child whose id the base doesn't have adds a clause. One whose id it has changes that clause, as its
attribute `inherit` says:

- `override` (or nothing said): the child's text stands instead of the base's; attributes not given stay the base's.
- `tighten`: the child's text is added to the base's; authority, checks, action and settings may only get stricter.
- `off`: the clause is left out.

A root clause of the base may be tightened and nothing else: whether another wording is looser no program can tell, so
replacing it counts as loosening. Every node keeps the file it came from.
"""
# SPDX-License-Identifier: Apache-2.0

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from bylaw.authority import Authority
from bylaw.errors import InheritanceError
from bylaw.spec.nodes import ACTIONS, Attribute, Heading, Node, Place, Section, Spec
from bylaw.spec.sections import make_section

__all__ = ["INHERIT", "Loosening", "loosenings", "resolve"]

INHERIT = ("override", "tighten", "off")


@dataclass(frozen=True, slots=True)
class Loosening:
    """A change that a document may not make to its base."""

    clause: str
    what: str
    place: Place


def resolve(child: Spec, base: Spec) -> Spec:
    """Give the document that `child` makes of `base`.

    Raises:
        InheritanceError: it loosens a root clause, says `tighten` and doesn't, or changes a clause that isn't there.
    """
    if wrong := loosenings(base, child):
        first = wrong[0]
        more = f" (and {len(wrong) - 1} more; `bylaw spec lint` lists them)" if len(wrong) > 1 else ""
        raise InheritanceError(f"{first.what}{more}", where=str(first.place), mend="change the document, or its base")
    sections = list(base.sections)
    parents = _parents(child)
    for change in child.sections:
        at = next((at for at, section in enumerate(sections) if section.id == change.id), None)
        if at is None:
            known = {section.id for section in sections}
            parent = next((each for each in parents[id(change)] if each in known), "")
            sections.insert(_end_of(sections, parent), msgspec.structs.replace(change, parent=parent))
        elif _mode(change) == "off":
            gone = sections.pop(at)
            sections = [
                msgspec.structs.replace(each, parent=gone.parent) if each.parent == gone.id else each
                for each in sections
            ]
        elif not _only_names(change, sections[at]):
            sections[at] = _changed(sections[at], change)
    return Spec(
        child.file,
        child.front,
        child.preface or base.preface,
        tuple(_with_blank_line(section) for section in sections),
        child.problems,
        (base.file, *base.bases),
    )


def loosenings(base: Spec, child: Spec) -> tuple[Loosening, ...]:
    """List every change of `child` that its base doesn't allow, in the order they stand."""
    found: list[Loosening] = []
    below_root = {
        setting.name: (setting, clause) for clause in base.clauses for setting in clause.settings if _is_root(clause)
    }
    for change in child.sections:
        target = base.section(change.id)
        said = change.heading.attribute("inherit")
        wrong: list[str] = []
        if said is not None and said not in INHERIT:
            wrong.append(f"inherit={said!r} is none of {', '.join(INHERIT)}")
        elif target is None:
            if said is not None:
                close = difflib.get_close_matches(change.id, [section.id for section in base.sections], 1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                wrong.append(f"the base has no clause {change.id!r} to {said}{hint}")
        elif _is_root(target) or said == "tighten":
            wrong += _looser(change, target)
        for setting in change.settings:
            held, owner = below_root.get(setting.name, (None, None))
            if held is None or owner is None:
                continue
            if setting.lowest < held.lowest:
                wrong.append(
                    f"setting {setting.name!r} of root clause {owner.id!r} may be set by {held.lowest.word}, "
                    f"not by {setting.lowest.word}"
                )
            elif setting.default != held.default:
                wrong.append(f"setting {setting.name!r} of root clause {owner.id!r} keeps its default {held.default!r}")
        found += [Loosening(change.id, what, change.place) for what in wrong]
    return tuple(found)


def _looser(change: Section, target: Section) -> list[str]:
    """Say how a change to a root clause, or one that claims to tighten, loosens it."""
    mode, name = _mode(change), f"clause {change.id!r}"
    level = target.authority or Authority.NONE
    what = f"{level.word} {name}" if _is_root(target) else name
    if mode == "off":
        return [f"{what} can't be switched off"]
    wrong = []
    if mode == "override" and _has_words(change):
        wrong.append(f"{what} can't be reworded; add to it with inherit=tighten")
    if change.heading.attribute("authority") is not None and (change.authority or Authority.NONE) < level:
        lower = change.authority.word if change.authority else change.heading.attribute("authority")
        wrong.append(f"{what} can't be lowered to {lower}")
    if change.heading.attribute("kind") is not None and change.kind != target.kind and target.kind is not None:
        wrong.append(f"{what} can't turn from {target.kind} into {change.heading.attribute('kind')}")
    if mode == "override" and change.heading.attribute("check") is not None:
        dropped = [check for check in target.checks if check not in change.checks]
        if dropped:
            wrong.append(f"{what} can't lose its check {dropped[0]!r}")
    if change.action is not None and target.action is not None:
        if ACTIONS.index(change.action) > ACTIONS.index(target.action):
            wrong.append(f"{what} can't weaken its action from {target.action} to {change.action}")
    if change.waivers:
        wrong.append(f"{what} can't be waived here")
    return wrong


def _changed(target: Section, change: Section) -> Section:
    tighten = _mode(change) == "tighten"
    given = {each.name: each for each in change.heading.attributes if each.name != "inherit"}
    held = {each.name: each for each in target.heading.attributes}
    merged = {**held, **given}
    if tighten and "check" in held and "check" in given:
        checks = tuple(dict.fromkeys((*target.checks, *change.checks)))
        merged["check"] = Attribute("check", ", ".join(checks), given["check"].place)
    heading = _heading(change.heading, merged.values())
    if tighten:
        body = (*target.body, *change.body)
    else:
        body = change.body if _has_words(change) else target.body
    made = make_section(heading, body, parent=target.parent, kind=target.kind)
    return msgspec.structs.replace(  # what a bindings file gave the base stands in no attribute
        made,
        checks=made.checks or target.checks,
        action=made.action or target.action,
        settings=made.settings or target.settings,
    )


def _heading(said: Heading, attributes: Iterable[Attribute]) -> Heading:
    attributes = tuple(attributes)
    block = " ".join(
        f"#{each.value}"
        if each.name == "id"
        else f'{each.name}="{each.value}"'
        if " " in each.value
        else f"{each.name}={each.value}"
        for each in attributes
    )
    text = f"{'#' * said.level} {said.title} {{{block}}}\n\n"
    return msgspec.structs.replace(said, text=text, attributes=attributes)


def _only_names(change: Section, target: Section) -> bool:
    """Whether a heading stands in the child only to say where what follows belongs."""
    same = not change.is_clause or change.heading.attributes == target.heading.attributes
    return same and _mode(change) == "override" and not _has_words(change)


def _has_words(section: Section) -> bool:
    return any(node.text.strip() for node in section.body)


def _is_root(section: Section) -> bool:
    return section.authority is Authority.ROOT


def _mode(section: Section) -> str:
    return section.heading.attribute("inherit") or "override"


def _parents(child: Spec) -> dict[int, list[str]]:
    """For each section, the ids of those it stands in, innermost first."""
    above: list[Section] = []
    parents = {}
    for section in child.sections:
        while above and above[-1].heading.level >= section.heading.level:
            above.pop()
        parents[id(section)] = [each.id for each in reversed(above)]
        above.append(section)
    return parents


def _end_of(sections: list[Section], parent: str) -> int:
    """Find where a new section goes: after the last that stands in `parent`, or at the very end."""
    within = {parent}
    end = len(sections)
    if parent:
        for at, section in enumerate(sections):
            if section.id == parent or section.parent in within:
                within.add(section.id)
                end = at + 1
    return end


def _with_blank_line(section: Section) -> Section:
    """End a section with a blank line, so that texts of two files can be joined."""

    def ended(node: Node) -> Node:
        return (
            node if node.text.endswith("\n\n") else msgspec.structs.replace(node, text=node.text.rstrip("\n") + "\n\n")
        )

    heading = ended(section.heading) if not section.body else section.heading
    return msgspec.structs.replace(section, heading=heading, body=tuple(ended(node) for node in section.body))
