"""Conversations as OpenAI's chat JSON: read, written back, refused."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import (
    HARMONY_ROLES,
    ROLES,
    Authority,
    Conversation,
    Message,
    Part,
    Role,
    message_json,
    read_chat,
    write_chat,
)
from bylaw.errors import ConversationError

law = settings(deadline=None, max_examples=150)

texts = st.text(st.characters(codec="utf-8"), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(10**30, 10**40) | st.floats(allow_nan=False) | texts,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(texts, inside, max_size=3),
    max_leaves=6,
).filter(lambda value: "Infinity" not in json.dumps(value))
MEMBERS = {"role", "content", "tool_calls", "name", "recipient", "tool_call_id"}
extras = st.dictionaries(texts.filter(lambda key: key not in MEMBERS), values, max_size=3)


def having(required: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """An object with these members, and some nobody foresaw."""
    named = st.fixed_dictionaries(required, optional=optional or {})
    return st.tuples(extras, named).map(lambda both: {**both[0], **both[1]})


image = having({"type": st.just("image_url"), "image_url": having({"url": texts}, {"detail": texts})})
audio = having({"type": st.just("input_audio"), "input_audio": having({"data": texts, "format": texts})})
attachment = having({"type": st.just("file"), "file": having({}, {"file_id": texts, "file_data": texts})})
said = having({"type": st.sampled_from(["text", "input_text", "output_text", "untrusted_text"]), "text": texts})
refused = having({"type": st.just("refusal"), "refusal": texts}, {"text": values})
unforeseen = having({"type": texts.map(lambda kind: f"x-{kind}")}, {"text": values, "refusal": values})
parts = st.one_of(image, audio, attachment, said, refused, unforeseen)

function_call = having(
    {"function": having({"name": texts, "arguments": texts})},
    {"id": st.none() | texts, "type": st.just("function"), "index": st.integers()},
)
custom_call = having(
    {"type": st.just("custom"), "custom": having({"name": texts, "input": texts})}, {"id": st.none() | texts}
)
messages = having(
    {"role": st.sampled_from(sorted(ROLES))},
    {
        "content": st.none() | texts | st.lists(parts, max_size=3),
        "tool_calls": st.none() | st.lists(function_call | custom_call, max_size=2),
        "name": st.none() | texts,
        "recipient": st.none() | texts,
        "tool_call_id": st.none() | texts,
        "refusal": st.none() | texts,
        "audio": st.none() | having({"id": texts}),
        "function_call": st.none() | having({"name": texts, "arguments": texts}),
        "reasoning_content": st.none() | texts,
    },
)


def as_spelled(body: bytes) -> Any:
    """JSON with each number as it was spelled: 1.0 isn't 1, and 1e2 isn't 100."""
    return json.loads(body, parse_int=lambda digits: f"int {digits}", parse_float=lambda digits: f"float {digits}")


def back(body: bytes) -> Any:
    return as_spelled(write_chat(read_chat(body)))


@law
@given(st.lists(messages, min_size=1, max_size=3), st.booleans(), st.sampled_from([None, 1]))
def test_what_was_read_is_given_back_member_for_member(sent: list[Any], escaped: bool, indent: int | None) -> None:
    body = json.dumps(sent, ensure_ascii=escaped, indent=indent).encode()
    assert back(body) == as_spelled(body)


@law
@given(st.lists(messages, min_size=1, max_size=3))
def test_what_was_written_is_read_again_as_the_same_conversation(sent: list[Any]) -> None:
    conversation = read_chat(json.dumps(sent).encode())
    assert read_chat(write_chat(conversation)) == conversation
    assert len(conversation) == len(sent)
    assert msgspec.json.encode([message_json(each) for each in conversation]) == write_chat(conversation)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'[{"role":"user"}]', id="no-content"),
        pytest.param(b'[{"role":"user","content":null}]', id="null-content"),
        pytest.param(b'[{"role":"user","content":""}]', id="empty-text"),
        pytest.param(b'[{"role":"user","content":[]}]', id="no-parts"),
        pytest.param(b'[ { "role" : "user" , "content" : [ ] , "tool_calls" : [\n ] , "name" : null } ]', id="spaced"),
        pytest.param(b'[{"role":"assistant","tool_calls":null,"refusal":null,"annotations":[]}]', id="nulls"),
        pytest.param(b'[{"role":"user","content":"\\u00e9\\ud83d\\ude00\\n\\u0000"}]', id="escapes"),
        pytest.param(b'[{"role":"user","content":"a","seed":123456789012345678901234567890}]', id="huge-int"),
        pytest.param(b'[{"role":"user","content":"a","x":[1.0,1e2,-0.0,1E400,0.10]}]', id="floats-as-spelled"),
        pytest.param(b'[{"content":"a","role":"user"}]', id="role-last"),
        pytest.param(
            b'[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"not json"}}]}]',
            id="call-without-type",
        ),
        pytest.param(
            b'[{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},'
            b'{"role":"function","name":"f","content":"1"}]',
            id="older-functions",
        ),
    ],
)
def test_a_shape_comes_back_as_it_was(body: bytes) -> None:
    assert back(body) == as_spelled(body)


def test_of_a_doubled_member_the_last_counts_and_is_the_only_one_sent_on() -> None:
    body = b'[{"role":"user","role":"assistant","content":"a","content":"b"}]'
    assert json.loads(write_chat(read_chat(body))) == [{"role": "assistant", "content": "b"}]


@pytest.mark.parametrize(
    ("role", "read_as", "level"),
    [
        pytest.param("system", Role.DEVELOPER, Authority.DEVELOPER, id="an-api-callers-system-is-a-developer"),
        pytest.param("developer", Role.DEVELOPER, Authority.DEVELOPER, id="developer"),
        pytest.param("user", Role.USER, Authority.USER, id="user"),
        pytest.param("assistant", Role.ASSISTANT, Authority.NONE, id="assistant"),
        pytest.param("tool", Role.TOOL, Authority.NONE, id="tool"),
        pytest.param("function", Role.TOOL, Authority.NONE, id="function"),
    ],
)
def test_no_role_of_a_request_speaks_above_a_developer(role: str, read_as: Role, level: Authority) -> None:
    (message,) = read_chat(json.dumps([{"role": role, "content": "hello"}]).encode())
    assert (message.role, message.authority, message.wire_role) == (read_as, level, role)
    assert set(ROLES) == {"system", "developer", "user", "assistant", "tool", "function"}
    assert all(each.authority < Authority.SYSTEM for each in ROLES.values())


@pytest.mark.parametrize("role", sorted(HARMONY_ROLES))
def test_harmony_roles_keep_channel_and_recipient(role: str) -> None:
    body = json.dumps(
        [{"role": role, "channel": "commentary", "recipient": "functions.add", "content": "{}", "content_type": "json"}]
    ).encode()
    conversation = read_chat(body, roles=HARMONY_ROLES)
    (message,) = conversation
    assert message.recipient == "functions.add"
    assert message.role is (Role.SYSTEM if role in {"system", "platform"} else Role(role))
    assert ("channel", b'"commentary"') in message.fields
    assert as_spelled(write_chat(conversation)) == as_spelled(body)


def test_the_text_of_a_message_is_its_text_parts_joined() -> None:
    sent = [
        {"type": "text", "text": "one"},
        {"type": "image_url", "image_url": {"url": "data:"}},
        {"type": "refusal", "refusal": "two"},
    ]
    (message,) = read_chat(json.dumps([{"role": "user", "content": sent}]).encode())
    assert message.text == "one\ntwo"
    assert [part.kind for part in message.parts] == ["text", "image_url", "refusal"]
    assert message.parts[1].text is None


def test_a_message_made_here_is_written_with_its_roles_own_name() -> None:
    assert json.loads(write_chat(Conversation((Message.of(Role.SYSTEM, "a"), Message(Role.TOOL, content="null"))))) == [
        {"role": "system", "content": "a"},
        {"role": "tool", "content": None},
    ]


CALL = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}


def with_call(**changed: object) -> dict[str, object]:
    return {"role": "assistant", "tool_calls": [CALL, {**CALL, **changed}]}


def with_part(part: object) -> dict[str, object]:
    return {"role": "user", "content": [{"type": "text", "text": "a"}, part]}


@pytest.mark.parametrize(
    ("message", "where"),
    [
        pytest.param([], "messages[1]", id="a-list"),
        pytest.param("hello", "messages[1]", id="a-string"),
        pytest.param(None, "messages[1]", id="null"),
        pytest.param({}, "messages[1].role", id="empty"),
        pytest.param({"content": "a"}, "messages[1].role", id="no-role"),
        pytest.param({"role": None}, "messages[1].role", id="null-role"),
        pytest.param({"role": 1}, "messages[1].role", id="number-role"),
        pytest.param({"role": ["user"]}, "messages[1].role", id="list-role"),
        pytest.param({"role": "root"}, "messages[1].role", id="role-of-the-document-alone"),
        pytest.param({"role": "User"}, "messages[1].role", id="capital-role"),
        pytest.param({"role": "platform"}, "messages[1].role", id="a-level-is-no-role"),
        pytest.param({"role": "user", "content": 1}, "messages[1].content", id="number"),
        pytest.param({"role": "user", "content": True}, "messages[1].content", id="boolean"),
        pytest.param({"role": "user", "content": {"type": "text"}}, "messages[1].content", id="one-part-unlisted"),
        pytest.param(with_part("b"), "messages[1].content[1]", id="string-among-parts"),
        pytest.param(with_part(None), "messages[1].content[1]", id="null-among-parts"),
        pytest.param(with_part({"text": "b"}), "messages[1].content[1]", id="part-without-type"),
        pytest.param(with_part({"type": None}), "messages[1].content[1].type", id="part-of-null-type"),
        pytest.param(with_part({"type": "text"}), "messages[1].content[1]", id="text-part-without-text"),
        pytest.param(with_part({"type": "text", "text": 1}), "messages[1].content[1].text", id="number-in-text-part"),
        pytest.param(with_part({"type": "text", "text": None}), "messages[1].content[1].text", id="null-in-text-part"),
        pytest.param(with_part({"type": "refusal", "text": "b"}), "messages[1].content[1]", id="refusal-without"),
        pytest.param({"role": "user", "name": 1}, "messages[1].name", id="number-name"),
        pytest.param({"role": "user", "recipient": {}}, "messages[1].recipient", id="object-recipient"),
        pytest.param({"role": "tool", "tool_call_id": 7}, "messages[1].tool_call_id", id="number-call-id"),
        pytest.param({"role": "assistant", "tool_calls": {}}, "messages[1].tool_calls", id="calls-in-an-object"),
        pytest.param({"role": "assistant", "tool_calls": "f"}, "messages[1].tool_calls", id="calls-in-a-string"),
        pytest.param({"role": "assistant", "tool_calls": [1]}, "messages[1].tool_calls[0]", id="number-call"),
        pytest.param(with_call(id=1), "messages[1].tool_calls[1].id", id="call-of-number-id"),
        pytest.param(with_call(type=1), "messages[1].tool_calls[1].type", id="call-of-number-type"),
        pytest.param(with_call(type="custom"), "messages[1].tool_calls[1]", id="custom-call-without-custom"),
        pytest.param(with_call(type="id"), "messages[1].tool_calls[1].id", id="call-of-type-id"),
        pytest.param(with_call(function="f"), "messages[1].tool_calls[1].function", id="function-a-string"),
        pytest.param(with_call(function={"arguments": ""}), "messages[1].tool_calls[1].function", id="no-name"),
        pytest.param(with_call(function={"name": "f"}), "messages[1].tool_calls[1].function", id="no-arguments"),
        pytest.param(
            with_call(function={"name": "f", "arguments": {}}),
            "messages[1].tool_calls[1].function.arguments",
            id="arguments-an-object",
        ),
    ],
)
def test_a_malformed_message_is_refused_with_its_place_and_what_to_send(message: object, where: str) -> None:
    with pytest.raises(ConversationError) as refused:
        read_chat(json.dumps([{"role": "user", "content": "a"}, message]).encode())
    assert refused.value.where == where
    assert refused.value.mend
    assert str(refused.value).startswith(f"{where}: ")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[", id="torn"),
        pytest.param(b"[]", id="no-message"),
        pytest.param(b"{}", id="object"),
        pytest.param(b"null", id="null"),
        pytest.param(b'"hello"', id="string"),
        pytest.param(b"\xef\xbb\xbf[]", id="byte-order-mark"),
        pytest.param(b'[{"role":"user"}]x', id="trailing"),
        pytest.param(b'[{"role":"user","x":NaN}]', id="nan"),
        pytest.param(b'[{"role":"user","x":01}]', id="leading-zero"),
        pytest.param(b'[{"role":"user","content":"a\nb"}]', id="raw-line-end"),
        pytest.param(b'[{"role":"user","content":"\\ud83d"}]', id="half-a-surrogate-pair"),
        pytest.param(b'[{"role":"user","content":"\xff"}]', id="not-utf8"),
        pytest.param(b"[" * 100_000, id="deep-and-torn"),
        pytest.param(b'[{"role":"user","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}]", id="deep"),
    ],
)
def test_a_body_that_is_no_list_of_messages_is_refused(body: bytes) -> None:
    with pytest.raises(ConversationError) as refused:
        read_chat(body)
    assert refused.value.where.startswith("messages")
    assert refused.value.mend


@pytest.mark.parametrize(
    ("message", "where"),
    [
        pytest.param(b'{"role":"user","x":"\xff"}', "messages[0].x", id="of-a-message"),
        pytest.param(
            b'{"role":"user","content":[{"type":"x","y":["\xff"]}]}', "messages[0].content[0].y", id="of-a-part"
        ),
        pytest.param(
            b'{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"","z":"\xc3"}}]}',
            "messages[0].tool_calls[0].function.z",
            id="of-a-call",
        ),
    ],
)
def test_bytes_that_are_no_utf8_are_refused_where_they_are_only_passed_on(message: bytes, where: str) -> None:
    with pytest.raises(ConversationError) as refused:
        read_chat(b"[" + message + b"]")
    assert refused.value.where == where


def test_an_unknown_role_is_named_but_not_echoed_at_length() -> None:
    with pytest.raises(ConversationError) as refused:
        read_chat(json.dumps([{"role": "secret" * 100}]).encode())
    assert len(str(refused.value)) < 200
    assert "developer" in refused.value.mend


def kept_or_refused(body: bytes) -> bool:
    """Whether a body is given back whole, or refused with a place and a mend."""
    try:
        conversation = read_chat(body)
    except ConversationError as error:
        return error.where.startswith("messages") and bool(error.mend)
    return bool(as_spelled(write_chat(conversation)) == as_spelled(body))


@law
@given(st.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused_and_nothing_else(body: bytes) -> None:
    assert kept_or_refused(body)


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, each in inside for path in paths(each, (*at, key)))]


def planted(value: Any, at: tuple[Any, ...], alien: Any) -> Any:
    if not at:
        return alien
    key, *rest = at
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = planted(value[key], tuple(rest), alien)
    return copy


@law
@given(st.lists(messages, min_size=1, max_size=2), values, st.data())
def test_an_alien_value_anywhere_is_kept_or_refused(sent: list[Any], alien: Any, data: st.DataObject) -> None:
    body = json.dumps(planted(sent, data.draw(st.sampled_from(paths(sent))), alien)).encode()
    assert kept_or_refused(body)


def test_objects_with_raw_members_are_read_as_bytes_are() -> None:
    body = b'[{"role":"user","content":[{"type":"text","text":"a"}],"name":"n","x":1.0}]'
    raw = msgspec.json.decode(body, type=list[dict[str, msgspec.Raw]])
    assert read_chat(raw) == read_chat(body)
    assert read_chat(raw).messages[0].parts == (Part("text", "a"),)
    with pytest.raises(ConversationError):
        read_chat([])
