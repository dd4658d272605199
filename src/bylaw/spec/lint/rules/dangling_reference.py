"""A link or a mark names a section that isn't there.

## What it does
Reports `[text](#id)`, and `BAD[#id]` in an example, whose id no heading of the document has, nor of its base.

## Why it matters
Links carry meaning: a clause that says "except as in [?](#scope)" has no exception if there is no such section.

## Example
```markdown
See [?](#scope_of_autonmy).
```

## Use instead
```markdown
See [?](#scope_of_autonomy).
```

## Known problems
Nothing is reported while a fence is unclosed (MS002) or the base can't be read (MS060), since the section may only be
hidden. Links inside the turns of an example belong to the example, and are not looked at. What was meant is guessed for
the first hundred ids alone.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import Guess, guess

__all__ = ["RULE"]

_GUESSES = 100  # a guess compares with every id; a document with more links gone wrong needs another kind of help


def _check(document: Document) -> Iterator[Fault]:
    if document.torn or (document.extends and document.around.base is None):
        return
    unread = frozenset(_ids_in_unread_blocks(document))
    guesses: dict[str, Guess | None] = {}
    for reference in document.references:
        target = reference.target
        if target in document.ids or target in unread:
            continue
        kind = "mark" if reference.mark else "link"
        if not target:
            yield Fault(reference.place, f"this {kind} names no section", "write (#id) with the id of one")
            continue
        what = f"{kind} '#{target}' goes nowhere"
        if target not in guesses and len(guesses) < _GUESSES:
            guesses[target] = guess(target, document.ids)
        meant = guesses.get(target)
        if meant is None:
            yield Fault(reference.place, what, "name a section of this document")
            continue
        start = document.offset(reference.place) + 1
        edits = (Edit(start, start + len(target), meant.word),) if meant.sure else ()
        yield Fault(reference.place, what, f"did you mean '#{meant.word}'?", edits)


def _ids_in_unread_blocks(document: Document) -> Iterator[str]:
    """Give the ids that MS003 already reports as lost."""
    for problem in document.problems("attribute"):
        yield from re.findall(r"#([\w.:-]+)", document.line(problem.place.line))


RULE = Rule("MS011", "dangling-reference", "error", _check)
