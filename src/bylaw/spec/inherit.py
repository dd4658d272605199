"""Resolve a document over the one it extends.

A heading of the child whose id the base doesn't have adds a clause. One whose id it has changes that clause, as its
attribute `inherit` says:

- `override` (or nothing said): the child's words stand instead of the base's, title included.
- `tighten`: the child's words are added to the base's; nothing else may get looser.
- `off`: the clause is left out.

Attributes, settings and words that are not given stay the base's. `loosening` says what a child may not do. Every node
keeps the file it came from, and the text of the resolved document, parsed, gives the same sections.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from bylaw.errors import InheritanceError
from bylaw.spec.blocks import write_settings
from bylaw.spec.loosening import INHERIT, Loosening, has_words, loosenings, mode
from bylaw.spec.nodes import Attribute, FrontMatter, Heading, Node, Section, SettingsBlock, Spec
from bylaw.spec.sections import make_section

__all__ = ["INHERIT", "Loosening", "loosenings", "resolve"]

_EXTENDS = re.compile(r"^[ \t]*extends[ \t]*:[^\r\n]*(?:\r\n?|\n|\Z)", re.MULTILINE)
_MARKS = re.compile(r"\A(\s*)#{1,6}")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\Z")

N = TypeVar("N", bound=Node)


def resolve(child: Spec, base: Spec) -> Spec:
    """Give the document that `child` makes of `base`.

    Raises:
        InheritanceError: it loosens a root clause, says `tighten` and doesn't, or changes a clause that isn't there.
    """
    if wrong := loosenings(base, child):
        first = wrong[0]
        more = f" (and {len(wrong) - 1} more; `bylaw spec lint` lists them)" if len(wrong) > 1 else ""
        raise InheritanceError(f"{first.what}{more}", where=str(first.place), mend="change the document, or its base")
    return Spec(
        child.file,
        None if child.front is None else _joinable(_standing_alone(child.front)),
        tuple(_joinable(node) for node in child.preface or base.preface),
        tuple(
            msgspec.structs.replace(
                each, heading=_joinable(each.heading), body=tuple(_joinable(node) for node in each.body)
            )
            for each in _levelled(_merged(base.sections, child.sections))
        ),
        (*base.problems, *child.problems),
        (base.file, *base.bases),
    )


def _merged(base: Sequence[Section], changes: Sequence[Section]) -> Iterator[Section]:
    """Give the base's sections as changed, new ones at the end of the section they stand in."""
    slots: list[Section | None] = list(base)  # None: switched off; new ones come after the base's
    first = {section.id: at for at, section in reversed(list(enumerate(base)))}
    above: dict[str, str] = {}  # the parents of those switched off
    added: dict[int, list[int]] = {}  # by the slot of their parent, -1 for none
    done: set[str] = set()
    for change, ancestors in _with_ancestors(changes):
        at = first.get(change.id)
        target = None if at is None else slots[at]
        if at is None or target is None or change.id in done:  # a doubled id stays doubled, for `require_sound` to see
            parent = next((each for each in ancestors if each in first and each != change.id), "")
            added.setdefault(first.get(parent, -1), []).append(len(slots))
            first.setdefault(change.id, len(slots))
            slots.append(msgspec.structs.replace(change, parent=parent))
        elif mode(change) == "off":
            above[change.id], slots[at] = target.parent, None
            del first[change.id]
        elif not _only_names(change, target):
            slots[at] = _changed(target, change)
        done.add(change.id)
    for at in _in_order(base, added):
        section = slots[at]
        if section is not None:
            parent = section.parent
            while parent in above:
                parent = above[parent]
            yield msgspec.structs.replace(section, parent=parent)


def _in_order(base: Sequence[Section], added: Mapping[int, Sequence[int]]) -> Iterator[int]:
    """Give the slots in the order they stand."""

    def new(at: int) -> Iterator[int]:
        for each in added.get(at, ()):
            yield each
            yield from new(each)

    within: list[int] = []
    for at, section in enumerate(base):
        while within and base[within[-1]].id != section.parent:
            yield from new(within.pop())
        yield at
        within.append(at)
    while within:
        yield from new(within.pop())
    yield from new(-1)


def _with_ancestors(sections: Iterable[Section]) -> Iterator[tuple[Section, list[str]]]:
    """Give each section with the ids of those it stands in, innermost first."""
    above: list[Section] = []
    for section in sections:
        while above and above[-1].heading.level >= section.heading.level:
            above.pop()
        yield section, [each.id for each in reversed(above)]
        above.append(section)


def _only_names(change: Section, target: Section) -> bool:
    """Whether a heading stands in the child only to say where what follows belongs."""
    held = {(each.name, each.value) for each in target.heading.attributes} | {("id", target.id)}
    given = {(each.name, each.value) for each in change.heading.attributes}
    return given <= held and not any(node.text.strip() for node in change.body)


def _changed(target: Section, change: Section) -> Section:
    held = {each.name: each for each in target.heading.attributes}
    given = {each.name: each for each in change.heading.attributes if each.name != "inherit"}
    if mode(change) == "tighten" and "check" in given:
        checks = ", ".join(dict.fromkeys((*target.checks, *change.checks)))
        given["check"] = Attribute("check", checks, given["check"].place)
    reworded = mode(change) == "override" and has_words(change)
    kept = _without(target.body, {setting.name for setting in change.settings})
    if reworded:
        said, body = change.heading, (*change.body, *(node for node in kept if isinstance(node, SettingsBlock)))
    else:
        said, body = target.heading, (*kept, *change.body)
    heading = _heading(said, tuple((held | given).values()))
    made = make_section(heading, body, parent=target.parent, kind=target.kind)
    named = {setting.name for setting in made.settings}
    return msgspec.structs.replace(  # what a bindings file gave the base stands in no attribute and in no block
        made,
        heading=_at_level(heading, target.heading.level),
        checks=made.checks if "check" in held | given else target.checks,
        action=made.action or target.action,
        settings=(*made.settings, *(each for each in target.settings if each.name not in named)),
    )


def _without(nodes: Sequence[Node], names: set[str]) -> Iterator[Node]:
    """Give nodes without the settings that are declared anew."""
    for node in nodes:
        if isinstance(node, SettingsBlock) and any(setting.name in names for setting in node.settings):
            left = tuple(setting for setting in node.settings if setting.name not in names)
            if left:
                yield msgspec.structs.replace(node, text=write_settings(left), settings=left)
        else:
            yield node


def _heading(said: Heading, attributes: tuple[Attribute, ...]) -> Heading:
    if attributes == said.attributes:
        return said
    block = " ".join(_attribute(each) for each in attributes)
    text = f"{'#' * said.level} {said.title} {{{block}}}\n\n"
    return msgspec.structs.replace(said, text=text, attributes=attributes)


def _attribute(said: Attribute) -> str:
    bare = re.fullmatch(r"[^\s\"'=]+", said.value)
    if said.name == "id" and bare:
        return f"#{said.value}"
    return f"{said.name}={said.value}" if bare else f'{said.name}="{said.value}"'


def _at_level(heading: Heading, level: int) -> Heading:
    if heading.level == level:
        return heading
    text = _MARKS.sub(lambda found: found[1] + "#" * level, heading.text)
    return msgspec.structs.replace(heading, text=text, level=level)


def _levelled(sections: Iterable[Section]) -> Iterator[Section]:
    """Give each heading a level that puts its section where its parent says, should its own not do so."""
    above: list[tuple[str, int]] = []
    for section in sections:
        level = section.heading.level
        if _top(above, level) != section.parent:
            held = next((held for name, held in reversed(above) if name == section.parent), 0)
            level = min(held + 1, 6)
        parent = _top(above, level)
        above = [*(each for each in above if each[1] < level), (section.id, level)]
        yield msgspec.structs.replace(section, heading=_at_level(section.heading, level), parent=parent)


def _top(above: Sequence[tuple[str, int]], level: int) -> str:
    return next((name for name, held in reversed(above) if held < level), "")


def _standing_alone(front: FrontMatter) -> FrontMatter:
    """Take `extends` away: the base is in the document now."""
    values = tuple((key, value) for key, value in front.values if key != "extends")
    return msgspec.structs.replace(front, text=_EXTENDS.sub("", front.text), values=values)


def _joinable(node: N) -> N:
    """End a node with a blank line, so that texts of two files can be joined."""
    text = node.text if isinstance(node, FrontMatter) else node.text.removeprefix("\ufeff")
    if _BLANK_LINE.search(text) is None:
        text = text.rstrip("\r\n") + "\n\n"
    return node if text == node.text else msgspec.structs.replace(node, text=text)
