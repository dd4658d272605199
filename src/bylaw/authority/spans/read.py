"""Cut a conversation into spans: which characters speak, and which only inform.

Decides by role and by the kind of part; what speaks inside a text that may speak is asked of `quoting`. Knows nothing
of delegation, which may later lend a span authority.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

from bylaw.authority.conversation import Conversation, Message, Part, Role
from bylaw.authority.levels import Authority
from bylaw.authority.spans.nouns import Form, Kind, Span
from bylaw.authority.spans.quoting import find_quoted

__all__ = ["read_spans"]

_TEXT_KINDS = frozenset({"text", "input_text", "output_text", "refusal"})
_IMAGE_KINDS = frozenset({"image", "image_url", "input_image", "image_file"})
_AUDIO_KINDS = frozenset({"audio", "audio_url", "input_audio", "output_audio"})
_OPERATORS = frozenset({Role.SYSTEM, Role.DEVELOPER})


def read_spans(conversation: Conversation, *, structured: bool = True) -> tuple[Span, ...]:
    """Put every character of every text part into one span, and every other part into a span of its own.

    Args:
        conversation: its messages.
        structured: whether XML tags in system and developer messages are sections that speak (`structured_prompt`).
            Tags that name data stay data; users' tags always are.
    """
    return tuple(
        span
        for at, message in enumerate(conversation)
        for number, part in enumerate(message.parts)
        for span in _of_part(part, message, at=at, number=number, structured=structured)
    )


def _of_part(part: Part, message: Message, *, at: int, number: int, structured: bool) -> Iterator[Span]:
    if part.text is None:
        yield Span(at, number, 0, 0, Authority.NONE, _kind_without_text(part))
        return
    if not part.text:
        return
    whole = _ruled_whole(part, message)
    if whole is not None:
        kind, form = whole
        yield Span(at, number, 0, len(part.text), Authority.NONE, kind, form)
        return
    level, none, here = message.authority, Authority.NONE, 0
    operator = message.role in _OPERATORS
    for stretch in find_quoted(part.text, operator=operator, sections=operator and structured):
        if here < stretch.start:
            yield Span(at, number, here, stretch.start, level, "plain")
        yield Span(at, number, stretch.start, stretch.end, none, "quoted", stretch.form)
        here = stretch.end
    if here < len(part.text):
        yield Span(at, number, here, len(part.text), level, "plain")


def _ruled_whole(part: Part, message: Message) -> tuple[Kind, Form] | None:
    """Rule a text that can't speak whatever it holds; None for one that may."""
    if message.role is Role.TOOL:
        return "tool_output", ""
    if message.role is Role.ASSISTANT:
        return "assistant", ""
    if part.kind == "untrusted_text":
        return "quoted", "untrusted_text"
    if part.kind not in _TEXT_KINDS:
        return "attachment", ""
    return None


def _kind_without_text(part: Part) -> Kind:
    if part.kind in _IMAGE_KINDS:
        return "image"
    if part.kind in _AUDIO_KINDS:
        return "audio"
    return "attachment"
