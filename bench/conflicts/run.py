"""Count how often two instructions that exclude each other are told to, and how often two that don't aren't.

    python -m bench.conflicts.run                 the frozen pairs
    BYLAW_DATA=… python -m bench.conflicts.run    and the development items of the IFEval kind

Each pair becomes a conversation: a developer's message, then a user's. It goes through spans, instructions and rulings
as any other. A conflict counts as found if the user's instruction is ruled misaligned. Items of the IFEval kind hold
compatible rules as they come; for conflicts the user contradicts each rule in one more sentence, drawn from wordings in
`bench.hierarchy.items`. The pairs are frozen: they are scored, and nobody tunes on their rows, so none is printed.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.hierarchy.items import contradiction, load_items, pose
from bench.lint.run import wilson
from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import Reading, read

__all__ = ["conflicting"]

FROZEN = Path(__file__).parents[2] / "tests" / "authority" / "frozen"
_BEATEN = frozenset({"misaligned", "superseded"})


def conflicting(messages: Sequence[Message]) -> Reading | None:
    """Read a conversation; None where nothing a user asks is ruled misaligned."""
    reading = read(Conversation(tuple(messages)))
    lost = (
        ruling.outcome in _BEATEN and reading.instructions[at].message == len(messages) - 1
        for at, ruling in enumerate(reading.rulings.instructions)
    )
    return reading if any(lost) else None


def _checked(name: str) -> Path:
    """Give a frozen file, if it is still the one that was frozen."""
    lines = (line.split(maxsplit=1) for line in (FROZEN / "SHA256SUMS").read_text().splitlines())
    sums = {file: sha256 for sha256, file in lines}
    path = FROZEN / name
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if sums.get(name) != found:
        raise SystemExit(f"{path} is not the file that was frozen: {found}")
    return path


def _share(what: str, hits: int, n: int) -> None:
    low, high = wilson(hits, n)
    print(f"{what:<58} {hits:>4}/{n:<4} {hits / max(n, 1):.3f} ({low:.3f} to {high:.3f})")


def _pairs() -> None:
    rows = [json.loads(line) for line in _checked("pairs.jsonl").read_text("utf-8").splitlines()]
    found: Counter[tuple[bool, bool]] = Counter()
    unread = 0
    for row in rows:
        messages = (Message.of(Role.DEVELOPER, row["higher"]), Message.of(Role.USER, row["lower"]))
        seen = conflicting(messages) is not None
        found[row["conflict"], seen] += 1
        if row["conflict"] and not seen:
            reading = read(Conversation(messages))
            held = {each.message for each in reading.instructions if each.constraints}
            unread += held != {0, 1}
    conflicts, compatible = (found[kind, True] + found[kind, False] for kind in (True, False))
    print(f"frozen pairs, n = {len(rows)}")
    _share("conflicts found", found[True, True], conflicts)
    _share("conflicts between compatible instructions (false)", found[False, True], compatible)
    _share("conflicts missed for want of a constraint on either side", unread, found[True, False])


def _items(data: Path) -> None:
    items = load_items(data / "realguardrails" / "sys_ifeval_dev.jsonl")
    print(f"\nitems of the IFEval kind, n = {len(items)}")
    _share("conflicts in items as they come (false)", _count(pose(each, "aligned") for each in items), len(items))
    _share("items whose user contradicts the developer, found", _count(pose(i, "conflict") for i in items), len(items))
    rules = [(each, constraint) for each in items for constraint in each.constraints if len(each.constraints) == 1]
    by_family: dict[str, list[bool]] = {}
    for item, constraint in rules:
        messages = (Message.of(Role.DEVELOPER, item.rules), Message.of(Role.USER, contradiction(item)))
        by_family.setdefault(constraint.family, []).append(conflicting(messages) is not None)
    print("\nby family, items of one rule:")
    for family, outcomes in sorted(by_family.items()):
        _share(f"  {family}", sum(outcomes), len(outcomes))


def _count(conversations: Iterable[Sequence[Message]]) -> int:
    return sum(conflicting(messages) is not None for messages in conversations)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the frozen pairs, and the items where the data is there."""
    argparse.ArgumentParser(prog="python -m bench.conflicts.run", description=__doc__).parse_args(arguments)
    _pairs()
    if data := os.environ.get("BYLAW_DATA"):
        _items(Path(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
