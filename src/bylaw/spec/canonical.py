"""The canonical form of a document, and the hashes over it.

What counts: id, title, heading level, authority, kind, checks, action, other attributes, settings, waivers, prose,
commentary, examples, the order of these within a section, and the order of sections. What doesn't: how much white
space stands where some stands, line ends, blank lines, the order of attributes, checks, settings and waivers, where a
setting or a waiver stands in its section, the file's name. The words `platform` and `root` are one level.

Since white space doesn't count, neither does the indentation of code and lists; a lock's seal covers every byte of it.
"""
# SPDX-License-Identifier: Apache-2.0

import hashlib
import re
from collections.abc import Sequence

import msgspec

from bylaw.spec.nodes import (
    Commentary,
    Example,
    Heading,
    Node,
    Prose,
    Section,
    Setting,
    SettingsBlock,
    Spec,
    WaiverBlock,
)
from bylaw.spec.version import PARSER_VERSION

__all__ = [
    "CANONICAL_VERSION",
    "PREFACE",
    "CanonicalBody",
    "CanonicalExample",
    "CanonicalSection",
    "CanonicalSetting",
    "CanonicalWaiver",
    "SectionHash",
    "canonical_body",
    "canonical_section",
    "collapse",
    "front_values",
    "is_prose",
    "section_hashes",
    "spec_hash",
    "whole_hash",
]

CANONICAL_VERSION = 1
"""Goes up when the same tree gives another hash."""

PREFACE = ""
"""The id that stands for the front matter and what precedes the first heading."""

_OWN_FIELDS = frozenset({"id", "authority", "kind", "check", "action"})
_FENCE = re.compile(r"^ {0,3}(?:~~~|```)", re.MULTILINE)
_BOM = "\ufeff"


class CanonicalExample(msgspec.Struct, frozen=True, array_like=True):
    """One example."""

    head: bytes
    """What stands before its conversation: its title, mostly."""
    markup: bytes


class CanonicalBody(msgspec.Struct, frozen=True, array_like=True):
    """What stands under a heading, or before the first one."""

    prose: bytes
    """All of it joined; with it any settings or waiver block that can't be read."""
    commentary: bytes
    examples: tuple[CanonicalExample, ...]
    order: tuple[tuple[str, int, int], ...]
    """For each example and commentary: which it is, and how much prose and commentary stands before it."""


class CanonicalSetting(msgspec.Struct, frozen=True, array_like=True):
    """One setting."""

    name: str
    type: str
    default: bool | int | str | None
    lowest: str
    requires: str
    choices: tuple[str, ...]
    description: str


class CanonicalWaiver(msgspec.Struct, frozen=True, array_like=True, order=True):
    """One waiver."""

    reason: str
    approved_by: str
    expires: str
    scope: str


class CanonicalSection(msgspec.Struct, frozen=True, array_like=True):
    """One section; two that compare equal have one hash."""

    id: str
    title: str
    level: int
    authority: str
    kind: str
    checks: tuple[str, ...]
    action: str
    attributes: tuple[tuple[str, str], ...]
    """Those without a field of their own, by name."""
    settings: tuple[CanonicalSetting, ...]
    waivers: tuple[CanonicalWaiver, ...]
    body: CanonicalBody


class SectionHash(msgspec.Struct, frozen=True):
    """The hashes of one section, in hexadecimal."""

    id: str
    sha256: str
    """Over all of it."""
    instructs: str
    """Over all of it but the commentary: where this one stayed and the other didn't, only commentary changed."""


def spec_hash(spec: Spec) -> str:
    """Give the SHA-256 over a document's canonical form, in hexadecimal."""
    return whole_hash(section_hashes(spec))


def whole_hash(hashes: Sequence[SectionHash]) -> str:
    """Give the hash of a document from those of its sections."""
    return _sha256([CANONICAL_VERSION, PARSER_VERSION, [(each.id, each.sha256) for each in hashes]])


def section_hashes(spec: Spec) -> tuple[SectionHash, ...]:
    """Give the hashes of the preface and of each section, in order."""
    preface, front = canonical_body(spec.preface), front_values(spec)
    hashes = [SectionHash(PREFACE, _sha256((front, preface)), _sha256((front, _instructing(preface))))]
    for section in spec.sections:
        canonical = canonical_section(section)
        whole = _sha256(canonical)
        if canonical.body.commentary:
            canonical = msgspec.structs.replace(canonical, body=_instructing(canonical.body))
            hashes.append(SectionHash(section.id, whole, _sha256(canonical)))
        else:
            hashes.append(SectionHash(section.id, whole, whole))
    return tuple(hashes)


def canonical_section(section: Section) -> CanonicalSection:
    """Give a section's canonical form."""
    heading = section.heading
    return CanonicalSection(
        id=section.id,
        title=_words(heading.title),
        level=heading.level,
        authority=_authority(section),
        kind=section.kind or heading.attribute("kind") or "",
        checks=tuple(sorted(section.checks)),
        action=section.action or heading.attribute("action") or "",
        attributes=_attributes(heading),
        settings=tuple(sorted(map(_setting, section.settings), key=lambda setting: setting.name)),
        waivers=tuple(
            sorted(
                CanonicalWaiver(_words(each.reason), _words(each.approved_by), each.expires, _words(each.scope))
                for each in section.waivers
            )
        ),
        body=canonical_body(section.body),
    )


def canonical_body(nodes: Sequence[Node]) -> CanonicalBody:
    """Give the canonical form of what stands under a heading, or before the first one."""
    prose: list[bytes] = []
    commentary: list[bytes] = []
    examples: list[CanonicalExample] = []
    order: list[tuple[str, int, int]] = []
    said, noted = 0, 0  # bytes of prose and of commentary so far
    for node in nodes:
        if isinstance(node, Example):
            order.append(("example", said, noted))
            examples.append(_example(node))
        elif isinstance(node, Commentary):
            order.append(("commentary", said, noted))
            commentary.append(text := collapse(node.text))
            noted += len(text) + 1
        elif is_prose(node) and (text := collapse(node.text)):
            prose.append(text)
            said += len(text) + 1
    return CanonicalBody(b" ".join(prose), b" ".join(commentary), tuple(examples), tuple(order))


def is_prose(node: Node) -> bool:
    """Whether a node counts as prose: so does a settings or waiver block that can't be read."""
    match node:
        case SettingsBlock(settings=settings):
            return not settings
        case WaiverBlock(waiver=waiver):
            return waiver is None
        case _:
            return isinstance(node, Prose)


def collapse(text: str) -> bytes:
    """Make every run of ASCII white space one space, and none at the ends; a no-break space stays what it is."""
    return b" ".join(text.removeprefix(_BOM).encode().split())


def front_values(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Give the front matter by key; how a resolved document named its base doesn't count."""
    values = () if spec.front is None else spec.front.values
    return tuple(sorted((key, _words(value)) for key, value in values if key != "extends" or not spec.bases))


def _instructing(body: CanonicalBody) -> CanonicalBody:
    """Leave out the commentary."""
    order = tuple((what, said, 0) for what, said, _ in body.order if what != "commentary")
    return msgspec.structs.replace(body, commentary=b"", order=order)


def _authority(section: Section) -> str:
    """Name the level; a word that names none stands as it is."""
    level = section.authority
    return level.word if level is not None else section.heading.attribute("authority") or ""


def _attributes(heading: Heading) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((each.name, _words(each.value)) for each in heading.attributes if each.name not in _OWN_FIELDS))


def _setting(setting: Setting) -> CanonicalSetting:
    return CanonicalSetting(
        setting.name,
        setting.type,
        setting.default,
        setting.lowest.word,
        _words(setting.requires),
        setting.choices,
        _words(setting.description),
    )


def _example(node: Example) -> CanonicalExample:
    if node.markup is None:
        return CanonicalExample(collapse(node.text), b"")
    fence = _FENCE.search(node.text)
    return CanonicalExample(collapse(node.text[: fence.start()] if fence else ""), collapse(node.markup))


def _words(text: str) -> str:
    return " ".join(text.split())


def _sha256(canonical: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(canonical)).hexdigest()
