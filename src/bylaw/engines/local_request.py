"""Put a prompt into the form llama.cpp is sent: text it can render, and only members it should act on.

Every text in it is broken up where it holds a control token. What a caller may not steer (slots, templates, grammars,
caches) never gets through.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal

import msgspec

from bylaw.authority import Message
from bylaw.authority.chat import message_json
from bylaw.backend import Prompt, RoleFidelity, Sampling
from bylaw.engines.control_tokens import ControlTokens
from bylaw.engines.roles import fit_roles
from bylaw.engines.tool_calls import ForcedCall, forced_call
from bylaw.errors import ConversationError

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

# What the authors of SmolLM2-Instruct sample with (its model card); a caller's own values go first.
_DEFAULT_TEMPERATURE, _DEFAULT_TOP_P = 0.2, 0.9


@dataclass(frozen=True, slots=True)
class LocalRequest:
    """A prompt as llama.cpp is sent it."""

    conversation: dict[str, object]
    """`messages`, and `tools` if there are some."""
    sampling: dict[str, object]
    """How to draw the reply, less the seed and the limit."""
    limit: int | None
    seed: int | None
    forced: ForcedCall | None
    roles: tuple[RoleFidelity, ...]
    neutralised: int
    ignored: tuple[str, ...]
    """Members of the request that a local model doesn't act on."""


def local_request(prompt: Prompt, *, tokens: tuple[str, ...]) -> LocalRequest:
    """Write a prompt for llama.cpp.

    Raises:
        ConversationError: it asks for what a local model can't do.
    """
    control = ControlTokens(tokens)
    fitted = fit_roles(prompt.messages, LOCAL_ROLES)
    messages = [_message_json(message, control, at) for at, message in enumerate(fitted.messages)]
    conversation: dict[str, object] = {"messages": messages}
    sampling: dict[str, object] = _drawn(prompt.sampling)
    tools = choice = None
    for key, value in prompt.fields:
        if key in _REFUSED and value != b"null":
            raise ConversationError("this model can't do that", where=key, mend=_REFUSED[key])
        if key == "response_format" and value != b"null":
            _check_format(value)
        if key in _PASSED and value != b"null":
            sampling[key] = msgspec.Raw(value)
        tools, choice = (value if key == "tools" else tools), (value if key == "tool_choice" else choice)
    forced = forced_call(tools, choice)
    if tools and (listed := msgspec.json.decode(tools)):
        conversation["tools"] = control.value(listed)
        if forced is None and choice:
            conversation["tool_choice"] = msgspec.Raw(choice)
    return LocalRequest(
        conversation,
        sampling,
        prompt.sampling.max_tokens,
        prompt.sampling.seed,
        forced,
        fitted.roles,
        control.broken,
        tuple(name for name, value in prompt.fields if name not in _READ and value != b"null"),
    )


class _Schema(msgspec.Struct):
    schema: dict[str, msgspec.Raw] | None = None


class _Format(msgspec.Struct):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: _Schema | None = None


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


def _drawn(sampling: Sampling) -> dict[str, object]:
    out: dict[str, object] = {
        "temperature": _DEFAULT_TEMPERATURE if sampling.temperature is None else sampling.temperature,
        "top_p": (_DEFAULT_TOP_P if sampling.temperature is None else 1.0)
        if sampling.top_p is None
        else sampling.top_p,
    }
    if sampling.stop:
        out["stop"] = list(sampling.stop)
    return out


def _message_json(message: Message, control: ControlTokens, at: int) -> dict[str, object]:
    for part_at, part in enumerate(message.parts):
        if part.text is None:
            raise ConversationError(
                f"this model reads text, not {part.kind[:40]!r}",
                where=f"messages[{at}].content[{part_at}]",
                mend="send text, or use a model that reads it",
            )
    raw = message_json(message)
    out: dict[str, object] = {"role": raw["role"], "content": control.text(message.text)}
    if message.tool_calls:
        out["tool_calls"] = [
            {
                "id": control.text(call.id or ""),
                "type": "function",
                "function": {"name": control.text(call.name), "arguments": control.json(call.arguments)},
            }
            for call in message.tool_calls
        ]
    if message.name is not None:
        out["name"] = control.text(message.name)
    if message.tool_call_id is not None:
        out["tool_call_id"] = control.text(message.tool_call_id)
    return out
