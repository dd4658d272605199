"""`bylaw spec diff A B`: what changed from one document to another."""
# SPDX-License-Identifier: Apache-2.0

import difflib
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bylaw.cli.console import FINDINGS, out, print_json, print_text
from bylaw.errors import ConfigError

if TYPE_CHECKING:
    from bylaw.spec import Spec
    from bylaw.spec.diff import Change

__all__ = ["diff", "print_changes"]

_SOURCE = "A document, a lock, `builtin`, or `-` for standard input."
_COLOURS = {
    "added": "green",
    "raised": "green",
    "example_added": "green",
    "removed": "red",
    "lowered": "red",
    "example_removed": "red",
    "example_flipped": "magenta",
}


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help=_SOURCE)],
    after: Annotated[str, typer.Argument(metavar="B", help=_SOURCE)],
    *,
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="A changelog, as for a release note.")] = False,
    only: Annotated[str, typer.Option("--only", help="Kinds of change to show, as `raised,lowered`.")] = "",
) -> None:
    """Say what changed from document A to document B, clause by clause.

    Documents are compared as they are written, over what they extend. A lock holds a document with its bindings, so
    what is compared with a lock is bound too. Exit 0: no difference; 1: differences.

    Examples: `bylaw spec diff old.md new.md`, `bylaw spec diff model_spec.md.lock model_spec.md --only raised,lowered`
    """
    from bylaw.spec.diff import changelog
    from bylaw.spec.diff import diff as compare

    if json and markdown:
        raise ConfigError("--json and --markdown exclude each other", mend="give one of them")
    if before == after == "-":
        raise ConfigError("standard input can't be both documents", mend="name a file for one of them")
    kinds = _kinds(only)
    changes = [change for change in compare(*_documents(before, after)) if change.kind in kinds]
    if json:
        print_json([change.as_json() for change in changes])
    elif markdown:
        print_text(changelog(changes, before=Path(before).name, after=Path(after).name))
    else:
        print_changes(changes)
    if changes:
        raise typer.Exit(FINDINGS)


def print_changes(changes: Sequence["Change"]) -> None:
    """Print changes by clause, the words that changed in colour where the terminal has it."""
    from rich.text import Text

    from bylaw.spec.diff import hunks

    for clause, of_clause in groupby(changes, key=lambda change: change.clause):
        found = list(of_clause)
        head = Text(f"#{clause}" if clause else "before the first heading", style="bold")
        head.append(f"  {found[0].title}", style="not bold")
        if found[0].was:
            head.append(f"  (was #{found[0].was})", style="not bold")
        out.print(head)
        for change in found:
            line = Text("  ").append(f"{change.kind:<15}", style=_COLOURS.get(change.kind, "yellow"))
            out.print(line.append(f" {' '.join(change.summary.split())}"))
            for hunk in hunks(change.words):
                text = Text("      ")
                for at, edit in enumerate(hunk):
                    text.append(" " if at else "")
                    match edit.op:
                        case "same":
                            text.append(edit.text)
                        case "removed":
                            text.append(f"[-{edit.text}-]", style="red")
                        case "added":
                            text.append(f"{{+{edit.text}+}}", style="green")
                out.print(text)
    counts = Counter(change.kind for change in changes)
    said = ", ".join(f"{number} {kind}" for kind, number in counts.most_common())
    many = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    out.print(f"{many}: {said}" if changes else "no difference")


def _kinds(only: str) -> frozenset[str]:
    from bylaw.spec.diff import CHANGE_KINDS

    kinds = frozenset(only.replace(",", " ").split()) or frozenset(CHANGE_KINDS)
    for kind in sorted(kinds.difference(CHANGE_KINDS)):
        close = difflib.get_close_matches(kind, CHANGE_KINDS, 1)
        mend = f"did you mean {close[0]!r}?" if close else f"the kinds are {', '.join(CHANGE_KINDS)}"
        raise ConfigError(f"no kind of change is called {kind!r}", where="--only", mend=mend)
    return kinds


def _documents(before: str, after: str) -> tuple["Spec", "Spec"]:
    from bylaw.spec.lock import is_lock

    bound = is_lock(before) or is_lock(after)
    return _document(before, bound=bound), _document(after, bound=bound)


def _document(source: str, *, bound: bool) -> "Spec":
    from bylaw.spec import base_of, load, parse, read_document, resolve
    from bylaw.spec.lock import is_lock, load_locked

    if is_lock(source):
        return load_locked(source)
    if bound:
        return load(source, strict=False)
    spec = parse(read_document(source), source)
    base = base_of(spec)
    return spec if base is None else resolve(spec, base)
