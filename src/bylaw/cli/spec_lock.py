"""`bylaw spec lock FILE`: write down what a document says, and why it changed."""
# SPDX-License-Identifier: Apache-2.0

import datetime
from pathlib import Path
from typing import Annotated

import typer

from bylaw.cli.console import print_json, print_text
from bylaw.errors import ConfigError

__all__ = ["lock"]


def lock(
    file: Annotated[str, typer.Argument(help="A document, or `builtin`.")],
    *,
    why: Annotated[str, typer.Option("--why", help="Why it changed since it was locked last.")] = "",
    approved_by: Annotated[str, typer.Option("--approved-by", metavar="NAME", help="Who said so.")] = "",
    effective: Annotated[
        str, typer.Option("--effective", metavar="DATE", help="From when it holds, as 2027-01-31; today, without.")
    ] = "",
    lock_file: Annotated[
        Path | None, typer.Option("--out", metavar="LOCK", help="The lock to write; FILE.lock, without.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
) -> None:
    """Lock a document: its hashes, why it changed, and the document itself, resolved, in one file.

    The first lock needs no reason. Locking a document that changed adds what changed to the log, and needs `--why`.

    Example: `bylaw spec lock model_spec.md --why "the new law on deepfakes" --approved-by "Ada"`
    """
    from bylaw.spec import BUILTIN, load
    from bylaw.spec import lock as locks

    if file == "-":
        raise ConfigError(
            "standard input can't be locked", mend="name a file, which `bylaw spec verify` can read again"
        )
    if locks.is_lock(file):
        raise ConfigError("this is a lock", where=file, mend="name the document that it locks")
    if file == BUILTIN and lock_file is None:
        raise ConfigError("the document that ships has no folder of yours", mend="say where, with --out builtin.lock")
    approval = locks.Approval(why, approved_by, effective)
    path = lock_file or locks.lock_path(file)
    is_first = not path.exists()
    spec = load(file)
    made, changes = locks.lock(
        spec, path, sources=locks.sources_of(spec), approval=approval, now=datetime.datetime.now().astimezone()
    )
    if json:
        print_json(
            {
                "lock": str(path),
                "sha256": made.sha256,
                "first": is_first,
                "changes": [change.as_json() for change in changes],
            }
        )
        return
    if is_first:
        print_text(f"locked {file} for the first time, in {path}\nsha256 {made.sha256}")
        return
    for change in changes:
        print_text(f"#{change.clause}: {change.kind}: {' '.join(change.summary.split())}")
    logged = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    print_text(f"locked {file} again, in {path}, with {logged} more in the log\nsha256 {made.sha256}")
