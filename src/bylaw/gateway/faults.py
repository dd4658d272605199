"""Failures as HTTP answers in OpenAI's error shape.

An upstream's own error is passed on with its status and body. What a caller can't mend says so and shows nothing of
this machine beyond what the error itself says; a fault of our own program is logged and not described.
Source: OpenAI API reference, error codes.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

import msgspec

from bylaw.errors import (
    BylawError,
    ConfigError,
    ContextLengthError,
    ConversationError,
    EngineError,
    RecordError,
    UpstreamError,
)

__all__ = [
    "BODY_BROKEN",
    "BODY_LATE",
    "OUR_FAULT",
    "Fault",
    "body_too_large",
    "fault_of",
    "model_not_found",
    "no_method",
    "no_route",
]

_CALLER = "invalid_request_error"
_SERVER = "server_error"


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed request."""

    status: int
    message: str
    kind: str = _CALLER
    """OpenAI's `type`."""
    code: str | None = None
    param: str | None = None
    body: bytes | None = None
    """An upstream's answer as it came, which stands in place of the members above."""
    retry_after: str = ""
    """When an upstream wants to be asked again, as its header had it."""

    @property
    def json(self) -> bytes:
        """What the caller is sent."""
        return self.body if self.body is not None else self.own_json

    @property
    def event_json(self) -> bytes:
        """What stands inside a stream, where only JSON may."""
        return self.json if self.content_type == "application/json" else self.own_json

    @property
    def own_json(self) -> bytes:
        """The same in our own words whatever the upstream said."""
        error = {"message": self.message, "type": self.kind, "param": self.param, "code": self.code}
        return msgspec.json.encode({"error": error})

    @property
    def content_type(self) -> str:
        """What `json` is: nearly always JSON, but a proxy's error page may stand before an upstream."""
        start = self.json.lstrip()[:1]
        return "application/json" if start in {b"{", b"["} else "text/plain"


OUR_FAULT = Fault(500, "Bylaw failed on this request; its log says why", _SERVER, "internal_error")
"""A slip in our own program."""
BODY_BROKEN = Fault(
    400, "body: it doesn't have the encoding its head names; mend content-encoding or transfer-encoding", param="body"
)
BODY_LATE = Fault(408, "body: it didn't come whole in time; send it again", param="body")


def fault_of(error: BylawError) -> Fault:
    """Say what a caller is told of a failure."""
    match error:
        case ConversationError():
            return Fault(400, str(error), param=error.where or None, code="invalid_request")
        case ContextLengthError():
            return Fault(400, str(error), code="context_length_exceeded", param="messages")
        case UpstreamError() if error.status >= 400:  # a redirection of the upstream's is none of ours
            return Fault(
                error.status,
                str(error),
                _SERVER,
                "upstream_error",
                body=error.body or None,
                retry_after=error.retry_after,
            )
        case EngineError() if isinstance(error.__cause__, TimeoutError):
            return Fault(504, str(error), _SERVER, "upstream_timeout")
        case EngineError():
            return Fault(502, str(error), _SERVER, "engine_error")
        case RecordError():
            return Fault(503, f"no reply without its decision record: {error}", _SERVER, "record_failed")
        case ConfigError():  # met only now, as a model's name that the upstream doesn't know to mean one model
            return Fault(500, str(error), _SERVER, "configuration_error")
        case _:
            return OUR_FAULT


def body_too_large(limit: int) -> Fault:
    """Refuse a body over the limit."""
    return Fault(
        413,
        f"the body is over {limit / 2**20:g} MiB; send less, or start with a higher --max-body-mib",
        code="body_too_large",
    )


def model_not_found(model: str, served: tuple[str, ...]) -> Fault:
    """Say which models there are."""
    return Fault(
        404,
        f"model: no model here is called {model[:80]!r}; use {' or '.join(repr(name) for name in served)}",
        code="model_not_found",
        param="model",
    )


def no_route(method: str, path: str, routes: tuple[str, ...]) -> Fault:
    """Say which routes there are, and which one was probably meant."""
    meant = next((route for route in routes if path.rstrip("/").endswith(route.removeprefix("/v1"))), None)
    mend = f"did you mean {meant}? A client's base URL ends in /v1" if meant else f"there are {', '.join(routes)}"
    return Fault(404, f"{method} {path[:120]}: there is nothing here; {mend}", code="unknown_url")


def no_method(method: str, path: str, allowed: str) -> Fault:
    """Say which method a route takes."""
    return Fault(405, f"{method} {path[:120]}: this takes {allowed} only", code="method_not_allowed")
