"""Tell whether a sentence takes back earlier instructions: "ignore everything above", "forget what I said".

Such words may take back what their own level said before, and never what a higher one did.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from typing import Literal

__all__ = ["Retraction", "retraction"]

Retraction = Literal["own", "higher", "all"]
"""What the words reach for: what their own level said, what a higher level said, or whatever was said."""

_VERBS = (
    r"ignor(?:e|ing) disregard(?:ing)? forget(?:ting)? overrid(?:e|ing) bypass(?:ing)? neglect drop discard set\ aside "
    r"pay\ no\ attention\ to do\ not\ (?:follow|obey|listen\ to) don['\u2019]t\ (?:follow|obey|listen\ to) "
    r"stop\ (?:following|obeying) take\ back"
)
_THINGS = (
    r"instructions? rules? prompts? guidelines? directives? directions? constraints? restrictions? requirements? "
    r"orders? commands? messages? polic(?:y|ies) settings? programming training format(?:ting)? limits? context"
)
_TIMES = (
    r"previous(?:ly)? prior earlier above preceding former past existing original initial before so\ far until\ now "
    r"up\ to\ now foregoing"
)
_OWNERS = (
    r"system developers?['\u2019]?s? operators?['\u2019]?s? platform admins?['\u2019]?s? hidden your their safety "
    r"company"
)


def _any_of(words: str) -> str:
    """Make an alternation of words set apart by plain spaces."""
    return "(?:" + "|".join(re.split(r"(?<!\\) ", words.strip())) + ")"


_VERB, _THING, _BEFORE, _ABOVE = map(_any_of, (_VERBS, _THINGS, _TIMES, _OWNERS))

_HIGHER = re.compile(rf"\b{_VERB}\b[^.!?\n]{{0,40}}?\b{_ABOVE}\b[^.!?\n]{{0,30}}?\b{_THING}\b", re.IGNORECASE)
_OWN = re.compile(
    rf"\b{_VERB}\b[^.!?\n]{{0,20}}?\b(?:what|everything|anything|all(?: that)?) i (?:said|told|asked|wrote|requested)\b"
    rf"|\b{_VERB}\b[^.!?\n]{{0,20}}?\bmy\b[^.!?\n]{{0,30}}?(?:{_THING}|request|question)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b{_VERB}\b[^.!?\n]{{0,40}}?\b(?:all|any|every|the|those|these)?[^.!?\n]{{0,20}}?"
    rf"(?:\b{_BEFORE}\b[^.!?\n]{{0,20}}?\b{_THING}\b|\b{_THING}\b[^.!?\n]{{0,30}}?\b{_BEFORE}\b)"
    rf"|\b{_VERB}\b[^.!?\n]{{0,20}}?\b(?:everything|anything|all|whatever)\b[^.!?\n]{{0,30}}?\b(?:{_BEFORE}|told|said)\b"
    rf"|\b{_VERB}\b (?:all|any|every|the|those|these)(?: of)?(?: the| your| these| those)? {_THING}\b",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"ignor|disregard|forget|overrid|bypass|neglect|drop|discard|set aside|attention to|follow|obey|listen to|"
    r"take back",
    re.IGNORECASE,
)
_LONGEST = 600  # longer sentences take nothing back in a way a pattern could tell


def retraction(sentence: str) -> Retraction | None:
    """Say whose earlier words a sentence takes back; None where it takes back nothing."""
    if len(sentence) > _LONGEST or _TRIGGER.search(sentence) is None:
        return None
    if _OWN.search(sentence):
        return "own"
    if _HIGHER.search(sentence):
        return "higher"
    if _ALL.search(sentence):
        return "all"
    return None
