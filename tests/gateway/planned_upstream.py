"""An OpenAI-compatible server over real HTTP that says what a test planned, byte for byte."""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from aiohttp import web

__all__ = ["Planned", "chunk", "completion", "planned_upstream"]


@dataclass
class Planned:
    """What the server says, whole and streamed, and what it was asked."""

    whole: bytes = b""
    chunks: Sequence[bytes] = ()
    """The data of each event of a stream."""
    cut: Sequence[int] = ()
    """Places in the stream's bytes where one write ends and the next begins."""
    done: bool = True
    """Whether the stream ends with `[DONE]`; otherwise it breaks off."""
    delay_s: float = 0.0
    """Wait between two writes."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    left: int = 0
    """Streams whose reader hung up."""
    url: str = ""


def completion(*messages: dict[str, Any], finish: str = "stop", **more: Any) -> bytes:
    """Write a whole answer with one choice for each message, oddly spaced: a rewritten one shows."""
    choices = [
        {"index": at, "message": {"role": "assistant", "content": None, **each}, "finish_reason": finish}
        for at, each in enumerate(messages)
    ]
    said = {"id": "up-1", "object": "chat.completion", "created": 7, "model": "m", "choices": choices, **more}
    return json.dumps(said, indent=1).encode()


def chunk(delta: dict[str, Any], finish: str | None = None, *, index: int = 0, **more: Any) -> bytes:
    """Write one event of a stream."""
    choice = {"index": index, "delta": delta, "finish_reason": finish, **more}
    said = {"id": "up-1", "object": "chat.completion.chunk", "created": 7, "model": "m", "choices": [choice]}
    return json.dumps(said).encode()


@asynccontextmanager
async def planned_upstream(planned: Planned) -> AsyncGenerator[Planned, None]:
    """Serve a plan; its `url` is set within the block."""

    async def chat(request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        planned.asked.append(asked)
        if not asked.get("stream"):
            return web.Response(body=planned.whole, content_type="application/json")
        response = web.StreamResponse(headers={"content-type": "text/event-stream"})
        await response.prepare(request)
        data = b"".join(b"data: " + each + b"\n\n" for each in planned.chunks)
        data += b"data: [DONE]\n\n" if planned.done else b""
        places = [0, *(at for at in sorted(planned.cut) if 0 < at < len(data)), len(data)]
        try:
            for start, end in pairwise(places):
                await response.write(data[start:end])
                await asyncio.sleep(planned.delay_s)
        except (ConnectionResetError, asyncio.CancelledError):
            planned.left += 1
            raise
        if not planned.done and request.transport is not None:
            request.transport.close()
        return response

    app = web.Application()
    app.router.add_post("/v1/chat/completions", chat)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    planned.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield planned
    finally:
        await runner.cleanup()
