"""No category of harmful content passes its threshold.

At `input` it looks at what users say in the newest turn, and not at the operator, tools or the assistant. Somebody in
distress, and somebody who tells what was done to them, is not stopped there: how they are met is for the reply.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.moderated import LABELS, decided, tells_of_themselves, user_texts
from bylaw.checks.verdict import Broken, Kept, Scores, Verdict
from bylaw.measures.moderation import moderate

__all__ = ["CHECK"]


def _run(case: Case) -> Verdict:
    if case.stage == "reply":
        return decided(case, case.reply, where="", among=LABELS)
    verdicts = [_of_user(case, where, text) for where, text in user_texts(case)]
    if not verdicts:
        return decided(case, "", where="", among=LABELS)
    highest = tuple((name, max(dict(each.scores)[name] for each in verdicts)) for name in LABELS)
    worst = max(verdicts, key=lambda each: each.score)
    if isinstance(worst, Broken):
        found = tuple(finding for each in verdicts if isinstance(each, Broken) for finding in each.findings)
        return Broken(found, worst.score, worst.label, highest)
    return Kept(worst.score, worst.label, highest)


def _of_user(case: Case, where: str, text: str) -> Broken | Kept:
    verdict = decided(case, text, where=where, among=LABELS)
    if isinstance(verdict, Broken) and (excused := tells_of_themselves(text)):
        return decided(case, text, where=where, among=LABELS, excused=excused)
    return verdict


def _measured(case: Case) -> Scores:
    """Score the whole text, words that matter in it or not."""
    texts = [case.reply] if case.stage == "reply" else [text for _, text in user_texts(case)]
    rows = [moderate(text).highest for text in texts or [""]]
    return tuple(zip(LABELS, map(max, zip(*rows, strict=True)), strict=True))


CHECK = Check(
    "moderation",
    "No category of harmful content passes its threshold.",
    stages=("input", "reply"),
    run=_run,
    windowed=True,
    languages=("en",),
    measured=_measured,
)
