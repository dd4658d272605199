"""Measure the gateway itself: CPU per request with the preamble added, without records, with them, and streaming.

    python -m bench gateway                  # three rounds
    python -m bench.gateway.run --rounds 1 --seconds 1.5

Needs the gateway benchmark (its load generator and mock upstream) in the folder that `BYLAW_GATEWAY_BENCH` names, and
by default in `bench/gateway` beside the folder that `BYLAW_DATA` names. Every reply is checked by the load generator,
and that the preamble stands first by asking the mock what it was sent.
"""
# SPDX-License-Identifier: Apache-2.0
# mypy: disable-error-code="import-not-found, import-untyped"

import argparse
import asyncio
import json
import sys
import tempfile
import urllib.request
from datetime import date
from pathlib import Path

import bench.stack.run as stack
from bench.stack.run import CELLS, Target, bench_folder, figures, free_port, machine, measure, start, stop, table
from bylaw.cli.desk import read_spec
from bylaw.records import open_reader

__all__ = ["main"]

FLOOR = "a bare relay on the same stack"
"""It adds a preamble and looks at nothing: what is left is what governing costs."""
TARGETS = {
    "bylaw, no records": ("--records", "off"),
    "bylaw, records": (),
    "bylaw, records without content": ("--no-content",),
    "bylaw, whole clauses, no records": ("--records", "off", "--preamble", "clauses"),
}


def main() -> int:
    """Start the mock and a gateway for each setting, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of one cell")
    parser.add_argument("--cells", default=",".join(CELLS))
    parser.add_argument("--json", type=Path, help="write every single run here")
    args = parser.parse_args()
    folder = bench_folder()
    sys.path.insert(0, str(folder))
    import load
    import uvloop

    body = load.template("mock", False).replace(load.MARK, b"00000000")
    cells = args.cells.split(",")
    mock = Target("mock", free_port())
    targets: list[Target] = []
    kept = 0
    with tempfile.TemporaryDirectory() as scratch:
        try:
            start(mock, [sys.executable, str(folder / "mock_upstream.py"), "--port", str(mock.port)], body)
            floor = Target(FLOOR, free_port())
            targets.append(floor)
            relay = [sys.executable, str(Path(stack.__file__).parent / "candidates.py"), "aiohttp+aiohttp"]
            start(floor, [*relay, "--port", str(floor.port), "--upstream", mock.url], body)
            for at, (name, flags) in enumerate(TARGETS.items()):
                target = Target(name, free_port())
                targets.append(target)
                start(target, serve(target.port, mock.url, Path(scratch) / f"{at}.sqlite", flags), body)
                require_preamble(mock.url)
            for target in targets:
                assert target.process is not None
                target.rss_ready_mib = round(load.rss_mib(target.process.pid)[0], 1)
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runs = runner.run(measure(load, targets, cells, args.rounds, args.seconds))
        finally:
            for target in [*targets, mock]:
                stop(target)
        for file in Path(scratch).glob("*.sqlite"):
            with open_reader(file) as reader:
                kept += sum(1 for _ in reader.iterate())
    spec = read_spec("builtin")
    print(f"{date.today()}, {args.rounds} rounds of {args.seconds:g} s a cell, spec sha256:{spec.sha256}")
    print(f"{json.dumps(machine())}\n{kept} records kept")
    print(table(targets, cells, runs).replace("| candidate |", "| setting |"))
    if args.json:
        seen = [figures(target) for target in targets]
        args.json.write_text(json.dumps({"machine": machine(), "targets": seen, "runs": runs}, indent=1) + "\n")
    return 1 if any(run["errors"] for run in runs) else 0


def serve(port: int, upstream: str, records: Path, flags: tuple[str, ...]) -> list[str]:
    """Give the command that starts the gateway in front of the mock."""
    command = [sys.executable, "-c", "from bylaw.cli import main; main()", "serve", "--port", str(port)]
    command += ["--engine", "openai", "--base-url", f"{upstream}/v1", "--model", "mock"]
    return [*command, *(() if "--records" in flags else ("--records", str(records))), *flags]


def require_preamble(mock: str) -> None:
    """Leave where the last request that reached the mock has no preamble first."""
    with urllib.request.urlopen(f"{mock}/stats") as answer:
        sent = json.loads(json.load(answer)["last_request"])
    first = sent["messages"][0]
    if first["role"] != "system" or "Follow the chain of command" not in first["content"]:
        sys.exit(f"the gateway sent no preamble first: {first}")


if __name__ == "__main__":
    sys.exit(main())
