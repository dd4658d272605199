"""`bylaw serve`: the gateway, from one document to the first answer."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import os
import socket
import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bylaw.cli.console import err, print_text
from bylaw.cli.options import (
    ENGINE,
    GOVERN,
    BaseUrl,
    Cache,
    ConfigFile,
    Context,
    EngineOption,
    JudgeKeyEnv,
    JudgeModel,
    JudgeUrl,
    KeyEnv,
    Model,
    NoContent,
    OnMisaligned,
    OverBudget,
    Placement,
    Port,
    Preamble,
    PreambleTokens,
    Precision,
    Pseudonymise,
    Records,
    Samples,
    SpecOption,
    Spotlight,
    Template,
    Threads,
    Tokenizer,
    Works,
)

if TYPE_CHECKING:
    from bylaw.cli.config import Config
    from bylaw.cli.desk import Document
    from bylaw.turn import Desk

__all__ = ["serve"]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_NAMES = 12  # the width of the names in what a start says


def serve(
    call: typer.Context,
    *,
    spec: SpecOption = None,
    mode: Annotated[
        Literal["enforce", "observe"] | None,
        typer.Option("--mode", help="`observe` records and changes nothing.", rich_help_panel=GOVERN),
    ] = None,
    preamble: Preamble = None,
    preamble_tokens: PreambleTokens = None,
    on_misaligned: OnMisaligned = None,
    spotlight: Spotlight = None,
    placement: Placement = None,
    samples: Samples = None,
    over_budget: OverBudget = None,
    engine: EngineOption = None,
    model: Model = None,
    base_url: BaseUrl = None,
    key_env: KeyEnv = None,
    tokenizer: Tokenizer = None,
    template: Template = None,
    context: Context = None,
    slots: Annotated[
        int | None,
        typer.Option("--slots", metavar="N", help="embedded: conversations at once (4).", rich_help_panel=ENGINE),
    ] = None,
    threads: Threads = None,
    precision: Precision = None,
    cache: Cache = None,
    timeout_s: Annotated[
        float | None,
        typer.Option(
            "--timeout-s", metavar="S", help="openai: the longest silence in an answer (600).", rich_help_panel=ENGINE
        ),
    ] = None,
    pseudonymise: Pseudonymise = False,
    works: Works = None,
    judge_url: JudgeUrl = None,
    judge_model: JudgeModel = None,
    judge_key_env: JudgeKeyEnv = None,
    records: Records = None,
    no_content: NoContent = False,
    host: Annotated[
        str | None, typer.Option("--host", metavar="NAME", help="The address to listen on (127.0.0.1).")
    ] = None,
    port: Port = None,
    max_body_mib: Annotated[
        float | None, typer.Option("--max-body-mib", metavar="N", help="A request's largest body (16).")
    ] = None,
    grace_s: Annotated[
        float | None, typer.Option("--grace-s", metavar="S", help="What running requests get at the end (5).")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Serve a governed model to any OpenAI client, on http://127.0.0.1:8000/v1.

    Examples: `bylaw serve`, `bylaw serve --spec shop.md --port 8080`,
    `bylaw serve --engine openai --base-url http://127.0.0.1:11434/v1 --model llama3.2`

    Each option may also stand in the environment, as BYLAW_PORT, or in `bylaw.toml`, as `port = 8080`. Flags go first,
    then the environment, then the file.
    """
    from bylaw.cli.config import resolve
    from bylaw.cli.desk import read_spec, run_loop
    from bylaw.gateway import bind

    flags = {name: value for name, value in call.params.items() if name not in {"config", "no_content"}}
    flags["pseudonymise"] = True if pseudonymise else None
    resolved = resolve({**flags, "keep_content": False if no_content else None}, environ=os.environ, file=config)
    document = read_spec(resolved.config.spec)
    served = False

    def ready(url: str) -> None:
        nonlocal served
        served = True
        _say_ready(url)

    with bind(resolved.config.host, resolved.config.port) as taken:
        _say("config", "  ".join(resolved.shown()))
        _say_document(document)
        try:
            run_loop(_serve(resolved.config, document, taken, ready=ready))
        except (asyncio.CancelledError, KeyboardInterrupt):  # told to stop, and stopped
            raise typer.Exit(0 if served else 130) from None


async def _serve(config: "Config", document: "Document", taken: socket.socket, *, ready: Callable[[str], None]) -> None:
    from bylaw.cli.desk import open_desk
    from bylaw.engines import progress_bars
    from bylaw.gateway import Gateway, cancel_on_signals, opened

    cancel_on_signals(lambda: err.print("bylaw: stopping; once more to leave at once"))
    async with open_desk(config, document, environ=os.environ, progress=progress_bars) as desk:
        _say_desk(config, desk)
        gateway = Gateway(
            desk,
            models=(desk.engine.backend.name.partition(":")[2],) if config.engine == "embedded" else (),
            any_model=config.engine == "openai",
            body_limit=int(config.max_body_mib * 2**20),
        )
        async with opened(gateway, taken, grace_s=config.grace_s) as url:
            if config.host not in _LOOPBACK:
                _say("open", "whoever reaches this address may use the model: the gateway asks for no key")
            ready(url)
            await asyncio.Event().wait()


def _say(name: str, what: str) -> None:
    """Print a line about what was started to standard error; on a terminal, wrapped under its name."""
    lines = [what]
    if err.is_terminal:
        width = max(40, err.width - _NAMES)
        lines = textwrap.wrap(what, width, break_long_words=False, break_on_hyphens=False)
    for at, line in enumerate(lines):
        err.print(f"[bold]{'' if at else name:{_NAMES}}[/bold]", end="")
        err.print(line, markup=False)


def _say_document(document: "Document") -> None:
    spec = document.spec
    objectives = sum(clause.kind == "objective" for clause in spec.clauses)
    _say("spec", f"{spec.file}  sha256:{document.sha256[:16]}…  {document.lock}")
    if document.lock == "differs from its lock":
        _say("", f"`bylaw spec verify {spec.file}` says which clauses changed")
    _say("clauses", f"{len(spec.clauses)}, {objectives} of them objectives, which instruct nobody")
    _say("rulings", "what messages ask is ruled on by the chain of command, and verified where a program can")


def _say_desk(config: "Config", desk: "Desk") -> None:
    preamble = desk.policy.preamble
    if desk.policy.mode == "observe":
        _say("unenforced", "all clauses: in mode observe the model reads what callers send, and nothing else")
    else:
        used = f"{preamble.tokens} of {config.preamble_budget} tokens"
        what = "titles" if config.preamble == "titles" else "words"
        _say("preamble", f"{used}: the {what} of {len(preamble.clauses)} clauses")
        if preamble.left_out:
            _say("unenforced", f"{len(preamble.left_out)} clauses found no room in it: {', '.join(preamble.left_out)}")
    _say_checks(desk)
    _say("engine", desk.engine.backend.name)
    if config.records_path is None:
        _say("records", "none are kept")
    else:
        _say("records", f"{config.records_path}{'' if config.keep_content else ', hashes only'}")


def _say_checks(desk: "Desk") -> None:
    bounds = desk.policy.bounds
    served = len({each.clause.id for each in bounds.bound})
    done = "recorded, and change nothing" if desk.policy.mode == "observe" else "act on requests, replies and calls"
    _say("checks", f"{len({each.check.id for each in bounds.bound})} run for {served} clauses: they {done}")
    if waived := [each.clause.id for each in bounds.bound if each.waived]:
        _say("waived", ", ".join(dict.fromkeys(waived)))
    if bounds.unbound:
        reasons: dict[str, list[str]] = {}
        for each in bounds.unbound:
            reasons.setdefault(each.reason, []).append(each.check)
        for reason, checks in reasons.items():
            _say("unbound", f"{', '.join(dict.fromkeys(checks))}: {reason}")
    if bounds.unenforced and desk.policy.mode == "enforce":
        _say("unenforced", f"{len(bounds.unenforced)} clauses no check serves: {', '.join(bounds.unenforced)}")


def _say_ready(url: str) -> None:
    asked = '{"model": "default", "messages": [{"role": "user", "content": "What is the capital of France?"}]}'
    print_text(
        f"\nBylaw serves {url}/v1 as model `default`. Try it:\n\n"
        f"  curl -s {url}/v1/chat/completions -H 'content-type: application/json' -d '{asked}'\n\n"
        "Ctrl-C stops it.\n"
    )
    sys.stdout.flush()
