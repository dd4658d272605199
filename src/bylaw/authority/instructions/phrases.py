"""Phrases: what a rule is about in the words it was said in: a secret, topics, a condition."""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.reading import Reading

__all__ = ["MOST", "commands", "phrase", "phrases", "states"]

MOST = 24
"""Places of a sentence that a reader tries; one with more of them is no sentence anyone wrote."""
_LONGEST = 16  # words
_STOP = re.compile(
    r" (?:[;.:!?]|--|\)|if|when|whenever|unless|even|under (?:any|no)|at (?:any|all) (?:time|point|cost|times)|"
    r"regardless|no "
    r"matter|but|because|since|while|until|for any (?:reason|purpose)|ever|in (?:any|your|this|the) (?:way|form|"
    r"reply|replies|"
    r"response|responses|answer|answers|case|circumstances|conversation|chat)|as a (?:topic|subject)|with (?:anyone|"
    r"anybody|users?|"
    r"customers?|the user|"
    r"others|them|me)|to (?:anyone|anybody|users?|customers?|the user|others|them|the customer|outsiders|me|people|"
    r"third "
    r"parties)|please|thanks|whatsoever|at all|so that|so as|instead|here|today|, (?:and|or|but|not|nor) (?:never|"
    r"do|always|be|"
    r"keep|if|you|only|also|please|it|they|refuse|decline|politely|redirect|say|tell|that|this|what|how|no)|"
    r"(?:or|nor|and) (?:reveal|disclose|share|tell|give away|use|call|invoke|repeat|print|mention|discuss)|"
    r"and (?:with |about |on )?nothing|and (?:never|do|always|"
    r"be|keep|if|you|please|politely|refuse|decline|redirect|say|tell|nothing|no)|, (?:even|no matter|as|which|"
    r"whatever|because|since|"
    r"regardless|please|however|under|so|if|when|unless|though|although|politely|refuse|decline|not|nothing|ever|"
    r"only)|as (?:it|they|this|"
    r"that|these)|only)(?= )"
)
_ARTICLE = re.compile(
    r"(?:(?:any|all|anything about|information about|details about|of|out|about) )*(?:any|all|anything about|"
    r"information about|details about|of|out|about)(?= )",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:the |any )?(?:topics?|subjects?|matters?|issues?|questions?|themes?) (?:of|like|such as|about|on) ",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or|nor)\b|,|/|\b(?:and|or|nor)\b|\bas well as\b)\s*", re.IGNORECASE)
_QUESTION = re.compile(
    r"^ (?:(?:and|but|so|well|also) )*(?:why|how|is|are|was|were|does|did|do (?:i|we|you|they)|shall|am|has|"
    r"have|can i|may i)(?= )"
)
_FILLS = re.compile(
    r"^ ?(?:(?:please|politely|always|gently|firmly|kindly|also|and|you|we|it is|should|must|will|simply|just|,) )*$"
)
_TOLD = re.compile(r" in (?:the|this|my|your|a|his|her) (?:story|novel|film|movie|book|game|play|poem|scene)(?= )")
_SAID = re.compile(
    r" , (?:says|said|asked|wrote|told|thinks|thought|claimed|claims|replied|writes) (?!\"|no\b)(?:\S+ ){1,6}[.!]?$"
)


def commands(reading: Reading, start: int) -> bool:
    """Say whether words at this place give an order: a clause that asks, or only courtesy before."""
    return states(reading, start) and (reading.asks(start) or _FILLS.match(reading.words[: start + 1]) is not None)


def states(reading: Reading, start: int) -> bool:
    """Say whether a statement at this place is the speaker's own: neither asked, reported nor told of others."""
    if not reading.speaks(start) or reading.clause(start).mood not in (
        Mood.ASKS,
        Mood.STATES,
        Mood.LIFTS,
        Mood.FRAGMENT,
    ):
        return False
    words = reading.words.rstrip()
    return not (_QUESTION.match(words) or words.endswith("?") or _SAID.search(words) or _TOLD.search(words))


def phrase(reading: Reading, start: int, end: int | None = None) -> str:
    """Give what is said from a place on, up to where the sentence goes on with something else; without its article."""
    words = reading.words
    limit = len(words) - 1 if end is None else end
    stop = _STOP.search(words, start, limit + 1)
    until = min(stop.start() if stop else limit, limit)
    comma = words.find(" ,", start, until)
    listed = _SEPARATOR.search(words[start:until])
    if comma >= 0 and not re.search(r" (?:,|and|or|nor) ", words[comma + 2 : until + 1]) and listed:
        until = comma
    chosen = words[start:until].split()[:_LONGEST]
    if not chosen:
        return ""
    begin = start + 1 if words[start] == " " else start
    if len(chosen) == 1 and chosen[0][0] == '"':
        return reading.tape.argument(chosen[0])
    said = reading.tape.source(begin, begin + len(" ".join(chosen))).strip(" ,.;:")
    if begin <= 1 and said[:1].isupper() and said[1:2].islower() and "'" not in said.split()[0]:
        said = said[0].lower() + said[1:]  # the capital is the sentence's
    article = _ARTICLE.match(said)
    return said[article.end() :].strip() if article else said


def phrases(reading: Reading, start: int, end: int | None = None) -> tuple[str, ...]:
    """Give a list of things as they are named."""
    said = phrase(reading, start, end)
    items = (_bare(each) for each in _SEPARATOR.split(said))
    return tuple(dict.fromkeys(each for each in items if each))


def _bare(item: str) -> str:
    item = item.strip(" '\"‘’“”.")
    article = _ARTICLE.match(item)
    item = item[article.end() :].strip() if article else item
    return _KIND.sub("", item).strip()
