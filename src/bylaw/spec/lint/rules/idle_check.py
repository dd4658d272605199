"""A clause's checks and action don't fit together.

## What it does
Reports a `check=` with nothing in it, a check named twice, and an `action=` on a clause without a check.

## Why it matters
An action follows from a check that found something. With no check it is never taken, though the clause reads as if it
were enforced.

## Example
```markdown
## Protect people's privacy {#protect_privacy authority=root check="" action=redact}
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
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for section in document.spec.sections:
        given = {each.name: each for each in section.heading.attributes}
        check, action = given.get("check"), given.get("action")
        if check is not None:
            said = list(document.words(check))
            if not said:
                yield Fault(check.place, f"clause {section.id!r} has an empty list of checks", "name a check")
            for at, (word, start) in enumerate(said):
                if word in [before for before, _ in said[:at]]:
                    end_before = said[at - 1][1] + len(said[at - 1][0])
                    edit = Edit(end_before, start + len(word), "")
                    yield Fault(document.place(start), f"the check {word!r} is named twice", "remove one", (edit,))
        elif action is not None and not document.in_base(section):
            what = f"clause {section.id!r} has an action and no check, so it is never taken"
            yield Fault(action.place, what, 'add check="…", or remove the action')


RULE = Rule("MS013", "idle-check", "error", _check)
