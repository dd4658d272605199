"""Arguments: the words a rule names, in quotes or brackets or bare, one or a list of them."""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority.instructions.reading import Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["listed_after", "listed_before", "quoted_after"]

_ITEM = r"(?:\"\d+|\[\d+|[^\W\d_]\w*|\d+)"
_OPAQUE = re.compile(r" ([\"\[])(\d+)(?= )")
_SEPARATOR = re.compile(r" (?:, (?:and|or|nor)|,|/|and|or|nor|and also)(?= )")
_STOP = word_set(
    "in at anywhere should must shall may can will is are be appear appears twice times within throughout "
    "somewhere more less not no never exactly least most to for as when while with on your the . ; : ! ? ( "
    ") -- it use that this which where because so please include mention avoid do has have needs need "
    "appearing included used using instead of all keep make write only but also then each both every "
    "between if from itself a an you i we by there any ought cannot wherever whatsoever altogether "
    "entirely verbatim occurs occur shows show etc respectively word words keyword keywords under over up "
    "exactly somehow naturally plus without too either per end start wrap answer respond give"
)
_ALONE = re.compile(r" (?:[,.;]|and|or)(?= )| ?$")
_LONGEST = 40  # words in one list


def quoted_after(reading: Reading, start: int, end: int | None = None) -> list[str]:
    """Give the quoted or bracketed texts between two places of the tape."""
    stop = len(reading.words) if end is None else end
    return [reading.tape.arguments[int(each[2])] for each in _OPAQUE.finditer(reading.words, start, stop)]


def listed_after(reading: Reading, start: int) -> list[str]:
    """Give the words listed from a place on: quoted ones, or bare ones set apart by commas and `and`."""
    words = reading.words
    place = start
    opener = re.compile(r" (?:[:=(]|such as|like|these|following|eg|ie|,|\[)(?= )").match
    while lead := opener(words, place):
        place = lead.end()
    listing = words[start:place].rstrip().endswith(":")
    items: list[str] = []
    quoted = words.startswith(' "', place)
    while len(items) < _LONGEST:
        stop = words.find(" ", place + 1)
        word = words[place + 1 : stop] if stop > 0 else ""
        if not word:
            break
        if word[0] in '"[' and word[1:].isdigit():
            items += (
                _split(reading.tape.argument(word)) if word[0] == "[" else [reading.tape.argument(word).rstrip(",.;")]
            )
        elif quoted:
            break  # "without the words "0 or "1 , describe": what isn't quoted is not of the list
        elif (word in _STOP and not (listing and _ALONE.match(words, stop))) or not word[0].isalpha():
            break
        else:
            items.append(reading.tape.source(place + 1, stop))
        place = stop
        if words.startswith(' "', place) and words[place + 2].isdigit():
            continue
        separator = _SEPARATOR.match(words, place)
        if not separator:
            break
        place = separator.end()
        again = re.compile(r" (?:the )?(?:words?|keywords?|terms?|phrases?)(?= )").match(words, place)
        if again:
            place = again.end()
        determiner = re.compile(r" the(?= \"\d)").match(words, place)
        if determiner:
            place = determiner.end()
    return [item for item in items if item]


def listed_before(reading: Reading, end: int) -> list[str]:
    """Give the quoted texts listed right before a place."""
    run = re.compile(r"(?: (?:\"\d+)(?: ,| and| or| , and| , or)?)+ $").search(
        reading.words, max(0, end - 200), end + 1
    )
    return quoted_after(reading, run.start(), run.end()) if run else []


def _split(text: str) -> list[str]:
    return [part.strip(" '\"‘’“”") for part in text.split(",")]
