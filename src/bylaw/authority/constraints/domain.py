"""What every reply that keeps a constraint is like: one description for all families, so that any two can be met.

A description says less than the constraint, never more: whatever keeps the constraint fits it. Two constraints whose
descriptions have no reply in common exclude each other. It says what may be counted, which texts must stand where,
which words may not, the case, the language, the characters around the whole, and the replies where they can be listed.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from bylaw.authority.constraints.nouns import Constraint
from bylaw.authority.constraints.ranges import Range
from bylaw.authority.constraints.verify.rules import MY_ANSWERS

__all__ = ["ANYTHING", "Domain", "Measure", "Text", "domain_of"]

Unit = Literal[
    "bullets",
    "characters",
    "digits",
    "emoji",
    "highlights",
    "letter",
    "numbered items",
    "paragraphs set apart by ***",
    "paragraphs set apart by blank lines",
    "placeholders",
    "sentences",
    "text",
    "tokens",
    "words",
    "words in capitals",
]


class Measure(NamedTuple):
    """Something that can be counted in a reply."""

    unit: Unit
    of: str = ""
    """Which letter or text, lower-cased."""

    def __str__(self) -> str:
        return f"{self.of!r}s" if self.of else self.unit


@dataclass(frozen=True, slots=True)
class Text:
    """A text that stands in every such reply, in any case unless `cased`."""

    text: str
    place: Literal["start", "end", "anywhere"] = "anywhere"
    cased: bool = False
    verbatim_start: bool = False
    """Not even a quotation mark may stand before it."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What the replies that keep a constraint have in common; empty fields say nothing."""

    bounds: Mapping[Measure, Range] = field(default_factory=dict)
    texts: tuple[Text, ...] = ()
    forbidden: tuple[str, ...] = ()
    """Words that don't stand in it, lower-cased."""
    first_words: tuple[tuple[int, str], ...] = ()
    """Paragraph numbers, and the word that paragraph begins with, lower-cased."""
    case: Literal["capitals", "lower case"] | None = None
    language: str | None = None
    not_language: str | None = None
    opens: str = ""
    """The characters one of which it begins with."""
    closes: str = ""
    replies: tuple[str, ...] | None = None
    """Every such reply, where they can be listed; an option said in lower case stands for any case."""


ANYTHING = Domain()
"""What every reply fits."""


@lru_cache(maxsize=2048)
def domain_of(constraint: Constraint) -> Domain:
    """Describe what keeps `constraint`; of what can't be described, everything is said to fit."""
    describe = _DOMAINS.get(constraint.family)
    return ANYTHING if describe is None else describe(constraint)


def _counted(unit: Unit, count: str, relation: str = "relation", of: str = "") -> Callable[[Constraint], Domain]:
    def describe(constraint: Constraint) -> Domain:
        named = constraint.text(of).strip().lower() if of else ""
        if of and not named:
            return Domain()
        return Domain({Measure(unit, named): Range.of(constraint[relation], constraint.count(count))})

    return describe


def _at_least(unit: Unit, count: str) -> Callable[[Constraint], Domain]:
    return lambda constraint: Domain({Measure(unit): Range(constraint.count(count))})


def _exactly(unit: Unit, count: str) -> Callable[[Constraint], Domain]:
    return lambda constraint: Domain({Measure(unit): Range.exactly(constraint.count(count))})


def _letter(constraint: Constraint) -> Domain:
    letter = constraint.text("letter").lower()
    wanted = Range.of(constraint["let_relation"], constraint.count("let_frequency"))
    return Domain({_measure_of(letter): wanted}) if letter else Domain()


def _measure_of(text: str) -> Measure:
    return Measure("letter" if len(text) == 1 else "text", text)


def _frequency(constraint: Constraint) -> Domain:
    keyword = constraint.text("keyword").strip().lower()
    if not keyword:
        return Domain()
    wanted = Range.of(constraint["relation"], constraint.count("frequency"))
    return Domain({_measure_of(keyword): wanted}, texts=(Text(keyword),) if wanted.least else ())


def _existence(constraint: Constraint) -> Domain:
    return Domain(texts=tuple(Text(keyword) for keyword in constraint.texts("keywords") if keyword))


def _forbidden_words(constraint: Constraint) -> Domain:
    return Domain(forbidden=tuple(word.lower() for word in constraint.texts("forbidden_words") if word.strip()))


def _start(constraint: Constraint) -> Domain:
    phrase = constraint.text("start_phrase").strip()
    return Domain(texts=(Text(phrase, "start"),) if phrase else ())


def _repeat(constraint: Constraint) -> Domain:
    prompt = constraint.text("prompt_to_repeat").strip()
    return Domain(texts=(Text(prompt, "start", verbatim_start=True),) if prompt else ())


def _end(constraint: Constraint) -> Domain:
    phrase = constraint.text("end_phrase").strip()
    return Domain(texts=(Text(phrase, "end"),) if phrase else ())


def _postscript(constraint: Constraint) -> Domain:
    marker = constraint.text("postscript_marker").strip().lower()
    if marker in ("p.s.", "p.p.s", "p.p.s."):  # spaces may stand between its letters
        return Domain({Measure("letter", "s"): Range(1), Measure("letter", "p"): Range(marker.count("p"))})
    return Domain(texts=(Text(marker),) if marker else ())


def _absent(constraint: Constraint) -> Domain:
    match constraint.text("of"):
        case "detectable_content:number_placeholders":
            return Domain({Measure("placeholders"): Range.exactly(0)})
        case "detectable_format:number_highlighted_sections":
            return Domain({Measure("highlights"): Range.exactly(0)})
        case "detectable_format:list":
            return Domain({Measure("bullets"): Range.exactly(0), Measure("numbered items"): Range.exactly(0)})
        case _:
            return Domain()


def _sections(constraint: Constraint) -> Domain:
    splitter, count = constraint.text("section_spliter").strip(), constraint.count("num_sections")
    if not splitter or not count:
        return Domain()
    bounds = {_measure_of(splitter.lower()): Range(count), Measure("digits"): Range(count)}
    return Domain(bounds, texts=(Text(splitter, cased=True),))


def _nth_paragraph(constraint: Constraint) -> Domain:
    count, nth = constraint.count("num_paragraphs"), constraint.count("nth_paragraph")
    paragraphs = (Range.exactly(count) if count else Range()).meet(Range(max(1, nth)))
    word = constraint.text("first_word").strip()
    bounds = {Measure("paragraphs set apart by blank lines"): paragraphs}
    return Domain(bounds, texts=(Text(word),) if word else (), first_words=((nth, word.lower()),))


def _paragraphs(constraint: Constraint) -> Domain:
    count = constraint.count("num_paragraphs")
    bounds = {Measure("paragraphs set apart by ***"): Range.exactly(count)}
    if count > 1:
        bounds[Measure("letter", "*")] = Range(3 * (count - 1))
    return Domain(bounds)


def _options(constraint: Constraint) -> Domain:
    return Domain(replies=tuple(option.strip() for option in constraint.texts("options")))


def _my_answer(_: Constraint) -> Domain:
    # The checker looks for one of the answers anywhere; who asks for one of three answers means that and little else.
    lengths = {
        Measure("words"): Range.exactly(4),
        Measure("sentences"): Range.exactly(1),
        Measure("characters"): Range(len(min(MY_ANSWERS, key=len)), len(max(MY_ANSWERS, key=len)) + len('""') + 1),
    }
    return Domain(lengths, texts=(Text("My answer is ", cased=True),), language=_ENGLISH)


def _list(constraint: Constraint) -> Domain:
    if constraint.text("style") != "numbered":
        return Domain()
    return Domain({Measure("numbered items"): Range(1)})


_ENGLISH = "en"

_DOMAINS: dict[str, Callable[[Constraint], Domain]] = {
    "change_case:capital_word_frequency": _counted("words in capitals", "capital_frequency", "capital_relation"),
    "change_case:english_capital": lambda _: Domain(case="capitals", language=_ENGLISH),
    "change_case:english_lowercase": lambda _: Domain(case="lower case", language=_ENGLISH),
    "combination:repeat_prompt": _repeat,
    "combination:two_responses": lambda _: Domain({Measure("letter", "*"): Range(6)}),
    "detectable_content:absent": _absent,
    "detectable_content:number_placeholders": _at_least("placeholders", "num_placeholders"),
    "detectable_content:postscript": _postscript,
    "detectable_format:constrained_response": _my_answer,
    # A bare string or number is JSON too, but nobody who asks for JSON format asks for that.
    "detectable_format:json_format": lambda _: Domain(opens="{[`", closes="}]`"),
    "detectable_format:list": _list,
    "detectable_format:multiple_sections": _sections,
    "detectable_format:number_bullet_lists": _exactly("bullets", "num_bullets"),
    "detectable_format:number_highlighted_sections": _at_least("highlights", "num_highlights"),
    "detectable_format:number_list_items": _counted("numbered items", "num_items"),
    "detectable_format:options": _options,
    "detectable_format:plain_text": lambda _: Domain(
        {Measure("bullets"): Range.exactly(0), Measure("highlights"): Range.exactly(0)}
    ),
    "detectable_format:title": lambda _: Domain({Measure("letter", "<"): Range(2), Measure("letter", ">"): Range(2)}),
    "keywords:existence": _existence,
    "keywords:forbidden_words": _forbidden_words,
    "keywords:frequency": _frequency,
    "keywords:letter_frequency": _letter,
    "language:forbidden_language": lambda constraint: Domain(not_language=_code(constraint)),
    "language:response_language": lambda constraint: Domain(language=_code(constraint)),
    "length_constraints:nth_paragraph_first_word": _nth_paragraph,
    "length_constraints:number_characters": _counted("characters", "num_characters"),
    "length_constraints:number_paragraphs": _paragraphs,
    "length_constraints:number_sentences": _counted("sentences", "num_sentences"),
    "length_constraints:number_tokens": _counted("tokens", "num_tokens"),
    "length_constraints:number_words": _counted("words", "num_words"),
    "punctuation:no_comma": lambda _: Domain({Measure("letter", ","): Range.exactly(0)}),
    "punctuation:no_digits": lambda _: Domain({Measure("digits"): Range.exactly(0)}),
    "punctuation:no_emoji": lambda _: Domain({Measure("emoji"): Range.exactly(0)}),
    "startend:end_checker": _end,
    "startend:quotation": lambda _: Domain({Measure("letter", '"'): Range(2)}, opens='"', closes='"'),
    "startend:start_checker": _start,
}


def _code(constraint: Constraint) -> str:
    return constraint.text("language").strip().lower().partition("-")[0]
