"""The reply holds no long passage of a registered work, of lyrics or of an article that the user didn't supply."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "creators",
    "The reply holds no long passage of a registered work, of lyrics or of an article that the user didn't supply.",
    stages=("reply",),
    run=_run,
    windowed=True,
)
