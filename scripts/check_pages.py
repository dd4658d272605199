"""Write the parts of docs/checks that are made from the code: the head of each page, and the list of them.

python scripts/check_pages.py            # write
python scripts/check_pages.py --check    # exit 1 where a page is missing or behind
"""
# SPDX-License-Identifier: Apache-2.0

import re
import sys
from pathlib import Path

from bylaw.checks import CHECKS, Check
from bylaw.spec import load

__all__ = ["made"]

PAGES = Path(__file__).parent.parent / "docs" / "checks"
_BLOCK = re.compile(r"<!-- made: check -->\n.*?<!-- end -->\n", re.DOTALL)
_WORDS = {"input": "requests", "reply": "replies", "tool_call": "tool calls"}


def made() -> dict[Path, str]:
    """Give every page as it should be."""
    clauses: dict[str, list[str]] = {}
    for clause in load("builtin").clauses:
        for name in clause.checks:
            clauses.setdefault(name, []).append(clause.id)
    pages = {PAGES / f"{check.id}.md": _page(check, clauses.get(check.id, [])) for check in CHECKS}
    rows = "\n".join(
        f"| [{check.id}]({check.id}.md) | {_reads(check)} | {check.tier} | {check.says} |" for check in CHECKS
    )
    pages[PAGES / "README.md"] = (
        "# Checks\n\nMade from the code by `python scripts/check_pages.py`. How they work together stands in\n"
        "[checks](../design/checks.md); `bylaw check run ID` runs one.\n\n"
        f"| check | reads | tier | it is kept when |\n|---|---|---|---|\n{rows}\n"
    )
    return pages


def _page(check: Check, clauses: list[str]) -> str:
    file = PAGES / f"{check.id}.md"
    if not file.exists():
        sys.exit(f"docs/checks/{check.id}.md is missing: write it, in the form of the others")
    text = _BLOCK.sub("", file.read_text(encoding="utf-8"))
    body = re.sub(r"\A# .*\n+", "", text)
    named = ", ".join(f"`{each}`" for each in clauses) or "none"
    languages = "any" if check.languages == ("any",) else ", ".join(check.languages)
    head = (
        f"<!-- made: check -->\n**{check.says}**\n\nReads {_reads(check)}. Tier: {check.tier}. Languages: {languages}. "
        f"Version {check.version}.\nClauses of the built-in document that name it: {named}.\n<!-- end -->\n"
    )
    return f"# `{check.id}`\n\n{head}\n{body}"


def _reads(check: Check) -> str:
    said = [_WORDS[stage] for stage in check.stages]
    if check.windowed:
        said = [f"{each} (while they stream)" if each == "replies" else each for each in said]
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]


if __name__ == "__main__":
    behind = {file: text for file, text in made().items() if not file.exists() or file.read_text("utf-8") != text}
    if "--check" in sys.argv[1:]:
        if behind:
            names = ", ".join(sorted(file.name for file in behind))
            sys.exit(f"docs/checks is behind the code ({names}); run: python scripts/check_pages.py")
    else:
        for file, text in behind.items():
            file.write_text(text, encoding="utf-8")
