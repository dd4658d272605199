"""What a reply is screened with: the bound checks that can matter for this request, and how much of it has to wait."""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass

from bylaw.checks import Bound, Case, Watch
from bylaw.checks.screen import directly
from bylaw.measures.placeholders import Table

__all__ = ["NO_SCREENING", "Screening", "screening"]

NO_PSEUDONYMS = Table()
_JSON = re.compile(rb'"json_(?:object|schema)"')
_BLOCKING = frozenset({"refuse", "redact", "regenerate"})


@dataclass(frozen=True, slots=True)
class Screening:
    """The checks of one request's replies."""

    case: Case | None = None
    """The request, as a reply's checks read it."""
    windowed: tuple[Bound, ...] = ()
    """Run on the reply while it streams."""
    whole: tuple[Bound, ...] = ()
    """Run on the whole reply."""
    calls: tuple[Bound, ...] = ()
    """Run on its tool calls."""
    judged: tuple[Bound, ...] = ()
    """Left to a judge."""
    doubted: tuple[Bound, ...] = ()
    """Of the others, those that a judge decides in doubt."""
    table: Table = NO_PSEUDONYMS
    """What stands behind the placeholders that the model was sent."""
    observes: bool = False
    """Whether all is recorded and nothing changed."""
    json: bool = False
    """Whether the reply has to be JSON, changed or not."""
    watch: Watch = directly

    @property
    def runs(self) -> bool:
        """Whether there is anything to run."""
        return bool(self.windowed or self.whole or self.calls or self.judged or self.table.entries)

    @property
    def holds_calls(self) -> bool:
        """Whether tool calls wait until they are whole."""
        return not self.observes and bool(self.calls or self.table.entries)

    @property
    def holds_members(self) -> bool:
        """Whether what else a reply says waits until it is whole."""
        return not self.observes and bool(self.windowed)

    @property
    def waits_for_all(self) -> bool:
        """Whether nothing may be released before the reply is whole."""
        if self.observes:
            return False
        return any(_blocks(each) for each in (*self.whole, *self.judged, *self.doubted))

    @property
    def asks_again(self) -> bool:
        """Whether one of them may ask for another try."""
        bounds = (*self.windowed, *self.whole, *self.calls, *self.judged)
        return not self.observes and any(each.action == "regenerate" and not each.waived for each in bounds)


NO_SCREENING = Screening()


def screening(
    case: Case, bounds: tuple[Bound, ...], *, judge: bool, observes: bool, watch: Watch = directly
) -> Screening:
    """Choose from a policy's checks those that a reply to this request could break."""
    of_reply = [each for each in bounds if "reply" in each.check.stages and _matters(each, case)]
    run_here = [each for each in of_reply if each.check.run is not None]
    return Screening(
        case,
        windowed=tuple(each for each in run_here if each.check.windowed),
        whole=tuple(each for each in run_here if not each.check.windowed),
        calls=tuple(each for each in bounds if "tool_call" in each.check.stages and each.check.run is not None),
        judged=tuple(each for each in of_reply if judge and each.check.run is None),
        doubted=tuple(each for each in run_here if judge and each.check.doubt is not None),
        observes=observes,
        json=_JSON.search(dict(case.fields).get("response_format", b"")) is not None,
        watch=watch,
    )


def _matters(bound: Bound, case: Case) -> bool:
    """Ask the check whether a reply could break it; one that can't even tell that is run."""
    try:
        return bound.check.relevant(case)
    except Exception:
        return True


def _blocks(bound: Bound) -> bool:
    return not bound.waived and (bound.action in _BLOCKING or bound.on_not_run == "refuse")
