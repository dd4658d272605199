"""Read a text's words for what they tell of a hazard: topic, wish, method, harm, or a harmless frame.

One dictionary look-up a word, cached by the word, so that ordinary text costs little. Disguises are undone here: digits
for letters, letters set apart, and one slip of the keyboard in a long word.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress

from bylaw.measures.features import vocabulary
from bylaw.measures.hazards.words import AREAS, CLASSES, STRONG, WEAK
from bylaw.measures.reader import as_seen

__all__ = [
    "BIT",
    "DISGUISED",
    "EFFECT_BITS",
    "LONGEST",
    "STRONG_BITS",
    "SUFFERS",
    "TOPIC_BITS",
    "WEAK_BITS",
    "Cue",
    "Sentence",
    "is_ordinary",
    "read_all",
    "read_sentences",
]

_NAMES = (*(f"strong:{area}" for area in AREAS), *(f"weak:{area}" for area in AREAS), *CLASSES)
BIT = {name: 1 << at for at, name in enumerate(_NAMES)}
"""The bit of each kind of word in a cue's mask."""
STRONG_BITS = sum(BIT[f"strong:{area}"] for area in AREAS)
WEAK_BITS = sum(BIT[f"weak:{area}"] for area in AREAS)
TOPIC_BITS = STRONG_BITS | WEAK_BITS
EFFECT_BITS = BIT["kills"] | BIT["sickens"] | BIT["destroys"] | BIT["intrudes"]
"""What a hazard does, said without its name."""
SUFFERS = BIT["sufferer"]
_MATTERS = sum(BIT[name] for name in ("make", "get", "use", "hack", "harm", "stealth"))
DISGUISED = 1 << len(_NAMES)
_OPENS = DISGUISED << 1  # may begin a phrase
_OPENS_TOPIC = DISGUISED << 4  # may begin a topic's phrase
_ENDS = DISGUISED << 2  # ends a sentence
_SINGLE = DISGUISED << 3  # one letter, which may be one of a word set apart
_MEANING = DISGUISED - 1
_CALLS = TOPIC_BITS | EFFECT_BITS | _OPENS_TOPIC | _SINGLE
_WISHED_NEAR, _SUFFERED_NEAR = 7, 14
"""Words between a weak topic and a wish, and between an effect and who suffers it, at most."""
_WORDS, _UNSPACED, _PLACES = 12_000, 1 << 16, 200
"""Words at the start and end of a very long text that are always read; characters of one that writes no spaces; hazards
at its start and end."""

_STRIP = "'\"`.,!?;:()[]{}<>*_~#|/\\…«»¿¡。！？、，：；؟،।-=+“”「」（）"
_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_SEPARATED = re.compile(r"\w(?:[.\-_*·+/|]\w){2,}")
_END = re.compile("[.?!;:。？！।؟][\"')\\]]?$")
_LEET = str.maketrans("013457@$!", "oieastasi")
_LEET_L = str.maketrans("013457@$!", "oleastasl")
_MIXED = re.compile(r"[a-z].*[0134578@$!]|[0134578@$!].*[a-z]")
_LONGEST_PHRASE = 4
LONGEST = 60
"""Words of a sentence; one that goes on is cut there."""
_RUN = 4
"""Letters in a row that stand apart before they count as a word that was set apart."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that tells something."""

    at: int
    """Index of its first word in the sentence."""
    size: int
    """How many words it is."""
    kinds: int
    """Bits of `BIT`, and `DISGUISED`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its cues, in order. Places are of the text as it is seen."""

    start: int
    end: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    """Where each word begins."""
    cues: tuple[Cue, ...]
    kinds: int
    """Of all its cues."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    exact: dict[str, int]
    prefixes: dict[str, int]
    suffixes: dict[str, int]
    begins: frozenset[str]
    """The first two letters of the prefixes; `ends` are the last two of the suffixes."""
    ends: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    seconds: dict[str, frozenset[str]]
    """The second words of the phrases that begin with a word."""
    near: dict[str, str]
    """A word by what it is with one letter left out; for the slips of the keyboard."""
    ours: frozenset[str]
    """Words that stand in the lists: they are no slip of another."""
    inside: re.Pattern[str]
    """All terms, as letters that were set apart spell them."""
    unspaced: dict[str, tuple[str, ...]]
    """The terms of languages that write no spaces, and the ends of a sentence, by their first letter."""
    unspaced_firsts: re.Pattern[str]
    """Any of those letters, or a space."""
    exact_names: frozenset[str]
    """The names of hazards in one word."""


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    exact: dict[str, int] = {}
    prefixes: dict[str, int] = {}
    suffixes: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    near: dict[str, str] = {}
    ours: set[str] = set()
    slips = TOPIC_BITS | BIT["make"]
    for name, listed in _listed():
        bit = BIT[name]
        for written in listed.split():
            term = as_seen(written.replace("_", " ")).text
            ours.update(term.split())
            for word in term.rstrip("*").split() if bit & slips else ():
                if word.isascii() and word.isalpha() and len(word) >= 5:
                    near |= {cut: word for cut in _cuts(word) if cut not in near}
            if " " in term:
                phrase = tuple(term.split())
                phrases.setdefault(phrase[0], []).append((phrase, bit))
                if bit & STRONG_BITS and not _CJK.search(term):
                    joined = "".join(phrase)
                    exact[joined] = exact.get(joined, 0) | bit
            elif term.endswith("*"):
                prefixes[term[:-1]] = prefixes.get(term[:-1], 0) | bit
            elif term.startswith("*"):
                suffixes[term[1:]] = suffixes.get(term[1:], 0) | bit
            else:
                exact[term] = exact.get(term, 0) | bit
    spelled = {word for word in (*exact, *prefixes) if len(word) >= 3 or _CJK.search(word)}
    inside = re.compile("|".join(re.escape(word) for word in sorted(spelled, key=lambda word: (-len(word), word))))
    unspaced: dict[str, tuple[str, ...]] = {end: (end,) for end in "。？！；"}
    for word in sorted({*exact, *prefixes}, key=lambda word: (-len(word), word)):
        if _CJK.search(word):
            unspaced[word[0]] = (*unspaced.get(word[0], ()), word)
    firsts = re.compile(f"[{re.escape(''.join(sorted(unspaced)))} ]")
    names = frozenset(word for word, bits in exact.items() if bits & STRONG_BITS)
    ordered = {first: tuple(sorted(each, key=lambda one: -len(one[0]))) for first, each in phrases.items()}
    seconds = {first: frozenset([phrase[1] for phrase, _ in each]) for first, each in phrases.items()}
    begins, ends = frozenset([each[:2] for each in prefixes]), frozenset([each[-2:] for each in suffixes])
    own = frozenset(ours)
    return _Lexicon(
        exact, prefixes, suffixes, begins, ends, ordered, seconds, near, own, inside, unspaced, firsts, names
    )


def _listed() -> Iterator[tuple[str, str]]:
    yield from ((f"strong:{area}", listed) for area, listed in STRONG.items())
    yield from ((f"weak:{area}", listed) for area, listed in WEAK.items())
    yield from CLASSES.items()


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Words of a general vocabulary: they are no slip of another."""
    return frozenset(vocabulary().features.seen.text.split(" "))


def is_ordinary(word: str) -> bool:
    """Whether a word is one of a general English vocabulary."""
    return word in _ordinary()


def _cuts(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@lru_cache(maxsize=1 << 15)
def _kinds(token: str) -> int:
    """Give the kinds of one word as it stands in the text, punctuation included."""
    word = token.strip(_STRIP)
    flags = _ENDS if _END.search(token) else 0
    if len(word) <= 1:
        return flags | (_SINGLE if word.isalnum() and word not in "ai" else 0) | (_look_up(word) if word else 0)
    if len(word) > 64:
        return flags
    found = _look_up(word)
    if found & _MEANING:
        return flags | found
    disguised = 0
    if _SEPARATED.fullmatch(word):
        disguised = _spelled(re.sub(r"[\W_]", "", word))
    elif _MIXED.search(word):
        disguised = _look_up(word.translate(_LEET)) or _look_up(word.translate(_LEET_L))
    elif not word.isascii() or not word.isalpha():
        parts = [part for part in re.split(r"[^\w]", word) if len(part) > 1]
        if len(parts) > 1:  # sarin/vx, cut.here
            return flags | found | _together(parts)
    elif len(word) >= 5 and word not in _ordinary():
        disguised = _look_up(_slip(word))
    return flags | found | disguised | (DISGUISED if disguised & STRONG_BITS else 0)


def _together(parts: list[str]) -> int:
    found = 0
    for part in parts:
        found |= _look_up(part)
    return found & _MEANING


def _look_up(word: str) -> int:
    lexicon = _lexicon()
    found = lexicon.exact.get(word, 0)
    likely = word[:2] in lexicon.begins or word[-2:] in lexicon.ends
    for size in range(2, min(len(word), 24) + 1) if likely else ():
        found |= lexicon.prefixes.get(word[:size], 0) | lexicon.suffixes.get(word[-size:], 0)
    if word.endswith("'s"):
        found |= lexicon.exact.get(word[:-2], 0)
    if word in lexicon.phrases:
        found |= _OPENS | (
            _OPENS_TOPIC if any(bit & (TOPIC_BITS | EFFECT_BITS) for _, bit in lexicon.phrases[word]) else 0
        )
    return found


@lru_cache(maxsize=1 << 12)
def _slip(word: str) -> str:
    """Give the word of ours that is one slip away: a letter more, less, doubled, swapped or another; else itself."""
    if len(word) < 5 or len(word) > 24 or not word.isascii() or not word.isalpha() or word in _ordinary():
        return word
    near = _lexicon().near
    if word in _lexicon().ours or (word.endswith("s") and word[:-1] in _lexicon().ours):
        return word
    for each in (word, re.sub(r"(.)\1", r"\1", word)):
        for cut in sorted(_cuts(each)):
            if len(cut) >= 4 and (found := near.get(cut)) is not None:
                return found
    return word


def _spelled(joined: str) -> int:
    """Give the kinds of all terms in letters that were set apart."""
    found = _look_up(joined) & _MEANING
    for match in _lexicon().inside.finditer(joined):
        found |= _look_up(match.group()) & _MEANING
    return found


_DULL: set[str] = set()
"""Words met before that tell no hazard, as they stood in a text: of most texts there are no others."""
_MANY_DULL = 1 << 16


@lru_cache(maxsize=64)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Give the sentences that name a hazard or its effect, and those within 60 words of them that hold cues.

    Gives () at once where no word of the text calls for more. Of a text of more than 24,000 different words that were
    not met before, all are read at its start and end, and in between those that spell a hazard's name. Never raises,
    and takes time linear in the text.
    """
    seen = as_seen(text).text
    if not seen.isascii() and _CJK.search(seen):
        words, starts = _cut_unspaced(seen)
    else:
        words, starts = seen.split(" "), None
    telling = _telling(words)
    if not telling:
        return ()
    places = list(_called(words, telling))
    if not places:
        return ()
    if len(places) > 2 * _PLACES:
        places = [*places[:_PLACES], *places[-_PLACES:]]
    out: list[Sentence] = []
    begin, read = 0, 0  # characters and words that lie behind
    for first, last in _regions(places, len(words)):
        if starts is None:
            begin += sum(map(len, words[read:first])) + first - read
            some = words[first:last]
            within = list(accumulate((len(word) + 1 for word in some), initial=begin))
            begin, read = within.pop(), last
        else:
            some, within = words[first:last], starts[first:last]
        kinds = list(map(_kinds, some))
        out += _sentences(some, within, kinds, list(_joined(_cues(some, kinds), kinds)))
    return tuple(out) if any(each.kinds & (TOPIC_BITS | EFFECT_BITS) for each in out) else ()


def read_all(text: str) -> tuple[Sentence, ...]:
    """Give all sentences of a short text that hold cues, whether or not a hazard is named."""
    seen = as_seen(text).text
    if not seen.isascii() and _CJK.search(seen):
        words, starts = _cut_unspaced(seen)
    else:
        words = seen.split(" ")
        starts = list(accumulate((len(word) + 1 for word in words), initial=0))[:-1]
    kinds = list(map(_kinds, words))
    return tuple(_sentences(words, starts, kinds, list(_joined(_cues(words, kinds), kinds))))


def _telling(words: list[str]) -> dict[str, int]:
    """Give those of a text's words that may belong to a hazard's name or effect, with their kinds."""
    names = _lexicon().exact_names
    fresh = set(words) - _DULL
    if len(fresh) > 2 * _WORDS:
        fresh &= {*words[:_WORDS], *words[-_WORDS:], *names}
    telling = {}
    for word in fresh:
        kind = _kinds(word)
        if kind & _CALLS:
            telling[word] = kind
        else:
            _DULL.add(word)
    if len(_DULL) > _MANY_DULL:
        _DULL.clear()
    return telling


def _called(words: list[str], telling: dict[str, int]) -> Iterator[int]:
    """Give where a hazard is named, or a word stands that is one beside a wish, or an effect beside who suffers it."""
    after = 0
    for at in compress(range(len(words)), map(telling.__contains__, words)):
        kind = telling[words[at]]
        if kind & _SINGLE:
            if at >= after:
                after = at
                while after < len(words) and (_kinds(words[after]) & _SINGLE or words[after] in {"a", "i"}):
                    after += 1
                if after - at >= _RUN:
                    yield at
        elif (
            kind & STRONG_BITS
            or (kind & WEAK_BITS and _near(words, at, _WISHED_NEAR, _MATTERS))
            or (kind & _OPENS_TOPIC and _phrase_at(words, at)[1] & (TOPIC_BITS | EFFECT_BITS))
            or (kind & EFFECT_BITS and _near(words, at, _SUFFERED_NEAR, SUFFERS | BIT["stealth"]))
        ):
            yield at


def _near(words: list[str], at: int, reach: int, wanted: int) -> bool:
    return any(_kinds(word) & wanted for word in words[max(0, at - reach) : at + reach + 1])


def _regions(places: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Give the runs of words around places: what stands before says what a wish is for, what follows may take it up."""
    first, last = max(0, places[0] - LONGEST), places[0] + LONGEST + 1
    for at in places[1:]:
        if at - LONGEST > last:
            yield first, last
            first = at - LONGEST
        last = at + LONGEST + 1
    yield first, min(last, size)


def _phrase_at(words: list[str], at: int) -> tuple[int, int]:
    """Give how many words the longest phrase takes that begins here, and its kinds; (0, 0) where none does."""
    lexicon = _lexicon()
    first = _slip(words[at].strip(_STRIP))
    seconds = lexicon.seconds.get(first)
    if seconds is None or at + 1 == len(words) or _slip(words[at + 1].strip(_STRIP)) not in seconds:
        return 0, 0
    near = [_slip(word.strip(_STRIP)) for word in words[at : at + _LONGEST_PHRASE]]
    found, taken = 0, 0
    for phrase, bit in lexicon.phrases[first]:
        if len(phrase) < taken:
            break
        if near[: len(phrase)] == list(phrase):
            found, taken = found | bit, len(phrase)
    return taken, found


def _cut_unspaced(seen: str) -> tuple[list[str], list[int]]:
    """Cut a text that writes no spaces at the terms that are known; of a very long one, its start and end."""
    words: list[str] = []
    starts: list[int] = []
    if len(seen) > 2 * _UNSPACED:
        for begin, stretch in ((0, seen[:_UNSPACED]), (len(seen) - _UNSPACED, seen[-_UNSPACED:])):
            some, places = _cut_unspaced(stretch)
            words += some
            starts += [begin + place for place in places]
        return words, starts
    lexicon, at, size = _lexicon(), 0, len(seen)
    for match in lexicon.unspaced_firsts.finditer(seen):
        here = match.start()
        if here < at:
            continue
        char = match.group()
        term = char
        if char != " ":
            term = next((each for each in lexicon.unspaced[char] if seen.startswith(each, here)), "")
            if not term:
                continue
        if here > at:
            words.append(seen[at:here])
            starts.append(at)
        if char != " ":
            words.append(term)
            starts.append(here)
        at = here + len(term)
    if at < size:
        words.append(seen[at:])
        starts.append(at)
    return words, starts


def _cues(words: list[str], kinds: list[int]) -> Iterator[Cue]:
    """Give the cues in order: phrases before words, letters set apart as what they spell."""
    at, size = 0, len(words)
    while at < size:
        kind = kinds[at]
        if kind & _SINGLE:
            end = at
            while end < size and (kinds[end] & _SINGLE or words[end] in {"a", "i"}):
                end += 1
            if end - at >= _RUN:
                if found := _spelled("".join(word.strip(_STRIP) for word in words[at:end])):
                    yield Cue(at, end - at, found | DISGUISED)
                at = end
                continue
        if kind & _OPENS:
            taken, found = _phrase_at(words, at)
            if taken:
                yield Cue(at, taken, found)
                at += taken
                continue
        if kind & _MEANING:
            yield Cue(at, 1, kind & (_MEANING | DISGUISED))
        at += 1


def _joined(cues: Iterator[Cue], kinds: list[int]) -> Iterator[Cue]:
    """Make topics that stand side by side one: a nerve toxin gas, an infectious toxin, a plague weapon."""
    last: Cue | None = None
    for cue in cues:
        if last is not None and last.at + last.size == cue.at and last.kinds & TOPIC_BITS and cue.kinds & TOPIC_BITS:
            weapon = _one_topic(last, cue)
            if weapon is not None and not kinds[last.at + last.size - 1] & _ENDS:
                last = weapon
                continue
        if last is not None:
            yield last
        last = cue
    if last is not None:
        yield last


def _one_topic(first: Cue, second: Cue) -> Cue | None:
    """Join two neighbours: beside a strong topic the weak say nothing more, and a weapon makes a weak one strong."""
    size = first.size + second.size
    if first.kinds & TOPIC_BITS and second.kinds & TOPIC_BITS:
        topics = (first.kinds | second.kinds) & (TOPIC_BITS | DISGUISED)
        if topics & STRONG_BITS:
            return Cue(first.at, size, topics)
        weak = first.kinds & WEAK_BITS & ~BIT["weak:weapons"] & ~BIT["weak:cyber"]
        if weak and second.kinds & BIT["weak:weapons"]:
            return Cue(first.at, size, weak >> len(AREAS) | topics & DISGUISED)
        return Cue(first.at, size, (first.kinds | second.kinds) & ~DISGUISED)
    return None


def _sentences(words: list[str], starts: list[int], kinds: list[int], cues: list[Cue]) -> Iterator[Sentence]:
    first, at = 0, 0
    for last, kind in enumerate(kinds):
        if not kind & _ENDS and last + 1 < len(kinds) and last - first + 1 < LONGEST:
            continue
        mine: list[Cue] = []
        told = 0
        while at < len(cues) and cues[at].at <= last:
            cue = cues[at]
            mine.append(Cue(cue.at - first, cue.size, cue.kinds))
            told |= cue.kinds
            at += 1
        if mine:
            end = starts[last] + len(words[last])
            yield Sentence(
                starts[first], end, tuple(words[first : last + 1]), tuple(starts[first : last + 1]), tuple(mine), told
            )
        first = last + 1
