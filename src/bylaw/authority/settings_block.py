"""Find `<settings>` blocks in a text and read their lines; says nothing of who may set what.

A block holds one `name = value` a line, the value as in TOML (a truth value, a whole number or a quoted text), or one
JSON object. Each line is read on its own, so that one that can't be read spoils no other.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.authority.conditions import SettingValue

__all__ = ["LONGEST_BLOCK", "Block", "Line", "find_blocks", "read_block"]

LONGEST_BLOCK = 16_384
"""Characters; a longer one is refused whole."""
_LONGEST_LINE = 8_192
_TAG = re.compile(r"<(/?)settings>", re.IGNORECASE)
_SETS = re.compile(r"\s*(?P<quote>[\"']?)(?P<name>[A-Za-z_][\w-]{0,99})(?P=quote)\s*=(?P<value>.*)", re.ASCII)
_BARE = re.compile(r"[A-Za-z][\w -]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Block:
    """A block's place in its text."""

    start: int
    inner_start: int
    inner_end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, or one member of its object: a name with its value, or why there is none."""

    number: int
    """From 0, within the block."""
    name: str
    text: str
    """The value as it was written."""
    value: SettingValue | None = None
    problem: str = ""


def find_blocks(text: str) -> list[Block]:
    """Find every block of a text, in order; an opening tag inside a block begins none."""
    if "settings>" not in text.lower():
        return []
    blocks: list[Block] = []
    opened: re.Match[str] | None = None
    for tag in _TAG.finditer(text):
        if not tag[1]:
            opened = opened or tag
        elif opened:
            blocks.append(Block(opened.start(), opened.end(), tag.start(), True))
            opened = None
    if opened:
        blocks.append(Block(opened.start(), opened.end(), len(text), False))
    return blocks


def read_block(text: str, *, closed: bool = True) -> Iterator[Line]:
    """Read what stands between a block's tags."""
    if not closed:
        yield Line(0, "", "", problem="the settings block has no end; close it with </settings>")
    elif len(text) > LONGEST_BLOCK:
        yield Line(0, "", "", problem=f"the settings block is longer than {LONGEST_BLOCK} characters")
    elif text.lstrip().startswith("{"):
        yield from _of_object(text)
    else:
        yield from _of_lines(text)


def _of_object(text: str) -> Iterator[Line]:
    try:
        members = json.loads(text, object_pairs_hook=_Members, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        yield Line(0, "", "", problem=f"the object can't be read ({str(error)[:80]})")
        return
    number = text[: len(text) - len(text.lstrip())].count("\n")
    seen: set[str] = set()
    for name, value in members:
        shown = "{…}" if isinstance(value, _Members) else "[…]" if isinstance(value, list) else json.dumps(value)[:200]
        yield _line(number, name, shown, value, seen)


class _Members(list[tuple[str, object]]):
    """An object's members as they came, a name that comes twice included."""


def _whole(digits: str) -> int:
    # Python reads no number of more than 4,300 digits, and needs a square of time for a long one.
    return int(digits) if len(digits) <= 40 else 10**40


def _of_lines(text: str) -> Iterator[Line]:
    seen: set[str] = set()
    for number, written in enumerate(text.split("\n")):
        line = written.strip()
        if not line or line.startswith("#"):
            continue
        found = _SETS.fullmatch(line)
        if found is None:
            yield Line(number, "", line[:200], problem="not a line such as `name = value`")
            continue
        wanted = found["value"].strip()
        try:
            if len(line) > _LONGEST_LINE:
                raise ValueError("the line is too long")
            value = tomllib.loads(f"value = {wanted}\n")["value"]
        except (ValueError, RecursionError):
            hint = "; write it in quotes" if _BARE.fullmatch(wanted) else ""
            yield Line(number, found["name"], wanted[:200], problem=f"the value can't be read{hint}")
            continue
        yield _line(number, found["name"], wanted[:200], value, seen)


def _line(number: int, name: str, text: str, value: object, seen: set[str]) -> Line:
    if name in seen:
        return Line(number, _whole_characters(name)[:100], text, problem="it is set twice in one block")
    seen.add(name)
    if not isinstance(value, bool | int | str):
        return Line(
            number, _whole_characters(name)[:100], text, problem="a value is true, false, a whole number or a text"
        )
    if _whole_characters(name) != name or (isinstance(value, str) and _whole_characters(value) != value):
        return Line(number, _whole_characters(name)[:100], text, problem="it holds half a character")
    return Line(number, name, text, value)


def _whole_characters(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON can spell and no output can be written with."""
    return text.encode("utf-8", "replace").decode()
