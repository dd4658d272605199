"""Tell whether a sentence asks for what a scope or confidentiality constraint of a higher level keeps out.

Works on content words alone: it can say that a sentence asks for what is named, never that it doesn't. Knows no levels.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from typing import Literal

from bylaw.authority.constraints import Constraint

__all__ = ["Clash", "asks_against"]

Clash = Literal[
    "what a higher level keeps confidential is not told",
    "what a higher level leaves out is not spoken of",
]

_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_EMPTY_WORDS = """the an of to in on at for by with from and or nor but this that these those it its is are was were
    be been being any all some no not your you my me our their his her anything everything something
    about regarding related topics topic questions question subjects subject matters things other
    others do does did can could will would should may might must never ever please what which who
    when where why how as if so too also than then there here"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_TELL = re.compile(
    r"\b(?:tell|reveal|show|print|repeat|give|share|disclose|list|output|display|write|quote|recite|translate|"
    r"summari[sz]e|spell|encode|say|what(?:['\u2019]s| is| are| were| does)|describe|explain|leak|expose|paraphrase|"
    r"dump|read out|copy|complete|finish|hint|begins?|starts?)\b",
    re.IGNORECASE,
)
_INSTRUCTIONS = frozenset({"instruct", "prompt", "rule", "guidelin", "messag", "directiv", "above", "polic"})
_LONGEST = 2_000
_ENDINGS = ("ional", "ations", "ation", "ions", "ion", "ical", "ics", "ies", "ing", "ed", "es", "s", "al", "y", "e")


def asks_against(sentence: str, constraint: Constraint) -> Clash | None:
    """Say how a sentence asks for what a constraint keeps out; None where it can't be told that it does."""
    if len(sentence) > _LONGEST:
        return None
    match constraint.family:
        case "scope:confidential":
            if _TELL.search(sentence) and _names(sentence, constraint.text("what"), widen=True):
                return "what a higher level keeps confidential is not told"
        case "scope:forbidden_topics":
            if any(_names(sentence, topic) for topic in constraint.texts("topics")):
                return "what a higher level leaves out is not spoken of"
    return None


def _names(sentence: str, thing: str, *, widen: bool = False) -> bool:
    """Tell whether every content word of `thing` stands in the sentence.

    With `widen`, words for a prompt stand for one another: who asks for "the text above" asks for the instructions.
    """
    wanted, said = _stems(thing), _stems(sentence)
    if not wanted:
        return False
    if wanted <= said:
        return True
    return widen and bool(wanted & _INSTRUCTIONS) and bool(said & _INSTRUCTIONS)


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    """Take off an ending that rarely matters: politics and political meet, cat and cats do."""
    for ending in (
        "ional",
        "ations",
        "ation",
        "ions",
        "ion",
        "ical",
        "ics",
        "ies",
        "ing",
        "ed",
        "es",
        "s",
        "al",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
