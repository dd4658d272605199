"""Find what the user supplied for a transformation that was asked for: text to translate, sum up, classify, edit.

Such content is not held against a reply that transforms it. It is only what stands in users' messages: what tools and
the web brought in is never in it. What the reply adds is not in it either, so it licenses nothing: a check compares.
Doesn't know what the reply says; `docs/design/transformation.md` has the rule and its cases.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from functools import lru_cache

from bylaw.authority import Authority, Message, Role
from bylaw.authority.reading import Reading
from bylaw.authority.spans import Span
from bylaw.checks.asks import ASKS, FOLLOWS_UP, Ask, find_ask
from bylaw.checks.case import Case

__all__ = ["supplied"]

_STANDING = "task:input_as_data"
_SEPARATE = "\n\n"
_AFTER_STOP = re.compile(r"[ \t\r]{0,64}(?:\n|\Z)")
"""The ask's sentence was the last on its line."""


def supplied(case: Case) -> str:
    """Give the text that users supplied for a transformation asked for in the newest turn, or by a standing order.

    Args:
        case: of any stage; its reply isn't looked at.

    Returns:
        Pieces of users' messages, a blank line between them; empty where no transformation was asked for.
    """
    return _supplied(_Same(case.reading))


class _Same:
    """A reading, told from others by identity: hashing all its spans would cost more than the answer."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __hash__(self) -> int:
        return id(self.reading)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.reading is self.reading


@lru_cache(maxsize=8)
def _supplied(same: _Same) -> str:
    reading = same.reading
    messages = reading.conversation.messages
    users = [at for at, message in enumerate(messages) if message.role is Role.USER]
    if not users:
        return ""
    if any(each.constraint.family == _STANDING for each in reading.rulings.in_force):
        return _SEPARATE.join(text for at in users for text in _texts(messages[at]))
    newest = [at for at in users if at >= _turn(messages)]
    by_message: dict[int, list[Span]] = {at: [] for at in users}
    for span in reading.spans:
        if span.message in by_message:
            by_message[span.message].append(span)
    asked = [(at, ask) for at in newest for ask in _asks(messages[at], by_message[at])]
    if not asked:
        before = [at for at in users if at < _turn(messages)]
        if not (newest and before and _follows_up(messages[newest[-1]], messages[before[-1]], by_message[before[-1]])):
            return ""
    found = [text for at in newest for text in _data(messages[at], by_message[at])]
    if not "".join(found).strip() and all(ask.points for _, ask in asked):  # "now translate it": sent before
        found = _sent_before([at for at in users if at < (asked[-1][0] if asked else newest[0])], messages, by_message)
    return _SEPARATE.join(found)


def _turn(messages: tuple[Message, ...]) -> int:
    """Index of the first message that no assistant has answered yet."""
    for at in range(len(messages) - 1, -1, -1):
        if messages[at].role is Role.ASSISTANT and not messages[at].tool_calls:
            return at + 1
    return 0


def _texts(message: Message) -> Iterator[str]:
    return (part.text for part in message.parts if part.text)


def _plain(message: Message, spans: list[Span]) -> Iterator[tuple[Span, str]]:
    for span in spans:
        if span.kind == "plain":
            yield span, (message.parts[span.part].text or "")[span.start : span.end]


def _asks(message: Message, spans: list[Span]) -> list[Ask]:
    return [ask for _, text in _plain(message, spans) if (ask := find_ask(text))]


def _follows_up(message: Message, before: Message, spans: list[Span]) -> bool:
    """Whether a short message ("and in Dutch?", "shorter, please") takes up the transformation of the turn before."""
    text = message.text
    return len(text) <= ASKS.follow_up_characters and FOLLOWS_UP.match(text) is not None and bool(_asks(before, spans))


def _data(message: Message, spans: list[Span]) -> list[str]:
    """Give what a message holds to be worked on: what is quoted or attached, else what stands beside the ask."""
    quoted = [each for each in spans if each.kind in {"quoted", "attachment"} and _is_data(each)]
    texts = [(message.parts[each.part].text or "")[each.start : each.end] for each in quoted]
    for span, text in _plain(message, spans):
        ask = find_ask(text)
        if ask is not None:
            pasted = _pasted(message.parts[span.part].text or "", span, text, ask, alone=not quoted)
            if pasted.strip():
                return [pasted, *texts]
    return texts


def _is_data(span: Span) -> bool:
    """A quotation that was lent authority ("follow the attached steps") is an instruction, not data."""
    return span.authority is Authority.NONE and span.end > span.start


def _pasted(whole: str, span: Span, text: str, ask: Ask, *, alone: bool) -> str:
    """Give the unmarked text beside an ask: all after its colon or its line, else all before it.

    Args:
        whole: the part's text.
        span: the plain stretch that asks.
        text: that stretch.
        ask: where in it.
        alone: whether nothing in the message is quoted or attached, so that something unmarked must be meant.
    """
    after = text[ask.end :]
    own_line = ask.closed in ":：\n" or _AFTER_STOP.match(after) is not None
    if ask.closed and after.strip() and (own_line or (alone and ask.points)):
        return whole[span.start + ask.end :]  # the pasted text's own quotations with it
    before = text[: ask.start]
    if alone and before.strip() and (ask.points or before.rstrip(" \t").endswith("\n")):
        return whole[: span.start + ask.start]
    return ""


def _sent_before(earlier: list[int], messages: tuple[Message, ...], by_message: dict[int, list[Span]]) -> list[str]:
    """Give the newest earlier message's data; where none holds any, its own words are what "it" can mean."""
    for at in reversed(earlier):
        if data := _data(messages[at], by_message[at]):
            return data
    return list(_texts(messages[earlier[-1]])) if earlier else []
