"""A clause's kind is none of the three.

## What it does
Reports a `kind=` that is not objective, rule or default.

## Why it matters
Objectives instruct nobody, rules bound what may be asked for, defaults give way. A clause of unknown kind counts as
none of them.

## Example
```markdown
## Be clear {#be_clear kind=defualt authority=guideline}
```

## Use instead
```markdown
## Be clear {#be_clear kind=default authority=guideline}
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.values import unknown_values

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    return unknown_values(document, "kind", document.around.known_kinds)


RULE = Rule("MS009", "unknown-kind", "error", _check)
