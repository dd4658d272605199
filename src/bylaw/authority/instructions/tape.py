"""The tape: a sentence as one string of plain lower-case words, single spaces between, which the grammar is read on.

Numbers in words are digits there ("half a dozen" is `6`, "twice" is `2 times`), contractions are written out, and what
is quoted or bracketed is one opaque word (`"3`, `[0`) whose text is kept beside: so a quoted word can be an argument,
but never part of the grammar. Every word knows where in the text it came from.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bylaw.authority.instructions.words import word_set

__all__ = ["Tape", "find_quotes", "write_tape"]

_TOKEN = re.compile(
    # First what is most: words that begin no abbreviation, and stops.
    r"(?P<plain>[^\W\d_pPeivE][^\W\d_]*(?:['’][^\W\d_]+)*)|(?P<stop>[.,;:!?()])|(?P<title><<[^<>\n]{0,80}>>)|(?P<stars>\*{3,})|(?P<bracket>\[[^\[\]\n]{0,80}\])"
    r"|(?P<script>\b(?:[Pp]\.\s?){1,2}[Ss]\b\.?|\bPP?S\b)|(?P<latin>\b(?:e\. ?g|i\. ?e|etc|vs)\b\.?)"
    r"|(?P<number>\d[\d,]*\d|\d)(?P<ordinal>st|nd|rd|th)?(?P<plus>\+)?"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<dash>-{2,}|[—–]|(?<=\s)-(?=\s))|(?P<mark>[.,;:!?()/~≤≥<>=\n#])",
)
_SCRIPT = re.compile(r"(?:[Pp]\.?\s?){1,2}[Ss]\.?:?")
_QUOTE = re.compile(
    r"\"[^\"\n]{0,400}\"|“[^”\n]{0,400}”|”[^\"”\n]{0,200}[\"”]|«[^»\n]{0,400}»|`[^`\n]{1,400}`"
    r"|(?<![\w'])'[^'\n]{1,200}?(?:'[a-z][^'\n]{1,200}?){0,3}'(?!\w)|(?<!\w)‘[^’\n]{1,200}?’(?!\w)"
)
_CONTRACTED = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "dont": "do not",
    "cant": "can not", "wont": "will not", "shouldnt": "should not", "mustnt": "must not", "doesnt": "does not",
    "let's": "let us", "lets": "let us", "isnt": "is not", "arent": "are not", "didnt": "did not", "pls": "please",
    "plz": "please", "ur": "your", "gonna": (
        "going to"
    ), "wanna": "want to", "&": "and", "it's": "it is", "that's": "that is", "there's": (
        "there is"
    ), "here's": "here is", "what's": "what is", "who's": "who is", "how's": "how is", "where's": "where is",
    "ain't": "is not", "kindly": "please", "dozens": "dozens", "every": "each", "whole": "entire", "w/o": "without",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"), ("'m", " am"))
_SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12, "score": 20}
_TIMES = {"once": "1 times", "twice": "2 times", "thrice": "3 times"}
_COUNTS = frozenset((*_SMALL, *_SCALES, *_TIMES, "couple", "single", "pair"))
_NOT_A_NUMBER_BEFORE = word_set("each this that the no any which another which someone last other")
_NOT_A_NUMBER_AFTER = word_set("of another by day can should must may might would could who that is has thing")
_LINKS_A_TIME = word_set(
    "least most than only exactly just word letter appear appears appearing used use using mention "
    "mentioned mentions it included include includes occur occurs occurring not repeated say said or times "
    "comma precisely"
)


@dataclass(frozen=True, slots=True)
class Tape:
    """One sentence, ready to be read."""

    words: str
    """Begins and ends with a space."""
    starts: tuple[int, ...]
    """Of every word on the tape: where it begins there."""
    froms: tuple[int, ...]
    """Where it begins in the text, and (`tos`) ends."""
    tos: tuple[int, ...]
    arguments: tuple[str, ...]
    """What stood in quotes or brackets, without them, by the number on the tape."""
    text: str

    def source(self, start: int, end: int) -> str:
        """Give the text that a stretch of the tape was made from."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        if start > self.starts[first] and first + 1 < len(self.starts):
            first += self.words[start] == " "
        last = bisect_right(self.starts, max(end - 1, start)) - 1
        return self.text[self.froms[first] : self.tos[max(first, last)]]

    def argument(self, word: str) -> str:
        """Give the text of an opaque word such as `"3`."""
        return self.arguments[int(word[1:])]


def find_quotes(text: str) -> list[tuple[int, int]]:
    """Find what stands in quotation marks, for a text whose spans nobody has read."""
    return [found.span() for found in _QUOTE.finditer(text)] if any(mark in text for mark in "\"'“”«`‘") else []


def write_tape(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> Tape:
    """Write the tape of `text[start:end]`; `quoted` are the stretches of it that don't speak."""
    words: list[str] = []
    froms: list[int] = []
    tos: list[int] = []
    arguments: list[str] = []

    def put(word: str, begin: int, stop: int) -> None:
        words.append(word)
        froms.append(begin)
        tos.append(stop)

    here = start
    for begin, stop in (*quoted, (end, end)):
        if stop <= here or begin > end:
            continue
        _plain(text, here, min(begin, end), (words, froms, tos), arguments)
        if begin < end:
            stop = min(stop, end)
            said = _unquoted(text[max(begin, start) : stop])
            if len(said) < 8 and _SCRIPT.fullmatch(said):
                put("pps" if said.lower().count("p") > 1 else "ps", begin, stop)
            else:
                put(f'"{len(arguments)}', begin, stop)
                arguments.append(said)
        here = stop
    return _joined(*_counted(words, froms, tos), arguments, text)


def _plain(text: str, start: int, end: int, tape: tuple[list[str], list[int], list[int]], arguments: list[str]) -> None:
    words, froms, tos = tape
    after = -1

    def put(word: str, begin: int, stop: int) -> None:
        words.append(word)
        froms.append(begin)
        tos.append(stop)

    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        begin, stop = found.span()
        match kind:
            case "plain" | "word":
                word = found[0].lower()
                if "'" in word or "’" in word:
                    word = _written_out(word.replace("’", "'"))
                word = _CONTRACTED.get(word, word)
                if " " in word:
                    for each in word.split():
                        put(each, begin, stop)
                else:
                    words.append(word)
                    froms.append(begin)
                    tos.append(stop)
            case "stop" | "mark":
                if found[0] not in "\n#":
                    put(found[0], begin, stop)
            case "number" | "ordinal" | "plus":
                digits = found["number"].replace(",", "")
                if after == begin - 1 and text[after] in "-–" and words_end_in_digit(text, after):
                    put("to", after, begin)
                if len(digits) > 9:
                    digits = digits[:9]
                put(digits + (found["ordinal"] or ""), begin, found.end("number"))
                if found["plus"]:
                    put("+", stop - 1, stop)
            case "dash":
                if not (stop - begin == 1 and begin and text[begin - 1].isdigit() and text[stop : stop + 1].isdigit()):
                    put("--", begin, stop)
            case "title":
                put("<<>>", begin, stop)
            case "stars":
                put("*" * min(stop - begin, 12), begin, stop)
            case "bracket":
                put(f"[{len(arguments)}", begin, stop)
                arguments.append(found[0][1:-1])
            case "script":
                put("pps" if found[0].lower().count("p") == 2 else "ps", begin, stop)
            case "latin":
                put(re.sub(r"[. ]", "", found[0].lower()), begin, stop)
        after = stop


def _written_out(word: str) -> str:
    if word in _CONTRACTED:
        return word
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + full
    return word.removesuffix("'s")


def words_end_in_digit(text: str, position: int) -> bool:
    """Whether the character before a hyphen is a digit: a range, as in 3-5."""
    return position > 0 and text[position - 1].isdigit()


def _unquoted(text: str) -> str:
    return text.strip('"“”«»`‘’').strip() if text[:1] != "'" else text[1:-1].strip()


def _counted(words: list[str], froms: list[int], tos: list[int]) -> tuple[list[str], list[int], list[int]]:
    """Write numbers in words as digits."""
    if _COUNTS.isdisjoint(words):
        return words, froms, tos
    out: list[str] = []
    begins: list[int] = []
    stops: list[int] = []
    place = 0
    while place < len(words):
        stop, text = _number_at(words, place)
        if stop == place:
            stop, text = place + 1, words[place]
        for word in text.split():
            out.append(word)
            begins.append(froms[place])
            stops.append(tos[stop - 1])
        place = stop
    return out, begins, stops


def _number_at(words: list[str], place: int) -> tuple[int, str]:
    """Read a number in words that begins at `place`: where it stops and its digits; nowhere if there is none."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else "."
    before = words[place - 1] if place else ""
    if word in _TIMES:
        told = before in _LINKS_A_TIME or before[:1] == '"' or after in (".", ",", "or", "and", ")", "in", "at")
        return (place + 1, _TIMES[word]) if told and before not in {"at", "all"} else (place, "")
    at = place
    if word == "half" and words[place + 1 : place + 3] == ["a", "dozen"]:
        return place + 3, "6"
    if word in ("a", "an", "the"):
        if after in ("couple", "pair") and word != "the":
            return place + 2 + (words[place + 2 : place + 3] == ["of"]), "2"
        if after == "single" and word == "a" and before != "not":
            return place + 2, "1"
        if after not in _SCALES or after == "score" or word != "a":
            return place, ""
        at += 1
    elif word not in _SMALL and not (word.isdigit() and after in _SCALES):
        return place, ""
    if word == "one" and (before in _NOT_A_NUMBER_BEFORE or after in _NOT_A_NUMBER_AFTER):
        return place, ""
    total, current, begun = 0, 1 if at > place else 0, False
    while at < len(words):
        word = words[at]
        if word in _SMALL:
            if begun and not (current >= 20 and current % 10 == 0 and _SMALL[word] < 10) and current % 100 != 0:
                break
            current += _SMALL[word]
        elif word.isdigit() and not begun:
            current = int(word)
        elif word in _SCALES and (begun or current):
            current = max(current, 1) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        elif (
            word == "and"
            and begun
            and current
            and current % 100 == 0
            and words[at + 1 : at + 2]
            and words[at + 1] in _SMALL
        ):
            pass
        else:
            break
        begun = True
        at += 1
    return at, str(total + current)


def _joined(words: list[str], froms: list[int], tos: list[int], arguments: list[str], text: str) -> Tape:
    starts = []
    here = 1
    for word in words:
        starts.append(here)
        here += len(word) + 1
    return Tape(f" {' '.join(words)} ", tuple(starts), tuple(froms), tuple(tos), tuple(arguments), text)
