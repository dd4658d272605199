"""Letter case: all small, all capital, and how many words stand in capitals."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint, Value
from bylaw.authority.instructions.quantities import bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import UNITS, word_set

__all__ = ["CASE"]

_SMALL = re.compile(
    r" (?:lower ?cases?|lower cased|lowercased|small(?= (?:letters?|case|caps? only))|uncapitali[sz]ed|"
    r"(?:minuscules?)|no caps|downcase|little letters)(?: (?:letters?|english|text|characters?|only|form|"
    r"words?))*(?= )"
)
_CAPITAL = re.compile(
    r" (?:upper ?cases?|upper cased|uppercased|all caps|caps lock|capslock|caps|capitals?|capital letters?|"
    r"capitali[sz](?:e|ed|ation|ations|ing)|block letters|majuscules?|big letters|shouting case)(?: (?:letters?|"
    r"english|text|characters?|only|form|words?))*(?= )"
)
_NOT_ALL = re.compile(
    r" (?!(?:start|beginning) to (?:end|finish) )(?:first|initial|each sentence|names?|nouns?|proper|title|titles|"
    r"heading|headings|section|sections|"
    r"keywords?|acronyms?|start|beginning|key|main|important|city|cities|of (?:france|spain|italy|\w+land|\w+ia)|"
    r"investment|gains|venture|punishment|"
    r"a few|few|some|several|certain|one|many|most important)(?= )"
)
_ONE_WORD = re.compile(
    r" word (?:\"\d+|\w+) (?:in|with|using|should be|must be) (?:\w+ )?(?:caps|capitals?|upper|lower|lowercase|"
    r"uppercase)"
)
_COUNTED = re.compile(rf" {UNITS['cap_word']}(?= )")
_SAYS_NONE = re.compile(
    r" (?:is|are|must|should|may|can|shall) (?:strictly )?(?:not|never|forbidden|prohibited|banned|off limits|"
    r"disallowed)(?= )"
)
_ANY = re.compile(rf" (?:any|a|1|no|single) (?:\w+ )?(?:{UNITS['cap_word']})(?= )")
_FOR_WORDS = re.compile(
    r" (?:all caps|caps|capitals|capital letters|upper ?case)(?: letters)? (?:for|on|in)(?= )| (?:capitali[sz]e|"
    r"uppercase|shout)(?= (?:at|no|exactly|more|fewer|less|between|up|\d+|a) )"
)
_SOME = re.compile(
    rf" (?:use|using|include|including|have|contain|put|add|a few|few|some|several|a handful of|a number of|"
    rf"any) (?:\w+ )?(?:{UNITS['cap_word']})(?= )"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    counted = list(_capital_words(reading))
    yield from counted
    if counted:
        return
    words = reading.words
    for found in reading.find(_SMALL):
        clause = reading.clause(found.start())
        if _NOT_ALL.search(words, clause.start, min(clause.end, found.end() + 30)) or _ONE_WORD.search(
            words, clause.start, clause.end
        ):
            continue
        yield Constraint.of(
            "change_case:english_" + ("capital" if reading.denied(found.start(), found.end()) else "lowercase")
        )
        return
    for found in reading.find(_CAPITAL):
        clause = reading.clause(found.start())
        if _NOT_ALL.search(words, clause.start, min(clause.end, found.end() + 30)) or _ONE_WORD.search(
            words, clause.start, clause.end
        ):
            continue
        yield Constraint.of(
            "change_case:english_" + ("lowercase" if reading.denied(found.start(), found.end()) else "capital")
        )
        return


def _capital_words(reading: Reading) -> Iterator[Constraint]:
    found = False
    for quantity in reading.counted("cap_word"):
        found = True
        for relation, count in bounds(quantity):
            yield Constraint.of(
                "change_case:capital_word_frequency", {"capital_frequency": count, "capital_relation": relation}
            )
    if found:
        return
    if for_words := _FOR_WORDS.search(reading.words):
        for quantity in reading.counted("word"):
            if quantity.number < for_words.end() + 30 and quantity.number > for_words.start():
                for relation, count in bounds(quantity):
                    yield _words_in_capitals(count, relation)
                return
    for match in reading.find(_COUNTED):
        clause = reading.clause(match.start())
        for quantity in reading.counted("", "times"):
            if match.end() <= quantity.start < clause.end and quantity.start - match.end() < 50:
                for relation, count in bounds(quantity):
                    yield Constraint.of(
                        "change_case:capital_word_frequency", {"capital_frequency": count, "capital_relation": relation}
                    )
                return
    for match in reading.find(_COUNTED):
        if "s" in match[0].replace("caps", "") and _SAYS_NONE.match(reading.words, match.end()):
            yield _words_in_capitals(1, "less than")
            return
    for match in reading.find(_ANY):
        if reading.denied(match.start() + 4, match.end()) or match[0].startswith(" no "):
            yield Constraint.of(
                "change_case:capital_word_frequency", {"capital_frequency": 1, "capital_relation": "less than"}
            )
            return
    for match in reading.find(_SOME):
        if not reading.denied(match.start(), match.end()):
            yield Constraint.of(
                "change_case:capital_word_frequency", {"capital_frequency": 1, "capital_relation": "at least"}
            )
            return


def _words_in_capitals(count: int, relation: str) -> Constraint:
    args: dict[str, Value] = {"capital_frequency": count, "capital_relation": relation}
    return Constraint.of("change_case:capital_word_frequency", args)


CASE = Reader(
    _read,
    word_set(
        "lowercase lower lowercases lowercased small upper uppercase uppercased caps cap capital capitals "
        "capitalize capitalise capitalized capitalised capitalization capslock capitalizing uncapitalized "
        "uncapitalised block little big majuscule shouted capitalisation minuscule minuscules capitalizations"
    ),
)
