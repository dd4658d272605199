"""Write a chat completions request, and read what comes back.

Members nobody here acts on are kept as raw JSON, both ways. Knows no transport.
Source: OpenAI API reference, chat completions (request, response, chunk, error object).
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from bylaw.authority import Fields, Message, Role
from bylaw.authority.chat import message_json, read_message
from bylaw.backend import Choice, ChoiceDelta, Chunk, Completion, Prompt, RoleFidelity, Sampling, Usage
from bylaw.errors import BylawError, EngineError, UpstreamError

__all__ = ["limit_json", "read_chunk", "read_completion", "request_json", "upstream_error"]

_object = msgspec.json.Decoder(dict[str, msgspec.Raw])
_objects = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])
_string = msgspec.json.Decoder(str | None)
_number = msgspec.json.Decoder(int | float | None)
_RawObject = dict[str, msgspec.Raw]
_T = TypeVar("_T")
# RFC 9110, 10.2.3: seconds, or a date as `Fri, 31 Dec 1999 23:59:59 GMT`.
_RETRY_AFTER = re.compile(r"\d{1,9}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")

_COMPLETION_MEMBERS = frozenset({"id", "model", "created", "choices", "usage"})
_USAGE_MEMBERS = frozenset({"prompt_tokens", "completion_tokens", "total_tokens"})


def request_json(prompt: Prompt, *, messages: Sequence[Message], model: str, stream: bool) -> bytes:
    """Write the request; `messages` are the prompt's in roles the upstream has."""
    body: dict[str, object] = {"model": model, "messages": [message_json(message) for message in messages]}
    body.update(limit_json(prompt.sampling))
    for key, value in prompt.fields:
        if stream or key != "stream_options":  # OpenAI refuses stream_options without stream
            body[key] = msgspec.Raw(value)
    if stream:
        body["stream"] = True
    return msgspec.json.encode(body)


def limit_json(sampling: Sampling) -> dict[str, object]:
    """Give the members of a request that `sampling` decides; what it leaves open stays out."""
    out: dict[str, object] = {
        sampling.limit_field: sampling.max_tokens,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed,
        "stop": list(sampling.stop) or None,
        "n": sampling.n if sampling.n > 1 else None,
    }
    return {key: value for key, value in out.items() if value is not None}


def read_completion(
    body: bytes, *, where: str, roles: tuple[RoleFidelity, ...] = (), neutralised: int = 0
) -> Completion:
    """Read a whole answer.

    Raises:
        EngineError: it is none.
    """
    try:
        raw = _object.decode(body)
        choices = tuple(_read_choice(each, at) for at, each in enumerate(_objects.decode(raw["choices"])))
        return Completion(
            id=_text(raw, "id"),
            model=_text(raw, "model"),
            created=_count(raw, "created"),
            choices=choices,
            usage=_read_usage(raw),
            fields=_rest(raw, _COMPLETION_MEMBERS),
            roles=roles,
            neutralised=neutralised,
            raw=body,
        )
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, BylawError) as error:
        raise _not_ours("answer", where) from error


def read_chunk(data: bytes, *, where: str) -> Chunk:
    """Read one step of a streamed answer.

    Raises:
        UpstreamError: it is an error object.
        EngineError: it is none.
    """
    try:
        raw = _object.decode(data)
        if "choices" not in raw and (error := raw.get("error")) is not None and bytes(error) != b"null":
            raise upstream_error(_status_of(error), data, where=where)
        return Chunk(
            id=_text(raw, "id"),
            model=_text(raw, "model"),
            created=_count(raw, "created"),
            choices=tuple(_read_delta(each, at) for at, each in enumerate(_objects.decode(raw["choices"]))),
            usage=_read_usage(raw),
            fields=_rest(raw, _COMPLETION_MEMBERS),
            raw=data,
        )
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
        raise _not_ours("stream", where) from error


def upstream_error(status: int, body: bytes, *, where: str, key: str = "", retry_after: str = "") -> UpstreamError:
    """Make the error of an upstream that answered with one; its body is kept, save the key."""
    if key:
        body = body.replace(key.encode(), b"[secure]")
    kind = ""
    try:
        error = _object.decode(_object.decode(body)["error"])
        kind = _text(error, "code") or _text(error, "type")
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
        pass  # not OpenAI's shape: the status has to do
    return UpstreamError(
        f"the upstream answered {status}" + (f" ({kind[:60]})" if kind else ""),
        where=where,
        mend=_MENDS.get(status, "look at its own log" if status >= 500 else "look at the request and its answer"),
        status=status,
        body=body,
        retry_after=retry_after if _RETRY_AFTER.fullmatch(retry_after) else "",
    )


_MENDS = {
    401: "check that the key's variable is set to a valid key",
    403: "check that the key may use this model",
    404: "check the base URL (it mostly ends in /v1) and the model's name",
    429: "wait, or raise the upstream's limit",
}


def _read_choice(raw: _RawObject, at: int) -> Choice:
    message = _object.decode(raw["message"])
    message.setdefault("role", msgspec.Raw(b'"assistant"'))
    return Choice(
        index=_count(raw, "index", at),
        message=read_message(message, where=f"choices[{at}].message"),
        finish_reason=_text(raw, "finish_reason") or None,
        fields=_rest(raw, {"index", "message", "finish_reason"}),
    )


def _read_delta(raw: _RawObject, at: int) -> ChoiceDelta:
    delta = _object.decode(raw["delta"]) if "delta" in raw and bytes(raw["delta"]) != b"null" else {}
    content = _string.decode(delta["content"]) if "content" in delta else None
    return ChoiceDelta(
        index=_count(raw, "index", at),
        role=Role.ASSISTANT if "role" in delta and bytes(delta["role"]) != b"null" else None,
        content=content,
        finish_reason=_text(raw, "finish_reason") or None,
        delta_fields=_rest(delta, {"role", "content"}),
        fields=_rest(raw, {"index", "delta", "finish_reason"}),
    )


def _read_usage(raw: _RawObject) -> Usage | None:
    said = raw.get("usage")
    if said is None or bytes(said) == b"null":
        return None
    usage = _object.decode(said)
    return Usage(
        _count(usage, "prompt_tokens"),
        _count(usage, "completion_tokens"),
        _count(usage, "total_tokens"),
        _rest(usage, _USAGE_MEMBERS),
    )


def _text(raw: _RawObject, key: str) -> str:
    """A member as text; numbers, which some upstreams send as ids and error codes, as they stand."""
    if key not in raw:
        return ""
    value = bytes(raw[key])
    return (_string.decode(value) or "") if value[:1] in (b'"', b"n") else value.decode()


def _count(raw: _RawObject, key: str, default: int = 0) -> int:
    return int(_number.decode(raw[key]) or 0) if key in raw else default


def _rest(raw: _RawObject, taken: frozenset[str] | set[str]) -> Fields:
    return tuple((key, bytes(value)) for key, value in raw.items() if key not in taken)


def _status_of(error: msgspec.Raw) -> int:
    """The status in an error that came in mid-stream, where it names one."""
    try:
        code = _object.decode(error).get("code")
        status = int(_number.decode(code) or 0) if code is not None else 0
    except (msgspec.DecodeError, UnicodeDecodeError):
        return 502
    return status if 400 <= status <= 599 else 502


def _not_ours(what: str, where: str) -> EngineError:
    return EngineError(
        f"the {what} is not a chat completion",
        where=where,
        mend="check that the base URL is that of an OpenAI-compatible server (it mostly ends in /v1)",
    )
