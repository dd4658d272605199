"""Say what a span goes by: a file part's name, a fence's or a tag's own first words, the line before a quote."""
# SPDX-License-Identifier: Apache-2.0

import msgspec

from bylaw.authority.conversation import Conversation
from bylaw.authority.spans import Span

__all__ = ["caption", "holds_name", "label"]

_LONGEST = 300
"""Characters of a beginning, or of the line before, that are looked at."""
_NAMES = ("filename", "file_name", "name", "title", "path", "url", "source", "uri", "file_path")
_fields: msgspec.json.Decoder[object] = msgspec.json.Decoder()


def label(conversation: Conversation, span: Span) -> str:
    """Give what a span says of itself."""
    part = conversation.messages[span.message].parts[span.part]
    text = part.text or ""
    if span.form == "fence":
        first = text[span.start : min(span.end, span.start + _LONGEST)].lstrip("`~ \n>")
        return first[: first.find("\n")] if "\n" in first else ""
    if span.form == "xml":
        return text[span.start : min(span.end, span.start + _LONGEST)]
    if span.kind in ("attachment", "image", "audio") or span.form == "untrusted_text":
        words = [part.kind.replace("_", " ")]
        for name, raw in part.fields:
            words.extend(_names(name, raw))
        return " ".join(words)
    return ""


def caption(conversation: Conversation, span: Span) -> str:
    """Give the end of the line before a quoted span, on which its like is often named."""
    if span.kind != "quoted" or span.form == "untrusted_text":
        return ""
    text = conversation.messages[span.message].parts[span.part].text or ""
    before = text[max(0, span.start - _LONGEST) : span.start].rstrip()
    line = before[before.rfind("\n") + 1 :]
    for stop in (". ", "! ", "? "):
        line = line[line.rfind(stop) + 1 :]
    return line


def _names(name: str, raw: bytes) -> list[str]:
    if name not in (*_NAMES, "file", "input_file", "document"):
        return []
    try:
        value = _fields.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    if isinstance(value, str):
        return [value[:_LONGEST]] if name in _NAMES else []
    if isinstance(value, dict):
        return [each[:_LONGEST] for key, each in value.items() if key in _NAMES and isinstance(each, str)]
    return []


def holds_name(text: str, name: str) -> bool:
    """Whether a name stands in a text as a whole path or as the end of one."""
    low, wanted = text.casefold(), name.casefold().removeprefix("./")
    at = low.find(wanted)
    while at >= 0:
        before, after = low[at - 1 : at], low[at + len(wanted) : at + len(wanted) + 2]
        begins = not (before.isalnum() or (before and before in "_-.~"))
        ends = not (after[:1].isalnum() or after[:1] in tuple("_-/\\~") or (after[:1] == "." and after[1:].isalnum()))
        if begins and ends:
            return True
        at = low.find(wanted, at + 1)
    return False
