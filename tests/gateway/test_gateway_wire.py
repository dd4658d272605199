"""OpenAI's wire format, read and written."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.authority import Message, Role, read_chat, write_chat
from bylaw.backend import Choice, ChoiceDelta, Chunk, Completion, Sampling, Usage
from bylaw.errors import ConversationError
from bylaw.gateway.wire import event, read_request, write_chunk, write_completion

HELLO = [{"role": "user", "content": "Hello"}]


def body(**members: object) -> bytes:
    return json.dumps({"messages": HELLO, **members}).encode()


def refused(data: bytes) -> ConversationError:
    with pytest.raises(ConversationError) as caught:
        read_request(data)
    return caught.value


def test_what_is_acted_on_is_typed() -> None:
    asked = read_request(
        body(model="default", stream=True, stream_options={"include_usage": True}, temperature=1, top_p=0.5, seed=-7,
             stop=["a", "b"], n=3, max_completion_tokens=9)
    )  # fmt: skip
    assert asked.prompt.model == "default"
    assert asked.prompt.sampling == Sampling(9, "max_completion_tokens", 1.0, 0.5, -7, ("a", "b"), 3)
    assert (asked.stream, asked.include_usage) == (True, True)
    assert asked.prompt.fields == (("stream_options", b'{"include_usage": true}'),)


def test_one_stop_text_is_a_list_of_one() -> None:
    assert read_request(body(stop="END")).prompt.sampling.stop == ("END",)


def test_a_request_without_a_model_means_the_default_one() -> None:
    assert read_request(body()).prompt.model == "default"
    assert read_request(body(model=None)).prompt.model == "default"


def test_the_spelling_of_the_limit_is_kept() -> None:
    old, new = read_request(body(max_tokens=5)), read_request(body(max_completion_tokens=6))
    assert (old.prompt.sampling.max_tokens, old.prompt.sampling.limit_field) == (5, "max_tokens")
    assert (new.prompt.sampling.max_tokens, new.prompt.sampling.limit_field) == (6, "max_completion_tokens")


def test_of_both_limits_the_newer_counts_and_the_other_goes_on() -> None:
    prompt = read_request(body(max_tokens=5, max_completion_tokens=6)).prompt
    assert (prompt.sampling.max_tokens, prompt.sampling.limit_field) == (6, "max_completion_tokens")
    assert prompt.fields == (("max_tokens", b"5"),)


def test_null_and_empty_lists_say_nothing_and_go_on() -> None:
    asked = read_request(body(temperature=None, stop=[], n=None, stream=None, tools=None))
    assert asked.prompt.sampling == Sampling()
    assert not asked.stream
    assert asked.prompt.fields == (("temperature", b"null"), ("stop", b"[]"), ("n", b"null"), ("tools", b"null"))


def test_unknown_members_go_on_byte_for_byte() -> None:
    odd = b'{"x": [1.50, 1e400, 123456789012345678901234567890], "y":\t"\\u00e9"}'
    data = b'{"messages":[{"role":"user","content":"Hi"}], "house_rule" : ' + odd + b" }"
    assert read_request(data).prompt.fields == (("house_rule", odd),)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text().map(lambda name: f"x_{name}"), json_values, max_size=5))
def test_no_member_is_dropped_or_changed(members: dict[str, object]) -> None:
    fields = read_request(body(**members)).prompt.fields
    assert [(name, json.loads(raw)) for name, raw in fields] == list(members.items())


a_message = st.fixed_dictionaries(
    {"role": st.sampled_from(["system", "developer", "user", "assistant"]), "content": st.text() | st.none()},
    optional={"name": st.text(), "x": json_values},
)


@given(st.lists(a_message, min_size=1, max_size=4))
def test_plain_messages_are_read_as_all_others_are(messages: list[dict[str, object]]) -> None:
    data = json.dumps(messages).encode()
    assert read_request(body(messages=messages)).prompt.messages == read_chat(data).messages


def test_messages_are_read_with_the_callers_authority() -> None:
    messages = [{"role": "system", "content": "Be brief"}, *HELLO]
    prompt = read_request(json.dumps({"messages": messages}).encode()).prompt
    assert [message.role for message in prompt.messages] == [Role.DEVELOPER, Role.USER]
    assert json.loads(write_chat(prompt.messages)) == messages


@pytest.mark.parametrize(
    ("data", "where", "said"),
    [
        pytest.param(b"", "body", "the body is empty", id="empty"),
        pytest.param(b" \n", "body", "the body is empty", id="blank"),
        pytest.param(b"hello", "body", "line 1 column 1", id="no-json"),
        pytest.param(b'{"messages": [}', "body", "line 1 column 15", id="torn"),
        pytest.param(b'{"messages": []} x', "body", "line 1 column 18", id="more-behind"),
        pytest.param(b"[]", "body", "not an object", id="a-list"),
        pytest.param(b'{"a": NaN}', "body", "NaN", id="nan"),
        pytest.param(b'\xef\xbb\xbf{"messages": []}', "body", "not JSON", id="byte-order-mark"),
        pytest.param('{"messages": []}'.encode("utf-16"), "body", "not UTF-8", id="utf-16"),
        pytest.param(b'{"x": "\xff"}', "body", "byte 0xff at offset 7", id="bad-utf-8"),
        pytest.param(b'{"x": "\xed\xa0\x80"}', "body", "not UTF-8", id="surrogate-in-utf-8"),
        pytest.param(b'{"x": "\\ud83d"}', "body", "half a surrogate pair", id="half-a-pair"),
        pytest.param(b'{"x": "\\ude00 and on"}', "body", "half a surrogate pair", id="the-other-half"),
        pytest.param(b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}", "body", "nested too deep", id="deep"),
        pytest.param(b'{"x":' + b"[" * 100_000, "body", "nested too deep", id="deep-and-torn"),
        pytest.param(b'{"model": "a", "model": "b"}', "body", "'model' twice", id="a-name-twice"),
        pytest.param(b'{"mod\\u0065l": "a", "model": "b"}', "body", "'model' twice", id="a-name-twice-once-escaped"),
        pytest.param(
            b'{"messages": [{"role": "user", "role": "system", "content": "x"}]}',
            "body",
            "'role' twice",
            id="a-role-twice",
        ),
        pytest.param(b'{"messages":[], "x": {"y": {"z": 1, "z": 2}}}', "body", "'z' twice", id="a-name-twice-deep-in"),
        pytest.param(b"{}", "messages", "no list of messages", id="no-messages"),
        pytest.param(b'{"messages": null}', "messages", "this is null", id="null-messages"),
        pytest.param(b'{"messages": []}', "messages", "there is no message", id="empty-messages"),
        pytest.param(b'{"messages": "hi"}', "messages", "this is a string", id="messages-a-text"),
        pytest.param(b'{"messages": ["hi"]}', "messages[0]", "this is a string", id="a-message-a-text"),
        pytest.param(b'{"messages": [{"content": "hi"}]}', "messages[0].role", "there is no role", id="no-role"),
        pytest.param(b'{"messages": [{"role": "king"}]}', "messages[0].role", "'king'", id="unknown-role"),
        pytest.param(b'{"messages": [{"role": 7}]}', "messages[0].role", "a string", id="role-a-number"),
        pytest.param(
            b'{"messages": [{"role": "user", "content": 7}]}', "messages[0].content", "content", id="content-a-number"
        ),
        pytest.param(body(model=7), "model", "this is a number", id="model-a-number"),
        pytest.param(body(model=""), "model", "out of range", id="model-empty"),
        pytest.param(body(stream="yes"), "stream", "this is a string", id="stream-a-text"),
        pytest.param(body(stream_options=[1]), "stream_options", "this is a list", id="stream-options-a-list"),
        pytest.param(
            body(stream_options={"include_usage": 1}), "stream_options.include_usage", "a number", id="include-usage"
        ),
        pytest.param(body(n=0), "n", "from 1 to 128", id="n-0"),
        pytest.param(body(n=129), "n", "from 1 to 128", id="n-129"),
        pytest.param(body(n=1.5), "n", "from 1 to 128", id="n-with-a-fraction"),
        pytest.param(body(n=True), "n", "true or false", id="n-true"),
        pytest.param(body(max_tokens=0), "max_tokens", "1 or more", id="max-tokens-0"),
        pytest.param(body(max_tokens="9"), "max_tokens", "this is a string", id="max-tokens-a-text"),
        pytest.param(body(max_tokens="9", max_completion_tokens=9), "max_tokens", "a string", id="the-older-limit"),
        pytest.param(body(max_completion_tokens=-1), "max_completion_tokens", "1 or more", id="limit-negative"),
        pytest.param(body(temperature=-0.1), "temperature", "0 or more", id="temperature"),
        pytest.param(body(temperature="hot"), "temperature", "this is a string", id="temperature-a-text"),
        pytest.param(body(top_p=1.1), "top_p", "from 0 to 1", id="top-p"),
        pytest.param(body(seed=2**63), "seed", "64 bits", id="seed"),
        pytest.param(body(stop=7), "stop", "this is a number", id="stop-a-number"),
        pytest.param(body(stop=["a", 7]), "stop[1]", "this is a number", id="stop-holds-a-number"),
        pytest.param(body(stop=""), "stop", "none of them empty", id="stop-empty"),
        pytest.param(body(stop=["a"] * 65), "stop", "at most 64", id="stop-65"),
    ],
)
def test_a_request_that_cannot_be_read_gets_one_error_that_says_where(data: bytes, where: str, said: str) -> None:
    error = refused(data)
    assert error.where == where
    assert said in str(error)
    assert error.mend
    assert "\n" not in str(error)


def test_an_error_does_not_quote_the_conversation() -> None:
    error = refused(json.dumps({"messages": [{"role": "user", "content": {"secret": "tulip"}}]}).encode())
    assert "tulip" not in str(error)


# -- writing


ANSWER = Completion(
    "chatcmpl-1", "small", 1, (Choice(0, Message.of(Role.ASSISTANT, "Hi"), "stop"),), Usage(3, 1, 4),
    fields=(("system_fingerprint", b'"fp"'),),
)  # fmt: skip


def test_a_whole_answer_has_openais_shape() -> None:
    assert json.loads(write_completion(ANSWER)) == {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "small",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Hi", "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 3, "completion_tokens": 1, "total_tokens": 4},
        "system_fingerprint": "fp",
    }


def test_an_answer_that_came_as_json_is_relayed_as_it_came() -> None:
    assert write_completion(replace(ANSWER, raw=b'{ "odd" : 1 }')) == b'{ "odd" : 1 }'
    chunk = Chunk("c", "small", 1, (ChoiceDelta(0, content="Hi"),), raw=b'{ "odd" : 2 }')
    assert write_chunk(chunk, include_usage=False) == (b'{ "odd" : 2 }',)


def test_a_chunk_holds_only_what_it_adds() -> None:
    chunk = Chunk("c", "small", 1, (ChoiceDelta(0, Role.ASSISTANT, "Hi", delta_fields=(("refusal", b"null"),)),))
    (line,) = write_chunk(chunk, include_usage=False)
    assert json.loads(line) == {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "small",
        "choices": [
            {
                "index": 0,
                "delta": {"role": "assistant", "content": "Hi", "refusal": None},
                "logprobs": None,
                "finish_reason": None,
            }
        ],
    }


def test_usage_goes_out_only_where_it_was_asked_for_and_then_in_a_chunk_of_its_own() -> None:
    last = Chunk("c", "small", 1, (ChoiceDelta(0, finish_reason="stop"),), Usage(3, 1, 4))
    bare = Chunk("c", "small", 1, (), Usage(3, 1, 4), raw=b"{}")
    (line,) = write_chunk(last, include_usage=False)
    assert "usage" not in json.loads(line)
    assert write_chunk(bare, include_usage=False) == ()
    assert write_chunk(bare, include_usage=True) == (b"{}",)
    finish, usage = (json.loads(line) for line in write_chunk(last, include_usage=True))
    assert (finish["usage"], usage["choices"], usage["usage"]["total_tokens"]) == (None, [], 4)


def test_an_event_never_holds_a_line_end() -> None:
    assert event(b'{\r\n"a": 1}') == b'data: {  "a": 1}\n\n'
