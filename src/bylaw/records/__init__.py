"""Decision records: what was asked, sent and answered, kept before the reply ends."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.records.decision import Decision, RuledRow, Sampled
from bylaw.records.jsonl import JsonlReader, JsonlStore
from bylaw.records.open import open_reader, open_store
from bylaw.records.record import (
    MODES,
    OUTCOMES,
    SCHEMA,
    Failure,
    Record,
    Timings,
    Unknown,
    hash_json,
    new_record_id,
    read_record,
    without_content,
    write_record,
)
from bylaw.records.sqlite import SqliteReader, SqliteStore
from bylaw.records.store import MemoryStore, NoRecord, RecordReader, RecordStore

__all__ = [
    "MODES",
    "OUTCOMES",
    "SCHEMA",
    "Decision",
    "Failure",
    "JsonlReader",
    "JsonlStore",
    "MemoryStore",
    "NoRecord",
    "Record",
    "RecordReader",
    "RecordStore",
    "RuledRow",
    "Sampled",
    "SqliteReader",
    "SqliteStore",
    "Timings",
    "Unknown",
    "hash_json",
    "new_record_id",
    "open_reader",
    "open_store",
    "read_record",
    "without_content",
    "write_record",
]
