"""The reply keeps every instruction that applies and that a program can verify.

The governor verifies these constraints itself, as it draws again where one fails; this is the same verdict for graders,
rewards and `bylaw check run`.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.constraints import JUDGED, keeps
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import Broken, Kept, Verdict
from bylaw.measures import Finding

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    verifiable = [each for each in case.reading.constraints if each.family not in JUDGED]
    broken = [each for each in verifiable if keeps(each, case.reply, request=case.request) is False]
    if not broken:
        return Kept()
    return Broken(tuple(Finding(each.family, 0, len(case.reply), where="reply") for each in broken))


def _relevant(case: Case) -> bool:
    return any(each.family not in JUDGED for each in case.reading.constraints)


CHECK = Check(
    "instructions",
    "The reply keeps every instruction that applies and that a program can verify.",
    stages=("reply",),
    run=_run,
    relevant=_relevant,
    settles=True,
)
