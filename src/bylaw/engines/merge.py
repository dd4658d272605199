"""Run several streams of one choice each side by side, as the `n` choices of one answer."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from bylaw.backend import Chunk, Usage

__all__ = ["merge"]

_AHEAD = 64  # chunks a stream may be ahead of a slow reader


async def merge(streams: Sequence[AsyncGenerator[Chunk, None]]) -> AsyncGenerator[Chunk, None]:
    """Interleave streams; the prompt counts once in the usage, which comes last.

    The first stream that fails ends them all, and so does leaving the generator.
    """
    queue: asyncio.Queue[Chunk | BaseException | None] = asyncio.Queue(_AHEAD)

    async def play(index: int, stream: AsyncGenerator[Chunk, None]) -> None:
        try:
            async with aclosing(stream):
                async for chunk in stream:
                    choices = tuple(replace(choice, index=index) for choice in chunk.choices)
                    await queue.put(replace(chunk, choices=choices, raw=None))
        except Exception as error:  # handed on to whoever reads
            await queue.put(error)
        else:
            await queue.put(None)

    tasks = [asyncio.create_task(play(index, stream)) for index, stream in enumerate(streams)]
    first: Chunk | None = None
    usage = Usage()
    left = len(tasks)
    try:
        while left:
            match await queue.get():
                case None:
                    left -= 1
                case BaseException() as error:
                    raise error
                case chunk:
                    first = first or chunk
                    if chunk.usage is not None:
                        written = usage.completion_tokens + chunk.usage.completion_tokens
                        read = chunk.usage.prompt_tokens
                        usage = Usage(read, written, read + written)
                    if chunk.choices:
                        yield replace(chunk, id=first.id, created=first.created, usage=None)
        if first is not None:
            yield replace(first, choices=(), usage=usage)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
