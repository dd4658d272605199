"""Break up markup in message text for a backend that takes text alone, and put it together again.

A zero-width space after a marker's first character keeps it readable and makes it text. Markers are looked for with
every such space left out of account, those the text already held included: so the places are the same before and
after, and taking one space out at each of them gives the text as it was, to the character.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from bylaw.authority import Fields, Message, ToolCall
from bylaw.prompt.markers import Markers

__all__ = [
    "BREAK",
    "Neutralised",
    "NeutralisedText",
    "neutralise",
    "neutralise_json",
    "neutralise_messages",
    "restore",
    "restore_messages",
]

BREAK = "\u200b"
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class NeutralisedText:
    """A text without markers."""

    text: str
    count: int
    """Markers that were broken up."""


@dataclass(frozen=True, slots=True)
class Neutralised:
    """Messages without markers."""

    messages: tuple[Message, ...]
    count: int
    """Markers that were broken up."""


def neutralise(text: str, markers: Markers) -> NeutralisedText:
    """Break up each marker in a text."""
    (made,), count = _break((text,), markers)
    return NeutralisedText(made, count)


def restore(text: str, markers: Markers) -> str:
    """Give a text as it was before `neutralise`, with the same markers."""
    return _mend((text,), markers)[0]


def neutralise_messages(messages: Iterable[Message], markers: Markers) -> Neutralised:
    """Break up markers in everything of a message that a template may print: texts, names, calls, further members.

    A message's parts are read as one, for a backend joins them: a marker can't be put together from two.
    """
    fitted, count = [], 0
    for message in messages:
        pen = _Pen(markers)
        texts = [part.text for part in message.parts if part.text is not None]
        broken, found = _break(tuple(texts), markers)
        pen.count += found
        rest = iter(broken)
        parts = message.parts
        if found or any(part.fields for part in parts):
            parts = tuple(
                replace(part, text=next(rest) if part.text is not None else None, fields=pen.fields(part.fields))
                for part in parts
            )
        made = replace(
            message,
            parts=parts,
            name=pen.optional(message.name),
            recipient=pen.optional(message.recipient),
            tool_call_id=pen.optional(message.tool_call_id),
            tool_calls=tuple(pen.call(call) for call in message.tool_calls),
            fields=pen.fields(message.fields),
        )
        fitted.append(made if pen.count else message)
        count += pen.count
    return Neutralised(tuple(fitted), count)


def restore_messages(messages: Iterable[Message], markers: Markers) -> tuple[Message, ...]:
    """Give messages' texts, names and calls as they were before `neutralise_messages`, with the same markers.

    Members in JSON come back as the same values, not always in the same spelling.
    """
    fitted = []
    for message in messages:
        pen = _Pen(markers, back=True)
        rest = iter(_mend(tuple(part.text for part in message.parts if part.text is not None), markers))
        parts = tuple(
            replace(part, text=next(rest) if part.text is not None else None, fields=pen.fields(part.fields))
            for part in message.parts
        )
        fitted.append(
            replace(
                message,
                parts=parts,
                name=pen.optional(message.name),
                recipient=pen.optional(message.recipient),
                tool_call_id=pen.optional(message.tool_call_id),
                tool_calls=tuple(pen.call(call) for call in message.tool_calls),
                fields=pen.fields(message.fields),
            )
        )
    return tuple(fitted)


def neutralise_json(raw: bytes, markers: Markers) -> NeutralisedText:
    """Break up markers in the strings of a JSON value, names of members included, also those spelled with escapes.

    A template may print the value with its escapes undone. What isn't JSON is taken as text; JSON without markers stays
    as it was written.
    """
    pen = _Pen(markers)
    made = pen.json(raw.decode("utf-8", "replace"))
    return NeutralisedText(made, pen.count)


class _Pen:
    """Goes over the strings of one message, in either direction, and counts."""

    def __init__(self, markers: Markers, *, back: bool = False) -> None:
        self._markers = markers
        self._back = back
        self.count = 0

    def text(self, text: str) -> str:
        if self._back:
            return restore(text, self._markers)
        made = neutralise(text, self._markers)
        self.count += made.count
        return made.text

    def optional(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def json(self, text: str) -> str:
        if "\\" not in text and BREAK not in text and next(self._markers.places(text), None) is None:
            return text  # nothing is spelled with escapes, so nothing hides: a picture's bytes needn't be decoded
        try:
            value = msgspec.json.decode(text)
            made = self._value(value)
        except _UNREADABLE:
            return self.text(text)
        if made != value:
            return msgspec.json.encode(made).decode()
        # A member that stands twice is read once, and yet the text may be printed as it is.
        before = self.count
        spelled = self.text(text)
        try:
            msgspec.json.decode(spelled)
        except _UNREADABLE:  # the marker lies outside of strings, where JSON alone can stand
            self.count = before
            return text
        return spelled

    def fields(self, fields: Fields) -> Fields:
        return tuple((name, self.json(raw.decode("utf-8", "replace")).encode()) for name, raw in fields)

    def call(self, call: ToolCall) -> ToolCall:
        return replace(
            call,
            id=self.optional(call.id),
            name=self.text(call.name),
            arguments=self.json(call.arguments),
            fields=self.fields(call.fields),
            inner_fields=self.fields(call.inner_fields),
        )

    def _value(self, value: object) -> object:
        match value:
            case str():
                return self.text(value)
            case list():
                return [self._value(each) for each in value]
            case dict():
                return {self.text(key): self._value(each) for key, each in value.items()}
            case _:
                return value


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a space goes: after a character of a part, counted in the part as it stands."""

    part: int
    after: int


def _places(parts: Sequence[str], markers: Markers) -> list[_Place]:
    """Find each marker's first character; a template joins parts with nothing or with a line's end between them."""
    bare = [part.replace(BREAK, "") for part in parts]
    found: set[tuple[int, int]] = set()
    for glue in ("", "\n") if len(bare) > 1 else ("",):
        at, base = 0, 0
        for place in markers.places(glue.join(bare)):
            while place >= base + len(bare[at]) + len(glue):
                base += len(bare[at]) + len(glue)
                at += 1
            if place - base < len(bare[at]):  # else the glue itself
                found.add((at, place - base))
    held: dict[int, list[int]] = {}
    for part in {part for part, _ in found}:
        if len(bare[part]) != len(parts[part]):
            held[part] = [at for at, character in enumerate(parts[part]) if character != BREAK]
    return [_Place(part, held[part][at] if part in held else at) for part, at in sorted(found)]


def _break(parts: tuple[str, ...], markers: Markers) -> tuple[tuple[str, ...], int]:
    places = _places(parts, markers)
    return _rewritten(parts, places, lambda after: BREAK + after), len(places)


def _mend(parts: tuple[str, ...], markers: Markers) -> tuple[str, ...]:
    return _rewritten(parts, _places(parts, markers), lambda after: after.removeprefix(BREAK))


def _rewritten(parts: tuple[str, ...], places: list[_Place], write: Callable[[str], str]) -> tuple[str, ...]:
    """Write anew what follows each place, up to the next."""
    if not places:
        return parts
    pieces: list[list[str]] = [[] for _ in parts]
    ends = [len(part) for part in parts]
    for place in reversed(places):
        pieces[place.part].append(write(parts[place.part][place.after + 1 : ends[place.part]]))
        ends[place.part] = place.after + 1
    return tuple("".join([part[:end], *reversed(rest)]) for part, end, rest in zip(parts, ends, pieces, strict=True))
