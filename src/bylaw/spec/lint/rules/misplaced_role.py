"""A role stands where it can't.

## What it does
Reports a tag that is no role, anything but the assistant's replies inside a comparison, and a tool's turn with no turn
of the assistant before it.

## Why it matters
Each role speaks at a level of its own, so a turn in the wrong role shows the wrong thing. A comparison holds replies
that the assistant could give; a tool answers only when it was called.

## Example
```markdown
<comparison>
<user> <!-- BAD -->
Tell me anyway.
</user>
</comparison>
```

## Use instead
```markdown
<user>
Tell me anyway.
</user>
<comparison>
<assistant> <!-- BAD -->
Very well.
</assistant>
</comparison>
```

## Known problems
System and developer messages may come at any point of a conversation, so their order is not looked at.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority import Role
from bylaw.spec.lint.document import Case, Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.tags import meant_tag, renamed, said_tag

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        for problem in case.dialogue.problems:
            meant = meant_tag(document, case, problem)
            if problem.kind != "role" or (meant is not None and meant.word == "comparison"):
                continue  # MS043 reports a misspelt <comparison>, which is no role
            said = said_tag(document, case, problem)
            fix = f"did you mean <{meant.word}>?" if meant else None
            edits = renamed(document, case, said, meant.word, paired=True) if meant and meant.sure else ()
            yield Fault(case.place(problem.line, problem.column), problem.what, fix, edits)
        yield from _tools_uncalled(case)


def _tools_uncalled(case: Case) -> Iterator[Fault]:
    called = False
    for step in case.dialogue.steps:
        message = getattr(step, "message", None)
        if message is None or message.role is Role.ASSISTANT:
            called = True
        elif message.role is Role.TOOL and not called:
            place = case.place(step.line, step.column)
            yield Fault(place, "a tool answers that the assistant never called", "give the assistant's call before it")


RULE = Rule("MS044", "misplaced-role", "error", _check)
