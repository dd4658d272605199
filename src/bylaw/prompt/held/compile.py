"""Turn constraints into machines that share one plan of the reply: how many words it has, and what stands where in it.

One function a family; none knows of another, they meet in the plan and in the product.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bylaw.authority.constraints import Constraint
from bylaw.prompt.held.blocks import UNBOUNDED, Blocks
from bylaw.prompt.held.chars import ANY, DIGITS, EMOJI, LOWER, NOTHING, PLAIN, UPPER, Chars
from bylaw.prompt.held.documents import CodeBlock, Json, OneOf, Table
from bylaw.prompt.held.frame import SENTENCE, Ending, Opening, Quoted
from bylaw.prompt.held.languages import alphabet_of, not_english
from bylaw.prompt.held.machine import After, Machine
from bylaw.prompt.held.text import FewerLetters, FewerSentences, MoreLetters, MoreSentences, MoreWords, NeverOpens, Tidy
from bylaw.prompt.held.words import CapitalWord, Due, Fewer, FewerCapitalWords, Find, Marked, Spelled, Title

__all__ = ["Plan", "Wanted", "compile_constraint", "make_machines", "make_plan"]

_WORDS_PER_TOKEN = 0.6  # English prose has 0.75; marks, names and other languages have fewer
_LONGEST_COUNT = 1500  # words: beyond that a grammar that counts them is too large
_SOFT_END = 80  # words after which a reply that must be closed may be, where nothing else says how long it is
_SENTENCE_WORDS = 9
_LEAN_GAP = 3
_CASES = {"change_case:english_lowercase": "lower", "change_case:english_capital": "upper"}
_OPENED = {"startend:quotation", "detectable_format:title", "detectable_format:number_bullet_lists"} | {
    "detectable_format:list",
    "detectable_format:number_list_items",
    "detectable_format:number_highlighted_sections",
    "detectable_content:number_placeholders",
    "language:response_language",
}
"""Families whose mark may open a line or a sentence."""
_BULLETS = Chars.of("*-+•")
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
    sentences: int = 0
    """Words that the sentences asked for take."""
    case: str = ""
    """`lower` or `upper`, where all letters are."""
    wordy: bool = False
    """Whether all letters have one case, and nothing but words has to open the reply, a line or a sentence."""
    ruled: bool = False
    """Whether lines of asterisks set its parts apart."""
    lean: bool = False
    """Whether what must come is due early and blocks are of any length: far fewer states."""
    whole: bool = False
    """Whether the reply is one document (JSON, an option, a table, code), which ends by itself."""

    @property
    def skipped(self) -> int:
        """Characters of the opening and of the line feed after it."""
        return len(self.opening) + 1 if self.opening else 0

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
        room = max(self.least, self.sentences, _SOFT_END)
        return max(4, room if self.most is None else min(room, self.most - self.lead - self.tail))

    @property
    def block(self) -> tuple[int, int]:
        """Words after which one block ends where a sentence does, and after which it ends."""
        if self.lean:
            return UNBOUNDED, UNBOUNDED
        each = -(-self.least // max(1, self.blocks))
        softly = each + 2 if self.least else 24
        firmly = softly + 16
        if self.most is not None:
            share = max(3, (self.most - self.lead - self.tail) // max(1, self.blocks + self.titled))
            softly, firmly = min(softly, max(2, share * 2 // 3)), min(firmly, share)
        return softly, firmly

    @property
    def counts(self) -> bool:
        """Whether something counts the words of the reply anyhow."""
        return self.ends or self.least > 0

    @property
    def ends(self) -> bool:
        """Whether the end has to be prepared."""
        return not self.whole and bool(self.closing or self.quoted or self.most is not None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What holding one constraint takes."""

    machines: tuple[Machine, ...] = ()
    alphabet: Chars = ANY
    dues: tuple[Find, ...] = ()
    """What has to be found; those of all constraints are found in turns, by one machine."""
    apart: int = 0
    """Words between two of them."""


def make_plan(constraints: Sequence[Constraint], *, max_tokens: int | None, request: str, lean: bool = False) -> Plan:
    """Agree on the reply's length and frame."""
    least, most, blocks, sentences = 0, None, 0, 0
    opening, end = "", ""
    closing: tuple[str, ...] = ()
    for constraint in constraints:
        match constraint.family:
            case "length_constraints:number_words" if constraint["relation"] == "at least":
                least = max(least, constraint.count("num_words"))
            case "length_constraints:number_words":
                most = _lower(most, constraint.count("num_words") - 1)
            case "length_constraints:number_sentences" if constraint["relation"] == "at least":
                sentences = max(sentences, constraint.count("num_sentences") * _SENTENCE_WORDS)
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
        closing = (*closing, end.strip() + ('"' if "startend:quotation" in families else ""))
    whole = not families.isdisjoint(_DOCUMENTS)
    if max_tokens is not None and most is None and (closing or "startend:quotation" in families):
        most = max(int(max_tokens * _WORDS_PER_TOKEN), least + 30, 4)
    return Plan(
        least,
        most,
        opening.strip(),
        closing,
        "startend:quotation" in families,
        "detectable_format:title" in families,
        "detectable_format:number_highlighted_sections" in families,
        blocks,
        sentences,
        next((case for family, case in _CASES.items() if family in families), ""),
        not families.isdisjoint(_CASES) and families.isdisjoint(_OPENED),
        not families.isdisjoint({"combination:two_responses", "length_constraints:number_paragraphs"}),
        lean,
        whole,
    )


def make_machines(wanted: Sequence[Wanted], plan: Plan) -> tuple[Machine, ...]:
    """Give the machines of all constraints, and those that the plan as a whole asks for."""
    free = plan.whole or plan.ruled or plan.lean
    signs = 0 if free else 4
    machines: list[Machine] = [Tidy(4 if plan.whole else 0, plan.skipped, signs, letters=plan.wordy and not free)]
    if plan.ends:
        softly, firmly = _bounds(plan)
        machines.append(Ending(softly, firmly, plan.closing))
    machines += [machine for each in wanted for machine in each.machines]
    if due := _due(wanted, plan):
        machines.append(After(due, plan.skipped))
    return tuple(machines)


def compile_constraint(constraint: Constraint, plan: Plan) -> Wanted | None:
    """Say what holding a constraint takes; None where no decoder can hold it, or none that we know how to."""
    make = _FAMILIES.get(constraint.family)
    return None if make is None else make(constraint, plan)


def _bounds(plan: Plan) -> tuple[int, int]:
    blocks = 0 if plan.lean else plan.blocks * plan.block[0]
    softly = plan.lead + max(plan.least, plan.sentences, _SOFT_END, blocks)
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


def _due(wanted: Sequence[Wanted], plan: Plan) -> Due | None:
    """Spread what has to come over the room there is: a title first, the rest of each constraint evenly, in turns."""
    placed = sorted(
        (((at + 1) / (len(each.dues) + 1) if each.apart else 0.0), order, at)
        for order, each in enumerate(wanted)
        for at in range(len(each.dues))
    )
    if not placed:
        return None
    finds = tuple(wanted[order].dues[at] for _, order, at in placed)
    gaps = [wanted[order].apart for _, order, _ in placed]
    scale = min(1.0, plan.room / max(1, sum(gaps) + max(gaps)))
    gaps = [min(_LEAN_GAP, gap) if plan.lean else int(gap * scale) + (gap > 0) for gap in gaps]
    if plan.lean or not plan.counts:
        return Due(finds, tuple(gaps), tuple(gap * 2 for gap in gaps), afresh=True)
    softly = tuple(accumulate(gaps))
    return Due(finds, softly, tuple(soft + gap for soft, gap in zip(softly, gaps, strict=True)))


def _dues(finds: Sequence[Find], *, apart: int) -> Wanted | None:
    return Wanted(dues=tuple(finds), apart=apart) if 0 < len(finds) <= 60 else None


def _keywords(constraint: Constraint, plan: Plan) -> Wanted | None:
    words = [word.strip() for word in constraint.texts("keywords") if word.strip()]
    return _dues([Spelled(word) for word in words], apart=16)


def _frequency(constraint: Constraint, plan: Plan) -> Wanted | None:
    word, count = constraint.text("keyword").strip(), constraint.count("frequency")
    if not word:
        return None
    if constraint["relation"] == "less than":
        return Wanted((Fewer((word,), count - 1, whole=False),)) if count > 0 else None
    return _dues([Spelled(word)] * count, apart=16)


def _letters(constraint: Constraint, plan: Plan) -> Wanted | None:
    letter, count = constraint.text("letter").strip(), constraint.count("let_frequency")
    if len(letter) != 1 or count > 200:
        return None
    if constraint["let_relation"] == "less than":
        return Wanted((FewerLetters(letter, count - 1),)) if count > 0 else None
    rare = letter.lower() not in _COMMON or count * 2 > plan.room
    gap = max(1, min(8, plan.room // max(1, count))) if rare else 0
    return Wanted((After(MoreLetters(letter, count, gap), plan.skipped),))


def _capitals(constraint: Constraint, plan: Plan) -> Wanted | None:
    count = constraint.count("capital_frequency")
    if constraint["capital_relation"] == "less than":
        return Wanted((FewerCapitalWords(count - 1),)) if count > 0 else None
    return _dues([CapitalWord()] * count, apart=7)


def _placeholders(constraint: Constraint, plan: Plan) -> Wanted | None:
    return _dues([Marked("[", "]", 3)] * constraint.count("num_placeholders"), apart=8)


def _highlights(constraint: Constraint, plan: Plan) -> Wanted | None:
    return _dues([Marked("*", "*", 5)] * constraint.count("num_highlights"), apart=12)


def _title(constraint: Constraint, plan: Plan) -> Wanted:
    return Wanted(dues=(Title(),))


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
    if not constraint.count("num_bullets"):
        return Wanted((NeverOpens(_BULLETS),))
    return _listed(
        constraint.count("num_bullets"), ["- " if plan.stars else "* "] * constraint.count("num_bullets"), plan
    )


def _listed(least: int, openings: Sequence[str], plan: Plan) -> Wanted | None:
    if not 0 < len(openings) <= 60:
        return None
    softly, firmly = plan.block
    if not plan.least and not plan.lean:  # a bullet is shorter than a paragraph
        softly, firmly = min(14, softly), min(28, firmly)
    intro = 12 * plan.titled + (20 if plan.most is None or plan.most > 60 else 0)
    blocks = Blocks(tuple(openings), "\n", softly, firmly, least, plan.ends, intro, 25, "*-•")
    return Wanted((After(blocks, plan.skipped),))


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
    word = {"lower": word.lower(), "upper": word.upper()}.get(plan.case, word.capitalize())
    openings = [f"{word} " if at == nth else "" for at in range(1, (count or nth) + 1)]
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
    intro = 12 if preface and plan.titled else 0
    if plan.quoted and openings[0] and not plan.opening:
        openings = [f'"{openings[0]}', *openings[1:]]
    blocks = Blocks(
        tuple(openings), "\n\n", softly, firmly, 0, plan.ends, intro, 0, never_opens=never_opens, never_run=never_run
    )
    return Wanted((After(blocks, plan.skipped),))


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


def _absent(constraint: Constraint, plan: Plan) -> Wanted | None:
    """Keep out the mark that a construct can't do without."""
    construct = constraint["of"]
    match construct:
        case "detectable_format:list":
            return Wanted((NeverOpens(_BULLETS | DIGITS),))
        case "combination:two_responses":
            return Wanted((Fewer(("******",), whole=False),))
        case "detectable_content:postscript":
            return Wanted((Fewer(("p.s", "p.p.s", "ps", "postscript")),))
    mark = _MARKS.get(str(construct))
    return None if mark is None else Wanted(alphabet=ANY - Chars.of(mark))


_MARKS = {
    "detectable_content:number_placeholders": "[",
    "detectable_format:code_only": "`",
    "detectable_format:json_format": "{",
    "detectable_format:number_highlighted_sections": "*",
    "detectable_format:table": "|",
    "detectable_format:title": "<",
}
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
    "detectable_content:absent": _absent,
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
    "detectable_format:plain_text": lambda constraint, plan: Wanted(
        (NeverOpens(_BULLETS),), alphabet=ANY - Chars.of("*#`|_~")
    ),
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
