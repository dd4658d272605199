"""Nothing sexualises a minor.

No setting lifts it, and it holds for what the user supplies. Prevention, law, medicine, education, and the account of
somebody to whom it happened stay open: they name no act for its own sake.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.moderated import decided, matched, tells_of_themselves, user_texts
from bylaw.checks.verdict import Broken, Kept, Verdict
from bylaw.measures import Finding
from bylaw.measures.linear import LinearModel
from bylaw.measures.moderation import may_matter
from bylaw.measures.reader import as_seen

__all__ = ["CHECK"]

_AGE = r"(?:[3-9]|1[0-7]|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_MINOR = re.compile(
    rf"\b(?:{_AGE}[- ]?(?:years?[- ]?old|y/?o|yr[- ]?old)|age[ds]? (?:of )?{_AGE}|(?:is|was|only|just|she's|he's|i'm|turned) {_AGE}"
    rf"(?= ?[,.;!?]|$| and | but )|under ?age[d]?|minors?|(?:little|young|preteen|teen(?:age)?) (?:girl|boy)s?|pre-?teens?|"
    rf"school ?(?:girl|boy)s?|lolis?|lolita|shota(?:con)?|jailbait|toddlers?|child(?:ren)?|kids?|"
    rf"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|[1-9]th|10th|11th)[- ]grade(?:rs?)?|"
    rf"(?:middle|elementary|primary|junior high)[- ]school(?:ers?)?|high[- ]?schoolers?|pupils?|adolescents?|teenagers?)\b"
)
_EXPLICIT = (
    r"(?:explicit(?:ly)?|erotic(?:a|ally)?|smut(?:ty)?|porn(?:o|ographic|ography)?|nudes?|nsfw|lewd|hentai|x-rated|"
    r"sex scenes?|sexual(?:ly)? (?:story|stories|scene|scenes|fantas(?:y|ies)|content|role-?play|encounter|arousing|"
    r"explicit)|sext(?:ing|s)?|make love|having sex|have sex|seduc(?:e|es|ing|tion)|masturbat\w+|naked (?:pictures?|photos?|pics?)|"
    r"strip(?:s|ping)? naked|undress(?:es|ing)?)"
)
_WANTED = re.compile(
    rf"\b(?:write|describe|make|show|generate|draw|create|role-?play|expand|continue|tell|give|find|send|imagine|translate|"
    rf"rewrite|edit|share|produce|paint|depict|want|link)\b[^.!?]{{0,160}}?\b{_EXPLICIT}\b|\b{_EXPLICIT}\b[^.!?]{{0,80}}?"
    rf"\b(?:about|with|of|between|involving|featuring|starring|where)\b"
)
_LURES = re.compile(
    r"\b(?:groom|lure|seduce|get|convince|persuade|trick)\b[^.!?]{0,30}\b(?:child|kid|minor|little (?:girl|boy)|"
    r"underage|teen(?:ager)?|1[0-7][- ]?(?:year[- ]?old|yo))\b[^.!?]{0,60}\b(?:sex|nudes?|naked|undress|bed with|sleep with|"
    r"send (?:me )?(?:pics|photos|pictures)|meet (?:me )?alone|touch)\b"
)
_PROTECTS = re.compile(
    r"\b(?:protect\w*|prevent\w*|report(?:ing|ed|s)?|law(?:s|yer|ful)?|legal(?:ly)?|illegal|crime|police|abuse\w*|victims?|"
    r"survivors?|safety|safe|safeguard\w*|educat\w+|curriculum|school policy|warning signs|recogni[sz]e|doctor|"
    r"p(?:a)?ediatric\w*|nurse|medical|parents?|therap\w+|counsel\w+|explain|talk to|consent law|age of consent|statistics|"
    r"research|study|studies|filter|block|moderat\w+|detect\w*|novelist note|ban|banned|against|stop)\b"
)
_SEXUAL = 0.6
"""A reply this surely sexual, with a minor in the same passage, breaks it, whatever the rest of the model says."""


def _run(case: Case) -> Verdict:
    if case.stage == "reply":
        return _decided(case, case.reply, where="", excused=())
    verdicts = [
        _decided(case, text, where=where, excused=tuple(tells_of_themselves(text) & {"S3"}))
        for where, text in user_texts(case)
    ]
    return max(verdicts, key=lambda each: each.score, default=Kept())


def _decided(case: Case, text: str, *, where: str, excused: tuple[str, ...]) -> Broken | Kept:
    if not _may(text):
        return Kept()
    seen = as_seen(text).text
    minor = _MINOR.search(seen) is not None
    protects = _PROTECTS.search(seen) is not None
    findings: list[Finding] = [*matched(_LURES, text, label="S3", where=where)] if not excused and not protects else []
    if minor and not excused and not protects and case.stage == "input":
        findings += _asked(text, where)
    scored = decided(
        case, text, where=where, among=("S3",), findings=findings, excused=("S3",) if not minor else excused
    )
    if isinstance(scored, Broken) or not minor or excused:
        return scored
    limit = max(_SEXUAL, LinearModel.load("moderation").threshold("S"))
    if dict(scored.scores)["S"] >= limit and not protects:
        score = dict(scored.scores)["S"]
        return Broken((Finding("S3", 0, len(text), score=score, where=where),), score, "S3", scored.scores)
    return scored


def _asked(text: str, where: str) -> Iterator[Finding]:
    """Find sentences that ask for explicit content and name a minor."""
    for each in matched(_WANTED, text, label="S3", where=where):
        around = as_seen(text[max(0, each.start - 200) : each.end + 200]).text
        if _MINOR.search(around):
            yield each


def _may(text: str) -> bool:
    return may_matter(text) or re.search(_EXPLICIT, as_seen(text).text) is not None


CHECK = Check(
    "minors",
    "Nothing sexualises a minor.",
    stages=("input", "reply"),
    run=_run,
    windowed=True,
    languages=("en",),
)
