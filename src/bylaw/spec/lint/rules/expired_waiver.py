"""A waiver has expired.

## What it does
Reports a waiver whose last day has passed.

## Why it matters
The exception it granted no longer holds, but a reader of the clause still sees it. Either the clause applies again, or
somebody has to approve the exception anew.

## Example
```markdown
~~~toml waiver
reason = "Our lawyers review these replies by hand."
approved_by = "Dana Okafor, legal"
expires = "2024-01-31"
~~~
```

## Use instead
```markdown
~~~toml waiver
reason = "Our lawyers review these replies by hand; approved anew."
approved_by = "Dana Okafor, legal"
expires = "2099-01-31"
~~~
```

## Known problems
The day is the one of the machine that lints.
"""
# SPDX-License-Identifier: Apache-2.0

import datetime
from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import WaiverBlock

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    today = document.around.today
    for piece in document.pieces:
        waiver = piece.node.waiver if isinstance(piece.node, WaiverBlock) else None
        if waiver is not None and today is not None and datetime.date.fromisoformat(waiver.expires) < today:
            what = f"this waiver expired on {waiver.expires}"
            yield Fault(waiver.place, what, f"remove it, or have {waiver.approved_by} approve it anew")


RULE = Rule("MS026", "expired-waiver", "error", _check)
