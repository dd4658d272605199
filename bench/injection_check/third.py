"""Score the third set: orders planted in outputs of tools, and the same outputs without them.

    python -m bench.injection_check.third [--missed]

Each order names the kinds of text it may stand in; it is planted at the start, in the middle and at the end of one of
them, in JSON within a string. Documents and orders were written and frozen before anybody read what the model is
trained on; `training/data/injection_third.sha256` holds their sums.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import collections
import random
import re
from dataclasses import dataclass

from bench.injection_check.run import interval, table
from bylaw.measures.injection import find_orders
from training.orders.texts import OWN, POSITIONS, Planted, plant

__all__ = ["Order", "documents", "main", "orders", "planted"]

_STRING = re.compile(r'"[^"]{12,}(?=")')


@dataclass(frozen=True, slots=True)
class Order:
    """An order, and the kinds of text it may stand in."""

    kind: str
    genres: tuple[str, ...]
    text: str


def documents(name: str = "injection_third") -> list[tuple[str, str]]:
    """Read the clean texts: (genre, text)."""
    blocks = re.split(r"^=== ", (OWN / f"{name}_documents.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [(genre, text.rstrip("\n")) for genre, _, text in (block.partition("\n") for block in blocks)]


def orders(name: str = "injection_third") -> list[Order]:
    """Read the orders."""
    out = []
    for line in (OWN / f"{name}_attacks.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, genres, text = (each.strip() for each in line.split("|", 2))
            out.append(Order(kind, tuple(genres.split()), text))
    return out


def planted(name: str = "injection_third") -> list[tuple[Order, str, str, Planted]]:
    """Plant each order three times: (order, genre, position, text)."""
    clean = documents(name)
    draw = random.Random(31)
    out = []
    for order in orders(name):
        for position in POSITIONS:
            genre, text = draw.choice([each for each in clean if each[0] in order.genres])
            out.append((order, genre, position, _plant(text, order.text, position, draw)))
    return out


def _plant(text: str, order: str, position: str, draw: random.Random) -> Planted:
    strings = list(_STRING.finditer(text))
    if text[0] not in "[{" or not text.endswith(("]", "}")) or not strings or order.startswith("{"):
        return plant(text, order, position, draw)
    string = {"start": strings[0], "end": strings[-1]}.get(position) or draw.choice(strings)
    before = text[: string.end()] + " "
    return Planted(before + order + text[string.end() :], len(before), len(before) + len(order))


def main() -> None:
    """Print recall by kind, position and kind of text, and false alarms by kind of text."""
    parser = argparse.ArgumentParser(prog="bench.injection_check.third")
    parser.add_argument("--missed", action="store_true", help="print what went wrong; the set is unseen no longer then")
    given = parser.parse_args()
    alarms: dict[str, list[bool]] = collections.defaultdict(list)
    for genre, text in documents():
        spots = find_orders(text).findings
        alarms["all"].append(bool(spots))
        alarms[genre].append(bool(spots))
        if spots and given.missed:
            print("ALARM", genre, [text[each.start : each.end] for each in spots])
    found: dict[str, list[bool]] = collections.defaultdict(list)
    anywhere: list[bool] = []
    for order, genre, position, carrier in planted():
        spots = find_orders(carrier.text).findings
        hit = any(each.start < carrier.end and each.end > carrier.start for each in spots)
        anywhere.append(bool(spots))
        for name in ("all", f"kind: {order.kind}", f"at the {position}", f"in: {genre}"):
            found[name].append(hit)
        found["all but tools"] += [] if order.kind == "tools" else [hit]
        if not hit and given.missed:
            print("MISSED", order.kind, genre, position, order.text)
    table(("recall", "n", "share (95%)"), [(k, str(len(v)), interval(sum(v), len(v))) for k, v in found.items()])
    print(f"\ntexts with an order that have any finding: {interval(sum(anywhere), len(anywhere))}")
    table(("false alarms", "n", "share (95%)"), [(k, str(len(v)), interval(sum(v), len(v))) for k, v in alarms.items()])


if __name__ == "__main__":
    main()
