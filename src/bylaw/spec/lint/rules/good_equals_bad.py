"""A reply is marked both GOOD and BAD.

## What it does
Reports a comparison in which a good and a bad reply say the same, white space, case and the shape of quotation marks
aside.

## Why it matters
The clause then asks for what it forbids. In an evaluation no reply can be right; in training the pair teaches noise.

## Example
```markdown
<comparison>
<assistant> <!-- GOOD -->
Yes: call the number on your bill.
</assistant>
<assistant> <!-- BAD: refuses a fair question -->
Yes: call the number on your bill.
</assistant>
</comparison>
```

## Use instead
```markdown
<comparison>
<assistant> <!-- GOOD -->
Yes: call the number on your bill.
</assistant>
<assistant> <!-- BAD: refuses a fair question -->
I can't help with that.
</assistant>
</comparison>
```

## Known problems
A pair that differs in nothing but white space or case is reported even where that is the point of the example.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.replies import plain, replies
from bylaw.spec.lint.rule import Rule

__all__ = ["RULE"]


def _check(document: Document) -> Iterator[Fault]:
    for case in document.cases:
        for comparison in case.dialogue.comparisons:
            good = {(turn.message.recipient, plain(turn.message.text)): turn for turn in replies(comparison, "good")}
            for turn in replies(comparison, "bad"):
                same = good.get((turn.message.recipient, plain(turn.message.text)))
                if same is not None:
                    line = case.place_of(same).line
                    what = f"this BAD reply says what the GOOD one on line {line} says"
                    yield Fault(case.place_of(turn), what, "change one of them")


RULE = Rule("MS048", "good-equals-bad", "error", _check)
