"""`bylaw spec verify FILE`: whether a document is what was locked."""
# SPDX-License-Identifier: Apache-2.0

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from bylaw.cli.console import FINDINGS, print_json, print_text
from bylaw.errors import ConfigError

if TYPE_CHECKING:
    from bylaw.spec.diff import Change

__all__ = ["verify"]


def verify(
    file: Annotated[str, typer.Argument(help="A document, or `builtin`.")],
    lock: Annotated[str | None, typer.Argument(help="Its lock; FILE.lock, without.")] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
) -> None:
    """Say whether a document is what was locked, and if not, which clauses changed and how.

    Exit 0: the same; 1: the document changed; 2: the lock is missing, torn, edited, or of another version.

    Example: `bylaw spec verify model_spec.md`
    """
    from bylaw.spec import BUILTIN, load
    from bylaw.spec.diff import diff
    from bylaw.spec.lock import is_lock, lock_path, read_lock

    if lock is None and is_lock(file):
        file, lock = file.removesuffix(".lock"), file
    if lock is None and file == BUILTIN:
        raise ConfigError("the document that ships has no lock of its own", mend="name one: `verify builtin LOCK`")
    path = lock or str(lock_path(file))
    locked = read_lock(path)
    changes = diff(locked.document, load(file, strict=False))
    changed = [(clause, list(found)) for clause, found in groupby(changes, key=lambda change: change.clause)]
    if json:
        print_json(
            {
                "same": not changes,
                "lock": path,
                "sha256": locked.sha256,
                "clauses": [
                    {
                        "clause": clause,
                        "commentary_only": _commentary_only(found),
                        "changes": [change.as_json() for change in found],
                    }
                    for clause, found in changed
                ],
            }
        )
    elif changes:
        for clause, found in changed:
            what = "; ".join(f"{change.kind}: {' '.join(change.summary.split())}" for change in found)
            only = " (only commentary, which instructs nobody)" if _commentary_only(found) else ""
            print_text(f"#{clause}: {what}{only}" if clause else f"before the first heading: {what}{only}")
        many = "1 clause or section" if len(changed) == 1 else f"{len(changed)} clauses or sections"
        print_text(f"{file} is not what {path} holds: {many} changed")
        print_text(f'see `bylaw spec diff {path} {file}`; to keep it, `bylaw spec lock {file} --why "..."`')
    else:
        print_text(f"{file} is what {path} holds\nsha256 {locked.sha256}")
    if changes:
        raise typer.Exit(FINDINGS)


def _commentary_only(changes: "list[Change]") -> bool:
    return all(change.part == "commentary" for change in changes)
