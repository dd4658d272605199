"""Know which tools bring what a noun means: get_mail brings a mail, send_mail doesn't, and get_weather doesn't either.

Only a call's name is read for what is yet to come, never its answer: what a tool says may not make it a mail.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from typing import NamedTuple

from bylaw.authority.conversation import Conversation, Role

__all__ = ["Answer", "brings", "is_fetched", "next_answer", "the_one", "turns_of"]

_MAIL = frozenset("mail email inbox mailbox message gmail outlook imap".split())  # noqa: SIM905
_TICKET = frozenset({"ticket", "issue"})
_BROUGHT = {
    "mail": _MAIL, "email": _MAIL, "message": _MAIL | {"chat", "sms", "slack"}, "ticket": _TICKET, "issue": _TICKET,
    **{noun: frozenset({noun}) for noun in ("memo", "note", "review", "comment", "thread", "letter", "transcript")},
}  # fmt: skip
"""Nouns of what is fetched by tools, and the words of such a tool's name."""
_CHANGES = frozenset(
    "send write reply respond forward draft compose create add post put delete remove archive move mark update edit "  # noqa: SIM905
    "label flag count set star close assign save upload schedule approve submit notify publish insert append".split()
)
_LISTS = frozenset({"list", "search", "find", "query", "inbox"})
_NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST = 128


class Answer(NamedTuple):
    """What a tool answered, with the call that it answers."""

    at: int
    """The span's index."""
    message: int
    asked: int
    """The message that made the call."""
    tool: str
    arguments: str


def is_fetched(noun: str) -> bool:
    """Say whether a noun means something that tools of a telling name bring."""
    return noun in _BROUGHT


def brings(tool: str, noun: str) -> bool:
    """Say whether a tool of this name brings what the noun means."""
    words = _words(tool)
    return bool(words & _BROUGHT.get(noun, frozenset())) and not words & _CHANGES


def turns_of(conversation: Conversation) -> list[int]:
    """Number the turn that each message belongs to: one begins with the first message after the assistant's."""
    turns: list[int] = []
    turn, spoke = 0, False
    for message in conversation:
        if message.role is Role.ASSISTANT:
            spoke = True
        elif message.role is not Role.TOOL and spoke:
            turn, spoke = turn + 1, False
        turns.append(turn)
    return turns


def the_one(turn: Sequence[Answer]) -> tuple[int, ...]:
    """Give the answers of the one call that a turn makes; of one that is tried again, all; of several, none.

    A list or a search beside what reads the thing itself doesn't count.
    """
    reads = [each for each in turn if not _words(each.tool) & _LISTS] or turn
    if len({(each.tool, each.arguments) for each in reads}) != 1:
        return ()
    return tuple(each.at for each in reads)


def next_answer(turn: Sequence[Answer]) -> tuple[int, ...]:
    """Give the first answer of a turn, where its call was the only one that the assistant made at once."""
    first = [each for each in turn if each.asked == turn[0].asked]  # what one message of the assistant asked for
    return tuple(each.at for each in first) if len({each.message for each in first}) == 1 else ()


def _words(tool: str) -> frozenset[str]:
    return frozenset(word.lower().removesuffix("s") for word in _NAME_WORD.findall(tool[:_LONGEST]))
