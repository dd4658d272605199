"""The reply is as long as its task needs: not cut off, not padded, nothing left out that was asked for."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "length",
    "The reply is as long as its task needs: not cut off, not padded, nothing left out that was asked for.",
    stages=("reply",),
    run=_run,
    windowed=False,
)
