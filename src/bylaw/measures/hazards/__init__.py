"""Wishes for, and instructions towards, chemical, biological, radiological, nuclear, weapons' and cyber harm."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.hazards.replies import score_instructions
from bylaw.measures.hazards.requests import BEFORE, TURN, Stretch, find_wishes
from bylaw.measures.hazards.vector import threshold
from bylaw.measures.hazards.words import AREAS

__all__ = ["AREAS", "BEFORE", "TURN", "Stretch", "find_wishes", "score_instructions", "threshold"]
