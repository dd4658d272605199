"""Hand authority to what the request's `bylaw.delegate` names: a tool call's answer, a message or one of its parts."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence

from bylaw.authority.asked import Asked, Delegate
from bylaw.authority.conversation import Conversation, Role
from bylaw.authority.levels import Authority
from bylaw.authority.spans import Span
from bylaw.errors import ConversationError

__all__ = ["Requested", "requested"]

Requested = tuple[int, Authority]
"""A span's index and the level it now speaks with."""


def requested(conversation: Conversation, spans: Sequence[Span], asked: Asked) -> Iterator[Requested]:
    """Give every span that the request itself hands authority to.

    Raises:
        ConversationError: what it names isn't there, or is the assistant's own.
    """
    for at, each in enumerate(asked.delegate):
        where = f"bylaw.delegate[{at}]"
        level = min(each.authority, Authority.DEVELOPER)  # the request speaks as the developer, never above
        messages = _messages(conversation, each, where)
        for number, span in enumerate(spans):
            if span.message in messages and (each.part is None or span.part == each.part):
                yield number, level


def _messages(conversation: Conversation, wanted: Delegate, where: str) -> set[int]:
    messages = conversation.messages
    if wanted.tool_call_id is not None:
        found = {
            at
            for at, message in enumerate(messages)
            if message.role is Role.TOOL and message.tool_call_id == wanted.tool_call_id
        }
        if not found:
            raise ConversationError(
                f"no message answers a tool call {wanted.tool_call_id[:60]!r}",
                where=where,
                mend="name the tool_call_id of a tool's message, or a place such as messages[2].content[0]",
            )
        return found
    if wanted.message is None or wanted.message >= len(messages):
        raise ConversationError(
            f"there is no message {wanted.message}", where=where, mend=f"the last one is messages[{len(messages) - 1}]"
        )
    message = messages[wanted.message]
    if message.role is Role.ASSISTANT:
        raise ConversationError(
            "the assistant's own message can't be given authority", where=where, mend="leave it out"
        )
    if wanted.part is not None and wanted.part >= len(message.parts):
        raise ConversationError(
            f"messages[{wanted.message}] has no part {wanted.part}",
            where=where,
            mend=f"it has {len(message.parts)}, counted from 0",
        )
    return {wanted.message}
