"""A block looks like settings or a waiver but isn't read as one.

## What it does
Reports a fenced block that is marked almost like `~~~toml settings` or `~~~toml waiver`, or that holds what only such a
block holds, and a settings or waiver block that stands before the first heading.

## Why it matters
A block that isn't read declares nothing: there is no setting, and no exception.

## Example
```markdown
~~~toml setting
[strict]
type = "boolean"
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
A block that shows how settings are written, and isn't meant to declare any, is reported too. Mark it `text`.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess
from bylaw.spec.nodes import Prose, SettingsBlock, WaiverBlock

__all__ = ["RULE"]

_FENCE = re.compile(r"(?P<lead>[ ]{0,3}(?:~{3,}|`{3,})[ \t]*)(?P<info>[^\r\n]*)")
_LANGUAGES = frozenset({"toml", "yaml", "yml", "json", "ini", ""})
_HOLDS = {
    "settings": re.compile(r"^\s*[\"']?lowest[\"']?\s*[=:]", re.MULTILINE),
    "waiver": re.compile(r"^\s*[\"']?approved_by[\"']?\s*[=:]", re.MULTILINE),
}


def _check(document: Document) -> Iterator[Fault]:
    for part in document.parts:
        for piece in part.pieces:
            if part.section is None and isinstance(piece.node, SettingsBlock | WaiverBlock):
                yield Fault(piece.node.place, "this block belongs to no clause", "move it under a heading")
            elif isinstance(piece.node, Prose) and (fence := _FENCE.match(piece.node.text)) is not None:
                meant = _meant(fence["info"], piece.node.text)
                if meant is None:
                    continue
                start = piece.start + fence.start("info")
                misspelt = _meant(fence["info"], "") is not None and "toml" in fence["info"].lower()
                edits = (Edit(start, start + len(fence["info"].rstrip()), f"toml {meant}"),) if misspelt else ()
                what = f"this block isn't read as {'settings' if meant == 'settings' else 'a waiver'}"
                yield Fault(piece.node.place, what, f"mark it `toml {meant}`", edits)


def _meant(info: str, text: str) -> str | None:
    """Say which kind a block was meant to be; None where it is no business of ours."""
    said = info.split()
    for word in said[:2]:
        if word.lower() in _HOLDS:
            return word.lower()
        meant = guess(word, _HOLDS)
        if meant is not None and meant.sure:
            return meant.word
    if len(said) > 1 or (said[0].lower() if said else "") not in _LANGUAGES:
        return None
    return next((kind for kind, pattern in _HOLDS.items() if pattern.search(text)), None)


RULE = Rule("MS024", "unread-block", "error", _check)
