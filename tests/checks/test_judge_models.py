"""The judge over HTTP and on the embedded model: its form, not its quality."""

import json
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bylaw.checks import Broken, Kept, NotRun
from bylaw.engines import EmbeddedEngine, OpenAIEngine, cache_folder, fetch_weights
from bylaw.turn import EngineJudge, JudgeLimits
from tests.checks.test_judging import questions

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def judging_at(handler: Handler) -> AsyncGenerator[OpenAIEngine, None]:
    """An engine over a server that judges."""
    app = web.Application()
    app.router.add_post("/v1/chat/completions", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    engine = OpenAIEngine(f"http://127.0.0.1:{port}/v1", model="guard")
    try:
        yield engine
    finally:
        await engine.aclose()
        await runner.cleanup()


def says(content: str | None) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        asked = json.loads(await request.read())
        assert [each["role"] for each in asked["messages"]] == ["system", "user"]
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "guard", "choices": [choice]}
        return web.json_response(whole)

    return handler


async def fails(request: web.Request) -> web.StreamResponse:
    return web.json_response({"error": {"message": "out of order"}}, status=500)


async def talks_nonsense(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>")


@pytest.mark.parametrize(
    ("handler", "kinds"),
    [
        pytest.param(says('{"S1": "broken", "S2": "kept"}'), [Broken, Kept], id="json"),
        pytest.param(says("unsafe\nS2"), [Kept, Broken], id="guard"),
        pytest.param(says(None), [NotRun, NotRun], id="no-content"),
        pytest.param(fails, [NotRun, NotRun], id="status-500"),
        pytest.param(talks_nonsense, [NotRun, NotRun], id="not-json"),
    ],
)  # fmt: skip
async def test_a_judge_over_http_gives_verdicts_or_says_it_has_none(handler: Handler, kinds: list[type]) -> None:
    async with judging_at(handler) as engine:
        answers = await EngineJudge(engine, limits=JudgeLimits(timeout_s=5)).ask(questions())
    assert [type(each.verdict) for each in answers] == kinds


async def test_a_judge_that_is_not_there_leaves_its_questions_not_run() -> None:
    engine = OpenAIEngine("http://127.0.0.1:9/v1", model="guard")
    answers = await EngineJudge(engine, limits=JudgeLimits(timeout_s=5)).ask(questions())
    await engine.aclose()
    assert [type(each.verdict) for each in answers] == [NotRun, NotRun]


@pytest.mark.model
async def test_the_embedded_model_can_be_asked_and_every_question_gets_a_verdict() -> None:
    weights = fetch_weights(cache_folder(os.environ.get("BYLAW_CACHE", "")))
    engine = await EmbeddedEngine.open(weights, context=2048, slots=1)
    asks = EngineJudge(engine, limits=JudgeLimits(timeout_s=60, max_tokens=120), holds_schema=True)
    answers = await asks.ask(questions())
    await engine.aclose()
    assert len(answers) == 2
    assert all(isinstance(each.verdict, Kept | Broken | NotRun) for each in answers)
