"""Keep the time of checks: they are compiled patterns that end in microseconds, so one that doesn't is broken.

They run on threads of their own. What isn't done in time is given up, and counts as not run; its thread ends when it
can. Where all threads are stuck nothing is in time any more, and clauses that fail closed refuse. Whoever waits for
them waits `aside`, so that nobody else does. One thing no thread helps against: a regular expression that runs away
lets no other thread run.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

__all__ = ["Watchman"]

T = TypeVar("T")

_THREADS = 8
_WAITING = 64
"""Threads that only wait for those; more requests than that wait for one of them."""


class Watchman:
    """Runs work and says whether it came to its end in time."""

    def __init__(self, limit_s: float = 2.0) -> None:
        self._limit_s = limit_s
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: ThreadPoolExecutor | None = None

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

    async def aside(self, work: Callable[[], T]) -> T:
        """Run work that calls for checks off the event loop; who is cancelled meanwhile waits for its end."""
        if self._waiting is None:
            self._waiting = ThreadPoolExecutor(_WAITING, thread_name_prefix="bylaw-waiting")
        future = asyncio.get_running_loop().run_in_executor(self._waiting, work)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await asyncio.wait([future])  # or it would change what is being put on record
            raise

    def close(self) -> None:
        """Let its threads go; one that is stuck is not waited for."""
        for pool in (self._pool, self._waiting):
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)
