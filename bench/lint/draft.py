"""What a mutation works on: a document's text, its tree, chance; and what comes of it."""
# SPDX-License-Identifier: Apache-2.0

import functools
import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass, field

from bylaw.authority import Authority
from bylaw.spec import Example, Heading, Prose, Section, Spec, parse

__all__ = ["Defect", "Draft", "Mutant", "Shape", "parsed", "typo"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with one defect."""

    text: str
    line: int
    """Where a finding is due."""
    slack: int = 0
    """How many lines away from there it still counts."""
    lost_example: str = ""
    """A file of examples that is no longer there."""
    new_example: str = ""
    """One that is there in addition."""


Shape = Callable[["Draft"], Mutant | None]
"""Makes one kind of mutant; None where this document has no place for it."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A class of defects, and the rules of which one has to report it."""

    name: str
    rules: tuple[str, ...]
    shapes: tuple[Shape, ...]
    over_base: bool = False
    """Whether the mutant extends the document, instead of being it."""


@functools.lru_cache(maxsize=16)
def parsed(text: str) -> Spec:
    """Parse a document once."""
    return parse(text)


@dataclass(slots=True)
class Draft:
    """A document to be spoilt."""

    text: str
    random: random.Random
    spec: Spec = field(init=False)
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.spec = parsed(self.text)
        self.lines = self.text.split("\n")

    def clauses(self, *levels: Authority) -> list[Section]:
        """Give the clauses, or those of some levels."""
        return [clause for clause in self.spec.clauses if not levels or clause.authority in levels]

    def clause(self, *levels: Authority) -> Section | None:
        """Pick a clause."""
        found = self.clauses(*levels)
        return self.random.choice(found) if found else None

    def sections(self) -> list[Section]:
        """Give the headings without an authority."""
        return [section for section in self.spec.sections if not section.is_clause]

    def example(self, *, has: tuple[str, ...] = ()) -> Example | None:
        """Pick an example that has a comparison with each of these verdicts, exactly one of each."""
        found = []
        for section in self.spec.sections:
            for example in section.examples:
                for comparison in example.dialogue.comparisons:
                    verdicts = [turn.verdict for turn in comparison.turns]
                    if all(verdicts.count(verdict) == 1 for verdict in has):  # type: ignore[arg-type]
                        found.append(example)
                        break
        return self.random.choice(found) if found else None

    def prose(self, section: Section) -> Prose | None:
        """Pick a paragraph of a clause that is no list, table or code."""
        found = [node for node in section.prose if re.match(r"[A-Z*\[]", node.text)]
        return self.random.choice(found) if found else None

    def replaced(self, line: int, new: str) -> Mutant:
        """Put another line in the place of one; the finding is due there."""
        lines = list(self.lines)
        lines[line - 1] = new
        return Mutant("\n".join(lines), line)

    def inserted(self, before: int, new: str, *, due: int = 0, slack: int = 0) -> Mutant:
        """Put lines before a line; the finding is due `due` lines into them."""
        lines = list(self.lines)
        lines[before - 1 : before - 1] = new.split("\n")
        return Mutant("\n".join(lines), before + due, slack)

    def heading(self, section: Section) -> str:
        """Give a heading's line."""
        return self.lines[section.place.line - 1]

    def after_heading(self, section: Section, new: str, *, due: int = 0, slack: int = 0) -> Mutant:
        """Put a block right below a heading."""
        return self.inserted(section.place.line + 1, f"\n{new}", due=due + 1, slack=slack)

    def appended(self, node: Prose, sentence: str) -> Mutant:
        """Put a sentence at the end of a paragraph."""
        last = node.place.line + len(node.text.rstrip().split("\n")) - 1
        return self.replaced(last, f"{self.lines[last - 1].rstrip()} {sentence}")

    def end_of(self, section: Section) -> int:
        """Give the line after a section's last."""
        later = [
            each.place.line
            for each in self.spec.nodes
            if isinstance(each, Heading) and each.place.line > section.place.line
        ]
        return min(later, default=len(self.lines) + 1)


def typo(word: str, chance: random.Random) -> str:
    """Misspell a word as a hand would: a letter dropped, doubled, swapped with the next, or replaced."""
    at = chance.randrange(max(1, len(word) - 1))
    kinds = [
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
    ]
    wrong = [each for each in kinds if each and each != word]
    return chance.choice(wrong or [word + "x"])
