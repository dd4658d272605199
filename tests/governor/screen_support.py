"""A small document, and checks that find what is planted, for tests of screening."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import NamedTuple

from bylaw.authority import Fields, Message, Role, ToolCall
from bylaw.backend import Choice, Prompt, Sampling
from bylaw.checks import Broken, Case, Check, Kept, NotRun, Stage, Tier, Verdict, bind_checks
from bylaw.engines.gather import Gathering
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.governor import Conduct, Mode, Policy
from bylaw.measures import Finding
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.records.store import MemoryStore
from bylaw.spec import parse
from bylaw.turn import Desk, Judge, complete, stream

TODAY = date(2026, 1, 1)


def finds(
    check_id: str,
    pattern: str,
    *,
    stages: tuple[Stage, ...] = ("reply",),
    windowed: bool = True,
    asks_user: bool = False,
) -> Check:
    """A check that is broken where a pattern stands."""

    def run(case: Case) -> Verdict:
        texts = {
            "input": [(each.where, each.text) for each in case.passages()],
            "reply": [("reply", case.reply)],
            "tool_call": [(f"tool_calls[{at}].arguments", each.arguments) for at, each in enumerate(case.tool_calls)],
        }[case.stage]
        found = [
            Finding(check_id, match.start(), match.end(), where=where)
            for where, text in texts
            for match in re.finditer(pattern, text)
        ]
        return Broken(tuple(found)) if found else Kept()

    return Check(check_id, f"Nothing holds {check_id}.", stages, run, windowed=windowed, asks_user=asks_user)


def crashes(check_id: str, when: str, *, windowed: bool = True, stages: tuple[Stage, ...] = ("reply",)) -> Check:
    """A check that falls over where a word stands."""

    def run(case: Case) -> Verdict:
        if when in case.reply or (case.stage == "input" and when in case.request):
            raise RuntimeError(f"fell over: {case.reply}")
        return Kept()

    return Check(check_id, f"Nothing falls over at {when}.", stages, run, windowed=windowed)


def gives(check_id: str, verdict: Callable[[Case], Verdict], *, stages: tuple[Stage, ...] = ("reply",)) -> Check:
    """A check on whole replies that says what it is told to."""
    return Check(check_id, f"{check_id} is kept.", stages, verdict)


def policy_of(clauses: str, checks: Sequence[Check], *, mode: Mode = "enforce", samples: int = 4) -> Policy:
    """A policy whose document binds these checks."""
    spec = parse(clauses)
    preamble = write_preamble(spec, budget=400, count=estimate_tokens)
    tiers: tuple[Tier, ...] = ("fast", "judge") if any(each.tier == "judge" for each in checks) else ("fast",)
    bounds = bind_checks(spec, checks, tiers=tiers, today=TODAY)
    return Policy(spec, "abc", preamble, mode, Conduct(samples=samples), bounds=bounds, judge="judge" in tiers)


def desk_of(
    policy: Policy, replies: Sequence[Reply | str], *, judge: Judge | None = None
) -> tuple[Desk, ScriptedEngine, MemoryStore]:
    engine, store = ScriptedEngine(replies), MemoryStore()
    return Desk(policy, engine, store, judge=judge), engine, store


def asked(text: str = "Tell me.", *, n: int = 1, max_tokens: int | None = None, fields: Fields = ()) -> Prompt:
    return Prompt((Message.of(Role.USER, text),), Sampling(n=n, max_tokens=max_tokens), fields=fields)


class Seen(NamedTuple):
    """A reply as its caller has it."""

    text: str
    refusal: bytes
    """JSON."""
    calls: tuple[tuple[str, str], ...]
    finish_reason: str | None


Run = Callable[[Prompt, Desk], Awaitable[tuple[Seen, ...]]]


async def whole(prompt: Prompt, desk: Desk) -> tuple[Seen, ...]:
    """What a caller of a whole answer gets, choice by choice."""
    answered = await complete(prompt, desk=desk)
    return tuple(_seen(choice) for choice in answered.completion.choices)


async def streamed(prompt: Prompt, desk: Desk) -> tuple[Seen, ...]:
    """What a caller of a stream puts together."""
    gathering = Gathering()
    answer = await stream(prompt, desk=desk)
    async for chunk in answer.chunks:
        gathering.add(chunk)
    return tuple(_seen(choice) for choice in gathering.choices())


def _seen(choice: Choice) -> Seen:
    message = choice.message
    calls = tuple((call.name, call.arguments) for call in message.tool_calls)
    refusal = dict(message.fields).get("refusal", b"null")
    return Seen(message.text, refusal, calls, choice.finish_reason)


def verdicts(store: MemoryStore, *, at: int = -1) -> list[tuple[str, str, str]]:
    """Of a record: check, verdict and what followed."""
    decision = store.records[at].decision
    assert decision is not None
    return [(row.check, row.verdict, row.effect) for row in decision.verdicts]


CALL = ToolCall("call_1", "send_mail", '{"to": "BAD", "text": "hi"}')
NOT_TOLD = NotRun("it could not tell")
