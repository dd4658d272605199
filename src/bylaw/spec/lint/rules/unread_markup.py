"""A line looks like a heading or a commentary but isn't read as one.

## What it does
Reports a line of prose that ends in an attribute block `{#id …}`, that begins with `##` and no space behind it, that
has more than six `#`, or that begins with a misspelt `!!! meta`.

## Why it matters
A heading that isn't read as one makes its clause a part of the clause before it, at that clause's authority. Commentary
that isn't read as such instructs.

## Example
```markdown
##Be clear {#be_clear authority=guideline}
```

## Use instead
```markdown
## Be clear {#be_clear authority=guideline}
```

## Known problems
Headings underlined with `===` or `---`, and headings inside lists and quotations, are not read; the first kind is
reported only if it has an attribute block, the second if the block gives an authority.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document, Piece
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.language import blank_repeated
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Prose

__all__ = ["RULE"]

_HEADING = re.compile(r"^(?P<lead>[ \t]*)(?P<marks>#+)(?P<gap>[ \t]*)(?P<rest>\S.*)$", re.MULTILINE)
_BLOCK = re.compile(
    r"^.*\{#[\w-]+(?:\s[^{}\n]*)?\}[ \t]*\r?$|^.*\{[^{}\n]*\bauthority=[^{}\n]*\}[ \t]*\r?$", re.MULTILINE
)
_META = re.compile(r"^[ ]{0,3}!{1,2}[ \t]*meta\b.*$", re.MULTILINE | re.IGNORECASE)


def _check(document: Document) -> Iterator[Fault]:
    headings = {section.place.line for section in document.spec.sections}
    faults = [
        fault for piece in document.pieces if isinstance(piece.node, Prose) for fault in _in_prose(document, piece)
    ]
    yield from faults
    found = headings | {fault.place.line for fault in faults}
    for problem in document.problems("attribute"):  # of the parser, on lines that are no headings
        if problem.place.line not in found:
            yield Fault(problem.place, problem.what)


def _in_prose(document: Document, piece: Piece) -> Iterator[Fault]:
    if re.match(r"[ ]{0,3}(?:```|~~~)", piece.node.text):
        return
    text = blank_repeated(piece.node.text)
    seen: set[int] = set()
    for found in _HEADING.finditer(text):
        marks, at = found["marks"], piece.start + found.start("marks")
        block = _BLOCK.match(found[0])
        if len(marks) > 6:
            yield Fault(document.place(at), f"a heading has one to six #, not {len(marks)}", "take some away")
        elif block is None and (found["gap"] or len(marks) == 1 or found["lead"]):
            continue
        elif found["gap"]:
            yield Fault(document.place(at), "this line is indented too far to be a heading", "start it at the margin")
        else:
            end = at + len(marks)
            edits = () if found["lead"] else (Edit(end, end, " "),)
            yield Fault(document.place(at), "a heading needs a space behind its #", "put one there", edits)
        seen.add(found.start())
    for found in _BLOCK.finditer(text):
        if found.start() not in seen:
            at = piece.start + found.start() + found[0].rindex("{")
            yield Fault(document.place(at), "an attribute block stands outside a heading", "begin the line with #")
    for found in _META.finditer(text):
        at = piece.start + found.start()
        yield Fault(document.place(at), "this isn't read as commentary", 'write !!! meta "Commentary"')


RULE = Rule("MS015", "unread-markup", "error", _check)
