"""Run checks on a case. One that crashes or takes too long could not tell: it is `NotRun`, and never a pass."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bylaw.checks.bound import Bound
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import Broken, NotRun, Verdict

__all__ = ["Screened", "Watch", "directly", "run_check", "screen"]

Watch = Callable[[Callable[[], None]], bool]
"""Runs a function, and says whether it came to its end in time."""


@dataclass(frozen=True, slots=True)
class Screened:
    """A bound check and what it says."""

    bound: Bound
    verdict: Verdict

    @property
    def stops(self) -> bool:
        """Whether nothing may be released for it: the clause is broken and says refuse, or the check could not tell."""
        if self.bound.waived:
            return False
        if isinstance(self.verdict, NotRun):
            return self.bound.on_not_run == "refuse"
        return isinstance(self.verdict, Broken) and self.bound.action == "refuse"


def directly(work: Callable[[], None]) -> bool:
    """Run it here, however long it takes."""
    work()
    return True


def screen(case: Case, bounds: Sequence[Bound], *, watch: Watch = directly) -> tuple[Screened, ...]:
    """Run the fast checks of a case's stage; a check that serves two clauses runs once.

    Args:
        case: what is looked at.
        bounds: those that are to run; of other stages, or for a judge alone, they are passed over.
        watch: how long the checks may take.
    """
    wanted = [each for each in bounds if case.stage in each.check.stages and each.check.run is not None]
    verdicts: dict[str, Verdict] = {}

    def work() -> None:
        for each in wanted:
            if each.check.id not in verdicts:
                verdicts[each.check.id] = run_check(each.check, case)

    in_time = bool(wanted) and watch(work)
    late = NotRun("the checks took too long" if not in_time else "")
    said = dict(verdicts)  # a thread that was given up may still be adding to it
    return tuple(Screened(each, said.get(each.check.id, late)) for each in wanted)


def run_check(check: Check, case: Case) -> Verdict:
    """Run one check; its crash is a `NotRun` that names the error's type, and nobody's text."""
    if check.run is None:
        return NotRun("only a judge decides this, and none was asked")
    try:
        return check.run(case)
    except Exception as error:
        return NotRun(f"it crashed ({type(error).__name__})")
