"""Measures: text to scores and findings. They know no clause, no role and no model of a conversation."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.finding import Finding

__all__ = ["Finding"]
