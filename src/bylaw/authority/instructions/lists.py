"""Bullets and lists: how many, of what kind, or none."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.quantities import Quantity, bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import UNITS, word_set

__all__ = ["LISTS"]

_BULLETS = re.compile(
    rf" (?:bulleted lists?|bullet lists?|bullet (?:form|format|style)|bulleted (?:form|format)|bulleting|"
    rf"unordered lists?|lists? (?:with|of|using) (?:bullets?|hyphens|dashes|asterisks|bullet points)|"
    rf"{UNITS['bullet']})(?= )"
)
_WANTED = re.compile(
    r" (?:use|uses|using|as|in|with|into|bulleted|via|through|by|want|like|need|prefer|give|provide|return|output|"
    r"produce|write|make|create|be|is|to|than|(?:form|list|series|set|format) of|have|me|it|:|please|employ|stick to)"
    r"(?: (?:an?|short|concise|markdown|simple|clear|some|plain|proper|neat|your|the))* $"
)
_EACH_BULLET = re.compile(r" (?:each|per|any) $|^ (?:each|every) ")
_BULLETED = re.compile(
    r" (?:bullet|bullet point) (?:the|your|each|out|all|every|any)(?= )(?! (?:train|hit|point))|"
    r" (?:use|using|with) (?:dashes|hyphens|asterisks) (?:to list|for (?:each|the|your|list)|as bullets)(?= )|"
    r" (?:points?|items?|steps?|features|reasons|entries|answers?|arguments|facts|tips|ideas|benefits)"
    r"(?: (?:should|must|is|are|be|to|all|being))* bulleted(?= (?:[.,;!]|and)| $)"
)
_NUMBERED = re.compile(
    r" (?:numbered|ordered|enumerated|numerical) (?:lists?|items?|points?|steps?|format|form|entries|sequence|"
    r"instructions)(?= )"
)
_THINGS = (
    r"(?:steps?|points?|items?|entries|tips?|ideas?|reasons?|suggestions?|lines?|arguments?|answers?|examples?|facts?|"
    r"recommendations?|options?|instructions?|questions?|list|one|of them|them)"
)
_NUMBER_THEM = re.compile(
    rf" (?:number|enumerate) (?:(?:the|your|each|all|of|every|any|individual) ){{0,3}}{_THINGS}(?= )(?! (?:of|and) )|"
    rf" {_THINGS} (?:(?:should|must|are|is|to|be|being|has|have|all|need|needs) ){{0,4}}numbered(?= )(?! (?:list|items|"
    rf"steps|points))| (?:use|with|have|has|need|needs|in) (?:a )?numbers? (?:for|on|before|in front of|to list) "
    rf"(?:(?:the|your|each|all) ){{0,2}}{_THINGS}(?= )| {_THINGS} (?:(?:should|must|to|has|have|need|needs|with|get|"
    rf"gets) )"
    rf"{{1,3}}(?:a )?numbers?(?= (?:[.,;!]|and)| $)| numbers (?:rather than|instead of|not) (?:bullets|bullet "
    rf"points|dashes)(?= )"
)
_FROM_TO = re.compile(r" (?:from )?(?:1|one) (?:to|through|thru|up to) (?P<last>\d+)(?= )")
_COUNTED_IN = re.compile(
    r"(?: (?!(?:and|or|but|each|per|for|columns?|rows?|levels?|words?|sentences?|paragraphs?|lines?|characters?) )"
    r"[^ .,;:!?()]+){1,5}? (?:in|as|using|with|into|in the form of|via|by) (?:(?:an?|the|one|single|the form of|"
    r"form of|markdown|simple|short) ){0,3}(?P<kind>numbered|ordered|enumerated|bullet|bullets|bulleted|"
    r"unordered)(?= )"
)
_LIST_OF = re.compile(
    r" (?P<kind>numbered|ordered|enumerated|bullet|bulleted|unordered)(?: markdown)? (?:list|format|form)"
    r"(?: (?:of|with|containing|that has|that contains|having|giving|listing|naming|holding|, with|, of|--|:|"
    r"including|made of|made up of|consisting of|comprising|the|your|its|top|first|best|a total of|total|"
    r"should have|must have|should contain|must contain|has|needs|to have|with the))* $"
)
_POINTS_BEHIND = re.compile(r" (?:items?|points?|entries|lines?)(?= )")
_LIST = re.compile(
    r" (?:(?:as|in|into|in the form of|using|use|with|be|is|make it|turn it into|the shape of|give me|return|output|"
    r"provide|want|"
    r"like|write|produce|"
    r"create|take the form of|form of) )(?:a |an |1 |the form of a )?(?:simple |short |plain |clean |single |proper |"
    r"neat |markdown )*list(?: form| format| please)?(?= (?:[.,;!?]|with|and|--|format|form|please|only|rather|not|"
    r"instead|to (?:present|show|structure|organi[sz]e|lay|give|answer))| $)|"
    r" (?:as|in|into) (?:a |an |the form of a )?(?:simple |short |plain |clean )?list(?: form| format)?(?= of )|"
    r"^ (?:(?:a|please|just) )*list(?: form| format)?(?: only| please| , please)? (?:[.!] )?$|"
    r" (?:list form|list format|lists only)(?= )|^ (?:(?:please|just|only|do) )*(?:use lists|an? list will do|just "
    r"a list|"
    r"a list)(?= (?:[.!]|please|to)| $)"
)
_ITEM_KINDS = ("list_item", "", "stretch", "response", "section", "times")


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from _bullets(reading)
    yield from _lists(reading)


def _bullets(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    exact = [q for q in reading.counted("bullet") if not q.about]
    if not exact and (headed := reading.headed("bullet")):
        exact.append(headed)
    if not exact:
        exact += _so_many(reading, ("bullet", "bullets", "bulleted", "unordered"))
    if not exact and _BULLETS.search(words):
        exact += (q for q in reading.counted("list_item") if _POINTS_BEHIND.match(words, q.unit_start - 1))
    for quantity in exact:
        if quantity.low is not None and quantity.high == quantity.low + 1:
            yield Constraint.of("detectable_format:number_bullet_lists", {"num_bullets": quantity.low})
    if exact:
        return
    for found in reading.find(_BULLETS):
        if reading.denied(found.start(), found.end()):
            yield Constraint.of("detectable_format:number_bullet_lists", {"num_bullets": 0})
            return
        before = words[max(0, found.start() - 40) : found.start() + 1]
        opens = found.start() <= reading.clause(found.start()).start + 3 and found[0] != " bullet"
        if (opens or _WANTED.search(before)) and not _EACH_BULLET.search(words[: found.start() + 1]):
            yield Constraint.of("detectable_format:list", {"style": "bulleted"})
            return
    if any(reading.find(_BULLETED)):
        yield Constraint.of("detectable_format:list", {"style": "bulleted"})


def _so_many(reading: Reading, kinds: tuple[str, ...]) -> Iterator[Quantity]:
    """Give what a list of such a kind has so many of: "a numbered list of 5 films", "3 slogans in a numbered list"."""
    words = reading.words
    for quantity in reading.quantities:
        if quantity.unit not in _ITEM_KINDS or quantity.about:
            continue
        found = _LIST_OF.search(words, max(0, quantity.start - 70), quantity.start) or _COUNTED_IN.match(
            words, quantity.end if not quantity.unit else quantity.unit_start - 1
        )
        if found and found["kind"] in kinds:
            yield quantity


def _lists(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    numbered = [
        found
        for pattern in (_NUMBERED, _NUMBER_THEM)
        for found in reading.find(pattern)
        if not reading.denied(found.start(), found.end())
    ]
    if numbered or " numbered " in words or " number " in words:
        items = _items(reading, numbered_list=bool(numbered))
        yield from items
        if items:
            return  # so many items of a numbered list: that it is one goes without saying
    if numbered:
        yield Constraint.of("detectable_format:list", {"style": "numbered"})
    elif not _BULLETS.search(words) and not _NUMBERED.search(words) and not _NUMBER_THEM.search(words):
        if any(not reading.denied(found.start(), found.end()) for found in reading.find(_LIST)):
            yield Constraint.of("detectable_format:list", {"style": "any"})


def _items(reading: Reading, *, numbered_list: bool) -> list[Constraint]:
    """Give how many items a numbered list has."""
    words = reading.words
    counted = [q for q in reading.counted("list_item") if not _OF_ITEMS.match(words, q.end)]
    if not counted and numbered_list and (headed := reading.headed("list_item") or _behind_the_list(reading)):
        counted.append(headed)
    if not counted:
        counted += _so_many(reading, ("numbered", "ordered", "enumerated"))
    found = [bound for quantity in counted for bound in bounds(quantity)]
    if not found:
        for last in _FROM_TO.finditer(words):
            begins = reading.clause(last.start()).start
            if reading.asks(last.start()) and re.search(r" number(?:ed)? ", words[begins : last.start() + 1]):
                found = [("at least", int(last["last"])), ("less than", int(last["last"]) + 1)]
    return [
        Constraint.of("detectable_format:number_list_items", {"num_items": count, "relation": relation})
        for relation, count in found
    ]


_OF_ITEMS = re.compile(r" (?:key )?(?:words?|names|titles)(?= )")
_OF_THE_LIST = re.compile(
    r" items? (?:in|of|on) (?:the|your|a) (?:\w+ )?list(?: \w+){0,2} (?::|=|is|be|must be|--)? ?$"
)


def _behind_the_list(reading: Reading) -> Quantity | None:
    """Give the quantity of "items in the numbered list: at least 4"."""
    for quantity in reading.counted(""):
        if _OF_THE_LIST.search(reading.words, max(0, quantity.start - 70), quantity.start):
            return quantity
    return None


LISTS = Reader(
    _read,
    word_set(
        "bullet bullets bulleted bulletpoints bulletpoint bulleting points numbered ordered enumerated list lists "
        "number enumerate unordered numerical"
    ),
)
