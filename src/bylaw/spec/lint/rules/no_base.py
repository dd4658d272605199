"""A heading changes a base, but the document extends none.

## What it does
Reports `inherit=` in a document without `extends:` in its front matter.

## Why it matters
The attribute says how a clause changes the one it inherits. With nothing to inherit it does nothing; a clause that is
meant to be switched off stays on.

## Example
```markdown
## Be brief {#no_padding inherit=off}
```

## Use instead
```markdown
---
extends: builtin
---

## Be brief {#no_padding inherit=off}
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for section in document.spec.sections if not document.extends else ():
        for attribute in section.heading.attributes:
            if attribute.name == "inherit":
                what = f"{section.id!r} inherits, but this document extends none"
                yield Fault(attribute.place, what, "name the base in the front matter: `extends: builtin`")


RULE = Rule("MS062", "no-base", "error", _check)
