"""A clause's action is none that can be taken.

## What it does
Reports an `action=` that is not refuse, redact, regenerate, annotate or flag.

## Why it matters
The action is what happens when the clause's check finds a reply that breaks it. Without one that is known, nothing
happens.

## Example
```markdown
## Protect people's privacy {#protect_privacy authority=root check="personal_data" action=redakt}
```

## Use instead
```markdown
## Protect people's privacy {#protect_privacy authority=root check="personal_data" action=redact}
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
    return unknown_values(document, "action", document.around.known_actions)


RULE = Rule("MS012", "unknown-action", "error", _check)
