"""A reply brought home in a stream is the reply brought home whole."""

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bylaw.governor.tail import Tail
from bylaw.prompt.held.closing import close_at_sentence

_words = st.sampled_from(
    [
        "Tea",
        " is",
        " hot",
        ". ",
        "! ",
        "e.g.",
        " Dr.",
        " 3.",
        "14",
        "\n",
        "```\n",
        "\n~~~",
        "。",
        "茶",
        '."',
        " (a.)",
        "…",
    ]
)
_texts = st.lists(_words, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=500, deadline=None)
@given(_texts, st.lists(st.integers(0, 60), max_size=12), st.booleans())
@example("Tea is hot. Dr. Who", [3, 11, 14], True)
@example("茶。```\n茶。", [2, 3], True)
def test_any_chunking_releases_what_the_whole_gives(text: str, cuts: list[int], cut_off: bool) -> None:
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    tail = Tail()
    released = "".join(tail.feed(text[start:end]) for start, end in itertools.pairwise(places))
    released += tail.finish(cut_off=cut_off)
    closed = close_at_sentence(text) if cut_off else None
    assert released == (text if closed is None else closed)
    assert tail.closed == (closed is not None and closed != text)


def test_a_long_stream_is_cheap_and_nothing_waits_longer_than_its_sentence() -> None:
    tail, waiting = Tail(), 0
    for _ in range(2_000):
        for piece in ("It", " rains", " today", ". "):
            waiting += len(piece) - len(tail.feed(piece))
            assert waiting < 40
