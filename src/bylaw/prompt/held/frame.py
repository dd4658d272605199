"""Machines that hold how a reply begins and ends: an opening text, quotation marks, a closing text, a bound of words.

The end is prepared: from some word on the reply ends, or its closing text begins, where a sentence ends; from a later
word on no word begins at all, so that only a stop can follow. That is how a reply comes home within its bound.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from bylaw.prompt.held.chars import LINE, SPACE, TERMINATORS, WORD, Chars

__all__ = ["SENTENCE", "Ending", "Opening", "Quoted"]

SENTENCE = ""
"""In a closing text: a sentence of the model's own."""
_LONGEST_SENTENCE = 25
_CLOSERS = Chars.of("\"')]}*”’»")
_FREE, _CLOSING = "free", "closing"


def _ways(text: str) -> tuple[str, ...]:
    """The text as it stands, in small letters and in capitals: rules about case decide."""
    return tuple(dict.fromkeys(way for way in (text, text.lower(), text.upper()) if len(way) == len(text)))


@dataclass(frozen=True, slots=True)
class Opening:
    """The reply begins with this text, in its own, small or capital letters, and a word doesn't run on from it."""

    text: str
    after: str = ""
    """What follows it at once, if anything."""
    start: Hashable = (0, (0, 1, 2), False)

    @property
    def cuts(self) -> Sequence[Chars]:
        """Every character of the text."""
        return (WORD, *(Chars.of(char) for way in _ways(self.text + self.after) for char in sorted(set(way))))

    def step(self, state: tuple[int, tuple[int, ...], bool], char: str) -> Hashable | None:
        """Read one character."""
        at, alive, done = state
        if done:
            return state
        ways = _ways(self.text + self.after)
        if at == len(ways[0]):
            return None if char in WORD and ways[0][-1] in WORD else (at, (), True)
        alive = tuple(way for way in alive if way < len(ways) and ways[way][at] == char)
        return (at + 1, alive, False) if alive else None

    def accepts(self, state: tuple[int, tuple[int, ...], bool]) -> bool:
        """Tell whether the text is there."""
        return state[0] == len(self.text + self.after)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One pair of double quotation marks around the whole reply, and none inside."""

    cuts: Sequence[Chars] = (Chars.of('"'),)
    start: Hashable = 0

    def step(self, state: int, char: str) -> Hashable | None:
        """Read one character."""
        if state == 2 or (state == 0 and char != '"'):
            return None
        return 2 if state == 1 and char == '"' else 1

    def accepts(self, state: int) -> bool:
        """Tell whether the marks are closed."""
        return state == 2


@dataclass(frozen=True, slots=True)
class Ending:
    """The reply ends in good time, with its closing text where it has one."""

    softly: int
    """Words after which it ends where a sentence does."""
    firmly: int
    """Words after which no other begins."""
    closing: tuple[str, ...] = ()
    """Texts and sentences, one after the other; the closing stands on a line of its own or after a space."""
    start: Hashable = (_FREE, 0, "other")

    @property
    def cuts(self) -> Sequence[Chars]:
        """Words, where sentences end, and every character of the closing."""
        letters = {char for text in self.closing for way in _ways(text) for char in way}
        return (WORD, TERMINATORS, SPACE, LINE, _CLOSERS, *(Chars.of(char) for char in sorted(letters)))

    def step(self, state: tuple[object, ...], char: str) -> Hashable | None:
        """Read one character."""
        match state:
            case (str() as phase, int() as words, str() as kind) if phase == _FREE:
                return self._free(words, kind, char)
            case (str(), int() as piece, int() as at, tuple() as alive):
                return self._spell(piece, at, alive, char)
            case (str(), int() as piece, int() as words, str() as kind):
                return self._sentence(piece, words, kind, char)
        return None

    def accepts(self, state: tuple[object, ...]) -> bool:
        """Tell whether all is said; before the bounds a reply without a closing may end anywhere."""
        if state[0] == _FREE:
            return not self.closing
        if state[1] != len(self.closing) - 1:
            return False
        last = self.closing[-1]
        return state[3] in ("end", "end2") if last == SENTENCE else state[2] == len(last)

    def _free(self, words: int, kind: str, char: str) -> Hashable | None:
        if char in WORD:
            if kind == "word":
                return (_FREE, words, kind)
            return (
                None
                if words >= self.firmly or (words >= self.softly and kind != "other")
                else (_FREE, words + 1, "word")
            )
        if words < self.softly:
            return (_FREE, words, "end" if char in TERMINATORS or (kind == "end" and char in _CLOSERS) else "other")
        if kind in ("end", "end2"):
            if char in TERMINATORS or char in _CLOSERS:
                return (_FREE, words, "end2") if kind == "end" else None
            return self._begin(char)
        if char in TERMINATORS:
            return (_FREE, words, "end")
        if words >= self.firmly:
            if char in _CLOSERS:  # what is open closes before the stop
                return (_FREE, words, "closer") if kind != "closer" else None
            return self._begin(char)
        return (_FREE, words, "other")

    def _begin(self, char: str) -> Hashable | None:
        if not self.closing or char not in " \n":
            return None
        return (_CLOSING, -1, int(char == "\n"), ())

    def _spell(self, piece: int, at: int, alive: tuple[int, ...], char: str) -> Hashable | None:
        if piece >= 0 and at < len(self.closing[piece]):
            ways = _ways(self.closing[piece])
            alive = tuple(way for way in alive if way < len(ways) and ways[way][at] == char)
            return (_CLOSING, piece, at + 1, alive) if alive else None
        if piece < 0 and at == 1 and char == "\n":  # a second line feed
            return (_CLOSING, -1, 2, ())
        return self._next(piece + 1, char)

    def _next(self, piece: int, char: str) -> Hashable | None:
        if piece == len(self.closing):
            return None
        if self.closing[piece] == SENTENCE:
            return self._sentence(piece, 0, "other", char)
        return self._spell(piece, 0, (0, 1, 2), char)

    def _sentence(self, piece: int, words: int, kind: str, char: str) -> Hashable | None:
        state = (_CLOSING, piece)
        if kind in ("gap", "gaps"):  # one or two line feeds, or a space, before the next piece
            return (*state, words, "gaps") if char == "\n" and kind == "gap" else self._next(piece + 1, char)
        if char in WORD:
            if kind == "word":
                return (*state, words, kind)
            return (*state, words + 1, "word") if words < _LONGEST_SENTENCE and kind == "other" else None
        if char in TERMINATORS:
            return (*state, words, "end") if words and kind != "end" else None
        if kind in ("end", "end2"):
            if char in _CLOSERS:
                return (*state, words, "end2") if kind == "end" else None
            return (*state, words, "gap") if char in "\n " and piece + 1 < len(self.closing) else None
        return (*state, words, "other") if char != "\n" else None
