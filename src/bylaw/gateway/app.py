"""The routes: chat completions whole and streamed, models, health.

Knows nothing of ports, signals or configuration, and decides nothing about a conversation: `turn` does. A caller that
leaves cancels its handler, and with it the engine's work.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

import msgspec
from aiohttp import web
from aiohttp.web_urldispatcher import MatchInfoError

from bylaw import __version__
from bylaw.backend import Chunk
from bylaw.errors import BylawError
from bylaw.gateway.faults import (
    BODY_BROKEN,
    BODY_LATE,
    OUR_FAULT,
    Fault,
    body_too_large,
    fault_of,
    model_not_found,
    no_method,
    no_route,
)
from bylaw.gateway.ready import next_or
from bylaw.gateway.wire import DONE, ChatRequest, event, read_request, write_chunk, write_completion
from bylaw.governor import Brief
from bylaw.records.decision import Decision
from bylaw.turn import Desk, complete, stream

__all__ = ["DEFAULT_MODEL", "Gateway", "create_app"]

DEFAULT_MODEL = "default"
_MOST_HELD = 2**16
"""Bytes of a stream that are gathered for one write at most."""
_ROUTES = ("/v1/chat/completions", "/v1/models", "/healthz")
_SSE = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache", "x-accel-buffering": "no"}
_log = logging.getLogger("bylaw.gateway")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Gateway:
    """What the routes serve."""

    desk: Desk
    models: tuple[str, ...] = ()
    """Names a caller may use beside `default`."""
    any_model: bool = False
    """Pass every name on: the upstream knows its models."""
    body_limit: int = 16 * 2**20
    """Bytes of a request's body at most."""
    body_timeout_s: float = 60.0
    """How long a whole body may take to come; half a body would be waited for without end."""
    started: int = field(default_factory=lambda: int(time.time()))

    def serves(self, model: str) -> bool:
        """Say whether a request for this model is answered."""
        return self.any_model or model in self.names

    @property
    def names(self) -> tuple[str, ...]:
        """The models that are listed, `default` first."""
        return (DEFAULT_MODEL, *(name for name in self.models if name != DEFAULT_MODEL))


_GATEWAY = web.AppKey("gateway", Gateway)


def create_app(gateway: Gateway) -> web.Application:
    """Make the application; who runs it sets `handler_cancellation`, so that leaving callers free the engine."""
    app = web.Application(middlewares=[_in_openai_shape], client_max_size=gateway.body_limit)
    app[_GATEWAY] = gateway
    app.router.add_route("POST", "/v1/chat/completions", _chat, expect_handler=_expect)
    app.router.add_get("/v1/models", _models)
    app.router.add_get("/v1/models/{model:.+}", _model)
    app.router.add_get("/healthz", _healthz)
    return app


# -- chat completions ----------------------------------------------------------------------------------------------


async def _chat(request: web.Request) -> web.StreamResponse:
    gateway = request.app[_GATEWAY]
    if (request.content_length or 0) > gateway.body_limit:
        return _answer(body_too_large(gateway.body_limit))
    try:
        async with asyncio.timeout(gateway.body_timeout_s):
            body = await request.read()
    except TimeoutError:
        return _answer(BODY_LATE)
    except web.RequestPayloadError:
        return _answer(BODY_BROKEN)
    asked = read_request(body)
    if not gateway.serves(asked.prompt.model):
        return _answer(model_not_found(asked.prompt.model, gateway.names))
    if asked.stream:
        return await _stream(request, asked, gateway.desk)
    answered = await complete(asked.prompt, desk=gateway.desk)
    headers = _headers(answered.record_id if gateway.desk.records is not None else "", answered.outcome.brief)
    if checked := _checks_header(answered.outcome.decision):
        headers["bylaw-checks"] = checked
    if answered.outcome.brief.limit is not None:
        headers["bylaw-budget"] = answered.outcome.decision.budget
    return web.Response(body=write_completion(answered.completion), headers=headers, content_type="application/json")


async def _stream(request: web.Request, asked: ChatRequest, desk: Desk) -> web.StreamResponse:
    streamed = await stream(asked.prompt, desk=desk)
    async with aclosing(streamed.chunks):
        first = await anext(streamed.chunks, None)  # before the head goes out: until here a failure has a status
        headers = _headers(streamed.record_id if desk.records is not None else "", streamed.outcome.brief)
        if streamed.outcome.brief.whole:
            headers["bylaw-stream"] = "whole"  # nothing was released before all of it was verified
        response = web.StreamResponse(headers={**headers, **_SSE})
        try:
            await response.prepare(request)
            await _send(response, first, streamed.chunks, include_usage=asked.include_usage)
        except ConnectionResetError:
            return response  # the caller left; closing the chunks stops the engine
    return response


async def _send(
    response: web.StreamResponse, first: Chunk | None, chunks: AsyncGenerator[Chunk, None], *, include_usage: bool
) -> None:
    held = bytearray()  # what came without waiting goes out in one write

    async def flush() -> None:
        if held:
            data = bytes(held)
            held.clear()
            await response.write(data)

    chunk = first
    try:
        while chunk is not None:
            for line in write_chunk(chunk, include_usage=include_usage):
                held += event(line)
            if len(held) > _MOST_HELD:
                await flush()
            try:
                chunk = await next_or(chunks, flush)
            except StopAsyncIteration:
                chunk = None
        held += DONE
    except BylawError as error:
        fault = fault_of(error)
        _log.warning("a stream broke off: %s", fault.message)
        held += event(fault.event_json)
    await flush()
    await response.write_eof()


async def _expect(request: web.Request) -> web.StreamResponse | None:
    """Answer `Expect: 100-continue`; a body that is too large is refused before it is sent."""
    limit = request.app[_GATEWAY].body_limit
    if (request.content_length or 0) > limit:
        return _answer(body_too_large(limit))
    if request.transport is not None:
        request.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    return None


# -- the rest ------------------------------------------------------------------------------------------------------


async def _models(request: web.Request) -> web.Response:
    gateway = request.app[_GATEWAY]
    return _json({"object": "list", "data": [_model_json(name, gateway) for name in gateway.names]})


async def _model(request: web.Request) -> web.StreamResponse:
    gateway = request.app[_GATEWAY]
    model = request.match_info["model"]
    if model not in gateway.names:
        return _answer(model_not_found(model, gateway.names))
    return _json(_model_json(model, gateway))


def _model_json(name: str, gateway: Gateway) -> dict[str, object]:
    return {"id": name, "object": "model", "created": gateway.started, "owned_by": "bylaw"}


async def _healthz(request: web.Request) -> web.Response:
    desk = request.app[_GATEWAY].desk
    policy = desk.policy
    return _json(
        {
            "status": "ok",
            "ready": True,  # the port opens once the engine is loaded
            "bylaw": __version__,
            "engine": desk.engine.backend.name,
            "mode": policy.mode,
            "records": desk.records is not None,
            "spec": {"file": policy.spec.file, "hash": policy.spec_hash, "clauses": len(policy.spec.clauses)},
        }
    )


@web.middleware
async def _in_openai_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every failure into OpenAI's shape, those of routing included."""
    try:
        return await handler(request)
    except BylawError as error:
        fault = fault_of(error)
    except web.HTTPRequestEntityTooLarge:
        fault = body_too_large(request.app[_GATEWAY].body_limit)
    except web.HTTPMethodNotAllowed as error:
        fault = no_method(request.method, request.path, ", ".join(sorted(error.allowed_methods)))
    except web.HTTPException as error:
        if not isinstance(request.match_info, MatchInfoError):
            raise
        fault = (
            no_route(request.method, request.path, _ROUTES) if error.status == 404 else Fault(error.status, str(error))
        )
    except ConnectionResetError:
        raise  # the caller left while its body was read
    except Exception:
        _log.exception("a request failed by our own fault")
        fault = OUR_FAULT
    if fault.status >= 500:
        _log.warning("%s %s: %d %s", request.method, request.path, fault.status, fault.message)
    return _answer(fault)


def _answer(fault: Fault) -> web.Response:
    response = web.Response(
        status=fault.status, body=fault.json, headers=_headers(""), content_type=fault.content_type, charset="utf-8"
    )
    if fault.retry_after:
        response.headers["Retry-After"] = fault.retry_after
    if fault.status in {408, 413}:
        response.force_close()
    return response


def _json(value: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), headers=_headers(""), content_type="application/json")


def _checks_header(decision: Decision) -> str:
    """Count what the checks said; a check that ran for two clauses counts twice."""
    counted = Counter({"kept": len(decision.kept), "unbound": len(decision.unbound)})
    counted.update(row.verdict for row in decision.verdicts)
    return ", ".join(f"{verdict}={count}" for verdict, count in sorted(counted.items()) if count)


def _headers(record_id: str, brief: Brief | None = None) -> dict[str, str]:
    headers = {"x-request-id": f"req_{secrets.token_hex(12)}"}
    if brief is not None and brief.reading.instructions:
        counted = Counter(ruling.outcome for ruling in brief.reading.rulings.instructions)
        headers["bylaw-rulings"] = ", ".join(f"{outcome}={count}" for outcome, count in sorted(counted.items()))
    if record_id:
        headers["bylaw-decision"] = record_id
    return headers
