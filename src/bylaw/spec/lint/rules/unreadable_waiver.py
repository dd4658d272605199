"""A waiver can't be read.

## What it does
Reports a `~~~toml waiver` block that is not TOML, has an unknown key, lacks its reason, who approved it or when it
expires, or whose expiry is no date.

## Why it matters
A waiver lifts a clause for somebody. One that doesn't say why, by whom and until when can't be accounted for, and a
document with one can't be run.

## Example
```markdown
~~~toml waiver
reason = "Our lawyers review these replies by hand."
expires = "next year"
~~~
```

## Use instead
```markdown
~~~toml waiver
reason = "Our lawyers review these replies by hand."
approved_by = "Dana Okafor, legal"
expires = "2027-01-31"
~~~
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.values import readable_problems

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    return readable_problems(document, "waiver")


RULE = Rule("MS025", "unreadable-waiver", "error", _check)
