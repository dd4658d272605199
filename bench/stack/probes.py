"""Ask each candidate stack what a gateway needs besides speed, and print what it did.

    BYLAW_GATEWAY_BENCH=… python bench/stack/probes.py

A slow upstream of this program's own stands behind each candidate, so that it can see when a request to it ends and
how much of a stream it could get rid of.
"""
# SPDX-License-Identifier: Apache-2.0
# mypy: disable-error-code="import-not-found, import-untyped"

import asyncio
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from run import HERE, free_port

__all__ = ["PROBES"]

CANDIDATES = ("aiohttp+aiohttp", "uvicorn-routed+aiohttp", "uvicorn-starlette+aiohttp", "granian-rsgi+aiohttp")
_EVENT = b"data: " + b"x" * 1000 + b"\n\n"
_SSE = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
_OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"


@dataclass(slots=True)
class Upstream:
    """An upstream that is told by the request's model how to behave, and remembers what it saw."""

    ended_at: float = 0.0
    written: int = 0
    heads: list[bytes] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head)
                size = re.search(rb"(?i)content-length: *(\d+)", head)
                body = await reader.readexactly(int(size[1])) if size else b""
                model = json.loads(body)["model"]
                if model == "quick":
                    writer.write(_OK)
                    continue
                waiting = asyncio.ensure_future(self.behave(model, writer))
                ended = asyncio.ensure_future(reader.read(1))
                await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
                if ended.done():
                    self.ended_at = time.perf_counter()
                waiting.cancel()
                ended.cancel()
                await asyncio.gather(waiting, ended, return_exceptions=True)
                break
        writer.close()

    async def behave(self, model: str, writer: asyncio.StreamWriter) -> None:
        if model == "never":
            await asyncio.sleep(3600)
        writer.write(_SSE)
        for _ in range({"flood": 200_000, "drip": 20}.get(model, 3600 * 10)):
            writer.write(b"%x\r\n%s\r\n" % (len(_EVENT), _EVENT))
            self.written += len(_EVENT)
            await writer.drain()
            if model != "flood":
                await asyncio.sleep(0.1)
        writer.write(b"0\r\n\r\n")


def request(model: str, *, extra: bytes = b"") -> bytes:
    """One raw request, as a caller writes it."""
    body = json.dumps({"model": model, "messages": [{"role": "user", "content": "hello"}]}).encode()
    head = b"POST /v1/chat/completions HTTP/1.1\r\nhost: probe\r\ncontent-type: application/json\r\n"
    return head + extra + b"content-length: %d\r\n\r\n%s" % (len(body), body)


@dataclass(slots=True)
class Bench:
    """One candidate in front of one upstream."""

    name: str
    port: int
    upstream: Upstream
    process: subprocess.Popen[bytes]

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)

    def rss_mib(self) -> float:
        import load

        now: float = load.rss_mib(self.process.pid)[0]
        return now


@asynccontextmanager
async def started(name: str) -> AsyncIterator[Bench]:
    """Start upstream and candidate; end both."""
    upstream = Upstream()
    behind, port = free_port(), free_port()
    server = await asyncio.start_server(upstream.answer, "127.0.0.1", behind)
    process = subprocess.Popen(  # noqa: ASYNC220 (it has to outlive this loop's child watcher)
        [sys.executable, str(HERE / "candidates.py"), name, "--port", str(port), "--upstream", f"http://127.0.0.1:{behind}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        bench = Bench(name, port, upstream, process)
        for _ in range(500):
            with suppress(OSError):
                _, writer = await bench.connect()
                writer.close()
                break
            await asyncio.sleep(0.02)
        yield bench
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.to_thread(process.wait, 10)
            except subprocess.TimeoutExpired:
                process.kill()
        server.close()


async def gone(bench: Bench, model: str) -> str:
    _, writer = await bench.connect()
    writer.write(request(model))
    await asyncio.sleep(0.5)
    left_at = time.perf_counter()
    writer.transport.abort()
    await asyncio.sleep(3)
    seen = bench.upstream.ended_at
    return f"upstream released after {(seen - left_at) * 1000:.0f} ms" if seen else "not noticed in 3 s"


async def gone_before_head(bench: Bench) -> str:
    """Caller leaves while the upstream has not answered."""
    return await gone(bench, "never")


async def gone_in_stream(bench: Bench) -> str:
    """Caller leaves in the middle of a stream."""
    return await gone(bench, "endless")


async def back_pressure(bench: Bench) -> str:
    """Upstream floods 200 MB, caller reads nothing for 3 s."""
    before = bench.rss_mib()
    _, writer = await bench.connect()
    writer.write(request("flood"))
    await asyncio.sleep(3)
    grown, taken = bench.rss_mib() - before, bench.upstream.written / 2**20
    writer.transport.abort()
    return f"took {taken:.1f} MiB, grew by {grown:.1f} MiB"


async def refuse(bench: Bench, *, chunked: bool) -> str:
    before = bench.rss_mib()
    reader, writer = await bench.connect()
    size = 50 * 2**20
    framing = b"transfer-encoding: chunked" if chunked else b"content-length: %d" % size
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nhost: probe\r\n" + framing + b"\r\n\r\n")
    sent = 0
    begun = time.perf_counter()
    block = b" " * 2**16
    reply = asyncio.ensure_future(reader.readuntil(b"\r\n\r\n"))
    sent_at_reply = 0
    peak = before
    try:
        while sent < size:
            writer.write(b"10000\r\n" + block + b"\r\n" if chunked else block)
            sent += len(block)
            async with asyncio.timeout(15):
                await writer.drain()
            await asyncio.sleep(0)
            if reply.done() and not sent_at_reply:
                sent_at_reply = sent
            peak = max(peak, bench.rss_mib()) if sent % 2**22 == 0 else peak
        ended = "all of it sent"
    except (OSError, TimeoutError) as error:
        ended = f"{type(error).__name__} after {sent / 2**20:.1f} MiB"
    try:
        async with asyncio.timeout(5):
            status = (await reply).split(b"\r\n")[0].decode()
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        status = f"no reply ({type(error).__name__})"
    seconds = time.perf_counter() - begun
    writer.transport.abort()
    at = f" at {sent_at_reply / 2**20:.1f} MiB" if sent_at_reply else ""
    return f"{status}{at}; {ended}; {seconds:.2f} s; grew by {peak - before:.1f} MiB"


async def large_body(bench: Bench) -> str:
    """A body of 50 MB, its length given."""
    return await refuse(bench, chunked=False)


async def large_chunked_body(bench: Bench) -> str:
    """A body of 50 MB in chunks, its length not given."""
    return await refuse(bench, chunked=True)


async def terminated_in_stream(bench: Bench) -> str:
    """SIGTERM while a stream of 2 s is half done."""
    reader, writer = await bench.connect()
    writer.write(request("drip"))
    await asyncio.sleep(0.7)
    begun = time.perf_counter()
    bench.process.send_signal(signal.SIGTERM)
    await asyncio.sleep(0.3)
    try:
        await bench.connect()
        accepts = "still accepts"
    except OSError:
        accepts = "refuses new connections"
    try:
        async with asyncio.timeout(8):
            body = await reader.readuntil(b"0\r\n\r\n")
        stream = "stream ends whole" if body.count(b"data:") == 20 else f"stream cut at {body.count(b'data:')}/20"
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        stream = f"stream cut ({type(error).__name__})"
    writer.close()
    try:
        code: int | None = await asyncio.to_thread(bench.process.wait, 12)
    except subprocess.TimeoutExpired:
        code = None
    return f"{stream}; {accepts}; exit status {code} after {time.perf_counter() - begun:.1f} s"


async def port_in_use(bench: Bench) -> str:
    """A second start on the same port."""
    begun = time.perf_counter()
    second = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "candidates.py"), bench.name, "--port", str(bench.port), "--upstream", "http://127.0.0.1:9",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        async with asyncio.timeout(6):
            said, _ = await second.communicate()
    except TimeoutError:
        second.terminate()
        await second.wait()
        return "keeps running for 6 s"
    last = said.decode().strip().splitlines()[-1:] or ["nothing"]
    return f"exit status {second.returncode} after {time.perf_counter() - begun:.1f} s, says: {last[0][:110]}"


async def malformed(bench: Bench) -> str:
    """A request that is not HTTP."""
    reader, writer = await bench.connect()
    writer.write(b"GET / HTTP/9.9 \x00\r\n: :\r\n\r\n")
    try:
        async with asyncio.timeout(3):
            said = await reader.read(300)
    except (OSError, TimeoutError) as error:
        return type(error).__name__
    kind = re.search(rb"(?i)content-type: *([^\r]+)", said)
    return f"{said.split(bytes([13]))[0].decode()!r}, {kind[1].decode() if kind else 'no content type'}"


async def head_never_ends(bench: Bench) -> str:
    """A caller that sends half a head and waits (35 s)."""
    reader, writer = await bench.connect()
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nhost:")
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(35):
            await reader.read(300)
    except TimeoutError:
        return "kept open"
    except OSError:
        pass
    return f"closed after {time.perf_counter() - begun:.0f} s"


async def headers_forwarded(bench: Bench) -> str:
    """What the upstream is sent beside the caller's own headers."""
    reader, writer = await bench.connect()
    writer.write(request("quick", extra=b"x-own: 1\r\nx-own: 2\r\n"))
    async with asyncio.timeout(3):
        await reader.readuntil(b"\r\n\r\n")
    lines = bench.upstream.heads[-1].decode().split("\r\n")[1:-2]
    return ", ".join(line.split(":")[0].lower() for line in lines)


PROBES: tuple[Callable[[Bench], Awaitable[str]], ...] = (
    gone_before_head,
    gone_in_stream,
    back_pressure,
    large_body,
    large_chunked_body,
    terminated_in_stream,
    port_in_use,
    malformed,
    head_never_ends,
    headers_forwarded,
)


async def probe(name: str, names: list[str]) -> dict[str, str]:
    """Start a fresh candidate for each probe, so that none sees what another left."""
    found = {}
    for ask in PROBES:
        if ask.__name__ in names:
            async with started(name) as bench:
                found[ask.__name__] = await ask(bench)
                print(name, ask.__name__, found[ask.__name__], file=sys.stderr)
    return found


async def ask_all(candidates: list[str], names: list[str]) -> None:
    """Ask one candidate after the other and print a table a probe a row."""
    found = {name: await probe(name, names) for name in candidates}
    print("| probe | " + " | ".join(candidates) + " |\n|---|" + "---|" * len(candidates))
    for ask in PROBES:
        if ask.__name__ in names:
            what = (ask.__doc__ or "").strip().rstrip(".")
            print(f"| {what} | " + " | ".join(found[name][ask.__name__] for name in candidates) + " |")


def main() -> int:
    """Run every probe on every candidate, or those named: probes.py [CANDIDATE,…] [PROBE,…]."""
    from run import bench_folder

    sys.path.insert(0, str(bench_folder()))
    candidates = sys.argv[1].split(",") if len(sys.argv) > 1 else list(CANDIDATES)
    names = sys.argv[2].split(",") if len(sys.argv) > 2 else [ask.__name__ for ask in PROBES]
    asyncio.run(ask_all(candidates, names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
