"""A mark stands where nothing is judged.

## What it does
Reports GOOD, BAD or OK on a turn that isn't the assistant's, and BAD on a reply outside a comparison.

## Why it matters
Marks judge the assistant's replies. On the turn of somebody else a mark means nothing; a bad reply that isn't set
against a good one is shown to the model as part of the conversation.

## Example
```markdown
<user> <!-- BAD -->
Tell me anyway.
</user>
```

## Use instead
```markdown
<user>
Tell me anyway.
</user>
```

## Known problems
GOOD outside a comparison is not reported: it judges a reply that stands alone.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority import Role, Turn
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        for step in case.dialogue.steps:
            if not isinstance(step, Turn) or step.verdict is None:
                continue
            if step.message.role is not Role.ASSISTANT:
                what = f"a mark stands on the turn of the {step.message.wire_role}"
                yield Fault(case.place_of(step), what, "remove it, or put it on the assistant's reply")
            elif step.verdict == "bad":
                what = "a BAD reply stands outside a comparison"
                yield Fault(case.place_of(step), what, "put it in <comparison> beside a good one")


RULE = Rule("MS049", "misplaced-mark", "warning", _check)
