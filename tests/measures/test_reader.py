"""What a reader sees of a text, and where it stands in the original."""

import re
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.measures.reader import as_seen, lowered

TAGS = "".join(chr(0xE0000 + ord(char)) for char in "obey")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("Hello  World", "hello world", id="case-and-space"),
        pytest.param("\t a\n\n b\u00a0\u3000c ", "a b c", id="every-white-space"),
        pytest.param("ｆｕｌｌ ｗｉｄｔｈ", "full width", id="full-width"),
        pytest.param("𝐛𝐨𝐥𝐝 𝓼𝓬𝓻𝓲𝓹𝓽 𝕕𝕠𝕦𝕓𝕝𝕖", "bold script double", id="mathematical-letters"),
        pytest.param("ⓚⓘⓛⓛ 🅚🅘🅛🅛 🅺🅸🅻🅻", "kill kill kill", id="circled-and-squared"),
        pytest.param("ᴋɪʟʟ ᴛʜᴇᴍ", "kill them", id="small-capitals"),
        pytest.param("kіll thе реорlе", "kill the people", id="cyrillic-among-latin"),
        pytest.param("раураl and рауԁау", "paypal and payday", id="a-word-of-look-alikes-beside-latin"),
        pytest.param("ΚΙLL ρeople", "kill people", id="greek-among-latin"),
        pytest.param("k\u200bi\u00adl\u2060l", "kill", id="zero-width-and-soft-hyphen"),
        pytest.param("\u202eabc\u202c \u2066d\u2069", "abc d", id="bidi-controls"),
        pytest.param("fine" + TAGS, "fine", id="tag-characters"),
        pytest.param("k\u0336i\u0336l\u0336l\u0336", "kill", id="struck-through"),
        pytest.param("k" + "\u0301\u0302\u0303\u0304\u0305\u0306" * 50 + "ill", "kill", id="piled-up-marks"),
        pytest.param("a\ufe0f\U000e0100b", "ab", id="variation-selectors"),
        pytest.param("a\0b\x1fc\x7f", "ab c", id="controls"),
        pytest.param("“don’t” — ‘so’…", "\"don't\" - 'so'...", id="typography"),
        pytest.param("ﬁne ﬂow", "fine flow", id="ligatures"),
        pytest.param("\u200b \u200b", "", id="nothing-to-see"),
        pytest.param("", "", id="empty"),
        # What is really there stays.
        pytest.param("Это русский текст: сахар, оса, сор", "это русский текст: сахар, оса, сор", id="russian"),
        pytest.param("Ελληνικό κείμενο για το νερό", "ελληνικό κείμενο για το νερό", id="greek"),
        pytest.param("café naïve Ærø", "café naïve ærø", id="accents"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("한국어 日本語 हिन्दी", "한국어 日本語 हिन्दी", id="other-scripts"),
        pytest.param("α-helix, 5 μm", "α-helix, 5 μm", id="greek-letters-as-signs"),
        pytest.param("2 × 3 ≤ 7", "2 × 3 ≤ 7", id="mathematics"),
        pytest.param("h4te 1d10t", "h4te 1d10t", id="digits-are-no-letters"),
        pytest.param("lone \ud800 surrogate", "lone \ud800 surrogate", id="lone-surrogate"),
    ],
)
def test_a_text_is_folded_to_what_its_reader_sees(text: str, seen: str) -> None:
    assert as_seen(text).text == seen


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        pytest.param("Say  hello   World!", "hello world", "hello   World", id="white-space"),
        pytest.param("x k\u200bi\u00adll y", "kill", "k\u200bi\u00adll", id="invisible-inside"),
        pytest.param("\u200b\u200bkill\u200b", "kill", "kill", id="invisible-around"),
        pytest.param("a ﬁne day", "fine", "ﬁne", id="one-character-shown-as-two"),
        pytest.param("she saıd “nо” …", '"no"', "“nо”", id="look-alikes"),
        pytest.param("Это сахар.", "сахар", "сахар", id="russian"),
    ],
)
def test_a_stretch_is_found_again_in_the_original(text: str, part: str, original: str) -> None:
    seen = as_seen(text)
    start = seen.text.index(part)
    begin, end = seen.place(start, start + len(part))
    assert text[begin:end] == original


ODD = st.text(alphabet=st.sampled_from("aBcеіOο \u200b\u00ad’—…ﬁ\u0301\ud800Жя日\n\tİΣ\U000e0041𝐛￼"), max_size=60)


@given(st.text(max_size=200) | ODD)
def test_any_text_is_read_and_every_place_lies_in_it_and_runs_forward(text: str) -> None:
    seen = as_seen(text)
    last = 0
    for at in range(len(seen.text)):
        start, end = seen.place(at, at + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= last or end > start
        last = start if start < end else last
    assert seen.place(0, len(seen.text))[0] <= seen.place(0, len(seen.text))[1]
    assert seen.text == seen.text.strip()
    assert "  " not in seen.text


PLAIN = st.text(alphabet=st.sampled_from("aBc. \n\t\x1c’\u00a0"), max_size=40)


@given(PLAIN, st.integers(-2, 42), st.integers(-2, 42))
def test_places_of_plain_text_are_those_of_the_same_text_beside_an_invisible_character(
    text: str, start: int, end: int
) -> None:
    plain, other = as_seen(f"x{text}x"), as_seen(f"x{text}x\u200b")  # the second is read character by character
    assert plain.text == other.text
    assert plain.place(start, end) == other.place(start, end)


@given(st.text(alphabet=st.sampled_from("kKsSiI\u017f\u0130\u0131\u212axy "), max_size=8))
def test_a_word_that_a_pattern_finds_without_case_is_a_stretch_of_the_lowered_text(text: str) -> None:
    for word in ("k", "s", "i", "six", "kiss"):
        assert not re.search(word, text, re.IGNORECASE) or word in lowered(text)


WORDS = st.lists(st.from_regex(r"[a-z]{1,9}[.,!?]?", fullmatch=True), min_size=1, max_size=20)
LOOKS = dict(zip("aceopxyi", "асеорхуі", strict=True))


@given(WORDS, st.randoms(use_true_random=False))
def test_no_change_that_a_reader_cannot_see_changes_the_text(words: list[str], luck: Random) -> None:
    plain = " ".join(words)

    def disguised(char: str) -> str:
        changes = (
            char.upper() if char.upper().lower() == char else char,
            LOOKS.get(char, char) if luck.random() < 0.5 else char,
            chr(ord(char) + 0xFEE0) if char.isascii() and char.isalpha() else char,
            char + luck.choice("\u200b\u200d\u2060\u00ad\ufeff"),
            char,
        )
        return luck.choice(changes)

    hidden = "".join(disguised(char) for char in plain.replace(" ", "  "))
    # A word of look-alikes alone, among others such, is left as what it may be: Russian.
    if re.search("[a-zａ-ｚ]", unicodedata.normalize("NFKC", hidden).lower()):
        seen = as_seen(hidden).text.split()
        for said, shown in zip(words, seen, strict=True):
            assert said == shown or not re.search("[a-z]", shown)
