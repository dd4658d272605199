"""What of a foreign text can't be seen is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.cli.visible import in_one_line, shown, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("plain text\n\twith a tab", "plain text\n\twith a tab", id="plain"),
        pytest.param("na\u00efve \u4f60\u597d \u05e9\u05dc\u05d5\u05dd", "naïve 你好 שלום", id="other-scripts"),
        pytest.param("\u202etxet", "<U+202E>txet", id="turned-around"),
        pytest.param("a\u2066b\u2069", "a<U+2066>b<U+2069>", id="isolated"),
        pytest.param("\x1b[2J", "<U+001B>[2J", id="escape"),
        pytest.param("a\x9bb", "a<U+009B>b", id="c1"),
        pytest.param("a\rb\r\nc", "a<U+000D>b\nc", id="carriage-return"),
        pytest.param("a\u200bb", "a<U+200B>b", id="zero-width-space"),
        pytest.param("a\u200db", "a<U+200D>b", id="joiner-between-latin-letters"),
        pytest.param("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469", id="joiner-in-an-emoji"),
        pytest.param("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648", id="joiner-in-persian"),
        pytest.param("\u4f60\u200d\u200d\u597d", "\u4f60<U+200D><U+200D>\u597d", id="joiners-that-hide-something"),
        pytest.param("\U000e0041\U000e0042", "<U+E0041><U+E0042>", id="tags"),
        pytest.param("x\U000e0101", "x<U+E0101>", id="variation-selector"),
        pytest.param("\u2764\ufe0f", "\u2764\ufe0f", id="heart"),
        pytest.param("a\u00a0b", "a\u00a0b", id="no-break-space"),
        pytest.param("a\u2028b", "a<U+2028>b", id="line-separator"),
        pytest.param("\u3164\u2800", "<U+3164><U+2800>", id="letters-without-a-shape"),
        pytest.param("\ue000", "<U+E000>", id="private"),
        pytest.param("a\ufeffb", "a<U+FEFF>b", id="byte-order-mark"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_character_that_cannot_be_seen_is_named(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text())
def test_nothing_is_lost_and_nothing_steers_a_terminal(text: str) -> None:
    pieces = list(shown(text))
    plain = "".join(chr(int(piece.text[2:], 16)) if piece.named else piece.text for piece in pieces)
    assert plain == text.replace("\r\n", "\n")
    assert not any(character in visible(text) for character in "\x1b\x9b\r\u202e\u2066\x07\x00")


@given(st.text(max_size=200), st.integers(1, 40))
def test_one_line_is_one_line_and_no_longer_than_asked(text: str, most: int) -> None:
    line = in_one_line(text, most=most)
    assert len(line) <= most
    assert "\n" not in line
