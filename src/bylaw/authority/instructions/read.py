"""Read a conversation's instructions: the sentences with authority that ask for something, and what they ask.

No model is called. Knows nothing of conflicts: `rulings` compares what is read here. A sentence speaks with the
authority of its plain characters; what is quoted in it is an argument, and a sentence with no plain character is read
only where authority was delegated to its span.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bylaw.authority.constraints import Constraint
from bylaw.authority.conversation import Conversation, Role
from bylaw.authority.instructions.glance import anchors_of, asks_at_a_glance, may_ask, plain_words, takes_back
from bylaw.authority.instructions.labels import names_a_section, without_tags
from bylaw.authority.instructions.nouns import Instruction
from bylaw.authority.instructions.readers import READERS
from bylaw.authority.instructions.reading import Reading, read_sentence
from bylaw.authority.instructions.sentences import split_sentences
from bylaw.authority.instructions.tape import find_quotes
from bylaw.authority.levels import Authority
from bylaw.authority.spans import Span

__all__ = ["Sentence", "forget", "parse_text", "read_instructions"]

_LEAST_TRY = 8  # characters: a quoted word is an argument
_LONGEST = 1500  # characters: what is longer and has no stop is no sentence anyone wrote
_NTH = "length_constraints:nth_paragraph_first_word"
_PARAGRAPHS = "length_constraints:number_paragraphs"
_SECTIONS = "detectable_format:multiple_sections"
_PLACED = frozenset({"startend:start_checker", "startend:end_checker"})
_OPTIONS = "detectable_format:options"
_OF_WORDS = frozenset({"keywords:existence", "keywords:forbidden_words"})
_BLANK_LINES = re.compile(
    r"(?:two|2|double|blank|empty) (?:new ?lines?|line ?breaks?|lines?)|newlines|\\n\\n", re.IGNORECASE
)
_ANCHORS = anchors_of(trigger for reader in READERS for trigger in reader.triggers)
_ASSISTANT = re.compile(
    r"\b([Tt])he (?:(?:AI|virtual|digital) )?(?:assistant|chat ?bot|bot|model|AI(?: model)?)(?= (?:must|should|"
    r"shall|will|may|can|cannot|is|never|always|only|does not|has to|has permission|needs? to|ought)\b)"
    r"|\b([Tt])he assistant(?= (?:writes|speaks|answers|replies|responds|uses|avoids|keeps|stays|goes|"
    r"includes|ends|starts|begins|talks|discusses|helps|refuses|declines)\b)"
)
"""Who writes an operator's prompt may speak of the reader in the third person."""
_NAMES = ("ssistant", "bot", "odel", "AI")
_REMEMBERED = 2048  # sentences: the same developer's message comes with every request


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text and what it asks."""

    start: int
    end: int
    asks: bool
    """Whether it asks for something; one that doesn't has no constraints."""
    constraints: tuple[Constraint, ...] = ()
    explicit: bool = True
    """False where the wish is only implied: "I only speak Spanish"."""


def parse_text(text: str, quoted: Sequence[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
    """Read every sentence of one text.

    Args:
        text: a message's part, or a clause of the document.
        quoted: stretches of it that don't speak, in order; where none are given, what stands in quotation marks.
    """
    spans = quoted or find_quotes(text)
    if any(name in text for name in _NAMES):
        text = _ASSISTANT.sub(_addressed, text)
    bare = _without(text, spans)
    plain = plain_words(bare)
    marked = "***" in text or "<<" in text
    identified = "_" in text  # a tool by its name
    sentences = []
    at = 0
    for start, end in without_tags(text, split_sentences(text, spans), spans):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside = []
        later = at
        while later < len(spans) and spans[later][0] < end:
            inside.append(spans[later])
            later += 1
        words = plain[start:end].split()
        if (
            inside
            or marked
            or (identified and "_" in text[start:end])
            or (not _ANCHORS.isdisjoint(words) and may_ask(words, text[start:end]))
        ):
            found = _read(text[start:end], tuple((begin - start, stop - start) for begin, stop in inside))
            asks = found.asks or bare[end - 1] == "?" or takes_back(words)  # a question asks for its answer
            asks = asks and (bool(found.constraints) or not names_a_section(text, start, end, words))
            sentences.append(Sentence(start, end, asks, found.constraints, found.explicit))
        else:
            asks = asks_at_a_glance(words) and not names_a_section(text, start, end, words)
            sentences.append(Sentence(start, end, bare[end - 1] == "?" or asks or takes_back(words)))
    return _joined(text, sentences)


def _without(text: str, quoted: Sequence[tuple[int, int]]) -> str:
    """Give a text with what is quoted in it left blank, every place staying where it is."""
    pieces, here = [], 0
    for start, end in quoted:
        if start < end:
            pieces += [text[here:start], " " * (end - start)]
            here = end
    return "".join([*pieces, text[here:]]) if pieces else text


def forget() -> None:
    """Forget the sentences read before, to measure what a new one costs."""
    _read.cache_clear()


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, quoted: tuple[tuple[int, int], ...]) -> Sentence:
    if len(text) > _LONGEST:
        return Sentence(0, len(text), asks=True)  # unread, yet not dropped
    reading = read_sentence(text, 0, len(text), quoted)
    constraints = tuple(_constraints(reading))
    if not constraints and text[-1:] == "?":
        return Sentence(0, len(text), asks=True)
    asks = reading.requests
    return Sentence(0, len(text), asks or bool(constraints), constraints, explicit=asks or not constraints)


def _joined(text: str, sentences: list[Sentence]) -> tuple[Sentence, ...]:
    """Let a sentence complete what another one left open: how many paragraphs there are, what marks a section."""
    asked = [each for sentence in sentences for each in sentence.constraints]
    families = {each.family for each in asked}
    if _NTH in families:
        totals = {each.count("num_paragraphs") for each in asked if each.family == _PARAGRAPHS}
        if len(totals) == 1:
            total = next(iter(totals))
            sentences = [_with(sentence, lambda each: _out_of(each, total)) for sentence in sentences]
    labels = {each.text("section_spliter") for each in asked if each.family == _SECTIONS} - {"Section"}
    if len(labels) == 1 and len(asked) > 1:
        counts = [each.count("num_sections") for each in asked if each.family == _SECTIONS]
        section = Constraint.of(_SECTIONS, {"section_spliter": next(iter(labels)), "num_sections": max(counts)})
        sentences = [
            _with(sentence, lambda each: section if each.family == _SECTIONS else each) for sentence in sentences
        ]
    # IFEval's paragraphs are set apart by ***; a text that says a blank line does it counts others.
    if _PARAGRAPHS in families and _BLANK_LINES.search(text) and "***" not in text:
        sentences = [
            _with(sentence, lambda each: None if each.family == _PARAGRAPHS else each) for sentence in sentences
        ]
    return tuple(sentences)


def _with(sentence: Sentence, change: Callable[[Constraint], Constraint | None]) -> Sentence:
    changed = tuple(new for each in sentence.constraints if (new := change(each)) is not None)
    return sentence if changed == sentence.constraints else replace(sentence, constraints=changed)


def _out_of(each: Constraint, total: int) -> Constraint:
    if each.family != _NTH or each.count("num_paragraphs"):
        return each
    return Constraint.of(_NTH, {**dict(each.args), "num_paragraphs": total})


def _constraints(reading: Reading) -> Iterator[Constraint]:
    words = reading.vocabulary | ({"_"} if "_" in reading.tape.text else set())
    found = [
        each
        for reader in READERS
        if not reader.triggers.isdisjoint(words)
        for each in dict.fromkeys(reader.read(reading))
    ]
    if not found:
        return
    placed = {str(value).lower() for each in found if each.family in _PLACED for _, value in each.args}
    placed |= {option.lower() for each in found if each.family == _OPTIONS for option in each.texts("options")}
    for each in found:
        # What a phrase opens or closes, or may be answered, it isn't merely to occur in.
        if not placed or each.family not in _OF_WORDS or not placed.issuperset(_words_of(each)):
            yield each


def _words_of(each: Constraint) -> Iterator[str]:
    return (word.lower() for _, value in each.args if isinstance(value, tuple) for word in map(str, value))


def _addressed(found: re.Match[str]) -> str:
    """Write "you" for "the assistant", in as many characters: every place in the text stays where it is."""
    return ("You" if (found[1] or found[2]) == "T" else "you").ljust(len(found[0]))


def read_instructions(
    conversation: Conversation, spans: Sequence[Span], *, unauthorised: bool = False
) -> tuple[Instruction, ...]:
    """Give every instruction of a conversation, in order.

    Args:
        conversation: as it came.
        spans: its own, as `read_spans` gives them.
        unauthorised: also give what is asked in text without authority, which instructs nobody: for people who want to
            see that it was noticed.
    """
    by_part: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        by_part.setdefault((span.message, span.part), []).append(span)
    instructions: list[Instruction] = []
    for number, message in enumerate(conversation):
        for place, part in enumerate(message.parts):
            if part.text:
                own = by_part.get((number, place), [])
                found = list(_of_part(part.text, number, place, own))
                if unauthorised and (silent := [span for span in own if _may_try(span)]):
                    found += (each for span in silent for each in _without_authority(part.text, span))
                    found.sort(key=lambda each: each.start)
                instructions += found
    asked = next((message.text for message in conversation if message.role is Role.USER), "")
    return tuple(_with_request(each, asked) if each.constraints else each for each in instructions)


def _of_part(text: str, message: int, part: int, spans: Sequence[Span]) -> Iterator[Instruction]:
    speaking = [span for span in spans if span.authority > Authority.NONE and span.end > span.start]
    if not speaking:
        return
    delegated = [span for span in speaking if span.kind != "plain"]
    for span in delegated:
        for sentence in parse_text(text[span.start : span.end]):
            if sentence.asks:
                yield _instruction(text, message, part, sentence, span, offset=span.start, delegated=True)
    plain = [span for span in speaking if span.kind == "plain"]
    if not plain:
        return
    quoted = [(span.start, span.end) for span in spans if span.kind != "plain"]
    bare = _without(text, quoted)
    at = 0
    for sentence in parse_text(text, quoted or [(0, 0)]):
        while at < len(plain) and plain[at].end <= sentence.start:
            at += 1
        speaker = plain[at] if at < len(plain) and plain[at].start < sentence.end else None
        if speaker is not None and sentence.asks:
            spoken = bare[sentence.start : sentence.end] if quoted else ""
            yield _instruction(text, message, part, sentence, speaker, spoken=spoken)


def _may_try(span: Span) -> bool:
    """Tell whether somebody else's words stand there: the assistant's own earlier ones ask nothing of it."""
    return span.authority is Authority.NONE and span.kind != "assistant" and span.end - span.start >= _LEAST_TRY


def _without_authority(text: str, span: Span) -> Iterator[Instruction]:
    for sentence in parse_text(text[span.start : span.end], [(0, 0)]):
        if sentence.asks:
            yield _instruction(text, span.message, span.part, sentence, span, offset=span.start)


def _instruction(
    text: str,
    message: int,
    part: int,
    sentence: Sentence,
    span: Span,
    *,
    offset: int = 0,
    delegated: bool = False,
    spoken: str = "",
) -> Instruction:
    start, end = sentence.start + offset, sentence.end + offset
    return Instruction(
        message, part, start, end, span.authority, text[start:end], sentence.constraints,
        explicit=sentence.explicit, delegated=delegated, bare=spoken if spoken != text[start:end] else "",
    )  # fmt: skip


def _with_request(instruction: Instruction, asked: str) -> Instruction:
    """Fill in the request to repeat, where the sentence only says that it is to be repeated."""
    if not any(
        each.family == "combination:repeat_prompt" and not each.text("prompt_to_repeat")
        for each in instruction.constraints
    ):
        return instruction
    constraints = tuple(
        Constraint.of(each.family, {"prompt_to_repeat": asked.strip()})
        if each.family == "combination:repeat_prompt"
        else each
        for each in instruction.constraints
    )
    return replace(instruction, constraints=constraints)
