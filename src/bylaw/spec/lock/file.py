"""A lock as a file: JSON with a readable head, then the document, a node a line.

Its second line is a seal, a SHA-256 over every byte below: so a lock that was torn or edited is told from a document
that changed. Reading one checks the seal and computes all hashes anew; no Markdown is parsed. A seal is no signature:
whoever can write the file can seal it again. It guards against accidents, and version control shows the rest.
"""
# SPDX-License-Identifier: Apache-2.0

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from bylaw.errors import LockError
from bylaw.spec.canonical import CANONICAL_VERSION, section_hashes, whole_hash
from bylaw.spec.lock.nouns import Head, Lock, Stored
from bylaw.spec.nodes import Section, Spec
from bylaw.spec.version import PARSER_VERSION

__all__ = [
    "is_lock",
    "load_locked",
    "lock_path",
    "only_writer",
    "other_version",
    "read_lock",
    "read_stored",
    "write_lock",
]

LOCK_FORMAT = 1
"""Goes up when the layout changes."""

_START = b'{\n"format": "bylaw-lock/'
_OPENING = re.compile(rb'\{\n"format": "bylaw-lock/(\d+)",\n"seal": "([0-9a-f]{64})",\n')
_END = b"\n}\n"
_Wanted = TypeVar("_Wanted")
_RESTORE = "restore it from version control; don't edit it by hand"


def lock_path(source: str | Path) -> Path:
    """Name the lock that goes with a document."""
    return Path(f"{source}.lock")


def is_lock(source: str | Path) -> bool:
    """Whether a file is a lock, of whatever version, torn or not."""
    try:
        with Path(source).open("rb") as file:
            return file.read(len(_START) + 2).replace(b"\r\n", b"\n").startswith(_START)
    except OSError:
        return False


def load_locked(path: str | Path) -> Spec:
    """Load a locked document.

    Raises:
        LockError: it isn't there, isn't a lock, was torn or edited, or was made by another version.
    """
    return read_lock(path).document


def read_lock(path: str | Path) -> Lock:
    """Read a lock, and check all it says of itself.

    Raises:
        LockError: it isn't there, isn't a lock, was torn or edited, or was made by another version.
    """
    stored = read_stored(path)
    if (other := other_version(stored)) is not None:
        mend = "lock the document again, with --why; the log is kept"
        raise LockError(f"it was made by {other}: the hashes can't be compared", where=str(path), mend=mend)
    document = _decoded(stored.document, Spec, path)
    hashes = section_hashes(document)
    if hashes != stored.clauses or whole_hash(hashes) != stored.sha256:
        what = "its hashes are not those of the document in it, so it was edited"
        raise LockError(what, where=str(path), mend=_RESTORE)
    head = {name: getattr(stored, name) for name in Head.__struct_fields__}
    return Lock(**head, document=document)


def read_stored(path: str | Path) -> Stored:
    """Read a lock's head, of whatever version of the parser, and check the seal.

    Raises:
        LockError: it isn't there, isn't a lock, or was torn or edited.
    """
    where = str(path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise LockError("there is no such lock", where=where, mend="make one with `bylaw spec lock FILE`") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise LockError(f"it can't be read: {why}", where=where, mend="check its path and permissions") from None
    if b"\r" in data:  # no JSON text holds one as it is: version control turned the line ends
        data = data.replace(b"\r\n", b"\n")
    opening = _OPENING.match(data)
    if opening is None:
        if data.startswith(_START):
            raise LockError("its first lines are torn or edited", where=where, mend=_RESTORE)
        raise LockError("this is no lock", where=where, mend="name a file that `bylaw spec lock` wrote")
    if int(opening[1]) != LOCK_FORMAT:
        mend = "use the version of Bylaw that wrote it"
        raise LockError(
            f"its format is {int(opening[1])}, and this version reads {LOCK_FORMAT}", where=where, mend=mend
        )
    if hashlib.sha256(memoryview(data)[opening.end() :]).hexdigest().encode() != opening[2]:
        if not data.endswith(_END):
            raise LockError("it is torn: its end is missing", where=where, mend=_RESTORE)
        raise LockError("it was edited: its seal is not that of its contents", where=where, mend=_RESTORE)
    return _decoded(data, Stored, path)


def other_version(stored: Stored) -> str | None:
    """Name the versions a lock was made by, where its hashes can't be compared with today's."""
    if (stored.parser, stored.canonical) == (PARSER_VERSION, CANONICAL_VERSION):
        return None
    return (
        f"parser version {stored.parser} and canonical form {stored.canonical}, "
        f"where this is {PARSER_VERSION} and {CANONICAL_VERSION}"
    )


def write_lock(path: Path, lock: Lock) -> None:
    """Write a lock in one step: whoever reads meanwhile has the old one or the new one.

    Raises:
        LockError: it can't be written; the old one still stands.
    """
    body = _body(lock)
    seal = hashlib.sha256(body).hexdigest()
    data = b'%s%d",\n"seal": "%s",\n%s' % (_START, LOCK_FORMAT, seal.encode(), body)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        mend = "check the folder's permissions and the free space"
        raise LockError(f"it can't be written: {why}", where=str(path), mend=mend) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Hold others who would write a lock in the same folder, so that none loses the other's log."""
    try:
        import fcntl
    except ImportError:  # no such thing on Windows
        yield
        return
    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError:
        raise LockError("there is no such folder", where=str(path.parent), mend="make it first") from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _body(lock: Lock) -> bytes:
    lines = [_member(name, getattr(lock, name)) for name in Head.__struct_fields__]
    return b",\n".join([*lines, b'"document": ' + _document(lock.document)]) + _END


def _member(name: str, value: object) -> bytes:
    written = _listed(map(_encoded, value)) if isinstance(value, tuple) else _encoded(value)
    return f'"{name}": '.encode() + written


def _document(spec: Spec) -> bytes:
    sections = [_with(section, body=_listed(map(_encoded, section.body))) for section in spec.sections]
    return _with(spec, sections=_listed(sections), preface=_listed(map(_encoded, spec.preface)))


def _with(value: Section | Spec, **written: bytes) -> bytes:
    """Encode a struct, some of whose fields are encoded already."""
    fields = {
        name: msgspec.Raw(written[name]) if name in written else getattr(value, name)
        for name in value.__struct_fields__
    }
    return _encoded(fields)


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(value)


def _listed(encoded: Iterable[bytes]) -> bytes:
    lines = b",\n".join(encoded)
    return b"[\n" + lines + b"\n]" if lines else b"[]"


def _decoded(data: bytes | msgspec.Raw, wanted: type[_Wanted], path: str | Path) -> _Wanted:
    try:
        return msgspec.json.decode(data, type=wanted)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LockError(f"it holds what a lock can't: {error}", where=str(path), mend=_RESTORE) from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
