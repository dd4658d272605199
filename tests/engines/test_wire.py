"""Chat completions JSON, out and in."""
# SPDX-License-Identifier: Apache-2.0

import msgspec
import pytest

from bylaw.authority.chat import read_chat
from bylaw.backend import Prompt, Sampling
from bylaw.engines.wire import read_chunk, read_completion, request_json, upstream_error
from bylaw.errors import EngineError, UpstreamError

TALK = read_chat(b'[{"role":"user","content":"Hi","x_note":{"a":1}}]').messages


def request(prompt: Prompt, *, stream: bool = False) -> dict[str, object]:
    body: dict[str, object] = msgspec.json.decode(request_json(prompt, messages=TALK, model="m", stream=stream))
    return body


def test_a_request_holds_what_was_asked_and_nothing_that_was_left_open() -> None:
    assert request(Prompt(TALK)) == {"model": "m", "messages": [{"role": "user", "content": "Hi", "x_note": {"a": 1}}]}


def test_every_choice_of_the_caller_is_sent_as_it_was_spelled() -> None:
    sampling = Sampling(
        max_tokens=5, limit_field="max_tokens", temperature=0.0, top_p=0.5, seed=7, stop=("a", "b"), n=2
    )
    sent = request(Prompt(TALK, sampling, fields=(("frobnicate", b'{ "deep": [1, 2.50] }'),)))
    assert (sent["max_tokens"], sent["temperature"], sent["top_p"], sent["seed"]) == (5, 0.0, 0.5, 7)
    assert (sent["stop"], sent["n"], sent["frobnicate"]) == (["a", "b"], 2, {"deep": [1, 2.5]})
    assert "max_completion_tokens" not in sent


def test_unknown_members_are_sent_byte_for_byte() -> None:
    raw = b'{ "deep": [1, 2.50] }'
    assert raw in request_json(Prompt(TALK, fields=(("x", raw),)), messages=TALK, model="m", stream=False)


def test_stream_options_go_only_with_a_stream() -> None:
    prompt = Prompt(TALK, fields=(("stream_options", b'{"include_usage":true}'),))
    assert "stream_options" not in request(prompt)
    assert request(prompt, stream=True)["stream_options"] == {"include_usage": True}
    assert request(prompt, stream=True)["stream"] is True


def test_a_completion_keeps_every_member_it_came_with() -> None:
    body = (
        b'{"id":"c1","object":"chat.completion","created":3,"model":"m","x":{"y":1},"choices":[{"index":0,'
        b'"message":{"role":"assistant","content":"Hi","refusal":null,"z":2},"logprobs":null,"finish_reason":"stop"}],'
        b'"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"prompt_tokens_details":{"cached_tokens":0}}}'
    )
    completion = read_completion(body, where="here")
    (choice,) = completion.choices
    assert (completion.id, completion.created, completion.model, completion.raw) == ("c1", 3, "m", body)
    assert dict(completion.fields)["x"] == b'{"y":1}'
    assert (choice.message.text, choice.finish_reason) == ("Hi", "stop")
    assert dict(choice.message.fields) == {"refusal": b"null", "z": b"2"}
    assert dict(choice.fields) == {"logprobs": b"null"}
    assert completion.usage is not None
    assert (completion.usage.prompt_tokens, completion.usage.total_tokens) == (1, 3)
    assert dict(completion.usage.fields) == {"prompt_tokens_details": b'{"cached_tokens":0}'}


def test_a_chunk_keeps_every_member_it_came_with() -> None:
    data = (
        b'{"id":"c1","object":"chat.completion.chunk","created":3,"model":"m","choices":[{"index":1,"delta":'
        b'{"role":"assistant","content":"","tool_calls":[{"index":0}]},"logprobs":null,"finish_reason":null}],"usage":null}'
    )
    chunk = read_chunk(data, where="here")
    (delta,) = chunk.choices
    assert (delta.index, delta.role, delta.content, delta.finish_reason) == (1, "assistant", "", None)
    assert dict(delta.delta_fields) == {"tool_calls": b'[{"index":0}]'}
    assert chunk.usage is None
    assert chunk.raw == data


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"<html>",
        b"[]",
        b"{}",
        b'{"choices":{}}',
        b'{"choices":[{}]}',
        b'{"choices":[{"message":7}]}',
        b"\xff",
    ],
)
def test_what_is_no_completion_is_an_error_that_says_where(body: bytes) -> None:
    with pytest.raises(EngineError, match=r"^http://up/v1: the answer is not a chat completion"):
        read_completion(body, where="http://up/v1")


@pytest.mark.parametrize("data", [b"nonsense", b'{"id":1}', b'{"choices":[{"delta":3}]}', b'{"choices":7}'])
def test_what_is_no_chunk_is_an_error_that_says_where(data: bytes) -> None:
    with pytest.raises(EngineError, match=r"^up: the stream is not a chat completion"):
        read_chunk(data, where="up")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(b'{"error":{"message":"busy","type":"x","code":503}}', 503, id="a-status"),
        pytest.param(b'{"error":{"message":"busy","code":"overloaded"}}', 502, id="a-word"),
        pytest.param(b'{"error":"busy"}', 502, id="a-text"),
    ],
)
def test_an_error_in_mid_stream_is_the_upstreams(data: bytes, status: int) -> None:
    with pytest.raises(UpstreamError) as caught:
        read_chunk(data, where="up")
    assert (caught.value.status, caught.value.body) == (status, data)


def test_an_upstreams_error_says_its_kind_and_never_the_key() -> None:
    body = b'{"error":{"message":"Incorrect key sk-secret","type":"invalid_request_error","code":"invalid_api_key"}}'
    error = upstream_error(401, body, where="http://up/v1", key="sk-secret")
    assert str(error).startswith("http://up/v1: the upstream answered 401 (invalid_api_key); check that the key's")
    assert b"sk-secret" not in error.body
    assert b"[secure]" in error.body
