"""A machine that holds a reply's skeleton: so many blocks, each opened by its own mark and none too long.

Bullets, numbered items, paragraphs, sections and alternative answers are all blocks; they differ in what stands between
two of them, in how one opens, and in whether text may stand before the first and after the last.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from bylaw.prompt.held.chars import LINE, TERMINATORS, WORD, Chars

__all__ = ["UNBOUNDED", "Blocks"]

UNBOUNDED = 1_000_000
"""Words of a block that no rule ends."""
_CLOSERS = Chars.of("\"')]}*”’»")


@dataclass(frozen=True, slots=True)
class Blocks:
    """Exactly so many blocks, one after the other."""

    openings: tuple[str, ...]
    """How each block opens; empty where it opens with any text."""
    between: str
    """The line feeds between two blocks; they stand nowhere else inside one."""
    softly: int
    """Words after which a block ends where a sentence does."""
    firmly: int
    """Words after which none begins in it."""
    least: int = 0
    """Blocks that suffice; 0 asks for all."""
    open_ended: bool = False
    """Whether another rule ends the last block, or the tail."""
    intro: int = 0
    """Words that may stand before the first block."""
    tail: int = 0
    """Words that may stand after the last."""
    never_opens: str = ""
    """Characters that no line begins with, save an opening's own."""
    never_run: str = ""
    """Characters that never stand twice in a row, save in an opening."""
    start: Hashable = ("text", -1, 0, "begin", 0)

    @property
    def cuts(self) -> Sequence[Chars]:
        """Words, where sentences end, and every character of the openings."""
        letters = {char for opening in self.openings for char in opening}
        letters |= set(self.never_opens) | set(self.never_run)
        return (WORD, TERMINATORS, LINE, _CLOSERS, *(Chars.of(char) for char in sorted(letters)))

    # ("open", block, characters spelled, "", 0) or ("text", block, words, kind, line feeds); block -1 is the intro and
    # the one past the last the tail.
    def step(self, state: tuple[str, int, int, str, int], char: str) -> Hashable | None:
        """Read one character."""
        phase, block, words, kind, feeds = state
        if phase == "open":
            return self._spell(block, words, char)
        if kind == "begin":  # the very first character
            opened = self._spell(0, 0, char)
            if opened is not None or not self.intro:
                return opened
        return self._text(block, words, kind, feeds, char)

    def accepts(self, state: tuple[str, int, int, str, int]) -> bool:
        """Tell whether every block is there and has words."""
        phase, block, words, _, _ = state
        least = self.least or len(self.openings)
        return phase == "text" and (block == len(self.openings) or (block >= least - 1 and words > 0))

    def _spell(self, block: int, at: int, char: str) -> Hashable | None:
        """Spell a block's opening; where that is empty, begin its text."""
        if block == len(self.openings):
            return self._text(block, 0, "line", 0, char) if self.tail else None
        opening = self.openings[block]
        if at == len(opening):
            return self._text(block, 0, "line" if not opening or opening[-1] == "\n" else "other", 0, char)
        return ("open", block, at + 1, "", 0) if char == opening[at] else None

    def _text(self, block: int, words: int, kind: str, feeds: int, char: str) -> Hashable | None:
        if char == "\n":
            return self._feed(block, words, kind, feeds)
        if char in self.never_opens and kind in ("line", "begin"):
            return None
        if char in self.never_run and kind == char:
            return None
        softly, firmly = self._bounds(block)
        if char in WORD:
            if kind == "word":
                return ("text", block, words, kind, 0)
            over = words >= firmly or (words >= softly and kind in ("end", "ended"))
            return None if over else ("text", block, 1 if firmly == UNBOUNDED else words + 1, "word", 0)
        if char in TERMINATORS:
            return None if kind == "ended" else ("text", block, words, "ended" if kind == "end" else "end", 0)
        if kind in ("end", "ended") and words >= softly:
            return ("text", block, words, "ended", 0) if char in _CLOSERS and kind == "end" else None
        if words >= firmly and kind != "word":
            return None
        if char in " " and kind in ("line", "begin"):
            return ("text", block, words, kind, 0)
        return ("text", block, words, char if char in self.never_run else "other", 0)

    def _feed(self, block: int, words: int, kind: str, feeds: int) -> Hashable | None:
        if kind in ("begin",):
            return None
        feeds += 1
        if feeds < len(self.between):
            return ("text", block, words, "line", feeds)
        if block == len(self.openings):  # the tail has lines of its own
            return ("text", block, words, "line", 0)
        if block >= 0 and not words:
            return None
        if block == len(self.openings) - 1:
            return ("text", len(self.openings), 0, "line", 0) if self.tail else None
        return ("open", block + 1, 0, "", 0)

    def _bounds(self, block: int) -> tuple[int, int]:
        last = len(self.openings)
        if block < 0:
            return (self.intro, self.intro)
        if self.open_ended and block >= last - (not self.tail):
            return (UNBOUNDED, UNBOUNDED)
        if block == last:
            return (self.tail, self.tail)
        return (self.softly, self.firmly)
