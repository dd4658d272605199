"""An index of works by fingerprints of their words: it knows a passage again, and no passage can be read out of it.

Four words in a row are hashed to 38 bits. Of prose the smallest hash in every six is kept (winnowing), so that any
nine words in a row leave at least one; of verse all are. A passage is known by hashes that stand in the same order
and distance in a work as in a text. Entries are in buckets of their upper bits, so that one is found at once and only
its lower bits are kept; a file is read where it lies (memory-mapped).
Source: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting" (SIGMOD 2003).
"""
# SPDX-License-Identifier: Apache-2.0

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["BITS", "GRAM", "NO_WORKS", "PROSE_STEP", "Index", "Passage", "Work", "grams", "load_index"]

GRAM = 4
"""Words that are hashed together."""
PROSE_STEP = 6
"""Hashes of which the smallest is kept in prose: any `GRAM + PROSE_STEP - 1` words in a row leave one."""
BITS = 38
"""Of a hash. With 23 million entries, a text of 200 words meets one of them by chance once in 60 texts."""
MAGIC = b"BYLAWWORKS1\n"
LONG_PROSE = 40
"""Words of prose in a row, a few of them changed, that are too many."""
LONG_VERSE = 15
"""Words of a poem or a song."""
_LEAST_PROSE = 4
_LEAST_VERSE = 6
"""Hashes that a passage has to share."""
_SLACK = 6
"""Words put in or left out within a passage."""
_GAP = 24
"""Words between two hashes of one passage."""
_MOST_PER_BUCKET = 64
_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(GRAM)], dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Work:
    """A registered work."""

    title: str
    author: str = ""
    note: str = ""
    """Its licence, or who registered it."""
    words: int = 0
    verse: bool = False
    start: int = 0
    """Of its first word among those of all works."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that stands in a work."""

    first: int
    """First word of the text; `last` is the last."""
    last: int
    work: Work


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Works and their fingerprints."""

    works: tuple[Work, ...]
    bucket_bits: int
    offsets: NDArray[np.uint32]
    """Where each bucket begins, shape (2^bucket_bits + 1,)."""
    lower: NDArray[np.uint16 | np.uint32]
    """The lower bits of each entry's hash, shape (N,), sorted in each bucket."""
    places: NDArray[np.uint32]
    """The word among those of all works that each entry begins with, shape (N,)."""
    starts: NDArray[np.int64]
    """Of the works."""

    def find(self, words: Sequence[str]) -> tuple[Passage, ...]:
        """Find the long passages of works among a text's words."""
        if len(words) < LONG_VERSE or not self.works:
            return ()
        at, place = self._hits(grams(words))
        if len(at) < _LEAST_PROSE:
            return ()
        order = np.argsort(place - at, kind="stable")
        at, place = at[order], place[order]
        cuts = np.flatnonzero(np.diff(place - at) > _SLACK) + 1
        found: list[Passage] = []
        for here, there in zip(np.split(at, cuts), np.split(place, cuts), strict=True):
            if len(here) >= _LEAST_PROSE:
                found += self._passages(here, there)
        return tuple(sorted(found, key=lambda each: (each.first, each.last)))

    def _hits(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give (word of the text, word among those of all works) of each hash that the index holds."""
        bucket = (hashes >> np.uint64(BITS - self.bucket_bits)).astype(np.int64)
        low = (hashes & np.uint64((1 << (BITS - self.bucket_bits)) - 1)).astype(self.lower.dtype)
        begin = self.offsets[bucket].astype(np.int64)
        size = np.minimum(self.offsets[bucket + 1].astype(np.int64) - begin, _MOST_PER_BUCKET)
        total = int(size.sum())
        owner = np.repeat(np.arange(len(hashes)), size)  # the hash that each candidate is for
        entry = np.repeat(begin - np.cumsum(size) + size, size) + np.arange(total)
        same = self.lower[entry] == low[owner]
        return owner[same], self.places[entry[same]].astype(np.int64)

    def _passages(self, here: NDArray[np.int64], there: NDArray[np.int64]) -> list[Passage]:
        """Read passages out of hits that stand in one distance."""
        work = self.works[int(np.searchsorted(self.starts, there[0], side="right")) - 1]
        order = np.argsort(here, kind="stable")
        here = here[order]
        found = []
        for run in np.split(here, np.flatnonzero(np.diff(here) > _GAP) + 1):
            run = np.unique(run)
            first, last = int(run[0]), int(run[-1]) + GRAM - 1
            if work.verse:
                long_enough = len(run) >= _LEAST_VERSE and last - first + 1 >= LONG_VERSE
            else:  # at either end of a passage, up to a step of words may have left no hash
                long_enough = len(run) >= _LEAST_PROSE and last - first + 1 + 2 * (PROSE_STEP - 1) >= LONG_PROSE
            if long_enough:
                found.append(Passage(first, last, work))
        return found


def grams(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hash every four words in a row to 38 bits, shape (len(words) - 3,)."""
    return grams_of(np.array([word_hash(word) for word in words], dtype=np.uint64))


def grams_of(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hash every four in a row of hashed words."""
    size = len(hashes) - GRAM + 1
    if size <= 0:
        return np.empty(0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        mixed = hashes * _MIX
        mixed ^= mixed >> np.uint64(29)
        total = np.zeros(size, dtype=np.uint64)
        for at in range(GRAM):
            total += mixed[at : at + size] * _POWERS[GRAM - 1 - at]
        total ^= total >> np.uint64(32)
        total *= _MIX
        return total >> np.uint64(64 - BITS)


@lru_cache(maxsize=65_536)
def word_hash(word: str) -> int:
    """Hash a word; the same in every process."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1


NO_WORKS = Index(
    (),
    1,
    np.zeros(3, dtype=np.uint32),
    np.empty(0, dtype=np.uint32),
    np.empty(0, dtype=np.uint32),
    np.empty(0, dtype=np.int64),
)


class Header(msgspec.Struct, forbid_unknown_fields=True):
    """What an index file says of itself, as JSON in its first line but one."""

    works: list[Work]
    bucket_bits: int
    entries: int
    size: int
    """Words of all works, and the room between them."""


@lru_cache(maxsize=4)
def load_index(path: str) -> Index:
    """Open an index where it lies.

    Raises:
        ValueError: the file is no index, or is torn.
        OSError: it can't be read.
    """
    header, body = read_header(Path(path))
    shape = (1 << header.bucket_bits) + 1
    lower = lower_type(header.bucket_bits)
    expected = body + 4 * shape + header.entries * (lower.itemsize + 4)
    if Path(path).stat().st_size != expected:
        raise ValueError("the file is torn: it isn't as long as its header says")
    if not header.entries:
        return NO_WORKS
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    cuts = np.cumsum([body, 4 * shape, 4 * header.entries])
    return Index(
        tuple(header.works),
        header.bucket_bits,
        raw[cuts[0] : cuts[1]].view(np.uint32),
        raw[cuts[2] :].view(lower),
        raw[cuts[1] : cuts[2]].view(np.uint32),
        np.array([work.start for work in header.works], dtype=np.int64),
    )


def lower_type(bucket_bits: int) -> np.dtype[np.uint16 | np.uint32]:
    """Give the narrowest type that holds a hash's lower bits."""
    return np.dtype(np.uint16) if BITS - bucket_bits <= 16 else np.dtype(np.uint32)


def read_header(path: Path) -> tuple[Header, int]:
    """Read what an index file says of itself, and where its numbers begin.

    Raises:
        ValueError: the file is no index.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError("this is no index of works")
        size = int.from_bytes(file.read(8), "little")
        if size > 1 << 28:
            raise ValueError("this is no index of works")
        try:
            header = msgspec.json.decode(file.read(size), type=Header)
        except msgspec.DecodeError as error:
            raise ValueError(f"its header can't be read: {error}") from None
    end = len(MAGIC) + 8 + size
    return header, end + -end % 64
