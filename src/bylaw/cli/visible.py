"""Find what of a foreign text a reader couldn't see, or a screen would obey, and give it a name that can be shown.

Control characters, marks that turn text around, characters without a shape (tags, joiners, fillers), halves of pairs
and private ones. Line ends and tabs are left alone. One pass, linear.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Shown", "in_one_line", "shown", "visible"]

_CANDIDATES = re.compile(r"[^\x20-\x7e\n\t]")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks to Unicode, and nothing to the eye."""

_JOINERS = frozenset("\u200c\u200d")


class Shown(NamedTuple):
    """A run of a text: as it stands, or the name of a character that can't be."""

    text: str
    named: bool


def shown(text: str) -> Iterator[Shown]:
    """Cut a text into what can be shown as it is, and names such as U+202E for what can't."""
    here = 0
    for match in _CANDIDATES.finditer(text):
        at = match.start()
        if not _hidden(match[0]) or (match[0] in _JOINERS and _joins(text, at)):
            continue
        if match[0] == "\r" and text[at + 1 : at + 2] == "\n":
            name = ""
        else:
            name = f"U+{ord(match[0]):04X}"
        if here < at:
            yield Shown(text[here:at], False)
        if name:
            yield Shown(name, True)
        here = at + 1
    if here < len(text):
        yield Shown(text[here:], False)


def visible(text: str) -> str:
    """Write the names into the text, in angle brackets."""
    return "".join(f"<{piece.text}>" if piece.named else piece.text for piece in shown(text))


def in_one_line(text: str, *, most: int) -> str:
    """Write a text in one line of at most so many characters."""
    flat = " ".join(visible(text[: 4 * most]).split())
    return flat if len(flat) <= most and len(text) <= 4 * most else flat[: most - 1] + "\u2026"


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands where scripts and emoji need it: between two characters that can be seen, none Latin."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and min(around) > "\u024f" and around.isprintable()


def _hidden(character: str) -> bool:
    if character.isspace():
        return character < "\xa0" or character in "\u2028\u2029"
    return not character.isprintable() or character in _BLANK or "\U000e0100" <= character <= "\U000e01ef"
