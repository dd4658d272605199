'''Read fences: runs of three or more backticks or tildes, and of three or more straight quotes.

A fence on a line of its own is CommonMark's, but for two rulings that make it harder to leave: a fence with an info
string inside a block is one level deeper, and where a fence of a text is never closed, all from the first one on is
data, since then nobody can say which of them opened and which closed. Runs within a line are how people set off what
they paste (`Text: """…"""`); one that opens nothing is a mention of the mark.
Source: CommonMark 0.31, 4.5.
'''
# SPDX-License-Identifier: Apache-2.0

import re
from typing import NamedTuple

from bylaw.authority.spans.nouns import Form
from bylaw.authority.spans.stretch import Stretch

__all__ = ["Fences"]

_RUNS = {mark: re.compile(re.escape(mark * 3) + re.escape(mark) + "*+") for mark in "`~\"'"}  # a pattern each: fast
_LIST_MARKER = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?")
_BLANK_REST = re.compile(r"[ \t\r]*+(?:\n|\Z)")
_UNTRUSTED = re.compile(r"[ \t]*+untrusted[_-]text\b", re.IGNORECASE)
_LONGEST_INDENT = 80


class _Run(NamedTuple):
    start: int
    end: int
    mark: str
    line: int
    """Where its line starts."""
    leads: bool
    """Nothing but indentation or a list marker stands before it on its line."""
    bare: bool
    """Nothing follows it on its line."""

    @property
    def length(self) -> int:
        return self.end - self.start


class Fences:
    """The runs of one text, and how far a block that one of them opens reaches."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: list[_Run] = []
        line = here = 0
        spans = [match.span() for mark, run in _RUNS.items() if mark * 3 in text for match in run.finditer(text)]
        for start, end in sorted(spans):
            newline = text.rfind("\n", here, start)
            if newline >= 0:
                line = newline + 1
            here = end
            lead = start - line <= _LONGEST_INDENT and _LIST_MARKER.match(text, line, start)
            leads = bool(lead) and lead.end() == start  # type: ignore[union-attr]
            self._runs.append(_Run(start, end, text[start], line, leads, bool(_BLANK_REST.match(text, end))))
        self._next_alike = self._find_alike()
        self._last_bare = {run.mark: at for at, run in enumerate(self._runs) if run.bare}
        self._first_block = -1
        self._marks_seen: set[str] = set()

    @property
    def starts(self) -> list[int]:
        """Where each run starts, in order."""
        return [run.start for run in self._runs]

    def read(self, at: int) -> Stretch | None:
        """Give the block that run `at` opens; None where it opens none."""
        run = self._runs[at]
        if run.leads and run.mark in "`~" and self._is_fence(run):
            end = self._close(at)
        elif run.mark == "~":
            return None
        else:
            end = self._close_in_line(at)
            if end == 0:
                return None
        if self._first_block < 0:
            self._first_block = run.start
        self._marks_seen.add(run.mark)
        if end < 0:  # never closed
            return Stretch(self._first_block, len(self._text), self._form(run))
        return Stretch(run.start, end, self._form(run))

    def _form(self, run: _Run) -> Form:
        if run.mark in "\"'":
            return "quote"
        return "untrusted_text" if _UNTRUSTED.match(self._text, run.end) else "fence"

    def _is_fence(self, run: _Run) -> bool:
        if run.mark == "~" or run.bare:
            return True
        line_end = self._text.find("\n", run.end)
        return self._text.find("`", run.end, line_end if line_end >= 0 else len(self._text)) < 0

    def _close(self, at: int) -> int:
        """Give where the fence `at` ends, -1 where it never does."""
        opener, depth = self._runs[at], 1
        for later in range(at + 1, len(self._runs)):
            run = self._runs[later]
            if run.mark != opener.mark or not run.leads or run.length < opener.length:
                continue
            if run.bare:
                depth -= 1
                if depth == 0:
                    return run.end
            elif self._is_fence(run):
                depth += 1
        last = self._last_bare.get(opener.mark, -1)
        if last > at and not self._runs[last].leads and self._runs[last].length >= opener.length:
            return self._runs[last].end  # the closing fence stands at the end of a line of text
        return -1

    def _close_in_line(self, at: int) -> int:
        """Give where a run within a line, or of quotes, closes: -1 if it never does, 0 if it is only a mention."""
        run = self._runs[at]
        other = self._next_alike[at]
        if other >= 0 and self._runs[other].line == run.line:
            return self._runs[other].end
        before = self._text[max(run.line, run.start - 8) : run.start].rstrip(" \t")
        if run.leads or run.bare or before.endswith((":", "：")) or run.mark in self._marks_seen:
            return self._runs[other].end if other >= 0 else -1
        return 0

    def _find_alike(self) -> list[int]:
        """Give for each run the next of its mark, and for backticks of its length."""
        found, later = [-1] * len(self._runs), dict[tuple[str, int], int]()
        for at in range(len(self._runs) - 1, -1, -1):
            run = self._runs[at]
            key = (run.mark, run.length if run.mark == "`" else 3)
            found[at] = later.get(key, -1)
            later[key] = at
        return found
