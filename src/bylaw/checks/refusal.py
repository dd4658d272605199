"""The reply does not refuse what nothing forbids."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "refusal",
    "The reply does not refuse what nothing forbids.",
    stages=("reply",),
    run=_run,
    windowed=False,
)
