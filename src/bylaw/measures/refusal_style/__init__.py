"""The style of a refusal, by the propositions of rule-based rewards."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.refusal_style.faults import FAULTS, find_faults
from bylaw.measures.refusal_style.measure import BY_PATTERN, PROPOSITIONS, holds, measure_refusal_style

__all__ = ["BY_PATTERN", "FAULTS", "PROPOSITIONS", "find_faults", "holds", "measure_refusal_style"]
