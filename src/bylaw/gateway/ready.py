"""Read a stream in as few pieces as it comes in: all that is there without waiting is one piece.

A model that speaks slowly gives its chunks one by one, and each goes out at once. Behind a link that buffers, many
come together, and a write for each would be a system call for each.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from types import coroutine
from typing import Any, TypeVar

__all__ = ["next_or"]

T = TypeVar("T")


@coroutine
def next_or(source: AsyncGenerator[T, None], waiting: Callable[[], Awaitable[None]]) -> Generator[Any, Any, T]:
    """Give the next item; where it isn't there yet, await `waiting()` first, and then the item.

    The caller's cancellation the source hears of where it waits, as from `anext`. Where `waiting` fails, nobody reads
    on: the source is cancelled, since it would take a broken link for its own, and the failure is raised.

    Raises:
        StopAsyncIteration: there is no further item.
    """
    step = anext(source).__await__()
    try:
        future = next(step)  # runs the source until it gives an item, ends, or waits for something
    except StopIteration as done:
        item: T = done.value
        return item
    try:
        yield from waiting().__await__()
    except asyncio.CancelledError as error:
        yield from _driven(step, future, error)
        raise
    except BaseException:
        with contextlib.suppress(asyncio.CancelledError):
            yield from _driven(step, future, asyncio.CancelledError())
        raise
    return (yield from _driven(step, future))


def _driven(step: Generator[Any, Any, T], future: Any, error: BaseException | None = None) -> Generator[Any, Any, T]:
    """Go on with a step that was begun and waits for `future`, or is to hear of an error."""
    try:
        while True:
            if error is not None:
                future, error = step.throw(error), None
            try:
                sent = yield future
            except BaseException as thrown:
                error = thrown
            else:
                future = step.send(sent)
    except StopIteration as done:
        item: T = done.value
        return item
