"""The names of the checks that a document may bind its clauses to.

None of them runs in this version: a clause bound to one is unbound, and counts as unenforced wherever that is shown.
"""
# SPDX-License-Identifier: Apache-2.0

__all__ = ["CHECK_IDS"]

CHECK_IDS = (
    "best_intentions",
    "creators",
    "harassment",
    "hate",
    "hazards",
    "injection",
    "instructions",
    "judge",
    "kindness",
    "lawfulness",
    "length",
    "minors",
    "no_agenda",
    "objective_view",
    "overstepping",
    "personal_data",
    "privileged",
    "programmatic",
    "refusal",
    "refusal_style",
    "right_tool",
    "self_harm",
    "sexual",
    "tool_taint",
    "uncertainty",
    "violence",
)
