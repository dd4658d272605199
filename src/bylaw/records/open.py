"""Choose the store by the file's name: `.jsonl` is text, all else SQLite."""
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

from bylaw.records.jsonl import JsonlReader, JsonlStore
from bylaw.records.sqlite import SqliteReader, SqliteStore
from bylaw.records.store import RecordReader, RecordStore

__all__ = ["open_reader", "open_store"]

_TEXT = ".jsonl"


def open_store(path: Path, *, content: bool = True) -> RecordStore:
    """Open a file to keep records in, or make it and its folders; call it in the process that appends.

    Args:
        path: the file.
        content: whether text of messages is kept; off, `sent`, `request` and `reply` never reach the file.

    Raises:
        RecordError: it can't be made, isn't ours, is damaged, or a later version made it.
    """
    if path.suffix.lower() == _TEXT:
        return JsonlStore(path, content=content)
    return SqliteStore(path, content=content)


def open_reader(path: Path) -> RecordReader:
    """Open a file to read records from.

    Raises:
        RecordError: it isn't there, isn't ours, is damaged, or a later version made it.
    """
    return JsonlReader(path) if path.suffix.lower() == _TEXT else SqliteReader(path)
