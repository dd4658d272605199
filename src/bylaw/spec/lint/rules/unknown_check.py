"""A clause names a check that there is none of.

## What it does
Reports an id in `check=` that is not among the checks lint was told of: those that come with Bylaw, and those that
`--checks` adds.

## Why it matters
A clause bound to a check that doesn't exist is not enforced, though it reads as if it were.

## Example
```markdown
## Protect people's privacy {#protect_privacy authority=root check="personal_dta"}
```

## Use instead
```markdown
## Protect people's privacy {#protect_privacy authority=root check="personal_data"}
```

## Known problems
A check that a plug-in brings is unknown here unless `--checks` names it.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.values import unknown_values

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    known = document.around.known_checks
    return iter(()) if known is None else unknown_values(document, "check", known)


RULE = Rule("MS010", "unknown-check", "error", _check)
