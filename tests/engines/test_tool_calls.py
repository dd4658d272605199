"""Tool calls a caller demands of a local model."""
# SPDX-License-Identifier: Apache-2.0

import msgspec
import pytest

from bylaw.engines.tool_calls import call_json, forced_call
from bylaw.errors import ConversationError

TOOLS = msgspec.json.encode(
    [
        {"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {"at": {}}}}},
        {"type": "function", "function": {"name": "wait"}},
    ]
)
NAMED = b'{"type":"function","function":{"name":"wait"}}'


@pytest.mark.parametrize("choice", [None, b"null", b'"auto"', b'"none"'])
def test_a_model_that_may_choose_is_not_forced(choice: bytes | None) -> None:
    assert forced_call(TOOLS, choice) is None


def test_required_allows_any_of_the_tools_and_nothing_else() -> None:
    forced = forced_call(TOOLS, b'"required"')
    assert forced is not None
    assert forced.finish_reason == "tool_calls"
    shapes = msgspec.json.decode(forced.schema)["anyOf"]
    assert [shape["properties"]["name"]["const"] for shape in shapes] == ["look", "wait"]


def test_a_named_function_is_the_only_one() -> None:
    forced = forced_call(TOOLS, NAMED)
    assert forced is not None
    assert forced.finish_reason == "stop"
    assert msgspec.json.decode(forced.schema)["properties"]["name"] == {"const": "wait"}


def test_definitions_move_to_the_top_where_references_look_for_them() -> None:
    parameters = {
        "type": "object",
        "properties": {"at": {"$ref": "#/$defs/Place"}},
        "$defs": {"Place": {"type": "string"}},
    }
    tools = msgspec.json.encode([{"type": "function", "function": {"name": "look", "parameters": parameters}}])
    forced = forced_call(tools, b'"required"')
    assert forced is not None
    assert msgspec.json.decode(forced.schema)["$defs"] == {"Place": {"type": "string"}}


@pytest.mark.parametrize(
    ("tools", "choice", "where"),
    [
        pytest.param(TOOLS, b'{"type":"function","function":{"name":"fly"}}', "tool_choice", id="unknown-function"),
        pytest.param(b"[]", b'"required"', "tool_choice", id="required-of-nothing"),
        pytest.param(TOOLS, b'"maybe"', "tool_choice", id="unknown-choice"),
        pytest.param(b'{"a":1}', None, "tools", id="tools-not-a-list"),
        pytest.param(b'[{"type":"custom","custom":{"name":"x"}}]', None, r"tools\[0\]\.type", id="custom-tool"),
    ],
)
def test_what_cannot_be_forced_is_refused(tools: bytes, choice: bytes | None, where: str) -> None:
    with pytest.raises(ConversationError, match=f"^{where}"):
        forced_call(tools, choice)


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        pytest.param('{"name": "look", "arguments": {"at": "sky"}}', "look", '{"at":"sky"}', id="whole"),
        pytest.param('{"name": "look", "arguments": {"at": "s', "look", '{"at": "s', id="cut-in-the-arguments"),
        pytest.param('{"name":"look","arguments":', "look", "", id="cut-before-the-arguments"),
    ],
)
def test_a_written_call_takes_openais_form(text: str, name: str, arguments: str) -> None:
    raw = call_json(text)
    assert raw is not None
    (call,) = msgspec.json.decode(raw)
    assert call["function"] == {"name": name, "arguments": arguments}
    assert call["id"].startswith("call_")


def test_a_call_cut_within_its_name_is_none() -> None:
    assert call_json('{"name": "lo') is None
