"""Parts of the reply that are marked: sections, highlights, placeholders, a title, two replies set apart."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.quantities import Quantity
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import REPLY, UNITS, word_set

__all__ = ["HIGHLIGHTS", "PLACEHOLDERS", "SECTIONS", "TITLE", "TWO"]

_HIGHLIGHT = re.compile(
    r" (?:highlight\w*|italici[sz]\w*|italics?|emphasi[sz]\w*|bold\w*|star|starred|underline\w*|stand out|(?:between|"
    r"with|in|inside|using|by) (?:\w+ ){0,2}?asterisks?)(?= )"
)
_STARRED = re.compile(r"(?<![*\w])\*[A-Za-z][^*\n]{0,60}\*(?![*\w])")
"""What Markdown sets in italics, which the tape writes without its marks."""
_OF_THEM = re.compile(
    r" (?:of|from) (?:its|your|the|their|them|these|those|all)(?: \w+){0,2}? (?:sections?|parts?|passages?|phrases?|"
    r"words?|"
    r"sentences?|items|points|bits|lines|ideas|terms)(?= )"
)
_MARKED_SPANS = ("highlight", "stretch", "section", "word", "sentence", "times", "list_item")
_PLACEHOLDER = re.compile(rf" {UNITS['placeholder']}(?= )")
_BLANK = re.compile(
    r"(?: (?:more|or|different|such|of|separate|distinct|the|its)){0,3}(?: \w+){0,3}? (?P<mark>\[\d+|"
    r"(?:square )?brackets|(?:square )?bracketed|fill in|filled in|fill out|blanks?|placeholders?)(?= )"
)
_LEFT_OPEN = re.compile(
    r" (?:such as|like|eg|ie|for example|represented|marked|written|shown|in|as|inside|within|using|with)"
    r"(?: (?:by|as|in|the|a|square|brackets?|form|style|:|,)){0,4} \[\d+(?= )| square brackets(?= )"
)
_TO_FILL = re.compile(
    r"(?: (?:more|or|different|such|separate|distinct|square|bracketed)){0,3} (?:fields?|slots?|spots?|gaps?|blanks?|"
    r"variables?|things|details?|items|spaces|places|entries|pieces|bits|values|parts|brackets|square)(?= )"
)
_TITLE = re.compile(r" (?:titles?|titled|headlines?|headings?|names?|name|header|<<>>)(?= )")
_ANGLES = re.compile(
    r" (?:<<>>|< < |double[ -]?(?:angular|angle|angled|pointed|chevron|pointy|angular|guillemet)s?(?: brackets?|"
    r" quotes)?|double (?:chevrons|guillemets)|(?:2|two) (?:angular|angle|angled|pointed|pointy) brackets|"
    r"angular brackets|(?:double|twin) (?:less|left) )(?= ?)"
)
_TITLED = re.compile(
    rf" (?:(?:include|add|provide|use|write|have|has|having|with|needs?|wants?|requires?|carry|carries|bears?|gets?|"
    rf"given|supply|insert|put|prepend|begin with|start with|starts with|begins with|open with|"
    rf"opens with|(?:give|gives|giving) (?:it|(?:your|the) {REPLY}|me)) (?:me )?(?:a|an|its own|some)"
    rf"(?: (?:short|catchy|good|fitting|suitable|clear|creative|nice|proper|witty|descriptive|single|brief)){{0,2}} "
    rf"(?:title|headline)(?= (?:[.,;!?)]|--|and|to|at|on|for (?:it|your|the)|above|before|first|please|that|too|as|in|"
    rf"but)| $)"
    rf"|title (?:it|your {REPLY}|the {REPLY})(?= (?:[.,;!]|please|and)| $)"
    rf"|(?:must|should|has to|needs to|have to|need to) be titled(?= ))"
)
_OWN_TITLE = re.compile(
    r" (?:page|book|books|film|movie|song|plot|chart|graph|figure|column|slide|button|window|job|axis|html|tag|css|"
    r"paper|field|dialog|database|product|video|track)(?= )"
)
_TWO = re.compile(
    r" 2 (?:(?:more|completely|entirely|very|totally|quite|clearly|fully) )?(?:(?P<apart>different|distinct|separate|"
    r"alternative|independent|unique|contrasting|possible|alternate|dissimilar|differing|separated) )?(?:and \w+ )?"
    r"(?:\w+ )?(?:responses|answers|replies|versions|alternatives|takes|variants|variations|solutions|drafts|options|"
    r"attempts|renditions|outputs)(?= )"
)
_TWO_WAYS = re.compile(
    r" (?:answer|respond|reply)(?: (?:to|me|this|it|that|the|my|your|question|request|in|twice|,|with)){0,5} 2 "
    r"(?:(?:completely|entirely|very) )?(?:different|distinct|separate|alternative) ways(?= )"
)
_STARS = re.compile(
    r" (?:\*{6,7}|6 (?:asterisks?|stars|asterisk symbols?|asterisks symbols?)|(?:a )?(?:row|line|string|"
    r"run) of 6 (?:asterisks|stars))(?= )"
)
_LABEL = re.compile(r"\b([A-Z][A-Za-z]{2,14})[ #:]+(?:X|1|N|I|\d|#|\[?number\]?)\b")
_NO_LABEL = word_set(
    "use "
    "write give include have make add between exactly break split divide provide with least create only the and its "
    "into "
    "generate compose produce structure organize limit put keep answer respond reply your each highlight list from "
    "rule rules step point"
)
_NUMBERED_LABEL = re.compile(r"\b([A-Z][A-Za-z]{2,14})[ #:]+(?:X|1|N)\b")
_NAMED = re.compile(
    r"(?:with|as|by|label+ed|marked|headed|word|heading|header|called|named|titled|say|saying|read|reading|of)"
    r" (?:the (?:word|label|heading|header|marker|title) )?(?:[\"'“‘]([A-Z][A-Za-z]{2,14})[\"'”’]|([A-Z]{3,14})\b)"
)
_LABELS = re.compile(
    r" (?:label\w*|mark\w*|start\w*|begin\w*|open\w*|head\w*|titled|named|called|introduc\w*|tag\w*|prefix\w*|title|"
    r"number\w*|preced\w*|announc\w*|as headers)(?= )"
)
_SPLITS = re.compile(r" (?:divide|split|break|broken|divided|separate|structure|organi[sz]e|arrange)\w* ")
_SOME = re.compile(r" (?:some|a few|several|any|words?|phrases?|sections?|parts?|the name|important \w+|key \w+)(?= )")


def _highlights(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    starred = _STARRED.search(reading.tape.text) is not None
    places = [found.span() for found in _HIGHLIGHT.finditer(words) if reading.clause(found.start()).mood is Mood.ASKS]
    if any(reading.denied(*place) for place in places if reading.speaks(place[0])):
        return
    for quantity in reading.counted("highlight"):
        if quantity.low:
            yield _so_many_highlights(quantity.low)
            return
    if not places and not starred:
        return
    if (headed := reading.headed("highlight")) and headed.low:
        yield _so_many_highlights(headed.low)
        return
    clauses = {reading.clause(place[0]).start for place in places}
    for quantity in sorted(
        reading.quantities, key=lambda each: min((abs(each.start - place[0]) for place in places), default=0)
    ):
        clause = reading.clause(quantity.start)
        if not quantity.low or not (clause.start in clauses or (starred and not places)):
            continue
        if starred and not places and (quantity.unit not in ("stretch", "section") or _LABELS_EACH.search(words)):
            continue
        if quantity.unit in _MARKED_SPANS or (not quantity.unit and _OF_THEM.match(words, quantity.end)):
            yield _so_many_highlights(quantity.low)
            return
    for place in places:
        clause = reading.clause(place[0])
        if reading.speaks(place[0]) and _SOME.search(words, clause.start, clause.end + 1):
            if words.startswith((" highlight", " italic"), place[0]):
                yield _so_many_highlights(1)
                return


_LABELS_EACH = re.compile(r" each (?:\w+ ){0,3}(?:label|mark|head|start|begin|titl)\w* ")


def _so_many_highlights(count: int) -> Constraint:
    return Constraint.of("detectable_format:number_highlighted_sections", {"num_highlights": count})


def _sections(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if " *** " in words:
        return
    start, end = reading.tape.froms[0], reading.tape.tos[-1]
    text = reading.tape.text[start:end]
    label = _label(text)
    for numbered in dict.fromkeys(found[1] for found in _NUMBERED_LABEL.finditer(text)):
        for quantity in reading.quantities:
            if quantity.low and _counts(words, quantity, numbered):
                yield _so_many_sections(numbered, quantity)
                return
    for quantity in reading.counted("section", "paragraph", "stretch"):
        clause = reading.clause(quantity.start)
        if not quantity.low or _HIGHLIGHT.search(words, clause.start, clause.end + 1):
            continue
        if (quantity.unit == "section" and not words[quantity.unit_start :].startswith("part")) or (
            label and _LABELS.search(words)
        ):
            if quantity.unit == "section" or _NUMBERED_LABEL.search(text) or " each " in words:
                yield _so_many_sections(label or _default(words, quantity), quantity)
                return
        elif words[quantity.unit_start :].startswith("part") and _SPLITS.search(words):
            yield _so_many_sections(label or "Part", quantity)
            return
    if (headed := reading.headed("section")) and headed.low and not _HIGHLIGHT.search(words):
        yield _so_many_sections(label or "Section", headed)
        return
    if (
        label
        and re.search(r" each ", words)
        and _LABELS.search(words)
        and any(reading.asks(found.start()) for found in _LABELS.finditer(words))
    ):
        yield Constraint.of("detectable_format:multiple_sections", {"section_spliter": label, "num_sections": 1})


def _default(words: str, quantity: Quantity) -> str:
    """Give the mark of sections that were given none: what they are called."""
    return "Chapter" if words.startswith("chapter", quantity.unit_start) else "Section"


def _counts(words: str, quantity: Quantity, label: str) -> bool:
    """Say whether a label is what is counted: 3 modules, "Module 1"."""
    plural = label.lower().removesuffix("s")
    if plural.endswith("y"):
        plural = plural[:-1] + "(?:y|ies)"
    counted = re.compile(rf" (?:(?:or more|{_ADJECTIVES}) ){{0,2}}{plural}(?:s|es)?(?= )")
    return counted.match(words, _number_end(words, quantity)) is not None


def _number_end(words: str, quantity: Quantity) -> int:
    """Give where the number ends, with what bounds it from behind."""
    if quantity.unit:
        return quantity.unit_start - 1
    return quantity.end


_ADJECTIVES = "different|distinct|separate|short|clear|labell?ed|numbered|marked|named|main|titled|long|full"


def _label(text: str) -> str:
    """Give the word that marks each section, as it is written there: SECTION X, or the word "Part"."""
    numbered = (found[1] for found in _LABEL.finditer(text) if found[1].lower() not in _NO_LABEL)
    named = (word for found in _NAMED.finditer(text) if (word := found[1] or found[2]).lower() not in _NO_LABEL)
    return next(numbered, "") or next(named, "")


def _so_many_sections(label: str, quantity: Quantity) -> Constraint:
    assert quantity.low is not None
    return Constraint.of(
        "detectable_format:multiple_sections", {"section_spliter": label, "num_sections": quantity.low}
    )


def _placeholders(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for quantity in reading.counted("placeholder"):
        if quantity.low:
            yield _so_many_placeholders(quantity.low)
            return
    if (headed := reading.headed("placeholder")) and headed.low:
        yield _so_many_placeholders(headed.low)
        return
    for quantity in reading.quantities:
        if quantity.low and quantity.unit not in ("highlight", "bullet", "sentence", "paragraph", "character"):
            if (
                words.startswith(" [", quantity.end)
                or ((_TO_FILL.match(words, _number_end(words, quantity))) and _filled_in(words, quantity))
            ):  # fmt: skip
                yield _so_many_placeholders(quantity.low)
                return
    for found in reading.find(_PLACEHOLDER):
        clause = reading.clause(found.start())
        for quantity in reading.quantities:
            if quantity.unit in ("", "times") and found.end() <= quantity.start < clause.end and quantity.low:
                yield _so_many_placeholders(quantity.low)
                return
    for found in reading.find(_PLACEHOLDER):
        if not reading.denied(found.start(), found.end()) and re.search(
            r" (?:include|use|add|with|contain|put|insert|leave|have|some|several|using|mark\w*|as) (?:\w+ ){0,2}$",
            words[: found.start() + 1][-40:],
        ):
            yield _so_many_placeholders(1)
            return


def _filled_in(words: str, quantity: Quantity) -> bool:
    """Say whether what is counted is left for someone to fill in."""
    return _LEFT_OPEN.search(words, quantity.end) is not None or " square " in words


def _so_many_placeholders(count: int) -> Constraint:
    return Constraint.of("detectable_content:number_placeholders", {"num_placeholders": count})


def _title(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if angles := _ANGLES.search(words):
        subjects = [*_TITLE.finditer(words), angles]
        if any(
            reading.asks(found.start()) and (not reading.denied(*found.span()) or _MISSING.search(words))
            for found in subjects
        ):
            yield Constraint.of("detectable_format:title")
        return
    for found in reading.find(_TITLED):
        if not reading.denied(found.start(), found.end()) and not _OWN_TITLE.search(words):
            yield Constraint.of("detectable_format:title")
            return


_MISSING = re.compile(
    r"^ (?:(?:an?|the|any|your) \w+ )?(?:without|lacking|with no)(?= ).*? (?:incomplete|invalid|rejected|unacceptable|"
    r"not complete|"
    r"not (?:valid|acceptable|accepted)|ignored|useless)(?= )"
)
"""Ruling out that a thing is missing asks for it."""


def _two(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    stars = _STARS.search(words)
    for found in reading.find(_TWO):
        if (found["apart"] and not _OF_OTHERS.search(words, 0, found.start() + 1)) or stars:
            yield Constraint.of("combination:two_responses")
            return
    if any(reading.find(_TWO_WAYS)):
        yield Constraint.of("combination:two_responses")
        return
    if stars and reading.asks(stars.start()) and not reading.denied(stars.start(), stars.end()):
        yield Constraint.of("combination:two_responses")


_OF_OTHERS = re.compile(r" (?:gave|got|heard|wrote|received|found|had|people|vendors|students|they|he|she)(?= )")


HIGHLIGHTS = Reader(
    _highlights,
    word_set(
        "highlight "
        "highlights highlighted highlighting italic italics italicize italicise italicized italicised italicizing "
        "emphasize emphasise emphasized emphasised emphasizing bold bolded starred underline asterisk asterisks "
        "passages sections phrases parts"
    ),
)
SECTIONS = Reader(
    _sections,
    word_set(
        'section sections part parts chapter chapters each paragraph x least titled label labeled labelled headed "0'
    ),
)
PLACEHOLDERS = Reader(
    _placeholders,
    word_set("placeholder placeholders place bracket brackets bracketed blanks slots fields spots [0 [1 [2"),
)
TITLE = Reader(_title, word_set("<<>> < title titled headline angular angle angled pointed pointy chevrons guillemets"))
TWO = Reader(
    _two,
    word_set(
        "****** "
        "******* asterisks asterisk stars responses answers replies versions alternatives takes variants variations "
        "solutions drafts ways"
    ),
)
