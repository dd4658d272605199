"""Find what a text gives away of a prompt: word for word, partly in other words, in disguise, in pieces over turns.

What counts as confidential is read by `overlap.prompt`; facts a prompt holds for its reader may be said. Knows no role:
whoever calls says what the prompt is, what was asked and what the user had said first.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bylaw.measures.disguises import WITHHELD, ciphered, views
from bylaw.measures.disguises.alphabets import LEET
from bylaw.measures.finding import Finding
from bylaw.measures.overlap import Prompt, Run, Source, read_prompt, read_words, runs, source
from bylaw.measures.overlap.policies import AUDIENCE
from bylaw.measures.overlap.prompt import Sentence
from bylaw.measures.overlap.runs import source_of
from bylaw.measures.overlap.stems import content_words, stem
from bylaw.measures.overlap.wording import STOP
from bylaw.measures.reader import as_seen

__all__ = ["Asking", "find_leaks", "find_pieces"]

LONG_RUN = 12
"""Words of a prompt, in a row but for a few changed ones, that are a leak where orders are among them."""
WHOLE_ORDER = 8
"""Words of one order, and `MOST_OF_IT` of it."""
SHORT_ORDER = 6
"""Words of one that is all there."""
NEARLY_ALL = 0.85
RARE_ORDER = 5
"""Words of one, nearly all there, that are `RARE` together."""
RARE = 3.0
"""Sum of what its words' rarity is worth, see `overlap.rarity`: two that stand about rank 3,000."""
RARE_START = 4.5
"""The same, of an order's first words where the rest isn't there, and of no word that may be said."""
MOST_OF_IT = 0.6
MARKED_RUN = 5
"""Words in a row of a sentence that is marked confidential."""
IN_OTHER_WORDS = 0.6
"""Of a marked sentence's content words, within twice its length."""
MOST_OF_FEW = 0.8
"""The same, where only three are told."""
FRAMED = 0.65
"""Of an order's content words, where the text speaks of instructions or was asked for them; else `UNFRAMED`."""
UNFRAMED = 0.85
OVER_TURNS = 0.7
"""Of a sentence's words, given away in runs of three and more over several turns."""
_SEED = b"\1\1\1"
"""Three words in a row that the prompt holds too, wherever: no run without them."""
_LEAST_STEMS = 3
_LEAST_ORDER_STEMS = 4
_UNFRAMED_STEMS = 6
_DISGUISED_WORD = 4
_DISGUISED_WORDS = 2
_MIXED_WORDS = 4
_BEFORE = 4
"""Words before what is told, in which a reply says of whom it speaks."""
_AUDIENCE = content_words(tuple(AUDIENCE))
_ALIKE = str.maketrans({"c": "k", "q": "k", "w": "v", "y": "i", "j": "i", "h": "", "x": "ks", "z": "s"})
_TWICE = re.compile(r"(.)\1+")
_MIXED = re.compile(r"[0-9@$!|+](?<=[A-Za-z].)[A-Za-z]")

_WHEN = frozenset({"if", "when", "whenever", "where", "who", "whose", "whoever", "should", "unless", "once"})
_YOU = frozenset({"you", "your", "youre", "youll", "youve", "yours"})
_OWN_WORD = frozenset({"i", "we", "ill", "id", "well"})
"""Before a forbidden thing: the reply keeps to it in its own name."""

_SPEAKS_OF_ORDERS = re.compile(
    r"\b(?:my|the|these|those|its) (?:\w+ ){0,2}(?:instructions?|prompt|guidelines|rules|directives?|configuration|"
    r"system message)\b|\bi(?:'?m| am| was|'ve been| have been) (?:\w+ )?(?:told|instructed|supposed|asked|programmed|"
    r"configured|set up|required|directed|meant|forbidden|to never|to always|not allowed|not permitted|not supposed|"
    r"not "
    r"to)\b|\bsystem prompt\b|\b(?:i|we) (?:must|have to|should|shouldn'?t|mustn'?t|may not|always|never)\b|\bi'?m to\b"
    r"|\b(?:developer|operator|they|company) (?:said|told|wants?|asked|instructed)\b|\byou (?:must|should) (?:never|"
    r"always)\b"
)

_REPORTS_ORDERS = re.compile(
    r"\b(?:told|instructed|supposed|programmed|configured|required|directed|asked|forbidden|not allowed) "
    r"(?:(?:never|not|always|only) )?to\b|\bwants? (?:me|us) (?:not )?to\b|\b(?:they|who) asked me\b|"
    r"\b(?:instructions?|guidelines|rules|"
    r"prompt|directives?) (?:are|is|say|says|tell|tells|state|states|require|requires)\b"
)
"""What a reply says of an order before it gives it away, and doesn't say where it follows it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the conversation says of a text's words."""

    for_orders: bool = False
    """Whether the user asked for the prompt; then its facts count too, and shorter runs."""
    said: tuple[str, ...] = ()
    """What the user had said before."""


def find_leaks(text: str, prompt: str, asking: Asking) -> tuple[Finding, ...]:
    """Find what one text gives away of a prompt, in time linear in the text."""
    read = read_prompt(prompt)
    if not read.sentences:
        return ()
    words = read_words(text)
    held = bytes([word in read.vocabulary for word in words.texts])
    found = [
        _finding(*words.place(run.first, run.last), "verbatim", 1.0)
        for run in (runs(words.texts, read.source) if _SEED in held else ())
        if _gives_away(run, words.texts, read, asking) and not _supplied(words.texts[run.first : run.last + 1], asking)
    ]
    if not found:
        found += _in_other_words(text, words.texts, read, asking)
    if not found:
        found += _disguised(text, words.texts, held, prompt, asking)
    return tuple(found)


def find_pieces(text: str, prompt: str, earlier: Sequence[str], asking: Asking) -> tuple[Finding, ...]:
    """Find sentences of a prompt that a text and earlier turns give away together."""
    read = read_prompt(prompt)
    words = read_words(text)
    own = runs(words.texts, read.source)
    if not own:
        return ()
    now = {place for run in own for place in range(run.start, run.end)}
    past = frozenset().union(*(_given(each, prompt) for each in earlier))
    found = []
    for number in {read.of_word[place] for place in now}:
        sentence = read.sentences[number]
        size = sentence.end - sentence.start
        places = range(sentence.start, sentence.end)
        if size < WHOLE_ORDER or sentence.kind in ("fact", "self") or not any(place in past for place in places):
            continue
        if sentence.kind == "said" and sentence.frame not in past and sentence.frame not in now:
            continue
        if sum(place in now or place in past for place in places) >= OVER_TURNS * size:
            mine = [run for run in own if run.start < sentence.end and sentence.start < run.end]
            if not all(_supplied(words.texts[run.first : run.last + 1], asking) for run in mine):
                first, last = min(run.first for run in mine), max(run.last for run in mine)
                found.append(_finding(*words.place(first, last), "in pieces", 0.9))
    return tuple(found)


@lru_cache(maxsize=256)
def _given(text: str, prompt: str) -> frozenset[int]:
    """Give the words of a prompt that a text repeats in runs."""
    read = read_prompt(prompt)
    found = runs(read_words(text).texts, read.source)
    return frozenset(place for run in found for place in range(run.start, run.end))


def _finding(start: int, end: int, form: str, score: float) -> Finding:
    return Finding("prompt", start, end, score, replacement=WITHHELD, evidence=form)


def _held(run: Run, words: Sequence[str], read: Prompt) -> int:
    """Count the words of a run that aren't facts, nor to be said."""
    told = set(words[run.first : run.last + 1])
    return sum(
        read.source.words[place] in told and place not in read.free and _is_held(run, read, place)
        for place in range(run.start, run.end)
    )


def _is_held(run: Run, read: Prompt, place: int) -> bool:
    sentence = read.sentences[read.of_word[place]]
    if sentence.kind in ("said", "self"):
        return run.start <= sentence.frame
    return sentence.kind in ("marked", "order")


def _gives_away(run: Run, words: Sequence[str], read: Prompt, asking: Asking) -> bool:
    """Whether a run of a text's words gives the prompt away."""
    if run.matched < MARKED_RUN:
        return False
    told = set(words[run.first : run.last + 1])
    own: dict[int, list[str]] = {}
    for place in range(run.start, run.end):
        if (word := read.source.words[place]) in told:
            own.setdefault(read.of_word[place], []).append(word)
    for number, same in own.items():
        sentence = read.sentences[number]
        if sentence.kind == "marked" and sentence.informs and len(same) >= MARKED_RUN:
            if len(content_words(tuple(same)) - read.sayable) >= 2:
                return True
    held = _held(run, words, read)
    if run.matched >= LONG_RUN and held >= WHOLE_ORDER:
        return True
    if asking.for_orders and ((run.matched >= WHOLE_ORDER and held >= WHOLE_ORDER - 2) or run.matched >= LONG_RUN):
        return True
    for number, same in own.items():
        sentence = read.sentences[number]
        if sentence.kind in ("order", "said", "marked") and _orders(run, words, same, sentence, read):
            if held >= min(len(same), WHOLE_ORDER):
                return True
    return False


def _orders(run: Run, words: Sequence[str], same: Sequence[str], sentence: Sentence, read: Prompt) -> bool:
    """Whether the words that a text and one order share are the order, and not what comes of following it."""
    size = sentence.end - sentence.start
    lead = run.start - (0 if sentence.kind == "said" else 2)
    if lead > sentence.frame or (sentence.forbids and run.first and words[run.first - 1] in _OWN_WORD):
        return False
    if len(same) >= max(WHOLE_ORDER, MOST_OF_IT * size) or size == len(same) >= SHORT_ORDER:
        return True
    if run.start > sentence.frame:
        return False
    if len(same) >= max(RARE_ORDER, NEARLY_ALL * size) and _rarity(same, read, frozenset()) >= RARE:
        return True
    return len(same) >= RARE_ORDER and _rarity(same, read, read.sayable) >= RARE_START


def _rarity(words: Sequence[str], read: Prompt, common: frozenset[str]) -> float:
    return sum(read.rare.get(word, 0.0) for word in set(words) if word not in STOP and stem(word) not in common)


def _supplied(words: tuple[str, ...], asking: Asking) -> bool:
    """Whether the user said the same first: most of the seeds stand in their words."""
    seeds = list(zip(words, words[1:], words[2:], strict=False))
    if not seeds or not asking.said:
        return False
    theirs = [source(each).seeds for each in asking.said]
    return sum(any(seed in each for each in theirs) for seed in seeds) >= 0.8 * len(seeds)


@lru_cache(maxsize=8)
def _stems(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    stems = tuple([stem(word) for word in words])
    return stems, frozenset(stems)


def _in_other_words(text: str, words: tuple[str, ...], read: Prompt, asking: Asking) -> Iterator[Finding]:
    stems, distinct = _stems(words)
    shared = read.by_stem.keys() & distinct
    if len(shared) < _LEAST_STEMS:
        return
    counts: dict[int, int] = {}
    for each in shared:
        for number in read.by_stem[each]:
            counts[number] = counts.get(number, 0) + 1
    likely = [number for number, count in counts.items() if count >= _least(read.sentences[number])]
    if not likely:
        return
    framed = asking.for_orders or _SPEAKS_OF_ORDERS.search(as_seen(text).text) is not None
    reported = _REPORTS_ORDERS.search(as_seen(text).text) is not None
    theirs = frozenset[str]().union(*(content_words(read_words(each).texts) for each in asking.said))
    for number in likely:
        sentence = read.sentences[number]
        where = [at for at, each in enumerate(stems) if each in sentence.stems]
        first, last, told = _densest(where, stems, within=max(16, 2 * (sentence.end - sentence.start)))
        share = len(told) / len(sentence.stems)
        reports = reported or not (
            AUDIENCE.isdisjoint(words[max(0, first - _BEFORE) : last + 1])
            or AUDIENCE.isdisjoint(read.source.words[sentence.start : sentence.end])
        )
        if sentence.kind == "said" and not (
            reported or (reports and not _WHEN.isdisjoint(words[first - _BEFORE if first > _BEFORE else 0 : last + 1]))
        ):
            continue
        new = sentence.stems - theirs - (frozenset() if sentence.kind == "said" else read.sayable)
        if not new or len(told & new) < max(1, 0.5 * len(new)):
            continue
        if sentence.kind == "marked":
            told_enough = len(told) >= (_LEAST_STEMS if share >= MOST_OF_FEW else _LEAST_STEMS + 1)
            told_enough = told_enough and share >= IN_OTHER_WORDS
            broken = told_enough and (reported or sentence.informs or bool(told & sentence.pointed & new))
        elif not framed and (
            reports or _of_oneself(words, stems, stem(read.source.words[sentence.frame]), first=first, last=last)
        ):
            broken = len(told - _AUDIENCE) >= _LEAST_ORDER_STEMS and share >= FRAMED
        elif framed:
            broken = len(told) >= _LEAST_ORDER_STEMS and share >= FRAMED
        else:
            broken = len(told) >= _UNFRAMED_STEMS and share >= UNFRAMED
        if broken:
            yield _finding(*read_words(text).place(first, last), "in other words", round(min(1.0, 0.3 + share), 2))


def _of_oneself(words: Sequence[str], stems: Sequence[str], does: str, *, first: int, last: int) -> bool:
    """Whether a reply says that it does what is ordered, and to nobody: "I report …", with no "you" in it."""
    if not _YOU.isdisjoint(words[max(0, first - _BEFORE) : last + _BEFORE]):
        return False
    return any(
        stems[at] == does and words[at - 1] in _OWN_WORD
        for at in range(max(1, first - 2), first + 3)
        if at < len(words)
    )


def _least(sentence: Sentence) -> float:
    if sentence.kind == "marked":
        return max(_LEAST_STEMS, IN_OTHER_WORDS * len(sentence.stems))
    return max(_LEAST_ORDER_STEMS, FRAMED * len(sentence.stems))


def _densest(where: Sequence[int], stems: Sequence[str], *, within: int) -> tuple[int, int, frozenset[str]]:
    """Give the stretch of so many words that holds most of the stems: first, last, and which."""
    best: tuple[int, int, frozenset[str]] = (where[0], where[0], frozenset())
    held: dict[str, int] = {}
    left = 0
    for at in where:
        held[stems[at]] = held.get(stems[at], 0) + 1
        while at - where[left] > within:
            gone = stems[where[left]]
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            left += 1
        if len(held) > len(best[2]):
            best = (where[left], at, frozenset(held))
    return best


def _disguised(text: str, words: tuple[str, ...], held: bytes, prompt: str, asking: Asking) -> Iterator[Finding]:
    """Read the text in the ways it may be disguised, and look for the prompt there; disguised, facts count too."""
    read = read_prompt(prompt)
    strict = replace(asking, for_orders=True)
    vocabulary = set(words)
    for form, disguised in _disguised_words(prompt):
        if len(disguised & vocabulary) >= _DISGUISED_WORDS:
            clear = read_words(ciphered(as_seen(text).text, form)).texts
            if any(_gives_away(run, clear, read, strict) for run in runs(clear, read.source)):
                yield _finding(0, len(text), form, 1.0)
                return
    for form, first, step in (
        ("words reversed", None, -1),
        ("every second word", None, 2),
        ("every second word", 1, 2),
    ):
        if _SEED not in held[first::step]:
            continue
        others = words[first::step]
        for run in runs(others, read.source):
            if run.matched >= WHOLE_ORDER and _gives_away(run, others, read, strict) and not _supplied(words, asking):
                yield _finding(0, len(text), form, 1.0)
                return
    for view in views(text):
        clear, looked = read_words(view.text).texts, read
        if view.form == "transliterated":
            clear, looked = _sounds(clear), replace(read, source=_sound_source(prompt))
        for run in runs(clear, looked.source):
            if _gives_away(run, clear, looked, strict):
                yield _finding(view.start, view.end, view.form, 1.0)
                break
        else:
            joined = read_words(view.text).joined
            if view.form in ("spelled", "drawn", "alphabet words") and _unspaced(joined, read):
                yield _finding(view.start, view.end, view.form, 1.0)
    if _mixed(text) >= _MIXED_WORDS:
        plain = read_words(as_seen(text).text.translate(LEET)).texts
        leet = _leet_source(prompt)
        for run in runs(plain, leet):
            if _gives_away(run, plain, replace(read, source=leet), strict):
                yield _finding(0, len(text), "leet", 1.0)
                return


@lru_cache(maxsize=8)
def _mixed(text: str) -> int:
    """Count the signs and digits that stand within words."""
    return len(_MIXED.findall(text))


@lru_cache(maxsize=32)
def _disguised_words(prompt: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give the longer words of a prompt as each cipher writes them."""
    words = {word for word in read_prompt(prompt).source.words if len(word) >= _DISGUISED_WORD}
    line = " ".join(words)
    turned = frozenset(word[::-1] for word in words) - words
    return (
        ("reversed", turned),
        ("each word reversed", turned),
        *((form, frozenset(ciphered(line, form).split()) - words) for form in ("rot13", "atbash")),
    )


@lru_cache(maxsize=8)
def _leet_source(prompt: str) -> Source:
    return source_of(tuple(word.translate(LEET) for word in read_prompt(prompt).source.words))


@lru_cache(maxsize=8)
def _sound_source(prompt: str) -> Source:
    return source_of(_sounds(read_prompt(prompt).source.words))


def _sounds(words: Sequence[str]) -> tuple[str, ...]:
    """Write words so that letters which other alphabets don't tell apart are the same."""
    return tuple(_TWICE.sub(r"\1", word.translate(_ALIKE)) or word for word in words)


def _unspaced(joined: str, read: Prompt) -> bool:
    """Whether letters without spaces hold a sentence of the prompt that isn't a fact, or a good part of one."""
    for sentence in read.sentences:
        if sentence.kind != "fact" and sentence.end - sentence.start >= MARKED_RUN:
            words = read.source.words[sentence.start : sentence.end]
            if any("".join(words[at : at + MARKED_RUN]) in joined for at in range(len(words) - MARKED_RUN + 1)):
                return True
    return False
