"""`bylaw explain`: who speaks in a conversation, what is asked, and what holds."""
# SPDX-License-Identifier: Apache-2.0

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from bylaw.cli.console import FINDINGS, err, out, print_json
from bylaw.cli.options import Json
from bylaw.errors import BylawError, ConfigError, ConversationError

if TYPE_CHECKING:
    from bylaw.cli.explain_file import Grounds

__all__ = ["explain"]

_STDIN = "-"
_MAX_BYTES = 64 * 2**20
"""Of one conversation."""
_EVERY_S = 0.5


def explain(
    file: Annotated[str, typer.Argument(help="A request in OpenAI chat form, JSON; `-` reads standard input.")],
    *,
    spec: Annotated[
        str, typer.Option("--spec", metavar="FILE", help="A document, its lock, `builtin`, or `none`.")
    ] = "builtin",
    platform: Annotated[
        str | None, typer.Option("--platform", metavar="TEXT", help="What the operator says before all else.")
    ] = None,
    json: Json = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="FILE holds a request a line; a result a line to standard output.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write a page that stands alone to this file.")
    ] = None,
) -> None:
    """Show who speaks in a conversation, what is asked, and what holds.

    Examples: `bylaw explain request.json`, `bylaw explain request.json --html explained.html`,
    `bylaw explain - --spec none --json < request.json`, `bylaw explain requests.jsonl --jsonl > rulings.jsonl`
    """
    if sum((json, jsonl, html is not None)) > 1:
        raise ConfigError("--json, --jsonl and --html exclude one another", mend="choose one")
    with _open(file) as stream:
        if jsonl:
            if not _explain_lines(stream, _grounds(spec, platform)):
                raise typer.Exit(FINDINGS)
            return
        body = stream.read(_MAX_BYTES + 1)
    from bylaw.cli.explain_file import explain_request

    if len(body) > _MAX_BYTES:
        raise ConversationError("it has more than 64 MB", where=_name(file), mend="--jsonl reads many conversations")
    try:
        explained = explain_request(body, _grounds(spec, platform))
    except ConversationError as error:
        raise _in_file(error, _name(file)) from None
    if json:
        from bylaw.cli.explain_json import as_json

        print_json(as_json(explained))
    elif html is not None:
        from bylaw.cli.explain_html import as_html

        _write(html, as_html(explained))
    else:
        from bylaw.cli.explain_text import print_explained

        print_explained(explained, out)


def _grounds(spec: str, platform: str | None) -> "Grounds":
    from bylaw.cli.explain_file import Grounds

    if spec == "none":
        return Grounds(platform=platform or "")
    from bylaw.spec import load
    from bylaw.spec.asks import spec_asks
    from bylaw.spec.lock import is_lock, load_locked

    document = load_locked(spec) if is_lock(spec) else load(spec)
    return Grounds(
        spec_asks(document),
        document.settings,
        tuple((section.id, section.title) for section in document.sections),
        document=spec,
        platform=platform or "",
    )


def _explain_lines(stream: IO[bytes], grounds: "Grounds") -> bool:
    """Explain a conversation a line, in order, each before the next is read; tell whether all could be."""
    import msgspec

    from bylaw.cli.explain_file import explain_request
    from bylaw.cli.explain_json import as_json

    encoder = msgspec.json.Encoder()
    bad, number, shown_at = 0, 0, time.monotonic()
    for number, line in enumerate(_lines(stream), start=1):
        try:
            if line is None:
                raise ConversationError("the line has more than 64 MB")
            result: object = as_json(explain_request(line, grounds))
        except BylawError as error:
            bad += 1
            result = {"line": number, "error": str(error)}
        sys.stdout.write(encoder.encode(result).decode() + "\n")
        if err.is_terminal and time.monotonic() - shown_at >= _EVERY_S:
            shown_at = time.monotonic()
            sys.stderr.write(f"\r{number:,} conversations")
            sys.stderr.flush()
    if err.is_terminal and number:
        sys.stderr.write("\r\x1b[K")
    if bad:
        sys.stderr.write(f"bylaw: {bad:,} of {number:,} lines can't be read; each has its error in its place\n")
    if not number:
        raise ConversationError("there is no line", mend="send a request a line")
    return not bad


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Give each line; None for one that is too long to be held."""
    while line := stream.readline(_MAX_BYTES + 1):
        if len(line) <= _MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_MAX_BYTES)
        yield None


@contextmanager
def _open(file: str) -> Iterator[IO[bytes]]:
    if file == _STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115  # closed below; these errors are of opening alone
    except FileNotFoundError:
        raise ConversationError("there is no such file", where=file, mend="check the path") from None
    except IsADirectoryError:
        raise ConversationError("this is a folder", where=file, mend="name a file in it") from None
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "no path is spelled so").lower()
        raise ConversationError(f"it can't be read: {why}", where=file, mend="check the path") from None
    with stream:
        yield stream


def _name(file: str) -> str:
    return "standard input" if file == _STDIN else file


def _in_file(error: ConversationError, file: str) -> ConversationError:
    where = f"{file}: {error.where}" if error.where else file
    return ConversationError(error.what, where=where, mend=error.mend)


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ConfigError(f"it can't be written: {why}", where=str(path), mend="name another file") from None
