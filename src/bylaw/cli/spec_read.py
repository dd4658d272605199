"""`bylaw spec stats | examples | show`: read a document, resolved over its base."""
# SPDX-License-Identifier: Apache-2.0

import difflib
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from bylaw.authority import message_json
from bylaw.cli.console import out, print_json, print_text
from bylaw.errors import SpecError
from bylaw.spec import BUILTIN, Section, Spec, count, load, trials
from bylaw.spec.lock import is_lock, load_locked

__all__ = ["examples", "show", "stats"]

File = Annotated[str, typer.Argument(help="A document, its lock, `builtin`, or `-` for standard input.")]
_COLOURS = {"root": "red", "system": "magenta", "developer": "blue", "user": "green", "guideline": "yellow"}
_WIDE = 10_000  # a pipe has no edge to wrap at
Json = Annotated[bool, typer.Option("--json", help="JSON to standard output.")]


def _read(file: str) -> Spec:
    return load_locked(file) if is_lock(file) else load(file, strict=False)


def stats(file: File = "builtin", *, json: Json = False) -> None:
    """Count what a document holds.

    Example: `bylaw spec stats model_spec.md --json`
    """
    counted = count(_read(file))
    if json:
        print_json(counted)
        return
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for name in counted.__slots__:
        value = getattr(counted, name)
        if isinstance(value, dict):
            value = ", ".join(f"{number} {key}" for key, number in value.items())
        table.add_row(name.replace("_", " "), str(value))
    out.print(table)


def examples(
    file: File = "builtin",
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="An object a line.")] = False,
    json: Json = False,
    clause: Annotated[str | None, typer.Option("--clause", help="Only those of this clause.")] = None,
) -> None:
    """Give the examples of a document: a conversation and the replies it judges.

    Example: `bylaw spec examples model_spec.md --jsonl > examples.jsonl`
    """
    found = [trial for trial in trials(_read(file)) if clause is None or trial.clause == clause]
    if not (jsonl or json):
        from rich.text import Text  # not markup: a title may hold brackets

        for trial in found:
            verdicts = " ".join(response.verdict for response in trial.responses)
            said = f"  {trial.place}  {len(trial.messages)} messages  {verdicts}".rstrip()
            out.print(Text.assemble((trial.id, "bold"), said))
        out.print(f"{len(found)} examples")
        return
    rows = [
        {
            "id": trial.id,
            "clause": trial.clause,
            "title": trial.title,
            "messages": [message_json(message) for message in trial.messages],
            "responses": [
                {
                    "verdict": response.verdict,
                    "note": response.note,
                    "messages": [message_json(message) for message in response.messages],
                    "comparison": response.comparison,
                    "breaks": response.breaks,
                }
                for response in trial.responses
            ],
            "file": trial.place.file,
            "line": trial.place.line,
        }
        for trial in found
    ]
    if json:
        print_json(rows)
    else:
        for row in rows:
            print_text(msgspec.json.encode(row).decode())


def show(
    clause: Annotated[
        str | None, typer.Argument(help="Id of a section or clause, or a document; all of them, as a tree, without.")
    ] = None,
    *,
    file: Annotated[str, typer.Option("--spec", "-s", help="A document, or `builtin`.")] = "builtin",
    json: Json = False,
) -> None:
    """Show a document's clauses as a tree, or one of them whole.

    Examples: `bylaw spec show`, `bylaw spec show model_spec.md`, `bylaw spec show protect_privacy --spec model_spec.md`
    """
    if clause is not None and (clause == BUILTIN or Path(clause).suffix or Path(clause).is_file()):
        file, clause = clause, None  # no id has a dot: it's a document
    spec = _read(file)
    if clause is None:
        if json:
            print_json([_facts(section) for section in spec.sections])
        else:
            _tree(spec)
        return
    clause = clause.removeprefix("#")
    section = spec.section(clause)
    if section is None:
        close = difflib.get_close_matches(clause, [each.id for each in spec.sections], 3, 0.5)
        hint = f"did you mean {', '.join(close)}?" if close else "`bylaw spec show` lists all"
        raise SpecError(f"there is no section {clause!r}", where=spec.file, mend=hint)
    if json:
        text = "".join(node.text for node in (section.heading, *section.body))
        print_json({**_facts(section), "text": text})
        return
    from rich.markdown import Markdown
    from rich.text import Text

    said = ", ".join(
        f"{name} {' '.join(value) if isinstance(value, list) else value}"
        for name, value in _facts(section).items()
        if value and name not in {"id", "title"}
    )
    out.print(Text.assemble((section.title, "bold"), f"  #{section.id}\n", (said, "dim"), "\n"), soft_wrap=False)
    out.print(Markdown("".join(node.text for node in section.body)), soft_wrap=False)


def _tree(spec: Spec) -> None:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(spec.file, "bold"))
    above: list[tuple[int, Tree]] = [(0, root)]
    for section in spec.sections:
        while above[-1][0] >= section.heading.level:
            above.pop()
        level = section.authority.word if section.authority is not None else ""
        line = Text.assemble(f"{section.title} ", (f"#{section.id}", "dim"))
        if level:
            line.append(f" {level}", _COLOURS[level])
        if section.checks:
            line.append(f"  {' '.join(section.checks)}", "dim")
        above.append((section.heading.level, above[-1][1].add(line)))
    console = out if out.is_terminal else Console(width=_WIDE)
    console.print(root, soft_wrap=False)


def _facts(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "authority": section.authority.word if section.authority is not None else None,
        "kind": section.kind,
        "checks": list(section.checks),
        "action": section.action,
        "settings": [setting.name for setting in section.settings],
        "examples": len(section.examples),
        "parent": section.parent or None,
        "place": str(section.place),
    }
