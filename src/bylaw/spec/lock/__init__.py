"""Lock a document: what it says, its hashes, and why it changed since, in one file that needs no other."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.lock.file import is_lock, load_locked, lock_path, read_lock
from bylaw.spec.lock.nouns import Approval, Entry, Lock, Source
from bylaw.spec.lock.write import lock, sources_of

__all__ = [
    "Approval",
    "Entry",
    "Lock",
    "Source",
    "is_lock",
    "load_locked",
    "lock",
    "lock_path",
    "read_lock",
    "sources_of",
]
