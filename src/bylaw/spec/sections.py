"""Group a document's nodes into sections, and read what their headings and blocks say of them."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable, Sequence

from bylaw.spec.nodes import (
    ACTIONS,
    KINDS,
    Heading,
    Kind,
    Node,
    Section,
    SettingsBlock,
    WaiverBlock,
)

__all__ = ["make_section", "sections_of", "words"]

# The 2024 wording says a clause's kind by the top heading it stands under.
_TOP_KINDS: dict[str, Kind] = {"objectives": "objective", "rules": "rule", "defaults": "default"}


def sections_of(nodes: Sequence[Node]) -> tuple[tuple[Node, ...], tuple[Section, ...]]:
    """Split nodes into what stands before the first heading, and the sections."""
    preface: list[Node] = []
    runs: list[tuple[Heading, list[Node]]] = []
    for node in nodes:
        if isinstance(node, Heading):
            runs.append((node, []))
        elif runs:
            runs[-1][1].append(node)
        else:
            preface.append(node)
    sections = []
    above: list[Heading] = []
    for heading, body in runs:
        while above and above[-1].level >= heading.level:
            above.pop()
        top = above[0].title.strip().lower() if above else ""
        sections.append(make_section(heading, body, parent=above[-1].id if above else "", kind=_TOP_KINDS.get(top)))
        above.append(heading)
    return tuple(preface), tuple(sections)


def make_section(heading: Heading, body: Iterable[Node], *, parent: str, kind: Kind | None = None) -> Section:
    """Make a section of its nodes; unknown kinds and actions are left to lint."""
    body = tuple(body)
    said_kind, action = heading.attribute("kind"), heading.attribute("action")
    return Section(
        heading,
        body,
        parent,
        next((each for each in KINDS if each == said_kind), kind if heading.authority is not None else None),
        words(heading.attribute("check")),
        next((each for each in ACTIONS if each == action), None),
        tuple(setting for node in body if isinstance(node, SettingsBlock) for setting in node.settings),
        tuple(node.waiver for node in body if isinstance(node, WaiverBlock) and node.waiver is not None),
    )


def words(value: str | None) -> tuple[str, ...]:
    """Split a list in an attribute, by commas or spaces."""
    return tuple((value or "").replace(",", " ").split())
