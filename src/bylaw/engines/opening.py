"""Open the engine that a configuration names.

Reads no environment: what stands there is read at the program's edge and handed in.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from bylaw.engines.embedded import EmbeddedEngine
from bylaw.engines.engine import Engine
from bylaw.engines.openai import OpenAIEngine
from bylaw.engines.scripted import ScriptedEngine
from bylaw.engines.weights import Precision, Report, cache_folder, fetch_weights, local_weights
from bylaw.errors import ConfigError
from bylaw.tokens import FileTokenizer, open_tokenizer

__all__ = ["EngineConfig", "EngineKind", "open_engine"]

EngineKind = Literal["embedded", "openai", "scripted"]


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Which model, and how it is reached or run."""

    kind: EngineKind = "embedded"
    model: str = ""
    """openai: what `default` stands for; where empty, the only model the server lists."""
    base_url: str = ""
    """openai: up to the API's path, as https://host/v1."""
    key: str = field(default="", repr=False)
    """openai: the bearer token, out of the variable the user named."""
    tokenizer: Path | None = None
    """openai: the model's tokenizer, a Hugging Face folder or a GGUF file, for a server that takes token ids."""
    template: Path | None = None
    """openai: the model's chat template, where it isn't the one that comes with the tokenizer."""
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 600.0
    model_path: Path | None = None
    """embedded: a GGUF file; where None, the one that is fetched."""
    precision: Precision = "f16"
    """embedded: which copy of the fetched weights; see docs/evidence/weights.md."""
    cache: Path = field(default_factory=cache_folder)
    """embedded: where fetched weights are kept."""
    context: int | None = None
    """Tokens of one conversation, its reply included; where None, 4096 embedded, and unknown elsewhere."""
    slots: int = 4
    """embedded: conversations at once."""
    threads: int | None = None
    """embedded: where None, as many as this process may use, up to 8."""

    def __post_init__(self) -> None:
        if self.kind == "openai" and not self.base_url:
            raise ConfigError(
                "the openai engine needs a base URL", where="--base-url", mend="give one, as http://127.0.0.1:8080/v1"
            )
        if self.template is not None and self.tokenizer is None:
            raise ConfigError(
                "a chat template is of use with a tokenizer alone", where="--template", mend="name one with --tokenizer"
            )
        for name, value in (("context", self.context), ("slots", self.slots), ("threads", self.threads)):
            if value is not None and value < 1:
                raise ConfigError(f"{name} must be 1 or more, not {value}", where=f"--{name}", mend="raise it")

    def shown(self) -> dict[str, str]:
        """Give what matters of it to this kind, to be printed and stored; the key shows as [secure]."""
        shown: dict[str, object] = {"engine": self.kind}
        match self.kind:
            case "openai":
                shown |= {"base_url": self.base_url, "model": self.model or "the only one listed"}
                shown |= {"key": "[secure]" if self.key else "none"}
                shown |= {"tokenizer": self.tokenizer, "template": self.template or "its own"} if self.tokenizer else {}
            case "embedded":
                shown |= {"model": self.model_path or f"fetched, {self.precision}", "cache": self.cache}
                shown |= {"context": self.context or _CONTEXT, "slots": self.slots, "threads": self.threads or "all"}
            case "scripted":
                pass
        return {key: str(value) for key, value in shown.items()}


_CONTEXT = 4096


async def open_engine(config: EngineConfig, *, report: Report | None = None) -> Engine:
    """Open an engine; the embedded one fetches its weights first, if they aren't there, and tells `report`.

    Raises:
        ConfigError: the configuration can't be used.
        ModelError: the weights can't be had or loaded.
    """
    match config.kind:
        case "openai":
            known = None
            if config.tokenizer is not None:
                known = await asyncio.to_thread(_known_model, config.tokenizer, config.template)
            return OpenAIEngine(
                config.base_url,
                key=config.key,
                model=config.model,
                context=config.context,
                template=None if known is None else known.template,
                tokenizer=None if known is None else known.tokenizer,
                connect_timeout_s=config.connect_timeout_s,
                read_timeout_s=config.read_timeout_s,
            )
        case "scripted":
            return ScriptedEngine(context=config.context)
        case "embedded":
            path = config.model_path
            weights = (
                local_weights(path)
                if path is not None
                else await asyncio.to_thread(fetch_weights, config.cache, precision=config.precision, report=report)
            )
            return await EmbeddedEngine.open(
                weights, context=config.context or _CONTEXT, slots=config.slots, threads=config.threads
            )


class _Known(NamedTuple):
    template: str
    tokenizer: FileTokenizer


def _known_model(tokenizer: Path, template: Path | None) -> _Known:
    """Read a model's tokenizer and chat template."""
    if template is None:
        opened = open_tokenizer(tokenizer)
        if opened.chat_template is None:
            raise ConfigError(
                "no chat template comes with this tokenizer", where=str(tokenizer), mend="name one with --template FILE"
            )
        return _Known(opened.chat_template, opened)
    try:
        source = template.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror or "").lower() if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigError(
            f"the chat template can't be read: {why}", where=str(template), mend="check --template"
        ) from None
    return _Known(source, open_tokenizer(tokenizer, template=source))
