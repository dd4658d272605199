"""A comparison shows no good reply.

## What it does
Reports a `<comparison>` in which no reply is marked GOOD.

## Why it matters
It says what to avoid and leaves open what to do. Nothing can be paired with the bad replies, in an evaluation or in
training.

## Example
```markdown
<comparison>
<assistant> <!-- BAD: refuses a fair question -->
I can't help with that.
</assistant>
</comparison>
```

## Use instead
```markdown
<comparison>
<assistant> <!-- GOOD -->
Yes: call the number on your bill and ask for the grace period.
</assistant>
<assistant> <!-- BAD: refuses a fair question -->
I can't help with that.
</assistant>
</comparison>
```

## Known problems
A reply marked `OK` is not counted as good.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.replies import replies
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        for comparison in case.dialogue.comparisons:
            if not replies(comparison, "good"):
                place = case.place(comparison.line, comparison.column)
                yield Fault(place, "no reply of this comparison is GOOD", "add one, or mark it <!-- GOOD -->")


RULE = Rule("MS046", "no-good-reply", "warning", _check)
