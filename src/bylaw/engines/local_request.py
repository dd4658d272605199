"""Put a prompt into the form llama.cpp is sent: token ids or text it can render, and only members it should act on.

Token ids go out as they are. Where llama.cpp has to render, every text is broken up where it holds markup. What a
caller may not steer (slots, templates, grammars, caches) never gets through.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from bylaw.authority import Message
from bylaw.authority.chat import message_json
from bylaw.backend import Prompt, RoleFidelity, Sampling
from bylaw.engines.hold_decoder import hold_decoder
from bylaw.engines.roles import fit_roles
from bylaw.engines.text_completions import text_fields
from bylaw.engines.tool_calls import ForcedCall, forced_call
from bylaw.errors import ConversationError
from bylaw.prompt.markers import Markers
from bylaw.prompt.neutral import neutralise_json, neutralise_messages

__all__ = ["LOCAL_ROLES", "LocalRequest", "local_request"]

LOCAL_ROLES = frozenset({"system", "user", "assistant", "tool"})

_PASSED = frozenset(
    {"frequency_penalty", "presence_penalty", "logit_bias", "logprobs", "top_logprobs", "response_format"}
    | {"top_k", "min_p", "typical_p", "repeat_penalty", "repeat_last_n"}
)
_READ = _PASSED | {"tools", "tool_choice", "stream_options"}
_REFUSED = {
    "functions": "send 'tools', which took its place",
    "function_call": "send 'tool_choice', which took its place",
    "audio": "ask for text",
}

_MOST_TEMPERATURE = 2.0  # OpenAI's own end; beyond it a small model writes noise
_Bias = dict[Annotated[str, msgspec.Meta(pattern=r"^\d{1,9}$")], Annotated[float, msgspec.Meta(ge=-100, le=100)]]
# What the authors of SmolLM2-Instruct sample with (its model card); a caller's own values go first.
_DEFAULT_TEMPERATURE, _DEFAULT_TOP_P = 0.2, 0.9


@dataclass(frozen=True, slots=True)
class LocalRequest:
    """A prompt as llama.cpp is sent it."""

    token_ids: tuple[int, ...] | None
    """The prompt as tokens; where None, llama.cpp renders the conversation."""
    conversation: dict[str, object]
    """`messages`, and `tools` if there are some; empty beside token ids."""
    sampling: dict[str, object]
    """How to draw the reply, less the seed and the limit; in the words of a text completion beside token ids."""
    top_logprobs: int | None
    """Beside token ids: alternatives wanted with each token."""
    limit: int | None
    seed: int | None
    forced: ForcedCall | None
    roles: tuple[RoleFidelity, ...]
    neutralised: int
    ignored: tuple[str, ...]
    """Members of the request that a local model doesn't act on."""


def local_request(prompt: Prompt, *, markers: Markers) -> LocalRequest:
    """Write a prompt for llama.cpp.

    Rendered tokens are sent, save where the model may call a tool if it likes: reading such a call out of the reply is
    llama.cpp's, and goes with its own rendering. `ignored` then names `rendered`.

    Raises:
        ConversationError: it asks for what a local model can't do.
    """
    fitted = fit_roles(prompt.messages, LOCAL_ROLES)
    passed: list[tuple[str, bytes]] = []
    tools = choice = None
    for key, value in prompt.fields:
        if key in _REFUSED and value != b"null":
            raise ConversationError("this model can't do that", where=key, mend=_REFUSED[key])
        if key == "response_format" and value != b"null":
            _check_format(value)
        if key == "logit_bias" and value != b"null":
            _check_bias(value)
        if key in _PASSED and value != b"null":
            passed.append((key, value))
        tools, choice = (value if key == "tools" else tools), (value if key == "tool_choice" else choice)
    forced = forced_call(tools, choice)
    listed = bool(tools and msgspec.json.decode(tools))
    ignored = [name for name, value in prompt.fields if name not in _READ and value != b"null"]
    conversation: dict[str, object] = {}
    sampling = _drawn(prompt.sampling)
    token_ids, top, neutralised = None, None, 0
    if prompt.rendered is not None and (forced is not None or not listed):
        text = text_fields(tuple(passed))
        token_ids, top = prompt.rendered.token_ids, text.top
        neutralised = prompt.rendered.neutralised
        sampling |= text.body
        if (format_ := sampling.pop("response_format", None)) is not None:
            sampling |= _schema_of(format_)
    else:
        if prompt.rendered is not None:
            ignored.append("rendered")
        made = neutralise_messages(fitted.messages, markers)
        neutralised = made.count
        conversation["messages"] = [_message_json(message, at) for at, message in enumerate(made.messages)]
        sampling.update((key, msgspec.Raw(value)) for key, value in passed)
        if tools and listed:
            said = neutralise_json(tools, markers)
            neutralised += said.count
            conversation["tools"] = msgspec.Raw(said.text.encode())
            if forced is None and choice:
                conversation["tool_choice"] = msgspec.Raw(choice)
    ignored += hold_decoder(sampling, prompt.held, free=forced is None and not listed)
    return LocalRequest(
        token_ids,
        conversation,
        sampling,
        top,
        prompt.sampling.max_tokens,
        prompt.sampling.seed,
        forced,
        fitted.roles if token_ids is None or prompt.rendered is None else prompt.rendered.roles or fitted.roles,
        neutralised,
        tuple(ignored),
    )


class _Schema(msgspec.Struct):
    schema: dict[str, msgspec.Raw] | None = None


class _Format(msgspec.Struct):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: _Schema | None = None
    schema: dict[str, msgspec.Raw] | None = None
    """llama.cpp's own place for an object's schema."""


def _schema_of(raw: object) -> dict[str, object]:
    """Say in a text completion's words what `response_format` asks for."""
    wanted = msgspec.json.decode(msgspec.json.encode(raw), type=_Format)
    match wanted.type:
        case "text":
            return {}
        case "json_object":
            return {"json_schema": wanted.schema or {"type": "object"}}
        case "json_schema":
            return {"json_schema": None if wanted.json_schema is None else wanted.json_schema.schema}


def _check_format(raw: bytes) -> None:
    """Refuse a format that llama.cpp would pass over in silence."""
    try:
        wanted = msgspec.json.decode(raw, type=_Format)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConversationError(
            f"this is no format for a reply ({error})",
            where="response_format",
            mend="send {'type': 'text'}, {'type': 'json_object'} or {'type': 'json_schema', 'json_schema': {…}}",
        ) from None
    if wanted.type == "json_schema" and (wanted.json_schema is None or wanted.json_schema.schema is None):
        raise ConversationError(
            "json_schema needs a schema",
            where="response_format.json_schema.schema",
            mend="send {'type': 'json_schema', 'json_schema': {'name': '…', 'schema': {…}}}",
        )


def _check_bias(raw: bytes) -> None:
    """Refuse what llama.cpp would pass over in silence."""
    try:
        msgspec.json.decode(raw, type=_Bias)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConversationError(
            f"this is no bias of tokens ({error})",
            where="logit_bias",
            mend='send {"token id": number from -100 to 100, …}',
        ) from None


def _drawn(sampling: Sampling) -> dict[str, object]:
    if sampling.temperature is not None and sampling.temperature > _MOST_TEMPERATURE:
        raise ConversationError(
            f"it is {sampling.temperature:g}, over {_MOST_TEMPERATURE:g}",
            where="temperature",
            mend=f"send a number from 0 to {_MOST_TEMPERATURE:g}",
        )
    out: dict[str, object] = {
        "temperature": _DEFAULT_TEMPERATURE if sampling.temperature is None else sampling.temperature,
        "top_p": (_DEFAULT_TOP_P if sampling.temperature is None else 1.0)
        if sampling.top_p is None
        else sampling.top_p,
    }
    if sampling.stop:
        out["stop"] = list(sampling.stop)
    return out


def _message_json(message: Message, at: int) -> dict[str, object]:
    for part_at, part in enumerate(message.parts):
        if part.text is None:
            raise ConversationError(
                f"this model reads text, not {part.kind[:40]!r}",
                where=f"messages[{at}].content[{part_at}]",
                mend="send text, or use a model that reads it",
            )
    raw = message_json(message)
    out: dict[str, object] = {"role": raw["role"], "content": message.text}
    if message.tool_calls:
        out["tool_calls"] = [
            {"id": call.id or "", "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.tool_calls
        ]
    if message.name is not None:
        out["name"] = message.name
    if message.tool_call_id is not None:
        out["tool_call_id"] = message.tool_call_id
    return out
