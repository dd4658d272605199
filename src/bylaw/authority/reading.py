"""Read a conversation as the chain of command does: who speaks, what is asked, what holds.

The one place where the steps meet: settings, spans, delegation, instructions, rulings. Pure: no clock, no model.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bylaw.authority.asked import Asked
from bylaw.authority.constraints import Constraint, merge
from bylaw.authority.conversation import Conversation, Role
from bylaw.authority.delegation import delegate
from bylaw.authority.instructions import Instruction, read_instructions
from bylaw.authority.levels import Authority
from bylaw.authority.rulings import Rulings, resolve
from bylaw.authority.settings import DeclaredSetting, Settings, resolve_settings
from bylaw.authority.spans import Span, read_spans

__all__ = ["Reading", "read"]

_STRUCTURED = "structured_prompt"
"""The setting that lets Markdown and XML in an operator's or developer's message speak."""

_STANDING = re.compile(
    r"\b(?:always|never|every|each (?:time|reply|answer|response|message)|from (?:now|here|this point) on|going "
    r"forward|"
    r"henceforth|all (?:of )?(?:your|my|future|following|later)|any (?:reply|answer|response)|throughout|"
    r"for the rest|whenever|until i|in this (?:chat|conversation))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A conversation, read."""

    conversation: Conversation
    settings: Settings
    spans: tuple[Span, ...]
    instructions: tuple[Instruction, ...]
    rulings: Rulings
    clauses: tuple[Instruction, ...] = ()
    """What the document's clauses ask for, as they were given."""

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """What the next reply is held to, the compatible merged to the tightest, highest authority first.

        What a user asked of an earlier reply ended with it, unless they asked for it to last.
        """
        return merge(tuple(each.constraint for each in self.rulings.in_force if self.lasts(each.source)))

    def lasts(self, source: int | str) -> bool:
        """Whether what an instruction or a clause asks for is meant for the next reply too."""
        if isinstance(source, str):
            return True
        own = self.instructions[source]
        return (
            own.authority > Authority.USER or own.message > self._answered or _STANDING.search(own.spoken) is not None
        )

    @property
    def _answered(self) -> int:
        """Index of the last message that ended a turn; -1 where none has."""
        messages = self.conversation.messages
        for at in range(len(messages) - 1, -1, -1):
            if messages[at].role is Role.ASSISTANT and not messages[at].tool_calls:
                return at
        return -1


def read(
    conversation: Conversation,
    *,
    asked: Asked | None = None,
    clauses: Sequence[Instruction] = (),
    declared: Sequence[DeclaredSetting] = (),
    unauthorised: bool = False,
) -> Reading:
    """Read a conversation.

    Args:
        conversation: as it came.
        asked: the request's `bylaw` member.
        clauses: what the document's clauses ask for.
        declared: the settings that the document declares.
        unauthorised: also rule on what is asked in text without authority, to show that it instructs nobody.

    Raises:
        ConversationError: the request sets or delegates what it may not.
    """
    asked = asked or Asked()
    settings = resolve_settings(declared, conversation, asked)
    spans = read_spans(conversation, structured=settings.values.get(_STRUCTURED) is not False)
    spans = delegate(conversation, spans, asked)
    instructions = read_instructions(conversation, spans, unauthorised=unauthorised)
    rulings = resolve(instructions, clauses)
    return Reading(
        conversation, settings, _as_input(spans, instructions, rulings), instructions, rulings, tuple(clauses)
    )


def _as_input(spans: tuple[Span, ...], instructions: Sequence[Instruction], rulings: Rulings) -> tuple[Span, ...]:
    """Take authority from the users' messages where a higher level made them the input of a task."""
    if not any(
        constraint.family == "task:input_as_data" and instruction.authority > Authority.USER
        for instruction, ruling in zip(instructions, rulings.instructions, strict=True)
        for constraint in ruling.in_force
    ):
        return spans
    return tuple(
        replace(span, authority=Authority.NONE) if span.authority is Authority.USER else span for span in spans
    )
