"""The levels, and what each role speaks with."""

import pytest

from bylaw.authority import AUTHORITY_WORDS, HARMONY_ROLES, Authority, Conversation, Message, Role


def test_the_chain_of_command_runs_from_root_down_to_none() -> None:
    assert [level.word for level in sorted(Authority, reverse=True)] == [
        "root",
        "system",
        "developer",
        "user",
        "guideline",
        "none",
    ]


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("root", Authority.ROOT),
        ("platform", Authority.ROOT),
        ("system", Authority.SYSTEM),
        ("developer", Authority.DEVELOPER),
        ("user", Authority.USER),
        ("guideline", Authority.GUIDELINE),
    ],
)
def test_both_wordings_are_read(word: str, level: Authority) -> None:
    assert Authority.of(word) is level
    assert AUTHORITY_WORDS[word] is level


@pytest.mark.parametrize("word", ["", "Root", "ROOT", " root", "none", "operator", "tool"])
def test_any_other_word_is_refused_with_the_words_there_are(word: str) -> None:
    with pytest.raises(ValueError, match="there are root, system, developer, user, guideline, platform"):
        Authority.of(word)


def test_only_the_operator_speaks_above_a_developer_and_nobody_speaks_as_root() -> None:
    assert {role: role.authority for role in Role} == {
        Role.SYSTEM: Authority.SYSTEM,
        Role.DEVELOPER: Authority.DEVELOPER,
        Role.USER: Authority.USER,
        Role.ASSISTANT: Authority.NONE,
        Role.TOOL: Authority.NONE,
    }
    assert set(HARMONY_ROLES.values()) == set(Role)


def test_a_conversation_is_its_messages_in_order() -> None:
    said = (Message.of(Role.USER, "a"), Message.of(Role.ASSISTANT, "b"))
    assert tuple(Conversation(said)) == said
    assert len(Conversation(said)) == 2
    assert Message(Role.USER).text == ""
