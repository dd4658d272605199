"""Measure what keeping records costs: appends a second, CPU a record on the event loop and in all, and the wait.

    python bench/records/run.py --seconds 4 --rounds 3 --json records.json

Each cell runs an event loop with so many tasks that append one record after another, each waiting until it is on the
disk. CPU on the loop is the loop's own thread; CPU in all is the process, the committing thread included. The bare
fsync beside it is what the disk can do: a 4 KiB write and fsync, one after another.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import asyncio
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import uvloop

from bylaw import __version__
from bylaw.backend import RoleFidelity, Usage
from bylaw.records import MemoryStore, Record, RecordStore, Timings, hash_json, new_record_id, open_store

__all__ = ["Cell", "measure"]

CONCURRENCY = (1, 32)
STORES = ("sqlite", "jsonl", "memory")
SENTENCE = "The heron stands in the shallow water and waits for a fish to come near. "


@dataclass(frozen=True, slots=True)
class Cell:
    """What one round of one store at one concurrency gave."""

    store: str
    concurrency: int
    records: int
    appends_per_s: float
    loop_cpu_ms: float
    """A record, on the event loop's thread."""
    all_cpu_ms: float
    """A record, in the whole process."""
    wait_p50_ms: float
    wait_p99_ms: float


def make_record(sent: bytes, reply: bytes) -> Record:
    """Make a record as a gateway does; its hashes are part of another figure."""
    now = datetime.now(UTC)
    return Record(
        id=new_record_id(now, os.urandom(10)),
        at=now,
        spec_file="builtin",
        spec_hash="0" * 64,
        mode="enforce",
        engine="scripted",
        model="default",
        streamed=False,
        conversation_hash="0" * 64,
        sent_hash="0" * 64,
        sent=msgspec.Raw(sent),
        request=msgspec.Raw(b'{"temperature":0.7}'),
        reply_hash="0" * 64,
        reply=msgspec.Raw(reply),
        finish_reasons=("stop",),
        usage=Usage(300, 120, 420),
        timings=Timings(prepare_ms=0.2, total_ms=900.0),
        roles=(RoleFidelity("user", "user", "kept"),),
        outcome="completed",
    )


def content(size: int) -> tuple[bytes, bytes]:
    """Make messages and choices of `size` bytes together, a quarter of them the reply."""
    text = SENTENCE * (size // len(SENTENCE) + 1)
    sent = [{"role": "system", "content": text[:300]}, {"role": "user", "content": text[: size * 3 // 4 - 300]}]
    choices = [{"index": 0, "message": {"role": "assistant", "content": text[: size // 4]}, "finish_reason": "stop"}]
    return msgspec.json.encode(sent), msgspec.json.encode(choices)


def open_one(store: str, folder: Path) -> RecordStore:
    """Open a new store in a folder."""
    if store == "memory":
        return MemoryStore()
    return open_store(folder / ("records.jsonl" if store == "jsonl" else "records.sqlite"))


async def measure(store: str, *, concurrency: int, seconds: float, size: int, folder: Path) -> Cell:
    """Append for a while, and count."""
    kept = open_one(store, folder)
    sent, reply = content(size)
    waits: list[float] = []
    end = time.perf_counter() + seconds

    async def append_on() -> None:
        while time.perf_counter() < end:
            record = make_record(sent, reply)
            start = time.perf_counter()
            await kept.append(record)
            waits.append(time.perf_counter() - start)
            if store == "memory":
                await asyncio.sleep(0)  # it never waits by itself

    loop_start, all_start, start = time.thread_time(), time.process_time(), time.perf_counter()
    await asyncio.gather(*(append_on() for _ in range(concurrency)))
    took = time.perf_counter() - start
    loop_cpu, all_cpu = time.thread_time() - loop_start, time.process_time() - all_start
    await kept.aclose()
    n = len(waits)
    percentiles = statistics.quantiles(waits, n=100)
    return Cell(
        store,
        concurrency,
        n,
        n / took,
        1e3 * loop_cpu / n,
        1e3 * all_cpu / n,
        1e3 * percentiles[49],
        1e3 * percentiles[98],
    )


def bare_fsync_ms(folder: Path, *, n: int = 200) -> float:
    """Give the median time of a 4 KiB write and fsync."""
    times = []
    fd = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY, 0o600)
    for _ in range(n):
        start = time.perf_counter()
        os.write(fd, bytes(4096))
        os.fsync(fd)
        times.append(time.perf_counter() - start)
    os.close(fd)
    return 1e3 * statistics.median(times)


def of_making_ms(size: int, *, n: int = 5000) -> tuple[float, float]:
    """Give the CPU of making one record, and of one hash of its messages."""
    sent, reply = content(size)
    start = time.thread_time()
    for _ in range(n):
        make_record(sent, reply)
    made = time.thread_time()
    for _ in range(n):
        hash_json(sent)
    return 1e3 * (made - start) / n, 1e3 * (time.thread_time() - made) / n


def main() -> None:
    """Measure every cell, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long one cell runs")
    parser.add_argument("--rounds", type=int, default=3, help="how often each cell runs; the median is shown")
    parser.add_argument("--size", type=int, default=2500, help="bytes of messages and reply in a record")
    parser.add_argument("--loop", choices=("uvloop", "asyncio"), default="uvloop", help="which event loop")
    parser.add_argument("--folder", type=Path, help="on which disk; a temporary folder by default")
    parser.add_argument("--json", type=Path, help="write every round here")
    options = parser.parse_args()

    cells: list[Cell] = []
    with tempfile.TemporaryDirectory(dir=options.folder) as top:
        fsync_ms = bare_fsync_ms(Path(top))
        for at in range(options.rounds):
            order = [(store, concurrency) for store in STORES for concurrency in CONCURRENCY]
            for store, concurrency in order if at % 2 == 0 else reversed(order):
                folder = Path(tempfile.mkdtemp(dir=top))
                cell = measure(
                    store, concurrency=concurrency, seconds=options.seconds, size=options.size, folder=folder
                )
                with asyncio.Runner(loop_factory=uvloop.new_event_loop if options.loop == "uvloop" else None) as runner:
                    cells.append(runner.run(cell))
                print(f"{store} x{concurrency}: {cells[-1].appends_per_s:.0f}/s", file=sys.stderr)
    make_ms, hash_ms = of_making_ms(options.size)

    print(
        f"bylaw {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} cores, {datetime.now(UTC):%Y-%m-%d}; {options.size} bytes of content a record, "
        f"{options.loop}, {options.rounds} rounds of {options.seconds:g} s, medians"
    )
    print(
        f"bare fsync of 4 KiB: {fsync_ms:.2f} ms; making a record {make_ms:.4f} ms, one hash {hash_ms:.4f} ms of CPU\n"
    )
    print("| store | at once | appends/s | CPU on the loop, ms | CPU in all, ms | wait p50, ms | wait p99, ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for store in STORES:
        for concurrency in CONCURRENCY:
            those = [cell for cell in cells if (cell.store, cell.concurrency) == (store, concurrency)]
            rate, loop, whole, p50, p99 = (
                statistics.median(getattr(cell, name) for cell in those)
                for name in ("appends_per_s", "loop_cpu_ms", "all_cpu_ms", "wait_p50_ms", "wait_p99_ms")
            )
            print(f"| {store} | {concurrency} | {rate:,.0f} | {loop:.3f} | {whole:.3f} | {p50:.2f} | {p99:.2f} |")
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode({"fsync_ms": fsync_ms, "cells": cells})))


if __name__ == "__main__":
    main()
