"""Gateways that end with their test."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest

from bylaw.engines.engine import Engine
from tests.gateway.gateway_support import Run, Running, running


@pytest.fixture
async def run() -> AsyncGenerator[Run, None]:
    """Start a gateway: `await run(engine, …)`."""
    async with AsyncExitStack() as stack:

        async def start(engine: Engine | None = None, **options: object) -> Running:
            return await stack.enter_async_context(running(engine, **options))  # type: ignore[arg-type]

        yield start
