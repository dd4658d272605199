"""Compare the examples of one section: which came, which went, which reply's verdict changed, which were reworded."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from bylaw.authority import Comparison, Dialogue, Role, Turn, Verdict
from bylaw.spec.canonical import CanonicalExample
from bylaw.spec.diff.words import Bag, alike, bag
from bylaw.spec.nodes import Example

__all__ = ["ExampleMatches", "Flip", "Known", "Rewrite", "known", "match_examples", "rewrite"]

# Shares of words in common. Two examples of one section share at most 0.73 in the published documents of 2025.
_SAME_EXAMPLE = 0.75
_SAME_REPLY = 0.6


@dataclass(frozen=True, slots=True)
class Known:
    """An example, and what it is compared by."""

    node: Example
    canonical: CanonicalExample
    words: Bag

    @property
    def title(self) -> str:
        """Its title, for comparing."""
        return " ".join(self.node.title.casefold().split())

    @property
    def said(self) -> str:
        """All of it but the fence."""
        return b" ".join(part for part in (self.canonical.head, self.canonical.markup) if part).decode()


@dataclass(frozen=True, slots=True)
class ExampleMatches:
    """Which example became which, by position in its section."""

    pairs: tuple[tuple[int, int], ...]
    """In the order of the section before."""
    removed: tuple[int, ...]
    added: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """One reply whose verdict changed."""

    reply: int
    """Which of the example's replies it is now, from 1."""
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """How one example became another."""

    flips: tuple[Flip, ...]
    reworded: bool
    """Whether anything but the verdicts, and the notes that go with them, changed."""
    reordered: bool
    """Whether nothing changed but the order of the replies in a comparison."""


def known(nodes: Iterable[Example], canonicals: Iterable[CanonicalExample]) -> tuple[Known, ...]:
    """Pair examples with what they are compared by."""
    return tuple(
        Known(node, canonical, bag(b" ".join((canonical.head, canonical.markup)).decode()))
        for node, canonical in zip(nodes, canonicals, strict=True)
    )


def match_examples(before: Sequence[Known], after: Sequence[Known]) -> ExampleMatches:
    """Match examples: the same ones first, then by title, then by what they say."""
    scored = []
    for old, one in enumerate(before):
        for new, other in enumerate(after):
            if one.canonical == other.canonical:
                rank, score = 2, 1.0
            else:
                rank, score = int(one.title == other.title != ""), alike(one.words, other.words)
            if rank or score >= _SAME_EXAMPLE:
                scored.append((rank, score, -abs(old - new), old, new))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, old, new in sorted(scored, reverse=True):
        if old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
    return ExampleMatches(
        tuple(sorted(pairs.items())),
        tuple(at for at in range(len(before)) if at not in pairs),
        tuple(at for at in range(len(after)) if at not in taken),
    )


def rewrite(before: Known, after: Known) -> Rewrite:
    """Say how an example became the one it was matched with."""
    one, other = before.node.dialogue, after.node.dialogue
    old, new = _replies(one), _replies(other)
    pairs = _match_replies(old, new)
    flipped = [(at, to) for at, to in pairs if _flipped(old[at].verdict, new[to].verdict)]
    flips = tuple(
        Flip(to + 1, old[at].verdict, new[to].verdict) for at, to in sorted(flipped, key=lambda pair: pair[1])
    )
    left = _plain(one, {id(old[at]) for at, _ in flipped})
    right = _plain(other, {id(new[to]) for _, to in flipped})
    same_head = before.canonical.head == after.canonical.head
    if left == right and same_head:
        return Rewrite(flips, reworded=not flips, reordered=False)
    if _sorted(left) == _sorted(right) and same_head:
        return Rewrite(flips, reworded=False, reordered=not flips)
    return Rewrite(flips, reworded=True, reordered=False)


def _replies(dialogue: Dialogue) -> list[Turn]:
    replies = []
    for step in dialogue.steps:
        turns = step.turns if isinstance(step, Comparison) else (step,)
        replies += [turn for turn in turns if turn.message.role is Role.ASSISTANT]
    return replies


def _match_replies(old: Sequence[Turn], new: Sequence[Turn]) -> list[tuple[int, int]]:
    """Match replies by what they say; of two that say the same, the one that stands where it stood."""
    old_words, new_words = ([bag(turn.message.text) for turn in turns] for turns in (old, new))
    scored = []
    for at, one in enumerate(old_words):
        for to, other in enumerate(new_words):
            if (score := alike(one, other)) >= _SAME_REPLY:
                scored.append((score, at == to, -abs(at - to), at, to))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, at, to in sorted(scored, reverse=True):
        if at not in pairs and to not in taken:
            pairs[at] = to
            taken.add(to)
    return sorted(pairs.items())


def _flipped(before: Verdict | None, after: Verdict | None) -> bool:
    return before != after and bool({before, after} & {"good", "bad"})


# A turn, or a comparison's turns, as plain values; what was said of a flipped reply is left out.
_PlainTurn = tuple[str, ...]
_Plain = list[list[_PlainTurn]]


def _plain(dialogue: Dialogue, flipped: set[int]) -> _Plain:
    plain: _Plain = []
    for step in dialogue.steps:
        if isinstance(step, Comparison):
            plain.append([("comparison",), *(_plain_turn(turn, id(turn) in flipped) for turn in step.turns)])
        else:
            plain.append([_plain_turn(step, id(step) in flipped)])
    plain.append([("problem", problem.what) for problem in dialogue.problems])
    return plain


def _plain_turn(turn: Turn, flipped: bool) -> _PlainTurn:
    message = turn.message
    head = (
        message.wire_role,
        message.name or "",
        message.recipient or "",
        msgspec.json.encode(message.fields).decode(),
    )
    mark = ("", "", "") if flipped else (turn.verdict or "", " ".join(turn.note.split()), turn.clause or "")
    return (*head, *mark, " ".join(message.text.split()))


def _sorted(plain: _Plain) -> _Plain:
    return [sorted(step) for step in plain]
