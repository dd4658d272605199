"""Parts of the reply that are marked: sections, highlights, placeholders, a title, two replies set apart."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.quantities import Quantity
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import UNITS, word_set

__all__ = ["HIGHLIGHTS", "PLACEHOLDERS", "SECTIONS", "TITLE", "TWO"]

_HIGHLIGHT = re.compile(
    r" (?:highlight\w*|italici[sz]\w*|italics?|emphasi[sz]\w*|bold\w*|star|starred|mark up|underline|(?:between|"
    r"with|in|inside|using) (?:\w+ )?asterisks?)(?= )"
)
_PLACEHOLDER = re.compile(rf" {UNITS['placeholder']}(?= )")
_TITLE = re.compile(r" (?:titles?|titled|headlines?|headings?|names?|name|header)(?= )")
_ANGLES = re.compile(
    r" (?:<<>>|< < |double[ -]?(?:angular|angle|angled|pointed|chevron|pointy|angular|guillemet)s?(?: brackets?|"
    r" quotes)?|double (?:chevrons|guillemets)|(?:2|two) (?:angular|angle|angled|pointed|pointy) brackets|"
    r"angular brackets|(?:double|twin) (?:less|left) )(?= ?)"
)
_TWO = re.compile(
    r" 2 (?:completely |entirely |very |totally |quite |clearly )?(?:(?P<apart>different|distinct|separate|"
    r"alternative|independent|unique|contrasting|possible|alternate|dissimilar) )?(?:and \w+ )?(?:responses|answers|"
    r"replies|versions|alternatives|takes|variants|solutions)(?= )"
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
_NAMED = re.compile(
    r"(?:with|as|by|label+ed|marked|headed|word|heading|header|called|named|titled|say|saying|read|reading|of)"
    r" (?:the (?:word|label|heading|header|marker|title) )?(?:[\"'“‘]([A-Z][A-Za-z]{2,14})[\"'”’]|([A-Z]{3,14})\b)"
)
_LABELS = re.compile(
    r" (?:label\w*|mark\w*|start\w*|begin\w*|head\w*|titled|named|called|introduc\w*|tag\w*|prefix\w*|title|"
    r"number\w*)(?= )"
)
_SOME = re.compile(r" (?:some|a few|several|any|words?|phrases?|sections?|parts?|the name|important \w+|key \w+)(?= )")


def _highlights(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    done = False
    for found in reading.find(_HIGHLIGHT):
        clause = reading.clause(found.start())
        if reading.denied(found.start(), found.end()):
            return
        for quantity in reading.counted("highlight", "stretch", "section", "word", "sentence", "times", "list_item"):
            if clause.start <= quantity.start < clause.end and quantity.low:
                yield _so_many_highlights(quantity.low)
                return
        done = done or (
            bool(_SOME.search(words, clause.start, clause.end + 1)) and found[0].startswith((" highlight", " italic"))
        )
    for quantity in reading.counted("highlight"):
        if quantity.low:
            yield _so_many_highlights(quantity.low)
            return
    if done:
        yield _so_many_highlights(1)


def _so_many_highlights(count: int) -> Constraint:
    return Constraint.of("detectable_format:number_highlighted_sections", {"num_highlights": count})


def _sections(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if " *** " in words:
        return
    start, end = reading.tape.froms[0], reading.tape.tos[-1]
    label = _label(reading.tape.text[start:end])
    for quantity in reading.counted("section", "paragraph", "stretch"):
        clause = reading.clause(quantity.start)
        if not quantity.low or _HIGHLIGHT.search(words, clause.start, clause.end + 1):
            continue
        if (quantity.unit == "section" and not words[quantity.unit_start :].startswith("part")) or (
            label and _LABELS.search(words)
        ):
            if quantity.unit == "section" or label:
                yield _so_many_sections(label or "Section", quantity)
                return
        elif words[quantity.unit_start :].startswith("part") and re.search(
            r" (?:divide|split|break|broken|divided|separate)\w* ", words
        ):
            yield _so_many_sections(label or "Part", quantity)
            return
    if (
        label
        and re.search(r" each ", words)
        and _LABELS.search(words)
        and any(reading.asks(found.start()) for found in _LABELS.finditer(words))
    ):
        yield Constraint.of("detectable_format:multiple_sections", {"section_spliter": label, "num_sections": 1})


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
    for quantity in reading.counted("placeholder"):
        if quantity.low:
            yield Constraint.of("detectable_content:number_placeholders", {"num_placeholders": quantity.low})
            return
    words = reading.words
    for found in reading.find(_PLACEHOLDER):
        clause = reading.clause(found.start())
        for quantity in reading.quantities:
            if quantity.unit in ("", "times") and found.end() <= quantity.start < clause.end and quantity.low:
                yield Constraint.of("detectable_content:number_placeholders", {"num_placeholders": quantity.low})
                return
    for found in reading.find(_PLACEHOLDER):
        if not reading.denied(found.start(), found.end()) and re.search(
            r" (?:include|use|add|with|contain|put|insert|leave|have|some|several|using) (?:\w+ ){0,2}$",
            words[: found.start() + 1][-40:],
        ):
            yield Constraint.of("detectable_content:number_placeholders", {"num_placeholders": 1})
            return


def _title(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    angles = _ANGLES.search(words)
    if not angles:
        return
    subjects = list(_TITLE.finditer(words)) or [angles]
    if any(reading.asks(found.start()) and not reading.denied(found.start(), found.end()) for found in subjects):
        yield Constraint.of("detectable_format:title")


def _two(reading: Reading) -> Iterator[Constraint]:
    stars = _STARS.search(reading.words)
    for found in reading.find(_TWO):
        if found["apart"] or stars:
            yield Constraint.of("combination:two_responses")
            return
    if stars and reading.asks(stars.start()) and not reading.denied(stars.start(), stars.end()):
        yield Constraint.of("combination:two_responses")


HIGHLIGHTS = Reader(
    _highlights,
    word_set(
        "highlight "
        "highlights highlighted highlighting italic italics italicize italicise italicized italicised italicizing "
        "emphasize emphasise emphasized emphasised bold bolded starred underline asterisk asterisks"
    ),
)
SECTIONS = Reader(_sections, word_set("section sections part parts chapter chapters each paragraph"))
PLACEHOLDERS = Reader(_placeholders, word_set("placeholder placeholders bracket brackets bracketed blanks slots"))
TITLE = Reader(_title, word_set("<<>> angular angle angled pointed pointy chevrons guillemets"))
TWO = Reader(
    _two,
    word_set(
        "****** "
        "******* asterisks asterisk stars responses answers replies versions alternatives takes variants solutions"
    ),
)
