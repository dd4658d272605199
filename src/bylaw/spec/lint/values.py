"""What several rules do alike: compare an attribute with the words there are, pass on what the parser says."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Edit, Fault
from bylaw.spec.lint.suggest import guess

__all__ = ["readable_problems", "unknown_values"]

_LISTED = 8  # with more than that, a message stops being one line


def unknown_values(document: Document, name: str, known: frozenset[str]) -> Iterator[Fault]:
    """Report every value of the attribute `name` that isn't known; only `check` holds a list."""
    for section in document.spec.sections:
        for attribute in section.heading.attributes:
            if attribute.name != name:
                continue
            said = (
                document.words(attribute) if name == "check" else [(attribute.value, document.value_start(attribute))]
            )
            for word, start in said:
                if word in known:
                    continue
                what = f"no {name} is called {word!r}"
                meant = guess(word, known)
                if meant is not None:
                    edits = (Edit(start, start + len(word), meant.word),) if meant.sure else ()
                    yield Fault(document.place(start), what, f"did you mean {meant.word!r}?", edits)
                else:
                    there = ", ".join(sorted(known)[:_LISTED]) + (", …" if len(known) > _LISTED else "")
                    yield Fault(document.place(start), what, f"there are {there}")


def readable_problems(document: Document, kind: str) -> Iterator[Fault]:
    """Report what the parser found wrong with blocks of one kind; after an unclosed fence it can't know."""
    torn = [problem.place.line for problem in document.problems("fence")]
    for problem in document.problems(kind):
        if not any(line < problem.place.line for line in torn):
            yield Fault(problem.place, problem.what)
