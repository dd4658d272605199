"""Find sentences that claim a rank: over a higher level, or over everybody.

Patterns, in four families: *it outranks them* (takes precedence over, overrides, trumps), *ignore them* (disregard,
set aside, does not apply), *whatever they say* (even if, regardless of, no matter), *nobody may change it*. A sentence
that only tells of such a claim, denies it, or ranks levels as the chain of command does is left alone.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Authority
from bylaw.spec.lint.document import Document, Part
from bylaw.spec.lint.language import Sentence, any_of, levels_named, names_higher, negated
from bylaw.spec.nodes import Section

__all__ = ["Claim", "claim_in", "claims_of", "gives_way"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that a sentence makes."""

    start: int
    """Where it begins in the source."""
    over: Literal["higher", "everybody"]
    whom: str
    """The level it claims to outrank, or what stands for all of them."""


_OUTRANKS = re.compile(
    rf"""
    \b(?:
      {
        any_of('''overrid(?:es?|ing) overrul(?:es?|ing) supersed(?:es?|ing) outrank(?:s|ing)? outweigh(?:s|ing)?
                 trump(?:s|ing)? pre-?empt(?:s|ing)? supplant(?:s|ing)? nullif(?:y|ies) invalidat(?:es?|ing)
                 suspend(?:s|ing)? cancel(?:s|ling)? replac(?:es?|ing) displac(?:es?|ing) (?:beat|defeat)(?:s|ing)?
                 prevail(?:s|ing)?_(?:over|against) w(?:ins?|inning)(?:_out)?_(?:over|against)''')
    }
      | {
        any_of("tak(?:es?|ing) ha(?:s|ve|ving) holds? gets? given enjoys? claims? carr(?:y|ies)")
    }\s+(?:[a-z]+\s+){{0,2}}?
        {any_of("precedence priority primacy preference authority supremacy")}\s+{any_of("over above before")}
      | {any_of("comes? coming goes go stands? ranks? sits? is are be")}\s+(?:(?:placed|ranked|put|well|far)\s+)*
        {
        any_of('''above before ahead_of higher_than stronger_than superior_to senior_to
                   more_(?:important|authoritative|binding)_than''')
    }
      | {any_of("carr(?:y|ies) has have")}\s+(?:more|greater)\s+(?:weight|force|authority)\s+than
      | (?:is|are)\s+not\s+{any_of("bound limited constrained restricted governed")}\s+by
      | {
        any_of("follow(?:ed)? obey(?:ed)? applied preferred honou?red favou?red")
    }\s+(?:(?:this|it)\s+)?(?:[a-z]+\s+){{0,2}}?
        {any_of("over above before ahead_of instead_of rather_than in_preference_to")}
    )\b
    (?P<object>[^.;:]{{0,140}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IGNORE = re.compile(
    rf"""
    \b{
        any_of('''ignor(?:es?|ing) disregard(?:s|ing)? bypass(?:es|ing)? circumvent(?:s|ing)? overlook(?:s|ing)?
                 forget(?:s|ting)?(?:_about)? neglect(?:s|ing)? dismiss(?:es|ing)? disobey(?:s|ing)? def(?:y|ies|ying)
                 violat(?:es?|ing) break(?:s|ing)? contraven(?:es?|ing) skip(?:s|ping)? drop(?:s|ping)? waiv(?:es?|ing)
                 (?:set|put|brush|cast)(?:s|es|ting|ing)?_aside lift(?:s|ing)? discard(?:s|ing)? reject(?:s|ing)?
                 pay(?:s|ing)?_no_(?:attention|heed|regard)_to tak(?:es?|ing)_no_notice_of go(?:es)?_against
                 (?:do|does|need|should)_not_(?:follow|obey|apply|heed|honou?r) depart(?:s|ing)?_from
                 refuses?_to_(?:follow|obey) treat(?:s|ing)?''')
    }\b
    (?P<object>[^.;:]{{0,100}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_INAPPLICABLE = re.compile(
    rf"""
    \b(?P<object>[^.;:]{{0,100}}?)\s+
    (?:
        (?:do|does|will|shall)(?:\s+not|n['’]t)\s+{any_of("apply count hold matter bind")}\b
      | (?:no\s+longer|never)\s+appl(?:y|ies)\b
      | {any_of("have has carry carries")}\s+no\s+{any_of("force effect authority weight bearing")}\b
      | {any_of("is are")}\s+{
        any_of("suspended void waived lifted superseded irrelevant overridden overruled set_aside")
    }\b
      | {any_of("yields? gives?_way defers? bows?")}\s+to\s+{any_of("this it")}\b
      | {any_of("is are ranks? comes? stands?")}\s+
        {any_of("below beneath subordinate_to secondary_to lower_than after second_to")}\s+{any_of("this it")}\b
      | {any_of("can may should must shall will is_to are_to")}\s+be\s+(?:safely\s+)?
        {
        any_of('''ignored disregarded set_aside bypassed broken suspended skipped dropped waived overruled violated
                   overridden discarded''')
    }\b
    )
    (?P<rest>[^.;:]{{0,80}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHATEVER = re.compile(
    rf"""
    \b{
        any_of('''even_(?:if|when|where|though|against|over) regardless_of irrespective_of no_matter notwithstanding
                 despite in_spite_of whatever whether_or_not contrary_to in_defiance_of over_the_objections?_of
                 without_regard_(?:to|for)''')
    }\b
    (?P<object>[^.;:]{{0,110}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CHANGED = any_of(
    """overrid(?:den|ed) overruled superseded set_aside changed altered lifted switched_off turned_off waived disabled
    relaxed suspended outranked modified adjusted weakened removed"""
)
_FIXED = re.compile(
    rf"""
    \b(?:
        {any_of("can may must shall should will could would")}\s*(?:not|n['’]t|never)
      | can['’]t | won['’]t | {any_of("is are")}\s+{any_of("not never")}\s+to | {any_of("is are")}n['’]t\s+to
    )\s+(?:ever\s+)?be\s+{_CHANGED}
    (?P<after>[^.;:]{{0,90}})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NOBODY = re.compile(
    rf"""
    \b(?:
        {any_of("nothing nobody no_body no[-_]?one none neither")}
      | no\s+(?:other\s+)?(?:[a-z]+\s+)?
        {any_of("instructions? rules? clauses? messages? levels? settings? requests? part(?:y|ies) persons? authority")}
    )\b
    (?P<who>[^.;:]{{0,60}}?)\s+
    (?:{any_of("can may will shall should is_able_to has_the_right_to is_(?:allowed|permitted)_to")}\s+)?(?:ever\s+)?
    (?:
        {
        any_of('''overrides? overrules? supersedes? outranks? changes? alters? lifts? waives? disables? relax(?:es)?
                   suspends?''')
    }
      | {any_of("switch(?:es)? turns? sets?")}\s+{any_of("it this[^.;:]{0,20}?")}\s+{any_of("off aside")}
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SUPREME = re.compile(
    rf"""
    \b(?:this|it)\b(?:\s+(?!is\s+not)[\w-]+){{0,3}}?\s+
    {
        any_of('''is has have carr(?:y|ies) takes? holds? enjoys? claims? outranks? overrides? trumps? beats? comes?
               stands? ranks? prevails?''')
    }\s+(?:of\s+)?(?:the\s+)?
    {any_of("highest top topmost supreme ultimate absolute greatest utmost final")}\s+
    {any_of("priority authority precedence rank level word say instruction rule")}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RULES = any_of("rules? instructions? clauses? principles? levels? polic(?:y|ies) directives? sections? guidelines?")
_ALL = re.compile(
    rf"""
      \b{any_of("all any every each")}\s+(?:of\s+the\s+)?{any_of("other else remaining contrary opposing")}\b
    | \b(?:every|any)(?:thing|body|one)\s+else\b
    | \b{any_of("all any every")}\s+(?:of\s+)?(?:the\s+)?{_RULES}\b
    | \b(?:the|any)\s+rest\s+of\s+(?:the|this)\b | \b(?:other|conflicting|contrary|competing)\s+{_RULES}\b
    | \beverything\b | \banything\s+{any_of("above that said in")}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EVERYBODY = re.compile(
    rf"""
    \b{
        any_of('''any(?:one|body|thing) any_(?:[a-z]+_)?(?:level|message|instruction|party|setting) all every[a-z]*
                 whoever''')
    }\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SAYS = re.compile(
    rf"""
    \b{
        any_of('''instruct(?:s|ed|ions?)? rules? messages? prompts? polic(?:y|ies) principles? clauses? limits?
                 restrictions? orders? requests? requirements? wish(?:es)? commands? guidance guidelines? directives?
                 prohibit(?:s|ed|ions?)? constraints? authority says? said tells? told asks? asked forbids? forbidden
                 disallows? bans? bars? wants? objects? directs? requires? states? demands? decides? sets? insists?
                 prefers? otherwise contrary opposite protests? disagrees? overrides? permits? allows?''')
    }\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TELLS_OF = re.compile(
    rf"""
    \b{
        any_of('''tr(?:y|ies|ying) attempt(?:s|ing|ed)? seek(?:s|ing)? want(?:s|ed|ing)? ask(?:s|ed|ing)? tell(?:s|ing)?
                 told claim(?:s|ed|ing)? pretend(?:s|ing)? urge[sd]? persuade[sd]? trick(?:s|ed)? instruct(?:s|ed|ing)?
                 request(?:s|ed|ing)? say(?:s|ing)? if_(?:it|the_assistant)''')
    }\b(?:\W+\w+){{0,6}}?\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EXCEPT = re.compile(rf"\b{any_of('unless except but_not subject_to')}\b", re.IGNORECASE)
_ABOVE = {level: frozenset(each for each in Authority if each > level) for level in Authority}


def claims_of(document: Document, part: Part, section: Section, level: Authority) -> Iterator[Claim]:
    """Give the claims in a clause's title and words to a rank that its level doesn't have, at most one a sentence."""
    title = Sentence(section.title, document.offset(section.place) + section.heading.text.index(section.title))
    for sentence in (title, *part.sentences()):
        if (claim := claim_in(sentence, level)) is not None:
            yield claim


def gives_way(section: Section, level: Authority) -> bool:
    """Whether a clause is a default: it says so, or is of a level whose clauses are and says nothing else."""
    if section.kind is not None:
        return section.kind == "default"
    return level <= Authority.USER


def claim_in(sentence: Sentence, level: Authority) -> Claim | None:
    """Find the first claim to a rank that a clause of `level` doesn't have."""
    if level is Authority.ROOT:
        return None
    text = sentence.text
    for found in _OUTRANKS.finditer(text):
        before = text[: found.start()]
        if not negated(before) and not _TELLS_OF.search(before):
            if whom := _outranked(before, found["object"], level):
                return Claim(sentence.start + found.start(), "higher", whom)
    for found in _IGNORE.finditer(text):
        before = text[: found.start()]
        if not negated(before) and not _TELLS_OF.search(before) and _SAYS.search(found["object"]):
            if whom := _higher(found["object"], level):
                return Claim(sentence.start + found.start(), "higher", whom)
    for found in _INAPPLICABLE.finditer(text):
        by = re.search(r"\b(?:by|unless|under)\b(.*)", found["rest"], re.DOTALL)
        allowed = by is not None and max(levels_named(by[1]), default=Authority.NONE) > level
        if not allowed and not negated(found["object"]) and (whom := _higher(_last_clause(found["object"]), level)):
            return Claim(sentence.start + found.start("object"), "higher", whom)
    for found in _WHATEVER.finditer(text):
        if _SAYS.search(found["object"]) and (whom := _higher(found["object"], level)):
            return Claim(sentence.start + found.start(), "higher", whom)
    return _unchangeable(sentence, level)


def _unchangeable(sentence: Sentence, level: Authority) -> Claim | None:
    text = sentence.text
    for found in _FIXED.finditer(text):
        after = found["after"]
        if re.match(r"\W*(?:implicitly|silently|lightly|without|until)\b", after) or _EXCEPT.search(after):
            continue
        by = re.search(r"\b(?:by|at|from|through|with)\b(.*)", after, re.DOTALL)
        said = by[1] if by else ""
        named = levels_named(said)
        if above := named & _ABOVE[level]:
            return Claim(sentence.start + found.start(), "higher", min(above).word)
        if by is None or _EVERYBODY.search(said):
            return Claim(sentence.start + found.start(), "everybody", "everybody")
    nobody = _NOBODY.search(text)
    if nobody is not None and not _EXCEPT.search(text):
        named = levels_named(nobody[0])
        if above := named & _ABOVE[level]:
            return Claim(sentence.start + nobody.start(), "higher", min(above).word)
        if not named:
            return Claim(sentence.start + nobody.start(), "everybody", "everybody")
    supreme = _SUPREME.search(text)
    return None if supreme is None else Claim(sentence.start + supreme.start(), "higher", "every other clause")


def _outranked(before: str, said: str, level: Authority) -> str:
    """Say what a sentence claims that its subject outranks; empty where the chain of command says so too."""
    subject = _last_clause(before)
    if names_higher(subject):
        return ""
    return _higher(_EXCEPT.split(said)[0], max(levels_named(subject), default=level))


def _higher(said: str, level: Authority) -> str:
    """Say what stands above a level in what is said; empty where nothing does."""
    if above := levels_named(said) & _ABOVE[level]:
        return max(above).word
    if level is Authority.ROOT:
        return ""
    if names_higher(said):
        return "higher levels"
    return "every other clause" if _ALL.search(said) else ""


def _last_clause(said: str) -> str:
    joints = r"[,;:]\s|\b(?:but|and|while|whereas|that|which|if|when|where|because|since)\b"
    return re.split(joints, said)[-1]
