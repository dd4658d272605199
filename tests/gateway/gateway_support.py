"""A real gateway on a real port, with the scripted engine behind it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from openai import AsyncOpenAI

from bylaw.engines.engine import Engine
from bylaw.engines.scripted import ScriptedEngine
from bylaw.gateway import Gateway, bind, opened
from bylaw.governor import Mode, Policy
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.records.store import MemoryStore, RecordStore
from bylaw.spec import load
from bylaw.turn import Desk

SPEC = load("builtin")
PREAMBLE = write_preamble(SPEC, budget=200, count=estimate_tokens)


@dataclass(frozen=True, slots=True)
class Running:
    """A gateway that takes requests."""

    url: str
    """Without /v1."""
    engine: Engine
    store: MemoryStore
    client: AsyncOpenAI
    """The official client, unchanged; it doesn't try twice."""

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


def desk(engine: Engine, records: RecordStore | None, mode: Mode = "enforce", policy: Policy | None = None) -> Desk:
    return Desk(policy or Policy(SPEC, "c0ffee", PREAMBLE, mode), engine, records)


@asynccontextmanager
async def running(
    engine: Engine | None = None,
    *,
    records: RecordStore | None = None,
    mode: Mode = "enforce",
    grace_s: float = 0.5,
    any_model: bool = True,
    body_limit: int = 2**20,
    body_timeout_s: float = 5,
    policy: Policy | None = None,
) -> AsyncGenerator[Running, None]:
    store = MemoryStore()
    engine = engine or ScriptedEngine()
    gateway = Gateway(desk(engine, records or store, mode, policy), ("small",), any_model, body_limit, body_timeout_s)
    async with (
        opened(gateway, bind("127.0.0.1", 0), grace_s=grace_s) as url,
        AsyncOpenAI(base_url=f"{url}/v1", api_key="sk-any", max_retries=0) as client,
    ):
        yield Running(url, engine, store, client)


Run = Callable[..., Awaitable[Running]]
