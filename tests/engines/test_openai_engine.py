"""Any OpenAI-compatible server, with everything that can go wrong with one."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager

import msgspec
import pytest
from aiohttp import web

from bylaw.authority import Message, Role
from bylaw.authority.chat import read_chat
from bylaw.backend import Chunk, Prompt, Sampling
from bylaw.engines import OpenAIEngine
from bylaw.errors import ConfigError, EngineError, UpstreamError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PROMPT = Prompt((Message.of(Role.USER, "Hi"),), model="m")
ANSWER = (
    b'{"id":"c1","object":"chat.completion","created":1,"model":"m","x_unknown":{"a":[1, 2]},"choices":[{"index":0,'
    b'"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":null}'
)


def chunk_json(content: str | None, *, finish: str | None = None, index: int = 0) -> bytes:
    delta = {} if content is None else {"content": content}
    choice = {"index": index, "delta": delta, "finish_reason": finish}
    return msgspec.json.encode({"id": "c1", "created": 1, "model": "m", "choices": [choice]})


@asynccontextmanager
async def upstream(handler: Handler, path: str = "/v1/chat/completions") -> AsyncIterator[str]:
    """Run a server with one POST route (and GET /v1/models where the handler takes that too)."""
    app = web.Application()
    app.router.add_route("*", path, handler)
    if path != "/v1/models":
        app.router.add_route("GET", "/v1/models", handler)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/v1"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def engine(handler: Handler, **options: object) -> AsyncIterator[OpenAIEngine]:
    async with upstream(handler) as url:
        made = OpenAIEngine(url, **options)  # type: ignore[arg-type]
        try:
            yield made
        finally:
            await made.aclose()


async def chunks_of(engine: OpenAIEngine, prompt: Prompt = PROMPT) -> list[Chunk]:
    return [chunk async for chunk in engine.stream(prompt)]


def answering(body: bytes, *, status: int = 200) -> Handler:
    async def handler(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status, content_type="application/json")

    return handler


def streaming(*pieces: bytes, pause_s: float = 0.0, abort: bool = False) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for piece in pieces:
            await response.write(piece)
            await asyncio.sleep(pause_s)
        if abort:
            assert request.transport is not None
            request.transport.abort()
        return response

    return handler


def event(data: bytes) -> bytes:
    return b"data: " + data + b"\n\n"


async def test_the_answer_comes_back_as_it_came() -> None:
    async with engine(answering(ANSWER)) as made:
        reply = await made.complete(PROMPT)
    assert reply.raw == ANSWER
    assert reply.choices[0].message.text == "Hello"
    assert dict(reply.fields)["x_unknown"] == b'{"a":[1, 2]}'


async def test_the_request_goes_out_whole_with_the_key() -> None:
    seen: dict[str, object] = {}

    async def handler(request: web.Request) -> web.StreamResponse:
        seen.update(body=await request.json(), key=request.headers["Authorization"], path=request.path)
        return web.Response(body=ANSWER)

    prompt = Prompt(PROMPT.messages, Sampling(max_tokens=3, seed=5), "m", (("x_unknown", b"[1]"),))
    async with engine(handler, key="sk-secret") as made:
        await made.complete(prompt)
    assert seen == {
        "path": "/v1/chat/completions",
        "key": "Bearer sk-secret",
        "body": {
            "model": "m",
            "messages": [{"role": "user", "content": "Hi"}],
            "max_completion_tokens": 3,
            "seed": 5,
            "x_unknown": [1],
        },
    }


async def test_a_stream_is_read_however_it_is_cut() -> None:
    body = b": hello\r\n\r\n" + b"".join(
        map(event, [chunk_json("Grü"), chunk_json("ße"), chunk_json(None, finish="stop")])
    )
    body += b"data: [DONE]\n\n"
    async with engine(streaming(*(body[at : at + 7] for at in range(0, len(body), 7)))) as made:
        chunks = await chunks_of(made)
    assert [chunk.choices[0].content for chunk in chunks] == ["Grü", "ße", None]
    assert chunks[0].raw == chunk_json("Grü")
    assert chunks[0].roles
    assert not chunks[1].roles


async def test_a_stream_without_done_is_whole_once_every_choice_is_finished() -> None:
    pieces = [event(chunk_json("a", finish="stop")), event(chunk_json("b", finish="stop", index=1))]
    prompt = Prompt(PROMPT.messages, Sampling(n=2), "m")
    async with engine(streaming(*pieces)) as made:
        assert len(await chunks_of(made, prompt)) == 2
    async with engine(streaming(pieces[0])) as made:
        with pytest.raises(EngineError, match="ended before the answer was complete"):
            await chunks_of(made, prompt)


@pytest.mark.parametrize(
    "handler",
    [
        pytest.param(streaming(event(chunk_json("a"))), id="ends"),
        pytest.param(streaming(event(chunk_json("a")), b'data: {"choi'), id="ends-within-an-event"),
        pytest.param(streaming(event(chunk_json("a")), pause_s=0.05, abort=True), id="is-reset"),
    ],
)
async def test_a_stream_that_is_cut_gives_what_came_and_then_an_error(handler: Handler) -> None:
    seen = []
    async with engine(handler) as made:
        with pytest.raises(EngineError, match="complete") as caught:
            async for chunk in made.stream(PROMPT):
                seen.append(chunk.choices[0].content)  # noqa: PERF401 - what came before the cut counts
    assert seen == ["a"]
    assert caught.value.where.startswith("http://127.0.0.1:")
    assert caught.value.mend


async def test_an_error_in_mid_stream_is_kept() -> None:
    error = b'{"error":{"message":"overloaded","type":"server_error","code":503}}'
    async with engine(streaming(event(chunk_json("a")), event(error))) as made:
        with pytest.raises(UpstreamError) as caught:
            await chunks_of(made)
    assert (caught.value.status, caught.value.body) == (503, error)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
async def test_an_upstreams_own_error_is_kept_for_the_caller(status: int) -> None:
    body = b'{"error":{"message":"no","type":"some_error","param":null,"code":"some_code"}}'
    async with engine(answering(body, status=status)) as made:
        with pytest.raises(UpstreamError, match=rf"answered {status} \(some_code\)") as caught:
            await made.complete(PROMPT)
        assert (caught.value.status, caught.value.body) == (status, body)
        with pytest.raises(UpstreamError) as streamed:
            await chunks_of(made)
    assert (streamed.value.status, streamed.value.body) == (status, body)


async def test_a_redirect_is_not_followed_with_the_key_in_hand() -> None:
    async def handler(_: web.Request) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": "http://127.0.0.1:9/"})

    async with engine(handler, key="sk-secret") as made:
        with pytest.raises(UpstreamError, match="answered 307"):
            await made.complete(PROMPT)


@pytest.mark.parametrize("body", [b"<html>hello</html>", b'{"ok":true}', b""])
async def test_garbage_is_an_error_that_says_where_and_what_to_do(body: bytes) -> None:
    async with engine(answering(body)) as made:
        with pytest.raises(EngineError, match=r"^http://127\.0\.0\.1:\d+/v1: .*not a chat completion; check"):
            await made.complete(PROMPT)


async def test_a_refused_connection_says_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = OpenAIEngine(f"http://127.0.0.1:{port}/v1")
    for ask in (made.complete(PROMPT), chunks_of(made)):
        with pytest.raises(EngineError, match=rf"^http://127\.0\.0\.1:{port}/v1: no connection .*; start the server"):
            await ask
    await made.aclose()


async def test_silence_ends_in_a_timeout() -> None:
    async def handler(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        raise AssertionError

    async with engine(handler, read_timeout_s=0.1) as made:
        with pytest.raises(EngineError, match=r"no answer for 0\.1 s"):
            await made.complete(PROMPT)


async def test_a_dropped_connection_is_an_error_too() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with engine(handler) as made:
        with pytest.raises(EngineError, match="broke off"):
            await made.complete(PROMPT)


async def test_a_caller_that_leaves_is_seen_by_the_upstream() -> None:
    gone = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        try:
            if (await request.json()).get("stream"):
                await response.prepare(request)
                while True:
                    await response.write(event(chunk_json("a")))
                    await asyncio.sleep(0.005)
            await asyncio.sleep(30)
        except (asyncio.CancelledError, ConnectionError):
            gone.set()
            raise
        return response

    async with engine(handler) as made:
        async with aclosing(made.stream(PROMPT)) as chunks:
            await anext(chunks)
        await asyncio.wait_for(gone.wait(), 5)
        gone.clear()
        task = asyncio.create_task(made.complete(PROMPT))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(gone.wait(), 5)


async def test_closing_wakes_whoever_waits() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if (await request.json()).get("stream"):
            await response.prepare(request)
            await response.write(event(chunk_json("a")))
        await asyncio.sleep(30)
        return response

    async with engine(handler) as made:
        tasks = [asyncio.create_task(chunks_of(made)), asyncio.create_task(made.complete(PROMPT))]
        await asyncio.sleep(0.1)
        await made.aclose()
        done, waiting = await asyncio.wait(tasks, timeout=2)
    assert not waiting
    for task in done:
        with pytest.raises(EngineError, match=r"closed|broke off"):
            task.result()


async def test_only_openai_itself_is_sent_the_developer_role() -> None:
    roles: list[str] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        roles.extend(message["role"] for message in (await request.json())["messages"])
        return web.Response(body=ANSWER)

    prompt = Prompt(
        read_chat(b'[{"role":"developer","content":"d"},{"role":"user","content":"u"}]').messages, model="m"
    )
    async with engine(handler) as made:
        reply = await made.complete(prompt)
    assert roles == ["system", "user"]
    assert [(role.role, role.sent_as, role.how) for role in reply.roles] == [
        ("developer", "system", "mapped"),
        ("user", "user", "kept"),
    ]
    assert "developer" in OpenAIEngine("https://api.openai.com/v1").backend.roles
    assert "developer" not in OpenAIEngine("https://notopenai.com/v1").backend.roles


async def test_default_is_the_only_model_there_or_has_to_be_named() -> None:
    models = [{"id": "tiny"}]
    asked: list[str] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.method == "GET":
            return web.json_response({"data": models})
        asked.append((await request.json())["model"])
        return web.Response(body=ANSWER)

    default = Prompt(PROMPT.messages)
    async with upstream(handler) as url:
        one = OpenAIEngine(url)
        await one.complete(default)
        models.append({"id": "large"})
        await one.complete(default)
        two, named = OpenAIEngine(url), OpenAIEngine(url, model="large")
        with pytest.raises(ConfigError, match=r"/v1/models: the server lists 2 models.*--model"):
            await two.complete(default)
        await named.complete(default)
        await named.complete(PROMPT)
        models.append({"id": "default"})
        own = OpenAIEngine(url)
        await own.complete(default)
        for made in (one, two, named, own):
            await made.aclose()
    assert asked == ["tiny", "tiny", "large", "m", "default"]


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://host/v1", "http://"])
def test_what_is_no_base_url_is_refused_at_once(url: str) -> None:
    with pytest.raises(ConfigError, match="no base URL"):
        OpenAIEngine(url)


def test_no_password_in_a_url_is_shown() -> None:
    made = OpenAIEngine("https://me:hunter2@host/v1/?token=hunter2")
    assert re.fullmatch(r"openai:https://host/v1", made.backend.name)
