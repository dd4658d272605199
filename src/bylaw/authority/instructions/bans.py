"""Bans: what the reply must not have at all, such as a title, a postscript, a table, sections, or quotation marks.

Each is `detectable_content:absent` of the family that would ask for the thing, or none of it where that is counted. A
thing is banned where it is the object of a denial ("don't write a title", "no headings, tables or code"), or said to be
out of place ("titles are off limits"); a denial of something else nearby ("no commas in the title") isn't one. Commas
asked for without a number ("separate your points with commas") are read here too: they are what a ban on commas meets.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.bannable import (
    DENIED,
    DENYING,
    FOLLOWS,
    MARKDOWN,
    NO_QUOTATION_MARKS,
    NO_QUOTES,
    SAYING,
    SIGNS,
    THINGS,
    Thing,
)
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import REPLY, word_set

__all__ = ["BANS"]

_REACH = 160  # characters before a thing in which its denial is looked for

_TWICE = re.compile(r" (?:not|never|no|without|cannot|why not|or|only)(?: ever| just| to| simply| please)? $")
_WHY = re.compile(r" (?:(?:not|never|be) complete|incomplete|why|or|if|whether|might as well|not only|than) $")
_RULED_OUT = re.compile(
    r"(?: (?:of any kind|of any sort|(?:, )?(?:or|and|nor) \w+(?: blocks?| points?| breaks?| marks?)?|, \w+|in your "
    r"\w+|"
    r"in the \w+)){0,5}"
    r" (?:[:=] (?:none|no|never|0|off|forbidden|not allowed|n)(?= )|"
    r"(?:is|are|should be|must be|has to be|have to be|need to be|needs to be|to be) (?:all |also |strictly |"
    r"completely |absolutely )?(?:forbidden|banned|prohibited|disallowed|off limits|off the table|left out|omitted|"
    r"skipped|dropped|avoided|unwanted|unwelcome|verboten|barred|a no go|no go|excluded|out|taboo|to be avoided|"
    r"to be left out|not (?:allowed|permitted|acceptable|wanted|welcome|ok|okay|to be \w+))|"
    r"(?:must|should|shall|may|can|will|do|does)(?: not| never) (?:be (?:used|included|added|present|given|written|"
    r"there|part of)|appear|occur|feature|show up)|have no place|has no place|forbidden|prohibited|banned|"
    r"not (?:allowed|permitted)|free(?! to))(?= )"
)
_THAT_IS_ALL = re.compile(rf" (?:[.;!,]|and|or|in (?:your|the) {REPLY}|here|at all|please)(?= )| $")
_WITHOUT = re.compile(
    r" (?:explain|describe|summari[sz]e|tell me|outline|discuss|teach me|show me|clarify|translate) "
    r"(?:it|this|that|these|them)(?: to me| for me)? without(?: (?:using|any|a|writing|the use of)){0,4} $"
)
# "Highlight 3 sections in Markdown" says how parts are marked, and leaves the rest as it likes.
_MARKED_PARTS = re.compile(
    r" (?:(?:highlight|itali|bullet|bold|emphas|star)\w*|sections?|parts?|phrases?|words?|list|lists|tables?|title|"
    r"titles|headings?|code|ticks?|backticks?|points?|steps?|divider|separated|divided|placeholders?)(?= )"
)
_KEPT_OUT = re.compile(r" (?:leave|keep|cut|edit|leaving|keeping) (?:the |any |all |your |out )*$")


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for needs, wording, constraint in SAYING:
        if any(need in words for need in needs) and any(_is_said(reading, found) for found in wording.finditer(words)):
            if constraint != MARKDOWN or not _MARKED_PARTS.search(words):
                yield constraint
    if SIGNS.isdisjoint(words.split()):
        return
    banned = [
        constraint
        for wording, constraint in DENYING
        if any(_denies(reading, found) for found in wording.finditer(words))
    ]
    yield from banned
    for thing in THINGS:
        if thing.ban == NO_QUOTATION_MARKS and NO_QUOTES in banned:
            continue  # those inside may stand
        if any(_is_banned(reading, found, thing) for found in thing.names.finditer(words)):
            yield thing.ban


def _is_banned(reading: Reading, found: re.Match[str], thing: Thing) -> bool:
    words = reading.words
    start, end = found.span()
    clause = reading.clause(start)
    if not reading.speaks(start):
        return bool(_WITHOUT.search(words, max(0, start - _REACH), start + 1)) and clause.mood is Mood.ASKS
    ruled_out = _RULED_OUT.match(words, end)
    if ruled_out and _is_subject(reading, start):
        return clause.mood is Mood.ASKS or (
            clause.mood is Mood.STATES and _THAT_IS_ALL.match(words, ruled_out.end()) is not None
        )
    if _KEPT_OUT.search(words, max(0, start - 40), start + 1) and words.startswith((" out ", " off "), end):
        return reading.asks(start)
    denied = DENIED[thing.definite].search(words, max(0, start - _REACH), start + 1)
    return denied is not None and FOLLOWS.match(words, end) is not None and _denies(reading, denied)


def _is_subject(reading: Reading, start: int) -> bool:
    """Say whether only small words stand between a clause's beginning and its subject."""
    before = reading.words[reading.clause(start).start : start + 1]
    return _SMALL_WORDS.fullmatch(before) is not None


_SMALL_WORDS = re.compile(
    r"(?: (?:please|note|that|and|,|also|a|an|any|the|all|but|:|remember|--|so|use|of|both|neither|nor)){0,6}"
    r"(?: (?!(?:if|when|because|since|that|which|who|my|his|her|their|he|she|they|not|with) )\w+(?: blocks?| points?)?"
    r"(?: ,)?(?: (?:and|or|nor|a|an|any|the|all)|(?<= ,))+){0,3} ?"
)


def _is_said(reading: Reading, found: re.Match[str]) -> bool:
    return reading.asks(found.start()) and not reading.denied(found.start(), found.start() + 2)


def _denies(reading: Reading, found: re.Match[str]) -> bool:
    """Say whether a denial is asked for, and not itself denied."""
    at = found.start("denial") - 1
    before = reading.words[max(0, at - 30) : at + 1]
    if _WHY.search(before) or (not found["denial"].startswith(("no", "0")) and _TWICE.search(before)):
        return False
    return reading.asks(at) and reading.speaks(at)


BANS = Reader(
    _read,
    word_set(
        "title titles headline headlines untitled ps pps postscript postscripts script scripts highlight highlights "
        "highlighting highlighted bold bolded bolding boldface embolden italics italic italicize italicise italicized "
        "italicised italicizing italicising emphasize emphasise emphasized emphasised emphasizing emphasising emphasis "
        "starred placeholder placeholders holder holders brackets bracketed blanks blank fields sections section "
        "subsections headings heading headers header subheadings subheading subheaders chapters parts segments pieces "
        "chunks blocks continuous unbroken flowing uninterrupted undivided unsplit unsectioned json table tables "
        "tabular code "
        "lists list numbered ordered enumerated numbering enumeration enumerations quotation quotations quote "
        "quotes speech inverted unquoted asterisk asterisks answer answers response responses reply replies version "
        "versions alternative alternatives repeat repeating restate restating copy copying echo echoing quoting "
        "reproduce reproducing parrot parroting rephrase rephrasing paraphrase paraphrasing recite reciting reword "
        "retype read regurgitate own yes markdown commas comma plain plaintext"
    ),
)
