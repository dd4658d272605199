"""Find phrases in a text, all families of them in one pass over its words.

A phrase is written as words with alternatives: `i|we cannot|can't really| help|assist`. An alternative of several words
is joined by `_`; an empty one makes the word optional; `*` is any one word, `**` up to three. The phrases are compiled
to a graph of words, which is walked from each word of the text: a step is a dictionary look-up, and no walk is longer
than the longest phrase, so the time is linear in the text's length.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["STOP", "Phrases", "Words"]

_PARTS = tuple(',;:"()*[]{}#<>/`=+|~_\\')
_PARTS_ELSEWHERE = tuple("“”«»¿¡„、，；：（）「」『』–—·،؛")
_STOPS_ELSEWHERE = (("…", "."), ("。", "."), ("！", "!"), ("？", "?"), ("।", "."), ("؟", "?"))
STOP = "."
"""Stands after each sentence; no phrase goes past it."""
_STOPS = frozenset((STOP, "?", "!"))
_UNPARTED = "\u0e00"
"""Thai, Chinese, Japanese, Korean and others that don't part words, or not where English does, come from here on."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
# A stop after these ends no sentence; after a single letter or a short number neither.
_SHORT = frozenset(["mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "jr", "sr", "inc", "no"])


@dataclass(frozen=True, slots=True)
class Words:
    """A folded text as words, sentence by sentence."""

    words: tuple[str, ...]
    """In order, with `STOP` after each sentence."""
    lengths: tuple[int, ...]
    """Words of each sentence."""
    asks: frozenset[int]
    """Sentences that end with a question mark."""
    items: int
    """Numbers that begin an item of a list: `1.` and on."""

    @classmethod
    def of(cls, text: str) -> "Words":
        """Split a text in small letters."""
        words: list[str] = []
        lengths: list[int] = []
        asks: list[int] = []
        items = size = 0
        for word in _parted(text):
            if word not in _STOPS:
                words.append(word)
                size += 1
                continue
            if not size:
                continue
            if word == STOP:
                last = words[-1]
                if len(last) < 3 and last.isdigit():
                    items += 1
                    continue
                if len(last) == 1 or last in _SHORT:
                    continue
            elif word == "?":
                asks.append(len(lengths))
            lengths.append(size)
            words.append(STOP)
            size = 0
        if size:
            lengths.append(size)
            words.append(STOP)
        return cls(tuple(words), tuple(lengths), frozenset(asks), items)

    @property
    def sentences(self) -> int:
        return len(self.lengths)


def _parted(text: str) -> list[str]:
    """Split a text into words and stops; replacing and splitting is several times faster than a pattern."""
    if not text.isascii():
        text = text.replace("’", "'")
        for mark in _PARTS_ELSEWHERE:
            text = text.replace(mark, " ")
        for mark, stop in _STOPS_ELSEWHERE:
            text = text.replace(mark, stop + " ")
    for mark in _PARTS:
        text = text.replace(mark, " ")
    text = f" {text} ".replace(" '", " ").replace("' ", " ").replace("?", " ? ").replace("!", " ! ")
    return text.replace(". ", " . ").split()


class _Node:
    """A place in the phrases as they are written."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, list[_Node]] = {}
        self.ends: list[int] = []

    def step(self, word: str, to: "_Node") -> None:
        self.next.setdefault(word, []).append(to)


class _State:
    """All places that the same words lead to; what follows it is worked out when a text first gets there."""

    __slots__ = ("ends", "nodes", "other", "steps")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.nodes = nodes
        self.ends = frozenset(family for node in nodes for family in node.ends)
        self.steps: dict[str, _State | None] | None = None
        self.other: _State | None = None

    def expand(self) -> "dict[str, _State | None]":
        by_word: dict[str, list[_Node]] = {}
        for node in self.nodes:
            for word, onward in node.next.items():
                by_word.setdefault(word, []).extend(onward)
        any_word = by_word.pop("*", [])
        self.other = _State(any_word) if any_word else None
        steps: dict[str, _State | None] = {word: _State(nodes + any_word) for word, nodes in by_word.items()}
        steps[STOP] = None
        self.steps = steps
        return steps


class Phrases:
    """Families of phrases, compiled."""

    def __init__(self, families: Mapping[str, Sequence[str]], inside: Mapping[str, str] = _NOTHING) -> None:
        """Compile them; a family's number is its place in the mapping.

        Args:
            families: phrases by family.
            inside: patterns by family that are looked for within words of scripts that don't part words.
        """
        self.names = tuple(families)
        self._inside = tuple((self.names.index(name), re.compile(pattern)) for name, pattern in inside.items())
        root = _Node()
        for number, phrases in enumerate(families.values()):
            for phrase in phrases:
                _add(root, phrase, number)
        self._first = _State([root]).expand()

    def find(self, text: Words) -> list[set[int]]:
        """Give, for each sentence, the families of the phrases that lie within it."""
        words = text.words
        found: list[set[int]] = [set() for _ in range(text.sentences)]
        first, number = self._first, 0
        for start, word in enumerate(words):
            state = first.get(word)
            if state is None:
                if word == STOP:
                    number += 1
                elif word[0] >= _UNPARTED:
                    found[number].update(family for family, pattern in self._inside if pattern.search(word))
                continue
            at = start
            while state is not None:
                if state.ends:
                    found[number] |= state.ends
                at += 1
                steps = state.steps
                if steps is None:
                    steps = state.expand()
                state = steps.get(words[at], state.other)
        return found


def _add(root: _Node, phrase: str, family: int) -> None:
    frontier = [root]
    for written in phrase.split():
        if written == "**":
            for _ in range(3):
                gap = _Node()
                for node in frontier:
                    node.step("*", gap)
                frontier = [*frontier, gap]
            continue
        target = _Node()
        optional = False
        for choice in written.split("|"):
            if not choice:
                optional = True
                continue
            *middle, last = choice.split("_")
            for node in frontier:
                at = node
                for word in middle:
                    onward = _Node()
                    at.step(word, onward)
                    at = onward
                at.step(last, target)
        frontier = [*frontier, target] if optional else [target]
    if root in frontier:
        raise ValueError(f"a phrase needs a word that isn't optional: {phrase!r}")
    for node in frontier:
        node.ends.append(family)
