"""The engine that ships as a fake: it says what it is told to, when and in which pieces, and fails where told.

Tests and demonstrations use it in place of patches; it opens no socket.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass, replace

import msgspec

from bylaw.authority import Message, Role, ToolCall
from bylaw.backend import Backend, ChoiceDelta, Chunk, Completion, Prompt, Usage
from bylaw.engines.gather import gather
from bylaw.engines.roles import ALL_ROLES, fit_roles
from bylaw.errors import EngineError

__all__ = ["Reply", "ScriptedEngine", "say_back"]

_CREATED = 1_700_000_000  # a script gives the same bytes each time


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted answer."""

    text: str = ""
    pieces: tuple[str, ...] = ()
    """How the text is cut when streamed; where empty, a word a chunk."""
    tool_calls: tuple[ToolCall, ...] = ()
    finish_reason: str = ""
    """Where empty, `tool_calls` if there are some, else `stop`."""
    delay_s: float = 0.0
    """Wait before the first chunk."""
    chunk_delay_s: float = 0.0
    """Wait before each further chunk."""
    fail_after: int | None = None
    """Break off after so many chunks; 0 breaks off at once."""
    error: Exception | None = None
    """What to break off with; where None, an EngineError."""

    def __post_init__(self) -> None:
        if self.pieces and "".join(self.pieces) != self.text:
            raise ValueError("the pieces don't make up the text")


Script = Callable[[Prompt], Reply | str]


def say_back(prompt: Prompt) -> Reply:
    """Answer with the last user message."""
    said = [message.text for message in prompt.messages if message.role is Role.USER]
    return Reply(f"You said: {said[-1]}" if said else "You said nothing.")


class ScriptedEngine:
    """Answers from a list, in order, or from a function; each of `n` choices takes an answer of its own."""

    def __init__(
        self,
        script: Iterable[Reply | str] | Script = say_back,
        *,
        roles: frozenset[str] = ALL_ROLES,
        context: int | None = None,
    ) -> None:
        self._script = script if callable(script) else _in_order(script)
        self._backend = Backend("scripted", roles, context)
        self.prompts: list[Prompt] = []
        """What it was asked, in order."""
        self.running = 0
        """Answers begun and not yet ended: 0 again once every caller is served or gone."""
        self.closed = False

    @property
    def backend(self) -> Backend:
        """What the scripted model can read."""
        return self._backend

    async def complete(self, prompt: Prompt) -> Completion:
        """Give the scripted answer whole."""
        return await gather(self.stream(prompt))

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Give the scripted answer in its pieces."""
        if self.closed:
            raise EngineError("the engine is closed", where="scripted", mend="open it again")
        self.prompts.append(prompt)
        chunk = Chunk(f"chatcmpl-scripted-{len(self.prompts)}", prompt.model, _CREATED, ())
        roles = fit_roles(prompt.messages, self._backend.roles).roles
        self.running += 1
        try:
            written = 0
            for index in range(prompt.sampling.n):
                reply = self._script(prompt)
                reply = Reply(reply) if isinstance(reply, str) else reply
                for at, delta in enumerate(_deltas(reply, index)):
                    await asyncio.sleep(reply.chunk_delay_s if at else reply.delay_s)
                    if at == reply.fail_after:
                        raise reply.error or EngineError("the script broke off here", where="scripted")
                    yield replace(chunk, choices=(delta,), roles=roles if not index and not at else ())
                written += len(_cut(reply))
            read = sum(map(_words, prompt.messages))
            yield replace(chunk, usage=Usage(read, written, read + written))
        finally:
            self.running -= 1

    async def aclose(self) -> None:
        """Remember that it was closed."""
        self.closed = True


def _in_order(script: Iterable[Reply | str]) -> Script:
    replies = iter(script)

    def next_reply(_: Prompt) -> Reply | str:
        try:
            return next(replies)
        except StopIteration:
            raise EngineError("the script has no more answers", where="scripted", mend="give it more") from None

    return next_reply


def _deltas(reply: Reply, index: int) -> list[ChoiceDelta]:
    deltas = [ChoiceDelta(index, content=piece) for piece in _cut(reply)]
    if reply.tool_calls:
        calls = [
            {
                "index": at,
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for at, call in enumerate(reply.tool_calls)
        ]
        deltas.append(ChoiceDelta(index, delta_fields=(("tool_calls", msgspec.json.encode(calls)),)))
    end = reply.finish_reason or ("tool_calls" if reply.tool_calls else "stop")
    deltas.append(ChoiceDelta(index, finish_reason=end))
    return [replace(deltas[0], role=Role.ASSISTANT), *deltas[1:]]


def _words(message: Message) -> int:
    """Count what a model would read of a message."""
    return len(message.text.split()) + sum(len(call.arguments.split()) for call in message.tool_calls)


def _cut(reply: Reply) -> tuple[str, ...]:
    if reply.pieces or not reply.text:
        return reply.pieces
    first, *words = reply.text.split(" ")
    return (first, *(f" {word}" for word in words))
