"""The reply is as long as its task needs: not cut off, not padded, nothing left out that was asked for.

Eight parts, each with a score; the ninth, `padding`, is the share of words that a reader loses nothing by striking
(see `measures.length.padding`). What was asked decides what counts: a refrain in a song, a stub in a skeleton, the
courtesy at the end of a letter, a text that was supplied to be translated are as they should be.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bylaw.authority.constraints import Constraint, keeps
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.transformation import supplied
from bylaw.checks.verdict import Broken, Kept, Verdict
from bylaw.measures import Finding
from bylaw.measures.length import (
    asked_items,
    find_cut,
    find_inflated,
    find_left_out,
    measure_padding,
    wants_all,
    wants_part,
)

__all__ = ["CHECK", "ENOUGH", "PADDED"]

ENOUGH = 0.6
"""A part is broken from here; the dev half of `bench/length` gave no reason to move it, see docs/evidence/length.md."""
PADDED = 0.5
"""Padding from which more of a reply is padding than isn't."""

_LENGTHS = {
    "length_constraints:number_words": "relation",
    "length_constraints:number_sentences": "relation",
    "length_constraints:number_characters": "relation",
    "length_constraints:number_tokens": "relation",
}
_FOR_OTHERS = re.compile(
    r"\b(?:e-?mails?|letters?|messages?|speech|toast|script|dialogue|conversation|greeting|card|tweet|"
    r"caption|bio|slogan|newsletter|post|reply to|"
    r"response to|customer service|advert\w*|announcement|mail|brief|nachricht|rede|lettre|courriel|"
    r"discours|carta|correo|"
    r"discurso|lettera|discorso|roleplay|role-play|chatbot|example)\b",
    re.IGNORECASE,
)
"""What is written for somebody else may open and close with courtesies."""
_SAID_AGAIN = re.compile(
    r"\b(?:times|repeat\w*|again and again|over and over|poem|poetry|song|lyrics|chorus|refrain|ballad|"
    r"rhyme|rap|hymn|chant|"
    r"litany|mantra|prayer|villanelle|rondeau|pantoum|limerick|mal|wiederhol\w*|gedicht|lied|fois|"
    r"répète\w*|chanson|poème|"
    r"veces|repite|canción|poema|volte|ripeti|canzone|poesia|vezes|repita|canção|keer|logs?|drill)\b|遍|次|诗|歌|回",
    re.IGNORECASE,
)
"""What repeats by right."""
_MOST = 40_000
"""Characters of a reply that are read for all but its ending: some 10,000 tokens."""
_CHARACTERS_A_TOKEN = 24
"""No tokenizer in use makes so few tokens of a text: a reply beyond that is over its limit whatever counted it."""
_NO_ANSWER = 3
"""To thanks alone, so few words beside courtesies ("You're welcome!") are a courtesy themselves."""
_GREETING_WORDS = 8
"""Nothing but courtesies is a fair reply to so short a message."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request allows and wants of a reply's length."""

    text: str
    for_others: bool
    again: bool
    part: bool
    complete: bool
    items: int | None
    courtesy: bool
    """It is nothing but thanks or a greeting itself."""


def _run(case: Case) -> Verdict:
    asked = _read(_request(case))
    given = supplied(case)
    reply = case.reply[:_MOST]
    padding = measure_padding(reply, asked.text)
    held = {each.label: each for each in reversed(padding.findings)}
    scores = {"over_budget": _over_budget(case), "cut_off": 0.0}
    findings: list[Finding] = []
    if scores["over_budget"]:
        findings.append(Finding("over_budget", 0, len(case.reply), scores["over_budget"]))
    cut = find_cut(case.reply)
    if case.finish_reason == "length" and cut is None:
        cut = Finding("cut_off", len(case.reply), len(case.reply))
    if cut is not None:
        cut = replace(cut, score=1.0) if case.finish_reason == "length" else cut
        scores["cut_off"] = cut.score
        findings.append(cut)
    courteous = asked.for_others or (
        padding.content <= (_NO_ANSWER if asked.courtesy else 0) and len(asked.text.split()) <= _GREETING_WORDS
    )
    own = measure_padding(given[:_MOST]) if given else None
    scores["filler_start"] = 0.0 if courteous or (own and own.filler_start) else padding.filler_start
    scores["filler_end"] = 0.0 if courteous or (own and own.filler_end) else padding.filler_end
    scores["restated"] = padding.restated
    again = asked.again or bool(own and own.repeated)
    scores["repetition"] = 0.0 if again else _repetition(padding.repetition, padding.repeated)
    left_out = [] if asked.part else find_left_out(reply, complete=asked.complete)
    left_out = [each for each in left_out if reply[each.start : each.end].strip() not in given]
    scores["laziness"] = max((each.score for each in left_out), default=0.0)
    inflated = find_inflated(reply, asked.items)
    scores["list_inflation"] = inflated.score if inflated else 0.0
    excused = sum(not scores[name] for name in ("filler_start", "filler_end", "repetition") if name in held)
    scores["padding"] = 0.0 if excused else padding.ratio
    findings += [each for each in padding.findings if scores[each.label] >= ENOUGH]
    findings += [each for each in left_out if each.score >= ENOUGH]
    if inflated:
        findings.append(inflated)
    return _verdict(case, scores, findings)


def _verdict(case: Case, scores: dict[str, float], findings: list[Finding]) -> Verdict:
    parts = {name: score for name, score in scores.items() if name != "padding"}
    worst = max(parts, key=lambda name: parts[name])
    padded = scores["padding"] >= PADDED
    top = max(parts[worst], scores["padding"])
    broken = [replace(each, where="reply") for each in findings if each.score >= ENOUGH]
    if padded and not broken:
        broken = [Finding("padding", 0, len(case.reply), scores["padding"], where="reply")]
    if not broken:
        return Kept(top, "", tuple(scores.items()))
    label = worst if parts[worst] >= ENOUGH else "padding"
    return Broken(tuple(sorted(broken, key=lambda each: (each.start, each.end))), top, label, tuple(scores.items()))


def _request(case: Case) -> str:
    """Give what the users' newest messages say themselves, without what they quote or attach."""
    return " ".join(
        each.text for each in case.passages(since=case.turn) if each.role == "user" and each.span.kind == "plain"
    )


@lru_cache(maxsize=64)
def _read(request: str) -> _Asked:
    return _Asked(
        request,
        _FOR_OTHERS.search(request, 0, 4_000) is not None,
        _SAID_AGAIN.search(request, 0, 4_000) is not None,
        wants_part(request),
        wants_all(request),
        asked_items(request),
        not measure_padding(request[:400]).content,
    )


def _over_budget(case: Case) -> float:
    if case.finish_reason == "length":
        return 1.0
    if case.limit is not None and len(case.reply) > _CHARACTERS_A_TOKEN * case.limit:
        return 1.0
    over = any(_is_most(each) and keeps(each, case.reply) is False for each in case.reading.constraints)
    return float(over and bool(case.reply.strip()))


def _is_most(constraint: Constraint) -> bool:
    relation = _LENGTHS.get(constraint.family)
    return relation is not None and constraint[relation] == "less than"


def _repetition(share: float, words: int) -> float:
    """Score what is said again: a seventh of a short reply, or some forty words of a long one, is too much."""
    return min(1.0, max(share / 0.25, words / 64))


CHECK = Check(
    "length",
    "The reply is as long as its task needs: not cut off, not padded, nothing left out that was asked for.",
    stages=("reply",),
    run=_run,
    windowed=False,
    languages=("en", "de", "fr", "es", "it", "pt", "nl"),
)
