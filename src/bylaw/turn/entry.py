"""A decision record in the making: what is known of one turn, from the request to the reply's end."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from bylaw.authority import message_json, write_chat
from bylaw.authority.asked import Asked, write_asked
from bylaw.authority.reading import Reading
from bylaw.authority.settings import NEVER_TOLD
from bylaw.backend import Choice, Chunk, Completion, Prompt, RoleFidelity, Usage
from bylaw.checks import Kept, Watch
from bylaw.checks.effect import Decided
from bylaw.checks.screen import directly
from bylaw.engines.engine import Engine
from bylaw.errors import BylawError
from bylaw.governor import Policy, Release, prepare
from bylaw.records.decision import Decision, RuledRow, Sampled
from bylaw.records.record import Failure, Record, Timings, hash_json, new_record_id
from bylaw.records.store import RecordStore
from bylaw.turn.judge import Judge
from bylaw.turn.verdicts import bylaw_member, verdict_rows
from bylaw.turn.watchman import Watchman

__all__ = ["Desk", "Entry"]

T = TypeVar("T")

_NONCE_BYTES = 16
_MESSAGE = re.compile(r"messages\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a turn needs: who decides, who answers, who remembers."""

    policy: Policy
    engine: Engine
    records: RecordStore | None = None
    """None keeps no records, as chosen at start."""
    judge: Judge | None = None
    """Who decides what no program can; None leaves the clauses that need one unenforced."""
    watch: Watch = directly
    """How long checks may take."""

    async def aside(self, work: Callable[[], T], *, long: bool = False) -> T:
        """Do work that calls for checks; off the event loop where it may take long, or a check may be late.

        Args:
            work: what is done.
            long: whether it may take long by itself.
        """
        if isinstance(self.watch, Watchman):
            return await self.watch.aside(work)
        return await asyncio.to_thread(work) if long else work()


class Entry:
    """A decision record in the making."""

    def __init__(self, prompt: Prompt, desk: Desk, *, streamed: bool) -> None:
        self.started = time.perf_counter()
        self.at = datetime.now(UTC)
        self.nonce = secrets.token_bytes(_NONCE_BYTES)
        self.brief = prepare(
            prompt, policy=desk.policy, backend=desk.engine.backend, now=self.at, nonce=self.nonce, watch=desk.watch
        )
        self.prepared = time.perf_counter()
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
        self.release: Release | None = None
        self.tried = 0
        self.decided: tuple[Decided, ...] = ()
        """What every check said of the reply."""
        self.closed = False
        """Whether a streamed reply was ended at its last whole sentence."""

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
            conversation=None if said == sent else msgspec.Raw(said),
            asked=msgspec.Raw(write_asked(prompt.asked)) if prompt.asked != Asked() else None,
            decision=self.decision,
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

    @property
    def member(self) -> bytes:
        """The response's `bylaw` member, JSON; empty where there is nothing to say."""
        recorded = self.id if self.desk.records is not None else ""
        return bylaw_member((*self.brief.decided, *self.decided), record_id=recorded, mode=self.desk.policy.mode)

    @property
    def decision(self) -> Decision:
        """What was decided, as the record has it."""
        brief, release = self.brief, self.release
        verified = () if release is None else tuple(each.family for each in brief.verify)
        budget = release.budget if release is not None else ""
        if self.streamed and not brief.whole and brief.limit is not None and self.choices:
            cut_off = any(choice.finish_reason == "length" for choice in self.choices)
            budget = "closed" if self.closed else "cut" if cut_off else "kept"
        return Decision(
            conduct=self.desk.policy.conduct.shown(),
            nonce=self.nonce.hex(),
            settings={
                name: "[secure]" if value and name in NEVER_TOLD else value
                for name, value in brief.reading.settings.values.items()
            },
            instructions=len(brief.reading.instructions),
            rulings=tuple(_rows(brief.reading)),
            inaction=brief.reading.rulings.inaction,
            verified=verified,
            held=tuple(each.family for each in brief.holding.kept_by_decoder),
            spotlighted=brief.spotlighted,
            left_out=len(brief.left_out),
            token_ids=brief.prompt.rendered is not None,
            samples=None
            if release is None
            else Sampled(
                limit=brief.samples,
                tried=self.tried,
                released=release.tries,
                broken=tuple(tuple(each.family for each in broken) for broken in release.broken),
            ),
            budget=budget,
            verdicts=tuple(verdict_rows((*brief.decided, *self.decided))),
            kept=tuple(sorted({f"{row.stage}:{row.bound.check.id}" for row in _kept(brief.decided, self.decided)})),
            unbound=tuple(f"{each.clause}:{each.check}" for each in self.desk.policy.bounds.unbound),
            unseen=tuple(_unseen(brief.reading)),
        )


def _kept(*decided: Sequence[Decided]) -> Iterator[Decided]:
    return (row for rows in decided for row in rows if isinstance(row.verdict, Kept))


def _unseen(reading: Reading) -> Iterator[str]:
    """Name the parts that no check can read."""
    for at, message in enumerate(reading.conversation.messages):
        for number, part in enumerate(message.parts):
            if part.text is None:
                yield f"messages[{at}].content[{number}]: {part.kind}"


def _rows(reading: Reading) -> Iterator[RuledRow]:
    """Give the instructions that hold a constraint or don't simply apply."""
    for at, (own, ruling) in enumerate(zip(reading.instructions, reading.rulings.instructions, strict=True)):
        if own.constraints or ruling.outcome != "applies":
            yield RuledRow(
                at=at,
                message=own.message,
                part=own.part,
                start=own.start,
                end=own.end,
                authority=own.authority.word,
                ruling=ruling.outcome,
                rule=ruling.rule,
                beaten_by=ruling.beaten_by,
                families=tuple(each.family for each in own.constraints),
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
        prompt.sampling.limit_field if name == "max_tokens" else name: value
        for name, value in asdict(prompt.sampling).items()
        if value not in (None, ()) and name != "limit_field"
    }
    return msgspec.json.encode({**sampling, **{name: msgspec.Raw(raw) for name, raw in prompt.fields}})


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 3)
