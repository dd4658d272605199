"""The driver: one request through governor and engine, with its decision record.

A reply that is verified is drawn whole, up to as many times as the policy says, and then released; one that nothing is
verified of streams as it comes. A record is stored before the reply ends: whole replies wait for it, streamed ones hold
back the chunks that finish a choice until it is stored. Where it can't be stored the turn fails, unless the desk says
records may be missed.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from bylaw.backend import Chunk, Completion, Prompt
from bylaw.engines.gather import Gathering
from bylaw.engines.scatter import scatter
from bylaw.errors import BylawError, ConversationError
from bylaw.governor import Brief, Release, Resample, Tails, refusal_of_inaction, review
from bylaw.records.decision import Decision
from bylaw.turn.entry import Desk, Entry

__all__ = ["Answered", "Outcome", "Streamed", "complete", "stream"]


class Outcome(Protocol):
    """What was decided on a request, and of its reply once that has ended."""

    @property
    def brief(self) -> Brief:
        """What was sent, and why."""
        ...

    @property
    def decision(self) -> Decision:
        """As the record has it."""
        ...


_QUICK = 20_000
"""Characters of a conversation that is prepared in a few milliseconds; a grammar may take half a second."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer."""

    completion: Completion
    record_id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer under way; `chunks` must be closed by whoever stops reading it."""

    record_id: str
    chunks: AsyncGenerator[Chunk, None]
    outcome: Outcome


async def complete(prompt: Prompt, *, desk: Desk) -> Answered:
    """Answer a request whole.

    Raises:
        EngineError: the model can't be reached or broke off.
        ConversationError: the model can't read such a message, or the request asks the governor for what it may not.
        RecordError: the decision record can't be stored, so the answer may not be given.
    """
    entry = await _opened(prompt, desk, streamed=False)
    async with _recorded(entry):
        completion = await _govern(entry)
    return Answered(completion, entry.id, entry)


async def stream(prompt: Prompt, *, desk: Desk) -> Streamed:
    """Answer a request piece by piece. What keeps the engine from its first chunk is raised here, not in the stream.

    Raises:
        EngineError: the model can't be reached.
        ConversationError: the model can't read such a message, or the request asks the governor for what it may not.
        RecordError: the decision record of that failure can't be stored.
    """
    entry = await _opened(prompt, desk, streamed=True)
    chunks = (
        _at_once(entry)
        if entry.brief.whole or _is_inaction(entry)
        else _relay(desk.engine.stream(entry.brief.prompt), entry)
    )
    await anext(chunks)  # runs the relay up to its first chunk, which it keeps
    return Streamed(entry.id, chunks, entry)


async def _opened(prompt: Prompt, desk: Desk, *, streamed: bool) -> Entry:
    """Prepare a request; off the event loop where that may take long, so that nobody else waits for it."""
    size = sum(len(part.text or "") for message in prompt.messages for part in message.parts)
    if size <= _QUICK and "grammar" not in desk.engine.backend.holds:
        return Entry(prompt, desk, streamed=streamed)
    return await asyncio.to_thread(Entry, prompt, desk, streamed=streamed)


async def _govern(entry: Entry) -> Completion:
    """Draw replies until the governor releases one."""
    brief = entry.brief
    if _is_inaction(entry):
        completion = refusal_of_inaction(brief, completion_id=f"chatcmpl-{entry.id}", at=entry.at)
        entry.choices, entry.usage = completion.choices, completion.usage
        return completion
    tries: list[Completion] = []
    prompt = brief.prompt
    while True:
        completion = await entry.desk.engine.complete(prompt)
        if not tries:
            entry.met(completion)
        tries.append(completion)
        match review(brief, tries):
            case Release() as release:
                entry.release, entry.tried = release, len(tries)
                entry.choices, entry.usage = release.completion.choices, release.completion.usage
                return release.completion
            case Resample(another):
                prompt = another


def _is_inaction(entry: Entry) -> bool:
    """Say whether nothing is done, and nobody asked."""
    return entry.desk.policy.mode == "enforce" and bool(entry.brief.reading.rulings.inaction)


async def _at_once(entry: Entry) -> AsyncGenerator[Chunk, None]:
    """Give a reply that was drawn whole as a stream: nothing of use first, once it is known; then all of it."""
    async with _recorded(entry):
        completion = await _govern(entry)
    yield Chunk("", "", 0, ())
    for chunk in scatter(completion):
        yield chunk


async def _relay(source: AsyncGenerator[Chunk, None], entry: Entry) -> AsyncGenerator[Chunk, None]:
    """Give nothing of use first, once the engine has begun; then what it says."""
    gathering = Gathering()
    held: list[Chunk] = []  # what ends a choice or the stream: released once the record is stored
    tails = Tails() if entry.brief.closes else None
    begun = False
    async with _recorded(entry), aclosing(source):
        try:
            async for came in source:
                chunk = came if tails is None else tails.chunk(came)
                gathering.add(chunk)
                if not begun:
                    begun = True
                    entry.met(chunk)
                    yield chunk
                if _finishes(chunk):
                    held.append(chunk)
                else:
                    yield chunk
            if tails is not None and begun and (rest := tails.rest()):
                chunk = replace(came, choices=rest, usage=None, raw=None)
                gathering.add(chunk)
                held.insert(0, chunk)
        finally:
            entry.choices, entry.usage = gathering.choices(), gathering.usage
            entry.closed = tails is not None and tails.closed
        if entry.choices:  # nothing could be drawn again; what it breaks is recorded all the same
            release = review(entry.brief, [gathering.completion()])
            if isinstance(release, Release):
                entry.release, entry.tried = release, 1
    if not begun:
        yield Chunk("", "", 0, ())
    for chunk in held:
        yield chunk


@asynccontextmanager
async def _recorded(entry: Entry) -> AsyncGenerator[None, None]:
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
