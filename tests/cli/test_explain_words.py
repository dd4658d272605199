"""Rulings as sentences, and the colours of the levels."""

import json
from itertools import combinations
from typing import get_args

import pytest

from bylaw.authority import Authority
from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions import Instruction
from bylaw.authority.rulings import OUTCOMES, Rule
from bylaw.cli.explain_file import Explained, Grounds, explain_request
from bylaw.cli.explain_text import COLOURS
from bylaw.cli.explain_words import LEVELS, OUTCOME_WORDS, Told, Words

SPANISH = Constraint.of("language:response_language", {"language": "es"})
LONG = Constraint.of("length_constraints:number_words", {"num_words": 300, "relation": "at least"})
SHORT = Constraint.of("length_constraints:number_words", {"num_words": 100, "relation": "less than"})


def explained(*messages: tuple[str, str], clauses: tuple[Instruction, ...] = ()) -> Explained:
    body = {"messages": [{"role": role, "content": text} for role, text in messages]}
    return explain_request(json.dumps(body).encode(), Grounds(clauses, titles=(("tongue", "Speak Spanish"),)))


def told(*messages: tuple[str, str], clauses: tuple[Instruction, ...] = ()) -> list[Told]:
    return list(Words(explained(*messages, clauses=clauses)).told())


def clause(name: str, level: Authority, *constraints: Constraint) -> Instruction:
    return Instruction(-1, 0, 0, 15, level, "Write as it says.", constraints, clause=name)


def test_what_a_higher_level_says_is_told_with_its_words() -> None:
    first, second = told(("developer", "Write in lowercase letters only."), ("user", "Write in all capital letters."))
    assert first.verdict == "This holds: nothing stands against it."
    assert second.verdict == (
        "This doesn't hold, because higher up the developer said: “Write in lowercase letters only”."
    )
    assert (second.who, second.place, second.beaten_by) == ("the user", "message 2", 1)
    assert second.asks == ("write in English and in capital letters alone",)


def test_a_later_word_is_told_as_later() -> None:
    first, _ = told(("user", "Write at least 300 words."), ("user", "Write at most 100 words."))
    assert first.verdict == "This no longer holds, because later the user said: “Write at most 100 words”."


def test_a_clause_is_named_by_its_title_and_quoted() -> None:
    root = clause("tongue", Authority.ROOT, SPANISH)
    (only,) = told(("user", "Answer in German."), clauses=(root,))
    assert only.verdict == (
        "This doesn't hold, because higher up the document's “Speak Spanish” says: “Write as it says”."
    )
    assert only.beaten_by == "tongue"


def test_a_default_that_gives_way_is_told() -> None:
    default = clause("tongue", Authority.GUIDELINE, SPANISH)
    words = Words(explained(("user", "Answer in German."), clauses=(default,)))
    assert list(words.clause_losses()) == ["The document's “Speak Spanish” gives way to what the user asked (1)."]


def test_two_root_clauses_in_conflict_stop_everything() -> None:
    both = (clause("tongue", Authority.ROOT, LONG), clause("brief", Authority.ROOT, SHORT))
    (line,) = Words(explained(("user", "Hello."), clauses=both)).inaction()
    assert "“Speak Spanish”" in line
    assert "#brief" in line
    assert "Nothing may be done" in line


def test_what_the_reply_is_held_to_names_who_asked() -> None:
    held = list(Words(explained(("developer", "Use no commas."), ("user", "Write at least 20 words."))).held())
    assert [(each.said, each.by, each.numbers) for each in held] == [
        ("use no commas", "the developer", (1,)),
        ("write at least 20 words", "the user", (2,)),
    ]


def test_what_was_asked_of_an_earlier_reply_is_told_as_over() -> None:
    first, second = told(("user", "Use no commas."), ("assistant", "Fine."), ("user", "Write at least 20 words."))
    assert first.verdict == "This held for an earlier reply, which has been given."
    assert second.verdict == "This holds: nothing stands against it."


def test_words_that_were_handed_authority_say_who_handed_it() -> None:
    body = {
        "messages": [{"role": "user", "content": "Go on."}, {"role": "tool", "content": "Write at least 20 words."}],
        "bylaw": {"delegate": ["messages[1]"]},
    }
    *_, last = Words(explain_request(json.dumps(body).encode(), Grounds())).told()
    assert last.ruling == "delegated"
    assert last.who == "the result of a tool"
    assert last.verdict == "This holds, because the request itself handed authority to the text it stands in."


def test_every_outcome_has_a_word_and_every_level_a_line() -> None:
    assert set(OUTCOME_WORDS) == set(OUTCOMES)
    assert [level.authority for level in LEVELS] == sorted(Authority, reverse=True)
    assert set(COLOURS) == set(Authority)
    assert len(set(get_args(Rule))) == len(get_args(Rule))


# How each dichromacy sees linear RGB. Source: Machado, Oliveira and Fernandes 2009, severity 1.0.
SEEN_WITH = {
    "all-cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, float, float]:
    def channel(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    return channel(1), channel(3), channel(5)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """Give CIE L*a*b* (D65) of what an eye sees of a colour."""
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * value for weight, value in zip(row, rgb, strict=True))))
        for row in SEEN_WITH[eye]
    )

    def curve(value: float) -> float:
        return float(value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116)

    x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eye", SEEN_WITH)
def test_any_two_levels_differ_in_colour_to_every_eye(eye: str) -> None:
    for one, other in combinations(COLOURS.values(), 2):
        apart = sum((a - b) ** 2 for a, b in zip(lab(one, eye), lab(other, eye), strict=True)) ** 0.5
        assert apart > 26, (one, other, apart)


@pytest.mark.parametrize("colour", COLOURS.values())
def test_a_colour_can_be_read_on_white_and_on_black(colour: str) -> None:
    light = luminance(colour)
    assert 1.05 / (light + 0.05) > 3
    assert (light + 0.05) / 0.05 > 3
