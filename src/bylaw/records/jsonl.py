"""Records in one text file, a JSON object a line: for other tools to read.

As durable as the SQLite store and as open to several processes, where the system can lock a file; finding a record
reads all of it.
"""
# SPDX-License-Identifier: Apache-2.0

import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import takewhile
from pathlib import Path

import msgspec

from bylaw.errors import RecordError
from bylaw.records.commit import GroupCommit
from bylaw.records.files import file_error, identity, make_private
from bylaw.records.record import ID_PREFIX, Record, read_record, without_content, write_record
from bylaw.records.store import NoRecord, RecordReader, near_ids, whole_prefix

__all__ = ["JsonlReader", "JsonlStore"]

_NEAR = 1000  # of so many last ids one is suggested
_LISTED = 4
_BACK_BYTES = 2**16  # how much is read at a time, from the end, to find the last line
_STARTS = f'{{"id":"{ID_PREFIX}'.encode()  # how `write_record` begins


class _Id(msgspec.Struct):
    id: str


_id_of = msgspec.json.Decoder(_Id)


class JsonlStore:
    """Keeps records in a text file."""

    def __init__(self, path: Path, *, content: bool = True) -> None:
        """Open the file, or make it and its folders.

        Args:
            path: the file.
            content: whether text of messages is kept; off, `sent`, `request` and `reply` never reach the file.

        Raises:
            RecordError: it can't be made or isn't ours.
        """
        self.path = path
        self._content = content
        make_private(path)
        _check_ours(path)
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            raise file_error(error, path) from None
        self._file = identity(path)
        self._commits = GroupCommit(self._commit, self._close)

    async def append(self, record: Record) -> None:
        """Keep a record; return when it is on the disk."""
        await self._commits.append(record)

    async def aclose(self) -> None:
        """Keep what waits, and close the file."""
        await self._commits.aclose()

    def _close(self) -> None:
        os.close(self._fd)

    def _commit(self, records: Sequence[Record]) -> Sequence[RecordError | None]:
        if identity(self.path) != self._file:
            raise RecordError(
                "the records were moved or deleted while they were in use",
                where=str(self.path),
                mend="put the file back, or start again",
            )
        answers: list[RecordError | None] = [None] * len(records)
        lines = []
        for at, record in enumerate(records):
            try:
                lines.append(_line(record if self._content else without_content(record)))
            except RecordError as error:
                answers[at] = error
        try:
            with _locked(self._fd):
                self._write(b"".join(lines))
        except OSError as error:
            raise file_error(error, self.path) from error
        return answers

    def _write(self, data: bytes) -> None:
        """Write all or nothing, behind the last whole line."""
        end = _end_of_lines(self._fd)
        os.ftruncate(self._fd, end)  # a process that died while writing left half a line, which it never answered for
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._fd, rest) :]
            os.fsync(self._fd)
        except OSError:
            os.ftruncate(self._fd, end)
            raise


class JsonlReader(RecordReader):
    """Reads records from a text file, also while others write to it."""

    def __init__(self, path: Path) -> None:
        """Open the file to read.

        Raises:
            RecordError: it isn't there or isn't ours.
        """
        self.path = path
        _check_ours(path)

    def follow(self, n: int) -> Iterator[Record | None]:
        """Give the last `n`, then those that are kept from now on; None where there is none for now. Has no end."""
        last: deque[int] = deque((0,), maxlen=n + 1)
        end = 0
        for line in self._lines(0):
            end += len(line)
            last.append(end)
        place = last[0]
        while True:
            for line in self._lines(place):
                place += len(line)
                yield read_record(line)
            yield None

    def iterate(self, since: datetime | None = None) -> Iterator[Record]:
        """Give all, or those of requests that came at a time or later; memory stays flat."""
        for line in self._lines(0):
            record = read_record(line)
            if since is None or record.at >= since:
                yield record

    def find(self, prefix: str) -> Record | NoRecord:
        """Give the one record whose id starts so; the id's own `dec_` may be left out."""
        start = whole_prefix(prefix)
        found: list[tuple[str, bytes]] = []
        last: deque[str] = deque(maxlen=_NEAR)
        for line in self._lines(0):
            each = _id(line)
            last.append(each)
            if each == start:
                return read_record(line)
            if each.startswith(start) and len(found) < _LISTED:
                found.append((each, line))
        match found:
            case [(_, line)]:
                return read_record(line)
            case []:
                return NoRecord(near=near_ids(start, last))
        return NoRecord(starting_so=tuple(sorted(each for each, _ in found)))

    def close(self) -> None:
        """Do nothing: the file is open only while it is read."""

    def _lines(self, place: int) -> Iterator[bytes]:
        """Give the whole lines from a place on; one without an end is still being written."""
        try:
            with self.path.open("rb") as file:
                file.seek(place)
                yield from takewhile(lambda line: line.endswith(b"\n"), file)
        except OSError as error:
            raise file_error(error, self.path) from None


def _line(record: Record) -> bytes:
    data = write_record(record)
    if b"\n" in data or b"\r" in data:  # an engine's JSON may be written over several lines
        data = msgspec.json.format(data, indent=-1)
    return data + b"\n"


def _id(line: bytes) -> str:
    try:
        return _id_of.decode(line).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return read_record(line).id  # which says what is wrong


def _check_ours(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_STARTS))
    except FileNotFoundError:
        raise RecordError("there are no records here", where=str(path), mend="start with `bylaw serve`") from None
    except OSError as error:
        raise file_error(error, path) from None
    if not _STARTS.startswith(start):  # a shorter one was being written when its process died
        raise RecordError("this is not a record store", where=str(path), mend="give another path")


def _end_of_lines(fd: int) -> int:
    """Find the place behind the last whole line."""
    place = os.lseek(fd, 0, os.SEEK_END)
    while place:
        start = max(0, place - _BACK_BYTES)
        os.lseek(fd, start, os.SEEK_SET)
        newline = os.read(fd, place - start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        place = start
    return 0


if sys.platform == "win32":

    @contextmanager
    def _locked(fd: int) -> Iterator[None]:
        """Do nothing: here one process alone may write."""
        yield

else:
    import fcntl

    @contextmanager
    def _locked(fd: int) -> Iterator[None]:
        """Keep other processes from writing."""
        fcntl.flock(fd, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(fd, fcntl.LOCK_UN)
