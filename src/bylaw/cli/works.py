"""`bylaw works add | list`: the works whose passages a reply may not hold at length."""
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path
from typing import Annotated

import typer

from bylaw.cli.console import err, out, print_json
from bylaw.errors import ConfigError

__all__ = ["add", "list_works"]

IndexFile = Annotated[Path, typer.Option("--index", metavar="FILE", help="The index; it is made where there is none.")]


def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="Texts, a work each, or JSON lines.")],
    *,
    index: IndexFile,
    author: Annotated[str, typer.Option("--author", help="Of the works in text files.")] = "",
    note: Annotated[str, typer.Option("--note", help="Their licence, or who registered them.")] = "",
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
) -> None:
    """Register works: keep their titles and fingerprints, and none of their text.

    A line of JSON holds `title`, `text`, and where known `author`, `note` and `verse`.

    Example: `bylaw works add novels/*.txt songs.jsonl --index works.index`
    """
    from collections.abc import Iterator

    from bylaw.measures.overlap.build import Source, add_works, read_works

    here = ""

    def sources() -> Iterator[Source]:
        nonlocal here
        for file in files:
            here = str(file)
            for source in read_works(file):
                source.author = source.author or author
                source.note = source.note or note
                yield source
        here = str(index)

    added = []
    try:
        for work in add_works(index, sources()):
            added.append(work)
            if err.is_terminal or len(added) % 100 == 0:
                err.print(f"{len(added)}: {work.title}", markup=False)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ConfigError(said, where=here or str(index), mend="nothing was written") from None
    words = sum(work.words for work in added)
    if json:
        print_json({"index": str(index), "added": [work.title for work in added], "words": words})
        return
    out.print(f"{index}: {len(added)} works added, {words:,} words", markup=False)


def list_works(
    *,
    index: Annotated[Path, typer.Option("--index", metavar="FILE", help="The index.")],
    json: Annotated[bool, typer.Option("--json", help="JSON to standard output.")] = False,
) -> None:
    """List the works of an index.

    Example: `bylaw works list --index works.index`
    """
    import msgspec

    from bylaw.measures.overlap.index import read_header

    try:
        header, _ = read_header(index)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ConfigError(said, where=str(index), mend="make one with `bylaw works add`") from None
    if json:
        print_json(msgspec.to_builtins(header.works))
        return
    for work in header.works:
        kind = "verse" if work.verse else "prose"
        out.print(
            ", ".join(filter(None, (work.title, work.author, f"{work.words:,} words of {kind}", work.note))),
            markup=False,
        )
