"""Keep the time of checks: they are compiled patterns that end in microseconds, so one that doesn't is broken.

They run on threads of their own. What isn't done in time is given up, and counts as not run; its thread ends when it
can. Where all threads are stuck nothing is in time any more, and clauses that fail closed refuse.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

__all__ = ["Watchman"]

_THREADS = 8


class Watchman:
    """Runs work and says whether it came to its end in time."""

    def __init__(self, limit_s: float = 2.0) -> None:
        self._limit_s = limit_s
        self._pool: ThreadPoolExecutor | None = None

    def __call__(self, work: Callable[[], None]) -> bool:
        """Run it; False where it took longer than the limit, or had to wait so long for a thread."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="bylaw-checks")
        future = self._pool.submit(work)
        try:
            future.result(timeout=self._limit_s)
        except TimeoutError:
            future.cancel()
            return False
        return True

    def close(self) -> None:
        """Let its threads go; one that is stuck is not waited for."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
