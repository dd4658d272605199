"""No call with side effects takes its arguments from text without authority unless the user has said so."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "tool_taint",
    "No call with side effects takes its arguments from text without authority unless the user has said so.",
    stages=("tool_call",),
    run=_run,
    windowed=False,
    asks_user=True,
)
