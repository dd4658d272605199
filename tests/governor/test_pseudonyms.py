"""The model reads placeholders, and the caller reads the data."""

import msgspec
import pytest

from bylaw.authority import Message, Role, ToolCall
from bylaw.backend import Prompt
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.governor import Conduct, Policy
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.records.store import MemoryStore
from bylaw.spec import load
from bylaw.turn import Desk, complete, replayed
from tests.governor.screen_support import Run, streamed, whole

SPEC = load("builtin")
PREAMBLE = write_preamble(SPEC, budget=200, count=estimate_tokens)
POLICY = Policy(SPEC, "abc", PREAMBLE, conduct=Conduct(pseudonymise=True))
MAIL = "maria.oduya@mail-post.net"
ASKED = Prompt((Message.of(Role.USER, f"Write to {MAIL} that I come on Friday."),))


def echo(prompt: Prompt) -> Reply:
    """Say the address back, and call with it."""
    holder = prompt.messages[-1].text.split()[2]
    call = ToolCall("call_1", "send_mail", msgspec.json.encode({"to": holder}).decode())
    return Reply(f"Writing to {holder} now.", tool_calls=(call,))


@pytest.mark.parametrize("run", [whole, streamed])
async def test_the_model_reads_a_placeholder_and_the_caller_the_datum(run: Run) -> None:
    engine, store = ScriptedEngine(echo), MemoryStore()
    ((said, _, calls, _),) = await run(ASKED, Desk(POLICY, engine, store))
    assert MAIL not in engine.prompts[0].messages[-1].text
    assert said == f"Writing to {MAIL} now."
    assert calls == (("send_mail", f'{{"to":"{MAIL}"}}'),)


async def test_the_record_holds_what_was_sent_and_can_be_replayed() -> None:
    engine, store = ScriptedEngine(echo), MemoryStore()
    await complete(ASKED, desk=Desk(POLICY, engine, store))
    (record,) = store.records
    assert record.sent is not None
    assert MAIL.encode() not in bytes(record.sent)
    assert record.conversation is not None
    assert MAIL.encode() in bytes(record.conversation)
    again = replayed(record, policy=POLICY, backend=engine.backend)
    assert [each.text for each in again.messages] == [each.text for each in engine.prompts[0].messages]


async def test_without_personal_data_nothing_is_replaced() -> None:
    engine = ScriptedEngine(["At nine."])
    desk = Desk(POLICY, engine, None)
    prompt = Prompt((Message.of(Role.USER, "When does it open?"),))
    assert await whole(prompt, desk) == (("At nine.", b"null", (), "stop"),)
    assert engine.prompts[0].messages[-1].text == "When does it open?"
