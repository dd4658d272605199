"""The driver: one request through governor and engine, with its decision record.

A reply that is verified is drawn whole, up to as many times as the policy says, and then released; one that nothing is
verified of streams as it comes. A record is stored before the reply ends: whole replies wait for it, streamed ones hold
back the chunks that finish a choice until it is stored. Where it can't be stored the turn fails, unless the desk says
records may be missed.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from bylaw.backend import Chunk, Completion, Prompt
from bylaw.checks.question import Answer, Question
from bylaw.checks.verdict import NotRun
from bylaw.engines.scatter import scatter
from bylaw.errors import BylawError, ConversationError
from bylaw.governor import (
    Ask,
    Brief,
    Release,
    Resample,
    Reviewed,
    refusal_at_input,
    refusal_of_inaction,
    review,
    with_answers,
)
from bylaw.records.decision import Decision
from bylaw.turn.entry import Desk, Entry
from bylaw.turn.relay import Relay

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
    if member := entry.member:
        completion = replace(completion, fields=(*completion.fields, ("bylaw", member)), raw=None)
    return Answered(completion, entry.id, entry)


async def stream(prompt: Prompt, *, desk: Desk) -> Streamed:
    """Answer a request piece by piece. What keeps the engine from its first chunk is raised here, not in the stream.

    Raises:
        EngineError: the model can't be reached.
        ConversationError: the model can't read such a message, or the request asks the governor for what it may not.
        RecordError: the decision record of that failure can't be stored.
    """
    entry = await _opened(prompt, desk, streamed=True)
    chunks = _at_once(entry) if entry.brief.whole or _is_decided(entry) else _relay(entry)
    await anext(chunks)  # runs the relay up to its first chunk, which it keeps
    return Streamed(entry.id, chunks, entry)


async def _opened(prompt: Prompt, desk: Desk, *, streamed: bool) -> Entry:
    """Prepare a request; off the event loop where that may take long, so that nobody else waits for it."""
    size = sum(len(part.text or "") for message in prompt.messages for part in message.parts)
    long = size > _QUICK or "grammar" in desk.engine.backend.holds
    entry = await desk.aside(partial(Entry, prompt, desk, streamed=streamed), long=long)
    if entry.brief.questions and not entry.brief.refused:
        try:
            answers = await _asked(entry, entry.brief.questions)
        except asyncio.CancelledError:
            entry.outcome = "cancelled"
            await _store(entry)
            raise
        entry.brief = with_answers(entry.brief, answers)
    return entry


async def _asked(entry: Entry, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Ask the judge. A question that it passes over, or that nobody is there to answer, could not be told."""
    judge = entry.desk.judge
    answers = () if judge is None else await judge.ask(questions)
    answered = [answer.question for answer in answers]
    unanswered = (question for question in questions if not any(question is each for each in answered))
    return (*answers, *(Answer(question, NotRun("no judge answered")) for question in unanswered))


async def _govern(entry: Entry) -> Completion:
    """Draw replies until the governor releases one."""
    brief = entry.brief
    if _is_decided(entry):
        answer = refusal_of_inaction if not brief.refused else refusal_at_input
        completion = answer(brief, completion_id=f"chatcmpl-{entry.id}", at=entry.at)
        entry.choices, entry.usage = completion.choices, completion.usage
        return completion
    tries: list[Completion] = []
    reviewed: tuple[Reviewed, ...] = ()
    answers: tuple[Answer, ...] = ()
    prompt = brief.prompt
    while True:
        if not answers:
            completion = await entry.desk.engine.complete(prompt)
            if not tries:
                entry.met(completion)
            tries.append(completion)
        match await _reviewed(entry, tries, reviewed, answers):
            case Release() as release:
                entry.release, entry.tried, entry.decided = release, len(tries), release.decided
                entry.choices, entry.usage = release.completion.choices, release.completion.usage
                return release.completion
            case Resample(another, so_far):
                prompt, reviewed, answers = another, so_far, ()
            case Ask(questions, so_far):
                reviewed, answers = so_far, await _asked(entry, questions)


async def _reviewed(
    entry: Entry, tries: Sequence[Completion], reviewed: Sequence[Reviewed], answers: Sequence[Answer]
) -> Release | Resample | Ask:
    """Review the tries; off the event loop where a reply is long."""
    long = sum(len(choice.message.text) for choice in tries[-1].choices) > _QUICK
    work = partial(review, entry.brief, tries, reviewed=reviewed, answers=answers)
    return await entry.desk.aside(work, long=long)


def _is_decided(entry: Entry) -> bool:
    """Say whether nothing is done, and nobody asked."""
    if entry.brief.refused:
        return True
    return entry.desk.policy.mode == "enforce" and bool(entry.brief.reading.rulings.inaction)


async def _at_once(entry: Entry) -> AsyncGenerator[Chunk, None]:
    """Give a reply that was drawn whole as a stream: nothing of use first, once it is known; then all of it."""
    async with _recorded(entry):
        completion = await _govern(entry)
    yield Chunk("", "", 0, ())
    for chunk in _with_member(list(scatter(completion)), entry.member):
        yield chunk


async def _relay(entry: Entry) -> AsyncGenerator[Chunk, None]:
    """Give nothing of use first, once the engine has begun; then what it says, as far as it may be released."""
    relay = Relay(entry)
    async with _recorded(entry):
        try:
            async with aclosing(relay.chunks()) as chunks:
                async for chunk in chunks:
                    yield chunk
        finally:
            relay.note()
        if questions := relay.judged():
            relay.judged(await _asked(entry, questions))
    if not relay.begun:
        yield Chunk("", "", 0, ())
    for chunk in _with_member(relay.held, entry.member):
        yield chunk


def _with_member(held: list[Chunk], member: bytes) -> list[Chunk]:
    """Say with the last chunk of a reply what became of it."""
    if not member:
        return held
    at = max((at for at, chunk in enumerate(held) if chunk.choices), default=None)
    if at is None:
        return held
    told = replace(held[at], fields=(*held[at].fields, ("bylaw", member)), raw=None)
    return [*held[:at], told, *held[at + 1 :]]


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
        await _store(entry)


async def _store(entry: Entry) -> None:
    if entry.desk.records is not None:  # a shield is a task, which an unrecorded turn needn't pay for
        await asyncio.shield(entry.store(entry.desk.records))
