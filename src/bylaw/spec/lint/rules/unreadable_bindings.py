"""The bindings it names can't be read.

## What it does
Reports a `bindings:` in the front matter whose file isn't there, isn't TOML, or holds what a binding can't.

## Why it matters
Without its bindings the document's clauses have no kind, check or action, so it can't be run.

## Example
```markdown
---
bindings: bindigns.toml
---
```

## Use instead
```markdown
---
bindings: bindings.toml
---
```

## Known problems
A binding for a clause that the document doesn't have is not reported.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    if document.around.bindings_problem is not None and document.spec.front is not None:
        front = document.spec.front
        lines = enumerate(front.text.splitlines(), start=front.place.line)
        line = next((number for number, text in lines if text.lstrip().startswith("bindings")), 1)
        yield Fault(
            Place(document.spec.file, line), document.around.bindings_problem, "name `openai`, `none` or a TOML file"
        )


RULE = Rule("MS063", "unreadable-bindings", "error", _check)
