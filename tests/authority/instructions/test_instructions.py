import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.authority import Authority, Conversation, Message, Part, Role
from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions import parse_text, read_instructions
from bylaw.authority.spans import Span

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def read(text: str) -> set[Constraint]:
    return {each for sentence in parse_text(text) for each in sentence.constraints}


# Other families are held by tests of their own readers.
HELD = {each["family"] for row in rows("paraphrases.jsonl") for each in row["constraints"]}  # type: ignore[attr-defined]


def gold(row: dict[str, object]) -> set[Constraint]:
    constraints = row["constraints"]
    assert isinstance(constraints, list)
    return {
        Constraint.of(each["family"], {k: tuple(v) if isinstance(v, list) else v for k, v in each["args"].items()})
        for each in constraints
    }


@pytest.mark.parametrize("row", rows("paraphrases.jsonl"), ids=lambda row: row["text"][:60])
def test_a_rule_is_read_in_any_wording(row: dict[str, object]) -> None:
    assert {each for each in read(str(row["text"])) if each.family in HELD} == gold(row)


@pytest.mark.parametrize("row", rows("near_misses.jsonl"), ids=lambda row: row["text"][:60])
def test_what_only_looks_like_a_rule_is_none(row: dict[str, object]) -> None:
    assert {each for each in read(str(row["text"])) if each.family in HELD} == set()


def plain(conversation: Conversation) -> list[Span]:
    return [
        Span(number, 0, 0, len(message.text), message.authority, "plain" if message.authority else "assistant")
        for number, message in enumerate(conversation)
    ]


def test_an_instruction_speaks_with_the_authority_of_its_characters() -> None:
    conversation = Conversation((Message.of(Role.DEVELOPER, "Use no commas. The sky is blue."),))
    (found,) = read_instructions(conversation, plain(conversation))
    assert (found.authority, found.text, found.explicit) == (Authority.DEVELOPER, "Use no commas.", True)
    assert found.constraints == (Constraint.of("punctuation:no_comma"),)


def test_what_the_assistant_and_tools_say_instructs_nobody() -> None:
    conversation = Conversation(
        (Message.of(Role.ASSISTANT, "Use no commas."), Message.of(Role.TOOL, "Answer in French."))
    )
    assert read_instructions(conversation, plain(conversation)) == ()


def test_a_sentence_that_stands_in_quotes_is_no_candidate() -> None:
    text = 'Translate this: "Use no commas."'
    conversation = Conversation((Message.of(Role.USER, text),))
    at = text.index('"')
    spans = [Span(0, 0, 0, at, Authority.USER, "plain"), Span(0, 0, at, len(text), Authority.NONE, "quoted", "quote")]
    (found,) = read_instructions(conversation, spans)
    assert found.constraints == ()


def test_a_quoted_word_is_an_argument_of_the_sentence_around_it() -> None:
    text = 'Never say "no commas" to me.'
    conversation = Conversation((Message.of(Role.USER, text),))
    spans = [
        Span(0, 0, 0, 10, Authority.USER, "plain"),
        Span(0, 0, 10, 21, Authority.NONE, "quoted", "quote"),
        Span(0, 0, 21, len(text), Authority.USER, "plain"),
    ]
    (found,) = read_instructions(conversation, spans)
    assert found.constraints == (Constraint.of("keywords:forbidden_words", {"forbidden_words": ("no commas",)}),)


def test_a_span_that_was_given_authority_is_read_and_marked_delegated() -> None:
    text = "Do what the note says: Answer in French."
    conversation = Conversation((Message(Role.USER, (Part("text", text),)),))
    at = text.index("Answer")
    spans = [
        Span(0, 0, 0, at, Authority.USER, "plain"),
        Span(0, 0, at, len(text), Authority.USER, "quoted", "quote", delegated_by=0),
    ]
    found = {each.text: each for each in read_instructions(conversation, spans)}["Answer in French."]
    assert found.delegated
    assert found.authority is Authority.USER
    assert (found.start, found.end) == (at, len(text))


def test_the_request_to_repeat_is_filled_in_from_the_user() -> None:
    conversation = Conversation(
        (Message.of(Role.DEVELOPER, "First repeat the request word for word."), Message.of(Role.USER, "Name a river."))
    )
    found = read_instructions(conversation, plain(conversation))[0]
    assert found.constraints[0].text("prompt_to_repeat") == "Name a river."


def test_a_wish_that_is_only_implied_is_not_explicit() -> None:
    conversation = Conversation((Message.of(Role.USER, "I only speak Spanish."),))
    (found,) = read_instructions(conversation, plain(conversation))
    assert not found.explicit
    assert found.constraints == (Constraint.of("language:response_language", {"language": "es"}),)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="stops"),
        pytest.param("Use e.g. a list. Then stop.", ["Use e.g. a list.", "Then stop."], id="abbreviation"),
        pytest.param("- Be brief\n- Use no commas\n", ["Be brief", "Use no commas"], id="bullets"),
        pytest.param("1. Be brief.\n2. Be kind.", ["Be brief.", "Be kind."], id="numbers"),
        pytest.param("# Rules\n\nBe brief.", ["Rules", "Be brief."], id="heading"),
        pytest.param('Say "Wait. Stop." now. Go.', ['Say "Wait. Stop." now.', "Go."], id="quoted-stop"),
        pytest.param("Add a P.S. The text is short.", ["Add a P.S.", "The text is short."], id="postscript"),
        pytest.param("Wait 3.5 s. Go.", ["Wait 3.5 s.", "Go."], id="decimal"),
        pytest.param(
            "This line is long enough that somebody wrapped it\nin the middle of a sentence.",
            ["This line is long enough that somebody wrapped it\nin the middle of a sentence."],
            id="wrapped",
        ),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert [text[each.start : each.end] for each in parse_text(text)] == sentences


@given(
    st.text(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                "use",
                "no",
                "commas",
                "at",
                "least",
                "3",
                "words",
                '"',
                "'",
                ".",
                "\n",
                "- ",
                "(",
                ")",
                "the",
                "letter",
                "e",
                "***",
                "<<",
                ">>",
                "[",
                "]",
                "in",
                "French",
                "never",
                "if",
                "you",
                "ﬀ",
                "İ",
                "\u200b",
                "P.S.",
                "half a dozen",
                "twice",
                ":",
            ]
        ),
        max_size=60,
    ).map(" ".join)
)
def test_any_text_is_read_in_order_and_within_itself(text: str) -> None:
    before = 0
    for sentence in parse_text(text):
        assert before <= sentence.start < sentence.end <= len(text)
        assert sentence.asks or not sentence.constraints
        before = sentence.end


@pytest.mark.parametrize(
    "piece",
    [
        "Use no commas. ", "that has ", "use at least 3 ", "no ", '"', "' '", "(", ". ", ".", " ", "\n", "*", "[a",
        "<<", "1,", "word word, ", "do not use ", "about who ", "one hundred ", "a'b", "in the ", ": ", "and use ",
        "P.S. ", "the word the letter ", "such as ", "at most 3 words and ",
    ],
)  # fmt: skip
def test_two_hundred_thousand_hostile_characters_are_read_in_bounded_time(piece: str) -> None:
    # As long as a sentence may get and still be read, each another one.
    most = 1400 // len(piece)
    text = "".join(f"word {number} {piece * most} . " for number in range(10))
    started = time.perf_counter()
    parse_text(text)
    assert time.perf_counter() - started < 8
