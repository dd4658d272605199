"""Speak text completions, whose prompt may be token ids, for a chat: what comes back is read as a chat's.

llama.cpp, vLLM and SGLang take a list of ids as `prompt` of their /v1/completions and continue it with text.
Source: OpenAI API reference, legacy completions (choices, logprobs); the request models of the three servers.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass, replace
from typing import Annotated, Any

import msgspec

from bylaw.authority import Fields
from bylaw.backend import Chunk, Completion
from bylaw.engines.wire import read_chunk, read_completion
from bylaw.errors import ConversationError, EngineError

__all__ = ["TEXT_PATH", "TextFields", "TextReplies", "read_text_completion", "text_fields"]

TEXT_PATH = "/completions"

_RawObject = dict[str, msgspec.Raw]
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)
_object = msgspec.json.Decoder(_RawObject)
_objects = msgspec.json.Decoder(list[_RawObject])
_string = msgspec.json.Decoder(str)
_index = msgspec.json.Decoder(int)
_NULL = b"null"

_RENDERED = frozenset(
    {"tools", "tool_choice", "parallel_tool_calls", "chat_template_kwargs", "reasoning_effort", "documents"}
)
"""What a chat template prints: the prompt already says it."""
_WITHHELD = frozenset(
    {"prompt", "prompt_embeds", "input_ids", "echo", "suffix", "best_of", "prompt_logprobs", "truncate_prompt_tokens"}
    | {"chat_template", "add_generation_prompt", "continue_final_message", "add_special_tokens", "return_token_ids"}
    | {"functions", "function_call", "modalities", "audio", "prediction", "web_search_options", "verbosity"}
)
"""What would change the prompt or give it back, and what a text completion has no place for."""
_ABSENT_LOGPROB = -9999.0  # OpenAI's own word for "too unlikely to say"


@dataclass(frozen=True, slots=True)
class TextFields:
    """A chat request's further members, as a text completion takes them."""

    body: dict[str, object]
    top: int | None
    """How many alternatives the caller wants with each token; None where it wants no probabilities."""
    ignored: tuple[str, ...]
    """Members that aren't sent."""


class _Logprobs(msgspec.Struct):
    """Either form: llama.cpp gives a chat's, the others give the legacy one."""

    content: list[msgspec.Raw] | None = None
    tokens: list[str] = []
    token_logprobs: list[float | None] = []
    top_logprobs: list[dict[str, float | None] | None] | None = None


def text_fields(fields: Fields) -> TextFields:
    """Sort a chat request's further members.

    Raises:
        ConversationError: `logprobs` or `top_logprobs` can't be read.
    """
    body: dict[str, object] = {}
    ignored = []
    wanted = False
    top: int | None = None
    for name, value in fields:
        if value == _NULL or name in _RENDERED:
            continue
        if name == "logprobs":
            wanted = _read(value, bool, name, "true or false")
        elif name == "top_logprobs":
            top = _read(value, Annotated[int, msgspec.Meta(ge=0, le=20)], name, "a whole number from 0 to 20")
        elif name in _WITHHELD:
            ignored.append(name)
        else:
            body[name] = msgspec.Raw(value)
    if top is not None and not wanted:
        raise ConversationError(
            "they come with log probabilities alone", where="top_logprobs", mend="send logprobs too"
        )
    if not wanted:
        return TextFields(body, None, tuple(ignored))
    body["logprobs"] = max(top or 0, 1)  # 0 asks llama.cpp for none at all
    return TextFields(body, top or 0, tuple(ignored))


class TextReplies:
    """Reads the chunks of one streamed text completion as a chat's."""

    def __init__(self, *, top: int | None, where: str) -> None:
        self._top = top
        self._where = where
        self._begun: set[int] = set()

    def chunk(self, data: bytes) -> Chunk:
        """Read one step.

        Raises:
            UpstreamError: it is an error object.
            EngineError: it is none.
        """
        try:
            raw = _object.decode(data)
            if "choices" in raw:
                raw["choices"] = _encoded([self._delta(each) for each in _objects.decode(raw["choices"])])
                raw["object"] = msgspec.Raw(b'"chat.completion.chunk"')
                data = msgspec.json.encode(raw)
        except _UNREADABLE as error:
            raise _no_text_completion(self._where) from error
        return replace(read_chunk(data, where=self._where), raw=None)

    def _delta(self, choice: _RawObject) -> dict[str, object]:
        index = _index.decode(choice["index"]) if "index" in choice else 0
        delta: dict[str, object] = {"content": choice.pop("text", msgspec.Raw(b'""'))}
        if index not in self._begun:
            self._begun.add(index)
            delta["role"] = "assistant"
        return {**choice, **_logprobs(choice, self._top), "delta": delta}


def read_text_completion(body: bytes, *, top: int | None, where: str) -> Completion:
    """Read a whole text completion as a chat's.

    Raises:
        EngineError: it is none.
    """
    try:
        raw = _object.decode(body)
        choices = []
        for choice in _objects.decode(raw["choices"]):
            message = {"role": "assistant", "content": choice.pop("text")}
            choices.append({**choice, **_logprobs(choice, top), "message": message})
        raw["choices"] = _encoded(choices)
        raw["object"] = msgspec.Raw(b'"chat.completion"')
    except (*_UNREADABLE, KeyError) as error:
        raise _no_text_completion(where) from error
    return replace(read_completion(msgspec.json.encode(raw), where=where), raw=None)


def _logprobs(choice: _RawObject, top: int | None) -> dict[str, object]:
    """Give the log probabilities of a choice in a chat's form."""
    said = choice.get("logprobs")
    if said is None or bytes(said) == _NULL or top is None:
        return {"logprobs": None}
    read = msgspec.json.decode(said, type=_Logprobs)
    if read.content is not None:
        content = [msgspec.json.decode(each, type=dict[str, object]) for each in read.content]
        for token in content:
            alternatives = token.get("top_logprobs")
            token["top_logprobs"] = alternatives[:top] if isinstance(alternatives, list) else []
        return {"logprobs": {"content": content, "refusal": None}}
    tops = read.top_logprobs or [None] * len(read.tokens)
    content = [
        {**_token(token, logprob), "top_logprobs": [_token(*each) for each in _likeliest(others or {}, top)]}
        for token, logprob, others in zip(read.tokens, read.token_logprobs, tops, strict=False)
    ]
    return {"logprobs": {"content": content, "refusal": None}}


def _token(token: str, logprob: float | None) -> dict[str, object]:
    return {
        "token": token,
        "logprob": _ABSENT_LOGPROB if logprob is None else logprob,
        "bytes": list(token.encode("utf-8", "replace")),
    }


def _likeliest(others: dict[str, float | None], top: int) -> list[tuple[str, float | None]]:
    """The likeliest alternatives; vLLM adds the token that was drawn to those asked for."""
    return sorted(others.items(), key=lambda each: -(_ABSENT_LOGPROB if each[1] is None else each[1]))[:top]


def _read(value: bytes, kind: Any, name: str, wanted: str) -> Any:
    try:
        return msgspec.json.decode(value, type=kind)
    except _UNREADABLE:
        raise ConversationError(f"this is not {wanted}", where=name, mend=f"send {wanted}") from None


def _encoded(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def _no_text_completion(where: str) -> EngineError:
    return EngineError(
        "the answer is not a text completion",
        where=where,
        mend="check that this server takes token ids at /v1/completions, or leave template and tokenizer out",
    )
