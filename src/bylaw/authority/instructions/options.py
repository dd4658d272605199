"""Options: a reply that is one of a few given ones, and nothing else."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.phrases import states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["OPTIONS"]

_REPLY = r"(?:reply|answer|response|output|verdict|label|result)"
_ONE = (
    r"(?:\"\d+|[^ .,;:!?()\"/]+(?: (?!(?:or|and|only|with|if|when|as|but|depending|nothing|for|to|based|"
    r"to)\b)[^ .,;:!?()\"/]+){0,2})"
)
_LIST = rf"(?P<list>{_ONE}(?:(?: ,| /)(?: (?:or|and))? {_ONE}| (?:or|and) {_ONE})+)"
_VERB = r"(?:answer|reply|respond|output|return|say|write|choose|pick|select|print|give)"
_ONLY = (
    r"(?:only|just|exactly|simply|strictly|nothing but|solely|either|one of|a simple|a single|a plain|a|"
    r"the word|one word|single|label|word|letter|digit|token|option|category|1|with|from|between|among|by saying|of|"
    r"the following|these|"
    r"the|options?|choices?|labels?|words?|answers?|replies|categories|values|two|three|four|\d+|:|one|as|"
    r"your (?:answer|reply) as|and)"
)
_AFTER = (
    r"(?: only| alone| exclusively| , only|"
    r" , (?:no|without|with no) (?:other |further |any )?(?:explanation|explanations|words?|text|prose|reasons?)|"
    r"(?: and| ,| , and| --)(?: with)? nothing (?:else|more|besides|other))"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf" {_VERB}(?P<how>(?: {_ONLY})+) {_LIST}(?P<after>(?: only| and nothing (?:else|more)| , nothing else|"
        rf" -- nothing else| alone)?)(?= (?:[.;!]|--|\(|depending|based|to|for|if|,|with)|$| $)",
        rf" {_VERB}(?: with| by saying)? {_LIST}(?P<after>{_AFTER})(?= )",
        rf" (?:classify|label|tag|categori[sz]e|mark|rate|sort|grade)(?: \S+){{1,6}}? (?:as|into) (?:either |one of "
        rf")*(?P<how>){_LIST}"
        rf"(?P<after>)(?= (?:[.;!,]|--|without|and|but)|$| $)",
        rf" (?:only|just|always) (?:ever )?{_VERB}(?P<how> with| by saying|"
        rf" using)? {_LIST}(?P<after>)(?= (?:[.;!]|--)|$| $)",
        rf" (?:your|the)(?: (?:whole|entire|complete|full|only|final))? {_REPLY} (?:must|should|may|can|has to|"
        rf"is to|needs to|shall|will)(?: always| only|"
        rf" either)* (?:only )?be(?P<how>(?: {_ONLY})*) {_LIST}(?= (?:[.;!]|--|,|depending|and nothing)|$| $)",
        rf" (?:the |your )?(?:only )?(?:allowed|permitted|valid|possible|acceptable|only|admissible|"
        rf"available) (?:replies|answers|responses|outputs|options|choices|labels|values) (?:are|"
        rf":)(?: the following| these)?(?: :)? {_LIST}(?= )",
    )
)
_CLOSED_PATTERNS = (
    re.compile(rf" {_VERB}(?: me)?(?: with| either)? {_LIST}(?= (?:[.;!]|--)|$| $)"),
    re.compile(
        rf"^(?: (?:your|the) (?:answer|reply|response|output) :)?(?: (?:an?|just|simple|plain|one word|only|clear|"
        rf"straight))* {_LIST}(?: only| please| , please| will do|"
        rf" is enough| suffices| and nothing (?:else|more))+(?= (?:[.!]|$)| $)"
    ),
)
"""Wordings that are strict only of words that are answers by themselves, such as yes and no."""
_FROM_A_SET = re.compile(
    rf" (?:{_VERB}|use|one|permitted|allowed|options|labels?)(?P<how>(?: [^:;.]{{0,80}})?) : {_LIST}"
    r"(?= (?:[.;!]|--)|$| $)"
)
_OF_A_SET = re.compile(
    r" (?:one|1|one of|1 of|a (?:letter|number|digit|label)|permitted|allowed|only|exactly 1|a single|single|1 "
    r"(?:word|label|option|letter)|entire answer|these|this set|"
    r"options|labels|"
    r"following (?:words|labels|options|answers|values)|nothing (?:else|but))(?= )"
)
_LIMITED = re.compile(
    rf" (?:limit|restrict|confine) (?:your|the) {_REPLY} to (?:either |the words? |only ){{0,2}}"
    r"(?P<list>\"\d+(?: (?:,|or|and|, or|, and) \"\d+)+)(?= (?:[.;!]|--)|$| $)"
)
_IS_ONE_OF = re.compile(
    rf" (?:your|the|any|each|all)(?: \w+)? {_REPLY} (?:is|are)(?: always| only| strictly)?(?: (?:one|1) of| either) "
    rf"{_LIST}"
    r"(?= (?:[.;!]|--)|$| $)"
)
_ONE_OF = word_set("one 1 either")
_STRICT = re.compile(
    r"(?:only|just|exactly|simply|strictly|nothing but|solely|either|one of|one word|a simple|a single|a plain|"
    r"options|choices|labels|between|following|single|1 (?:of|label|word|option|category|choice|answer|value|class))"
)
_SPLIT = re.compile(r" (?:, (?:or|and)|,|/|or|and) ")
_CHOICE = re.compile(r" (?:choose|pick|select)\b")
_CLOSED = word_set("yes no true false maybe positive negative neutral unknown none correct incorrect pass fail")
_FORM = word_set(
    "english french german spanish italian json bullets words sentences markdown prose text lists tables it "
    "them him her me us paragraphs yaml html xml more less fewer code comments explanations facts questions "
    "information"
)


_LINKS = word_set(", / or and")
"""What stands between two answers of any list."""


def _read(reading: Reading) -> Iterator[Constraint]:
    if _LINKS.isdisjoint(reading.vocabulary):
        return
    for place, pattern in enumerate(_PATTERNS):
        for found in pattern.finditer(reading.words):
            if place == 0 and not (_STRICT.search(found["how"]) or found["after"]):
                continue
            if place == 0 and _CHOICE.match(found[0]) and not re.search(r"from|between|one of|among|:", found["how"]):
                continue
            if place == 4 and not (
                _STRICT.search(found["how"] or "")
                or re.search(r" (?:only|either) ", found[0])
                or '"' in found["list"]
                or _CLOSED.issuperset(_SPLIT.sub(" ", f" {found['list']} ").split())
            ):
                continue
            said = reading.asks(found.start()) if place < 4 else states(reading, found.start())
            if not said or (
                reading.denied(found.start(), found.start("list")) and not found["list"].startswith("0")
            ):  # the answer 0 denies nothing
                continue
            if options := _choice(reading, found):
                yield Constraint.of("detectable_format:options", {"options": options})
                return
    for found in _strict(reading):
        if options := _choice(reading, found):
            yield Constraint.of("detectable_format:options", {"options": options})
            return


def _strict(reading: Reading) -> Iterator[re.Match[str]]:
    """Give the lists of answers that nothing but their wording as a whole makes the only ones."""
    words = reading.words
    if words.endswith("? "):
        return
    for found in reading.find(_LIMITED):
        yield found
    for pattern in _CLOSED_PATTERNS:
        for found in pattern.finditer(words):
            each = " ".join(_options(reading, found)).lower().split()
            if (_CLOSED.issuperset(each) or all(one.isdigit() for one in each)) and (
                reading.asks(found.start()) or not found.start()
            ):
                yield found
    for found in reading.find(_FROM_A_SET):
        if _OF_A_SET.search(f" {found[0][1:].split(' : ')[0]} ") and not reading.denied(
            found.start(), found.start("how")
        ):
            yield found
    if not _ONE_OF.isdisjoint(reading.vocabulary):
        yield from (found for found in _IS_ONE_OF.finditer(words) if states(reading, found.start()))


def _choice(reading: Reading, found: re.Match[str]) -> tuple[str, ...]:
    """Give the answers listed, none where they are no answers but forms."""
    options = tuple(dict.fromkeys(_options(reading, found)))
    if len(options) < 2 or any(_FORM & set(each.lower().split()) or "my answer is" in each.lower() for each in options):
        return ()
    return options


def _options(reading: Reading, found: re.Match[str]) -> Iterator[str]:
    here = found.start("list")
    line = found["list"]
    place = 0
    for cut in (*_SPLIT.finditer(line), None):
        end = cut.start() if cut else len(line)
        word = line[place:end]
        if word[:1] == '"' and word[1:].isdigit():
            yield reading.tape.argument(word).rstrip(",.;")
        elif word and word != "nothing else":
            yield re.sub(r"^(?:a|an|the) ", "", reading.tape.source(here + place, here + end).strip(" .,;:"))
        place = cut.end() if cut else end


OPTIONS = Reader(
    _read,
    word_set(
        "answer reply respond output return say write choose pick select print give response label verdict yes true "
        "classify label tag categorize categorise mark rate sort grade answers replies options labels choices values "
        "result outputs responses"
    ),
)
