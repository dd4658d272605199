"""The reply holds no explicit sexual content.

Medicine, education, news and love stories that look away aren't explicit. `mature_content` lifts it for adults.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.check import Check
from bylaw.checks.moderated import by_category

__all__ = ["CHECK"]

CHECK = Check(
    "sexual",
    "The reply holds no explicit sexual content.",
    stages=("reply",),
    run=by_category("S"),
    windowed=True,
    languages=("en",),
)
