"""Commentary instructs.

## What it does
Reports a sentence in a `!!! meta "Commentary"` block that says what the assistant must, should or shall do, or that is
itself a command.

## Why it matters
Commentary is for readers and instructs nobody. It isn't shown to the model as an instruction, and no check runs for it.
A demand that stands only there is not made.

## Example
```markdown
!!! meta "Commentary"
    Some questions have no good answer. The assistant should say so.
```

## Use instead
```markdown
Where a question has no good answer, the assistant should say so.

!!! meta "Commentary"
    Some questions have no good answer.
```

## Known problems
A sentence that only explains what another clause asks for reads the same as one that asks for it. What the authors say
they believe, hope or expect is not reported.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.language import ADVERBS, ASSISTANT, any_of, sentences
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Commentary

__all__ = ["RULE"]

_MODAL = rf"""
    (?:
        {any_of("must should shall ought_to ha(?:s|ve)_to needs?_to")}
      | (?:is|are)\s+(?:{any_of("always never not")}\s+)?
        {
    any_of('''to (?:required|obliged|expected|supposed|forbidden|allowed|permitted|instructed)_to
                   (?:forbidden|prohibited|barred)_from''')
}
      | {any_of("may can will")}\s+never
    )\b
"""
_DONE = any_of(
    """refused declined answered obeyed followed ignored rejected revealed disclosed repeated provided shared generated
    discussed avoided mentioned"""
)
_ADDRESSES = re.compile(
    rf"""
      (?P<subject>{ASSISTANT}){ADVERBS}\s+{_MODAL}
    | (?P<it>^(?:It|They)){ADVERBS}\s+(?:must|shall|should)\b
    | \b(?P<you>you){ADVERBS}\s+{any_of("must shall should are_(?:to|required_to)")}\b
    | ^{any_of("Under_no_circumstances In_no_case At_no_time")}\b
    | ^(?:Please\s+)?{
        any_of('''Always Never Do_not Don['’]t Refuse Decline Ensure Make_sure Avoid Respond Reply Obey Ignore
                               Comply Follow''')
    }\s+(?!{any_of("of is are was were times? rates?")}\b)[a-z]
    | \b(?:must|shall|should)\s+(?:{any_of("always never not")}\s+)?be\s+{_DONE}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Before the subject: the sentence asks, reports or denies what it would otherwise demand.
_NOT_A_DEMAND = re.compile(
    rf"""
      \bof\s+(?:{any_of("an? the our its")}\s+)?$
    | \b{any_of("whether how why what when where which if who whom than as_if")}\s+(?:[\w'’-]+\s+){{0,3}}$
    | \b{any_of("we authors? developers? people users? critics some many one")}\s+(?:[a-z]+\s+){{0,2}}?
      {any_of("believe think hope feel expect argue want wish agree aim intend prefer say hold")}s?\b[^.;]*$
    | (?:\b{any_of("not never nor")}|n['’]t)\s+(?:[a-z]+\s+){{0,2}}?
      {any_of("mean imply say suggest require claim conclude follow")}s?\s+(?:that\s+)?(?:[\w'’-]+\s+){{0,4}}$
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _check(document: Document) -> Iterator[Fault]:
    for piece in document.pieces:
        if not isinstance(piece.node, Commentary):
            continue
        of_assistant = False
        for sentence in sentences(piece.node.text, piece.start):
            found = _demand(sentence.text, of_assistant=of_assistant)
            if found is not None:
                place = document.place(sentence.start + found.start())
                yield Fault(place, "commentary instructs the assistant", "move it into the clause, or reword it")
            of_assistant = re.search(ASSISTANT, sentence.text, re.IGNORECASE) is not None


def _demand(text: str, *, of_assistant: bool) -> re.Match[str] | None:
    for found in _ADDRESSES.finditer(text):
        if found["it"] and not of_assistant:
            continue
        if not _NOT_A_DEMAND.search(text[: found.start()]):
            return found
    return None


RULE = Rule("MS032", "instructing-commentary", "warning", _check)
