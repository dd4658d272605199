"""A clause gives no id.

## What it does
Reports a heading with an authority and without `#id`. Such a clause has the id that its title makes.

## Why it matters
A lock, a difference between versions, a binding and a link all know a clause by its id. One that is made of the title
changes with the title, so a retitled clause looks like one removed and another added.

## Example
```markdown
## Be clear {authority=guideline}
```

## Use instead
```markdown
## Be clear {#be_clear authority=guideline}
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    ids = [section.id for section in document.spec.sections]
    for section in document.spec.sections:
        given = section.heading.attributes
        if section.heading.attribute("authority") is None or section.heading.attribute("id") is not None:
            continue
        if not section.id:
            continue  # MS003 reports that none can be made
        start = document.line_starts[section.place.line - 1] + document.line(section.place.line).rindex("{") + 1
        edits = (Edit(start, start, f"#{section.id} "),) if ids.count(section.id) == 1 else ()
        yield Fault(given[0].place, f"clause {section.title!r} gives no id", f"add #{section.id}", edits)


RULE = Rule("MS008", "no-id", "warning", _check)
