"""A span: a stretch of one part's text, what it is and the authority it speaks with."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal, get_args

from bylaw.authority.levels import Authority

__all__ = ["FORMS", "KINDS", "Form", "Kind", "Span"]

Kind = Literal["plain", "quoted", "tool_output", "attachment", "image", "audio", "assistant"]
"""Only `plain` speaks; everything else is information, unless authority is delegated to it."""
KINDS: tuple[Kind, ...] = get_args(Kind)

Form = Literal["", "quote", "block_quote", "code", "fence", "yaml", "json", "xml", "untrusted_text"]
"""Of a quoted span: how it is quoted. Empty for the other kinds."""
FORMS: tuple[Form, ...] = get_args(Form)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one part. The spans of a text part cover it whole, in order and without overlap."""

    message: int
    """Index into the conversation."""
    part: int
    """Index into the message's parts."""
    start: int
    """First character, in code points from 0; `end` is one past the last. Both 0 in a part without text."""
    end: int
    authority: Authority
    kind: Kind
    form: Form = ""
    delegated_by: int | None = None
    """Index of the message whose words gave this span authority; -1 where the request's `bylaw.delegate` did."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward, got {self.start}..{self.end}")
