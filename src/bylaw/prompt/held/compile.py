"""Turn constraints into machines that share one plan of the reply: how many words it has, and what stands where in it.

One function a family; none knows of another, they meet in the plan and in the product.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bylaw.authority.constraints import Constraint
from bylaw.prompt.held.blocks import Blocks
from bylaw.prompt.held.chars import ANY, DIGITS, EMOJI, LOWER, NOTHING, PLAIN, UPPER, Chars
from bylaw.prompt.held.documents import CodeBlock, Json, OneOf, Table
from bylaw.prompt.held.frame import SENTENCE, Ending, Opening, Quoted
from bylaw.prompt.held.languages import alphabet_of, not_english
from bylaw.prompt.held.machine import Machine
from bylaw.prompt.held.text import FewerLetters, FewerSentences, MoreLetters, MoreSentences, MoreWords, Tidy
from bylaw.prompt.held.words import CapitalWord, Due, Fewer, FewerCapitalWords, Find, Marked, Spelled, Title

__all__ = ["Plan", "Wanted", "compile_constraint", "frame", "make_plan"]

_WORDS_PER_TOKEN = 0.6  # English prose has 0.75; marks, names and other languages have fewer
_LONGEST_COUNT = 900  # words: beyond that a grammar that counts them is too large
_SOFT_END = 80  # words after which a reply that must be closed may be, where nothing else says how long it is
_SENTENCE_WORDS = 9
_COMMON = frozenset("etaoinshrdlucm")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the families agree on before each is compiled."""

    least: int
    """Words the reply has at least."""
    most: int | None
    """Words it has at most, where a constraint or the budget says so."""
    opening: str = ""
    closing: tuple[str, ...] = ()
    quoted: bool = False
    titled: bool = False
    stars: bool = False
    """Whether `*` marks highlights, and so opens no bullet."""
    blocks: int = 0
    whole: bool = False
    """Whether the reply is one document (JSON, an option, a table, code), which ends by itself."""

    @property
    def lead(self) -> int:
        """Words of the opening."""
        return len(_WORD.findall(self.opening))

    @property
    def tail(self) -> int:
        """Words of the closing, a sentence of it counted as long as it may be."""
        return sum(25 if piece == SENTENCE else len(_WORD.findall(piece)) for piece in self.closing)

    @property
    def room(self) -> int:
        """Words that are surely to be had for what must come, the opening aside."""
        room = max(self.least, _SOFT_END)
        return max(4, room if self.most is None else min(room, self.most - self.lead - self.tail))

    @property
    def block(self) -> tuple[int, int]:
        """Words after which one block ends where a sentence does, and after which it ends."""
        each = -(-self.least // max(1, self.blocks))
        softly = each + 2 if self.least else 24
        firmly = softly + 16
        if self.most is not None:
            share = max(3, (self.most - self.lead - self.tail) // max(1, self.blocks + self.titled))
            softly, firmly = min(softly, max(2, share * 2 // 3)), min(firmly, share)
        return softly, firmly

    @property
    def ends(self) -> bool:
        """Whether the end has to be prepared."""
        return not self.whole and bool(self.closing or self.quoted or self.most is not None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What holding one constraint takes."""

    machines: tuple[Machine, ...] = ()
    alphabet: Chars = ANY


def make_plan(constraints: Sequence[Constraint], *, max_tokens: int | None, request: str) -> Plan:
    """Agree on the reply's length and frame."""
    least, most, blocks = 0, None, 0
    opening, end = "", ""
    closing: tuple[str, ...] = ()
    for constraint in constraints:
        match constraint.family:
            case "length_constraints:number_words" if constraint["relation"] == "at least":
                least = max(least, constraint.count("num_words"))
            case "length_constraints:number_words":
                most = _lower(most, constraint.count("num_words") - 1)
            case "length_constraints:number_sentences" if constraint["relation"] == "at least":
                least = max(least, constraint.count("num_sentences") * _SENTENCE_WORDS)
            case "combination:repeat_prompt":
                opening = constraint.text("prompt_to_repeat") or request
            case "startend:start_checker":
                opening = constraint.text("start_phrase")
            case "startend:end_checker":
                end = constraint.text("end_phrase")
            case "detectable_content:postscript":
                closing = (f"{constraint.text('postscript_marker').strip()} ", SENTENCE)
            case _:
                blocks = max(blocks, _blocks(constraint))
    families = {constraint.family for constraint in constraints}
    if end:
        closing = (*closing, end.strip())
    whole = not families.isdisjoint(_DOCUMENTS)
    if max_tokens is not None and most is None and (closing or least or "startend:quotation" in families):
        most = max(int(max_tokens * _WORDS_PER_TOKEN), 4)
        if least:
            most = max(most, least + 30)
    return Plan(
        least,
        most,
        opening.strip(),
        closing,
        "startend:quotation" in families,
        "detectable_format:title" in families,
        "detectable_format:number_highlighted_sections" in families,
        blocks,
        whole,
    )


def frame(plan: Plan) -> tuple[Machine, ...]:
    """Give the machines that the plan as a whole asks for."""
    after = len(plan.opening) + 1 if plan.opening else 0
    machines: list[Machine] = [Tidy(4 if plan.whole else 0, after)]
    if plan.ends:
        softly, firmly = _bounds(plan)
        machines.append(Ending(softly, firmly, plan.closing))
    return tuple(machines)


def compile_constraint(constraint: Constraint, plan: Plan) -> Wanted | None:
    """Say what holding a constraint takes; None where no decoder can hold it, or none that we know how to."""
    make = _FAMILIES.get(constraint.family)
    return None if make is None else make(constraint, plan)


def _bounds(plan: Plan) -> tuple[int, int]:
    softly = max(plan.least, _SOFT_END + plan.lead, plan.blocks * plan.block[0] + plan.lead)
    firmly = softly + 40
    if plan.most is not None:
        firmly = max(1, min(firmly, plan.most - plan.tail))
        softly = min(softly, max(plan.least, firmly * 7 // 10), firmly)
    return softly, firmly


def _lower(known: int | None, found: int) -> int:
    return max(1, found if known is None else min(known, found))


def _blocks(constraint: Constraint) -> int:
    names = ("num_bullets", "num_paragraphs", "num_sections", "num_items")
    counts = [value for name, value in constraint.args if name in names and isinstance(value, int)]
    if constraint.family == "combination:two_responses":
        return 2
    return min(max(counts, default=0), 60)


# One function a family.


def _plain(without: Chars = NOTHING) -> Wanted:
    return Wanted(alphabet=PLAIN - without)


def _language(constraint: Constraint, plan: Plan) -> Wanted | None:
    language = constraint.text("language")
    alphabet = alphabet_of(language)
    if alphabet is not None:
        return Wanted(alphabet=alphabet)
    if words := not_english(language):
        return Wanted((Fewer(words),))
    return _plain() if language.lower() == "en" else None


def _forbidden(constraint: Constraint, plan: Plan) -> Wanted | None:
    words = tuple(word.strip() for word in constraint.texts("forbidden_words") if word.strip())
    return Wanted((Fewer(words),)) if words and sum(map(len, words)) < 400 else None


def _dues(finds: Sequence[Find], plan: Plan, *, apart: int) -> Wanted | None:
    """Spread what has to come over the room there is."""
    count = len(finds)
    if not count or count > 60:
        return None
    gap = max(1, min(apart, plan.room // (count + 1)))
    first = plan.lead + min(gap, 6)
    softly = tuple(first + gap * at for at in range(count))
    return Wanted((Due(tuple(finds), softly, tuple(soft + gap for soft in softly)),))


def _keywords(constraint: Constraint, plan: Plan) -> Wanted | None:
    words = [word.strip() for word in constraint.texts("keywords") if word.strip()]
    return _dues([Spelled(word) for word in words], plan, apart=16)


def _frequency(constraint: Constraint, plan: Plan) -> Wanted | None:
    word, count = constraint.text("keyword").strip(), constraint.count("frequency")
    if not word:
        return None
    if constraint["relation"] == "less than":
        return Wanted((Fewer((word,), count - 1, whole=False),)) if count > 0 else None
    return _dues([Spelled(word)] * count, plan, apart=16)


def _letters(constraint: Constraint, plan: Plan) -> Wanted | None:
    letter, count = constraint.text("letter").strip(), constraint.count("let_frequency")
    if len(letter) != 1 or count > 200:
        return None
    if constraint["let_relation"] == "less than":
        return Wanted((FewerLetters(letter, count - 1),)) if count > 0 else None
    rare = letter.lower() not in _COMMON or count * 2 > plan.room
    return Wanted((MoreLetters(letter, count, gap=max(1, min(8, plan.room // max(1, count))) if rare else 0),))


def _capitals(constraint: Constraint, plan: Plan) -> Wanted | None:
    count = constraint.count("capital_frequency")
    if constraint["capital_relation"] == "less than":
        return Wanted((FewerCapitalWords(count - 1),)) if count > 0 else None
    return _dues([CapitalWord()] * count, plan, apart=7)


def _placeholders(constraint: Constraint, plan: Plan) -> Wanted | None:
    return _dues([Marked("[", "]", 3)] * constraint.count("num_placeholders"), plan, apart=8)


def _highlights(constraint: Constraint, plan: Plan) -> Wanted | None:
    return _dues([Marked("*", "*", 5)] * constraint.count("num_highlights"), plan, apart=12)


def _title(constraint: Constraint, plan: Plan) -> Wanted:
    return Wanted((Due((Title(),), (plan.lead,), (plan.lead,)),))


def _words(constraint: Constraint, plan: Plan) -> Wanted | None:
    count = constraint.count("num_words")
    if count > _LONGEST_COUNT:
        return None
    # "Less than" is the plan's: the end is prepared for it.
    return Wanted((MoreWords(count),)) if constraint["relation"] == "at least" else Wanted()


def _sentences(constraint: Constraint, plan: Plan) -> Wanted | None:
    count = constraint.count("num_sentences")
    if constraint["relation"] == "less than":
        return Wanted((FewerSentences(count - 1),)) if 1 < count <= 60 else None
    return Wanted((MoreSentences(count),)) if count <= 60 else None


def _bullets(constraint: Constraint, plan: Plan) -> Wanted | None:
    return _listed(
        constraint.count("num_bullets"), ["- " if plan.stars else "* "] * constraint.count("num_bullets"), plan
    )


def _listed(least: int, openings: Sequence[str], plan: Plan) -> Wanted | None:
    if not 0 < len(openings) <= 60:
        return None
    softly, firmly = plan.block if plan.least else (min(14, plan.block[0]), min(28, plan.block[1]))
    intro = plan.lead + 12 * plan.titled + (20 if plan.most is None or plan.most > 60 else 0)
    blocks = Blocks(tuple(openings), "\n", softly, firmly, least, 0, plan.ends, intro, 25, "*-•", "")
    return Wanted((blocks,))


def _list(constraint: Constraint, plan: Plan) -> Wanted | None:
    if constraint.text("style") == "numbered":
        return _listed(2, [f"{number}. " for number in range(1, 9)], plan)
    return _listed(2, ["- " if plan.stars else "* "] * 8, plan)


def _items(constraint: Constraint, plan: Plan) -> Wanted | None:
    count = constraint.count("num_items")
    if constraint["relation"] == "less than":
        return _listed(1, [f"{number}. " for number in range(1, min(count, 61))], plan)
    return _listed(count, [f"{number}. " for number in range(1, min(count, 61) + 1)], plan)


def _paragraphs(constraint: Constraint, plan: Plan) -> Wanted | None:
    count = constraint.count("num_paragraphs")
    return _blocked(["", *["***\n\n"] * (count - 1)], plan, never_run="*", never_opens="*") if 0 < count <= 40 else None


def _two(constraint: Constraint, plan: Plan) -> Wanted | None:
    return _blocked(["", "******\n\n"], plan, never_run="*", never_opens="*")


def _nth(constraint: Constraint, plan: Plan) -> Wanted | None:
    nth, count = constraint.count("nth_paragraph"), constraint.count("num_paragraphs")
    word = constraint.text("first_word").strip()
    if not 0 < nth <= (count or nth) <= 40 or not word:
        return None
    openings = [f"{word.capitalize()} " if at == nth else "" for at in range(1, (count or nth) + 1)]
    return _blocked(openings, plan)


def _sections(constraint: Constraint, plan: Plan) -> Wanted | None:
    count, splitter = constraint.count("num_sections"), constraint.text("section_spliter").strip()
    if not 0 < count <= 40 or not splitter:
        return None
    return _blocked([f"{splitter} {number}\n" for number in range(1, count + 1)], plan, preface=True)


def _blocked(
    openings: Sequence[str], plan: Plan, *, never_run: str = "", never_opens: str = "", preface: bool = False
) -> Wanted | None:
    softly, firmly = plan.block
    intro = plan.lead + 12 * plan.titled if preface else 0
    lead = 0 if preface else plan.lead + 12 * plan.titled
    blocks = Blocks(tuple(openings), "\n\n", softly, firmly, 0, lead, plan.ends, intro, 0, never_opens, never_run)
    return Wanted((blocks,))


def _json(constraint: Constraint, plan: Plan) -> Wanted:
    softly = max(plan.least, 50)
    firmly = softly + 30
    if plan.most is not None:
        firmly = min(firmly, max(2, plan.most))
        softly = min(softly, max(plan.least, firmly // 2))
    return Wanted((Json(softly, firmly),))


def _options(constraint: Constraint, plan: Plan) -> Wanted | None:
    options = tuple(option for option in constraint.texts("options") if option)
    return Wanted((OneOf(options),)) if options and sum(map(len, options)) < 2000 else None


def _answers(constraint: Constraint, plan: Plan) -> Wanted:
    return Wanted((OneOf(("My answer is yes.", "My answer is no.", "My answer is maybe.")),))


_Make = Callable[[Constraint, Plan], Wanted | None]
_DOCUMENTS = {
    "detectable_format:json_format",
    "detectable_format:options",
    "detectable_format:constrained_response",
    "detectable_format:table",
    "detectable_format:code_only",
}
_FAMILIES: dict[str, _Make] = {
    "change_case:capital_word_frequency": _capitals,
    "change_case:english_capital": lambda constraint, plan: _plain(LOWER),
    "change_case:english_lowercase": lambda constraint, plan: _plain(UPPER),
    "combination:repeat_prompt": lambda constraint, plan: (
        Wanted((Opening(plan.opening, "\n"),)) if 0 < len(plan.opening) < 1500 else None
    ),
    "combination:two_responses": _two,
    "detectable_content:number_placeholders": _placeholders,
    "detectable_content:postscript": lambda constraint, plan: None if plan.whole else Wanted(),
    "detectable_format:code_only": lambda constraint, plan: Wanted((CodeBlock(40),)),
    "detectable_format:constrained_response": _answers,
    "detectable_format:json_format": _json,
    "detectable_format:list": _list,
    "detectable_format:multiple_sections": _sections,
    "detectable_format:number_bullet_lists": _bullets,
    "detectable_format:number_highlighted_sections": _highlights,
    "detectable_format:number_list_items": _items,
    "detectable_format:options": _options,
    "detectable_format:plain_text": lambda constraint, plan: Wanted(alphabet=ANY - Chars.of("*#`|")),
    "detectable_format:table": lambda constraint, plan: Wanted((Table(3, 8),)),
    "detectable_format:title": _title,
    "keywords:existence": _keywords,
    "keywords:forbidden_words": _forbidden,
    "keywords:frequency": _frequency,
    "keywords:letter_frequency": _letters,
    "language:response_language": _language,
    "length_constraints:nth_paragraph_first_word": _nth,
    "length_constraints:number_paragraphs": _paragraphs,
    "length_constraints:number_sentences": _sentences,
    "length_constraints:number_words": _words,
    "punctuation:no_comma": lambda constraint, plan: Wanted(alphabet=ANY - Chars.of(",，、،")),
    "punctuation:no_digits": lambda constraint, plan: Wanted(alphabet=ANY - DIGITS),
    "punctuation:no_emoji": lambda constraint, plan: Wanted(alphabet=ANY - EMOJI),
    "startend:end_checker": lambda constraint, plan: None if plan.whole else Wanted(),
    "startend:quotation": lambda constraint, plan: Wanted((Quoted(),)),
    "startend:start_checker": lambda constraint, plan: Wanted((Opening(plan.opening),)) if plan.opening else None,
}
