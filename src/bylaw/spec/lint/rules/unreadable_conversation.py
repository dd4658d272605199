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

__all__ = ["RULE"]

_MARK = "this mark can't be read"
"""MS045 reports those."""


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        if case.example.markup is not None:
            faults = sorted(_faults(case), key=lambda fault: fault.place)
            yield from faults[:1]


def _faults(case: Case) -> Iterator[Fault]:
    roles = {problem.line for problem in case.dialogue.problems if problem.kind == "role"}
    for problem in case.dialogue.problems:
        # An unknown role's text and closing tag belong to no turn; MS044 reports the role.
        if (
            problem.kind == "syntax"
            and not problem.what.startswith(_MARK)
            and not any(line <= problem.line for line in roles)
        ):
            yield Fault(case.place(problem.line, problem.column), problem.what)
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
