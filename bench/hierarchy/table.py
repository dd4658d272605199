"""Print what the file of results says: prompt-strict share with its interval, by arm and condition."""
# SPDX-License-Identifier: Apache-2.0

import json
from collections import defaultdict
from collections.abc import Mapping
from math import sqrt
from pathlib import Path
from typing import Any

from bench.hierarchy.answered import overlap, spoken
from bench.hierarchy.items import Item

__all__ = ["print_table", "wilson"]


def wilson(hits: int, n: int, *, z: float = 1.96) -> tuple[float, float]:
    """Give the 95 % interval of a share."""
    if not n:
        return (0.0, 1.0)
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (max(0.0, middle - half), min(1.0, middle + half))


def print_table(file: Path, items: Mapping[int, Item]) -> None:
    """Print one row for each arm and condition."""
    groups: dict[tuple[str, str, int], list[dict[str, Any]]] = defaultdict(list)
    for line in file.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        groups[row["arm"], row["condition"], row["k"]].append(row)
    print("| arm | condition | n | k = 1 | best of k | samples, mean | tokens, mean | answered | overlap |")
    print("|---|---|---|---|---|---|---|---|---|")
    for (arm, condition, k), rows in groups.items():
        first = sum(all(row["replies"][0]["theirs"]) for row in rows)
        chosen = [next(reply for reply in row["replies"] if reply["chosen"]) for row in rows]
        best = sum(all(reply["theirs"]) for reply in chosen)
        overlaps = [
            overlap(items[row["key"]].task, reply["text"]) if items[row["key"]].in_its_words else None
            for row, reply in zip(rows, chosen, strict=True)
        ]
        known = [share for share in overlaps if share is not None]
        answered = sum(
            spoken(reply["text"]) > 2 and (share is None or share > 0)
            for reply, share in zip(chosen, overlaps, strict=True)
        )
        n = len(rows)
        samples = sum(len(row["replies"]) for row in rows) / n
        tokens = sum(reply["tokens"] for row in rows for reply in row["replies"]) / n
        print(
            f"| {arm} | {condition} | {n} | {_share(first, n)} | {_share(best, n)} (k ≤ {k}) | {samples:.1f} "
            f"| {tokens:.0f} | {answered / n:.2f} | {sum(known) / max(1, len(known)):.2f} |"
        )


def _share(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return f"{hits / n:.2f} [{low:.2f}, {high:.2f}]"
