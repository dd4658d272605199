"""Read the tools that a request offers, and what it says of choosing between them.

Knows the request's members `tools`, `functions`, `tool_choice`, `function_call` and `parallel_tool_calls`, as raw JSON.
What can't be read is said to be unreadable; nothing is guessed. Sources: OpenAI's API reference for chat completions;
the Model Context Protocol's tool annotations (`readOnlyHint`, `destructiveHint`), which some clients pass on.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from bylaw.authority import Fields

__all__ = ["Choice", "Offer", "Tool", "read_offer"]


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, as the request defined it."""

    name: str
    kind: str = "function"
    """`function` takes JSON; `custom` takes free text."""
    description: str = ""
    schema: Mapping[str, Any] | None = None
    """What its arguments must be; None where the request doesn't say. Foreign: read, never changed."""
    reads_only: bool | None = None
    """What its annotations say of side effects; None where they say nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tools may be called."""

    none: bool = False
    only: frozenset[str] | None = None
    """Names that may be called; None: any that is offered."""
    one: bool = False
    """Whether a reply may hold one call at most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a request offers."""

    tools: tuple[Tool, ...] = ()
    choice: Choice = Choice()
    hosted: bool = False
    """Whether it also names tools that the server runs itself, whose calls have names of their own."""
    unread: str = ""
    """The member that can't be read; empty where all can."""

    def find(self, name: str) -> Tool | None:
        """Give the tool of a name."""
        return next((tool for tool in self.tools if tool.name == name), None)


_MEMBERS = frozenset({"tools", "functions", "tool_choice", "function_call", "parallel_tool_calls"})


def read_offer(fields: Fields) -> Offer:
    """Read what a request's members offer."""
    return _read(tuple(each for each in fields if each[0] in _MEMBERS))


@lru_cache(maxsize=64)
def _read(fields: Fields) -> Offer:
    members: dict[str, Any] = {}
    for name, raw in fields:
        try:
            members[name] = msgspec.json.decode(raw)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            return Offer(unread=name)
    tools: list[Tool] = []
    hosted = False
    for member in ("tools", "functions"):
        listed = members.get(member) or []
        if not isinstance(listed, list):
            return Offer(unread=member)
        for each in listed:
            tool = _tool(each) if member == "tools" else _function(each, outer={})
            if tool is None:
                return Offer(unread=member)
            if tool.kind in {"function", "custom"}:
                tools.append(tool)
            else:
                hosted = True
    choice = members.get("tool_choice", members.get("function_call"))
    return Offer(tuple(tools), _choice(choice, one=members.get("parallel_tool_calls") is False), hosted)


def _tool(raw: object) -> Tool | None:
    if not isinstance(raw, dict):
        return None
    kind = raw.get("type", "function")
    if not isinstance(kind, str):
        return None
    if kind not in {"function", "custom"}:
        return Tool(kind, kind)
    inner = raw.get(kind, raw)  # newer requests write name and parameters beside the type
    return _function(inner, outer=raw, kind=kind)


def _function(raw: object, *, outer: Mapping[str, Any], kind: str = "function") -> Tool | None:
    if not isinstance(raw, dict) or not isinstance(name := raw.get("name"), str):
        return None
    said = raw.get("description")
    schema = raw.get("parameters", raw.get("input_schema"))
    hints = raw.get("annotations", outer.get("annotations"))
    return Tool(
        name,
        kind,
        said if isinstance(said, str) else "",
        schema if isinstance(schema, dict) else None,
        _reads_only(hints) if isinstance(hints, dict) else None,
    )


def _reads_only(hints: Mapping[str, Any]) -> bool | None:
    if hints.get("readOnlyHint") is True and hints.get("destructiveHint") is not True:
        return True
    if hints.get("readOnlyHint") is False or hints.get("destructiveHint") is True:
        return False
    return None


def _choice(raw: object, *, one: bool) -> Choice:
    match raw:
        case "none":
            return Choice(none=True, one=one)
        case {"type": "function" | "custom" as kind, **rest}:
            named = rest.get(kind, rest)
            if isinstance(named, dict) and isinstance(named.get("name"), str):
                return Choice(only=frozenset({named["name"]}), one=one)
        case {"type": "allowed_tools", **rest}:
            allowed = rest.get("allowed_tools", rest)
            listed = allowed.get("tools") if isinstance(allowed, dict) else None
            if isinstance(listed, list):
                tools = [tool for each in listed if (tool := _tool(each)) is not None]
                return Choice(only=frozenset(tool.name for tool in tools), one=one)
        case {"name": str(name)}:
            return Choice(only=frozenset({name}), one=one)
    return Choice(one=one)
