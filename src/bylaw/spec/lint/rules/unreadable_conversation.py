"""The conversation of an example can't be read.

## What it does
Reports tags that are never closed, close nothing or stand inside each other, a comment that is never closed, text
outside every turn, a turn without text, a comparison with nothing before it, and a conversation without a turn.

## Why it matters
What can't be read is lost or, worse, read as something else: a reply without its closing tag swallows the next one, and
the two are judged as one.

## Example
```markdown
~~~xml
<user>
What is tachycardia?
<assistant>
A heart that beats too fast.
</assistant>
~~~
```

## Use instead
```markdown
~~~xml
<user>
What is tachycardia?
</user>
<assistant>
A heart that beats too fast.
</assistant>
~~~
```

## Known problems
Only the first such fault of a conversation is reported, since it often causes the others. A turn may hold tags of its
own; one that holds the opening tag of its own role, at the beginning of a line, is taken for two.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority import Comparison, Turn
from bylaw.spec.lint.document import Case, Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.tags import meant_tag, renamed, said_tag

__all__ = ["RULE"]

_MARK = "this mark can't be read"
"""MS045 reports those."""


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        if case.example.markup is not None:
            faults = sorted(_faults(document, case), key=lambda fault: fault.place)
            yield from faults[:1]


def _faults(document: Document, case: Case) -> Iterator[Fault]:
    unknown: list[int] = []
    for problem in case.dialogue.problems:
        place = case.place(problem.line, problem.column)
        if problem.kind == "role":
            unknown.append(problem.line)
            meant = meant_tag(document, case, problem)
            if meant is not None and meant.word == "comparison":
                said = said_tag(document, case, problem)
                edits = renamed(document, case, said, meant.word, paired=False) if meant.sure else ()
                yield Fault(place, f"<{said}> is no tag", f"did you mean <{meant.word}>?", edits)
        # An unknown role's text and closing tag belong to no turn; MS044 reports the role.
        elif not problem.what.startswith(_MARK) and not any(line <= problem.line for line in unknown):
            yield Fault(place, problem.what)
    before = False
    for step in case.dialogue.steps:
        if isinstance(step, Comparison):
            if not before:
                place = case.place(step.line, step.column)
                yield Fault(place, "this comparison has nothing before it to reply to", "give the user's turn")
            for turn in step.turns:
                yield from _empty(case, turn)
        else:
            yield from _empty(case, step)
        before = True


def _empty(case: Case, turn: Turn) -> Iterator[Fault]:
    if not turn.message.text.strip():
        what = f"<{turn.message.wire_role}> says nothing"
        yield Fault(case.place_of(turn), what, "give it a text, or [...] for one left out")


RULE = Rule("MS043", "unreadable-conversation", "error", _check)
