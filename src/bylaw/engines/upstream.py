"""The HTTP side of an engine: one pooled client, and every way a server can fail said in one clear error.

Knows no roles and no JSON beyond the error object: bytes out, bytes in.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bylaw.engines.sse import SseParser
from bylaw.engines.wire import upstream_error
from bylaw.errors import EngineError

__all__ = ["Upstream", "UpstreamConfig"]

# Below the 5 s after which uvicorn, Node and llama.cpp close an idle connection: a request on a connection
# that the other side is just closing fails, and a chat completion may not simply be sent twice.
_KEEP_ALIVE_S = 4.0
_LONGEST_BODY = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class UpstreamConfig:
    """Where a server is and how long we wait for it."""

    base_url: str
    """Up to the path of the API, as `https://host/v1`; no slash at the end."""
    where: str
    """How errors name it."""
    key: str = field(default="", repr=False)
    """Sent as a bearer token; empty sends none."""
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 600.0
    """Longest silence between two pieces of an answer."""
    socket_path: str = ""
    """A Unix socket that stands for the host of `base_url`."""


class Upstream:
    """One server, reached through one pool of connections."""

    def __init__(self, config: UpstreamConfig) -> None:
        self._config = config
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self._live: set[aiohttp.ClientResponse] = set()

    async def post(self, path: str, body: bytes) -> bytes:
        """Send one request and give the whole answer."""
        return await self._request("POST", path, body)

    async def get(self, path: str) -> bytes:
        """Ask for one document."""
        return await self._request("GET", path, None)

    async def events(self, path: str, body: bytes) -> AsyncGenerator[bytes, None]:
        """Send one request and give the data of each event, up to and without `[DONE]`.

        An answer that ends without `[DONE]` just ends: whoever reads it knows whether it was finished.
        """
        parser = SseParser()
        try:
            async with self._answer("POST", path, body) as response:
                async for piece in response.content.iter_any():
                    for event in parser.feed(piece):
                        if event.data == b"[DONE]":
                            return
                        yield event.data
                if parser.pending:
                    raise self._is_closed() if self._closed else self._broke_off()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise self._said(error) from error

    async def aclose(self) -> None:
        """Close every connection; whoever waits for an answer gets an EngineError."""
        self._closed = True
        for response in self._live:  # aiohttp closes the connection under its readers without waking them
            response.content.set_exception(aiohttp.ClientConnectionError())
        if self._session is not None:
            await self._session.close()

    async def _request(self, method: str, path: str, body: bytes | None) -> bytes:
        try:
            async with self._answer(method, path, body) as response:
                return await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise self._said(error) from error

    @asynccontextmanager
    async def _answer(self, method: str, path: str, body: bytes | None) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send one request and wait for a good status."""
        if self._closed:
            raise self._is_closed()
        if self._session is None:
            self._session = self._connect()
        url = self._config.base_url + path
        async with self._session.request(method, url, data=body, allow_redirects=False) as response:
            self._live.add(response)
            try:
                await self._raise_for_status(response)
                yield response
            finally:
                self._live.discard(response)

    def _connect(self) -> aiohttp.ClientSession:
        config = self._config
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if config.key:
            headers["Authorization"] = f"Bearer {config.key}"
        connector = (
            # llama.cpp ends a kept connection after a number of requests without a word; a new one costs nothing here
            aiohttp.UnixConnector(config.socket_path, limit=0, force_close=True)
            if config.socket_path
            else aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE_S)
        )
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=config.connect_timeout_s, sock_read=config.read_timeout_s
        )
        return aiohttp.ClientSession(connector=connector, headers=headers, timeout=timeout)

    async def _raise_for_status(self, response: aiohttp.ClientResponse) -> None:
        if response.status == 200:
            return
        body = await response.content.read(_LONGEST_BODY)
        while not response.content.at_eof() and len(body) < _LONGEST_BODY:
            body += await response.content.read(_LONGEST_BODY - len(body))
        raise upstream_error(
            response.status,
            body,
            where=self._config.where,
            key=self._config.key,
            retry_after=response.headers.get("Retry-After", ""),
        )

    def _said(self, error: Exception) -> EngineError:
        config = self._config
        if self._closed:
            return self._is_closed()
        match error:
            case aiohttp.InvalidURL():
                return EngineError(
                    "this is no URL", where=config.where, mend="give one such as http://127.0.0.1:8080/v1"
                )
            case aiohttp.ConnectionTimeoutError():
                return EngineError(
                    f"no connection within {config.connect_timeout_s:g} s",
                    where=config.where,
                    mend="check that the host is up and reachable from here",
                )
            case aiohttp.ClientConnectorDNSError():
                return EngineError("no such host", where=config.where, mend="check the base URL's spelling")
            case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError():
                return EngineError(
                    "no trusted TLS connection", where=config.where, mend="check its certificate, or http against https"
                )
            case aiohttp.ClientConnectorError():
                return EngineError(
                    f"no connection ({error.strerror or 'refused'})",
                    where=config.where,
                    mend="start the server there, or check the base URL",
                )
            case TimeoutError():
                return EngineError(
                    f"no answer for {config.read_timeout_s:g} s",
                    where=config.where,
                    mend="look at the server, or raise the timeout",
                )
            case _:
                return self._broke_off()

    def _is_closed(self) -> EngineError:
        return EngineError("the engine is closed", where=self._config.where, mend="open it again")

    def _broke_off(self) -> EngineError:
        return EngineError(
            "the connection broke off before the answer was complete",
            where=self._config.where,
            mend="look at the server's own log, then try again",
        )
