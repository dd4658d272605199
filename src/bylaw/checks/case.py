"""What a check looks at: a conversation that has been read, and what is about to be released."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Authority, Fields, Role, ToolCall
from bylaw.authority.conditions import SettingValue
from bylaw.authority.reading import Reading
from bylaw.authority.spans import Span

__all__ = ["STAGES", "Case", "Passage", "Stage"]

Stage = Literal["input", "reply", "tool_call"]
"""Before the model is asked; a reply before it is released; the tool calls of a reply before they are."""
STAGES: tuple[Stage, ...] = ("input", "reply", "tool_call")


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one span, and where it stands."""

    where: str
    """`messages[2].content[0]`; findings carry it."""
    start: int
    """Of its first character in that part, in code points."""
    text: str
    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Case:
    """What a check looks at. A check reads what its stage is about, and may read all that came before."""

    reading: Reading
    """The caller's messages with spans, instructions, rulings and settings; never the platform's own preamble."""
    stage: Stage
    reply: str = ""
    """The reply's text, or the piece of it under the window. Empty at `input`."""
    before: str = ""
    """What the reply said before that piece."""
    finish_reason: str | None = None
    """Of a whole reply; None while it is under way."""
    tool_calls: tuple[ToolCall, ...] = ()
    """At `tool_call`: the calls about to be released."""
    fields: Fields = ()
    """The request's other members as raw JSON: `tools`, `tool_choice`, `response_format`."""
    limit: int | None = None
    """Tokens the reply may have, where the request said so."""
    preamble: str = ""
    """The operator's own text that stands before the conversation."""

    def setting(self, name: str) -> SettingValue | None:
        """Give a setting's value; None where the document doesn't declare it."""
        return self.reading.settings.values.get(name)

    def passages(self, *, since: int = 0) -> Iterator[Passage]:
        """Give every span that holds text, in order, from a message on."""
        messages = self.reading.conversation.messages
        for span in self.reading.spans:
            if span.message >= since and span.end > span.start:
                text = messages[span.message].parts[span.part].text or ""
                where = f"messages[{span.message}].content[{span.part}]"
                yield Passage(where, span.start, text[span.start : span.end], span, messages[span.message].role)

    def spoken_by(self, *authorities: Authority) -> Iterator[Passage]:
        """Give the spans that speak with one of these authorities."""
        return (passage for passage in self.passages() if passage.span.authority in authorities)

    @property
    def turn(self) -> int:
        """Index of the first message that no assistant has answered yet: where the newest turn begins."""
        messages = self.reading.conversation.messages
        for at in range(len(messages) - 1, -1, -1):
            if messages[at].role is Role.ASSISTANT and not messages[at].tool_calls:
                return at + 1
        return 0

    @property
    def request(self) -> str:
        """The user's newest words."""
        messages = self.reading.conversation.messages
        return next((each.text for each in reversed(messages) if each.role is Role.USER), "")
