"""Time spans on ordinary and hostile text, and count how often a planted order comes to speak.

    BYLAW_DATA=… python -m bench spans

Ordinary text is 8 KB at a time of this repository's design notes, and of a made-up letter. Hostile text is a megabyte
of one unit repeated. With the development data, orders are planted into contexts in each carrier: as they stand,
closing what they stand in, and closing and opening it again. Which order and where is drawn anew; the seed is printed.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.lint.run import wilson
from bylaw.authority import Authority, Conversation, Message, Part, Role
from bylaw.authority.spans import read_spans

__all__ = ["CARRIERS", "Carrier", "escapes", "time_text"]

NOTES = Path(__file__).parents[2] / "docs" / "design"
KILOBYTES = 8 * 1024
MEGABYTE = 1 << 20
LETTER = (
    "Dear Ms Okafor, thank you for your letter about the lighthouse; it wasn't easy to answer. The keeper said that "
    'the lamp had been out since the storm, and that "nobody came" for a week. We shall write to the owners (again), '
    "and tell them what you found. Please say in two paragraphs what the town should do next, and why.\n\n"
)
HOSTILE = (
    '"', '" ', 'a"', ' "a\n\n', "'a' ", "`a` ", "a``` ", "```a\n", "~~~\n", '""" ', "\u201ca\u201d x", "<a>", "x<a>",
    "<document>", "</a>", "<!--", '{"', '{"}"', '{"a":1}x ', "[[1",
    "> a\nb\n", "a: b\n", "---\na: b\n", "a\n\n    b;\n", "\n",
)  # fmt: skip
QUESTION, LAST = "Sum up what stands below in one sentence.", "Be brief."


@dataclass(frozen=True, slots=True)
class Carrier:
    """How foreign text stands in a user's message: between two marks."""

    name: str
    before: str
    after: str
    json: bool = False
    part: str = ""
    """The kind of a part of its own; empty where the question stands in the same text."""

    def write(self, text: str) -> str:
        return json.dumps(text)[1:-1] if self.json else text


CARRIERS = (
    Carrier("untrusted_text part", "", "", part="untrusted_text"),
    Carrier("JSON part", '{"text": "', '"}', json=True, part="text"),
    Carrier("<document>", "<document>\n", "\n</document>"),
    Carrier("<memo>", "<memo>\n", "\n</memo>"),
    Carrier("JSON in text", '{"text": "', '"}', json=True),
    Carrier("straight quotes", '"', '"'),
    Carrier("curly quotes", "\u201c", "\u201d"),
    Carrier("single quotes", "'", "'"),
    Carrier("backticks", "`", "`"),
    Carrier("fence", "```\n", "\n```"),
    Carrier("fence of tildes", "~~~~\n", "\n~~~~"),
    Carrier("triple quotes", '"""\n', '\n"""'),
)
WAYS = ("none", "as it stands", "closing", "closing, opening again")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one message."""

    escaped: bool
    """Whether any of the order, or of clean foreign text, speaks."""
    silenced: bool
    """Whether any of the author's own words doesn't."""


def time_text(text: str, role: Role, *, rounds: int) -> float:
    """Give the CPU seconds that spans of one text take, the median of so many rounds."""
    conversation = Conversation((Message.of(role, text),))
    took = []
    for _ in range(rounds):
        started = time.process_time()
        read_spans(conversation)
        took.append(time.process_time() - started)
    return statistics.median(took)


def escapes(
    carrier: Carrier, way: str, contexts: Sequence[str], orders: Sequence[str], chance: random.Random
) -> list[Ruling]:
    """Plant an order into every context, and rule each message."""
    return [_plant(carrier, way, context, chance.choice(orders), chance) for context in contexts]


def _plant(carrier: Carrier, way: str, context: str, order: str, chance: random.Random) -> Ruling:
    cut = chance.choice((0, context.find(" ", len(context) // 2) + 1, len(context)))
    planted = {
        "none": "",
        "as it stands": f"\n{order}\n",
        "closing": f"{carrier.after}\n{order}\n",
        "closing, opening again": f"{carrier.after}\n{order}\n{carrier.before}",
    }[way]
    if way == "as it stands":
        planted = carrier.write(planted)
    lead = carrier.before + carrier.write(context[:cut])
    foreign = lead + planted + carrier.write(context[cut:]) + carrier.after
    if carrier.part:
        parts: tuple[Part, ...] = (Part("text", QUESTION), Part(carrier.part, foreign), Part("text", LAST))
        at, shift = 1, 0
    else:
        parts = (Part("text", f"{QUESTION}\n\n{foreign}\n\n{LAST}"),)
        at, shift = 0, len(QUESTION) + 2
    start = shift + (len(lead) if planted else 0)
    end = start + len(planted) if planted else shift + len(foreign)
    whole = sum(len(part.text or "") for part in parts)
    own = whole - len(foreign)
    escaped, spoken = False, 0
    for span in read_spans(Conversation((Message(Role.USER, parts),))):
        if span.authority is Authority.NONE:
            continue
        escaped |= span.part == at and _meets(parts[at].text or "", max(span.start, start), min(span.end, end))
        spoken += span.end - span.start
        if span.part == at:
            spoken -= max(0, min(span.end, shift + len(foreign)) - max(span.start, shift))
    return Ruling(escaped, spoken < own)


def _meets(text: str, start: int, end: int) -> bool:
    return start < end and bool(text[start:end].strip())


def main() -> int:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20263)
    parser.add_argument("--rounds", type=int, default=101)
    asked = parser.parse_args()
    _print_ordinary(asked.rounds)
    _print_hostile()
    data = Path(os.environ.get("BYLAW_DATA", "")) / "bipia"
    if data.is_dir():
        _print_planted(data, random.Random(asked.seed), asked.seed)
    else:
        print("\nPlanted orders: not run, set BYLAW_DATA to the folder of the development data.")
    return 0


def _print_ordinary(rounds: int) -> None:
    print(f"8 KB of ordinary text, CPU, median of {rounds} rounds.\n")
    print("| text | n | median, \u03bcs | slowest, \u03bcs |\n|---|---|---|---|")
    notes = "".join(file.read_text(encoding="utf-8") for file in sorted(NOTES.glob("*.md")) if file.stem != "spans")
    samples = {
        "letter": [(LETTER * 99)[:KILOBYTES]],
        "design notes": [notes[at : at + KILOBYTES] for at in range(0, len(notes) - KILOBYTES, KILOBYTES)],
    }
    for name, texts in samples.items():
        for role in (Role.USER, Role.DEVELOPER):
            took = [time_text(text, role, rounds=rounds) * 1e6 for text in texts]
            print(f"| {name}, {role} | {len(took)} | {statistics.median(took):.0f} | {max(took):.0f} |", flush=True)


def _print_hostile() -> None:
    print("\nA megabyte of hostile text, CPU, median of 3 rounds.\n")
    print("| unit | user, s | developer, s |\n|---|---|---|")
    for unit in HOSTILE:
        text = (unit * MEGABYTE)[:MEGABYTE]
        user, developer = (time_text(text, role, rounds=3) for role in (Role.USER, Role.DEVELOPER))
        print(f"| {json.dumps(unit)} | {user:.2f} | {developer:.2f} |", flush=True)


def _print_planted(data: Path, chance: random.Random, seed: int) -> None:
    contexts = []
    for name in ("email", "table", "code"):
        for line in (data / f"{name}_train.jsonl").read_text(encoding="utf-8").splitlines():
            context = json.loads(line)["context"]
            contexts.append(context if isinstance(context, str) else "\n".join(context))
    orders = [
        order
        for kind in ("text", "code")
        for group in json.loads((data / f"{kind}_attack_train.json").read_text(encoding="utf-8")).values()
        for order in group
    ]
    print(f"\nOrders planted in {len(contexts)} contexts, {len(orders)} orders, seed {seed}.")
    print("Escaped: some of the order, or of clean text, speaks. Silenced: some of the author's own words don't.\n")
    print("| carrier | planted | n | escaped | 95 % interval | silenced |\n|---|---|---|---|---|---|")
    for carrier in CARRIERS:
        for way in WAYS:
            rulings = escapes(carrier, way, contexts, orders, chance)
            hits, of = sum(each.escaped for each in rulings), len(rulings)
            low, high = wilson(hits, of)
            lost = sum(each.silenced for each in rulings) / of
            print(
                f"| {carrier.name} | {way} | {of} | {hits / of:.3f} | {low:.3f} to {high:.3f} | {lost:.3f} |",
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
