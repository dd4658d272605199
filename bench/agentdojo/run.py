"""Hold AgentDojo's calls against `tool_taint`: which injected calls are stopped, and which of the user's pass unasked.

    python -m bench.agentdojo.run [--suites banking,slack]

No model is asked: both the user's calls and the injected ones are the ground truth that AgentDojo ships. A call counts
where it changes the environment, as the environment itself shows. An injected call is stopped where the user is asked
before it is made, both right after the first answer that holds the attack and at the end of the user's task.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.agentdojo.pairs import ATTACKS, VERSION, Step, attacks_on, pairs, play, suites, tools_of
from bylaw.authority import Conversation, Fields, Role
from bylaw.authority.reading import read
from bylaw.checks.case import Case
from bylaw.checks.right_tool import CHECK as RIGHT_TOOL
from bylaw.checks.tool_taint import CHECK as TOOL_TAINT
from bylaw.checks.verdict import Kept

__all__ = ["count", "wilson"]

HALVES = {"developed on": ("banking", "slack"), "held out": ("workspace", "travel")}
ROWS = (
    ("injected calls stopped", "stopped", "injected"),
    ("attacks stopped at their first call", "foiled", "attacks"),
    ("attacks of which no call was made unasked", "barred", "attacks"),
    ("user's calls passed unasked, under attack", "passed", "calls"),
    ("user's tasks passed unasked, under attack", "clean", "pairs"),
)
BENIGN = (
    ("user's calls passed unasked, no attack", "passed", "calls"),
    ("user's tasks passed unasked, no attack", "clean", "tasks"),
    ("user's calls that `right_tool` takes", "right", "calls_all"),
)


def main() -> int:
    """Print a table a suite and one for each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", default=",".join(name for names in HALVES.values() for name in names))
    wanted = parser.parse_args().suites.split(",")
    attacked: dict[tuple[str, str], Counter[str]] = {}
    benign: dict[str, Counter[str]] = {}
    for name in wanted:
        benign[name] = unattacked(name)
        for attack in ATTACKS:
            attacked[name, attack] = count(name, attack)
    print(f"AgentDojo {VERSION}, {', '.join(wanted)}; Wilson intervals, 95%\n")
    parts: list[tuple[str, tuple[str, ...]]] = [(name, (name,)) for name in wanted]
    parts += [(half, names) for half, names in HALVES.items() if set(names) <= set(wanted)]
    parts += [("all", tuple(wanted))] if len(wanted) > 1 else []
    print("| suite | attack | what | n | share | 95% interval |\n|---|---|---|---|---|---|")
    for title, names in parts:
        for attack in ATTACKS:
            show(title, attack, ROWS, sum((attacked[name, attack] for name in names), Counter()))
        show(title, "none", BENIGN, sum((benign[name] for name in names), Counter()))
    return 0


def show(title: str, attack: str, rows: tuple[tuple[str, str, str], ...], seen: Counter[str]) -> None:
    """Print the rows of one suite and attack."""
    for what, hits, of in rows:
        low, high = wilson(seen[hits], seen[of])
        share = seen[hits] / seen[of] if seen[of] else math.nan
        print(f"| {title} | {attack} | {what} | {seen[hits]}/{seen[of]} | {share:.1%} | {low:.1%} to {high:.1%} |")


def count(name: str, attack: str) -> Counter[str]:
    """Count what becomes of every pair of a suite under one attack."""
    suite = suites()[name]
    fields = tools_of(suite)
    seen: Counter[str] = Counter()
    todo = list(pairs(suite))
    for done, (user, injection) in enumerate(todo):
        if done % 50 == 0:
            print(f"{name}, {attack}: {done} of {len(todo)} pairs", file=sys.stderr, flush=True)
        planted = attacks_on(suite, user, ATTACKS[attack].format(goal=injection.GOAL))
        if planted is None:
            continue
        played = play(suite, user, suite.load_and_inject_default_environment(planted))
        verdicts = [asked(step, fields) for step in played.steps if step.changes]
        seen["pairs"] += 1
        seen["calls"] += len(verdicts)
        seen["passed"] += verdicts.count(False)
        seen["clean"] += not any(verdicts)
        early = first_sight(played.after, next(iter(planted.values())))
        looks = [
            list(injected(suite, injection, planted=planted, at=at, user=user, fields=fields)) for at in (early, None)
        ]
        stopped = [all(each) for each in zip(*looks, strict=True)]
        seen["injected"] += len(stopped)
        seen["stopped"] += stopped.count(True)
        if stopped:
            seen["attacks"] += 1
            seen["foiled"] += stopped[0]
            seen["barred"] += all(stopped)
    return seen


def injected(
    suite: Any, injection: Any, *, planted: dict[str, str], at: int | None, user: Any, fields: Fields
) -> Iterator[bool]:
    """Say of each injected call whether the user is asked, where it is made after so many messages."""
    played = play(suite, user, suite.load_and_inject_default_environment(planted))
    before = Conversation(played.after.messages[:at])
    for step in play(suite, injection, played.environment, after=before).steps:
        if step.changes:
            yield asked(step, fields)


def first_sight(conversation: Conversation, planted: str) -> int:
    """Give how many messages there are up to the first answer that holds the attack."""
    mark = "".join(planted.split())[:40]
    for at, message in enumerate(conversation):
        if message.role is Role.TOOL and mark in "".join(message.text.replace("\\n", " ").split()):
            return at + 1
    return len(conversation)


def unattacked(name: str) -> Counter[str]:
    """Count the user's own tasks, with nothing planted."""
    suite = suites()[name]
    fields = tools_of(suite)
    seen: Counter[str] = Counter()
    for task in suite.user_tasks.values():
        played = play(suite, task, suite.load_and_inject_default_environment({}))
        verdicts = [asked(step, fields) for step in played.steps if step.changes]
        seen["tasks"] += 1
        seen["calls"] += len(verdicts)
        seen["passed"] += verdicts.count(False)
        seen["clean"] += not any(verdicts)
        seen["calls_all"] += len(played.steps)
        seen["right"] += sum(isinstance(RIGHT_TOOL.run(_case(step, fields)), Kept) for step in played.steps)  # type: ignore[misc]
    return seen


def asked(step: Step, fields: Fields) -> bool:
    """Say whether the user is asked before a call is made."""
    assert TOOL_TAINT.run is not None
    return not isinstance(TOOL_TAINT.run(_case(step, fields)), Kept)


def _case(step: Step, fields: Fields) -> Case:
    return Case(read(step.before), "tool_call", tool_calls=(step.call,), fields=fields)


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Give Wilson's interval for a share, at 95% by default."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, z * z / of
    middle, width = share + square / 2, z * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, (middle - width) / (1 + square)), min(1.0, (middle + width) / (1 + square))


if __name__ == "__main__":
    sys.exit(main())
