"""A clause says nothing.

## What it does
Reports a heading with an authority that has no words of its own under it. Commentary and examples are not its own
words. It also reports a heading without a title.

## Why it matters
The model is shown a clause's words. A title alone leaves what it asks for to be guessed.

## Example
```markdown
## Be clear {#be_clear authority=guideline}

## Be brief {#be_brief authority=guideline}
```

## Use instead
```markdown
## Be clear {#be_clear authority=guideline}

The assistant should prefer plain words to technical ones.
```

## Known problems
A clause that changes one of its base may leave out its words, and is not reported.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Prose

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for part in document.parts:
        section = part.section
        if section is None:
            continue
        if not section.title:
            yield Fault(section.place, "this heading has no title", "say in a few words what it is about")
        if not section.is_clause or document.in_base(section):
            continue
        said = (piece.node.text for piece in part.pieces if isinstance(piece.node, Prose))
        if not any(any(letter.isalnum() for letter in text) for text in said):
            yield Fault(section.place, f"clause {section.id!r} says nothing", "say what the assistant is to do")


RULE = Rule("MS014", "empty-clause", "warning", _check)
