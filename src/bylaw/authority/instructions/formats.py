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
    r"proper|strict|plain|just|return|produce|parseable|parsable|well formed|emit|send|provide|give|me|nothing but|"
    r"entirely|not|no|is|inside|within|like|want|need) )(?:\w+ ){0,2}json(?= )"
    r"| json (?:format|object|only|block|output|code block|please|blob|string|document|form|syntax|structure|"
    r"response|reply)(?= )|^ json (?=[.!]|output)"
)
_NOT_JSON = re.compile(
    r" (?:this|that|the|attached|following|my|these|given|from|parse|read|validate|above|below|your|"
    r"input) (?:\w+ )?json(?= )(?! (?:format|only|object must|block))| json (?:file|schema|parser|parsing|library|"
    r"data|files|web token|path|array i|i|that i|below|above)"
)
_TABLE = re.compile(
    r" (?:as|in|into|using|use|with|a|markdown|the form of a|to|make|be) (?:a |an )?(?:\w+ )?(?:tables?|"
    r"tabular form|tabular format|tabular|table format)(?= )(?! (?:of contents|spoon|tennis|salt|manners|cloth|"
    r"lamp))"
)
_PLAIN = re.compile(r" (?:plain ?text|plain prose|unformatted text|raw text)(?= )")
_MARKDOWN = re.compile(r" (?:markdown|formatting|markup|rich text)(?= )")
_CODE = re.compile(
    r" (?:only|just|nothing but|nothing except|exclusively|solely) (?:the |with |in |return |output |your |raw |"
    r"plain |pure |working |executable |python |give |me |provide |write )*(?:code|code block|program|"
    r"source code)(?= )(?! comments)| (?:code|code block) (?:only|and nothing else|alone|exclusively)(?= )|"
    r" no (?:explanations?|prose|commentary|text|comments|words) (?:,|--|:)? ?(?:only|just) (?:the )?code(?= )"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from _json(reading)
    yield from _whole(reading)


def _json(reading: Reading) -> Iterator[Constraint]:
    for found in reading.find(_JSON):
        if _NOT_JSON.search(reading.words, max(0, found.start() - 20), found.end() + 12) or reading.denied(
            found.start(), found.end()
        ):
            continue
        yield Constraint.of("detectable_format:json_format")
        return


def _whole(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_TABLE):
        if not reading.denied(found.start(), found.end()):
            yield Constraint.of("detectable_format:table")
            break
    if any(reading.find(_CODE)):
        yield Constraint.of("detectable_format:code_only")
    if any(not reading.denied(found.start(), found.end()) for found in reading.find(_PLAIN)) or any(
        reading.denied(found.start(), found.end()) for found in reading.find(_MARKDOWN) if " tick" not in words
    ):
        yield Constraint.of("detectable_format:plain_text")


FORMAT = Reader(
    _read, word_set("json table tables tabular plain plaintext unformatted markdown formatting markup code program")
)
