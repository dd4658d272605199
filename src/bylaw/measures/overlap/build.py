"""Make an index of works, or add to one. Only titles, authors, notes and fingerprints are kept.

A text file is one work, titled by its name; of JSON lines each is one: `{"title", "author", "note", "text"}`.
"""
# SPDX-License-Identifier: Apache-2.0

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from bylaw.measures.overlap.index import (
    BITS,
    MAGIC,
    PROSE_STEP,
    Header,
    Work,
    grams_of,
    lower_type,
    read_header,
    word_hash,
)
from bylaw.measures.overlap.words import words_of

__all__ = ["Source", "add_works", "is_verse", "read_works"]

ROOM = 1000
"""Words left between two works, so that no passage runs from one into the next."""
COMMON = 12
"""Places from which on a hash is dropped: a saying, or a notice printed in every book."""
_MANY = 1_000_000
"""Entries from which on an index has more buckets."""
_BLOCK = 1 << 20
"""Characters that are read at once."""


class Source(msgspec.Struct):
    """A work with its text."""

    title: str
    text: str
    author: str = ""
    note: str = ""
    verse: bool | None = None
    """Whether it is a poem or a song; None: told by its lines."""


def read_works(path: Path) -> Iterator[Source]:
    """Read the works of a file.

    Raises:
        ValueError: a line of JSON can't be read.
        OSError: the file can't be read.
    """
    if path.suffix != ".jsonl":
        yield Source(path.stem, path.read_text(encoding="utf-8", errors="replace"))
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield msgspec.json.decode(line, type=Source)
                except msgspec.DecodeError as error:
                    raise ValueError(f"line {number}: {error}") from None


def is_verse(text: str) -> bool:
    """Whether a text is written in short lines, as poems and songs are."""
    lines = [len(line.split()) for line in text[:20_000].splitlines() if line.strip()]
    return len(lines) >= 4 and sum(size <= 12 for size in lines) >= 0.9 * len(lines)


def add_works(path: Path, sources: Iterable[Source]) -> Iterator[Work]:
    """Add works to an index file, which is made where there is none; give each as it is read, then write.

    A work whose title and author are there already is passed over. The file is replaced at once, when all are read.

    Raises:
        ValueError: there is a file, and it is no index.
        OSError: it can't be read or written.
    """
    works: list[Work] = []
    hashes: list[NDArray[np.uint64]] = []
    places: list[NDArray[np.uint32]] = []
    size = 0
    if path.exists():
        works, old_hashes, old_places, size = _read(path)
        hashes.append(old_hashes)
        places.append(old_places)
    known = {(work.title, work.author) for work in works}
    for source in sources:
        if (source.title, source.author) in known:
            continue
        known.add((source.title, source.author))
        words = _word_hashes(source.text)
        verse = is_verse(source.text) if source.verse is None else source.verse
        kept = _winnow(grams_of(words), 1 if verse else PROSE_STEP)
        if size + len(words) + ROOM >= 1 << 32:
            raise ValueError("an index holds four thousand million words, and this would be more")
        hashes.append(grams_of(words)[kept])
        places.append((kept + size).astype(np.uint32))
        works.append(Work(source.title, source.author, source.note, len(words), verse, size))
        size += len(words) + ROOM
        yield works[-1]
    _write(
        path,
        works,
        np.concatenate([*hashes, np.empty(0, np.uint64)]),
        np.concatenate([*places, np.empty(0, np.uint32)]),
        size,
    )


def _word_hashes(text: str) -> NDArray[np.uint64]:
    """Hash a text's words, block by block, so that a book needs little room."""
    blocks = []
    at = 0
    while at < len(text):
        end = at + _BLOCK
        if end < len(text):
            space = text.rfind(" ", at, end)
            end = space if space > at else end
        blocks.append(np.array([word_hash(word) for word in words_of(text[at:end])], dtype=np.uint64))
        at = end
    return np.concatenate(blocks) if blocks else np.empty(0, dtype=np.uint64)


def _winnow(hashes: NDArray[np.uint64], step: int) -> NDArray[np.int64]:
    """Give the places of the smallest hash in every `step` in a row, the last of equal ones; each place once."""
    if step == 1 or len(hashes) <= step:
        return np.arange(len(hashes))
    ahead = sliding_window_view(hashes[::-1], step)  # (len - step + 1, step), last first
    least = len(hashes) - 1 - (np.arange(len(ahead)) + ahead.argmin(axis=1))
    return np.unique(least)


def _read(path: Path) -> tuple[list[Work], NDArray[np.uint64], NDArray[np.uint32], int]:
    header, body = read_header(path)
    shape = (1 << header.bucket_bits) + 1
    with path.open("rb") as file:
        file.seek(body)
        offsets = np.fromfile(file, np.uint32, shape)
        places = np.fromfile(file, np.uint32, header.entries)
        lower = np.fromfile(file, lower_type(header.bucket_bits), header.entries)
    bucket = np.repeat(
        np.arange(shape - 1, dtype=np.uint64), np.asarray(np.diff(offsets.astype(np.int64)), dtype=np.int64)
    )
    return header.works, (bucket << np.uint64(BITS - header.bucket_bits)) | lower.astype(np.uint64), places, header.size


def _write(path: Path, works: list[Work], hashes: NDArray[np.uint64], places: NDArray[np.uint32], size: int) -> None:
    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    _, group, count = np.unique(hashes, return_inverse=True, return_counts=True)
    rare = count[group] < COMMON
    hashes, places = hashes[rare], places[rare]
    bits = 22 if len(hashes) > _MANY else 12
    buckets = (hashes >> np.uint64(BITS - bits)).astype(np.int64)
    offsets = np.searchsorted(buckets, np.arange((1 << bits) + 1)).astype(np.uint32)
    lower = (hashes & np.uint64((1 << (BITS - bits)) - 1)).astype(lower_type(bits))
    head = msgspec.json.encode(Header(works, bits, len(hashes), size))
    start = MAGIC + len(head).to_bytes(8, "little") + head
    made = path.with_name(path.name + ".part")
    with made.open("wb") as file:
        file.write(start + bytes(-len(start) % 64))
        for numbers in (offsets, places, lower):
            file.write(np.ascontiguousarray(numbers).tobytes())
    os.replace(made, path)
