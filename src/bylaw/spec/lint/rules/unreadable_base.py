"""The document it extends can't be read.

## What it does
Reports an `extends:` in the front matter whose document isn't there, can't be read, may not be used, or extends this
one in turn.

## Why it matters
Without its base the document can't be resolved, so it can't be run.

## Example
```markdown
---
extends: buitlin
---
```

## Use instead
```markdown
---
extends: builtin
---
```

## Known problems
While the base can't be read, rules that need it (MS011, MS040, MS061) say nothing.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    if document.around.base_problem is not None and document.spec.front is not None:
        front = document.spec.front
        lines = enumerate(front.text.splitlines(), start=front.place.line)
        line = next((number for number, text in lines if text.lstrip().startswith("extends")), 1)
        what = f"the base can't be read: {document.around.base_problem}"
        yield Fault(Place(document.spec.file, line), what, "name a document, or `builtin`")


RULE = Rule("MS060", "unreadable-base", "error", _check)
