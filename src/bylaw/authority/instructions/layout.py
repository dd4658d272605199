"""What the reply is laid out as: bullets, lists, tables, sections, highlights, titles, placeholders, JSON, two replies."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.quantities import Quantity, bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import UNITS, word_set

__all__ = ["LAYOUT"]

_BULLETS = re.compile(rf" (?:{UNITS['bullet']}|bulleted lists?|bullet lists?|bullet format|bulleting)(?= )")
_NUMBERED = re.compile(r" (?:numbered|ordered|enumerated) (?:lists?|items?|points?|steps?|format)(?= )")
_LIST = re.compile(
    r" (?:as|in|into) (?:a |an |the form of a )?(?:simple |short |plain |clean )?list(?: form| format)?(?= (?:[.,;!]|of|with|and|--|format|form)| $)"
)
_TABLE = re.compile(
    r" (?:as|in|into|using|use|with|a|markdown|the form of a|to|make|be) (?:a |an )?(?:\w+ )?(?:tables?|tabular form|tabular format|tabular|table format)(?= )(?! (?:of contents|spoon|tennis|salt|manners|cloth|lamp))"
)
_HIGHLIGHT = re.compile(
    r" (?:highlight\w*|italici[sz]\w*|italics?|emphasi[sz]\w*|bold\w*|star|starred|mark up|underline)(?= )"
)
_PLACEHOLDER = re.compile(rf" {UNITS['placeholder']}(?= )")
_TITLE = re.compile(r" (?:titles?|titled|headlines?|headings?|names?|name|header)(?= )")
_ANGLES = re.compile(
    r" (?:<<>>|< < |double[ -]?(?:angular|angle|angled|pointed|chevron|pointy|angular|guillemet)s?(?: brackets?| quotes)?|double (?:chevrons|guillemets)|(?:2|two) (?:angular|angle|angled|pointed|pointy) brackets|angular brackets|(?:double|twin) (?:less|left) )(?= ?)"
)
_JSON = re.compile(
    r" (?:(?P<before>in|as|into|valid|only|a|an|1|single|return|output|format|to|with|be|:|use|using|of|pure|raw|proper|strict|plain|just|return|produce|parseable|parsable|well formed|emit|send|provide|give|me|nothing but|entirely|not|no|is|inside|within) )(?:\w+ )?json(?= )"
    r"| json (?:format|object|only|block|output|code block|please|blob|string|document|form|syntax|structure|response|reply)(?= )|^ json (?=[.!]|output)"
)
_NOT_JSON = re.compile(
    r" (?:this|that|the|attached|following|my|these|given|from|parse|read|validate|above|below|your|input) (?:\w+ )?json(?= )(?! (?:format|only|object must|block))| json (?:file|schema|parser|parsing|library|data|files|web token|path|array i|i|that i|below|above)"
)
_TWO = re.compile(
    r" 2 (?:completely |entirely |very |totally |quite |clearly )?(?:(?P<apart>different|distinct|separate|alternative|independent|unique|contrasting|possible|alternate|dissimilar) )?(?:and \w+ )?(?:responses|answers|replies|versions|alternatives|takes|variants|solutions)(?= )"
)
_STARS = re.compile(
    r" (?:\*{6,7}|6 (?:asterisks?|stars|asterisk symbols?|asterisks symbols?)|(?:a )?(?:row|line|string|run) of 6 (?:asterisks|stars))(?= )"
)
_LABEL = re.compile(r"\b([A-Z][A-Za-z]{2,14})[ #:]+(?:X|1|N|I|\d|#|\[?number\]?)\b")
_NO_LABEL = word_set(
    "use write give include have make add between exactly break split divide provide with least create only the and its into generate compose produce structure organize limit put keep answer respond reply your each highlight list from rule rules step point"
)
_LABELS = re.compile(
    r" (?:label\w*|mark\w*|start\w*|begin\w*|head\w*|titled|named|called|introduc\w*|tag\w*|prefix\w*|title|number\w*)(?= )"
)
_PLAIN = re.compile(r" (?:plain ?text|plain prose|unformatted text|raw text)(?= )")
_MARKDOWN = re.compile(r" (?:markdown|formatting|markup|rich text)(?= )")
_CODE = re.compile(
    r" (?:only|just|nothing but|nothing except|exclusively|solely) (?:the |with |in |return |output |your |raw |plain |pure |working |executable |python |give |me |provide |write )*(?:code|code block|program|source code)(?= )(?! comments)| (?:code|code block) (?:only|and nothing else|alone|exclusively)(?= )|"
    r" no (?:explanations?|prose|commentary|text|comments|words) (?:,|--|:)? ?(?:only|just) (?:the )?code(?= )"
)
_SOME = re.compile(r" (?:some|a few|several|any|words?|phrases?|sections?|parts?|the name|important \w+|key \w+)(?= )")


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from dict.fromkeys(
        (
            *_bullets(reading),
            *_lists(reading),
            *_highlights(reading),
            *_sections(reading),
            *_placeholders(reading),
            *_title(reading),
            *_json(reading),
            *_two(reading),
            *_whole(reading),
        )
    )


def _bullets(reading: Reading) -> Iterator[Constraint]:
    exact = [q for q in reading.counted("bullet") if not q.about]
    for quantity in exact:
        if quantity.low is not None and quantity.high == quantity.low + 1:
            yield Constraint.of("detectable_format:number_bullet_lists", {"num_bullets": quantity.low})
    if exact:
        return
    for found in reading.find(_BULLETS):
        if reading.denied(found.start(), found.end()):
            yield Constraint.of("detectable_format:number_bullet_lists", {"num_bullets": 0})
        elif re.search(
            r" (?:use|using|as|in|with|into|bulleted|via|through|form of) (?:\w+ ){0,2}$",
            reading.words[max(0, found.start() - 24) : found.start() + 1],
        ) and not re.search(r" (?:each|every) ", reading.words[: found.start() + 1]):
            yield Constraint.of("detectable_format:list", {"style": "bulleted"})
        return


def _lists(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_NUMBERED):
        if reading.denied(found.start(), found.end()):
            return
        yield Constraint.of("detectable_format:list", {"style": "numbered"})
        for quantity in reading.counted("list_item"):
            for relation, count in bounds(quantity):
                yield Constraint.of("detectable_format:number_list_items", {"num_items": count, "relation": relation})
        return
    for quantity in reading.counted("list_item"):
        if words[quantity.unit_start :].startswith(("numbered", "ordered")):
            for relation, count in bounds(quantity):
                yield Constraint.of("detectable_format:number_list_items", {"num_items": count, "relation": relation})
    if not _BULLETS.search(words):
        for found in reading.find(_LIST):
            if not reading.denied(found.start(), found.end()):
                yield Constraint.of("detectable_format:list", {"style": "any"})
                return


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
    label = next(
        (found[1] for found in _LABEL.finditer(reading.tape.text, start, end) if found[1].lower() not in _NO_LABEL), ""
    )
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


def _json(reading: Reading) -> Iterator[Constraint]:
    for found in reading.find(_JSON):
        if _NOT_JSON.search(reading.words, max(0, found.start() - 20), found.end() + 12) or reading.denied(
            found.start(), found.end()
        ):
            continue
        yield Constraint.of("detectable_format:json_format")
        return


def _two(reading: Reading) -> Iterator[Constraint]:
    stars = _STARS.search(reading.words)
    for found in reading.find(_TWO):
        if found["apart"] or stars:
            yield Constraint.of("combination:two_responses")
            return
    if stars and reading.asks(stars.start()) and not reading.denied(stars.start(), stars.end()):
        yield Constraint.of("combination:two_responses")


def _whole(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_TABLE):
        if not reading.denied(found.start(), found.end()):
            yield Constraint.of("detectable_format:table")
            break
    for found in reading.find(_CODE):
        yield Constraint.of("detectable_format:code_only")
        break
    if any(not reading.denied(found.start(), found.end()) for found in reading.find(_PLAIN)) or any(
        reading.denied(found.start(), found.end()) for found in reading.find(_MARKDOWN) if " tick" not in words
    ):
        yield Constraint.of("detectable_format:plain_text")


LAYOUT = Reader(
    _read,
    word_set(
        "bullet bullets bulleted dot dash bulletpoints bulletpoint bulleting numbered ordered enumerated list "
        "lists items table tables tabular highlight highlights highlighted highlighting italic italics "
        "italicize italicise italicized italicised emphasize emphasise emphasized emphasised bold bolded "
        "section sections part parts chapter chapters placeholder placeholders bracket brackets bracketed "
        "blanks fill <<>> angular angle angled pointed pointy chevron chevrons guillemets json responses "
        "answers replies versions alternatives takes variants solutions ****** ******* asterisks asterisk "
        "stars plain plaintext markdown formatting markup code program label mark starred steps paragraph "
        "paragraphs"
    ),
)
