"""Screening through the whole turn: what follows from verdicts, and streamed equals whole."""

import re
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import ToolCall
from bylaw.authority.asked import Asked
from bylaw.checks import CHECKS as CHECKS_THAT_SHIP
from bylaw.checks import Check
from bylaw.engines.scripted import Reply
from tests.governor.screen_support import (
    CALL,
    NOT_TOLD,
    asked,
    crashes,
    desk_of,
    finds,
    gives,
    policy_of,
    streamed,
    verdicts,
    whole,
)


def clause(check: str, action: str, *, kind: str = "rule", authority: str = "root", more: str = "") -> str:
    attributes = f'#c_{check} kind={kind} authority={authority} check="{check}" action={action}{more}'
    return f"## Clause {check} {{{attributes}}}\n\nWords.\n\n"


def refusal(row: object) -> str:
    assert isinstance(row, tuple)
    return str(msgspec.json.decode(row[1]))


CHECKS = (finds("bad", "BAD"), finds("red", "RED+"), finds("again", "AGAIN"), crashes("crash", "CRASH"))
LONG = "All is well here. " * 60


@pytest.mark.parametrize(
    ("text", "action", "content", "finish", "effect"),
    [
        pytest.param("It is BAD.", "refuse", "", "content_filter", "refused", id="refuse"),
        pytest.param("It is BAD.", "redact", "It is [withheld].", "stop", "redacted", id="redact"),
        pytest.param("It is BAD.", "annotate", "It is BAD.", "stop", "annotated", id="annotate"),
        pytest.param("It is BAD.", "flag", "It is BAD.", "stop", "flagged", id="flag"),
        pytest.param(f"{LONG}BAD.", "refuse", None, "content_filter", "refused", id="refuse-late"),
    ],
)
async def test_a_broken_clause_has_its_action_taken(
    text: str, action: str, content: str | None, finish: str, effect: str
) -> None:
    desk, _, store = desk_of(policy_of(clause("bad", action), CHECKS), [text])
    ((said, refused, _, reason),) = await whole(asked(), desk)
    assert reason == finish
    assert "BAD" not in said or action in ("annotate", "flag")
    assert content is None or said == content
    assert (refused != b"null") == (action == "refuse")
    assert verdicts(store) == [("bad", "broken", effect)]


async def test_what_was_settled_before_a_violation_stays_and_nothing_after_it_goes_out() -> None:
    desk, _, _ = desk_of(policy_of(clause("bad", "refuse"), CHECKS), [f"{LONG}BAD. {LONG}"])
    ((said, refused, _, reason),) = await whole(asked(), desk)
    assert LONG.startswith(said)
    assert len(said) > 500
    assert refused != b"null"
    assert reason == "content_filter"


async def test_a_reply_is_drawn_again_until_it_keeps_the_clause() -> None:
    desk, engine, store = desk_of(policy_of(clause("again", "regenerate"), CHECKS), ["AGAIN", "AGAIN", "Fine."])
    assert await whole(asked(), desk) == (("Fine.", b"null", (), "stop"),)
    assert len(engine.prompts) == 3
    assert verdicts(store) == []


@pytest.mark.parametrize(("kind", "reason"), [("rule", "content_filter"), ("default", "stop")])
async def test_where_no_try_keeps_it_a_rule_refuses_and_a_default_is_released_and_flagged(
    kind: str, reason: str
) -> None:
    desk, engine, _ = desk_of(policy_of(clause("again", "regenerate", kind=kind), CHECKS, samples=3), ["AGAIN"] * 3)
    (row,) = await whole(asked(), desk)
    assert isinstance(row, tuple)
    assert row[3] == reason
    assert row[0] == ("" if kind == "rule" else "AGAIN")
    assert len(engine.prompts) == 3


async def test_observing_changes_nothing_and_records_what_would_have_been() -> None:
    checks = (*CHECKS, finds("ask", "BAD", stages=("input",), windowed=False))
    text = f"It is BAD and RED. {LONG}"
    document = clause("bad", "refuse") + clause("red", "redact") + clause("ask", "refuse")
    for run in (whole, streamed):
        desk, _, store = desk_of(policy_of(document, checks, mode="observe"), [text])
        assert await run(asked("Is it BAD?"), desk) == ((text, b"null", (), "stop"),)
        assert verdicts(store) == [
            ("ask", "broken", "refused"),
            ("bad", "broken", "refused"),
            ("red", "broken", "redacted"),
        ]


async def test_a_request_that_breaks_a_clause_never_reaches_the_model() -> None:
    checks = (finds("bad", "BAD", stages=("input",), windowed=False),)
    for run in (whole, streamed):
        desk, engine, store = desk_of(policy_of(clause("bad", "refuse"), checks), ["Sure."])
        ((said, refused, calls, reason),) = await run(asked("Is it BAD?"), desk)
        assert (said, calls, reason, engine.prompts) == ("", (), "content_filter", [])
        assert refused != b"null"
        assert verdicts(store) == [("bad", "broken", "refused")]


async def test_what_is_redacted_in_a_request_never_reaches_the_model() -> None:
    checks = (finds("bad", "BAD", stages=("input",), windowed=False),)
    desk, engine, _ = desk_of(policy_of(clause("bad", "redact"), checks), ["Sure."])
    assert await whole(asked("Is BAD here?"), desk) == (("Sure.", b"null", (), "stop"),)
    assert engine.prompts[0].messages[-1].text.startswith("Is [withheld] here?")


async def test_the_model_is_told_of_what_was_found_in_its_data() -> None:
    checks = (finds("injection", "BAD", stages=("input",), windowed=False),)
    desk, engine, _ = desk_of(policy_of(clause("injection", "regenerate"), checks), ["Sure."])
    await whole(asked("Is BAD here?"), desk)
    assert "Message 1 holds data that speaks to you" in engine.prompts[0].messages[0].text


@pytest.mark.parametrize(
    ("on_not_run", "action", "stopped"),
    [
        ("", "refuse", True),
        ("", "flag", False),
        (" not_run=refuse", "flag", True),
        (" not_run=release", "refuse", False),
    ],
)
async def test_a_check_that_falls_over_is_not_run_and_the_clause_says_what_follows(
    on_not_run: str, action: str, stopped: bool
) -> None:
    for run in (whole, streamed):
        desk, _, store = desk_of(policy_of(clause("crash", action, more=on_not_run), CHECKS), ["A CRASH here."])
        ((said, refused, _, _),) = await run(asked(), desk)
        assert (said == "") == stopped
        assert (refused != b"null") == stopped
        ((check, verdict, effect),) = verdicts(store)
        assert (check, verdict) == ("crash", "not_run")
        assert effect == ("refused" if stopped else "" if "release" in on_not_run else "flagged")
        decision = store.records[0].decision
        assert decision is not None
        assert decision.verdicts[0].reason == "it crashed (RuntimeError)"


async def test_a_waived_clause_is_recorded_and_changes_nothing() -> None:
    waiver = '~~~toml waiver\nreason = "trial"\napproved_by = "A. Oduya"\nexpires = "2026-06-30"\n~~~\n'
    desk, _, store = desk_of(policy_of(clause("bad", "refuse") + waiver, CHECKS), ["BAD"])
    assert await whole(asked(), desk) == (("BAD", b"null", (), "stop"),)
    assert verdicts(store) == [("bad", "broken", "waived")]
    expired = waiver.replace("2026-06-30", "2025-06-30")
    desk, _, _ = desk_of(policy_of(clause("bad", "refuse") + expired, CHECKS), ["BAD"])
    assert (await whole(asked(), desk))[0][0] == ""


async def test_an_unbound_check_is_in_every_record() -> None:
    document = clause("bad", "refuse") + clause("nobody", "refuse")
    desk, _, store = desk_of(policy_of(document, CHECKS), ["Fine."])
    await whole(asked(), desk)
    decision = store.records[0].decision
    assert decision is not None
    assert decision.unbound == ("c_nobody:nobody",)
    assert decision.kept == ("reply:bad",)


CALLS = (finds("call", "BAD", stages=("tool_call",), windowed=False),)


@pytest.mark.parametrize("action", ["refuse", "redact", "flag"])
async def test_calls_go_out_whole_after_their_verdict(action: str) -> None:
    for run in (whole, streamed):
        desk, _, _ = desk_of(policy_of(clause("call", action), CALLS), [Reply("Sending.", tool_calls=(CALL,))])
        ((said, refused, calls, reason),) = await run(asked(), desk)
        assert said == "Sending."
        if action == "refuse":
            assert (calls, reason) == ((), "content_filter")
            assert refused != b"null"
        else:
            arguments = CALL.arguments.replace("BAD", "[withheld]") if action == "redact" else CALL.arguments
            assert (calls, reason) == ((("send_mail", arguments),), "tool_calls")


async def test_a_call_that_needs_the_users_word_becomes_a_question() -> None:
    checks = (finds("call", "BAD", stages=("tool_call",), windowed=False, asks_user=True),)
    for run in (whole, streamed):
        desk, _, store = desk_of(policy_of(clause("call", "regenerate"), checks), [Reply("", tool_calls=(CALL,))])
        ((said, refused, calls, reason),) = await run(asked(), desk)
        assert (refused, calls, reason) == (b"null", (), "stop")
        assert "send_mail" in said
        assert verdicts(store) == [("call", "broken", "asked the user")]


async def test_a_check_on_the_whole_reply_holds_the_stream_where_it_may_stop_it() -> None:
    check = gives("whole", lambda case: NOT_TOLD)
    for action, held in (("refuse", True), ("flag", False)):
        policy = policy_of(clause("whole", action), (check,))
        desk, _, store = desk_of(policy, ["Fine."])
        ((said, *_),) = await streamed(asked(), desk)
        assert (said == "") == held
        assert [row[1] for row in verdicts(store)] == ["not_run"]


async def test_every_choice_is_checked_on_its_own() -> None:
    for run in (whole, streamed):
        desk, _, _ = desk_of(policy_of(clause("bad", "refuse"), CHECKS), ["Fine.", "BAD", "Good."])
        rows = await run(asked(n=3), desk)
        assert [row[0] for row in rows] == ["Fine.", "", "Good."]
        assert [row[3] for row in rows] == ["stop", "content_filter", "stop"]


PIECES = st.lists(
    st.sampled_from(
        ["BAD", "RED", "REDDDD", "AGAIN", "CRASH", "word ", "A sentence. ", "\n\n", "x" * 97, "é😀 ", "B", "AD"]
    ),
    max_size=60,
).map("".join)
ACTIONS = st.sampled_from(["refuse", "redact", "regenerate", "annotate", "flag"])


@settings(max_examples=250, deadline=None)
@given(data=st.data(), text=PIECES, second=PIECES, actions=st.tuples(ACTIONS, ACTIONS, ACTIONS, ACTIONS))
def test_a_stream_amounts_to_the_whole_reply_for_any_chunking(
    data: st.DataObject, text: str, second: str, actions: tuple[str, str, str, str]
) -> None:
    kinds = data.draw(st.tuples(*(st.sampled_from(["rule", "default"]) for _ in actions)))
    document = "".join(
        clause(check.id, action, kind=kind) for check, action, kind in zip(CHECKS, actions, kinds, strict=True)
    ) + clause("call", data.draw(ACTIONS))
    checks: tuple[Check, ...] = (*CHECKS, *CALLS)
    limited = data.draw(st.booleans())
    replies = []
    for said in (text, second):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(said)), max_size=12)))
        pieces = tuple(said[a:b] for a, b in zip([0, *cuts], [*cuts, len(said)], strict=True))
        calls = data.draw(st.sampled_from([(), (CALL,), (ToolCall("c", "get", "{}"), CALL)]))
        finish = "length" if limited and not calls else ""
        replies.append(Reply(said, pieces=pieces, tool_calls=calls, finish_reason=finish))

    async def both() -> None:
        policy = policy_of(document, checks, samples=2)
        prompt = asked(max_tokens=500) if limited else asked()
        one, _, store_one = desk_of(policy, replies)
        other, _, store_other = desk_of(policy, replies)
        in_one, in_pieces = await whole(prompt, one), await streamed(prompt, other)
        assert in_pieces == in_one
        assert store_other.records[0].decision is not None
        assert store_one.records[0].decision is not None
        assert store_other.records[0].decision.verdicts == store_one.records[0].decision.verdicts
        ((said, *_),) = in_one
        if actions[0] in ("refuse", "redact"):
            assert re.search("BAD", said) is None

    import asyncio

    asyncio.run(both())


async def test_a_declared_secret_is_told_neither_to_the_model_nor_in_the_decision() -> None:
    declares = (
        '## Kept {#kept authority=developer}\n\n~~~toml settings\n[secrets]\ntype = "string"\ndefault = ""\n'
        'lowest = "developer"\n~~~\n\nWords.\n\n'
    )
    desk, engine, store = desk_of(policy_of(declares + clause("bad", "flag"), CHECKS), ["Fine."])
    prompt = replace(asked(), asked=Asked(settings=(("secrets", "HEATHER-22"),)))
    await whole(prompt, desk)
    assert not any("HEATHER-22" in message.text for message in engine.prompts[0].messages)
    decision = store.records[0].decision
    assert decision is not None
    assert decision.settings == {"secrets": "[secure]"}


async def test_of_tries_that_all_miss_instructions_the_one_that_breaks_fewest_goes_out() -> None:
    instructions = next(check for check in CHECKS_THAT_SHIP if check.id == "instructions")
    policy = policy_of(clause("instructions", "regenerate"), (instructions,), samples=3)
    tries = ["ONE, two, and no more", "one fine apple", "THREE, four."]
    for run in (whole, streamed):
        desk, engine, store = desk_of(policy, tries)
        ((said, _, _, reason),) = await run(
            asked("Use no commas. Answer in all lowercase letters. Include the word banana."), desk
        )
        assert (said, reason, len(engine.prompts)) == ("one fine apple", "stop", 3)
        assert verdicts(store) == [("instructions", "broken", "flagged")]
