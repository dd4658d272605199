"""Nobody is given a way towards chemical, biological, radiological, nuclear or cyber harm, or weapons."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import NotRun, Verdict

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    return NotRun("this version can't tell")


CHECK = Check(
    "hazards",
    "Nobody is given a way towards chemical, biological, radiological, nuclear or cyber harm, or weapons.",
    stages=("input", "reply"),
    run=_run,
    windowed=True,
)
