"""The nouns between prompt and engine: what a model is asked, and what it answers.

Knows no transport. Members of a request or a reply that Bylaw only passes on stay raw JSON in `fields`.
Source of the names: OpenAI's chat completions reference.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Fields, Message, Role

__all__ = [
    "Backend",
    "Choice",
    "ChoiceDelta",
    "Chunk",
    "Completion",
    "FinishReason",
    "Prompt",
    "RoleFidelity",
    "Sampling",
    "Usage",
]

FinishReason = str
"""`stop`, `length`, `tool_calls`, `content_filter`, or an upstream's own word, kept as it came."""


@dataclass(frozen=True, slots=True)
class Backend:
    """What an engine's model can read."""

    name: str
    """Shown to people and kept in records: `embedded:smollm2-135m-instruct-q4_1`, `openai:https://host/v1`."""
    roles: frozenset[str]
    """Wire roles it really has; `prompt` maps or refuses the others."""
    context: int | None = None
    """Tokens it reads and writes in all; None where the engine can't tell."""
    takes_token_ids: bool = False


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a reply is drawn. None leaves a choice to the engine."""

    max_tokens: int | None = None
    """Tokens of one reply at most."""
    limit_field: Literal["max_tokens", "max_completion_tokens"] = "max_completion_tokens"
    """How the caller spelled that limit; some upstreams know one spelling only."""
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    n: int = 1


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request to an engine."""

    messages: tuple[Message, ...]
    sampling: Sampling = Sampling()
    model: str = "default"
    """The name the caller gave; `default` is whatever the engine runs."""
    fields: Fields = ()
    """Request members passed on as they came: tools, tool_choice, response_format, stream_options, logprobs and members
    we don't know. Never `messages`, `model`, `stream`, nor what `sampling` holds."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class RoleFidelity:
    """What became of one wire role on its way to the model."""

    role: str
    sent_as: str | None
    """The role it was sent as; None where the message was refused."""
    how: Literal["kept", "mapped", "refused"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One reply."""

    index: int
    message: Message
    finish_reason: FinishReason | None
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer of an engine."""

    id: str
    model: str
    created: int
    """Unix time, seconds."""
    choices: tuple[Choice, ...]
    usage: Usage | None = None
    fields: Fields = ()
    roles: tuple[RoleFidelity, ...] = ()
    neutralised: int = 0
    """Control-token strings in message text that the engine had to break up."""
    ignored: tuple[str, ...] = ()
    """Members of the request that the engine doesn't act on."""
    raw: bytes | None = None
    """The answer as it came, where an upstream sent JSON; the gateway relays it when nothing was changed."""


@dataclass(frozen=True, slots=True)
class ChoiceDelta:
    """What one chunk adds to one reply."""

    index: int
    role: Role | None = None
    content: str | None = None
    finish_reason: FinishReason | None = None
    delta_fields: Fields = ()
    """Of the delta: refusal, tool_calls and what else the engine sent, as raw JSON."""
    fields: Fields = ()
    """Of the choice: logprobs and what else."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One step of a streamed answer."""

    id: str
    model: str
    created: int
    choices: tuple[ChoiceDelta, ...]
    usage: Usage | None = None
    fields: Fields = ()
    roles: tuple[RoleFidelity, ...] = ()
    """On the first chunk alone."""
    neutralised: int = 0
    """On the first chunk alone."""
    ignored: tuple[str, ...] = ()
    """On the first chunk alone."""
    raw: bytes | None = None
    """The chunk's JSON as it came, where an upstream sent it."""
