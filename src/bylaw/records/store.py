"""What keeps records, what reads them, and the one that keeps them in memory.

`append` returns when the record is kept for good; there is no later. Reading never changes a store and never waits for
a writer.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Protocol, Self

from bylaw.records.record import ID_PREFIX, Record, without_content

__all__ = ["MemoryStore", "NoRecord", "RecordReader", "RecordStore", "near_ids", "whole_prefix"]


@dataclass(frozen=True, slots=True)
class NoRecord:
    """What there is instead of the one record asked for."""

    starting_so: tuple[str, ...] = ()
    """Ids that start with what was asked, where that is more than one."""
    near: tuple[str, ...] = ()
    """Ids like it, the likest first, where none starts so."""


class RecordStore(Protocol):
    """Anything that keeps decision records."""

    async def append(self, record: Record) -> None:
        """Keep a record; return when it is safe.

        Raises:
            RecordError: it was not kept.
        """
        ...

    async def aclose(self) -> None:
        """Keep what waits, and let go of the file."""
        ...


class RecordReader(Protocol):
    """What gives records back, in the order they were kept. One thread at a time; close it, or use it with `with`."""

    def tail(self, n: int) -> Iterator[Record]:
        """Give the last `n`, oldest first."""
        for record in self.follow(n):
            if record is None:
                return
            yield record

    def follow(self, n: int) -> Iterator[Record | None]:
        """Give the last `n`, then those that are kept from now on; None where there is none for now. Has no end."""
        ...

    def iterate(self, since: datetime | None = None) -> Iterator[Record]:
        """Give all, or those of requests that came at a time or later; memory stays flat."""
        ...

    def find(self, prefix: str) -> Record | NoRecord:
        """Give the one record whose id starts so; the id's own `dec_` may be left out."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()


class MemoryStore:
    """Records in a list: for tests, and for a process that keeps none."""

    def __init__(self, *, content: bool = True) -> None:
        self._content = content
        self.records: list[Record] = []

    async def append(self, record: Record) -> None:
        """Keep a record."""
        self.records.append(record if self._content else without_content(record))

    async def aclose(self) -> None:
        """Do nothing."""


def whole_prefix(prefix: str) -> str:
    """Give what an id starts with, where its own `dec_` may be left out and its letters be capitals."""
    lower = prefix.strip().lower().encode(errors="replace").decode()  # a shell may hand over bytes that aren't UTF-8
    return lower if lower.startswith(ID_PREFIX) else ID_PREFIX + lower


def near_ids(prefix: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Give the ids whose start is most like a prefix."""
    starts = {each[: len(prefix)]: each for each in ids}
    return tuple(starts[start] for start in get_close_matches(prefix, starts, n=3, cutoff=0.75))
