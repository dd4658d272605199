"""`bylaw roles`: which roles a model has, found out by asking it."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import os
from typing import TYPE_CHECKING

import typer

from bylaw.cli.console import FINDINGS, out, print_json
from bylaw.cli.options import (
    BaseUrl,
    Cache,
    ConfigFile,
    Context,
    EngineOption,
    Json,
    KeyEnv,
    Model,
    Precision,
    Template,
    Threads,
    Tokenizer,
)

if TYPE_CHECKING:
    from bylaw.cli.config import Config
    from bylaw.engines.role_probe import ProbedRole

__all__ = ["roles"]

_NOT_CONFIG = frozenset({"json", "config"})
_COLOURS = {"kept": "green", "mapped": "yellow", "refused": "red"}


def roles(
    call: typer.Context,
    *,
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
    config: ConfigFile = None,
    json: Json = False,
) -> None:
    """Send a few short conversations, and say which roles the model has: kept, mapped or refused.

    Exit 1 if a message is taken and dropped.

    Examples: `bylaw roles`, `bylaw roles --engine openai --base-url http://127.0.0.1:8000/v1 --json`
    """
    from bylaw.cli.config import resolve
    from bylaw.cli.desk import run_loop

    flags = {name: value for name, value in call.params.items() if name not in _NOT_CONFIG}
    found: list[ProbedRole] = []
    try:
        run_loop(_probe(resolve(flags, environ=os.environ, file=config).config, found, as_json=json))
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(130) from None
    raise typer.Exit(FINDINGS if any(each.dropped for each in found) else 0)


async def _probe(config: "Config", found: "list[ProbedRole]", *, as_json: bool) -> None:
    from bylaw.cli.desk import engine_config
    from bylaw.engines import open_engine, progress_bars
    from bylaw.engines.role_probe import probe_roles
    from bylaw.gateway import cancel_on_signals

    cancel_on_signals()
    with progress_bars() as report:
        engine = await open_engine(engine_config(config, os.environ), report=report)
    try:
        found += await probe_roles(engine)
    finally:
        await engine.aclose()
    if as_json:
        rows = [{name: getattr(each, name) for name in ("role", "sent_as", "how", "evidence")} for each in found]
        print_json({"engine": engine.backend.name, "roles": rows})
        return
    out.print(engine.backend.name, markup=False)
    width = max(len(each.role) for each in found)
    for each in found:
        sent = f" as {each.sent_as}" if each.how == "mapped" else ""
        out.print(f"  {each.role:{width}}  ", end="", markup=False)
        out.print(f"{each.how}{sent}", end="", style=_COLOURS[each.how], markup=False)
        out.print(f"  {each.evidence}", markup=False)
