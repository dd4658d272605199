"""Constraints: what an instruction asks of a reply, in a form that can be compared and verified."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.constraints.families import FAMILIES, IFEVAL_FAMILIES, RELATIONS, ArgumentKind, Relation
from bylaw.authority.constraints.nouns import Constraint, Value
from bylaw.authority.constraints.verify import keeps

__all__ = ["FAMILIES", "IFEVAL_FAMILIES", "RELATIONS", "ArgumentKind", "Constraint", "Relation", "Value", "keeps"]
