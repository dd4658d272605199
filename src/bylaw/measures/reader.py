"""Read a text as its reader sees it: what looks the same becomes the same, and what can't be seen is gone.

Knows no word and no meaning. Letters are put in lower case, compatibility forms (full width, mathematical, circled)
become the letters they show, look-alikes from other scripts become Latin where they stand among Latin letters, white
space runs to one space, and characters that show nothing are dropped. Russian and Greek stay what they are.
Sources: Unicode 16, normal form NFKC (UAX #15); look-alikes after UTS #39, cut to what is drawn like a plain letter.
"""
# SPDX-License-Identifier: Apache-2.0

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

__all__ = ["Seen", "as_seen", "lowered"]

_STRICT = {
    # Cyrillic
    **dict(zip("аеіјорсухѕԛԝһԁѵӏ", "aeijopcyxsqwhdvl", strict=True)),
    **dict(zip("АВЕІЈКМНОРСТХЅҮԚԜԌЗ", "abeijkmhopctxsyqwg3", strict=True)),
    # Greek
    **dict(zip("οαινυρϲϳ", "oaivupcj", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "abezhikmnoptyxc", strict=True)),
    # Armenian, Cherokee
    **dict(zip("օոսհգցք", "onuhqgp", strict=True)),
    **dict(zip("ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ", "abcdeghijklmprstvwyz", strict=True)),
}
"""Letters of other scripts that are drawn like a Latin one."""

_LOOSE = dict(zip("вгкмнтєбяУӘәκτεβωηɛз", "brkmhtebryeektebwne3", strict=True))
"""Letters that pass for a Latin one only among Latin letters."""

_DRAWN = {
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    **dict(zip("ɑɡıȷſꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "agijsabcdefghijklmnoprstuvwxyz", strict=True)),
    **{chr(0x1F150 + at): chr(97 + at) for at in range(26)},  # white on a black disc
    **{chr(0x1F170 + at): chr(97 + at) for at in range(26)},  # white on a black square
    **dict(zip("‘’‚‛′ʼʹ´`“”„‟″«»‐‑‒–—―−⁄∕", "''''''''`\"\"\"\"\"\"\"-------//", strict=True)),
}
"""Variants of Latin letters, quotation marks and dashes: they are the same wherever they stand."""

# Format characters (category Cf) show nothing, but for the Arabic signs that enclose a number; so do these others.
_SHOWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")

_ASCII: dict[int, str | None] = {code: chr(code).lower() for code in range(128)}
_ASCII |= dict.fromkeys((*range(9), *range(14, 28), 127))
_ASCII |= dict.fromkeys((*range(9, 14), *range(28, 32)), " ")
_MARKS_KEPT = 4
"""Marks that are kept on one letter, so that a pile of them is no work; no language piles up more."""

_COMMON = tuple((mark, _DRAWN.get(mark, " ")) for mark in "’“”—–‘\u00a0")
"""What ordinary typography puts in English text; replaced first, because such a text is then plain ASCII."""

_OTHER_SCRIPT = re.compile(f"[\u0370-\u052f\u0531-\u058f](?<![{''.join(_STRICT)}])")
_HAS_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"\S+")
_CONTROLS = re.compile("[\0-\x08\x0e-\x1b\x7f]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as its reader sees it."""

    text: str
    original: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the original text of a stretch of what is seen, both in code points, `end` exclusive.

        What is invisible inside the stretch belongs to it; what is invisible around it doesn't.
        """
        size = len(self.text)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        plain = _plain_words(self.original)
        if plain is not None and size:
            return plain.place(start, end)
        starts, ends = _places(self.original)
        if start == end:
            at = starts[start] if start < size else (ends[-1] if size else 0)
            return at, at
        return starts[start], ends[end - 1]

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of what is seen that shows a stretch of the original: `place` the other way round."""
        starts, ends = _places(self.original)
        first = bisect_left(ends, start + 1)
        return first, max(first, bisect_left(starts, end))


@lru_cache(maxsize=256)
def as_seen(text: str) -> Seen:
    """Fold a text to what its reader sees; never raises, and takes time linear in the text."""
    plain = text
    if not plain.isascii():
        for mark, drawn in _COMMON:
            plain = plain.replace(mark, drawn)
    words = plain.split()
    if not plain.isascii():
        folded = [
            word if word.isascii() else "".join(shown for _, _, shown in _fold(words, at))
            for at, word in enumerate(words)
        ]
        words = [word for word in folded if word]
    seen = " ".join(words).lower()
    if not _CONTROLS.search(seen):
        return Seen(seen, text)
    return Seen(" ".join(_CONTROLS.sub("", seen).split()), text)


def lowered(text: str) -> str:
    """Put a text in small letters as a pattern that ignores case reads it: a word it looks for is then a stretch."""
    low = text.lower()
    return low if low.isascii() else low.replace("\u017f", "s").replace("\u0131", "i").replace("i\u0307", "i")


@dataclass(frozen=True, slots=True)
class _PlainWords:
    """Where the words of a text stand that is seen as it is written, but for the white space between its words."""

    seen: list[int]
    """Where each begins in what is seen."""
    written: list[int]
    """Where it begins in the original."""
    size: int
    """Of what is seen."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the original; as `Seen.place`, of a text that isn't empty."""
        if start == self.size:  # behind the last word
            at = self.written[-1] + self.size - self.seen[-1]
            return at, at
        word = bisect_right(self.seen, start) - 1
        begin = self.written[word] + start - self.seen[word]
        if start == end:
            return begin, begin
        last = bisect_right(self.seen, end - 1) - 1
        after = last + 1
        if after < len(self.seen) and end == self.seen[after]:  # the space before a word ends where the word begins
            return begin, self.written[after]
        return begin, self.written[last] + end - self.seen[last]


@lru_cache(maxsize=64)
def _plain_words(text: str) -> _PlainWords | None:
    """Read the words of a text that is seen character for character; None where it isn't."""
    plain = text
    if not plain.isascii():
        for mark, drawn in _COMMON:
            plain = plain.replace(mark, drawn)
    if not plain.isascii() or _CONTROLS.search(plain):
        return None
    sizes = [len(word) + 1 for word in plain.split()]
    written = [match.start() for match in _WORD.finditer(plain)]
    ends = list(accumulate(sizes, initial=0))
    return _PlainWords(ends[:-1], written, ends[-1] - 1)


@lru_cache(maxsize=64)
def _places(text: str) -> tuple["array[int]", "array[int]"]:
    """Give where each character that is seen begins and ends in the original."""
    plain = text
    for mark, drawn in _COMMON:
        plain = plain.replace(mark, drawn)  # each is one character for one
    matches = list(_WORD.finditer(plain))
    words = [match.group() for match in matches]
    starts, ends = array("q"), array("q")
    for at, match in enumerate(matches):
        begin = match.start()
        if words[at].isascii() and words[at].isprintable():  # one character for one
            if starts:
                starts.append(ends[-1])
                ends.append(begin)
            starts.extend(range(begin, match.end()))
            ends.extend(range(begin + 1, match.end() + 1))
            continue
        first = True
        for start, end, shown in _fold(words, at):
            if first and starts:  # the one space that stands for what lies between two words
                starts.append(ends[-1])
                ends.append(begin + start)
            first = False
            for _ in shown:
                starts.append(begin + start)
                ends.append(begin + end)
    return starts, ends


def _fold(words: Sequence[str], at: int) -> Iterator[tuple[int, int, str]]:
    """Give what is seen of one word: (start, end, shown), in order; what shows nothing is left out."""
    word = words[at]
    if word.isascii():
        for place, char in enumerate(word):
            if shown := _ASCII[ord(char)]:
                yield place, place + 1, shown
        return
    letters: list[tuple[int, int, str, str]] = []
    for start, end, base, shown in _clusters(word):
        if shown[0].isalpha():
            letters.append((start, end, base, shown))
            continue
        yield from _letters(letters, words, at)
        letters = []
        yield start, end, shown
    yield from _letters(letters, words, at)


def _clusters(word: str) -> Iterator[tuple[int, int, str, str]]:
    """Split a word into letters with their marks: (start, end, the letter itself, what it shows, in lower case)."""
    start, size = 0, len(word)
    while start < size:
        base, end = word[start], start + 1
        marks: list[str] = []
        while end < size and (_joins(word[end]) or _invisible(word[end])):
            if len(marks) < _MARKS_KEPT and not _invisible(word[end]):
                marks.append(word[end])
            end += 1
        if not _invisible(base):
            last = start + 1 if not marks else end
            if shown := _shown(base + "".join(marks)):
                yield start, last, base, shown
        start = end


@lru_cache(maxsize=8192)
def _shown(cluster: str) -> str:
    if cluster in _DRAWN:
        return _DRAWN[cluster]
    if cluster in _STRICT or cluster in _LOOSE:
        return cluster.lower()
    if len(cluster) > 3 and cluster[0].isascii():  # a pile: no Latin letter has three marks
        cluster = cluster[0]
    drawn = _DRAWN.get(cluster[0], cluster[0]) + cluster[1:]
    shown = unicodedata.normalize("NFKC", drawn).lower()
    if shown and shown[0].isascii() and len(cluster) > 1:  # marks that no letter is made with: struck through, piled up
        shown = "".join(char for char in shown if not unicodedata.combining(char))
    return "".join(_DRAWN.get(char, char) for char in shown if not char.isspace() and not _invisible(char))


@lru_cache(maxsize=8192)
def _invisible(char: str) -> bool:
    if char in _BLANK or 0xFE00 <= ord(char) <= 0xFE0F or 0xE0000 <= ord(char) <= 0xE0FFF:
        return True
    category = unicodedata.category(char)
    return category == "Cc" or (category == "Cf" and char not in _SHOWN_FORMATS)


@lru_cache(maxsize=8192)
def _joins(char: str) -> bool:
    """Whether a character is drawn on the one before it."""
    return unicodedata.combining(char) != 0 or 0x1161 <= ord(char) <= 0x11FF


def _letters(run: Sequence[tuple[int, int, str, str]], words: Sequence[str], at: int) -> Iterator[tuple[int, int, str]]:
    """Give a run of letters, its look-alikes as Latin where it passes for a Latin word."""
    if run and (any(_latin(shown[0]) for *_, shown in run) or _passes([base for _, _, base, _ in run], words, at)):
        for start, end, base, shown in run:
            yield start, end, _STRICT.get(base) or _LOOSE.get(base) or shown
        return
    for start, end, _, shown in run:
        yield start, end, shown


def _latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff"


def _passes(bases: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether a word of look-alikes alone is meant as Latin: those beside it are, or nothing in the text is foreign."""
    if not all(base in _STRICT for base in bases):
        return False
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    if any(_HAS_LATIN.search(word) for word in beside):
        return True
    near = words[max(0, at - 64) : at + 64]  # bounded, so that a text of such words is linear
    return not any(_OTHER_SCRIPT.search(word) for word in near)
