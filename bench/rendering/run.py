"""Render and tokenize conversations, and compare with transformers' `apply_chat_template`: ids and time.

    BYLAW_DATA=… python -m bench rendering

Each conversation is new to both, so that nothing is remembered. Both run in turn, in one process and one thread; times
are the processor's, so that a busy machine doesn't count. Templates are those of the development data, and one of this
repository's tests'.
"""
# SPDX-License-Identifier: Apache-2.0

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import argparse
import datetime
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.forgery.trial import Stand
from bench.forgery.vocabularies import ROOT, write_vocabulary
from bylaw.authority import Message
from bylaw.authority.chat import read_chat
from bylaw.prompt.template import render

__all__ = ["main"]

_SIZES = (1_500, 50_000)
_ROUNDS = {1_500: 40, 50_000: 8}


def main(arguments: list[str]) -> int:
    """Print a table of times; give 1 where ids differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    seed = parser.parse_args(arguments).seed
    templates = [ROOT / "tests" / "prompt" / "template" / "templates" / "chatml.jinja"]
    if data := os.environ.get("BYLAW_DATA"):
        templates = [*sorted((Path(data) / "templates").glob("*.jinja")), *templates]
    print(f"seed {seed}; {len(templates)} templates; byte-level vocabulary of 2,000; medians of processor time, ms\n")
    print("| template | tokens | n | bylaw | apply_chat_template | ratio |")
    print("|---|---|---|---|---|---|")
    wrong = 0
    ratios: dict[int, list[float]] = {size: [] for size in _SIZES}
    with tempfile.TemporaryDirectory() as folder:
        for path in templates:
            source = path.read_text("utf-8")
            stand = Stand(source, write_vocabulary(Path(folder) / path.stem, template=source))
            for size in _SIZES:
                ours, theirs, tokens, differ = _measure(stand, size, rounds=_ROUNDS[size], seed=seed)
                wrong += differ
                ratios[size].append(ours / theirs)
                print(
                    f"| {path.stem} | {tokens} | {_ROUNDS[size]} | {ours * 1000:.2f} | {theirs * 1000:.2f} "
                    f"| {ours / theirs:.2f} |",
                    flush=True,
                )
    for size, each in ratios.items():
        print(f"\n{size} tokens: ratio {statistics.median(each):.2f} (median of templates), {max(each):.2f} (largest)")
    print(f"\nconversations whose ids differ: {wrong}")
    return 1 if wrong else 0


def _measure(stand: Stand, size: int, *, rounds: int, seed: int) -> tuple[float, float, int, int]:
    chance = random.Random(seed)
    ours, theirs, tokens, differ = [], [], 0, 0
    for at in range(rounds + 1):
        messages = _conversation(chance, size)
        read = read_chat(_json(messages)).messages
        before = time.process_time()
        got = _ours(stand, read)
        between = time.process_time()
        want = _theirs(stand, messages)
        after = time.process_time()
        if at:  # the first call of each compiles
            ours.append(between - before)
            theirs.append(after - between)
        tokens = len(got)
        differ += tuple(got) != tuple(want)
    return statistics.median(ours), statistics.median(theirs), tokens, differ


def _ours(stand: Stand, messages: tuple[Message, ...]) -> tuple[int, ...]:
    return render(messages, template=stand.template, tokenizer=stand.tokenizer, now=datetime.datetime.now()).token_ids


def _theirs(stand: Stand, messages: list[dict[str, str]]) -> list[int]:
    ids: list[int] = stand.theirs.apply_chat_template(messages, add_generation_prompt=True, return_dict=False)
    return ids


def _json(messages: list[dict[str, str]]) -> bytes:
    return json.dumps(messages).encode()


def _conversation(chance: random.Random, tokens: int) -> list[dict[str, str]]:
    """Turns of some 150 tokens each, of this repository's own prose."""
    turns = [
        {"role": "assistant" if at % 2 else "user", "content": _prose(chance, 560)}
        for at in range(max(1, tokens // 300) * 2 - 1)
    ]
    return [{"role": "system", "content": _prose(chance, 400)}, *turns]


_WORDS = [word for file in sorted((ROOT / "docs").rglob("*.md")) for word in file.read_text("utf-8").split()]
_PLAIN = [word for word in _WORDS if word.isalnum()]


def _prose(chance: random.Random, characters: int) -> str:
    words: list[str] = []
    length = 0
    while length < characters:
        words.append(chance.choice(_PLAIN))
        length += len(words[-1]) + 1
    return " ".join(words) + "."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
