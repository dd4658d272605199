"""Pair quotation marks, and say what stands between them.

A straight mark opens, closes or could do either by what stands beside it, as a typesetter's program would judge. Marks
are paired paragraph by paragraph and by depth; what a paragraph leaves over is paired across paragraphs. A closing mark
left over says that the quote before it was closed too early, by whoever stood in it: the quote reaches to that mark.
Each kind of mark is paired by itself, so that no other kind closes it.

Not marks: apostrophes (don't, the dogs' bowls, the '90s), inches and feet (5'10"), and primes after a number.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bylaw.authority.spans.nouns import Form
from bylaw.authority.spans.stretch import Stretch, unite

__all__ = ["find_marked"]

_BLANK = frozenset(" \t\n\r\f\v\u00a0\u2009\u202f\u3000")
_BEFORE = frozenset("([{<>=:;,|/*_~#-–—\"'“‘„«‹»›`：，、（【《「『")
_AFTER = frozenset(".,;:!?)]}<>|/*_~-–—…\"'”’“»›`，。：；！？、）】》」』")
_STOPS = frozenset(".,;:!?)]}")
_PARAGRAPH = re.compile(r"\n[ \t\r]*+\n\s*+")
_ELISION = re.compile(
    r"(?:\d\ds?|em|tis|twas|twere|twill|til|till|cause|cuz|cos|bout|round|n|neath|nother|nuff|ere|ello|allo|kay|sup|s|t)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:s|ll|re|ve|d|m|t|em)\b", re.IGNORECASE)
_ITEM = re.compile(r"\n[ \t]*+(?:[-*+]|#{1,6}|\d{1,9}[.)])[ \t]")

_Turn = Literal["opens", "closes", "either"]


_Mark = tuple[int, int, _Turn, bool]
"""Where a mark starts and ends, which way it faces, and whether it is firm. A bare tuple, since text holds many.

A firm closing mark that is left over means something; an inch or a possessive doesn't. A firm opening mark that nothing
closes does; an elision doesn't.
"""


@dataclass(frozen=True, slots=True)
class _Paragraphs:
    """Where paragraphs start, and what an opening mark that is never closed silences."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    operator: bool

    @classmethod
    def read(cls, text: str, *, operator: bool) -> "_Paragraphs":
        breaks = [match.span() for match in _PARAGRAPH.finditer(text)]
        starts = (0, *(end for _, end in breaks))
        return cls(text, starts, (*(start for start, _ in breaks), len(text)), operator)

    def of(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def item_end(self, at: int, end: int) -> int:
        """Give where the list item or heading that holds `at` ends, at most `end`."""
        item = _ITEM.search(self.text, at, end)
        return item.start() if item else end


def find_marked(text: str, blocks: Sequence[Stretch], *, operator: bool) -> Iterator[Stretch]:
    """Find what stands between quotation marks and backticks outside `blocks`, which are in order and apart."""
    straight = [mark for mark in "\"'`" if mark in text]
    if not straight and text.isascii():
        return
    paragraphs = _Paragraphs.read(text, operator=operator)
    if '"' in straight:
        yield from _read(_doubles(text), "quote", blocks, paragraphs)
    if "'" in straight:
        yield from _read(_singles(text), "quote", blocks, paragraphs, short=True)
    if "`" in straight:
        longer = list(_read(_backticks(text, 2), "code", blocks, paragraphs, short=True)) if "``" in text else []
        yield from longer
        around = unite([*blocks, *longer]) if longer else blocks  # a single one inside is code
        yield from _read(_backticks(text, 1), "code", around, paragraphs, short=True)
    if not text.isascii():
        for marks, short in _typographic(text):
            yield from _read(marks, "quote", blocks, paragraphs, short=short)


def _read(
    marks: Iterator[_Mark], form: Form, blocks: Sequence[Stretch], paragraphs: _Paragraphs, *, short: bool = False
) -> Iterator[Stretch]:
    for start, end in _pair(_outside(marks, blocks), paragraphs, short=short):
        yield Stretch(start, end, form)


def _outside(marks: Iterable[_Mark], blocks: Sequence[Stretch]) -> Iterator[_Mark]:
    if not blocks:
        return iter(marks)
    return _leave_out(marks, blocks)


def _leave_out(marks: Iterable[_Mark], blocks: Sequence[Stretch]) -> Iterator[_Mark]:
    at, many = 0, len(blocks)
    for mark in marks:
        while at < many and blocks[at].end <= mark[0]:
            at += 1
        if at == many or mark[0] < blocks[at].start:
            yield mark


# How marks are told


def _turn(text: str, start: int, end: int) -> _Turn:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in _BLANK:
        return "either" if after in _BLANK or after in _STOPS else "opens"
    if after in _BLANK:
        return "closes"
    opens, closes = before in _BEFORE, after in _AFTER
    if opens == closes:
        return "either"
    return "opens" if opens else "closes"


def _doubles(text: str) -> Iterator[_Mark]:
    at = text.find('"')
    while at >= 0:
        yield (at, at + 1, _turn(text, at, at + 1), not _after_number(text, at))
        at = text.find('"', at + 1)


def _after_number(text: str, at: int) -> bool:
    """Tell whether a mark stands after a number as inches and feet do: at most three digits, and no price or time."""
    if not at or not (text[at - 1].isdigit() or text[at - 1] in "½¼¾"):
        return False
    start = at
    while start and at - start < 5 and (text[start - 1].isdigit() or text[start - 1] in "½¼¾./"):
        start -= 1
    return at - start < 4 and (not start or text[start - 1] in _BLANK or text[start - 1] in "'’xX×(~-–")


def _singles(text: str) -> Iterator[_Mark]:
    at = text.find("'")
    while at >= 0:
        if not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
            mark = _single(text, at)
            if mark is not None:
                yield mark
        at = text.find("'", at + 1)


def _single(text: str, at: int) -> _Mark | None:
    before = text[at - 1 : at]
    turn = _turn(text, at, at + 1)
    if turn == "opens":
        if not before or before in _BLANK:
            return (at, at + 1, turn, not _ELISION.match(text, at + 1))
        return None if _SUFFIX.match(text, at + 1) else (at, at + 1, turn, True)
    if turn == "closes":
        return (at, at + 1, turn, not (_after_number(text, at) or _is_possessive(text, at)))
    if before and before not in _BLANK and _SUFFIX.match(text, at + 1):
        return None
    return (at, at + 1, "either", True)


def _is_possessive(text: str, at: int) -> bool:
    """Tell whether an apostrophe may be that of the dogs' bowls: after an s, before a word in the same sentence."""
    return (
        text[at - 1 : at] in {"s", "S", "x", "z"} and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha()
    )


_TICKS = re.compile("``*+")
_TWO_APOSTROPHES = re.compile("''(?!')")


def _backticks(text: str, length: int) -> Iterator[_Mark]:
    spans = [match.span() for match in _TICKS.finditer(text) if match.end() - match.start() == length]
    if length == 2 and spans:  # TeX's ``so''
        spans = sorted([*spans, *(match.span() for match in _TWO_APOSTROPHES.finditer(text))])
    for start, end in spans:
        turn = _turn(text, start, end)
        if text[start] == "`":
            yield (start, end, turn, True)
        elif turn == "closes":
            yield (start, end, turn, False)


_DIRECTED = (("“„‟", "”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("〝", "〞〟"), ("＂", ""))
"""What opens, and what closes."""
_PATTERNS = {opening: re.compile(f"[{opening}{closing}]") for opening, closing in _DIRECTED}
_CURLY_SINGLES = re.compile("[‘’‚‛]")


def _typographic(text: str) -> Iterator[tuple[Iterator[_Mark], bool]]:
    for opening, closing in _DIRECTED:
        if any(mark in text for mark in opening + closing):
            yield _directed(text, opening), False
    if "‘" in text or "‚" in text or "‛" in text:
        yield _curly_singles(text), True


def _directed(text: str, opening: str) -> Iterator[_Mark]:
    """Read marks that have a direction, and the languages that use them the other way: „so“, »so«, ”så”."""
    for match in _PATTERNS[opening].finditer(text):
        start, end = match.span()
        turn = _turn(text, start, end)
        usual: _Turn = "opens" if match[0] in opening else "closes"
        if match[0] == "＂":
            usual = turn
        elif match[0] in "„‟「」『』" or turn == "either" or not _stands_apart(text, start, end):
            turn = usual
        yield (start, end, turn, True)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether white space or an end of the text stands on one side of a mark, so that its turn is certain."""
    return not start or end == len(text) or text[start - 1] in _BLANK or text[end] in _BLANK or text[end] in ".,;:!?)"


def _curly_singles(text: str) -> Iterator[_Mark]:
    for match in _CURLY_SINGLES.finditer(text):
        at = match.start()
        turn = _turn(text, at, at + 1)
        if match[0] == "’":
            if turn != "opens" and not text[at + 1 : at + 2].isalnum():
                yield (at, at + 1, "closes", not (_after_number(text, at) or _is_possessive(text, at)))
        elif match[0] == "‘" and turn == "closes":  # ‚so‘
            yield (at, at + 1, turn, True)
        else:
            yield (at, at + 1, "opens", not _ELISION.match(text, at + 1))


# How marks are paired


class _Event(NamedTuple):
    what: Literal["pair", "unclosed", "doubtful", "loose"]
    start: int
    end: int
    paragraph: int


def _pair(marks: Iterable[_Mark], paragraphs: _Paragraphs, *, short: bool) -> list[tuple[int, int]]:
    """Pair marks of one kind.

    Args:
        marks: in order.
        paragraphs: of the text.
        short: whether a mark that is never closed silences only its paragraph, whoever wrote it.
    """
    events: list[_Event] = []
    closings: list[int] = []
    leading: set[int] = set()
    paragraph, limit = -1, -1
    opened = opened_end = -1  # where the opening mark is that waits for its closing one; -1 where none does
    doubtful = tentative = False
    depth = 0

    def leave_open() -> None:
        if opened >= 0 and not tentative:
            events.append(_Event("doubtful" if doubtful else "unclosed", opened, opened_end, paragraph))

    for start, end, turn, firm in marks:
        if start >= limit:
            leave_open()
            opened, depth = -1, 0
            paragraph = paragraphs.of(start)
            limit = paragraphs.ends[paragraph]
            if turn == "opens" and not paragraphs.text[paragraphs.starts[paragraph] : start].strip():
                leading.add(paragraph)
        if firm and turn != "opens":
            closings.append(end)
        if opened < 0:
            if turn != "closes":
                opened, opened_end, depth = start, end, 1
                doubtful, tentative = turn == "either", not firm
            elif firm:
                events.append(_Event("loose", start, end, paragraph))
        elif turn == "opens":
            if firm and tentative:
                opened, opened_end, doubtful, tentative = start, end, False, False
            elif firm:
                depth += 1
        elif firm or not tentative:
            depth -= 1
            if depth == 0:
                events.append(_Event("pair", opened, end, paragraph))
                opened = -1
    leave_open()
    return _fold(events, closings, leading, paragraphs, short=short)


def _fold(
    events: Sequence[_Event], closings: Sequence[int], leading: set[int], paragraphs: _Paragraphs, *, short: bool
) -> list[tuple[int, int]]:
    """Pair what paragraphs left over, and let a loose closing mark draw the quote before it out."""
    pairs: list[tuple[int, int]] = []
    loose = [event.end for event in events if event.what == "loose"]
    next_loose = covered = 0
    last_paragraph = -1
    for event in events:
        if event.start < covered:
            continue
        if event.what == "pair":
            pairs.append((event.start, event.end))
        elif event.what != "unclosed" and pairs and (not paragraphs.operator or event.paragraph == last_paragraph):
            first = pairs[-1]
            while pairs and (not paragraphs.operator or paragraphs.of(pairs[-1][1] - 1) == event.paragraph):
                first = pairs.pop()  # any of them may be the one that was closed too early
            pairs.append((first[0], event.end))
        elif event.what == "loose":
            continue
        else:
            while next_loose < len(loose) and loose[next_loose] <= event.start:
                next_loose += 1
            if next_loose < len(loose):
                end = loose[next_loose]
            else:
                continues = event.paragraph + 1 in leading
                end = _end_unclosed(event, closings, paragraphs, short=short, continues=continues)
            pairs.append((event.start, end))
        covered = pairs[-1][1]
        last_paragraph = paragraphs.of(covered - 1)
    return pairs


def _end_unclosed(
    event: _Event, closings: Sequence[int], paragraphs: _Paragraphs, *, short: bool, continues: bool
) -> int:
    """Give how far a mark that nothing closes silences: to the last mark that may close it, or else to the limit."""
    end = paragraphs.ends[event.paragraph]
    if continues:
        end = paragraphs.starts[event.paragraph + 1]
    elif not (short or paragraphs.operator):
        end = len(paragraphs.text)
    if paragraphs.operator and not continues:
        end = paragraphs.item_end(event.start, end)
    at = bisect_right(closings, end) - 1
    return closings[at] if at >= 0 and closings[at] > event.end else end
