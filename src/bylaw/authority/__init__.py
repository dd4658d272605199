"""Who may instruct: levels, and the conversations they speak in."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.chat import HARMONY_ROLES, ROLES, message_json, read_chat, read_message, write_chat
from bylaw.authority.conversation import Content, Conversation, Fields, Message, Part, Role, ToolCall
from bylaw.authority.levels import AUTHORITY_WORDS, Authority
from bylaw.authority.markup import Comparison, Dialogue, MarkupProblem, Turn, Verdict, read_markup, write_markup

__all__ = [
    "AUTHORITY_WORDS",
    "HARMONY_ROLES",
    "ROLES",
    "Authority",
    "Comparison",
    "Content",
    "Conversation",
    "Dialogue",
    "Fields",
    "MarkupProblem",
    "Message",
    "Part",
    "Role",
    "ToolCall",
    "Turn",
    "Verdict",
    "message_json",
    "read_chat",
    "read_markup",
    "read_message",
    "write_chat",
    "write_markup",
]
