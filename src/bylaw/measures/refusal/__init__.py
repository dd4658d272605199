"""Refusals: whether a reply complies, complies in part or refuses, whichever model wrote it."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.refusal.measure import LABELS, Refusal, declines, measure_refusal

__all__ = ["LABELS", "Refusal", "declines", "measure_refusal"]
