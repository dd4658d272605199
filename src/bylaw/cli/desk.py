"""Open everything a turn needs, in an order in which nothing is half-started: what is cheap to check comes first.

Whatever fails, all that was opened before is closed again.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import logging
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from bylaw.checks import CHECKS, Check, Tier, bind_checks
from bylaw.checks.creators import creators_check
from bylaw.checks.personal_data import personal_data_check
from bylaw.checks.warm import warm
from bylaw.cli.config import Config, judge_key_of, key_of
from bylaw.engines import EmbeddedEngine, Engine, EngineConfig, OpenAIEngine, open_engine
from bylaw.engines.weights import Report, cache_folder
from bylaw.errors import ConfigError, EngineError
from bylaw.governor import Conduct, Policy
from bylaw.measures.overlap.index import load_index
from bylaw.measures.personal_data.presidio import find_with_presidio, presidio_is_there
from bylaw.prompt import Preamble, estimate_tokens, write_preamble
from bylaw.records import open_store
from bylaw.spec import Spec, load
from bylaw.spec.asks import spec_asks
from bylaw.spec.canonical import spec_hash
from bylaw.spec.lock import is_lock, load_locked, lock_path, read_lock
from bylaw.turn import Desk, EngineJudge, JudgeLimits, Watchman

__all__ = ["Document", "LockState", "engine_config", "new_loop", "open_desk", "read_spec", "run_loop"]

_log = logging.getLogger("bylaw.cli")
Progress = Callable[[], AbstractContextManager[Report | None]]
LockState = Literal["locked", "not locked", "differs from its lock"]


@dataclass(frozen=True, slots=True)
class Document:
    """The document that governs."""

    spec: Spec
    sha256: str
    lock: LockState


def read_spec(source: str) -> Document:
    """Load the document, or the lock of one.

    Raises:
        SpecError: it can't be read, or may not be run.
        LockError: its lock is torn.
    """
    if is_lock(source):
        spec = load_locked(source)
        return Document(spec, spec_hash(spec), "locked")
    spec = load(source)
    sha256 = spec_hash(spec)
    beside = lock_path(source)
    if not beside.exists():
        return Document(spec, sha256, "not locked")
    return Document(spec, sha256, "locked" if read_lock(beside).sha256 == sha256 else "differs from its lock")


def engine_config(config: Config, environ: Mapping[str, str]) -> EngineConfig:
    """Give what the engine is opened with; the key is read here."""
    local = config.engine == "embedded"
    return EngineConfig(
        config.engine,
        model="" if local else config.model,
        base_url=config.base_url,
        key=key_of(config, environ),
        tokenizer=Path(config.tokenizer).expanduser() if config.tokenizer else None,
        template=Path(config.template).expanduser() if config.template else None,
        read_timeout_s=config.timeout_s,
        model_path=Path(config.model).expanduser() if local and config.model else None,
        precision=config.precision,
        cache=cache_folder(config.cache),
        context=config.context or None,
        slots=config.slots,
        threads=config.threads or None,
    )


@asynccontextmanager
async def open_desk(
    config: Config, document: Document, *, environ: Mapping[str, str], progress: Progress = nullcontext
) -> AsyncGenerator[Desk, None]:
    """Open records and engine, and write the preamble in the model's own tokens.

    Args:
        config: the configuration.
        document: from `read_spec`.
        environ: for the upstream's key.
        progress: shows how the embedded weights come in.

    Raises:
        BylawError: something can't be opened; its message says what.
    """
    wanted = engine_config(config, environ)
    async with AsyncExitStack() as stack:
        records = None
        if config.records_path is not None:
            records = open_store(config.records_path, content=config.keep_content)
            stack.push_async_callback(records.aclose)
        with progress() as report:
            engine = await open_engine(wanted, report=report)
        stack.push_async_callback(engine.aclose)  # closed first: its last requests still want their records
        if isinstance(engine, OpenAIEngine):
            try:
                await engine.default_model()
            except EngineError as error:  # it may be up when it is asked
                _log.warning("the upstream doesn't answer yet: %s", error)
        judge = None
        if config.judge_url:
            judge_engine = OpenAIEngine(config.judge_url, key=judge_key_of(config, environ), model=config.judge_model)
            stack.push_async_callback(judge_engine.aclose)
            judge = _judge(config, judge_engine)
        tiers: tuple[Tier, ...] = ("fast",) if judge is None else ("fast", "judge")
        policy = Policy(
            document.spec,
            document.sha256,
            await _preamble(config, document.spec, engine),
            config.mode,
            _conduct(config),
            spec_asks(document.spec),
            bind_checks(document.spec, _checks(config), tiers=tiers, today=datetime.now(UTC).date()),
            judge=judge is not None,
        )
        await asyncio.to_thread(warm, policy.bounds.bound)  # a first request that waits for models would be late
        watchman = Watchman(config.check_timeout_s)
        stack.callback(watchman.close)
        if isinstance(engine, EmbeddedEngine) and config.mode == "enforce":
            await engine.warm([policy.opening])
        yield Desk(policy, engine, records, judge=judge, watch=watchman)


def new_loop() -> asyncio.AbstractEventLoop:
    """Make an event loop: uvloop's, where there is one."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run a program to its end."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(main)


def _checks(config: Config) -> tuple[Check, ...]:
    """Give the checks there are, with what the configuration adds to some of them."""
    made = [*_with_works(config), *_with_presidio(config)]
    named = {check.id: check for check in made}
    return tuple(named.get(check.id, check) for check in CHECKS)


def _with_works(config: Config) -> Iterator[Check]:
    if not config.works:
        return
    try:
        index = load_index(str(Path(config.works).expanduser()))
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        mend = "make one with `bylaw works add`"
        raise ConfigError(f"the index can't be read: {said}", where="--works", mend=mend) from None
    yield creators_check(index)


def _with_presidio(config: Config) -> Iterator[Check]:
    if not config.presidio:
        return
    if not presidio_is_there():
        mend = "pip install 'bylaw[presidio]', or leave it out"
        raise ConfigError("presidio isn't installed", where="BYLAW_PRESIDIO", mend=mend)
    yield personal_data_check(find_with_presidio)


def _judge(config: Config, engine: Engine) -> EngineJudge:
    limits = JudgeLimits(
        timeout_s=config.judge_timeout_s,
        usd_per_million_in=config.judge_usd_in,
        usd_per_million_out=config.judge_usd_out,
        max_usd=config.judge_max_usd,
    )
    return EngineJudge(engine, limits=limits, holds_schema=config.judge_schema)


def _conduct(config: Config) -> Conduct:
    return Conduct(
        config.on_misaligned,
        config.spotlight,
        config.placement,
        config.samples,
        config.hold,
        config.budget_line,
        config.over_budget,
        config.pseudonymise,
    )


async def _preamble(config: Config, spec: Spec, engine: Engine) -> Preamble:
    if not isinstance(engine, EmbeddedEngine):
        return write_preamble(spec, budget=config.preamble_budget, count=estimate_tokens, form=config.preamble)
    loop = asyncio.get_running_loop()

    def count(text: str) -> int:
        return asyncio.run_coroutine_threadsafe(engine.count_tokens(text), loop).result()

    preamble = await asyncio.to_thread(
        write_preamble, spec, budget=config.preamble_budget, count=count, form=config.preamble
    )
    context = engine.backend.context
    if context is not None and preamble.tokens > context // 2:
        raise ConfigError(
            f"the preamble's {preamble.tokens} tokens leave too little of the {context} that the model reads",
            where="--context",
            mend=f"allow {4 * preamble.tokens} or more, or fewer --preamble-tokens",
        )
    return preamble
