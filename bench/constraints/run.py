"""Measure how often our verifier and IFEval's checkers say the same of one reply, family by family.

    python bench/constraints/run.py [--replies 4000] [--seed 1] [--show FAMILY]

Replies and constraints are generated (`replies`). lm-eval has to be installed beside Bylaw (`theirs` says how); it is
no dependency of ours.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import random
import sys
import time

from bench.constraints.replies import draw, lean, write
from bench.constraints.theirs import checkers, follows
from bylaw.authority.constraints import IFEVAL_FAMILIES, keeps

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Print a table of agreement; with --show, the first replies a family's two verifiers differ on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replies", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="")
    options = parser.parse_args(arguments)
    try:
        table = checkers()
    except ImportError as missing:
        print(f"not run: {missing}; bench/constraints/theirs.py says what to install", file=sys.stderr)
        return 0
    print(f"{'family':48} {'n':>6} {'kept':>6} {'agree':>7} {'ours not theirs':>16} {'theirs not ours':>16} {'us':>6}")
    for family in IFEVAL_FAMILIES:
        if options.show and options.show != family:
            continue
        dice = random.Random(f"{options.seed} {family}")
        agreed = kept = over = under = 0
        spent = 0.0
        for _ in range(options.replies):
            constraint, reply = draw(family, dice), write(dice)
            if dice.random() < 0.5:
                reply = lean(reply, constraint, dice)
            started = time.perf_counter()
            ours = bool(keeps(constraint, reply))
            spent += time.perf_counter() - started
            theirs = follows(table, constraint, reply)
            agreed += ours == theirs
            kept += theirs
            over += ours and not theirs
            under += theirs and not ours
            if options.show and ours != theirs and over + under < 12:
                print(f"{constraint.args} ours {ours} theirs {theirs}\n{reply!r}\n")
        n = options.replies
        print(f"{family:48} {n:6} {kept / n:6.2f} {agreed / n:7.4f} {over:16} {under:16} {spent / n * 1e6:6.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
