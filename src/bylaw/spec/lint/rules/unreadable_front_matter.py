"""The front matter can't be read.

## What it does
Reports a line between the opening and the closing `---` that is not `key: value`, a key that is given twice, front
matter that is never closed, and a key that looks like a misspelt `extends` or `bindings`.

## Why it matters
Front matter says which document this one extends. If that line is lost, the document stands alone: none of its base's
clauses holds.

## Example
```markdown
---
extend: builtin
---
```

## Use instead
```markdown
---
extends: builtin
---
```

## Known problems
A thematic break `---` on the very first line, with no other below it, is taken for front matter that was never closed.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess
from bylaw.spec.nodes import Place

__all__ = ["RULE"]

_HEADING = re.compile(r"^#{1,6}[ \t].*\{#", re.MULTILINE)
_KEYS = ("extends", "bindings")
"""What means something; any other key is the author's own."""


def _check(document: Document) -> Iterator[Fault]:
    front = document.spec.front
    if front is not None and (heading := _HEADING.search(front.text)) is not None:
        number = document.place(heading.start()).line
        what = f"the front matter swallows the heading on line {number}"
        yield Fault(front.place, what, "end it with a line --- before")
        return
    for problem in document.problems("front"):
        yield Fault(problem.place, problem.what, "give each key once, and a line to each")
    if front is None:
        if document.line(1).lstrip("\ufeff").rstrip() == "---":
            yield Fault(Place(document.spec.file, 1), "the front matter is never closed", "add a line --- after it")
        return
    held = dict(front.values)
    for number, line in enumerate(front.text.splitlines(), start=front.place.line):
        key, colon, _ = line.partition(":")
        said = key.strip()
        meant = guess(said, _KEYS) if colon and said in held and said not in _KEYS else None
        if meant is not None and meant.sure:
            start = document.line_starts[number - 1] + line.index(said)
            edits = () if meant.word in held else (Edit(start, start + len(said), meant.word),)
            what = f"the key {said!r} means nothing here"
            yield Fault(document.place(start), what, f"did you mean {meant.word!r}?", edits)


RULE = Rule("MS001", "unreadable-front-matter", "error", _check)
