"""The engine that runs a model inside this process, on llama.cpp.

Nothing here computes: llama.cpp's threads do, and the event loop only reads what they send. A reply is always streamed
inside, so that a caller who leaves is noticed at the next token, or at the next batch while the prompt is being read.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import logging
import os
import secrets
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec

from bylaw.authority import Message, Role
from bylaw.backend import Backend, ChoiceDelta, Chunk, Completion, Prompt, Tokenizer, Usage
from bylaw.engines.gather import gather
from bylaw.engines.gguf_header import GgufHeader, read_gguf_header
from bylaw.engines.llama_server import LlamaConfig, LlamaServer
from bylaw.engines.local_request import LOCAL_ROLES, LocalRequest, local_request
from bylaw.engines.merge import merge
from bylaw.engines.text_completions import TEXT_PATH, TextReplies
from bylaw.engines.tool_calls import call_json
from bylaw.engines.upstream import Upstream
from bylaw.engines.weights import Weights
from bylaw.engines.wire import read_chunk
from bylaw.errors import (
    BylawError,
    ConfigError,
    ContextLengthError,
    ConversationError,
    EngineError,
    ModelError,
    UpstreamError,
)
from bylaw.prompt.markers import markers_of
from bylaw.tokens import open_tokenizer

__all__ = ["EmbeddedEngine"]

_log = logging.getLogger("bylaw.engines")
_CHAT = "/v1/chat/completions"
_TEXT = f"/v1{TEXT_PATH}"
_MOST_THREADS = 8  # a model this small gains nothing from more


class _Rendered(msgspec.Struct):
    prompt: str


class _Step(msgspec.Struct):
    """One event of llama.cpp's own completion stream."""

    content: str = ""
    stop: bool = False
    stop_type: str = ""
    tokens_evaluated: int = 0
    tokens_predicted: int = 0


class _TextStep(msgspec.Struct):
    prompt_progress: dict[str, object] | None = None


class _Tokens(msgspec.Struct):
    tokens: list[int]


class _Problem(msgspec.Struct):
    type: str = ""
    message: str = ""
    n_prompt_tokens: int = 0
    n_ctx: int = 0


class _ProblemBody(msgspec.Struct):
    error: _Problem


class _Template(NamedTuple):
    text: str
    """Empty where the model's own serves."""
    reads_tools: bool


class EmbeddedEngine:
    """Finishes conversations with a local model. Made by `open`; let go with `aclose`."""

    def __init__(
        self,
        server: LlamaServer,
        *,
        header: GgufHeader,
        config: LlamaConfig,
        tools: bool,
        tokenizer: Tokenizer | None = None,
    ) -> None:
        self._server = server
        self._upstream = Upstream(server.upstream)
        self._free = asyncio.Semaphore(config.slots)
        self._config = config
        self._reads_tools = tools
        template = config.chat_template or header.chat_template
        self._markers = markers_of(template, header.control_tokens)
        self._where = server.upstream.where
        self._backend = Backend(
            self._where,
            LOCAL_ROLES,
            config.context,
            takes_token_ids=tokenizer is not None,
            template=template if tokenizer is not None else None,
            tokenizer=tokenizer,
            holds=frozenset({"grammar", "logit_bias", "json_schema"}),
        )

    @classmethod
    async def open(
        cls, weights: Weights, *, context: int = 4096, slots: int = 4, threads: int | None = None
    ) -> "EmbeddedEngine":
        """Load a model.

        Args:
            weights: from `fetch_weights` or `local_weights`.
            context: tokens one conversation may have, its reply included.
            slots: conversations at once; more wait their turn.
            threads: by default as many as this process may use, up to 8.

        Raises:
            ConfigError: the model can't read so long a context.
            ModelError: the file is torn or of a kind llama.cpp doesn't know.
        """
        header = read_gguf_header(weights.path)
        if header.context and context > header.context:
            raise ConfigError(
                f"the model reads {header.context} tokens, not {context}",
                where=str(weights.path),
                mend=f"lower the context to {header.context} or less",
            )
        template, reads_tools = _with_tools(header.chat_template)
        config = LlamaConfig(
            weights.path, weights.name, context, slots, threads or min(_usable_cores(), _MOST_THREADS), template
        )
        reading = asyncio.to_thread(_open_tokenizer, weights.path, template or header.chat_template)
        server, tokenizer = await asyncio.gather(asyncio.to_thread(LlamaServer, config), reading)
        return cls(server, header=header, config=config, tools=reads_tools, tokenizer=tokenizer)

    @property
    def backend(self) -> Backend:
        """What the model can read."""
        return self._backend

    async def warm(self, messages: Sequence[Message]) -> int:
        """Read messages that every conversation begins with, so that no request waits for them.

        One slot reads them, the others are given what it then knows. Returns how many tokens there were.
        """
        request = local_request(Prompt(tuple(messages)), markers=self._markers)
        body = {**request.conversation, **request.sampling, "max_tokens": 1}
        name = f"{secrets.token_hex(8)}.slot"
        try:
            answer = await self._warm_slot(0, body)
            await self._upstream.post("/slots/0?action=save", msgspec.json.encode({"filename": name}))
            for slot in range(1, self._config.slots):
                await self._upstream.post(f"/slots/{slot}?action=restore", msgspec.json.encode({"filename": name}))
        except UpstreamError:  # not every kind of model can save what it knows
            for slot in range(self._config.slots):
                answer = await self._warm_slot(slot, body)
        finally:
            (self._server.folder / name).unlink(missing_ok=True)
        return answer

    async def count_tokens(self, text: str) -> int:
        """Count the tokens of a text as the model would read it."""
        body = msgspec.json.encode({"content": text, "add_special": False, "parse_special": True})
        return len(msgspec.json.decode(await self._upstream.post("/tokenize", body), type=_Tokens).tokens)

    async def complete(self, prompt: Prompt) -> Completion:
        """Finish a conversation."""
        return await gather(self.stream(prompt))

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Finish a conversation piece by piece."""
        request = local_request(prompt, markers=self._markers)
        if "tools" in request.conversation and not self._reads_tools:
            raise ConversationError(
                "this model's chat template has no place for tools", where="tools", mend="use a model that reads tools"
            )
        if request.forced is not None:
            play = self._call
        else:
            play = self._chat if request.token_ids is None else self._continue
        choices = [play(request, index) for index in range(prompt.sampling.n)]
        first = True
        async with aclosing(choices[0] if len(choices) == 1 else merge(choices)) as chunks:
            async for chunk in chunks:
                if first:
                    first = False
                    yield replace(chunk, roles=request.roles, neutralised=request.neutralised, ignored=request.ignored)
                else:
                    yield chunk

    async def aclose(self) -> None:
        """Hang up on every request, stop llama.cpp and free its memory."""
        await self._upstream.aclose()
        await asyncio.to_thread(self._server.close)

    async def _warm_slot(self, slot: int, body: dict[str, object]) -> int:
        answer = await self._upstream.post(_CHAT, msgspec.json.encode({**body, "id_slot": slot}))
        usage = msgspec.json.decode(answer, type=dict[str, object]).get("usage")
        counted = usage.get("prompt_tokens", 0) if isinstance(usage, dict) else 0
        return counted if isinstance(counted, int) else 0

    async def _chat(self, request: LocalRequest, index: int) -> AsyncGenerator[Chunk, None]:
        """Draw one choice."""
        body = {
            **request.conversation,
            **_drawn(request, index, limit="max_tokens"),
            "model": self._config.name,
            "stream_options": {"include_usage": True},
        }
        finished = False
        async with aclosing(self._events(_CHAT, body)) as events:
            async for data in events:
                chunk = read_chunk(data, where=self._where)
                if any(name == "prompt_progress" for name, _ in chunk.fields):
                    continue
                finished = finished or any(choice.finish_reason for choice in chunk.choices)
                yield chunk
        if not finished:
            raise self._broke_off()

    async def _continue(self, request: LocalRequest, index: int) -> AsyncGenerator[Chunk, None]:
        """Draw one choice that continues a prompt of token ids."""
        body = {
            **_drawn(request, index, limit="max_tokens"),
            "prompt": request.token_ids,
            "model": self._config.name,
            "stream_options": {"include_usage": True},
        }
        if "json_schema" in body:
            await self._check_schema(body["json_schema"], where="response_format")
        replies = TextReplies(top=request.top_logprobs, where=self._where)
        finished = False
        async with aclosing(self._events(_TEXT, body)) as events:
            async for data in events:
                if msgspec.json.decode(data, type=_TextStep).prompt_progress is not None:
                    continue
                chunk = replies.chunk(data)
                finished = finished or any(choice.finish_reason for choice in chunk.choices)
                yield chunk
        if not finished:
            raise self._broke_off()

    async def _call(self, request: LocalRequest, index: int) -> AsyncGenerator[Chunk, None]:
        """Draw one choice that has to be a tool call; it is given whole."""
        if request.forced is None:
            raise ValueError("no call is forced")
        await self._check_schema(msgspec.Raw(request.forced.schema), where="tools")
        body = {
            **_drawn(request, index, limit="n_predict"),
            "prompt": await self._rendered(request) if request.token_ids is None else request.token_ids,
            "json_schema": msgspec.Raw(request.forced.schema),
        }
        body.pop("response_format", None)
        written, last = [], _Step()
        async with aclosing(self._events("/completion", body)) as events:
            async for data in events:
                last = msgspec.json.decode(data, type=_Step)
                written.append(last.content)
        if not last.stop:
            raise self._broke_off()
        calls = call_json("".join(written))
        cut = last.stop_type == "limit"
        delta = ChoiceDelta(
            0,
            role=Role.ASSISTANT,
            finish_reason="length" if cut else request.forced.finish_reason,
            delta_fields=(("tool_calls", calls),) if calls else (),
        )
        usage = Usage(last.tokens_evaluated, last.tokens_predicted, last.tokens_evaluated + last.tokens_predicted)
        yield Chunk(
            f"chatcmpl-{secrets.token_hex(12)}",
            self._config.name,
            int(time.time()),
            (delta,),
            usage,
            (("object", b'"chat.completion.chunk"'),),
        )

    async def _check_schema(self, schema: object, *, where: str) -> None:
        """Have llama.cpp read a schema: its chats refuse one it can't hold a reply to, its completions pass over it."""
        body = {
            "messages": [{"role": "user", "content": "-"}],
            "response_format": {"type": "json_schema", "json_schema": {"schema": schema}},
        }
        try:
            await self._upstream.post("/apply-template", msgspec.json.encode(body))
        except UpstreamError as error:
            raise self._explained(error, where=where) from error

    async def _rendered(self, request: LocalRequest) -> str:
        rendered = await self._upstream.post("/apply-template", msgspec.json.encode(request.conversation))
        return msgspec.json.decode(rendered, type=_Rendered).prompt

    async def _events(self, path: str, body: dict[str, object]) -> AsyncGenerator[bytes, None]:
        # Progress makes llama.cpp write while it reads a prompt, and so notice that nobody listens any more.
        where = "response_format" if "response_format" in body else "request"
        encoded = msgspec.json.encode({**body, "stream": True, "return_progress": True})
        async with self._free:
            try:
                async with aclosing(self._upstream.events(path, encoded)) as events:
                    async for data in events:
                        yield data
            except UpstreamError as error:
                raise self._explained(error, where=where) from error

    def _explained(self, error: UpstreamError, *, where: str) -> BylawError:
        try:
            problem = msgspec.json.decode(error.body, type=_ProblemBody).error
        except (msgspec.DecodeError, UnicodeDecodeError):
            return error
        if problem.type == "exceed_context_size_error":
            return ContextLengthError(
                f"the conversation has {problem.n_prompt_tokens} tokens, and the model reads {problem.n_ctx}",
                where="messages",
                mend="shorten it, or start with a longer --context",
            )
        if error.status == 400:
            return ConversationError(
                f"the model's server can't read this request ({problem.message})",
                where=where,
                mend="correct the request",
            )
        return error

    def _broke_off(self) -> EngineError:
        return EngineError("the reply broke off before it was complete", where=self._where, mend="try again")


def _open_tokenizer(path: Path, template: str) -> Tokenizer | None:
    """Open a model's tokenizer; None where it is of a kind we don't know, and text has to be sent."""
    try:
        return open_tokenizer(path, template=template) if template else None
    except ModelError as error:
        _log.warning("prompts are sent as text, with markup broken up: %s", error)
        return None


def _drawn(request: LocalRequest, index: int, *, limit: str) -> dict[str, object]:
    drawn = dict(request.sampling)
    if request.limit is not None:
        drawn[limit] = request.limit
    if request.seed is not None:
        drawn["seed"] = request.seed + index  # else every choice would be the same
    return drawn


def _with_tools(template: str) -> _Template:
    """Give a ChatML template that has no place for tools one; leave every other as it is, and plain chats too."""
    if "tools" in template:
        return _Template("", True)
    if "<|im_start|>" not in template:
        return _Template("", False)
    opening = files("bylaw.engines").joinpath("chatml_tools.jinja").read_text("utf-8").rstrip("\n")
    return _Template(opening + template + "{%- endif -%}", True)


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
