"""Read a heading's attribute block: `{#id authority=root check="a, b" tags=under_18}`.

Reads any name; which names and values mean something is for lint and for `sections` to say.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass

from bylaw.spec.nodes import Attribute, Place, Problem

__all__ = ["ATTRIBUTES", "HeadingText", "parse_heading"]

ATTRIBUTES = ("id", "authority", "tags", "kind", "check", "action", "not_run", "since", "inherit")
"""The names that mean something: the published dialect's first three, then Bylaw's own."""

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|\Z)")
_LIKE_A_BLOCK = re.compile(r"\{\s*(?:#|[\w:-]+=)")
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
    level, start = len(match[1]), match.end()
    content = _unclosed(line[start:].rstrip(" \t"))
    opened, closed = content.rfind("{"), content.rstrip()
    inner = closed[opened + 1 : -1] if closed.endswith("}") and opened >= 0 else "}"
    if "}" in inner:  # the block ends the heading, and holds no braces
        like = _LIKE_A_BLOCK.search(content)
        if like is None:
            return HeadingText(level, content, (), ())
        at = Place(place.file, place.line, start + like.start() + 1)
        ends = "must end the heading and hold no braces" if "}" in content[like.start() :] else "lacks its }"
        return HeadingText(level, content, (), (Problem("attribute", f"the attribute block {ends}", at),))
    attributes, wrong = _attributes(inner, Place(place.file, place.line, start + opened + 2))
    return HeadingText(level, content[:opened].rstrip(), attributes, wrong)


def _unclosed(content: str) -> str:
    """Take away the #s that may close a heading."""
    bare = content.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else content


def _attributes(inner: str, place: Place) -> tuple[tuple[Attribute, ...], tuple[Problem, ...]]:
    """Read what stands between the braces; `place` is its first character's."""
    attributes: dict[str, Attribute] = {}
    problems = []
    for item in _ITEM.finditer(inner):
        at = Place(place.file, place.line, place.column + item.start())
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
    return tuple(attributes.values()), tuple(problems)
