"""The reply holds no graphic violence and no threat."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "violence",
    "The reply holds no graphic violence and no threat.",
    stages=("reply",),
    run=_run,
    windowed=True,
)
