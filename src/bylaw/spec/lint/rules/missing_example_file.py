"""A footnote's examples are missing.

## What it does
Reports a mark `[^id]` for which the folder of examples has no `id.md`. The folder is `examples/` beside the document,
or the one that `--examples` names; without either nothing is reported.

## Why it matters
The mark says that the statement before it is tried by the prompts in that file. Without the file nothing tries it.

## Example
```markdown
The assistant should not guess[^ab1c].
```
with no file `examples/ab1c.md`

## Use instead
Write `examples/ab1c.md`, or take the mark away.

## Known problems
None known.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    there = document.around.example_ids
    if there is None:
        return
    unused = there - {footnote.id for footnote in document.footnotes}
    for footnote in document.footnotes:
        if footnote.id not in there:
            meant = guess(footnote.id, unused)
            fix = f"did you mean [^{meant.word}]?" if meant and meant.sure else f"write examples/{footnote.id}.md"
            yield Fault(footnote.place, f"[^{footnote.id}] has no examples", fix)


RULE = Rule("MS050", "missing-example-file", "warning", _check)
