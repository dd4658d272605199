"""One text of a reply on its way out: it is looked at in fixed windows, and released as far as it is settled.

What is released in all, and every verdict, is the same for any way of cutting the text into pieces; see `checks.fold`.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Iterator
from dataclasses import replace

from bylaw.checks import Bound, Broken, Case, Verdict
from bylaw.checks.effect import EFFECTS, STOPPING, Effect, effect
from bylaw.checks.fold import STEP, Window, joined, settled, windows
from bylaw.checks.screen import Watch, screen
from bylaw.governor.in_json import InJson
from bylaw.measures import Finding

__all__ = ["WITHHELD", "Sieve", "redacted"]

WITHHELD = "[withheld]"
"""What stands for redacted text where its check names nothing better."""


class Sieve:
    """One text under way.

    Args:
        case: the request; the text is put in its `reply`.
        bounds: the windowed checks.
        where: what findings in this text are said to stand in.
        may_ask_again: asked at each look: whether the reply could still be drawn anew.
        observes: everything is released as it came, and only recorded.
        watch: how long the checks may take.
        json: whether the text has to stay JSON; what can't be cut out of it so is refused.
        cuts: whether anything can be cut out of it; where not, what would be is refused.
    """

    def __init__(
        self,
        case: Case,
        bounds: tuple[Bound, ...],
        *,
        where: str,
        may_ask_again: Callable[[], bool],
        observes: bool,
        watch: Watch,
        json: bool = False,
        cuts: bool = True,
    ) -> None:
        self._case = case
        self._bounds = bounds
        self._where = where
        self._may_ask_again = may_ask_again
        self._observes = observes
        self._watch = watch
        self._in_json = InJson(WITHHELD) if json else None
        self._cuts = cuts
        self._text = ""
        self._settled = 0
        self._released = 0
        self._edits: list[Finding] = []
        self._verdicts: dict[int, Verdict] = {}
        self._effects: dict[int, Effect] = {}
        self.stopped: Effect = ""
        """What ended it; empty while nothing did."""

    @property
    def text(self) -> str:
        """All of it so far."""
        return self._text

    @property
    def said(self) -> bool:
        """Whether anything was released."""
        return self._released > 0

    def looks_after(self, more: int) -> bool:
        """Whether so many more characters are looked at when they come."""
        return not self._observes and bool(self._bounds) and len(self._text) + more >= self._settled + 2 * STEP

    def feed(self, piece: str) -> str:
        """Take a piece of the text, and give what may be released of all so far."""
        self._text += piece
        if self._observes:
            return piece
        if not self._bounds:
            self._released += len(piece)
            return piece
        return self._run(ended=False)

    def finish(self) -> str:
        """Give what is left to release once that was all."""
        out = self._run(ended=True)
        return "" if self._observes or not self._bounds else out

    def verdicts(self) -> Iterator[tuple[Bound, Verdict, Effect]]:
        """Give what each check says of the text so far."""
        for at, bound in enumerate(self._bounds):
            if at in self._verdicts:
                yield bound, self._verdicts[at], self._effects[at]

    def _run(self, *, ended: bool) -> str:
        if not self._bounds or self.stopped:
            return ""
        out = []
        for window in windows(self._text, settled=self._settled, ended=ended):
            self._look(window)
            if self.stopped:
                break
            out.append(self._release(min(window.settles_to, len(self._text))))
            self._settled = window.settles_to
        return "".join(out)

    def _look(self, window: Window) -> None:
        piece = self._text[window.start : window.end]
        case = replace(self._case, reply=piece, before=self._text[: window.start])
        for at, screened in enumerate(screen(case, self._bounds, watch=self._watch)):
            bound, verdict = screened.bound, settled(screened.verdict, window, where=self._where)
            done = effect(bound, "reply", verdict, may_ask_again=self._may_ask_again())
            if done == "redacted" and isinstance(verdict, Broken) and not self._edit(verdict.findings, window):
                done = "refused"
            self._effects[at] = _stricter(self._effects.get(at, ""), done)
            self._verdicts[at] = joined(self._verdicts.get(at), verdict)
            if done in STOPPING and not self._observes:
                self.stopped = _stricter(self.stopped, done)

    def _edit(self, findings: tuple[Finding, ...], window: Window) -> bool:
        """Note what is to be cut out; False where it can't be."""
        fitted: tuple[Finding, ...] | None = findings if self._cuts else None
        if fitted is not None and self._in_json is not None:
            ended = window.settles_to > window.end
            fitted = self._in_json.fit(self._text, fitted, start=self._released, end=window.end, ended=ended)
        self._edits += fitted or ()
        return fitted is not None

    def _release(self, to: int) -> str:
        out, at = redacted(self._text, self._edits, start=self._released, to=to)
        self._released = at
        self._edits = [each for each in self._edits if each.end > at]
        return out


def redacted(text: str, edits: list[Finding], *, start: int, to: int) -> tuple[str, int]:
    """Give a stretch of a text with what was found in it replaced, and where it ends: past `to` where an edit does."""
    out: list[str] = []
    at = start
    for each in sorted(edits, key=lambda one: (one.start, -one.end)):
        if each.start >= to or each.end <= at:
            continue
        if each.start >= at:
            out.append(text[at : each.start])
            out.append(WITHHELD if each.replacement is None else each.replacement)
        at = max(at, each.end)
    out.append(text[at:to])
    return "".join(out), max(at, to)


def _stricter(one: Effect, other: Effect) -> Effect:
    return min(one, other, key=EFFECTS.index)
