"""A guideline says MUST.

## What it does
Reports `must`, `shall`, `is required to`, `under no circumstances` and other words of strict duty in the title or the
words of a clause with the authority guideline, and a guideline with `kind=rule`.

## Why it matters
A guideline gives way to context alone, without anybody saying so. A strict word promises what its level can't keep, and
a model that takes the word seriously will hold on where it should give way.

## Example
```markdown
## Use Markdown {#use_markdown authority=guideline}

The assistant must use Markdown.
```

## Use instead
```markdown
## Use Markdown {#use_markdown authority=guideline}

The assistant should use Markdown.
```

## Known problems
`should never` is not reported: it is a strong `should`. Neither is a duty of somebody else (`the user must`), nor a
sentence which recalls that the assistant must obey a section it links to.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority import Authority
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.language import Sentence, any_of
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]

_STRICT = re.compile(
    rf"""
      \bmust(?:\s*n['’]t)?\b(?!-) | \bshall\b
    | \b(?:is|are|be)\s+(?:{any_of("strictly absolutely always")}\s+)?
      {any_of("required obliged obligated bound compelled forbidden prohibited")}\s+(?:to|from)\b
    | \b(?:is|are)\s+(?:strictly\s+|absolutely\s+)?
      {any_of("mandatory obligatory compulsory non-negotiable imperative")}\b
    | \b(?:is|are)\s+{any_of("strictly absolutely always never")}\s+
      {any_of("required forbidden prohibited allowed permitted banned")}\b
    | \b{any_of("assistant model it repl(?:y|ies) responses? answers?")}\s+(?:always\s+)?{any_of("has have")}\s+
      (?:no\s+choice\s+but\s+)?to\b
    | \b{any_of("assistant model it")}\s+{any_of("may can will")}\s+never\b
    | \b{any_of("under in")}\s+{any_of("no any")}\s+circumstances?\b
    | \b{any_of("under in")}\s+no\s+{any_of("case event condition")}s?\b | \bat\s+no\s+time\b
    | \b(?:without|no)\s+exceptions?\b(?!\s+to\s+th)
    | ^(?:Always|Never)\s+[a-z]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOT_STRICT = re.compile(r"(?:\bnot|n['’]t|\bnever|\bno\s+longer|\bneed)\s+(?:be\s+)?$", re.IGNORECASE)
_SOMEBODY_ELSE = re.compile(
    rf"""
    \b{
        any_of('''users? developers? operators? people person someone somebody who they he she we customers? students?
                 patients? teams? readers? authors?''')
    }(?:\s+{any_of("also then still always first now")})?\s+$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RECALLS = re.compile(
    rf"""
    \s+(?:{any_of("still also always")}\s+)*
    {any_of("adhere comply follow obey respect honou?r abide conform")}\b[^.;]*\[
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _check(document: Document) -> Iterator[Fault]:
    for part, section in document.clauses:
        if document.level(section) is not Authority.GUIDELINE:
            continue
        for attribute in section.heading.attributes:
            if attribute.name == "kind" and attribute.value == "rule":
                what = f"{section.id!r} is a rule, but a guideline gives way to context alone"
                yield Fault(attribute.place, what, "write kind=default, or a higher authority")
        start = document.offset(section.place) + section.heading.text.index(section.title)
        for sentence in (Sentence(section.title, start), *part.sentences()):
            for found in _STRICT.finditer(sentence.text):
                if _is_strict(sentence.text, found):
                    said = " ".join(found[0].split())
                    what = f"guideline {section.id!r} says {said!r}, but a guideline gives way to context alone"
                    yield Fault(
                        document.place(sentence.start + found.start()), what, "say should, or raise its authority"
                    )
                    break


def _is_strict(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if _SOMEBODY_ELSE.search(before) or _NOT_STRICT.search(before):
        return False
    return _RECALLS.match(after) is None


RULE = Rule("MS033", "must-in-guideline", "warning", _check)
