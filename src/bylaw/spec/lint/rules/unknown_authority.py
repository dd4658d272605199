"""A heading's authority is none of the levels.

## What it does
Reports an `authority=` whose word is not root, system, developer, user or guideline, nor the `platform` of 2024.

## Why it matters
A clause of unknown authority has none: it instructs nobody.

## Example
```markdown
## Be clear {#be_clear authority=usr}
```

## Use instead
```markdown
## Be clear {#be_clear authority=user}
```

## Known problems
`--fix` puts the closest level where only one is close. Read what it changed: an authority decides who may override the
clause.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority import AUTHORITY_WORDS
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.suggest import guess

__all__ = ["RULE"]

_ALSO_CALLED = {"admin": "system", "operator": "system", "dev": "developer", "enduser": "user", "default": "guideline"}
"""Words that people use for a level; offered, never put in."""


def _check(document: Document) -> Iterator[Fault]:
    for section in document.spec.sections:
        for attribute in section.heading.attributes:
            word = attribute.value
            if attribute.name != "authority" or not word or word in AUTHORITY_WORDS:
                continue
            levels = ", ".join(AUTHORITY_WORDS)
            what = f"no authority is called {word!r}"
            meant = guess(word, AUTHORITY_WORDS)
            if meant is not None:
                start = document.value_start(attribute)
                edits = (Edit(start, start + len(word), meant.word),) if meant.sure else ()
                yield Fault(attribute.place, what, f"did you mean {meant.word!r}?", edits)
            elif other := _ALSO_CALLED.get(word.lower().replace("-", "").replace("_", "")):
                yield Fault(attribute.place, what, f"did you mean {other!r}?")
            else:
                yield Fault(attribute.place, what, f"there are {levels}")


RULE = Rule("MS005", "unknown-authority", "error", _check)
