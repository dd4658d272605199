"""Find IBANs and the addresses of wallets, by their checksums.

Source: ISO 13616 (IBAN, lengths by country), ISO 7064; Base58Check and BIP 173 (Bitcoin), EIP-55 (Ethereum).
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - tables of words are easier to read and to add to as words

import hashlib
import re
from collections.abc import Iterator

from stdnum import iban

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY

__all__ = ["find_wallets", "iban_at"]

_IBAN = re.compile(r"[0-9]{2}[ -]?[A-Za-z0-9]{4}[ -]?[A-Za-z0-9]{2,4}")
_LENGTHS = {
    each[:2]: int(each[2:])
    for each in """AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20
    EG29 ES24 FI18 FO18 FR27 GB22 GE22
    GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24
    ME22 MK19 MR27 MT31 MU30 NL18
    NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24
    XK20""".split()
}
_SHOWN = frozenset({"GB82WEST12345698765432", "DE89370400440532013000", "GB29NWBK60161331926819",
    "FR1420041010050500013M02606", "NL91ABNA0417164300", "CH9300762011623852957", "ES9121000418450200051332",
    "IT60X0542811101000000123456", "BE68539007547034", "AT611904300234573201", "DE75512108001245126199",
    "IE29AIBK93115212345678", "PL61109010140000071219812874", "SE4550000000058398257466", "NO9386011117947",
    "DK5000400440116243"})  # fmt: skip
"""Of the registry and of tutorials."""


def iban_at(text: str, digit: int) -> Finding | None:
    """Read an IBAN whose first digit stands at `digit`: in groups or in one piece, in any letter case."""
    start = digit - 2
    length = _LENGTHS.get(text[max(0, start) : digit].upper())
    if length is None or text[start - 1 : start].isalnum() or not _IBAN.match(text, digit):
        return None
    at, number = start, ""
    while at < len(text) and len(number) < length:
        if text[at].isascii() and text[at].isalnum():
            number += text[at]
        elif text[at] not in " -":
            break
        at += 1
    after = text[at : at + 1]
    if len(number) < length or (after.isascii() and after.isalnum()) or not iban.is_valid(number, check_country=False):
        return None
    return Finding("iban", start, at, FICTIONAL if number.upper() in _SHOWN else CERTAIN)


_BASE58 = re.compile(r"[13LMD][1-9A-HJ-NP-Za-km-z]{25,33}(?![A-Za-z0-9])")
_BECH32 = re.compile(r"(?<![A-Za-z0-9])(?:bc|ltc)1[02-9ac-hj-np-z]{11,71}(?![A-Za-z0-9])", re.IGNORECASE)
_HEX = re.compile(r"(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])")
_ALPHABET = {each: value for value, each in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")}
_LETTERS = {each: value for value, each in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def find_wallets(text: str, lower: str, *, longest: int) -> Iterator[Finding]:
    """Find the addresses of Bitcoin, Litecoin, Dogecoin and Ethereum wallets; `longest` is its longest word."""
    if "0x" in text:
        for found in _HEX.finditer(text):
            if len(set(found[0])) > 8:
                yield Finding("wallet", found.start(), found.end(), LIKELY)
    if "bc1" in lower or "ltc1" in lower:
        for found in _BECH32.finditer(text):
            if _bech32(found[0].lower()):
                yield Finding("wallet", found.start(), found.end(), CERTAIN)
    if longest < 26:
        return
    for found in _BASE58.finditer(text):
        if not text[found.start() - 1 : found.start()].isalnum() and _base58(found[0]):
            yield Finding("wallet", found.start(), found.end(), FICTIONAL if found[0] == _GENESIS else CERTAIN)


def _base58(address: str) -> bool:
    number = 0
    for each in address:
        number = number * 58 + _ALPHABET[each]
    if number >= 1 << 200:
        return False
    whole = number.to_bytes(25, "big")
    return hashlib.sha256(hashlib.sha256(whole[:21]).digest()).digest()[:4] == whole[21:]


def _bech32(address: str) -> bool:
    prefix, _, rest = address.rpartition("1")
    check = 1
    for value in (
        *(ord(each) >> 5 for each in prefix),
        0,
        *(ord(each) & 31 for each in prefix),
        *(_LETTERS.get(each, 0) for each in rest),
    ):
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            check ^= generator if (top >> at) & 1 else 0
    return check in (1, 0x2BC830A3)  # versions 0, and 1 and up (BIP 350)
