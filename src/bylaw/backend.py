"""The nouns between prompt and engine: what a model is asked, and what it answers.

Knows no transport. Members of a request or a reply that Bylaw only passes on stay raw JSON in `fields`.
Source of the names: OpenAI's chat completions reference.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bylaw.authority import Fields, Message, Role
from bylaw.authority.asked import Asked

__all__ = [
    "Backend",
    "Choice",
    "ChoiceDelta",
    "Chunk",
    "Completion",
    "FinishReason",
    "Held",
    "Holds",
    "Prompt",
    "Rendered",
    "RoleFidelity",
    "Sampling",
    "Tokenizer",
    "Usage",
]

FinishReason = str
"""`stop`, `length`, `tool_calls`, `content_filter`, or an upstream's own word, kept as it came."""


Holds = Literal["grammar", "logit_bias", "json_schema"]
"""What a decoder can be held to while it writes."""


class Tokenizer(Protocol):
    """A model's own tokenizer, as far as a prompt needs it."""

    @property
    def control_tokens(self) -> Mapping[str, int]:
        """Every token that text must never become: its spelling and id."""
        ...

    @property
    def special_tokens(self) -> Mapping[str, str]:
        """What templates know by name: `bos_token`, `eos_token` and so on."""
        ...

    def encode(self, text: str) -> Sequence[int]:
        """Give the ids of plain text: a control token's spelling in it stays text, and nothing is added around it."""
        ...


@dataclass(frozen=True, slots=True)
class RoleFidelity:
    """What became of one wire role on its way to the model."""

    role: str
    sent_as: str | None
    """The role it was sent as; None where the message was refused."""
    how: Literal["kept", "mapped", "refused"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt as the exact tokens that the model reads."""

    token_ids: tuple[int, ...]
    text: str
    """The same prompt as text, for people and records."""
    control: tuple[int, ...]
    """Positions in `token_ids` of the control tokens, each of them the template's own; in order."""
    roles: tuple[RoleFidelity, ...] = ()
    """What became of each wire role."""
    neutralised: int = 0
    """Structural markers in content that had to be broken up, since the vocabulary has no token for them."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the decoder is held to while it writes one reply."""

    grammar: str | None = None
    """GBNF, llama.cpp's grammar language, start symbol `root`."""
    logit_bias: tuple[tuple[int, float], ...] = ()
    """(token id, bias); minus infinity bans a token."""


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
    template: str | None = None
    """The model's chat template, Jinja, where the engine knows it."""
    tokenizer: Tokenizer | None = None
    """The model's tokenizer, where the engine has it."""
    holds: frozenset[Holds] = frozenset()


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
    asked: Asked = field(default_factory=Asked)
    """What the request asks of the governor; no engine reads it."""
    rendered: Rendered | None = None
    """The same messages as tokens, for an engine that takes them."""
    held: Held = Held()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0
    fields: Fields = ()


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
