"""`bylaw check`: the checks there are, and one of them run on cases."""
# SPDX-License-Identifier: Apache-2.0

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bylaw.cli.console import FINDINGS, err, out, print_json
from bylaw.cli.options import Json, JudgeKeyEnv, JudgeModel, JudgeUrl
from bylaw.errors import BylawError, ConfigError, ConversationError

if TYPE_CHECKING:
    from bylaw.checks import Check
    from bylaw.cli.grading import Grading

__all__ = ["list_checks", "run"]

_WORDS = {"input": "requests", "reply": "replies", "tool_call": "tool calls"}
_COLUMN = 16


def list_checks(
    *,
    spec: Annotated[str, typer.Option("--spec", metavar="FILE", help="Say which clauses of it name them.")] = "builtin",
    json: Json = False,
) -> None:
    """List the checks, what each says, and the clauses that name it.

    Examples: `bylaw check list`, `bylaw check list --spec shop.md --json`
    """
    from bylaw.checks import CHECKS
    from bylaw.cli.desk import read_spec

    clauses: dict[str, list[str]] = {}
    for clause in read_spec(spec).spec.clauses:
        for name in clause.checks:
            clauses.setdefault(name, []).append(clause.id)
    rows = [
        {
            "id": check.id,
            "says": check.says,
            "stages": list(check.stages),
            "tier": check.tier,
            "windowed": check.windowed,
            "languages": list(check.languages),
            "version": check.version,
            "clauses": clauses.get(check.id, []),
        }
        for check in CHECKS
    ]
    if json:
        print_json(rows)
        return
    for check in CHECKS:
        at = ", ".join(_WORDS[stage] for stage in check.stages)
        out.print(f"[bold]{check.id:{_COLUMN}}[/bold]", end="")
        out.print(check.says, markup=False)
        named = ", ".join(clauses.get(check.id, [])) or "no clause"
        out.print(f"{'':{_COLUMN}}[dim]{check.tier} tier, reads {at}; named by {named}[/dim]")


def run(
    check: Annotated[str, typer.Argument(metavar="ID", help="A check, as `bylaw check list` names them.")],
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read a case a line from standard input, write a verdict a line.")
    ] = False,
    reply: Annotated[
        str, typer.Option("--reply", metavar="TEXT", help="A reply to check, where no lines are read.")
    ] = "",
    request: Annotated[str, typer.Option("--request", metavar="TEXT", help="What the user said before it.")] = "",
    spec: Annotated[
        str, typer.Option("--spec", metavar="FILE", help="Whose settings are declared, and whose clause a judge reads.")
    ] = "builtin",
    judge_url: JudgeUrl = None,
    judge_model: JudgeModel = None,
    judge_key_env: JudgeKeyEnv = None,
    json: Json = False,
) -> None:
    """Run one check on cases, as a screen, a grader or a reward would.

    A line in: `{"id": 1, "messages": [{"role": "user", "content": "Hi"}], "reply": "Call me on +44 7911 123456."}`

    Examples: `bylaw check run personal_data --jsonl < cases.jsonl > verdicts.jsonl`,
    `bylaw check run refusal --request "Tell me a joke." --reply "I can't do that."`
    """
    from bylaw.cli.desk import read_spec
    from bylaw.cli.grading import Grading, judged_by

    wanted = _check(check)
    document = read_spec(spec).spec
    grading = Grading(wanted, document.settings)
    if wanted.run is None and judge_url:
        grading = judged_by(wanted, document, url=judge_url, model=judge_model or "", key_env=judge_key_env or "")
    with grading:
        if jsonl:
            _run_lines(grading)
        else:
            _run_one(grading, reply=reply, request=request, json=json)


def _run_one(grading: "Grading", *, reply: str, request: str, json: bool) -> None:
    if not reply and not request:
        raise ConfigError("there is nothing to check", where="--reply", mend="give --reply, --request or --jsonl")
    import msgspec

    line = {"messages": [{"role": "user", "content": request}] if request else [], "reply": reply or None}
    told = grading.line(msgspec.Raw(b"null"), msgspec.json.encode(line))
    if json:
        print_json(told)
    else:
        _print(told)
    if told["verdict"] == "broken":
        raise typer.Exit(FINDINGS)


def _check(name: str) -> "Check":
    import difflib

    from bylaw.checks import CHECK_IDS, CHECKS

    found = next((each for each in CHECKS if each.id == name), None)
    if found is None:
        near = difflib.get_close_matches(name, CHECK_IDS, 1)
        mend = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(CHECK_IDS)}"
        raise ConfigError(f"no check is called {name[:60]!r}", where="ID", mend=mend)
    return found


def _run_lines(grading: "Grading") -> None:
    """Write a verdict for every line; one that can't be read is `not_run`, and the exit code says so."""
    import msgspec

    from bylaw.cli.check_line import id_of_line, verdict_json

    encode = msgspec.json.Encoder().encode
    unread = 0
    for number, line in _lines():
        id_ = id_of_line(line)
        try:
            told = grading.line(id_, line)
        except (ConversationError, ValueError) as error:
            unread += 1
            said = error.what if isinstance(error, BylawError) else str(error)
            told = verdict_json(id_, None, None) | {"verdict": "not_run", "reason": f"line {number}: {said}"}
        sys.stdout.buffer.write(encode(told) + b"\n")
        sys.stdout.buffer.flush()  # whoever reads them may send its next line only then
    if unread:
        err.print(f"bylaw: {unread} of the lines could not be read; they are marked not_run, with the reason")
        raise typer.Exit(FINDINGS)


def _lines() -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(sys.stdin.buffer, 1) if line.strip())


def _print(told: dict[str, object]) -> None:
    score = told["score"]
    out.print(f"[bold]{told['verdict']}[/bold]" + (f"  score {score:.3f}" if isinstance(score, float) else ""), end="")
    out.print(f"  {told['label']}" if told["label"] else "", markup=False)
    if "reason" in told:
        out.print(f"  {told['reason']}", markup=False)
    scores = told["scores"]
    if isinstance(scores, dict):
        for name, value in scores.items():
            out.print(f"  {name:24} {value:.3f}", markup=False)
    findings = told["findings"]
    for each in findings if isinstance(findings, list) else []:
        out.print(f"  {each['where']}:{each['start']}-{each['end']} {each['label']}: {each['evidence']}", markup=False)
