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
from bylaw.spec.nodes import Place, Problem

__all__ = ["RULE"]

_HEADING = re.compile(r"^#{1,6}[ \t].*\{#", re.MULTILINE)
_MEANT = re.compile(r"key '(?P<said>[^']*)' means nothing; did you mean '(?P<meant>[^']*)'\?")


def _check(document: Document) -> Iterator[Fault]:
    front, problems = document.spec.front, list(document.problems("front"))
    if front is not None and (heading := _HEADING.search(front.text)) is not None:
        what = f"the front matter swallows the heading on line {document.place(heading.start()).line}"
        yield Fault(front.place, what, "end it with a line --- before")
    elif front is None and not problems and document.line(1).lstrip("\ufeff").rstrip() == "---":
        yield Fault(Place(document.spec.file, 1), "the front matter is never closed", "add a line --- after it")
    else:
        for problem in problems:
            yield _misspelt(document, problem) or Fault(problem.place, problem.what)


def _misspelt(document: Document, problem: Problem) -> Fault | None:
    """Make the parser's guess at a key an edit, where the key it means isn't there as well."""
    guess = _MEANT.search(problem.what)
    if guess is None or document.spec.front is None:
        return None
    start = document.offset(problem.place) + document.line(problem.place.line).index(guess["said"])
    there = guess["meant"] in dict(document.spec.front.values)
    edits = () if there else (Edit(start, start + len(guess["said"]), guess["meant"]),)
    what = f"the key {guess['said']!r} means nothing"
    return Fault(problem.place, what, f"did you mean {guess['meant']!r}?", edits)


RULE = Rule("MS001", "unreadable-front-matter", "error", _check)
