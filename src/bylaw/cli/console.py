"""What every verb prints with: results to stdout, everything else to stderr, errors in one form.

Exit codes: 0 fine, 1 findings, 2 usage or an error.
"""
# SPDX-License-Identifier: Apache-2.0

import sys
from typing import NoReturn

import msgspec
from rich.console import Console

from bylaw.errors import BylawError

__all__ = ["FINDINGS", "USAGE", "err", "fail", "out", "print_json", "print_text"]

FINDINGS = 1
USAGE = 2

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Write a value as JSON to stdout, indented."""
    print_text(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_text(text: str) -> None:
    """Write text to stdout as it is: no markup, no wrapping."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def fail(error: BylawError) -> NoReturn:
    """Say what went wrong and leave with the code for it."""
    sys.stdout.flush()
    sys.stderr.write(f"bylaw: {error}\n")
    raise SystemExit(USAGE)
