"""A heading's attribute block can't be read.

## What it does
Reports a block `{…}` that is never closed or doesn't end the line, a member that is neither `#id` nor `name=value`, an
attribute given twice, an id with characters that a link can't name, and a heading that ends in `#id` or `name=value`
without the braces.

## Why it matters
What can't be read doesn't count. A clause can lose its authority that way, and then instructs nobody.

## Example
```markdown
## Be clear {#be_clear authority=guideline
```

## Use instead
```markdown
## Be clear {#be_clear authority=guideline}
```

## Known problems
Of several unreadable members in one block only the first is reported.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.spec.attributes import ATTRIBUTES
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.rule import Rule
from bylaw.spec.nodes import Problem, Section

__all__ = ["RULE"]

_ID = re.compile(r"[\w.:-]+")
_NO_VALUE = re.compile(r"authority=[\"'\s}]*$|authority=[\"']{2}")
_ITEM = re.compile(r"""#[^\s"'={}]+|[\w:-]+=(?:"[^"]*"|[^\s"'{}]+)""")
# What was meant as a member of a block, in a title: `#id` at its end or before another, `name=value` anywhere.
_LOOSE = re.compile(
    rf"(?:^|\s)[({{]*(?:(?:{'|'.join(ATTRIBUTES)})\s*[=:]\s*[\w\"']|#[A-Za-z_][\w-]*(?=[)}}\s]*$|\s+\w+\s*=))"
)


def _check(document: Document) -> Iterator[Fault]:
    by_line: dict[int, list[Problem]] = {}
    for problem in document.problems("attribute"):
        by_line.setdefault(problem.place.line, []).append(problem)
    for section in document.spec.sections:
        problems = by_line.get(section.place.line, [])
        faults = [fault for problem in problems if (fault := _unreadable(document, problem)) is not None]
        yield from faults[:1]
        if not problems and (fault := _loose(document, section)) is not None:
            yield fault
        for attribute in section.heading.attributes:
            if attribute.name == "id" and not _ID.fullmatch(attribute.value):
                what = f"the id {attribute.value!r} holds characters that a link can't name"
                start = document.value_start(attribute)
                clean = re.sub(r"[^\w.:-]+", "_", attribute.value).strip("_")
                edits = (Edit(start, start + len(attribute.value), clean),) if clean else ()
                yield Fault(attribute.place, what, "use letters, digits, _ and -", edits)


def _unreadable(document: Document, problem: Problem) -> Fault | None:
    at = document.offset(problem.place)
    end = document.line_starts[problem.place.line - 1] + len(document.line(problem.place.line))
    rest = document.source[at:end].rstrip()
    if rest.startswith("{"):
        closed = "}" in rest
        whole = not closed and all(_ITEM.fullmatch(item) for item in _split(rest[1:]))
        edits = (Edit(at + len(rest), at + len(rest), "}"),) if whole else ()
        return Fault(problem.place, problem.what, "end the line with }" if closed else "add }", edits)
    if _NO_VALUE.match(rest):
        return None  # MS004 says it better
    if "given twice" in problem.what and (item := _ITEM.match(rest)) is not None:
        first = document.source[document.line_starts[problem.place.line - 1] : at]
        again = item[0] in _split(first.rpartition("{")[2])
        lead = len(first) - len(first.rstrip())
        edits = (Edit(at - lead, at + len(item[0]), ""),) if again else ()
        return Fault(problem.place, problem.what, "remove the second" if again else "keep one", edits)
    fix = 'write #id, name=value or name="two words"' if problem.place.column > 1 else None
    return Fault(problem.place, problem.what, fix)


def _split(block: str) -> list[str]:
    return [item[0] for item in re.finditer(r"""(?:[^\s"]|"[^"]*")+""", block)]


def _loose(document: Document, section: Section) -> Fault | None:
    """Find what was meant as an attribute and stands in the title."""
    found = _LOOSE.search(section.title)
    if found is None:
        return None
    start = document.line_starts[section.place.line - 1] + document.line(section.place.line).index(found[0].strip())
    what = "attributes stand in the title, where they mean nothing"
    return Fault(document.place(start), what, "write {#id name=value} at the line's end")


RULE = Rule("MS003", "bad-attributes", "error", _check)
