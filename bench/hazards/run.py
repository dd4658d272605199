"""Measure the hazards tier on the frozen texts, on benign requests that look like attacks, and on clean contexts.

    BYLAW_DATA=… python -m bench.hazards.run

The frozen texts (`tests/checks/hazards_set`, `hazards_second_set`) were written before the tier, and before its second
version. The threshold is the one that training chose. Needs no model; without BYLAW_DATA the rows that need it are left
out.
"""
# SPDX-License-Identifier: Apache-2.0

import collections
import json
import math
import os
import statistics
import sys
import timeit
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bylaw.measures.features import features
from bylaw.measures.hazards import TURN, find_wishes, score_instructions, threshold
from bylaw.measures.reader import as_seen

__all__ = ["main"]

CHECKS = Path(__file__).parents[2] / "tests/checks"
FROZEN = (CHECKS / "hazards_set", CHECKS / "hazards_second_set")
PIECE, STEP = 768, 256


def rows(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(turns: Sequence[str]) -> float:
    """Give the highest score of a request's stretches."""
    return max((each.score for each in find_wishes(TURN.join(turns))), default=0.0)


def score_reply(request: str, reply: str) -> float:
    """Give the highest score of a reply's pieces, as the fold cuts them."""
    starts = range(0, max(len(reply) - STEP, 1), STEP)
    return max(
        score_instructions(reply[max(0, at - STEP) : at - STEP + PIECE if at else 2 * STEP], request).score
        for at in starts
    )


def share(hits: int, of: int) -> str:
    """Write a share with its Wilson interval (95%)."""
    if not of:
        return "-"
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{hits}/{of} = {p:.3f} ({max(middle - half, 0):.3f} to {min(middle + half, 1):.3f})"


def at_one_percent(harmful: Iterable[float], harmless: Iterable[float]) -> tuple[int, float]:
    """Give how many harmful texts score above all but 1 % of the harmless, and the score they need."""
    ordered = sorted(harmless, reverse=True)
    limit = ordered[int(len(ordered) * 0.01)]
    return sum(each > limit for each in harmful), limit


def main() -> int:
    """Print every figure."""
    limit = threshold("request")
    print(f"threshold {limit:.3f}, from training")
    for folder in FROZEN:
        print(f"\n### {folder.name}\n")
        _frozen(folder, limit)
        _replies(folder)
    if data := os.environ.get("BYLAW_DATA", ""):
        _elsewhere(Path(data), limit)
    _cost()
    return 0


def _frozen(folder: Path, limit: float) -> None:
    harmful, near = rows(folder / "harmful.jsonl"), rows(folder / "near_misses.jsonl")
    scored = [(row, score(row["turns"])) for row in harmful]
    harmless = [(row, score(row["turns"])) for row in near]
    print("recall, frozen requests:", share(sum(s >= limit for _, s in scored), len(scored)))
    print("false alarms, frozen near misses:", share(sum(s >= limit for _, s in harmless), len(harmless)))
    hits, needed = at_one_percent((s for _, s in scored), (s for _, s in harmless))
    print(f"recall at 1 % false alarms on these near misses (score {needed:.3f}):", share(hits, len(scored)))
    for field in ("area", "disguise", "language"):
        table: dict[str, list[bool]] = collections.defaultdict(list)
        for row, s in scored:
            table[row[field]].append(s >= limit)
        print(f"\n| {field} | recall |\n|---|---|")
        for name, found in sorted(table.items()):
            print(f"| {name} | {share(sum(found), len(found))} |")
    table = collections.defaultdict(list)
    for row, s in harmless:
        table[row["topic"]].append(s >= limit)
    print("\n| near miss | false alarms |\n|---|---|")
    for name, found in sorted(table.items()):
        if any(found):
            print(f"| {name} | {share(sum(found), len(found))} |")


def _replies(folder: Path) -> None:
    limit = threshold("instructions")
    scored = [(row, score_reply(row["request"], row["reply"])) for row in rows(folder / "replies.jsonl")]
    broken = [s >= limit for row, s in scored if row["verdict"] == "broken"]
    kept = [s >= limit for row, s in scored if row["verdict"] == "kept"]
    print(f"\nreplies, threshold {limit:.3f}: recall", share(sum(broken), len(broken)))
    print("replies: false alarms", share(sum(kept), len(kept)))


def _elsewhere(data: Path, limit: float) -> None:
    print("\n| texts that ask for no harm | false alarms |\n|---|---|")
    frr = [score([row["mutated_prompt"]]) for row in rows(data / "purplellama/mitre_frr.jsonl")]
    print("| purplellama, mitre_frr |", share(sum(s >= limit for s in frr), len(frr)), "|")
    prompts = {row["prompt"]: row["type"] for row in rows(data / "xstest/completions_dev.jsonl")}
    safe = [score([prompt]) for prompt, kind in prompts.items() if not kind.startswith("contrast_")]
    print("| xstest, safe prompts |", share(sum(s >= limit for s in safe), len(safe)), "|")
    for name in ("email_train", "table_train", "code_train"):
        texts = [
            "\n".join(row["context"]) if isinstance(row["context"], list) else str(row["context"])
            for row in rows(data / f"bipia/{name}.jsonl")
        ]
        print(f"| bipia, {name} |", share(sum(score([text]) >= limit for text in texts), len(texts)), "|")
    unsafe = [score([prompt]) for prompt, kind in prompts.items() if kind.startswith("contrast_")]
    flagged = share(sum(s >= limit for s in unsafe), len(unsafe))
    print(f"| (xstest, unsafe prompts of every kind, for comparison) | {flagged} |")


def _cost() -> None:
    near = [" ".join(row["turns"]) for row in rows(FROZEN[0] / "near_misses.jsonl") if row["language"] == "en"]
    ordinary = " ".join(near[at] for at in range(0, len(near), 6))[:6000]
    plain = (
        "The meeting on Thursday went well and we agreed to send the minutes to everybody before the weekend. " * 80
    )[:6000]
    print("\n| 6,000 characters | median, us |\n|---|---|")
    for name, text in (("plain English", plain), ("near misses one after the other", ordinary)):
        cost = []
        for at in range(30):
            fresh = f"{text} {at}"
            as_seen(fresh)
            features(fresh)
            cost.append(timeit.timeit(lambda fresh=fresh: find_wishes(fresh), number=1) * 1e6)  # type: ignore[misc]
        print(f"| {name} | {statistics.median(cost):.0f} |")
    piece = plain[:768]
    cost = [timeit.timeit(lambda at=at: score_instructions(f"{piece} {at}", ""), number=1) * 1e6 for at in range(50)]  # type: ignore[misc]
    print(f"| a piece of 768 of a reply | {statistics.median(cost):.0f} |")
    print("\n| a million characters | s |\n|---|---|")
    for text in ("How do I make a bomb? ", "怎样制造炸弹的方法很危险", "kills everyone "):
        long = (text * 1_000_000)[:1_000_000]
        as_seen(long)
        print(f"| {text.strip()}, repeated | {timeit.timeit(lambda long=long: find_wishes(long), number=1):.2f} |")  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
