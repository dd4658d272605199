"""The candidate stacks: one small relay on each, doing per request what the gateway does without its record.

    candidates.py uvicorn-starlette+aiohttp --port 9401 --upstream http://127.0.0.1:9100

Each refuses a body over 8 MiB, puts the preamble in front of `messages`, sends the body on over a keep-alive pool, and
passes status, headers and body back; an event stream goes chunk by chunk. When the caller leaves, the request to the
upstream ends too, as far as the server lets one know. A candidate's name is SERVER+CLIENT.
"""
# SPDX-License-Identifier: Apache-2.0
# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator"

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from bodies import BODIES
from clients import CLIENTS, Client, Reply, passed_on

__all__ = ["SERVERS", "rsgi_app", "starlette_app"]

_PATH = "/v1/chat/completions"
_LIMIT = 8 * 2**20
_TOO_LARGE = '{"error": {"message": "the body is over 8 MiB", "type": "invalid_request_error"}}'
add_preamble = BODIES[os.environ.get("STACK_BODY", "raw")]


def client_named_in_environment() -> Client:
    """Granian loads the application in a worker process, which knows only its environment."""
    client: Client = CLIENTS[os.environ["STACK_CLIENT"]](os.environ["STACK_UPSTREAM"])
    return client


# -- aiohttp.web --------------------------------------------------------------------------------------------------


def serve_aiohttp(port: int) -> None:
    """Serve with aiohttp on uvloop."""
    import uvloop
    from aiohttp import web

    key: web.AppKey[Client] = web.AppKey("client")

    async def complete(request: web.Request) -> web.StreamResponse:
        if (request.content_length or 0) > _LIMIT:
            raise web.HTTPRequestEntityTooLarge(_LIMIT, text=_TOO_LARGE)
        body = add_preamble(await request.read())
        reply = await request.app[key].post(request.path_qs, passed_on(request.headers.items()), body)
        try:
            if not reply.streams:
                return web.Response(status=reply.status, headers=reply.headers, body=await reply.read())
            out = web.StreamResponse(status=reply.status, headers=reply.headers)
            await out.prepare(request)
            async for chunk in reply.chunks():
                await out.write(chunk)
            await out.write_eof()
            return out
        finally:
            await reply.close()

    async def pool(app: web.Application) -> AsyncIterator[None]:
        app[key] = client_named_in_environment()
        yield
        await app[key].close()

    app = web.Application(client_max_size=_LIMIT)
    app.cleanup_ctx.append(pool)
    app.router.add_post(_PATH, complete)
    web.run_app(
        app, host="127.0.0.1", port=port, access_log=None, print=None, loop=uvloop.new_event_loop(),
        handler_cancellation=True,
        keepalive_timeout=20,  # also ends a connection that never finishes its first head
    )  # fmt: skip


# -- Starlette, under uvicorn or granian ----------------------------------------------------------------------------


def starlette_app() -> Any:
    """One route, one streaming response class: Starlette as its manual shows it.

    A caller that leaves before the reply's head is not noticed; StreamingResponse notices one that leaves later.
    """
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response, StreamingResponse
    from starlette.routing import Route

    async def complete(request: Request) -> Response:
        if int(request.headers.get("content-length", "0")) > _LIMIT:
            return Response(_TOO_LARGE, status_code=413, media_type="application/json")
        parts, size = [], 0
        async for part in request.stream():
            parts.append(part)
            size += len(part)
            if size > _LIMIT:
                return Response(_TOO_LARGE, status_code=413, media_type="application/json")
        body = add_preamble(b"".join(parts))
        reply = await request.app.state.client.post(request.url.path, passed_on(request.headers.items()), body)
        if reply.streams:

            async def chunks() -> AsyncIterator[bytes]:
                try:
                    async for chunk in reply.chunks():
                        yield chunk
                finally:
                    await reply.close()

            return StreamingResponse(chunks(), status_code=reply.status, headers=dict(reply.headers))
        try:
            return Response(await reply.read(), status_code=reply.status, headers=dict(reply.headers))
        finally:
            await reply.close()

    @asynccontextmanager
    async def pool(app: Starlette) -> AsyncIterator[None]:
        app.state.client = client_named_in_environment()
        yield
        await app.state.client.close()

    return Starlette(routes=[Route(_PATH, complete, methods=["POST"])], lifespan=pool)


# -- bare ASGI, alone or as a Starlette route -------------------------------------------------------------------------


async def cancel_when_gone(receive: Any, task: asyncio.Task[Any]) -> None:
    """Wait for the caller to leave, then end its task: ASGI tells it in no other way."""
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()


async def asgi_relay(client: Client, scope: Any, receive: Any, send: Any) -> None:
    """No framework: scope, receive, send."""
    named = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    size = next((int(value) for name, value in named if name == "content-length"), 0)
    parts: list[bytes] = []
    more = size <= _LIMIT
    size = 0 if more else size
    while more and size <= _LIMIT:
        event = await receive()
        parts.append(event.get("body", b""))
        size += len(parts[-1])
        more = event.get("more_body", False)
    if size > _LIMIT:
        head = [(b"content-type", b"application/json"), (b"content-length", str(len(_TOO_LARGE)).encode())]
        head.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": 413, "headers": head})
        await send({"type": "http.response.body", "body": _TOO_LARGE.encode()})
        return
    task = asyncio.current_task()
    assert task is not None
    watch = asyncio.create_task(cancel_when_gone(receive, task))
    reply: Reply | None = None
    try:
        reply = await client.post(scope["path"], passed_on(named), add_preamble(b"".join(parts)))
        back = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
        if reply.streams:
            await send({"type": "http.response.start", "status": reply.status, "headers": back})
            async for chunk in reply.chunks():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            watch.cancel()
            await send({"type": "http.response.body", "body": b""})
        else:
            body = await reply.read()
            back.append((b"content-length", str(len(body)).encode()))
            watch.cancel()
            await send({"type": "http.response.start", "status": reply.status, "headers": back})
            await send({"type": "http.response.body", "body": body})
    finally:
        watch.cancel()
        if reply is not None:
            await reply.close()


def asgi_app() -> Callable[[Any, Any, Any], Awaitable[None]]:
    """The relay alone, with the lifespan protocol written out."""
    clients: list[Client] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await asgi_relay(clients[0], scope, receive, send)
            return
        await receive()
        clients.append(client_named_in_environment())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await clients[0].close()
        await send({"type": "lifespan.shutdown.complete"})

    return app


def routed_app() -> Any:
    """Starlette for routing and everything else, the relay as a bare ASGI endpoint of one route."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    class Endpoint:
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            await asgi_relay(scope["app"].state.client, scope, receive, send)

    @asynccontextmanager
    async def pool(app: Starlette) -> AsyncIterator[None]:
        app.state.client = client_named_in_environment()
        yield
        await app.state.client.close()

    return Starlette(routes=[Route(_PATH, Endpoint(), methods=["POST"])], lifespan=pool)


# -- RSGI, granian's own protocol -----------------------------------------------------------------------------------


class RsgiApp:
    """No framework: scope and protocol."""

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        async def make() -> Client:
            return client_named_in_environment()

        self.client = loop.run_until_complete(make())

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.run_until_complete(self.client.close())

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        parts: list[bytes] = []
        size = int(scope.headers.get("content-length", "0"))
        if size <= _LIMIT:
            size = 0
            async for part in proto:
                parts.append(part)
                size += len(part)
                if size > _LIMIT:
                    break
        if size > _LIMIT:
            proto.response_str(413, [("content-type", "application/json"), ("connection", "close")], _TOO_LARGE)
            return
        task = asyncio.current_task()
        assert task is not None
        gone = asyncio.ensure_future(proto.client_disconnect())
        gone.add_done_callback(lambda gone: gone.cancelled() or task.cancel())
        reply: Reply | None = None
        try:
            reply = await self.client.post(scope.path, passed_on(scope.headers.items()), add_preamble(b"".join(parts)))
            if not reply.streams:
                body = await reply.read()
                gone.cancel()
                proto.response_bytes(reply.status, reply.headers, body)
                return
            out = proto.response_stream(reply.status, reply.headers)
            async for chunk in reply.chunks():
                await out.send_bytes(chunk)
        finally:
            gone.cancel()
            if reply is not None:
                await reply.close()


rsgi_app = RsgiApp()


def serve_uvicorn(port: int, app: Any) -> None:
    """Serve with uvicorn and its fast parts: httptools and uvloop."""
    import uvicorn

    uvicorn.run(
        app, host="127.0.0.1", port=port, http="httptools", loop="uvloop", lifespan="on",
        log_level="warning", access_log=False, ws="none", server_header=False,
    )  # fmt: skip


def serve_granian(port: int, target: str, interface: str) -> None:
    """Serve with granian: one worker, one thread for I/O."""
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.server import Server

    Server(
        f"candidates:{target}", address="127.0.0.1", port=port, interface=Interfaces(interface), workers=1,
        factory=target == "starlette_app", loop=Loops.uvloop, http=HTTPModes.http1, websockets=False, log_enabled=False,
    ).serve()  # fmt: skip


SERVERS: dict[str, Callable[[int], None]] = {
    "aiohttp": serve_aiohttp,
    "uvicorn-starlette": lambda port: serve_uvicorn(port, starlette_app()),
    "uvicorn-routed": lambda port: serve_uvicorn(port, routed_app()),
    "uvicorn-asgi": lambda port: serve_uvicorn(port, asgi_app()),
    "granian-starlette": lambda port: serve_granian(port, "starlette_app", "asgi"),
    "granian-rsgi": lambda port: serve_granian(port, "rsgi_app", "rsgi"),
}


def main() -> int:
    """Serve one candidate until it is told to stop."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("name", help=f"SERVER+CLIENT of {', '.join(SERVERS)} and {', '.join(CLIENTS)}")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--upstream", required=True)
    args = parser.parse_args()
    server, client = args.name.split("+")
    os.environ["STACK_CLIENT"], os.environ["STACK_UPSTREAM"] = client, args.upstream
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    SERVERS[server](args.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
