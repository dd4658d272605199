"""What the checks of harmful content share: a text's scores, held against thresholds that the settings move.

Doesn't know which clause it serves. What the user supplied and asked to have transformed is not held against the
reply, save for minors; a setting for adult products lifts what it names, and never minors or hate; one for users
under eighteen makes it stricter.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from bylaw.authority import Role
from bylaw.checks.case import Case
from bylaw.checks.transformation import supplied
from bylaw.checks.verdict import Broken, Kept, Scores, Verdict
from bylaw.measures import Finding
from bylaw.measures.linear import LinearModel
from bylaw.measures.moderation import CATEGORIES, Moderated, may_matter, moderate
from bylaw.measures.reader import as_seen

__all__ = [
    "LABELS",
    "by_category",
    "decided",
    "matched",
    "moderation_scores",
    "tells_of_themselves",
    "thresholds",
    "user_texts",
]

LABELS = tuple(CATEGORIES)
MATURE = frozenset({"S", "V", "V2"})
"""Lifted by `mature_content`."""
YOUNG = frozenset({"S", "S3", "V", "V2"})
"""Stricter with `under_18`."""
STRICTER = 0.5
"""What a threshold is multiplied with for users under eighteen."""
_AS_HIGH = 0.8
"""What the user supplied excuses a category where it scores at least this share of what the reply does."""
_GROWTH, _LEAD = 1.5, 120
"""A transformed text is at most so many times as long, and so many characters may lead to it."""
_ANYTHING = (1.0,) * len(LABELS)
_SURE = 0.95
"""The score of what a pattern found."""

_ACCOUNT = re.compile(
    r"\b(?:happened to me|(?:he|she|they|who|ex|husband|wife|father|dad|stepdad|uncle|boss|coach|teacher|boyfriend|"
    r"girlfriend|man|guy|someone|somebody|neighbou?r|brother|classmates?|kids|people)\s(?:\w+\s){0,4}?me\b|"
    r"i (?:was|got|have been|had been|ve been|'ve been|am being|'m being|keep being)\b|(?:hurt|hit|rap|abus|molest|"
    r"assault|bull(?:y|i)|harass|threaten|stalk|attack|touch)\w* (?:me|my|us)\b|my (?:abuser|rapist|attacker|trauma))"
)
_SELF = re.compile(r"\b(?:i|i'm|im|i've|ive|my|me|myself|mine)\b")


def thresholds(case: Case) -> tuple[float | None, ...]:
    """Give each category's threshold under the case's settings; None where the setting lifts it."""
    young = case.setting("under_18") is True
    return _thresholds(young, case.setting("mature_content") is True and not young)


@lru_cache(maxsize=4)
def _thresholds(young: bool, mature: bool) -> tuple[float | None, ...]:
    model = LinearModel.load("moderation")
    return tuple(
        None if mature and name in MATURE else model.threshold(name) * (STRICTER if young and name in YOUNG else 1.0)
        for name in LABELS
    )


@lru_cache(maxsize=1)
def _floor() -> tuple[float, ...]:
    return moderate("").highest


def moderation_scores(text: str) -> tuple[tuple[float, ...], Moderated | None]:
    """Give the highest score of each category, and where; nothing more of a text that holds no word that matters."""
    if not may_matter(text):
        return _floor(), None
    found = moderate(text)
    return found.highest, found


def by_category(*categories: str, also: Callable[[Case], Iterator[Finding]] | None = None) -> Callable[[Case], Verdict]:
    """Make the `run` of a check on a reply: broken where one of these categories reaches its threshold.

    Args:
        categories: of `CATEGORIES`.
        also: finds more in the reply, whatever its scores; settings don't lift that.
    """
    wanted = frozenset(categories)

    def run(case: Case) -> Verdict:
        findings = [*also(case)] if also else []
        return decided(case, case.reply, where="", among=wanted, findings=findings)

    return run


def decided(
    case: Case,
    text: str,
    *,
    where: str,
    among: Collection[str],
    findings: Collection[Finding] = (),
    excused: Collection[str] = (),
) -> Broken | Kept:
    """Hold a text against the thresholds.

    Args:
        case: for its settings, and for what the user supplied.
        text: a reply, or a user's words.
        where: the text it is; empty for the reply.
        among: the categories that count.
        findings: what breaks it besides.
        excused: categories that are scored, and don't count here.
    """
    values, found = moderation_scores(text)
    out = [*findings]
    nearest, label = 0.0, ""
    limits = thresholds(case)
    if not out:
        far, nearest, label = _far(values, limits, frozenset(among), frozenset(excused))
        if far or found is None:
            return Kept(nearest, label, _named(values if found is None else found.overall))
        nearest, label = 0.0, ""
    given: tuple[float, ...] | None = None
    for at, (name, value, limit) in enumerate(zip(LABELS, values, limits, strict=True)):
        if name not in among or limit is None or name in excused:
            continue
        if value >= limit and found is not None and not (name == "H2" and _no_group_is_meant(values, limits)):
            if name != "S3" and given is None:
                given = _given(case) if case.stage == "reply" else _floor()
            if name == "S3" or given is None or given[at] < value * _AS_HIGH:
                start, end = found.place(at, limit)
                out.append(Finding(name, start, end, score=value, where=where))
                continue
        if nearest < (near := min(value / limit / 2, 0.49)):
            nearest, label = near, name
    scores = _named(values if found is None else found.overall)
    if out:
        worst = max(out, key=lambda one: one.score)
        return Broken(tuple(out), max(0.5, worst.score), worst.label, scores)
    return Kept(nearest, label, scores)


@lru_cache(maxsize=256)
def _far(
    values: tuple[float, ...], limits: tuple[float | None, ...], among: frozenset[str], excused: frozenset[str]
) -> tuple[bool, float, str]:
    """Say whether none of the categories reaches its threshold, how near the nearest comes, and which it is."""
    nearest, label, far = 0.0, "", True
    for name, value, limit in zip(LABELS, values, limits, strict=True):
        if name not in among or limit is None or name in excused:
            continue
        far &= value < limit
        if nearest < (near := min(value / limit / 2, 0.49)):
            nearest, label = near, name
    return far, nearest, label


@lru_cache(maxsize=256)
def _named(values: tuple[float, ...]) -> Scores:
    return tuple(zip(LABELS, values, strict=True))


def _no_group_is_meant(values: tuple[float, ...], limits: tuple[float | None, ...]) -> bool:
    """Whether what scores as a threat scores too low as hate: a threat that no group is the target of."""
    hate = LABELS.index("H")
    return values[hate] < (limits[hate] or 1.0) * 0.75


def _given(case: Case) -> tuple[float, ...]:
    """Score what the user supplied for the transformation they asked for.

    It counts as high as anything where the reply is no longer than a transformation of it would be: a text in another
    language, or full of slips, scores lower than its translation or its correction, and is the user's all the same.
    """
    text = supplied(case)
    if not text:
        return _floor()
    if len(case.before) + len(case.reply) <= _GROWTH * len(text) + _LEAD:
        return _ANYTHING
    return moderate(text).highest


def user_texts(case: Case) -> Iterator[tuple[str, str]]:
    """Give what users said since the last reply: (where, text)."""
    messages = case.reading.conversation.messages
    for at in range(case.turn, len(messages)):
        if messages[at].role is Role.USER:
            for number, part in enumerate(messages[at].parts):
                if part.text:
                    yield f"messages[{at}].content[{number}]", part.text


def tells_of_themselves(text: str) -> frozenset[str]:
    """Give the categories that an account of one's own distress, or of what was done to one, doesn't count for."""
    seen = as_seen(text).text
    out = {"SH"} if _SELF.search(seen) else set()
    if _ACCOUNT.search(seen):
        out |= {"SH", "S", "V", "V2", "HR", "S3"}
    return frozenset(out)


def matched(pattern: re.Pattern[str], text: str, *, label: str, where: str = "") -> Iterator[Finding]:
    """Give what a pattern finds in a text as its reader sees it."""
    seen = as_seen(text)
    for match in pattern.finditer(seen.text):
        start, end = seen.place(*match.span())
        yield Finding(label, start, end, score=_SURE, where=where)
