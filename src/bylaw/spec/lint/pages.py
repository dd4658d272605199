"""Make a rule's page of its docstring, and the list of them."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.rules import RULES

__all__ = ["HEADINGS", "index", "page", "pages"]

HEADINGS = ("What it does", "Why it matters", "Example", "Use instead", "Known problems")
"""What each page says, in this order."""


def page(rule: Rule) -> str:
    """Write a rule's page as Markdown."""
    return f"# {rule.id}: {rule.name}\n\nSeverity: {rule.severity}.\n\n{rule.doc}\n"


def index() -> str:
    """Write the list of all rules as Markdown."""
    lines = [
        "# Lint rules",
        "",
        "Made from the rules' docstrings by `bylaw spec rules --write docs/rules`.",
        "",
        "| id | name | severity | finds |",
        "|---|---|---|---|",
    ]
    lines += [f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rule.severity} | {rule.summary} |" for rule in RULES]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Give every page by the name of its file."""
    return {"README.md": index(), **{f"{rule.id}.md": page(rule) for rule in RULES}}
