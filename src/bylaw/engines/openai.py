"""An engine that is any OpenAI-compatible server: OpenAI, vLLM, Ollama, llama.cpp, SGLang, another gateway.

What the caller sent is passed on member for member, and the answer comes back as it came. Servers that render chat
templates may take a message's text for markup: there it is broken up, or, where template and tokenizer are known, a
prompt that was rendered is sent as token ids.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import msgspec

from bylaw.authority import Fields, Message
from bylaw.backend import Backend, Chunk, Completion, Prompt, Rendered, RoleFidelity, Tokenizer
from bylaw.engines.roles import ALL_ROLES, fit_roles
from bylaw.engines.text_completions import TEXT_PATH, TextReplies, read_text_completion, text_fields
from bylaw.engines.upstream import Upstream, UpstreamConfig
from bylaw.engines.wire import limit_json, read_chunk, read_completion, request_json
from bylaw.errors import ConfigError, ContextLengthError, EngineError
from bylaw.prompt.markers import Markers, markers_of
from bylaw.prompt.neutral import neutralise_json, neutralise_messages

__all__ = ["OpenAIEngine"]

DEFAULT_MODEL = "default"
_PATH = "/chat/completions"


_TEMPLATES_PRINT = frozenset({"tools", "functions", "documents"})
"""Members of a request that a chat template prints."""
_NEEDS_A_CHAT = frozenset({"tools", "functions", "audio", "prediction", "web_search_options"})
"""What only a chat completion can do: call tools, speak, search."""


class _Listed(msgspec.Struct):
    id: str
    max_model_len: int | None = None
    """Tokens the model reads and writes in all, as vLLM and SGLang say."""


class _Models(msgspec.Struct):
    data: list[_Listed]


class OpenAIEngine:
    """Finishes conversations over HTTP."""

    def __init__(
        self,
        base_url: str,
        *,
        key: str = "",
        model: str = "",
        roles: frozenset[str] | None = None,
        context: int | None = None,
        template: str | None = None,
        tokenizer: Tokenizer | None = None,
        connect_timeout_s: float = 10.0,
        read_timeout_s: float = 600.0,
    ) -> None:
        """Name the server; nothing is opened before the first request.

        Args:
            base_url: up to the API's path, as `https://host/v1`.
            key: sent as a bearer token.
            model: what `default` stands for; where empty, the only model the server lists.
            roles: wire roles the model has. By default all, save that `developer` goes to OpenAI alone: most other
                servers hand it to a chat template that doesn't know it.
            context: tokens the model reads and writes in all, where known.
            template: the model's chat template; with `tokenizer`, for a server that takes token ids at /v1/completions.
            tokenizer: the model's own.
            connect_timeout_s: longest wait for a connection.
            read_timeout_s: longest silence within an answer.
        """
        url = urlsplit(base_url)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ConfigError(
                "this is no base URL", where=_without_secrets(base_url), mend="give one as http://127.0.0.1:8080/v1"
            )
        base_url = base_url.rstrip("/")
        ours = url.hostname == "openai.com" or url.hostname.endswith(".openai.com")
        if roles is None:
            roles = ALL_ROLES if ours else ALL_ROLES - {"developer"}
        if (template is None) != (tokenizer is None):
            raise ConfigError(
                "token ids need both the model's chat template and its tokenizer",
                where="--tokenizer" if tokenizer is None else "--template",
                mend="give both, or neither",
            )
        # OpenAI's own service reads no text as markup.
        self._markers = Markers(well_known=False) if ours else Markers()
        if template is not None and tokenizer is not None:
            self._markers = markers_of(template, tokenizer.control_tokens)
        self._where = _without_secrets(base_url)
        self._model = model
        self._contexts: dict[str, int | None] = {}
        self._upstream = Upstream(
            UpstreamConfig(
                base_url,
                self._where,
                key=key,
                connect_timeout_s=connect_timeout_s,
                read_timeout_s=read_timeout_s,
            )
        )
        self._backend = Backend(
            f"openai:{self._where}",
            roles,
            context,
            takes_token_ids=tokenizer is not None,
            template=template,
            tokenizer=tokenizer,
        )

    @property
    def backend(self) -> Backend:
        """What the server's model can read."""
        return self._backend

    async def complete(self, prompt: Prompt) -> Completion:
        """Finish a conversation in one request."""
        asked = await self._asked(prompt, stream=False)
        answer = await self._upstream.post(asked.path, asked.body)
        if asked.from_ids:
            made = read_text_completion(answer, top=asked.top, where=self._where)
        else:
            made = read_completion(answer, where=self._where)
        return replace(made, roles=asked.roles, neutralised=asked.neutralised, ignored=asked.ignored)

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Finish a conversation piece by piece; leaving the generator hangs up on the server."""
        asked = await self._asked(prompt, stream=True)
        replies = TextReplies(top=asked.top, where=self._where) if asked.from_ids else None
        first, unfinished = True, set(range(prompt.sampling.n))
        async with aclosing(self._upstream.events(asked.path, asked.body)) as events:
            async for data in events:
                chunk = read_chunk(data, where=self._where) if replies is None else replies.chunk(data)
                if first:
                    first = False
                    chunk = replace(chunk, roles=asked.roles, neutralised=asked.neutralised, ignored=asked.ignored)
                for choice in chunk.choices:
                    if choice.finish_reason is not None:
                        unfinished.discard(choice.index)
                yield chunk
        if unfinished:
            raise EngineError(
                "the stream ended before the answer was complete",
                where=self._where,
                mend="look at the server's own log, then try again",
            )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._upstream.aclose()

    async def default_model(self) -> str:
        """Give the upstream's name for `default`: the one configured, its own `default`, or the only one it lists.

        Raises:
            ConfigError: it lists none or several, and none of them is called so.
            EngineError: it can't be asked.
        """
        if not self._model:
            listed = [each.id for each in await self._listed()]
            if DEFAULT_MODEL in listed:
                self._model = DEFAULT_MODEL
            elif len(listed) == 1:
                self._model = listed[0]
            else:
                shown = f": {', '.join(listed[:5])}" if listed else ""
                raise ConfigError(
                    f"the server lists {len(listed)} models, so 'default' names none of them{shown}",
                    where=f"{self._where}/models",
                    mend="name the one to use with --model NAME",
                )
        return self._model

    async def _asked(self, prompt: Prompt, *, stream: bool) -> "_Asked":
        """Write the request: token ids where they were rendered and suffice, else messages."""
        model = await self.default_model() if prompt.model == DEFAULT_MODEL else prompt.model
        ids_taken = prompt.rendered is not None and self._backend.takes_token_ids
        if prompt.rendered is not None and ids_taken and not _needs_a_chat(prompt.fields):
            return await self._ids_asked(prompt, prompt.rendered, model=model, stream=stream)
        fitted = fit_roles(prompt.messages, self._backend.roles)
        messages, fields, neutralised = self._neutralised(fitted.messages, prompt.fields)
        body = request_json(replace(prompt, fields=fields), messages=messages, model=model, stream=stream)
        return _Asked(_PATH, body, fitted.roles, neutralised, ("rendered",) if ids_taken else ())

    async def _ids_asked(self, prompt: Prompt, rendered: Rendered, *, model: str, stream: bool) -> "_Asked":
        text = text_fields(prompt.fields)
        left = await self._context_of(model) - len(rendered.token_ids)
        if left < 1:
            raise ContextLengthError(
                f"the conversation has {len(rendered.token_ids)} tokens, and the model reads "
                f"{left + len(rendered.token_ids)}",
                where="messages",
                mend="shorten it",
            )
        # Text completions end after 16 tokens unless told otherwise; chats go on to the context's end.
        sampling = replace(
            prompt.sampling, max_tokens=min(prompt.sampling.max_tokens or left, left), limit_field="max_tokens"
        )
        body = {**text.body, **limit_json(sampling), "model": model, "prompt": rendered.token_ids}
        if stream:
            body["stream"] = True
        else:
            body.pop("stream_options", None)
        roles = rendered.roles or fit_roles(prompt.messages, self._backend.roles).roles
        encoded = msgspec.json.encode(body)
        return _Asked(TEXT_PATH, encoded, roles, rendered.neutralised, text.ignored, from_ids=True, top=text.top)

    async def _context_of(self, model: str) -> int:
        """Give how many tokens a model has: as configured, else as the server says."""
        if self._backend.context is not None:
            return self._backend.context
        if model not in self._contexts:
            self._contexts.update((each.id, each.max_model_len) for each in await self._listed())
        context = self._contexts.get(model)
        if context is None:
            raise ConfigError(
                f"the server doesn't say how many tokens {model[:60]!r} reads",
                where=f"{self._where}/models",
                mend="say so with --context N",
            )
        return context

    async def _listed(self) -> list[_Listed]:
        try:
            return msgspec.json.decode(await self._upstream.get("/models"), type=_Models).data
        except msgspec.DecodeError:
            return []

    def _neutralised(self, messages: tuple[Message, ...], fields: Fields) -> tuple[tuple[Message, ...], Fields, int]:
        made = neutralise_messages(messages, self._markers)
        count = made.count
        kept = []
        for name, value in fields:
            if name in _TEMPLATES_PRINT:
                said = neutralise_json(value, self._markers)
                count += said.count
                value = said.text.encode()
            kept.append((name, value))
        return made.messages, tuple(kept), count


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request to the server, and what became of the prompt in it."""

    path: str
    body: bytes
    roles: tuple[RoleFidelity, ...]
    neutralised: int
    ignored: tuple[str, ...]
    from_ids: bool = False
    top: int | None = None


def _needs_a_chat(fields: Fields) -> bool:
    return any(name in _NEEDS_A_CHAT and value not in (b"null", b"[]") for name, value in fields)


def _without_secrets(url: str) -> str:
    """The URL without user, password and query, which may hold keys."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")
