"""What a decoder is held to, judged by walking grammars as llama.cpp does and by Bylaw's own verifier."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority.constraints import BANNED, FAMILIES, Constraint, Value, keeps
from bylaw.backend import Backend
from bylaw.prompt.held import hold
from tests.prompt.held.walking import Grammar

LLAMA = Backend("test", frozenset({"user"}), holds=frozenset({"grammar"}))
TEXT_ONLY = Backend("test", frozenset({"user"}))
REQUEST = "Write a short text about the sea."


def of(family: str, **args: str | int | tuple[str, ...]) -> Constraint:
    return Constraint.of(family, args)


NO_COMMA = of("punctuation:no_comma")
LOWER = of("change_case:english_lowercase")
CAPITALS = of("change_case:english_capital")
JSON = of("detectable_format:json_format")
TITLE = of("detectable_format:title")
QUOTED = of("startend:quotation")
BULLETS = of("detectable_format:number_bullet_lists", num_bullets=3)
PARAGRAPHS = of("length_constraints:number_paragraphs", num_paragraphs=3)
TWO = of("combination:two_responses")
SECTIONS = of("detectable_format:multiple_sections", section_spliter="Section", num_sections=2)
NTH = of("length_constraints:nth_paragraph_first_word", num_paragraphs=3, nth_paragraph=2, first_word="however")
PLACEHOLDERS = of("detectable_content:number_placeholders", num_placeholders=3)
HIGHLIGHTS = of("detectable_format:number_highlighted_sections", num_highlights=2)
POSTSCRIPT = of("detectable_content:postscript", postscript_marker="P.S.")
ENDING = of("startend:end_checker", end_phrase="That is all, my friend.")
STARTING = of("startend:start_checker", start_phrase="Dear reader")
KEYWORDS = of("keywords:existence", keywords=("harbour", "tide"))
OFTEN = of("keywords:frequency", keyword="wave", frequency=3, relation="at least")
SELDOM = of("keywords:frequency", keyword="wave", frequency=2, relation="less than")
FORBIDDEN = of("keywords:forbidden_words", forbidden_words=("sea", "salt water"))
MANY_Q = of("keywords:letter_frequency", letter="q", let_frequency=4, let_relation="at least")
FEW_E = of("keywords:letter_frequency", letter="e", let_frequency=5, let_relation="less than")
LONG = of("length_constraints:number_words", num_words=40, relation="at least")
SHORT = of("length_constraints:number_words", num_words=30, relation="less than")
SENTENCES = of("length_constraints:number_sentences", num_sentences=4, relation="at least")
FEW_SENTENCES = of("length_constraints:number_sentences", num_sentences=3, relation="less than")
SHOUTED = of("change_case:capital_word_frequency", capital_frequency=3, capital_relation="at least")
UNSHOUTED = of("change_case:capital_word_frequency", capital_frequency=2, capital_relation="less than")
REPEATED = of("combination:repeat_prompt", prompt_to_repeat=REQUEST)
ANSWER = of("detectable_format:constrained_response")
OPTIONS = of("detectable_format:options", options=("red", "green", "dark green"))
TABLE = of("detectable_format:table")
CODE = of("detectable_format:code_only")
NUMBERED = of("detectable_format:number_list_items", num_items=4, relation="at least")
LIST = of("detectable_format:list", style="bulleted")
PLAIN = of("detectable_format:plain_text")
NO_DIGITS = of("punctuation:no_digits")
NO_EMOJI = of("punctuation:no_emoji")
NO_TITLE = of("detectable_content:absent", of="detectable_format:title")
NO_LIST = of("detectable_content:absent", of="detectable_format:list")
NO_POSTSCRIPT = of("detectable_content:absent", of="detectable_content:postscript")
KOREAN = of("language:response_language", language="ko")

HELD = [
    *(
        NO_COMMA,
        LOWER,
        CAPITALS,
        JSON,
        TITLE,
        QUOTED,
        BULLETS,
        PARAGRAPHS,
        TWO,
        SECTIONS,
        NTH,
        PLACEHOLDERS,
        HIGHLIGHTS,
    ),
    *(POSTSCRIPT, ENDING, STARTING, KEYWORDS, OFTEN, SELDOM, FORBIDDEN, MANY_Q, FEW_E, LONG, SHORT, SENTENCES),
    *(FEW_SENTENCES, SHOUTED, UNSHOUTED, REPEATED, ANSWER, OPTIONS, TABLE, CODE, NUMBERED, LIST, PLAIN, NO_DIGITS),
    *(NO_EMOJI, NO_TITLE, NO_LIST, NO_POSTSCRIPT, KOREAN),
]
# A babbler's English isn't English, and its two answers or its list may be alike: that is for the verifier to see.
UNSEEN = {"change_case:english_capital", "change_case:english_lowercase", "combination:two_responses"}


def by_name(constraint: Constraint) -> str:
    return f"{constraint.family.partition(':')[2]}-{'-'.join(str(value) for _, value in constraint.args)[:24]}"


@pytest.mark.parametrize("constraint", HELD, ids=by_name)
def test_whatever_the_grammar_lets_through_keeps_the_constraint(constraint: Constraint) -> None:
    holding = hold([constraint], backend=LLAMA, max_tokens=300, request=REQUEST)
    assert holding.kept_by_decoder == (constraint,)
    assert holding.left == ()
    assert holding.held.grammar is not None
    grammar = Grammar(holding.held.grammar)
    for seed in range(8):
        reply = grammar.babble(random.Random(seed))
        if constraint.family in UNSEEN:
            assert reply.islower() or reply.isupper() or "******" in reply
        else:
            assert keeps(constraint, reply, request=REQUEST) is not False, reply


@pytest.mark.parametrize(
    "together",
    [
        pytest.param([TITLE, HIGHLIGHTS, LONG, NO_COMMA], id="title-highlights-length-comma"),
        pytest.param([QUOTED, SECTIONS], id="quotation-sections"),
        pytest.param([REPEATED, TITLE, KEYWORDS], id="repeat-title-keywords"),
        pytest.param([PARAGRAPHS, KEYWORDS], id="paragraphs-keywords"),
        pytest.param([POSTSCRIPT, ENDING], id="postscript-ending"),
        pytest.param([BULLETS, POSTSCRIPT, FORBIDDEN], id="bullets-postscript-forbidden"),
        pytest.param([BULLETS, HIGHLIGHTS], id="bullets-highlights"),
        pytest.param([OFTEN, of("keywords:frequency", keyword="wave", frequency=5, relation="less than")], id="3-or-4"),
        pytest.param([SHORT, PLACEHOLDERS, FEW_SENTENCES], id="short-placeholders-sentences"),
        pytest.param([JSON, FORBIDDEN], id="json-forbidden"),
        pytest.param([QUOTED, ENDING, NO_DIGITS], id="quotation-ending-digits"),
    ],
)
def test_constraints_that_go_together_are_held_together(together: list[Constraint]) -> None:
    holding = hold(together, backend=LLAMA, max_tokens=400, request=REQUEST)
    assert holding.left == ()
    assert holding.held.grammar is not None
    grammar = Grammar(holding.held.grammar)
    for seed in range(4):
        reply = grammar.babble(random.Random(seed))
        broken = [constraint for constraint in together if keeps(constraint, reply, request=REQUEST) is False]
        assert broken == [], reply


@pytest.mark.parametrize(
    "apart",
    [
        pytest.param([JSON, QUOTED], id="json-quotation"),
        pytest.param([FORBIDDEN, REPEATED], id="forbidden-repeat"),
        pytest.param([ANSWER, LONG], id="answer-length"),
        pytest.param([TABLE, CODE], id="table-code"),
        pytest.param([LONG, SHORT], id="long-short"),
        pytest.param([KOREAN, KEYWORDS], id="korean-english-keywords"),
    ],
)
def test_of_constraints_that_exclude_one_another_the_first_is_held(apart: list[Constraint]) -> None:
    holding = hold(apart, backend=LLAMA, max_tokens=300, request=REQUEST)
    assert apart[0] in holding.kept_by_decoder
    assert apart[1] in holding.left
    assert holding.held.grammar is not None


def test_a_backend_that_takes_no_grammar_is_held_to_nothing() -> None:
    holding = hold([NO_COMMA], backend=TEXT_ONLY)
    assert holding.held.grammar is None
    assert holding.left == (NO_COMMA,)


def test_what_no_decoder_can_hold_is_left_to_the_verifier() -> None:
    persona = of("style:persona", name="Ada")
    holding = hold([persona, NO_COMMA], backend=LLAMA)
    assert (holding.kept_by_decoder, holding.left) == ((NO_COMMA,), (persona,))


def test_without_constraints_nothing_is_held() -> None:
    assert hold([], backend=LLAMA).held.grammar is None


@st.composite
def constraints(draw: st.DrawFn) -> Constraint:
    family = draw(st.sampled_from(sorted(FAMILIES)))
    words = st.text(max_size=12)
    kinds: dict[str, st.SearchStrategy[Value]] = {
        "count": st.integers(0, 10**6) | st.integers(0, 12),
        "relation": st.sampled_from(["at least", "less than"]),
        "text": words | st.sampled_from(["wave", "P.S.", "hi", "e", "ur"]),
        "texts": st.lists(words, max_size=5).map(tuple),
        "flag": st.booleans(),
        "family": st.sampled_from(BANNED),
    }
    return Constraint.of(family, {name: draw(kinds[kind]) for name, kind in FAMILIES[family].items()})


@settings(max_examples=60, deadline=None)
@given(st.lists(constraints(), max_size=3), st.none() | st.integers(0, 4000), st.text(max_size=40))
def test_no_constraints_whatever_are_an_error(asked: list[Constraint], limit: int | None, request: str) -> None:
    holding = hold(asked, backend=LLAMA, max_tokens=limit, request=request)
    assert {*holding.kept_by_decoder, *holding.left} == set(asked)
    if holding.held.grammar is not None:
        assert len(holding.held.grammar) < 8_000_000
        assert re.match(r"root ::= ", holding.held.grammar)
