"""One reply of one try on its way out: its texts through their sieves, its calls and its end through a verdict.

The streamed and the whole form are the same object: a whole reply is fed in one piece.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bylaw.authority import Message, ToolCall
from bylaw.checks import Bound, Broken, Case, NotRun, Stage, Verdict
from bylaw.checks.confirmation import confirmation_text
from bylaw.checks.effect import EFFECTS, STOPPING, Decided, Effect, effect
from bylaw.checks.fold import STEP
from bylaw.checks.refusals import refusal_words
from bylaw.checks.screen import screen
from bylaw.governor.in_json import InJson, is_json, without_escapes
from bylaw.governor.members import LEGACY_CALL, legacy_call, members, part_fields, with_call
from bylaw.governor.screening import Screening
from bylaw.governor.sieve import WITHHELD, Sieve, redacted
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
    members: tuple[tuple[str, bytes | None], ...] = ()
    """Of the reply's other members those that aren't released as they came: None stays back."""
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
        self._others: list[Sieve] = []
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

    def looks_after(self, more: int) -> bool:
        """Whether so many more characters of one of its texts may be looked at when they come."""
        if self.stopped or not self._screening.windowed:
            return False
        return more >= 2 * STEP or any(sieve.looks_after(more) for sieve in self._sieves.values())

    def finish(self, message: Message, finish_reason: str | None) -> End:
        """Decide on what is only known at the end, and give what is left to release.

        Args:
            message: the reply as the model wrote it.
            finish_reason: as the engine gave it.
        """
        calls = self._of_calls(message) if not self.stopped else ()
        withheld: dict[str, bytes | None] = {}
        texts = []
        late = {channel: restorer.finish() for channel, restorer in self._restorers.items()}
        if self.stopped in ("", "asked the user"):
            self._sieve(CONTENT)  # an empty reply is looked at too
            for channel, sieve in self._sieves.items():
                texts.append((channel, sieve.feed(late.get(channel, "")) + sieve.finish()))
                self._stop(sieve.stopped)
            withheld = self._of_members(message)
        withdrawn = False
        if not self.stopped:
            self._of_whole(message, finish_reason)
            withdrawn = bool(self.stopped)
        if self.stopped == "asked the user":
            question = confirmation_text(calls, self._asked_about())
            withheld[LEGACY_CALL] = None
            return End(tuple(texts), members=tuple(withheld.items()), question=question, finish_reason="stop")
        if not self.stopped:
            if len(calls) > len(message.tool_calls):
                *listed, legacy = calls
                calls = tuple(listed)
                if legacy != legacy_call(message):
                    withheld[LEGACY_CALL] = with_call(dict(message.fields)[LEGACY_CALL], legacy)
            return End(tuple(texts), calls, tuple(withheld.items()), finish_reason=finish_reason)
        return End(tuple(texts), refusal=self.refusal, finish_reason="content_filter", withdrawn=withdrawn)

    @property
    def said(self) -> bool:
        """Whether anything was released."""
        return any(sieve.said for sieve in self._sieves.values())

    @property
    def decided(self) -> tuple[Decided, ...]:
        """What every check said of it so far."""
        of_texts: dict[tuple[str, str], Decided] = {}
        for sieve in (*self._sieves.values(), *self._others):
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
        could_tell = stopping is None or not isinstance(stopping.verdict, NotRun)
        return refusal_words(check, request=self._case.request, could_tell=could_tell)

    def _sieve(self, channel: str) -> Sieve:
        if channel not in self._sieves:
            self._sieves[channel] = self._new_sieve(channel, json=channel == CONTENT and self._screening.json)
        return self._sieves[channel]

    def _new_sieve(self, where: str, *, json: bool = False, cuts: bool = True) -> Sieve:
        return Sieve(
            self._case,
            self._screening.windowed,
            where=where,
            may_ask_again=self._may_ask_again,
            observes=self._screening.observes,
            watch=self._screening.watch,
            json=json,
            cuts=cuts,
        )

    def _of_members(self, message: Message) -> dict[str, bytes | None]:
        """Check what else the reply says; what holds anything that may not go out stays back whole."""
        withheld: dict[str, bytes | None] = {}
        if not self._screening.windowed:
            return withheld
        fields = tuple((name, raw) for name, raw in message.fields if name not in TEXT_FIELDS)
        for name, text in (*members(fields), *members(part_fields(message))):
            if self._changes(self._new_sieve(name), text):
                withheld[name] = None
        return withheld

    def _changes(self, sieve: Sieve, text: str) -> bool:
        """Look at a text that is there as a whole, and say whether it may not go out as it is."""
        self._others.append(sieve)
        out = sieve.feed(text) + sieve.finish()
        self._stop(sieve.stopped)
        return out != text and not self._screening.observes

    def _may_ask_again(self) -> bool:
        return not self._last and (self._held or not self.said)

    def _of_calls(self, message: Message) -> tuple[ToolCall, ...]:
        """Check the calls, and give them as they may go out."""
        legacy = legacy_call(message)
        written = (*message.tool_calls, *(() if legacy is None else (legacy,)))
        calls = tuple(_restored(call, self._screening.table) for call in written)
        self._of_names(calls)
        if not calls or not self._screening.calls:
            return calls
        # an escaped letter is that letter to whoever takes the call
        plain = tuple(replace(call, arguments=without_escapes(call.arguments)) for call in calls)
        case = replace(self._case, stage="tool_call", tool_calls=plain, reply=self._sieve(CONTENT).text)
        edits: list[Finding] = []
        for screened in screen(case, self._screening.calls, watch=self._screening.watch):
            verdict = screened.verdict
            done = effect(screened.bound, "tool_call", verdict, may_ask_again=self._may_ask_again())
            if done == "redacted" and isinstance(verdict, Broken):
                if _with_edits(plain, verdict.findings) is None:
                    done = "refused"
                else:
                    edits += verdict.findings
            self._decide(screened.bound, "tool_call", verdict, done)
        if not edits or self._screening.observes or self.stopped == "refused":
            return calls
        changed = _with_edits(plain, edits)
        assert changed is not None  # what can be cut out one by one can be so together
        return tuple(new if new != old else call for call, old, new in zip(calls, plain, changed, strict=True))

    def _of_names(self, calls: Sequence[ToolCall]) -> None:
        """Check the names of tools that the request doesn't name itself: nothing can be cut out of a name."""
        offered = b"".join(raw for name, raw in self._case.fields if name in ("tools", "functions"))
        for at, call in enumerate(calls if self._screening.windowed else ()):
            if json.dumps(call.name).encode() not in offered:
                self._changes(self._new_sieve(f"tool_calls[{at}].name", cuts=False), call.name)

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


def _with_edits(calls: Sequence[ToolCall], edits: Sequence[Finding]) -> tuple[ToolCall, ...] | None:
    """Cut findings out of the arguments, which stay JSON where they are; None where one can't be cut out."""
    own: dict[str, list[Finding]] = {f"tool_calls[{at}].arguments": [] for at in range(len(calls))}
    for each in edits:
        if each.where not in own:
            return None
        own[each.where].append(each)
    out = []
    for call, found in zip(calls, own.values(), strict=True):
        text, fitted = call.arguments, tuple(found)
        if found and call.kind == "function" and is_json(text):
            in_json = InJson(WITHHELD).fit(text, found, start=0, end=len(text), ended=True)
            if in_json is None:
                return None
            fitted = in_json
        out.append(replace(call, arguments=redacted(text, list(fitted), start=0, to=len(text))[0]))
    return tuple(out)


def _worse(one: Decided, other: Decided) -> Decided:
    """Of what a check said of two texts of one reply, the stricter; findings of both are kept."""
    first, second = sorted((one, other), key=lambda row: EFFECTS.index(row.effect))
    if isinstance(first.verdict, Broken) and isinstance(second.verdict, Broken):
        findings = (*first.verdict.findings, *second.verdict.findings)
        return replace(first, verdict=replace(first.verdict, findings=findings))
    return first
