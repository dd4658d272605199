"""OpenAI's wire format: a request body becomes a Prompt; Completion and Chunk become JSON.

Members we act on are typed and checked. Every other member stays raw and goes on as it came, known to us or not; a
member given as null counts as absent, and goes on too. An answer that came as JSON and was not changed is relayed byte
for byte. Checks nothing that only the model can know, such as a limit above its context.
Source: OpenAI API reference, chat completions.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal, NoReturn, TypeVar

import msgspec
from msgspec import Meta

from bylaw.authority import ROLES, Fields, Message, Part, message_json, read_chat
from bylaw.authority.asked import Asked, read_asked
from bylaw.backend import Choice, ChoiceDelta, Chunk, Completion, Prompt, Sampling, Usage
from bylaw.errors import ConversationError

__all__ = ["DONE", "ChatRequest", "event", "read_request", "write_chunk", "write_completion"]

T = TypeVar("T")
RawObject = dict[str, msgspec.Raw]

DONE = b"data: [DONE]\n\n"
"""The last event of a stream that ended well."""

_Count = Annotated[int, Meta(ge=1, le=2**31 - 1)]
_Replies = Annotated[int, Meta(ge=1, le=128)]
_Seed = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
_Temperature = Annotated[float, Meta(ge=0)]  # no upper end: OpenAI's is 2, other servers go further
_TopP = Annotated[float, Meta(ge=0, le=1)]
_Stop = Annotated[str, Meta(min_length=1)]


class _Plain(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """What most messages are: a role and a text."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str


class _StreamOptions(msgspec.Struct):
    include_usage: bool | None = None


_objects: msgspec.json.Decoder[RawObject] = msgspec.json.Decoder(RawObject)
_messages: msgspec.json.Decoder[list[RawObject]] = msgspec.json.Decoder(list[RawObject])
_plain = msgspec.json.Decoder(list[_Plain])
_model = msgspec.json.Decoder(Annotated[str, Meta(min_length=1, max_length=256)])
_flag = msgspec.json.Decoder(bool)
_count: msgspec.json.Decoder[int] = msgspec.json.Decoder(_Count)
_replies: msgspec.json.Decoder[int] = msgspec.json.Decoder(_Replies)
_seed: msgspec.json.Decoder[int] = msgspec.json.Decoder(_Seed)
_temperature: msgspec.json.Decoder[float] = msgspec.json.Decoder(_Temperature)
_top_p: msgspec.json.Decoder[float] = msgspec.json.Decoder(_TopP)
_stop: msgspec.json.Decoder[str | list[str]] = msgspec.json.Decoder(
    _Stop | Annotated[list[_Stop], Meta(max_length=64)]  # OpenAI takes 4; the end of our list only bounds the work
)
_stream_options = msgspec.json.Decoder(_StreamOptions)
_encode = msgspec.json.Encoder().encode
_NULL = msgspec.Raw(b"null")
_KINDS = {
    "str": "a string",
    "int": "a number",
    "float": "a number with a fraction",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}
"""msgspec's words for what it met."""


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A chat completion as it was asked for."""

    prompt: Prompt
    stream: bool = False
    include_usage: bool = False
    """The caller wants a last chunk that holds the usage."""


def read_request(body: bytes) -> ChatRequest:
    """Read the body of `POST /v1/chat/completions`.

    Raises:
        ConversationError: the body is not such a request; `where` names the member.
    """
    members = _read_object(body)
    _refuse_repeated_names(body)
    if "messages" not in members:
        raise ConversationError(
            "there is no list of messages", where="messages", mend='send {"messages": [{"role": "user", "content": …}]}'
        )
    messages = _read_messages(members.pop("messages"))
    given = {name for name, raw in members.items() if bytes(raw) not in {b"null", b"[]"}}  # the others say nothing

    def take(name: str, decoder: msgspec.json.Decoder[T], wanted: str) -> T | None:
        return _read(decoder, members.pop(name), name, wanted) if name in given else None

    model = take("model", _model, "a model's name, of 1 to 256 characters")
    stream = take("stream", _flag, "true or false")
    for name in ("model", "stream"):  # null
        members.pop(name, None)
    limit_field = "max_completion_tokens" if "max_completion_tokens" in given else "max_tokens"
    stop = take("stop", _stop, "one text or a list of at most 64 texts, none of them empty")
    sampling = Sampling(
        max_tokens=take(limit_field, _count, "a whole number of tokens, 1 or more"),
        limit_field="max_tokens" if limit_field in given and limit_field == "max_tokens" else "max_completion_tokens",
        temperature=take("temperature", _temperature, "a number, 0 or more"),
        top_p=take("top_p", _top_p, "a number from 0 to 1"),
        seed=take("seed", _seed, "a whole number of 64 bits"),
        stop=() if stop is None else (stop,) if isinstance(stop, str) else tuple(stop),
        n=take("n", _replies, "a whole number from 1 to 128") or 1,
    )
    if "max_tokens" in given and limit_field == "max_completion_tokens":  # both: the newer wins, the other goes on
        _read(_count, members["max_tokens"], "max_tokens", "a whole number of tokens, 1 or more")
    options = _StreamOptions()
    if "stream_options" in given:
        options = _read(_stream_options, members["stream_options"], "stream_options", "an object")
    bylaw = members.pop("bylaw", None)  # ours alone: no upstream is sent it
    asked = read_asked(bytes(bylaw)) if "bylaw" in given and bylaw is not None else Asked()
    prompt = Prompt(messages, sampling, model=model or "default", fields=_fields(members), asked=asked)
    return ChatRequest(prompt, bool(stream), bool(options.include_usage))


def write_completion(completion: Completion) -> bytes:
    """Write a whole answer; as it came, where it came as JSON."""
    if completion.raw is not None:
        return completion.raw
    out: dict[str, object] = {
        "id": completion.id,
        "object": "chat.completion",
        "created": completion.created,
        "model": completion.model,
        "choices": [_choice_json(choice) for choice in completion.choices],
    }
    if completion.usage is not None:
        out["usage"] = _usage_json(completion.usage)
    return _encode(_with(out, completion.fields))


def write_chunk(chunk: Chunk, *, include_usage: bool) -> tuple[bytes, ...]:
    """Write one step of a streamed answer as the chunks a caller is sent: none, one or two.

    Usage goes out only where it was asked for, and then in a chunk of its own without choices, as OpenAI's does: code
    that reads `choices[0]` of every chunk would fall over one it didn't ask for.
    """
    if chunk.usage is not None and not chunk.choices and not include_usage:
        return ()
    if chunk.raw is not None:
        return (chunk.raw,)
    if chunk.usage is not None and chunk.choices:
        steps = (replace(chunk, usage=None), replace(chunk, choices=(), fields=()))
        return tuple(line for step in steps for line in write_chunk(step, include_usage=include_usage))
    out: dict[str, object] = {
        "id": chunk.id,
        "object": "chat.completion.chunk",
        "created": chunk.created,
        "model": chunk.model,
        "choices": [_delta_json(delta) for delta in chunk.choices],
    }
    if include_usage:
        out["usage"] = None if chunk.usage is None else _usage_json(chunk.usage)
    return (_encode(_with(out, chunk.fields)),)


def event(data: bytes) -> bytes:
    """Frame one JSON text as a server-sent event."""
    if b"\n" in data or b"\r" in data:  # JSON holds them between values alone, where a blank says the same
        data = data.replace(b"\r", b" ").replace(b"\n", b" ")
    return b"data: " + data + b"\n\n"


# -- reading -------------------------------------------------------------------------------------------------------


def _read_object(body: bytes) -> RawObject:
    try:
        str(body, "utf-8")  # raw members are never decoded here, so this is where bad bytes in them are met
        return _objects.decode(body)
    except UnicodeDecodeError as error:
        raise _bad_body(
            f"the body is not UTF-8 (byte 0x{body[error.start]:02x} at offset {error.start})", "encode it as UTF-8"
        ) from None
    except RecursionError:
        raise _too_deep() from None
    except msgspec.ValidationError:
        raise _bad_body("the body is JSON, but not an object", 'send {"model": …, "messages": […]}') from None
    except msgspec.DecodeError as error:
        raise _bad_body(_what_is_wrong(body, error), "send one JSON object") from None


def _what_is_wrong(body: bytes, error: msgspec.DecodeError) -> str:
    """Ask the standard library, which counts lines and columns. The two differ where JSON itself is lenient."""
    if not body.strip():
        return "the body is empty"
    try:
        text = json.dumps(json.loads(body, parse_constant=_no_constant), ensure_ascii=False)
    except json.JSONDecodeError as wrong:
        return f"the body is not JSON: {wrong.msg} at line {wrong.lineno} column {wrong.colno}"
    except RecursionError:
        return "the body is nested too deep"
    except ValueError as wrong:
        return f"the body is not JSON: {wrong}"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "the body holds half a surrogate pair (an escape from \\ud800 to \\udfff without its other half)"
    return f"the body is not JSON: {error}"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")


def _refuse_repeated_names(body: bytes) -> None:
    """Refuse an object that holds one name twice: a reader further on might take the other value."""
    try:
        json.loads(body, object_pairs_hook=_once, parse_int=_unread)  # Python reads no number of thousands of digits
    except RecursionError:
        raise _too_deep() from None


def _once(pairs: list[tuple[str, object]]) -> None:
    if len(dict(pairs)) == len(pairs):
        return
    seen = set()
    for name, _ in pairs:
        if name in seen:
            raise _bad_body(f"an object holds the name {name[:60]!r} twice", "send each name once")
        seen.add(name)


def _unread(digits: str) -> None:
    """Leave a number to whoever needs it."""


def _too_deep() -> ConversationError:
    return _bad_body("the body is nested too deep", "send lists and objects less deep in each other")


def _bad_body(what: str, mend: str) -> ConversationError:
    return ConversationError(what, where="body", mend=mend)


def _read_messages(raw: msgspec.Raw) -> tuple[Message, ...]:
    """Read the messages as `read_chat` does; conversations of plain text in a third of its time, being most of all."""
    try:
        plain = _plain.decode(raw)
    except msgspec.DecodeError:
        plain = []
    if plain:
        return tuple(Message(ROLES[each.role], (Part("text", each.content),), wire_role=each.role) for each in plain)
    return read_chat(_read(_messages, raw, "messages", "a list of message objects")).messages


def _read(decoder: msgspec.json.Decoder[T], raw: msgspec.Raw, where: str, wanted: str) -> T:
    try:
        return decoder.decode(raw)
    except msgspec.DecodeError as error:
        said, _, at = str(error).partition(" - at `$")  # Expected `str`, got `int` - at `$[3]`
        kind = said.rpartition("got `")[2].rstrip("`")
        what = f"this is {_KINDS[kind]}" if kind in _KINDS else "the value is out of range"
        raise ConversationError(what, where=where + at.rstrip("`"), mend=f"send {wanted}") from None


def _fields(members: Mapping[str, msgspec.Raw]) -> Fields:
    return tuple((name, bytes(raw)) for name, raw in members.items())


# -- writing -------------------------------------------------------------------------------------------------------


def _choice_json(choice: Choice) -> dict[str, object]:
    message = {"refusal": _NULL, **message_json(choice.message)}
    out: dict[str, object] = {
        "index": choice.index,
        "message": message,
        "logprobs": _NULL,
        "finish_reason": choice.finish_reason,
    }
    return _with(out, choice.fields)


def _delta_json(delta: ChoiceDelta) -> dict[str, object]:
    said: dict[str, object] = {}
    if delta.role is not None:
        said["role"] = delta.role.value
    if delta.content is not None:
        said["content"] = delta.content
    out: dict[str, object] = {
        "index": delta.index,
        "delta": _with(said, delta.delta_fields),
        "logprobs": _NULL,
        "finish_reason": delta.finish_reason,
    }
    return _with(out, delta.fields)


def _usage_json(usage: Usage) -> dict[str, object]:
    out: dict[str, object] = {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
    }
    return _with(out, usage.fields)


def _with(out: dict[str, object], fields: Fields) -> dict[str, object]:
    out.update((name, msgspec.Raw(raw)) for name, raw in fields)
    return out
