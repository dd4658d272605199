"""What the whole reply is: JSON, a table, code, plain text."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["FORMAT"]

_JSON = re.compile(
    r" (?:(?P<before>in|as|into|valid|only|a|an|1|single|return|output|format|to|with|be|:|use|using|of|pure|raw|"
    r"proper|strict|plain|just|return|produce|parseable|parsable|readable|well formed|emit|send|provide|give|me|"
    r"nothing but|exclusively|solely|purely|than|except|but|besides|outside|"
    r"entirely|not|no|is|inside|within|like|want|need|prefer|expect|require|via|through) )(?:\w+ "
    r"){0,2}(?P<json>json)(?= )"
    r"| (?P<named>json) (?:format|object|only|block|output|code block|please|blob|string|document|form|syntax|"
    r"structure|response|reply|alone|exclusively|is required|is (?:the )?only)(?= )|"
    r"^ (?P<first>json)(?: ,)? (?=[.!]|output|please)|^ json $"
)
_NOT_JSON = re.compile(
    r" (?:this|that|the|attached|following|my|these|given(?! (?:as|in))|from|parse|read|validate|above|below|your|"
    r"input) (?:\w+ )?json(?= )(?! (?:format|only|object must|block))| json (?:file|schema|parser|parsing|library|"
    r"data|files|web token|path|array i|i|that i|below|above)(?= )"
)
_ELSE = re.compile(
    r" (?:anything|nothing|something|any (?:other )?\w+|no (?:other )?\w+|text|prose|words)(?: \w+){0,2}? "
    r"(?:other than|except|but|besides|apart from|outside(?: of)?|aside from)"
    r"(?: (?:valid|the|a|pure|raw|plain|well formed)){0,3} $"
)
"""What stands after it is the one thing that isn't ruled out."""
_TABLE = re.compile(
    r" (?:(?P<before>the|that|this|these|my|his|her|its|our|their|following|attached|above|below|users|same|which|"
    r"what|each|some|contingency|periodic|multiplication|times|truth|data|dining|sql|database|hash|pivot|html|"
    r"lookup|coffee) )?(?:tables?|tabular (?:form|format|layout|arrangement|structure)|tabular|table format|"
    r"table form)(?= )(?! (?:of contents|spoon|tennis|salt|manners|cloth|lamp|leg|legs|top|saw|wine|for \d|named|"
    r"called|the|in (?:sql|latex|word|excel|html|the|postgres|mysql|my|our)|with (?:id|primary)|from|and chairs?|"
    r"component|row|column|schema|joins?|below|above))"
)
_TABULATE = re.compile(r" tabulate(?: (?:the|your|these|this|it|them|all|everything|my))(?= )")
_TABLES = word_set("table tables tabular tabulate")
_NO_TABLE_HERE = re.compile(
    r" (?:book|reserve|set (?:the|a)|lay the|clear|function|script|program|query|sql|html|css|class|method|macro|"
    r"latex|database|"
    r"spreadsheet|excel|component|create table|sentence|poem|story|essay|joke|at the|on (?:the|a)|waiter|restaurant|"
    r"parse|parser|scrape|csv|postgres|mysql|cell|cells)(?= )"
)
_PLAIN = re.compile(
    r" (?:plain ?text|plain prose|unformatted|raw text|simple text|bare text|text only|only text|just text|"
    r"plain unformatted text|plain ascii)(?= )(?! emails?)"
)
_MARKDOWN = re.compile(r" (?:markdown|formatting|markup|rich text)(?= )")
_FORMATTED = re.compile(
    r" (?:strip|remove) (?:all |any |the |out )*(?:formatting|markdown|markup) (?:from|in|out of) (?:your|the) "
    r"(?:answer|response|reply|output|whole|entire|final)(?= )"
)
_STRIPPED = re.compile(r" markdown (?:is |stays |must be |should be )?(?:off|disabled|switched off|turned off)(?= )")
_A_CODE = (
    r"(?:(?:the|your|a|an|1|raw|plain|pure|working|executable|single|complete|full|finished|runnable|resulting|final|"
    r"corrected|actual|python|sql|bash|javascript|java|rust|go|shell|typescript|html|css|c|regex|php|ruby|"
    r"kotlin|swift) ){0,5}(?:code|code block|source code|code snippet|snippet|program|script|function|query|"
    r"sql|implementation|command|html|python|source)"
)
_NO_WORDS = (
    r"(?:(?:any|added|additional|extra|further|surrounding|accompanying|other|a|single|word|words|of|line|bit|"
    r"kind) ){0,4}(?:explanations?|explanatory text|explaining|prose|commentary|comments?|text|words?|description|"
    r"remarks|notes|introduction|chatter|narration|preamble|discussion|explanation)"
)
_GIVE = (
    r"(?:return|output|give|give me|provide|write|reply with|respond with|answer with|send|send me|i want|i need|print|"
    r"show|show me|post|produce|reply in|respond in|answer in|i would like|include|contain|contains|be|is|consist of|"
    r"consists of|deliver)"
)
_LONE = r"(?:only|just|nothing but|nothing except|nothing other than|exclusively|solely|purely|no more than|merely)"
_CODE = re.compile(
    rf" {_LONE} (?:(?:with|in|return|output|give|me|provide|write|send|of|want|need|contain|be|the) )*{_A_CODE}"
    rf"(?= (?:[.,;!?)]|--|please|and|with|without|no|as|for|in|that|which|here|--)| $)|"
    rf" (?:code|code block|source code|snippet|script|query) (?:only|and nothing (?:else|more|besides)|alone|"
    rf"exclusively|, nothing (?:else|more)|-- nothing else)(?= )|"
    rf" {_GIVE}(?: back)? {_A_CODE}(?: (?:as|for|in|your|the|my|answer|reply|it|this|response|itself)){{0,4}}"
    rf"(?: (?:,|--|and|;|:|but))* (?:without|with no|no|not|with 0)"
    rf" {_NO_WORDS}(?= )|"
    rf" (?:anything|nothing|text|words?|prose|a word|something) (?:else )?(?:but|except|except for|other than|besides|"
    rf"outside|outside of|apart from|aside from|beyond|around|before or after) {_A_CODE}(?= )(?! comments)|"
    rf" no (?:explanations?|prose|commentary|text|comments|words) (?:,|--|:|;)? ?(?:only|just) {_A_CODE}(?= )"
)
_NOT_CODE_ALONE = re.compile(
    r" (?:read|reads|change|edit|look at|review|explain|fix|use|run|execute|modify|understand|test|check|touch|"
    r"refactor|on|write) (?:only|just|solely)?(?: the| my| this| your)? ?$| code (?:on|comments|words?|of conduct|"
    r"name|red|blue)(?= )"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from _json(reading)
    yield from _whole(reading)


def _json(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_JSON):
        at = found.end() - 5 if found["json"] else found.start()
        if any(
            other.start() <= at + 4 and other.end() > at
            for other in _NOT_JSON.finditer(words, max(0, found.start() - 20), found.end() + 12)
        ):
            continue
        if reading.denied(at, at + 5) and not _ELSE.search(words, max(0, at - 70), at + 1):
            continue
        yield Constraint.of("detectable_format:json_format")
        return


def _whole(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if not _TABLES.isdisjoint(reading.vocabulary) and not _NO_TABLE_HERE.search(words):
        for found in reading.find(_TABLE):
            if found["before"] or (reading.denied(*found.span()) and not _EXCEPT.search(words, 0, found.start() + 1)):
                continue
            yield Constraint.of("detectable_format:table")
            break
        else:
            if any(not reading.denied(*found.span()) for found in reading.find(_TABULATE)):
                yield Constraint.of("detectable_format:table")
    if any(
        not _NOT_CODE_ALONE.search(words, max(0, found.start() - 24), found.end() + 12) for found in reading.find(_CODE)
    ):
        yield Constraint.of("detectable_format:code_only")
    if (
        any(not reading.denied(*found.span()) for found in reading.find(_PLAIN))
        or any(reading.find(_FORMATTED))
        or any(reading.find(_STRIPPED))
        or any(reading.denied(*found.span()) for found in reading.find(_MARKDOWN) if " tick" not in words)
    ):
        yield Constraint.of("detectable_format:plain_text")


_EXCEPT = re.compile(r" (?:other than|except|nothing but) (?:in |as )?(?:a |an )?(?:\w+ )?$")


FORMAT = Reader(
    _read,
    word_set(
        "json table tables tabular plain plaintext unformatted markdown formatting markup code program "
        "snippet script query sql tabulate text function"
    ),
)
