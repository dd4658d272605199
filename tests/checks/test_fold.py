"""The looks at a reply: fixed places, whole words, and every place settled once."""

from hypothesis import given
from hypothesis import strategies as st

from bylaw.checks import Broken, Kept, NotRun
from bylaw.checks.fold import STEP, Window, joined, merged, settled, windows
from bylaw.measures import Finding

TEXTS = st.lists(st.sampled_from(["word ", "a", "\n", "longer-word ", "é😀", "x" * 60, " "]), max_size=400).map("".join)


@given(TEXTS)
def test_every_place_is_settled_once_and_seen_with_room_on_both_sides(text: str) -> None:
    at = 0
    for look in windows(text, settled=0, ended=True):
        assert look.settles_from == at
        assert look.start <= max(0, at - STEP // 2)
        at = look.settles_to
        assert look.end >= min(at, len(text))
        assert look.end == len(text) or look.end >= at + STEP // 2
    assert at == len(text) + 1


@given(TEXTS, st.lists(st.integers(0, 3000), max_size=9))
def test_the_looks_are_those_of_the_text_whatever_the_pieces(text: str, cuts: list[int]) -> None:
    whole = list(windows(text, settled=0, ended=True))
    got: list[Window] = []
    so_far = 0
    for end in [*sorted(min(cut, len(text)) for cut in cuts), len(text)]:
        for look in windows(text[:end], settled=so_far, ended=False):
            got.append(look)
            so_far = look.settles_to
    got += windows(text, settled=so_far, ended=True)
    assert got == whole


@given(TEXTS)
def test_no_look_begins_or_ends_within_a_word_that_is_not_endless(text: str) -> None:
    for look in windows(text, settled=0, ended=True):
        if look.start and not text[look.start - 1].isspace():
            assert not any(each.isspace() for each in text[look.start : look.start + 40])
        if look.end < len(text) and not text[look.end - 1].isspace():
            assert not any(each.isspace() for each in text[look.end - 40 : look.end])


def test_findings_outside_what_is_settled_do_not_count() -> None:
    look = Window(100, 356, 612, 868)
    early, across, inside, late = (Finding("x", start, start + 10) for start in (10, 250, 300, 600))
    verdict = settled(Broken((early, across, inside, late)), look, where="reply")
    assert isinstance(verdict, Broken)
    assert [(each.start, each.end) for each in verdict.findings] == [(356, 360), (400, 410)]
    assert settled(Broken((early,)), look, where="reply") == Kept()


def test_what_two_looks_say_is_broken_before_not_run_before_kept() -> None:
    broken, torn, kept = Broken((Finding("x", 0, 1),), 0.8), NotRun("why"), Kept(0.3)
    for one, other, both in ((broken, torn, Broken), (torn, kept, NotRun), (kept, broken, Broken)):
        assert isinstance(joined(one, other), both)
        assert isinstance(joined(other, one), both)
    assert joined(Kept(0.1, scores=(("a", 0.1), ("b", 0.9))), Kept(0.2, scores=(("a", 0.4),))) == Kept(
        0.2, scores=(("a", 0.4), ("b", 0.9))
    )


def test_findings_that_touch_are_one() -> None:
    found = (Finding("x", 5, 9, 0.4), Finding("x", 0, 5, 0.9), Finding("y", 3, 4), Finding("x", 20, 21))
    assert merged(found) == (Finding("x", 0, 9, 0.9), Finding("y", 3, 4), Finding("x", 20, 21))
