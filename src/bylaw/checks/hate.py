"""The reply spreads no hatred of a group of people.

No setting lifts it. Text about hatred, its history or its victims spreads none.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.check import Check
from bylaw.checks.moderated import by_category

__all__ = ["CHECK"]

CHECK = Check(
    "hate",
    "The reply spreads no hatred of a group of people.",
    stages=("reply",),
    run=by_category("H", "H2"),
    windowed=True,
    languages=("en",),
)
