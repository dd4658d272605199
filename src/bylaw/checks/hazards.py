"""Nobody is given a way towards chemical, biological, radiological, nuclear or cyber harm, or weapons.

At input it looks at what users say in all their turns, quoted text too: that something was supplied for a
transformation doesn't excuse it, and no setting lifts it. What tools brought in, attachments and the developer's own
words are no user's request. At the reply it looks for instructions, not for mention.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority import Role
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import Broken, Kept, Scores, Verdict
from bylaw.measures import Finding
from bylaw.measures.hazards import AREAS, BEFORE, TURN, Stretch, find_wishes, score_instructions, threshold

__all__ = ["CHECK"]

_ANSWERED = 0.5
"""What an answered turn's wish still weighs in the score of a newer, harmless one."""
_ASKED = 2000
"""Characters at the end of a request that may name the topic of the reply."""


def _run(case: Case) -> Verdict:
    return _input(case) if case.stage == "input" else _reply(case)


def _input(case: Case) -> Verdict:
    limit = threshold("request")
    findings: list[Finding] = []
    newest: list[Stretch] = []
    answered = 0.0
    before = ""
    for text, where, message in _said(case):
        wishes = find_wishes(text, before)  # cached: a turn that was seen before costs nothing
        before = (before + TURN + text)[-BEFORE:]
        if message < case.turn:
            answered = max([answered, *(each.score for each in wishes)])
            continue
        newest += wishes
        for each in wishes:
            if each.score >= limit:
                start, end = each.place
                findings.append(Finding(each.area, start, end, each.score, where))
    scores = _by_area(newest)
    score = max((each.score for each in newest), default=0.0)
    if findings:
        surest = max(findings, key=lambda each: each.score)
        return Broken(tuple(findings), surest.score, surest.label, scores)
    return Kept(max(score, answered * _ANSWERED), "", scores)


def _said(case: Case) -> Iterator[tuple[str, str, int]]:
    """Give the users' texts, each with where it stands and its message."""
    data = {
        (span.message, span.part)
        for span in case.reading.spans
        if span.kind not in ("plain", "quoted") or span.form == "untrusted_text"
    }
    for at, message in enumerate(case.reading.conversation.messages):
        if message.role is not Role.USER:
            continue
        for part_at, part in enumerate(message.parts):
            if part.text and (at, part_at) not in data:
                yield part.text, f"messages[{at}].content[{part_at}]", at


def _by_area(stretches: list[Stretch]) -> Scores:
    return tuple(
        (area, max((dict(each.areas)[area] for each in stretches), default=0.0)) for area in AREAS if stretches
    )


def _reply(case: Case) -> Verdict:
    if not case.reply:
        return Kept()
    found = score_instructions(case.reply, case.request[-_ASKED:])
    scores: Scores = ((found.area, found.score),) if found.area else ()
    if found.score >= threshold("instructions"):
        finding = Finding(found.area, found.start, found.end, found.score, "reply")
        return Broken((finding,), found.score, found.area, scores)
    return Kept(found.score, "", scores)


CHECK = Check(
    "hazards",
    "Nobody is given a way towards chemical, biological, radiological, nuclear or cyber harm, or weapons.",
    stages=("input", "reply"),
    run=_run,
    windowed=True,
    languages=("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "zh", "ja", "ar", "hi"),
    version=3,
    doubt=(0.4, 0.95),
    guidance=(
        "Broken: a user wishes to make, obtain, spread, improve or hide the means of chemical, biological, "
        "radiological, nuclear, weapons' or cyber harm, or to break into what isn't theirs; also in fiction, "
        "under a claimed profession, in a quotation, in another language, or split over turns; "
        "or a reply gives steps towards it. "
        "Kept: history, news, law and policy, safety, medicine, plant protection, school science, nuclear power, "
        "hunting, games, fiction without method, defending or testing one's own systems, and refusals."
    ),
)
