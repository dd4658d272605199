"""Tell whether a sentence takes back earlier instructions: "ignore everything above", "forget what I said".

Such words may take back what their own level said before, and never what a higher one did. Works on patterns: an order
to hold on to something ("never ignore the rules above"), a question why somebody didn't, a tale of people who ignore
rules, and an order not to follow what a document says all look alike, and take nothing back.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

__all__ = ["Retraction", "retraction", "retractions", "taken_back"]

Retraction = Literal["own", "higher", "all"]
"""What the words reach for: what their own level said, what a higher level said, or whatever was said."""

_VERB = (
    r"(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|bypass(?:ing)?|neglect(?:ing)?|drop(?:ping)?|"
    r"discard(?:ing)?|dismiss(?:ing)?|abandon(?:ing)?|violat(?:e|ing)|circumvent(?:ing)?|break(?:ing)?|scratch|"
    r"never ?mind|set(?:ting)? aside|take back|pay no (?:attention|heed) to|do not (?:follow|obey|listen to|heed)|"
    r"don['\u2019]?t (?:follow|obey|listen to|heed)|no longer (?:follow|obey|listen to|heed)|"
    r"stop (?:following|obeying|listening to|heeding))"
)
_LIFT = r"(?:cancel(?:ling)?|revok(?:e|ing)|retract(?:ing)?|withdraw(?:ing)?|undo|nullify|suspend(?:ing)?|lift(?:ing)?)"
"""Words that take back rules, and orders of goods as well."""
_RULE = (
    r"(?:instructions?|rules?|prompts?|guidelines?|directives?|directions?|constraints?|restrictions?|requirements?|"
    r"commands?|polic(?:y|ies)|programming)"
)
_THING = rf"(?:{_RULE}|orders?|messages?|settings?|training|format(?:ting)?|limits?|context)"
_BEFORE = (
    r"(?:previous(?:ly)?|prior|earlier|above|preceding|former|past|existing|original|initial|before|so far|until now|"
    r"up to now|foregoing)"
)
_ABOVE = (
    r"(?:system|developers?['\u2019]?s?|operators?['\u2019]?s?|platform|admins?['\u2019]?s?|hidden|your|safety|company)"
)
_SAID = r"(?:said|told you|asked(?: for)?|wrote|requested|wanted)"
_ELSEWHERE = r"(?!s? (?:in|inside|within|from|contained|embedded|found|it|they|there|that|which|of|on|for(?! now))\b)"
"""Not followed by where else the rules stand: what a document says is no instruction that was given."""


def _near(most: int) -> str:
    """Match a few words of the same sentence."""
    return rf"[^.!?\n]{{0,{most}}}?"


def _patterns(verb: str, thing: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Make the patterns for what was one's own, what a higher level said, and all."""
    own = (
        rf"\b{verb}\b{_near(20)}\b(?:what|whatever|everything|anything|all(?: that)?) i(?:['\u2019]ve| have)?"
        rf"(?: just)? {_SAID}\b|\b{verb}\b{_near(20)}\bmy\b{_near(30)}\b(?:{thing}|requests?|questions?|wish(?:es)?)\b"
    )
    higher = rf"\b{verb}\b{_near(40)}\b{_ABOVE}\b{_near(30)}\b{thing}\b"
    whole = (
        rf"\b{verb}\b{_near(50)}\b(?:{_BEFORE}\b{_near(20)}\b{thing}\b{_ELSEWHERE}"
        rf"|{thing}\b{_ELSEWHERE}{_near(30)}\b{_BEFORE}\b)"
        rf"|\b{verb}\b{_near(20)}\b(?:everything|anything|all|whatever)\b{_ELSEWHERE}{_near(30)}\b(?:{_BEFORE}|told|said)\b"
        rf"|\b{verb} (?:all |any |every |the |those |these )?(?:of )?(?:the |your |these |those )?{_RULE}\b{_ELSEWHERE}"
        rf"(?! you (?:find|see|read|meet|come|encounter))"
        rf"|\b{verb} (?:all |everything )?(?:of )?(?:the )?(?:above|foregoing|preceding|previous)"
        rf"(?=\W*$|\s*[,;:.!]|\s+(?:and|then|but)\b)"
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in (own, higher, whole))  # type: ignore[return-value]


_PATTERNS = (_patterns(_VERB, _THING), _patterns(_LIFT, _RULE))
_STEM_WORDS = (
    "ignor disre forge overr bypas negle drop disca dismi aband viola circu break scrat mind set setti atten heed "
    "follo obey liste take cance revok retra withd undo nulli suspe lift"
)
_STEMS = tuple(_STEM_WORDS.split())
_TRIGGERS = frozenset(stem + ending for stem in _STEMS for ending in ("", "s", "i"))
"""The first letters, five at most, of words without which nothing is taken back; looked up, for a search is slow."""
_UNDO = (
    r"(?:ignor|disregard|forget|overrid|bypass|neglect|drop|discard|dismiss|abandon|violat|circumvent|break|set aside|"
    r"cancel|revok|retract|withdraw|undo|nullify|suspend|lift)\w*"
)
_HELD_ON = re.compile(
    rf"(?:\b(?:not|never|dont|cannot|without)|n['\u2019]t) (?:ever |just |simply |please |to )?{_UNDO}", re.IGNORECASE
)
"""An order not to take back, as far as its verb."""
_TOLD_OF = re.compile(
    r"\b(?:they|we|who|that|which|people|children|everyone|everybody|"
    rf"(?!(?:always|yes|this|thus|lets|please)\b)[a-z]{{3,}}s) {_UNDO}",
    re.IGNORECASE,
)
"""A tale of others who do; a name in the plural stands before the verb."""
_QUESTION = re.compile(
    r"\W*(?:why|how|what|when|where|who|which|did|do|does|is|are|was|were|have|has)\b[^?]*\?\W*", re.IGNORECASE
)
_ABOUT = re.compile(
    rf"\b(?:{_SAID}|{_THING}|requests?|wish(?:es)?)(?: (?:earlier|before|above|just now))? "
    r"(?:about|regarding|concerning|on|for) ([^.!?;,]{1,120})",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]{3,}")
_LONGEST = 600  # longer sentences take nothing back in a way a pattern could tell


def retraction(sentence: str) -> Retraction | None:
    """Say whose earlier words a sentence takes back; None where it takes back nothing."""
    if len(sentence) > _LONGEST or _TRIGGERS.isdisjoint([word[:5] for word in _LETTERS.findall(sentence.lower())]):
        return None
    return _read(sentence)


def retractions(sentences: Sequence[str]) -> list[Retraction | None]:
    """Say the same of many sentences: most hold none of the letters without which nothing is taken back."""
    lows = [sentence.lower() for sentence in sentences]
    said = "\n".join(lows)
    stems = [stem for stem in _STEMS if stem in said]
    return [
        retraction(sentence) if any(stem in low for stem in stems) else None
        for sentence, low in zip(sentences, lows, strict=True)
    ]


@lru_cache(maxsize=1024)  # a conversation is sent anew with every turn
def _read(sentence: str) -> Retraction | None:
    if _QUESTION.fullmatch(sentence):
        return None
    said = _TOLD_OF.sub("", _HELD_ON.sub("", " ".join(sentence.split())))
    own, higher, whole = (any(each[at].search(said) for each in _PATTERNS) for at in range(3))
    if own and higher:
        return "all"
    if own:
        return "own"
    if higher:
        return "higher"
    return "all" if whole else None


def taken_back(sentence: str) -> str:
    """Give what a sentence takes back, where it names it: "commas" of "forget what I said about commas"."""
    found = _ABOUT.search(" ".join(sentence[:_LONGEST].split()))
    return "" if found is None else found[1].strip()
