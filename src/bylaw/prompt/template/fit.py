"""Fit a conversation to what a template can render, and see that it leaves nothing out.

What a template does with a role shows only when it is run. So each way to send a conversation is first tried with a
mark in place of every text: the first way that raises nothing and prints every mark is taken. Where none does, the
conversation is refused; no message is ever dropped.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from bylaw.authority import Message
from bylaw.backend import RoleFidelity
from bylaw.errors import ConversationError, TemplateError
from bylaw.prompt.template.chat_template import ChatTemplate, OutOfBoundsError
from bylaw.prompt.template.objects import Turn, read_turns
from bylaw.prompt.template.own_text import own_stretches
from bylaw.prompt.template.structure import BREAKS, Structure

__all__ = ["CONTENT", "PLATFORM", "TOOLS", "TOOL_CALLS", "Fitted", "Request", "fit"]

PLATFORM = "platform"
"""What the operator's own message is called in a report."""

TOOLS, TOOL_CALLS, CONTENT = "tools", "tool_calls", "content"
"""What tool definitions, an assistant's calls and its text beside a call are called in a report, where they are left
out."""

_Turns = tuple[Turn, ...]
_ABOVE_USER = frozenset({"system", "developer"})
_JOIN = "\n\n"
_MOST_SOUGHT = 8
_AS_PYTHON = "{'type': 'text'"
_TOOLS = "QtoolsxQ"
_THOUGHT = re.compile(r"\s*<(think|thinking|thought|reasoning)>(?:(?!</?\1>).)*</\1>(?:(?!</?\1>).)*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Request:
    """What a template is given beside the messages."""

    tools: Sequence[object] | None
    documents: Sequence[object] | None
    add_generation_prompt: bool
    now: datetime | None
    params: Mapping[str, object]
    mark: str = BREAKS[0]
    """What markers in content are broken up with."""

    def write(self, template: ChatTemplate, messages: Sequence[Mapping[str, object]]) -> str:
        """Give what the template writes."""
        return template.write(
            messages,
            tools=self.tools,
            documents=self.documents,
            add_generation_prompt=self.add_generation_prompt,
            now=self.now,
            params=self.params,
        )


@dataclass(frozen=True, slots=True)
class _Form:
    """How texts are given to a template."""

    blank: str | None
    """What stands for no text: some templates print "None" for it, others can't do without one."""
    in_parts: bool


_IN_ONE = (_Form(None, False), _Form("", False), _Form("", True))
_IN_PARTS = (_Form(None, True), _Form(None, False), _Form("", False))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A conversation as the template wrote it."""

    text: str
    """Its own text marked."""
    roles: tuple[RoleFidelity, ...]
    neutralised: int
    """Markers in content that had to be broken up, or the template would have acted on them."""
    thoughts: frozenset[str] = frozenset()
    """Tags of thoughts that an assistant's turn begins with, and that stand nowhere else."""


def fit(messages: Iterable[Message], *, template: ChatTemplate, request: Request, platform: str = "") -> Fitted:
    """Write a conversation in the first way that the template renders whole.

    Raises:
        ConversationError: the template would leave out a message, a tool call or the tools.
        TemplateError: it renders this conversation in no way.
    """
    turns = read_turns(messages)
    if platform:
        turns = (Turn((PLATFORM,), "system", platform, {}), *turns)
    failed: ConversationError | TemplateError | None = None
    for at, change in enumerate(_WAYS):
        way = change(turns, template)
        if way is None:
            continue
        if at == 0 and (fitted := _at_once(way, template=template, request=request)):
            return fitted
        for form in _IN_PARTS if any(turn.parts for turn in way) else _IN_ONE:
            try:
                lost = _check_whole(way, form, template=template, request=request)
            except OutOfBoundsError:
                raise
            except (ConversationError, TemplateError) as error:
                failed = failed or error
                continue
            fitted = _written(way, form, template=template, request=request)
            return replace(fitted, roles=(*fitted.roles, *(RoleFidelity(name, None, "refused") for name in lost)))
    raise failed or ConversationError("there is no message", where="messages", mend="send at least one")


def _at_once(turns: _Turns, *, template: ChatTemplate, request: Request) -> Fitted | None:
    """Write a plain chat, and see without a trial that all of it is there: every text, each at a place of its own.

    None where that can't be seen: then the trial tells.
    """
    if request.tools or request.documents or any(turn.members or turn.parts for turn in turns):
        return None
    if sum(turn.role in _ABOVE_USER for turn in turns) > _MOST_SOUGHT:  # each costs a search of the whole
        return None
    try:
        fitted = _written(turns, _IN_ONE[0], template=template, request=request)
    except OutOfBoundsError:
        raise
    except TemplateError:
        return None
    plain = str.__str__(fitted.text)
    found = list(own_stretches(fitted.text))
    at = 0
    for turn in turns:
        if text := (turn.text or "").strip():
            # Some templates move what stands above the user; all else comes in order.
            moves = turn.role in _ABOVE_USER
            start = plain.find(text, 0 if moves else at)
            at = at if moves else start + len(text)
            found.append((start, start + len(text)))
            if start < 0:
                return None
    found.sort()
    return fitted if all(end <= start for (_, end), (start, _) in pairwise(found)) else None


def _check_whole(turns: _Turns, form: _Form, *, template: ChatTemplate, request: Request) -> tuple[str, ...]:
    """Try a way with a mark in place of every text, and give what of the tools doesn't come out.

    Raises:
        ConversationError: nothing of some message comes out.
        TemplateError: the template can't render it.
    """
    objects = []
    shown: list[tuple[Turn, tuple[str, ...], tuple[str, ...]]] = []
    for at, turn in enumerate(turns):
        members = dict(turn.members)
        calls = members.get("tool_calls")
        names: tuple[str, ...] = ()
        if isinstance(calls, list):
            names = tuple(_mark(at, number, kind="c") for number in range(len(calls)))
            members["tool_calls"] = [_renamed(call, name) for call, name in zip(calls, names, strict=True)]
        parts = turn.parts or (() if turn.text is None else (turn.text,))
        marks = tuple(_mark(at, number) if part.strip() else part for number, part in enumerate(parts))
        text = None if turn.text is None else "\n".join(marks)
        marked = replace(turn, members=members, text=text, parts=marks if turn.parts else ())
        objects.append(marked.object(blank=form.blank, in_parts=form.in_parts))
        shown.append((turn, tuple(mark for mark in marks if mark.strip()), names))
    tools = request.tools
    if tools:
        tools = [_renamed(tools[0], _TOOLS), *tools[1:]]
    written = replace(request, tools=tools).write(template, objects)
    lost = {TOOLS} if tools and _TOOLS not in written else set()
    if form.in_parts and _AS_PYTHON in written:
        raise ConversationError("this model's chat template reads no parts", where="messages", mend="send text")
    for turn, marks, names in shown:
        there = [mark in written for mark in marks]
        called = [name in written for name in names]
        # A template may leave out the text beside a tool call, as it does a thought: the turn is there all the same.
        if not (any((*there, *called)) if names else all(there)):
            raise ConversationError(
                f"this model's chat template changes or leaves out a message of role {turn.wire_roles[0]!r}",
                where="messages",
                mend="send what the model can read",
            )
        lost |= set() if all(called) else {TOOL_CALLS}
        lost |= set() if all(there) else {CONTENT}
    return tuple(sorted(lost))


def _renamed(named: object, name: str) -> object:
    """Give a tool, or the call of one, another name."""
    if isinstance(named, dict) and isinstance(function := named.get("function"), dict):
        return {**named, "function": {**function, "name": name}}
    return named


def _mark(at: int, number: int, *, kind: str = "t") -> str:
    return f"Q{kind}{at:06d}x{number:06d}xQ"


def _written(turns: _Turns, form: _Form, *, template: ChatTemplate, request: Request) -> Fitted:
    """Write the real texts.

    A template may look into content, for `</think>` or its own tags, and write other text of its own for it. Where
    content holds such a marker, it is written a second time with the markers broken up; if the template's own text
    differs, the second counts. A thought that an assistant's turn begins with, whole, is what it looks for.
    """
    objects = [turn.object(blank=form.blank, in_parts=form.in_parts) for turn in turns]
    thoughts = _thoughts(turns, request.tools)
    structure = template.structure.without(thoughts) if thoughts else template.structure
    roles = _roles(turns)
    plain = not request.tools and not any(turn.members for turn in turns)
    if plain and not structure.holds("\n".join(turn.text or "" for turn in turns)):
        return Fitted(request.write(template, objects), roles, 0, thoughts)
    calm, count = _calmed(objects, structure, request.mark)
    tools, tool_count = _calmed(list(request.tools or ()), structure, request.mark)
    if not count and not tool_count:
        return Fitted(request.write(template, objects), roles, 0, thoughts)
    if tool_count:
        request = replace(request, tools=tools)
    calm_text = request.write(template, calm)
    try:
        text = request.write(template, objects)
    except OutOfBoundsError:
        raise
    except TemplateError:  # gpt-oss's refuses content with its own markers
        return Fitted(calm_text, roles, count + tool_count, thoughts)
    if _own(text) == _own(calm_text):
        return Fitted(text, roles, tool_count, thoughts)
    return Fitted(calm_text, roles, count + tool_count, thoughts)


def _own(text: str) -> str:
    plain = str.__str__(text)
    return "".join(plain[start:end] for start, end in own_stretches(text))


def _thoughts(turns: _Turns, tools: Sequence[object] | None) -> frozenset[str]:
    """Give the tags of thoughts, as `<think>` and `</think>`, that only stand where an assistant's turn begins."""
    tags: set[str] = set()
    for turn in turns:
        if turn.role == "assistant" and turn.text and turn.text.lstrip().startswith("<"):
            if found := _THOUGHT.fullmatch(turn.text):
                tags |= {f"<{found[1]}>", f"</{found[1]}>"}
    if not tags:
        return frozenset()
    others = [
        turn.text for turn in turns if turn.text and not (turn.role == "assistant" and _THOUGHT.fullmatch(turn.text))
    ]
    return frozenset(tag for tag in tags if not any(tag in text for text in others))


def _calmed(objects: Sequence[object], structure: Structure, mark: str) -> tuple[list[Any], int]:
    """Break up the markers in every string of some JSON, and count them. Roles are the template's own."""
    count = 0

    def walk(value: object) -> object:
        nonlocal count
        match value:
            case str():
                broken = structure.break_up(value, mark)
                count += broken.count
                return broken.text
            case list():
                return [walk(each) for each in value]
            case dict():
                return {walk(key): walk(each) for key, each in value.items()}
            case _:
                return value

    return [walk(each) for each in objects], count


def _roles(turns: _Turns) -> tuple[RoleFidelity, ...]:
    """Say what became of each wire role; one mapped message makes its role a mapped one."""
    seen: dict[str, RoleFidelity] = {}
    for turn in turns:
        for wire_role in turn.wire_roles:
            usual = "system" if wire_role == PLATFORM else wire_role
            kept = usual == turn.role and len(turn.wire_roles) == 1 and not turn.moved
            if wire_role not in seen or not kept:
                seen[wire_role] = RoleFidelity(wire_role, turn.role, "kept" if kept else "mapped")
    return tuple(seen.values())


def _as_named(turns: _Turns, template: ChatTemplate) -> _Turns:
    """Send the roles that the template's own words name; a role printed by rote alone is none the model has learnt."""
    nearest = {"developer": "system", "function": "tool"}
    named = {role for role in nearest if template.names(role)}
    return tuple(
        replace(turn, role=nearest[turn.role]) if turn.role in nearest and turn.role not in named else turn
        for turn in turns
    )


def _as_nearest(turns: _Turns, _: ChatTemplate) -> _Turns:
    nearest = {"developer": "system", "function": "tool"}
    return tuple(replace(turn, role=nearest.get(turn.role, turn.role)) for turn in turns)


def _one_system(turns: _Turns, template: ChatTemplate) -> _Turns | None:
    """Join the system messages that stand first."""
    turns = _as_named(turns, template)
    count = next((at for at, turn in enumerate(turns) if turn.role not in _ABOVE_USER), len(turns))
    return (_joined(turns[:count]), *turns[count:]) if count > 1 else None


def _all_system_first(turns: _Turns, template: ChatTemplate) -> _Turns | None:
    """Join every system message, wherever it stands, into one that stands first."""
    turns = _as_named(turns, template)
    above = tuple(turn for turn in turns if turn.role in _ABOVE_USER)
    if not above or len(above) == len(turns):
        return None
    return (replace(_joined(above), moved=True), *(turn for turn in turns if turn.role not in _ABOVE_USER))


def _system_to_user(turns: _Turns, _: ChatTemplate) -> _Turns | None:
    """Put what stands above the user in front of the first user's message, for a template without a system role."""
    above = tuple(turn for turn in turns if turn.role in _ABOVE_USER)
    rest = tuple(turn for turn in turns if turn.role not in _ABOVE_USER)
    if not above:
        return None
    at = next((at for at, turn in enumerate(rest) if turn.role == "user"), None)
    if at is None:
        return (replace(_joined(above), role="user"), *rest)
    return (*rest[:at], replace(_joined((*above, rest[at])), role="user", members=rest[at].members), *rest[at + 1 :])


def _taking_turns(first: Callable[[_Turns, ChatTemplate], _Turns | None]) -> Callable[..., _Turns | None]:
    """Also join neighbours of one role, for a template that wants user and assistant to take turns."""

    def change(turns: _Turns, template: ChatTemplate) -> _Turns | None:
        changed = first(turns, template)
        if changed is None:
            return None
        merged: list[Turn] = []
        for turn in changed:
            last = merged[-1] if merged else None
            if last and last.role == turn.role in {"user", "assistant"} and not last.members and not turn.members:
                merged[-1] = _joined((last, turn))
            else:
                merged.append(turn)
        return tuple(merged) if len(merged) < len(changed) else None

    return change


def _joined(turns: _Turns) -> Turn:
    texts = [turn.text for turn in turns if turn.text]
    wire_roles = tuple(role for turn in turns for role in turn.wire_roles)
    return Turn(wire_roles, turns[0].role, _JOIN.join(texts), turns[0].members)


_FIRST = (_as_named, _as_nearest, _one_system, _all_system_first, _system_to_user)
_WAYS: tuple[Callable[[_Turns, ChatTemplate], _Turns | None], ...] = (
    *_FIRST,
    *(_taking_turns(change) for change in _FIRST),
)
