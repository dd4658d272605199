"""`bylaw spec lint FILE…` and `bylaw spec rules`: find what is wrong with documents, and say why it is."""
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import datetime
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bylaw.cli.console import FINDINGS, err, out, print_json, print_text
from bylaw.errors import ConfigError, SpecError

if TYPE_CHECKING:  # the modules are heavy, and imported where they are used
    from rich.console import Console

    from bylaw.spec.lint import Finding, Rule, Surroundings

__all__ = ["lint", "rules"]

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class _Source:
    """A document to lint, and where its examples are."""

    file: str
    text: str
    example_ids: frozenset[str] | None


def lint(
    files: Annotated[
        list[str], typer.Argument(help="Documents; `builtin`, or `-` for standard input.", metavar="FILE…")
    ],
    *,
    format_: Annotated[
        Literal["text", "json", "sarif"], typer.Option("--format", help="How findings are written.")
    ] = "text",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without asking.")] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="Run these rules alone: ids or names.", metavar="RULES")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="Leave these rules out.", metavar="RULES")
    ] = None,
    examples: Annotated[
        Path | None, typer.Option("--examples", help="The folder of footnotes' examples.", metavar="DIR")
    ] = None,
    checks: Annotated[
        list[str] | None, typer.Option("--checks", help="More checks that there are.", metavar="IDS")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning"], typer.Option("--fail-on", help="What makes the exit code 1.")
    ] = "warning",
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Find what is wrong with documents. Exit code 0: nothing, 1: findings, 2: a file can't be read.

    A page on each rule: `bylaw spec rules MS011`.

    Examples: `bylaw spec lint model_spec.md`, `bylaw spec lint specs/*.md --ignore MS047 --fix`
    """
    from bylaw.checks import CHECK_IDS
    from bylaw.spec.lint import as_json, as_sarif, find_rules
    from bylaw.spec.parse import parse

    chosen = find_rules(_words(select), _words(ignore))
    known = frozenset((*CHECK_IDS, *_words(checks)))
    sources = [_read(file, examples) for file in dict.fromkeys(files)]
    if fix and any(source.file == "builtin" for source in sources):
        raise ConfigError("the document that ships can't be mended in place", mend="leave --fix out")
    findings: list[Finding] = []
    specs, mended = {}, 0
    for source in sources:
        text, found, count = _lint(source, chosen, known, fix=fix)
        if count and source.file != _STDIN:
            _write(Path(source.file), text)
        elif fix and source.file == _STDIN:
            print_text(text)
        specs[source.file] = parse(text, source.file)
        mended += count
        findings += found
    shown = err if fix and _STDIN in files else out  # standard output then holds the mended text
    if json or format_ == "json":
        _print(shown, [as_json(finding) for finding in findings])
    elif format_ == "sarif":
        _print(shown, as_sarif(findings, rules=chosen, specs=specs))
    else:
        sections = sum(len(spec.sections) for spec in specs.values())
        _print_text(shown, findings, sections=sections, mended=mended)
    failing = {"error"} if fail_on == "error" else {"error", "warning"}
    if any(finding.rule.severity in failing for finding in findings):
        raise typer.Exit(FINDINGS)


def rules(
    rule: Annotated[str | None, typer.Argument(help="Show the page of this one: an id or a name.")] = None,
    *,
    write: Annotated[Path | None, typer.Option("--write", help="Write all pages there.", metavar="DIR")] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
) -> None:
    """List the rules of `bylaw spec lint`, or show the page of one.

    Example: `bylaw spec rules dangling-reference`
    """
    from bylaw.spec.lint import RULES, find_rules, page, pages

    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (write / name).write_text(text, encoding="utf-8")
        return
    chosen = RULES if rule is None else find_rules([rule])
    if json:
        print_json(
            [{"id": each.id, "name": each.name, "severity": each.severity, "summary": each.summary} for each in chosen]
        )
    elif rule is None or len(chosen) > 1:
        width = max(len(each.name) for each in chosen)
        print_text("\n".join(f"{each.id}  {each.severity:7}  {each.name:{width}}  {each.summary}" for each in chosen))
    elif out.is_terminal:
        from rich.markdown import Markdown

        out.print(Markdown(page(chosen[0])))
    else:
        print_text(page(chosen[0]))


def _words(given: Sequence[str] | None) -> list[str]:
    return [word for each in given or () for word in each.replace(",", " ").split()]


def _read(file: str, examples: Path | None) -> _Source:
    from bylaw.spec.load import BUILTIN, read_document
    from bylaw.spec.lock import is_lock

    if is_lock(file):
        mend = "lint the document it was made of; `bylaw spec verify` checks a lock"
        raise SpecError("this is a lock, which holds no Markdown", where=file, mend=mend)
    text = read_document(file)
    if "\0" in text:
        raise SpecError("it holds a NUL character, so this isn't text", where=file, mend="name a Markdown document")
    if examples is not None and not examples.is_dir():
        raise ConfigError("there is no such folder", where=f"--examples {examples}", mend="name the folder of `id.md`s")
    folder = examples
    if examples is None and file not in {BUILTIN, _STDIN}:
        beside = Path(file).parent / "examples"
        folder = beside if any(beside.glob("*.md")) else None
    ids = None if folder is None else frozenset(path.stem for path in folder.glob("*.md"))
    return _Source(file, text, ids)


def _lint(
    source: _Source, chosen: Sequence[Rule], known: frozenset[str], *, fix: bool
) -> tuple[str, tuple[Finding, ...], int]:
    from bylaw.spec.lint import lint as run
    from bylaw.spec.lint import mend
    from bylaw.spec.parse import parse

    around = _surroundings(source, known)

    def find(text: str) -> tuple[Finding, ...]:
        return run(parse(text, source.file), around, rules=chosen)

    if not fix:
        return source.text, find(source.text), 0
    mended = mend(source.text, find)
    if mended.mended:  # what it extends may be another document now
        around = _surroundings(_Source(source.file, mended.text, source.example_ids), known)
        return mended.text, find(mended.text), mended.mended
    return mended.text, mended.left, 0


def _surroundings(source: _Source, known: frozenset[str]) -> Surroundings:
    from bylaw.spec.bindings import read_bindings
    from bylaw.spec.lint import Surroundings
    from bylaw.spec.load import base_of
    from bylaw.spec.parse import parse

    spec = parse(source.text, source.file)
    base, problem, bindings_problem = None, None, None
    try:
        base = base_of(spec)
    except SpecError as error:
        problem = str(error)
    named = spec.value("bindings")
    try:
        if named not in {None, "none"}:
            read_bindings(str(named), beside=Path(source.file).parent)
    except SpecError as error:
        bindings_problem = f"{error.what} in {error.where}"
    return Surroundings(
        known_checks=known,
        example_ids=source.example_ids,
        today=datetime.date.today(),
        base=base,
        base_problem=problem,
        bindings_problem=bindings_problem,
    )


def _write(path: Path, text: str) -> None:
    """Put a text in a file's place at once, so that it is never half there."""
    target = path.resolve()
    try:
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, delete=False) as file:
            file.write(text.encode("utf-8"))
        shutil.copymode(target, file.name)
        os.replace(file.name, target)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise SpecError(f"it can't be written: {why}", where=str(path), mend="check its permissions") from None


def _print(console: Console, value: object) -> None:
    if console is out:
        print_json(value)
    else:
        import msgspec

        sys.stderr.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _print_text(console: Console, findings: Sequence[Finding], *, sections: int, mended: int) -> None:
    from rich.text import Text

    from bylaw.spec.lint import as_line, summary

    for finding in findings:
        line = Text(as_line(finding))
        place = str(finding.place)
        line.stylize("bold", 0, len(place))
        colour = "red" if finding.rule.severity == "error" else "yellow"
        line.stylize(colour, len(place) + 2, len(place) + 2 + len(finding.rule.id))
        console.print(line)
    console.print(Text(summary(findings, sections=sections, mended=mended)))
