"""A commentary block is empty.

## What it does
Reports a `!!! meta "Commentary"` line with no indented text under it.

## Why it matters
Commentary is what is indented under its opening line. Text at the margin is none: it instructs, at the authority of its
clause.

## Example
```markdown
!!! meta "Commentary"
We once tried the opposite.
```

## Use instead
```markdown
!!! meta "Commentary"
    We once tried the opposite.
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Commentary

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for piece in document.pieces:
        if isinstance(piece.node, Commentary) and not "".join(piece.node.text.strip().splitlines()[1:]).strip():
            yield Fault(piece.node.place, "this commentary is empty", "indent its text by four spaces, or remove it")


RULE = Rule("MS034", "empty-commentary", "warning", _check)
