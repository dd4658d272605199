"""A fence is never closed.

## What it does
Reports a fenced block, `~~~` or three backticks, with no closing fence.

## Why it matters
The block swallows everything after it: clauses, examples and settings are no longer part of the document.

## Example
```markdown
~~~toml settings
[strict]
type = "boolean"
lowest = "system"

## Be clear {#be_clear authority=guideline}
```

## Use instead
```markdown
~~~toml settings
[strict]
type = "boolean"
lowest = "system"
~~~

## Be clear {#be_clear authority=guideline}
```

## Known problems
Where another fence follows, its opening line is read as text and its closing line closes the first. Then nothing is
left open; in an example the conversation no longer parses, which MS043 reports.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for problem in document.problems("fence"):
        fence = document.line(problem.place.line).strip()
        mark = fence[: len(fence) - len(fence.lstrip(fence[:1]))]
        yield Fault(problem.place, problem.what, f"end it with a line {mark}")


RULE = Rule("MS002", "unclosed-fence", "error", _check)
