"""Find the marks a reply is formatted with: bullets, highlights, placeholders, titles, sections, tables, fences.

Each rule means what the public IFEval checkers mean by it, where they know the mark; every one reads a line once.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from itertools import pairwise

__all__ = [
    "bullets",
    "has_markdown",
    "has_sections",
    "has_table",
    "has_title",
    "highlights",
    "is_fenced",
    "list_items",
    "opens_with_heading",
    "placeholders",
    "sections",
]

_NUMBERED = re.compile(r"[ \t]*\d{1,9}[.)](?:\s|$)")
_BULLETED = re.compile(r"[ \t]*[-*+•‣◦](?:\s|$)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:\s|$)")
_TITLED = re.compile(r"[*_<]{0,3}title[*_]{0,3}:", re.IGNORECASE)
_SECTION = re.compile(r"section\s?\d|^[^\w\n]{0,8}(?:part|chapter) ?\d", re.IGNORECASE | re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*[^*\s]|(?<!\w)__[^_\s]|(?<![\w*])\*[^*\s]|`|\]\(")


def bullets(text: str) -> int:
    """Count Markdown bullets: lines that open with `-`, or with one `*`. A line of one `*` alone takes the next in."""
    count = 0
    lines = text.split("\n")
    taken = False
    for number, line in enumerate(lines):
        if taken:
            taken = False
            continue
        line = line.lstrip()
        if line.startswith("-"):
            count += 1
        elif line == "*":
            taken = number + 1 < len(lines)
            count += taken
        elif line.startswith("*") and line[1] != "*":
            count += 1
    return count


def list_items(text: str, style: str) -> int:
    """Count the items of lists: `bulleted`, `numbered` or `any`."""
    patterns = {"bulleted": (_BULLETED,), "numbered": (_NUMBERED,)}.get(style, (_BULLETED, _NUMBERED))
    return sum(any(pattern.match(line) for pattern in patterns) for line in text.split("\n"))


def highlights(text: str) -> int:
    """Count stretches between asterisks on one line; one between double asterisks counts by itself."""
    count = 0
    for line in text.split("\n"):
        between = line.split("*")[1:-1]  # what stands between each asterisk and the next
        count += sum(1 for stretch in between[::2] if stretch.strip())
        at = 0
        while at + 2 < len(between):
            if between[at] or between[at + 2]:
                at += 1
                continue
            count += bool(between[at + 1].strip())
            at += 4
    return count


def placeholders(text: str) -> int:
    """Count stretches in square brackets, such as `[address]`."""
    count = 0
    for line in text.split("\n"):
        at = line.find("[")
        while at >= 0:
            end = line.find("]", at + 1)
            if end < 0:
                break
            count += 1
            at = line.find("[", end + 1)
    return count


def has_title(text: str) -> bool:
    """Tell whether a line holds a title in double angular brackets, such as `<<poem of joy>>`."""
    for line in text.split("\n"):
        start, end = line.find("<<"), line.rfind(">>")
        if 0 <= start < end - 2 and line[start:end].lstrip("<").rstrip(">").strip():
            return True
    return False


def sections(text: str, splitter: str) -> int:
    """Count sections that open with `splitter` and a number."""
    return len(re.findall(rf"{re.escape(splitter)}\s?\d+", text))


def has_sections(text: str) -> bool:
    """Tell whether `text` is split into sections: by headings, by `Section 2`, or by lines that open with `Part 2`."""
    return _SECTION.search(text) is not None or any(map(_HEADING.match, text.split("\n")))


def opens_with_heading(text: str) -> bool:
    """Tell whether `text` begins with a heading, or with a title said to be one."""
    text = text.lstrip()
    return _HEADING.match(text) is not None or _TITLED.match(text) is not None


def is_fenced(text: str) -> bool:
    """Tell whether the whole of `text` is one fenced code block."""
    text = text.strip()
    lines = text.split("\n")
    return len(lines) > 2 and lines[0].startswith("```") and lines[-1] == "```" and text.count("```") == 2


def has_table(text: str) -> bool:
    """Tell whether `text` holds a Markdown table: a row of cells with a rule under it."""
    lines = text.split("\n")
    return any("|" in above and _is_table_rule(below) for above, below in pairwise(lines))


def _is_table_rule(line: str) -> bool:
    if "|" not in line:
        return False
    cells = [cell.strip().removeprefix(":").removesuffix(":") for cell in line.strip().strip("|").split("|")]
    return all(cell and not cell.strip("-") for cell in cells)


def has_markdown(text: str) -> bool:
    """Tell whether `text` carries Markdown: headings, bullets, emphasis, code, links, tables, dividers.

    A numbered list is none: people number lines in plain text too.
    """
    if _EMPHASIS.search(text) or "***" in text or bullets(text) or highlights(text) or has_table(text):
        return True
    return any(_HEADING.match(line) or _BULLETED.match(line) or line.strip() == "___" for line in text.split("\n"))
