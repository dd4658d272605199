"""Two headings have the same id.

## What it does
Reports every heading whose id an earlier one already has. A heading without `#id` has the id that its title makes:
`Be clear` makes `be_clear`.

## Why it matters
Links, locks, differences, bindings and overrides all go by the id. With two of one name the second can't be reached.

## Example
```markdown
## Be clear {#be_clear authority=guideline}

## Be brief {#be_clear authority=guideline}
```

## Use instead
```markdown
## Be clear {#be_clear authority=guideline}

## Be brief {#be_brief authority=guideline}
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for section in document.spec.sections:
        said = next((each.place for each in section.heading.attributes if each.name == "id"), section.place)
        if section.id in first:
            what = f"the id {section.id!r} is that of line {first[section.id].line} already"
            yield Fault(said, what, "give one of them another id")
        first.setdefault(section.id, said)


RULE = Rule("MS007", "duplicate-id", "error", _check)
