"""Put the chunks of a streamed answer together: what a stream says is what the whole answer says.

Texts grow, tool calls grow by their index, log probabilities add up, lists go on, objects grow member by member; of
anything else the last one stands.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from bylaw.authority import Fields, Message, Part, Role, ToolCall
from bylaw.backend import Choice, ChoiceDelta, Chunk, Completion, Usage
from bylaw.errors import EngineError

T = TypeVar("T")

__all__ = ["Gathering", "gather"]

_ONCE = frozenset({"id", "type", "format"})
"""Members of an object that every piece says anew."""


class _FunctionPiece(msgspec.Struct):
    name: str | None = None
    arguments: str | None = None


class _CustomPiece(msgspec.Struct):
    name: str | None = None
    input: str | None = None


class _CallPiece(msgspec.Struct):
    index: int = 0
    id: str | None = None
    function: _FunctionPiece | None = None
    custom: _CustomPiece | None = None


class _Logprobs(msgspec.Struct):
    content: list[msgspec.Raw] | None = None
    refusal: list[msgspec.Raw] | None = None


@dataclass(slots=True)
class _Call:
    id: str | None = None
    name: str = ""
    arguments: str = ""
    kind: str = "function"


@dataclass(slots=True)
class _Growing:
    """One choice on its way."""

    texts: list[str] = field(default_factory=list)
    calls: dict[int, _Call] = field(default_factory=dict)
    delta_fields: dict[str, list[bytes]] = field(default_factory=dict)
    fields: dict[str, bytes] = field(default_factory=dict)
    logprobs: list[_Logprobs] = field(default_factory=list)
    finish_reason: str | None = None

    def add(self, delta: ChoiceDelta) -> None:
        if delta.content is not None:
            self.texts.append(delta.content)
        for key, value in delta.delta_fields:
            if key == "tool_calls" and value != b"null":
                for piece in _decode(value, list[_CallPiece]):
                    self._add_call(piece)
            else:
                self.delta_fields.setdefault(key, []).append(value)
        for key, value in delta.fields:
            if key == "logprobs" and value != b"null":
                self.logprobs.append(_decode(value, _Logprobs))
            else:
                self.fields[key] = value
        self.finish_reason = delta.finish_reason or self.finish_reason

    def _add_call(self, piece: _CallPiece) -> None:
        call = self.calls.setdefault(piece.index, _Call())
        call.id = piece.id or call.id
        if piece.function is not None:
            call.name += piece.function.name or ""
            call.arguments += piece.function.arguments or ""
        if piece.custom is not None:
            call.kind = "custom"
            call.name += piece.custom.name or ""
            call.arguments += piece.custom.input or ""

    def choice(self, index: int) -> Choice:
        calls = tuple(ToolCall(call.id, call.name, call.arguments, call.kind) for _, call in sorted(self.calls.items()))
        message = Message(
            Role.ASSISTANT,
            (Part("text", "".join(self.texts)),) if self.texts or not calls else (),
            content="text" if self.texts or not calls else "null",
            tool_calls=calls,
            fields=tuple((key, _joined(pieces)) for key, pieces in self.delta_fields.items()),
        )
        fields: Fields = tuple(self.fields.items())
        if self.logprobs:
            content = [each for part in self.logprobs for each in part.content or ()]
            refusal = [each for part in self.logprobs for each in part.refusal or ()]
            both = msgspec.json.encode({"content": content, "refusal": refusal or None})
            fields = (*((key, value) for key, value in fields if key != "logprobs"), ("logprobs", both))
        return Choice(index, message, self.finish_reason, fields)


class Gathering:
    """What a stream has said so far."""

    def __init__(self) -> None:
        self._first: Chunk | None = None
        self._growing: dict[int, _Growing] = {}
        self._fields: dict[str, bytes] = {}
        self.usage: Usage | None = None
        """Of the last chunk that told it."""

    def add(self, chunk: Chunk) -> None:
        """Take one chunk in."""
        self._first = self._first or chunk
        self.usage = chunk.usage or self.usage
        self._fields.update(chunk.fields)
        for delta in chunk.choices:
            self._growing.setdefault(delta.index, _Growing()).add(delta)

    def choices(self) -> tuple[Choice, ...]:
        """The replies so far, by index; one that was cut off has no finish reason."""
        return tuple(each.choice(index) for index, each in sorted(self._growing.items()))

    def completion(self) -> Completion:
        """The whole answer that the stream amounts to; its `raw` stays empty.

        Raises:
            EngineError: the stream held no choice.
        """
        first = self._first
        if first is None or not self._growing:
            raise EngineError("the stream held no answer", mend="try again, and look at the engine's own log")
        fields = dict(self._fields)
        if "object" in fields:
            fields["object"] = b'"chat.completion"'
        return Completion(
            first.id,
            first.model,
            first.created,
            self.choices(),
            self.usage,
            tuple(fields.items()),
            first.roles,
            first.neutralised,
            first.ignored,
        )


async def gather(chunks: AsyncGenerator[Chunk, None]) -> Completion:
    """Read a stream to its end and give the whole answer.

    Raises:
        EngineError: the stream held no choice.
    """
    gathering = Gathering()
    async with aclosing(chunks):
        async for chunk in chunks:
            gathering.add(chunk)
    return gathering.completion()


def _decode(raw: bytes, wanted: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=wanted)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EngineError(f"a chunk can't be read ({error})", mend="look at the engine's own log") from None


def _joined(pieces: list[bytes]) -> bytes:
    """Put the pieces of one member together; null says nothing."""
    said = [piece for piece in pieces if piece != b"null"]
    if len(said) < 2:
        return said[0] if said else b"null"
    if all(piece[:1] == b'"' for piece in said):
        return b'"' + b"".join(piece[1:-1] for piece in said) + b'"'
    if {piece[:1] for piece in said} not in ({b"{"}, {b"["}):
        return said[-1]
    whole = _decode(said[0], Any)
    for piece in said[1:]:
        whole = _grown(whole, _decode(piece, Any))
    return msgspec.json.encode(whole)


def _grown(before: Any, piece: Any) -> Any:
    match before, piece:
        case _, None:
            return before
        case str(), str():
            return before + piece
        case list(), list():
            return [*before, *piece]
        case dict(), dict():
            grown = dict(before)
            for name, value in piece.items():
                grows = name in before and name not in _ONCE
                grown[name] = _grown(before[name], value) if grows else value
            return grown
    return piece
