"""What tests of lint share: a clean document, and lint in one call."""

import datetime
from pathlib import Path

from bylaw.checks import CHECK_IDS
from bylaw.spec import parse
from bylaw.spec.lint import Finding, Surroundings, lint

__all__ = ["CLEAN", "EXAMPLE", "KNOWN", "ROOT", "TODAY", "clause", "findings", "lines", "talk"]

ROOT = Path(__file__).parents[3]
TODAY = datetime.date(2026, 7, 1)
KNOWN = frozenset(CHECK_IDS)

EXAMPLE = """**Example**: a greeting

~~~xml
<user>
Good morning!
</user>
<comparison>
<assistant> <!-- GOOD -->
Good morning. What can I do for you?
</assistant>
<assistant> <!-- BAD: cold -->
State your request.
</assistant>
</comparison>
~~~
"""


def clause(
    attributes: str = "authority=user", *, body: str = "The assistant should be kind.", title: str = "Be kind"
) -> str:
    """Write a document of one clause with an example."""
    return f"# Ours {{#ours}}\n\n## {title} {{#be_kind {attributes}}}\n\n{body}\n\n{EXAMPLE}"


def talk(markup: str) -> str:
    """Write a document whose one example is this conversation; the markup begins on line 10."""
    return f"{CLEAN[: CLEAN.index('<user>')]}{markup}\n~~~\n"


CLEAN = clause()


def findings(text: str, around: Surroundings | None = None, *, file: str = "spec.md") -> tuple[Finding, ...]:
    """Lint a text."""
    return lint(parse(text, file), around or Surroundings(known_checks=KNOWN, today=TODAY))


def lines(text: str, rule: str, around: Surroundings | None = None) -> list[int]:
    """Give the lines at which one rule finds something."""
    return [each.place.line for each in findings(text, around) if each.rule.id == rule]
