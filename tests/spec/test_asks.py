"""What a document's clauses ask, where a program can tell."""

import pytest

from bylaw.authority import Authority
from bylaw.spec import load, parse
from bylaw.spec.asks import spec_asks


def asked(prose: str, attributes: str = "#brief authority=developer") -> list[tuple[str, str]]:
    document = parse(f"# Style {{{attributes}}}\n\n{prose}\n")
    return [(ask.text, constraint.family) for ask in spec_asks(document) for constraint in ask.constraints]


@pytest.mark.parametrize(
    ("prose", "family"),
    [
        ("The assistant must not use commas.", "punctuation:no_comma"),
        ("The model should always answer in French.", "language:response_language"),
        ("Never use commas.", "punctuation:no_comma"),
        ("Replies have at most 50 words.", "length_constraints:number_words"),
    ],
)
def test_a_clause_that_binds_the_assistant_or_its_reply_is_read_in_its_own_words(prose: str, family: str) -> None:
    assert asked(prose) == [(prose, family)]


@pytest.mark.parametrize(
    "prose",
    [
        "Plain text with authority may lend authority to data.",
        "- text in quotation marks, and block quotes;",
        "A developer may forbid commas.",
        '!!! meta "Commentary"\n    The assistant must not use commas.',
        "~~~xml\n<user>\nUse no commas.\n</user>\n~~~",
        "The assistant is kind.",
    ],
)
def test_what_binds_no_reply_asks_nothing(prose: str) -> None:
    assert asked(prose) == []


def test_objectives_and_sections_ask_nothing() -> None:
    assert asked("Never use commas.", "#brief authority=root kind=objective") == []
    assert asked("Never use commas.", "#brief") == []


def test_an_ask_has_its_clause_s_level() -> None:
    (ask,) = spec_asks(parse("# Style {#brief authority=guideline}\n\nNever use commas.\n"))
    assert (ask.authority, ask.clause, ask.message) == (Authority.GUIDELINE, "brief", -1)


def test_the_document_that_ships_asks_nothing_of_every_reply() -> None:
    assert spec_asks(load("builtin")) == ()
