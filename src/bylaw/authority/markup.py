"""Read and write conversations as the Model Spec's examples write them, in XML-like tags.

The text in a turn is not XML: it holds `<`, `&` and whole tags unescaped, and only the turn's own closing tag ends it.
So this is a scanner of tags, not an XML parser. It never fails: what it can't make sense of stands in `problems`.
Source: the published documents of 2025 (`<system> <developer> <user> <assistant> <tool name=…>`, `<comparison>`, and
comments such as `<!-- BAD[#clause]: note -->` on the assistant's turns).
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from dataclasses import dataclass, field
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
_ONE_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NEXT_TURN = re.compile(rf"^\s*<(?:{_NAME}|comparison)(?:\s+{_ATTRIBUTE})*\s*>", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*\n?[ \t]*<!--(?P<body>.*?)-->", re.DOTALL)
# One published mark has a comma where the others have a colon.
_VERDICT = re.compile(r"(?P<word>GOOD|BAD|OK)(?:\[#(?P<clause>[\w-]+)\])?(?:\s*[:,]\s*(?P<note>.*))?", re.DOTALL)
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
        ConversationError: a text holds its own closing tag, which the markup can't say.
    """
    lines = []
    for step in dialogue.steps:
        if isinstance(step, Comparison):
            lines += ["<comparison>", *(_write_turn(turn) for turn in step.turns), "</comparison>"]
        else:
            lines.append(_write_turn(step))
    return "\n".join(lines) + "\n"


class _Reader:
    """One pass over the text; `at` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.steps: list[Turn | Comparison] = []
        self.problems: list[MarkupProblem] = []

    def read(self) -> Dialogue:
        options: list[Turn] | None = None  # of the comparison we are in
        opened = 0
        while (tag := _TAG.search(self.text, self.at)) is not None:
            self._stray(self.at, tag.start())
            self.at = tag.end()
            name = tag["tag"]
            if name == "comparison":
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
        name = tag["tag"]
        verdict, note, clause = None, "", None
        start = tag.end()
        if comment := _COMMENT.match(self.text, start):
            said = comment["body"].strip()
            start = comment.end()
            if mark := _VERDICT.fullmatch(said):
                verdict, note, clause = _VERDICTS[mark["word"]], (mark["note"] or "").strip(), mark["clause"]
            else:
                note = said
        end = self.text.find(f"</{name}>", start)
        if end < 0:
            self._problem(f"<{name}> is never closed", tag.start())
            following = _NEXT_TURN.search(self.text, start)
            end = self.at = following.start() if following else len(self.text)
        else:
            self.at = end + len(name) + 3
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

    def _compare(self, options: list[Turn], opened: int) -> None:
        line, column = self._place(opened)
        self.steps.append(Comparison(tuple(options), line, column))

    def _stray(self, start: int, end: int) -> None:
        between = self.text[start:end]
        said = between.strip(" \t\r\n*")  # a stray * before a tag is in one published version
        if said in {"[...]", "[…]"}:  # turns left out on purpose
            return
        if said:
            self._problem(f"text outside any turn: {said[:40]!r}", start + between.index(said))

    def _problem(self, what: str, at: int, *, kind: Literal["syntax", "role"] = "syntax") -> None:
        self.problems.append(MarkupProblem(what, *self._place(at), kind))

    def _place(self, at: int) -> tuple[int, int]:
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)


def _write_turn(turn: Turn) -> str:
    message = turn.message
    role = message.wire_role or message.role.value
    if f"</{role}>" in message.text:
        raise ConversationError(f"the text holds its own closing tag </{role}>", where=f"<{role}>", mend="reword it")
    attributes = {"name": message.name, "recipient": message.recipient}
    attributes.update((key, json.loads(value)) for key, value in message.fields)
    written = "".join(f" {key}={_quote(value)}" for key, value in attributes.items() if value is not None)
    return f"<{role}{written}>{_write_mark(turn)}\n{message.text}\n</{role}>"


def _write_mark(turn: Turn) -> str:
    if turn.verdict is None:
        return f" <!-- {turn.note} -->" if turn.note else ""
    word = {"good": "GOOD", "bad": "BAD", "neutral": "OK"}[turn.verdict]
    clause = f"[#{turn.clause}]" if turn.clause else ""
    return f" <!-- {word}{clause}{': ' + turn.note if turn.note else ''} -->"


def _quote(value: str) -> str:
    return f'"{value}"' if '"' not in value else f"'{value}'"
