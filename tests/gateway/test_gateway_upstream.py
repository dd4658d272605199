"""Bylaw in front of a real upstream over HTTP. The upstream is another Bylaw, which plays an OpenAI server."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam

from bylaw.authority import ToolCall
from bylaw.engines import OpenAIEngine
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.errors import EngineError, UpstreamError
from tests.gateway.gateway_support import PREAMBLE, Run

HI: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]


@asynccontextmanager
async def a_server(answer: bytes, *, then_close: bool = True) -> AsyncGenerator[str, None]:
    """An upstream that says these bytes to every request."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        if not then_close:
            await reader.read()
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


async def test_the_answer_comes_back_byte_for_byte(run: Run) -> None:
    message = b'{"role":"assistant", "content":"Hi", "thought":null}'
    choice = b'{"index":0, "message":' + message + b', "finish_reason":"stop", "extra":[1] }'
    body = b'{ "id":"x", "model":"m", "created":1, "odd":1.50, "choices":[ ' + choice + b" ] }"
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
    async with a_server(head + body) as url:
        gateway = await run(OpenAIEngine(url, model="m"))
        answer = await gateway.client.chat.completions.with_raw_response.create(model="default", messages=HI)
    assert answer.content == body
    (record,) = gateway.store.records
    assert (record.answered_by, record.outcome) == ("m", "completed")


async def test_what_the_caller_sent_reaches_the_upstream_behind_the_preamble(run: Run) -> None:
    upstream = ScriptedEngine()
    behind = await run(upstream, mode="observe")  # a Bylaw too: governing, it would read our preamble as its caller's
    gateway = await run(OpenAIEngine(f"{behind.url}/v1", model="small"))
    await gateway.client.chat.completions.create(
        model="default", messages=[{"role": "system", "content": "Be brief"}, *HI], max_tokens=5, seed=3, stop="END",
        temperature=0.0, extra_body={"house_rule": {"a": [1]}},
    )  # fmt: skip
    (prompt,) = upstream.prompts
    assert (prompt.model, dict(prompt.fields)) == ("small", {"house_rule": b'{"a":[1]}'})
    sampling = prompt.sampling
    assert (sampling.max_tokens, sampling.limit_field, sampling.seed) == (5, "max_tokens", 3)
    assert (sampling.stop, sampling.temperature) == (("END",), 0.0)
    assert prompt.messages[0].text.startswith(PREAMBLE.text)
    assert prompt.messages[1].text == "Be brief"
    assert prompt.messages[2].text.startswith("Hi\n\nYour reply may have at most 5 tokens")


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply("one two three"), id="text"),
        pytest.param(Reply(tool_calls=(ToolCall("call_1", "weather", '{"city": "Oslo"}'),)), id="tool-call"),
    ],
)
async def test_streamed_and_whole_say_the_same_through_both(run: Run, reply: Reply) -> None:
    behind = await run(ScriptedEngine(lambda prompt: reply))
    gateway = await run(OpenAIEngine(f"{behind.url}/v1", model="small"))
    whole = await gateway.client.chat.completions.create(model="default", messages=HI)
    async with gateway.client.chat.completions.stream(model="default", messages=HI) as stream:
        streamed = await stream.get_final_completion()
    for choice in (whole.choices[0], streamed.choices[0]):
        assert (choice.message.content or "") == reply.text
        assert [call.id for call in choice.message.tool_calls or ()] == [call.id for call in reply.tool_calls]
    assert whole.choices[0].finish_reason == streamed.choices[0].finish_reason


async def test_usage_is_asked_of_the_upstream_only_by_the_caller(run: Run) -> None:
    upstream = ScriptedEngine()
    gateway = await run(OpenAIEngine(f"{(await run(upstream, mode='observe')).url}/v1", model="small"))
    plain = [chunk async for chunk in await gateway.client.chat.completions.create(
        model="default", messages=HI, stream=True
    )]  # fmt: skip
    asked = [chunk async for chunk in await gateway.client.chat.completions.create(
        model="default", messages=HI, stream=True, stream_options={"include_usage": True}
    )]  # fmt: skip
    assert [dict(prompt.fields).get("stream_options") for prompt in upstream.prompts] == [
        None, b'{"include_usage":true}'
    ]  # fmt: skip
    assert all(chunk.choices for chunk in plain)
    assert asked[-1].usage is not None


async def test_the_upstreams_error_arrives_as_it_was(run: Run) -> None:
    body = b'{"error":{"message":"slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}'
    failing = ScriptedEngine(lambda _: Reply(fail_after=0, error=UpstreamError("", where="", status=429, body=body)))
    gateway = await run(OpenAIEngine(f"{(await run(failing)).url}/v1", model="small"))
    for stream in (False, True):
        with pytest.raises(openai.RateLimitError) as caught:
            await gateway.client.chat.completions.create(model="default", messages=HI, stream=stream)
        assert caught.value.response.content == body


async def test_a_caller_is_told_when_the_upstream_wants_to_be_asked_again(run: Run) -> None:
    for said, told in (("7", "7"), ("Fri, 31 Dec 2027 23:59:59 GMT", "Fri, 31 Dec 2027 23:59:59 GMT"), ("soon", None)):
        head = f"HTTP/1.1 429 Slow Down\r\nretry-after: {said}\r\ncontent-length: 2\r\n\r\n{{}}"
        async with a_server(head.encode()) as url:
            gateway = await run(OpenAIEngine(url, model="m"))
            with pytest.raises(openai.RateLimitError) as caught:
                await gateway.client.with_options(max_retries=0).chat.completions.create(model="default", messages=HI)
        assert caught.value.response.headers.get("retry-after") == told


async def test_an_error_in_the_upstreams_stream_arrives_in_ours(run: Run) -> None:
    failing = ScriptedEngine(lambda _: Reply("one two", fail_after=1, error=EngineError("the model broke off")))
    gateway = await run(OpenAIEngine(f"{(await run(failing)).url}/v1", model="small"))
    with pytest.raises(openai.APIError, match="the model broke off"):
        async for _ in await gateway.client.chat.completions.create(model="default", messages=HI, stream=True):
            pass
    assert gateway.store.records[-1].outcome == "failed"


async def test_an_upstream_that_is_down_is_a_bad_gateway(run: Run) -> None:
    gateway = await run(OpenAIEngine("http://127.0.0.1:1/v1", model="small"))
    for stream in (False, True):
        with pytest.raises(openai.InternalServerError) as caught:
            await gateway.client.chat.completions.create(model="default", messages=HI, stream=stream)
        assert caught.value.response.status_code == 502
        assert "start the server there" in caught.value.message


async def test_an_upstream_that_says_nothing_is_a_gateway_timeout(run: Run) -> None:
    async with a_server(b"", then_close=False) as url:
        gateway = await run(OpenAIEngine(url, model="small", read_timeout_s=0.2))
        with pytest.raises(openai.InternalServerError) as caught:
            await gateway.client.chat.completions.create(model="default", messages=HI)
        assert caught.value.response.status_code == 504


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="hangs-up"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{", id="hangs-up-in-mid-answer"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<h1>Hi!</", id="answers-with-a-page"),
        pytest.param(
            b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", id="elsewhere"
        ),
    ],
)
async def test_an_upstream_that_is_none_is_told_apart_from_an_answer(run: Run, answer: bytes) -> None:
    async with a_server(answer) as url:
        gateway = await run(OpenAIEngine(url, model="small"))
        with pytest.raises(openai.APIStatusError) as caught:
            await gateway.client.chat.completions.create(model="default", messages=HI)
        assert caught.value.response.status_code == 502


async def test_a_stream_that_stops_short_ends_with_an_error(run: Run) -> None:
    chunk = {"id": "x", "model": "m", "created": 1, "choices": [{"index": 0, "delta": {"content": "Hi"}}]}
    data = f"data: {json.dumps(chunk)}\n\n".encode()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
    async with a_server(head + data) as url:
        gateway = await run(OpenAIEngine(url, model="m"))
        said = []
        with pytest.raises(openai.APIError):
            async for piece in await gateway.client.chat.completions.create(model="default", messages=HI, stream=True):
                said.append(piece.choices[0].delta.content)  # noqa: PERF401 - what came before the error counts
    assert said == ["Hi"]
    assert gateway.store.records[-1].outcome == "failed"


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
async def test_a_caller_that_leaves_frees_the_upstream_as_well(run: Run, stream: bool) -> None:
    upstream = ScriptedEngine([Reply("one two", chunk_delay_s=60)])
    gateway = await run(OpenAIEngine(f"{(await run(upstream)).url}/v1", model="small"))
    asked = asyncio.create_task(
        gateway.client.chat.completions.create(model="default", messages=HI, stream=stream, timeout=30)
    )
    async with asyncio.timeout(5):
        while not upstream.running:  # noqa: ASYNC110 - what is waited for has no event to set
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        if asked.done():
            await asked.result().close()  # type: ignore[union-attr]  # the stream has begun
        else:
            asked.cancel()
        while upstream.running:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        while not gateway.store.records:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert gateway.store.records[-1].outcome == "cancelled"


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
async def test_what_a_request_asks_of_the_governor_never_reaches_an_upstream(run: Run, streamed: bool) -> None:
    seen: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        seen.append(await reader.readexactly(length))
        writer.write(b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        gateway = await run(OpenAIEngine(f"http://127.0.0.1:{port}/v1", model="m"))
        with pytest.raises(openai.InternalServerError):
            await gateway.client.chat.completions.create(
                model="default", messages=HI, stream=streamed, extra_body={"bylaw": {"samples": 2}, "house_rule": 1}
            )
    assert seen
    for body in seen:
        sent = json.loads(body)
        assert "bylaw" not in sent
        assert sent["house_rule"] == 1
