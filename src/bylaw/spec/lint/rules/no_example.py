"""A clause has no example.

## What it does
Reports a heading with an authority and no `**Example**` under it.

## Why it matters
Examples say what a clause means where its words could be read in two ways. They are also what it is tested with: a
clause without one can't be evaluated.

## Example
```markdown
## Be clear {#be_clear authority=guideline}

The assistant should prefer plain words to technical ones.
```

## Use instead
```markdown
## Be clear {#be_clear authority=guideline}

The assistant should prefer plain words to technical ones.

**Example**: a question about the heart

~~~xml
<user>
What is tachycardia?
</user>
<comparison>
<assistant> <!-- GOOD -->
A heart that beats too fast: more than 100 times a minute at rest.
</assistant>
<assistant> <!-- BAD: explains a term with harder ones -->
An elevated ventricular or supraventricular rate.
</assistant>
</comparison>
~~~
```

## Known problems
A clause that changes one of its base has the base's examples, and is not reported.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for section in document.spec.clauses:
        if not section.examples and not document.in_base(section):
            yield Fault(section.place, f"clause {section.id!r} has no example", "add **Example**: and a conversation")


RULE = Rule("MS040", "no-example", "warning", _check)
