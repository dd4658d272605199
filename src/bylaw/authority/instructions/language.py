"""The reply's language, as ISO 639-1 has it: the one to use, or one not to."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.reading import Reader, Reading

__all__ = ["LANGUAGE", "LANGUAGES"]

LANGUAGES = {
    "afrikaans": "af", "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "azerbaijani": "az",
    "basque": "eu", "belarusian": "be", "bengali": "bn", "bangla": "bn", "bosnian": "bs", "bulgarian": "bg",
    "burmese": "my", "catalan": "ca", "chinese": "zh", "mandarin": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et", "farsi": "fa",
    "persian": "fa", "filipino": "tl", "finnish": "fi", "french": "fr", "galician": "gl", "georgian": "ka",
    "german": "de", "greek": "el", "gujarati": "gu", "hausa": "ha", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "icelandic": "is", "igbo": "ig", "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja",
    "kannada": "kn", "kazakh": "kk", "khmer": "km", "korean": "ko", "kurdish": "ku", "lao": "lo", "latin": "la",
    "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms", "malayalam": "ml", "maltese": "mt",
    "marathi": "mr", "mongolian": "mn", "nepali": "ne", "norwegian": "no", "pashto": "ps", "polish": "pl",
    "portuguese": "pt", "punjabi": "pa", "romanian": "ro", "russian": "ru", "serbian": "sr", "sinhala": "si",
    "slovak": "sk", "slovenian": "sl", "somali": "so", "spanish": "es", "swahili": "sw", "kiswahili": "sw",
    "swedish": "sv", "tagalog": "tl", "tamil": "ta", "telugu": "te", "thai": "th", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy", "xhosa": "xh", "yoruba": "yo", "zulu": "zu",
    "castilian": "es", "deutsch": "de", "español": "es", "français": "fr", "italiano": "it", "português": "pt",
    "svenska": "sv", "norsk": "no",
}  # fmt: skip
"""English names of languages, some of their own names, and their codes."""

_NAMES = "|".join(LANGUAGES)
_USED = (
    r"in|into|using|use|speak|speaks|speaking|only|entirely|fully|solely|purely|exclusively|all|strictly|just|is|be|"
    r"no|not|never|avoid|to|than|but|proper|plain|simple|standard|formal|modern|pure|good|brazilian|european|the|of|"
    r"language :|:|stick to|any|without|both|other|write|or|and|answer|reply|respond|"
    r"switch to|formal|fluent|native|mexican|british|american|canadian|simplified|traditional|idiomatic|everyday|"
    r"clear|correct|complete|completely|language|from"
)
_NAMED = re.compile(rf" (?P<before>{_USED}) (?P<name>{_NAMES})(?: (?:language|tongue))?(?= )")
_BARE = re.compile(
    rf" (?P<name>{_NAMES})(?: (?:language|tongue))?(?= (?:only|please|exclusively|throughout|[.!,]|is (?:the only|"
    rf"required|mandatory|forbidden|banned|off|out|a|ruled|unwelcome|never|prohibited|taboo|unacceptable|not)|must|"
    rf"should|all the way|at all times)(?= )| $)"
)
_NOT_THE_TONGUE = re.compile(
    r" (?:class|teacher|test|exam|student|students|speaker|speakers|speaking|people|food|cuisine|literature|history|"
    r"culture|man|woman|boy|girl|king|queen|revolution|restaurant|grammar|words?|author|writer|movie|movies|film|"
    r"recipe|recipes|wine|names?|phrases?|idioms?|cooking|lesson|lessons|course|"
    r"art|music|empire|government|army|company|dish|dishes|city|cities|town|chef|poet|poets|poetry|novel|major|"
    r"degree|department|guiana|republic|style|accent|market|king|queens|island|islands|politics|law|war|philosophy|"
    r"mythology|alphabet|letters|lyrics|bread|toast|president|tutor|translation|translations|version|text|article|"
    r"muffin|muffins|numerals?|numbers?)(?= )"
)
_NOT_SAID_IN = re.compile(
    r" (?:translat\w+|say|said|called|means?|mean|word for|words for|name for|pronounce|learn|learning|study|"
    r"studying|studied|teach|(?<! you )speaks|spoke|major(?:ing)? in|lesson|write about|born|fluent|written originally|"
    r"conjugate|spelled)(?= )"
)
_PEOPLE = (
    r"(?:\w+ )?(?:mother|father|mom|mum|dad|parents|wife|husband|son|daughter|kids|children|grandmother|grandfather|"
    r"grandma|grandpa|grandparents|friends?|boss|team|students?|class|readers?|audience|users?|clients?|customers?|"
    r"colleagues?|family|patients?|guests?|neighbou?rs?|staff|employees|brother|sister|teacher|visitors|members)"
)
_IMPLIED = re.compile(
    rf" (?:i|we|he|she|they|(?:my|our) {_PEOPLE}|the (?:reader|readers|audience|users?|customers?|client|"
    rf"recipients?)) (?:can |will |do )?(?P<how>only|just|not) (?:really |be able to |to )?(?:speaks?|understands?|"
    rf"reads?|know|knows)(?: only)? (?P<name>{_NAMES})(?= )"
    rf"| (?:i|we|(?:my|our) {_PEOPLE}|the (?:reader|readers|audience|users?|customers?)) (?:speaks?|understands?|"
    rf"reads?|knows?) (?:only|nothing but|just) (?P<other>{_NAMES})(?= )"
    rf"| (?P<first>{_NAMES}) is (?:the only language|my only language|all) (?:i|we|that i)(?= )"
)
_CASED = re.compile(r" (?:lower ?case\w*|upper ?case\w*|capitals?|caps|capitali[sz]\w+)(?= )")
_ELSE = re.compile(
    r" (?:no|any|anything|not|never|other|avoid|nothing) (?:\w+ ){0,4}?(?:other than|but|except|besides|apart from|"
    r"aside from|language than)(?= )"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    implied = _IMPLIED.search(words)
    if implied:
        code = LANGUAGES[implied["name"] or implied["other"] or implied["first"]]
        yield _language(code, forbidden=implied["how"] == "not")
        return
    seen: set[Constraint] = set()
    for pattern in (_NAMED, _BARE):
        for found in reading.find(pattern):
            constraint = _at(reading, found)
            if constraint and constraint not in seen:
                seen.add(constraint)
                yield constraint


def _at(reading: Reading, found: re.Match[str]) -> Constraint | None:
    words = reading.words
    code = LANGUAGES[found["name"]]
    clause = reading.clause(found.start())
    if _NOT_THE_TONGUE.match(words, found.end()) or _NOT_SAID_IN.search(words, clause.start, found.start() + 1):
        return None
    if reading.tape.source(found.start("name"), found.end("name"))[:1].islower() and code in ("pl", "th", "no", "la"):
        return None
    start = found.start("name") - 1
    if (other := _ELSE.search(words, clause.start, start + 1)) is not None:
        if other[0].startswith(" any") and not reading.denied(other.start(), other.start() + 4):
            return _language(code, forbidden=True)  # "any language except Dutch"
        return _language(code, forbidden=False)
    denied = reading.denied(start, found.end())
    if words.startswith(" only", found.end()) and words.startswith(" ,", start - 2):
        denied = False  # "no tools, English only"
    if code == "en" and _CASED.search(words) and not denied:
        return None  # "in English and in all lowercase" is the one rule about case, which is of English
    return _language(code, forbidden=denied)


def _language(code: str, *, forbidden: bool) -> Constraint:
    return Constraint.of(
        "language:forbidden_language" if forbidden else "language:response_language", {"language": code}
    )


LANGUAGE = Reader(_read, frozenset(LANGUAGES))
