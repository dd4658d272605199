"""Find out why no reply fits two descriptions at once."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints.domain import ANYTHING, Domain, Measure, Text
from bylaw.authority.constraints.ranges import ANY, Range
from bylaw.authority.constraints.verify import words
from bylaw.authority.constraints.verify.characters import has_emoji
from bylaw.authority.constraints.verify.phrases import has_word

__all__ = ["why_apart"]

_DIGIT = re.compile(r"\d")
_ASTERISKS = Measure("letter", "*")
_BLOCKS = Measure("paragraphs set apart by blank lines")
_PARTS = Measure("paragraphs set apart by ***")
_BULLETS = Measure("bullets")
_CAPITALS = Measure("words in capitals")
_CHARACTERS = Measure("characters")
_CLOSING = Measure("letter", "]")
_DIGITS = Measure("digits")
_EMOJI = Measure("emoji")
_HIGHLIGHTS = Measure("highlights")
_ITEMS = Measure("numbered items")
_OPENING = Measure("letter", "[")
_PLACEHOLDERS = Measure("placeholders")
_SENTENCES = Measure("sentences")
_TOKENS = Measure("tokens")
_WORDS = Measure("words")

_TOKEN_HOLDS = 16
"""Characters a token of prose has at most: some four on average, and few longer words are kept whole by any tokenizer.
Only runs of blanks or of one mark make longer tokens throughout, and nobody means those."""

_FIRST_WORD_ENDS = re.compile(r"[.,?!'\"]")


def why_apart(one: Domain, other: Domain) -> str | None:
    """Say why no reply fits both; None where one may."""
    if one is ANYTHING or other is ANYTHING:
        return None
    for reason in _BY_COUNTS if _only_counts(one) and _only_counts(other) else _REASONS:
        if (why := reason(one, other)) is not None:
            return why
    return None


def _only_counts(domain: Domain) -> bool:
    return not (domain.texts or domain.first_words or domain.forbidden or domain.opens or domain.closes)


def _languages(one: Domain, other: Domain) -> str | None:
    if one.language and other.language and one.language != other.language:
        return f"a reply all in {one.language!r} isn't one in {other.language!r}"
    for asked, barred in ((one.language, other.not_language), (other.language, one.not_language)):
        if asked and asked == barred:
            return f"one asks for {asked!r}, the other forbids it"
    return None


def _cases(one: Domain, other: Domain) -> str | None:
    if one.case and other.case and one.case != other.case:
        return "what is all in capitals isn't in lower case"
    for case in filter(None, (one.case, other.case)):
        for text in (*one.texts, *other.texts):
            if text.cased and text.text != (text.text.upper() if case == "capitals" else text.text.lower()):
                return f"{text.text!r}, as written, isn't all in {case}"
            # Whoever writes capitals into a phrase to begin or end with means them; small letters may come in any case.
            if case == "lower case" and _is_phrase(text) and text.text != text.text.lower():
                return f"{_short(text.text)} has capitals, and the other asks for lower case"
    return None


def _is_phrase(text: Text) -> bool:
    return text.place != "anywhere" and not text.verbatim_start


def _starts(one: Domain, other: Domain) -> str | None:
    for mine in _placed(one, "start"):
        for theirs in _placed(other, "start"):
            first, second = (text.text.lower().lstrip('"') for text in (mine, theirs))
            if not (first.startswith(second) or second.startswith(first)):
                return f"a reply can't begin with both {_short(mine.text)} and {_short(theirs.text)}"
    return None


def _ends(one: Domain, other: Domain) -> str | None:
    for mine in _placed(one, "end"):
        for theirs in _placed(other, "end"):
            first, second = mine.text.lower(), theirs.text.lower()
            if not (first.endswith(second) or second.endswith(first)):
                return f"a reply can't end with both {_short(mine.text)} and {_short(theirs.text)}"
    return None


def _placed(domain: Domain, place: str) -> Iterator[Text]:
    return (text for text in domain.texts if text.place == place)


def _wrappers(one: Domain, other: Domain) -> str | None:
    if (one.opens and other.opens and not set(one.opens) & set(other.opens)) or (
        one.closes and other.closes and not set(one.closes) & set(other.closes)
    ):
        return "what one wants around the whole reply the other doesn't allow there"
    for wrapped, said in ((one, other), (other, one)):
        if wrapped.opens and '"' not in wrapped.opens and any(nth == 1 for nth, _ in said.first_words):
            return f"a reply that begins with one of {' '.join(wrapped.opens)} doesn't begin with a word"
        for text in _placed(said, "start"):
            # The checkers of phrases look past quotation marks around the reply.
            past_quote = '"' in wrapped.opens and not text.verbatim_start
            if wrapped.opens and text.text[0] not in wrapped.opens and not past_quote:
                return (
                    f"a reply that begins with one of {' '.join(wrapped.opens)} doesn't begin with {_short(text.text)}"
                )
        for text in _placed(said, "end"):
            if wrapped.closes and text.text[-1] not in wrapped.closes and '"' not in wrapped.closes:
                return f"a reply that ends with one of {' '.join(wrapped.closes)} doesn't end with {_short(text.text)}"
    return None


def _first_words(one: Domain, other: Domain) -> str | None:
    for nth, word in one.first_words:
        for same, another in other.first_words:
            if nth == same and word != another:
                return f"paragraph {nth} can't begin with both {word!r} and {another!r}"
    for domain, said in ((one, other), (other, one)):
        for nth, word in domain.first_words:
            for text in _placed(said, "start"):
                if nth == 1 and not _may_begin(text.text.lower(), word):
                    return f"a reply that begins with {_short(text.text)} doesn't have {word!r} as its first word"
    return None


def _may_begin(phrase: str, word: str) -> bool:
    token, *rest = phrase.split(maxsplit=1)
    first, *cut = _FIRST_WORD_ENDS.split(token.lstrip("'").lstrip('"'), maxsplit=1)
    return first == word if rest or cut else word.startswith(first)


def _forbidden(one: Domain, other: Domain) -> str | None:
    for barring, saying in ((one, other), (other, one)):
        for word in barring.forbidden:
            said = next((text.text for text in saying.texts if has_word(text.text.lower(), word)), None)
            if said is not None:
                return f"one asks for {_short(said)}, the other forbids the word {word!r}"
    return None


def _counts(one: Domain, other: Domain) -> str | None:
    limited = [
        measure for domain in (one, other) for measure, wanted in domain.bounds.items() if wanted.below is not None
    ]
    if "lower case" in (one.case, other.case):
        limited.append(_CAPITALS)
    if not limited:
        return None
    named = tuple(measure for measure in (*one.bounds, *other.bounds) if measure.of)
    first_asked, second_asked = _with_implied(one, named), _with_implied(other, named)
    for measure in limited:
        first, second = first_asked.get(measure, ANY), second_asked.get(measure, ANY)
        if first.meet(second).empty:
            return f"one asks for {_say(first, measure)}, the other for {_say(second, measure)}"
    return None


def _say(wanted: Range, measure: Measure) -> str:
    if wanted.below is None:
        return f"at least {wanted.least} {measure}"
    if wanted.below == 1:
        return f"no {measure}"
    if wanted.below == wanted.least + 1:
        return f"exactly {wanted.least} {measure}"
    return f"fewer than {wanted.below} {measure}"


def _with_implied(domain: Domain, named: tuple[Measure, ...]) -> dict[Measure, Range]:
    """Add what a description's bounds and texts say of other counts: 100 words are 199 characters or more.

    Args:
        domain: the description.
        named: the letters and texts whose counts matter.
    """
    bounds = dict(domain.bounds)
    if domain.case is not None:
        _raise(bounds, _CAPITALS, Range(1) if domain.case == "capitals" else Range.exactly(0))
    for text in domain.texts:
        for measure, count in _in_text(text.text.lower(), named):
            _raise(bounds, measure, Range(count))
    for counted, wanted in domain.bounds.items():
        if counted.unit == "text" and wanted.least:
            for measure in named:
                _raise(bounds, measure, Range(wanted.least * counted.of.count(measure.of)))
    _follow(bounds)
    return bounds


def _in_text(text: str, named: tuple[Measure, ...]) -> Iterator[tuple[Measure, int]]:
    yield _WORDS, words.words(text)
    yield _CHARACTERS, len(text)
    yield _DIGITS, len(_DIGIT.findall(text))
    yield _EMOJI, int(has_emoji(text))
    for measure in named:
        yield measure, text.count(measure.of)


def _follow(bounds: dict[Measure, Range]) -> None:
    # In an order in which each count is final before what follows from it is worked out.
    def least(measure: Measure) -> int:
        wanted = bounds.get(measure)
        return 0 if wanted is None else wanted.least

    _raise(bounds, _OPENING, Range(least(_PLACEHOLDERS)))
    _raise(bounds, _CLOSING, Range(least(_PLACEHOLDERS)))
    _raise(bounds, _ASTERISKS, Range(least(_HIGHLIGHTS)))
    _raise(bounds, _DIGITS, Range(least(_ITEMS)))
    _raise(bounds, _SENTENCES, Range(max(least(_PARTS), least(_BLOCKS))))  # a paragraph is a sentence or more
    _raise(bounds, _WORDS, Range(max(least(_SENTENCES), least(_ITEMS), (least(_CAPITALS) + 1) // 2)))
    _raise(bounds, _TOKENS, Range(least(_WORDS)))  # none holds two words
    in_letters = in_texts = 0
    for measure, wanted in bounds.items():
        if measure.unit == "letter":
            in_letters += wanted.least
        elif measure.unit == "text":
            in_texts = max(in_texts, wanted.least * len(measure.of))
    characters = (
        2 * max(least(_WORDS), least(_BULLETS), least(_BLOCKS)) - 1,  # something stands between two
        least(_DIGITS),
        (least(_TOKENS) - 1) // 4,  # no character is more than four bytes, no token less than one
        in_letters,
        in_texts,
    )
    _raise(bounds, _CHARACTERS, Range(max(characters)))
    _raise(bounds, _TOKENS, Range(-(-least(_CHARACTERS) // _TOKEN_HOLDS)))


def _raise(bounds: dict[Measure, Range], measure: Measure, wanted: Range) -> None:
    if wanted.least > 0 or wanted.below is not None:
        bounds[measure] = bounds.get(measure, ANY).meet(wanted)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")


_REASONS = (_languages, _cases, _starts, _ends, _wrappers, _first_words, _forbidden, _counts)
_BY_COUNTS = (_languages, _cases, _counts)
"""Those that can hold of two descriptions that name no text and no character."""
