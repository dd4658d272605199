"""`bylaw records tail | show`: what was asked, sent and answered."""
# SPDX-License-Identifier: Apache-2.0

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import msgspec
import typer

from bylaw.cli.console import FINDINGS, err, out, print_text
from bylaw.errors import ConfigError

if TYPE_CHECKING:
    from bylaw.records import NoRecord, Record

__all__ = ["show", "tail"]

_POLL_S = 0.25
_BATCH = 100  # columns are chosen from so many at most, and no more are held

RecordsFile = Annotated[
    Path | None,
    typer.Option(
        "--records", "--store", metavar="FILE", help="The records' file; by default the one `bylaw serve` writes."
    ),
]


def tail(
    *,
    last: Annotated[int, typer.Option("-n", "--last", min=0, metavar="N", help="How many.")] = 20,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with those that come; Ctrl-C ends it.")] = False,
    records: RecordsFile = None,
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output, a record a line.")] = False,
) -> None:
    """List the last decision records, the newest at the end.

    Example: `bylaw records tail -n 5 --follow`
    """
    path = _path(records)
    if not path.exists():
        err.print(_nothing_yet(path, waiting=follow), markup=False)
        if not follow:
            return
    try:
        while not path.exists():
            time.sleep(_POLL_S)
        _print(path, last, follow=follow, json=json)
    except KeyboardInterrupt:
        return


def show(
    record: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or enough of its start.")],
    *,
    records: RecordsFile = None,
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
) -> None:
    """Show one decision record, with what was sent and answered.

    Example: `bylaw records show dec_01jn8k2abc`
    """
    from bylaw.records import NoRecord, open_reader

    path = _path(records)
    if not path.exists():
        _miss(_nothing_yet(path))
    with open_reader(path) as reader:
        found = reader.find(record)
    if isinstance(found, NoRecord):
        _miss(f"{path}: {_instead(record, found)}")
    if json:
        _print_json(found, indent=2)
        return
    _print_details(found)


def _print(path: Path, last: int, *, follow: bool, json: bool) -> None:
    from bylaw.cli.records_text import layout, row, title
    from bylaw.records import open_reader

    columns = None
    with open_reader(path) as reader:
        for records in _batches(reader.follow(last), follow=follow):
            if json:
                for record in records:
                    _print_json(record, indent=-1)
            elif records:
                if columns is None:
                    width = out.width if out.is_terminal else None
                    columns = layout(records, width=width, now=_now())
                    out.print(title(columns))
                for record in records:
                    out.print(row(record, columns))
            elif columns is None and last and not follow:
                err.print(_nothing_yet(path), markup=False)
            sys.stdout.flush()


def _batches(following: "Iterator[Record | None]", *, follow: bool) -> "Iterator[list[Record]]":
    """Gather records until there is none for now, or they are many."""
    batch: list[Record] = []
    for record in following:
        if record is not None:
            batch.append(record)
            if len(batch) < _BATCH:
                continue
        yield batch
        batch = []
        if record is None:
            if not follow:
                return
            time.sleep(_POLL_S)


def _print_json(record: "Record", *, indent: int) -> None:
    from bylaw.records import write_record

    print_text(msgspec.json.format(write_record(record), indent=indent).decode())


def _print_details(record: "Record") -> None:
    from rich.padding import Padding

    from bylaw.cli.records_text import details

    for indent, line in details(record, now=_now()):
        if out.is_terminal:
            out.print(Padding(line, (0, 0, 0, indent), expand=False), soft_wrap=False)
        else:
            print_text(" " * indent + line.plain)


def _path(records: Path | None) -> Path:
    if records is not None:
        return records
    from bylaw.cli.config import resolve

    path = resolve({}, environ=os.environ).config.records_path
    if path is None:
        raise ConfigError("records are switched off", where="records", mend="name a file with --records")
    return path


def _nothing_yet(path: Path, *, waiting: bool = False) -> str:
    if waiting:
        return f"no records yet at {path}; waiting for the first"
    return f"no records yet at {path}; start with `bylaw serve`"


def _instead(asked: str, found: "NoRecord") -> str:
    """Say why no record is shown, and what to do."""
    if found.starting_so:
        return f"more than one record starts with {asked!r}; say more of it: {', '.join(found.starting_so)}"
    if found.near:
        return f"no record starts with {asked!r}; did you mean {found.near[0]}?"
    return f"no record starts with {asked!r}; `bylaw records tail` lists the last ones"


def _miss(what: str) -> NoReturn:
    sys.stderr.write(f"bylaw: {what}\n")
    raise typer.Exit(FINDINGS)


def _now() -> datetime:
    """Give the time in the reader's own zone."""
    return datetime.now().astimezone()
