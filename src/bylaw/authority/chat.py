"""Read and write messages as OpenAI's chat completions API has them.

An API caller's `system` has developer authority: only the operator's own configuration speaks as system. The spelling
is kept in `wire_role`, so writing gives back what was read. Foreign input is checked where we act on it and kept as raw
JSON where we don't.
Source: OpenAI API reference, chat completions (roles, content parts, tool calls, the older `function` role).
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from bylaw.authority.conversation import Conversation, Fields, Message, Part, Role, ToolCall
from bylaw.errors import ConversationError

__all__ = [
    "HARMONY_ROLES",
    "ROLES",
    "calls_json",
    "half_character",
    "message_json",
    "read_chat",
    "read_message",
    "write_chat",
]

RawObject = Mapping[str, msgspec.Raw]

ROLES = {
    "system": Role.DEVELOPER,  # in an API request; in the document's own markup it is the operator
    "developer": Role.DEVELOPER,
    "user": Role.USER,
    "assistant": Role.ASSISTANT,
    "tool": Role.TOOL,
    "function": Role.TOOL,
}
"""The roles of an API request."""

HARMONY_ROLES = {
    "system": Role.SYSTEM,
    "platform": Role.SYSTEM,  # the 2024 wording
    "developer": Role.DEVELOPER,
    "user": Role.USER,
    "assistant": Role.ASSISTANT,
    "tool": Role.TOOL,
}
"""The roles of harmony and of the document, where `system` is the operator; channel and recipient are kept."""

_WIRE_ROLES = {role: role.value for role in Role}
_objects: msgspec.json.Decoder[list[dict[str, msgspec.Raw]]] = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])
_object: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_string = msgspec.json.Decoder(str)
_optional_string = msgspec.json.Decoder(str | None)
_EMPTY = re.compile(rb"null|\[\s*\]")
_ITEM = re.compile(r"`\$\[(\d+)\]")
_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_TEXT_KINDS = frozenset({"text", "input_text", "output_text", "untrusted_text"})

T = TypeVar("T")


def read_chat(body: bytes | Sequence[RawObject], *, roles: Mapping[str, Role] = ROLES) -> Conversation:
    """Read the `messages` of a chat request.

    Args:
        body: a JSON list of messages, or its objects with raw members.
        roles: what each wire role is read as.

    Raises:
        ConversationError: not a list of messages, an empty one, or a message that can't be read.
    """
    if isinstance(body, bytes | bytearray | memoryview):
        try:
            objects: Sequence[RawObject] = _objects.decode(body)
        except _UNREADABLE as error:
            raise ConversationError(
                f"not a JSON list of message objects ({half_character(bytes(body)) or error})",
                where=_place("messages", error),
                mend="send [{'role': 'user', 'content': '…'}]",
            ) from None
    else:
        objects = body
    if not objects:
        raise ConversationError("there is no message", where="messages", mend="send at least one")
    return Conversation(
        tuple(read_message(each, where=f"messages[{at}]", roles=roles) for at, each in enumerate(objects))
    )


def read_message(raw: RawObject, *, where: str = "message", roles: Mapping[str, Role] = ROLES) -> Message:
    """Read one message; `where` is its path for error messages."""
    if "role" not in raw:
        raise ConversationError("there is no role", where=f"{where}.role", mend=f"name one of {', '.join(roles)}")
    wire_role = _decode(_string, raw["role"], f"{where}.role", "a string")
    role = roles.get(wire_role)
    if role is None:
        raise ConversationError(
            f"no role is called {wire_role[:40]!r}", where=f"{where}.role", mend=f"use one of {', '.join(roles)}"
        )
    content = raw.get("content")
    parts: tuple[Part, ...] = ()
    if content is None:
        shape = "absent"
    else:
        first = bytes(memoryview(content)[:1])  # msgspec hands a value on without white space before it
        if first == b'"':
            shape, parts = "text", (Part("text", _decode(_string, content, f"{where}.content", "text")),)
        elif first == b"[":
            shape, parts = "parts", _read_parts(content, f"{where}.content")
        elif first == b"n":
            shape = "null"
        else:
            raise ConversationError(
                "content is neither text, a list of parts nor null",
                where=f"{where}.content",
                mend="send a string or a list of parts",
            )
    calls: tuple[ToolCall, ...] = ()
    name = recipient = call_id = None
    fields: list[tuple[str, bytes]] = []
    for key, value in raw.items():
        if key in {"role", "content"}:
            continue
        if _EMPTY.fullmatch(value):  # null or [] says nothing, but is given back
            fields.append((key, bytes(value)))
        elif key == "tool_calls":
            calls = _read_calls(value, f"{where}.tool_calls")
        elif key == "name":
            name = _decode(_string, value, f"{where}.name", "a string")
        elif key == "recipient":
            recipient = _decode(_string, value, f"{where}.recipient", "a string")
        elif key == "tool_call_id":
            call_id = _decode(_string, value, f"{where}.tool_call_id", "a string")
        else:
            fields.append((key, _kept(value, f"{where}.{key}")))
    return Message(
        role,
        parts,
        content=shape,  # type: ignore[arg-type]  # one of Content by the branches above
        tool_calls=calls,
        name=name,
        recipient=recipient,
        tool_call_id=call_id,
        wire_role=wire_role,
        fields=tuple(fields),
    )


def half_character(body: bytes) -> str:
    """Name the first escaped half of a surrogate pair that stands alone in JSON; empty where there is none.

    msgspec refuses it, and says of some that the input was truncated.
    """
    half = next((found for found in _ESCAPE.finditer(body) if found[1]), None)
    return "" if half is None else f"\\{half[1].decode('ascii', 'replace')} at byte {half.start()} is half a character"


def write_chat(conversation: Conversation | Iterable[Message]) -> bytes:
    """Write messages as a JSON list; what was read is given back member for member."""
    return msgspec.json.encode([message_json(message) for message in conversation])


def message_json(message: Message) -> dict[str, object]:
    """Give a message as the object that `msgspec.json.encode` writes."""
    out: dict[str, object] = {"role": message.wire_role or _WIRE_ROLES[message.role]}
    match message.content:
        case "text":
            out["content"] = message.text
        case "parts":
            out["content"] = [_part_json(part) for part in message.parts]
        case "null":
            out["content"] = None
        case "absent":
            pass
    if message.tool_calls:
        out["tool_calls"] = [_call_json(call) for call in message.tool_calls]
    if message.name is not None:
        out["name"] = message.name
    if message.recipient is not None:
        out["recipient"] = message.recipient
    if message.tool_call_id is not None:
        out["tool_call_id"] = message.tool_call_id
    for key, value in message.fields:
        out[key] = msgspec.Raw(value)
    return out


def calls_json(message: Message) -> bytes:
    """Write a message's tool calls as a stream's delta lists them: each with its index."""
    return msgspec.json.encode([{"index": at, **_call_json(call)} for at, call in enumerate(message.tool_calls)])


def _read_parts(raw: msgspec.Raw, where: str) -> tuple[Part, ...]:
    parts = []
    for at, each in enumerate(_decode_list(raw, where, "a list of part objects")):
        if "type" not in each:
            raise ConversationError(
                "the part has no type", where=f"{where}[{at}]", mend="name one, as {'type': 'text', 'text': '…'}"
            )
        kind = _decode(_string, each["type"], f"{where}[{at}].type", "a string")
        text_member = "refusal" if kind == "refusal" else "text"
        text = None
        if kind in _TEXT_KINDS or kind == "refusal":
            if text_member not in each:
                raise ConversationError(
                    f"the {kind} part has no {text_member}", where=f"{where}[{at}]", mend=f"add {text_member!r}"
                )
            text = _decode(_string, each[text_member], f"{where}[{at}].{text_member}", "a string")
        taken = {"type", text_member} if text is not None else {"type"}
        parts.append(Part(kind, text, _rest(each, taken, f"{where}[{at}]")))
    return tuple(parts)


def _part_json(part: Part) -> dict[str, object]:
    out: dict[str, object] = {"type": part.kind}
    if part.text is not None:
        out["refusal" if part.kind == "refusal" else "text"] = part.text
    for key, value in part.fields:
        out[key] = msgspec.Raw(value)
    return out


def _read_calls(raw: msgspec.Raw, where: str) -> tuple[ToolCall, ...]:
    calls = []
    for at, each in enumerate(_decode_list(raw, where, "a list of tool calls")):
        place = f"{where}[{at}]"
        kind = _decode(_string, each["type"], f"{place}.type", "a string") if "type" in each else "function"
        if kind not in each:
            raise ConversationError(f"the call has no {kind!r} object", where=place, mend=f"add {kind!r}: {{…}}")
        inner = _decode(_object, each[kind], f"{place}.{kind}", "an object")
        said = "input" if kind == "custom" else "arguments"
        for needed in ("name", said):
            if needed not in inner:
                raise ConversationError(f"the call has no {needed!r}", where=f"{place}.{kind}", mend=f"add {needed!r}")
        call_id = _decode(_optional_string, each["id"], f"{place}.id", "a string") if "id" in each else None
        taken = {kind, "type"} if call_id is None else {kind, "type", "id"}
        calls.append(
            ToolCall(
                call_id,
                _decode(_string, inner["name"], f"{place}.{kind}.name", "a string"),
                _decode(_string, inner[said], f"{place}.{kind}.{said}", "a string"),
                kind,
                _rest(each, taken, place),
                _rest(inner, {"name", said}, f"{place}.{kind}"),
                names_kind="type" in each,
            )
        )
    return tuple(calls)


def _call_json(call: ToolCall) -> dict[str, object]:
    said = "input" if call.kind == "custom" else "arguments"
    inner: dict[str, object] = {"name": call.name, said: call.arguments}
    inner.update((key, msgspec.Raw(value)) for key, value in call.inner_fields)
    out: dict[str, object] = {} if call.id is None else {"id": call.id}
    if call.names_kind:
        out["type"] = call.kind
    out[call.kind] = inner
    out.update((key, msgspec.Raw(value)) for key, value in call.fields)
    return out


def _rest(raw: RawObject, taken: set[str], where: str) -> Fields:
    return tuple((key, _kept(value, f"{where}.{key}")) for key, value in raw.items() if key not in taken)


def _kept(value: msgspec.Raw, where: str) -> bytes:
    """Give a member that we only pass on; msgspec doesn't check its encoding."""
    data = bytes(value)
    try:
        data.decode()
    except UnicodeDecodeError:
        raise ConversationError("this is not UTF-8", where=where, mend="send UTF-8") from None
    return data


def _decode_list(raw: msgspec.Raw, where: str, wanted: str) -> list[dict[str, msgspec.Raw]]:
    return _decode(_objects, raw, where, wanted)


def _decode(decoder: msgspec.json.Decoder[T], raw: msgspec.Raw, where: str, wanted: str) -> T:
    try:
        return decoder.decode(raw)
    except _UNREADABLE as error:
        raise ConversationError(f"this is not {wanted}", where=_place(where, error), mend=f"send {wanted}") from None


def _place(where: str, error: Exception) -> str:
    """Name the item of a list that msgspec's message points at."""
    item = _ITEM.search(str(error))
    return f"{where}[{item[1]}]" if item else where
