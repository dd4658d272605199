"""Find secrets in a text, as they are or in disguise.

Given away in one stretch: verbatim, with other signs between its letters, reversed, in a cipher of letters, in base64,
hex, escapes, Morse, the spoken alphabet, drawn letters, leet. Spread over the text: as first or last letters, as every
second or third letter, in parts. A finding's evidence names the form and never holds the secret.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bylaw.measures.disguises.alphabets import LEET
from bylaw.measures.disguises.needles import Needles, needles
from bylaw.measures.disguises.views import View, views
from bylaw.measures.finding import Finding
from bylaw.measures.overlap.words import Words, read_words, word_set
from bylaw.measures.reader import as_seen

__all__ = ["WITHHELD", "find_parts", "find_secrets", "find_spread", "read_secrets"]

WITHHELD = "[withheld]"
MOST_SECRETS = 100
MOST_PLACES = 64
"""Of one disguise in one text."""
MOST_WORDS = 2000
"""Said earlier, the newest, in which other parts are looked for."""
PARTED = 80
"""Words that may stand between two parts of a secret."""
FILLED = 6
"""Words that may stand between two words of a secret of two words."""
_MIXED = re.compile(r"[0-9@$!|+](?:(?<=[A-Za-z@$].)[A-Za-z0-9@$!|+]|[A-Za-z]+[0-9@$!])")
_SIGN = re.compile(r"[^\W_]|[@$!|+]")
_SOUNDS = str.maketrans({"w": "v", "c": "k", "q": "k", "x": "ks", "y": "i", "j": "i"})
_LEAST_SOUND = 5
_LEAST_LETTERED = 5
_FIRST_SIGN = re.compile(r"[^\W_]")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?]\s+|\n\s*)[\"'“(*-]*([^\W_])")
_MORSE_SIGNS = str.maketrans("·•−–—_", "..----")
_MORSE_PAIRS = ("-.", ".-", "--", "- -", ". .", "- .", ". -", "−", "–", "—", "·")
_MORSE_TOKEN = re.compile(r"[.\-]+")
_FEW = word_set("an as at be by do go he if in is it me my no of on or so to up us we and are but for not the you")
"""Words too common to be taken for a part of a secret."""


@lru_cache(maxsize=64)
def read_secrets(declared: str) -> tuple[str, ...]:
    """Read declared secrets: one a line, or parted by commas."""
    each = (one.strip().strip("\"'") for one in re.split(r"[\n,]", declared))
    return tuple(dict.fromkeys(one for one in each if one))[:MOST_SECRETS]


def find_secrets(text: str, secrets: Sequence[str], *, declared: bool) -> tuple[Finding, ...]:
    """Find secrets given away in one stretch."""
    if not secrets:
        return ()
    words = read_words(text)
    joined = words.joined
    leet = _MIXED.search(text) is not None
    bare = "".join(text.split())
    morse = _morse(text)
    seen = views(text)
    found: list[Finding] = []
    for secret in secrets:
        looked = needles(secret, declared=declared)
        if not looked.signs:
            if secret in text:
                at = text.index(secret)
                found.append(_finding(at, at + len(secret), "verbatim"))
            continue
        for each in looked.joined:
            if each.text in joined:
                found += (
                    _finding(*words.place(*words.run(start, start + len(each.text))), each.form)
                    for start in _starts(words, joined, each.text, inside=each.inside)
                )
        for code in looked.raw:
            if code in bare:
                found += _in_bare(text, code)
        if leet and looked.leet:
            found += _in_leet(text, looked)
        if morse and looked.morse and f" {looked.morse} " in morse:
            found += _in_morse(text, looked.morse)
        for view in seen:
            if found and any(each.start <= view.start and view.end <= each.end for each in found):
                continue
            found += _in_view(view, looked)
    return tuple(dict.fromkeys(found))


def find_spread(text: str, before: str, secrets: Sequence[str]) -> tuple[Finding, ...]:
    """Find declared secrets spread over a text: first and last letters, every second or third letter.

    Args:
        text: that findings stand in.
        before: what stood before it; its lines count.
        secrets: as they were declared.
    """
    words = read_words(text)
    firsts = "".join([word[0] for word in words.texts])
    lasts = "".join([word[-1] for word in words.texts])
    lines, starts = _line_starts(before + text)
    found: list[Finding] = []
    sentences: tuple[str, list[int]] | None = None
    for secret in secrets:
        plain = needles(secret, declared=True).signs
        size = len(plain)
        at = max(lines.find(plain), lines.find(plain[::-1])) if size >= 4 else -1
        if at >= 0:
            found += _at_lines(text, starts, at, size, len(before))
        if size >= 6:
            for letters in (firsts, lasts):
                if (at := letters.find(plain)) >= 0:
                    found.append(_finding(*words.place(at, at + size - 1), "first or last letters"))
            joined = words.joined
            for step in (2, 3):
                for skip in range(step):
                    if (at := joined[skip::step].find(plain)) >= 0:
                        first = skip + at * step
                        last = first + (size - 1) * step + 1
                        found.append(_finding(*words.place(*words.run(first, last)), "letters between others"))
        if size >= 5:
            if sentences is None:
                places = [each.start(1) for each in _SENTENCE_STARTS.finditer(text)]
                sentences = "".join(text[at].lower() for at in places), places
            if (at := sentences[0].find(plain)) >= 0:
                found.append(_finding(sentences[1][at], sentences[1][at + size - 1] + 1, "first letters of sentences"))
    return tuple(found)


def find_parts(text: str, earlier: Sequence[str], secrets: Sequence[str]) -> tuple[Finding, ...]:
    """Find declared secrets that a text and what was said before it give away together, part by part.

    Args:
        text: that findings stand in; it gives the last part.
        earlier: what was said before, oldest first.
        secrets: as they were declared.
    """
    words = read_words(text)
    own = frozenset(words.texts)
    singles = "".join(word for word in own if len(word) == 1 and word not in "ai")
    found: list[Finding] = []
    for secret in secrets:
        looked = needles(secret, declared=True)
        lettered = len(looked.signs) >= _LEAST_LETTERED and any(each in looked.signs for each in singles)
        if not lettered and looked.ends.isdisjoint(own):
            continue
        past = [word for each in earlier for word in read_words(each).texts][-MOST_WORDS:]
        if lettered and (place := _one_by_one(past, words, looked.signs)):
            found.append(_finding(*words.place(*place), "letter by letter"))
        if place := _part_by_part(past, words, looked):
            found.append(_finding(*words.place(*place), "in parts"))
    return tuple(found)


def _finding(start: int, end: int, form: str) -> Finding:
    return Finding("secret", start, end, replacement=WITHHELD, evidence=form)


def _starts(words: Words, joined: str, needle: str, *, inside: bool) -> Iterator[int]:
    at = joined.find(needle)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        if inside or all(words.cuts(at, at + len(needle))):
            yield at
        at = joined.find(needle, at + len(needle) if inside else at + 1)


def _in_bare(text: str, code: str) -> Iterator[Finding]:
    places = [at for at, char in enumerate(text) if not char.isspace()]
    bare = "".join(text.split())
    if len(bare) != len(places):  # the two disagree on what a space is for a few control characters
        return
    at = bare.find(code)
    yield _finding(places[at], places[at + len(code) - 1] + 1, "base64")


def _in_leet(text: str, looked: Needles) -> Iterator[Finding]:
    seen = as_seen(text)
    signs = list(_SIGN.finditer(seen.text))
    at = "".join(sign[0] for sign in signs).translate(LEET).find(looked.leet)
    if at < 0:
        return
    start, end = signs[at].start(), signs[at + len(looked.leet) - 1].end()
    around = seen.text[start - 1 : start] + seen.text[end : end + 1]
    if len(looked.leet) >= 8 or not any(map(str.isalnum, around)):
        yield _finding(*seen.place(start, end), "leet")


def _morse(text: str) -> str:
    if not any(pair in text for pair in _MORSE_PAIRS):
        return ""
    return f" {' '.join(_MORSE_TOKEN.findall(text.translate(_MORSE_SIGNS)))} "


def _in_morse(text: str, morse: str) -> Iterator[Finding]:
    tokens = list(_MORSE_TOKEN.finditer(text.translate(_MORSE_SIGNS)))
    codes = morse.split(" ")
    for at in range(len(tokens) - len(codes) + 1):
        if tokens[at][0] == codes[0] and [each[0] for each in tokens[at : at + len(codes)]] == codes:
            yield _finding(tokens[at].start(), tokens[at + len(codes) - 1].end(), "morse")
            return


def _in_view(view: View, looked: Needles) -> Iterator[Finding]:
    words = read_words(view.text)
    joined = words.joined
    if view.form == "transliterated":  # the same sound is written in more than one way
        sound = looked.signs.translate(_SOUNDS)
        if len(sound) >= _LEAST_SOUND and sound in joined.translate(_SOUNDS):
            yield _finding(view.start, view.end, view.form)
        return
    for each in looked.joined[:2]:
        if each.text in joined and (
            len(each.text) >= 5 or next(_starts(words, joined, each.text, inside=each.inside), None) is not None
        ):
            yield _finding(view.start, view.end, view.form)
            return


def _line_starts(text: str) -> tuple[str, list[int]]:
    letters, places, at = [], [], 0
    for line in text.splitlines(keepends=True):
        if first := _FIRST_SIGN.search(line):
            letters.append(first[0].lower()[:1])
            places.append(at + first.start())
        at += len(line)
    return "".join(letters), places


def _at_lines(text: str, starts: Sequence[int], at: int, size: int, skip: int) -> Iterator[Finding]:
    first, last = starts[at] - skip, starts[at + size - 1] - skip
    if last >= 0:
        yield _finding(max(first, 0), min(last + 1, len(text)), "first letters of lines")


def _one_by_one(past: Sequence[str], words: Words, plain: str) -> tuple[int, int] | None:
    """Find single letters that spell a secret, "a" and "i" as words of their own left aside if need be."""
    both = [(word, -1) for word in past if len(word) == 1]
    both += [(word, at) for at, word in enumerate(words.texts) if len(word) == 1]
    for left_out in ("", "a", "ai"):
        kept = [(letter, at) for letter, at in both if letter not in left_out or not left_out]
        start = "".join(letter for letter, _ in kept).rfind(plain)
        if start >= 0:
            own = [at for _, at in kept[start : start + len(plain)] if at >= 0]
            if own:
                return own[0], own[-1]
    return None


def _part_by_part(past: Sequence[str], words: Words, looked: Needles) -> tuple[int, int] | None:
    plain = looked.signs
    marked = (*past, *words.texts)
    own_from = len(marked) - len(words.texts)
    reached: dict[int, tuple[int, int, int, int, bool]] = {}
    # Letters so far -> (where the last part stood, parts, the longest gap, the first own word, any part cut a word)
    for at, word in enumerate(marked):
        single = len(word) == 1 and word in plain
        if (word not in looked.parts and not single) or word in _FEW or word == plain:
            continue
        cut = word not in looked.words
        for so_far in (0, *sorted(reached, reverse=True)):
            if not plain.startswith(word, so_far):
                continue
            last, parts, gap, first, cuts = reached[so_far] if so_far else (at, 0, 0, -1, False)
            if at - last > (FILLED if single else PARTED) or (single and not so_far and not word.isdigit()):
                continue
            gap = max(gap, at - last - 1)
            first = first if first >= 0 else (at if at >= own_from else -1)
            if so_far + len(word) < len(plain):
                reached[so_far + len(word)] = (at, parts + 1, gap, first, cuts or cut)
            elif at >= own_from and (cuts or cut or parts >= 2 or gap <= FILLED):
                if parts:
                    return max(first, own_from) - own_from, at - own_from
    return None
