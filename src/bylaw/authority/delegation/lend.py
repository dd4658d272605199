"""Lend spans authority where unquoted text, or the request itself, hands it to them.

Only text that speaks by its own role is read: what was handed authority hands none on. A span gets the level of whoever
delegates, and no more than the message it stands in could ever speak with: a developer who lets a user's file instruct
gives it the user's voice. A sentence that forbids to follow something takes back what a lower level, or the same one
before it, handed over.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from bylaw.authority.asked import Asked
from bylaw.authority.conversation import Conversation, Message, Role
from bylaw.authority.delegation.hints import find_hints, places_of
from bylaw.authority.delegation.mentions import Mention, calls, find_mentions, may_be_called
from bylaw.authority.delegation.requested import requested
from bylaw.authority.delegation.sentences import Sentence, read_sentences
from bylaw.authority.delegation.targets import Place, Targets
from bylaw.authority.delegation.wording import Handover, is_lead_in, read_handovers
from bylaw.authority.levels import Authority
from bylaw.authority.spans import Span

__all__ = ["BY_REQUEST", "delegate"]

BY_REQUEST = -1
"""What `delegated_by` holds where no message but the request's own field did it."""
_BEFORE, _AFTER = 500, 400
"""Characters around a hint that are read."""
_NEAR = 16
"""Stretches of speech on either side of a hint in which its sentence's ends are looked for."""
_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "\n\n")
_LOOKS_BACK = 3
"""Sentences before a pronoun in which what it stands for is looked for."""
_CALLS = frozenset("call calling run running use using invoke invoking execute query start".split())  # noqa: SIM905
_LEAD = re.compile(r"[^\n]{1,300}+(?<=:)(?=[ \t]*\n)")
_NOTHING = Asked()


class _Meant(NamedTuple):
    handover: Handover
    mention: Mention | None
    """What is handed authority: a pronoun's own antecedent, where it has one."""
    place: Place


def delegate(conversation: Conversation, spans: Sequence[Span], asked: Asked = _NOTHING) -> tuple[Span, ...]:
    """Give the spans anew, with the authority that was handed to them and who handed it.

    Raises:
        ConversationError: `bylaw.delegate` names what isn't there, or the assistant's own message.
    """
    lent: dict[int, tuple[Authority, int]] = {}
    if any(span.kind not in ("plain", "assistant") for span in spans):
        parts = {
            (at, number): part.text.lower().replace("\n", " ")
            for at, message in enumerate(conversation)
            if message.authority >= Authority.USER
            for number, part in enumerate(message.parts)
            if part.text
        }
        if hints := find_hints("\n".join(parts.values())):
            hinted = {place: found for place, low in parts.items() if (found := sorted(places_of(hints, low)))}
            lent = _Lender(conversation, spans).lend(hinted)
    for at, level in requested(conversation, spans, asked):
        if level > max(spans[at].authority, lent[at][0] if at in lent else Authority.NONE):
            lent[at] = level, BY_REQUEST
    if not lent:
        return tuple(spans)
    return tuple(
        replace(span, authority=lent[at][0], delegated_by=lent[at][1]) if at in lent else span
        for at, span in enumerate(spans)
    )


def _windows(text: str, spans: Sequence[tuple[int, Span]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of a text that are worth reading: the sentences that hold a hint."""
    spoken = [(span.start, span.end) for _, span in spans if span.kind == "plain"]
    here = reached = 0
    for at in places:
        if at < reached:
            continue
        while here < len(spoken) and spoken[here][1] <= at:
            here += 1
        if here == len(spoken):
            return
        if at < spoken[here][0]:
            continue  # what is quoted hands over nothing
        start = max(_opening(text, at, spoken, here), reached)
        reached = _closing(text, at, spoken, here)
        yield start, reached


def _opening(text: str, at: int, spoken: Sequence[tuple[int, int]], here: int) -> int:
    """Find where the sentence begins that holds a place: behind an earlier one's end, outside what is quoted."""
    bound = max(0, at - _BEFORE)
    for start, end in reversed(spoken[max(0, here - _NEAR) : here + 1]):
        low, high = max(start, bound), min(end, at)
        if high <= low:
            break
        found = max(text.rfind(mark, low, high) for mark in _ENDS)
        if found >= 0:
            return found + 2
    return _behind(text, at)


def _behind(text: str, at: int) -> int:
    """Find where to begin to read some way before a place: at a sentence's or a line's beginning, or a word's."""
    bound = max(0, at - _BEFORE)
    if not bound:
        return 0
    for mark in ("\n", ". ", "! ", "? ", " "):
        found = text.find(mark, bound, at)
        if found >= 0:
            return found + len(mark)
    return at


def _closing(text: str, at: int, spoken: Sequence[tuple[int, int]], here: int) -> int:
    """Find where that sentence ends."""
    bound = min(at + _AFTER, len(text))
    for start, end in spoken[here : here + _NEAR]:
        low, high = max(start, at), min(end, bound)
        if high <= low:
            break
        found = [stop for mark in _ENDS if (stop := text.find(mark, low, high)) >= 0]
        if found:
            return min(found) + 2
    while bound < len(text) and not text[bound].isspace():
        bound += 1
    return bound


class _Lender:
    """What one conversation's words have handed over so far."""

    def __init__(self, conversation: Conversation, spans: Sequence[Span]) -> None:
        self._conversation = conversation
        self._spans = spans
        self._targets = Targets(conversation, spans)
        self._lent: dict[int, tuple[Authority, int]] = {}
        self._barred: dict[int, Authority] = {}
        self._barred_kinds: dict[frozenset[str], Authority] = {}

    def lend(self, hinted: Mapping[tuple[int, int], list[int]]) -> dict[int, tuple[Authority, int]]:
        """Read the sentences at these places of each part, and give what they hand over."""
        for (at, number), own in groupby(enumerate(self._spans), key=lambda each: (each[1].message, each[1].part)):
            if found := hinted.get((at, number)):
                level = self._conversation.messages[at].authority
                for meant in self._read(at, number, list(own), found):
                    if meant.handover.withheld:
                        self._bar(meant, level)
                    else:
                        self._give(meant, level)
        return self._lent

    def _read(
        self, message: int, part: int, spans: Sequence[tuple[int, Span]], places: Sequence[int]
    ) -> Iterator[_Meant]:
        """Read a part's sentences for what they hand over."""
        text = self._conversation.messages[message].parts[part].text or ""
        worked_on: int | None = None
        for sentence in read_sentences(text, spans, tuple(_windows(text, spans, places))):
            if not find_hints(" ".join(sentence.tokens)):
                continue
            place = Place(message, part, sentence.start, sentence.end)
            mentions = find_mentions(sentence)
            for handover in read_handovers(sentence, mentions):
                if worked_on is None:
                    worked_on = _worked_on_from(text, spans)
                if sentence.start >= worked_on and not handover.withheld:
                    continue
                meant = _antecedent(handover, mentions, place) or _earlier(handover, text, spans, place)
                yield _named(meant, sentence, mentions, text, spans)

    def _give(self, meant: _Meant, level: Authority) -> None:
        for at in self._spans_meant(meant):
            barred = max(
                (self._barred.get(at, Authority.NONE), *(self._barred_kinds[kinds] for kinds in self._kinds_of(at))),
            )
            given = min(level, _ceiling(self._conversation.messages[self._spans[at].message]))
            if barred <= level and given > max(self._spans[at].authority, self._lent.get(at, (Authority.NONE, 0))[0]):
                self._lent[at] = given, meant.place.message

    def _bar(self, meant: _Meant, level: Authority) -> None:
        mention = meant.mention
        if mention is not None and mention.generic and not mention.name:
            kinds = mention.kinds
            self._barred_kinds[kinds] = max(level, self._barred_kinds.get(kinds, Authority.NONE))
            spans = [at for at in self._lent if self._targets.is_of(kinds, at)]
        else:
            spans = list(self._spans_meant(meant))
            for at in spans:
                self._barred[at] = max(level, self._barred.get(at, Authority.NONE))
        for at in spans:
            if at in self._lent and self._lent[at][0] <= level:
                del self._lent[at]

    def _kinds_of(self, at: int) -> Iterator[frozenset[str]]:
        return (kinds for kinds in self._barred_kinds if self._targets.is_of(kinds, at))

    def _spans_meant(self, meant: _Meant) -> tuple[int, ...]:
        if meant.mention is not None:
            return self._targets.of(meant.mention, meant.place, leads_on=meant.handover.leads_on)
        return () if meant.handover.needs_instructions else self._targets.last_before(meant.place)


def _worked_on_from(text: str, spans: Sequence[tuple[int, Span]]) -> int:
    """Give the place from which a text is only there to be worked on: after "Translate this:" on a line's end."""
    for _, span in spans:
        if span.kind != "plain":
            continue
        for found in _LEAD.finditer(text, span.start, span.end):
            piece = replace(span, start=found.start(), end=found.end())
            if any(is_lead_in(sentence) for sentence in read_sentences(text, [(0, piece)])):
                return found.end()
    return len(text)


def _ceiling(message: Message) -> Authority:
    """The most that anything in a message may be given: its role's own level; a tool has none, and sets no bound."""
    return Authority.ROOT if message.role is Role.TOOL else message.authority


def _antecedent(handover: Handover, mentions: Sequence[Mention], place: Place) -> _Meant | None:
    """Give what a handover means where its own sentence says it: of a pronoun, the last thing spoken of before it."""
    if handover.mention is not None:
        return _Meant(handover, handover.mention, place)
    for mention in reversed(mentions):
        if mention.last <= handover.at and _fits(mention, handover):
            return _Meant(handover, mention, place)
    return None


def _earlier(handover: Handover, text: str, spans: Sequence[tuple[int, Span]], place: Place) -> _Meant:
    """Give what a pronoun means that stands for something spoken of in the sentences before."""
    before = deque(read_sentences(text, spans, ((_behind(text, place.start), place.start),)), _LOOKS_BACK)
    while before:
        sentence = before.pop()
        for mention in reversed(find_mentions(sentence)):
            if _fits(mention, handover):
                return _Meant(handover, mention, Place(place.message, place.part, sentence.start, sentence.end))
    return _Meant(handover, None, place)


def _named(
    meant: _Meant, sentence: Sentence, mentions: Sequence[Mention], text: str, spans: Sequence[tuple[int, Span]]
) -> _Meant:
    """Add what was said before: the address of "that page", or that what calls for "its output" is yet to be run."""
    mention = meant.mention
    if mention is None or meant.place.start != sentence.start:
        return meant
    if mention.kinds == {"tool"}:
        called = not _CALLS.isdisjoint(sentence.tokens[: mention.first]) and not mention.direction
        return meant._replace(mention=replace(mention, direction="after")) if called else meant
    if not may_be_called(mention):
        return meant
    said = [each for each in mentions if each.last <= mention.first and calls(each, mention)]
    if not said:
        before = deque(read_sentences(text, spans, ((_behind(text, sentence.start), sentence.start),)), _LOOKS_BACK)
        while before and not said:
            said = [each for each in find_mentions(before.pop()) if calls(each, mention)]
    names = {each.name for each in said}
    return meant._replace(mention=replace(mention, called=names.pop())) if len(names) == 1 else meant


def _fits(mention: Mention, handover: Handover) -> bool:
    return not handover.needs_instructions or mention.instructive or bool(mention.name)
