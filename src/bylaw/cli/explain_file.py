"""Read what `bylaw explain` is given: a request in OpenAI chat form, and what the document asks beside it.

Members of a request that only a model reads (`model`, `temperature`, …) are left unread.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from bylaw.authority import Conversation, Message, Role, read_chat
from bylaw.authority.asked import Asked, Delegate, read_asked
from bylaw.authority.chat import half_character
from bylaw.authority.instructions import Instruction
from bylaw.authority.reading import Reading, read
from bylaw.errors import ConversationError

if TYPE_CHECKING:
    from bylaw.spec import Setting

__all__ = ["Explained", "Grounds", "explain_request"]

_MEND = 'send {"messages": [{"role": "user", "content": "…"}]}'
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_MESSAGE = re.compile(r"messages\[(\d{1,7})\]")

_objects: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])


class _Function(msgspec.Struct):
    name: str


class _Tool(msgspec.Struct):
    function: _Function | None = None
    custom: _Function | None = None
    type: str = ""
    name: str = ""


_tools = msgspec.json.Decoder(list[_Tool] | None)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What conversations are read against; made once, for any number of them."""

    clauses: tuple[Instruction, ...] = ()
    declared: "tuple[Setting, ...]" = ()
    titles: tuple[tuple[str, str], ...] = ()
    """Of the document's sections, by id."""
    document: str = ""
    """The document's name; empty where there is none."""
    platform: str = ""
    """What the operator says before everything else; empty where nothing."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A request, read, with what it takes to tell people of it."""

    reading: Reading
    grounds: Grounds
    tools: tuple[str, ...] = ()
    """Names of the tools that the model may call."""

    @property
    def shift(self) -> int:
        """How many messages stand before the request's own."""
        return 1 if self.grounds.platform else 0

    def index(self, message: int) -> int:
        """Give a message's index in the request; -1 is the operator's text."""
        return message - self.shift

    def place(self, where: str) -> str:
        """Give a place such as `messages[1].content[0]:3` as the request has it."""
        if not self.shift:
            return where

        def own(match: re.Match[str]) -> str:
            index = self.index(int(match[1]))
            return "--platform" if index < 0 else f"messages[{index}]"

        return _MESSAGE.sub(own, where)


def explain_request(body: bytes, grounds: Grounds) -> Explained:
    """Read one request.

    Raises:
        ConversationError: it can't be read, or asks what it may not; `where` is the field.
    """
    if not body.strip():
        raise ConversationError("it is empty", mend=_MEND)
    try:
        members = _objects.decode(body)
    except _UNREADABLE as error:
        raise ConversationError(_why(body, error), mend=_MEND) from None
    if "messages" not in members:
        raise ConversationError("there are no messages", where="messages", mend=_MEND)
    conversation = read_chat(bytes(members["messages"]))
    asked = Asked()
    if "bylaw" in members and bytes(members["bylaw"]) != b"null":
        asked = read_asked(bytes(members["bylaw"]))
    if grounds.platform:
        opening = Message.of(Role.SYSTEM, grounds.platform)
        conversation = Conversation((opening, *conversation.messages))
        asked = replace(asked, delegate=tuple(_later(asked)))
    tools = _tool_names(bytes(members["tools"])) if "tools" in members else ()
    reading = read(conversation, asked=asked, clauses=grounds.clauses, declared=grounds.declared, unauthorised=True)
    return Explained(reading, grounds, tools)


def _later(asked: Asked) -> Iterator[Delegate]:
    for each in asked.delegate:
        yield each if each.message is None else replace(each, message=each.message + 1)


def _tool_names(raw: bytes) -> tuple[str, ...]:
    try:
        tools = _tools.decode(raw) or ()
    except _UNREADABLE:
        mend = 'send [{"type": "function", "function": {"name": "…"}}]'
        raise ConversationError("this is not a list of tools", where="tools", mend=mend) from None
    named = (each.function or each.custom for each in tools)
    return tuple(own.name if own else each.name or each.type for own, each in zip(named, tools, strict=True))


def _why(body: bytes, error: Exception) -> str:
    try:
        body.decode()
    except UnicodeDecodeError as undecodable:
        return f"byte {undecodable.start} is not UTF-8"
    if isinstance(error, RecursionError):
        return "its JSON is nested too deeply"
    if isinstance(error, msgspec.ValidationError):
        return "it is JSON, and not an object with messages"
    return half_character(body) or f"it is not JSON ({error})"
