"""Measure how long `bylaw serve` takes from its start to the first short answer of the embedded model.

    python -m bench.gateway.first_answer --runs 5

The weights are fetched first where the cache lacks them; what is measured begins with the process.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.stack.run import free_port
from bylaw.engines import cache_folder, fetch_weights

__all__ = ["main"]

_ASKED = {"messages": [{"role": "user", "content": "Name a colour."}], "max_tokens": 8, "temperature": 0}


def main() -> int:
    """Start, ask, stop, again and again."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    fetch_weights(cache_folder(os.environ.get("BYLAW_CACHE", "")))
    took = []
    for at in range(args.runs):
        seconds, answer = first_answer()
        took.append(seconds)
        print(f"{at}: {seconds:.2f} s, load average {os.getloadavg()[0]:.1f}, {answer!r}", file=sys.stderr)
    print(f"{statistics.median(took):.2f} s, the median of {len(took)} from {min(took):.2f} to {max(took):.2f} s")
    return 0


def first_answer() -> tuple[float, str]:
    """Give the seconds from start to the whole answer, and the answer."""
    port = free_port()
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-c", "from bylaw.cli import main; main()", "serve", "--port", str(port)]
        command += ["--records", str(Path(scratch) / "records.sqlite")]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while (answer := ask(port)) is None:
                if process.poll() is not None:
                    sys.exit(f"bylaw serve left with code {process.returncode}")
                time.sleep(0.01)
            return time.perf_counter() - begun, answer
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


def ask(port: int) -> str | None:
    """Give the answer's text; None where nobody listens yet."""
    link = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("POST", "/v1/chat/completions", json.dumps(_ASKED), {"content-type": "application/json"})
        said: str = json.load(link.getresponse())["choices"][0]["message"]["content"]
    except (OSError, HTTPException):
        return None
    finally:
        link.close()
    return said


if __name__ == "__main__":
    sys.exit(main())
