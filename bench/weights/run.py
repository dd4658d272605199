"""Measure the embedded weights as they come (Q4_1) against the same weights as 16-bit floats.

Asks each prompt beside this file greedily through the engine that serves users: once alone, once again, once among
three others. Compares token ids, with the same weights as 32-bit floats for the reference (written to a temporary
folder, 540 MB). Run it on an idle machine: `python bench/weights/run.py`.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import asyncio
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np
import psutil  # type: ignore[import-untyped]

from bylaw.authority import Message, Role
from bylaw.backend import Prompt, Sampling
from bylaw.engines import EmbeddedEngine, Weights, cache_folder, fetch_weights, local_weights, progress_bars
from bylaw.engines.widen import widen

__all__ = ["main"]

TOKENS = 48
PREAMBLE = "You are a helpful assistant. Be kind, honest and brief. Say so when you are not sure."
PROMPTS = (Path(__file__).parent / "prompts.txt").read_text("utf-8").splitlines()
LONG = "Summarise: " + "The harbour was quiet and the boats lay still. " * 60


class Answer(msgspec.Struct):
    """One greedy reply: its tokens, and how far each was ahead of the second best, in nats."""

    ids: list[int]
    margins: list[float]


class Measured(msgspec.Struct):
    """What one copy of the weights did."""

    load_s: float
    alone: list[Answer]
    again: list[Answer]
    together: list[Answer]
    decode_tps: list[float]
    together_tps: float
    prefill_tps: list[float]
    rss_mib: int


def main() -> None:
    """Measure each copy in a process of its own and print the page's tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--prompts", type=int, default=len(PROMPTS), help="ask only the first so many")
    args = parser.parse_args()
    if args.one is not None:
        measured = asyncio.run(measure(local_weights(args.one), PROMPTS[: args.prompts], once=args.once))
        sys.stdout.buffer.write(msgspec.json.encode(measured))
        return
    cache = cache_folder(os.environ.get("BYLAW_CACHE", ""))
    with progress_bars() as report, tempfile.TemporaryDirectory() as scratch:
        narrow = fetch_weights(cache, precision="q4_1", report=report)
        wide = fetch_weights(cache, precision="f16", report=report)
        exact = Path(scratch) / "smollm2-135m-instruct-f32.gguf"
        widen(narrow.path, exact, report=lambda _, __: None, wide=np.float32)
        results = {}
        for name, path in (("Q4_1", narrow.path), ("F16", wide.path), ("F32", exact)):
            print(f"measuring {name} …", file=sys.stderr)
            command = [sys.executable, __file__, "--one", str(path), "--prompts", str(args.prompts)]
            command += ["--once"] if path == exact else []
            results[name] = msgspec.json.decode(subprocess.run(command, check=True, stdout=-1).stdout, type=Measured)
    print(page(results, narrow, wide, count=args.prompts))


async def measure(weights: Weights, prompts: list[str], *, once: bool) -> Measured:
    """Ask everything of one copy; of the reference, only once."""
    before = time.perf_counter()
    engine = await EmbeddedEngine.open(weights, context=2048, slots=4)
    load_s = time.perf_counter() - before
    try:
        await engine.warm([Message.of(Role.SYSTEM, PREAMBLE)])
        decode: list[float] = []
        alone = [await ask(engine, prompt, decode) for prompt in prompts]
        again = [] if once else [await ask(engine, prompt, decode) for prompt in prompts]
        together: list[Answer] = []
        before = time.perf_counter()
        for at in range(0, 0 if once else len(prompts), 4):
            together += await asyncio.gather(*(ask(engine, prompt, []) for prompt in prompts[at : at + 4]))
        together_s = time.perf_counter() - before
        prefill: list[float] = []
        for turn in range(3):
            reply = await engine.complete(Prompt((Message.of(Role.USER, f"{turn} {LONG}"),), Sampling(max_tokens=1)))
            prefill.append(timing(dict(reply.fields), "prompt_per_second"))
        rss_mib = psutil.Process().memory_info().rss >> 20
    finally:
        await engine.aclose()
    return Measured(
        load_s,
        alone,
        again,
        together,
        decode,
        sum(len(answer.ids) for answer in together) / together_s,
        prefill,
        rss_mib,
    )


async def ask(engine: EmbeddedEngine, text: str, decode: list[float]) -> Answer:
    """Ask one prompt greedily; note the speed of the reply."""
    messages = (Message.of(Role.SYSTEM, PREAMBLE), Message.of(Role.USER, text))
    fields = (("logprobs", b"true"), ("top_logprobs", b"2"))
    reply = await engine.complete(Prompt(messages, Sampling(max_tokens=TOKENS, temperature=0.0), fields=fields))
    steps = msgspec.json.decode(dict(reply.choices[0].fields)["logprobs"])["content"]
    decode.append(timing(dict(reply.fields), "predicted_per_second"))
    first, second = ([step["top_logprobs"][place]["logprob"] for step in steps] for place in (0, 1))
    return Answer([step["id"] for step in steps], [a - b for a, b in zip(first, second, strict=True)])


def timing(fields: dict[str, bytes], name: str) -> float:
    """Read one of llama.cpp's own timings."""
    value: float = msgspec.json.decode(fields["timings"])[name]
    return value


def divergences(one: list[Answer], other: list[Answer]) -> list[tuple[int, float]]:
    """Where two sets of replies part, and how near the tie was there in the second set."""
    parted = []
    for a, b in zip(one, other, strict=True):
        at = next((at for at, (x, y) in enumerate(zip(a.ids, b.ids, strict=False)) if x != y), None)
        if at is None and len(a.ids) != len(b.ids):
            at = min(len(a.ids), len(b.ids)) - 1
        if at is not None:
            parted.append((at, b.margins[at]))
    return parted


def page(results: dict[str, Measured], narrow: Weights, wide: Weights, *, count: int) -> str:
    """Write the tables as Markdown."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, {cpu_name()}"
    lines = [
        f"n = {count} prompts of {TOKENS} tokens at most; {time.strftime('%Y-%m-%d')}; {machine}; "
        f"xllamacpp {version('xllamacpp')}; gguf {version('gguf')}",
        f"Q4_1 SHA-256 {narrow.sha256}",
        f"F16 SHA-256 {wide.sha256}",
        "",
        "| copy | load s | decode tok/s, median (best) | 4 at once tok/s | read prompt tok/s | memory MiB |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in results.items():
        decode = f"{statistics.median(one.decode_tps):.0f} ({max(one.decode_tps):.0f})"
        together = f"{one.together_tps:.0f}" if one.again else "–"
        cells = (name, f"{one.load_s:.2f}", decode, together, f"{max(one.prefill_tps):.0f}", str(one.rss_mib))
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| compared | same replies | parted at token, median | margin there in nats, median (largest) |"]
    lines += ["|---|---|---|---|"]
    pairs = [(f"{a} with {b}", results[a].alone, results[b].alone) for a, b in (("Q4_1", "F32"), ("F16", "F32"))]
    pairs.append(("Q4_1 with F16", results["Q4_1"].alone, results["F16"].alone))
    pairs += [(f"{name}: alone, again", one.again, one.alone) for name, one in results.items() if one.again]
    pairs += [
        (f"{name}: alone, among three others", one.together, one.alone) for name, one in results.items() if one.again
    ]
    for label, ours, theirs in pairs:
        parted = divergences(ours, theirs)
        if parted:
            at, margin = statistics.median(p[0] for p in parted), statistics.median(p[1] for p in parted)
            rest = f"{at:.0f} | {margin:.3f} ({max(p[1] for p in parted):.3f})"
        else:
            rest = "– | –"
        lines.append(f"| {label} | {count - len(parted)}/{count} | {rest} |")
    return "\n".join(lines)


def cpu_name() -> str:
    """Name the processor, where the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or "unknown processor"


if __name__ == "__main__":
    main()
