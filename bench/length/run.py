"""Measure `length`: precision and recall by part on invented replies, false alarms on published good replies, time."""
# SPDX-License-Identifier: Apache-2.0

import argparse
import os
import re
import time
import timeit
from pathlib import Path

from bench.length.texts import Row, rows
from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import read
from bylaw.checks.case import Case
from bylaw.checks.length import CHECK, ENOUGH, PADDED
from bylaw.checks.verdict import Verdict

__all__ = ["main"]

PARTS = (
    "over_budget", "cut_off", "filler_start", "filler_end", "restated", "repetition", "laziness", "list_inflation",
)  # fmt: skip
REPLY = """Feed it well, let it stand for an hour, and put it into the fridge. At four degrees the yeast almost sleeps,
and three weeks do no harm. A stiff dough keeps longer than a liquid one, since it ferments more slowly:

- one part of starter
- two parts of water
- four parts of flour, half of it rye

Use a jar with a loose lid, because gas still forms. Some grey liquid on top is alcohol; pour it off or stir
it in, as you like it milder or more sour. If the surface turns pink or orange, throw all of it away.

For a longer trip, dry a spare. Spread a thin layer on baking paper, leave it in a warm room for a day or two,
and crumble it into a bag once it snaps. Kept dark, the flakes live for at least one year. To wake them, soak
ten grams in lukewarm water until soft, then feed as usual on each of the next three mornings.

When you are back, take the jar out in the evening. Give it equal weights of water and flour, and look the
next day: if it has doubled within six hours it is ready for bread. Otherwise feed it once more and wait. A
friend who looks after the plants could also do it, at the price of a loaf. Freezing works too, though about a
third of the cells die, so plan two extra feeds."""
_BLOCK = re.compile(r"~~~xml\n(.*?)~~~", re.DOTALL)
_USER = re.compile(r"<user>\s*(.*?)\s*</user>", re.DOTALL)
_ASSISTANT = re.compile(r"<assistant>(.*?)</assistant>", re.DOTALL)
_COMMENT = re.compile(r"<!--\s*(GOOD|BAD)?.*?-->", re.DOTALL)


def judge(request: str, reply: str, finish_reason: str = "stop") -> Verdict:
    """Run the check on a request and a reply."""
    assert CHECK.run is not None
    conversation = Conversation((Message.of(Role.USER, request),))
    return CHECK.run(Case(read(conversation), "reply", reply=reply, finish_reason=finish_reason))


def broken_parts(verdict: Verdict) -> frozenset[str]:
    """Give the parts that a verdict says are broken."""
    scores = dict(getattr(verdict, "scores", ()))
    parts = {name for name in PARTS if scores.get(name, 0.0) >= ENOUGH}
    return frozenset(parts | ({"padding"} if scores.get("padding", 0.0) >= PADDED else set()))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", metavar="HALF", help="also print what goes wrong in a half")
    misses = parser.parse_args().misses
    for half in ("dev", "test"):
        _table(half, [row for row in rows() if row.half == half], shown=half == misses)
    _published(shown=misses == "published")
    _time()


def _table(half: str, held: list[Row], *, shown: bool) -> None:
    said = [(row, broken_parts(judge(row.request, row.reply, row.finish_reason))) for row in held]
    print(f"{half}: n = {len(held)}\n\n| part | n | precision | recall |\n|---|---|---|---|")
    for part in PARTS:
        wanted = sum(part in row.parts for row, _ in said)
        found = sum(part in parts for _, parts in said)
        right = sum(part in parts and part in row.parts for row, parts in said)
        print(f"| {part} | {wanted} | {_share(right, found)} | {_share(right, wanted)} |")
    clean = [(row, parts) for row, parts in said if not row.parts]
    false = sum(bool(parts) for _, parts in clean)
    dirty = [(row, parts) for row, parts in said if row.parts]
    print(f"\nfalse alarms on clean replies and near misses: {_share(false, len(clean))}")
    print(f"broken replies found broken: {_share(sum(bool(parts) for _, parts in dirty), len(dirty))}\n")
    if shown:
        for row, parts in said:
            if (parts - {"padding"}) != row.parts:
                print(f"wanted {sorted(row.parts)}, got {sorted(parts)}: {row.request!r} -> {row.reply!r}")


def _share(part: int, whole: int) -> str:
    """Print a share with its Wilson interval at 95 %."""
    if not whole:
        return "–"
    share, z2 = part / whole, 1.96**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    wide = 1.96 * (share * (1 - share) / whole + z2 / (4 * whole**2)) ** 0.5 / (1 + z2 / whole)
    return f"{part}/{whole} = {share:.3f} [{max(0, middle - wide):.3f}, {min(1, middle + wide):.3f}]"


def published_replies(data: Path) -> list[tuple[str, str, str]]:
    """Give (kind, request, reply) of the published document's examples; kind is GOOD, BAD or empty."""
    text = (data / "model_spec" / "model_spec-2025-12-18.md").read_text(encoding="utf-8")
    out = []
    for block in _BLOCK.findall(text):
        users = list(_USER.finditer(block))
        for found in _ASSISTANT.finditer(block):
            before = [user[1] for user in users if user.start() < found.start()]
            comments = list(_COMMENT.finditer(found[1]))
            kind = next((each[1] for each in comments if each[1]), "") or ""
            reply = _COMMENT.sub("", found[1]).strip()
            if before and reply:
                out.append((kind, before[-1], reply))
    return out


def _published(*, shown: bool) -> None:
    data = os.environ.get("BYLAW_DATA", "")
    if not (data and (Path(data) / "model_spec").is_dir()):
        print("published examples: not run, BYLAW_DATA isn't set\n")
        return
    for wanted in ("GOOD", "BAD"):
        held = [(request, reply) for kind, request, reply in published_replies(Path(data)) if kind == wanted]
        said = [(request, reply, broken_parts(judge(request, reply))) for request, reply in held]
        print(f"published {wanted} replies said broken: {_share(sum(bool(parts) for *_, parts in said), len(said))}")
        for part in (*PARTS, "padding"):
            if count := sum(part in parts for *_, parts in said):
                print(f"- {part}: {count}")
        if shown:
            for request, reply, parts in said:
                if parts:
                    print(f"  {wanted} {sorted(parts)}: {request[:200]!r} -> {reply[:160]!r} … {reply[-160:]!r}")
    print()


def _time() -> None:
    request = "How do I keep a sourdough starter alive while I am away for three weeks?"
    reply = REPLY
    conversation = Conversation((Message.of(Role.USER, request),))
    case = Case(read(conversation), "reply", reply=reply, finish_reason="stop")
    fresh = iter(range(10**9))

    def once() -> None:
        assert CHECK.run is not None
        CHECK.run(Case(case.reading, "reply", reply=f"{reply} {next(fresh)}.", finish_reason="stop"))

    times = sorted(timeit.repeat(once, number=1, repeat=400, timer=time.process_time))
    print(f"time: {times[200] * 1e6:.0f} µs of one core, median of 400, for a fresh reply of {len(reply)} characters")
    for unit in ("a", "\n", ". ", "- x\n", "no ", "```\n", '"', "{", "(", "\u200b", "…", "# ... "):
        took = []
        for size in (250_000, 1_000_000):
            hostile = Case(case.reading, "reply", reply=unit * (size // len(unit)), finish_reason="stop")
            took.append(min(timeit.repeat(lambda held=hostile: CHECK.run(held), number=1, repeat=1)))  # type: ignore[misc]
        print(f"- 1 MB of {unit!r}: {took[1]:.2f} s, {took[1] / max(took[0], 1e-9):.1f} times that of a quarter")


if __name__ == "__main__":
    main()
