"""Show on the terminal how the weights come in."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bylaw.engines.weights import Report

__all__ = ["progress_bars"]


@contextmanager
def progress_bars(console: Console | None = None) -> Iterator[Report]:
    """Give a `Report` that draws a bar a step on stderr; where stderr is no terminal, a line a step."""
    console = console or Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(binary_units=True), TimeRemainingColumn())
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:

        def report(step: str, done: int, total: int) -> None:
            if step not in bars:
                bars[step] = progress.add_task(step, total=total or None)
                if not console.is_terminal:
                    console.print(f"{step} …")
            progress.update(bars[step], completed=done, total=total or None)

        yield report
