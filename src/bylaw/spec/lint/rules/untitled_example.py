"""A conversation has no title.

## What it does
Reports a `~~~xml` block without `**Example**: title` above it, and an example whose title is empty.

## Why it matters
The title says what a reader is to look at, and names the example in evaluations, locks and differences.

## Example
```markdown
~~~xml
<user>
What is tachycardia?
</user>
~~~
```

## Use instead
```markdown
**Example**: a question about the heart

~~~xml
<user>
What is tachycardia?
</user>
~~~
```

## Known problems
An XML listing that is no conversation is taken for one. Mark such a block with another word than `xml`.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        if not case.example.title:
            yield Fault(
                case.example.place, "this example has no title", "write **Example**: and what it shows, above it"
            )


RULE = Rule("MS042", "untitled-example", "warning", _check)
