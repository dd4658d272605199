"""Tags of a conversation that nothing is called: what they were meant to be, and how to rename them."""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority import MarkupProblem
from bylaw.spec.lint.document import Case, Document
from bylaw.spec.lint.faults import Edit
from bylaw.spec.lint.suggest import Guess, guess

__all__ = ["meant_tag", "renamed", "said_tag"]

_TAGS = ("system", "developer", "user", "assistant", "tool", "comparison")


def said_tag(document: Document, case: Case, problem: MarkupProblem) -> str:
    """Give the name of the tag that a problem is about."""
    start = document.offset(case.place(problem.line, problem.column))
    found = re.match(r"</?([\w-]+)", document.source[start : start + 80])
    return found[1] if found else ""


def meant_tag(document: Document, case: Case, problem: MarkupProblem) -> Guess | None:
    """Guess which tag was meant by one that is no role."""
    said = said_tag(document, case, problem)
    return guess(said, _TAGS) if said and "is no role" in problem.what else None


def renamed(document: Document, case: Case, said: str, meant: str, *, paired: bool) -> tuple[Edit, ...]:
    """Rename a tag throughout a conversation; `paired`, only where it is opened and closed equally often."""
    first = case.example.markup_line - 1
    last = first + (case.example.markup or "").count("\n")
    start = document.line_starts[first]
    end = document.line_starts[last] if last < len(document.line_starts) else len(document.source)
    tags = list(re.finditer(rf"(</?){re.escape(said)}(?=[\s>])", document.source[start:end]))
    if paired and sum(tag[1] == "<" for tag in tags) * 2 != len(tags):
        return ()
    return tuple(Edit(start + tag.end(1), start + tag.end(), meant) for tag in tags)
