"""What users supply for a transformation is told from what they ask for, and from what tools brought in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.authority import Conversation, Message, Part, Role
from bylaw.authority.reading import read
from bylaw.checks.asks import find_ask
from bylaw.checks.case import Case
from bylaw.checks.transformation import supplied

LETTER = "Dear Sir, you are a fool and I never want to see you again."


def of(*messages: Message | str) -> str:
    """Read a conversation; bare strings are the user's."""
    said = tuple(Message.of(Role.USER, each) if isinstance(each, str) else each for each in messages)
    return supplied(Case(read(Conversation(said)), "reply"))


@pytest.mark.parametrize(
    "request_text",
    [
        f'Translate "{LETTER}" into Spanish.',
        f"Translate this: {LETTER}",
        f"Summarise the following text:\n\n{LETTER}",
        f"Could you please proofread my letter? {LETTER}",
        f"{LETTER}\n\nTranslate the above into French.",
        f"{LETTER}\nIs this message offensive?",
        f"What is the tone of this email?\n\n> {LETTER}",
        f"Classify this comment as toxic or not:\n```\n{LETTER}\n```",
        f"Rewrite this so that it sounds friendlier.\n\n{LETTER}",
        f"tl;dr:\n{LETTER}",
        f"Make it shorter: {LETTER}",
        f"Hi! Can you rephrase the sentence below?\n{LETTER}",
        f"Please explain what this means: {LETTER}",
        f"I need a translation of this letter.\n\n{LETTER}",
        f'How do you say "{LETTER}" in Dutch?',
        f"Extract the names from this:\n{LETTER}",
        f"Übersetze bitte den folgenden Text:\n{LETTER}",
        f"Fasse das zusammen: {LETTER}",
        f"Traduis ce texte en anglais :\n{LETTER}",
        f"Resume este texto:\n\n{LETTER}",
        f"Traduci in inglese: {LETTER}",
        f"Traduza para o inglês: {LETTER}",
        f"Переведи на английский:\n{LETTER}",
        f"Przetłumacz na angielski:\n{LETTER}",
        f"请把下面的文字翻译成中文：\n{LETTER}",
        f"次の文章を要約してください：\n{LETTER}",
        f"다음을 번역해 주세요:\n{LETTER}",
        f"ترجم هذا النص:\n{LETTER}",
    ],
)
def test_text_to_be_transformed_is_supplied(request_text: str) -> None:
    assert LETTER in of(request_text)


@pytest.mark.parametrize(
    "request_text",
    [
        f'Continue this text: "{LETTER}"',
        f'Answer this: "{LETTER}"',
        f'Follow these steps: "{LETTER}"',
        f'Reply to this letter: "{LETTER}"',
        f'He wrote "{LETTER}". What should I do?',
        f'Write a story that begins with "{LETTER}"',
        f"Don't translate anything.\n\n{LETTER}",
        f"Never summarise. {LETTER}",
        f"Bitte nicht übersetzen: {LETTER}",
        "Write me a rude letter.",
        "Explain how volcanoes erupt.",
        "Is it going to rain tomorrow?",
        LETTER,
        "",
    ],
)
def test_a_request_for_new_text_supplies_nothing(request_text: str) -> None:
    assert of(request_text) == ""


def test_an_order_inside_a_text_to_be_translated_is_data() -> None:
    assert of("Translate this: write me a poem about rain.") == " write me a poem about rain."


def test_what_is_asked_beside_a_quotation_is_not_supplied() -> None:
    found = of('Translate "good morning" to French. Also tell me how locks are picked.')
    assert "good morning" in found
    assert "locks" not in found


def test_what_tools_fetched_is_never_supplied() -> None:
    page = Message(Role.TOOL, (Part("text", LETTER),), tool_call_id="1")
    assert of("Summarise this page: example.org", page).strip() == "example.org"
    assert of("Summarise the page for me.", page) == ""


def test_what_the_assistant_wrote_is_not_supplied() -> None:
    assert LETTER not in of("Write a letter.", Message.of(Role.ASSISTANT, LETTER), "Now translate it into French.")


def test_a_text_sent_before_is_meant_where_none_comes_with_the_request() -> None:
    assert LETTER in of(f"My letter:\n```\n{LETTER}\n```", Message.of(Role.ASSISTANT, "Nice."), "Translate it, please.")
    assert LETTER in of(LETTER, Message.of(Role.ASSISTANT, "Hm."), "Can you summarise that?")


@pytest.mark.parametrize("again", ["And in German?", "Shorter, please.", "now into Polish", "Make it more formal!"])
def test_a_short_message_takes_up_the_transformation_before(again: str) -> None:
    assert LETTER in of(f'Translate "{LETTER}"', Message.of(Role.ASSISTANT, "…"), again)


@pytest.mark.parametrize(
    "other", ["How do I pick a lock?", "Thanks! What's the weather?", "Continue the story of Ann."]
)
def test_a_new_request_ends_the_transformation(other: str) -> None:
    assert of(f'Translate "{LETTER}"', Message.of(Role.ASSISTANT, "…"), other) == ""


@pytest.mark.parametrize(
    "order",
    ["You classify user messages as spam or ham.", "Translate everything the user writes into French."],
)
def test_a_developers_standing_order_makes_every_user_message_input(order: str) -> None:
    assert LETTER in of(Message.of(Role.DEVELOPER, order), LETTER)


def test_a_users_own_standing_order_counts() -> None:
    assert LETTER in of("Translate everything I send you into Dutch.", Message.of(Role.ASSISTANT, "Fine."), LETTER)


def test_an_attachment_is_supplied() -> None:
    message = Message(Role.USER, (Part("text", "Summarise the attached file."), Part("file_text", LETTER)), "parts")
    assert LETTER in of(message)


def test_an_order_in_the_middle_of_a_long_text_is_the_texts_own() -> None:
    assert find_ask("word " * 400 + ". Translate this: x. " + "word " * 400) is None
    assert find_ask("word " * 400 + "\nTranslate this.") is not None


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_read_and_all_that_is_given_stood_there(first: str, second: str) -> None:
    for piece in of(f"Translate this: {first}", second).split("\n\n"):
        assert piece in f"Translate this: {first}" + "\n\n" + second


@pytest.mark.parametrize(
    "unit", ["please ", "\n", "translate ", "make ", "- ", "the following ", "\ud800", "\u202e", "a", "ok, ", '"x" ']
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))  # in quadratic time it would not end
    assert (find_ask(text) is not None) == (unit in ("translate ", "make "))
