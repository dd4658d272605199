"""Measure how surely orders in untrusted text are found, and what they are mistaken for.

    BYLAW_DATA=… python -m bench.injection_check.run [--folds FILE]

With FILE, the scores that `python -m training injection --folds FILE` kept: attack kinds and contexts were left out of
training, and the threshold was chosen on these scores. Without it, only the model that ships is measured, on texts that
it was not trained on; and what it costs.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import collections
import json
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bylaw.measures import features as shared
from bylaw.measures.injection import find_orders, score, threshold, windows
from training.orders.texts import POSITIONS, our_attacks, our_documents, plant, python_texts, read_contexts

__all__ = ["main"]

_Z = 1.959964
SETS = {
    "first, looked at before the last training": "held_out",
    "second, looked at before the signs were widened": "second",
}


def interval(hits: int, of: int) -> str:
    """Give a share with its 95% interval (Wilson)."""
    if not of:
        return "–"
    share = hits / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z / (1 + _Z**2 / of) * math.sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return f"{share:.3f} ({max(0.0, middle - half):.3f}–{min(1.0, middle + half):.3f})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table."""
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def left_out(file: Path) -> None:
    """Print the figures of the folds."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    attacks = [row for row in rows if row["kind"] == "attack"]
    clean = sorted((row["score"] for row in rows if row["kind"] == "clean"), reverse=True)
    shipped = math.log(threshold() / (1 - threshold()))
    for name, limit in (("1% of clean contexts", clean[len(clean) // 100]), ("as shipped", shipped)):
        print(f"\n### Left out, threshold: {name} ({limit:.2f} log odds)")

        def line(label: str, some: list[dict[str, object]], limit: float = limit) -> tuple[str, str, str]:
            hits = sum(float(str(row["score"])) > limit for row in some)
            return label, str(len(some)), interval(hits, len(some))

        groups = [("all", attacks)]
        groups += [
            (f"attacks on {on}", [r for r in attacks if r["attack"].startswith(on + "/")]) for on in ("text", "code")
        ]
        groups += [(f"in {genre}", [r for r in attacks if r["group"] == genre]) for genre in ("email", "table", "code")]
        groups += [(f"at the {place}", [r for r in attacks if r["position"] == place]) for place in POSITIONS]
        table(("recall", "n", "share (95%)"), [line(label, some) for label, some in groups])
        others = [
            (f"clean {g}", [r for r in rows if r["kind"] == "clean" and r["group"] == g])
            for g in ("email", "table", "code")
        ]
        others.insert(0, ("clean contexts", [r for r in rows if r["kind"] == "clean"]))
        names = {"harmless": "mitre_frr as tool text", "request": "requests as tool text",
                 "document": "Python's documentation", "letter": "letters written by rule"}  # fmt: skip
        others += [(label, [r for r in rows if r["kind"] == kind]) for kind, label in names.items()]
        table(("false alarms", "n", "share (95%)"), [line(label, some) for label, some in others])
        kinds = sorted({row["attack"] for row in attacks})
        kind_rows = []
        for kind in kinds:
            own = [row for row in attacks if row["attack"] == kind]
            places = [[row for row in own if row["position"] == place] for place in POSITIONS]
            shares = [line("", some)[2].partition(" ")[0] for some in (*places, own)]
            kind_rows.append((kind, str(len(own)), *shares))
        table(("kind", "n", *POSITIONS, "all"), kind_rows)


def invented() -> None:
    """Print what the shipped model makes of our own texts that it wasn't trained on."""
    rows = []
    for name, file in SETS.items():
        documents = our_documents(f"injection_{file}_documents")
        alarms = sum(bool(find_orders(text).findings) for _, text in documents)
        draw = random.Random(9)
        found: dict[str, list[bool]] = collections.defaultdict(list)
        for kind, attack in our_attacks(f"injection_{file}_attacks", by_rule=False):
            for position in POSITIONS:
                planted = plant(draw.choice(documents)[1], attack, position, draw)
                spots = find_orders(planted.text).findings
                found[kind].append(any(each.start < planted.end and each.end > planted.start for each in spots))
        every = [hit for hits in found.values() for hit in hits]
        rows.append((f"{name}: false alarms", str(len(documents)), interval(alarms, len(documents))))
        rows.append((f"{name}: recall", str(len(every)), interval(sum(every), len(every))))
        rows += [(f"… {kind}", str(len(hits)), interval(sum(hits), len(hits))) for kind, hits in found.items()]
    print("\n### Invented texts, model and threshold as shipped")
    table(("set", "n", "share (95%)"), rows)


def cost(data: Path | None) -> None:
    """Print what 6 KB cost beyond the shared pass over their features."""
    texts = {"Python's documentation": "\n".join(python_texts()[0][-8:])[:6000]}
    if data:
        contexts = read_contexts(data)
        for genre in ("email", "table", "code"):
            texts[genre] = "\n".join(each.text for each in contexts if each.genre == genre)[:6000]
    rows = []
    for name, text in texts.items():
        taken = []
        for _ in range(60):
            shared.features.cache_clear()
            shared.features(text)
            windows.read_windows.cache_clear()
            score.forget()
            began = time.perf_counter()
            find_orders(text)
            taken.append(time.perf_counter() - began)
        rows.append((name, str(len(text)), f"{statistics.median(taken) * 1e3:.2f}", f"{min(taken) * 1e3:.2f}"))
    print("\n### Cost beyond the shared features")
    table(("text", "characters", "median, ms", "least, ms"), rows)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(prog="bench.injection_check")
    parser.add_argument("--folds", type=Path)
    given = parser.parse_args()
    data = os.environ.get("BYLAW_DATA")
    if given.folds:
        left_out(given.folds)
    else:
        print("no scores of folds: run `python -m training injection --folds FILE` first", file=sys.stderr)
    invented()
    cost(Path(data) if data else None)


if __name__ == "__main__":
    main()
