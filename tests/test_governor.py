"""What is sent to the model: the platform's preamble first, whatever the caller sends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Authority, Conversation, Message, Part, Role, ToolCall
from bylaw.governor import Mode, Policy, prepare
from bylaw.prompt import Preamble, estimate_tokens, write_preamble
from bylaw.spec import load, parse

SPEC = load("builtin")
PREAMBLE = write_preamble(SPEC, budget=200, count=estimate_tokens)


def policy(mode: Mode) -> Policy:
    return Policy(SPEC, "abc", PREAMBLE, mode)


parts = st.builds(Part, st.sampled_from(["text", "image_url", "refusal"]), st.none() | st.text(max_size=20))
messages = st.builds(
    Message,
    st.sampled_from(list(Role)),
    st.lists(parts, max_size=3).map(tuple) | st.just((Part("text", PREAMBLE.text),)),
    st.sampled_from(["text", "parts", "null", "absent"]),
    st.lists(st.builds(ToolCall, st.none() | st.text(max_size=4), st.text(max_size=4), st.just("{}")), max_size=1).map(
        tuple
    ),
    name=st.none() | st.text(max_size=5),
    wire_role=st.sampled_from(["", "system", "developer", "platform", "root"]),
)
conversations = st.lists(messages, max_size=5).map(lambda said: Conversation(tuple(said)))


@settings(deadline=None, max_examples=200)
@given(conversations)
def test_the_preamble_stands_first_and_all_that_the_caller_sent_follows(conversation: Conversation) -> None:
    brief = prepare(conversation, policy=policy("enforce"))
    opening, *rest = brief.messages
    assert opening.role is Role.SYSTEM
    assert opening.authority is Authority.SYSTEM
    assert opening.text == PREAMBLE.text
    assert tuple(rest) == conversation.messages


@settings(deadline=None, max_examples=50)
@given(conversations)
def test_observing_changes_nothing(conversation: Conversation) -> None:
    assert prepare(conversation, policy=policy("observe")).messages == conversation.messages


@settings(deadline=None, max_examples=50)
@given(conversations, st.sampled_from(["enforce", "observe"]))
def test_the_same_conversation_gives_the_same_brief(conversation: Conversation, mode: Mode) -> None:
    assert prepare(conversation, policy=policy(mode)) == prepare(conversation, policy=policy(mode))


def test_a_policy_without_clauses_would_govern_nothing_and_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one clause"):
        Policy(parse("# A\n"), "abc", Preamble("Hello.", 1, (), ()))
