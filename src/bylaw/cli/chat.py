"""`bylaw chat`: a governed conversation in the terminal."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from bylaw.cli.ask import MaxTokens, Seed, Temperature
from bylaw.cli.console import err
from bylaw.cli.options import (
    BaseUrl,
    Cache,
    ConfigFile,
    Context,
    EngineOption,
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
from bylaw.errors import BylawError, ConfigError, ModelError

if TYPE_CHECKING:
    from bylaw.authority import Message
    from bylaw.backend import Sampling
    from bylaw.turn import Desk

__all__ = ["chat"]

_NOT_CONFIG = frozenset({"max_tokens", "temperature", "seed", "no_content", "config"})


def chat(
    call: typer.Context,
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
) -> None:
    """Talk with the governed model. Ctrl-C stops a reply, Ctrl-D leaves.

    Example: `bylaw chat --spec shop.md`
    """
    from bylaw.backend import Sampling
    from bylaw.cli.config import resolve
    from bylaw.cli.desk import new_loop, open_desk, read_spec
    from bylaw.engines import progress_bars

    signal.signal(signal.SIGTERM, _leave)
    flags = {name: value for name, value in call.params.items() if name not in _NOT_CONFIG}
    resolved = resolve({**flags, "keep_content": False if no_content else None}, environ=os.environ, file=config)
    document = read_spec(resolved.config.spec)
    sampling = Sampling(max_tokens=max_tokens, temperature=temperature, seed=seed)
    with asyncio.Runner(loop_factory=new_loop) as runner, contextlib.ExitStack() as stack:
        opening = open_desk(resolved.config, document, environ=os.environ, progress=progress_bars)
        try:
            desk = runner.run(opening.__aenter__())
        except KeyboardInterrupt:
            raise typer.Exit(130) from None
        stack.callback(lambda: runner.run(opening.__aexit__(None, None, None)))
        err.print(f"{desk.engine.backend.name} under {document.spec.file}. Ctrl-C stops a reply, Ctrl-D leaves.")
        _talk(runner, desk, sampling)


def _leave(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)  # so that the engine is closed on the way


def _talk(runner: asyncio.Runner, desk: "Desk", sampling: "Sampling") -> None:
    from bylaw.authority import Message, Role

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives input() its line editing

    said: tuple[Message, ...] = ()
    while (text := _read()) is not None:
        if not text.strip():
            continue
        asked = (*said, Message.of(Role.USER, text))
        reply = _answer(runner, desk, asked, sampling)
        if reply:  # a question that got no answer is not part of the conversation
            said = (*asked, Message.of(Role.ASSISTANT, reply))


def _read() -> str | None:
    """Read a line; None at the end."""
    while True:
        try:
            return input("> " if sys.stdin.isatty() else "")
        except EOFError:
            err.print("")
            return None
        except KeyboardInterrupt:
            err.print("\nCtrl-D leaves", style="dim")


def _answer(runner: asyncio.Runner, desk: "Desk", asked: "tuple[Message, ...]", sampling: "Sampling") -> str:
    """Print the reply while it comes, and give what was said: all of it, or up to Ctrl-C or a failure."""
    from bylaw.backend import Prompt
    from bylaw.cli.speak import Spoken, speak, write_out

    spoken = Spoken()
    speaking = runner.get_loop().create_task(speak(Prompt(asked, sampling), spoken, desk=desk, write=write_out))
    try:
        runner.run(_awaited(speaking))
        write_out("\n")
        if spoken.finish_reason == "length":
            err.print("(cut at its limit)", style="dim")
    except KeyboardInterrupt:
        write_out("\n")
        err.print("(stopped)", style="dim")
    except SystemExit:  # SIGTERM: the reply ends, and is recorded, before the engine is closed under it
        runner.run(_cancelled(speaking))
        raise
    except (ConfigError, ModelError):
        raise
    except BylawError as error:
        write_out("\n" if spoken.text else "")
        err.print(f"bylaw: {error}", markup=False)
    return spoken.text


async def _awaited(task: asyncio.Task[None]) -> None:
    await task


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
