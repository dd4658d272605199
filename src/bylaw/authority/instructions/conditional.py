"""Conditional replies: say exactly this if something is so, and otherwise that."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["CONDITIONAL"]

_SAY = (
    r"(?:say|reply|respond|answer|write|output|return|print|tell (?:them|the user|him|her|me|us|the customer)|"
    r"send|use|state)(?: (?:back|only|just|exactly|simply|with|by saying|the (?:sentence|word|words|phrase|text|"
    r"message|"
    r"line|reply|answer|string)|precisely|to (?:them|him|her|me|us|the user)|verbatim|this|a single|nothing but|"
    r"and nothing (?:else|more)|and|:|,|following))*"
)
_WHAT = (
    r"(?P<{0}>\"\d+|(?:(?!(?:the|a|an|in|with|to|if|it|as|by|them|him|her|me|us|that|what|your|for|no more|"
    r"questions?)\b)[^ .,;:!?\"]+)(?= (?:[.,;:!]|and nothing|otherwise|if|when|whenever|only|else)| $))"
)
_IF = (
    r"(?:if|when|whenever|in case|should|as soon as|where|every time|each time|any time|once|"
    r"in the event that|on condition that|provided that|provided|given(?= an?))"
)
_ELSE = (
    r"(?:otherwise|else|or else|if not|in (?:all|every|any) other cases?|in (?:all )?other cases|"
    r"for (?:anything|everything) else|failing that|if (?:it|they|he|she|that) (?:does|do|is|are) not|"
    r"(?:to|for) all other (?:questions|messages|requests)|in any other case)"
)
_OTHERWISE = re.compile(
    rf" {_ELSE}(?: ,)?(?: (?:you|must|should|please|just|then|simply|have to|are to|will))* (?:{_SAY}(?: only|"
    rf" with)? )?{_WHAT.format('otherwise')}"
)
_FIRST = re.compile(
    rf"(?P<lead>^|[,.;:] |and |but |then |always |"
    rf"please )? ?(?P<if>{_IF})(?P<when>(?: [^ .;:?!]+){{1,28}}?)(?: ,| then| , then|:| :| --)(?: (?:you|must|"
    rf"should|please|just|then|simply|always|have to|need to|are to|will|shall|only|your|reply|answer|response|"
    rf"is|to))*? {_SAY} {_WHAT.format('say')}"
)
_LAST = re.compile(
    rf" {_SAY} {_WHAT.format('say')}(?: and nothing (?:else|more)| only| verbatim| exactly|"
    rf" word for word)*(?: ,)? (?:only )?(?P<if>{_IF})"
    rf"(?P<when>(?: (?!{_ELSE} )[^ .;:?!]+){{1,28}}?)(?= ?(?:[.;:!]|, (?:and |but )(?:never|do|always|please|in|use|"
    rf"keep|avoid|be|say|reply|answer)|, (?:and |or )?{_ELSE}|{_ELSE}|"
    rf"and {_ELSE}|or {_ELSE}|$))"
)
_TURNED = re.compile(rf" (?:, )?(?:and |or )?(?:with )?{_WHAT.format('otherwise')} {_ELSE}(?= )")
_REPORTED = re.compile(
    r" (?:says?|said|told|tells|asked|asks|wants|claims?|claimed|wrote|thinks)(?: (?:me|us|that|him|her|you))* $"
)
_QUESTION = re.compile(r"^ (?:what|why|how|who|does|did|is|are|was|were|would you|can i)(?= )")
_PLAIN = word_set("yes no none unknown ok okay sorry refused denied empty nothing true false maybe null stop")


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if _QUESTION.match(words) or words.rstrip().endswith("?"):
        return
    for pattern in (_FIRST, _LAST):
        for found in pattern.finditer(words):
            if _REPORTED.search(words[: found.start() + 1]) or not (said := _said(reading, found, "say")):
                continue
            other = _OTHERWISE.search(words, found.end("say") if pattern is _FIRST else found.end("when"))
            when = reading.tape.source(found.start("when") + 1, found.end("when")).strip(" ,.;:")
            if found["if"] == "should" and pattern is _FIRST and found.start("if") > 1 and not found["lead"]:
                continue  # "the post should run to 800 words"
            if not when or re.match(r"(?:possible|needed|necessary|you can|not)$", when):
                continue
            if turned := _TURNED.search(words, found.start("when"), len(words)):
                when = (
                    when
                    if turned.start() >= found.end("when")
                    else reading.tape.source(found.start("when") + 1, turned.start())
                )
                other = turned
            otherwise = _said(reading, other, "otherwise") if other else ""
            yield Constraint.of("conditional:reply", {"say": said, "when": when, "otherwise": otherwise})
            return


def _said(reading: Reading, found: re.Match[str], name: str) -> str:
    """Give the exact words: quoted, in capitals, or one of the words that stand for an answer."""
    word = found[name]
    if word[0] == '"' and word[1:].isdigit():
        return reading.tape.argument(word)
    source = reading.tape.source(found.start(name), found.end(name)).strip(" .,")
    return source if (source.isupper() and len(source) > 1) or word in _PLAIN else ""


CONDITIONAL = Reader(
    _read, word_set("if when whenever case should soon where every each any once event condition provided given")
)
