"""An engine that is any OpenAI-compatible server: OpenAI, vLLM, Ollama, llama.cpp, SGLang, another gateway.

What the caller sent is passed on member for member, and the answer comes back as it came.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from urllib.parse import urlsplit

import msgspec

from bylaw.backend import Backend, Chunk, Completion, Prompt
from bylaw.engines.roles import ALL_ROLES, fit_roles
from bylaw.engines.upstream import Upstream, UpstreamConfig
from bylaw.engines.wire import read_chunk, read_completion, request_json
from bylaw.errors import ConfigError, EngineError

__all__ = ["OpenAIEngine"]

DEFAULT_MODEL = "default"
_PATH = "/chat/completions"


class _Listed(msgspec.Struct):
    id: str


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
            connect_timeout_s: longest wait for a connection.
            read_timeout_s: longest silence within an answer.
        """
        url = urlsplit(base_url)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ConfigError(
                "this is no base URL", where=_without_secrets(base_url), mend="give one as http://127.0.0.1:8080/v1"
            )
        base_url = base_url.rstrip("/")
        if roles is None:
            ours = url.hostname == "openai.com" or url.hostname.endswith(".openai.com")
            roles = ALL_ROLES if ours else ALL_ROLES - {"developer"}
        self._where = _without_secrets(base_url)
        self._model = model
        self._upstream = Upstream(
            UpstreamConfig(
                base_url,
                self._where,
                key=key,
                connect_timeout_s=connect_timeout_s,
                read_timeout_s=read_timeout_s,
            )
        )
        self._backend = Backend(f"openai:{self._where}", roles, context)

    @property
    def backend(self) -> Backend:
        """What the server's model can read."""
        return self._backend

    async def complete(self, prompt: Prompt) -> Completion:
        """Finish a conversation in one request."""
        fitted = fit_roles(prompt.messages, self._backend.roles)
        model = await self._named(prompt.model)
        body = request_json(prompt, messages=fitted.messages, model=model, stream=False)
        return read_completion(await self._upstream.post(_PATH, body), where=self._where, roles=fitted.roles)

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Finish a conversation piece by piece; leaving the generator hangs up on the server."""
        fitted = fit_roles(prompt.messages, self._backend.roles)
        model = await self._named(prompt.model)
        body = request_json(prompt, messages=fitted.messages, model=model, stream=True)
        first, unfinished = True, set(range(prompt.sampling.n))
        async with aclosing(self._upstream.events(_PATH, body)) as events:
            async for data in events:
                chunk = read_chunk(data, where=self._where)
                if first:
                    chunk, first = replace(chunk, roles=fitted.roles), False
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
            try:
                listed = [
                    each.id for each in msgspec.json.decode(await self._upstream.get("/models"), type=_Models).data
                ]
            except msgspec.DecodeError:
                listed = []
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

    async def _named(self, model: str) -> str:
        return await self.default_model() if model == DEFAULT_MODEL else model


def _without_secrets(url: str) -> str:
    """The URL without user, password and query, which may hold keys."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}".rstrip("/")
