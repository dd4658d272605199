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

import re
from collections.abc import Iterator

from bylaw.authority import Role
from bylaw.spec.lint.document import Case, Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess

__all__ = ["RULE"]

_ROLES = ("system", "developer", "user", "assistant", "tool", "comparison")


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        for problem in case.dialogue.problems:
            if problem.kind == "role":
                place = case.place(problem.line, problem.column)
                name = re.match(r"<([\w-]+)", document.source[document.offset(place) :][:80])
                meant = guess(name[1], _ROLES) if name and "is no role" in problem.what else None
                fix = f"did you mean <{meant.word}>?" if meant else None
                edits = _renamed(document, case, name[1], meant.word) if name and meant and meant.sure else ()
                yield Fault(place, problem.what, fix, edits)
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


def _renamed(document: Document, case: Case, said: str, meant: str) -> tuple[Edit, ...]:
    """Rename a tag throughout a conversation, where it is opened and closed equally often."""
    markup = case.example.markup or ""
    start = document.line_starts[case.example.markup_line - 1]
    end = start + len(markup)
    tags = list(re.finditer(rf"(</?){re.escape(said)}(?=[\s>])", document.source[start:end]))
    if len([tag for tag in tags if tag[1] == "<"]) * 2 != len(tags):
        return ()
    return tuple(Edit(start + tag.end(1), start + tag.end(), meant) for tag in tags)


RULE = Rule("MS044", "misplaced-role", "error", _check)
