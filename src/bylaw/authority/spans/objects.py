"""Read JSON, and what looks like it: objects and lists set into a text.

Not a parser: a broken object is data as much as a sound one, and whoever stands in one of its strings may have broken
it. So it reaches to the bracket that closes it, or to a later one that closes nothing: what is left of an object that
was closed from inside.
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority.spans.stretch import Stretch

__all__ = ["Objects", "is_object"]

_OBJECT = re.compile(r"\{(?=\s*+(?:\"|\}|'[^'\n]{0,80}+'\s*+:|[A-Za-z_]\w{0,60}+[ \t]*+:[ \t\n]))")
_LIST = re.compile(r"\[(?=\s*+(?:[\"{]|\[\s*+[\"{\[\d-]))")
_TOKEN = re.compile(r"\\.|[\"{}\[\]]", re.DOTALL)
_BRACKET = re.compile(r"[{}\[\]]")
_TAIL = re.compile(r"[\"}\]\d]\s{0,40}\Z")


def is_object(text: str) -> bool:
    """Tell whether a text as a whole is JSON: it begins as an object or a list does, and ends so."""
    text = text.strip()
    return text[-1:] == {"{": "}", "[": "]"}.get(text[:1], "-") and bool(_OBJECT.match(text) or _LIST.match(text))


class Objects:
    """Where objects and lists open in one text, and how far each reaches."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts = sorted(match.start() for opening in (_OBJECT, _LIST) for match in opening.finditer(text))
        self._closing: dict[int, int] = {}
        self._last_loose = -1
        self._strings_fail = False
        if self.starts:
            self._match_brackets()

    def read(self, at: int) -> Stretch:
        """Give the object or list that opens at start `at`."""
        start = self.starts[at]
        end = self._end_by_strings(start)
        if end < 0:
            end = self._closing.get(start, len(self._text) - 1) + 1
        return Stretch(start, max(end, self._last_loose + 1), "json")

    def _end_by_strings(self, start: int) -> int:
        """Give where brackets balance outside strings, -1 where they never do."""
        if self._strings_fail:
            return -1
        depth, inside = 0, False
        for match in _TOKEN.finditer(self._text, start):
            sign = match[0]
            if sign == '"':
                inside = not inside
            elif inside or len(sign) > 1:
                continue
            elif sign in "{[":
                depth += 1
            else:
                depth -= 1
                if depth == 0:
                    return match.end()
        self._strings_fail = True  # so that each text is read to its end in vain only once
        return -1

    def _match_brackets(self) -> None:
        """Match brackets with no eye for strings, and find the last that closes nothing yet ends an object."""
        waiting: list[int] = []
        for match in _BRACKET.finditer(self._text):
            at = match.start()
            if match[0] in "{[":
                waiting.append(at)
            elif waiting:
                self._closing[waiting.pop()] = at
            elif _TAIL.search(self._text, max(0, at - 41), at):
                self._last_loose = at
