"""Invent data of every kind: valid by its own checksum, drawn with a seed, of nobody.

What is drawn is written as its country writes it. Which rules a detector uses is not looked at here: shapes come from
the published formats, checksums from python-stdnum, numbering plans from phonenumbers.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501 - a text a line

import base64
import random
import string
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import phonenumbers

__all__ = ["IBANS", "IDS", "PHONES", "card", "draw", "email", "iban", "jwt", "national_id", "phone", "wallet"]

PHONES = (
    "US",
    "CA",
    "GB",
    "DE",
    "FR",
    "ES",
    "IT",
    "NL",
    "PL",
    "IN",
    "BR",
    "JP",
    "AU",
    "CH",
    "AT",
    "SE",
    "BE",
    "PT",
    "MX",
    "ZA",
)
IBANS = {
    "DE": "#" * 18, "FR": "#" * 10 + "A" + "#" * 12, "GB": "LOYD" + "#" * 14, "ES": "#" * 20, "IT": "X" + "#" * 22,
    "NL": "INGB" + "#" * 10, "PL": "#" * 24, "CH": "#" * 17, "AT": "#" * 16, "BE": "#" * 12, "SE": "#" * 20,
    "PT": "#" * 21, "IE": "AIBK" + "#" * 14, "DK": "#" * 14, "NO": "#" * 11,
}  # fmt: skip
DAY, MONTH = "DD", "MM"

IDS: dict[str, tuple[str, str]] = {
    "US ssn": ("us.ssn", "###-##-####"), "US itin": ("us.itin", "9##-7#-####"), "GB nhs": ("gb.nhs", "### ### ####"),
    "DE steuer-id": ("de.idnr", "## ### ### ###"), "FR nir": ("fr.nir", "1 YY MM 75 ### ### ##"),
    "ES dni": ("es.dni", "########A"), "ES nie": ("es.nie", "X#######A"), "NL bsn": ("nl.bsn", "#########"),
    "PL pesel": ("pl.pesel", "YYMMDD#####"), "SE personnummer": ("se.personnummer", "YYMMDD-####"),
    "FI hetu": ("fi.hetu", "DDMMYY-###A"), "DK cpr": ("dk.cpr", "DDMMYY-####"), "NO fodselsnummer": ("no.fodselsnummer", "DDMMYY #####"),
    "BR cpf": ("br.cpf", "###.###.###-##"), "IN aadhaar": ("in_.aadhaar", "#### #### ####"), "IN pan": ("in_.pan", "AAAPA####A"),
    "BE nn": ("be.nn", "YY.MM.DD-###.##"), "CH ahv": ("ch.ssn", "756.####.####.##"), "CA sin": ("ca.sin", "### ### ###"),
    "KR rrn": ("kr.rrn", "YYMMDD-1######"), "CN id": ("cn.ric", "110105YYYYMMDD####"), "ZA id": ("za.idnr", "YYMMDD#######"),
    "TR tckn": ("tr.tckimlik", "###########"), "MX curp": ("mx.curp", "AAAAYYMMDDHDFAAA0#"), "PT cc": ("pt.nif", "2########"),
    "RO cnp": ("ro.cnp", "1YYMMDD######"), "CZ rc": ("cz.rc", "YYMMDD/####"), "IL id": ("il.idnr", "#########"),
    "AU tfn": ("au.tfn", "### ### ###"), "IT codice fiscale": ("it.codicefiscale", ""),
}  # fmt: skip


def draw(chance: random.Random, shape: str) -> str:
    """Fill a shape: `#` a digit, `A` an upper-case letter, `X` one too, YYYY/YY/MM/DD of a date; all else stands."""
    if "YY" in shape:
        shape = shape.replace("YYYY", f"{chance.randint(1950, 1999)}").replace("YY", f"{chance.randint(50, 99)}")
        shape = shape.replace("MM", f"{chance.randint(1, 12):02}").replace("DD", f"{chance.randint(1, 28):02}")
    fill: dict[str, Callable[[], str]] = {
        "#": lambda: chance.choice(string.digits), "A": lambda: chance.choice(string.ascii_uppercase),
        "h": lambda: chance.choice("0123456789abcdef"), "b": lambda: chance.choice(string.ascii_letters + string.digits),
        "U": lambda: chance.choice(string.ascii_uppercase + string.digits),
    }  # fmt: skip
    return "".join(fill[each]() if each in fill else each for each in shape)


def filled(chance: random.Random, shape: str) -> str:
    """Fill a shape that holds `DDMM` without a year before it."""
    shape = shape.replace("DDMMYY", f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(50, 99)}")
    return draw(chance, shape)


def national_id(chance: random.Random, name: str) -> str:
    """Draw an identity number that its own checksum takes."""
    module, shape = IDS[name]
    if name == "IT codice fiscale":
        return _codice(chance)
    if name == "MX curp":
        return _curp(chance)
    number: ModuleType = import_module(f"stdnum.{module}")
    for _ in range(200_000):
        made = filled(chance, shape)
        if name == "CN id":
            made = made[:-1] + number.calc_check_digit(made[:-1])
        if name == "FR nir":
            made = made[:-2] + f"{97 - int(made[:-3].replace(' ', '')) % 97:02}"
        if number.is_valid(made):
            return made
    raise ValueError(f"no number for {name}")


def _codice(chance: random.Random) -> str:
    from stdnum.it import codicefiscale

    consonants = "BCDFGLMNPRSTVZ"
    head = "".join(chance.choice(consonants) for _ in range(6)) + f"{chance.randint(50, 99)}"
    head += (
        chance.choice("ABCDEHLMPRST") + f"{chance.randint(1, 28):02}" + chance.choice(["H501", "F205", "L219", "D612"])
    )
    return head + codicefiscale.calc_check_digit(head)


def _curp(chance: random.Random) -> str:
    from stdnum.mx import curp

    consonants = "BCDFGLMNPRSTVZ"
    head = chance.choice("GHLMR") + chance.choice("AEIO") + chance.choice(consonants) + chance.choice(consonants)
    head += draw(chance, "YYMMDD") + chance.choice("HM") + chance.choice(["DF", "JC", "NL"])
    head += "".join(chance.choice(consonants) for _ in range(3)) + "0"
    made = head + curp.calc_check_digit(head)
    return made if curp.is_valid(made) else _curp(chance)


def phone(chance: random.Random, region: str, style: str) -> str:
    """Draw a number that the region's plan gives out: `international`, `e164` or `national`."""
    kinds = [phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]
    example = phonenumbers.example_number_for_type(region, chance.choice(kinds))
    assert example is not None
    digits = phonenumbers.national_significant_number(example)
    forms = phonenumbers.PhoneNumberFormat
    form = {"international": forms.INTERNATIONAL, "e164": forms.E164, "national": forms.NATIONAL}[style]
    while True:
        made = digits[:3] + draw(chance, "#" * (len(digits) - 3))
        number = phonenumbers.parse(f"+{example.country_code}{made}")
        if phonenumbers.is_valid_number_for_region(number, region) and made[3:6] != "555":
            return phonenumbers.format_number(number, form)


def card(chance: random.Random) -> str:
    """Draw a payment card's number: a scheme's prefix, Luhn's digit."""
    prefix, length = chance.choice(
        [
            ("4", 16),
            ("51", 16),
            ("55", 16),
            ("2221", 16),
            ("34", 15),
            ("37", 15),
            ("6011", 16),
            ("3528", 16),
            ("36", 14),
        ]
    )
    body = prefix + draw(chance, "#" * (length - len(prefix) - 1))
    total = sum(sum(divmod(int(d) * 2, 10)) if at % 2 == 0 else int(d) for at, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def iban(chance: random.Random, country: str) -> str:
    """Draw an account number whose check digits (ISO 7064, and the country's own where there are any) are right."""
    number = import_module("stdnum.iban")
    for _ in range(200_000):
        body = draw(chance, IBANS[country])
        made = country + number.calc_check_digits(country + "00" + body) + body
        if number.is_valid(made):
            return str(made)
    raise ValueError(f"no account number for {country}")


def email(chance: random.Random) -> str:
    """Draw a private person's address."""
    first = chance.choice(
        [
            "marta",
            "j.kowalczyk",
            "tom_ferris",
            "a.lindqvist",
            "r2.oyelaran",
            "sofia-brandt",
            "chen.wei88",
            "d.ohara",
            "nils",
            "priya.raman",
            "lc.moreau",
            "hanna.vuori",
        ]
    )
    domain = chance.choice(
        [
            "gmail.com",
            "outlook.com",
            "gmx.de",
            "posteo.net",
            "orange.fr",
            "libero.it",
            "wp.pl",
            "yahoo.co.uk",
            "proton.me",
            "mail.ru",
            "lindqvist-bygg.se",
            "ferris.dev",
            "uol.com.br",
            "dept.univ-nord.fr",
        ]
    )
    return f"{first}{chance.choice(['', '', str(chance.randint(3, 99)), '+shop'])}@{domain}"


def jwt(chance: random.Random) -> str:
    """Draw a signed token that says nothing of anybody."""
    header = base64.urlsafe_b64encode(b'{"alg":"HS512","typ":"JWT"}').decode().rstrip("=")
    claims = base64.urlsafe_b64encode(
        f'{{"sub":"u{chance.randint(10**6, 10**7)}","iat":17{chance.randint(10**7, 10**8)}}}'.encode()
    )
    return f"{header}.{claims.decode().rstrip('=')}.{draw(chance, 'b' * 43)}"


def wallet(chance: random.Random, coin: str) -> str:
    """Draw the address of a wallet; Bitcoin's with its checksum."""
    if coin == "ethereum":
        return "0x" + draw(chance, "h" * 40)
    if coin == "bitcoin":
        return _base58check(bytes([0]) + chance.randbytes(20))
    if coin == "litecoin":
        return _base58check(bytes([48]) + chance.randbytes(20))
    return _bech32("bc", chance.randbytes(20))


def _base58check(payload: bytes) -> str:
    import hashlib

    whole = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number, out = int.from_bytes(whole, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        out = alphabet[rest] + out
    return "1" * (len(whole) - len(whole.lstrip(b"\0"))) + out


def _bech32(prefix: str, program: bytes) -> str:
    """Write a version 0 program (BIP 173)."""
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = "".join(f"{byte:08b}" for byte in program)
    values = [0] + [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in [*expanded, *values, 0, 0, 0, 0, 0, 0]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> at) & 1 else 0
    check ^= 1
    return prefix + "1" + "".join(letters[v] for v in [*values, *((check >> 5 * (5 - at)) & 31 for at in range(6))])
