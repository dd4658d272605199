"""Rulings: which instructions hold, and what beat the others."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.rulings.nouns import OUTCOMES, InForce, Outcome, Rule, Ruling, Rulings
from bylaw.authority.rulings.resolve import resolve
from bylaw.authority.rulings.retraction import Retraction, retraction

__all__ = ["OUTCOMES", "InForce", "Outcome", "Retraction", "Rule", "Ruling", "Rulings", "resolve", "retraction"]
