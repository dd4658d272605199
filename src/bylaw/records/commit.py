"""One thread that commits, at once, all the records that wait: the event loop never waits for a disk.

While one group is being committed the next one gathers, so the dearer a commit, the more records share it. Knows no
file: what a commit is, the store says.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from bylaw.errors import RecordError
from bylaw.records.record import Record

__all__ = ["GroupCommit"]

_LARGEST_GROUP = 512

Answer = BaseException | None


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    """A record that waits, and where to say what became of it."""

    record: Record
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[None]


class GroupCommit:
    """The queue before one committing thread."""

    def __init__(
        self, commit: Callable[[Sequence[Record]], Sequence[RecordError | None]], close: Callable[[], None]
    ) -> None:
        """Start the thread.

        Args:
            commit: called there; commits a group and says of each record why it wasn't kept, or None; raises where
                none was kept.
            close: called there, last.
        """
        self._commit = commit
        self._close = close
        self._queue: SimpleQueue[_Ticket | None] = SimpleQueue()
        self._lock = threading.Lock()  # nothing is queued behind the end
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="bylaw-records", daemon=True)
        self._thread.start()

    async def append(self, record: Record) -> None:
        """Wait until a record is committed. It is also committed when the caller is cancelled meanwhile.

        Raises:
            RecordError: it was not kept.
        """
        loop = asyncio.get_running_loop()
        ticket = _Ticket(record, loop, loop.create_future())
        with self._lock:
            if self._closed:
                raise RecordError("the record store is closed", where=record.id, mend="open it again")
            if not self._thread.is_alive():
                raise RecordError(
                    "the record store was opened in another process",
                    where=record.id,
                    mend="open it after the process is forked",
                )
            self._queue.put(ticket)
        await ticket.done

    async def aclose(self) -> None:
        """Commit what waits, and end the thread."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        try:
            while (group := self._next_group()) is not None:
                self._settle(group)
        finally:
            self._close()

    def _next_group(self) -> list[_Ticket] | None:
        """Wait for a record and take all that wait with it; None at the end."""
        first = self._queue.get()
        if first is None:
            return None
        group = [first]
        while len(group) < _LARGEST_GROUP:
            try:
                ticket = self._queue.get_nowait()
            except Empty:
                break
            if ticket is None:
                self._queue.put(None)  # the end comes after this group
                break
            group.append(ticket)
        return group

    def _settle(self, group: Sequence[_Ticket]) -> None:
        answers: Sequence[Answer]
        try:
            answers = self._commit([ticket.record for ticket in group])
        except RecordError as error:  # one of its own for each: a raised exception belongs to one task
            answers = [RecordError(error.what, where=error.where, mend=error.mend) for _ in group]
        except BaseException as error:  # nobody may wait for an answer that never comes
            answers = [error] * len(group)
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[_Ticket, Answer]]] = defaultdict(list)
        for ticket, answer in zip(group, answers, strict=True):
            by_loop[ticket.loop].append((ticket, answer))
        for loop, settled in by_loop.items():
            try:
                loop.call_soon_threadsafe(_tell, settled)  # one wake-up a group
            except RuntimeError:  # the loop is closed: nobody waits there any more
                continue


def _tell(settled: Sequence[tuple[_Ticket, Answer]]) -> None:
    for ticket, answer in settled:
        if ticket.done.done():  # its task was cancelled
            continue
        if answer is None:
            ticket.done.set_result(None)
        else:
            ticket.done.set_exception(answer)
