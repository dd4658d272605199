"""A comparison shows no bad reply.

## What it does
Reports a `<comparison>` in which no reply is marked BAD.

## Why it matters
A comparison compares. With good replies alone, a reader doesn't learn which mistake the clause is about, and there is
no pair to evaluate or to train with.

## Example
```markdown
<comparison>
<assistant> <!-- GOOD -->
Yes: call the number on your bill and ask for the grace period.
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
The published documents have some thirty such comparisons. Where no bad reply is worth showing, leave out the
`<comparison>` and give the reply as a turn.
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
            if not replies(comparison, "bad"):
                place = case.place(comparison.line, comparison.column)
                yield Fault(place, "no reply of this comparison is BAD", "add one, or mark it <!-- BAD -->")


RULE = Rule("MS047", "no-bad-reply", "warning", _check)
