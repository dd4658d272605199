"""Break every check in every way once, under the built-in document, and tell what the caller got, whole and streamed.

A check crashes, takes too long, or says it could not tell; a judge is down, slow, or not to be understood.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources

from bylaw.authority import Message, Part, Role, ToolCall
from bylaw.backend import Choice, Prompt
from bylaw.checks import CHECKS, Case, Check, Kept, NotRun, Verdict, bind_checks
from bylaw.engines.gather import gather
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.errors import EngineError
from bylaw.governor import Policy
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.records.store import MemoryStore
from bylaw.spec import parse
from bylaw.spec.canonical import spec_hash
from bylaw.turn import Desk, EngineJudge, JudgeLimits, Watchman, complete, stream

__all__ = ["main"]

_LIMIT_S = 0.2
_NAMES_THE_REST = """

## Keep content moderate {#moderate kind=rule authority=root check="moderation, judge" action=refuse}

Nothing harmful.
"""
_SPEC = parse(resources.files("bylaw.spec").joinpath("builtin.md").read_text(encoding="utf-8") + _NAMES_THE_REST)
_PREAMBLE = write_preamble(_SPEC, budget=400, count=estimate_tokens)
_TOOLS = b'[{"type": "function", "function": {"name": "send_mail", "parameters": {"type": "object"}}}]'
_SAID = "The library on Mill Street opens at nine. Bring a card, and you may borrow six books at a time."
_CALL = ToolCall("call_1", "send_mail", '{"to": "a@b.example"}')


def main() -> int:
    """Print a row for each check and fault; 1 where a fault passed for a kept clause."""
    print(f"spec `builtin` and a clause for the checks it doesn't name, {spec_hash(_SPEC)[:16]}")
    print(f"{len(CHECKS)} checks; limit of a stage {_LIMIT_S:g} s\n")
    print("| check | clause | when not run | fault | stage | whole | streamed |\n|---|---|---|---|---|---|---|")
    passed = 0
    for check in CHECKS:
        faults = _judge_faults() if check.run is None else _faults()
        for fault, breaks in faults.items():
            for stage in check.stages:
                row = asyncio.run(_row(check, fault, stage, breaks))
                passed += row.count("PASSED")
                print(row, flush=True)
    print(f"\nfaults that passed for a kept clause: {passed}")
    return 1 if passed else 0


def _faults() -> dict[str, Callable[[Case], Verdict]]:
    def crash(case: Case) -> Verdict:
        raise RuntimeError("broken on purpose")

    def hang(case: Case) -> Verdict:
        time.sleep(2 * _LIMIT_S)
        return Kept()

    def cannot_tell(case: Case) -> Verdict:
        return NotRun("it could not tell, on purpose")

    return {"crash": crash, "timeout": hang, "not run": cannot_tell}


def _judge_faults() -> dict[str, Reply]:
    down = EngineError("it is down, on purpose", mend="")
    return {"crash": Reply(fail_after=0, error=down), "timeout": Reply("S1: kept", delay_s=5), "not run": Reply("Hm.")}


async def _row(check: Check, fault: str, stage: str, breaks: Callable[[Case], Verdict] | Reply) -> str:
    got = [await _got(check, stage, breaks, streamed=streamed) for streamed in (False, True)]
    clause = next(clause for clause in _SPEC.clauses if check.id in clause.checks)
    (bound,) = (each for each in _bounds((check,)).bound if each.clause.id == clause.id)
    return f"| {check.id} | {clause.id} | {bound.on_not_run} | {fault} | {stage} | {got[0]} | {got[1]} |"


def _bounds(checks: tuple[Check, ...]):  # type: ignore[no-untyped-def]
    return bind_checks(_SPEC, checks, tiers=("fast", "judge"), today=datetime.now(UTC).date())


async def _got(check: Check, stage: str, breaks: Callable[[Case], Verdict] | Reply, *, streamed: bool) -> str:
    """Say what a caller got and what stands in the record."""
    judge = None
    broken = check
    if isinstance(breaks, Reply):
        judge = EngineJudge(ScriptedEngine([breaks] * 4), limits=JudgeLimits(timeout_s=_LIMIT_S))
    else:
        broken = replace(check, run=_at(stage, breaks), relevant=lambda case: True, doubt=None)
    bounds = _bounds((broken,))
    policy = Policy(_SPEC, "", _PREAMBLE, bounds=bounds, judge=judge is not None)
    reply = Reply(_SAID, tool_calls=(_CALL,) if stage == "tool_call" else ())
    store, watchman = MemoryStore(), Watchman(_LIMIT_S)
    desk = Desk(policy, ScriptedEngine([reply] * 8), store, judge=judge, watch=watchman)
    prompt = Prompt((Message.of(Role.USER, "When does the library open?"),), fields=(("tools", _TOOLS),))
    if streamed:
        completion = await gather((await stream(prompt, desk=desk)).chunks)
    else:
        completion = (await complete(prompt, desk=desk)).completion
    watchman.close()
    decision = store.records[0].decision
    rows = [] if decision is None else [row for row in decision.verdicts if row.check == check.id]
    told = "not recorded: PASSED" if not any(row.verdict == "not_run" for row in rows) else "recorded as not run"
    return f"{_shape(completion.choices[0])}; {told}"


def _at(stage: str, breaks: Callable[[Case], Verdict]) -> Callable[[Case], Verdict]:
    return lambda case: breaks(case) if case.stage == stage else Kept()


def _shape(choice: Choice) -> str:
    refusal = dict(choice.message.fields).get("refusal", b"null") != b"null"
    said = "".join(part.text or "" for part in choice.message.parts if isinstance(part, Part))
    what = "a refusal" if refusal else "the reply" if said == _SAID else "a part of the reply"
    if choice.message.tool_calls:
        what += " and its call"
    return f"{what} (`{choice.finish_reason}`)"


if __name__ == "__main__":
    sys.exit(main())
