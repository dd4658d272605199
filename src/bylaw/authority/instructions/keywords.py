"""Words and letters: which must appear, which must not, and how often."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint, Value
from bylaw.authority.instructions.arguments import listed_after, listed_before
from bylaw.authority.instructions.quantities import Quantity, bounds
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["KEYWORDS"]

_NOUN = re.compile(
    r" (?P<noun>key ?words?|words?|terms?|phrases?|names?|expressions?|vocabulary|line|strings?)(?: (?:to|that must|"
    r"you must|you should) (?:be )?(?:include[ds]?|use[ds]?|avoid(?:ed)?|mention(?:ed)?|incorporate|"
    r"contain))?(?: below| like| such as| namely| called| spelled)?(?= (?:[:=(\"\[,]|\w))"
)
_NOT_NAMED = word_set(
    "count limit limits total length budget problem problems order choice choices game for of or and per "
    "long in that which with to from is are must should may can will be appear at by on as per max maximum "
    "min minimum each total cap long written wise ending beginning starting ends anything repeated above "
    "below other than it you your i the a an have has used using like such into about not no only over "
    "under exactly minimum document"
)
_BOUNDED = re.compile(
    r" [:=] (?:max|maximum|min|minimum|at most|at least|up to|no more|fewer|less|exactly|between|[<>≤≥]|\d)"
)
_THESE = re.compile(r" (?:these|following|those)(?: \w+)? $")
_VERB = re.compile(
    r" (?:(?:banned|forbidden|prohibited|required|disallowed) :|includ(?:e|es|ing)|mention(?:s|ing)?|us(?:e|es|ing)|"
    r"contain(?:s|ing)?|incorporat(?:e|es|ing)|featur(?:e|"
    r"es|ing)|avoid(?:s|ing)?|say(?:ing)?|writ(?:e|ing)|utter(?:ing)?|exclud(?:e|ing)|omit(?:ting)?|skip(?:ping)?|"
    r"without|no|work in|weave in|drop|sprinkle|ban|forbid|have|insert|add|steer clear of|refrain from|never|"
    r"leave out|of|from|name|type|get|see|read|spot|not a single|not one|nary an?|work|weave|squeeze|fit|slip|put|"
    r"employ|"
    r"deploy)"
    r"(?: the| use of| both| either| each of| any of| in| these| following| items?|:|,| any| all of| once|"
    r" all)*(?= [\"]\d)"
)
_SUBJECT = re.compile(
    r"(?<! letter)(?<! letters)(?<! character)(?<! symbol)(?<! word)(?<! words) (?:\"\d+(?: ,| and| or| nor| , and|"
    r" , or)? )+(?=(?:must|should|"
    r"has|have|needs?|ought|is|are|be|may|can|shall|will|cannot|appears?|figures?|occurs?|features?|turns? up|shows? "
    r"up|crops? up|to be|both|all|each)\b)"
)
_FIRST_OR_LAST = re.compile(
    r"(?: (?:must|should|has|needs|is|be|to|will|shall|as))+ (?:the|your) (?:very )?(?:first|last|opening|closing|"
    r"final) "
)
_ITEMS = re.compile(
    r" (?:includ(?:e|ing)|mention) (?:all )?(?:these|the following) (?:items|things|names|ingredients)(?= [:])"
)
_EDGE = re.compile(
    r" (?:start|starts|starting|begin|begins|beginning|end|ends|ending|finish|finishes|finishing|open|opens|opening|"
    r"close|closes|closing|conclude|first|last|final|sign|headed|label|labeled|mark|marked|preced\w+|rhym\w+|titled|"
    r"title|called|named|postscript|replace|instead of|define|"
    r"translate|synonyms?|meaning|means|wrap up|sign off|lead|lead with|round off|concluding|spell|either|options?|"
    r"choose|one of)(?= )"
)
_BARE_MENTION = re.compile(
    r" (?:mention(?:ing)?|say(?:ing)?|include|using|use) (?=\w+ (?:and|or|,) \w+ (?:in|anywhere|throughout) (?:your|"
    r"the) )"
)
_LETTER = re.compile(
    r" (?:letters?|characters?|symbols?|vowels?|consonants?)(?: like| such as)?(?= (?:[\"\[:]|[^\W\d_] |\())"
)
_SOURCE_LETTER = re.compile(r" ([^\W\d_])(?:,? (?:and|or|nor|,)(?: the letter)? ([^\W\d_]))*(?= )")


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from dict.fromkeys((*_words(reading), *_letters(reading)))


def _words(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    taken: set[int] = set()
    for found in reading.find(_NOUN):
        if _at_edge(reading, found.start()):
            continue
        named = _named(reading, found)
        if named:
            taken.update(range(found.end(), _list_end(words, found.end())))
            yield from _keyword(reading, named, found.end(), found.end())
    quotes = ' "' in words  # without which these wordings name nothing
    for found in (*(reading.find(_VERB) if quotes else ()), *reading.find(_ITEMS)):
        if (
            found.end() in taken
            or _at_edge(reading, found.start())
            or _NOUN.search(found[0] + " ")
            or _says(reading, found)
        ):
            continue
        named = listed_after(reading, found.end())
        if named:
            taken.update(range(found.end(), _list_end(words, found.end())))
            yield from _keyword(reading, named, found.end(), found.end())
    for found in reading.find(_SUBJECT) if quotes else ():
        if found.start() in taken or _at_edge(reading, found.start()):
            continue
        named = listed_before(reading, found.end() - 1)
        if named and not _FIRST_OR_LAST.match(reading.words, found.end() - 1):
            yield from _keyword(reading, named, found.start(), found.start() + 3)
    for quantity in reading.quantities if quotes else ():
        # "No more than one 'however'": what is counted is the word itself.
        if not quantity.unit and reading.words.startswith(' "', quantity.end) and quantity.end not in taken:
            named = listed_after(reading, quantity.end)
            for relation, count in bounds(quantity) if named and re.search(r"\w", named[0]) else ():
                args: dict[str, Value] = {"keyword": named[0].lower(), "frequency": count, "relation": relation}
                yield Constraint.of("keywords:frequency", args)
    for found in reading.find(_BARE_MENTION):
        if reading.denied(found.end() - 1, found.end()):
            yield from _keyword(reading, listed_after(reading, found.end() - 1), found.end() - 1, found.end())


def _says(reading: Reading, found: re.Match[str]) -> bool:
    """Whether it is told what to say: then the quoted is the whole reply, not a word in it."""
    return found[0].split()[0] in ("say", "write", "type", "of", "from", "put") and not reading.denied(
        found.end(), found.end() + 2
    )


def _at_edge(reading: Reading, at: int) -> bool:
    clause = reading.clause(at)
    edges = list(_EDGE.finditer(reading.words, max(clause.start, at - 45), at + 1))
    return bool(edges) and " and " not in reading.words[edges[-1].end() : at + 1]


def _named(reading: Reading, found: re.Match[str]) -> list[str]:
    words = reading.words
    after = words[found.end() + 1 : words.find(" ", found.end() + 1)]
    named = after[:1] in '"[:=(' or re.match(r" , \"", words[found.end() :]) is not None
    if (
        _THESE.search(words, max(0, found.start() - 24), found.start() + 1)
        and (colon := words.find(" : ", found.end())) > 0
    ):
        return listed_after(reading, colon)
    if _BOUNDED.match(words, found.end()):
        return []  # "all-caps words: max 3"
    if after in _NOT_NAMED and found["noun"] not in ("word", "keyword"):
        return []
    if not named:
        before = words[max(0, found.start() - 24) : found.start() + 1]
        if after in _NOT_NAMED and after not in ("appear", "like", "it", "document", "problem"):
            return []
        if not re.search(
            r" (?:the|these|those|following|use|include|contain|using|avoid|including|mention|key|words?|forbidden|"
            r"banned|prohibited|required|mandatory|single|any|say|exact) $",
            before,
        ):
            return []
        if found["noun"] in ("line", "name", "names", "vocabulary", "expression", "expressions", "string"):
            if found["noun"] != "name" or not reading.tape.source(found.end() + 1, found.end() + 2)[:1].isupper():
                return []
    elif (after[:1] in ":(," and not re.match(r" [:(,] (?:such as |like |eg |\")?", words[found.end() :])) or (
        found["noun"] in ("line", "name", "names") and after[:1] not in '"'
    ):
        return []
    items = listed_after(reading, found.end())
    if not named and found["noun"].endswith("s") and len(items) < 2:
        return []
    return items


def _list_end(words: str, start: int) -> int:
    match = re.compile(r"(?: (?:[:(]|such as|eg))?(?: (?:\"\d+|\[\d+)(?: ,)?(?: and| or| nor)?)+").match(words, start)
    return match.end() if match else start + 1


def _keyword(reading: Reading, named: list[str], start: int, end: int) -> Iterator[Constraint]:
    if any(each.lower().startswith("my answer is ") for each in named):
        return
    named = list(dict.fromkeys(" ".join(each.lower().split()) for each in named if re.search(r"\w", each)))
    if not named:
        return
    quantity = _times(reading, start, end)
    if quantity is not None and quantity.high != 1:
        for each in named:
            for relation, count in bounds(quantity):
                yield Constraint.of("keywords:frequency", {"keyword": each, "frequency": count, "relation": relation})
    elif quantity is not None or reading.denied(start, end):
        yield Constraint.of("keywords:forbidden_words", {"forbidden_words": tuple(named)})
    else:
        yield Constraint.of("keywords:existence", {"keywords": tuple(named)})


def _times(reading: Reading, start: int, end: int) -> Quantity | None:
    """Give how often: the nearest count of times after it, or before it in the same clause."""
    clause = reading.clause(start)
    after = [q for q in reading.quantities if q.unit in ("times", "") and end <= q.start < clause.end + 1]
    for quantity in after:
        if not re.search(
            r" (?:words?|letters?|keyword) (?:\"|\w)", reading.words[end + 1 : quantity.start]
        ) and not re.search(r" \"\d+ .*\"\d+ .*(?:,|and) (?:the )?(?:word )?\"", reading.words[end : quantity.start]):
            return quantity if quantity.unit == "times" or quantity.bounded else None
    before = [
        q
        for q in reading.quantities
        if q.unit == "times" and q.end <= start + 1 and (q.start >= clause.start or q.start < 2)
    ]
    if before and start - before[-1].end < 40:
        return before[-1]
    return None


def _letters(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_LETTER):
        letters = [each for each in listed_after(reading, found.end()) if len(each) == 1]
        if not letters:
            bare = re.compile(
                r"(?: (?:the |letter |or |and |nor |, )*(?!a (?:maximum|minimum|max|min|total|limit|cap|few|single|"
                r"word|\w+ of) )([^\W\d_])(?= ))+"
            ).match(words, found.end())
            letters = re.findall(r" ([^\W\d_])(?= )", bare[0] + " ") if bare else []
        if not letters:
            continue
        end = found.end()
        quantity = _letter_times(reading, found.start(), end)
        for letter in letters:
            args = {"letter": letter.lower()}
            if quantity is not None and quantity.high != 1:
                for relation, count in bounds(quantity):
                    yield Constraint.of(
                        "keywords:letter_frequency", {**args, "let_frequency": count, "let_relation": relation}
                    )
            elif quantity is not None or reading.denied(found.start(), end):
                yield Constraint.of(
                    "keywords:letter_frequency", {**args, "let_frequency": 1, "let_relation": "less than"}
                )


def _letter_times(reading: Reading, start: int, end: int) -> Quantity | None:
    clause = reading.clause(start)
    for quantity in reading.quantities:
        if (
            quantity.unit in ("times", "letter", "")
            and clause.start <= quantity.start < clause.end
            and (quantity.bounded or quantity.unit == "times")
        ):
            return quantity
    return None


KEYWORDS = Reader(
    _read,
    word_set(
        '"0 '
        "word words keyword keywords key term terms phrase phrases letter letters vowel vowels items name mention "
        "mentioning"
    ),
)
