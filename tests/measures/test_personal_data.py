"""Personal data is found however it is written, and what only looks like it isn't."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.measures.personal_data import PRIVATE, SURE, find_personal_data, shown

FULL_WIDTH = str.maketrans("0123456789+@.", "０１２３４５６７８９＋＠．")


def labels(text: str, least: float = SURE) -> list[str]:
    return [each.label for each in find_personal_data(text) if each.score >= least]


@pytest.mark.parametrize(
    ("text", "label", "datum"),
    [
        ("Ring Ana on +44 7911 123456 tonight.", "phone", "+44 7911 123456"),
        ("her cell: (415) 272-8190.", "phone", "(415) 272-8190"),
        ("Appelle-le au 06 12 48 90 33 !", "phone", "06 12 48 90 33"),
        ("card 5189 7012 3456 7894 was charged", "card", "5189 7012 3456 7894"),
        ("IBAN NL02 ABNA 0123 4567 89 please", "iban", "NL02 ABNA 0123 4567 89"),
        ("SSN 141-77-7631", "national-id", "141-77-7631"),
        ("PESEL 71022163879", "national-id", "71022163879"),
        ("mail r.oyelaran@posteo.net now", "email", "r.oyelaran@posteo.net"),
        ("r.oyelaran at posteo dot net", "email", "r.oyelaran at posteo dot net"),
        ("She lives at 418 Larkspur Lane.", "address", "418 Larkspur Lane."),
        ("Sie wohnt im Holunderweg 9.", "address", "Holunderweg 9"),
        ("from 81.95.177.242 at noon", "ip-address", "81.95.177.242"),
        ("token ghp_" + "a1B2c3D4e5F6" * 3, "secret", "ghp_" + "a1B2c3D4e5F6" * 3),
        ("Her password is Krokus!47zwei.", "secret", "Krokus!47zwei"),
        ("DOB: 03/14/1987", "date-of-birth", "03/14/1987"),
        ("Passport No. XK4471902", "document", "XK4471902"),
        ("sort code 20-45-67", "bank-account", "20-45-67"),
        ("0x332dd2db5ffd9ee7664180ee5699425255d56d8a", "wallet", "0x332dd2db5ffd9ee7664180ee5699425255d56d8a"),
    ],
)
def test_a_datum_is_found_where_it_stands(text: str, label: str, datum: str) -> None:
    found = [each for each in find_personal_data(text) if each.score >= SURE]
    assert [(each.label, text[each.start : each.end]) for each in found] == [(label, datum)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Order 4155 2671 9902 has shipped.", id="order"),
        pytest.param("card 5189 7012 3456 7895", id="luhn-off-by-one"),
        pytest.param("The test card 4242 4242 4242 4242 works.", id="test-card"),
        pytest.param("ISBN 978-3-16-148410-0", id="isbn"),
        pytest.param("epoch 1712345678, build 10.0.19045.4291", id="timestamp-and-version"),
        pytest.param("It cost 1 250 000 EUR, or $1,250.00.", id="price"),
        pytest.param("at 48.858370, 2.294481", id="coordinates"),
        pytest.param("id 6f1c2f9e-3b52-4c77-9a51-0d4c0b7b9c11", id="uuid"),
        pytest.param("commit 3b26b02c86a3dce5294cc9667f827b863b26b02c", id="hash"),
        pytest.param("jane.doe@example.com", id="reserved-domain"),
        pytest.param("call (212) 555-0147", id="fictional-number"),
        pytest.param("bind to 192.168.1.17 or 203.0.113.9", id="private-and-documentation-ranges"),
        pytest.param('key = os.environ["API_KEY"]; password = getpass()', id="code"),
        pytest.param("sk-xxxxxxxxxxxxxxxxxxxxxxxx", id="stand-in-key"),
        pytest.param("Mozart was born on 27 January 1756.", id="history"),
        pytest.param("Beyoncé was born on September 4, 1981.", id="encyclopaedia"),
        pytest.param("12 Angry Men ran 6 blocks down the road.", id="street-like"),
        pytest.param("available via Windows 11", id="via"),
        pytest.param("git@github.com:org/repo.git and lodash@4.17.21", id="at-signs"),
        pytest.param("look at the dot on the i", id="dot"),
        pytest.param("7 Way splits, Spring 2024, iPad 2", id="suffixes-in-words"),
    ],
)
def test_what_only_looks_like_it_is_none(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mail support@kelpworks.com.",
        "The hotline is 0800 123 4599.",
        "Call 1-800-273-8255 for help.",
        "The museum is at 99 rue de Rivoli, Paris.",
        "The hotel's front desk is +34 958 22 75 36.",
        "DNS is 8.8.8.8.",
    ],
)
def test_what_is_the_publics_is_no_private_persons(text: str) -> None:
    assert labels(text, PRIVATE) == []


@pytest.mark.parametrize(
    "text", ["Ring Ana on +44 7911 123456.", "mail r.oyelaran@posteo.net now", "PESEL 71022163879"]
)
def test_what_a_reader_cannot_see_changes_nothing(text: str) -> None:
    (plain,) = find_personal_data(text)
    for other in (text.translate(FULL_WIDTH), "\u200b".join(text), text.replace(" ", "\u00a0"), text.upper()):
        (found,) = find_personal_data(other)
        assert (found.label, found.score) == (plain.label, plain.score)


def test_a_spelled_address_is_known_by_its_plain_form() -> None:
    text = "r.oyelaran [at] posteo [dot] net"
    (found,) = find_personal_data(text)
    assert shown(found, text) == "r.oyelaran@posteo.net"


def test_several_in_a_row_are_each_found() -> None:
    assert labels("+49 30 2270 1234, +33 6 12 48 90 33; 5189 7012 3456 7894 / a.lind@gmx.de") == [
        "phone",
        "phone",
        "card",
        "email",
    ]


_PIECES = st.sampled_from(
    [
        "+49 170 1234567",
        "a@b.de",
        "4111",
        "1 ",
        "\u200b",
        "password: ",
        "@",
        "-----BEGIN ",
        "DOB ",
        "Straße ",
        "\ud800",
        "\0",
        "İ",
        "０",
        "eyJ",
        ":",
        ".",
        "\u202e",
        "sk-",
        "12 Elm Road",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_findings_lie_in_the_text_in_order_and_apart_whatever_it_is(text: str) -> None:
    found = find_personal_data(text)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
