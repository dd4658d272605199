"""Measure the candidate stacks: rounds forwards and backwards, one Markdown table.

    BYLAW_GATEWAY_BENCH=… python bench/stack/run.py --rounds 3 --seconds 4 --json stack.json

Needs the gateway benchmark (its load generator and mock upstream) in the folder that `BYLAW_GATEWAY_BENCH` names, and
by default in `bench/gateway` beside the folder that `BYLAW_DATA` names.
"""
# SPDX-License-Identifier: Apache-2.0
# mypy: disable-error-code="import-not-found, import-untyped"

import argparse
import asyncio
import json
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

__all__ = ["bench_folder"]

HERE = Path(__file__).resolve().parent
# cell -> streamed?, the mock's model, connections
CELLS = {
    "nonstream-c1": (False, "mock", 1),
    "nonstream-c32": (False, "mock", 32),
    "stream-c32": (True, "mock", 32),
    "burst-c32": (True, "mock-burst", 32),
}
CANDIDATES = (
    "aiohttp+aiohttp",
    "uvicorn-starlette+aiohttp",
    "uvicorn-routed+aiohttp",
    "uvicorn-asgi+aiohttp",
    "granian-starlette+aiohttp",
    "granian-rsgi+aiohttp",
    "aiohttp+pyreqwest",
    "granian-rsgi+pyreqwest",
    "uvicorn-starlette+httpx",
    "uvicorn-starlette+httpx2",
    "uvicorn-starlette+niquests",
)
PACKAGES = (
    "aiohttp", "granian", "httptools", "httpx", "httpx2", "msgspec", "niquests", "pyreqwest", "starlette", "uvicorn",
    "uvloop",
)  # fmt: skip


@dataclass(slots=True)
class Target:
    """One running candidate and what was seen of its process."""

    name: str
    port: int
    start_up_s: float = 0.0
    rss_ready_mib: float = 0.0
    peak_rss_mib: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def bench_folder() -> Path:
    """Find the gateway benchmark; leave with a hint where it is not there."""
    named = os.environ.get("BYLAW_GATEWAY_BENCH")
    beside = os.environ.get("BYLAW_DATA")
    folder = Path(named) if named else Path(beside).parent / "bench" / "gateway" if beside else None
    if folder is None or not (folder / "load.py").is_file():
        sys.exit(f"no gateway benchmark in {folder}; set BYLAW_GATEWAY_BENCH to the folder that holds load.py")
    return folder.resolve()


def free_port() -> int:
    """Ask the kernel for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int, body: bytes) -> bool:
    """Say whether one completion comes back with status 200."""
    from http.client import HTTPConnection, HTTPException

    link = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("POST", "/v1/chat/completions", body, {"content-type": "application/json"})
        return link.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        link.close()


def start(target: Target, command: list[str], body: bytes) -> None:
    """Start a process and wait for its first completion."""
    begun = time.perf_counter()
    target.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True)
    while not answers(target.port, body):
        if target.process.poll() is not None or time.perf_counter() - begun > 60:
            raise RuntimeError(f"{target.name} gave no completion; exit status {target.process.poll()}")
        time.sleep(0.01)
    target.start_up_s = round(time.perf_counter() - begun, 3)


def stop(target: Target) -> None:
    """End a process group that this program started."""
    if target.process is None or target.process.poll() is not None:
        return
    os.killpg(target.process.pid, signal.SIGTERM)
    try:
        target.process.wait(8)
    except subprocess.TimeoutExpired:
        os.killpg(target.process.pid, signal.SIGKILL)
        target.process.wait(5)


async def measure(load: Any, targets: list[Target], cells: list[str], rounds: int, seconds: float) -> list[Any]:
    """Run every cell on every target, every other round backwards."""
    runs: list[dict[str, Any]] = []
    for target in targets:
        for streamed, model, _ in CELLS.values():
            await load.bench(target.url, n=200, c=8, stream=streamed, model=model, budget=2, serial=70_000_000)
    serial = 0
    for turn in range(rounds):
        for cell in cells:
            streamed, model, connections = CELLS[cell]
            for target in targets if turn % 2 == 0 else targets[::-1]:
                assert target.process is not None
                serial += 100_000
                run = await load.bench(
                    target.url, n=10**7, c=connections, stream=streamed, model=model, pid=target.process.pid,
                    budget=seconds, serial=serial,
                )  # fmt: skip
                run.update(target=target.name, cell=cell, round=turn, load_average=os.getloadavg()[0])
                runs.append(run)
                target.peak_rss_mib = max(target.peak_rss_mib, run["peak_rss_mib"])
                print(
                    f"{turn} {cell:14} {target.name:28} {run['cpu_ms_per_req']:.3f} ms  p99 {run['p99_ms']}  "
                    f"{run['rps']}/s  errors {run['errors']} {list(run['error_kinds'])[:1]}",
                    file=sys.stderr,
                )
    return runs


def table(targets: list[Target], cells: list[str], runs: list[Any]) -> str:
    """Medians over the rounds; ± is half the distance between the cheapest and the dearest round."""
    lines: list[str] = []
    for cell in cells:
        lines += [
            f"\n### {cell}\n",
            "| candidate | CPU ms/req | ± | p50 ms | p99 ms | req/s | errors | n |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for target in targets:
            mine = [run for run in runs if run["target"] == target.name and run["cell"] == cell]
            cpu = [run["cpu_ms_per_req"] for run in mine]
            p50, p99, rate = (statistics.median(run[key] for run in mine) for key in ("p50_ms", "p99_ms", "rps"))
            lines.append(
                f"| {target.name} | {statistics.median(cpu):.3f} | {(max(cpu) - min(cpu)) / 2:.3f} | {p50:.2f} | "
                f"{p99:.2f} | {rate:.0f} | {sum(run['errors'] for run in mine)} | {sum(run['n'] for run in mine)} |"
            )
    lines += [
        "\n### processes\n",
        "| candidate | start-up s | RSS when ready MiB | peak RSS MiB |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {target.name} | {target.start_up_s:.2f} | {target.rss_ready_mib:.0f} | {target.peak_rss_mib:.0f} |"
        for target in targets
    ]
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """Name what the figures depend on."""
    cpu = [
        line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    versions = {}
    for package in PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return {
        "cpu": cpu[0] if cpu else "unknown",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        **versions,
    }


def main() -> int:
    """Start the mock and the candidates, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0, help="length of one cell")
    parser.add_argument("--only", default=",".join(CANDIDATES), help="comma-separated candidates")
    parser.add_argument("--cells", default=",".join(CELLS))
    parser.add_argument("--json", type=Path, help="write every single run here")
    args = parser.parse_args()
    folder = bench_folder()
    sys.path.insert(0, str(folder))
    import load
    import uvloop

    body = load.template("mock", False).replace(load.MARK, b"00000000")
    mock = Target("mock", free_port())
    targets: list[Target] = []
    cells = args.cells.split(",")
    try:
        start(mock, [sys.executable, str(folder / "mock_upstream.py"), "--port", str(mock.port)], body)
        for name in args.only.split(","):
            target = Target(name, free_port())
            targets.append(target)
            upstream = ["--port", str(target.port), "--upstream", mock.url]
            start(target, [sys.executable, str(HERE / "candidates.py"), name, *upstream], body)
            assert target.process is not None
            target.rss_ready_mib = round(load.rss_mib(target.process.pid)[0], 1)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runs = runner.run(measure(load, targets, cells, args.rounds, args.seconds))
    finally:
        for target in [*targets, mock]:
            stop(target)
    print(f"{args.rounds} rounds of {args.seconds:g} s a cell; {json.dumps(machine())}")
    print(table(targets, cells, runs))
    if args.json:
        seen = [figures(target) for target in targets]
        args.json.write_text(json.dumps({"machine": machine(), "targets": seen, "runs": runs}, indent=1) + "\n")
    return 1 if any(run["errors"] for run in runs) else 0


def figures(target: Target) -> dict[str, Any]:
    """A target without its process, which is no figure."""
    return {name: getattr(target, name) for name in ("name", "start_up_s", "rss_ready_mib", "peak_rss_mib")}


if __name__ == "__main__":
    sys.exit(main())
