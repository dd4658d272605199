"""The tree of verbs. Each is a function in a file of its own; heavy imports stay inside it, so that help is quick."""
# SPDX-License-Identifier: Apache-2.0

import os
import sys

import typer

from bylaw import __version__
from bylaw.cli.ask import ask
from bylaw.cli.chat import chat
from bylaw.cli.check import list_checks
from bylaw.cli.check import run as run_check
from bylaw.cli.console import fail
from bylaw.cli.doctor import doctor
from bylaw.cli.explain import explain
from bylaw.cli.records import show as show_record
from bylaw.cli.records import tail
from bylaw.cli.render import render
from bylaw.cli.roles import roles
from bylaw.cli.serve import serve
from bylaw.cli.spec_diff import diff
from bylaw.cli.spec_lint import lint, rules
from bylaw.cli.spec_lock import lock
from bylaw.cli.spec_new import new
from bylaw.cli.spec_read import examples, show, stats
from bylaw.cli.spec_verify import verify
from bylaw.cli.works import add as add_works
from bylaw.cli.works import list_works
from bylaw.errors import BylawError

__all__ = ["app", "main", "spec_app"]

_HELP = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="bylaw",
    help="Turn a Model Spec, one Markdown document, into a governed AI system.",
    no_args_is_help=True,
    context_settings=_HELP,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
spec_app = typer.Typer(
    help="Read, check, compare and lock a document.", no_args_is_help=True, rich_markup_mode="markdown"
)
records_app = typer.Typer(
    help="Read decision records: what was asked, sent and answered.", no_args_is_help=True, rich_markup_mode="markdown"
)
check_app = typer.Typer(
    help="The checks there are, and one of them run on cases.", no_args_is_help=True, rich_markup_mode="markdown"
)
works_app = typer.Typer(
    help="Register works whose passages replies may not hold.", no_args_is_help=True, rich_markup_mode="markdown"
)
app.add_typer(check_app, name="check")
app.add_typer(works_app, name="works")
app.add_typer(records_app, name="records")
app.add_typer(spec_app, name="spec")


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and leave.")) -> None:
    if version:
        typer.echo(f"bylaw {__version__}")
        raise typer.Exit


app.command("ask")(ask)
app.command("chat")(chat)
app.command("doctor")(doctor)
app.command("explain")(explain)
app.command("render")(render)
app.command("roles")(roles)
app.command("serve")(serve)
check_app.command("list")(list_checks)
check_app.command("run")(run_check)
records_app.command("show")(show_record)
records_app.command("tail")(tail)
spec_app.command("diff")(diff)
spec_app.command("examples")(examples)
spec_app.command("lint")(lint)
spec_app.command("lock")(lock)
spec_app.command("new")(new)
spec_app.command("rules")(rules)
spec_app.command("show")(show)
spec_app.command("stats")(stats)
spec_app.command("verify")(verify)
works_app.command("add")(add_works)
works_app.command("list")(list_works)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except BylawError as error:
        fail(error)
    except BrokenPipeError:  # the reader of a pipe left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
