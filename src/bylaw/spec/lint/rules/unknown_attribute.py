"""A heading has an attribute that means nothing.

## What it does
Reports a name in a heading's block that is not id, authority, tags, kind, check, action, since or inherit.

## Why it matters
An attribute that nothing reads does nothing. A misspelt `authority=` leaves a clause without one, a misspelt `check=`
leaves it unenforced.

## Example
```markdown
## Be clear {#be_clear autority=user}
```

## Use instead
```markdown
## Be clear {#be_clear authority=user}
```

## Known problems
Other tools' attributes are reported too. Leave this rule out with `--ignore MS006` if a document needs them.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.attributes import ATTRIBUTES
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for section in document.spec.sections:
        held = {each.name for each in section.heading.attributes}
        for attribute in section.heading.attributes:
            name = attribute.name
            if name in ATTRIBUTES:
                continue
            what = f"the attribute {name!r} means nothing"
            meant = guess(name, ATTRIBUTES)
            if meant is None:
                yield Fault(attribute.place, what, f"there are {', '.join(ATTRIBUTES)}")
                continue
            start = document.offset(attribute.place)
            safe = meant.sure and meant.word not in held and meant.word != "id"
            edits = (Edit(start, start + len(name), meant.word),) if safe else ()
            yield Fault(attribute.place, what, f"did you mean {meant.word!r}?", edits)


RULE = Rule("MS006", "unknown-attribute", "error", _check)
