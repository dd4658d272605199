"""Ask the user for their word before a call with side effects is made."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence

from bylaw.authority import ToolCall
from bylaw.measures import Finding

__all__ = ["confirmation_text"]


def confirmation_text(calls: Sequence[ToolCall], findings: Sequence[Finding]) -> str:
    """Write the question: which calls, and where what they carry comes from."""
    listed = "\n".join(f"- {call.name} {call.arguments}" for call in calls)
    return f"Before I do this I need your word, as parts of it come from text that isn't yours:\n{listed}\nShall I go on?"
