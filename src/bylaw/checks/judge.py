"""The clause is kept.

Only a judge decides it: no program can, and none pretends to.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.check import Check

__all__ = ["CHECK"]

CHECK = Check(
    "judge",
    "The clause is kept.",
    stages=("reply",),
    run=None,
    tier="judge",
)
