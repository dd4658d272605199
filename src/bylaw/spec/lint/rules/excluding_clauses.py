"""Two clauses of one level ask for what excludes each other.

## What it does
Reads the clauses' sentences as a conversation's are read, into what a program can compare: length, language, case,
format, words and so on. Reports a clause that asks for something no reply can give together with what an earlier clause
of the same authority asks for. Clauses of the base take part, save those the document replaces.

## Why it matters
Between two levels the higher one is followed, and nobody needs to ask. Within a level nothing decides: of two clauses
one is left aside on every reply, and where both are root, nothing may be done at all.

## Example
```markdown
## Be brief {#be_brief authority=user}

Answer in at most 100 words.

## Be thorough {#be_thorough authority=user}

Write at least 300 words.
```

## Use instead
```markdown
## Be brief {#be_brief authority=user}

Answer in at most 300 words.

## Be thorough {#be_thorough authority=user}

Write at least 200 words.
```

## Known problems
What no program can compare isn't compared: two clauses may contradict each other in ways that only a reader sees. A
sentence that holds at times (`if`, `unless`, `for code,`) or gives leave or examples (`might`, `such as`) is left out;
so are two sentences of one clause. Sentences are read by patterns, and a sentence that tells of replies without asking
for any may be misread.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.authority import Authority
from bylaw.authority.constraints import Constraint, Excluded, compare
from bylaw.authority.constraints.say import say
from bylaw.authority.instructions import Instruction
from bylaw.spec.asks import clause_asks, spec_asks
from bylaw.spec.lint.document import Document, Part
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.language import worded
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place, Prose, Section

__all__ = ["RULE"]

_MOST_HELD = 256
"""Distinct constraints of a level that a new one is compared with: the bound keeps time linear."""

_AT_TIMES = worded(
    r"""\b(?:if|when|whenever|unless|where|wherever|while|until|except|save|otherwise|in case|in cases?|depending
    |as long as|provided|might|could|may(?! not)|can(?! ?not)|typically|usually|generally|often|sometimes|ideally
    |for example|for instance|such as|e\.g\.)\b|\b(?:for|in|with|during|on) [^,.;]{1,60},"""
)
"""A condition, a leave or an example: what such a sentence asks holds at times, or for some."""


def _check(document: Document) -> Iterator[Fault]:
    own = tuple(_asks(document))
    if not own:
        return
    held: dict[Authority, dict[Constraint, str]] = {}
    for ask in _of_base(document):
        _hold(ask, held)
    for part, section, ask in own:
        clash = _clash(ask, held.get(ask.authority, {}))
        if clash is None:
            _hold(ask, held)
            continue
        what = (
            f"{section.id!r} asks to {say(clash.own)}, but {clash.clause!r}, of the same authority, "
            f"to {say(clash.other)}: no reply can do both"
        )
        yield Fault(_place(document, part, section, ask), what, "change one, or give it another authority")


@dataclass(frozen=True, slots=True)
class _Clash:
    """What excludes what, and the clause that asked for it first."""

    own: Constraint
    other: Constraint
    clause: str


def _asks(document: Document) -> Iterator[tuple[Part, Section, Instruction]]:
    titles = {section.id: section.title for section in document.spec.sections}
    for part, section in document.clauses:
        for ask in clause_asks(section, titles):
            if not _AT_TIMES.search(ask.text):
                yield part, section, ask


def _of_base(document: Document) -> Iterator[Instruction]:
    base = document.around.base
    if base is None:
        return
    replaced = {section.id for section in document.spec.sections}
    for ask in spec_asks(base):
        if ask.clause not in replaced and not _AT_TIMES.search(ask.text):
            yield ask


def _hold(ask: Instruction, held: dict[Authority, dict[Constraint, str]]) -> None:
    level = held.setdefault(ask.authority, {})
    for constraint in ask.constraints:
        if len(level) < _MOST_HELD:
            level.setdefault(constraint, ask.clause or "")


def _clash(ask: Instruction, level: dict[Constraint, str]) -> _Clash | None:
    for own in ask.constraints:
        for other, clause in level.items():
            if clause != ask.clause and isinstance(compare(own, other), Excluded):
                return _Clash(own, other, clause)
    return None


def _place(document: Document, part: Part, section: Section, ask: Instruction) -> Place:
    """Say where the sentence stands; where a link is spelled out in it, the heading does."""
    for piece in part.pieces:
        if isinstance(piece.node, Prose) and (at := piece.node.text.find(ask.text)) >= 0:
            return document.place(piece.start + at)
    return section.place


RULE = Rule("MS035", "excluding-clauses", "error", _check)
