"""The reply harasses nobody.

Knows nothing of who is spoken to: it is what would hurt whoever it is said to.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.check import Check
from bylaw.checks.moderated import by_category

__all__ = ["CHECK"]

CHECK = Check(
    "harassment",
    "The reply harasses nobody.",
    stages=("reply",),
    run=by_category("HR"),
    windowed=True,
    languages=("en",),
)
