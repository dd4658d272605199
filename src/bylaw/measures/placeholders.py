"""Put placeholders for personal data on the way to a model, and the data back into its reply.

`[PHONE_1]` stands for one datum in all texts of a request. Laws: restoring what was pseudonymised gives the text that
was; a reply restored piece by piece is the reply restored whole, and no more than a placeholder's length is held back.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bylaw.measures.personal_data import SURE, find_personal_data, normal, shown

__all__ = ["Pseudonyms", "Restorer", "Table", "pseudonymise", "restore"]

_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]{1,20}_(?P<number>[0-9]{1,9})[A-Z]{0,3}\]")


@dataclass(frozen=True, slots=True)
class Table:
    """Which placeholder stands for what."""

    entries: tuple[tuple[str, str], ...] = ()
    """(placeholder, datum as it was written), in the order they were met."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Texts without personal data, and what it takes to put it back."""

    texts: tuple[str, ...]
    table: Table


def pseudonymise(texts: Sequence[str], *, least: float = SURE) -> Pseudonyms:
    """Replace personal data by placeholders, the same for one datum in all texts.

    One datum written in two ways gets one number and a letter (`[PHONE_1]`, `[PHONE_1B]`), so that a model sees that it
    is the same and each way of writing comes back. Numbers begin above any that a text already holds.

    Args:
        texts: all that is sent: of every message, in order.
        least: the score from which on a finding is replaced.
    """
    taken = max((int(found["number"]) for text in texts for found in _PLACEHOLDER.finditer(text)), default=0)
    numbers: dict[tuple[str, str], int] = {}
    ways: dict[tuple[str, int], int] = {}
    count: dict[str, int] = {}
    placeholders: dict[tuple[str, str], str] = {}
    out = []
    for text in texts:
        pieces: list[str] = []
        last = 0
        for each in find_personal_data(text):
            if each.score < least:
                continue
            written = text[each.start : each.end]
            name = each.label.upper().replace("-", "_")
            if (name, written) not in placeholders:
                datum = (name, normal(shown(each, text)) or written)
                if datum not in numbers:
                    count[name] = count.get(name, taken) + 1
                    numbers[datum] = count[name]
                number = numbers[datum]
                way = ways.get((name, number), 0)
                ways[name, number] = way + 1
                placeholders[name, written] = f"[{name}_{number}{_letters(way)}]"
            pieces += [text[last : each.start], placeholders[name, written]]
            last = each.end
        out.append("".join([*pieces, text[last:]]))
    return Pseudonyms(tuple(out), Table(tuple((holder, written) for (_, written), holder in placeholders.items())))


def restore(text: str, table: Table) -> str:
    """Put the data back. What looks like a placeholder and is none of the table's stays."""
    known = dict(table.entries)
    return _PLACEHOLDER.sub(lambda found: known.get(found[0], found[0]), text)


class Restorer:
    """Puts the data back into a reply that comes in pieces."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._starts = {holder[:size] for holder, _ in table.entries for size in range(1, len(holder))}
        self._longest = max((len(holder) for holder, _ in table.entries), default=0)
        self._kept = ""

    def feed(self, piece: str) -> str:
        """Take the next piece; give what is certain, which may be nothing yet."""
        text = self._kept + piece
        at = text.rfind("[", max(0, len(text) - self._longest))
        if at >= 0 and text[at:] in self._starts:
            text, self._kept = text[:at], text[at:]
        else:
            self._kept = ""
        return restore(text, self._table)

    def finish(self) -> str:
        """Give what was held back."""
        rest, self._kept = self._kept, ""
        return rest


def _letters(way: int) -> str:
    """Number the ways of writing: nothing for the first, then B, C and so on."""
    out = ""
    while way:
        way, rest = divmod(way if not out else way - 1, 26)
        out = chr(ord("A") + rest) + out
    return out
