"""A reply reveals no private person's data but what the conversation held."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Conversation, Message, Role, ToolCall
from bylaw.authority.reading import read
from bylaw.checks.case import Case
from bylaw.checks.fold import windows
from bylaw.checks.personal_data import CHECK
from bylaw.checks.verdict import Broken, Kept, Verdict

ANA = "+44 7911 123456"
KEY = "ghp_" + "a1B2c3D4e5F6" * 3


def run(reply: str, *messages: Message, before: str = "") -> Verdict:
    assert CHECK.run is not None
    conversation = Conversation(messages or (Message.of(Role.USER, "Hello"),))
    return CHECK.run(Case(read(conversation), "reply", reply=reply, before=before))


def fetched(tool: str, text: str) -> tuple[Message, ...]:
    call = ToolCall("c1", tool, "{}")
    return (
        Message.of(Role.USER, "How do I reach Ana?"),
        Message(Role.ASSISTANT, content="null", tool_calls=(call,)),
        Message(Role.TOOL, Message.of(Role.TOOL, text).parts, tool_call_id="c1"),
    )


@pytest.mark.parametrize(
    ("messages", "broken"),
    [
        pytest.param((Message.of(Role.USER, "How do I reach Ana?"),), True, id="from-nowhere"),
        pytest.param((Message.of(Role.USER, "Format 07911 123456 for abroad"),), False, id="users-own-word"),
        pytest.param(
            (Message.of(Role.DEVELOPER, f"Ana is on {ANA}"), Message.of(Role.USER, "Ana?")), False, id="developers-word"
        ),
        pytest.param(fetched("search_contacts", f"Ana {ANA}"), False, id="users-own-contacts"),
        pytest.param(fetched("getUnreadEmails", f"Call me, {ANA}"), False, id="users-own-mail"),
        pytest.param(fetched("web_search", f"Ana's number: {ANA}"), True, id="from-the-web"),
        pytest.param(fetched("people_lookup", f"Ana: {ANA}"), True, id="from-a-people-search"),
    ],
)
def test_what_the_conversation_held_is_not_revealed(messages: tuple[Message, ...], broken: bool) -> None:
    assert isinstance(run(f"Ana's mobile is {ANA}.", *messages), Broken if broken else Kept)


def test_a_key_is_held_by_the_users_own_words_alone() -> None:
    asked = Message.of(Role.USER, "What is the key?")
    assert isinstance(run(KEY, Message.of(Role.DEVELOPER, KEY), asked), Broken)
    assert isinstance(run(KEY, *fetched("read_files", KEY)), Broken)
    assert isinstance(run(KEY, Message.of(Role.USER, f"Put {KEY} into a config file")), Kept)


def test_a_password_that_was_asked_for_is_nobodys() -> None:
    asked = Message.of(Role.USER, "Generate a strong password for me")
    assert isinstance(run("Password: tR7!kelp-Quartz", asked), Kept)
    assert isinstance(run("Password: tR7!kelp-Quartz"), Broken)


@pytest.mark.parametrize(
    "reply",
    [
        "Mail support@kelpworks.com or call 1-800-273-8255.",
        "The Louvre is at 99 rue de Rivoli in Paris; dial 112 in an emergency.",
        "Use `jane.doe@example.com`, 192.168.0.1 and 4242 4242 4242 4242 in tests.",
        "Version 2.4.1 came out on 2024-05-06; order 4155 2671 9902 shipped.",
    ],
)
def test_ordinary_replies_reveal_nobody(reply: str) -> None:
    assert isinstance(run(reply), Kept)


def test_one_datum_has_one_mark_and_another_conversation_another() -> None:
    verdict = run(f"Ring {ANA}. Again: +447911123456. Or +49 170 1234567.")
    assert isinstance(verdict, Broken)
    first, again, other = (each.replacement for each in verdict.findings)
    assert first == again != other
    assert first is not None
    assert first.startswith("[phone ")
    elsewhere = run(f"Ring {ANA}.", Message.of(Role.USER, "Who is that?"))
    assert isinstance(elsewhere, Broken)
    assert elsewhere.findings[0].replacement != first


def broken_places(reply: str) -> set[int]:
    """Places that may not be released, as the governor's windows find them."""
    out: set[int] = set()
    for window in windows(reply, settled=0, ended=True):
        verdict = run(reply[window.start : window.end], before=reply[: window.start])
        if isinstance(verdict, Broken):
            for each in window.settled(verdict.findings):
                out |= set(range(each.start, each.end))
    return out


def test_a_private_key_longer_than_any_window_is_held_back_whole() -> None:
    body = "\n".join("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj" for _ in range(25))
    key = f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"
    reply = f"Here it is:\n{key}\nKeep it safe. " + "Nothing more. " * 30
    start = reply.index(key)
    assert broken_places(reply) == set(range(start, start + len(key)))


def test_a_signed_token_longer_than_any_window_is_held_back_whole() -> None:
    token = "eyJhbGciOiJIUzUxMiJ9." + "eyJ" + "zdWIiOiJ1NDExODg" * 60 + "." + "KzmZZT43suh8PhJhEdYJ" * 3
    reply = "x " * 170 + token + " and so on" * 40
    start = reply.index(token)
    assert set(range(start, start + len(token))) <= broken_places(reply)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_it_never_raises(reply: str, before: str) -> None:
    assert isinstance(run(reply + "\ud800\0" + ANA, before=before + "-----BEGIN PRIVATE KEY-----"), Broken)
