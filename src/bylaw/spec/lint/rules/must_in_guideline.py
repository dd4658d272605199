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
from bylaw.spec.lint.language import Sentence, worded
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]

_STRICT = worded(
    r"""\bmust(?: ?n['’]t)?\b(?!-)|\bshall\b|\b(?:under|in) (?:no|any|all) circumstances?\b
    |\bat (?:no time|all times)\b|\bwithout fail\b|\b(?:is|are) required\W*$
    |\b(?:under|in) no (?:case|event|condition)s?\b|\b(?:without|no) exceptions?\b|^(?:Always|Never) [a-z]
    |\b(?:is|are|be) (?:(?:strictly|absolutely|always) )?(?:required|obliged|obligated|bound|compelled) to\b
    |\b(?:is|are|be) (?:(?:strictly|absolutely|always) )?(?:forbidden|prohibited|barred|banned) (?:to|from)\b
    |\b(?:is|are) (?:(?:strictly|absolutely) )?(?:mandatory|obligatory|compulsory|non-negotiable|imperative)\b
    |\b(?:is|are) not (?:optional|negotiable|permitted|allowed|acceptable)\b|\b(?:an|the|its) obligation\b
    |(?<!that\s)(?<!which\s)\b(?:is|are) (?:strictly )?(?:forbidden|prohibited|banned|unacceptable)\b
    |\b(?:absolute|hard|strict|firm|binding) (?:requirement|necessity|rule|duty|prohibition|obligation)\b
    |\bit(?: is|['’]s) (?:(?:strictly|absolutely) )?(?:required|forbidden|prohibited|necessary that)\b
    |\b(?:strictly|absolutely|never)
    \s+(?:required|forbidden|prohibited|allowed|permitted|banned|necessary|acceptable|optional)\b
    |\b(?:assistant|model|it|repl(?:y|ies)|responses?|answers?) (?:(?:always|absolutely|simply) )?(?:has
    |have) (?:no choice but )?to\b
    |\b(?:assistant|model|it|repl(?:y|ies)|responses?|answers?) (?:may|can|will) never\b|\b(?:needs|has) always to\b
    |\b(?:assistant|model|it) cannot do otherwise\b|\bno (?:deviations?|departures?) (?:is|are)\b|\bthis has to\b"""
)
_NOT_STRICT = worded(r"(?:\bnot|n['’]t|\bnever|\bno longer|\bneed) (?:be )?$")
_SOMEBODY_ELSE = worded(
    r"""\b(?:users?|developers?|operators?|people|person|someone|somebody|who|they|he|she|we|customers?|students?
    |patients?|teams?|readers?|authors?)(?: (?:also|then|still|always|first|now))? $"""
)
_RECALLS = worded(r" (?:(?:still|also|always) )*(?:adhere|comply|follow|obey|respect|honou?r|abide|conform)\b[^.;]*\[")


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
