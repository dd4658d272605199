"""A setting depends on one that there is none of.

## What it does
Reports a `requires` that names no setting of the document or its base, that names its own setting, that compares with a
value the other setting can't have, or that can't be read.

## Why it matters
`requires` is what guards a setting. If its condition can't be true or can't be told, the setting is either never on or
never guarded.

## Example
```markdown
~~~toml settings
[mature_content]
type = "boolean"
lowest = "developer"
requires = "under18 = false"

[under_18]
type = "boolean"
lowest = "developer"
~~~
```

## Use instead
```markdown
~~~toml settings
[mature_content]
type = "boolean"
lowest = "developer"
requires = "under_18 = false"

[under_18]
type = "boolean"
lowest = "developer"
~~~
```

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority.conditions import conditions
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.settings import declared
from bylaw.spec.lint.suggest import guess
from bylaw.spec.nodes import Setting, SettingsBlock

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    known = declared(document)
    for piece in document.pieces:
        for setting in piece.node.settings if isinstance(piece.node, SettingsBlock) else ():
            yield from _wrong(setting, known)


def _wrong(setting: Setting, known: dict[str, Setting]) -> Iterator[Fault]:
    lead = f"setting {setting.name!r} requires"
    for condition in conditions(setting.requires):
        other = known.get(condition.setting)
        if not condition.setting:
            yield Fault(setting.place, f"{lead} {condition.text!r}, which can't be read", "write name = value")
        elif other is None:
            meant = guess(condition.setting, known)
            fix = f"did you mean {meant.word!r}?" if meant else "name a setting of this document"
            yield Fault(setting.place, f"{lead} {condition.setting!r}, which is no setting", fix)
        elif condition.setting == setting.name:
            yield Fault(setting.place, f"{lead} itself", "name another setting, or leave it out")
        elif not condition.possible_for(other):
            what = f"{lead} {condition.text!r}, but {other.name!r} is a {other.type}"
            can = " or ".join(other.choices) if other.choices else "true or false"
            yield Fault(setting.place, what, f"compare with {can}" if other.type in {"boolean", "choice"} else None)


RULE = Rule("MS022", "unknown-setting", "error", _check)
