"""A default that no one may override.

## What it does
Reports

- `kind=default`, or a clause under the heading Defaults, with the authority root: no message outranks root;
- a clause that is a default (by its kind, or by its level user or guideline) and says that nobody may change it; and
- a setting with `lowest = "root"`: only the document speaks as root, so nobody can ever set it.

## Why it matters
A default says what happens when nobody asks for anything else. If nobody can ask, it is a rule, and should be read,
tested and reported as one.

## Example
```markdown
## Be brief {#be_brief kind=default authority=root}
```

## Use instead
```markdown
## Be brief {#be_brief kind=default authority=user}
```

## Known problems
Whether the words of a clause rule out a change is told by patterns of English, as in MS030.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority import Authority
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.precedence import claims_of, gives_way
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for part in document.parts:
        section = part.section
        level = None if section is None else document.level(section)
        if section is None or level is None:
            continue
        if section.kind == "default" and level is Authority.ROOT:
            given = {each.name: each.place for each in section.heading.attributes}
            place = given.get("authority") or given.get("kind") or section.place
            what = f"{section.id!r} is a default, but no one may override root"
            yield Fault(place, what, "write kind=rule, or a lower authority")
        for setting in section.settings:
            if setting.lowest is Authority.ROOT:
                what = f"no one can set {setting.name!r}: only the document itself is root"
                yield Fault(setting.place, what, 'write lowest = "system", or say it in the clause')
    for each in claims_of(document):
        if each.claim.over == "everybody" and gives_way(each.section, each.level):
            what = f"{each.section.id!r} is a default, but says that no one may change it"
            yield Fault(document.place(each.claim.start), what, "write kind=rule, or remove the claim")


RULE = Rule("MS031", "fixed-default", "error", _check)
