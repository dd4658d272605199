"""A SQLite file of ours: made, told from others, brought to the newest layout; and what SQLite's errors mean.

Source: SQLite's pages on WAL mode, `PRAGMA synchronous`, and result codes.
"""
# SPDX-License-Identifier: Apache-2.0

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bylaw.errors import RecordError
from bylaw.records.files import file_error, make_private

__all__ = ["open_to_read", "open_to_write", "read_layout", "sqlite_error", "transaction"]

_APPLICATION_ID = 0x62796C77  # "bylw": tells this file from other SQLite files
_MAGIC = b"SQLite format 3\0"
_WAL_BYTES = 64 * 2**20  # what is left of the log after a checkpoint

# One step a layout; a file's `user_version` counts those it has had. Never change one that was released.
_MIGRATIONS = (
    (
        """CREATE TABLE records (
            seq INTEGER PRIMARY KEY,   -- in the order they were kept
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,       -- microseconds since 1970
            body TEXT NOT NULL         -- the record as JSON
        )""",
        "CREATE INDEX records_at ON records (at)",
    ),
)

_WORDS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the disk is full", "free some space, or keep the records on another disk"),
    sqlite3.SQLITE_BUSY: (
        "another process has held the records for too long",
        "end what holds them: a shell, a backup, a stopped process",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the file is damaged",
        "move it away and start again; `sqlite3 OLD .recover | sqlite3 NEW` saves what can be read",
    ),
    sqlite3.SQLITE_NOTADB: ("this is not a record store", "give another path"),
    sqlite3.SQLITE_READONLY: ("the file can only be read", "change who may write to it, or give another path"),
    sqlite3.SQLITE_CANTOPEN: ("the file can't be opened", "change who may write to its folder, or give another path"),
    sqlite3.SQLITE_IOERR: ("the disk refused", "look at the disk and the space that is left on it"),
    sqlite3.SQLITE_TOOBIG: ("the record is larger than SQLite keeps", "limit the size of a request"),
}


def open_to_write(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """Open a file, or make it and its folders, and bring it to the newest layout.

    Raises:
        RecordError: it can't be made, isn't ours, is damaged, or a later version made it.
    """
    make_private(path)
    _check_magic(path)
    connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None, check_same_thread=False)
    try:
        _set_up(connection, path, busy_timeout_s)
    except sqlite3.Error as error:
        connection.close()
        raise sqlite_error(error, path) from error
    except RecordError:
        connection.close()
        raise
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that is there.

    Raises:
        RecordError: it isn't there, isn't ours, is damaged, or a later version made it.
    """
    _check_magic(path)
    uri = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        read_layout(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise sqlite_error(error, path) from error
    except RecordError:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, path: Path, busy_timeout_s: float) -> None:
    layout = read_layout(connection, path)
    _use_wal(connection, busy_timeout_s)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = on")  # macOS: fsync alone doesn't reach the disk; elsewhere it says nothing
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES}")
    if layout == len(_MIGRATIONS):
        return
    with transaction(connection):
        (layout,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have been first
        for step in _MIGRATIONS[layout:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _use_wal(connection: sqlite3.Connection, busy_timeout_s: float) -> None:
    # Of several that turn a new file to WAL at once, SQLite refuses some without waiting: two that hold a shared lock
    # and want more would wait for each other.
    end = time.monotonic() + busy_timeout_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > end:
                raise
            time.sleep(0.005)


def read_layout(connection: sqlite3.Connection, path: Path) -> int:
    """Tell which layout a file has, 0 where it is empty.

    Raises:
        RecordError: it isn't ours, or a later version made it.
    """
    connection.execute("BEGIN")  # so that the three answers are of one moment
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.execute("COMMIT")
    if application != _APPLICATION_ID:
        if application or layout or tables:
            raise RecordError("this SQLite file holds something else", where=str(path), mend="give another path")
        return 0
    if layout > len(_MIGRATIONS):
        raise RecordError(
            f"a later version of bylaw made these records (layout {layout}, this one reads up to {len(_MIGRATIONS)})",
            where=str(path),
            mend="upgrade bylaw, or give another path",
        )
    return int(layout)


def _check_magic(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise RecordError("there are no records here", where=str(path), mend="start with `bylaw serve`") from None
    except OSError as error:
        raise file_error(error, path) from None
    if start and start != _MAGIC:
        raise RecordError("this is not a record store", where=str(path), mend="give another path")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _code(error: sqlite3.Error) -> int:
    """Give the result code without its extension; 0 where Python itself objected."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def sqlite_error(error: sqlite3.Error, path: Path) -> RecordError:
    """Say what SQLite's refusal means for the records at `path`."""
    what, mend = _WORDS.get(_code(error), ("SQLite failed", "look at the file, or give another path"))
    return RecordError(f"{what} ({error})", where=str(path), mend=mend)
