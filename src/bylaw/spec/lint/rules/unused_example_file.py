"""A file of examples belongs to no statement.

## What it does
Reports a file in the folder of examples whose name no footnote mark `[^id]` of the document gives. A README is left
out.

## Why it matters
Its prompts try a statement that is gone, or one that has lost its mark.

## Example
`examples/ab1c.md`, and no `[^ab1c]` in the document.

## Use instead
```markdown
The assistant should not guess[^ab1c].
```

## Known problems
A folder that several documents share holds files of each of them. Leave this rule out there with `--ignore MS052`.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Place

__all__ = ["RULE"]

_NO_EXAMPLES = frozenset({"readme", "license", "changelog", "index", "contributing"})


def _check(document: Document) -> Iterator[Fault]:
    there = document.around.example_ids or frozenset()
    used = {footnote.id for footnote in document.footnotes}
    for name in sorted(there - used):
        if name.lower() not in _NO_EXAMPLES and not document.torn:
            what = f"no statement is marked [^{name}], so examples/{name}.md tries nothing"
            yield Fault(Place(document.spec.file, 1), what, "mark the statement, or remove the file")


RULE = Rule("MS052", "unused-example-file", "warning", _check)
