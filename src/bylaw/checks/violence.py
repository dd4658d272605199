"""The reply holds no graphic violence and no threat.

News, history, medicine and stories that don't dwell on it aren't graphic. `mature_content` lifts it for adults.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.check import Check
from bylaw.checks.moderated import by_category

__all__ = ["CHECK"]

CHECK = Check(
    "violence",
    "The reply holds no graphic violence and no threat.",
    stages=("reply",),
    run=by_category("V", "V2"),
    windowed=True,
    languages=("en",),
)
