"""Placeholders stand for personal data on the way out, and the data comes back whole."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.measures.placeholders import Restorer, pseudonymise, restore

_PIECES = st.sampled_from(
    [
        "+49 170 1234567",
        "0170 1234567",
        "tel ",
        "a.lind@gmx.de",
        "A.Lind@gmx.de",
        "[PHONE_1]",
        "[PHONE_",
        "[",
        "]",
        "[EMAIL_2B]",
        " ",
        "81.95.177.242",
        "\n",
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=6), max_size=12).map(" ".join)


def test_one_datum_has_one_placeholder_in_all_texts() -> None:
    out = pseudonymise(["Mail a.lind@gmx.de.", "Did a.lind@gmx.de answer?", "Ask m.berg@gmx.de."])
    assert out.texts == ("Mail [EMAIL_1].", "Did [EMAIL_1] answer?", "Ask [EMAIL_2].")


def test_two_ways_of_writing_one_datum_show_that_it_is_one() -> None:
    out = pseudonymise(["tel +49 170 1234567 or tel 0170 1234567"])
    assert out.texts == ("tel [PHONE_1] or tel [PHONE_1B]",)
    assert restore("[PHONE_1B]", out.table) == "0170 1234567"


def test_a_placeholder_that_a_text_already_holds_is_not_taken_for_one() -> None:
    out = pseudonymise(["[EMAIL_1] is how a.lind@gmx.de is written"])
    assert out.texts == ("[EMAIL_1] is how [EMAIL_2] is written",)
    assert restore("[EMAIL_1] [EMAIL_2]", out.table) == "[EMAIL_1] a.lind@gmx.de"


@settings(max_examples=200, deadline=None)
@given(st.lists(_TEXTS, max_size=4))
def test_what_was_replaced_comes_back(texts: list[str]) -> None:
    out = pseudonymise(texts)
    assert [restore(text, out.table) for text in out.texts] == texts


@settings(max_examples=200, deadline=None)
@given(_TEXTS, st.lists(st.integers(0, 200), max_size=20))
def test_a_reply_restored_in_pieces_is_the_reply_restored_whole(text: str, cuts: list[int]) -> None:
    out = pseudonymise([text])
    reply = out.texts[0] + "[PHO" + out.texts[0]
    edges = sorted({0, len(reply), *(cut for cut in cuts if cut < len(reply))})
    restorer = Restorer(out.table)
    pieces = [restorer.feed(reply[a:b]) for a, b in pairwise(edges)]
    assert "".join([*pieces, restorer.finish()]) == restore(reply, out.table)


def test_no_more_is_held_back_than_a_placeholder_is_long() -> None:
    out = pseudonymise(["a.lind@gmx.de"])
    restorer = Restorer(out.table)
    assert restorer.feed("See [EMAIL") == "See "
    assert restorer.feed("S] and [") == "[EMAILS] and "
    assert restorer.finish() == "["
