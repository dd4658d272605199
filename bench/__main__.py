"""Run every measurement, or those named: `python -m bench [NAME …]`; each prints its own table.

A measurement that needs what isn't there (development data, the gateway load generator, IFEval's checkers) says so and
is passed over. Those that ask the model for minutes or hours are run by hand, each as its `measure.py` says.
"""
# SPDX-License-Identifier: Apache-2.0

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

__all__ = ["main"]

HERE = Path(__file__).parent
NEEDS_DATA = {"lint": "model_spec", "bipia": "bipia"}
"""Folders of the development data without which there is nothing to measure; others measure more where it is."""
NEEDS_LOAD = frozenset({"stack", "gateway"})
NEEDS_CHECKERS = frozenset({"constraints"})
NEEDS_AGENTDOJO = frozenset({"agentdojo"})


def main(names: list[str]) -> int:
    """Run measurements one after the other; give the exit code."""
    known = sorted(
        folder.name for folder in HERE.iterdir() if (folder / "run.py").is_file() or (folder / "measure.py").is_file()
    )
    if unknown := [name for name in names if name not in known]:
        print(f"bench: there is no measurement {unknown[0]!r}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or known:
        if why := _missing(name):
            print(f"## {name}\n\nnot run: {why}\n", flush=True)
            continue
        print(f"## {name}\n", flush=True)
        started = time.perf_counter()
        ran = subprocess.run([sys.executable, "-m", f"bench.{name}.run"], cwd=HERE.parent, check=False)
        print(f"\n{name}: {time.perf_counter() - started:.0f} s\n", flush=True)
        if ran.returncode:
            failed.append(name)
    if failed:
        print(f"bench: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _missing(name: str) -> str:
    if not (HERE / name / "run.py").is_file():
        return f"it asks the model for long; `python -m bench.{name}.measure --help` says how"
    data = os.environ.get("BYLAW_DATA", "")
    if name in NEEDS_DATA and not (data and (Path(data) / NEEDS_DATA[name]).is_dir()):
        return "set BYLAW_DATA to the folder of the development data"
    load = os.environ.get("BYLAW_GATEWAY_BENCH") or str(Path(data).parent / "bench" / "gateway")
    if name in NEEDS_LOAD and not (Path(load) / "load.py").is_file():
        return "set BYLAW_GATEWAY_BENCH to the folder of the gateway load generator"
    if name in NEEDS_CHECKERS and importlib.util.find_spec("lm_eval") is None:
        return "install lm-eval: pip install --group bench && pip install --no-deps lm-eval"
    if name in NEEDS_AGENTDOJO and importlib.util.find_spec("agentdojo") is None:
        return "install agentdojo, in an environment of its own for what it needs: pip install agentdojo"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
