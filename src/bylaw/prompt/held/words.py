"""Machines that hold which words a reply has: some never, or not too often; others surely, at free places.

A word that has to come is due from some word of the reply on: the next sentence then begins with it, and if no sentence
begins, the next word is it. Until then the model may write it where it likes, and that counts.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from bylaw.prompt.held.chars import DIGITS, LINE, NOTHING, SPACE, TERMINATORS, UPPER, WORD, Chars

__all__ = ["CapitalWord", "Due", "Fewer", "FewerCapitalWords", "Find", "Marked", "Spelled", "Title"]

_IDLE = 3  # characters other than words that may still stand before what is due
_CASELESS = DIGITS | Chars.of("_")
_ANGLES = Chars.of("<>")
_AFTER = Chars.of("\"')]*”’")


@dataclass(frozen=True, slots=True)
class Fewer:
    """At most so many of some words or phrases, however they are cased."""

    phrases: tuple[str, ...]
    most: int = 0
    whole: bool = True
    """Whether only whole words count; else any place where the characters stand."""

    @property
    def cuts(self) -> Sequence[Chars]:
        """Every letter of the phrases, and words."""
        letters = sorted({char for phrase in self.phrases for char in _fold(phrase)})
        return (WORD, *(_cases(char) for char in letters))

    @property
    def start(self) -> Hashable:
        """Nothing found, nothing under way, no word before."""
        return (0, frozenset(), False)

    def step(self, state: tuple[int, frozenset[tuple[int, int]], bool], char: str) -> Hashable | None:
        """Read one character."""
        count, under_way, after_word = state
        word = char in WORD
        if self.whole:
            count += any(self._ends(at, length) and not (word and self._wordy(at)) for at, length in under_way)
        ahead = {(at, length + 1) for at, length in under_way if self._next(at, length, char)}
        for at, phrase in enumerate(self.phrases):
            if phrase and char in _cases(_fold(phrase)[0]) and not (self.whole and after_word and word):
                ahead.add((at, 1))
        if not self.whole:
            count += any(self._ends(at, length) for at, length in ahead)
        return None if count > self.most else (count, frozenset(ahead), word)

    def accepts(self, state: tuple[int, frozenset[tuple[int, int]], bool]) -> bool:
        """Tell whether there are few enough, one that ends with the reply included."""
        count, under_way, _ = state
        if self.whole:
            count += any(self._ends(at, length) for at, length in under_way)
        return count <= self.most

    def _next(self, at: int, length: int, char: str) -> bool:
        folded = _fold(self.phrases[at])
        return length < len(folded) and char in _cases(folded[length])

    def _ends(self, at: int, length: int) -> bool:
        return length == len(_fold(self.phrases[at]))

    def _wordy(self, at: int) -> bool:
        return self.phrases[at][-1] in WORD


@dataclass(frozen=True, slots=True)
class FewerCapitalWords:
    """At most so many words in capitals, `I` and `A` among them."""

    most: int
    cuts: Sequence[Chars] = (WORD, UPPER, _CASELESS)
    start: Hashable = (0, "")

    def step(self, state: tuple[int, str], char: str) -> Hashable | None:
        """Read one character."""
        count, kind = state
        if char not in WORD:
            count += kind == "capitals"
            return None if count > self.most else (count, "")
        if kind == "word" or (char not in UPPER and char not in _CASELESS):
            return (count, "word")
        return (count, "capitals" if char in UPPER or kind == "capitals" else "caseless")

    def accepts(self, state: tuple[int, str]) -> bool:
        """Tell whether there are few enough."""
        return state[0] + (state[1] == "capitals") <= self.most


class Find(Protocol):
    """Something to be found at a word's edge."""

    @property
    def cuts(self) -> Sequence[Chars]:
        """The characters it tells apart."""
        ...

    def step(self, at: int, char: str) -> int | None:
        """Go on from `at` characters or phases; None where this isn't it."""
        ...

    def found(self, at: int) -> bool:
        """Tell whether it is there."""
        ...

    @property
    def ends_open(self) -> bool:
        """Whether it is only found once the word ends."""
        ...

    @property
    def marks(self) -> Chars:
        """Characters that stand nowhere else, so that what they open is always closed."""
        ...


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word or phrase, however it is cased."""

    phrase: str
    ends_open: bool = True
    marks: Chars = NOTHING

    @property
    def cuts(self) -> Sequence[Chars]:
        """Its letters."""
        return tuple(_cases(char) for char in sorted(set(_fold(self.phrase))))

    def step(self, at: int, char: str) -> int | None:
        """Go on by one character."""
        folded = _fold(self.phrase)
        return at + 1 if at < len(folded) and char in _cases(folded[at]) else None

    def found(self, at: int) -> bool:
        """Tell whether it is spelled out."""
        return at == len(_fold(self.phrase))


@dataclass(frozen=True, slots=True)
class CapitalWord:
    """A word of two capitals or more."""

    cuts: Sequence[Chars] = (UPPER,)
    ends_open: bool = True
    marks: Chars = NOTHING

    def step(self, at: int, char: str) -> int | None:
        """Go on by one character."""
        return min(at + 1, 2) if char in UPPER else None

    def found(self, at: int) -> bool:
        """Tell whether there are two."""
        return at == 2


@dataclass(frozen=True, slots=True)
class Marked:
    """One to a few words between two marks: `[name]`, `*important*`."""

    opens: str
    closes: str
    most: int = 4
    """Words inside."""
    ends_open: bool = False

    @property
    def marks(self) -> Chars:
        """The marks, which stand nowhere else."""
        return Chars.of(self.opens + self.closes)

    @property
    def cuts(self) -> Sequence[Chars]:
        """The marks, words, spaces and line ends."""
        return (Chars.of(self.opens), Chars.of(self.closes), WORD, SPACE, LINE)

    # Phases: 0 before, 1 opened, 2n in the nth word, 2n + 1 between words, -1 closed.
    def step(self, at: int, char: str) -> int | None:
        """Go on by one character."""
        if at == 0:
            return 1 if char == self.opens else None
        if at % 2 == 0:
            if char == self.closes:
                return -1
            if char in WORD:
                return at
            return at + 1 if char == " " and at < 2 * self.most else None
        if char in WORD:
            return at + 1
        return None

    def found(self, at: int) -> bool:
        """Tell whether it is closed."""
        return at == -1


@dataclass(frozen=True, slots=True)
class Title:
    """`<<` a few words `>>` on a line of their own."""

    most: int = 10
    ends_open: bool = False
    marks: Chars = _ANGLES
    cuts: Sequence[Chars] = (Chars.of("<"), Chars.of(">"), WORD, SPACE, LINE, Chars.of("'-:"))

    # Phases: 0, 1 and 2 as it opens, 2n + 1 in the nth word, 2n + 2 between words, -1 closing, -2 closed, -3 line over.
    def step(self, at: int, char: str) -> int | None:
        """Go on by one character."""
        if at in (0, 1):
            return at + 1 if char == "<" else None
        if at == -1:
            return -2 if char == ">" else None
        if at == -2:
            return -3 if char == "\n" else None
        if char in WORD:
            return at if at % 2 else (at + 1 if at < 2 * self.most else None)
        if char == ">":
            return -1 if at % 2 else None
        if char == " ":
            return at + 1 if at % 2 and at < 2 * self.most - 1 else (at if at % 2 == 0 and at > 2 else None)
        return (at if at % 2 and at < 2 * self.most - 1 else None) if char in "'-:" else None

    def found(self, at: int) -> bool:
        """Tell whether its line is over."""
        return at == -3


@dataclass(frozen=True, slots=True)
class Due:
    """What has to be found, one after the other, each from its word of the reply on."""

    wanted: tuple[Find, ...]
    softly: tuple[int, ...]
    """By what is already found: words after which the next sentence begins with what comes next."""
    firmly: tuple[int, ...]
    """By what is already found: words after which the next word is what comes next."""
    afresh: bool = False
    """Whether words are counted from the last found, not from the reply's start: fewer states where nothing else counts
    the words of the reply, more where something does."""

    @property
    def cuts(self) -> Sequence[Chars]:
        """What each of them tells apart, words, and where sentences begin."""
        own = [cut for find in dict.fromkeys(self.wanted) for cut in (*find.cuts, find.marks) if cut]
        return (*dict.fromkeys(own), WORD, TERMINATORS, LINE, NOTHING, SPACE, _AFTER)

    @property
    def start(self) -> Hashable:
        """Nothing found, no words, before a sentence, nothing under way."""
        return (0, 0, "begins", None, False, 0)

    # (found, words, place, under way, due, idle). Place: within a word, after one, a sentence's end, or its beginning.
    def step(self, state: tuple[int, int, str, int | None, bool, int], char: str) -> Hashable | None:
        """Read one character."""
        done, words, place, at, must, idle = state
        if done == len(self.wanted):
            return state if char not in self.wanted[-1].marks or not self.wanted[-1].marks else None
        find = self.wanted[done]
        if at is not None:
            on = find.step(at, char)
            if on is None:
                if find.ends_open and find.found(at) and char not in WORD:
                    return self._past(done + 1, words, char)
                if must or find.marks:
                    return None
            elif find.found(on) and not find.ends_open:
                return self._past(done + 1, words, char)
            else:
                new = char in WORD and place != "word"
                return (done, self._capped(words + new), self._place(place, char), on, must, 0)
        if place != "word":
            due = words >= self.firmly[done] or (place == "begins" and words >= self.softly[done])
            on = find.step(0, char)
            if on is not None:
                new = char in WORD
                return (done, self._capped(words + new), self._place(place, char), on, due, 0)
            if due and (char in WORD or idle >= _IDLE):
                return None
            idle = idle + 1 if due else 0
        if char in find.marks:
            return None
        new = char in WORD and place != "word"
        return (done, self._capped(words + new), self._place(place, char), None, False, idle if place != "word" else 0)

    def accepts(self, state: tuple[int, int, str, int | None, bool, int]) -> bool:
        """Tell whether all is found; the last may end with the reply."""
        done, _, _, at, _, _ = state
        if done == len(self.wanted):
            return True
        find = self.wanted[done]
        return done + 1 == len(self.wanted) and at is not None and find.ends_open and find.found(at)

    def _past(self, done: int, words: int, char: str) -> Hashable | None:
        if done == len(self.wanted):
            return (done, 0, "", None, False, 0)
        return (done, 0 if self.afresh else words, self._place("other", char), None, False, 0)

    def _capped(self, words: int) -> int:
        return min(words, max(self.firmly) if self.afresh else self.firmly[-1])

    def _place(self, place: str, char: str) -> str:
        if char in WORD:
            return "word"
        if char in TERMINATORS:
            return "ends"
        if char == "\n":
            return "begins"
        if place in ("ends", "begins"):
            return "begins" if char == " " or place == "begins" else ("ends" if char in _AFTER else "other")
        return "other"


@lru_cache(maxsize=1024)
def _fold(phrase: str) -> str:
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in phrase)


@lru_cache(maxsize=1024)
def _cases(char: str) -> Chars:
    return Chars.of("".join(way for way in (char, char.lower(), char.upper()) if len(way) == 1))
