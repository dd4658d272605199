"""Spoil the published documents in many ways, and count how often lint says so at the place.

    BYLAW_DATA=… python -m bench lint

A defect counts as found if lint reports one of its rules at the line where it is due, or as far from it as the defect
allows, more often than in the document before it was spoilt. Which document, which clause and which wording is drawn
anew for each; the seed is printed.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import datetime
import functools
import math
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.lint import blocks, examples, headings, words
from bench.lint.draft import Defect, Draft, Mutant, parsed
from bylaw.checks import CHECK_IDS
from bylaw.spec import parse, read_document
from bylaw.spec.lint import Surroundings, lint

__all__ = ["DEFECTS", "Outcome", "measure", "wilson"]

DEFECTS: tuple[Defect, ...] = (*headings.DEFECTS, *examples.DEFECTS, *words.DEFECTS, *blocks.DEFECTS)
TODAY = datetime.date(2026, 7, 1)
_TRIES = 30  # a shape that finds no place in so many drawings has none


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one defect."""

    defect: Defect
    found: bool
    document: str
    shape: int
    mutant: Mutant


def measure(
    documents: dict[str, str],
    *,
    example_ids: frozenset[str],
    seed: int,
    at_least: int,
    defects: Sequence[Defect] = DEFECTS,
) -> list[Outcome]:
    """Make mutants of every shape, all of a class equally often and `at_least` so many of a class, and lint each."""
    chance = random.Random(seed)
    outcomes = []
    for defect in defects:
        for number, shape in enumerate(defect.shapes):
            for _ in range(math.ceil(at_least / len(defect.shapes))):
                for _ in range(_TRIES):
                    name = chance.choice(sorted(documents))
                    mutant = shape(Draft(documents[name], chance))
                    if mutant is not None and mutant != Mutant(documents[name], mutant.line, mutant.slack):
                        break
                else:
                    raise ValueError(f"shape {number} of {defect.name!r} finds no place in these documents")
                found = _found(defect, documents[name], mutant, example_ids=example_ids)
                outcomes.append(Outcome(defect, found, name, number, mutant))
    return outcomes


def _found(defect: Defect, before: str, mutant: Mutant, *, example_ids: frozenset[str]) -> bool:
    ids = example_ids - {mutant.lost_example} | ({mutant.new_example} if mutant.new_example else frozenset())
    around = Surroundings(known_checks=frozenset(CHECK_IDS), example_ids=ids, today=TODAY)
    was = _counts(before, example_ids)
    if defect.over_base:
        around = Surroundings(known_checks=frozenset(CHECK_IDS), today=TODAY, base=parsed(before))
        was = Counter()
    now = lint(parse(mutant.text), around)
    here = [each for each in now if each.rule.id in defect.rules and abs(each.place.line - mutant.line) <= mutant.slack]
    more = sum(each.rule.id in defect.rules for each in now) > sum(was[rule] for rule in defect.rules)
    return bool(here) and more


@functools.lru_cache(maxsize=16)
def _counts(text: str, example_ids: frozenset[str]) -> Counter[str]:
    around = Surroundings(known_checks=frozenset(CHECK_IDS), example_ids=example_ids, today=TODAY)
    return Counter(each.rule.id for each in lint(parsed(text), around))


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share."""
    z = 1.959964
    middle = (hits + z * z / 2) / (of + z * z)
    half = z * math.sqrt(hits * (of - hits) / of + z * z / 4) / (of + z * z)
    return max(0.0, middle - half), min(1.0, middle + half)


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--at-least", type=int, default=12, help="mutants of each class")
    parser.add_argument("--only", help="one class of defects")
    parser.add_argument("--missed", action="store_true", help="show what was missed")
    asked = parser.parse_args()
    folder = Path(os.environ["BYLAW_DATA"]) / "model_spec"
    documents = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("model_spec-*.md"))}
    documents["builtin"] = read_document("builtin")
    ids = frozenset(file.stem for file in (folder / "examples").glob("*.md"))
    defects = [each for each in DEFECTS if asked.only in (None, each.name)]
    outcomes = measure(documents, example_ids=ids, seed=asked.seed, at_least=asked.at_least, defects=defects)
    print(f"Seed {asked.seed}, {len(documents)} documents, each class {asked.at_least} times at least.\n")
    print("| defect | rules | shapes | n | found | recall | 95 % interval |\n|---|---|---|---|---|---|---|")
    for defect in defects:
        _print_row(
            defect.name,
            ", ".join(defect.rules),
            len(defect.shapes),
            [each for each in outcomes if each.defect is defect],
        )
    for name, kind in (("**read from structure**", False), ("**read from English**", True), ("**all**", None)):
        those = [each for each in defects if kind is None or (each in words.DEFECTS) is kind]
        if those:
            of = [each for each in outcomes if each.defect in those]
            _print_row(name, "", sum(len(each.shapes) for each in those), of)
    if asked.missed:
        for outcome in outcomes:
            if not outcome.found:
                line = outcome.mutant.text.split("\n")[outcome.mutant.line - 1]
                print(
                    f"{outcome.defect.name} [{outcome.shape}] {outcome.document}:{outcome.mutant.line}: {line[-160:]}"
                )
    return 0


def _print_row(name: str, rules: str, shapes: int, outcomes: Sequence[Outcome]) -> None:
    hits, of = sum(each.found for each in outcomes), len(outcomes)
    low, high = wilson(hits, of)
    print(f"| {name} | {rules} | {shapes} | {of} | {hits} | {hits / of:.3f} | {low:.3f} to {high:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
