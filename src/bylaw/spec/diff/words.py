"""Compare two texts word by word, and say how alike they are. White space is only what separates words."""
# SPDX-License-Identifier: Apache-2.0

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Bag", "Edit", "alike", "bag", "hunks", "word_diff"]

Bag = Counter[str]
"""A text as a bag of words."""

_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_MAX_CELLS = 250_000  # words times words; 500 words against 500 take some 20 ms, and beyond that no reader follows
_MIN_KEPT = 0.25  # where less than this of a passage stayed, the old and the new one read better apart
_MIN_ISLAND = 2  # a single word that stayed between two changes only breaks them up


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words, and what became of it."""

    op: Literal["same", "removed", "added"]
    text: str


def word_diff(before: str, after: str) -> tuple[Edit, ...]:
    """Say how one text became another: the runs that aren't `added` are `before`, those not `removed` are `after`."""
    old, new = before.split(), after.split()
    old_sentences, new_sentences = _sentences(old), _sentences(new)
    edits: list[tuple[str, Sequence[str]]] = []
    many = len(old_sentences) * len(new_sentences) > _MAX_CELLS  # then sentences that stand everywhere are passed over
    matcher = SequenceMatcher(None, old_sentences, new_sentences, autojunk=many)
    for op, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone = [word for sentence in old_sentences[old_start:old_end] for word in sentence]
        come = [word for sentence in new_sentences[new_start:new_end] for word in sentence]
        edits += [("same", gone)] if op == "equal" else _within(gone, come)
    return tuple(_joined(edits))


def hunks(edits: Sequence[Edit], *, context: int = 5) -> tuple[tuple[Edit, ...], ...]:
    """Cut a comparison into its changes, each between so many words that stayed; `…` stands for the rest."""
    found: list[tuple[Edit, ...]] = []
    current: list[Edit] = []
    for at, edit in enumerate(edits):
        words = edit.text.split()
        if edit.op != "same":
            current.append(edit)
            continue
        first, last = at == 0, at == len(edits) - 1
        if not (first or last) and len(words) <= 2 * context + 1:
            current.append(edit)
            continue
        if not first:
            more = ["…"] if len(words) > context else []
            found.append((*current, Edit("same", " ".join([*words[:context], *more]))))
            current = []
        if not last:
            more = ["…"] if len(words) > context else []
            current.append(Edit("same", " ".join([*more, *words[-context:]])))
    return (*found, tuple(current)) if current else tuple(found)


def bag(text: str) -> Bag:
    """Put a text's words in a bag, to be compared with others."""
    return Counter(text.lower().split())


def alike(one: Bag, other: Bag) -> float:
    """Give the share of words that two texts have in common, 0 to 1; two empty ones are alike."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _sentences(words: Sequence[str]) -> list[tuple[str, ...]]:
    sentences, start = [], 0
    for at, word in enumerate(words, start=1):
        if (word.endswith(_SENTENCE_ENDS) and word != "!!!") or at == len(words):
            sentences.append(tuple(words[start:at]))
            start = at
    return sentences


def _within(gone: Sequence[str], come: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Compare two passages word by word, unless they have next to nothing in common."""
    apart: list[tuple[str, Sequence[str]]] = [("removed", gone), ("added", come)]
    if not gone or not come or len(gone) * len(come) > _MAX_CELLS:
        return apart
    blocks = SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks()
    kept = [
        block
        for block in blocks
        if block.size >= _MIN_ISLAND
        or (block.a == 0 == block.b)
        or (block.a + block.size == len(gone) and block.b + block.size == len(come))
    ]
    if sum(block.size for block in kept) < _MIN_KEPT * max(len(gone), len(come)):
        return apart
    edits: list[tuple[str, Sequence[str]]] = []
    old_at = new_at = 0
    for block in kept:
        edits += [("removed", gone[old_at : block.a]), ("added", come[new_at : block.b])]
        edits.append(("same", gone[block.a : block.a + block.size]))
        old_at, new_at = block.a + block.size, block.b + block.size
    return edits


def _joined(edits: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Edit]:
    """Join neighbours of one kind; between two runs that stayed, what went stands before what came."""
    same: list[str] = []
    removed: list[str] = []
    added: list[str] = []
    for op, words in edits:
        if not words:
            continue
        if op == "same":
            if removed or added:
                yield from _changed(same, removed, added)
                same, removed, added = [], [], []
            same += words
        else:
            (removed if op == "removed" else added).extend(words)
    yield from _changed(same, removed, added)


def _changed(same: Sequence[str], removed: Sequence[str], added: Sequence[str]) -> Iterator[Edit]:
    if same:
        yield Edit("same", " ".join(same))
    if removed:
        yield Edit("removed", " ".join(removed))
    if added:
        yield Edit("added", " ".join(added))
