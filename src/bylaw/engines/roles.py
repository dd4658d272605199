"""Send each message in a role the backend has, and say what became of it.

Drops nothing: a role a backend lacks is mapped to the nearest it has, and the mapping is reported.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bylaw.authority import Message
from bylaw.backend import RoleFidelity
from bylaw.errors import ConversationError

__all__ = ["ALL_ROLES", "Fitted", "fit_roles"]

ALL_ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
"""Every wire role of OpenAI's chat completions."""

_NEAREST = {"developer": "system", "system": "developer", "function": "tool"}


@dataclass(frozen=True, slots=True)
class Fitted:
    """Messages in roles a backend has, and what became of each wire role, in order of appearance."""

    messages: tuple[Message, ...]
    roles: tuple[RoleFidelity, ...]


def fit_roles(messages: Iterable[Message], roles: frozenset[str]) -> Fitted:
    """Map roles outside `roles` to the nearest one inside.

    Raises:
        ConversationError: a role has no near one there.
    """
    fitted, seen = [], {}
    for at, message in enumerate(messages):
        role = message.wire_role or message.role.value
        sent = role if role in roles else _NEAREST.get(role)
        if sent is None or sent not in roles:
            raise ConversationError(
                f"this model has no role {role!r}",
                where=f"messages[{at}].role",
                mend=f"use one of {', '.join(sorted(roles))}",
            )
        seen[role] = RoleFidelity(role, sent, "kept" if sent == role else "mapped")
        fitted.append(message if sent == message.wire_role else replace(message, wire_role=sent))
    return Fitted(tuple(fitted), tuple(seen.values()))
