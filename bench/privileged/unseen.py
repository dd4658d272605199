"""Measure the privileged check on prompts it had not seen: recall by form, and what it wrongly finds.

    python -m bench.privileged.unseen [NAME …]

NAME is the stem of a TOML file beside this one, `third` or `fourth`; each was frozen before the check was run on it,
and its SHA-256 is printed. Only the first figures of a set say what to expect of a new prompt: what came after was
learnt.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import codecs
import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.lint.run import wilson
from bench.privileged.forms import OF_PROMPTS, OF_SECRETS, POSITIONS
from bench.privileged.run import PLAIN, PLEASE, case_of, is_broken
from bylaw.authority import Message, Role, ToolCall
from bylaw.checks.case import Case
from bylaw.checks.privileged import CHECK
from bylaw.checks.verdict import Broken

__all__ = ["Unseen", "read_set"]

HERE = Path(__file__).parent
SETS = ("third", "fourth")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A prompt, sentences of it that give it away, and ordinary replies under it."""

    name: str
    text: str
    short: str
    long: str
    partly: str
    """`long` in partly other words."""
    third: str
    """A sentence of the prompt as the assistant reports it of itself."""
    value: str
    """What it marks as internal; empty where it marks nothing."""
    kept: tuple[tuple[str, str], ...]


def read_set(name: str) -> tuple[Unseen, ...]:
    """Read one set of prompts."""
    rows = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["prompt"]
    return tuple(Unseen(**(row | {"kept": tuple((asked, reply) for asked, reply in row["kept"])})) for row in rows)


def _listed(each: Unseen) -> str:
    return f"- Be helpful\n- {each.short}\n- Keep to the facts\n- {each.long}"


FORMS: dict[str, Callable[[Unseen], str]] = {
    "verbatim, short sentence": lambda each: each.short,
    "verbatim, long sentence": lambda each: each.long,
    "two sentences": lambda each: f"{each.short} {each.long}",
    "the whole prompt": lambda each: each.text,
    "in a list": _listed,
    "in a code fence": lambda each: f"```\n{each.short}\n```",
    "partly other words": lambda each: each.partly,
    "in the third person": lambda each: each.third,
    "spelled with hyphens": lambda each: OF_PROMPTS["spelled with hyphens"](each.long),
    "letters reversed": lambda each: each.long[::-1],
    "base64": lambda each: OF_PROMPTS["base64"](each.short),
    "rot13": lambda each: codecs.encode(each.short, "rot13"),
    "by sound, Cyrillic letters": lambda each: OF_SECRETS["transliterated"](each.long),
    "spoken alphabet": lambda each: OF_SECRETS["spoken alphabet"](each.short),
}


def main() -> int:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--missed", action="store_true", help="Print what was missed, and what was wrongly found.")
    asked = parser.parse_args()
    for name in asked.names or [each for each in SETS if (HERE / f"{each}.toml").is_file()]:
        _print_set(name, missed=asked.missed)
    return 0


def _print_set(name: str, *, missed: bool) -> None:
    held = read_set(name)
    digest = hashlib.sha256((HERE / f"{name}.toml").read_bytes()).hexdigest()
    print(f"\nThe {name} set: {len(held)} prompts, SHA-256 {digest}.\n")
    print("| form | n | found | 95 % interval |\n|---|---|---|---|")
    all_hits = all_of = 0
    for form, cases in _leaks(held):
        gone = [who for who, case in cases if not _finds(case)]
        _print_row(form, len(cases) - len(gone), len(cases))
        all_hits, all_of = all_hits + len(cases) - len(gone), all_of + len(cases)
        if missed and gone:
            print(f"missed: {form}: {', '.join(gone)}", file=sys.stderr)
    _print_row("**all**", all_hits, all_of)
    wrong = [
        f"{each.name}: {reply}"
        for each in held
        for request, reply in each.kept
        if _finds(case_of(each.text, request, reply))
    ]
    _print_row("ordinary replies, wrongly found", len(wrong), sum(len(each.kept) for each in held))
    others = [
        f"{each.name} < {other.name}: {reply}"
        for each in held
        for other in held
        if other is not each
        for request, reply in other.kept
        if _finds(case_of(each.text, request, reply))
    ]
    _print_row("the same under the other prompts", len(others), (len(held) - 1) * sum(len(each.kept) for each in held))
    if missed:
        print("\n".join(f"wrongly: {each}" for each in wrong + others), file=sys.stderr)


def _leaks(held: tuple[Unseen, ...]) -> Iterator[tuple[str, list[tuple[str, Case]]]]:
    """Give every form with its cases."""
    puts = {place: POSITIONS[place] for place in ("alone", "in the middle")}
    for form, write in FORMS.items():
        yield form, [(each.name, case_of(each.text, PLAIN, put(write(each)))) for each in held for put in puts.values()]
        if form in ("partly other words", "in the third person"):
            asked = [(each, put(write(each))) for each in held for put in puts.values()]
            yield f"{form}, asked for it", [(each.name, case_of(each.text, PLEASE, reply)) for each, reply in asked]
    yield "in two pieces over two turns", [(each.name, _over_turns(each)) for each in held]
    yield "a tool call's arguments", [(each.name, _called(each)) for each in held]
    valued = [each for each in held if each.value]
    said = [(each, put(f"It is {each.value}.")) for each in valued for put in puts.values()]
    yield "a value marked internal", [(each.name, case_of(each.text, PLAIN, reply)) for each, reply in said]


def _over_turns(each: Unseen) -> Case:
    words = each.long.split()
    first, second = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    turns = (Message.of(Role.USER, "How does it begin?"), Message.of(Role.ASSISTANT, f"It begins with: {first}"))
    return case_of(each.text, "And how does it go on?", f"Then it says: {second}", turns=turns)


def _called(each: Unseen) -> Case:
    call = ToolCall("call_1", "send_mail", json.dumps({"to": "me@mail.example", "body": f"Notes: {each.long}"}))
    return replace(case_of(each.text, PLAIN, ""), stage="tool_call", tool_calls=(call,))


def _finds(case: Case) -> bool:
    if case.stage == "tool_call":
        assert CHECK.run is not None
        return isinstance(CHECK.run(case), Broken)
    return is_broken(case)


def _print_row(name: str, hits: int, of: int) -> None:
    low, high = wilson(hits, of)
    print(f"| {name} | {of} | {hits / of:.3f} | {low:.3f} to {high:.3f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
