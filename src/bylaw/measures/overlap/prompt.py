"""Read what in a prompt is confidential: which sentences are marked so, which address the assistant, which inform.

A prompt holds facts that are meant for the reader beside words that aren't. Five kinds of sentence:

- `marked`: said to be secret, internal, or not to be told; it gives its values (codes, names, sums) away with it.
- `order`: tells the assistant what to do.
- `said`: an order whose object is to be said: "tell customers that …", "recommend …", "always end with …".
- `self`: who the assistant is, and that its instructions are not to be shown; it may say so in its own words.
- `fact`: everything else.

Reads English. In other languages every sentence is a fact, unless it holds a credential.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bylaw.measures.overlap import wording
from bylaw.measures.overlap.runs import Source, source_of
from bylaw.measures.overlap.words import read_words

__all__ = ["Prompt", "Sentence", "SentenceKind", "Value", "content_words", "read_prompt", "stem"]

SentenceKind = Literal["marked", "order", "said", "self", "fact"]

LONGEST = 200_000
"""Characters of a prompt that are read; further ones aren't held."""


_DIGIT = re.compile(r"\d")
_NO_STEMS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """What must not leave, however short: a code, a name, a sum."""

    text: str
    credential: bool
    """Whether it opens something; a guess of it isn't to be confirmed either."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a prompt."""

    kind: SentenceKind
    start: int
    """First word; `end` is one past the last."""
    end: int
    stems: frozenset[str]
    """Of its content words."""
    frame: int = 0
    """Of one that is to be said: the word that says so. Without it a reply only does as it is told."""
    informs: bool = True
    """Of a marked one: whether it holds what isn't to be told, and doesn't just name a topic."""
    pointed: frozenset[str] = frozenset()
    """Its stems with a digit or of a name: what makes a sentence this one and no other."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt, read."""

    source: Source
    sentences: tuple[Sentence, ...]
    of_word: tuple[int, ...]
    """The sentence of each word."""
    free: frozenset[int]
    """Words in quotation marks that the assistant is to say."""
    values: tuple[Value, ...]
    by_stem: dict[str, tuple[int, ...]]
    """The sentences whose content a reply can give away in other words, by stem."""
    sayable: frozenset[str]
    """Stems of the sentences that may be said: what they share with others gives nothing away."""
    vocabulary: frozenset[str]
    """All its words."""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Cut a word to what its inflections share, roughly."""
    if word in wording.ORDINALS:
        return wording.ORDINALS[word]
    if word[0].isdigit() and (day := wording.NUMBER_OF_DAY.fullmatch(word)):
        return day[1]
    return word[:5].rstrip("s") or word


def content_words(words: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of words that carry meaning."""
    return frozenset([stem(word) for word in words if word not in wording.STOP and (len(word) > 2 or word.isdigit())])


@lru_cache(maxsize=32)
def read_prompt(text: str) -> Prompt:
    """Read a prompt; takes time linear in its length."""
    cut = (each[0].strip() for each in wording.SENTENCE.finditer(text[:LONGEST]))
    pieces = [piece for piece in cut if piece]
    opening = [{word[:4] for word in read_words(piece).texts} for piece in pieces]
    kinds = _kinds(pieces, opening)
    words: list[str] = []
    sentences: list[Sentence] = []
    of_word: list[int] = []
    free: set[int] = set()
    values: dict[str, Value] = {}
    for piece, begins, (kind, informs) in zip(pieces, opening, kinds, strict=True):
        own = read_words(piece).texts
        if not own:
            continue
        frame = len(words)
        if kind == "said" and (says := wording.SAID.search(piece)):
            frame += len(read_words(piece[: says.start()]).texts)
        if kind in ("order", "said"):
            free.update(_quoted_words(piece, len(words)))
        stems = content_words(own)
        pointed = (
            frozenset([stem(each) for each in own if any(map(str.isdigit, each))])
            if _DIGIT.search(piece)
            else _NO_STEMS
        )
        if kind == "marked" and informs:
            pointed |= {stem(each) for name in _names(piece) for each in read_words(name).texts}
        sentences.append(Sentence(kind, len(words), len(words) + len(own), stems, frame, informs, pointed & stems))
        of_word += [len(sentences) - 1] * len(own)
        words += own
        for value in _values(piece, begins, kind):
            values.setdefault(value.text.lower(), value)
    unmarked = " ".join(piece for piece, (kind, _) in zip(pieces, kinds, strict=True) if kind != "marked").lower()
    held = tuple(each for low, each in values.items() if each.credential or low not in unmarked)
    by_stem: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        if sentence.kind in ("marked", "order", "said"):
            for each in sentence.stems:
                by_stem.setdefault(each, []).append(number)
    return Prompt(
        source_of(tuple(words)),
        tuple(sentences),
        tuple(of_word),
        frozenset(free),
        held,
        {each: tuple(numbers) for each, numbers in by_stem.items()},
        frozenset[str]().union(*(each.stems for each in sentences if each.kind in ("fact", "said", "self"))),
        frozenset(words),
    )


def _kinds(pieces: list[str], opening: list[set[str]]) -> list[tuple[SentenceKind, bool]]:
    """Say of each sentence what it is; a marked heading marks what follows it up to the next heading.

    Args:
        pieces: the sentences.
        opening: of each, the first letters of its words.
    """
    kinds: list[tuple[SentenceKind, bool]] = []
    marked_block = False
    for at, (piece, begins) in enumerate(zip(pieces, opening, strict=True)):
        label = not begins.isdisjoint(wording.LABELS) and wording.LABEL.search(piece) is not None
        told = None if begins.isdisjoint(wording.TELLS) else wording.NOT_TOLD.search(piece)
        if wording.HEAD.match(piece) and not _is_order(piece):
            marked_block = label or told is not None
            kinds.append(("fact", False))
            continue
        kind, informs = _kind(piece, begins, told, label)
        if marked_block and kind == "fact":
            kind, informs = "marked", True
        kinds.append((kind, informs))
        if len(kinds) > 1 and kinds[-2][0] == "fact":
            back = kind == "marked" and (
                wording.POINTS_BACK.search(piece) or (told and _same_topic(told["what"], pieces[at - 1]))
            )
            if back or ("only" in begins and wording.ONLY_THAT.search(piece)):
                kinds[-2] = ("marked", True)
    return kinds


def _same_topic(what: str, piece: str) -> bool:
    """Whether a sentence says something of what, as the next one says, isn't to be told."""
    named = content_words(read_words(re.split(r"[,;:.]| or ", what)[0]).texts)
    return len(named) > 1 and named <= content_words(read_words(piece).texts)


def _kind(piece: str, begins: set[str], told: re.Match[str] | None, label: bool) -> tuple[SentenceKind, bool]:
    if (told or label) and wording.OWN_TEXT.search(piece):
        return "self", False
    if told and wording.UNLESS.search(piece):
        return "said", False
    if told:
        return "marked", label or wording.INFORMS.search(told["what"]) is not None or "because" in piece
    if label or (not begins.isdisjoint(wording.OPENS) and wording.CREDENTIAL.search(piece)):
        return "marked", True
    if wording.SELF.match(piece):
        return "self", False
    if _is_order(piece) or (not begins.isdisjoint(wording.ADDRESSES) and wording.ADDRESSED.search(piece)):
        return ("order" if begins.isdisjoint(wording.SAYS) or not wording.SAID.search(piece) else "said"), False
    return "fact", False


def _is_order(piece: str) -> bool:
    """Whether a sentence begins with a verb that orders, after a condition or not."""
    lead = wording.LEADS.match(piece)
    first = wording.FIRST_WORD.match(piece, lead.end() if lead else 0)
    if lead and wording.FORBIDS.search(lead[0]):
        return True
    if first and not wording.NOUN.match(piece, first.end()):
        verb = first[0].lower()
        if verb in wording.VERBS or (wording.OBJECT.match(piece, first.end()) and _may_be_a_verb(verb)):
            return True
    condition = wording.CONDITION.match(piece)
    return condition is not None and condition["verb"].lower() in wording.VERBS


def _may_be_a_verb(word: str) -> bool:
    """Whether a word before an object may be an order that no list holds; plurals and words for things aren't."""
    plural = word.endswith("s") and not word.endswith("ss")
    return word not in wording.STOP and not plural and not word.endswith(("ing", "ed", "ly", "tion", "er"))


def _quoted_words(piece: str, first: int) -> Iterator[int]:
    for quoted in wording.QUOTED.finditer(piece):
        before = len(read_words(piece[: quoted.start()]).texts)
        yield from range(first + before, first + before + len(read_words(quoted[0]).texts))


def _names(piece: str) -> Iterator[str]:
    capitals = sum(word[:1].isupper() for word in piece.split())
    if capitals * 2 > len(piece.split()) and len(piece.split()) > 3:
        return
    for name in wording.NAME.finditer(piece):
        if not all(word.lower() in wording.PLAIN_NAMES for word in re.split(r"[ -]", name[0])):
            yield name[0]


def _values(piece: str, begins: set[str], kind: SentenceKind) -> Iterator[Value]:
    opens = not begins.isdisjoint(wording.OPENS)
    credentials = list(wording.CREDENTIAL.finditer(piece)) if opens else []
    for found in credentials:
        value = found["quoted"] or found["bare"].strip(".!?:)(*_[]{}<>")
        sure = (
            found["quoted"]
            or any(map(str.isdigit, value))
            or (found["strong"] and value.lower() not in wording.NO_VALUES)
        )
        if len(value) >= 2 and sure and value.lower() not in wording.STOP:
            yield Value(value, True)
    if not begins.isdisjoint(wording.LENDS):
        for opened in wording.OPENED.finditer(piece):
            yield Value(opened["value"].strip("#"), True)
    if kind != "marked":
        return
    for token in wording.TOKEN.finditer(piece):
        if not wording.YEAR.fullmatch(token[0].strip()) and sum(map(str.isalnum, token[0])) >= 4:
            yield Value(token[0].strip(), bool(credentials))
    for named in wording.NAMES.finditer(piece):
        yield Value(named["value"], False)
    told = wording.NOT_TOLD.search(piece)
    if told is None:
        return
    for name in _names(piece):
        if piece.find(name) >= told.start("what"):
            yield Value(name, False)
            last = re.split(r"[ -]", name)[-1]
            if last != name and len(last) > 3 and last.lower() not in wording.PLAIN_NAMES:
                yield Value(last, False)
