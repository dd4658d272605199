"""Put messages into the form that chat templates read: plain JSON, with the members they know."""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bylaw.authority import Fields, Message
from bylaw.errors import ConversationError
from bylaw.prompt.template.own_text import owned

__all__ = ["Turn", "read_turns"]

_REASONING = ("reasoning_content", "thinking", "reasoning")
"""What a message's reasoning goes by; templates read the first, some the second."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A message on its way into a template."""

    wire_roles: tuple[str, ...]
    """The role it came with; several, where messages were joined."""
    role: str
    """The role it is sent as."""
    text: str | None
    """Its text, all parts joined; None where it has none."""
    members: Mapping[str, object]
    """Everything else: tool calls, names, reasoning."""
    parts: tuple[str, ...] = ()
    """The texts it came in, where it came in several."""
    moved: bool = False
    """Whether it stands elsewhere than it came."""

    def object(self, *, blank: str | None = None, in_parts: bool = False) -> dict[str, object]:
        """Give it as a template reads it.

        Args:
            blank: what stands for no text.
            in_parts: give the text as a list of parts, as templates of models that read images may want it.
        """
        content: object = blank if self.text is None else self.text
        if in_parts and self.text is not None:
            content = [{"type": "text", "text": part} for part in self.parts or (self.text,)]
        return {"role": owned(self.role), **({} if content is None else {"content": content}), **self.members}


def read_turns(messages: Iterable[Message]) -> tuple[Turn, ...]:
    """Put messages into templates' form.

    Raises:
        ConversationError: a message holds what isn't text.
    """
    turns = []
    for at, message in enumerate(messages):
        for part_at, part in enumerate(message.parts):
            if part.text is None:
                raise ConversationError(
                    f"this model reads text, not {part.kind[:40]!r}",
                    where=f"messages[{at}].content[{part_at}]",
                    mend="send text, or use a model that reads it",
                )
        members: dict[str, object] = {}
        if message.tool_calls:
            members["tool_calls"] = [
                _call(call.id, call.kind, call.name, call.arguments) for call in message.tool_calls
            ]
        if message.name is not None:
            members["name"] = message.name
        if message.tool_call_id is not None:
            members["tool_call_id"] = message.tool_call_id
        members.update(_rest(message.fields, at))
        reasoning = next((members[key] for key in _REASONING if members.get(key) is not None), None)
        if reasoning is not None:
            members = {"thinking": reasoning, **members, "reasoning_content": reasoning}
        role = message.wire_role or message.role.value
        parts = tuple(part.text or "" for part in message.parts) if len(message.parts) > 1 else ()
        turns.append(Turn((role,), role, message.text if message.parts else None, members, parts))
    return tuple(turns)


def _call(call_id: str | None, kind: str, name: str, arguments: str) -> dict[str, object]:
    # Templates take arguments as an object; many would write text a second time, as a string of JSON.
    try:
        decoded = json.loads(arguments)
    except (ValueError, RecursionError):
        decoded = None
    called = {"name": name, "arguments": decoded if isinstance(decoded, dict) else arguments}
    return {**({} if call_id is None else {"id": call_id}), "type": kind, "function": called}


def _rest(fields: Fields, at: int) -> dict[str, object]:
    members = {}
    for name, raw in fields:
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            raise ConversationError(
                "this is not JSON that we can read", where=f"messages[{at}].{name[:40]}", mend="send less of it"
            ) from None
        if value not in (None, []):
            members[name] = value
    return members
