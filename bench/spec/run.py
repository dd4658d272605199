"""Measure what is done with a document: parsing, hashing, locking, comparing.

    python bench/spec/run.py [--rounds 30] [--json FILE] [FILE ...]

Without files it measures the published documents in the folder that `BYLAW_DATA` names, and the built-in one. Each
figure is the median of the rounds with the fastest round in brackets, in milliseconds of one core's time (so that
neighbours on the machine don't count), after one round that isn't counted.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import datetime
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import metadata, resources
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin

from bylaw.spec import load, parse
from bylaw.spec.canonical import spec_hash
from bylaw.spec.diff import diff
from bylaw.spec.lock import Approval, load_locked, lock, sources_of

__all__ = ["measure"]

Figures = dict[str, float]


def measure(work: Callable[[], object], *, rounds: int) -> Figures:
    """Time some work, in milliseconds of this thread's time."""
    work()
    times = []
    for _ in range(rounds):
        start = time.thread_time()
        work()
        times.append((time.thread_time() - start) * 1e3)
    return {"median_ms": statistics.median(times), "fastest_ms": min(times), "rounds": rounds}


def documents(files: Sequence[str]) -> list[Path]:
    """Name the documents to measure."""
    if files:
        return [Path(file) for file in files]
    found = [Path(str(resources.files("bylaw.spec").joinpath("builtin.md")))]
    if data := os.environ.get("BYLAW_DATA"):
        found += sorted((Path(data) / "model_spec").glob("model_spec-*.md"))
    return found


def measure_document(path: Path, folder: Path, *, rounds: int) -> dict[str, object]:
    """Measure one document on its own."""
    text = path.read_text(encoding="utf-8")
    full = MarkdownIt("commonmark").use(admon_plugin)
    blocks = MarkdownIt("commonmark").use(admon_plugin)
    blocks.core.ruler.enableOnly(["normalize", "block"])
    spec = load(path)
    locked = folder / f"{path.name}.lock"
    lock(spec, locked, sources=sources_of(spec), approval=Approval(), now=datetime.datetime.now(datetime.UTC))
    return {
        "file": path.name,
        "characters": len(text),
        "lock_bytes": locked.stat().st_size,
        "parse": measure(lambda: parse(text), rounds=rounds),
        "load": measure(lambda: load(path), rounds=rounds),
        "markdown-it": measure(lambda: full.parse(text), rounds=rounds),
        "markdown-it, blocks only": measure(lambda: blocks.parse(text), rounds=rounds),
        "hash": measure(lambda: spec_hash(spec), rounds=rounds),
        "load locked": measure(lambda: load_locked(locked), rounds=rounds),
    }


def measure_pair(before: Path, after: Path, *, rounds: int) -> dict[str, object]:
    """Measure the comparison of two documents."""
    old, new = (parse(path.read_text(encoding="utf-8")) for path in (before, after))
    changes = len(diff(old, new))
    return {
        "pair": [before.name, after.name],
        "changes": changes,
        "diff": measure(lambda: diff(old, new), rounds=rounds),
    }


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", help="documents, oldest first; the published ones, without")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args()
    paths = documents(options.files)
    with tempfile.TemporaryDirectory() as folder:
        alone = [measure_document(path, Path(folder), rounds=options.rounds) for path in paths]
    dated = [path for path in paths if path.name != "builtin.md"]
    pairs = [measure_pair(before, after, rounds=options.rounds) for before, after in pairwise(dated)]
    if len(dated) > 2:
        pairs.append(measure_pair(dated[0], dated[-1], rounds=options.rounds))
    machine = {
        "processor": _processor(),
        "processors": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "markdown-it-py": metadata.version("markdown-it-py"),
        "msgspec": metadata.version("msgspec"),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    found = {"machine": machine, "documents": alone, "pairs": pairs}
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(_table(alone, pairs))
    sys.stdout.write(f"\n{', '.join(f'{name} {value}' for name, value in machine.items())}; {options.rounds} rounds\n")


def _table(alone: Sequence[dict[str, object]], pairs: Sequence[dict[str, object]]) -> str:
    columns = ["parse", "load", "markdown-it", "markdown-it, blocks only", "hash", "load locked"]
    lines = [f"| document | characters | {' | '.join(columns)} |", "|---" * (len(columns) + 2) + "|"]
    lines += [
        f"| {row['file']} | {row['characters']} | {' | '.join(_cell(row[name]) for name in columns)} |" for row in alone
    ]
    lines += ["", "| pair | changes | diff |", "|---|---|---|"]
    for row in pairs:
        names = row["pair"]
        assert isinstance(names, list)
        lines.append(f"| {' to '.join(names)} | {row['changes']} | {_cell(row['diff'])} |")
    return "\n".join(lines) + "\n"


def _cell(figures: object) -> str:
    assert isinstance(figures, dict)
    return f"{figures['median_ms']:.1f} ({figures['fastest_ms']:.1f})"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


if __name__ == "__main__":
    main()
