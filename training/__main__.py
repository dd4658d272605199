"""Run one training script: `python -m training NAME [ARGUMENT …]` runs `training/NAME.py`."""
# SPDX-License-Identifier: Apache-2.0

import runpy
import sys
from pathlib import Path

__all__ = ["main"]

_NOT_SCRIPTS = frozenset({"__init__", "__main__", "fit"})


def main(arguments: list[str]) -> int:
    """Run the script that is named; give the exit code."""
    known = sorted({file.stem for file in Path(__file__).parent.glob("*.py")} - _NOT_SCRIPTS)
    if not arguments or arguments[0] not in known:
        print(f"training: name one of {', '.join(known)}", file=sys.stderr)
        return 2
    sys.argv = arguments
    runpy.run_module(f"training.{arguments[0]}", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
