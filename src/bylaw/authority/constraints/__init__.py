"""Constraints: what an instruction asks of a reply, in a form that can be compared and verified."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.constraints.compare import Comparison, Compatible, Excluded, NotComparable, compare
from bylaw.authority.constraints.families import (
    BANNED,
    FAMILIES,
    IFEVAL_FAMILIES,
    JUDGED,
    RELATIONS,
    ArgumentKind,
    Relation,
)
from bylaw.authority.constraints.merge import merge
from bylaw.authority.constraints.nouns import Constraint, Value
from bylaw.authority.constraints.verify import keeps

__all__ = [
    "BANNED",
    "FAMILIES",
    "IFEVAL_FAMILIES",
    "JUDGED",
    "RELATIONS",
    "ArgumentKind",
    "Comparison",
    "Compatible",
    "Constraint",
    "Excluded",
    "NotComparable",
    "Relation",
    "Value",
    "compare",
    "keeps",
    "merge",
]
