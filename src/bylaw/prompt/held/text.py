r"""Machines that hold how a reply's text runs on: tidy white space, numbers of words, sentences and letters.

A word is a run of word characters, as `\w+` counts them. Words are counted when they begin.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from bylaw.prompt.held.chars import DIGITS, LINE, SPACE, TERMINATORS, WORD, Chars

__all__ = ["FewerLetters", "FewerSentences", "MoreLetters", "MoreSentences", "MoreWords", "NeverOpens", "Tidy"]

_CLOSERS = Chars.of("\"')]}*”’»")


@dataclass(frozen=True, slots=True)
class Tidy:
    """One space or two line feeds at most, no line without a word, no run of signs; a reply holds at least one word.

    Without it a small model that is kept from ending, or from what it would write, goes on in empty lines and signs.
    """

    indent: int = 0
    """Spaces that may stand at a line's start."""
    after: int = 0
    """Characters at the start that are another rule's."""
    signs: int = 4
    """Characters in a row that are neither word nor space; 0 sets no bound, and lines then need no word."""
    letters: bool = False
    """Whether the reply, each line and each sentence begin with a letter: a model that may not write the capital it
    would begin with begins with numbers and quotation marks instead, and stays with them."""
    cuts: Sequence[Chars] = (SPACE, LINE, WORD, TERMINATORS, DIGITS)
    start: Hashable = ("begin", 0, False, False)

    # (what stands before, how often, whether this line holds a word, whether the reply does)
    def step(self, state: tuple[str, int, bool, bool], char: str) -> Hashable | None:
        """Read one character."""
        kind, run, line, said = state
        if kind == "begin" and run < self.after:
            return ("begin", run + 1, True, True) if run + 1 < self.after else ("text", 0, True, True)
        if char == "\n":
            if kind == "line":
                return None if run == 2 else ("line", 2, False, said)
            bare = self.signs > 0 and not line
            return None if bare or kind in ("begin", "space", "indent") else ("line", 1, False, said)
        if char == " ":
            if kind in ("line", "indent"):
                spaces = run + 1 if kind == "indent" else 1
                return ("indent", spaces, False, said) if spaces <= self.indent else None
            return None if kind in ("begin", "space") else ("space", int(kind == "stop"), line, said)
        if self.letters and (kind in ("begin", "line", "indent") or (kind == "space" and run)):
            if char not in WORD or char in DIGITS:
                return None
        if char in WORD:
            return ("text", 0, self.signs > 0, True)
        to = "stop" if self.letters and char in TERMINATORS else "text"
        if not self.signs:
            return (to, 0, False, said)
        count = run + 1 if kind in ("text", "stop") else 1
        return (to, count, line, said) if count <= self.signs else None

    def accepts(self, state: tuple[str, int, bool, bool]) -> bool:
        """Tell whether something was said."""
        return state[3]


@dataclass(frozen=True, slots=True)
class NeverOpens:
    """No line begins with one of these signs."""

    signs: Chars
    start: Hashable = True

    @property
    def cuts(self) -> Sequence[Chars]:
        """The signs, and what a line begins with."""
        return (self.signs, LINE, SPACE)

    def step(self, state: bool, char: str) -> Hashable | None:
        """Read one character."""
        if state and char in self.signs:
            return None
        return char == "\n" or (state and char == " ")

    def accepts(self, state: bool) -> bool:
        """Any reply so far."""
        return True


@dataclass(frozen=True, slots=True)
class MoreWords:
    """At least so many words."""

    least: int
    cuts: Sequence[Chars] = (WORD,)
    start: Hashable = (0, False)

    def step(self, state: tuple[int, bool], char: str) -> Hashable | None:
        """Read one character."""
        count, within = state
        if count >= self.least:
            return (count, False)  # enough: nothing is told apart any more
        if char in WORD:
            return (count if within else count + 1, True)
        return (count, False)

    def accepts(self, state: tuple[int, bool]) -> bool:
        """Tell whether there are enough."""
        return state[0] >= self.least


_Kind = Literal["word", "end", "other"]


@dataclass(frozen=True, slots=True)
class MoreSentences:
    """At least so many sentences, each of three words or more."""

    least: int
    cuts: Sequence[Chars] = (WORD, TERMINATORS, SPACE | LINE, _CLOSERS)
    start: Hashable = (0, 0, "other")

    def step(self, state: tuple[int, int, _Kind], char: str) -> Hashable | None:
        """Read one character."""
        done, words, kind = state
        if done >= self.least:
            return (done, 0, "other")
        if char in WORD:
            if kind == "word":
                return state
            return (done, min(words + 1, 3), "word")
        if char in TERMINATORS:
            return (done, words, "end" if words >= 3 else "other")
        if kind == "end":
            if char in SPACE or char in LINE:
                return (done + 1, 0, "other")
            return (done, words, "end" if char in _CLOSERS else "other")
        return (done, words, "other")

    def accepts(self, state: tuple[int, int, _Kind]) -> bool:
        """Tell whether there are enough; the last may end with the reply."""
        return state[0] + (state[2] == "end") >= self.least


@dataclass(frozen=True, slots=True)
class FewerSentences:
    """At most so many sentences. A line's end ends one as well, so that no way of counting finds more."""

    most: int
    cuts: Sequence[Chars] = (WORD, TERMINATORS, SPACE | LINE, LINE, _CLOSERS)
    start: Hashable = (0, 0, "other")

    def step(self, state: tuple[int, int, _Kind], char: str) -> Hashable | None:
        """Read one character."""
        done, words, kind = state
        if char in WORD:
            if kind == "word":
                return state
            if words == 0 and done >= self.most:
                return None
            return (done, 1, "word")
        if char in TERMINATORS:
            return (done, words, "end" if words else "other")
        if (char in LINE and words) or (kind == "end" and char in SPACE):
            return (done + 1, 0, "other")
        return (done, words, "end" if kind == "end" and char in _CLOSERS else "other")

    def accepts(self, state: tuple[int, int, _Kind]) -> bool:
        """Tell whether the reply may end: always, once it has begun."""
        return state[0] > 0 or state[1] > 0


@dataclass(frozen=True, slots=True)
class MoreLetters:
    """At least so many of one letter, however it is cased; after some words without, the next word begins with it."""

    letter: str
    least: int
    gap: int = 0
    """Words without it that may stand between two; 0 where the letter is common enough to come by itself."""
    start: Hashable = (0, 0, False, 0)

    @property
    def cuts(self) -> Sequence[Chars]:
        """The letter, and words."""
        return (Chars.of(self.letter.lower() + self.letter.upper()), WORD)

    def step(self, state: tuple[int, int, bool, int], char: str) -> Hashable | None:
        """Read one character."""
        count, words, within, idle = state
        if count >= self.least:
            return (count, 0, False, 0)
        hit = char in self.cuts[0]
        word = char in WORD
        due = self.gap > 0 and words >= self.gap and not within
        if due and not hit and (word or idle >= 3):
            return None
        if hit:
            return (count + 1, 0, word, 0)
        begins = self.gap > 0 and word and not within
        return (count, words + begins, word and self.gap > 0, idle + 1 if due else 0)

    def accepts(self, state: tuple[int, int, bool, int]) -> bool:
        """Tell whether there are enough."""
        return state[0] >= self.least


@dataclass(frozen=True, slots=True)
class FewerLetters:
    """At most so many of one letter, however it is cased."""

    letter: str
    most: int
    start: Hashable = 0

    @property
    def cuts(self) -> Sequence[Chars]:
        """The letter."""
        return (Chars.of(self.letter.lower() + self.letter.upper()),)

    def step(self, state: int, char: str) -> Hashable | None:
        """Read one character."""
        if char not in self.cuts[0]:
            return state
        return None if state >= self.most else state + 1

    def accepts(self, state: int) -> bool:
        """Any reply so far."""
        return True
