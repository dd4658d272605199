"""A stream on its way from the engine to the caller, as far as it may be released, over as many tries as it takes.

Nothing that was released is taken back: a reply is drawn again only while nothing of it is out.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from functools import partial

from bylaw.authority import Message, Role
from bylaw.backend import ChoiceDelta, Chunk, Prompt
from bylaw.checks.effect import Decided
from bylaw.checks.question import Answer, Question
from bylaw.engines.gather import Gathering
from bylaw.errors import EngineError
from bylaw.governor import Release, StreamScreen, Tails, resampled, review_stream
from bylaw.turn.entry import Entry

__all__ = ["Relay"]


class Relay:
    """One streamed answer under way.

    Args:
        entry: the record in the making.
    """

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._written = Gathering()
        self._released = Gathering()
        self._tails: Tails | None = None
        self._screen: StreamScreen | None = None
        self._tried = 0
        self._first: Chunk | None = None
        self._over = False
        self.held: list[Chunk] = []
        """What ends a choice or the stream: released once the record is stored."""

    @property
    def begun(self) -> bool:
        """Whether the engine has said anything."""
        return self._first is not None

    async def chunks(self) -> AsyncGenerator[Chunk, None]:
        """Give the first chunk twice, then what may be released while it comes; what ends it is kept in `held`."""
        prompt: Prompt | None = self._entry.brief.prompt
        while prompt is not None:
            self._begin(prompt)
            came: Chunk | None = None
            try:
                async with aclosing(self._entry.desk.engine.stream(prompt)) as source:
                    async for came in source:
                        self._written.add(came)
                        chunk = await self._passed(came)
                        if self._first is None:
                            self._first = chunk
                            self._entry.met(chunk)
                            yield chunk
                        if _finishes(chunk):
                            self.held.append(chunk)
                        elif chunk.choices or not came.choices:  # nothing is left of what came behind an end
                            yield chunk
                        if self._over:
                            break
            except EngineError:
                if not self._ended:
                    raise  # else the reply was over before the engine was: only its usage is missing
            if came is not None:
                await self._entry.desk.aside(partial(self._end, came))
            prompt = self._another(prompt)

    def note(self) -> None:
        """Put into the record what was released so far."""
        entry = self._entry
        entry.choices, entry.usage = self._released.choices(), self._written.usage
        entry.closed = self._tails is not None and self._tails.closed
        entry.decided = self._decided
        entry.tried = self._tried

    def judged(self, answers: tuple[Answer, ...] = ()) -> tuple[Question, ...]:
        """Note what there is to say of the whole answer; give what a judge is asked first, where one is."""
        entry = self._entry
        if not entry.choices:
            return ()
        done = review_stream(
            entry.brief,
            self._written.completion(),
            self._released.completion(),
            decided=self._decided,
            answers=answers,
        )
        if isinstance(done, Release):
            entry.release, entry.decided = done, done.decided
            return ()
        return done.questions

    @property
    def _decided(self) -> tuple[Decided, ...]:
        return () if self._screen is None else self._screen.decided

    @property
    def _ended(self) -> bool:
        """Whether checks ended all replies."""
        return self._screen is not None and self._screen.over(self._entry.brief.prompt.sampling.n)

    async def _passed(self, came: Chunk) -> Chunk:
        """Give a chunk as it may be released; where checks look at it, nobody else waits for them."""
        if self._screen is not None and self._screen.looks_at(came):
            return await self._entry.desk.aside(partial(self._pass, came))
        return self._pass(came)

    def _begin(self, prompt: Prompt) -> None:
        brief = self._entry.brief
        self._tried += 1
        self._over = False
        self.held.clear()
        self._written = written = Gathering()
        self._released = Gathering()
        self._tails = Tails() if brief.closes else None
        if brief.screening.runs:
            self._screen = StreamScreen(
                brief.screening,
                message_of=lambda index: _message(written, index),
                last=self._tried >= brief.samples or prompt.sampling.n > 1,
            )

    def _pass(self, came: Chunk) -> Chunk:
        """Give a chunk as it may be released."""
        chunk = came
        if self._tried > 1 and self._first is not None:  # the caller reads one answer, whoever drew it
            chunk = replace(chunk, id=self._first.id, created=self._first.created, raw=None)
        if self._screen is not None:
            chunk = self._screen.chunk(chunk)
            usage_to_come = self._entry.brief.usage_told and not self._screen.wants_another
            self._over = self._screen.wants_another or (self._ended and not usage_to_come)
        if self._tails is not None:
            chunk = self._tails.chunk(chunk)
        self._released.add(chunk)
        return chunk

    def _end(self, last: Chunk) -> None:
        """Release what is still held back of replies whose end the engine didn't name."""
        rest: tuple[ChoiceDelta, ...] = ()
        if self._screen is not None and not self._screen.wants_another:
            rest = self._screen.rest()
        frame = replace(last, choices=(), usage=None, raw=None)
        chunks = []
        if rest:
            chunk = replace(frame, choices=rest)
            chunks.append(chunk if self._tails is None else self._tails.chunk(chunk))
        if self._tails is not None and (late := self._tails.rest()):
            chunks.append(replace(frame, choices=late))
        for chunk in chunks:
            self._released.add(chunk)
        self.held[:0] = chunks

    def _another(self, prompt: Prompt) -> Prompt | None:
        if self._screen is None or not self._screen.wants_another:
            return None
        return resampled(self._entry.brief, self._tried + 1)


def _message(written: Gathering, index: int) -> Message:
    found = next((each.message for each in written.choices() if each.index == index), None)
    return Message(Role.ASSISTANT) if found is None else found


def _finishes(chunk: Chunk) -> bool:
    if not chunk.choices:
        return chunk.usage is not None
    return any(delta.finish_reason is not None for delta in chunk.choices)
