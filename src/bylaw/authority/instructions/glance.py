"""A glance at a sentence: whether it is worth reading, and if no constraint can be in it, whether it asks.

Most sentences of a conversation hold no word that could set a reader off. They are told apart here by their words
alone, at a microsecond each, so that the grammar runs on the few that matter.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable

from bylaw.authority.instructions.words import ASKING, word_set

__all__ = ["anchors_of", "asks_at_a_glance", "may_ask", "plain_words", "takes_back"]

_MARKS = "’‘“”«»—–…•·。，！？\u00a0"
# One character for one, so that places in the text stay the same.
_PLAIN = {
    **{code: " " for code in range(128) if not chr(code).isalpha()},
    **{ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}
_DIGIT = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉①-⑨]")
_PASSED_OVER = word_set(
    "please "
    "also and then just always never do don t not kindly so next finally first second third now ok okay hi hello "
    "hey but lastly or a b c d thanks remember again plus additionally moreover furthermore afterwards instead simply "
    "actually wait rather sorry oops"
)
_TAKES_BACK = word_set(
    "ignore ignoring disregard disregarding forget forgetting override overriding bypass discard drop scratch neglect "
    "dismiss cancel revoke retract withdraw undo nullify suspend lift"
)
_EARLY = 8  # words: who takes something back begins with it
_ASKS_FOR = word_set("want need would d like expect prefer require insist request ask demand wish ll")
_RULES = word_set("must should shall need needs required ought never always please ensure mustn shouldn cannot")
_RULED = word_set(
    "you your the it this that all every each any no responses answers replies response answer reply output outputs "
    "everything nothing there ensure make be"
)
_NO_VERBS = word_set(
    "used "
    "using uses includes including contains containing has having incorporating featuring features gives giving "
    "keeps "
    "keeping "
    "making made putting adding placing wrapped wrapping limiting sticking formatted writes writing written composing "
    "producing "
    "providing returning mentioning mentions saying highlighting responding responds replying replies answering "
    "answers "
    "speaking speaks avoiding dividing separated starting beginning ending finishing closing concluding employing "
    "repeating consisting exceeding ensuring lowercase uppercase number must should only not no also appears appearing "
    "presenting "
    "crafting creating generating follows needs sound become up off away out in sure it to down at be cap total "
    "title mark label code plan design report state name list note sum rate rank offer present have"
)
_VERBS = frozenset(
    verb for verb in ASKING.replace("(?:", "").replace(")", "").split("|") if verb.isalpha()
) - _NO_VERBS | word_set("list name note make be have plan design report state code")


_SIGNS = (
    _RULES
    | _ASKS_FOR - {"d", "like", "ll"}
    | word_set(
        "no "
        "not avoid without only max maximum min minimum least most than under over exactly don can could would may "
        "all entirely "
        "limit "
        "count up between within free skip omit exclude refrain fewer less more forbidden banned prohibited allowed "
        "i we my "
        "format "
        "language length every entire whole response reply answer output wherever speak speaks understand understands "
        "appear "
        "include add put present give keep make contain contains wrap highlight repeat mention respond reply finish "
        "close open avoid append attach insert neither nor nowhere none nothing divide split wrap mark gets carries "
        "list using use write end start "
        "begin let"
    )
)


# What a sentence may rule by stating: "You are Ada", "the recipe is secret", "your only task is …".
_STATES = word_set(
    "name called named known confidential secret private classified taboo tone job task subject limits bounds scope "
    "ignored disregarded obeyed followed remit expertise sole "
    "prohibited send sends paste pastes"
)


def may_ask(words: list[str], sentence: str) -> bool:
    """Say whether anything in a sentence could make a rule: a verb that asks, a bound, a denial, a number."""
    return (
        not _SIGNS.isdisjoint(words)
        or not _STATES.isdisjoint(words)
        or words[:1] == ["you"]
        or asks_at_a_glance(words)
        or len(words) < 8
        or ":" in sentence
        or _DIGIT.search(sentence) is not None
    )


def takes_back(words: list[str]) -> bool:
    """Say whether a sentence may take back what was said before; `rulings` tells whether it does."""
    return not _TAKES_BACK.isdisjoint(words[:_EARLY])


def plain_words(text: str) -> str:
    """Give a text in small letters with everything but letters blank, character for character."""
    if not text.isascii():  # what is ASCII alone is translated ten times as fast
        for mark in _MARKS:
            text = text.replace(mark, " ")
    return text.translate(_PLAIN)


def anchors_of(triggers: Iterable[str]) -> frozenset[str]:
    """Give the plain words among triggers; the tape's own marks are looked for in the text."""
    return frozenset(word for word in triggers if word.isalpha()) | {"p"}  # the P of P.S.


def asks_at_a_glance(words: list[str]) -> bool:
    """Say whether a sentence with such words asks for something."""
    at = 0
    while at < min(len(words) - 1, 5) and words[at] in _PASSED_OVER:
        at += 1
    first = words[at] if words else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if first in _VERBS:
        return True
    if first in ("can", "could", "would", "will"):
        return after == "you"
    if first in ("i", "we"):
        return after in _ASKS_FOR
    return first in _RULED and not _RULES.isdisjoint(words)
