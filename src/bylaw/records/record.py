"""The decision record: what was asked, what was sent, what came back, under which document.

One JSON object a record. A later version may add members anywhere and words to a closed set; this one reads such a
record and writes back what it doesn't know. Knows no file and no engine.
Source of the id's layout: the ULID specification (48 bits of milliseconds, 80 random bits, Crockford's base 32).
"""
# SPDX-License-Identifier: Apache-2.0

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import msgspec

from bylaw import __version__
from bylaw.backend import RoleFidelity, Usage
from bylaw.errors import RecordError
from bylaw.records.decision import Decision

__all__ = [
    "ID_PREFIX",
    "MODES",
    "OUTCOMES",
    "SCHEMA",
    "Failure",
    "Record",
    "Timings",
    "Unknown",
    "hash_json",
    "new_record_id",
    "read_record",
    "without_content",
    "write_record",
]

SCHEMA = 2
"""The version of the members below."""
MODES = ("enforce", "observe")
OUTCOMES = ("completed", "cancelled", "failed")
ID_PREFIX = "dec_"
"""What every id starts with."""

_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"  # in the order of its characters, so that ids sort by time
_RANDOM_BYTES = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Timings(msgspec.Struct, frozen=True, kw_only=True):
    """How long a request took."""

    prepare_ms: float
    """From the request to the engine's start."""
    first_token_ms: float | None = None
    """From the request to the first text of a streamed reply; None for a whole one."""
    total_ms: float
    """From the request to the reply's end."""


class Failure(msgspec.Struct, frozen=True):
    """What went wrong, without a prompt and without a secret."""

    kind: str
    """The error's type: `UpstreamError`."""
    message: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A member that a later version wrote and this one doesn't know."""

    path: tuple[str | int, ...]
    """Where it stands in the record: `("timings", "queue_ms")`."""
    raw: bytes


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One request and what became of it."""

    id: str
    at: datetime
    """When the request came, in UTC."""
    schema: int = SCHEMA
    bylaw_version: str = __version__
    spec_file: str
    spec_hash: str
    mode: str
    """One of `MODES`; of a later schema, any word."""
    engine: str
    """The backend's name."""
    model: str
    """The model as the caller named it."""
    answered_by: str | None = None
    """The model as the engine named it."""
    streamed: bool
    conversation_hash: str
    """`hash_json` of the messages as the caller sent them."""
    conversation: msgspec.Raw | None = None
    """Those messages, a JSON list; None where content is off, or where they went to the engine as they came."""
    asked: msgspec.Raw | None = None
    """The request's `bylaw` member; None where there was none or content is off."""
    decision: Decision | None = None
    """None in records of schema 1."""
    sent_hash: str
    """`hash_json` of the messages as they went to the engine."""
    sent: msgspec.Raw | None = None
    """Those messages, a JSON list; None where content is off."""
    request: msgspec.Raw | None = None
    """The other members of the request, a JSON object; None where content is off."""
    reply_hash: str | None = None
    """`hash_json` of `reply`; None where no reply came."""
    reply: msgspec.Raw | None = None
    """The choices as the engine gave them, a JSON list; those of a stream put together; None where content is off."""
    finish_reasons: tuple[str | None, ...] = ()
    """One for each choice."""
    usage: Usage | None = None
    timings: Timings | None = None
    roles: tuple[RoleFidelity, ...] = ()
    neutralised: int = 0
    """Control-token strings in message text that were broken up."""
    ignored: tuple[str, ...] = ()
    """Members of the request that the engine doesn't act on."""
    outcome: str
    """One of `OUTCOMES`; of a later schema, any word."""
    error: Failure | None = None
    later: tuple[Unknown, ...] = ()
    """What this version doesn't know, kept for the next one."""

    def __post_init__(self) -> None:
        if not self.id.startswith(ID_PREFIX):
            raise ValueError(f"a record's id starts with {ID_PREFIX!r}, got {self.id[:40]!r}")
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("a record's time is in UTC")
        if self.schema <= SCHEMA:  # of a later one we can't say which words are right
            if self.mode not in MODES:
                raise ValueError(f"a mode is one of {', '.join(MODES)}, got {self.mode!r}")
            if self.outcome not in OUTCOMES:
                raise ValueError(f"an outcome is one of {', '.join(OUTCOMES)}, got {self.outcome!r}")


def new_record_id(now: datetime, random: bytes) -> str:
    """Make an id that sorts by time.

    Args:
        now: when the request came; milliseconds of it count.
        random: 10 random bytes.
    """
    if len(random) != _RANDOM_BYTES:
        raise ValueError(f"an id takes {_RANDOM_BYTES} random bytes, got {len(random)}")
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    number = milliseconds << 80 | int.from_bytes(random, "big")
    return ID_PREFIX + "".join(_BASE32[number >> shift & 31] for shift in range(125, -1, -5))


def hash_json(raw: bytes | msgspec.Raw) -> str:
    """Give the SHA-256, in hex, of a JSON text in canonical form: members sorted, no white space, UTF-8.

    Two texts that say the same have the same hash. A text that can't be decoded is hashed as it stands.
    """
    try:
        data = msgspec.json.encode(msgspec.json.decode(raw), order="sorted")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        data = bytes(raw)
    return hashlib.sha256(data).hexdigest()


def without_content(record: Record) -> Record:
    """Take out all that holds text of a message; the hashes stay. A member we don't know may hold text, so it goes."""
    decision = record.decision
    if decision is not None:  # a setting that is a text may have been set in a message
        settings = {name: value for name, value in decision.settings.items() if not isinstance(value, str)}
        decision = msgspec.structs.replace(decision, settings=settings)
    return msgspec.structs.replace(
        record, conversation=None, asked=None, decision=decision, sent=None, request=None, reply=None, later=()
    )


def write_record(record: Record) -> bytes:
    """Write a record as one JSON object.

    Raises:
        RecordError: one of its raw members isn't JSON.
    """
    members: dict[str, object] = {name: getattr(record, name) for name in _MEMBERS}
    if record.usage is not None:
        members["usage"] = _usage_json(record.usage)
    _put_back(members, record.later)
    data = msgspec.json.encode(members)
    try:
        _object.decode(data)
        data.decode()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordError(
            f"the record holds something that isn't JSON ({error})",
            where=record.id,
            mend="give `conversation`, `asked`, `sent`, `request` and `reply` as JSON texts",
        ) from None
    return data


def read_record(data: bytes | str) -> Record:
    """Read what `write_record` wrote, in this version or a later one.

    Raises:
        RecordError: not a record, or one that this version can't read.
    """
    where = "record"
    try:
        raws = _object.decode(data)
        known: dict[str, object] = {}
        for name, raw in raws.items():
            where = f"record, member {name!r}"
            if name in _RAW:  # msgspec's decoder of `Raw | None` takes null alone
                known[name] = None if bytes(raw) == b"null" else raw
            elif name in _MEMBERS:
                known[name] = _MEMBERS[name].decode(raw)
        where = f"record {known.get('id', '')}".rstrip()
        if missing := [name for name in _REQUIRED if name not in known]:
            raise ValueError(f"it lacks {', '.join(missing)}")
        usage = known.get("usage")
        if isinstance(usage, Usage):
            known["usage"] = replace(usage, fields=_rest(raws["usage"]))
        return Record(**known, later=tuple(_unknown_members(raws, known)))  # type: ignore[arg-type]  # decoded by type
    except (ValueError, RecursionError) as error:  # msgspec's and Unicode's errors are ValueErrors
        raise RecordError(
            f"not a decision record that this version can read ({error})",
            where=where,
            mend="if a later version of bylaw wrote it, read it with that one",
        ) from None


def _usage_json(usage: Usage) -> dict[str, object]:
    members: dict[str, object] = {name: getattr(usage, name) for name in _USAGE}
    return members | {name: msgspec.Raw(raw) for name, raw in usage.fields}


def _rest(usage: msgspec.Raw) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, bytes(raw)) for name, raw in _object.decode(usage).items() if name not in _USAGE)


def _unknown_members(raws: dict[str, msgspec.Raw], known: dict[str, object]) -> Iterator[Unknown]:
    for name, raw in raws.items():
        if name not in known:
            yield Unknown((name,), bytes(raw))
        elif name in _NESTED:
            yield from _unknown_inside(raw, msgspec.to_builtins(known[name]), (name,))


def _unknown_inside(raw: msgspec.Raw, known: object, path: tuple[str | int, ...]) -> Iterator[Unknown]:
    if isinstance(known, dict):
        for name, value in _object.decode(raw).items():
            if name in known:
                yield from _unknown_inside(value, known[name], (*path, name))
            else:
                yield Unknown((*path, name), bytes(value))
    elif isinstance(known, list | tuple):
        for at, (value, each) in enumerate(zip(_list.decode(raw), known, strict=True)):
            yield from _unknown_inside(value, each, (*path, at))


def _put_back(members: dict[str, object], later: tuple[Unknown, ...]) -> None:
    for nested in {str(unknown.path[0]) for unknown in later if len(unknown.path) > 1}:
        members[nested] = msgspec.to_builtins(members[nested])
    for unknown in later:
        *parents, name = unknown.path
        place: object = members
        try:
            for step in parents:
                place = place[step]  # type: ignore[index]
            place[name] = msgspec.Raw(unknown.raw)  # type: ignore[index]
        except (LookupError, TypeError):
            continue  # what it belonged to is gone


_object: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
_FIELDS = tuple(field for field in msgspec.structs.fields(Record) if field.name != "later")
_MEMBERS = {field.name: msgspec.json.Decoder(field.type) for field in _FIELDS}
_REQUIRED = tuple(field.name for field in _FIELDS if field.required)
_RAW = frozenset({"conversation", "asked", "sent", "request", "reply"})
_NESTED = frozenset({"timings", "roles", "error", "decision"})
_USAGE = ("prompt_tokens", "completion_tokens", "total_tokens")
