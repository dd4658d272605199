"""What a check says of a whole case: the verdict that screens live traffic, for evals, rewards and the command line."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.fold import joined, settled, windows
from bylaw.checks.screen import run_check
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict

__all__ = ["grade"]


def grade(check: Check, case: Case) -> Verdict:
    """Run a check on a case; on a reply, look by look where the check is windowed. All scores are worked out."""
    if case.stage != "reply" or not check.windowed:
        verdict = run_check(check, case)
        if check.measured is None or isinstance(verdict, NotRun):
            return verdict
        return _measured(check, case, verdict)
    folded: Verdict | None = None
    for window in windows(case.reply, settled=0, ended=True):
        piece = replace(
            case, reply=case.reply[window.start : window.end], before=case.reply[: window.start], finish_reason=None
        )
        folded = joined(folded, settled(run_check(check, piece), window, where="reply"))
    assert folded is not None
    if check.measured is None or isinstance(folded, NotRun):
        return folded
    return _measured(check, case, folded)


def _measured(check: Check, case: Case, verdict: Kept | Broken) -> Verdict:
    assert check.measured is not None
    try:
        return replace(verdict, scores=check.measured(case))
    except Exception as error:
        return NotRun(f"it crashed ({type(error).__name__})")
