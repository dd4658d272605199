"""No text without authority addresses the assistant with instructions.

Looks at quoted spans, tool output and attachments that nobody lent authority to; never at anybody's own words, nor at
the operator's and developer's messages, nor at the assistant's. What becomes of a finding, the clause says.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bylaw.authority import Authority, Role
from bylaw.checks.case import Case, Passage
from bylaw.checks.check import Check
from bylaw.checks.verdict import Broken, Kept, Verdict
from bylaw.measures import Finding
from bylaw.measures.injection import Orders, find_orders

__all__ = ["CHECK"]

_LOOKED_AT = frozenset({Role.USER, Role.TOOL})
_SHORTEST = 8
"""Characters. Nothing shorter holds an order."""
_ALONE = 64
"""Spans of a case that are looked at one by one from the start; of more, those of a part go in groups."""
_GROUP = 8000
"""Characters of a group; only if there is something in it are its spans looked at one by one."""
_MOST_SINGLY = 512
"""Spans of groups that are looked at one by one; after that a group's score is that of each of its spans."""
_BETWEEN = "\n|\n"


def _run(case: Case) -> Verdict:
    passages = [each for each in case.passages() if _informs(each)]
    if not passages:
        return Kept()
    request = " ".join(
        each.text for each in case.spoken_by(Authority.USER) if each.role is Role.USER and each.span.kind == "plain"
    )
    scores: list[tuple[str, float]] = []
    findings: list[Finding] = []
    for passage, orders in _judged(passages, request[-4000:]):
        end = passage.start + len(passage.text)
        scores.append((f"{passage.where}:{passage.start}-{end}", round(orders.score, 4)))
        findings += [
            replace(each, where=passage.where, start=each.start + passage.start, end=each.end + passage.start)
            for each in orders.findings
        ]
    highest = max((score for _, score in scores), default=0.0)
    if findings:
        return Broken(tuple(findings), score=highest, scores=tuple(scores))
    return Kept(score=highest, scores=tuple(scores))


def _informs(passage: Passage) -> bool:
    span = passage.span
    return passage.role in _LOOKED_AT and span.authority is Authority.NONE and span.kind not in ("plain", "assistant")


def _judged(passages: Sequence[Passage], request: str) -> Iterator[tuple[Passage, Orders]]:
    """Judge each span; a conversation of very many takes no longer than one of few long ones."""
    for each in passages[:_ALONE]:
        yield each, _one(each.text, request)
    left = _MOST_SINGLY
    for group in _groups(passages[_ALONE:]):
        joined = _one(_BETWEEN.join(each.text for each in group), request)
        singly = bool(joined.findings) and left >= len(group) > 1
        left -= len(group) if singly else 0
        for each in group:
            whole = Finding("instruction", 0, len(each.text), joined.score)
            shared = Orders(joined.score, (whole,) if joined.findings else ())
            yield each, _one(each.text, request) if singly else (joined if len(group) == 1 else shared)


def _one(text: str, request: str) -> Orders:
    if len(text) < _SHORTEST:
        return Orders(0.0, ())
    orders = find_orders(text)
    # asked again only where it matters: what is known of a text holds for every request
    return find_orders(text, request=request) if orders.findings and request else orders


def _groups(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    group: list[Passage] = []
    size = 0
    for each in passages:
        if group and (each.where != group[0].where or size + len(each.text) > _GROUP):
            yield group
            group, size = [], 0
        group.append(each)
        size += len(each.text) + len(_BETWEEN)
    if group:
        yield group


CHECK = Check(
    "injection",
    "No text without authority addresses the assistant with instructions.",
    stages=("input",),
    run=_run,
    languages=("en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja"),
)
