"""Measure what a held grammar costs: its states and size, the time to build it, and processor time a token.

    python -m bench.hierarchy.cost

Processor time, not wall time, so that what else runs on the machine matters less. Each kind is decoded with and without
its grammar, one slot, the same prompts.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import time
from pathlib import Path
from statistics import median

from bylaw.authority import Message, Role
from bylaw.authority.constraints import Constraint
from bylaw.backend import Backend, Held, Prompt, Sampling
from bylaw.engines.embedded import EmbeddedEngine
from bylaw.engines.weights import local_weights
from bylaw.prompt.held import hold, hold_length

__all__ = ["main"]

_WEIGHTS = Path.home() / ".cache" / "bylaw" / "models" / "smollm2-135m-instruct-f16.gguf"
_TASKS = ("Write a few paragraphs about the sea.", "Tell me how bread is made.", "Describe a day at a railway station.")
_TOKENS = 96
_LIMIT = 400
_LLAMA = Backend("", frozenset(), holds=frozenset({"grammar"}))


def _of(family: str, **args: str | int | tuple[str, ...]) -> Constraint:
    return Constraint.of(family, args)


_KINDS = {
    "no comma": (_of("punctuation:no_comma"),),
    "lowercase": (_of("change_case:english_lowercase"),),
    "forbidden words": (_of("keywords:forbidden_words", forbidden_words=("sea", "water", "train", "flour")),),
    "keywords": (_of("keywords:existence", keywords=("harbour", "yeast", "platform")),),
    "three paragraphs": (_of("length_constraints:number_paragraphs", num_paragraphs=3),),
    "four bullets": (_of("detectable_format:number_bullet_lists", num_bullets=4),),
    "at least 300 words": (_of("length_constraints:number_words", num_words=300, relation="at least"),),
    "under 100 words": (_of("length_constraints:number_words", num_words=100, relation="less than"),),
    "JSON": (_of("detectable_format:json_format"),),
    "Korean": (_of("language:response_language", language="ko"),),
    "12 placeholders": (_of("detectable_content:number_placeholders", num_placeholders=12),),
    "no comma, 3 highlights, 300 words": (
        _of("punctuation:no_comma"),
        _of("detectable_format:number_highlighted_sections", num_highlights=3),
        _of("length_constraints:number_words", num_words=300, relation="at least"),
    ),
}


def main() -> None:
    """Print one row a kind."""
    asyncio.run(_run())


async def _run() -> None:
    engine = await EmbeddedEngine.open(local_weights(_WEIGHTS), context=1024, slots=1)
    plain = await _per_token(engine, Held())
    print("| held | states | kB | build, CPU ms | first token, CPU ms more | CPU ms a token | of plain |")
    print("|---|---|---|---|---|---|---|")
    print(f"| nothing | – | – | – | – | {plain[1]:.1f} | 1.00 |")
    for name, constraints in _KINDS.items():
        started = time.process_time()
        held = hold(constraints, backend=_LLAMA, max_tokens=_LIMIT).held
        await _row(engine, name, held, (time.process_time() - started) * 1000, plain)
    for tokens in (64, 512):
        started = time.process_time()
        held = hold_length(tokens, backend=_LLAMA)
        await _row(engine, f"a budget of {tokens} tokens", held, (time.process_time() - started) * 1000, plain)
    await engine.aclose()


async def _row(engine: EmbeddedEngine, name: str, held: Held, build: float, plain: tuple[float, float]) -> None:
    first, each = await _per_token(engine, held)
    grammar = held.grammar or ""
    states, size = grammar.count("\n"), len(grammar) / 1000
    ratio = f"{each:.1f} | {each / plain[1]:.2f}"
    print(f"| {name} | {states:,} | {size:,.0f} | {build:.0f} | {first - plain[0]:.0f} | {ratio} |", flush=True)


async def _per_token(engine: EmbeddedEngine, held: Held) -> tuple[float, float]:
    """Give processor milliseconds of a request of one token, and of each further token."""
    firsts, each = [], []
    for task in _TASKS:
        await _time(engine, held, task, 1)
        first, _ = await _time(engine, held, task, 1)
        spent, tokens = await _time(engine, held, task, _TOKENS)
        firsts.append(first)
        if tokens > 1:
            each.append((spent - first) / (tokens - 1))
    return median(firsts), median(each)


async def _time(engine: EmbeddedEngine, held: Held, task: str, tokens: int) -> tuple[float, int]:
    prompt = Prompt((Message.of(Role.USER, task),), Sampling(max_tokens=tokens, seed=1, temperature=0.5), held=held)
    started = time.process_time()
    answer = await engine.complete(prompt)
    return (time.process_time() - started) * 1000, answer.usage.completion_tokens if answer.usage else 0


if __name__ == "__main__":
    main()
