"""Measure how replies end within a budget: left alone, told of it, told and brought home.

    python -m bench.budget.measure --n 40 --out results.jsonl

Arms: `plain` sends the task alone; `line` adds the budget line; `held` has the decoder bring the reply home. Through
the whole turn, `close` ends what was cut off at its last whole sentence, and `ask again` asks for a shorter one first.
A reply ends properly where it ends with a whole sentence or a closed fence, and wasn't cut or was brought home there.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import asyncio
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.hierarchy.arms import built_in_policy
from bench.hierarchy.table import wilson
from bylaw import turn
from bylaw.authority import Message, Role
from bylaw.backend import Held, Prompt, Sampling
from bylaw.engines.embedded import EmbeddedEngine
from bylaw.engines.weights import local_weights
from bylaw.governor import Conduct
from bylaw.prompt.budget import budget_line
from bylaw.prompt.held import ends_whole, hold_length

__all__ = ["main"]

_WEIGHTS = Path.home() / ".cache" / "bylaw" / "models" / "smollm2-135m-instruct-f16.gguf"
_TASKS = Path(__file__).parents[1] / "weights" / "prompts.txt"
_LIMITS = (32, 64, 128, 512)
_ARMS = ("plain", "line", "held", "close", "ask again")
_SLOTS = 8


def main() -> None:
    """Run what isn't in the file yet, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=40)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=_WEIGHTS)
    args = parser.parse_args()
    tasks = sorted(line for line in _TASKS.read_text("utf-8").split("\n") if line.strip())[: args.n]
    known = set()
    if args.out.exists():
        rows = [json.loads(line) for line in args.out.read_text("utf-8").rstrip("\n").split("\n")]
        known = {(row["arm"], row["limit"], row["task"]) for row in rows}
    todo = [(arm, limit, task) for task in tasks for limit in _LIMITS for arm in _ARMS]
    asyncio.run(_run([each for each in todo if each not in known], args.out, args.weights))
    _print_table(args.out)


async def _run(todo: list[tuple[str, int, str]], out: Path, weights: Path) -> None:
    engine = await EmbeddedEngine.open(local_weights(weights), context=2048, slots=_SLOTS)
    room, started, done = asyncio.Semaphore(_SLOTS), time.monotonic(), 0
    with out.open("a", encoding="utf-8") as file:

        async def one(arm: str, limit: int, task: str) -> None:
            nonlocal done
            async with room:
                row = await _reply(engine, arm, limit, task)
            file.write(json.dumps({"arm": arm, "limit": limit, "task": task, **row}, ensure_ascii=False) + "\n")
            file.flush()
            done += 1
            if done % 20 == 0:
                spent = time.monotonic() - started
                print(f"{done}/{len(todo)}, {spent / done * (len(todo) - done):.0f} s to go", file=sys.stderr)

        await asyncio.gather(*(one(*each) for each in todo))
    await engine.aclose()


async def _reply(engine: EmbeddedEngine, arm: str, limit: int, task: str) -> dict[str, Any]:
    sampling = Sampling(max_tokens=limit, seed=7)
    if arm in ("plain", "line", "held"):
        said = f"{task}\n\n{budget_line(limit)}" if arm == "line" else task
        held = hold_length(limit, backend=engine.backend) if arm == "held" else Held()
        answer = await engine.complete(Prompt((Message.of(Role.USER, said),), sampling, held=held))
        budget = ""
    else:
        conduct = Conduct(over_budget="ask again" if arm == "ask again" else "close", samples=4)
        desk = turn.Desk(await built_in_policy(engine, conduct), engine)
        answered = await turn.complete(Prompt((Message.of(Role.USER, task),), sampling), desk=desk)
        answer, budget = answered.completion, answered.outcome.decision.budget
    choice = answer.choices[0]
    return {
        "text": choice.message.text,
        "finish": choice.finish_reason,
        "tokens": answer.usage.completion_tokens if answer.usage else 0,
        "length": await engine.count_tokens(choice.message.text),
        "budget": budget,
    }


def _print_table(file: Path) -> None:
    groups: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for line in file.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        groups[row["limit"], row["arm"]].append(row)
    print("| N | arm | n | ends properly | by itself | brought home | length, mean tokens | tokens spent, mean |")
    print("|---|---|---|---|---|---|---|---|")
    for (limit, arm), rows in sorted(groups.items(), key=lambda each: (each[0][0], _ARMS.index(each[0][1]))):
        n = len(rows)
        whole = [row for row in rows if ends_whole(row["text"])]
        itself = sum(row["finish"] != "length" for row in whole)
        home = sum(row["finish"] == "length" and bool(row["budget"]) for row in whole)
        low, high = wilson(itself + home, n)
        length, spent = (sum(row[name] for row in rows) / n for name in ("length", "tokens"))
        share = f"{(itself + home) / n:.2f} [{low:.2f}, {high:.2f}]"
        print(f"| {limit} | {arm} | {n} | {share} | {itself / n:.2f} | {home / n:.2f} | {length:.0f} | {spent:.0f} |")


if __name__ == "__main__":
    main()
