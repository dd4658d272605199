"""The governor: what is sent to a model, and what of its reply is released. Pure: no I/O, no clock, no randomness."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.governor.policy import Conduct, Mode, OverBudget, Placement, Policy
from bylaw.governor.prepare import Brief, prepare
from bylaw.governor.review import Budget, Release, Resample, refusal_of_inaction, review
from bylaw.governor.tail import Tail, Tails

__all__ = [
    "Brief",
    "Budget",
    "Conduct",
    "Mode",
    "OverBudget",
    "Placement",
    "Policy",
    "Release",
    "Resample",
    "Tail",
    "Tails",
    "prepare",
    "refusal_of_inaction",
    "review",
]
