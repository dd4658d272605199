"""Time all fast checks on the request and the reply of a conversation that was never seen before.

    python -m bench.checks.run [--n 200]

Conversations are those of `bench.prepare`: 1,500 tokens, drawn anew for each, every text with a number of its own; the
reply has 300 tokens. Reading the conversation is not part of it (`bench.prepare` times that); the creators' index has a
measurement of its own. Times are of the processor, garbage collection running. Beside it: a check at a time, a
conversation whose earlier turns were checked before, start-up and memory of a fresh process, and presidio's and
llm-guard's scanners on the same texts, where they are installed.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import importlib.util
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bench.prepare.run import conversations
from bylaw.authority import Conversation, Message, Part, Role
from bylaw.authority.reading import read
from bylaw.backend import Choice
from bylaw.checks import CHECKS, Bound, Case, Check, bind_checks
from bylaw.checks.grade import grade
from bylaw.checks.screen import directly
from bylaw.governor.put_through import put_through
from bylaw.governor.screen_input import screen_input
from bylaw.governor.screening import screening
from bylaw.spec import load, parse

__all__ = ["main"]

_TOKENS, _REPLY_CHARACTERS = 1_500, 1_200
_FRESH_MS, _SEEN_MS, _START_S, _RESIDENT_MB = 2.0, 0.7, 1.0, 120
_SETTINGS = load("builtin").settings
_FAST = [check for check in CHECKS if check.run is not None]
_START = """
import sys, time
started = time.perf_counter()
from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import read
from bylaw.checks import CHECKS, Case
from bylaw.checks.grade import grade
case = Case(read(Conversation((Message.of(Role.USER, "When does the library on Mill Street open?"),))), "input")
from dataclasses import replace
for check in CHECKS:
    for stage in check.stages if check.run is not None else ():
        grade(check, replace(case, stage=stage, reply="It opens at nine." if stage == "reply" else ""))
seconds = time.perf_counter() - started
# the kernel's own count of this process: ru_maxrss of a child begins at its parent's
resident = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, int(resident) / 1024, "torch" in sys.modules)
"""


def main() -> int:
    """Print the table; 1 where a limit isn't kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=200)
    options = parser.parse_args()
    said = _cases(options.n + 20, seed=7)
    bounds = _bounds()
    for case, choice in said[:20]:  # tables and models are loaded
        _run(case, choice, bounds)
    fresh = [_timed(partial(_run, case, choice, bounds)) for case, choice in said[20:]]
    seen = []
    for case, choice in _cases(options.n, seed=8):
        _run(_without_newest(case), choice, bounds)
        newest = _said(choice, case)
        seen.append(_timed(partial(_run, case, newest, bounds)))
    started = [_start() for _ in range(3)]
    seconds, resident = (statistics.median(each[at] for each in started) for at in (0, 1))
    print(f"n {options.n} conversations of {_TOKENS} tokens with {_REPLY_CHARACTERS} characters of reply;")
    print(f"{len(_FAST)} fast checks; Python {platform.python_version()}, {platform.machine()}\n")
    print("| | median | 95th | limit | |\n|---|---:|---:|---:|---|")
    failed = False
    for name, times, limit in (("fresh", fresh, _FRESH_MS), ("earlier turns seen before", seen, _SEEN_MS)):
        median, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        failed |= median > limit
        print(f"| {name} | {median:.2f} ms | {late:.2f} ms | {limit:g} ms | {_word(median <= limit)} |")
    print(f"| start-up, every check run once | {seconds:.2f} s | | {_START_S:g} s | {_word(seconds <= _START_S)} |")
    print(f"| resident | {resident:.0f} MB | | {_RESIDENT_MB} MB | {_word(resident <= _RESIDENT_MB)} |")
    print(f"| torch imported | {'yes' if any(each[2] for each in started) else 'no'} | | no | |")
    failed |= seconds > _START_S or resident > _RESIDENT_MB
    _table_of_checks(_cases(60, seed=9))
    _table_of_others(_cases(30, seed=10))
    return 1 if failed else 0


def _word(kept: bool) -> str:
    return "kept" if kept else "**not kept**"


def _bounds() -> tuple[Bound, ...]:
    clauses = "".join(
        f'## {check.id} {{#c_{check.id} authority=root check="{check.id}" action=flag}}\n\nWords.\n\n'
        for check in _FAST
    )
    return bind_checks(parse(clauses), CHECKS, tiers=["fast"], today=date(2026, 1, 1)).bound


def _cases(count: int, *, seed: int) -> list[tuple[Case, Choice]]:
    """Make conversations, each with a reply that is another conversation's text."""
    out = []
    replies = conversations(count, tokens=600, seed=seed + 1_000)
    for messages, other in zip(conversations(count, tokens=_TOKENS, seed=seed), replies, strict=True):
        words = "\n\n".join(each.text for each in other if each.role is Role.ASSISTANT) or other[-1].text
        text = words[:_REPLY_CHARACTERS]
        case = Case(read(Conversation(messages), declared=_SETTINGS), "input", preamble="You are a helpful assistant.")
        out.append((case, Choice(0, Message(Role.ASSISTANT, (Part("text", text),)), "stop")))
    return out


def _run(case: Case, choice: Choice, bounds: tuple[Bound, ...]) -> None:
    screen_input(case, bounds, judge=False, watch=directly)
    put_through(choice, screening(replace(case, stage="reply"), bounds, judge=False, observes=False), last=True)


def _without_newest(case: Case) -> Case:
    messages = case.reading.conversation.messages[:-1]
    return replace(case, reading=read(Conversation(messages), declared=_SETTINGS))


def _said(choice: Choice, case: Case) -> Choice:
    """Give another reply than the one that was checked with the earlier turns."""
    text = choice.message.text[::-1][:10] + choice.message.text[10:]
    return replace(choice, message=replace(choice.message, parts=(Part("text", text),)))


def _timed(work: Callable[[], None]) -> float:
    started = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - started) / 1e6


def _start() -> tuple[float, float, bool]:
    ran = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, check=True)
    seconds, resident, torch = ran.stdout.split()
    return float(seconds), float(resident), torch == "True"


def _table_of_checks(cases: Sequence[tuple[Case, Choice]]) -> None:
    print("\n| check | median | 95th |\n|---|---:|---:|")
    rows = []
    for check in _FAST:
        times = []
        for at, (case, choice) in enumerate(cases):
            text = f"{at} {choice.message.text}"

            def work(check: Check = check, case: Case = case, text: str = text) -> None:
                for stage in check.stages:
                    grade(check, replace(case, stage=stage, reply=text if stage == "reply" else ""))

            times.append(_timed(work))
        rows.append((statistics.median(times), statistics.quantiles(times, n=20)[-1], check.id))
    for median, late, name in sorted(rows, reverse=True):
        print(f"| {name} | {median:.3f} ms | {late:.3f} ms |")
    print("\nThe first check that reads a text pays for what several share, so the rows add up to more than their sum.")


def _table_of_others(cases: Sequence[tuple[Case, Choice]]) -> None:
    texts = [
        "\n".join([*(each.text for each in case.reading.conversation), choice.message.text]) for case, choice in cases
    ]
    print("\n| beside it, on the same texts | median | |\n|---|---:|---|")
    if importlib.util.find_spec("presidio_analyzer") is None:
        print("| presidio-analyzer | not installed | |")
    else:
        print(f"| presidio-analyzer, pattern recognisers | {_presidio(texts):.1f} ms | personal data alone |")
    if importlib.util.find_spec("llm_guard") is None:
        print("| llm-guard | not installed | its scanners fetch models at run time |")
    else:
        print(f"| llm-guard, its scanners that need no model | {_llm_guard(texts):.1f} ms | |")


def _presidio(texts: Sequence[str]) -> float:
    from presidio_analyzer import predefined_recognizers  # type: ignore[import-not-found, unused-ignore]

    names = ("CreditCardRecognizer", "EmailRecognizer", "IbanRecognizer", "IpRecognizer", "PhoneRecognizer")
    recognisers = [getattr(predefined_recognizers, name)() for name in names]

    def scan(text: str) -> None:
        for each in recognisers:
            each.analyze(text, each.supported_entities, None)

    scan(texts[0])
    return statistics.median(_timed(partial(scan, text)) for text in texts)


def _llm_guard(texts: Sequence[str]) -> float:
    from llm_guard.input_scanners import (  # type: ignore[import-not-found, unused-ignore]
        InvisibleText,
        Secrets,
        TokenLimit,
    )

    scanners = [InvisibleText(), Secrets(), TokenLimit()]

    def scan(text: str) -> None:
        for each in scanners:
            each.scan(text)

    scan(texts[0])
    return statistics.median(_timed(partial(scan, text)) for text in texts)


if __name__ == "__main__":
    sys.exit(main())
