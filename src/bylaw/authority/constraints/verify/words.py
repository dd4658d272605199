"""Count what a reply is made of: words, sentences, words in capitals.

Counts as the public IFEval checkers do. A word is a run of word characters, the
marks that Indic and other scripts set on letters among them. A word in capitals is a token as the Penn
Treebank cuts them (contractions are two, hyphens join). A sentence ends at a full stop, question or exclamation mark
before white space, whatever the script: neither the danda nor the ideographic full stop ends one, as there.
"""
# SPDX-License-Identifier: Apache-2.0

import re
import unicodedata
from functools import cache

__all__ = ["capital_words", "sentences", "words"]

_WORD = re.compile(r"\w+")
_FIRST_MARK, _BEHIND_LAST_MARK = 0x300, 0x1F000  # but for variation selectors of the supplementary planes

_STOP = re.compile(r"(?<![.?!])[.?!]++(?:[\"'”’)\]_]|\*(?!\*\*))*+(?=\s|\*\*\*|$)")
_LAST_TOKEN = 24  # no abbreviation is longer; bounds the look back from each stop
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "st", "prof"})  # a name follows, so never a sentence's end
_ABBREVIATIONS = frozenset({"inc", "ltd", "jr", "sr", "co", "vs", "etc", "fig", "approx", "dept", "est"})
_OPENERS = frozenset(
    ["Mr", "Mrs", "Ms", "Dr", "Prof", "He", "She", "It", "They", "Their", "Our", "We", "But", "However", "That", "This"]
)
_NEXT_WORD = re.compile(r"\s*[\"'“‘(\[*_]*([^\W\d_]+)?")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")

# Characters the Treebank tokenizer always sets apart; what is left between them is a token.
_APART = str.maketrans(dict.fromkeys('«»“”„‘’`;@#$%&‒–—―?!*()[]{}<>"', " "))
_APART_IN_PLACE = re.compile(r"[:,](?!\d)|\.{2,}|--|''")
_CLITIC = re.compile(r"(?:'(?:[sSmMdD]|ll|LL|re|RE|ve|VE)|n't|N'T)$")
_TWO_IN_ONE = frozenset({"CANNOT", "GIMME", "GONNA", "GOTTA", "LEMME", "WANNA"})


def words(text: str) -> int:
    """Count the words of `text`."""
    if not text.isascii():
        text = text.translate(_joined())
    return sum(1 for _ in _WORD.finditer(text))


@cache
def _joined() -> dict[int, str]:
    # Python's own word characters leave out combining marks and joiners, and would cut Hindi at every vowel sign.
    marks = [code for code in range(_FIRST_MARK, _BEHIND_LAST_MARK) if unicodedata.category(chr(code))[0] == "M"]
    return dict.fromkeys((*marks, 0x200C, 0x200D), "_")


def sentences(text: str) -> int:
    """Count the sentences of `text`, each with a word in it; what stands behind the last stop is one more."""
    count = end = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop):
            count += _WORD.search(text, end, stop.start()) is not None
            end = stop.end()
    return count + (_WORD.search(text, end) is not None)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    marks = stop[0].rstrip("\"'”’)]*_")
    if marks != ".":
        return True
    before = text[max(0, stop.start() - _LAST_TOKEN) : stop.start()].split()
    token = before[-1].lstrip("\"'“‘([*_") if before and not text[stop.start() - 1].isspace() else ""
    if not token:
        return True
    following = _NEXT_WORD.match(text, stop.end())
    word = following[1] if following is not None else None
    if token.lower() in _TITLES:
        return word is None
    if token.lower() in _ABBREVIATIONS:
        return word is None or not word[0].islower()
    if _ACRONYM.fullmatch(token):
        return word is None or word in _OPENERS
    return not (len(token) == 1 and token.isalpha())


def capital_words(text: str) -> int:
    """Count the tokens of `text` that stand in capitals."""
    tokens = _APART_IN_PLACE.sub(" ", text.translate(_APART)).split()
    return sum(map(_capitals, tokens))


def _capitals(token: str) -> int:
    clitic = _CLITIC.search(token)
    if clitic is not None and clitic.start() > 0:
        return token[: clitic.start()].isupper() + clitic[0].isupper()
    if token in _TWO_IN_ONE:
        return 2
    return token.isupper()
