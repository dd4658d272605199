"""Find for each section of one document the same section of the other.

A section is known by its id. One whose id the other document doesn't have is known again by its title and its words, if
they are nearly those of a section that lost its id: then the id changed, not the clause.
"""
# SPDX-License-Identifier: Apache-2.0

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bylaw.spec.canonical import CanonicalSection
from bylaw.spec.diff.words import alike, bag

__all__ = ["Matches", "match_sections"]

# Shares of words in common. Two sections of one published document (2025, three versions) that are not empty share at
# most 0.48. A clause that was written anew around its old examples reaches 0.85, and counts as another clause.
_SAME_WORDS = 0.9
_SAME_WORDS_UNDER_A_TITLE = 0.5


@dataclass(frozen=True, slots=True)
class Matches:
    """Which section became which, by position in its document."""

    pairs: tuple[tuple[int, int], ...]
    """In the order of the document before."""
    removed: tuple[int, ...]
    added: tuple[int, ...]


def match_sections(before: Sequence[CanonicalSection], after: Sequence[CanonicalSection]) -> Matches:
    """Match the sections of two documents."""
    places = {key: at for at, key in enumerate(_keys(after))}
    pairs = {at: places[key] for at, key in enumerate(_keys(before)) if key in places}
    taken = set(pairs.values())
    lost = [at for at in range(len(before)) if at not in pairs]
    new = [at for at in range(len(after)) if at not in taken]
    bags = {id(each): bag(_text(each)) for each in (*(before[at] for at in lost), *(after[at] for at in new))}
    scored = []
    for old in lost:
        for come in new:
            one, other = before[old], after[come]
            score = alike(bags[id(one)], bags[id(other)])
            titled = one.title.casefold() == other.title.casefold()
            if score >= _SAME_WORDS_UNDER_A_TITLE if titled else score >= _SAME_WORDS and bags[id(one)]:
                scored.append((titled, score, -abs(old - come), old, come))
    for *_, old, come in sorted(scored, reverse=True):
        if old not in pairs and come not in taken:
            pairs[old] = come
            taken.add(come)
    return Matches(
        tuple(sorted(pairs.items())),
        tuple(at for at in range(len(before)) if at not in pairs),
        tuple(at for at in range(len(after)) if at not in taken),
    )


def _keys(sections: Sequence[CanonicalSection]) -> list[tuple[str, int]]:
    """Give each section's id, and how often it stood before."""
    seen: Counter[str] = Counter()
    keys = []
    for section in sections:
        keys.append((section.id, seen[section.id]))
        seen[section.id] += 1
    return keys


def _text(section: CanonicalSection) -> str:
    body = section.body
    said = [body.prose, body.commentary]
    for example in body.examples:
        said += [example.head, example.markup]
    return b" ".join(said).decode()
