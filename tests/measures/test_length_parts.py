"""A reply's length is measured: what could be struck, what is missing, where it breaks off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.measures.length import (
    ENOUGH,
    asked_items,
    find_cut,
    find_inflated,
    find_left_out,
    measure_padding,
    wants_all,
    wants_part,
)

ANSWER = "Salt lowers the freezing point, so ice melts at minus ten degrees."
TWINS = ("day", "work", "sleep", "mood", "skin", "hair")
FILLERS = (
    "I hope this helps!",
    "Let me know if you have any other questions.",
    "Feel free to reach out if you need anything else.",
    "Is there anything else I can help you with?",
    "Ich hoffe, das hilft dir weiter!",
    "N'hésitez pas si vous avez d'autres questions.",
    "¡Espero que esto te ayude!",
)

# Laws of the padding ratio

SENTENCES = st.lists(
    st.sampled_from(
        [
            ANSWER,
            "Sand only gives grip.",
            "Certainly!",
            "Great question!",
            "- one point",
            "```",
            "x = 1",
            "> a quote",
            "| a | b |",
            "1. first of all",
            "雪が降る。",
            "Is that so?",
            "\u200b",
            "the the the the the the the the the the the the",
            *FILLERS,
        ]
    ),
    max_size=12,
)
TEXTS = st.one_of(SENTENCES.map("\n".join), SENTENCES.map(" ".join), st.text(max_size=200))


def test_the_empty_text_has_no_padding() -> None:
    assert measure_padding("").ratio == 0
    assert measure_padding(" \n\u200b ").ratio == 0


@given(TEXTS, st.text(max_size=40))
@settings(max_examples=200)
def test_padding_is_a_share_and_counts_no_word_twice(text: str, request: str) -> None:
    assert 0.0 <= measure_padding(text, request).ratio <= 1.0


@given(TEXTS, st.sampled_from(FILLERS))
@settings(max_examples=200)
def test_filler_that_is_appended_never_lowers_padding(text: str, filler: str) -> None:
    assert measure_padding(f"{text}\n\n{filler}").ratio >= measure_padding(text).ratio - 1e-12


@given(SENTENCES)
@settings(max_examples=200)
def test_neither_case_nor_spacing_changes_padding(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    ratio = measure_padding(text).ratio
    assert measure_padding(text.upper()).ratio == ratio
    assert measure_padding(text.replace(" ", "   ").replace("\n", "\n\n\n")).ratio == ratio
    assert measure_padding(text.replace("a", "a\u200b")).ratio == ratio


@given(st.lists(st.text("abcdefgh", min_size=3, max_size=9), min_size=4, max_size=20), TEXTS)
@settings(max_examples=200)
def test_a_sentence_that_is_said_again_raises_padding(words: list[str], rest: str) -> None:
    sentence = " ".join(words).capitalize() + "."
    if "```" in rest:
        rest = ""  # in code a line may stand twice
    text = f"{sentence}\n\n{rest}"
    once, twice = measure_padding(text).ratio, measure_padding(f"{text}\n\n{sentence}").ratio
    assert twice > once or once == twice == 1.0


def test_padding_is_the_share_of_words_struck() -> None:
    padding = measure_padding(f"Great question! {ANSWER} I hope this helps!")
    assert padding.ratio == pytest.approx((2 + 4) / (2 + 12 + 4))
    assert [finding.label for finding in padding.findings] == ["filler_start", "filler_end"]


# Filler


@pytest.mark.parametrize(
    "opening",
    [
        "Great question!",
        "Certainly! I'd be happy to help you with that.",
        "That's an excellent question, and",
        "What a wonderful question!",
        "Thank you for your question!",
        "Of course! Let's dive in.",
        "GREAT   QUESTION!",
        "Gre\u0430t question!",  # a Cyrillic letter
        "Gute Frage!",
        "¡Excelente pregunta!",
        "Très bonne question !",
        "Ottima domanda!",
    ],
)
def test_a_courtesy_at_the_start_is_filler(opening: str) -> None:
    assert measure_padding(f"{opening} {ANSWER}").filler_start >= ENOUGH


@pytest.mark.parametrize(
    "opening",
    [
        "Sure.",
        "I'm well, thanks!",
        "Yes.",
        "Sorry, I can't help with that.",
        "Thank you for telling me that.",
        "The great question of that age was bread.",
        "I can help you hang the door if you send me its width.",
        "Here are the three that I would take:",
        "I'm so sorry that you lost your dad.",
        "> Great question!\n\n",
        "What would help you most?",
        "Certainly the risk is small.",
    ],
)
def test_what_answers_or_consoles_is_no_filler_at_the_start(opening: str) -> None:
    assert measure_padding(f"{opening} {ANSWER}").filler_start < ENOUGH


@pytest.mark.parametrize("closing", FILLERS)
def test_a_courtesy_at_the_end_is_filler(closing: str) -> None:
    assert measure_padding(f"{ANSWER}\n\n{closing}").filler_end >= ENOUGH


@pytest.mark.parametrize(
    "closing",
    [
        "Would you like the same for wooden stairs?",
        "If it snows again tonight, salt once more in the morning.",
        "Let me know which of the two stairs you mean.",
        "Please ring your landlord if it freezes over.",
        "I hope it thaws soon.",
        "What is the slope of the path?",
        "If you feel unsafe, I'm here to listen.",
        "Thank the neighbour who shovelled.",
    ],
)
def test_a_last_sentence_with_something_to_say_is_no_filler(closing: str) -> None:
    assert measure_padding(f"{ANSWER}\n\n{closing}").filler_end < ENOUGH


@pytest.mark.parametrize(
    ("request_text", "reply", "restated"),
    [
        ("How do I clean a wool rug at home?", "You asked how to clean a wool rug at home. Beat it.", True),
        ("How do I clean a wool rug at home?", "How do you clean a wool rug at home? Beat it.", True),
        ("How do I clean a wool rug at home?", "So you want to clean your wool rug at home. Beat it.", True),
        ("How do I clean a wool rug at home?", "Beat the wool rug outside, then brush it.", False),
        ("Is Bern the capital city of Switzerland?", "Yes, Bern is the capital city of Switzerland.", False),
        ("What is the capital city of Switzerland?", "The capital city of Switzerland is Bern.", False),
        ("How do I clean a wool rug at home?", "You want a stiff brush for a wool rug, and patience.", False),
    ],
)
def test_an_opening_that_only_says_the_question_again_is_told_from_an_answer(
    request_text: str, reply: str, restated: bool
) -> None:
    assert bool(measure_padding(reply, request_text).restated) is restated


# Repetition


@pytest.mark.parametrize(
    ("reply", "repeats"),
    [
        (f"{ANSWER} {ANSWER}", True),
        (f"{ANSWER}\n\nSand gives grip.\n\n{ANSWER.upper()}", True),
        ("Ice is hard cold water. So, to sum up, ice is hard cold water.", True),
        ("no " * 40, True),
        ("We see that it is as it is and " * 6, True),
        ("```\n" + "print('hello world')\n" * 20 + "```", True),
        (f"{ANSWER} Sand gives grip on any ice, and gravel does as well.", False),
        ("Not yet. Maybe soon. Not yet.", False),
        ("```\nx = 1\ny = 2\nx = 1\n```", False),
        ("| a b c d e | yes |\n| a b c d e | yes |\n| a b c d e | yes |", False),
    ],
)
def test_what_was_said_before_in_the_same_words_is_repetition(reply: str, repeats: bool) -> None:
    assert (measure_padding(reply).repeated > 0) is repeats


# The end


@pytest.mark.parametrize(
    "reply",
    [
        "The first reason is cost, and the",
        "The first reason is cost. The second reason is the time that it takes",
        "```python\nprint(1)",
        '{"a": [1, 2, {"b": "c',
        '{"a": [1, 2]',
        "1. Open the lid.\n2. Pour the water in.\n3. Wait for ten",
        "He said that the price (which had",
        "Three things matter:",
        "Buy milk, eggs, flour,",
        "Ich gehe nach Hause und",
    ],
)
def test_a_reply_that_breaks_off_is_cut(reply: str) -> None:
    found = find_cut(reply)
    assert found is not None
    assert found.score >= ENOUGH


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Paris",
        "The Long Way Home",
        "- milk\n- eggs",
        "It is done.",
        'He said "no."',
        "It works! 🎉",
        "See https://example.org/a",
        "Run `make`",
        '{"a": [1, 2]}',
        "[1] is a footnote.",
        "Kind regards,\nAnn",
        "```\nx\n```",
        "| a |\n|---|\n| b |",
        "The fog comes in\non little feet\nit sits and looks\nover the harbour and the sea",
        "これは文です。",
        "把米洗净，加一倍半的水，煮开后转小火焖十二分钟，再关火焖五分钟",
        "**Total: 12**",
        "Yes :)",
    ],
)
def test_a_reply_that_ends_is_not_cut(reply: str) -> None:
    found = find_cut(reply)
    assert found is None or found.score < ENOUGH


def test_of_a_long_reply_the_end_is_read() -> None:
    prose = "A sentence stands here.\n" * 4_000
    assert find_cut(prose) is None
    found = find_cut(prose + "And then it stops in the")
    assert found is not None
    assert found.end == len(prose) + len("And then it stops in the")
    assert find_cut("```\n" + "x = 1\n" * 10_000) is not None


# Laziness


@pytest.mark.parametrize(
    "reply",
    [
        "```python\n# ... existing code ...\n```",
        "```js\n// rest of the function stays the same\n```",
        "```py\ndef f():\n    # TODO: implement\n    pass\n```",
        "```html\n<!-- remaining items here -->\n```",
        "```rs\nfn f() { todo!() }\n```",
        "```java\nthrow new UnsupportedOperationException();\n```",
        "```c\n/* your code here */\n```",
        "```py\n# (unchanged code above)\n```",
        "```js\n// Implementation omitted\n```",
        "Done.\n\n[The remaining chapters go here]",
        "Ohio, Iowa, Utah, and so on.",
    ],
)
def test_what_is_left_out_of_a_complete_work_is_found(reply: str) -> None:
    assert max(each.score for each in find_left_out(reply, complete=True)) >= ENOUGH


@pytest.mark.parametrize(
    "reply",
    [
        "```python\nimport os  # other platforms have no fork\n```",
        "```python\n# keep the cache warm\nwarm()\n```",
        "```ts\nconst all = [...first, ...rest];\n```",
        "```py\nclass Shape(Protocol):\n    def area(self) -> float: ...\n```",
        "Write `# TODO: implement` where you stop.",
        "The rest of the evening was calm.",
        "Lions, tigers, etc., live there, but bears don't.",
    ],
)
def test_what_only_looks_left_out_is_not(reply: str) -> None:
    assert all(each.score < ENOUGH for each in find_left_out(reply, complete=True))


def test_a_request_says_whether_all_or_a_part_is_wanted() -> None:
    assert wants_all("Return the whole file.")
    assert not wants_all("How do I open a file?")
    assert wants_part("Show me a skeleton of the class.")
    assert not wants_part("Write the full class from this template.")


# Lists


@pytest.mark.parametrize(
    ("request_text", "number"),
    [
        ("Give me three ideas.", 3),
        ("List 7 birds", 7),
        ("What are your top five films?", 5),
        ("Nenne drei Flüsse", 3),
        ("Dame dos ideas", 2),
        ("Give me at least three ideas.", None),
        ("Write 200 words about bees.", None),
        ("Give me ideas for 2027.", None),
        ("I have two cats. What do they eat?", None),
        ("Write two paragraphs.", None),
    ],
)
def test_the_number_of_items_asked_for_is_read(request_text: str, number: int | None) -> None:
    assert asked_items(request_text) == number


@pytest.mark.parametrize(
    ("reply", "asked", "inflated"),
    [
        ("- a\n- b\n- c\n- d", 3, True),
        ("1. a\n2. b\n3. c", 3, False),
        ("- a\n  - x\n  - y\n- b\n  - z", 2, False),
        ("**Soup**\n- salt\n- water\n\n**Bread**\n- flour\n- yeast", 2, False),
        ("Take the X1.\n\n- 16 GB\n- 1 kg", 1, False),
        (
            "\n".join(f"- It makes your {each} better" for each in ["day", "work", "sleep", "mood", "skin", "hair"]),
            None,
            True,
        ),
        ("\n".join(f"- Store {n} opens at 9 and closes at 5" for n in range(8)), None, False),
        ("- red\n- blue\n- green\n- black\n- white\n- pink\n- grey", None, False),
    ],
)
def test_a_list_longer_than_asked_is_inflated(reply: str, asked: int | None, inflated: bool) -> None:
    found = find_inflated(reply, asked)
    assert (found is not None and found.score >= ENOUGH) is inflated


@pytest.mark.parametrize("unit", ["a", "\n", ". ", "- x\n", "no ", "```\n", '"', "{", "\u200b", "…", "\ud800", "etc, "])
def test_hostile_text_is_measured_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))  # in quadratic time these would not end
    assert measure_padding(text, text) is not None
    found = [find_cut(text), *find_left_out(text, complete=True), find_inflated(text, 3)]
    assert all(each is None or each.end <= len(text) for each in found)


@given(st.text(max_size=400))
def test_findings_lie_in_the_text(text: str) -> None:
    found = [*measure_padding(text, text).findings, *find_left_out(text, complete=True)]
    found += [each for each in (find_cut(text), find_inflated(text, 1)) if each]
    assert all(0 <= each.start <= each.end <= len(text) and 0 <= each.score <= 1 for each in found)
