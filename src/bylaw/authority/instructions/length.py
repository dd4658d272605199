"""How long the reply is: words, sentences, paragraphs, characters, tokens; and how one paragraph begins."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import replace

from bylaw.authority.constraints import Constraint, Value
from bylaw.authority.instructions.arguments import listed_after, quoted_after
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.quantities import Quantity, bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import UNITS, word_set

__all__ = ["LENGTH"]

_FAMILIES = {
    "word": ("length_constraints:number_words", "num_words"),
    "sentence": ("length_constraints:number_sentences", "num_sentences"),
    "character": ("length_constraints:number_characters", "num_characters"),
    "token": ("length_constraints:number_tokens", "num_tokens"),
}
_PLURAL = {
    "word": "words?",
    "sentence": "sentences?",
    "character": "(?:characters?|chars?)",
    "token": "tokens?",
    "paragraph": "paragraphs?",
}
_COUNT = {
    unit: re.compile(
        rf" (?:number of (?:\w+ ){{0,2}}?{plural}|{plural} (?:count|limit|total|number|length|budget|cap|maximum|"
        rf"max|minimum|min|quota|ceiling)|{plural}(?= [:=≤≥<>] )|"
        rf"(?:limit|restrict|cap|keep|count|measured|length) (?:\w+ ){{0,3}}?(?:in )?{plural}(?= (?:to|at|under|"
        rf"below|:|is|must|should)))(?= )"
    )
    for unit, plural in _PLURAL.items()
}
_NOT_A_LENGTH = re.compile(
    r" (?:words?|sentences?) (?:that|which|beginning|starting|ending|with(?! (?:at (?:least|most)|no|exactly|\d+|only|"
    r"the words?|fewer|more|up|between|a) )|in (?:all|capital|upper|caps|bold|"
    r"italics?)|from(?! you)|per|each|long words|of (?:the|this|that|your) (?:article|text|passage|essay below)|"
    r"apart|before|after|into|between|longer|shorter|rhym\w*|"
    r"for (?:the|each)|to (?:memorize|learn|know|avoid|use|include))(?= )"
)
_EACH = re.compile(
    r" (?:each|every|per|any|long|individual|first|last|opening|closing) (?:\w+ )?(?:sentence|paragraph|line|bullet|"
    r"bullet point|section|point|item|word|title|entry|step|question|part)s?(?= )"
)
_APIECE = re.compile(
    r" each (?!(?:response|answer|reply|output|message|time|of your (?:responses|answers|replies)|post|"
    r"one of your))(?:\w+ ){0,4}$"
)
_PER = re.compile(
    r"(?: \w+){0,2} (?:per|each|in each|in every|for each|for every|a) (?:sentence|paragraph|line|bullet|section|"
    r"point|item|entry|step|row|page|day|chapter|answer|part|minute|slide)"
)
_PARAGRAPH = {"first": 1, (
    "opening"
): 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, (
    "seventh"
): 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_NTH = re.compile(
    rf" (?:(?P<word>{'|'.join(_PARAGRAPH)}|\d+(?:st|nd|rd|th)) (?:paragraphs?|one|1|of which|of these|of them|"
    rf"of (?:your|the) \d+ paragraphs)|"
    rf"(?P<bare>first|1st|second|2nd|third|3rd|fourth|4th|fifth|sixth)(?= (?:start|begin|open|starts|begins|opens|"
    rf"must start|should start|"
    rf"must begin|"
    rf"should begin|starting|beginning))|paragraphs? (?:number |no \. )?(?P<number>\d+))(?= )"
)
_BEGINS = re.compile(
    r" (?:start|starts|starting|begin|begins|beginning|open|opens|opening|lead|leads|leading|kick|kicks|commence|"
    r"commences)(?: off| out)?(?: (?:with|by|on|from|in))?(?: the| exact| single| very| specific)*(?: (?:word|"
    r"term))?(?: :)?(?= )"
    r"| first word(?: of (?:\w+ ){1,4}?)?(?: \w+ paragraph| paragraph \d+)?(?: (?:must|should|has to|needs to|shall|"
    r"will|to))?(?: be| is| being)?(?: the)?(?: word)?(?: :)?(?= )| (?:headed|introduced) by(?: the word)?(?= )"
)
_IS_FIRST = re.compile(
    r" (?P<said>\"\d+|\w+)(?: (?:must|should|has|shall|needs|to|be|is|as|being|will))+ the (?:first|"
    r"opening|initial) word (?:of|in)(?: the| your)?(?= )|"
    r" (?P<named>\"\d+) (?:the|as|as the|for the) (?:first|opening|initial) word (?:of|in|for)(?: the| your)?(?= )|"
    r" (?P<opener>\"\d+)(?: (?:must|should|has|shall|needs|to|will|always|is)){0,3} (?:open|opens|opening|start|starts|"
    r"starting|begin|begins|beginning|leads?|kicks? off|introduces?)(?: the| your)?(?= )"
)
_DIVIDER = re.compile(r" (?:linebreak ,? ?)?\*{3}(?= )")
_CAP_WORD = re.compile(rf" {UNITS['cap_word']}(?= )")
_LONG = re.compile(r" (?:long|short|length)(?= )")


def _read(reading: Reading) -> Iterator[Constraint]:
    nth = list(_nth_paragraphs(reading))
    yield from nth
    seen: list[Constraint] = []
    for quantity in _lengths(reading):
        if quantity.unit == "paragraph":
            if not nth and quantity.low is not None and quantity.high == quantity.low + 1 and quantity.low:
                seen.append(Constraint.of("length_constraints:number_paragraphs", {"num_paragraphs": quantity.low}))
            continue
        family, name = _FAMILIES[quantity.unit]
        seen += (Constraint.of(family, {name: count, "relation": relation}) for relation, count in bounds(quantity))
    if not seen and not nth:
        seen += _parts(reading)
    yield from dict.fromkeys(seen)


def _lengths(reading: Reading) -> Iterator[Quantity]:
    """Give the quantities that bound the whole reply, the unit after the number or before it."""
    words = reading.words
    for quantity in reading.quantities:
        if quantity.about:
            continue
        if quantity.unit in _PLURAL:
            if _of_the_whole(reading, quantity):
                yield quantity
        elif not quantity.unit:
            for unit, pattern in _COUNT.items():
                head = pattern.search(words, max(0, quantity.start - 80), quantity.number)
                if (
                    head
                    and reading.speaks(head.start())
                    and _CAP_WORD.search(words, max(0, head.start() - 40), quantity.start) is None
                ):
                    yield replace(quantity, unit=unit)
                    break


def _of_the_whole(reading: Reading, quantity: Quantity) -> bool:
    words = reading.words
    clause = reading.clause(quantity.start)
    if _EACH.search(words, clause.start, quantity.start + 1) or _PER.match(words, quantity.end):
        return False
    if _APIECE.search(words, max(clause.start, quantity.start - 40), quantity.start):
        return False
    at = quantity.unit_start - 1
    if quantity.unit in ("word", "sentence") and at > 0 and _NOT_A_LENGTH.match(words, at):
        return False
    if quantity.unit in ("word", "sentence", "paragraph") and re.compile(
        r" (?:first|last|next|previous|other|same|following|these|those|my|his|her|their)(?: \w+)? $"
    ).search(words, max(0, quantity.start - 20), quantity.start):
        return False
    # "highlight 3 sentences", "capitalize 5 words": a part of the reply, not its length.
    return not re.compile(
        r" (?:highlight|italicize|italicise|bold|capitalize|capitalise|emphasi[sz]e|underline|repeat|quote|define|"
        r"learn|memorize|translate|rhyme|delete|remove|replace|count|misspell|caps|capitals|uppercase|"
        r"letters)\w* (?:for |on |in )?(?:\w+ ){0,2}$"
    ).search(words, max(0, quantity.start - 40), quantity.start)


def _parts(reading: Reading) -> Iterator[Constraint]:
    """Read "break it into 3 parts, separated by ***": paragraphs, by the divider that sets them apart."""
    divider = _DIVIDER.search(reading.words)
    if not divider:
        return
    for quantity in reading.counted("section", "stretch", "paragraph"):
        if quantity.low is not None and quantity.high == quantity.low + 1:
            yield Constraint.of("length_constraints:number_paragraphs", {"num_paragraphs": quantity.low})
            return


def _nth_paragraphs(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in _NTH.finditer(words):
        if reading.clause(found.start()).mood is not Mood.ASKS:
            continue
        number = (
            int(found["number"] or 0)
            or _PARAGRAPH.get(found["word"] or found["bare"] or "", 0)
            or int(re.sub(r"\D", "", found["word"] or found["bare"] or "") or 0)
        )
        if found["bare"] and " paragraph" not in words:
            continue
        begins = _BEGINS.search(words, max(0, found.start() - 60)) or _IS_FIRST.search(
            words, max(0, found.start() - 70), found.start() + 1
        )
        if not begins or not number:
            continue
        said = _IS_FIRST.search(words, max(0, found.start() - 70), found.start() + 1)
        first = _said_first(reading, said) if said else _first_word(reading, begins.end(), found)
        if not first:
            continue
        total = next((q.low for q in reading.counted("paragraph") if q.low is not None and q.high == q.low + 1), 0)
        total = total or _of_them(reading)
        args: dict[str, Value] = {"num_paragraphs": total, "nth_paragraph": number, "first_word": first.lower()}
        yield Constraint.of("length_constraints:nth_paragraph_first_word", args)


def _of_them(reading: Reading) -> int:
    """Give how many paragraphs there are where a pronoun counts them: "there should be 4 of them"."""
    if " paragraphs " not in reading.words:
        return 0
    return next(
        (
            quantity.low
            for quantity in reading.counted("")
            if quantity.low and quantity.high == quantity.low + 1 and reading.words.startswith(" of them", quantity.end)
        ),
        0,
    )


def _said_first(reading: Reading, said: re.Match[str]) -> str:
    word = said["said"] or said["named"] or said["opener"]
    return reading.tape.argument(word).strip(".,") if word[0] == '"' else word


def _first_word(reading: Reading, start: int, found: re.Match[str]) -> str:
    words = reading.words
    if start <= found.end():
        # "Start the 4th paragraph with the word elm."
        with_ = re.compile(
            r"(?: of (?:\w+ ){1,3}?)?(?: (?:with|by|on|must|should|is|be|:|to|has|will|using|needs|shall|"
            r"being))+(?: the| using| saying| exact| single)*(?: word| term)?(?: :| is| be)?(?= )"
        ).match(words, found.end())
        if not with_:
            return ""
        start = with_.end()
    quoted = quoted_after(reading, start, start + 12)
    if quoted and words.startswith(' "', start):
        return quoted[0].split()[0].strip(".,") if quoted[0].split() else ""
    bare = listed_after(reading, start)
    return bare[0] if bare else ""


LENGTH = Reader(
    _read,
    word_set(
        "word words wds sentence sentences paragraph paragraphs para paras character characters chars char "
        "token tokens parts sections ***"
    ),
)
