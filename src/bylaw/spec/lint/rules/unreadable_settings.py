"""A settings block can't be read.

## What it does
Reports a `~~~toml settings` block that is not TOML, or in which a setting has an unknown key, type or level, or a
default that its type doesn't allow.

## Why it matters
A block that can't be read declares none of its settings, and a document with one can't be run.

## Example
```markdown
~~~toml settings
[strict]
type = "bool"
lowest = "system"
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
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.values import readable_problems

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    return readable_problems(document, "settings")


RULE = Rule("MS020", "unreadable-settings", "error", _check)
