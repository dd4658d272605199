"""Read what a sentence hands authority to, or withholds it from: the forms of words that are meant as an order."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bylaw.authority.delegation.frames import ADVERBIALS, FRAMES, REFUSALS, STATEMENTS
from bylaw.authority.delegation.mentions import Direction, Mention
from bylaw.authority.delegation.mood import (
    adverbial_directs,
    asks,
    directs,
    is_about_text,
    is_negated,
    is_statement,
    supposes,
    without_manner,
)
from bylaw.authority.delegation.sentences import Sentence

__all__ = ["Handover", "is_lead_in", "read_handovers"]


@dataclass(frozen=True, slots=True)
class Handover:
    """What a sentence hands authority to, or withholds it from."""

    mention: Mention | None
    """None for a pronoun: what was spoken of before."""
    withheld: bool = False
    needs_instructions: bool = False
    """Whether only something that means instructions can be meant: "apply it" to a style guide, not to a patch."""
    at: int = 0
    """The token it stands at."""
    leads_on: bool = False
    """Whether the sentence ends in a colon: what it means comes right after."""


def is_lead_in(sentence: Sentence) -> bool:
    """Say whether what comes after this sentence is only there to be worked on: "Translate this:"."""
    return sentence.tokens[-1] == ":" and is_about_text(" ".join(sentence.tokens))


def read_handovers(sentence: Sentence, mentions: Sequence[Mention]) -> list[Handover]:
    """Find what a sentence hands authority to or withholds it from, in order."""
    line = _write(sentence, mentions)
    if supposes(line.text):
        return []
    found: dict[tuple[int, int], Handover] = {}

    def put(match: re.Match[str], *, withheld: bool = False, at: int) -> None:
        handover = _handover(match, line, mentions, withheld=withheld, at=line.token_at(at))
        first = -1 if handover.mention is None else handover.mention.first
        found.setdefault((handover.at, first), handover)

    for frame in FRAMES:
        if frame.verbs.isdisjoint(sentence.tokens):
            continue
        for match in frame.pattern.finditer(line.text):
            left = without_manner(line.text[: match.start() + 1])
            if is_negated(left):
                put(match, withheld=True, at=match.start("verb"))
            elif directs(left, match["verb"], asked=asks(line.text, match.end())):
                put(match, at=match.start("verb"))
    for match in REFUSALS.finditer(line.text):
        if directs(without_manner(line.text[: match.start() + 1]), "ignore", asked=asks(line.text, match.end())):
            put(match, withheld=True, at=match.start("verb"))
    for statement in STATEMENTS:
        for match in statement.finditer(line.text):
            if not asks(line.text, match.end()) and is_statement(line.text[: match.start()], match):
                put(match, at=match.start())
    for match in ADVERBIALS.finditer(line.text):
        if adverbial_directs(line.text, match):
            put(match, at=match.start() + 1)
    return sorted(found.values(), key=lambda each: each.at)


def _handover(match: re.Match[str], line: "_Line", mentions: Sequence[Mention], *, withheld: bool, at: int) -> Handover:
    groups = match.groupdict()

    def named(*names: str) -> Mention | None:
        token = next((groups[name] for name in names if groups.get(name)), None)
        return None if token is None else mentions[int(token[1:].rstrip("inpy"))]

    mention = named("holder", "giver", "object", "described", "says", "yours")
    said = named("object")
    if mention is None and groups.get("bare") is not None:
        direction: Direction = "before" if "above" in groups["bare"] else "after"
        mention = Mention(frozenset({"any"}), 0, 0, direction=direction, instructive=True, pointing=True)
    elif (
        mention and said and groups.get("holder") and said.direction and not mention.direction and mention.span is None
    ):
        mention = replace(mention, direction=said.direction)
    needs = groups.get("it_instr") is not None
    return Handover(mention, withheld, needs, at, line.text.endswith(" : "))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    starts: tuple[int, ...]
    tokens: tuple[int, ...]

    def token_at(self, position: int) -> int:
        found = 0
        for start, token in zip(self.starts, self.tokens, strict=True):
            if start > position:
                break
            found = token
        return found


def _write(sentence: Sentence, mentions: Sequence[Mention]) -> _Line:
    words: list[str] = []
    places: list[int] = []
    at = 0
    for number, mention in enumerate(mentions):
        for token in range(at, mention.first):
            words.append(sentence.tokens[token])
            places.append(token)
        words.append(_token(number, mention))
        places.append(mention.first)
        at = mention.last
    for token in range(at, len(sentence.tokens)):
        words.append(sentence.tokens[token])
        places.append(token)
    starts = []
    here = 1
    for word in words:
        starts.append(here)
        here += len(word) + 1
    return _Line(f" {' '.join(words)} ", tuple(starts), tuple(places))


def _token(number: int, mention: Mention) -> str:
    marks = (
        ("i", mention.instructive), ("n", _is_document(mention)), ("p", mention.span is not None), ("y", mention.yours),
    )  # fmt: skip
    return f"@{number}{''.join(letter for letter, so in marks if so)}"


def _is_document(mention: Mention) -> bool:
    """Whether a name is that of a text to read, and not of a program to run."""
    return bool(mention.name) and not mention.name.lower().endswith((".py", ".js", ".ts", ".sh", ".sql", ".ipynb"))
