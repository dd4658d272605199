"""One request through governor, engine and record store."""

import asyncio
from dataclasses import replace

import msgspec
import pytest

from bylaw.authority import Message, Role
from bylaw.backend import Prompt, Sampling
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.errors import ConversationError, EngineError, RecordError
from bylaw.governor import Mode, Policy
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.records.record import Record
from bylaw.records.store import MemoryStore
from bylaw.spec import load
from bylaw.turn import Desk, complete, stream

SPEC = load("builtin")
PREAMBLE = write_preamble(SPEC, budget=200, count=estimate_tokens)
ASKED = Prompt((Message.of(Role.USER, "Is it raining?"),), Sampling(max_tokens=9))


class FullStore(MemoryStore):
    """A disk without room."""

    async def append(self, record: Record) -> None:
        raise RecordError("there is no room left", where="records", mend="make some")


def desk(engine: ScriptedEngine, store: MemoryStore | None, mode: Mode = "enforce") -> Desk:
    return Desk(Policy(SPEC, "abc", PREAMBLE, mode), engine, store)


async def test_the_model_reads_the_preamble_first_and_the_record_says_so() -> None:
    engine, store = ScriptedEngine(["It is."]), MemoryStore()
    answered = await complete(ASKED, desk=desk(engine, store))
    assert answered.completion.choices[0].message.text == "It is."
    opening, question = engine.prompts[0].messages
    assert opening.text.startswith(PREAMBLE.text)
    assert question.text.startswith("Is it raining?\n\nYour reply may have at most 9 tokens")
    (record,) = store.records
    assert (record.id, record.outcome, record.mode) == (answered.record_id, "completed", "enforce")
    assert record.sent is not None
    sent = msgspec.json.decode(record.sent)
    assert [message["role"] for message in sent] == ["system", "user"]
    assert record.reply is not None
    assert msgspec.json.decode(record.reply)[0]["message"]["content"] == "It is."
    assert record.request is not None
    assert msgspec.json.decode(record.request)["max_tokens"] == 9


async def test_observing_sends_what_the_caller_sent() -> None:
    engine, store = ScriptedEngine(["It is."]), MemoryStore()
    await complete(ASKED, desk=desk(engine, store, "observe"))
    assert engine.prompts[0].messages == ASKED.messages
    assert store.records[0].sent_hash == store.records[0].conversation_hash


async def test_a_stream_amounts_to_the_whole_answer_and_its_record() -> None:
    replies = [Reply("It is. Rather a lot.", pieces=("It ", "is. ", "Rather ", "a lot."))] * 2
    engine, store = ScriptedEngine(replies), MemoryStore()
    whole = await complete(ASKED, desk=desk(engine, store))
    streamed = await stream(ASKED, desk=desk(engine, store))
    said = "".join([delta.content or "" async for chunk in streamed.chunks for delta in chunk.choices])
    assert said == whole.completion.choices[0].message.text
    first, second = store.records
    assert first.reply_hash == second.reply_hash
    assert second.streamed
    assert second.timings is not None
    assert second.timings.first_token_ms is not None


async def test_the_record_is_stored_before_a_stream_says_it_has_ended() -> None:
    engine, store = ScriptedEngine([Reply("a b", pieces=("a ", "b"))]), MemoryStore()
    streamed = await stream(ASKED, desk=desk(engine, store))
    async for chunk in streamed.chunks:
        ended = any(delta.finish_reason for delta in chunk.choices)
        assert bool(store.records) == (ended or not chunk.choices)


async def test_a_reply_whose_record_cannot_be_stored_is_not_given() -> None:
    engine = ScriptedEngine([Reply("a b", pieces=("a ", "b"))] * 2)
    with pytest.raises(RecordError, match="no room"):
        await complete(ASKED, desk=desk(engine, FullStore()))
    streamed = await stream(ASKED, desk=desk(engine, FullStore()))
    seen = []
    with pytest.raises(RecordError, match="no room"):
        async for chunk in streamed.chunks:
            seen += [delta.finish_reason for delta in chunk.choices]
    assert seen == [None, None]


@pytest.mark.parametrize("fail_after", [0, 1, 2])
async def test_an_engine_that_breaks_off_leaves_a_record_with_what_was_said(fail_after: int) -> None:
    engine, store = ScriptedEngine([Reply("a b c", pieces=("a ", "b ", "c"), fail_after=fail_after)]), MemoryStore()

    async def read() -> str:
        streamed = await stream(replace(ASKED, sampling=Sampling()), desk=desk(engine, store))
        return "".join([delta.content or "" async for chunk in streamed.chunks for delta in chunk.choices])

    with pytest.raises(EngineError, match="broke off"):
        await read()
    (record,) = store.records
    assert record.outcome == "failed"
    assert record.error is not None
    assert record.error.kind == "EngineError"
    said = msgspec.json.decode(record.reply)[0]["message"]["content"] if record.reply else ""
    assert said == "".join(("a ", "b ", "c")[:fail_after])
    assert engine.running == 0


async def test_a_caller_who_leaves_stops_the_engine_and_is_recorded() -> None:
    engine = ScriptedEngine([Reply("a b c", pieces=("a ", "b ", "c"), chunk_delay_s=60)] * 2)
    store = MemoryStore()
    streamed = await stream(ASKED, desk=desk(engine, store))
    await anext(streamed.chunks)
    await streamed.chunks.aclose()
    assert (engine.running, store.records[0].outcome) == (0, "cancelled")

    waiting = asyncio.create_task(complete(ASKED, desk=desk(engine, store)))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (engine.running, store.records[1].outcome) == (0, "cancelled")


async def test_many_choices_pass_before_the_first_that_ended_is_released() -> None:
    prompt = Prompt(ASKED.messages, Sampling(n=2))
    engine, store = ScriptedEngine(["one two", "three four"]), MemoryStore()
    streamed = await stream(prompt, desk=desk(engine, store))
    chunks = [chunk async for chunk in streamed.chunks]
    assert "".join(d.content or "" for c in chunks for d in c.choices if d.index == 1) == "three four"
    assert store.records[0].finish_reasons == ("stop", "stop")


async def test_an_error_about_a_message_counts_as_the_caller_does() -> None:
    wrong = ConversationError("an image", where="messages[1].content[2]", mend="send text")
    for mode, where in (("enforce", "messages[0].content[2]"), ("observe", "messages[1].content[2]")):
        engine = ScriptedEngine([Reply("x", fail_after=0, error=wrong)])
        wrong.where = "messages[1].content[2]"
        with pytest.raises(ConversationError) as caught:
            await complete(ASKED, desk=desk(engine, None, mode))  # type: ignore[arg-type]
        assert caught.value.where == where
