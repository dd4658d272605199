"""The document holds no clause.

## What it does
Reports a document in which no heading has an authority.

## Why it matters
Only clauses instruct. Such a document would govern nothing.

## Example
```markdown
# Our assistant

It should be kind.
```

## Use instead
```markdown
# Our assistant {#our_assistant}

## Be kind {#be_kind authority=user}

It should be kind.
```

## Known problems
A document that extends another may hold none of its own, and is not reported.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    said = any(section.heading.attribute("authority") is not None for section in document.spec.sections)
    if not said and not document.extends:
        what = "no heading has an authority, so this document governs nothing"
        yield Fault(Place(document.spec.file, 1), what, "write `## Be kind {#be_kind authority=user}`")


RULE = Rule("MS017", "no-clause", "error", _check)
