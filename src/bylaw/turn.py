"""The driver: one request through governor and engine, with its decision record.

A record is stored before the reply ends: whole replies wait for it, streamed ones hold back the chunks that finish a
choice until it is stored. Where it can't be stored the turn fails, unless the desk says records may be missed.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import re
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import msgspec

from bylaw.authority import Conversation, message_json, write_chat
from bylaw.backend import Choice, Chunk, Completion, Prompt, RoleFidelity, Usage
from bylaw.engines.engine import Engine
from bylaw.engines.gather import Gathering
from bylaw.errors import BylawError, ConversationError
from bylaw.governor import Policy, prepare
from bylaw.records.record import Failure, Record, Timings, hash_json, new_record_id
from bylaw.records.store import RecordStore

__all__ = ["Answered", "Desk", "Streamed", "complete", "stream"]

_MESSAGE = re.compile(r"messages\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a turn needs: who decides, who answers, who remembers."""

    policy: Policy
    engine: Engine
    records: RecordStore | None = None
    """None keeps no records, as chosen at start."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer."""

    completion: Completion
    record_id: str


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer under way; `chunks` must be closed by whoever stops reading it."""

    record_id: str
    chunks: AsyncGenerator[Chunk, None]


async def complete(prompt: Prompt, *, desk: Desk) -> Answered:
    """Answer a request whole.

    Raises:
        EngineError: the model can't be reached or broke off.
        ConversationError: the model can't read such a message.
        RecordError: the decision record can't be stored, so the answer may not be given.
    """
    entry = _Entry(prompt, desk, streamed=False)
    async with _recorded(entry):
        completion = await desk.engine.complete(replace(prompt, messages=entry.brief.messages))
        entry.met(completion)
        entry.choices, entry.usage = completion.choices, completion.usage
    return Answered(completion, entry.id)


async def stream(prompt: Prompt, *, desk: Desk) -> Streamed:
    """Answer a request piece by piece. What keeps the engine from its first chunk is raised here, not in the stream.

    Raises:
        EngineError: the model can't be reached.
        ConversationError: the model can't read such a message.
        RecordError: the decision record of that failure can't be stored.
    """
    entry = _Entry(prompt, desk, streamed=True)
    chunks = _relay(desk.engine.stream(replace(prompt, messages=entry.brief.messages)), entry)
    await anext(chunks)  # runs the relay up to its first chunk, which it keeps
    return Streamed(entry.id, chunks)


async def _relay(source: AsyncGenerator[Chunk, None], entry: "_Entry") -> AsyncGenerator[Chunk, None]:
    """Give nothing of use first, once the engine has begun; then what it says."""
    gathering = Gathering()
    held: list[Chunk] = []  # what ends a choice or the stream: released once the record is stored
    begun = False
    async with _recorded(entry), aclosing(source):
        try:
            async for chunk in source:
                gathering.add(chunk)
                if not begun:
                    begun = True
                    entry.met(chunk)
                    yield chunk
                if _finishes(chunk):
                    held.append(chunk)
                else:
                    yield chunk
        finally:
            entry.choices, entry.usage = gathering.choices(), gathering.usage
    if not begun:
        yield Chunk("", "", 0, ())
    for chunk in held:
        yield chunk


@asynccontextmanager
async def _recorded(entry: "_Entry") -> AsyncGenerator[None, None]:
    """Store the record however the turn ends."""
    try:
        yield
        entry.outcome = "completed"
    except (asyncio.CancelledError, GeneratorExit):
        entry.outcome = "cancelled"
        raise
    except ConversationError as error:
        entry.error = error
        error.where = entry.in_the_callers_count(error.where)
        raise
    except BylawError as error:
        entry.error = error
        raise
    finally:
        if entry.desk.records is not None:  # a shield is a task, which an unrecorded turn needn't pay for
            await asyncio.shield(entry.store(entry.desk.records))


def _finishes(chunk: Chunk) -> bool:
    if not chunk.choices:
        return chunk.usage is not None
    return any(delta.finish_reason is not None for delta in chunk.choices)


class _Entry:
    """A decision record in the making."""

    def __init__(self, prompt: Prompt, desk: Desk, *, streamed: bool) -> None:
        self.started = time.perf_counter()
        self.brief = prepare(Conversation(prompt.messages), policy=desk.policy)
        self.prepared = time.perf_counter()
        self.at = datetime.now(UTC)
        self.id = new_record_id(self.at, secrets.token_bytes(10))
        self.prompt = prompt
        self.desk = desk
        self.streamed = streamed
        self.first: float | None = None
        self.answered_by: str | None = None
        self.roles: tuple[RoleFidelity, ...] = ()
        self.neutralised = 0
        self.ignored: tuple[str, ...] = ()
        self.choices: tuple[Choice, ...] = ()
        self.usage: Usage | None = None
        self.outcome = "failed"  # until it is known better
        self.error: BylawError | None = None

    def met(self, answer: Completion | Chunk) -> None:
        """Note what the engine says of the request, with its first word."""
        if self.streamed:
            self.first = time.perf_counter()
        self.answered_by = answer.model
        self.roles, self.neutralised, self.ignored = answer.roles, answer.neutralised, answer.ignored

    def in_the_callers_count(self, where: str) -> str:
        """Give the path of a message that was sent as the path of the caller's own, where it is one of theirs."""
        added = len(self.brief.messages) - len(self.prompt.messages)  # all in front
        found = _MESSAGE.match(where)
        if found is None or int(found[1]) < added:
            return where
        return f"messages[{int(found[1]) - added}]{where[found.end() :]}"

    async def store(self, records: RecordStore) -> None:
        """Store the record; it is safe when this returns."""
        await records.append(self._record())

    def _record(self) -> Record:
        desk, prompt, choices, ended = self.desk, self.prompt, self.choices, time.perf_counter()
        said, sent = write_chat(prompt.messages), write_chat(self.brief.messages)
        reply = msgspec.json.encode([_choice_json(choice) for choice in choices]) if choices else None
        return Record(
            id=self.id,
            at=self.at,
            spec_file=desk.policy.spec.file,
            spec_hash=desk.policy.spec_hash,
            mode=desk.policy.mode,
            engine=desk.engine.backend.name,
            model=prompt.model,
            answered_by=self.answered_by,
            streamed=self.streamed,
            conversation_hash=hash_json(said),
            sent_hash=hash_json(sent),
            sent=msgspec.Raw(sent),
            request=msgspec.Raw(_request_json(prompt)),
            reply_hash=None if reply is None else hash_json(reply),
            reply=None if reply is None else msgspec.Raw(reply),
            finish_reasons=tuple(choice.finish_reason for choice in choices),
            usage=self.usage,
            timings=Timings(
                prepare_ms=_ms(self.started, self.prepared),
                first_token_ms=None if self.first is None else _ms(self.started, self.first),
                total_ms=_ms(self.started, ended),
            ),
            roles=self.roles,
            neutralised=self.neutralised,
            ignored=self.ignored,
            outcome=self.outcome,
            error=None if self.error is None else Failure(type(self.error).__name__, self.error.what),
        )


def _choice_json(choice: Choice) -> dict[str, object]:
    return {
        "index": choice.index,
        "message": message_json(choice.message),
        "finish_reason": choice.finish_reason,
        **{name: msgspec.Raw(raw) for name, raw in choice.fields},
    }


def _request_json(prompt: Prompt) -> bytes:
    sampling = {
        name: value
        for name, value in asdict(prompt.sampling).items()
        if value not in (None, ()) and name != "limit_field"
    }
    return msgspec.json.encode({**sampling, **{name: msgspec.Raw(raw) for name, raw in prompt.fields}})


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 3)
