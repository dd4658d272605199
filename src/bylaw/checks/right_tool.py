"""Every call names a tool that was offered, with arguments that its schema takes."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "right_tool",
    "Every call names a tool that was offered, with arguments that its schema takes.",
    stages=("tool_call",),
    run=_run,
    windowed=False,
)
