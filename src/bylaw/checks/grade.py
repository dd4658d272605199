"""What a check says of a whole case: the verdict that screens live traffic, for evals, rewards and the command line."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.fold import joined, settled, windows
from bylaw.checks.screen import run_check
from bylaw.checks.verdict import Verdict

__all__ = ["grade"]


def grade(check: Check, case: Case) -> Verdict:
    """Run a check on a case; on a reply, look by look where the check is windowed."""
    if case.stage != "reply" or not check.windowed:
        return run_check(check, case)
    verdict: Verdict | None = None
    for window in windows(case.reply, settled=0, ended=True):
        piece = replace(
            case, reply=case.reply[window.start : window.end], before=case.reply[: window.start], finish_reason=None
        )
        verdict = joined(verdict, settled(run_check(check, piece), window, where="reply"))
    assert verdict is not None
    return verdict
