"""Files that only their owner may read, and what the system says when it won't give one.

Knows no format.
"""
# SPDX-License-Identifier: Apache-2.0

import errno
import os
from pathlib import Path

from bylaw.errors import RecordError

__all__ = ["Identity", "file_error", "identity", "make_private"]

Identity = tuple[int, int]
"""Device and number of a file: a path that is given to another file has another one."""

_MENDS = {
    errno.ENOSPC: ("there is no room on the disk", "free some space, or keep the records on another disk"),
    errno.EDQUOT: ("your quota of disk space is used up", "free some space, or keep the records on another disk"),
    errno.EFBIG: ("the file has grown to the largest size allowed", "move it away and start again"),
    errno.EACCES: ("permission is denied", "change who may use it and its folder, or give another path"),
    errno.EPERM: ("permission is denied", "change who may use it and its folder, or give another path"),
    errno.EROFS: ("the file system can only be read", "give a path on one that can be written"),
    errno.EISDIR: ("this is a folder", "give the path of a file"),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "give another path"),
}


def file_error(error: OSError, path: Path) -> RecordError:
    """Say what the system's refusal means for the records at `path`."""
    what, mend = _MENDS.get(error.errno or 0, (f"the system says: {error.strerror or error}", "give another path"))
    return RecordError(f"records can't be kept or read: {what}", where=str(path), mend=mend)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read or write, and its folders; one that is there stays as it is.

    Raises:
        RecordError: it can't be made or can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        _sync_folder(path.parent)
    except FileExistsError:  # the folder's name is taken by a file
        raise file_error(OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)), path) from None
    except OSError as error:
        raise file_error(error, path) from None


def _sync_folder(folder: Path) -> None:
    """Make a new file's name as safe as what will be in it."""
    if os.name != "posix":  # elsewhere a folder can't be opened
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def identity(path: Path) -> Identity | None:
    """Tell which file stands at a path; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
