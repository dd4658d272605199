"""A clause's action is none that can be taken, when a reply breaks it or when its check could not finish.

## What it does
Reports an `action=` that is not refuse, redact, regenerate, annotate or flag, and a `not_run=` that is not refuse,
release or flag.

## Why it matters
The action is what happens when the clause's check finds a reply that breaks it, `not_run` what happens when the check
could not finish. Without a word that is known, nothing happens.

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
from itertools import chain

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.values import unknown_values

__all__ = ["RULE"]

_NOT_RUN = frozenset({"refuse", "release", "flag"})


def _check(document: Document) -> Iterator[Fault]:
    return chain(
        unknown_values(document, "action", document.around.known_actions),
        unknown_values(document, "not_run", _NOT_RUN),
    )


RULE = Rule("MS012", "unknown-action", "error", _check)
