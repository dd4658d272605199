"""Records to test with."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from bylaw.backend import RoleFidelity, Usage
from bylaw.records import NoRecord, Record, Timings, hash_json, new_record_id, open_reader, open_store

NOON = datetime(2025, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
SENT = b'[{"role":"system","content":"Be brief."},{"role":"user","content":"Where do herons sleep?"}]'
REPLY = b'[{"index":0,"message":{"role":"assistant","content":"In trees."},"finish_reason":"stop","logprobs":null}]'


def make_record(*, sent: bytes = SENT, reply: bytes = REPLY, **members: Any) -> Record:
    """Make a whole record; name members to change them."""
    at = members.pop("at", NOON)
    whole: dict[str, Any] = {
        "id": new_record_id(at, os.urandom(10)),
        "at": at,
        "spec_file": "builtin",
        "spec_hash": "ab" * 32,
        "mode": "enforce",
        "engine": "scripted",
        "model": "default",
        "answered_by": "scripted-1",
        "streamed": False,
        "conversation_hash": hash_json(sent),
        "sent_hash": hash_json(sent),
        "sent": msgspec.Raw(sent),
        "request": msgspec.Raw(b'{"temperature":0.50,"metadata":{"ticket":"heron-7"}}'),
        "reply_hash": hash_json(reply),
        "reply": msgspec.Raw(reply),
        "finish_reasons": ("stop",),
        "usage": Usage(19, 4, 23, (("prompt_tokens_details", b'{"cached_tokens":3}'),)),
        "timings": Timings(prepare_ms=0.25, total_ms=81.5),
        "roles": (RoleFidelity("system", "system", "kept"), RoleFidelity("developer", "system", "mapped")),
        "outcome": "completed",
    }
    return Record(**(whole | members))


async def keep(path: Path, *records: Record) -> None:
    """Keep records in a store, and close it."""
    store = open_store(path)
    for record in records:
        await store.append(record)
    await store.aclose()


def kept(path: Path) -> list[Record]:
    """Read all that a store holds."""
    with open_reader(path) as reader:
        return list(reader.iterate())


def found(path: Path, prefix: str) -> Record | NoRecord:
    """Find one record of a store."""
    with open_reader(path) as reader:
        return reader.find(prefix)
