"""The nouns of a conversation: parts in messages, messages in turns.

Knows no wire format; `chat`, `harmony` and `markup` read and write those. What a format says beyond these nouns is kept
as raw JSON in `fields`, so that nothing is lost on the way back.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from bylaw.authority.levels import Authority

__all__ = ["Content", "Conversation", "Fields", "Message", "Part", "Role", "ToolCall"]

Fields = tuple[tuple[str, bytes], ...]
"""Members of a JSON object that we only pass on: (name, raw JSON), in the order they came."""

Content = Literal["text", "parts", "null", "absent"]
"""How a message wrote its content: one string, a list of parts, null, or not at all."""


class Role(StrEnum):
    """Who a message is from."""

    SYSTEM = "system"  # the operator: the platform's own messages
    DEVELOPER = "developer"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"

    @property
    def authority(self) -> Authority:
        """The level that unquoted text in such a message speaks with."""
        return _SPEAKS_WITH[self]


_SPEAKS_WITH = {
    Role.SYSTEM: Authority.SYSTEM,
    Role.DEVELOPER: Authority.DEVELOPER,
    Role.USER: Authority.USER,
    Role.ASSISTANT: Authority.NONE,
    Role.TOOL: Authority.NONE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a message's content."""

    kind: str
    """The format's own name: text, refusal, image_url, input_audio, file, untrusted_text, …"""
    text: str | None = None
    """What it says, where it is text; None for images, audio, files and kinds we don't know."""
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The assistant's call of a tool."""

    id: str | None
    name: str
    arguments: str
    """As the model wrote them: JSON for a function, free text for a custom tool; not checked here."""
    kind: str = "function"
    fields: Fields = ()
    """Of the call."""
    inner_fields: Fields = ()
    """Of the object inside the call that is named after its kind."""
    names_kind: bool = True
    """Whether the call wrote its kind; some clients leave `function` out."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: who it is from, and what it holds."""

    role: Role
    parts: tuple[Part, ...] = ()
    content: Content = "text"
    tool_calls: tuple[ToolCall, ...] = ()
    name: str | None = None
    """The participant's name; of a tool, which one."""
    recipient: str | None = None
    """The tool an assistant's message is for, where a format addresses it so."""
    tool_call_id: str | None = None
    """The call that a tool's message answers."""
    wire_role: str = ""
    """The role as it was spelled where it came from: an API caller's `system` is a developer."""
    fields: Fields = field(default=())

    @classmethod
    def of(cls, role: Role, text: str) -> "Message":
        """Make a message of one text."""
        return cls(role, (Part("text", text),))

    @property
    def text(self) -> str:
        """All its text parts, joined by newlines."""
        if len(self.parts) == 1:
            return self.parts[0].text or ""
        return "\n".join(part.text for part in self.parts if part.text is not None)

    @property
    def authority(self) -> Authority:
        """The level its unquoted text speaks with."""
        return self.role.authority


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages in the order they were said."""

    messages: tuple[Message, ...]

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)

    def __len__(self) -> int:
        return len(self.messages)
