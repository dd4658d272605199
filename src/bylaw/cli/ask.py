"""`bylaw ask`: one question, one governed answer."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bylaw.cli.console import print_json
from bylaw.cli.options import (
    BaseUrl,
    Cache,
    ConfigFile,
    Context,
    EngineOption,
    Json,
    KeyEnv,
    Model,
    NoContent,
    OverBudget,
    Preamble,
    PreambleTokens,
    Precision,
    Records,
    Samples,
    SpecOption,
    Template,
    Threads,
    Tokenizer,
)
from bylaw.errors import ConfigError

if TYPE_CHECKING:
    from bylaw.backend import Prompt
    from bylaw.cli.config import Config
    from bylaw.cli.desk import Document

__all__ = ["MaxTokens", "Seed", "Temperature", "ask"]

_REPLY = "Reply"
MaxTokens = Annotated[
    int | None,
    typer.Option("--max-tokens", metavar="N", min=1, help="Tokens of the reply at most.", rich_help_panel=_REPLY),
]
Temperature = Annotated[
    float | None,
    typer.Option("--temperature", metavar="T", min=0, help="0 gives the likeliest words.", rich_help_panel=_REPLY),
]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="The same seed, the same reply.", rich_help_panel=_REPLY)
]
_USAGE = ("prompt_tokens", "completion_tokens", "total_tokens")
_NOT_CONFIG = frozenset({"question", "max_tokens", "temperature", "seed", "json", "no_content", "config"})


def ask(
    call: typer.Context,
    question: Annotated[str, typer.Argument(help="What to ask; `-` reads it from standard input.")],
    *,
    max_tokens: MaxTokens = None,
    temperature: Temperature = None,
    seed: Seed = None,
    spec: SpecOption = None,
    preamble: Preamble = None,
    preamble_tokens: PreambleTokens = None,
    samples: Samples = None,
    over_budget: OverBudget = None,
    engine: EngineOption = None,
    model: Model = None,
    base_url: BaseUrl = None,
    key_env: KeyEnv = None,
    tokenizer: Tokenizer = None,
    template: Template = None,
    context: Context = None,
    threads: Threads = None,
    precision: Precision = None,
    cache: Cache = None,
    records: Records = None,
    no_content: NoContent = False,
    config: ConfigFile = None,
    json: Json = False,
) -> None:
    """Ask once, and print the answer while it comes.

    Examples: `bylaw ask "What is the capital of France?"`, `bylaw ask - < letter.txt --max-tokens 200`,
    `bylaw ask "Hello" --json`
    """
    from bylaw.authority import Message, Role
    from bylaw.backend import Prompt, Sampling
    from bylaw.cli.config import resolve
    from bylaw.cli.desk import read_spec, run_loop

    text = _read(question)
    flags = {name: value for name, value in call.params.items() if name not in _NOT_CONFIG}
    resolved = resolve({**flags, "keep_content": False if no_content else None}, environ=os.environ, file=config)
    document = read_spec(resolved.config.spec)
    prompt = Prompt((Message.of(Role.USER, text),), Sampling(max_tokens=max_tokens, temperature=temperature, seed=seed))
    try:
        run_loop(_ask(prompt, resolved.config, document, as_json=json))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.stdout.write("\n")
        raise typer.Exit(130) from None


def _read(question: str) -> str:
    if question != "-":
        text = question
    else:
        try:
            text = sys.stdin.buffer.read().decode()
        except UnicodeDecodeError as error:
            what = f"byte {error.start} is not UTF-8"
            raise ConfigError(what, where="standard input", mend="send text in UTF-8") from None
    if not text.strip():
        raise ConfigError("there is no question", where="QUESTION", mend='give one, as bylaw ask "…"')
    return text


async def _ask(prompt: "Prompt", config: "Config", document: "Document", *, as_json: bool) -> None:
    from bylaw.cli.desk import open_desk
    from bylaw.cli.speak import Spoken, speak, write_out
    from bylaw.engines import progress_bars
    from bylaw.gateway import cancel_on_signals

    cancel_on_signals()
    spoken = Spoken()
    async with open_desk(config, document, environ=os.environ, progress=progress_bars) as desk:
        await speak(prompt, spoken, desk=desk, write=(lambda _: None) if as_json else write_out)
        if as_json:
            print_json(
                {
                    "reply": spoken.text,
                    "finish_reason": spoken.finish_reason,
                    "usage": spoken.usage and {name: getattr(spoken.usage, name) for name in _USAGE},
                    "record": spoken.record_id if desk.records is not None else None,
                    "spec_hash": desk.policy.spec_hash,
                    "engine": desk.engine.backend.name,
                }
            )
        else:
            write_out("\n")
