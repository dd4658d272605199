"""Lock a document, or lock it again: what changed since goes into the log, with the reason."""
# SPDX-License-Identifier: Apache-2.0

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from bylaw.errors import LockError
from bylaw.spec.canonical import CANONICAL_VERSION, section_hashes, whole_hash
from bylaw.spec.diff import Change, diff
from bylaw.spec.lock.file import only_writer, other_version, read_lock, read_stored, write_lock
from bylaw.spec.lock.nouns import Approval, Entry, Lock, Source
from bylaw.spec.nodes import Spec
from bylaw.spec.version import PARSER_VERSION

__all__ = ["lock", "sources_of"]

_NAMED = 8  # clauses in one message


def lock(
    spec: Spec, path: Path, *, sources: Sequence[Source], approval: Approval, now: datetime.datetime
) -> tuple[Lock, tuple[Change, ...]]:
    """Lock a document, or lock it again.

    Args:
        spec: the document, resolved and bound.
        path: the lock to write.
        sources: the files it was made of.
        approval: why it changed, and who said so; the first lock needs no reason.
        now: the time, with its zone.

    Returns:
        The lock, and what changed since it was locked last: nothing where this is the first lock.

    Raises:
        LockError: the old lock can't be read, or the document changed and no reason is given.
    """
    hashes = section_hashes(spec)
    sha256 = whole_hash(hashes)

    def entry(clause: str, kind: str, what: str) -> Entry:
        return Entry(
            now.astimezone(datetime.UTC).isoformat(timespec="seconds"),
            clause,
            kind,
            what,
            approval.why,
            approval.approved_by,
            approval.effective or now.date().isoformat(),
            sha256,
        )

    with only_writer(path):
        changes: tuple[Change, ...] = ()
        log: tuple[Entry, ...]
        if not path.exists():
            log = (entry("", "locked", f"{len(spec.clauses)} clauses in {len(spec.sections)} sections"),)
        elif (other := other_version(stored := read_stored(path))) is not None:
            _require_reason(approval, f"it was made by {other}, so what changed since can't be told", path)
            log = (*stored.log, entry("", "parser", f"was locked by {other}"))
        else:
            before = read_lock(path)
            changes = diff(before.document, spec)
            if changes:
                _require_reason(approval, f"since it was locked, {_named(changes)} changed", path)
            log = (*before.log, *(entry(each.clause, each.kind, each.summary) for each in changes))
        made = Lock(
            parser=PARSER_VERSION,
            canonical=CANONICAL_VERSION,
            file=spec.file,
            sources=tuple(sources),
            sha256=sha256,
            clauses=hashes,
            log=log,
            document=spec,
        )
        write_lock(path, made)
    return made, changes


def sources_of(spec: Spec) -> tuple[Source, ...]:
    """Hash the files a document was made of, itself first."""
    from bylaw.spec.load import read_document  # loading a lock needs no parser

    return tuple(
        Source(file, hashlib.sha256(read_document(file).encode()).hexdigest()) for file in (spec.file, *spec.bases)
    )


def _require_reason(approval: Approval, what: str, path: Path) -> None:
    if not approval.why.strip():
        raise LockError(what, where=str(path), mend='say why, with --why "..."; the lock still stands as it was')


def _named(changes: Iterable[Change]) -> str:
    ids = list(
        dict.fromkeys(f"#{each.clause}" if each.clause else "the text before the first heading" for each in changes)
    )
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more
