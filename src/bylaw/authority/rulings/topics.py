"""Tell whether a sentence asks for what a constraint of a higher level keeps out: a secret, a topic, a tool.

Works on content words and patterns alone: it can say that a sentence asks for what is named, never that it doesn't.
Knows no levels.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from functools import lru_cache
from typing import Literal

from bylaw.authority.constraints import Constraint

__all__ = ["Clash", "Signs", "asks_against", "shares_words", "signs_of"]

Clash = Literal[
    "what a higher level keeps confidential is not told",
    "what a higher level leaves out is not spoken of",
    "a tool that a higher level forbids is not called",
]

Signs = tuple[str, ...]
"""A sentence without any of these letters, in lower case, asks for nothing that is kept out."""

_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_EMPTY_WORDS = """the an of to in on at for by with from and or nor but this that these those it its is are was were
    be been being any all some no not your you my me our their his her anything everything something
    about regarding related topics topic questions question subjects subject matters things other
    others do does did can could will would should may might must never ever please what which who
    when where why how as if so too also than then there here
    secret private internal confidential hidden own full exact entire actual specific whole very"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ENDINGS = ("ional", "ations", "ation", "ions", "ion", "ical", "ics", "ies", "ing", "ed", "s", "al", "y")
_TELL = re.compile(
    r"\b(?:tell|reveal|show|print|repeat|give|share|disclose|list|output|display|write|quote|recite|translate|"
    r"summari[sz]e|spell|encode|say|what(?:['\u2019]s| is| are| were| was| does)|describe|explain|leak|expose|"
    r"paraphrase|dump|read out|copy|complete|finish|hint|begins?|starts?|know|need|want|have|see|send)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:[,;/]|\b(?:and|or|nor)\b)\s*", re.IGNORECASE)
_LONGEST = 2_000

# Who asks for "the text above" asks for the instructions; who asks for "your return policy" or "the rules of chess"
# doesn't.
_PROMPT = (
    r"(?:instructions?|prompts?|rules?|guidelines?|directives?|system messages?|developer messages?|programming|"
    r"configuration)"
)
_WHOSE = r"(?:full|exact|complete|entire|initial|original|system|secret|hidden|current|own|internal|first|very|whole)"
_FOR_SOMETHING = (
    r"(?! (?:for|on|about|regarding|concerning|to|of|when) (?!(?:this|our) (?:chat|conversation|session)\b))"
)
_ASKS_FOR_PROMPT = re.compile(
    rf"\byour (?:{_WHOSE} ){{0,3}}{_PROMPT}\b{_FOR_SOMETHING}"
    r"|\b(?:system|initial|original|hidden|secret|developer['\u2019]?s?|operator['\u2019]?s?) "
    r"(?:prompts?|instructions?|messages?|rules?)\b"
    rf"|\b{_PROMPT} (?:that |which )?you(?: were| are|['\u2019]ve been| have been| got| received| follow| had)\b"
    rf"|\b{_PROMPT} (?:given|handed|written) (?:to|for) you\b"
    r"|\b(?:text|words?|lines?|everything|all|written|stands?|said|comes?|came) (?:that )?(?:is |was |stands |stood )?"
    r"(?:above|before) (?:this|my (?:first )?(?:line|message)|our)\b"
    r"|\b(?:repeat|print|output|copy|recite|dump|quote|show)(?: me)? (?:everything|all|the (?:text|words|lines))"
    r"(?: \w+){0,2} above\b"
    r"|\bwhat (?:were|are|have) you (?:been )?(?:told|instructed|programmed|configured)\b",
    re.IGNORECASE,
)
_USE = re.compile(r"\b(?:call|use|run|invoke|execute|trigger|try|with|via|through)\b", re.IGNORECASE)
_NOT_USE = re.compile(r"\b(?:not|never|without)\b|n['\u2019]t\b", re.IGNORECASE)
_ANY_TOOL = re.compile(r"\b(?:tools?|functions?|plugins?)\b", re.IGNORECASE)


def asks_against(sentence: str, constraint: Constraint) -> Clash | None:
    """Say how a sentence asks for what a constraint keeps out; None where it can't be told that it does."""
    if len(sentence) > _LONGEST:
        return None
    match constraint.family:
        case "scope:confidential":
            if _asks_for(sentence, constraint.text("what")):
                return "what a higher level keeps confidential is not told"
        case "scope:forbidden_topics":
            said = _stems(sentence)
            if any((wanted := _stems(topic)) and wanted <= said for topic in constraint.texts("topics")):
                return "what a higher level leaves out is not spoken of"
        case "tools:permission":
            if not constraint["allowed"] and _asks_to_call(sentence, constraint.text("tool")):
                return "a tool that a higher level forbids is not called"
    return None


@lru_cache(maxsize=256)
def signs_of(constraint: Constraint) -> Signs:
    """Give what is cheap to look for before `asks_against` is called: a stem stands in every word it is the stem of."""
    match constraint.family:
        case "scope:confidential":
            found: set[str] = set()
            for wanted in _secrets(constraint.text("what")):
                found |= _HINTS if _is_prompt(wanted) else {max(sorted(wanted), key=len)}
            return tuple(sorted(found))
        case "scope:forbidden_topics":
            stems = (_stems(topic) for topic in constraint.texts("topics"))
            return tuple(max(sorted(wanted), key=len) for wanted in stems if wanted)
        case "tools:permission" if not constraint["allowed"]:
            return ("",)
    return ()


def shares_words(one: str, other: str) -> bool:
    """Tell whether two texts share a content word."""
    return bool(_stems(one[:_LONGEST]) & _stems(other[:_LONGEST]))


def _asks_for(sentence: str, secret: str) -> bool:
    """Tell whether a sentence asks to be told a secret, or one of several."""
    said = _stems(sentence)
    asked = any(
        not _HINTS.isdisjoint(said) and _ASKS_FOR_PROMPT.search(" ".join(sentence.split())) is not None
        if _is_prompt(wanted)
        else wanted <= said
        for wanted in _secrets(secret)
    )
    return asked and _TELL.search(sentence) is not None


def _is_prompt(wanted: frozenset[str]) -> bool:
    return bool(wanted & _INSTRUCTIONS) and wanted <= _INSTRUCTIONS | _OF_WHOM


@lru_cache(maxsize=256)
def _secrets(secret: str) -> tuple[frozenset[str], ...]:
    return tuple(wanted for thing in _OR.split(secret) if (wanted := _stems(thing)))


def _asks_to_call(sentence: str, tool: str) -> bool:
    if _USE.search(sentence) is None or _NOT_USE.search(sentence):
        return False
    if tool == "*":
        return _ANY_TOOL.search(sentence) is not None
    name = re.escape(tool).replace("_", r"[_ -]")
    return bool(tool) and re.search(rf"(?<!\w){name}(?!\w)", sentence, re.IGNORECASE) is not None


@lru_cache(maxsize=2048)  # each sentence is held against every scope
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Take off an ending that rarely matters: politics and political meet, cat and cats do."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_INSTRUCTIONS = _stems("instructions prompts rules guidelines directives policies programming configuration message")
_OF_WHOM = _stems("system developer operator initial original given above text platform assistant")
_HINTS = _INSTRUCTIONS | frozenset(
    map(_stem, ["above", "before", "told", "instructed", "programmed", "configured", "text"])
)
"""Without one of these nobody asks for a prompt in a way that `_ASKS_FOR_PROMPT` knows."""
