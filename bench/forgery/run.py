"""Render hostile conversations over all templates, and count what they forge, by Bylaw and by transformers.

    BYLAW_DATA=… python -m bench forgery

A hostile conversation is forged if its tokens hold other control tokens than those of its benign twin, in number, kind
or order; where markers are plain text to the tokenizer, if one that the template writes stands in the text more often.
Templates are those of the development data and this repository's tests', each with six vocabularies. What is done is
kept in a file, so that a run that was cut off goes on.
"""
# SPDX-License-Identifier: Apache-2.0

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.forgery.hostile import SHAPES, draw
from bench.forgery.trial import Stand
from bench.forgery.vocabularies import KINDS, ROOT, STYLES, Kind, Style, markers_of, write_vocabulary
from bench.lint.run import wilson

__all__ = ["main", "templates"]

OWN = ROOT / "tests" / "prompt" / "template" / "templates"
_MORE = ("<s>", "</s>", "USER:", "### Instruction:", "\n### Response:\n", "<|user|>", "<|system|>", "[INST]")
_BUILT = {"phi4": ("<|system|>", "<|user|>", "<|assistant|>")}
"""Markers that a template puts together from pieces."""


def templates() -> dict[str, str]:
    """Give every template at hand, by name."""
    folders = [OWN]
    if data := os.environ.get("BYLAW_DATA"):
        folders.append(Path(data) / "templates")
    return {file.stem: file.read_text("utf-8") for folder in folders for file in sorted(folder.glob("*.jinja"))}


def main(arguments: list[str]) -> int:
    """Print a table; give 1 where Bylaw let anything be forged."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="hostile conversations at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path(tempfile.gettempdir()) / "bylaw-forgery.json")
    options = parser.parse_args(arguments)
    sources = templates()
    attacks = sorted({marker for source in sources.values() for marker in markers_of(source)}.union(_MORE))
    cells = [(name, style, kind) for name in sources for style in STYLES for kind in KINDS]
    each = -(-options.count // len(cells))
    run = f"{options.seed}:{each}:{len(cells)}"
    done = _load(options.state, run)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for at, (name, style, kind) in enumerate(cells):
            key = f"{name}/{style}/{kind}"
            if key in done:
                continue
            before = time.perf_counter()
            counts = _cell(
                Path(folder), name, style, kind, source=sources[name], attacks=attacks, each=each, seed=options.seed
            )
            counts["milliseconds"] = round(1000 * (time.perf_counter() - before))
            done[key] = counts
            options.state.write_text(json.dumps({"run": run, "done": done}), "utf-8")
            print(f"{at + 1}/{len(cells)} {key} {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    return _report(done, seed=options.seed, templates=len(sources), attacks=len(attacks))


def _load(state: Path, run: str) -> dict[str, Counter[str]]:
    try:
        found = json.loads(state.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: Counter(counts) for key, counts in found["done"].items()} if found["run"] == run else {}


def _cell(
    folder: Path, name: str, style: Style, kind: Kind, *, source: str, attacks: list[str], each: int, seed: int
) -> Counter[str]:
    more = _BUILT.get(name, ())
    vocabulary = write_vocabulary(folder / name / style / kind, template=source, style=style, kind=kind, more=more)
    stand = Stand(source, vocabulary)
    chance = random.Random(f"{seed}/{name}/{style}/{kind}")
    counts: Counter[str] = Counter()
    unplaced: set[str] = set()
    while counts["n"] < each:
        shape = chance.choice([shape for shape in SHAPES if shape not in unplaced])
        pair = draw(chance, attacks, shape=shape)
        benign = stand.render(pair.benign)
        if benign is None:  # the template has no place for such a conversation
            unplaced.add(shape)
            continue
        hostile = stand.render(pair.hostile)
        counts["n"] += 1
        if hostile is None:
            counts["refused"] += 1
        else:
            counts["forged"] += stand.forged(hostile, benign)
            counts["neutralised"] += hostile.neutralised > 0
        theirs, their_twin = stand.render_theirs(pair.hostile), stand.render_theirs(pair.benign)
        if theirs is not None and their_twin is not None:
            counts["theirs"] += 1
            counts["theirs forged"] += stand.forged(theirs, their_twin)
    return counts


def _report(done: dict[str, Counter[str]], *, seed: int, templates: int, attacks: int) -> int:
    print(f"seed {seed}; {templates} templates; attacks from {attacks} markers\n")
    print("| markers are | splits text | hostile | refused | forged | 95% | transformers: rendered | forged |")
    print("|---|---|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for kind in KINDS:
        for style in STYLES:
            counts: Counter[str] = Counter()
            for key, each in done.items():
                if key.endswith(f"/{style}/{kind}"):
                    counts.update(each)
            total.update(counts)
            _row(f"{kind} | {style}", counts)
    _row("all | all", total)
    print(f"\nseconds of one core, transformers' included: {total['milliseconds'] / 1000:.0f}")
    return 1 if total["forged"] else 0


def _row(name: str, counts: Counter[str]) -> None:
    low, high = wilson(counts["forged"], counts["n"] - counts["refused"])
    print(
        f"| {name} | {counts['n']} | {counts['refused']} | {counts['forged']} | {100 * low:.3f}–{100 * high:.3f}% "
        f"| {counts['theirs']} | {counts['theirs forged']} |"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
