"""One reply of one try on its way out: its texts through their sieves, its calls and its end through a verdict.

The streamed and the whole form are the same object: a whole reply is fed in one piece.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bylaw.authority import Message, ToolCall
from bylaw.checks import Bound, Broken, Case, Stage, Verdict
from bylaw.checks.confirmation import confirmation_text
from bylaw.checks.effect import EFFECTS, STOPPING, Decided, Effect, effect
from bylaw.checks.refusals import refusal_words
from bylaw.checks.screen import screen
from bylaw.governor.screening import Screening
from bylaw.governor.sieve import Sieve, redacted
from bylaw.measures import Finding
from bylaw.measures.placeholders import Restorer, Table, restore

__all__ = ["CONTENT", "TEXT_FIELDS", "ChoiceScreen", "End"]

CONTENT = "reply"
"""What findings in a reply's text are said to stand in."""
TEXT_FIELDS = ("reasoning_content", "reasoning", "refusal")
"""Members of a reply beside its content that hold words of the model, and that callers show."""


@dataclass(frozen=True, slots=True)
class End:
    """How a reply ends."""

    texts: tuple[tuple[str, str], ...] = ()
    """By channel, what is left to release: of the reply's text, or of a member of `TEXT_FIELDS`."""
    tool_calls: tuple[ToolCall, ...] = ()
    """As they are released."""
    refusal: str = ""
    """What stands in place of all that was not released."""
    question: str = ""
    """What the user is asked in place of the calls."""
    finish_reason: str | None = None
    withdrawn: bool = False
    """Whether all of a reply that was kept back until its end stays back."""


class ChoiceScreen:
    """One reply under way.

    Args:
        screening: what it is screened with.
        index: of the reply.
        last: whether no other try is left.
        held: whether nothing goes out before the reply is whole.
    """

    def __init__(self, screening: Screening, *, index: int, last: bool, held: bool = False) -> None:
        assert screening.case is not None
        self._screening = screening
        self._case: Case = screening.case
        self._index = index
        self._last = last
        self._held = held
        self._sieves: dict[str, Sieve] = {}
        self._restorers: dict[str, Restorer] = {}
        self._decided: list[Decided] = []
        self.stopped: Effect = ""
        """What ended the reply; empty while nothing did."""

    def feed(self, channel: str, piece: str) -> str:
        """Take a piece of one of the reply's texts, and give what may be released of it."""
        if self.stopped:
            return ""
        sieve = self._sieve(channel)
        if self._screening.table.entries:
            restorer = self._restorers.setdefault(channel, Restorer(self._screening.table))
            piece = restorer.feed(piece)
        out = sieve.feed(piece)
        self._stop(sieve.stopped)
        return out

    def finish(self, message: Message, finish_reason: str | None) -> End:
        """Decide on what is only known at the end, and give what is left to release.

        Args:
            message: the reply as the model wrote it.
            finish_reason: as the engine gave it.
        """
        calls = self._of_calls(message) if not self.stopped else ()
        texts = []
        late = {channel: restorer.finish() for channel, restorer in self._restorers.items()}
        if self.stopped in ("", "asked the user"):
            self._sieve(CONTENT)  # an empty reply is looked at too
            for channel, sieve in self._sieves.items():
                texts.append((channel, sieve.feed(late.get(channel, "")) + sieve.finish()))
                self._stop(sieve.stopped)
        withdrawn = False
        if not self.stopped:
            self._of_whole(message, finish_reason)
            withdrawn = bool(self.stopped)
        if not self.stopped:
            return End(tuple(texts), calls, finish_reason=finish_reason)
        if self.stopped == "asked the user":
            question = confirmation_text(calls, self._asked_about())
            return End(tuple(texts), question=question, finish_reason="stop")
        return End(tuple(texts), refusal=self.refusal, finish_reason="content_filter", withdrawn=withdrawn)

    @property
    def said(self) -> bool:
        """Whether anything was released."""
        return any(sieve.said for sieve in self._sieves.values())

    @property
    def decided(self) -> tuple[Decided, ...]:
        """What every check said of it so far."""
        of_texts: dict[tuple[str, str], Decided] = {}
        for sieve in self._sieves.values():
            for bound, verdict, done in sieve.verdicts():
                key = (bound.clause.id, bound.check.id)
                row = Decided(bound, "reply", verdict, done, self._index)
                of_texts[key] = _worse(of_texts[key], row) if key in of_texts else row
        return (*of_texts.values(), *self._decided)

    @property
    def refusal(self) -> str:
        """The words that stand in place of what is not released."""
        stopping = next((row for row in self.decided if row.effect == "refused"), None)
        check = "" if stopping is None else stopping.bound.check.id
        return refusal_words(check, request=self._case.request)

    def judged(self, verdicts: tuple[tuple[Bound, Verdict], ...]) -> None:
        """Take in what a judge said."""
        for bound, verdict in verdicts:
            done = effect(bound, "reply", verdict, may_ask_again=self._may_ask_again())
            self._decided = [row for row in self._decided if row.bound is not bound]
            self._decide(bound, "reply", verdict, done)

    def _sieve(self, channel: str) -> Sieve:
        if channel not in self._sieves:
            self._sieves[channel] = Sieve(
                self._case,
                self._screening.windowed,
                where=channel,
                may_ask_again=self._may_ask_again,
                observes=self._screening.observes,
                watch=self._screening.watch,
            )
        return self._sieves[channel]

    def _may_ask_again(self) -> bool:
        return not self._last and (self._held or not self.said)

    def _of_calls(self, message: Message) -> tuple[ToolCall, ...]:
        """Check the calls, and give them as they may go out."""
        calls = tuple(_restored(call, self._screening.table) for call in message.tool_calls)
        if not calls or not self._screening.calls:
            return calls
        case = replace(self._case, stage="tool_call", tool_calls=calls, reply=self._sieve(CONTENT).text)
        edits: list[Finding] = []
        for screened in screen(case, self._screening.calls, watch=self._screening.watch):
            done = effect(screened.bound, "tool_call", screened.verdict, may_ask_again=self._may_ask_again())
            self._decide(screened.bound, "tool_call", screened.verdict, done)
            if done == "redacted" and isinstance(screened.verdict, Broken):
                edits += screened.verdict.findings
        if not edits or self._screening.observes:
            return calls
        return tuple(_with_arguments(call, at, edits) for at, call in enumerate(calls))

    def _of_whole(self, message: Message, finish_reason: str | None) -> None:
        text = self._sieve(CONTENT).text
        if message.tool_calls and not text:
            return  # what is asked of a reply is not asked of a call on the way to it
        case = replace(self._case, stage="reply", reply=text, finish_reason=finish_reason or "stop")
        for screened in screen(case, self._screening.whole, watch=self._screening.watch):
            done = effect(screened.bound, "reply", screened.verdict, may_ask_again=self._may_ask_again())
            self._decide(screened.bound, "reply", screened.verdict, done)

    def _decide(self, bound: Bound, stage: Stage, verdict: Verdict, done: Effect) -> None:
        self._decided.append(Decided(bound, stage, verdict, done, self._index))
        self._stop(done)

    def _stop(self, done: Effect) -> None:
        if self._screening.observes:
            return
        if done in STOPPING and (not self.stopped or EFFECTS.index(done) < EFFECTS.index(self.stopped)):
            self.stopped = done

    def _asked_about(self) -> tuple[Finding, ...]:
        return tuple(
            each
            for row in self.decided
            if row.effect == "asked the user" and isinstance(row.verdict, Broken)
            for each in row.verdict.findings
        )


def _restored(call: ToolCall, table: Table) -> ToolCall:
    """Put the data back into a call's arguments, as a JSON text holds them."""
    if not table.entries:
        return call
    told = Table(tuple((holder, json.dumps(datum, ensure_ascii=False)[1:-1]) for holder, datum in table.entries))
    return replace(call, arguments=restore(call.arguments, told))


def _with_arguments(call: ToolCall, at: int, edits: Sequence[Finding]) -> ToolCall:
    own = [each for each in edits if each.where == f"tool_calls[{at}].arguments"]
    if not own:
        return call
    arguments, _ = redacted(call.arguments, own, start=0, to=len(call.arguments))
    return replace(call, arguments=arguments)


def _worse(one: Decided, other: Decided) -> Decided:
    """Of what a check said of two texts of one reply, the stricter; findings of both are kept."""
    first, second = sorted((one, other), key=lambda row: EFFECTS.index(row.effect))
    if isinstance(first.verdict, Broken) and isinstance(second.verdict, Broken):
        findings = (*first.verdict.findings, *second.verdict.findings)
        return replace(first, verdict=replace(first.verdict, findings=findings))
    return first
