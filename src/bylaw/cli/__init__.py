"""The command line: one file a verb."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.cli.app import main

__all__ = ["main"]
