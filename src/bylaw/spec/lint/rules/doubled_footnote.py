"""A footnote mark stands twice.

## What it does
Reports a mark `[^id]` that an earlier statement of the document carries already.

## Why it matters
The prompts behind a mark try one statement. With the same mark on two, a failure doesn't say which of them broke.

## Example
```markdown
The assistant should not guess[^ab1c]. It should say what it doesn't know[^ab1c].
```

## Use instead
```markdown
The assistant should not guess[^ab1c]. It should say what it doesn't know[^ab1d].
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for footnote in document.footnotes:
        if footnote.id in first:
            what = f"[^{footnote.id}] stands on line {first[footnote.id].line} already"
            yield Fault(footnote.place, what, "give each statement a mark of its own")
        first.setdefault(footnote.id, footnote.place)


RULE = Rule("MS051", "doubled-footnote", "warning", _check)
