"""Find the spans that a mention means: as few as the words allow, and none where it can't be told.

Looked at, in this order: spans of the same part on the side the words point to, other parts of the message, earlier
messages. What the assistant wrote is never meant, nor is a piece of a higher level's message.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bylaw.authority.conversation import Conversation, Role
from bylaw.authority.delegation.fetched import Answer, brings, is_fetched, next_answer, the_one, turns_of
from bylaw.authority.delegation.labels import caption, holds_name, label
from bylaw.authority.delegation.mentions import Mention
from bylaw.authority.delegation.readings import Readings
from bylaw.authority.spans import Span

__all__ = ["Place", "Targets"]

_NEAR = 48
"""Spans on either side of a sentence that are looked at, so that no text costs more than its length."""
_LONGEST = 512
"""Characters of a call's arguments that are looked at."""
_WORD = re.compile(r"[^\W_]+(?:'s)?")
_STEM = re.compile(r"[\w-]+")
_CLASSES: dict[str, frozenset[str]] = {
    "quote": frozenset({"quote", "prose"}),
    "block_quote": frozenset({"quote", "prose"}),
    "code": frozenset({"quote", "code"}),
    "fence": frozenset({"code", "file", "prose"}),
    "yaml": frozenset({"yaml", "file"}),
    "json": frozenset({"json", "file"}),
    "xml": frozenset({"xml", "file", "prose"}),
    "untrusted_text": frozenset({"file", "prose", "quote"}),
    "tool_output": frozenset({"tool", "prose", "file"}),
    "attachment": frozenset({"file", "prose", "image", "audio"}),
    "image": frozenset({"image", "file"}),
    "audio": frozenset({"audio", "file"}),
}
"""What people call a span, by its form or kind."""


class Place(NamedTuple):
    """Where a sentence stands."""

    message: int
    part: int
    start: int
    end: int


class Targets:
    """The spans of one conversation that authority may be handed to."""

    __slots__ = ("_conversation", "_named", "_open", "_places", "_readings", "_spans", "_turns")

    def __init__(self, conversation: Conversation, spans: Sequence[Span]) -> None:
        self._conversation = conversation
        self._spans = spans
        self._open = [at for at, span in enumerate(spans) if span.kind not in ("plain", "assistant")]
        self._places = [(spans[at].message, spans[at].part, spans[at].start) for at in self._open]
        self._readings: Readings | None = None
        self._turns: list[int] | None = None
        self._named: dict[str, list[int]] | None = None

    def of(self, mention: Mention, place: Place, *, leads_on: bool = False) -> tuple[int, ...]:
        """Give the indices of the spans meant; none where it can't be told.

        Args:
            mention: what is spoken of.
            place: the sentence it is spoken of in.
            leads_on: whether that sentence ends in a colon.
        """
        if mention.span is not None:
            return self._of_tool(mention.span) or self._if_open(mention.span)
        if mention.name:
            return self._by_name(mention.name, place)
        if mention.called:
            named = self._by_name(mention.called, place, as_label=False)
            if named or "://" in mention.called:
                return named
        for tier in self._tiers(mention, place):
            if chosen := self._choose(mention, tier, place, leads_on=leads_on):
                return chosen
        return self._yet_to_come(mention, place)

    def is_of(self, kinds: frozenset[str], at: int) -> bool:
        """Say whether a span is of these kinds."""
        return "any" in kinds or bool(kinds & self._classes(at))

    def last_before(self, place: Place) -> tuple[int, ...]:
        """Give what a bare pronoun means: the nearest quoted span before it, else the one other part."""
        around = bisect_left(self._places, (place.message, place.part, place.start))
        here = [at for at in reversed(self._open[max(0, around - _NEAR) : around]) if self._is_here(at, place)]
        if found := [at for at in here if self._says_something(at)]:
            return (found[0],)
        low, high = (
            bisect_left(self._places, (place.message, 0, 0)),
            bisect_left(self._places, (place.message + 1, 0, 0)),
        )
        others = [at for at in self._open[low : min(high, low + _NEAR)] if self._spans[at].part != place.part]
        return tuple(others) if len({self._spans[at].part for at in others}) == 1 else ()

    def _if_open(self, at: int) -> tuple[int, ...]:
        return () if self._spans[at].kind in ("plain", "assistant") else (at,)

    def _is_here(self, at: int, place: Place) -> bool:
        return (self._spans[at].message, self._spans[at].part) == (place.message, place.part)

    def _classes(self, at: int) -> frozenset[str]:
        span = self._spans[at]
        return _CLASSES.get(span.form or span.kind, frozenset())

    def _text(self, at: int) -> str:
        span = self._spans[at]
        return (self._conversation.messages[span.message].parts[span.part].text or "")[span.start : span.end]

    def _says_something(self, at: int) -> bool:
        """Whether a span holds more than a word or two, so that a word in quotation marks isn't taken for a letter."""
        span = self._spans[at]
        return span.form not in ("quote", "code") or (span.end - span.start >= 12 and " " in self._text(at).strip())

    def _tiers(self, mention: Mention, place: Place) -> Iterable[list[int]]:
        """Group the spans that can be meant by how well they stand; within a group the nearest comes first."""
        around = bisect_left(self._places, (place.message, place.part, place.start))
        before = [
            at for at in reversed(self._open[max(0, around - _NEAR) : around]) if self._can_be(mention, at, place)
        ]
        after = [at for at in self._open[around : around + _NEAR] if self._can_be(mention, at, place)]
        here_before = [at for at in before if self._is_here(at, place)]
        here_after = [at for at in after if self._is_here(at, place)]
        beside_before, beside_after = (
            [at for at in each if self._spans[at].message == place.message and not self._is_here(at, place)]
            for each in (before, after)
        )
        earlier = [at for at in before if self._spans[at].message < place.message]
        if mention.direction == "after":
            return here_after, beside_after
        if mention.direction == "before":
            return here_before, beside_before, earlier
        if mention.direction == "attached":
            beside = [*beside_after, *beside_before]
            sent = [at for at in earlier if self._is_sent(at)]
            users = self._sent_by_user(mention, place)
            return [at for at in beside if self._is_sent(at)], here_after, here_before, beside, users, sent
        return [*here_after, *here_before], [*beside_after, *beside_before], earlier

    def _can_be(self, mention: Mention, at: int, place: Place) -> bool:
        span = self._spans[at]
        if span.message > place.message or not self.is_of(mention.kinds, at):
            return False
        # A user's "the file above" isn't a piece of the developer's prompt.
        messages = self._conversation.messages
        if messages[span.message].authority > messages[place.message].authority or not self._says_something(at):
            return False
        return span.kind != "tool_output" or self._is_brought(mention, at)

    def _is_brought(self, mention: Mention, at: int) -> bool:
        """Say whether an earlier answer can be what is meant: of "the mail", only what a mail tool gave."""
        if mention.called:
            return False
        answer = self._read_by_tools().answer(at) if is_fetched(mention.noun) else None
        return (
            answer is None
            or brings(answer.tool, mention.noun)
            or mention.noun in answer.arguments[:_LONGEST].casefold()
        )

    def _yet_to_come(self, mention: Mention, place: Place) -> tuple[int, ...]:
        """Give what tools answer after the words that speak of it: "check my mail and do what it asks".

        A user's words hold for their own turn, a developer's "the mail" for every turn.
        """
        output = mention.kinds == {"tool"}
        if mention.plural or mention.generic or not (output or is_fetched(mention.noun)):
            return ()
        if mention.direction and not (output and mention.direction == "after"):
            return ()
        around = bisect_left(self._places, (place.message + 1, 0, 0))
        known = (self._read_by_tools().answer(at) for at in self._open[around : around + _NEAR])
        answers = [each for each in known if each is not None]
        if self._turns is None:
            self._turns = turns_of(self._conversation)
        if self._conversation.messages[place.message].role is Role.USER:
            answers = [each for each in answers if self._turns[each.message] == self._turns[place.message]]
        if output:
            return next_answer(answers) if answers else ()
        turns: dict[int, list[Answer]] = {}
        for each in answers:
            if brings(each.tool, mention.noun):
                turns.setdefault(self._turns[each.message], []).append(each)
        return tuple(at for turn in turns.values() for at in the_one(turn))

    def _is_sent(self, at: int) -> bool:
        span = self._spans[at]
        return span.kind in ("attachment", "image", "audio") or span.form == "untrusted_text"

    def _sent_by_user(self, mention: Mention, place: Place) -> list[int]:
        """Give what users attach later, where a developer speaks of it: "the file the user uploads"."""
        messages = self._conversation.messages
        if "user" not in mention.words or messages[place.message].role not in (Role.SYSTEM, Role.DEVELOPER):
            return []
        return [
            at
            for at in self._open
            if self._spans[at].message > place.message
            and messages[self._spans[at].message].role is Role.USER
            and self._is_sent(at)
            and self.is_of(mention.kinds, at)
        ][:_NEAR]

    def _choose(self, mention: Mention, tier: Sequence[int], place: Place, *, leads_on: bool) -> tuple[int, ...]:
        if not tier:
            return ()
        scores = [self._likeness(mention, at, place) for at in tier]
        best = max(scores)
        if best == 0 and mention.instructive and not mention.direction:
            # "Follow the steps" says nothing of where they are, unless they come right after a colon.
            return (tier[0],) if leads_on and self._comes_next(tier[0], place) else ()
        chosen = [at for at, score in zip(tier, scores, strict=True) if score == best]
        if mention.plural and not mention.instructive:
            message = self._spans[chosen[0]].message
            return tuple(sorted(at for at in chosen if self._spans[at].message == message))
        if leads_on and mention.direction != "before":
            chosen = [at for at in chosen if self._comes_next(at, place)] or chosen
        elif not mention.direction:
            chosen.sort(key=lambda at: self._distance(at, place))
        return (chosen[0],)

    def _comes_next(self, at: int, place: Place) -> bool:
        span = self._spans[at]
        if span.message != place.message or (span.part, span.start) < (place.part, place.start):
            return False
        return span.part != place.part or not self._between(place.end, span).strip(" \n:*_\"'“‘")

    def _between(self, end: int, span: Span) -> str:
        text = self._conversation.messages[span.message].parts[span.part].text or ""
        return text[end : span.start] if span.start - end < 300 else "…"

    def _distance(self, at: int, place: Place) -> int:
        span = self._spans[at]
        if self._is_here(at, place):
            return span.start - place.end if span.start >= place.end else max(place.start - span.end, 0)
        return 1_000_000_000 * (abs(span.message - place.message) + 1) + abs(span.part - place.part)

    def _likeness(self, mention: Mention, at: int, place: Place) -> int:
        """Count the words that describe a mention and stand in a span's label or caption."""
        span = self._spans[at]
        said = label(self._conversation, span)
        # The very words that mention it are no caption of it.
        if not (self._is_here(at, place) and place.end <= span.start and not self._between(place.end, span).strip()):
            said = f"{said} {caption(self._conversation, span)}"
        words = set(_WORD.findall(said.lower()))
        words |= {each.removesuffix("'s") for each in words} | {each.removesuffix("s") for each in words}
        return len(mention.words & words)

    def _of_tool(self, at: int) -> tuple[int, ...]:
        """Give what a tool answered, where a quoted word is a tool's name."""
        span = self._spans[at]
        name = self._text(at).strip(" \"'`“”‘’").removesuffix("()") if span.end - span.start < 100 else ""
        return self._read_by_tools().of_tool(name) if name.isidentifier() else ()

    def _by_name(self, name: str, place: Place, *, as_label: bool = True) -> tuple[int, ...]:
        """Give what goes by a name.

        Args:
            name: a file's name or an address.
            place: the sentence that says it.
            as_label: whether that sentence may itself be what labels the text right after it.
        """
        messages = self._conversation.messages
        found = [
            at
            for at in self._labelled(name)
            if self._spans[at].message <= place.message
            and messages[self._spans[at].message].authority <= messages[place.message].authority
            and (
                as_label
                or not self._comes_next(at, place)
                or holds_name(label(self._conversation, self._spans[at]), name)
            )
        ]
        own = [at for at in found if self._spans[at].message == place.message] or found[-1:]
        if own:
            part = self._spans[own[0]].part
            return tuple(at for at in own if self._spans[at].part == part)[
                : 1 if self._spans[own[0]].kind == "quoted" else None
            ]
        return self._read_by_tools().of(name)

    def _read_by_tools(self) -> Readings:
        if self._readings is None:
            answers = [at for at in self._open if self._spans[at].kind == "tool_output"]
            self._readings = Readings(self._conversation, self._spans, answers)
        return self._readings

    def _labelled(self, name: str) -> list[int]:
        """Give every span that goes by a name, tools' answers apart."""
        if self._named is None:
            self._named = {}
            for at in self._open:
                span = self._spans[at]
                said = label(self._conversation, span)
                if span.form != "quote":
                    said = f"{said} {caption(self._conversation, span)}"
                for word in set(_STEM.findall(said.casefold())):
                    self._named.setdefault(word, []).append(at)
        stem = _STEM.search(name.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold())
        found = self._named.get(stem[0], ()) if stem else ()
        return [
            at
            for at in found
            if holds_name(
                f"{label(self._conversation, self._spans[at])}\n{caption(self._conversation, self._spans[at])}", name
            )
        ]
