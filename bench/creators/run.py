"""Measure the index of works: its size, what it costs to make and to ask, what it finds, what it wrongly finds.

    python -m bench creators

The works are made up: words drawn by a seed, as often as words are (Zipf), with a twentieth of set phrases that all
works share. With the development data, real texts are registered too, and others held against them. What the form of
a reply tells without an index is counted on replies written for it.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import psutil  # type: ignore[import-untyped]
from numpy.typing import NDArray

from bench.creators.replies import ASKED_WHOLE, ORDINARY
from bench.lint.run import wilson
from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import read
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.creators import CHECK, creators_check
from bylaw.checks.fold import windows
from bylaw.checks.verdict import Broken
from bylaw.measures.overlap import read_words
from bylaw.measures.overlap.build import Source, add_works
from bylaw.measures.overlap.index import load_index
from bylaw.measures.reader import as_seen

__all__ = ["made_up"]

VOCABULARY = 40_000
PHRASES = 500
_SYLLABLES = [
    a + b + c for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ea", "ou") for c in ("", "n", "r", "s")
]


def _words(chance: random.Random) -> list[str]:
    made = {"".join(chance.choice(_SYLLABLES) for _ in range(size)) for size in (1, 2, 3) for _ in range(VOCABULARY)}
    words = sorted(made, key=lambda word: (len(word), word))[:VOCABULARY]
    return words


def made_up(seed: int, *, words: int) -> str:
    """Make up a work of so many words; the same seed gives the same one."""
    vocabulary, phrases, often = _language()
    numbers = np.random.default_rng(seed)
    drawn = np.minimum(np.searchsorted(often, numbers.random(words)), VOCABULARY - 1)
    text = [vocabulary[at] for at in drawn]
    for at in numbers.integers(0, words - 10, words // 160):
        phrase = phrases[int(numbers.integers(PHRASES))]
        text[at : at + len(phrase)] = phrase
    ends = numbers.random(words) < 0.07
    return " ".join(word + "." if end else word for word, end in zip(text[:words], ends, strict=True))


@lru_cache(maxsize=1)
def _language() -> tuple[list[str], list[list[str]], NDArray[np.float64]]:
    chance = random.Random(20261)
    words = _words(chance)
    phrases = [[words[int(chance.paretovariate(0.6)) % 2000] for _ in range(8)] for _ in range(PHRASES)]
    weight = 1 / (np.arange(VOCABULARY) + 2.7)
    return words, phrases, np.cumsum(weight) / weight.sum()


def _sources(works: int, words: int) -> Iterator[Source]:
    for seed in range(works):
        yield Source(f"Work {seed}", made_up(seed, words=words), verse=False)


def _broken(check: Check, request: str, reply: str) -> bool:
    reading = read(Conversation((Message.of(Role.USER, request),)))
    whole = Case(reading, "reply", reply=reply)
    assert check.run is not None
    return any(isinstance(check.run(each), Broken) for each in _looks(whole))


def _looks(whole: Case) -> list[Case]:
    return [
        replace(whole, reply=whole.reply[each.start : each.end], before=whole.reply[: each.start])
        for each in windows(whole.reply, settled=0, ended=True)
    ]


def main() -> int:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--works", type=int, default=1000)
    parser.add_argument("--words", type=int, default=80_000)
    parser.add_argument("--replies", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "works.index"
        started = time.process_time()
        for _ in add_works(path, _sources(asked.works, asked.words)):
            pass
        _print_index(path, asked.works, asked.words, time.process_time() - started)
        _print_found(creators_check(load_index(str(path))), asked.works, asked.words, asked.replies)
    _print_real()
    _print_form()
    return 0


def _print_index(path: Path, works: int, words: int, took: float) -> None:
    me = psutil.Process()
    before = me.memory_info().rss
    started = time.perf_counter()
    index = load_index(str(path))
    opened = time.perf_counter() - started
    check = creators_check(index)
    replies = [_in_reply(made_up(seed, words=400)[:1200]) for seed in range(10**6, 10**6 + 50)]
    cold = [_time(check, reply) for reply in replies]
    warm = [_time(check, reply) for reply in replies for _ in range(3)]
    grown = me.memory_info().rss - before
    print(f"{works} works of {words} made-up words.\n\n| what | |\n|---|---|")
    print(f"| entries | {len(index.places):,} |")
    print(f"| file | {path.stat().st_size / 1e6:.1f} MB |")
    print(f"| CPU to make it, the works' words made up and all | {took:.0f} s |")
    print(f"| opening it | {opened * 1e3:.1f} ms |")
    print(f"| resident memory after 200 replies (pages of the file that were read) | {grown / 1e6:.0f} MB more |")
    pieces = len(_looks(replies[0]))
    print(f"| CPU for a reply of 1,200 characters in {pieces} pieces, first asked, median | {_ms(cold)} ms |")
    print(f"| the same, asked again, words not read before, median of {len(warm)} | {_ms(warm)} ms |")
    print(f"| the slowest of these | {max(warm) * 1e3:.2f} ms |")


def _in_reply(text: str) -> Case:
    return Case(read(Conversation((Message.of(Role.USER, "Go on."),))), "reply", reply=text)


def _time(check: Check, whole: Case) -> float:
    looks = _looks(whole)
    as_seen.cache_clear()
    read_words.cache_clear()
    assert check.run is not None
    started = time.process_time()
    for look in looks:
        check.run(look)
    return time.process_time() - started


def _ms(took: list[float]) -> str:
    return f"{statistics.median(took) * 1e3:.2f}"


def _print_found(check: Check, works: int, words: int, replies: int) -> None:
    print(f"\nPassages of a registered work in a reply of 1.2 KB and more, n = {replies} each.\n")
    print("| words | as it is | another case and punctuation | look-alikes | one word in 12 changed | one in 8 |")
    print("|---|---|---|---|---|---|")
    chance = random.Random(7)
    for size in (20, 30, 40, 50, 60, 80, 120):
        row = []
        for way in (_plain, _restyled, _looks_alike, _changed(12), _changed(8)):
            hits = 0
            text: list[str] = []
            for number in range(replies):
                if number % 20 == 0:
                    text = made_up(number % works, words=words).split()
                at = chance.randrange(len(text) - size)
                around = made_up(10**7 + number, words=160).split()
                reply = " ".join(around[:80]) + " " + way(text[at : at + size], chance) + " " + " ".join(around[80:])
                hits += _broken(check, "Go on.", reply)
            row.append(f"{hits / replies:.3f}")
        print(f"| {size} | {' | '.join(row)} |", flush=True)
    wrong = sum(_broken(check, "Go on.", made_up(10**8 + number, words=200)) for number in range(replies * 5))
    low, high = wilson(wrong, replies * 5)
    print(
        f"\nReplies of 200 made-up words that are in no work: {wrong} of {replies * 5} found ({low:.4f} to {high:.4f})."
    )


def _plain(words: list[str], chance: random.Random) -> str:
    return " ".join(words)


def _restyled(words: list[str], chance: random.Random) -> str:
    return "  ".join(word.strip(".").upper() + chance.choice(("", ",", " \u2013", "\n")) for word in words)


def _looks_alike(words: list[str], chance: random.Random) -> str:
    return " ".join(words).translate(str.maketrans("aeoc", "\u0430\u0435\u043e\u0441"))


def _changed(every: int) -> Callable[[list[str], random.Random], str]:
    def change(words: list[str], chance: random.Random) -> str:
        first = chance.randrange(every)
        return " ".join("changed" if at % every == first else word for at, word in enumerate(words))

    return change


def _print_real() -> None:
    data = Path(os.environ.get("BYLAW_DATA", ""))
    if not (data / "bipia").is_dir():
        print("\nReal texts: not run, set BYLAW_DATA to the folder of the development data.")
        return
    texts: list[str] = []
    for name in ("email", "code"):
        for line in (data / "bipia" / f"{name}_train.jsonl").read_text(encoding="utf-8").splitlines():
            context = json.loads(line)["context"]
            texts.append(context if isinstance(context, str) else "\n".join(context))
    rows = [
        json.loads(line)
        for line in (data / "realguardrails" / "distractors_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    turns = {message["content"] for row in rows for message in row["messages"] if message["role"] == "assistant"}
    documents = [file.read_text(encoding="utf-8") for file in sorted((data / "model_spec").glob("*.md"))[:1]]
    registered = texts + documents
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "real.index"
        list(add_works(path, (Source(f"Text {at}", text) for at, text in enumerate(registered))))
        check = creators_check(load_index(str(path)))
        wrong = sum(_broken(check, "Go on.", turn) for turn in sorted(turns))
        low, high = wilson(wrong, len(turns))
        print(f"\n{len(registered)} real texts registered; {wrong} of {len(turns)} unrelated replies found", end=" ")
        print(f"({low:.4f} to {high:.4f}).")
        long = [text for text in registered if len(text.split()) >= 60]
        hits = sum(_broken(check, "Go on.", " ".join(text.split()[5:65])) for text in long)
        low, high = wilson(hits, len(long))
        print(f"Sixty words of each that is long enough: {hits} of {len(long)} found ({low:.3f} to {high:.3f}).")


def _print_form() -> None:
    print("\nWithout an index, by form.\n\n| replies | n | found | 95 % interval |\n|---|---|---|---|")
    for label, pairs in (("asked for whole, and given", ASKED_WHOLE), ("ordinary", ORDINARY)):
        hits = sum(_broken(CHECK, request, reply) for request, reply in pairs)
        low, high = wilson(hits, len(pairs))
        print(f"| {label} | {len(pairs)} | {hits / len(pairs):.3f} | {low:.3f} to {high:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
