"""A document uses the levels of 2024 and of 2025 side by side.

## What it does
Reports `authority=platform` in a document where other clauses say `root` or `system`.

## Why it matters
In 2024 `platform` was one level; in 2025 it became two, root above system. Bylaw reads `platform` as root. Beside
clauses of the new wording it is no longer clear whether that is what was meant.

## Example
```markdown
## Follow the law {#follow_the_law authority=platform}

## Protect people's privacy {#protect_privacy authority=root}
```

## Use instead
```markdown
## Follow the law {#follow_the_law authority=system}

## Protect people's privacy {#protect_privacy authority=root}
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
    said = [
        each for section in document.spec.sections for each in section.heading.attributes if each.name == "authority"
    ]
    new = next((each.value for each in said if each.value in {"root", "system"}), None)
    for each in said:
        if each.value == "platform" and new is not None:
            what = f"`platform` is the wording of 2024; other clauses here say `{new}`"
            yield Fault(each.place, what, "say root or system")


RULE = Rule("MS016", "mixed-wording", "warning", _check)
