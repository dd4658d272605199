"""Who speaks, what was asked and what became of it, in sentences for people who know no word of this.

The words for a terminal and for a page are the same; each shows them in its own way. Knows no colour and no markup.
"""
# SPDX-License-Identifier: Apache-2.0

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Authority, Message, Role
from bylaw.authority.constraints import Excluded, compare
from bylaw.authority.constraints.say import say
from bylaw.authority.instructions import Instruction
from bylaw.authority.rulings import Outcome, Ruling
from bylaw.authority.spans import Form, Kind, Span
from bylaw.cli.explain_file import Explained
from bylaw.cli.visible import in_one_line

__all__ = [
    "LEVELS",
    "OUTCOME_WORDS",
    "Held",
    "Level",
    "Told",
    "Words",
    "form_words",
    "message_title",
]

_MOST = 240
"""Characters of a sentence from the conversation that are repeated."""

Standing = Literal["holds", "doesn't hold", "unsure"]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the chain of command, for people."""

    authority: Authority
    who: str
    what: str


LEVELS: tuple[Level, ...] = (
    Level(Authority.ROOT, "the document", "Rules of the document that nobody may change."),
    Level(Authority.SYSTEM, "the operator", "Whoever runs the service."),
    Level(Authority.DEVELOPER, "the developer", "Whoever built the application."),
    Level(Authority.USER, "the user", "Whoever is talking with it."),
    Level(Authority.GUIDELINE, "defaults", "Habits of the document that give way to anybody's wish."),
    Level(
        Authority.NONE,
        "nobody",
        "Quotations, files, pictures, results of tools and earlier answers: read as information, never obeyed.",
    ),
)
"""Highest first."""

OUTCOME_WORDS: Mapping[Outcome, tuple[str, Standing]] = {
    "applies": ("applies", "holds"),
    "delegated": ("delegated", "holds"),
    "misaligned": ("misaligned", "doesn't hold"),
    "superseded": ("superseded", "doesn't hold"),
    "no_authority": ("no authority", "doesn't hold"),
    "not_comparable": ("not comparable", "unsure"),
}

_SPEAKERS = {
    Authority.ROOT: "the document",
    Authority.SYSTEM: "the operator",
    Authority.DEVELOPER: "the developer",
    Authority.USER: "the user",
    Authority.GUIDELINE: "a default of the document",
    Authority.NONE: "text without authority",
}

_KINDS: Mapping[Kind, str] = {
    "plain": "plain text",
    "quoted": "quoted text",
    "tool_output": "the result of a tool",
    "attachment": "an attached file",
    "image": "an image",
    "audio": "a recording",
    "assistant": "an earlier answer of the assistant",
}

_FORMS: Mapping[Form, str] = {
    "": "",
    "quote": "text in quotation marks",
    "block_quote": "a block quote",
    "code": "code",
    "fence": "a block of code",
    "yaml": "YAML",
    "json": "JSON",
    "xml": "text in XML tags",
    "untrusted_text": "text marked as untrusted",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One instruction and its ruling, told."""

    number: int
    """From 1, in the order they were said."""
    who: str
    place: str
    text: str
    asks: tuple[str, ...]
    """Its constraints in English."""
    ruling: str
    standing: Standing
    verdict: str
    """What became of it, in a sentence or two."""
    level: Authority
    beaten_by: int | str | None = None
    """Number of the instruction that won, or the id of the clause."""


@dataclass(frozen=True, slots=True)
class Held:
    """Something the reply is held to, and whose word that is."""

    said: str
    by: str
    level: Authority
    numbers: tuple[int, ...] = ()
    """Of the instructions it comes from."""


def form_words(span: Span) -> str:
    """Say what a span is."""
    if span.kind == "plain" and span.authority is Authority.NONE:
        return "the input of a task"
    return _FORMS[span.form] or _KINDS[span.kind]


def message_title(index: int, message: Message, explained: Explained) -> str:
    """Name a message: its place in the request, counted from 1, and whose it is."""
    own = explained.index(index)
    if own < 0:
        return "before the conversation: the operator"
    name = f" ({in_one_line(message.name, most=60)})" if message.name else ""
    role = {Role.ASSISTANT: "the assistant", Role.TOOL: "a tool"}.get(message.role) or _SPEAKERS[message.authority]
    return f"message {own + 1}: {role}{name}"


class Words:
    """Tells one read conversation. Holds what it looks up more than once."""

    def __init__(self, explained: Explained) -> None:
        self._explained = explained
        self._reading = explained.reading
        self._spans: dict[tuple[int, int], list[Span]] = {}
        for span in self._reading.spans:
            self._spans.setdefault((span.message, span.part), []).append(span)
        self._starts = {place: [span.start for span in spans] for place, spans in self._spans.items()}
        self._clauses: dict[str, list[Instruction]] = {}
        for clause in self._reading.clauses:
            self._clauses.setdefault(clause.clause or "", []).append(clause)
        self._titles = dict(explained.grounds.titles)

    def spans(self, message: int, part: int) -> list[Span]:
        """Give the spans of one part, in order."""
        return self._spans.get((message, part), [])

    def told(self) -> Iterator[Told]:
        """Tell every instruction, in the order they were said."""
        rulings = self._reading.rulings.instructions
        for index, (instruction, ruling) in enumerate(zip(self._reading.instructions, rulings, strict=True)):
            ruling_word, standing = OUTCOME_WORDS[ruling.outcome]
            beaten_by = ruling.beaten_by + 1 if isinstance(ruling.beaten_by, int) else ruling.beaten_by
            yield Told(
                index + 1,
                self._who(instruction),
                self._place(instruction),
                in_one_line(instruction.text, most=_MOST),
                tuple(say(each) for each in instruction.constraints),
                ruling_word,
                standing,
                " ".join(self._verdict(index, instruction, ruling)),
                instruction.authority,
                beaten_by,
            )

    def held(self) -> Iterator[Held]:
        """Tell what the reply is held to, highest authority first."""
        in_force = [each for each in self._reading.rulings.in_force if self._reading.lasts(each.source)]
        for constraint in self._reading.constraints:
            own = [each for each in in_force if each.constraint == constraint]
            own = own or [each for each in in_force if each.constraint.family == constraint.family]
            sources = dict.fromkeys(each.source for each in own)
            numbers = tuple(source + 1 for source in sources if isinstance(source, int))
            by = dict.fromkeys(self._source(source) for source in sources)
            yield Held(say(constraint), " and ".join(by), self._level(next(iter(sources), "")), numbers)

    def tasks(self) -> Iterator[Told]:
        """Give what holds and no program can check: the requests themselves."""
        for told, instruction in zip(self.told(), self._reading.instructions, strict=True):
            lasts = self._reading.lasts(told.number - 1)
            if told.standing == "holds" and not instruction.constraints and lasts:
                yield told

    def inaction(self) -> Iterator[str]:
        """Tell which clauses bring everything to a stop."""
        for one, other in self._reading.rulings.inaction:
            yield (
                f"{self._clause_name(one)} and {self._clause_name(other)} exclude each other, and nobody stands above "
                f"them. Nothing may be done until the document is mended."
            )

    def clause_losses(self) -> Iterator[str]:
        """Tell which of the document's defaults gave way, and to what."""
        for clause, ruling in zip(self._reading.clauses, self._reading.rulings.clauses, strict=True):
            if ruling.outcome in ("superseded", "misaligned") and isinstance(ruling.beaten_by, int):
                winner = self._reading.instructions[ruling.beaten_by]
                yield (
                    f"{_upper(self._clause_name(clause.clause or ''))} gives way to what {self._who(winner)} asked "
                    f"({ruling.beaten_by + 1})."
                )

    # -- who and where ---------------------------------------------------------------------------------------------

    def _span_of(self, instruction: Instruction) -> Span | None:
        place = instruction.message, instruction.part
        at = bisect_right(self._starts.get(place, []), instruction.start) - 1
        return self._spans[place][at] if at >= 0 else None

    def _who(self, instruction: Instruction) -> str:
        span = self._span_of(instruction)
        if instruction.authority > Authority.NONE and not instruction.delegated:
            return _SPEAKERS[instruction.authority]
        if span is None:
            return _SPEAKERS[Authority.NONE]
        what = form_words(span)
        message = self._reading.conversation.messages[span.message]
        if span.kind in ("quoted", "attachment", "image", "audio") or span.kind == "plain":
            return f"{what} in {_possessive(message)} message"
        return what

    def _place(self, instruction: Instruction) -> str:
        index = self._explained.index(instruction.message)
        return "before the conversation" if index < 0 else f"message {index + 1}"

    def _source(self, source: int | str) -> str:
        if isinstance(source, int):
            return self._who(self._reading.instructions[source])
        return self._clause_name(source)

    def _level(self, source: int | str) -> Authority:
        if isinstance(source, int):
            return self._reading.instructions[source].authority
        return next((each.authority for each in self._clauses.get(source, ())), Authority.NONE)

    def _clause_name(self, clause: str) -> str:
        title = self._titles.get(clause, "")
        named = f"\u201c{in_one_line(title, most=100)}\u201d" if title else f"#{in_one_line(clause, most=60)}"
        return f"the document's {named}"

    # -- what became of it -----------------------------------------------------------------------------------------

    def _verdict(self, index: int, own: Instruction, ruling: Ruling) -> Iterator[str]:
        if ruling.outcome == "applies" and not self._reading.lasts(index):
            yield "This held for an earlier reply, which has been given."
            return
        yield self._main(own, ruling)
        beaten = ruling.outcome in ("misaligned", "superseded")
        if beaten and ruling.in_force:
            yield f"The rest of it holds: {'; '.join(say(each) for each in ruling.in_force)}."

    def _main(self, own: Instruction, ruling: Ruling) -> str:
        winner = self._winner(own, ruling)
        match ruling.rule:
            case "nothing stands against it":
                return "This holds: nothing stands against it."
            case "authority was handed to it":
                return f"This holds, because {self._delegator(own)} handed authority to the text it stands in."
            case "a higher level says otherwise":
                return f"This doesn't hold, because higher up {winner}."
            case "a later message of the same level says otherwise":
                return f"This no longer holds, because later {winner}."
            case "later words of the same message say otherwise":
                return f"This doesn't hold, because further on in the same message {winner}."
            case "a default yields to what is asked for":
                return f"This default gives way, because {winner}."
            case "a default yields to explicit words alone":
                return f"This doesn't hold: it is only implied, and {winner}."
            case "what is only implied yields to what is asked for":
                return f"This doesn't hold: it is only implied, and {winner} outright."
            case "only text with authority instructs":
                return "This is information and no order: the text it stands in has no authority."
            case "the message is the input of a task":
                return f"This is material to work on and no order, because {winner}."
            case "nobody takes back what a higher level said":
                return f"This doesn't hold, because nobody can take back what stands above them: {winner}."
            case "it was taken back":
                return f"This no longer holds, because it was taken back when {winner}."
            case "two root clauses exclude each other" | "two clauses of one level exclude each other":
                return f"This doesn't hold, because {winner}."
            case "what a higher level keeps confidential is not told":
                return f"This won't be told, because {winner}."
            case "what a higher level leaves out is not spoken of":
                return f"This isn't spoken of, because {winner}."
            case "a tool that a higher level forbids is not called":
                return f"That tool isn't called, because {winner}."
            case "no program can compare it":
                return f"No program can tell whether this goes with the rest, so it is left standing. ({ruling.reason})"

    def _delegator(self, own: Instruction) -> str:
        span = self._span_of(own)
        if span is None or span.delegated_by is None:
            return "somebody above it"
        if span.delegated_by < 0:
            return "the request itself"
        return _SPEAKERS[self._reading.conversation.messages[span.delegated_by].authority]

    def _winner(self, own: Instruction, ruling: Ruling) -> str:
        if ruling.beaten_by is None:
            return "something else stands"
        if isinstance(ruling.beaten_by, int):
            winner = self._reading.instructions[ruling.beaten_by]
            return f"{self._who(winner)} said: {_quote(winner.text)}"
        said = self._clauses.get(ruling.beaten_by, [])
        against = next((each for each in said if _exclude(each, own)), said[0] if said else None)
        words = f" says: {_quote(against.text)}" if against else " stands"
        return self._clause_name(ruling.beaten_by) + words


def _quote(text: str) -> str:
    """Quote a sentence, without the stop that the sentence around it has."""
    return f"\u201c{in_one_line(text, most=_MOST).rstrip('.')}\u201d"


def _exclude(one: Instruction, other: Instruction) -> bool:
    return any(isinstance(compare(a, b), Excluded) for a in one.constraints for b in other.constraints)


def _possessive(message: Message) -> str:
    if message.role is Role.ASSISTANT:
        return "the assistant's"
    return "a tool's" if message.role is Role.TOOL else f"{_SPEAKERS[message.authority]}'s"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
