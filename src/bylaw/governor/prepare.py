"""Decide what is sent to the model. No I/O, no clock, no randomness: the same input gives the same Brief.

The caller's messages are read by the chain of command; what doesn't hold is left out or annotated, what has no
authority is marked, what holds for the reply is said once more where the model heeds it, and compiled into the decoder
where it takes that. In `observe` mode the messages go out as they came, and the reading alone is kept.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bylaw.authority import Authority, Conversation, Message, Part, Role
from bylaw.authority.constraints import JUDGED, Constraint
from bylaw.authority.reading import Reading, read
from bylaw.authority.settings import NEVER_TOLD
from bylaw.authority.spans import Span
from bylaw.backend import Backend, Held, Prompt
from bylaw.checks import Case, Watch
from bylaw.checks.effect import Decided
from bylaw.checks.question import Answer, Question
from bylaw.checks.screen import directly
from bylaw.governor.in_tokens import in_tokens
from bylaw.governor.policy import OverBudget, Policy
from bylaw.governor.pseudonyms import with_pseudonyms
from bylaw.governor.screen_input import (
    NOT_SCREENED,
    InputScreened,
    input_notes,
    screen_input,
    with_input_answers,
    without_findings,
)
from bylaw.governor.screening import NO_SCREENING, Screening, screening
from bylaw.prompt.budget import budget_line
from bylaw.prompt.held import Holding, hold, hold_length
from bylaw.prompt.misaligned import Outcome, leave_out
from bylaw.prompt.notes import request_notes
from bylaw.prompt.placement import restate
from bylaw.prompt.spotlight import Method, Spotlighted, spotlight

__all__ = ["Brief", "prepare", "with_answers"]

_MARKED = frozenset({"tool_output", "attachment"})
_MARKED_FORMS = frozenset({"untrusted_text", "fence", "block_quote", "xml", "json", "yaml"})
_LEAST_MARKED = 24
"""Characters: an inline quote is an argument, and marking it would only bury the sentence around it."""
_NOT_PROSE = frozenset(
    {"detectable_format:json_format", "detectable_format:code_only", "detectable_format:table"}
    | {"detectable_format:options", "detectable_format:constrained_response"}
)
_NOTHING_HELD = Holding(Held())
_OFF = (b"null", b"false")
_TEXT = re.compile(rb'null|\{\s*"type"\s*:\s*"text"\s*\}')
_MOST_NOTES = 8
_SHORT = range(8, 65)
"""Tokens: a reply so short may hold no whole sentence to end at, and costs little to draw whole and once more. Who
allows fewer wants a word."""
_LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True)
class Brief:
    """What is sent to the model for one conversation, and what its reply is reviewed by."""

    prompt: Prompt
    """The request as the engine is asked it, with the messages as they are sent."""
    reading: Reading
    verify: tuple[Constraint, ...] = ()
    """What each reply is verified against: all that holds and that a program can decide; empty in `observe` mode."""
    holding: Holding = _NOTHING_HELD
    samples: int = 1
    request: str = ""
    """The user's words that the reply answers."""
    left_out: tuple[int, ...] = ()
    """Instructions that the model isn't shown."""
    spotlighted: int = 0
    limit: int | None = None
    """Tokens of the reply at most, where the governor keeps it."""
    over_budget: OverBudget = "cut"
    prose: bool = True
    """Whether the reply may end at any whole sentence."""
    shorter: Prompt | None = None
    """The prompt that asks for a shorter reply; None where that isn't wanted."""
    screened: InputScreened = NOT_SCREENED
    """What the checks say of the request."""
    screening: Screening = NO_SCREENING
    """What its replies are screened with."""
    usage_told: bool = False
    """Whether the caller of a stream wants to be told what it cost."""
    tokens_told: bool = False
    """Whether the caller asked for the tokens of the reply, which would tell of text that is cut out of it."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages as they are sent."""
        return self.prompt.messages

    @property
    def whole(self) -> bool:
        """Whether a reply has to be whole before any of it is released."""
        if self.screening.waits_for_all or (self.tokens_told and self.screening.windowed and not self.observes):
            return True
        return self.samples > 1 and (bool(self.verify) or self.shorter is not None)

    @property
    def observes(self) -> bool:
        """Whether all is recorded and nothing changed."""
        return self.screening.observes

    @property
    def decided(self) -> tuple[Decided, ...]:
        """What every check said of the request."""
        return self.screened.decided

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a judge is to be asked before the model is."""
        return self.screened.questions

    @property
    def refused(self) -> bool:
        """Whether the model isn't asked at all."""
        return self.screened.refused and not self.observes

    @property
    def closes(self) -> bool:
        """Whether a reply that its limit cuts off ends at its last whole sentence."""
        return self.limit is not None and self.over_budget == "close" and self.prose


def prepare(
    prompt: Prompt, *, policy: Policy, backend: Backend, now: datetime, nonce: bytes, watch: Watch = directly
) -> Brief:
    """Say what the model reads.

    Args:
        prompt: the request as it came.
        policy: who governs.
        backend: what the model can read and its decoder be held to.
        now: the request's time.
        nonce: the request's randomness, 16 bytes; only markers depend on it.
        watch: how long the checks may take.

    Raises:
        ConversationError: the request sets or delegates what it may not.
    """
    reading = read(
        Conversation(prompt.messages), asked=prompt.asked, clauses=policy.asks, declared=policy.spec.settings
    )
    conduct, limit = policy.conduct, prompt.sampling.max_tokens
    case = Case(reading, "input", fields=prompt.fields, limit=limit, preamble=policy.opening.text)
    bounds, observes = policy.bounds.bound, policy.mode == "observe"
    screened = screen_input(case, bounds, judge=policy.judge, watch=watch)
    screens = screening(replace(case, stage="reply"), bounds, judge=policy.judge, observes=observes, watch=watch)
    if observes:
        return Brief(in_tokens(prompt, backend=backend, now=now), reading, screened=screened, screening=screens)
    request, as_it_came = _request(prompt.messages), reading
    cleared = without_findings(prompt.messages, screened.decided)
    if conduct.pseudonymise:
        cleared, table = with_pseudonyms(cleared)
        screens = replace(screens, table=table)
    if cleared is not prompt.messages:  # places have moved, so it is read once more
        prompt = replace(prompt, messages=cleared)
        reading = read(Conversation(cleared), asked=prompt.asked, clauses=policy.asks, declared=policy.spec.settings)
    constraints = _verifiable(reading)
    kept = leave_out(
        prompt.messages,
        spans=reading.spans,
        instructions=reading.instructions,
        rulings=reading.rulings,
        on_misaligned=conduct.on_misaligned,
    )
    lit = _spotlighted(kept, conduct.spotlight, nonce)
    notes = request_notes(
        settings=_settings(reading),
        date=now.date(),
        untrusted="" if lit is None else lit.explanation,
        rulings=[*(_note(reading, at) for at in kept.annotated[:_MOST_NOTES]), *input_notes(screened.decided)],
    )
    messages = kept.messages if lit is None else lit.messages
    said = _Said(policy, messages, notes, constraints)
    holding = hold(constraints, backend=backend, max_tokens=limit, request=request) if conduct.hold else _NOTHING_HELD
    prose = _is_prose(prompt, constraints)
    asks_again = limit is not None and prose and conduct.over_budget == "ask again"
    short = limit is not None and prose and conduct.over_budget == "close" and limit in _SHORT

    def to_send(length: int | None, *, brought_home: bool = False) -> Prompt:
        held = holding.held
        if brought_home and length is not None and conduct.hold and held == Held():
            held = hold_length(length, backend=backend)
        sent = replace(prompt, messages=said.with_budget(length), held=held)
        return in_tokens(sent, backend=backend, now=now)

    return Brief(
        to_send(limit),
        as_it_came,
        verify=constraints,
        holding=holding,
        samples=(prompt.asked.samples or conduct.samples)
        if constraints or asks_again or short or screens.asks_again
        else 1,
        request=request,
        left_out=kept.left_out,
        spotlighted=0 if lit is None else len(lit.stretches),
        limit=limit,
        over_budget=conduct.over_budget,
        prose=prose,
        shorter=to_send(max(1, limit // 2), brought_home=True) if limit is not None and (asks_again or short) else None,
        screened=screened,
        screening=screens,
        usage_told=b"true" in dict(prompt.fields).get("stream_options", b""),
        tokens_told=_tells_tokens(prompt),
    )


def with_answers(brief: Brief, answers: Sequence[Answer]) -> Brief:
    """Take in what a judge said of the request."""
    return replace(brief, screened=with_input_answers(brief.screened, answers))


@dataclass(frozen=True, slots=True)
class _Said:
    """What the platform says beside the caller's messages, and where."""

    policy: Policy
    messages: tuple[Message, ...]
    notes: str
    constraints: tuple[Constraint, ...]

    def with_budget(self, limit: int | None) -> tuple[Message, ...]:
        """Give all messages, with a reply of so many tokens allowed."""
        conduct = self.policy.conduct
        line = "" if limit is None or not conduct.budget_line else budget_line(limit)
        rules = restate(self.constraints) if conduct.placement != "none" else ""
        at_end = [rules if conduct.placement in ("end", "both") else "", line]
        at_start = [self.notes, rules if conduct.placement in ("start", "both") else ""]
        last = max((at for at, each in enumerate(self.messages) if each.role is Role.USER), default=None)
        if last is None:  # nobody to answer yet: all of it stands in front
            at_start, at_end = [*at_start, *at_end], []
        opening = _with_text(self.policy.opening, at_start)
        said = tuple(_with_text(each, at_end) if at == last else each for at, each in enumerate(self.messages))
        return (opening, *said)


def _with_text(message: Message, texts: Sequence[str]) -> Message:
    """Add paragraphs to a message, behind what it says."""
    added = "\n\n".join(text for text in texts if text)
    if not added:
        return message
    if message.content == "text" and len(message.parts) == 1 and message.parts[0].text is not None:
        part = message.parts[0]
        return replace(message, parts=(replace(part, text=f"{part.text}\n\n{added}"),))
    return replace(message, parts=(*message.parts, Part("text", added)), content="parts")


def _spotlighted(kept: Outcome, method: Method | Literal["none"], nonce: bytes) -> Spotlighted | None:
    if method == "none":
        return None
    marked = [span for span in kept.spans if span.authority is Authority.NONE and _is_marked(span)]
    return spotlight(kept.messages, marked, method=method, nonce=nonce) if marked else None


def _is_marked(span: Span) -> bool:
    if span.kind in _MARKED:
        return span.end > span.start
    return span.form in _MARKED_FORMS and span.end - span.start >= _LEAST_MARKED


def _verifiable(reading: Reading) -> tuple[Constraint, ...]:
    """Give what the reply can be held to by a program; the rest stands in the words it was said in."""
    return tuple(each for each in reading.constraints if each.family not in JUDGED)


def _settings(reading: Reading) -> dict[str, str]:
    """Give the settings that somebody set; a default changes nothing that the document doesn't say."""
    set_by_somebody = (
        each for each in reading.settings.in_force if each.set_by != "default" and each.name not in NEVER_TOLD
    )
    return {each.name: json.dumps(each.value) for each in set_by_somebody}


def _note(reading: Reading, at: int) -> str:
    """Say of one sentence that is still there why it doesn't hold."""
    words = " ".join(reading.instructions[at].text[:_LONGEST_NOTE].split())
    return f"\u201c{words}\u201d does not hold: {reading.rulings.instructions[at].rule}."


def _request(messages: Sequence[Message]) -> str:
    return next((each.text for each in reversed(messages) if each.role is Role.USER), "")


def _tells_tokens(prompt: Prompt) -> bool:
    fields = dict(prompt.fields)
    return fields.get("logprobs", b"false") not in _OFF or fields.get("top_logprobs", b"null") not in (*_OFF, b"0")


def _is_prose(prompt: Prompt, constraints: Sequence[Constraint]) -> bool:
    if any(each.family in _NOT_PROSE for each in constraints):
        return False
    fields = dict(prompt.fields)
    if _tells_tokens(prompt):
        return False  # their tokens are those of the whole reply
    return _TEXT.fullmatch(fields.get("response_format", b"null")) is not None
