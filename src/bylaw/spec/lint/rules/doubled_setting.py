"""A setting is declared twice.

## What it does
Reports a setting whose name an earlier block of the document has declared already.

## Why it matters
Two declarations may name two defaults, or two levels that may set it. Which one holds would be chance.

## Example
```markdown
~~~toml settings
[strict]
type = "boolean"
lowest = "system"
~~~

~~~toml settings
[strict]
type = "boolean"
lowest = "user"
~~~
```

## Use instead
```markdown
~~~toml settings
[strict]
type = "boolean"
lowest = "system"
~~~
```

## Known problems
Within one block a doubled name is no longer TOML, and MS020 reports it.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place, SettingsBlock

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for piece in document.pieces:
        for setting in piece.node.settings if isinstance(piece.node, SettingsBlock) else ():
            if setting.name in first:
                what = f"the setting {setting.name!r} is declared on line {first[setting.name].line} already"
                yield Fault(setting.place, what, "remove one, or rename it")
            first.setdefault(setting.name, setting.place)


RULE = Rule("MS021", "doubled-setting", "error", _check)
