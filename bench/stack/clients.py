"""Upstream clients of the candidates: each posts one body and hands back a reply that can be streamed."""
# SPDX-License-Identifier: Apache-2.0
# mypy: disable-error-code="import-not-found, import-untyped"

from collections.abc import AsyncIterator
from typing import Any, Protocol

__all__ = ["CLIENTS", "Client", "Reply"]

Headers = list[tuple[str, str]]
_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "host", "date", "server"})


def passed_on(headers: Any) -> Headers:
    """Leave out what belongs to one connection only."""
    return [(name, value) for name, value in headers if name.lower() not in _HOP]


class Reply(Protocol):
    """An upstream reply whose body has not been read yet."""

    status: int
    headers: Headers
    streams: bool

    async def read(self) -> bytes: ...

    def chunks(self) -> AsyncIterator[bytes]: ...

    async def close(self) -> None: ...


class Client(Protocol):
    """A keep-alive pool towards one upstream."""

    async def post(self, path: str, headers: Headers, body: bytes) -> Reply: ...

    async def close(self) -> None: ...


def _streams(headers: Headers) -> bool:
    return any(name.lower() == "content-type" and value.startswith("text/event-stream") for name, value in headers)


class AiohttpReply:
    """A reply read by aiohttp."""

    def __init__(self, reply: Any) -> None:
        self.reply, self.status, self.headers = reply, reply.status, passed_on(reply.headers.items())
        self.streams = _streams(self.headers)

    async def read(self) -> bytes:
        body: bytes = await self.reply.read()
        return body

    def chunks(self) -> AsyncIterator[bytes]:
        found: AsyncIterator[bytes] = self.reply.content.iter_any()
        return found

    async def close(self) -> None:
        self.reply.close()


class Aiohttp:
    """aiohttp's client: no cookie jar, no decompression, no header of its own."""

    def __init__(self, upstream: str) -> None:
        import aiohttp

        self.upstream = upstream
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("accept", "accept-encoding", "user-agent", "content-type"),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=60),
        )

    async def post(self, path: str, headers: Headers, body: bytes) -> Reply:
        reply = await self.session.post(self.upstream + path, headers=headers, data=body, allow_redirects=False)
        return AiohttpReply(reply)

    async def close(self) -> None:
        await self.session.close()


class HttpxReply:
    """A reply read by httpx, or by httpx2, which has the same names."""

    def __init__(self, reply: Any) -> None:
        self.reply, self.status, self.headers = reply, reply.status_code, passed_on(reply.headers.multi_items())
        self.streams = _streams(self.headers)

    async def read(self) -> bytes:
        return b"".join([chunk async for chunk in self.reply.aiter_raw()])

    def chunks(self) -> AsyncIterator[bytes]:
        found: AsyncIterator[bytes] = self.reply.aiter_raw()
        return found

    async def close(self) -> None:
        await self.reply.aclose()


class Httpx:
    """httpx's client with a pool that never makes a caller wait."""

    module = "httpx"

    def __init__(self, upstream: str) -> None:
        from importlib import import_module

        httpx = import_module(self.module)
        self.upstream = upstream
        self.client = httpx.AsyncClient(
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=256), timeout=60, trust_env=False
        )

    async def post(self, path: str, headers: Headers, body: bytes) -> Reply:
        request = self.client.build_request("POST", self.upstream + path, headers=headers, content=body)
        return HttpxReply(await self.client.send(request, stream=True))

    async def close(self) -> None:
        await self.client.aclose()


class Httpx2(Httpx):
    """httpx2, the successor of httpx."""

    module = "httpx2"


class NiquestsReply:
    """A reply read by niquests."""

    def __init__(self, reply: Any) -> None:
        self.reply, self.status, self.headers = reply, reply.status_code, passed_on(reply.headers.items())
        self.streams = _streams(self.headers)

    async def read(self) -> bytes:
        body: bytes = await self.reply.content
        return body

    async def chunks(self) -> AsyncIterator[bytes]:
        async for chunk in await self.reply.iter_raw(-1):
            yield chunk

    async def close(self) -> None:
        await self.reply.close()


class Niquests:
    """niquests over urllib3-future, held to HTTP/1.1."""

    def __init__(self, upstream: str) -> None:
        import niquests

        self.upstream = upstream
        self.session = niquests.AsyncSession(
            pool_connections=4, pool_maxsize=256, disable_http2=True, disable_http3=True
        )
        self.session.trust_env = False

    async def post(self, path: str, headers: Headers, body: bytes) -> Reply:
        reply = await self.session.post(
            self.upstream + path, headers=dict(headers), data=body, stream=True, allow_redirects=False
        )
        return NiquestsReply(reply)

    async def close(self) -> None:
        await self.session.close()


class PyreqwestReply:
    """A reply read by pyreqwest."""

    def __init__(self, opened: Any, reply: Any) -> None:
        self.opened, self.reply, self.status = opened, reply, reply.status
        self.headers = passed_on(reply.headers.items())
        self.streams = _streams(self.headers)

    async def read(self) -> bytes:
        return bytes(await self.reply.bytes())

    async def chunks(self) -> AsyncIterator[bytes]:
        reader = self.reply.body_reader
        while (chunk := await reader.read_chunk()) is not None:
            yield bytes(chunk)

    async def close(self) -> None:
        await self.opened.__aexit__(None, None, None)


class Pyreqwest:
    """pyreqwest, which is Rust's reqwest with its own threads."""

    def __init__(self, upstream: str) -> None:
        from pyreqwest.client import ClientBuilder

        self.upstream = upstream
        self.client = (
            ClientBuilder().http1_only().no_proxy().gzip(enable=False).default_cookie_store(enable=False).build()
        )

    async def post(self, path: str, headers: Headers, body: bytes) -> Reply:
        opened = self.client.post(self.upstream + path).headers(headers).body_bytes(body).build_streamed()
        return PyreqwestReply(opened, await opened.__aenter__())

    async def close(self) -> None:
        await self.client.close()


CLIENTS: dict[str, type[Any]] = {
    "aiohttp": Aiohttp,
    "httpx": Httpx,
    "httpx2": Httpx2,
    "niquests": Niquests,
    "pyreqwest": Pyreqwest,
}
