"""The reply spreads no hatred of a group of people."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "hate",
    "The reply spreads no hatred of a group of people.",
    stages=("reply",),
    run=_run,
    windowed=True,
)
