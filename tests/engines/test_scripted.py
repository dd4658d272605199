"""The engine that ships as a fake."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
from contextlib import aclosing

import pytest

from bylaw.authority import Message, Role, ToolCall
from bylaw.backend import Chunk, Prompt, Sampling
from bylaw.engines import Engine, Reply, ScriptedEngine
from bylaw.errors import EngineError, UpstreamError

PROMPT = Prompt((Message.of(Role.USER, "How are you?"),))


async def chunks_of(engine: Engine, prompt: Prompt = PROMPT) -> list[Chunk]:
    return [chunk async for chunk in engine.stream(prompt)]


async def test_without_a_script_it_says_back_what_the_user_said() -> None:
    reply = await ScriptedEngine().complete(PROMPT)
    assert reply.choices[0].message.text == "You said: How are you?"
    assert reply.choices[0].finish_reason == "stop"


async def test_a_list_is_answered_in_order_and_ends_in_an_error() -> None:
    engine = ScriptedEngine(["one", Reply("two")])
    assert [(await engine.complete(PROMPT)).choices[0].message.text for _ in range(2)] == ["one", "two"]
    with pytest.raises(EngineError, match="no more answers"):
        await engine.complete(PROMPT)


async def test_a_function_sees_what_is_asked() -> None:
    engine = ScriptedEngine(lambda prompt: prompt.model.upper())
    assert (await engine.complete(PROMPT)).choices[0].message.text == "DEFAULT"
    assert engine.prompts == [PROMPT]


async def test_a_stream_comes_in_the_pieces_it_is_told() -> None:
    chunks = await chunks_of(ScriptedEngine([Reply("Hello", pieces=("He", "l", "lo"))]))
    assert [delta.content for chunk in chunks for delta in chunk.choices] == ["He", "l", "lo", None]
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == 3


async def test_stream_and_whole_say_the_same() -> None:
    reply = Reply("a b  c", tool_calls=(ToolCall("call_1", "look", '{"at":"sky"}'),))
    whole = await ScriptedEngine([reply]).complete(PROMPT)
    chunks = await chunks_of(ScriptedEngine([reply]))
    assert "".join(delta.content or "" for chunk in chunks for delta in chunk.choices) == whole.choices[0].message.text
    assert whole.choices[0].message.tool_calls == reply.tool_calls
    assert whole.choices[0].finish_reason == "tool_calls"


async def test_it_breaks_off_where_it_is_told() -> None:
    seen = []
    engine = ScriptedEngine([Reply("a b c d", fail_after=2), Reply("x", fail_after=0)])
    with pytest.raises(EngineError, match="broke off"):
        async for chunk in engine.stream(PROMPT):
            seen.append(chunk.choices[0].content)  # noqa: PERF401 - what came before the break counts
    assert seen == ["a", " b"]
    with pytest.raises(EngineError):
        await engine.complete(PROMPT)


async def test_it_breaks_off_with_the_error_it_is_given() -> None:
    error = UpstreamError("busy", where="script", status=429)
    with pytest.raises(UpstreamError) as caught:
        await ScriptedEngine([Reply(fail_after=0, error=error)]).complete(PROMPT)
    assert caught.value is error


async def test_each_choice_takes_an_answer_of_its_own() -> None:
    reply = await ScriptedEngine(["a", "b"]).complete(Prompt(PROMPT.messages, Sampling(n=2)))
    assert [(choice.index, choice.message.text) for choice in reply.choices] == [(0, "a"), (1, "b")]


async def test_a_caller_that_leaves_stops_it() -> None:
    engine = ScriptedEngine([Reply("a b c", chunk_delay_s=60), Reply("a", delay_s=60)])
    async with aclosing(engine.stream(PROMPT)) as chunks:
        await anext(chunks)
        assert engine.running == 1
    assert engine.running == 0
    task = asyncio.create_task(engine.complete(PROMPT))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert engine.running == 0


async def test_a_closed_engine_answers_nobody() -> None:
    engine = ScriptedEngine()
    await engine.aclose()
    await engine.aclose()
    with pytest.raises(EngineError, match="closed"):
        await engine.complete(PROMPT)


def test_pieces_that_make_another_text_are_a_slip() -> None:
    with pytest.raises(ValueError, match="don't make up the text"):
        Reply("ab", pieces=("a", "c"))
