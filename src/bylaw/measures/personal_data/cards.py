"""Find payment card numbers: a scheme's prefix, its length, Luhn's digit, and a way that cards are written.

Numbers that the schemes and payment services publish for tests count less. Source: ISO/IEC 7812.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - tables of words are easier to read and to add to as words

import re
from collections.abc import Iterator

from stdnum import luhn

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY
from bylaw.measures.personal_data.digits import Stretch

__all__ = ["find_cards"]

_GROUPS = (
    "4 4 4 4",
    "4 4 4 4 3",
    "4 4 4 3",
    "4 4 4 2",
    "4 4 4 1",
    "4 6 5",
    "4 6 4",
    "13",
    "14",
    "15",
    "16",
    "18",
    "19",
)
_SHAPES = frozenset(
    mark.join("9" * int(size) for size in groups.split()) for groups in _GROUPS for mark in (" ", "-", ".")
)
_SCHEME = re.compile(
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)[0-9]{11,13}|3[47][0-9]{13}"
    r"|6(?:011|4[4-9]|5)[0-9]{12,14}|35(?:2[89]|[3-8])[0-9]{12,13}|3(?:0[0-5]|[68])[0-9]{11,12}|62[0-9]{14,17}|(?:50"
    r"|5[6-9]|6[0-9])[0-9]{14}"
)
_TESTS = frozenset(
    """4242424242424242 4111111111111111 4012888888881881 4000056655665556 4222222222222 5555555555554444
    5105105105105100 2223003122003222
    5200828282828210 378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424
    3530111333300000 3566002020360505
    30569309025904 38520000023237 3056930009020004 36227206271667 6200000000000005 4000000000000002 4000000000009995
    4000002500003155 4000000000003220
    5431111111111111 5454545454545454 4444333322221111 4917610000000000 5019717010103742 4532015112830366
    4539578763621486 4716108999716531""".split()
)
_OTHER = re.compile(
    r"order|invoice|tracking|serial|\bimei\b|\bean\b|\bisbn\b|timestamp|epoch|\bref\b|\bid\W{0,3}$|ticket|shipment"
    r"|parcel",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"card|visa|mastercard|amex|karte|carte|tarjeta|carta|cartão|karta|\bcc\b|\bpan\b|credit|debit|paid|カード",
    re.IGNORECASE,
)


def find_cards(stretch: Stretch) -> Iterator[Finding]:
    """Find payment card numbers among digit groups."""
    text = stretch.text
    for start, end, shape in stretch.sequences(_SHAPES):
        number = "".join(each for each in text[start:end] if each.isdigit())
        if not _SCHEME.fullmatch(number) or not luhn.is_valid(number):
            continue
        before = text[max(0, start - 40) : start]
        if number in _TESTS or len(set(number)) < 4:
            yield Finding("card", start, end, FICTIONAL)
        elif _CARD.search(before) or len(shape) > len(number):
            yield Finding("card", start, end, CERTAIN)
        elif not _OTHER.search(before):
            yield Finding("card", start, end, LIKELY)
