"""All that a stream gives without waiting is one piece; whatever happens while it waits, it hears of."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from bylaw.gateway.ready import next_or


class Source:
    """Gives numbers, and waits before those named."""

    def __init__(self, count: int, *, waits: frozenset[int] = frozenset(), slow_end: bool = False) -> None:
        self.heard: BaseException | None = None
        self.ended = False
        self._count, self._waits, self._slow_end = count, waits, slow_end

    async def items(self) -> AsyncGenerator[int, None]:
        try:
            for number in range(self._count):
                if number in self._waits:
                    await asyncio.sleep(0.01)
                    await asyncio.sleep(0.01)  # an item may take several steps
                yield number
        except BaseException as error:
            self.heard = error
            if self._slow_end:
                await asyncio.sleep(0.01)  # as a turn that stores its record when it is cancelled
            raise
        finally:
            self.ended = True


async def pieces(source: AsyncGenerator[int, None]) -> list[list[int]]:
    done: list[list[int]] = [[]]

    async def waiting() -> None:
        await asyncio.sleep(0)  # a write that has to wait itself
        done.append([])

    try:
        while True:
            item = await next_or(source, waiting)
            done[-1].append(item)
    except StopAsyncIteration:
        return done


async def test_what_is_there_without_waiting_is_one_piece() -> None:
    assert await pieces(Source(3).items()) == [[0, 1, 2]]
    assert await pieces(Source(5, waits=frozenset({2, 4})).items()) == [[0, 1], [2, 3], [4]]
    assert await pieces(Source(0).items()) == [[]]


async def test_an_item_that_came_meanwhile_is_not_lost() -> None:
    async def long() -> None:
        await asyncio.sleep(0.1)

    source = Source(2, waits=frozenset({0, 1})).items()
    assert [await next_or(source, long), await next_or(source, long)] == [0, 1]


@pytest.mark.parametrize("slow_end", [False, True], ids=["at-once", "after-a-while"])
async def test_what_keeps_the_writer_from_waiting_ends_the_source(slow_end: bool) -> None:
    async def gone() -> None:
        raise ConnectionResetError("the caller left")

    source = Source(2, waits=frozenset({1}), slow_end=slow_end)
    items = source.items()
    assert await next_or(items, gone) == 0
    with pytest.raises(ConnectionResetError):
        await next_or(items, gone)
    assert isinstance(source.heard, asyncio.CancelledError)  # a broken link isn't the source's own
    assert source.ended
    await items.aclose()


@pytest.mark.parametrize("slow_end", [False, True], ids=["at-once", "after-a-while"])
async def test_a_cancelled_caller_ends_the_source(slow_end: bool) -> None:
    source = Source(2, waits=frozenset({1}), slow_end=slow_end)
    items = source.items()
    reading = asyncio.create_task(pieces(items))
    await asyncio.sleep(0.005)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert isinstance(source.heard, asyncio.CancelledError)
    assert source.ended
    await items.aclose()


async def test_an_error_of_the_source_comes_out_as_it_is() -> None:
    async def failing() -> AsyncGenerator[int, None]:
        yield 1
        await asyncio.sleep(0.001)
        raise LookupError("broke off")

    source = failing()
    with pytest.raises(LookupError, match="broke off"):
        await pieces(source)
