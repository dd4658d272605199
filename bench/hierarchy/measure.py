"""Measure whether the developer's rules are kept: ungoverned and governed, for k = 1 and more samples.

    BYLAW_DATA=… python -m bench.hierarchy.measure --arms plain,governed --n 80 --samples 8 --out results.jsonl

Every reply is kept in the file of results and a run that was broken off goes on where it stopped. Replies are chosen by
Bylaw's own verifier, which never sees lm-eval's, and scored by lm-eval's checkers, strictly.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import asyncio
import json
import os
import random
import sys
import time
from pathlib import Path

from bench.hierarchy.arms import ARMS, Arm, Reply
from bench.hierarchy.ifeval import kept
from bench.hierarchy.items import CONDITIONS, Condition, Item, load_items
from bench.hierarchy.table import print_table
from bylaw.engines.embedded import EmbeddedEngine
from bylaw.engines.weights import local_weights

__all__ = ["main"]

_WEIGHTS = Path.home() / ".cache" / "bylaw" / "models" / "smollm2-135m-instruct-f16.gguf"
_SLOTS = 8
_CONTEXT = 2048


def main() -> None:
    """Run the arms asked for, then print the table of everything in the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arms", default="plain,governed")
    parser.add_argument("--conditions", default=",".join(CONDITIONS))
    parser.add_argument("--n", type=int, default=80)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--samples", type=int, default=8)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=_WEIGHTS)
    parser.add_argument("--items", type=Path, help="a file of items; by default the development items of BYLAW_DATA")
    args = parser.parse_args()
    file = args.items or Path(os.environ["BYLAW_DATA"]) / "realguardrails" / "sys_ifeval_dev.jsonl"
    items = load_items(file)
    random.Random(args.seed).shuffle(items)
    conditions = [condition for condition in CONDITIONS if condition in args.conditions.split(",")]
    arms = {name: ARMS[name] for name in args.arms.split(",") if name}
    if arms:
        asyncio.run(_run(arms, conditions, items[: args.n], args))
    print_table(args.out, {item.key: item for item in items})


async def _run(arms: dict[str, Arm], conditions: list[Condition], items: list[Item], args: argparse.Namespace) -> None:
    known = set()
    if args.out.exists():
        known = {_id(json.loads(line)) for line in args.out.read_text("utf-8").rstrip("\n").split("\n")}
    todo = [
        (name, condition, item)
        for name in arms
        for item in items
        for condition in conditions
        if (name, condition, item.key, args.samples) not in known
    ]
    engine = await EmbeddedEngine.open(local_weights(args.weights), context=_CONTEXT, slots=_SLOTS)
    started, done = time.monotonic(), 0
    room = asyncio.Semaphore(_SLOTS)
    with args.out.open("a", encoding="utf-8") as out:

        async def one(name: str, condition: Condition, item: Item) -> None:
            nonlocal done
            async with room:
                replies = await arms[name](item, condition, engine, args.samples)
            out.write(json.dumps(_row(name, condition, item, replies, args.samples), ensure_ascii=False) + "\n")
            out.flush()
            done += 1
            if done % 10 == 0:
                spent = time.monotonic() - started
                print(
                    f"{done}/{len(todo)}, {spent:.0f} s, {spent / done * (len(todo) - done):.0f} s to go",
                    file=sys.stderr,
                )

        await asyncio.gather(*(one(*each) for each in todo))
    await engine.aclose()


def _id(row: dict[str, object]) -> tuple[object, ...]:
    return (row["arm"], row["condition"], row["key"], row["k"])


def _row(name: str, condition: Condition, item: Item, replies: list[Reply], k: int) -> dict[str, object]:
    return {
        "arm": name,
        "condition": condition,
        "key": item.key,
        "k": k,
        "replies": [
            {
                "text": reply.text,
                "finish": reply.finish,
                "tokens": reply.tokens,
                "ours": reply.ours,
                "chosen": reply.chosen,
                "held": reply.held,
                "left": reply.left,
                "theirs": kept(item.families, item.kwargs, item.prompt, reply.text),
            }
            for reply in replies
        ],
    }


if __name__ == "__main__":
    main()
