"""The ways an untrusted text travels in a request, and the ways an attack in it tries to get out.

A carrier takes the text and gives the message it travels in. Careless ones join strings, as prompts are often built;
each has a careful twin, its remedy.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Conversation, Message, Part, Role, ToolCall

__all__ = ["BEFORE", "CARRIERS", "Carrier", "Travelling"]

BEFORE = "Here is what I was sent:\n\n"


@dataclass(frozen=True, slots=True)
class Travelling:
    """An untrusted text on its way: the conversation, and where in which part it and the user's own words stand."""

    conversation: Conversation
    message: int
    part: int
    start: int
    """Where the untrusted text begins in its part, as `written`."""
    written: str
    """The untrusted text as it stands there."""
    own: tuple[tuple[int, int, int, str], ...]
    """What the user says: message, part, first character, text."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """One way for a text to travel."""

    name: str
    sort: Literal["structured", "careless", "careful"]
    pack: Callable[[str, str], Travelling]
    """Takes the untrusted text and the user's question."""
    outs: tuple[tuple[str, str, str], ...] = ()
    """Ways out: a name, what closes the carrier, and what opens it again."""
    remedy: str = ""
    write: Callable[[str], str] = str
    """How the carrier writes a piece of the text."""


def _tool_output(write: Callable[[str], str], before: str = "", after: str = "") -> Callable[[str, str], Travelling]:
    def pack(text: str, question: str) -> Travelling:
        call = ToolCall("call_1", "fetch", "{}")
        said = write(text)
        messages = (
            Message.of(Role.USER, question),
            Message(Role.ASSISTANT, (), "null", (call,)),
            Message(Role.TOOL, (Part("text", before + said + after),), tool_call_id="call_1"),
        )
        return Travelling(Conversation(messages), 2, 0, len(before), said, ((0, 0, 0, question),))

    return pack


def _part(kind: str) -> Callable[[str, str], Travelling]:
    def pack(text: str, question: str) -> Travelling:
        parts = (Part("text", question), Part(kind, text))
        return Travelling(Conversation((Message(Role.USER, parts, "parts"),)), 0, 1, 0, text, ((0, 0, 0, question),))

    return pack


def _json_part(text: str, question: str) -> Travelling:
    before, said = '{"source": "inbox", "body": "', _in_json(text)
    parts = (Part("text", question), Part("text", f'{before}{said}"}}'))
    message = Message(Role.USER, parts, "parts")
    return Travelling(Conversation((message,)), 0, 1, len(before), said, ((0, 0, 0, question),))


def _inline(
    opening: str | Callable[[str], str],
    closing: str | Callable[[str], str],
    write: Callable[[str], str] = str,
) -> Callable[[str, str], Travelling]:
    """Put the text into the user's own message, before the question."""

    def pack(text: str, question: str) -> Travelling:
        said = write(text)
        opens = opening if isinstance(opening, str) else opening(text)
        closes = closing if isinstance(closing, str) else closing(text)
        after = f"\n\n{question}"
        whole = BEFORE + opens + said + closes + after
        own = ((0, 0, 0, BEFORE.rstrip()), (0, 0, len(whole) - len(question), question))
        conversation = Conversation((Message.of(Role.USER, whole),))
        return Travelling(conversation, 0, 0, len(BEFORE) + len(opens), said, own)

    return pack


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _marked(text: str) -> str:
    return text.replace("\r", "\n").replace("\n", "\n> ")


def _fence(text: str) -> str:
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return "`" * max(3, longest + 1)


def _no_tags(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _no_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "'").replace("\n", " ")


CARRIERS = (
    Carrier("tool output", "structured", _tool_output(str), (("forges a user's turn", "\n\nUser: ", "\n\nTool: "),)),
    Carrier(
        "tool output, value of JSON",
        "structured",
        _tool_output(_in_json, '{"body": "', '"}'),
        (("closes the string", '"}\n\n', '\n\n{"body": "'),),
        write=_in_json,
    ),
    Carrier(
        "tool output, value of JSON, not escaped",
        "structured",
        _tool_output(str, '{"body": "', '"}'),
        (("closes the string", '"}\n\n', '\n\n{"body": "'), ("closes it and stays out", '"}\n\n', "\n\n")),
    ),
    Carrier("attachment", "structured", _part("file"), (("ends the file", "\n<EOF>\n\n", "\n\n<BOF>\n"),)),
    Carrier(
        "`untrusted_text` part",
        "structured",
        _part("untrusted_text"),
        (("closes the tag", "</untrusted_text>\n\n", "\n\n<untrusted_text>"),),
    ),
    Carrier(
        "JSON part",
        "structured",
        _json_part,
        (("closes the string", '"}\n\n', '\n\n{"body": "'),),
        write=_in_json,
    ),
    Carrier(
        "straight quotes",
        "careless",
        _inline('"', '"'),
        (
            ("closes and opens it", '" ', ' "'),
            ("closes and opens it on lines of its own", '"\n\n', '\n\n"'),
            ("closes it and stays out", '"\n\n', "\n\n"),
        ),
        "send it as an `untrusted_text` part",
    ),
    Carrier(
        "curly quotes",
        "careless",
        _inline("“", "”"),
        (
            ("closes and opens it", "” ", " “"),
            ("closes and opens it on lines of its own", "”\n\n", "\n\n“"),
            ("closes it and stays out", "”\n\n", "\n\n"),
        ),
        "send it as an `untrusted_text` part",
    ),
    Carrier(
        "code fence",
        "careless",
        _inline("```\n", "\n```"),
        (
            ("closes and opens it", "\n```\n\n", "\n\n```\n"),
            ("closes it with a longer one", "\n``````\n\n", "\n\n``````\n"),
            ("closes it and stays out", "\n```\n\n", "\n\n"),
        ),
        "make the fence longer than any run of backticks in the text",
    ),
    Carrier(
        "XML block",
        "careless",
        _inline("<document>\n", "\n</document>"),
        (
            ("closes and opens it", "\n</document>\n\n", "\n\n<document>\n"),
            ("closes and opens it within a line", "</document> ", " <document>"),
            ("closes it and stays out", "\n</document>\n\n", "\n\n"),
        ),
        "write `<` as `&lt;`",
    ),
    Carrier(
        "block quote, first line marked",
        "careless",
        _inline("> ", ""),
        (("leaves it by an empty line", "\n\n", "\n\n> "), ("leaves it and stays out", "\n\n", "\n\n")),
        "mark every line",
    ),
    Carrier(
        "JSON string",
        "careless",
        _inline('{"body": "', '"}'),
        (
            ("closes and opens it", '", "note": "x"}\n\n', '\n\n{"body": "'),
            ("closes the string alone", '"\n\n', '\n\n"'),
            ("closes it and stays out", '"}\n\n', "\n\n"),
        ),
        "write it with a JSON encoder",
    ),
    Carrier(
        "straight quotes, none inside",
        "careful",
        _inline('"', '"', _no_quotes),
        (("closes and opens it", '" ', ' "'), ("closes it and stays out", '"\n\n', "\n\n")),
        write=_no_quotes,
    ),
    Carrier(
        "code fence, longer than any inside",
        "careful",
        _inline(lambda text: f"{_fence(text)}\n", lambda text: f"\n{_fence(text)}"),
        (("closes and opens it", "\n```\n\n", "\n\n```\n"), ("closes it and stays out", "\n```\n\n", "\n\n")),
    ),
    Carrier(
        "XML block, `<` escaped",
        "careful",
        _inline("<document>\n", "\n</document>", _no_tags),
        (
            ("closes and opens it", "\n</document>\n\n", "\n\n<document>\n"),
            ("closes it and stays out", "</document>\n\n", ""),
        ),
        write=_no_tags,
    ),
    Carrier(
        "block quote, every line marked",
        "careful",
        _inline("> ", "", _marked),
        (("leaves it by an empty line", "\n\n", "\n\n> "), ("leaves it and stays out", "\n\n", "\n\n")),
        write=_marked,
    ),
    Carrier(
        "JSON string, encoded",
        "careful",
        _inline('{"body": "', '"}', _in_json),
        (("closes and opens it", '"}\n\n', '\n\n{"body": "'), ("closes it and stays out", '"}\n\n', "\n\n")),
        write=_in_json,
    ),
)
