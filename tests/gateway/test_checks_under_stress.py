"""Faults around checks, over real HTTP: nobody waits for another's check; every end is well formed and on record."""

import asyncio
import json
import random
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bylaw.checks import Broken, Case, Check, Kept, Verdict
from bylaw.checks.question import Answer, Question
from bylaw.engines import OpenAIEngine
from bylaw.engines.engine import Engine
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.gateway import Gateway, bind, opened
from bylaw.governor import Policy
from bylaw.measures import Finding
from bylaw.records.store import MemoryStore
from bylaw.turn import Desk, Judge, Watchman
from tests.gateway.gateway_support import Run
from tests.gateway.planned_upstream import Planned, chunk, completion, planned_upstream
from tests.gateway.test_checks_over_http import ASKED, OBSERVED, OIL, PHONE, SECRET, THREAT, call, pieces
from tests.governor.screen_support import finds, policy_of
from tests.governor.test_screens import LONG, clause

HI = {"model": "default", "messages": [{"role": "user", "content": "Hi"}]}
LIMIT_S = 0.5
BAD = policy_of(clause("bad", "refuse"), (finds("bad", "BAD"),))


@asynccontextmanager
async def watched(
    engine: Engine, policy: Policy, judge: Judge | None = None
) -> AsyncGenerator[tuple[str, MemoryStore], None]:
    """A gateway that keeps the time of its checks."""
    store, watchman = MemoryStore(), Watchman(LIMIT_S)
    desk = Desk(policy, engine, store, judge=judge, watch=watchman)
    try:
        async with opened(Gateway(desk, (), True), bind("127.0.0.1", 0), grace_s=0.2) as url:
            yield url, store
    finally:
        watchman.close()


async def ask(url: str, **more: Any) -> bytes:
    async with aiohttp.ClientSession() as client, client.post(f"{url}/v1/chat/completions", json=HI | more) as answer:
        return await answer.read()


def hanging(gate: threading.Event, begun: threading.Event, stage: str) -> Check:
    """A check that waits where it sees HANG."""

    def run(case: Case) -> Verdict:
        if "HANG" in (case.request if case.stage == "input" else case.reply):
            begun.set()
            gate.wait(20)
        return Kept()

    return Check("hangs", "Nothing hangs.", (stage,), run, windowed=stage == "reply")  # type: ignore[arg-type]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is waited for has no event to set
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("stage", ["input", "reply"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
async def test_nobody_waits_for_another_requests_check(stage: str, stream: bool) -> None:
    gate, begun = threading.Event(), threading.Event()
    policy = policy_of(clause("hangs", "refuse"), (hanging(gate, begun, stage),))
    said = f"{LONG}HANG {LONG}" if stage == "reply" else "Fine."
    engine = ScriptedEngine(lambda prompt: Reply(said if "HANG" in prompt.messages[-1].text else "Quick."))
    async with watched(engine, policy) as (url, store):
        slow = asyncio.create_task(ask(url, stream=stream, messages=[{"role": "user", "content": "HANG"}]))
        try:
            await until(begun.is_set)
            quick = await ask(url)
            assert not slow.done()  # the quick one was served while the slow one's check still hung
            data = (await slow).decode()
        finally:
            gate.set()
    assert json.loads(quick)["choices"][0]["message"]["content"] == "Quick."
    assert "content_filter" in data
    assert data.endswith("data: [DONE]\n\n") == stream
    (row,) = next(record.decision for record in store.records if record.decision and record.decision.verdicts).verdicts
    assert (row.verdict, row.effect, row.reason) == ("not_run", "refused", "the checks took too long")


async def test_a_caller_that_leaves_while_a_window_is_looked_at_is_on_record() -> None:
    gate, begun = threading.Event(), threading.Event()
    policy = policy_of(clause("hangs", "refuse"), (hanging(gate, begun, "reply"),))
    engine = ScriptedEngine([f"{LONG}HANG {LONG}"])
    async with watched(engine, policy) as (url, store):
        asked = asyncio.create_task(ask(url, stream=True))
        await until(begun.is_set)
        asked.cancel()
        gate.set()
        await until(lambda: store.records)
        await until(lambda: not engine.running)
    assert [record.outcome for record in store.records] == ["cancelled"]


class _SlowJudge:
    """A judge that thinks until it is left."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def ask(self, questions: tuple[Question, ...]) -> tuple[Answer, ...]:
        self.asked.set()
        await asyncio.sleep(30)
        raise AssertionError("nobody left")


@pytest.mark.parametrize("stage", ["input", "reply"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
async def test_a_caller_that_leaves_while_the_judge_thinks_is_on_record(stage: str, stream: bool) -> None:
    check = Check("judged", "All is well.", (stage,), None, tier="judge")  # type: ignore[arg-type]
    judge = _SlowJudge()
    async with watched(ScriptedEngine(), policy_of(clause("judged", "flag"), (check,)), judge) as (url, store):  # type: ignore[arg-type]
        asked = asyncio.create_task(ask(url, stream=stream))
        await asyncio.wait_for(judge.asked.wait(), 5)
        asked.cancel()
        await until(lambda: store.records)
    assert [record.outcome for record in store.records] == ["cancelled"]


async def test_an_upstream_that_dies_after_checks_ended_the_reply_changes_nothing(run: Run) -> None:
    plan = Planned(chunks=[chunk({"content": f"{LONG}BAD {LONG}"}), chunk({"content": "more"})], done=False)
    async with planned_upstream(plan) as upstream:
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=BAD)
        data = await ask(gateway.url, stream=True, stream_options={"include_usage": True})
    assert data.endswith(b"data: [DONE]\n\n")
    assert b"content_filter" in data
    assert b"BAD" not in data
    assert [record.outcome for record in gateway.store.records] == ["completed"]


async def test_what_comes_behind_an_end_is_neither_released_nor_an_empty_chunk(run: Run) -> None:
    plan = Planned(chunks=[chunk({"content": "Fine."}, "stop"), chunk({"content": " BAD"}), chunk({}, "stop")])
    async with planned_upstream(plan) as upstream:
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=BAD)
        data = await ask(gateway.url, stream=True)
    read = [json.loads(line[6:]) for line in data.split(b"\n") if line.startswith(b"data: {")]
    assert "".join(each["choices"][0]["delta"].get("content") or "" for each in read) == "Fine."


async def test_a_stream_without_a_finish_reason_ends_in_an_error_and_releases_nothing_broken(run: Run) -> None:
    plan = Planned(chunks=[chunk({"content": "It is BAD"})])
    async with planned_upstream(plan) as upstream:
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=BAD)
        data = await ask(gateway.url, stream=True)
    assert b"BAD" not in data
    assert b'"error"' in data
    assert [record.outcome for record in gateway.store.records] == ["failed"]


async def test_in_mode_observe_every_byte_goes_out_as_it_came_and_all_is_on_record(run: Run) -> None:
    said = {
        "reasoning_content": f"caf\u00e9 {THREAT}",
        "content": OIL * 20 + PHONE + THREAT + SECRET,
        "annotations": [{"title": SECRET}],
        "tool_calls": [call(SECRET, f'{{"q": "{SECRET}"}}')],
    }
    chunks = list(pieces([said], "tool_calls", random.Random(1), 40))
    plan = Planned(whole=completion(said, finish="tool_calls"), chunks=chunks)
    async with planned_upstream(plan) as upstream:
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=OBSERVED)
        async with aiohttp.ClientSession() as client:
            for stream in (False, True):
                async with client.post(f"{gateway.url}/v1/chat/completions", json=ASKED | {"stream": stream}) as answer:
                    data = await answer.read()
                if stream:
                    assert data == b"".join(b"data: " + each + b"\n\n" for each in [*chunks, b"[DONE]"])
                else:
                    assert data == plan.whole
    for record in gateway.store.records:
        assert record.decision is not None
        assert {"redacted", "refused"} <= {row.effect for row in record.decision.verdicts}


async def test_a_reply_is_not_drawn_again_for_its_calls_once_its_text_is_out(run: Run) -> None:
    check = finds("call", "BAD", stages=("tool_call",), windowed=False)
    plan = Planned(
        whole=completion({"content": LONG, "tool_calls": [call("send", '{"to": "BAD"}')]}, finish="tool_calls"),
        chunks=[
            chunk({"content": LONG}),
            chunk({"tool_calls": [{**call("send", '{"to": "BAD"}'), "index": 0}]}),
            chunk({}, "tool_calls"),
        ],
    )
    async with planned_upstream(plan) as upstream:
        policy = policy_of(clause("call", "regenerate"), (check,))
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=policy)
        data = await ask(gateway.url, stream=True)
    assert data.count(json.dumps(LONG)[1:-1].encode()) == 1
    assert len(plan.asked) == 1


async def test_a_finding_that_cant_be_cut_out_of_a_request_stops_it(run: Run) -> None:
    def finds_elsewhere(case: Case) -> Verdict:
        return Broken((Finding("x", 0, 3, where="messages[0].tool_calls[0].arguments"),))

    check = Check("calls", "No call of before holds it.", ("input",), finds_elsewhere)
    engine = ScriptedEngine()
    gateway = await run(engine, policy=policy_of(clause("calls", "redact"), (check,)))
    answer = json.loads(await ask(gateway.url))
    assert answer["choices"][0]["finish_reason"] == "content_filter"
    assert not engine.prompts
