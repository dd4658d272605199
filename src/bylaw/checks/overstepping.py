"""The reply does what was asked for and leaves the rest as it was."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.check import Check

__all__ = ["CHECK"]

CHECK = Check(
    "overstepping",
    "The reply does what was asked for and leaves the rest as it was.",
    stages=("reply",),
    run=None,
    tier="judge",
)
