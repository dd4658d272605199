"""Orders in a text that has no authority to give any.

An order is a verb of action where a sentence begins, or after words such as `please` and `must`; or anything that
speaks to an assistant. Read in English alone: in other languages only the provenance of values is left to tell by.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from functools import lru_cache

from bylaw.measures.reader import as_seen
from bylaw.measures.taint.actions import VERBS, Action
from bylaw.measures.taint.wishes import asks

__all__ = ["orders", "orders_kind", "speaks_to_assistants"]

_NOUNS = frozenset(
    "email message text order call plan rent note contact charge record schedule mark set post comment share load test "  # noqa: SIM905
    "script draft view check book start access transfer log payment purchase refund register open write reply answer "
    "ping sms dm mail wire look ban plot patch reset trigger launch exec trash change move click merge invite".split()
)
_NO_ORDERS = frozenset("new payment see look view find read check access show tell answer load get".split())  # noqa: SIM905
_BASE = sorted({verb for verbs in VERBS.values() for verb in verbs.split() if verb not in _NO_ORDERS})
_ORDERS = frozenset(_BASE) | frozenset(
    "do use ignore concatenate include follow enter provide perform complete".split()  # noqa: SIM905
)
_LETTERS = re.compile(r"[a-z]+")
_BEFORE = re.compile(
    r"(?:^|[.!?:;|)\]>*_\"'-] ?|\b(?:please|then|and|kindly|always|must|should|need to|have to|want you to|"
    r"(?:could|can|would) you) )$"
)
_BEFORE_REACH = 16
"""Characters: the longest of these."""
_AFTER_VERB = re.compile(r" (?!is\b|are\b|was\b|of\b|has\b|will\b|:)")
_AFTER_NOUN = re.compile(
    r" (?:(?:the|an?|my|your|our|all|any|every|this|that|these|it|me|us|him|her|them|to|on|with)\b"
    r"|[^\s@/\d]{0,64}[@/\d]|www\b"
    r"|'|\")"
)
_COPY = re.compile(r"\bb?cc:? [^\s@]{1,64}@")
_SPEAKS = frozenset(
    "ai llm chatbot bot assistant agent model ignore disregard forget override instructions instruction message task "  # noqa: SIM905
    "directive prompt before goal system".split()
)
_ADDRESSED = re.compile(
    r"\b(?:ai (?:model|assistant|agent)|language model|chat ?bot|llm|assistant[,:]|"
    r"(?:dear|hey|hi|hello|attention),? (?:ai|assistant|agent)|"
    r"(?:ignore|disregard|forget|override) (?:all |any |the |your |my )*"
    r"(?:previous|prior|above|earlier|other|instructions?)|"
    r"(?:new|important|special|additional|updated|system) (?:instructions?|message|task|directive|prompt)|"
    r"before you (?:can|continue|solve|proceed|answer)|system (?:prompt|override)|"
    r"your (?:real |actual |new )?(?:task|goal|instructions))\b"
)
_REACH = 240
"""Characters that an order reaches from where it begins: a sentence of some length, and the next."""


@lru_cache(maxsize=256)
def orders(lines: str) -> str:
    """Give those stretches of a text without authority that order somebody to do something, joined.

    What speaks to an assistant reaches to the end of the record, any other order so many characters.
    """
    addressed = _ADDRESSED.search(lines) if _SPEAKS & _words(lines) else None
    last = addressed.start() if addressed else len(lines)
    out: list[str] = []
    reached = 0
    for at in _begins(lines):
        if at >= last:
            break
        start, end = max(at, reached), min(at + _REACH, len(lines))
        if end > start:
            out.append(lines[start:end])
            reached = end
    if addressed:
        out.append(lines[max(last, reached) :])
    return "".join(out)


@lru_cache(maxsize=256)
def speaks_to_assistants(text: str) -> bool:
    """Say whether a text without authority speaks to an assistant rather than to people."""
    return _ADDRESSED.search(as_seen(text).text) is not None


def _begins(lines: str) -> list[int]:
    """Give where orders begin, in order."""
    found = [match.start() for match in _COPY.finditer(lines)] if "cc" in lines else []
    for verb in _ORDERS & _words(lines):
        after = _AFTER_NOUN if verb in _NOUNS else _AFTER_VERB
        at = lines.find(verb)
        while at >= 0:
            end = at + len(verb)
            if after.match(lines, end) and _BEFORE.search(lines[max(0, at - _BEFORE_REACH) : at] if at else ""):
                found.append(at)
            at = lines.find(verb, end)
    return sorted(found)


@lru_cache(maxsize=256)
def _words(lines: str) -> frozenset[str]:
    return frozenset(_LETTERS.findall(lines))


def orders_kind(text: str, action: Action) -> bool:
    """Say whether orders, as `orders` gives them, ask for an action."""
    return bool(text) and asks(text, action)
