"""What a lock holds."""
# SPDX-License-Identifier: Apache-2.0

import datetime
from dataclasses import dataclass

import msgspec

from bylaw.errors import LockError
from bylaw.spec.canonical import SectionHash
from bylaw.spec.nodes import Spec

__all__ = ["Approval", "Entry", "Head", "Lock", "Source", "Stored"]


class Source(msgspec.Struct, frozen=True):
    """A file the document was made of."""

    file: str
    sha256: str
    """Over its bytes."""


class Entry(msgspec.Struct, frozen=True):
    """One line of the log: what changed in one clause, and why."""

    time: str
    """When it was locked, UTC."""
    clause: str
    """Empty for the document as a whole, or what precedes its first heading."""
    kind: str
    """A kind of change; `locked` for the first lock, `parser` where another version of the parser had read it."""
    what: str
    why: str
    approved_by: str
    effective: str
    """ISO date from which it holds."""
    sha256: str
    """The document's hash from then on."""


class Head(msgspec.Struct, frozen=True):
    """What a lock says of its document."""

    parser: int
    """Version of the parser that read it."""
    canonical: int
    """Version of the canonical form that the hashes are over."""
    file: str
    """The document's name, as it was given."""
    sources: tuple[Source, ...]
    """The document's file, then those of its bases, nearest first."""
    sha256: str
    """The document's hash."""
    clauses: tuple[SectionHash, ...]
    """Hashes of what precedes the first heading, then of each section and clause."""
    log: tuple[Entry, ...]
    """Oldest first."""


class Lock(Head, frozen=True, kw_only=True):
    """A locked document: resolved over its bases, and bound."""

    document: Spec


class Stored(Head, frozen=True, kw_only=True):
    """A lock whose document isn't read yet: it may be of another version."""

    document: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Approval:
    """What is written down with a change."""

    why: str = ""
    approved_by: str = ""
    effective: str = ""
    """ISO date; the day of locking where none is given."""

    def __post_init__(self) -> None:
        if not self.effective:
            return
        try:
            datetime.date.fromisoformat(self.effective)
        except ValueError:
            what = f"the effective date {self.effective[:20]!r} is no date"
            raise LockError(what, mend="write it as 2027-01-31") from None
