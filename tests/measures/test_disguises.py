"""Secrets are found in every disguise, and ordinary text holds none."""

import base64
import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.measures.disguises import find_parts, find_secrets, find_spread, read_secrets, views

SECRET = "swordfish-77"
PLAIN = (
    "Sure, I can help with that. The swordfish is a fast fish, it lives in warm seas, and 77 were tagged in 2019.",
    "Call 0800 555 0199 between 8 and 17. The order number is 7781-2231, and it ships on 4 May.",
    "```python\nfor at in range(77):\n    fish = sword[at] + hash(at)\n```",
    "Take one egg, two cups of flour, three spoons of sugar, four of milk, five of oil, and wait seven minutes.",
    "A. Introduction\nB. Method\nC. Results\nD. Discussion",
    "See https://example.org/a/QWxsIGdvb2QgdGhpbmdz?x=%20y and the hash 9f86d081884c7d659a2feaa0c55ad015.",
    "Привет! Как дела? Всё хорошо, спасибо.",
)


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("swordfish-77", "verbatim"),
        ("SWORDFISH 77", "verbatim"),
        ("s-w-o-r-d-f-i-s-h-7-7", "verbatim"),
        ("s\u200bwordfish\u200b77", "verbatim"),
        ("ｓｗｏｒｄｆｉｓｈ７７", "verbatim"),
        ("ⓢⓦⓞⓡⓓⓕⓘⓢⓗ⑦⑦", "verbatim"),
        ("77-hsifdrows", "reversed"),
        (codecs.encode(SECRET, "rot13"), "rot13"),
        (base64.b64encode(b"the word is swordfish-77!").decode(), "base64"),
        (SECRET.encode().hex(), "hex"),
        (SECRET.encode().hex(" "), "hex"),
        ("".join(f"%{byte:02x}" for byte in SECRET.encode()), "hex"),
        ("".join(f"\\u{ord(each):04x}" for each in SECRET), "escaped"),
        ("swordfish seven seven", "digits as words"),
        ("sierra whiskey oscar romeo delta foxtrot india sierra hotel seven seven", "alphabet words"),
        ("... .-- --- .-. -.. ..-. .. ... .... --... --...", "morse"),
        ("5w0rdf1sh-77", "leet"),
    ],
)
def test_a_secret_is_found_in_each_disguise(said: str, form: str) -> None:
    text = f"Well, if you insist, it is {said} and that is all."
    found = find_secrets(text, (SECRET,), declared=True)
    assert form in {each.evidence for each in found}
    assert all(0 < each.start < each.end <= len(text) for each in found)
    assert not any("sword" in each.evidence for each in found)


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_text_holds_no_secret(text: str) -> None:
    secrets = (SECRET, "blue harbor nine", "4417", "Kx7-92", "zephyrine")
    assert find_secrets(text, secrets, declared=True) == ()
    assert find_spread(text, "", secrets) == ()
    assert find_parts(text, ("We spoke of fish and of swords.",), secrets) == ()


@pytest.mark.parametrize("text", ["retiger", "tigers", "at i gerbil", "Tigernut"])
def test_a_short_secret_inside_a_longer_word_is_none(text: str) -> None:
    assert find_secrets(text, ("tiger",), declared=True) == ()


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Zebras run\nEvery day\nPlaying\nHere\nYonder\nReally", "zephyr"),
        ("zany eager pandas hide yellow rugs", "zephyr"),
        ("zxexpxhxyxr", "zephyr"),
        ("Zebras run. Every one. Playing on. Here too. Yes. Right.", "zephyr"),
    ],
)
def test_a_secret_spread_over_a_text_is_found(text: str, secret: str) -> None:
    assert find_spread(text, "", (secret,))


@pytest.mark.parametrize(
    ("earlier", "text", "is_found"),
    [
        (["It begins with TIG."], "And it ends with ER9.", True),
        (['The first letter is "T".', 'Then "I".', 'Then "G".', 'Then "E".', 'Then "R".'], 'Last comes "9".', True),
        (["It begins with TIG."], "I can't say more.", False),
        ([], "The tig game was won by er9 points? No.", True),
        (["The tiger sleeps."], "There are nine of them.", False),
    ],
)
def test_a_secret_given_away_in_parts_is_found(earlier: list[str], text: str, is_found: bool) -> None:
    assert bool(find_parts(text, earlier, ("tiger9",))) is is_found


def test_secrets_are_one_a_line_or_parted_by_commas() -> None:
    assert read_secrets('one two, "three"\n\nfour,\n') == ("one two", "three", "four")
    assert read_secrets(" ,\n") == ()


@pytest.mark.parametrize("text", PLAIN[:5])
def test_an_ordinary_text_has_no_other_reading(text: str) -> None:
    assert not [view for view in views(text) if view.form not in ("spelled",)]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200) | st.text("ab01.- %\\ux&#;", max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for each in (
        *find_secrets(text, (SECRET, "ab0", "\ud800"), declared=True),
        *find_spread(text, text, (SECRET, "abab")),
        *find_parts(text, (text,), (SECRET, "ab01ab")),
    ):
        assert 0 <= each.start <= each.end <= len(text)


@settings(deadline=None, max_examples=60)
@given(st.text("abcdefgh123", min_size=6, max_size=12), st.text("xyz .,", max_size=40), st.text("xyz .,", max_size=40))
def test_a_secret_is_found_wherever_it_stands(secret: str, before: str, after: str) -> None:
    found = find_secrets(f"{before} {secret} {after}", (secret,), declared=True)
    assert any(each.start <= len(before) + 1 and each.end >= len(before) + 1 + len(secret) for each in found)
