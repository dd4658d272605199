"""What else a reply says: members beside its text and its calls, and the older form of a call.

Audio's transcript, annotations, a provider's own form of reasoning: nobody here knows what a caller shows of them, so
all that is said in them is looked at, names and values, and one that holds what may not go out stays back whole.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from typing import Any

import msgspec

from bylaw.authority import Fields, Message, ToolCall

__all__ = ["LEGACY_CALL", "legacy_call", "members", "part_fields", "says_something", "text_of", "with_call"]

LEGACY_CALL = "function_call"
"""The one call of a reply, as OpenAI's API had it before `tool_calls`."""
_MEDIA = frozenset({"image_url", "image", "input_audio", "output_audio", "audio", "audio_url", "video_url", "file"})
"""Kinds of parts that hold no words; checks can't look into them."""
_RECORDED = frozenset({"data"})
"""Members of `audio` that hold sound."""


def says_something(raw: bytes) -> bool:
    """Tell whether a member holds text."""
    return b'"' in raw and raw != b'""'


def text_of(raw: bytes) -> str:
    """Read a member that is one text; empty where it is none."""
    try:
        said = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""


def members(fields: Fields) -> Iterator[tuple[str, str]]:
    """Give each member that holds text, and all that is said in it."""
    for name, raw in fields:
        if name != LEGACY_CALL and says_something(raw):
            yield name, "\n".join(_said(_decoded(raw), without=_RECORDED if name == "audio" else frozenset()))


def part_fields(message: Message) -> Fields:
    """Give the parts of a reply that nobody here knows, as members: what they hold, under their place."""
    return tuple(
        (f"content[{at}]", b"[" + b",".join(raw for _, raw in part.fields) + b"]")
        for at, part in enumerate(message.parts)
        if part.fields and part.kind not in _MEDIA
    )


def legacy_call(message: Message) -> ToolCall | None:
    """Give a reply's call in its older form."""
    value = _decoded(dict(message.fields).get(LEGACY_CALL, b"null"))
    if not isinstance(value, dict):
        return None
    return ToolCall(None, str(value.get("name") or ""), str(value.get("arguments") or ""))


def with_call(raw: bytes, call: ToolCall) -> bytes:
    """Write that call back."""
    return msgspec.json.encode({**_decoded(raw), "name": call.name, "arguments": call.arguments})


def _decoded(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return raw.decode(errors="replace")


def _said(value: Any, *, without: frozenset[str]) -> Iterator[str]:
    """Give all names and texts of a JSON value, in order."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _said(each, without=without)
        case dict():
            for name, each in value.items():
                if name not in without:
                    yield name
                    yield from _said(each, without=without)
