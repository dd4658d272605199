"""Every call names a tool that was offered, with arguments that its schema takes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.authority import Conversation, Message, Role, ToolCall
from bylaw.authority.reading import read
from bylaw.checks import Broken, Case, Kept, NotRun, Verdict
from bylaw.checks.right_tool import CHECK
from bylaw.checks.tools import read_offer

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "minLength": 1, "pattern": "^[A-Za-z ]+$"},
        "days": {"type": "integer", "minimum": 1, "maximum": 10},
        "unit": {"enum": ["C", "F"]},
        "where": {"$ref": "#/$defs/place"},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
        "id": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
    },
    "required": ["city"],
    "additionalProperties": False,
    "$defs": {"place": {"type": "object", "properties": {"lat": {"type": "number"}}, "required": ["lat"]}},
}
WEATHER = {"type": "function", "function": {"name": "get_weather", "parameters": SCHEMA}}
SEND = {"type": "function", "function": {"name": "send_mail", "parameters": {"type": "object"}}}
POEM = {"type": "custom", "custom": {"name": "write_poem"}}
READING = read(Conversation((Message.of(Role.USER, "hi"),)))


def verdict(
    *calls: tuple[str, str],
    tools: object = (WEATHER, SEND, POEM),
    kind: str = "function",
    more: dict[str, object] | None = None,
) -> Verdict:
    raw = tuple((name, json.dumps(value).encode()) for name, value in {"tools": tools, **(more or {})}.items())
    made = tuple(ToolCall(f"c{at}", name, arguments, kind) for at, (name, arguments) in enumerate(calls))
    assert CHECK.run is not None
    return CHECK.run(Case(READING, "tool_call", tool_calls=made, fields=raw))


@pytest.mark.parametrize(
    "arguments",
    ['{"city": "Oslo"}', '{"city": "Oslo", "days": 3}', '{"city":"Oslo","days":3.0}', '{"city": "Oslo", "id": null}',
     '{"city": "Oslo", "where": {"lat": 1.5, "lon": 2}}', ' {"city": "O\\u0073lo", "tags": ["a"]} '],
)  # fmt: skip
def test_arguments_that_fit_are_taken(arguments: str) -> None:
    assert isinstance(verdict(("get_weather", arguments)), Kept)


@pytest.mark.parametrize(
    ("arguments", "label", "shown"),
    [
        ('{"days": 3}', "missing", '{"days": 3}'),
        ('{"city": 5}', "type", "5"),
        ('{"city": "Oslo", "days": true}', "type", "true"),
        ('{"city": "Oslo", "days": "3"}', "type", "3"),
        ('{"city": "Oslo", "days": 3.5}', "type", "3.5"),
        ('{"city": "Oslo", "days": 11}', "range", "11"),
        ('{"city": ""}', "length", ""),
        ('{"city": "Oslo7"}', "pattern", "Oslo7"),
        ('{"city": "Oslo", "unit": "K"}', "enum", "K"),
        ('{"city": "Oslo", "planet": "Mars"}', "unexpected", "Mars"),
        ('{"city": "Oslo", "where": {"lat": "north"}}', "type", "north"),
        ('{"city": "Oslo", "where": {}}', "missing", '{"city": "Oslo", "where": {}}'),
        ('{"city": "Oslo", "tags": ["a", 2]}', "type", "2"),
        ('{"city": "Oslo", "tags": ["a", "b", "c", "d"]}', "length", 'a", "b", "c", "d'),
        ('{"city": "Oslo", "id": "x"}', "type", "x"),
        ('{"city": "Oslo"', "not json", '{"city": "Oslo"'),
        ('["Oslo"]', "not an object", '["Oslo"]'),
        ('{"city": "Oslo", "city": "Rome"}', "not json", '{"city": "Oslo", "city": "Rome"}'),
        ('{"city": NaN}', "not json", '{"city": NaN}'),
        ("", "missing", ""),
    ],
)
def test_arguments_that_do_not_fit_are_shown_in_their_place(arguments: str, label: str, shown: str) -> None:
    found = verdict(("get_weather", arguments))
    assert isinstance(found, Broken)
    (finding,) = [each for each in found.findings if each.label == label]
    assert arguments[finding.start : finding.end] == shown
    assert finding.where == "tool_calls[0].arguments"


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({}, False),
        ({"tool_choice": "auto"}, False),
        ({"tool_choice": "required"}, False),
        ({"tool_choice": "none"}, True),
        ({"tool_choice": {"type": "function", "function": {"name": "send_mail"}}}, False),
        ({"tool_choice": {"type": "function", "function": {"name": "get_weather"}}}, True),
        ({"tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "auto", "tools": [SEND]}}}, False),
        ({"tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "auto", "tools": [WEATHER]}}}, True),
        ({"function_call": {"name": "get_weather"}}, True),
    ],
)
def test_what_the_request_chose_is_honoured(fields: dict[str, object], broken: bool) -> None:
    assert isinstance(verdict(("send_mail", "{}"), more=fields), Broken) is broken


@pytest.mark.parametrize("name", ["get_wether", "Get_Weather", "", "get_weather "])
def test_a_tool_that_was_not_offered_is_named(name: str) -> None:
    found = verdict((name, "{}"))
    assert isinstance(found, Broken)
    assert found.label == "unknown tool"


def test_a_call_where_no_tool_was_offered_is_broken_and_one_of_the_servers_own_is_not() -> None:
    assert isinstance(verdict(("get_weather", "{}"), tools=[]), Broken)
    assert isinstance(verdict(("search", "{}"), tools=[{"type": "web_search"}]), Kept)


def test_a_custom_tool_takes_any_text_and_no_function_call() -> None:
    assert isinstance(verdict(("write_poem", "roses are {red"), kind="custom"), Kept)
    assert isinstance(verdict(("write_poem", "{}")), Broken)
    assert isinstance(verdict(("get_weather", "Oslo"), kind="custom"), Broken)


def test_the_same_act_twice_in_one_reply_is_one_too_many_but_reading_twice_is_not() -> None:
    twice = verdict(("send_mail", '{"a": 1, "b": 2}'), ("send_mail", '{"b": 2, "a": 1}'))
    assert isinstance(twice, Broken)
    assert [(each.label, each.where) for each in twice.findings] == [("twice", "tool_calls[1].arguments")]
    assert isinstance(verdict(("send_mail", '{"a": 1}'), ("send_mail", '{"a": 2}')), Kept)
    assert isinstance(verdict(("get_weather", '{"city": "Oslo"}'), ("get_weather", '{"city": "Oslo"}')), Kept)


def test_one_call_at_a_time_where_the_request_says_so() -> None:
    calls = (("send_mail", '{"a": 1}'), ("send_mail", '{"a": 2}'))
    assert isinstance(verdict(*calls, more={"parallel_tool_calls": False}), Broken)
    assert isinstance(verdict(calls[0], more={"parallel_tool_calls": False}), Kept)


def test_tools_that_cannot_be_read_are_no_pass() -> None:
    for raw in (b"{", b'{"a": 1}', b'[{"type": "function"}]', b"[1]", b"[" * 100_000):
        case = Case(READING, "tool_call", tool_calls=(ToolCall("c", "x", "{}"),), fields=(("tools", raw),))
        assert isinstance(CHECK.run(case), NotRun)  # type: ignore[misc]


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {"pattern": "(a+)+$"}}},
        {"properties": {"a": {"pattern": "a*a*a*a*a*b"}}},
        {"properties": {"a": {"pattern": "["}}},
        {"$ref": "https://example.com/schema.json"},
        {"$ref": "#/nowhere"},
        {"type": 5, "required": "a", "properties": [], "enum": {}, "anyOf": 3, "minimum": "x"},
    ],
)
def test_a_schema_that_is_hostile_or_wrong_judges_nothing(schema: dict[str, object]) -> None:
    tool = {"type": "function", "function": {"name": "t", "parameters": schema}}
    assert isinstance(verdict(("t", json.dumps({"a": "a" * 200})), tools=[tool]), Kept)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]},
        {"type": "object", "additionalProperties": {"allOf": [{"minLength": 1}] * 30_000}},
    ],
)
def test_a_schema_that_would_take_for_ever_is_no_pass(schema: dict[str, object]) -> None:
    tool = {"type": "function", "function": {"name": "t", "parameters": schema}}
    assert isinstance(verdict(("t", '{"a": "b"}'), tools=[tool]), NotRun)


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_call_gets_a_verdict(arguments: str, name: str) -> None:
    assert isinstance(verdict(("get_weather", arguments), (name, arguments)), Kept | Broken | NotRun)


def test_annotations_are_read_wherever_clients_put_them() -> None:
    for tool in (
        {"type": "function", "function": {"name": "t", "annotations": {"readOnlyHint": True}}},
        {"type": "function", "function": {"name": "t"}, "annotations": {"readOnlyHint": True}},
        {"type": "function", "name": "t", "annotations": {"readOnlyHint": True}},
    ):
        assert read_offer((("tools", json.dumps([tool]).encode()),)).tools[0].reads_only is True
