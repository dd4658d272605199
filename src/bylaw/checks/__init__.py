"""Checks: one proposition a file. A clause names those it is enforced by; `CHECKS` is the one list of them."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks import (
    best_intentions,
    creators,
    harassment,
    hate,
    hazards,
    injection,
    instructions,
    judge,
    kindness,
    lawfulness,
    length,
    minors,
    moderation,
    no_agenda,
    objective_view,
    overstepping,
    personal_data,
    privileged,
    programmatic,
    refusal,
    refusal_style,
    right_tool,
    self_harm,
    sexual,
    tool_taint,
    uncertainty,
    violence,
)
from bylaw.checks.bound import NO_CHECKS, Bound, Bounds, Tiers, Unbound, bind_checks
from bylaw.checks.case import STAGES, Case, Passage, Stage
from bylaw.checks.check import Check, Tier
from bylaw.checks.screen import Screened, Watch, screen
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict

__all__ = [
    "CHECKS",
    "CHECK_IDS",
    "NO_CHECKS",
    "STAGES",
    "Bound",
    "Bounds",
    "Broken",
    "Case",
    "Check",
    "Kept",
    "NotRun",
    "Passage",
    "Screened",
    "Stage",
    "Tier",
    "Tiers",
    "Unbound",
    "Verdict",
    "Watch",
    "bind_checks",
    "screen",
]

CHECKS: tuple[Check, ...] = (
    best_intentions.CHECK,
    creators.CHECK,
    harassment.CHECK,
    hate.CHECK,
    hazards.CHECK,
    injection.CHECK,
    instructions.CHECK,
    judge.CHECK,
    kindness.CHECK,
    lawfulness.CHECK,
    length.CHECK,
    minors.CHECK,
    moderation.CHECK,
    no_agenda.CHECK,
    objective_view.CHECK,
    overstepping.CHECK,
    personal_data.CHECK,
    privileged.CHECK,
    programmatic.CHECK,
    refusal.CHECK,
    refusal_style.CHECK,
    right_tool.CHECK,
    self_harm.CHECK,
    sexual.CHECK,
    tool_taint.CHECK,
    uncertainty.CHECK,
    violence.CHECK,
)
CHECK_IDS = tuple(check.id for check in CHECKS)
"""What a document may name in `check=`."""
