"""Make a local model call a tool when the caller demands one.

llama.cpp takes `tool_choice` as advice: under `required` the model may first write as much prose as it likes, and a
named function counts as `auto` (llama.cpp issue 27217, pull request 26849). So a demanded call is drawn under a JSON
schema that lets nothing else through, and put into OpenAI's form here.
"""
# SPDX-License-Identifier: Apache-2.0

import re
import secrets
from dataclasses import dataclass

import msgspec

from bylaw.errors import ConversationError

__all__ = ["ForcedCall", "call_json", "forced_call"]

_PARTIAL = re.compile(r'\s*\{\s*"name"\s*:\s*("(?:[^"\\]|\\.)*")\s*,\s*"arguments"\s*:\s*', re.DOTALL)


@dataclass(frozen=True, slots=True)
class ForcedCall:
    """A call the model must make."""

    schema: bytes
    """JSON schema of the call: an object of `name` and `arguments`."""
    finish_reason: str
    """What OpenAI says after it: `tool_calls`, or `stop` where the caller named the function."""


class _Function(msgspec.Struct):
    name: str
    parameters: dict[str, object] | None = None


class _Tool(msgspec.Struct):
    type: str = "function"
    function: _Function | None = None


class _Named(msgspec.Struct):
    type: str = "function"
    function: _Function | None = None


class _Call(msgspec.Struct):
    name: str
    arguments: msgspec.Raw


def forced_call(tools: bytes | None, choice: bytes | None) -> ForcedCall | None:
    """Read `tools` and `tool_choice`; None where the model is free to call or not.

    Raises:
        ConversationError: they can't be read, or no model of ours can do what they ask.
    """
    try:
        listed = msgspec.json.decode(tools, type=list[_Tool] | None) if tools else None
        chosen = msgspec.json.decode(choice, type=str | _Named | None) if choice else None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConversationError(
            f"the tools can't be read ({error})",
            where="tools",
            mend="see OpenAI's reference, 'tools' and 'tool_choice'",
        ) from None
    functions = []
    for at, tool in enumerate(listed or ()):
        if tool.function is None:
            raise ConversationError(
                f"this model has no tools of type {tool.type[:40]!r}",
                where=f"tools[{at}].type",
                mend="use type 'function'",
            )
        functions.append(tool.function)
    match chosen:
        case None | "auto" | "none":
            return None
        case "required":
            wanted = functions
        case _Named(function=_Function(name=name)):
            wanted = [each for each in functions if each.name == name]
        case _:
            raise ConversationError(
                "this tool choice is unknown", where="tool_choice", mend="use auto, none, required, or name a function"
            )
    if not wanted:
        raise ConversationError(
            "the chosen function is not among the tools", where="tool_choice", mend="add it to 'tools'"
        )
    return ForcedCall(_schema(wanted), "tool_calls" if chosen == "required" else "stop")


def call_json(text: str) -> bytes | None:
    """Put what the model wrote into a `tool_calls` member; None where the limit cut it before the arguments began.

    A call that was cut off within its arguments keeps them as far as they go, as OpenAI's do.
    """
    try:
        call = msgspec.json.decode(text, type=_Call)
        name, arguments = call.name, msgspec.json.encode(msgspec.json.decode(call.arguments)).decode()
    except (msgspec.DecodeError, UnicodeDecodeError):
        match = _PARTIAL.match(text)
        if match is None:
            return None
        name, arguments = msgspec.json.decode(match[1], type=str), text[match.end() :]
    function = {"name": name, "arguments": arguments}
    return msgspec.json.encode(
        [{"index": 0, "id": f"call_{secrets.token_hex(12)}", "type": "function", "function": function}]
    )


def _schema(functions: list[_Function]) -> bytes:
    shapes, shared = [], dict[str, object]()
    for function in functions:
        parameters = dict(function.parameters or {"type": "object", "properties": {}})
        # '#/$defs/X' points from the document's top, so that is where definitions have to stand.
        definitions = parameters.pop("$defs", None)
        if isinstance(definitions, dict):
            shared.update(definitions)
        shapes.append(
            {
                "type": "object",
                "properties": {"name": {"const": function.name}, "arguments": parameters},
                "required": ["name", "arguments"],
                "additionalProperties": False,
            }
        )
    schema: dict[str, object] = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    return msgspec.json.encode({**schema, "$defs": shared} if shared else schema)
