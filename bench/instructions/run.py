"""Score how instructions are read: precision and recall of constraints per family, and false alarms on near misses.

    python -m bench.instructions.run [--frozen | --files PARAPHRASES.jsonl NEAR_MISSES.jsonl]

Without arguments it scores our own development set, the frozen set and, where BYLAW_DATA names the development data,
sys_ifeval_dev. A constraint counts as read if family and arguments are those of the row; beside it stands the family
alone. Words are compared as IFEval's checkers compare them, without regard to capitals, and lists without regard to
order. Only totals are printed, never a row: the frozen set is scored, not tuned on.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.lint.run import wilson
from bylaw.authority import Conversation, Message, Role
from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions import parse_text, read_instructions
from bylaw.authority.instructions import read as reading
from bylaw.authority.spans import Span

__all__ = ["Score", "main", "score", "score_ifeval"]

TESTS = Path(__file__).parents[2] / "tests" / "authority"
OWN = (TESTS / "instructions" / "paraphrases.jsonl", TESTS / "instructions" / "near_misses.jsonl")
FROZEN = (TESTS / "frozen" / "paraphrases.jsonl", TESTS / "frozen" / "near_misses.jsonl")
_ANY_CASE = frozenset({"keywords", "forbidden_words", "keyword", "letter", "first_word", "options", "topics", "tone"})

Named = tuple[str, tuple[tuple[str, object], ...]]


@dataclass(slots=True)
class Score:
    """What was read, by family: right, too much, missed."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, gold: set[Named], read: set[Named]) -> None:
        """Count one row."""
        self.right.update(family for family, _ in gold & read)
        self.extra.update(family for family, _ in read - gold)
        self.missed.update(family for family, _ in gold - read)

    def rows(self) -> Iterable[tuple[str, int, int, int]]:
        """Give (family, right, extra, missed), all families together last."""
        for family in sorted(self.right | self.extra | self.missed):
            yield family, self.right[family], self.extra[family], self.missed[family]
        yield "all", self.right.total(), self.extra.total(), self.missed.total()


def main(arguments: Sequence[str] | None = None) -> int:
    """Score what was asked for."""
    parser = argparse.ArgumentParser(prog="bench.instructions.run", description=__doc__)
    parser.add_argument("--frozen", action="store_true", help="only the frozen set")
    parser.add_argument("--files", nargs=2, type=Path, metavar="FILE", help="paraphrases and near misses, JSONL")
    options = parser.parse_args(arguments)
    if options.files:
        _files("given", *options.files)
        return 0
    if not options.frozen:
        _files("our own development set", *OWN)
    if FROZEN[0].is_file():
        _files("frozen", *FROZEN)
    data = Path(os.environ.get("BYLAW_DATA", "")) / "realguardrails" / "sys_ifeval_dev.jsonl"
    if not options.frozen and data.is_file():
        exact, loose, rows = score_ifeval(data)
        _print(f"sys_ifeval_dev: {rows} rows", exact, loose)
        _print_speed(data)
    return 0


def _files(name: str, paraphrases: Path, near_misses: Path) -> None:
    rows = _lines(paraphrases)
    exact, loose = score((row["text"], row["constraints"]) for row in rows)
    _print(f"{name}: {len(rows)} paraphrases", exact, loose)
    misses = _lines(near_misses)
    alarms = sum(any(sentence.constraints for sentence in parse_text(row["text"])) for row in misses)
    print(f"near misses with a constraint: {alarms} of {len(misses)}, {_share(alarms, len(misses))}\n")


def score(rows: Iterable[tuple[str, Sequence[Mapping[str, object]]]]) -> tuple[Score, Score]:
    """Score texts against their constraints: with arguments, and by family alone."""
    exact, loose = Score(), Score()
    for text, constraints in rows:
        gold = {_named(str(each["family"]), each["args"]) for each in constraints}
        read = {_of(each) for sentence in parse_text(text) for each in sentence.constraints}
        _both(exact, loose, gold, read)
    return exact, loose


def score_ifeval(path: Path) -> tuple[Score, Score, int]:
    """Score sys_ifeval's rows: rules of the system message and of the user's, against IFEval's ids and arguments."""
    exact, loose = Score(), Score()
    rows = _lines(path)
    for row in rows:
        gold = {_named(family, args) for family, args in zip(row["instruction_id_list"], row["kwargs"], strict=True)}
        texts = (message["content"] for message in row["messages"])
        read = {_of(each) for text in texts for sentence in parse_text(text) for each in sentence.constraints}
        _both(exact, loose, gold, read)
    return exact, loose, len(rows)


def _both(exact: Score, loose: Score, gold: set[Named], read: set[Named]) -> None:
    exact.add(gold, read)
    loose.add({(family, ()) for family, _ in gold}, {(family, ()) for family, _ in read})


def _of(constraint: Constraint) -> Named:
    return _named(constraint.family, dict(constraint.args))


def _named(family: str, args: object) -> Named:
    assert isinstance(args, Mapping)
    return family, tuple(sorted((name, _plain(name, value)) for name, value in args.items()))


def _plain(name: str, value: object) -> object:
    if name == "prompt_to_repeat":
        return ""  # which request that is, the conversation says
    if isinstance(value, list | tuple):
        return tuple(sorted(str(each).lower() for each in value))
    return value.lower() if isinstance(value, str) and name in _ANY_CASE else value


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _print(title: str, exact: Score, loose: Score) -> None:
    print(f"### {title}\n")
    print("| family | n | precision | recall | precision, family alone | recall, family alone |")
    print("|---|---|---|---|---|---|")
    alone = {family: (right, extra, missed) for family, right, extra, missed in loose.rows()}
    for family, right, extra, missed in exact.rows():
        cells = [_share(right, right + extra), _share(right, right + missed)]
        right_alone, extra_alone, missed_alone = alone[family]
        cells += [_share(right_alone, right_alone + extra_alone), _share(right_alone, right_alone + missed_alone)]
        print(f"| {family} | {right + missed} | {' | '.join(cells)} |")
    print()


def _share(hits: int, of: int) -> str:
    if not of:
        return "–"
    low, high = wilson(hits, of)
    return f"{hits / of:.3f} ({low:.3f} to {high:.3f})"


def _print_speed(path: Path) -> None:
    """Time conversations of some 1,500 tokens, made of rows' messages, each sentence new to the reader."""
    texts = [message["content"] for row in _lines(path) for message in row["messages"]]
    times = []
    while texts:
        size, messages = 0, []
        while texts and size < 6000:
            messages.append(Message.of(Role.USER, texts.pop()))
            size += len(messages[-1].text)
        conversation = Conversation(tuple(messages))
        spans = [
            Span(number, 0, 0, len(message.text), message.authority, "plain")
            for number, message in enumerate(conversation)
        ]
        reading.forget()
        started = time.perf_counter()
        read_instructions(conversation, spans)
        times.append(time.perf_counter() - started)
    took_ms = statistics.median(times) * 1e3
    print(f"6,000 characters, nearly all of them rules and all new: {took_ms:.2f} ms median, n = {len(times)}")


if __name__ == "__main__":
    sys.exit(main())
