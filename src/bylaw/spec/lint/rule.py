"""A rule, and the finding it makes of a fault."""
# SPDX-License-Identifier: Apache-2.0

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bylaw.spec.lint.document import Document
from bylaw.spec.lint.faults import Fault, Severity
from bylaw.spec.nodes import Place

__all__ = ["Finding", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a document; the docstring of its module is its page."""

    id: str
    """Stable: never given to another rule."""
    name: str
    severity: Severity
    check: Callable[[Document], Iterable[Fault]]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"MS\d{3}", self.id) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.name):
            raise ValueError(
                f"a rule is called MS and three digits, and a name in small letters: {self.id} {self.name}"
            )

    @property
    def doc(self) -> str:
        """The docstring: its first line says what is wrong; below it, the page."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()

    @property
    def summary(self) -> str:
        """What is wrong, in one sentence."""
        return self.doc.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the rule that found it."""

    rule: Rule
    fault: Fault

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.fault.place

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Orders findings as a reader meets them."""
        return (self.place.file, self.place.line, self.place.column, self.rule.id, self.fault.message)
