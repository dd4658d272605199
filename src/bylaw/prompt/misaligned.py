"""Leave sentences that don't hold out of what the model reads, or say beside them that they don't.

A sentence is left out only where it is nothing but a rule: one that also sets the task stays, since without it there
would be nothing to answer, and is annotated. Quoted text is never cut. Nothing is rewritten.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Literal

from bylaw.authority import Message
from bylaw.authority.instructions import Instruction
from bylaw.authority.rulings import Ruling, Rulings, retraction
from bylaw.authority.spans import Span

__all__ = ["OnMisaligned", "Outcome", "leave_out"]

OnMisaligned = Literal["drop", "annotate", "keep"]

_BEATEN = frozenset({"misaligned", "superseded"})
_TASK = re.compile(
    r"\b(?:write|tell|give|list|describe|explain|summari[sz]e|translate|create|compose|generate|draft|make|produce|name|"
    r"compare|discuss|outline|suggest|provide|show|find|calculate|solve|design|plan|analy[sz]e|review|rewrite|edit|"
    r"correct|classify|extract|recommend|help|imagine|prepare|build|propose|argue|elaborate)\s+(?P<object>\w+)?",
    re.IGNORECASE,
)
_NO_TASK_WORDS = """in with without using at no only exactly less fewer more under over all everything entirely your
    each every response answer reply output it this them sure use up between not"""
_NO_TASK = frozenset(_NO_TASK_WORDS.split())
_LONGEST = 1_000
_BLANKS = re.compile(r"[ \t]*")
_MARK = re.compile(r"[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Messages without what doesn't hold."""

    messages: tuple[Message, ...]
    spans: tuple[Span, ...]
    """The spans over the messages as they are now."""
    left_out: tuple[int, ...]
    """Indices of the instructions that are no longer there."""
    annotated: tuple[int, ...]
    """Indices of those that are still there and don't hold."""


def leave_out(
    messages: Sequence[Message],
    *,
    spans: Sequence[Span],
    instructions: Sequence[Instruction],
    rulings: Rulings,
    on_misaligned: OnMisaligned,
) -> Outcome:
    """Take out the sentences that were beaten, as far as `on_misaligned` and their tasks allow."""
    beaten = [at for at, ruling in enumerate(rulings.instructions) if _is_beaten(instructions[at], ruling)]
    if on_misaligned == "keep" or not beaten:
        return Outcome(tuple(messages), tuple(spans), (), ())
    cut = [at for at in beaten if on_misaligned == "drop" and _only_rules(instructions[at], rulings.instructions[at])]
    cuts: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at in cut:
        own = instructions[at]
        text = messages[own.message].parts[own.part].text or ""
        cuts[own.message, own.part].append(_with_its_line(text, own.start, own.end))
    kept_whole = {place for place, stretches in cuts.items() if not _leaves_words(messages, place, stretches)}
    left = tuple(at for at in cut if (instructions[at].message, instructions[at].part) not in kept_whole)
    cuts = defaultdict(list, {place: sorted(each) for place, each in cuts.items() if place not in kept_whole})
    return Outcome(
        tuple(_without(message, at, cuts) for at, message in enumerate(messages)),
        tuple(_shifted(spans, cuts)),
        left,
        tuple(at for at in beaten if at not in left),
    )


def _is_beaten(instruction: Instruction, ruling: Ruling) -> bool:
    return ruling.outcome in _BEATEN and instruction.message >= 0


def _only_rules(instruction: Instruction, ruling: Ruling) -> bool:
    """Tell whether a sentence is nothing but rules that don't hold."""
    text = instruction.spoken
    if ruling.in_force or len(text) > _LONGEST or instruction.delegated:
        return False
    if not instruction.constraints:
        return retraction(text) is not None
    task = _TASK.search(text)
    return task is None or task["object"] is None or task["object"].lower() in _NO_TASK


def _with_its_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the blanks behind a sentence along; of one that has its line to itself, the line with its list mark."""
    end = _BLANKS.match(text, end).end()  # type: ignore[union-attr]  # matches the empty string too
    line = text.rfind("\n", 0, start) + 1
    if (end == len(text) or text[end] == "\n") and _MARK.fullmatch(text, line, start):
        return line, min(end + 1, len(text))
    return start, end


def _leaves_words(messages: Sequence[Message], place: tuple[int, int], stretches: Iterable[tuple[int, int]]) -> bool:
    text = messages[place[0]].parts[place[1]].text or ""
    return any(character.isalnum() for character in _cut(text, sorted(stretches)))


def _without(message: Message, at: int, cuts: dict[tuple[int, int], list[tuple[int, int]]]) -> Message:
    changed = {number: cuts[at, number] for number in range(len(message.parts)) if (at, number) in cuts}
    if not changed:
        return message
    parts = tuple(
        replace(part, text=_cut(part.text or "", changed[number])) if number in changed else part
        for number, part in enumerate(message.parts)
    )
    return replace(message, parts=parts)


def _cut(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    pieces, here = [], 0
    for start, end in stretches:
        pieces.append(text[here:start])
        here = max(end, here)
    pieces.append(text[here:])
    return "".join(pieces)


def _shifted(spans: Sequence[Span], cuts: dict[tuple[int, int], list[tuple[int, int]]]) -> Iterable[Span]:
    """Move spans to where their text now stands; those of which nothing is left go."""
    for (message, part), own in groupby(spans, key=lambda span: (span.message, span.part)):
        stretches = cuts.get((message, part))
        if not stretches:
            yield from own
            continue
        starts = [start for start, _ in stretches]
        gone = [0, *accumulate(end - start for start, end in stretches)]  # characters cut before each stretch
        for span in own:
            start, end = (_moved(offset, stretches, starts, gone) for offset in (span.start, span.end))
            if start < end:
                yield replace(span, start=start, end=end)


def _moved(offset: int, stretches: Sequence[tuple[int, int]], starts: Sequence[int], gone: Sequence[int]) -> int:
    before = bisect_left(starts, offset)
    if not before:
        return offset
    start, end = stretches[before - 1]
    return offset - gone[before - 1] - (min(offset, end) - start)
