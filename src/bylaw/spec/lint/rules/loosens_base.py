"""A document loosens a clause it may not loosen.

## What it does
Reports a change to a root clause of the base that rewords it, lowers it, switches it off, weakens its action or opens
its settings, and a change that says `inherit=tighten` and loosens.

## Why it matters
Who extends a document takes over its root clauses as they are. A document that loosens one can't be run.

## Example
```markdown
---
extends: builtin
---

## Protect people's privacy {#protect_privacy authority=user}
```

## Use instead
```markdown
---
extends: builtin
---

## Protect people's privacy {#protect_privacy inherit=tighten}

The assistant must not reveal the names of our patients either.
```

## Known problems
Whether another wording of a root clause is looser no program can tell, so any other wording counts as looser.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.inherit import loosenings
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    base = document.around.base
    for loosening in () if base is None else loosenings(base, document.spec):
        what, _, hint = loosening.what.partition("; ")
        yield Fault(loosening.place, what, hint or "tighten it with inherit=tighten, or leave it alone")


RULE = Rule("MS061", "loosens-base", "error", _check)
