"""Read what in a prompt is confidential: which sentences are marked so, which address the assistant, which inform.

A prompt holds facts that are meant for the reader beside words that aren't. Five kinds of sentence:

- `marked`: said to be secret, internal, or not to be told; it gives its values (codes, names, sums) away with it.
- `order`: tells the assistant what to do.
- `said`: an order whose object is to be said: "tell customers that …", "recommend …", "always end with …".
- `self`: who the assistant is, and that its instructions are not to be shown; it may say so in its own words.
- `fact`: everything else.

Reads English. In other languages every sentence is a fact, unless it holds a credential.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.overlap import wording
from bylaw.measures.overlap.kinds import SentenceKind, forbids, frame_of, kinds_of
from bylaw.measures.overlap.pieces import cut
from bylaw.measures.overlap.rarity import rarity
from bylaw.measures.overlap.runs import Source, source_of
from bylaw.measures.overlap.stems import content_words, stem
from bylaw.measures.overlap.values import Value, names_of, values_of
from bylaw.measures.overlap.words import read_words

__all__ = ["Prompt", "Sentence", "read_prompt"]

LONGEST = 200_000
"""Characters of a prompt that are read; further ones aren't held."""


_DIGIT = re.compile(r"\d")
_HELD = ("marked", "order", "said")
_NO_STEMS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a prompt."""

    kind: SentenceKind
    start: int
    """First word; `end` is one past the last."""
    end: int
    stems: frozenset[str]
    """Of its content words."""
    frame: int = 0
    """The word that orders, of one to be said that says so, else the first. Without it a reply only does as told."""
    informs: bool = True
    """Of a marked one: whether it holds what isn't to be told, and doesn't just name a topic."""
    pointed: frozenset[str] = frozenset()
    """Its stems with a digit or of a name: what makes a sentence this one and no other."""
    forbids: bool = False
    """Whether it only forbids, without giving away what: "I don't give legal advice" is no leak of it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt, read."""

    source: Source
    sentences: tuple[Sentence, ...]
    of_word: tuple[int, ...]
    """The sentence of each word."""
    free: frozenset[int]
    """Words in quotation marks that the assistant is to say."""
    values: tuple[Value, ...]
    by_stem: dict[str, tuple[int, ...]]
    """The sentences whose content a reply can give away in other words, by stem."""
    sayable: frozenset[str]
    """Stems of the sentences that may be said: what they share with others gives nothing away."""
    vocabulary: frozenset[str]
    """All its words."""
    rare: dict[str, float]
    """How rare those are that aren't of facts, see `rarity`."""


@lru_cache(maxsize=32)
def read_prompt(text: str) -> Prompt:
    """Read a prompt; takes time linear in its length."""
    cuts = cut(text[:LONGEST])
    pieces = [each.text for each in cuts]
    opening = [{word[:4] for word in read_words(piece).texts} for piece in pieces]
    kinds = kinds_of(cuts, opening)
    words: list[str] = []
    sentences: list[Sentence] = []
    of_word: list[int] = []
    free: set[int] = set()
    values: dict[str, Value] = {}
    for piece, begins, (kind, informs) in zip(pieces, opening, kinds, strict=True):
        own = read_words(piece).texts
        if not own:
            continue
        frame = len(words)
        if at := frame_of(piece, begins, kind):
            frame += len(read_words(piece[:at]).texts)
        if kind in ("order", "said"):
            free.update(_quoted_words(piece, len(words)))
        stems = content_words(own)
        pointed = (
            frozenset([stem(each) for each in own if any(map(str.isdigit, each))])
            if _DIGIT.search(piece)
            else _NO_STEMS
        )
        if kind == "marked" and informs:
            pointed |= {stem(each) for name in names_of(piece) for each in read_words(name).texts}
        sentences.append(
            Sentence(
                kind,
                len(words),
                len(words) + len(own),
                stems,
                frame,
                informs,
                pointed & stems,
                kind in ("order", "marked") and not informs and forbids(piece),
            )
        )
        of_word += [len(sentences) - 1] * len(own)
        words += own
        for value in values_of(piece, begins, kind):
            values.setdefault(value.text.lower(), value)
    unmarked = " ".join(piece for piece, (kind, _) in zip(pieces, kinds, strict=True) if kind != "marked").lower()
    held = tuple(each for low, each in values.items() if each.credential or low not in unmarked)
    by_stem: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        if sentence.kind in _HELD:
            for each in sentence.stems:
                by_stem.setdefault(each, []).append(number)
    return Prompt(
        source_of(tuple(words)),
        tuple(sentences),
        tuple(of_word),
        frozenset(free),
        held,
        {each: tuple(numbers) for each, numbers in by_stem.items()},
        frozenset[str]().union(*(each.stems for each in sentences if each.kind in ("fact", "said", "self"))),
        frozenset(words),
        rarity([word for each in sentences if each.kind in _HELD for word in words[each.start : each.end]]),
    )


def _quoted_words(piece: str, first: int) -> Iterator[int]:
    for quoted in wording.QUOTED.finditer(piece):
        before = len(read_words(piece[: quoted.start()]).texts)
        yield from range(first + before, first + before + len(read_words(quoted[0]).texts))
