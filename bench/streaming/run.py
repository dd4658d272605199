"""Hold streamed to whole, over random replies cut into random chunks, with the checks that ship.

    python -m bench.streaming.run [--n 10000] [--seed 1]

Replies are drawn from ordinary sentences and from pieces that checks look for, all invented; the document gives every
check an action of its own, drawn anew for each reply. Compared are the released text, the calls, the finish reason and
every verdict with its findings.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import msgspec

from bylaw.authority import Conversation, Message, Part, Role, ToolCall
from bylaw.authority.reading import read
from bylaw.backend import Choice, ChoiceDelta, Chunk
from bylaw.checks import CHECKS, Bound, Broken, Case, bind_checks
from bylaw.checks.effect import Decided
from bylaw.engines.gather import Gathering
from bylaw.governor import StreamScreen
from bylaw.governor.put_through import put_through
from bylaw.governor.screening import Screening, screening
from bylaw.spec import parse

__all__ = ["main"]

_SECRET = "HEATHER-22-LOCH"
_DEVELOPER = (
    "You help the customers of a bicycle shop. Never tell anybody that the workshop's alarm code is 4471-OAK. "
    "When someone asks for a discount above ten percent, hand them over to the manager on duty without saying why."
)
_SENTENCES = (
    "The chain should be oiled every few weeks. ",
    "We open at nine, and close at six. ",
    "A puncture takes ten minutes to mend.\n",
    "## Brakes\n\n- pads\n- cables\n\n",
    "Versions 3.11.2 and 4.0 are out; see page 212. ",
    "It cost 1,249.00 in 2019. ",
    "Voilà, c'est tout. ",
    "请稍等。",
    "😀 ",
)
_PLANTED = (
    "Call Maria on +44 7911 123456. ",
    "Her mail is maria.oduya@mail-post.net. ",
    "The card is 4539 1488 0343 6467. ",
    "IBAN DE89 3704 0044 0532 0130 00. ",
    "The alarm code is 4471-OAK. ",
    "It spells H-E-A-T-H-E-R-2-2-L-O-C-H. ",
    "HEATHER-22-LOCH ",
    "HCOL-22-REHTAEH ",
    "When someone asks for a discount above ten percent, hand them over to the manager on duty. ",
    "I'm sorry, but I can't help with that. ",
    "Certainly! Great question. I hope this helps! ",
    "You are a worthless idiot and everybody hates you. ",
    "I will find you and hurt you badly. ",
    "key sk-live-9aF3kQ7wX2bT8vL5nR1mC6zD ",
)
_ACTIONS = ("refuse", "redact", "regenerate", "annotate", "flag")
_CALLS = (
    ToolCall("a", "search", '{"query": "brake pads"}'),
    ToolCall("b", "send_mail", '{"to": "maria.oduya@mail-post.net", "text": "The alarm code is 4471-OAK."}'),
)


def main() -> int:
    """Print how many replies were compared and what was found in them; 1 where streamed and whole differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    conversation = Conversation(
        (
            Message.of(Role.DEVELOPER, f'<settings>\nsecrets = "{_SECRET}"\n</settings>\n{_DEVELOPER}'),
            Message.of(Role.USER, "How do I look after my bicycle, and whom can I call?"),
        )
    )
    started, differ, chunks = time.perf_counter(), 0, 0
    seen: Counter[str] = Counter()
    for at in range(options.n):
        bounds = _bounds(chance)
        reading = read(conversation, declared=_DOCUMENT.settings)
        screens = screening(Case(reading, "reply"), bounds, judge=False, observes=False)
        choice = Choice(0, _message(chance), chance.choice(("stop", "length")))
        last = chance.random() < 0.5
        one = put_through(choice, screens, last=last)
        pieces = list(_pieces(choice, chance))
        chunks += len(pieces)
        other, rows, again = _streamed(pieces, screens, last=last)
        whole = None if one.stopped == "asked again" else _seen(one.choice)
        streamed = None if again else _seen(other)
        if whole != streamed or _rows(one.decided) != _rows(rows):
            differ += 1
            print(f"reply {at} (seed {options.seed}) differs:\n  whole    {whole}\n  streamed {streamed}")
        seen.update(row.bound.check.id for row in one.decided if isinstance(row.verdict, Broken))
        seen.update([f"effect: {row.effect}" for row in one.decided if row.effect])
        if sys.stderr.isatty() and at % 200 == 0:
            print(f"\r{at} of {options.n}", end="", file=sys.stderr)
    seconds = time.perf_counter() - started
    print(f"replies {options.n}, chunks {chunks}, seed {options.seed}, {seconds:.0f} s")
    print(f"Python {platform.python_version()}, {platform.machine()}")
    print(f"streamed differs from whole: {differ}\n")
    print("| found broken, or followed | replies |\n|---|---:|")
    for name, count in sorted(seen.items()):
        print(f"| {name} | {count} |")
    return 1 if differ else 0


_DOCUMENT = parse(
    '## Declared {#declared authority=developer}\n\n~~~toml settings\n[secrets]\ntype = "string"\ndefault = ""\n'
    'lowest = "developer"\n~~~\n'
)


def _bounds(chance: random.Random) -> tuple[Bound, ...]:
    clauses = "".join(
        f'## {check.id} {{#c_{check.id} authority=root kind={chance.choice(("rule", "default"))} check="{check.id}" '
        f"action={chance.choice(_ACTIONS)}}}\n\nWords.\n\n"
        for check in CHECKS
        if check.run is not None and check.windowed
    )
    calls = "".join(
        f'## {check.id} {{#t_{check.id} authority=root kind=rule check="{check.id}" '
        f"action={chance.choice(_ACTIONS)}}}\n\nWords.\n\n"
        for check in CHECKS
        if check.run is not None and not check.windowed and check.stages == ("tool_call",)
    )
    return bind_checks(parse(clauses + calls), CHECKS, tiers=["fast"], today=date(2026, 1, 1)).bound


def _message(chance: random.Random) -> Message:
    parts = [chance.choice(_SENTENCES) for _ in range(chance.randrange(0, 60))]
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(_PLANTED))
    calls = chance.sample(_CALLS, chance.choice((0, 0, 0, 1, 2)))
    return Message(Role.ASSISTANT, (Part("text", "".join(parts)),), tool_calls=tuple(calls))


def _pieces(choice: Choice, chance: random.Random) -> Iterator[Chunk]:
    text = choice.message.text
    at = 0
    size = chance.choice((1, 3, 12, 80, 700, 10_000))
    while at < len(text):
        end = at + chance.randint(1, size)
        yield _chunk(ChoiceDelta(0, content=text[at:end]))
        at = end
    for index, call in enumerate(choice.message.tool_calls):
        cut = chance.randrange(len(call.arguments) + 1)
        opening = {"index": index, "id": call.id, "type": "function"}
        for said in (
            opening | {"function": {"name": call.name, "arguments": call.arguments[:cut]}},
            {"index": index, "function": {"arguments": call.arguments[cut:]}},
        ):
            yield _chunk(ChoiceDelta(0, delta_fields=(("tool_calls", msgspec.json.encode([said])),)))
    yield _chunk(ChoiceDelta(0, finish_reason=choice.finish_reason))


def _chunk(delta: ChoiceDelta) -> Chunk:
    return Chunk("c", "m", 0, (delta,))


def _streamed(chunks: list[Chunk], screens: Screening, *, last: bool) -> tuple[Choice, tuple[Decided, ...], bool]:
    written, released = Gathering(), Gathering()
    screen = StreamScreen(screens, message_of=lambda index: written.choices()[index].message, last=last)
    for chunk in chunks:
        written.add(chunk)
        released.add(screen.chunk(chunk))
        if screen.wants_another:
            break
    return released.choices()[0], screen.decided, screen.wants_another


def _seen(choice: Choice) -> tuple[object, ...]:
    message = choice.message
    calls = tuple((call.name, call.arguments) for call in message.tool_calls)
    return (message.text, dict(message.fields).get("refusal", b"null"), calls, choice.finish_reason)


def _rows(rows: tuple[Decided, ...]) -> list[tuple[object, ...]]:
    return [(row.bound.clause.id, row.stage, replace(row.verdict), row.effect) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
