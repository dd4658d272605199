"""Write files whole or not at all, and one process at a time."""
# SPDX-License-Identifier: Apache-2.0

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

__all__ = ["alone", "copy_hashed", "made"]

_BLOCK = 1 << 20


@contextmanager
def made(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside `target` that takes its place once all went well."""
    scratch = target.with_name(f".{target.name}.part")
    try:
        with scratch.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder's lock among all processes; the system lets go of it if we die.

    `waiting` is called while another process holds it.
    """
    with (folder / ".lock").open("a+b") as file:
        while not _try_lock(file):
            waiting()
            time.sleep(0.2)
        yield


def _try_lock(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def copy_hashed(source: IO[bytes], out: IO[bytes] | None, done: Callable[[int], None]) -> str:
    """Read to the end, writing to `out` if there is one; give the SHA-256. `done` is told the bytes so far."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(_BLOCK):
        digest.update(block)
        if out is not None:
            out.write(block)
        size += len(block)
        done(size)
    return digest.hexdigest()
