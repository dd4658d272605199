"""A read conversation as a page that stands alone: no script, nothing fetched, for people who don't program.

The template escapes everything it is given; characters that would hide or turn text around are shown by name. Knows no
ruling's meaning: the words are those of `explain_words`.
"""
# SPDX-License-Identifier: Apache-2.0

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bylaw.authority import Authority, Message
from bylaw.authority.instructions import Instruction
from bylaw.authority.spans import Span
from bylaw.cli.explain_file import Explained
from bylaw.cli.explain_words import LEVELS, Standing, Told, Words, form_words, message_title
from bylaw.cli.visible import Shown, in_one_line, shown

__all__ = ["as_html"]

_TEMPLATE = "explain.html"
_CLASSES: dict[Standing, str] = {"holds": "holds", "doesn't hold": "fails", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a message, inside one span and inside or outside one instruction."""

    level: str
    note: str
    """What it is, where it isn't plain text that speaks."""
    tagged: bool
    """Whether it opens a span that carries a note."""
    shown: tuple[Shown, ...]
    opens: int = 0
    """Number of the instruction that begins here."""
    inside: str = ""
    """The standing of the instruction it belongs to."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A message on the page."""

    title: str
    level: str
    parts: tuple[tuple[_Piece, ...], ...]
    calls: tuple[str, ...]


def as_html(explained: Explained) -> str:
    """Write the page."""
    words = Words(explained)
    told = tuple(words.told())
    settings = explained.reading.settings
    return _template().render(
        levels=LEVELS,
        messages=tuple(_messages(explained, words, told)),
        tools=[in_one_line(name, most=80) for name in explained.tools],
        told=told,
        classes=_CLASSES,
        counts={name: sum(each.standing == name for each in told) for name in _CLASSES},
        held=tuple(words.held()),
        tasks=tuple(words.tasks()),
        inaction=tuple(words.inaction()),
        losses=tuple(words.clause_losses()),
        settings=[
            (
                each.name,
                "not set" if each.value is None else in_one_line(_value(each.value), most=160),
                "by default" if each.set_by == "default" else f"set by {each.set_by.word}",
            )
            for each in settings.in_force
        ],
        refused=[
            (
                in_one_line(f"{each.name} = {each.value}" if each.name else "a block of settings", most=160),
                in_one_line(explained.place(each.reason), most=300),
            )
            for each in settings.refused
        ],
        document=explained.grounds.document,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("bylaw.cli"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_TEMPLATE)


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _messages(explained: Explained, words: Words, told: Sequence[Told]) -> Iterator[_Card]:
    asked: dict[tuple[int, int], list[tuple[Instruction, Told]]] = {}
    for instruction, each in zip(explained.reading.instructions, told, strict=True):
        asked.setdefault((instruction.message, instruction.part), []).append((instruction, each))
    for index, message in enumerate(explained.reading.conversation):
        parts = (
            tuple(_of_part(part.text, words.spans(index, number), asked.get((index, number), [])))
            for number, part in enumerate(message.parts)
        )
        title = _upper(message_title(index, message, explained))
        yield _Card(title, message.authority.word, tuple(filter(None, parts)), tuple(_calls(message)))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _calls(message: Message) -> Iterator[str]:
    for call in message.tool_calls:
        yield in_one_line(f"calls {call.name} {call.arguments}", most=400)


def _of_part(text: str | None, spans: list[Span], asked: list[tuple[Instruction, Told]]) -> Iterator[_Piece]:
    if text is None:
        for span in spans:
            yield _Piece(span.authority.word, _note(span), True, (Shown(f"[{form_words(span)}]", False),))
        return
    asked = sorted(asked, key=lambda each: (each[0].start, each[0].end))
    starts = [instruction.start for instruction, _ in asked]
    edges = sorted({edge for instruction, _ in asked for edge in (instruction.start, instruction.end)})
    for span in spans:
        between = edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)]
        cuts = [span.start, *between, span.end]
        for start, end in pairwise(cuts):
            at = bisect_right(starts, start) - 1
            opens, inside = 0, ""
            if at >= 0 and start < asked[at][0].end:
                inside = _CLASSES[asked[at][1].standing]
                opens = asked[at][1].number if asked[at][0].start == start else 0
            runs = tuple(shown(text[start:end]))
            yield _Piece(span.authority.word, _note(span), start == span.start, runs, opens, inside)


def _note(span: Span) -> str:
    if span.kind == "plain" and span.authority > Authority.NONE:
        return ""
    handed = span.delegated_by is not None and span.authority > Authority.NONE
    return f"{form_words(span)}: {'speaks as ' + span.authority.word if handed else 'information'}"
