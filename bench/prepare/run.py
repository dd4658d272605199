"""Time the preparation of a conversation that was never seen before: reading it, ruling on it, writing what is sent.

    python -m bench.prepare.run [--plot docs/evidence/prepare.svg]

Conversations are made of the texts in the examples of the document that ships, drawn anew for each: a developer's
prompt, then turns of a user and the assistant, until they hold so many tokens. Every text ends in a number of its own.
Each conversation is timed twice over: with every sentence read before forgotten, and with those remembered that an
earlier conversation held too, as a developer's prompt is that comes with every request. The limit is for the first.
Tokenizing is not part of it. Times are of the processor, garbage collection running.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import platform
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bylaw.authority import Message, Role
from bylaw.authority.instructions.read import forget
from bylaw.backend import Backend, Prompt
from bylaw.governor import Conduct, Policy, prepare
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.spec import load
from bylaw.spec.asks import spec_asks
from bylaw.spec.examples import trials

__all__ = ["Timing", "conversations", "measure"]

SIZES = (1_500, 5_000, 15_000, 50_000, 100_000, 200_000)
_CHARACTERS_PER_TOKEN = 4  # of English prose in vocabularies of 2023-2025
_LIMIT_MS = 1.0
_DEVELOPER, _USER, _TOOL, _ASSISTANT = 1_000, 200, 1_000, 800
"""Characters of a message at least: a prompt of a few paragraphs, short questions, longer answers."""
_TOOL_SHARE = 0.2
_BACKEND = Backend("bench", frozenset({"system", "user", "assistant", "tool"}))
_NOW = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Timing:
    """One size."""

    tokens: int
    n: int
    median_ms: float
    p95_ms: float
    known_ms: float
    """Median where sentences of earlier conversations are remembered."""
    instructions: float
    """A conversation, on average."""


def conversations(count: int, *, tokens: int, seed: int) -> list[tuple[Message, ...]]:
    """Make so many conversations of so many tokens."""
    chance = random.Random(f"{seed}:{tokens}")
    pieces: dict[Role, list[str]] = {role: [] for role in Role}
    for trial in trials(load("builtin")):
        for message in (*trial.messages, *(trial.responses[0].messages if trial.responses else ())):
            if message.text:
                pieces[message.role].append(message.text)
    return [_conversation(pieces, tokens=tokens, chance=chance) for _ in range(count)]


def _conversation(pieces: dict[Role, list[str]], *, tokens: int, chance: random.Random) -> tuple[Message, ...]:
    """A developer's prompt, then questions and answers, a tool's result now and then, a question at the end."""
    said: list[Message] = []
    left = tokens * _CHARACTERS_PER_TOKEN

    def say(role: Role, least: int) -> int:
        texts: list[str] = []
        while sum(map(len, texts)) < least:
            texts.append(f"{chance.choice(pieces[role])} ({chance.randrange(10**9)})")
        said.append(Message.of(role, "\n\n".join(texts)))
        return len(said[-1].text)

    left -= say(Role.DEVELOPER, _DEVELOPER)
    while left > 0:
        left -= say(Role.USER, _USER)
        if chance.random() < _TOOL_SHARE:
            left -= say(Role.TOOL, _TOOL)
        left -= say(Role.ASSISTANT, _ASSISTANT)
    say(Role.USER, _USER)
    return tuple(said)


def measure(policy: Policy, *, tokens: int, count: int, seed: int) -> Timing:
    """Time one size."""
    said = conversations(count, tokens=tokens, seed=seed)
    fresh, instructions = _time(policy, said, remembering=False)
    known, _ = _time(policy, conversations(count, tokens=tokens, seed=seed + 1), remembering=True)
    p95 = fresh[int(0.95 * (count - 1))]
    return Timing(tokens, count, statistics.median(fresh), p95, statistics.median(known), instructions / count)


def _time(policy: Policy, said: Sequence[tuple[Message, ...]], *, remembering: bool) -> tuple[list[float], int]:
    """Give the milliseconds of each conversation, sorted, and how many instructions all held."""
    took, instructions = [], 0
    for messages in said:
        if not remembering:
            forget()
        start = time.process_time()
        brief = prepare(Prompt(messages), policy=policy, backend=_BACKEND, now=_NOW, nonce=bytes(16))
        took.append((time.process_time() - start) * 1000)
        instructions += len(brief.reading.instructions)
    return sorted(took), instructions


def _plot(timings: Sequence[Timing], path: Path) -> None:
    matplotlib = import_module("matplotlib")
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "bylaw"
    pyplot = import_module("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    axes.plot([t.tokens for t in timings], [t.median_ms for t in timings], "o-", label="nothing remembered, median")
    axes.plot(
        [t.tokens for t in timings], [t.p95_ms for t in timings], "s--", label="nothing remembered, 95th percentile"
    )
    axes.plot([t.tokens for t in timings], [t.known_ms for t in timings], "^-", label="sentences remembered, median")
    first = timings[0]
    straight = [first.median_ms * t.tokens / first.tokens for t in timings]
    axes.plot([t.tokens for t in timings], straight, ":", label="as the first, in proportion")
    axes.set(xscale="log", yscale="log", xlabel="tokens of the conversation", ylabel="milliseconds of one core")
    axes.set_title("Preparing a fresh conversation")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main(arguments: Sequence[str] | None = None) -> int:
    """Time every size, print a table, and draw it where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.prepare.run", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400, help="conversations of the smallest size")
    parser.add_argument("--plot", type=Path, help="draw an SVG there; needs the bench group's matplotlib")
    options = parser.parse_args(arguments)
    spec = load("builtin")
    preamble = write_preamble(spec, budget=200, count=estimate_tokens)
    policy = Policy(spec, "bench", preamble, "enforce", Conduct(), spec_asks(spec))
    measure(policy, tokens=SIZES[0], count=20, seed=options.seed + 1)  # compiles the patterns
    print(f"python {platform.python_version()}, {platform.machine()}, seed {options.seed}")
    print(
        f"{'tokens':>8} {'n':>5} {'median ms':>10} {'p95 ms':>8} {'µs/token':>9} {'remembered ms':>14}"
        f" {'instructions':>13}"
    )
    timings = []
    for tokens in SIZES:
        count = max(5, options.count * SIZES[0] // tokens)
        timing = measure(policy, tokens=tokens, count=count, seed=options.seed)
        timings.append(timing)
        per_token = 1000 * timing.median_ms / tokens
        print(
            f"{tokens:>8,} {timing.n:>5} {timing.median_ms:>10.3f} {timing.p95_ms:>8.3f} {per_token:>9.3f}"
            f" {timing.known_ms:>14.3f} {timing.instructions:>13.1f}",
            flush=True,
        )
    if options.plot:
        _plot(timings, options.plot)
        print(f"drawn in {options.plot}")
    kept = timings[0].median_ms <= _LIMIT_MS
    print(f"limit at {SIZES[0]:,} tokens: {_LIMIT_MS} ms, {'kept' if kept else 'NOT kept'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
