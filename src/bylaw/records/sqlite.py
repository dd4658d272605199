"""Records in one SQLite file: durable when `append` returns, shared by several processes.

The file is in WAL mode with full synchronisation, so a commit is on the disk before it is answered; what that costs is
shared by all records that wait together. Each row is the record's JSON; columns beside it are for finding it.
Source: SQLite's pages on WAL mode, `PRAGMA synchronous` and result codes.
"""
# SPDX-License-Identifier: Apache-2.0

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bylaw.errors import RecordError
from bylaw.records.commit import GroupCommit
from bylaw.records.files import identity
from bylaw.records.record import Record, read_record, without_content, write_record
from bylaw.records.sqlite_file import open_to_read, open_to_write, read_layout, sqlite_error, transaction
from bylaw.records.store import NoRecord, RecordReader, near_ids, whole_prefix

__all__ = ["SqliteReader", "SqliteStore"]

_PAGE = 16  # records read at a time: few, since one may be large
_NEAR = 1000  # of so many last ids one is suggested
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SqliteStore:
    """Keeps records in a SQLite file."""

    def __init__(self, path: Path, *, content: bool = True, busy_timeout_s: float = 10.0) -> None:
        """Open the file, or make it and its folders.

        Args:
            path: the file.
            content: whether text of messages is kept; off, `sent`, `request` and `reply` never reach the file.
            busy_timeout_s: how long to wait for another process that is writing.

        Raises:
            RecordError: it can't be made, isn't ours, is damaged, or a later version made it.
        """
        self.path = path
        self._content = content
        self._connection = open_to_write(path, busy_timeout_s)
        self._file = identity(path)
        self._commits = GroupCommit(self._commit, self._connection.close)

    async def append(self, record: Record) -> None:
        """Keep a record; return when it is on the disk."""
        await self._commits.append(record)

    async def aclose(self) -> None:
        """Keep what waits, and close the file."""
        await self._commits.aclose()

    def _commit(self, records: Sequence[Record]) -> Sequence[RecordError | None]:
        if identity(self.path) != self._file:
            raise RecordError(
                "the records were moved or deleted while they were in use",
                where=str(self.path),
                mend="put the file back, or start again",
            )
        answers: list[RecordError | None] = [None] * len(records)
        rows: list[tuple[int, tuple[str, int, str]]] = []
        for at, record in enumerate(records):
            try:
                rows.append((at, _row(record if self._content else without_content(record))))
            except RecordError as error:
                answers[at] = error
        try:
            self._insert([row for _, row in rows])
        except (sqlite3.IntegrityError, sqlite3.DataError):  # one of them is at fault: the others are kept
            for at, row in rows:
                answers[at] = self._insert_one(row)
        except sqlite3.Error as error:
            raise sqlite_error(error, self.path) from error
        return answers

    def _insert_one(self, row: tuple[str, int, str]) -> RecordError | None:
        try:
            self._insert([row])
        except sqlite3.IntegrityError:
            return RecordError("a record with this id is there already", where=row[0], mend="make a new id for each")
        except sqlite3.Error as error:
            return sqlite_error(error, self.path)
        return None

    def _insert(self, rows: Sequence[tuple[str, int, str]]) -> None:
        with transaction(self._connection):
            self._connection.executemany("INSERT INTO records (id, at, body) VALUES (?, ?, ?)", rows)


class SqliteReader(RecordReader):
    """Reads records from a SQLite file, also while others write to it."""

    def __init__(self, path: Path) -> None:
        """Open the file to read.

        Raises:
            RecordError: it isn't there, isn't ours, is damaged, or a later version made it.
        """
        self.path = path
        self._connection = open_to_read(path)
        self._layout = 0

    def follow(self, n: int) -> Iterator[Record | None]:
        """Give the last `n`, then those that are kept from now on; None where there is none for now. Has no end."""
        rows = self._rows("SELECT seq FROM records ORDER BY seq DESC LIMIT ?", n + 1)
        yield from self._from(rows[-1][0] if len(rows) > n else 0, end=False)

    def iterate(self, since: datetime | None = None) -> Iterator[Record]:
        """Give all, or those of requests that came at a time or later; memory stays flat."""
        first = 0
        if since is not None:
            # The index alone answers this. From there on each is looked at: who came first may have ended last.
            rows = self._rows("SELECT min(seq) FROM records WHERE at >= ?", _microseconds(since))
            if not rows or rows[0][0] is None:
                return
            first = rows[0][0]
        for record in self._from(first - 1, end=True):
            if record is not None and (since is None or record.at >= since):
                yield record

    def find(self, prefix: str) -> Record | NoRecord:
        """Give the one record whose id starts so; the id's own `dec_` may be left out."""
        start = whole_prefix(prefix)
        rows = self._rows(
            "SELECT id, body FROM records WHERE id >= ? AND id < ? ORDER BY id LIMIT 4", start, start + "\U0010ffff"
        )
        if len(rows) == 1 or (rows and rows[0][0] == start):
            return read_record(rows[0][1])
        if rows:
            return NoRecord(starting_so=tuple(each for each, _ in rows))
        last = self._rows("SELECT id FROM records ORDER BY seq DESC LIMIT ?", _NEAR)
        before = self._rows("SELECT id FROM records WHERE id < ? ORDER BY id DESC LIMIT 2", start)
        after = self._rows("SELECT id FROM records WHERE id > ? ORDER BY id LIMIT 2", start)
        return NoRecord(near=near_ids(start, (each for (each,) in last + before + after)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _from(self, seq: int, *, end: bool) -> Iterator[Record | None]:
        """Give what was kept after a place, page by page: an open read would hold up the writers' checkpoints."""
        while True:
            rows = self._rows("SELECT seq, body FROM records WHERE seq > ? ORDER BY seq LIMIT ?", seq, _PAGE)
            for _, body in rows:
                yield read_record(body)
            if rows:
                seq = rows[-1][0]
            elif end:
                return
            else:
                yield None

    def _rows(self, sql: str, *values: object) -> list[Any]:
        try:
            if not self._layout:  # a file that was made a moment ago has no table yet
                self._layout = read_layout(self._connection, self.path)
            if not self._layout:
                return []
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise sqlite_error(error, self.path) from error


def _row(record: Record) -> tuple[str, int, str]:
    return record.id, _microseconds(record.at), write_record(record).decode()


def _microseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)
