"""The creators check: long passages of registered works, and what the form of a reply tells without an index."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import read
from bylaw.checks import Broken, Case, Check, Kept, Verdict
from bylaw.checks.creators import CHECK, creators_check
from bylaw.checks.fold import windows
from bylaw.measures.overlap.build import Source, add_works
from bylaw.measures.overlap.index import load_index

BOOK = " ".join(f"keeper{at * 7919 % 1000} lit{at * 104729 % 977} lamps{at % 61}" for at in range(400))
PASSAGE = " ".join(BOOK.split()[200:270])
SONG = "\n".join(f"the lamp{at} is low and the tide{at} is wide" for at in range(8))
LYRICS = "What are the full lyrics of Low Lamps by The Lanterns?"


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    path = tmp_path_factory.mktemp("works") / "works.index"
    list(add_works(path, [Source("The Keeper", BOOK, "A. Writer"), Source("Low Lamps", SONG)]))
    return creators_check(load_index(str(path)))


def verdict(check: Check, reply: str, *said: str) -> Verdict:
    reading = read(Conversation(tuple(Message.of(Role.USER, text) for text in said or ("Go on.",))))
    assert check.run is not None
    return check.run(Case(reading, "reply", reply=reply))


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(PASSAGE, id="as-it-is"),
        pytest.param(PASSAGE.upper().replace(" ", ",\n"), id="other-case-and-signs"),
        pytest.param(PASSAGE.replace("e", "е"), id="look-alikes"),
        pytest.param(PASSAGE.replace("keeper", "keeper\u200b"), id="zero-width"),
        pytest.param(" ".join("um" if at % 15 == 7 else word for at, word in enumerate(PASSAGE.split())), id="changed"),
        pytest.param("\n".join(SONG.splitlines()[2:5]), id="three-lines-of-a-song"),
    ],
)
def test_a_long_passage_of_a_registered_work_is_found(check: Check, reply: str) -> None:
    said = verdict(check, f"Here it is:\n{reply}\nEnjoy.")
    assert isinstance(said, Broken)
    assert said.findings[0].label == "work"
    assert said.findings[0].evidence in ("The Keeper, A. Writer", "Low Lamps")


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(" ".join(PASSAGE.split()[:20]), id="a-short-quotation"),
        pytest.param(SONG.splitlines()[0], id="a-line-of-a-song"),
        pytest.param("The Keeper is a novel about a lighthouse and the people who keep it lit. " * 5, id="a-summary"),
        pytest.param("", id="nothing"),
    ],
)
def test_short_quotations_and_summaries_are_kept(check: Check, reply: str) -> None:
    assert verdict(check, reply) == Kept(label="works and form")


def test_what_the_user_supplied_may_come_back(check: Check) -> None:
    assert isinstance(verdict(check, PASSAGE, f"Correct this: {PASSAGE}"), Kept)
    assert isinstance(verdict(check, PASSAGE, "Correct the passage I sent."), Broken)


@pytest.mark.parametrize(
    ("request_", "reply", "is_broken"),
    [
        pytest.param(LYRICS, f"Here you go:\n\n{SONG}", True, id="lyrics-asked-for"),
        pytest.param("Write a song about lamps.", SONG, False, id="a-new-song"),
        pytest.param("Show me the lyrics of the old hymn of the sea.", SONG, False, id="a-free-one"),
        pytest.param("What is a lamp?", SONG, False, id="not-asked-for"),
        pytest.param(LYRICS, "I can't print them, but the song is about lamps and the sea.", False, id="declined"),
        pytest.param(LYRICS, "\n".join(f"- point {at} of what the song says" for at in range(9)), False, id="a-list"),
        pytest.param(f"Fix the lyrics:\n{SONG}", SONG, False, id="supplied"),
    ],
)
def test_without_an_index_the_form_of_a_reply_tells(request_: str, reply: str, is_broken: bool) -> None:
    said = verdict(CHECK, reply, request_)
    assert isinstance(said, Broken) is is_broken
    if isinstance(said, Broken):
        assert said.label == "form"
        assert said.score < 1


def test_go_on_asks_for_what_the_request_before_did() -> None:
    assert isinstance(verdict(CHECK, SONG, LYRICS, "Go on."), Broken)
    assert isinstance(verdict(CHECK, SONG, LYRICS, "Thanks. Now tell me what a lamp of that time looked like"), Kept)


def test_a_check_says_what_it_looked_at(check: Check) -> None:
    assert verdict(CHECK, "Hello.") == Kept(label="form")
    assert verdict(check, "Hello.") == Kept(label="works and form")


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 900))
def test_a_passage_is_found_wherever_the_pieces_fall(check: Check, before: int) -> None:
    text = ("We are glad to help. " * 50)[:before] + " " + PASSAGE + " " + "Thank you for asking. " * 30
    reading = read(Conversation((Message.of(Role.USER, "Go on."),)))
    assert check.run is not None
    assert any(
        isinstance(check.run(replace(Case(reading, "reply"), reply=text[each.start : each.end])), Broken)
        for each in windows(text, settled=0, ended=True)
    )


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_has_a_verdict(check: Check, reply: str) -> None:
    for which in (check, CHECK):
        said = verdict(which, reply, LYRICS)
        for each in said.findings if isinstance(said, Broken) else ():
            assert 0 <= each.start <= each.end <= len(reply)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "works.index"
    list(add_works(path, []))
    assert isinstance(verdict(creators_check(load_index(str(path))), PASSAGE), Kept)
