"""Write what the platform adds for one request: settings, date, what is untrusted, rulings that matter, the budget.

All of it changes from request to request, so it stands behind the preamble, or behind the conversation, never inside
the part that prompt caches hold. It speaks with the platform's authority: nothing in it may be a caller's own text.
"""
# SPDX-License-Identifier: Apache-2.0

import datetime
from collections.abc import Mapping, Sequence

__all__ = ["request_notes"]

_LONGEST_RULING = 300
"""Characters."""


def request_notes(
    *,
    settings: Mapping[str, str] | None = None,
    date: datetime.date | None = None,
    untrusted: str = "",
    rulings: Sequence[str] = (),
    budget: str = "",
) -> str:
    """Write the notes of one request, a line each; empty where there is nothing to say.

    Args:
        settings: those in force that the model has to know, by name.
        date: the day the caller takes it to be.
        untrusted: how untrusted text is marked in this request, from `spotlight`.
        rulings: what applies here and what doesn't, one short text each. A line's end in one is made a space, so that
            none can pass for another note; a long one is cut.
        budget: from `budget_line`; stands last, nearest to the reply.
    """
    lines = []
    if settings:
        lines.append(
            "Settings: " + ", ".join(f"{name} = {_line(value)}" for name, value in sorted(settings.items())) + "."
        )
    if date is not None:
        lines.append(f"Today is {date.isoformat()}.")
    if untrusted:
        lines.append(_line(untrusted))
    if rulings:
        lines += ["In this conversation:", *(f"- {_cut(_line(ruling))}" for ruling in rulings)]
    if budget:
        lines.append(_line(budget))
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_RULING else text[: _LONGEST_RULING - 1].rstrip() + "…"
