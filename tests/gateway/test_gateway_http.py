"""The gateway by bytes on a socket: what no well-behaved client sends, and what a caller sees of it."""

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.errors import ConfigError, EngineError, RecordError
from bylaw.gateway import Gateway, bind, opened
from bylaw.records.record import Record
from bylaw.records.store import MemoryStore
from tests.gateway.gateway_support import Run, Running, desk, running

HI = {"messages": [{"role": "user", "content": "Hi"}]}
CHAT = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def error(self) -> dict[str, object]:
        said = json.loads(self.body)
        assert list(said) == ["error"]
        assert list(said["error"]) == ["message", "type", "param", "code"]
        error: dict[str, object] = said["error"]
        return error


@asynccontextmanager
async def connected(gateway: Running) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter], None]:
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    try:
        yield reader, writer
    finally:
        writer.close()


def request(body: bytes, *head: str, method: str = "POST", path: str = CHAT) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: x", f"content-length: {len(body)}", *head]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode("latin-1")
    first, *lines = head.rstrip().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = await asyncio.wait_for(reader.readexactly(int(headers.get("content-length", 0))), 10)
    return Answer(int(first.split()[1]), headers, body)


async def send(gateway: Running, data: bytes) -> Answer:
    async with connected(gateway) as (reader, writer):
        writer.write(data)
        return await read_answer(reader)


async def until(condition: Callable[[], object], *, seconds: float = 5) -> None:
    """Wait for `condition()`."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event to set
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("body", "param"),
    [
        pytest.param(b"", "body", id="empty"),
        pytest.param(b"hello", "body", id="not-json"),
        pytest.param(b'{"messages": [', "body", id="torn"),
        pytest.param(b'{"x": "\xff\xfe"}', "body", id="bad-utf-8"),
        pytest.param(b'{"x": "\\ud800"}', "body", id="half-a-surrogate-pair"),
        pytest.param(b'{"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "body", id="nested-too-deep"),
        pytest.param(b'{"messages": [], "messages": []}', "body", id="a-name-twice"),
        pytest.param(b'{"messages": []}', "messages", id="no-message"),
        pytest.param(b'{"messages": 7}', "messages", id="messages-a-number"),
        pytest.param(b'{"messages": [{"role": "king", "content": "x"}]}', "messages[0].role", id="unknown-role"),
        pytest.param(b'{"messages": [{"role": "user", "content": {}}]}', "messages[0].content", id="content-an-object"),
    ],
)
async def test_bad_input_gets_one_clear_error_and_reaches_no_model(run: Run, body: bytes, param: str) -> None:
    engine = ScriptedEngine()
    gateway = await run(engine)
    answer = await send(gateway, request(body))
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.error["param"] == param
    assert answer.error["type"] == "invalid_request_error"
    assert str(answer.error["message"]).startswith(param)
    assert engine.prompts == []
    assert (await send(gateway, request(json.dumps(HI).encode()))).status == 200


async def test_a_connection_lives_on_after_a_bad_request(run: Run) -> None:
    gateway = await run()
    async with connected(gateway) as (reader, writer):
        for body, status in ((b"hello", 400), (json.dumps(HI).encode(), 200), (b"{}", 400)):
            writer.write(request(body))
            assert (await read_answer(reader)).status == status


async def test_a_body_that_is_announced_as_too_large_is_refused_unread(run: Run) -> None:
    gateway = await run(body_limit=1000)
    async with connected(gateway) as (reader, writer):
        writer.write(request(b"", "").replace(b"content-length: 0", b"content-length: 52428800"))
        answer = await read_answer(reader)
    assert answer.status == 413
    assert answer.error["code"] == "body_too_large"
    assert "--max-body-mib" in str(answer.error["message"])


async def test_a_body_of_50_megabytes_gets_its_answer(run: Run) -> None:
    gateway = await run()
    async with connected(gateway) as (reader, writer):
        writer.write(request(b"x" * 50_000_000))
        answer = await read_answer(reader)
        assert answer.status == 413
        assert await asyncio.wait_for(reader.read(), 10) == b""  # the connection ends


async def test_a_body_whose_size_nobody_told_is_read_up_to_the_limit(run: Run) -> None:
    gateway = await run(body_limit=100_000)
    async with connected(gateway) as (reader, writer):
        writer.write(f"POST {CHAT} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n".encode())
        for _ in range(20):
            writer.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
        answer = await read_answer(reader)  # though the body has no end yet
    assert answer.status == 413


async def test_a_body_that_waits_to_be_asked_for_is_not_asked_for_if_too_large(run: Run) -> None:
    gateway = await run(body_limit=1000)
    async with connected(gateway) as (reader, writer):
        head = f"POST {CHAT} HTTP/1.1\r\nhost: x\r\ncontent-length: 2000\r\nexpect: 100-continue\r\n\r\n"
        writer.write(head.encode())
        assert (await read_answer(reader)).status == 413


async def test_a_body_that_waits_to_be_asked_for_is_asked_for(run: Run) -> None:
    gateway = await run()
    body = json.dumps(HI).encode()
    async with connected(gateway) as (reader, writer):
        writer.write(request(body, "expect: 100-continue")[: -len(body)])
        assert (await read_answer(reader)).status == 100
        writer.write(body)
        assert (await read_answer(reader)).status == 200


async def test_a_packed_body_is_unpacked_within_the_limit(run: Run) -> None:
    gateway = await run(body_limit=100_000)
    packed = gzip.compress(json.dumps(HI).encode())
    assert (await send(gateway, request(packed, "content-encoding: gzip"))).status == 200
    bomb = gzip.compress(b" " * 10_000_000)
    assert len(bomb) < 100_000
    assert (await send(gateway, request(bomb, "content-encoding: gzip"))).status == 413
    torn = await send(gateway, request(b"not packed at all", "content-encoding: gzip"))
    assert (torn.status, torn.error["param"]) == (400, "body")


async def test_half_a_body_is_not_waited_for_without_end(run: Run) -> None:
    gateway = await run(body_timeout_s=0.2)
    async with connected(gateway) as (reader, writer):
        writer.write(request(json.dumps(HI).encode())[:-5])
        answer = await read_answer(reader)
        assert (answer.status, answer.error["param"]) == (408, "body")
        assert await asyncio.wait_for(reader.read(), 10) == b""


async def test_a_caller_that_leaves_in_mid_body_harms_nobody(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    engine = ScriptedEngine()
    gateway = await run(engine)
    async with connected(gateway) as (_, writer):
        writer.write(request(json.dumps(HI).encode())[:-5])
        await writer.drain()
    await asyncio.sleep(0.05)
    assert engine.prompts == []
    assert (await send(gateway, request(json.dumps(HI).encode()))).status == 200
    assert "Traceback" not in caplog.text


async def test_a_head_that_is_no_http_is_refused_without_a_word_of_it_in_the_log(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    gateway = await run()
    answer = await send(gateway, b"POST / HTTP/1.1\r\nauthorization\x00: sk-tulip\r\n\r\n")
    assert answer.status == 400
    assert "tulip" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("POST", "/chat/completions", 404, "did you mean /v1/chat/completions? A client's base URL ends in /v1"),
        ("GET", "/models", 404, "did you mean /v1/models?"),
        ("POST", "/v1/embeddings", 404, "there are /v1/chat/completions, /v1/models, /healthz"),
        ("GET", "/", 404, "there is nothing here"),
        ("GET", CHAT, 405, "this takes POST only"),
        ("DELETE", "/healthz", 405, "this takes GET, HEAD only"),
    ],
)
async def test_a_wrong_address_is_told_the_right_one(run: Run, method: str, path: str, status: int, said: str) -> None:
    answer = await send(await run(), request(b"", method=method, path=path))
    assert answer.status == status
    assert said in str(answer.error["message"])


async def test_a_host_of_two_addresses_is_reached_by_the_older_one() -> None:
    with bind("localhost", 0) as taken:
        assert taken.getsockname()[0] == "127.0.0.1"


async def test_a_port_that_was_just_left_can_be_taken_again_and_one_in_use_cannot(run: Run) -> None:
    gateway = await run()
    await send(gateway, request(b"", method="GET", path="/healthz"))
    with pytest.raises(ConfigError, match="Bylaw already runs on this port"):
        await asyncio.to_thread(bind, "127.0.0.1", gateway.port)
    async with running() as other:
        await send(other, request(b"", "connection: close", method="GET", path="/healthz"))
    bind("127.0.0.1", other.port).close()


async def test_of_two_starts_at_once_the_second_fails_cleanly() -> None:
    gateway = Gateway(desk(ScriptedEngine(), None))
    first, second = bind("127.0.0.1", 0), socket.socket()
    second.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    second.bind(first.getsockname())  # nobody listens yet, so both may have it
    async with opened(gateway, first, grace_s=0):
        with pytest.raises(ConfigError, match="this port is in use"):
            async with opened(gateway, second, grace_s=0):
                pytest.fail("it opened")


async def test_health_says_what_governs_and_what_answers(run: Run) -> None:
    answer = await send(await run(mode="observe"), request(b"", method="GET", path="/healthz"))
    said = json.loads(answer.body)
    assert (said["status"], said["ready"], said["engine"], said["mode"]) == ("ok", True, "scripted", "observe")
    assert said["spec"] == {"file": "builtin", "hash": "c0ffee", "clauses": 29}


# -- callers that leave, stores that fail


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("begun", [False, True], ids=["before-the-first-word", "in-mid-reply"])
async def test_a_caller_that_leaves_stops_the_model(run: Run, stream: bool, begun: bool) -> None:
    reply = Reply("one two", chunk_delay_s=60) if begun else Reply("one two", delay_s=60)
    engine = ScriptedEngine([reply])
    gateway = await run(engine)
    async with connected(gateway) as (reader, writer):
        writer.write(request(json.dumps({**HI, "stream": stream}).encode()))
        await until(lambda: engine.running == 1)
        if begun and stream:
            await asyncio.wait_for(reader.readuntil(b'"content":"one"'), 5)
    await until(lambda: engine.running == 0 and gateway.store.records)
    assert gateway.store.records[-1].outcome == "cancelled"


class FullStore(MemoryStore):
    """A disk without room."""

    async def append(self, record: Record) -> None:
        raise RecordError("the disk is full", where="records", mend="free some space")


async def test_no_reply_goes_out_without_its_record(run: Run) -> None:
    gateway = await run(ScriptedEngine(["the reply"] * 2), records=FullStore())
    answer = await send(gateway, request(json.dumps(HI).encode()))
    assert answer.status == 503
    assert answer.error["code"] == "record_failed"
    assert b"the reply" not in answer.body
    async with connected(gateway) as (reader, writer):
        writer.write(request(json.dumps({**HI, "stream": True}).encode(), "connection: close"))
        said = await asyncio.wait_for(reader.read(), 5)
    assert b"record_failed" in said
    assert b"[DONE]" not in said
    assert b'"finish_reason":"stop"' not in said


class SlowStore(MemoryStore):
    """A disk that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.may_store = asyncio.Event()

    async def append(self, record: Record) -> None:
        await self.may_store.wait()
        await super().append(record)


async def test_a_stream_does_not_end_before_its_record_is_stored(run: Run) -> None:
    store = SlowStore()
    gateway = await run(ScriptedEngine(["one two"]), records=store)
    async with connected(gateway) as (reader, writer):
        writer.write(request(json.dumps({**HI, "stream": True}).encode(), "connection: close"))
        await asyncio.wait_for(reader.readuntil(b'"content":" two"'), 5)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.readuntil(b'"finish_reason":"stop"'), 0.2)
        store.may_store.set()
        assert (await asyncio.wait_for(reader.read(), 5)).endswith(b"data: [DONE]\n\n\r\n0\r\n\r\n")


async def test_a_caller_that_reads_slowly_slows_the_model_down(run: Run) -> None:
    engine = ScriptedEngine([Reply("".join(["x" * 60_000] * 500), pieces=("x" * 60_000,) * 500)])
    gateway = await run(engine)
    async with connected(gateway) as (reader, writer):
        writer.write(request(json.dumps({**HI, "stream": True}).encode(), "connection: close"))
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.5)
        assert engine.running == 1  # 30 MB are not waiting in our memory
        while await reader.read(2**20):
            pass
    assert engine.running == 0


async def test_running_requests_end_before_the_gateway_does() -> None:
    engine = ScriptedEngine([Reply("one two", chunk_delay_s=0.3)])
    async with running(engine, grace_s=5) as gateway:
        asked = asyncio.create_task(send(gateway, request(json.dumps(HI).encode())))
        await until(lambda: engine.running == 1)
    assert (await asked).status == 200
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", gateway.port)


async def test_what_runs_too_long_is_stopped_when_the_gateway_ends() -> None:
    engine = ScriptedEngine([Reply("one two", chunk_delay_s=60)])
    async with running(engine, grace_s=0.2) as gateway:
        asked = asyncio.create_task(send(gateway, request(json.dumps(HI).encode())))
        await until(lambda: engine.running == 1)
    assert engine.running == 0
    assert gateway.store.records[-1].outcome == "cancelled"
    with pytest.raises((OSError, asyncio.IncompleteReadError)):
        await asked


async def test_an_engine_that_ends_without_a_word_ends_the_stream(run: Run) -> None:
    def nothing(_: object) -> Reply:
        raise EngineError("nothing to say", where="scripted")

    answer = await send(await run(ScriptedEngine(nothing)), request(json.dumps({**HI, "stream": True}).encode()))
    assert answer.status == 502
