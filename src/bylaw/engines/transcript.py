"""Put a streamed answer together: chunks in, the choices they amount to out.

Source: OpenAI API reference, chat completion chunks (content and tool call arguments come in pieces, each keyed by its
index).
"""
# SPDX-License-Identifier: Apache-2.0

from typing import Any

import msgspec

from bylaw.authority import Role, read_message
from bylaw.backend import Choice, ChoiceDelta, Chunk, Usage

__all__ = ["Transcript"]

_object: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Transcript:
    """What a stream has said so far."""

    def __init__(self) -> None:
        self._replies: dict[int, _Reply] = {}
        self.usage: Usage | None = None

    def add(self, chunk: Chunk) -> None:
        """Take one chunk in."""
        for delta in chunk.choices:
            self._replies.setdefault(delta.index, _Reply()).add(delta)
        if chunk.usage is not None:
            self.usage = chunk.usage

    def choices(self) -> tuple[Choice, ...]:
        """The replies as a whole answer would hold them, by index; a reply cut off has no finish reason."""
        return tuple(self._replies[index].choice(index) for index in sorted(self._replies))


class _Reply:
    def __init__(self) -> None:
        self.content: list[str] = []
        self.members: dict[str, Any] = {}
        self.calls: dict[int, dict[str, Any]] = {}
        self.finish_reason: str | None = None
        self.fields: dict[str, bytes] = {}

    def add(self, delta: ChoiceDelta) -> None:
        if delta.content is not None:
            self.content.append(delta.content)
        for name, raw in delta.delta_fields:
            value = msgspec.json.decode(raw)
            if name == "tool_calls" and isinstance(value, list):
                for call in value:
                    self._call(call)
            elif isinstance(value, str) and isinstance(self.members.get(name), str):
                self.members[name] += value  # refusal and reasoning come in pieces, as content does
            else:
                self.members[name] = value
        if delta.finish_reason is not None:
            self.finish_reason = delta.finish_reason
        for name, raw in delta.fields:
            if raw != b"null":
                self.fields[name] = raw

    def _call(self, piece: dict[str, Any]) -> None:
        call = self.calls.setdefault(piece.get("index", len(self.calls)), {})
        for name, value in piece.items():
            if name == "index":
                continue
            if not isinstance(value, dict):
                call[name] = value
                continue
            inner = call.setdefault(name, {})
            for key, said in value.items():
                if key in {"arguments", "input"} and isinstance(said, str):
                    inner[key] = inner.get(key, "") + said
                else:
                    inner[key] = said

    def choice(self, index: int) -> Choice:
        message: dict[str, Any] = {
            "role": Role.ASSISTANT.value,
            "content": "".join(self.content) if self.content else None,
            **self.members,
        }
        if self.calls:
            message["tool_calls"] = [
                {"type": "function", **self.calls[at]} if "function" in self.calls[at] else self.calls[at]
                for at in sorted(self.calls)
            ]
        raw = _object.decode(msgspec.json.encode(message))
        return Choice(index, read_message(raw), self.finish_reason, tuple(self.fields.items()))
