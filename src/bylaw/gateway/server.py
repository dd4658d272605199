"""Run the gateway on a port: bind early, open late, leave gracefully.

The port is taken before anything slow starts, so that a port in use is met before a model is fetched; it takes no
connection until everything is ready. On SIGTERM or SIGINT the gateway takes no more of them and gives running requests
a few seconds; a second signal ends the process at once.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
from collections.abc import AsyncGenerator, Callable
from http.client import HTTPConnection, HTTPException

import msgspec
from aiohttp import web

from bylaw.errors import ConfigError
from bylaw.gateway.app import Gateway, create_app

__all__ = ["bind", "bylaw_at", "cancel_on_signals", "opened"]

_LINGER_S = 2.0
"""How long the rest of a refused body is read and thrown away: closing at once would take the answer away with it."""

_http_log = logging.getLogger("bylaw.gateway.http")


def bind(host: str, port: int) -> socket.socket:
    """Take a port without opening it.

    Raises:
        ConfigError: it is in use, not allowed, or the host is not one of this machine.
    """
    where = f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        # `localhost` is two addresses, and most clients try the older one.
        family, kind, protocol, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    except (socket.gaierror, OverflowError):
        raise ConfigError("no such host or port", where=where, mend="name another with --host and --port") from None
    taken = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # a port that was just left may be taken again; one in use still can't
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as error:
        taken.close()
        raise _unusable(host, port, error) from None
    return taken


def _unusable(host: str, port: int, error: OSError) -> ConfigError:
    where = f"{host}:{port}"
    if error.errno == errno.EADDRINUSE:
        what = "Bylaw already runs on this port" if bylaw_at(host, port) else "this port is in use"
        mend = f"name another with --port {port + 1 if port < 65535 else 8000}, or PORT=… make serve"
        return ConfigError(what, where=where, mend=f"{mend}; `ss -ltnp sport = :{port}` says whose it is")
    if error.errno == errno.EACCES:
        return ConfigError("this port is for the system's own services", where=where, mend="name one from 1024 up")
    return ConfigError(f"can't listen here ({os.strerror(error.errno or 0)})", where=where, mend="name another --host")


def bylaw_at(host: str, port: int) -> bool:
    """Say whether a Bylaw answers on a port of this machine."""
    link = HTTPConnection("127.0.0.1" if host in {"", "0.0.0.0"} else host, port, timeout=1)  # noqa: S104
    try:
        link.request("GET", "/healthz")
        said = msgspec.json.decode(link.getresponse().read(65536))
    except (OSError, HTTPException, msgspec.DecodeError, UnicodeDecodeError):
        return False
    finally:
        link.close()
    return isinstance(said, dict) and "bylaw" in said


@contextlib.asynccontextmanager
async def opened(gateway: Gateway, taken: socket.socket, *, grace_s: float) -> AsyncGenerator[str, None]:
    """Take requests within the block; on leaving it take no more, and let running ones end.

    Args:
        gateway: what is served.
        taken: the port, as `bind` gave it; closed at the end.
        grace_s: seconds that running requests get.

    Yields:
        The URL.

    Raises:
        ConfigError: another program opened the port since `bind`.
    """
    runner = web.AppRunner(
        create_app(gateway),
        access_log=None,
        logger=_http_log,
        handler_cancellation=True,
        shutdown_timeout=grace_s / 2,  # aiohttp waits so long twice before it cancels a handler
        lingering_time=_LINGER_S,
        keepalive_timeout=75.0,
    )
    try:
        await runner.setup()
        site = web.SockSite(runner, taken, backlog=1024)
        try:
            await site.start()
        except OSError as error:  # two that were bound and not yet open: the first to open has it
            host, port = taken.getsockname()[:2]
            raise _unusable(host, port, error) from None
        yield site.name
    finally:
        await runner.cleanup()
        taken.close()


def cancel_on_signals(leaving: Callable[[], None] = lambda: None) -> None:
    """Cancel the running task on SIGINT or SIGTERM; a second one ends the process at once. For the main thread alone.

    Args:
        leaving: called with the first one, before anything is closed.
    """
    task = asyncio.current_task()
    told = False

    def tell(number: int) -> None:
        nonlocal told
        if told or task is None:
            os._exit(128 + number)  # not even threads in the model's library are waited for
        told = True
        leaving()
        task.cancel()

    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # on Windows, where Ctrl-C cancels the task all the same
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, tell, number)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Log that a request's head was bad, and not its values: a key may be among them."""
    record.exc_info = None
    return True


_http_log.addFilter(_without_traceback)
