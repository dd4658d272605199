"""What a caller sees of checks: refusals in OpenAI's shape, the `bylaw` member, headers, the question before a call."""

import json

import aiohttp
import pytest
from openai.types.chat import ChatCompletionMessageParam

from bylaw.authority import ToolCall
from bylaw.checks import Case, Check, Kept
from bylaw.engines.scripted import Reply, ScriptedEngine
from tests.gateway.gateway_support import Run
from tests.governor.screen_support import CALL, finds, policy_of
from tests.governor.test_screens import LONG, clause

HI: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
POLICY = policy_of(clause("bad", "refuse") + clause("red", "redact"), (finds("bad", "BAD"), finds("red", "RED+")))


async def test_a_refused_reply_has_openais_shape_and_says_which_clause(run: Run) -> None:
    gateway = await run(ScriptedEngine(["It is BAD."]), policy=POLICY)
    answer = await gateway.client.chat.completions.create(model="default", messages=HI)
    (choice,) = answer.choices
    assert choice.message.content is None
    assert (
        choice.message.refusal
        == "I can't give this answer here. I can try another way if you tell me what you need it for."
    )
    assert choice.finish_reason == "content_filter"
    told = answer.model_extra["bylaw"]  # type: ignore[index]
    assert told["decision"] == gateway.store.records[0].id
    assert told["refused"] == {
        "clause": "c_bad",
        "title": "Clause bad",
        "check": "bad",
        "why": "the clause 'Clause bad' was not kept: the check bad found bad",
    }
    assert told["verdicts"][0]["effect"] == "refused"


async def test_a_streamed_refusal_ends_well_and_equals_the_whole_one(run: Run) -> None:
    text = f"{LONG}It is BAD. {LONG}"
    gateway = await run(ScriptedEngine([text] * 2), policy=POLICY)
    whole = await gateway.client.chat.completions.create(model="default", messages=HI)
    said, refusal, finish, told = "", "", [], None
    async for chunk in await gateway.client.chat.completions.create(model="default", messages=HI, stream=True):
        for choice in chunk.choices:
            said += choice.delta.content or ""
            refusal += choice.delta.refusal or ""
            finish += [choice.finish_reason] if choice.finish_reason else []
        told = (chunk.model_extra or {}).get("bylaw", told)
    assert (said, refusal, finish) == (
        whole.choices[0].message.content,
        whole.choices[0].message.refusal,
        ["content_filter"],
    )
    assert said
    assert "BAD" not in said
    assert told["refused"]["clause"] == "c_bad"  # type: ignore[index]


async def test_what_was_redacted_is_told_and_the_rest_is_as_it_was(run: Run) -> None:
    gateway = await run(ScriptedEngine(["See RED there."]), policy=POLICY)
    answer = await gateway.client.chat.completions.create(model="default", messages=HI)
    assert answer.choices[0].message.content == "See [withheld] there."
    assert answer.choices[0].finish_reason == "stop"
    assert answer.model_extra["bylaw"]["verdicts"][0]["effect"] == "redacted"  # type: ignore[index]


async def test_a_reply_that_keeps_every_clause_has_no_such_member(run: Run) -> None:
    gateway = await run(ScriptedEngine(["Fine."]), policy=POLICY)
    answer = await gateway.client.chat.completions.with_raw_response.create(model="default", messages=HI)
    assert "bylaw" not in json.loads(answer.content)
    assert answer.headers["bylaw-checks"] == "kept=2"


async def test_logprobs_of_what_was_cut_out_are_not_told(run: Run) -> None:
    gateway = await run(ScriptedEngine(["See RED there."] * 2), policy=POLICY)
    for streamed in (False, True):
        body = {"model": "default", "messages": HI, "logprobs": True, "stream": streamed}
        async with (
            aiohttp.ClientSession() as client,
            client.post(f"{gateway.url}/v1/chat/completions", json=body) as answer,
        ):
            text = await answer.text()
        assert "RED" not in text
        assert (answer.headers.get("bylaw-stream") == "whole") == streamed


async def test_a_call_that_needs_the_users_word_comes_as_a_question_without_calls(run: Run) -> None:
    check = finds("call", "BAD", stages=("tool_call",), windowed=False, asks_user=True)
    policy = policy_of(clause("call", "regenerate"), (check,))
    gateway = await run(ScriptedEngine([Reply(tool_calls=(CALL,))]), policy=policy)
    answer = await gateway.client.chat.completions.create(model="default", messages=HI)
    (choice,) = answer.choices
    assert choice.finish_reason == "stop"
    assert not choice.message.tool_calls
    assert "send_mail" in (choice.message.content or "")
    assert answer.model_extra["bylaw"]["asked"]["check"] == "call"  # type: ignore[index]


async def test_a_reply_that_may_be_stopped_as_a_whole_says_so_in_a_header(run: Run) -> None:
    check = Check("all", "All is well.", ("reply",), lambda case: Kept())
    for action, header in (("refuse", "whole"), ("flag", None)):
        gateway = await run(ScriptedEngine(["Fine."]), policy=policy_of(clause("all", action), (check,)))
        answer = await gateway.client.chat.completions.with_raw_response.create(
            model="default", messages=HI, stream=True
        )
        assert answer.headers.get("bylaw-stream") == header


@pytest.mark.parametrize("fail_after", [1, 40])
async def test_an_engine_that_dies_in_mid_stream_leaves_a_well_formed_end_and_a_record(
    run: Run, fail_after: int
) -> None:
    gateway = await run(ScriptedEngine([Reply(f"{LONG}{LONG}", fail_after=fail_after)]), policy=POLICY)
    body = {"model": "default", "messages": HI, "stream": True}
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{gateway.url}/v1/chat/completions", json=body) as answer,
    ):
        text = await answer.text()
    events = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]
    assert "error" in events[-1]
    assert gateway.store.records[-1].outcome == "failed"


async def test_a_check_that_falls_over_in_mid_stream_ends_it_well(run: Run) -> None:
    def falls_over(case: Case) -> Kept:
        if "BAD" in case.reply:
            raise RuntimeError("over")
        return Kept()

    check = Check("fragile", "Nothing falls over.", ("reply",), falls_over, windowed=True)
    policy = policy_of(clause("fragile", "refuse"), (check,))
    gateway = await run(ScriptedEngine([f"{LONG}BAD {LONG}"]), policy=policy)
    parts = [
        chunk async for chunk in await gateway.client.chat.completions.create(model="default", messages=HI, stream=True)
    ]
    assert parts[-1].choices[0].finish_reason == "content_filter"
    decision = gateway.store.records[0].decision
    assert decision is not None
    assert [(row.verdict, row.reason) for row in decision.verdicts] == [("not_run", "it crashed (RuntimeError)")]


async def test_calls_are_streamed_whole(run: Run) -> None:
    calls = (ToolCall("a", "get", '{"x": 1}'), CALL)
    policy = policy_of(clause("call", "flag"), (finds("call", "BAD", stages=("tool_call",), windowed=False),))
    gateway = await run(ScriptedEngine([Reply("Just a moment.", tool_calls=calls)]), policy=policy)
    parts = [
        chunk async for chunk in await gateway.client.chat.completions.create(model="default", messages=HI, stream=True)
    ]
    said = [part.choices[0].delta.tool_calls for part in parts if part.choices and part.choices[0].delta.tool_calls]
    assert len(said) == 1
    assert [call.function.arguments for call in said[0] or [] if call.function] == ['{"x": 1}', CALL.arguments]
