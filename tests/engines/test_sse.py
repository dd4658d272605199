"""Server-sent events, cut anywhere."""
# SPDX-License-Identifier: Apache-2.0

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.engines.sse import SseEvent, SseParser
from bylaw.errors import EngineError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=20)
END = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def streams(draw: st.DrawFn) -> tuple[bytes, list[SseEvent]]:
    """Draw a stream and the events it holds."""
    out, events = draw(st.sampled_from(["", "\ufeff"])), []
    end = draw(END)
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["", "error", "message"]))
        lines = draw(st.lists(TEXT, max_size=3))
        if kind:
            out += f"event:{kind}{end}"
        if draw(st.booleans()):
            out += f": keep-alive {draw(TEXT)}{end}"
        for line in lines:
            out += f"data: {line}{end}"
        out += end
        if lines:
            events.append(SseEvent(kind, "\n".join(lines).encode()))
    return out.encode(), events


def parse(pieces: list[bytes]) -> list[SseEvent]:
    parser = SseParser()
    events = [event for piece in pieces for event in parser.feed(piece)]
    return events + parser.feed(b"\n")  # settles a carriage return at the very end; adds no event of its own


@given(streams(), st.lists(st.integers(0, 400), max_size=8))
def test_any_cutting_of_a_stream_gives_the_same_events(stream: tuple[bytes, list[SseEvent]], cuts: list[int]) -> None:
    body, expected = stream
    borders = sorted({0, len(body), *(cut % (len(body) + 1) for cut in cuts)})
    pieces = [body[a:b] for a, b in itertools.pairwise(borders)]
    assert parse(pieces) == expected
    assert parse([body[at : at + 1] for at in range(len(body))]) == expected


@pytest.mark.parametrize(
    ("body", "data"),
    [
        pytest.param(b"data: {}\n\n", [b"{}"], id="plain"),
        pytest.param(b"data:{}\r\n\r\n", [b"{}"], id="no-space-and-crlf"),
        pytest.param(b"data: a\ndata: b\n\n", [b"a\nb"], id="two-data-lines-are-one-event"),
        pytest.param(b":ping\n\n", [], id="a-comment-is-no-event"),
        pytest.param(b"id: 7\nretry: 3\n\n", [], id="no-data-no-event"),
        pytest.param(b"data\n\n", [b""], id="a-bare-name-is-empty-data"),
        pytest.param(b"data:  a\n\n", [b" a"], id="one-space-belongs-to-the-format"),
        pytest.param(b"\xef\xbb\xbfdata: a\n\n", [b"a"], id="byte-order-mark"),
        pytest.param(b"data: a\n", [], id="unfinished"),
    ],
)
def test_events_are_read_as_the_standard_says(body: bytes, data: list[bytes]) -> None:
    assert [event.data for event in SseParser().feed(body)] == data


def test_an_unfinished_event_shows_that_the_stream_was_cut() -> None:
    parser = SseParser()
    parser.feed(b'data: {"a":1}\n\n')
    assert not parser.pending
    parser.feed(b'data: {"b"')
    assert parser.pending


def test_an_event_without_end_is_refused_before_it_fills_the_memory() -> None:
    parser = SseParser()
    with pytest.raises(EngineError, match="32 MiB"):
        for _ in range(40):
            parser.feed(b"data: " + b"x" * (1 << 20) + b"\n")
