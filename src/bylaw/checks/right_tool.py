"""Every call names a tool that was offered, with arguments that its schema takes.

Also holds the request's `tool_choice` and `parallel_tool_calls`, and that no call with side effects is made twice in
one reply. Whether a call is wise or wanted is not asked here; `tool_taint` asks whose wish it is.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Iterator
from typing import Any

from bylaw.authority import ToolCall
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.confirmation import call_digest
from bylaw.checks.tools import Offer, Tool, read_offer
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict
from bylaw.measures import Finding
from bylaw.measures.schema import Misfit, TooMuchWork, misfits
from bylaw.measures.taint import Leaf, read_action, read_leaves

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    if not case.tool_calls:
        return Kept()
    offer = read_offer(case.fields)
    if offer.unread:
        return NotRun(f"the request's {offer.unread!r} can't be read")
    findings: list[Finding] = []
    made: set[str] = set()
    for index, call in enumerate(case.tool_calls):
        where = f"tool_calls[{index}].arguments"
        if call.kind not in {"function", "custom"}:
            continue  # a tool that the server runs itself
        try:
            findings += _of_call(call, offer, where=where)
        except TooMuchWork:
            return NotRun("the schema of a tool takes too long to hold its arguments against")
        digest = call_digest(call)
        if digest in made and not read_action(call.name).harmless:
            findings.append(_whole(call, "twice", where=where))
        made.add(digest)
    if offer.choice.one and len(case.tool_calls) > 1:
        last = len(case.tool_calls) - 1
        findings.append(_whole(case.tool_calls[last], "parallel", where=f"tool_calls[{last}].arguments"))
    return Broken(tuple(findings), label=findings[0].label) if findings else Kept()


def _whole(call: ToolCall, label: str, *, where: str, evidence: str = "") -> Finding:
    return Finding(label, 0, len(call.arguments), where=where, evidence=evidence)


def _of_call(call: ToolCall, offer: Offer, *, where: str) -> Iterator[Finding]:
    tool = offer.find(call.name)
    if tool is None:
        if not offer.hosted:
            yield _whole(call, "unknown tool", where=where, evidence=call.name[:64])
        return
    choice = offer.choice
    if choice.none or (choice.only is not None and call.name not in choice.only):
        yield _whole(call, "not chosen", where=where, evidence="tool_choice")
    if tool.kind != call.kind:
        yield _whole(call, "wrong kind", where=where, evidence=tool.kind)
    if tool.kind == "function" and call.kind == "function":
        yield from _of_arguments(call, tool, where=where)


def _of_arguments(call: ToolCall, tool: Tool, *, where: str) -> Iterator[Finding]:
    """Hold arguments against a tool's schema. No arguments at all are an empty object, as clients take them."""
    try:
        value = json.loads(call.arguments or "{}", object_pairs_hook=_members, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        yield _whole(call, "not json", where=where)
        return
    if not isinstance(value, dict):
        yield _whole(call, "not an object", where=where)
        return
    if tool.schema is None:
        return
    found = misfits(value, tool.schema)
    leaves = read_leaves(call.arguments) if found else ()
    for each in found:
        start, end = _place(each, leaves, len(call.arguments))
        yield Finding(each.label, start, end, where=where, evidence=each.name[:64] or _said(each))


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is written twice: of two readers each may take another."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _place(misfit: Misfit, leaves: tuple[Leaf, ...], size: int) -> tuple[int, int]:
    """Give the stretch of the values under a path; the whole text where there are none."""
    depth = len(misfit.path)
    under = [leaf for leaf in leaves if leaf.path[:depth] == misfit.path] if depth else []
    return (under[0].start, under[-1].end) if under else (0, size)


def _said(misfit: Misfit) -> str:
    return ".".join(str(each) for each in misfit.path)[:64]


CHECK = Check(
    "right_tool",
    "Every call names a tool that was offered, with arguments that its schema takes.",
    stages=("tool_call",),
    run=_run,
    windowed=False,
)
