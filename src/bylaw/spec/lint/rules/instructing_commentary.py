"""Commentary instructs.

## What it does
Reports a sentence in a `!!! meta "Commentary"` block that says what the assistant must, should or shall do, or that is
itself a command.

## Why it matters
Commentary is for readers and instructs nobody. It isn't shown to the model as an instruction, and no check runs for it.
A demand that stands only there is not made.

## Example
```markdown
!!! meta "Commentary"
    Some questions have no good answer. The assistant should say so.
```

## Use instead
```markdown
Where a question has no good answer, the assistant should say so.

!!! meta "Commentary"
    Some questions have no good answer.
```

## Known problems
A sentence that only explains what another clause asks for reads the same as one that asks for it. What the authors say
they believe, hope or expect is not reported.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.language import ADVERBS, ASSISTANT, sentences, worded
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Commentary

__all__ = ["RULE"]

_MODAL = r"""(?:(?:must|should|shall|ought)(?:n['’]t)?|ha(?:s|ve) to|needs? to|(?:may|can|will) never
|never (?!was\b|were\b)[a-z]+s|may not (?!be\b|know\b|have\b|always\b|fully\b|even\b|see\b|need\b|understand\b
|reali)[a-z]+|will (?:always |not )?(?:refuse|decline|comply|reject)
|(?:is|are) (?:(?:always|never|not) )?(?:to|(?:forbidden|prohibited|barred) from
|(?:required|obliged|obligated|expected|supposed|forbidden|allowed|permitted|instructed) to))"""
_DONE = r"""(?:refused|declined|answered|obeyed|followed|ignored|rejected|revealed|disclosed|repeated|provided|shared
|generated|discussed|avoided|mentioned)"""
_COMMAND = r"""(?:always|never|do not|don['’]t|refuse|decline|ensure|make sure|be sure|avoid|respond|reply|obey
|ignore|comply|follow|answer|use|remember|keep|ask|give|offer|tell|state|include|mention|warn|cite|stop|stay|treat
|check|provide|explain|point out|refrain)\s+(?!(?:of|is|are|was|were|can|may|times?|rates?)\b)[a-z]"""
_ADDRESSES = worded(
    rf"""{ASSISTANT}{ADVERBS} {_MODAL}\b
    |(?P<it>^(?:It|They)){ADVERBS} (?:must|shall|should)(?:n['’]t)?\b
    |\b(?:repl(?:y|ies)|responses?|answers?|outputs?){ADVERBS} (?:must|shall|should)(?:n['’]t)?\b
    |\byou{ADVERBS} (?:must|shall|should|are (?:to|required to))\b
    |^(?:under no circumstances|in no case|at no time)\b|{ASSISTANT}\b[^.;]*\bunder (?:any|no) circumstances?\b
    |^(?:(?:therefore|so|hence|thus|accordingly|instead|also|then),? )?(?:please )?{_COMMAND}
    |{ASSISTANT} (?:has|have) (?:a|the|an) (?:duty|obligation|responsibility) to\b
    |\bwe (?:require|demand|insist) (?:that )?(?:the )?{ASSISTANT}
    |{ASSISTANT}['’]s? (?:duty|obligation|responsibility|job) to\b
    |^(?:if|when|whenever|where|in (?:such|these|those|all)|for (?:such|these|those))\b[^,.;]*, (?:please )?{_COMMAND}
    |\b(?:must|shall|should) (?:(?:always|never|not) )?be {_DONE}\b
    |\bit is (?:essential|vital|crucial|imperative|mandatory|required|necessary|important) that (?:the )?{ASSISTANT}
    |\bit is (?:[a-z]+ )?(?:forbidden|prohibited|required|mandatory|necessary) for (?:the )?{ASSISTANT}"""
)
# Before the subject: the sentence asks, reports or denies what it would otherwise demand.
_NOT_A_DEMAND = worded(
    r"""\bof (?:(?:an?|the|our|its) )?$
    |\b(?:whether|how|why|what|when|where|which|if|who|whom|than|as if) (?:[\w'’-]+ ){0,3}$
    |\b(?:we|authors?|developers?|people|users?|critics|some|many|one) (?:[a-z]+ ){0,2}?(?:believe|think|hope|feel
    |say|expect|argue|want|wish|agree|aim|intend|prefer|hold)s?\b[^.;]*$
    |(?:\b(?:not|never|nor)|n['’]t) (?:[a-z]+ ){0,2}?(?:mean|imply|say|suggest|require|claim|conclude|follow)s?
    \s+(?:that )?(?:[\w'’-]+ ){0,4}$"""
)


def _check(document: Document) -> Iterator[Fault]:
    for piece in document.pieces:
        if not isinstance(piece.node, Commentary):
            continue
        of_assistant = False
        for sentence in sentences(piece.node.text, piece.start):
            found = _demand(sentence.text, of_assistant=of_assistant)
            if found is not None:
                place = document.place(sentence.start + found.start())
                yield Fault(place, "commentary instructs the assistant", "move it into the clause, or reword it")
            of_assistant = re.search(ASSISTANT, sentence.text, re.IGNORECASE) is not None


def _demand(text: str, *, of_assistant: bool) -> re.Match[str] | None:
    for found in _ADDRESSES.finditer(text):
        if found["it"] and not of_assistant:
            continue
        if not _NOT_A_DEMAND.search(text[: found.start()]):
            return found
    return None


RULE = Rule("MS032", "instructing-commentary", "warning", _check)
