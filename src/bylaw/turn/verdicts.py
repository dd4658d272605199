"""Write what checks decided, for the record and for the caller. Neither holds a word of anybody's text."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence

import msgspec

from bylaw.checks.effect import Decided
from bylaw.checks.verdict import Broken, Kept, NotRun
from bylaw.records.decision import FoundRow, VerdictRow

__all__ = ["bylaw_member", "verdict_rows"]

_TOLD = frozenset({"refused", "asked the user", "asked again", "redacted", "annotated"})


def verdict_rows(decided: Sequence[Decided]) -> Iterator[VerdictRow]:
    """Give a row for each check that didn't simply find its clause kept."""
    for row in decided:
        match row.verdict:
            case Broken(findings, score, label):
                found = tuple(
                    FoundRow(where=each.where, start=each.start, end=each.end, label=each.label, score=each.score)
                    for each in findings
                )
                yield _row(row, verdict="broken", score=score, label=label, findings=found)
            case NotRun(reason):
                yield _row(row, verdict="not_run", reason=reason)
            case Kept():
                pass


def bylaw_member(decided: Sequence[Decided], *, record_id: str, mode: str) -> bytes:
    """Give the response's `bylaw` member, JSON: what was done to the reply, by which clause, and why.

    Empty where nothing was done: then the engine's answer goes out as it came.
    """
    told = [row for row in decided if row.effect in _TOLD or isinstance(row.verdict, NotRun)]
    if not told or mode == "observe":
        return b""
    out: dict[str, object] = {"decision": record_id} if record_id else {}
    for name, effect in (("refused", "refused"), ("asked", "asked the user")):
        if stopping := next((row for row in told if row.effect == effect), None):
            clause, check = stopping.bound.clause, stopping.bound.check
            out[name] = {"clause": clause.id, "title": clause.title, "check": check.id, "why": _why(stopping)}
    out["verdicts"] = [
        {
            "clause": row.bound.clause.id,
            "check": row.bound.check.id,
            "stage": row.stage,
            "choice": row.choice,
            "verdict": "not_run" if isinstance(row.verdict, NotRun) else "broken",
            "effect": row.effect,
            "why": _why(row),
        }
        for row in told
    ]
    return msgspec.json.encode(out)


def _why(row: Decided) -> str:
    if isinstance(row.verdict, NotRun):
        return f"the check {row.bound.check.id} could not tell: {row.verdict.reason}"
    found = row.verdict.findings if isinstance(row.verdict, Broken) else ()
    labels = ", ".join(dict.fromkeys(each.label for each in found if each.label))
    clause, check = row.bound.clause, row.bound.check
    return f"the clause '{clause.title}' was not kept: the check {check.id} found {labels or 'it broken'}"


def _row(
    row: Decided,
    *,
    verdict: str,
    score: float = 0.0,
    label: str = "",
    reason: str = "",
    findings: tuple[FoundRow, ...] = (),
) -> VerdictRow:
    return VerdictRow(
        clause=row.bound.clause.id,
        check=row.bound.check.id,
        version=row.bound.check.version,
        stage=row.stage,
        choice=row.choice,
        verdict=verdict,
        action=row.bound.action,
        effect=row.effect,
        score=round(score, 6),
        label=label,
        reason=reason,
        findings=findings,
    )
