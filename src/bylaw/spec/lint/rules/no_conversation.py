"""An example has no conversation.

## What it does
Reports `**Example**: title` that no `~~~xml` block follows.

## Why it matters
The conversation is the example. A title alone shows nothing and tests nothing; what follows it in another kind of block
is read as text of the clause, which instructs.

## Example
```markdown
**Example**: a question about the heart

~~~
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
The block has to follow at once; a paragraph between title and block parts them.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        if case.example.markup is None:
            yield Fault(
                case.example.place, "no conversation follows this title", "put it in a ~~~xml block right below"
            )


RULE = Rule("MS041", "no-conversation", "error", _check)
