"""The governor: what is sent to a model, and what of its reply is released. Pure: no I/O, no clock, no randomness."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.governor.policy import Conduct, Mode, OverBudget, Placement, Policy
from bylaw.governor.prepare import Brief, prepare, with_answers
from bylaw.governor.review import (
    Ask,
    Budget,
    Release,
    Resample,
    Reviewed,
    refusal_at_input,
    refusal_of_inaction,
    resampled,
    review,
    review_stream,
)
from bylaw.governor.stream_screen import StreamScreen
from bylaw.governor.tail import Tail, Tails

__all__ = [
    "Ask",
    "Brief",
    "Budget",
    "Conduct",
    "Mode",
    "OverBudget",
    "Placement",
    "Policy",
    "Release",
    "Resample",
    "Reviewed",
    "StreamScreen",
    "Tail",
    "Tails",
    "prepare",
    "refusal_at_input",
    "refusal_of_inaction",
    "resampled",
    "review",
    "review_stream",
    "with_answers",
]
