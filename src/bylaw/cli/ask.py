"""`bylaw ask`: one question, one governed answer."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bylaw.cli.console import err, print_json
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
    from bylaw.cli.explain_file import Explained
    from bylaw.cli.speak import Spoken
    from bylaw.governor import Policy

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
_NOT_CONFIG = frozenset({"question", "max_tokens", "temperature", "seed", "explain", "json", "no_content", "config"})


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
    explain: Annotated[
        bool, typer.Option("--explain", help="Also say who may instruct, what holds, and what became of the reply.")
    ] = False,
    json: Json = False,
) -> None:
    """Ask once, and print the answer while it comes.

    Examples: `bylaw ask "What is the capital of France?"`, `bylaw ask - < letter.txt --max-tokens 200`,
    `bylaw ask "Hello" --json`,
    `bylaw ask "Name three rivers in exactly three bullet points." --explain`
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
        run_loop(_ask(prompt, resolved.config, document, explain=explain, as_json=json))
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


async def _ask(prompt: "Prompt", config: "Config", document: "Document", *, explain: bool, as_json: bool) -> None:
    from bylaw.cli.desk import open_desk
    from bylaw.cli.speak import Spoken, speak, write_out
    from bylaw.engines import progress_bars
    from bylaw.gateway import cancel_on_signals

    cancel_on_signals()
    spoken = Spoken()
    async with open_desk(config, document, environ=os.environ, progress=progress_bars) as desk:
        await speak(prompt, spoken, desk=desk, write=(lambda _: None) if as_json else write_out)
        told = _explained(spoken, desk.policy) if explain else None
        if as_json:
            from bylaw.cli.explain_json import as_json as explained_json

            print_json(
                {
                    "reply": spoken.text,
                    "refusal": spoken.refusal or None,
                    "finish_reason": spoken.finish_reason,
                    "usage": spoken.usage and {name: getattr(spoken.usage, name) for name in _USAGE},
                    "record": spoken.record_id if desk.records is not None else None,
                    "spec_hash": desk.policy.spec_hash,
                    "engine": desk.engine.backend.name,
                    **({} if told is None else {"explain": explained_json(told), "reply_review": _reviewed(spoken)}),
                }
            )
        else:
            write_out("\n")
            if told is not None:
                from bylaw.cli.explain_text import print_explained

                print_explained(told, err)
                err.print(f"\nThe reply: {_said_of(spoken)}", highlight=False)


def _explained(spoken: "Spoken", policy: "Policy") -> "Explained":
    from bylaw.cli.explain_file import Explained, Grounds

    titles = tuple((section.id, section.title) for section in policy.spec.sections)
    if spoken.outcome is None:
        raise ValueError("nothing was said")
    return Explained(spoken.outcome.brief.reading, Grounds(policy.asks, policy.spec.settings, titles, policy.spec.file))


def _reviewed(spoken: "Spoken") -> dict[str, object]:
    """Say what became of the reply, as a record does."""
    import msgspec

    decision = None if spoken.outcome is None else spoken.outcome.decision
    if decision is None:
        return {}
    kept = ("verified", "held", "samples", "budget", "token_ids", "spotlighted", "left_out", "verdicts", "unbound")
    return {name: msgspec.to_builtins(getattr(decision, name)) for name in kept}


def _said_of(spoken: "Spoken") -> str:
    """Say it in a sentence."""
    decision = None if spoken.outcome is None else spoken.outcome.decision
    if decision is None:
        return "nothing is known of it."
    said = []
    if decision.samples is not None and decision.verified:
        broken = decision.samples.broken[0] if decision.samples.broken else ()
        said.append(
            f"try {decision.samples.released[0]} of {decision.samples.tried} drawn (at most {decision.samples.limit})"
        )
        said.append(f"breaks {', '.join(broken)}" if broken else "keeps all that could be verified")
    if decision.held:
        said.append(f"the decoder was held to {', '.join(decision.held)}")
    if decision.budget:
        said.append(f"its limit: {decision.budget}")
    return "; ".join(said or ["nothing was asked of it that a program can verify"]) + "."
