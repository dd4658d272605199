"""Read and write conversations as the Model Spec's examples write them, in XML-like tags.

The text in a turn is not XML: it holds `<`, `&` and whole tags unescaped, and only the turn's own closing tag ends it.
So this is a scanner of tags, not an XML parser. It never fails: what it can't make sense of stands in `problems`. Its
time is linear in the text.
Source: the published documents of 2025 (`<system> <developer> <user> <assistant> <tool name=…>`, `<comparison>`, and
comments such as `<!-- BAD[#clause]: note -->` on the assistant's turns).
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Literal

from bylaw.authority.chat import HARMONY_ROLES
from bylaw.authority.conversation import Message, Part, Role
from bylaw.errors import ConversationError

__all__ = ["Comparison", "Dialogue", "MarkupProblem", "Turn", "Verdict", "read_markup", "write_markup"]

Verdict = Literal["good", "bad", "neutral"]
"""What the document says of a reply: GOOD, BAD, or OK and nothing at all."""

_NAME = "|".join(sorted(HARMONY_ROLES))
_ATTRIBUTE = r"[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')"
_TAG = re.compile(rf"<(?P<close>/?)(?P<tag>[A-Za-z_][\w-]*)(?P<attributes>(?:\s+{_ATTRIBUTE})*)\s*>")
_TAG_OR_COMMENT = re.compile(rf"{_TAG.pattern}|<!--")
_ONE_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NEXT_TURN = re.compile(rf"^[ \t]*<(?P<name>{_NAME}|comparison)(?:\s+{_ATTRIBUTE})*\s*>", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*\n?[ \t]*<!--")
# One published mark has a comma where the others have a colon.
_VERDICT = re.compile(
    r"(?P<word>GOOD|BAD|OK)(?:\[#(?P<clause>[\w-]+)\])?(?:(?:\s*[:,;–—-]|(?=\s*\())\s*(?P<note>.*))?", re.DOTALL
)
_LIKE_A_VERDICT = re.compile(r"(?:GOOD|BAD)(?![A-Za-z])")
_VERDICTS: dict[str, Verdict] = {"GOOD": "good", "BAD": "bad", "OK": "neutral"}


@dataclass(frozen=True, slots=True)
class MarkupProblem:
    """Something in a conversation's markup that can't be right."""

    what: str
    line: int
    """From 1, within the markup."""
    column: int
    kind: Literal["syntax", "role"] = "syntax"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of an example, and what the document says of it."""

    message: Message
    verdict: Verdict | None = None
    """None where the turn is not marked."""
    note: str = ""
    """Why, in the document's words."""
    clause: str | None = None
    """The clause that a BAD turn breaks, where the mark names one."""
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Alternative replies at one point of a conversation."""

    turns: tuple[Turn, ...]
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation of an example."""

    steps: tuple[Turn | Comparison, ...]
    problems: tuple[MarkupProblem, ...] = field(default=(), compare=False)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Its comparisons, in order."""
        return tuple(step for step in self.steps if isinstance(step, Comparison))


def read_markup(text: str) -> Dialogue:
    """Read a conversation; problems stand in the result."""
    return _Reader(text).read()


def write_markup(dialogue: Dialogue) -> str:
    """Write a conversation so that reading it gives an equal one.

    Raises:
        ConversationError: it holds what the markup can't say: a text with its own closing tag, an image, a tool call, a
            value in both kinds of quotes.
    """
    written = "".join(_write_step(step) for step in dialogue.steps) or "\n"
    back = read_markup(written).steps  # the surest test of what the markup can't say
    for at, step in enumerate(dialogue.steps):
        if back[at : at + 1] != (_as_tagged(step),):
            raise ConversationError(
                "a turn holds what the markup can't say: its own closing tag, more than one text, a tool call",
                where=f"step {at + 1}",
                mend="reword it, or write it as JSON",
            )
    return written


class _Reader:
    """One pass over the text; `at` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.breaks = [found.start() for found in re.finditer("\n", self.text)]
        self.at = 0
        self.steps: list[Turn | Comparison] = []
        self.problems: list[MarkupProblem] = []
        self.absent: set[str] = set()  # what we looked for and found nowhere further on

    def read(self) -> Dialogue:
        options: list[Turn] | None = None  # of the comparison we are in
        opened = 0
        while (tag := _TAG_OR_COMMENT.search(self.text, self.at)) is not None:
            self._stray(self.at, tag.start())
            self.at = tag.end()
            name = tag["tag"]
            if name is None:
                self._problem("a comment stands outside any turn; put it after the tag it is about", tag.start())
                closed = self._find("-->", self.at)
                self.at = len(self.text) if closed is None else closed + 3
            elif name == "comparison":
                if tag["close"]:
                    if options is None:
                        self._problem("</comparison> closes nothing", tag.start())
                    else:
                        self._compare(options, opened)
                    options = None
                else:
                    if options is not None:
                        self._problem("a <comparison> stands inside another", tag.start())
                        self._compare(options, opened)
                    options, opened = [], tag.start()
            elif tag["close"]:
                self._problem(f"</{name}> closes nothing", tag.start())
            elif name not in HARMONY_ROLES:
                roles = ", ".join(HARMONY_ROLES)
                self._problem(f"<{name}> is no role; the roles are {roles}", tag.start(), kind="role")
            else:
                turn = self._turn(tag)
                if options is None:
                    self.steps.append(turn)
                else:
                    if turn.message.role is not Role.ASSISTANT:
                        self._problem(
                            f"<{name}> can't stand in a comparison, which holds the assistant's replies",
                            tag.start(),
                            kind="role",
                        )
                    options.append(turn)
        self._stray(self.at, len(self.text))
        if options is not None:
            self._problem("<comparison> is never closed", opened)
            self._compare(options, opened)
        if not self.steps:
            self._problem("there is no turn in this conversation", 0)
        return Dialogue(tuple(self.steps), tuple(self.problems))

    def _turn(self, tag: re.Match[str]) -> Turn:
        name, start = tag["tag"], tag.end()
        end = self._find(f"</{name}>", start)
        if end is None:
            self._problem(f"<{name}> is never closed", tag.start())
            following = _NEXT_TURN.search(self.text, start)
            end = self.at = following.start() if following else len(self.text)
        else:
            self.at = end + len(name) + 3
            again = next((each for each in _NEXT_TURN.finditer(self.text, start, end) if each["name"] == name), None)
            if again is not None:
                self._problem(f"<{name}> is opened again before it is closed", again.start("name") - 1)
        verdict, note, clause, start = self._mark(start, end)
        body = self.text[start:end]
        body = body.removeprefix("\n") if body[:1] == "\n" else body.lstrip(" \t").removeprefix("\n")
        line, column = self._place(tag.start())
        attributes = {key: double or single for key, double, single in _ONE_ATTRIBUTE.findall(tag["attributes"])}
        message = Message(
            HARMONY_ROLES[name],
            (Part("text", body.rstrip()),),
            name=attributes.pop("name", None),
            recipient=attributes.pop("recipient", None),
            wire_role=name,
            fields=tuple((key, json.dumps(value).encode()) for key, value in attributes.items()),
        )
        return Turn(message, verdict, note, clause, line, column)

    def _mark(self, start: int, end: int) -> tuple[Verdict | None, str, str | None, int]:
        """Read the comment at the start of a turn: verdict, note, clause, and where the text begins."""
        comment = _COMMENT.match(self.text, start, end)
        if comment is None:
            return None, "", None, start
        closed = self.text.find("-->", comment.end(), end)
        if closed < 0:
            self._problem("the comment is never closed in this turn", comment.end() - 4)
            return None, "", None, start
        said = self.text[comment.end() : closed].strip()
        if mark := _VERDICT.fullmatch(said):
            return _VERDICTS[mark["word"]], (mark["note"] or "").strip(), mark["clause"], closed + 3
        if _LIKE_A_VERDICT.match(said):
            self._problem("this mark can't be read; write `GOOD: why` or `BAD[#clause]: why`", comment.end() - 4)
        return None, said, None, closed + 3

    def _find(self, wanted: str, start: int) -> int | None:
        if wanted in self.absent:
            return None
        at = self.text.find(wanted, start)
        if at < 0:
            self.absent.add(wanted)
            return None
        return at

    def _compare(self, options: list[Turn], opened: int) -> None:
        line, column = self._place(opened)
        self.steps.append(Comparison(tuple(options), line, column))

    def _stray(self, start: int, end: int) -> None:
        between = self.text[start:end]
        said = between.strip(" \t\n*")  # a stray * before a tag is in one published version
        if said in {"[...]", "[…]"}:  # turns left out on purpose
            return
        if said:
            self._problem(f"text outside any turn: {said[:40]!r}", start + between.index(said))

    def _problem(self, what: str, at: int, *, kind: Literal["syntax", "role"] = "syntax") -> None:
        self.problems.append(MarkupProblem(what, *self._place(at), kind))

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_left(self.breaks, at)
        return line + 1, at - (self.breaks[line - 1] if line else -1)


def _write_step(step: Turn | Comparison) -> str:
    if isinstance(step, Comparison):
        return f"<comparison>\n{''.join(_write_turn(turn) for turn in step.turns)}</comparison>\n"
    return _write_turn(step)


def _write_turn(turn: Turn) -> str:
    message = turn.message
    role = _tag_of(message)
    attributes: dict[str, object] = {"name": message.name, "recipient": message.recipient}
    attributes.update((key, json.loads(value)) for key, value in message.fields)
    written = "".join(f" {key}={_quote(value)}" for key, value in attributes.items() if value is not None)
    mark = _write_mark(turn)
    if not mark and message.text.lstrip(" \t").startswith("<!--"):
        mark = " <!-- -->"  # an empty one, or the text's own comment would be read as the mark
    return f"<{role}{written}>{mark}\n{message.text}\n</{role}>\n"


def _tag_of(message: Message) -> str:
    # An API caller's `system` is a developer; written as <system> it would be read as the operator.
    wire_role = message.wire_role
    return wire_role if HARMONY_ROLES.get(wire_role) is message.role else message.role.value


def _as_tagged(step: Turn | Comparison) -> Turn | Comparison:
    if isinstance(step, Comparison):
        return replace(step, turns=tuple(_tagged(turn) for turn in step.turns))
    return _tagged(step)


def _tagged(turn: Turn) -> Turn:
    return replace(turn, message=replace(turn.message, wire_role=_tag_of(turn.message)))


def _write_mark(turn: Turn) -> str:
    if turn.verdict is None:
        return f" <!-- {turn.note} -->" if turn.note else ""
    word = {"good": "GOOD", "bad": "BAD", "neutral": "OK"}[turn.verdict]
    clause = f"[#{turn.clause}]" if turn.clause else ""
    return f" <!-- {word}{clause}{': ' + turn.note if turn.note else ''} -->"


def _quote(value: object) -> str:
    return f'"{value}"' if '"' not in str(value) else f"'{value}'"
