"""Find sentences that claim a rank: over a higher level, or over everybody.

Patterns, in families: *it outranks them* (takes precedence over, overrides, trumps), *ignore them* (disregard, set
aside), *they don't count* (do not apply, yield to this, can't change it), *whatever they say* (even if, regardless of,
anyway), *it is one of theirs* (treat it as root), *nobody may change it*. A sentence that only tells of such a claim,
denies it, or ranks levels as the chain of command does is left alone.
"""
# SPDX-License-Identifier: Apache-2.0

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Authority
from bylaw.spec.lint import claim_patterns as claims
from bylaw.spec.lint.document import Document
from bylaw.spec.lint.language import Sentence, levels_named, names_higher, negated
from bylaw.spec.nodes import Section

__all__ = ["Claim", "Claimed", "claim_in", "claims_of", "gives_way"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that a sentence makes."""

    start: int
    """Where it begins in the source."""
    over: Literal["higher", "everybody"]
    whom: str
    """The level it claims to outrank, or what stands for all of them."""


_END = re.compile(r"[.;:]")
_BOTH = frozenset({Authority.DEVELOPER, Authority.USER})
_ABOVE = {level: frozenset(each for each in Authority if each > level) for level in Authority}
_NOT_BELOW = {level: frozenset(each for each in Authority if each >= max(level, Authority.USER)) for level in Authority}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim, and the clause that makes it."""

    claim: Claim
    section: Section
    level: Authority


@functools.lru_cache(maxsize=1)  # two rules ask for the same document, one after the other
def claims_of(document: Document) -> tuple[Claimed, ...]:
    """Find every claim in clauses' titles and words to a rank that their level doesn't have, at most one a sentence."""
    return tuple(
        Claimed(claim, section, level)
        for part, section in document.clauses
        if (level := document.level(section)) is not None and level is not Authority.ROOT
        for sentence in (_title(document, section), *part.sentences())
        if (claim := claim_in(sentence, level)) is not None
    )


def _title(document: Document, section: Section) -> Sentence:
    return Sentence(section.title, document.offset(section.place) + section.heading.text.index(section.title))


def gives_way(section: Section, level: Authority) -> bool:
    """Whether a clause is a default: it says so, or is of a level whose clauses are and says nothing else."""
    if section.kind is not None:
        return section.kind == "default"
    return level <= Authority.USER


def claim_in(sentence: Sentence, level: Authority) -> Claim | None:
    """Find a claim to a rank that a clause of `level` doesn't have."""
    text = sentence.text
    if (unable := claims.UNABLE_ALL.search(text)) is not None and not claims.EXCEPT.search(text):
        return Claim(sentence.start + unable.start(), "everybody", "everybody")
    if levels_named(text) & _NOT_BELOW[level] or names_higher(text) or claims.ALL.search(text):
        for at, whom in _over_higher(text, level):
            return Claim(sentence.start + at, "higher", whom)
    for at, whom in _unchangeable(text, level):
        return Claim(sentence.start + at, "higher" if whom else "everybody", whom or "everybody")
    if claims.ITSELF.search(text) and not claims.DEFERS.search(text):
        for ranks in claims.RANKS.finditer(text):
            before = text[: ranks.start()]
            if negated(before) or claims.DESCRIBES.search(before) or claims.TELLS_OF.search(before):
                continue
            if whom := _higher_authority(text, level):
                return Claim(sentence.start + ranks.start(), "higher", whom)
    return None


def _over_higher(text: str, level: Authority) -> Iterator[tuple[int, str]]:
    """Find claims over a level that the sentence names; each with where it begins."""
    for found in claims.OUTRANKS.finditer(text):
        before, after = text[: found.start()], _clause_after(text, found.end(), 140)
        if not negated(before) and not claims.TELLS_OF.search(before) and (whom := _outranked(before, after, level)):
            yield found.start(), whom
    for found in claims.IGNORES.finditer(text):
        before, after = text[: found.start()], _clause_after(text, found.end(), 100)
        if negated(before) or claims.TELLS_OF.search(before) or claims.DESCRIBES.search(before):
            continue
        if claims.SAYS.search(after):
            if whom := _higher(after, level):
                yield found.start(), whom
    for found in claims.POWERLESS.finditer(text):
        subject = _subject(text[: found.start()])
        by = re.search(r"\b(?:by|unless|under)\b.*", text[found.end() :], re.DOTALL)
        allowed = by is not None and max(levels_named(by[0]), default=Authority.NONE) > level
        if (
            not allowed
            and not negated(subject)
            and (whom := _higher(subject, level, or_equal="this" in found[0].lower()))
        ):
            yield found.start() - len(subject.lstrip()), whom
    for found in claims.WHATEVER.finditer(text):
        after = _clause_after(text, found.end(), 110)
        if claims.SAYS.search(after) and (whom := _higher(after, level)):
            yield found.start(), whom
    for found in claims.EVEN_OVER.finditer(text):
        if whom := _higher(_clause_after(text, found.end(), 60), level):
            yield found.start(), whom
    for found in claims.RATHER.finditer(text):
        if not negated(text[: found.start()]) and (whom := _higher(found["object"], level)):
            yield found.start(), whom
    for found in claims.VOID.finditer(text):
        if (
            not negated(text[: found.start()])
            and claims.SAYS.search(found["object"])
            and (whom := _higher(found["object"], level))
        ):
            yield found.start(), whom
    for found in claims.LETS.finditer(text):
        after = _clause_after(text, found.end(), 90)
        if claims.CHANGES.search(after) and (whom := _higher(after, level, or_equal=True)):
            yield found.start(), whom
    if (found_one := claims.NOTWITHSTANDING.search(text)) is not None:
        before = _clause_before(text[: found_one.start()])
        if claims.SAYS.search(before) and (whom := _higher(before, level)):
            yield 0, whom
    conflict = claims.CONFLICT.search(text) or (claims.IF.search(text) and claims.FORBIDS.search(text))
    if conflict and claims.WINS.search(text, conflict.end()) and (whom := _higher(text, level)):
        yield conflict.start(), whom
    if (condition := claims.IF.search(text)) is not None and (
        anyway := claims.ANYWAY.search(text, condition.end())
    ) is not None:
        between = text[condition.end() : anyway.start()]
        if claims.FORBIDS.search(between) and (whom := _higher(between, level)):
            yield condition.start(), whom
    for found in claims.POSES_AS.finditer(text):
        if not negated(text[: found.start()]) and (whom := _higher(found["level"], level)):
            yield found.start(), whom


def _unchangeable(text: str, level: Authority) -> Iterator[tuple[int, str]]:
    """Find claims that nobody may change a clause; the second is empty, or the level that may and is named."""
    if claims.EXCEPT.search(text):
        return
    for found in claims.FIXED.finditer(text):
        after = _clause_after(text, found.end(), 90)
        if re.match(r"\W*(?:implicitly|silently|lightly|without|until)\b", after):
            continue
        by = re.search(r"\b(?:by|at|from|through|with)\b.*", after, re.DOTALL)
        named = levels_named(by[0]) if by else frozenset()
        if re.search(r"\bnot\s+even\b", after) or by is None or claims.EVERYBODY.search(by[0]) or named >= _BOTH:
            yield found.start(), ""
        elif above := named & _NOT_BELOW[level]:
            yield found.start(), min(above).word
    for found in claims.NO_ONE.finditer(text):
        after = _clause_after(text, found.end(), 90)
        if (change := claims.CHANGES.search(after)) is not None:
            who = found[0] + after[: change.start()]
            named = levels_named(who)
            one_party = re.search(r"\b(?:in|from|of)\b", who) or found[0].lower().startswith(("no ", "neither"))
            if names_higher(who):
                yield found.start(), "higher levels"
            elif not named or not one_party or named >= _BOTH:
                yield found.start(), ""
            elif above := named & _NOT_BELOW[level]:
                yield found.start(), min(above).word
    for pattern in (claims.IMPOSSIBLE, claims.ANYBODY_SAYS, claims.REFUSED):
        if (found_one := pattern.search(text)) is not None:
            yield found_one.start(), ""
    if (found_one := claims.SUPREME.search(text)) is not None:
        yield found_one.start(), "every other clause"


def _outranked(before: str, said: str, level: Authority) -> str:
    """Say what a sentence claims that its subject outranks; empty where the chain of command says so too."""
    subject = _clause_before(before)
    if names_higher(subject):
        return ""
    return _higher(claims.EXCEPT.split(said)[0], max(levels_named(subject), default=level))


def _higher_authority(said: str, level: Authority) -> str:
    """Say what stands above a level; users count only where they instruct, since every clause speaks of users."""
    above = levels_named(said) & _ABOVE[max(level, Authority.USER)]
    if not above and level < Authority.USER and claims.USERS_WORD.search(said):
        return Authority.USER.word
    return max(above).word if above else "higher levels" if names_higher(said) else ""


def _higher(said: str, level: Authority, *, or_equal: bool = False) -> str:
    """Say what stands above a level in what is said; empty where nothing does."""
    if above := levels_named(said) & (_NOT_BELOW if or_equal else _ABOVE)[level]:
        return max(above).word
    if level is Authority.ROOT:
        return ""
    if names_higher(said):
        return "higher levels"
    return "every other clause" if claims.ALL.search(said) else ""


def _subject(before: str) -> str:
    """Give what a verb speaks of; where that is a pronoun, what stood before it."""
    parts = re.split(rf"({claims.JOINT.pattern})", before, flags=re.IGNORECASE)
    if re.fullmatch(r"\W*(?:they|these|those|such|it)?\W*", parts[-1], re.IGNORECASE):
        return before
    relative = len(parts) > 2 and parts[-2].lower() in {"that", "which"}
    return "".join(parts[-3:]) if relative else parts[-1]


def _clause_before(said: str) -> str:
    return claims.JOINT.split(said)[-1]


def _clause_after(text: str, start: int, reach: int) -> str:
    return _END.split(text[start : start + reach])[0]
