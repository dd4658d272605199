"""Read a heading's attribute block: `{#id authority=root check="a, b" tags=under_18}`.

Reads any name; which names and values mean something is for lint and for `sections` to say.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass

from bylaw.spec.nodes import Attribute, Place, Problem

__all__ = ["ATTRIBUTES", "HeadingText", "parse_heading"]

ATTRIBUTES = ("id", "authority", "tags", "kind", "check", "action", "since", "inherit")
"""The names that mean something: the published dialect's first three, then Bylaw's own."""

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)(.*?)[ \t]*(?:[ \t]#+)?[ \t]*$")
_BLOCK = re.compile(r"\{([^{}]*)\}\s*$")
_ITEM = re.compile(r"""#(?P<id>[^\s"'=]+)|(?P<name>[\w:-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"']+))|(?P<bad>\S+)""")


@dataclass(frozen=True, slots=True)
class HeadingText:
    """What one heading line says."""

    level: int
    title: str
    attributes: tuple[Attribute, ...]
    problems: tuple[Problem, ...]


def parse_heading(line: str, place: Place) -> HeadingText:
    """Read one line that starts with `#`; `place` is its first character's."""
    match = _HEADING.match(line)
    if match is None:
        raise ValueError(f"not a heading: {line[:40]!r}")
    level, content, start = len(match[1]), match[2], match.start(2)
    block = _BLOCK.search(content)
    if block is None:
        problems = []
        opened = content.rfind("{#")
        if opened >= 0:
            what = "the attribute block is never closed; add }"
            problems.append(Problem("attribute", what, Place(place.file, place.line, start + opened + 1)))
        return HeadingText(level, content, (), tuple(problems))
    attributes: dict[str, Attribute] = {}
    problems = []
    for item in _ITEM.finditer(block[1]):
        at = Place(place.file, place.line, start + block.start(1) + item.start() + 1)
        if item["bad"]:
            what = f"{item['bad'][:40]!r} is neither #id nor name=value"
            problems.append(Problem("attribute", what, at))
            continue
        name = "id" if item["id"] else item["name"]
        value = item["id"] or (item["quoted"] if item["quoted"] is not None else item["bare"])
        if name in attributes:
            problems.append(Problem("attribute", f"the attribute {name!r} is given twice", at))
        else:
            attributes[name] = Attribute(name, value, at)
    return HeadingText(level, content[: block.start()].rstrip(), tuple(attributes.values()), tuple(problems))
