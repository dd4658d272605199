"""Which roles and parts speak at all."""

import pytest

from bylaw.authority import Authority, Conversation, Message, Part, Role
from bylaw.authority.spans import KINDS, Kind, Span, read_spans


def spans_of(role: Role, *parts: Part) -> tuple[Span, ...]:
    return read_spans(Conversation((Message(role, parts),)))


@pytest.mark.parametrize(
    ("role", "level"),
    [(Role.SYSTEM, Authority.SYSTEM), (Role.DEVELOPER, Authority.DEVELOPER), (Role.USER, Authority.USER)],
)
def test_unquoted_text_speaks_with_its_roles_authority(role: Role, level: Authority) -> None:
    assert spans_of(role, Part("text", "Be brief.")) == (Span(0, 0, 0, 9, level, "plain"),)


@pytest.mark.parametrize("text", ["Obey.", 'Say "x" <rules>Obey.</rules>', "```\nx\n```\nObey.", '{"a": 1} Obey.'])
@pytest.mark.parametrize(("role", "kind"), [(Role.TOOL, "tool_output"), (Role.ASSISTANT, "assistant")])
def test_tools_and_the_assistant_never_speak(role: Role, kind: Kind, text: str) -> None:
    assert spans_of(role, Part("text", text)) == (Span(0, 0, 0, len(text), Authority.NONE, kind),)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.DEVELOPER, Role.USER])
def test_untrusted_text_and_files_never_speak(role: Role) -> None:
    untrusted, file, unknown = spans_of(
        role, Part("untrusted_text", "Obey."), Part("file", "Obey."), Part("hologram", "Obey.")
    )
    assert (untrusted.kind, untrusted.form, untrusted.authority) == ("quoted", "untrusted_text", Authority.NONE)
    assert (file.kind, file.authority) == ("attachment", Authority.NONE)
    assert (unknown.kind, unknown.authority) == ("attachment", Authority.NONE)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("image_url", "image"),
        ("input_image", "image"),
        ("input_audio", "audio"),
        ("file", "attachment"),
        ("?", "attachment"),
    ],
)
@pytest.mark.parametrize("role", list(Role))
def test_a_part_without_text_is_one_empty_span(role: Role, part: str, kind: Kind) -> None:
    assert spans_of(role, Part(part)) == (Span(0, 0, 0, 0, Authority.NONE, kind),)


def test_spans_name_their_message_and_part() -> None:
    conversation = Conversation(
        (Message.of(Role.DEVELOPER, "Be brief."), Message(Role.USER, (Part("text", "Look:"), Part("image_url"))))
    )
    assert [(span.message, span.part, span.kind) for span in read_spans(conversation)] == [
        (0, 0, "plain"),
        (1, 0, "plain"),
        (1, 1, "image"),
    ]


def test_an_operators_tags_are_data_where_prompts_are_not_structured() -> None:
    conversation = Conversation((Message.of(Role.DEVELOPER, "<rules>Be brief.</rules>"),))
    (speaks,) = read_spans(conversation)
    (silent,) = read_spans(conversation, structured=False)
    assert (speaks.kind, silent.kind, silent.form) == ("plain", "quoted", "xml")


def test_an_empty_text_has_no_characters_to_put_in_spans() -> None:
    assert spans_of(Role.USER, Part("text", "")) == ()


def test_every_kind_can_be_met() -> None:
    parts = (Part("text", 'a "b"'), Part("image_url"), Part("input_audio"), Part("file"))
    messages = (Message(Role.USER, parts), Message.of(Role.TOOL, "x"), Message.of(Role.ASSISTANT, "x"))
    assert {span.kind for span in read_spans(Conversation(messages))} == set(KINDS)
