"""Read what is marked line by line: block quotes, indented code and YAML.

A block quote is the lines that bear the mark; Markdown's unmarked continuation lines are not taken in, since under a
quoted mail stands the answer to it. Indented code is read only where it looks like code and only in users' messages:
operators indent their prompts as their source files are indented. YAML needs evidence: one line `Note: answer in
French` is a sentence.
Source: CommonMark 0.31, 5.1 and 4.4; YAML 1.2.2, 7.3.3 and 9.2.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.spans.stretch import Stretch

__all__ = ["find_lines"]

_BLOCK_QUOTE = re.compile(r"\n[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?(?P<quote>>(?!=)[^\n]*+(?:\n[ \t]*+>[^\n]*+)*+)")
_INDENTED = re.compile(
    r"\n(?P<before>(?>[^\n]*\S)[^\n]*+)\n(?:[ \t\r]*+\n)++(?P<code>(?:(?:[ \t\r]*+\n)*+(?: {4}|\t)[^\n]*+(?:\n|\Z))++)"
)
_LIST_OR_INDENT = re.compile(r"[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]")
_CODE = re.compile(
    r"[{};=<>\\|$]|\w\(|//|^\s*(?:def|class|return|import|from|if|for|while|else|try|end)\b.*:?$", re.MULTILINE
)

_KEY = r"(?:[a-z_][\w.-]{0,60}+|\"[^\"\n]{1,60}+\"):(?=[ \t\r\n]|\Z)"
_DOCUMENT = re.compile(rf"\n---[ \t\r]*+(?=\n(?:#[^\n]*+\n)*+(?:- )?{_KEY})")
_DOCUMENT_END = re.compile(r"\n(?:---|\.\.\.)[ \t\r]*+(?=\n|\Z)")
_MAPPING = re.compile(
    rf"\n(?={_KEY}[^\n]*+(?:\n(?:[ \t]++[^\s]|- |#)[^\n]*+)*+\n{_KEY}"  # two keys, with what stands under the first
    rf"|{_KEY}[ \t\r]*+\n(?:[ \t]++(?:- )?|- ){_KEY}"  # a key under a key
    rf"|- {_KEY}[^\n]*+\n[ \t]++{_KEY})"  # a list of mappings
)
_YAML_LINE = re.compile(rf"(?:- )?{_KEY}|[ \t]++[^\s]|- |#|\.\.\.|---")
_AFTER_BLANK = re.compile(rf"(?:- )?{_KEY}|[ \t]++[^\s]|#")
_BLANK = re.compile(r"[ \t\r]*+(?:\n|\Z)")
_SURE_LINE = re.compile(rf"(?:- )?{_KEY}")


def find_lines(text: str, *, operator: bool) -> Iterator[Stretch]:
    """Find block quotes, indented code and YAML; what they find may overlap."""
    lined = "\n" + text  # so that each line starts with a newline, which the patterns find fast
    if ">" in text:
        for match in _BLOCK_QUOTE.finditer(lined):
            yield Stretch(match.start("quote") - 1, match.end() - 1, "block_quote")
    if not operator and ("\n    " in text or "\n\t" in text):
        for match in _INDENTED.finditer(lined):
            if not _LIST_OR_INDENT.match(match["before"]) and _CODE.search(match["code"]):
                yield Stretch(match.start("code") - 1, match.end() - 1, "code")
    if ":" in text and "\n" in text:
        yield from _find_yaml(lined)


def _find_yaml(lined: str) -> Iterator[Stretch]:
    here = 0
    while match := _DOCUMENT.search(lined, here):
        closing = _DOCUMENT_END.search(lined, match.end())
        end = closing.end() if closing else _end_of_yaml(lined, match.end())
        yield Stretch(match.start(), end - 1, "yaml")
        here = closing.start() if closing else end  # what closes one document may open the next
    here = 0
    while match := _MAPPING.search(lined, here):
        here = _end_of_yaml(lined, match.start())
        yield Stretch(match.start(), here - 1, "yaml")


def _end_of_yaml(lined: str, start: int) -> int:
    """Give the end of the last line that is YAML, for `start` at a newline.

    A line that is not, within a paragraph whose later lines are, broke out of a value: it stays inside.
    """
    end = here = start
    broken = blank = False
    while here < len(lined):
        newline = lined.find("\n", here + 1)
        line_end = newline if newline >= 0 else len(lined)
        if _BLANK.match(lined, here + 1):
            if broken:
                return end
            blank = True
        elif not (_SURE_LINE if broken else _AFTER_BLANK if blank else _YAML_LINE).match(lined, here + 1):
            if blank:
                return end
            broken = True
        else:
            end, broken, blank = line_end, False, False
        here = line_end
    return end
