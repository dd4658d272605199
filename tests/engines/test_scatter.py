"""A whole answer given as a stream amounts to the same answer."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Message, Part, Role, ToolCall
from bylaw.backend import Choice, Chunk, Completion, RoleFidelity, Usage
from bylaw.engines.gather import gather
from bylaw.engines.scatter import scatter

texts = st.text(max_size=20)
calls = st.builds(
    ToolCall, st.none() | st.text(min_size=1, max_size=5), texts, texts, st.sampled_from(["function", "custom"])
)
message_fields = st.sampled_from(
    [(), (("refusal", b"null"),), (("reasoning_content", b'"Hm."'), ("annotations", b"[]"))]
)
replies = st.builds(
    lambda text, called, fields: Message(
        Role.ASSISTANT,
        () if called and not text else (Part("text", text),),
        content="null" if called and not text else "text",
        tool_calls=called,
        fields=fields,
    ),
    texts,
    st.lists(calls, max_size=3).map(tuple),
    message_fields,
)
logprobs = st.sampled_from(
    [(), (("logprobs", b'{"content":[{"token":"a"}],"refusal":null}'),), (("logprobs", b"null"),)]
)
usages = st.none() | st.builds(Usage, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
completions = st.builds(
    lambda said, usage, fields, roles, neutralised: Completion(
        "chatcmpl-1",
        "small",
        1_700_000_000,
        tuple(Choice(at, message, ended, more) for at, (message, ended, more) in enumerate(said)),
        usage,
        fields,
        roles,
        neutralised,
        ("logit_bias",),
        raw=b"{}",
    ),
    st.lists(
        st.tuples(replies, st.none() | st.sampled_from(["stop", "length", "tool_calls"]), logprobs),
        min_size=1,
        max_size=3,
    ),
    usages,
    st.sampled_from([(), (("object", b'"chat.completion"'), ("system_fingerprint", b'"fp"'))]),
    st.sampled_from([(), (RoleFidelity("tool", "user", "mapped"),)]),
    st.integers(0, 2),
)


async def stream_of(completion: Completion) -> AsyncGenerator[Chunk, None]:
    for chunk in scatter(completion):
        yield chunk


@settings(max_examples=300, deadline=None)
@given(completions)
def test_gathering_what_was_scattered_gives_the_answer_again(completion: Completion) -> None:
    assert asyncio.run(gather(stream_of(completion))) == replace(completion, raw=None)


@settings(max_examples=100, deadline=None)
@given(completions)
def test_a_stream_ends_each_choice_once_and_says_what_the_engine_did_once(completion: Completion) -> None:
    first, *others = list(scatter(completion))
    assert (first.roles, first.neutralised, first.ignored) == (
        completion.roles, completion.neutralised, completion.ignored
    )  # fmt: skip
    assert {(each.roles, each.neutralised, each.ignored) for each in others} == {((), 0, ())}
    ends = [(delta.index, delta.finish_reason) for delta in others[-1].choices]
    assert ends == [(choice.index, choice.finish_reason) for choice in completion.choices]
    assert [chunk.usage for chunk in (first, *others)][:-1] == [None] * len(others)
    assert all(
        msgspec.json.decode(value) == "chat.completion.chunk"
        for chunk in (first, *others)
        for name, value in chunk.fields
        if name == "object"
    )


def test_the_calls_of_a_reply_are_counted_from_0() -> None:
    called = Message(Role.ASSISTANT, tool_calls=(ToolCall("a", "f", "{}"), ToolCall("b", "g", "{}")), content="null")
    chunk, _ = scatter(Completion("1", "m", 0, (Choice(0, called, "tool_calls"),)))
    listed = msgspec.json.decode(dict(chunk.choices[0].delta_fields)["tool_calls"])
    assert [(each["index"], each["id"], each["function"]["name"]) for each in listed] == [(0, "a", "f"), (1, "b", "g")]
    assert chunk.choices[0].content is None
