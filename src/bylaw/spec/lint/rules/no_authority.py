"""A heading reads as a clause but gives no authority.

## What it does
Reports a heading without `authority=` that

- carries `kind=`, `check=`, `action=` or `since=`, or an `authority=` with nothing behind it;
- has a settings or a waiver block under it;
- has examples under it whose replies are judged GOOD or BAD; or
- stands beside clauses, has no heading of its own below it, and says what the assistant must or should do, or has
  statements that example prompts try.

## Why it matters
A heading without an authority is a section: it groups clauses and instructs nobody. The model isn't shown it as an
instruction, no check runs for it, and any message may override what it says.

## Example
```markdown
## Protect people's privacy {#protect_privacy kind=rule}

The assistant must not reveal a private person's address.
```

## Use instead
```markdown
## Protect people's privacy {#protect_privacy kind=rule authority=root}

The assistant must not reveal a private person's address.
```

## Known problems
A section that only introduces the clauses below it may say `must` without being reported: the published documents do
so, and their clauses carry the authority.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document, Part
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.language import ADVERBS, ASSISTANT, worded
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess
from bylaw.spec.nodes import Section, SettingsBlock, WaiverBlock

__all__ = ["RULE"]

_OWN = ("kind", "check", "action", "since")
_ADD = "add authority=root|system|developer|user|guideline"
_EMPTY = re.compile(r"""authority=(?:["']{2})?\s*(?:\}|\s[^{}]*\}|$)""")
_INSTRUCTS = worded(
    rf"""(?:{ASSISTANT}|\bit){ADVERBS} (?:must|should|shall|may|never|ought to|has to|is to)\b
    |^(?:Never|Always|Do not|Don['’]t|You (?:must|should))\b"""
)


def _check(document: Document) -> Iterator[Fault]:
    sections = document.spec.sections
    parents = {section.parent for section in sections}
    beside_clauses = {section.parent for section in sections if section.is_clause}
    judged = {id(case.section) for case in document.cases if case.dialogue.comparisons}
    unread = {problem.place.line for problem in document.problems("attribute")}  # MS003 reports them
    for part in document.parts:
        section = part.section
        if section is None or document.in_base(section):
            continue
        if _EMPTY.search(document.line(section.place.line)):
            yield Fault(section.place, f"section {section.id!r} gives an authority without a word", _ADD)
            continue
        if section.place.line in unread or section.heading.attribute("authority") is not None or _misspelt(section):
            continue
        leaf = section.id not in parents and section.parent in beside_clauses
        if why := _reads_as_clause(part, section, judged=id(section) in judged, leaf=leaf):
            yield Fault(section.place, f"section {section.id!r} {why} and has no authority", _ADD)


def _misspelt(section: Section) -> bool:
    """Whether MS006 reports what was meant as the authority."""
    names = (each.name for each in section.heading.attributes)
    return any((meant := guess(name, ("authority",))) is not None and meant.sure for name in names)


def _reads_as_clause(part: Part, section: Section, *, judged: bool, leaf: bool) -> str:
    named = [name for name in _OWN if section.heading.attribute(name) is not None]
    if named:
        return f"has {named[0]}="
    if any(isinstance(piece.node, SettingsBlock) for piece in part.pieces):
        return "declares settings"
    if any(isinstance(piece.node, WaiverBlock) for piece in part.pieces):
        return "holds a waiver"
    if judged:
        return "judges replies in its examples"
    if leaf and any(_INSTRUCTS.search(sentence.text) for sentence in part.sentences()):
        return "says what the assistant is to do"
    if leaf and any(getattr(piece.node, "footnotes", ()) for piece in part.pieces):
        return "has statements that example prompts try"
    return ""


RULE = Rule("MS004", "no-authority", "error", _check)
