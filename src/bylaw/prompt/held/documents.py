"""Machines for replies that are one document: JSON, one of some options, a table, a code block."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from bylaw.prompt.held.chars import DIGITS, LINE, LOWER, SPACE, WORD, Chars

__all__ = ["CodeBlock", "Json", "OneOf", "Table"]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The reply is one of some texts, letter by letter."""

    options: tuple[str, ...]

    @property
    def cuts(self) -> Sequence[Chars]:
        """Every character of the options."""
        return tuple(Chars.of(char) for char in sorted({char for option in self.options for char in option}))

    @property
    def start(self) -> Hashable:
        """Every option is still open."""
        return (0, tuple(range(len(self.options))))

    def step(self, state: tuple[int, tuple[int, ...]], char: str) -> Hashable | None:
        """Read one character."""
        at, alive = state
        alive = tuple(way for way in alive if at < len(self.options[way]) and self.options[way][at] == char)
        return (at + 1, alive) if alive else None

    def accepts(self, state: tuple[int, tuple[int, ...]]) -> bool:
        """Tell whether one is complete."""
        return any(len(self.options[way]) == state[0] for way in state[1])


@dataclass(frozen=True, slots=True)
class Json:
    """One JSON object of strings, numbers, lists and objects, two deep at most, closed in good time."""

    softly: int
    """Words after which no member begins."""
    firmly: int
    """Words after which no word begins."""
    cuts: Sequence[Chars] = (*(Chars.of(char) for char in '{}[]",:-.\\'), DIGITS, Chars.of("0"), SPACE, LINE, WORD)
    start: Hashable = ("", "value", 0, 0)
    deepest: int = 2

    # (open brackets, place, words, whether within a word)
    def step(self, state: tuple[str, str, int, int], char: str) -> Hashable | None:
        """Read one character."""
        stack, place, words, run = state
        if place in ("key", "text"):
            return self._string(stack, place, words, run, char)
        if place in ("int", "zero", "minus", "dot", "frac"):
            on = self._number(place, char)
            if on:
                return (stack, on, words, 0)
            return None if place in ("minus", "dot") else self.step((stack, "after", words, 0), char)
        if char in " \n":
            return None if place == "done" or not stack else state  # `Tidy` bounds it
        return self._outside(stack, place, words, char)

    def accepts(self, state: tuple[str, str, int, int]) -> bool:
        """Tell whether the object is closed."""
        return state[1] == "done"

    def _outside(self, stack: str, place: str, words: int, char: str) -> Hashable | None:
        if place == "after":
            if char == ",":
                return None if words >= self.softly else (stack, "name" if stack[-1] == "{" else "value", words, 0)
            if char == {"{": "}", "[": "]"}[stack[-1]]:
                return (stack[:-1], "after" if stack[1:] else "done", words, 0)
            return None
        if place == "name":
            return (stack, "key", words, 0) if char == '"' else None
        if place == "colon":
            return (stack, "value", words, 0) if char == ":" else None
        if place != "value":
            return None
        if not stack and char != "{":
            return None
        if char in "{[":
            late = words >= self.softly or len(stack) >= self.deepest
            return None if late else (stack + char, "name" if char == "{" else "value", words, 0)
        if char == '"':
            return (stack, "text", words, 0)
        on = self._number("", char)
        return (stack, on, words, 0) if on else None

    def _string(self, stack: str, place: str, words: int, run: int, char: str) -> Hashable | None:
        if char == '"':
            return (stack, "colon" if place == "key" else "after", words, 0)
        if char in "\n\\":
            return None
        if char not in WORD:
            return None if words >= self.firmly and run == 0 else (stack, place, words, 0)
        if run:
            return (stack, place, words, 1)
        # A key still needs its value, so a member that has begun may go on for some words more.
        return None if words >= self.firmly else (stack, place, words + 1, 1)

    @staticmethod
    def _number(place: str, char: str) -> str:
        if char == "-":
            return "minus" if not place else ""
        if char == ".":
            return "dot" if place in ("int", "zero") else ""
        if not ("0" <= char <= "9"):
            return ""
        if place in ("dot", "frac"):
            return "frac"
        if place == "zero":
            return ""
        return "zero" if char == "0" and place in ("", "minus") else "int"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """One fenced block of code."""

    lines: int
    """At most."""
    cuts: Sequence[Chars] = (Chars.of("`"), LINE, LOWER)
    start: Hashable = ("fence", 0)

    def step(self, state: tuple[str, int], char: str) -> Hashable | None:
        """Read one character."""
        place, count = state
        if place in ("fence", "last"):
            if char == "`" and count < 3:
                return (place, count + 1)
            if place == "last" or count < 3:
                return None
            return (
                ("code", 0) if char == "\n" else (("fence", count + 1) if "a" <= char <= "z" and count < 13 else None)
            )
        if char == "\n":
            return ("begin", count + 1) if count < self.lines else None
        if char == "`":
            return ("last", 1) if place == "begin" and count > 0 else None
        return ("code", count) if count < self.lines else None

    def accepts(self, state: tuple[str, int]) -> bool:
        """Tell whether the fence is closed."""
        return state == ("last", 3)


@dataclass(frozen=True, slots=True)
class Table:
    """One Markdown table of two or three columns."""

    columns: int
    rows: int
    """At most, its head aside."""
    cell: int = 8
    """Words in a cell at most."""
    cuts: Sequence[Chars] = (Chars.of("|"), LINE, SPACE, Chars.of("-"), WORD)
    start: Hashable = (0, 0, 0, False)

    # (row, cell, words in it, within a word); row 1 is the line under the head.
    def step(self, state: tuple[int, int, int, bool], char: str) -> Hashable | None:
        """Read one character."""
        row, cell, words, within = state
        if row == 1:
            rule = "|" + "---|" * self.columns + "\n"
            if char != rule[cell]:
                return None
            return (2, 0, 0, False) if cell + 1 == len(rule) else (1, cell + 1, 0, False)
        if cell == 0:
            return (row, 1, 0, False) if char == "|" else None
        if cell > self.columns:
            return (row + 1, 0, 0, False) if char == "\n" and row <= self.rows else None
        if char == "|":
            return (row, cell + 1, 0, False) if words else None
        if char == "\n":
            return None
        if char in WORD:
            return (row, cell, words, True) if within else ((row, cell, words + 1, True) if words < self.cell else None)
        return (row, cell, words, False)

    def accepts(self, state: tuple[int, int, int, bool]) -> bool:
        """Tell whether a row is whole."""
        return state[0] >= 2 and (state[1] > self.columns or (state[0] > 2 and state[1] == 0))
