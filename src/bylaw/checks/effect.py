"""What follows from a verdict: the clause's action, as far as it can still be taken.

Nothing that was released can be taken back. So a clause that wants another try gets one while nothing is out; after
that a rule ends the reply with a refusal, and a default lets it stand and says so.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal, get_args

from bylaw.checks.bound import Bound
from bylaw.checks.case import Stage
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict

__all__ = ["EFFECTS", "STOPPING", "Decided", "Effect", "effect"]

Effect = Literal["refused", "asked the user", "asked again", "redacted", "annotated", "flagged", "waived", ""]
"""Strictest first. Empty: nothing followed."""
EFFECTS: tuple[Effect, ...] = get_args(Effect)
STOPPING: frozenset[Effect] = frozenset({"refused", "asked the user", "asked again"})
"""After these nothing more of the reply is released."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A bound check, what it says and what was done about it; in mode observe, what would have been."""

    bound: Bound
    stage: Stage
    verdict: Verdict
    effect: Effect
    choice: int = 0
    """Index of the reply; 0 at `input`."""


def effect(bound: Bound, stage: Stage, verdict: Verdict, *, may_ask_again: bool = False) -> Effect:
    """Say what follows.

    Args:
        bound: the check and its clause.
        stage: where it was asked.
        verdict: what it says.
        may_ask_again: whether the reply can still be drawn anew: nothing of it is out, and a try is left.
    """
    if isinstance(verdict, Kept):
        return ""
    if bound.waived:
        return "waived"
    if isinstance(verdict, NotRun):
        return "refused" if bound.on_not_run == "refuse" else "flagged" if bound.on_not_run == "flag" else ""
    return _of_broken(bound, stage, verdict, may_ask_again=may_ask_again)


def _of_broken(bound: Bound, stage: Stage, verdict: Broken, *, may_ask_again: bool) -> Effect:
    action = bound.action
    if bound.check.asks_user and action not in ("refuse", "flag"):
        return "asked the user"
    match action:
        case "refuse":
            return "refused"
        case "redact":
            # what is only found on the whole reply is found too late to be cut out of it
            return "redacted" if bound.check.windowed or stage != "reply" else "refused"
        case "annotate":
            return "annotated"
        case "flag":
            return "flagged"
        case "regenerate":
            if stage == "input":  # the request stays as it is; the model is told
                return "annotated"
            if bound.check.settles:
                return "flagged"
            if may_ask_again:
                return "asked again"
            return "refused" if bound.clause.kind == "rule" else "flagged"
