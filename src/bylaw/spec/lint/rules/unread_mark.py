"""A reply's mark isn't read.

## What it does
Reports a comment on a reply in a comparison that begins almost like GOOD, BAD or OK, and a reply in a comparison that
has both good and bad ones but has no mark itself.

## Why it matters
A reply whose mark isn't read counts as neither good nor bad: it tests nothing, and pairs with nothing.

## Example
```markdown
<assistant> <!-- Good: short -->
```

## Use instead
```markdown
<assistant> <!-- GOOD: short -->
```

## Known problems
A reply that is meant to be neither good nor bad is marked `OK`.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority import Turn
from bylaw.spec.lint.document import Case, Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.replies import meant_mark
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        for comparison in case.dialogue.comparisons:
            verdicts = {turn.verdict for turn in comparison.turns}
            for turn in comparison.turns:
                if turn.verdict is not None:
                    continue
                if meant := meant_mark(turn.note):
                    place = case.place_of(turn)
                    fix = f"write <!-- {meant} -->, or <!-- {meant}: why -->"
                    yield Fault(place, "the mark of this reply isn't read", fix, _mended(document, case, turn, meant))
                elif {"good", "bad"} <= verdicts:
                    yield Fault(case.place_of(turn), "this reply has no mark", "write GOOD, BAD or OK in a comment")


def _mended(document: Document, case: Case, turn: Turn, meant: str) -> tuple[Edit, ...]:
    start = document.offset(case.place_of(turn))
    word = re.compile(r"<[^<>]*>\s*<!--\s*([A-Za-z]+)(?=\s*(?::|-->))").match(document.source, start)
    return (Edit(word.start(1), word.end(1), meant),) if word and word[1].upper() == meant else ()


RULE = Rule("MS045", "unread-mark", "error", _check)
