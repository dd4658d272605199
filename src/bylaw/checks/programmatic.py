"""Output that a program will read is exactly that, with nothing around it."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "programmatic",
    "Output that a program will read is exactly that, with nothing around it.",
    stages=("reply",),
    run=_run,
    windowed=False,
)
