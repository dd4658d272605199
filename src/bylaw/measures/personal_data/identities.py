"""Find numbers that states give to persons, by the checks that python-stdnum knows.

Where the written form is distinctive (`141-77-7631`, `DLPVPS61C24D612P`), it is enough; else a word for the number
has to
stand near, since one number in ten or eleven passes a check digit by chance.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY
from bylaw.measures.personal_data.digits import Stretch

__all__ = ["find_identities", "mixed_identity_at"]


class _Kind(NamedTuple):
    module: str
    distinct: tuple[str, ...]
    """Shapes that nothing else is written in."""
    others: tuple[str, ...]
    """Shapes that take a word beside them."""
    words: str


_KINDS: tuple[_Kind, ...] = (
    _Kind("us.ssn", ("999-99-9999",), ("999 99 9999", "999999999"), r"\bssn\b|social security"),
    _Kind("us.itin", ("999-99-9999",), ("999 99 9999", "999999999"), r"\bitin\b|taxpayer"),
    _Kind("gb.nhs", (), ("999 999 9999", "9999999999", "999-999-9999"), r"\bnhs\b|health service"),
    _Kind("de.idnr", (), ("99 999 999 999", "99999999999"), r"steuer|\bidnr|tax|\btin\b"),
    _Kind("fr.nir", ("9 99 99 99 999 999 99",), ("999999999999999", "9 99 99 99 999 999"),
        r"s[ée]cu|\bnir\b|\binsee\b|\bss\b"),
    _Kind("nl.bsn", (), ("999999999", "9999.99.999", "999 999 999"), r"\bbsn\b|burgerservice|sofi"),
    _Kind("pl.pesel", (), ("99999999999",), r"pesel"),
    _Kind("se.personnummer", ("999999-9999", "99999999-9999"), ("9999999999", "999999999999"),
        r"person\w{0,4}nummer|\bpnr\b|\bpersnr"),
    _Kind("dk.cpr", (), ("999999-9999", "9999999999"), r"\bcpr\b|personnummer"),
    _Kind("no.fodselsnummer", (), ("999999 99999", "99999999999"), r"fødsels|personnummer|\bfnr\b"),
    _Kind("br.cpf", ("999.999.999-99",), ("99999999999", "999 999 999 99"), r"\bcpf\b"),
    _Kind("in_.aadhaar", (), ("9999 9999 9999", "9999-9999-9999", "999999999999"), r"aadha?ar|\buid\b|आधार"),
    _Kind("be.nn", ("99.99.99-999.99",), ("99999999999", "99 99 99 999 99"),
        r"rijksregister|registre national|\binsz\b|\bniss\b|\bnn\b"),
    _Kind("ch.ssn", ("999.9999.9999.99",), ("9999999999999", "999 9999 9999 99"), r"\bahv|\bavs\b|\bavs-|\bssn\b"),
    _Kind("ca.sin", (), ("999 999 999", "999-999-999", "999999999"), r"\bsin\b|social insurance|\bnas\b"),
    _Kind("kr.rrn", ("999999-9999999",), ("9999999999999",), r"주민|\brrn\b"),
    _Kind("cn.ric", ("999999999999999999",), (), ""),
    _Kind("za.idnr", (), ("9999999999999", "999999 9999 999", "999999 9999 99 9"), r"\bid\b|identity"),
    _Kind("tr.tckimlik", (), ("99999999999",), r"kimlik|\btc\b|t\.c\."),
    _Kind("pt.nif", (), ("999999999", "999 999 999"), r"\bnif\b|contribuinte"),
    _Kind("ro.cnp", (), ("9999999999999",), r"\bcnp\b|cod numeric"),
    _Kind("cz.rc", ("999999/9999",), ("9999999999", "999999/999"), r"rodn[éeý]|\brč\b|\brc\b"),
    _Kind("il.idnr", (), ("999999999", "99999999-9"), r"teudat|תעודת|ת\.ז|\bid (?:number|no)"),
    _Kind("au.tfn", (), ("999 999 999", "99999999", "999999999"), r"\btfn\b|tax file"),
    _Kind("bg.egn", (), ("9999999999",), r"\bегн\b|\begn\b"),
    _Kind("ee.ik", (), ("99999999999",), r"isikukood"),
    _Kind("lt.asmens", (), ("99999999999",), r"asmens kod"),
    _Kind("lv.pvn", (), ("999999-99999",), r"personas kod"),
    _Kind("hr.oib", (), ("99999999999",), r"\boib\b"),
    _Kind("gr.amka", (), ("99999999999",), r"\bamka\b|αμκα"),
    _Kind("id.nik", (), ("9999999999999999",), r"\bnik\b|\bktp\b"),
    _Kind("th.pin", ("9-9999-99999-99-9",), ("9999999999999",), r"บัตรประชาชน|thai id"),
    _Kind("my.nric", ("999999-99-9999",), ("999999999999",), r"\bnric\b|mykad|kad pengenalan"),
    _Kind("pk.cnic", ("99999-9999999-9",), (), ""),
    _Kind("ar.dni", (), ("99.999.999", "99999999"), r"\bdni\b"),
    _Kind("cl.rut", ("99.999.999-9",), ("99999999-9",), r"\brut\b|\brun\b"),
    _Kind("nz.ird", (), ("99-999-999", "999-999-999", "999999999"), r"\bird\b"),
    _Kind("at.vnr", (), ("9999 999999", "9999999999"), r"\bsvnr\b|\bsv-nr|sozialversicherung|versicherungsnummer"),
    _Kind("jp.in_", (), ("9999 9999 9999", "999999999999", "9999-9999-9999"), r"マイナンバー|個人番号|my number"),
)  # fmt: skip


@cache
def _by_shape() -> dict[str, tuple[_Kind, ...]]:
    shapes: dict[str, tuple[_Kind, ...]] = {}
    for kind in _KINDS:
        for shape in (*kind.distinct, *kind.others):
            shapes[shape] = (*shapes.get(shape, ()), kind)
    return shapes


@cache
def _words(kind: _Kind) -> re.Pattern[str]:
    return re.compile(kind.words)


@lru_cache(maxsize=512)
def _likely(shape: str, before: str) -> tuple[_Kind, ...]:
    """Give the kinds of this shape that need no word before them, or have it."""
    return tuple([kind for kind in _by_shape()[shape] if shape in kind.distinct or _words(kind).search(before)])


def _valid(module: str, number: str) -> bool:
    try:
        return bool(import_module(f"stdnum.{module}").is_valid(number))
    except ValueError:
        return False


_SHOWN = frozenset(
    {"078051120", "219099999", "123456789", "987654321", "111111111", "457555462", "12345678909", "11111111111"}
)
"""On a wallet's sample card, in a brochure, counted out: given to nobody."""


def find_identities(stretch: Stretch, lower: str) -> Iterator[Finding]:
    """Find identity numbers of digits alone."""
    text = stretch.text
    for start, end, shape in stretch.sequences(_by_shape()):
        if text[end : end + 1].isalpha() or text[start - 1 : start] == "-":
            continue
        before = lower[max(0, start - 48) : start]
        for kind in _likely(shape, before):
            if _valid(kind.module, text[start:end]):
                number = "".join(each for each in text[start:end] if each.isdigit())
                score = (
                    FICTIONAL
                    if number in _SHOWN or len(set(number)) < 3
                    else CERTAIN
                    if kind.words and _words(kind).search(before)
                    else LIKELY
                )
                yield Finding("national-id", start, end, score)
                break


# One pass over the digits: how letters and digits alternate tells which number it may be.
_MIXED = re.compile(
    r"[0-9](?<![0-9][0-9])(?:"
    r"(?<=\b[0-9])(?:[0-9]{7}-?(?P<dni>[A-Za-z])|[0-9]{5}(?P<hetu>[-+A-Fa-f])[0-9]{3}[0-9A-Za-z]"
    r"|[0-9]{16}(?P<ric>[Xx])|[0-9]{6}(?P<pps>[A-Wa-w][A-Ia-iWw]?)|[0-9]{1,2}(?:\.?[0-9]{3}){2}-(?P<rut>[Kk]))\b"
    r"|(?<=\b[XYZxyz][0-9])[0-9]{6}-?(?P<nie>[A-Za-z])\b"
    r"|(?<=\b[A-Za-z]{6}[0-9])[0-9A-Za-z][A-Za-z][0-9A-Za-z]{2}[A-Za-z][0-9A-Za-z]{3}(?P<cf>[A-Za-z])\b"
    r"|(?<=\b[A-Za-z]{5}[0-9])[0-9]{3}(?P<pan>[A-Za-z])\b"
    r"|(?<=\b[A-Za-z]{4}[0-9])[0-9]{5}[A-Za-z]{6}(?P<curp>[A-Za-z0-9])[0-9]\b"
    r"|(?<=\b[A-Za-z]{2}[0-9])[0-9](?: ?[0-9]{2}){2} ?(?P<nino>[A-Da-d])\b"
    r"|(?<=\b[A-Za-z]{2} [0-9])[0-9](?: ?[0-9]{2}){2} ?(?P<nino2>[A-Da-d])\b"
    r"|(?<=\b[STFGstfg][0-9])[0-9]{6}(?P<nric>[A-Za-z])\b"
    r")"
)
_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]")
_LED_BY = {"nie": 1, "cf": 6, "pan": 5, "curp": 4, "nino": 2, "nino2": 3, "nric": 1}
_MODULES = {"dni": "es.dni", "hetu": "fi.hetu", "ric": "cn.ric", "nie": "es.nie", "cf": "it.codicefiscale",
    "pan": "in_.pan", "curp": "mx.curp", "pps": "ie.pps", "rut": "cl.rut"}  # fmt: skip
_BESIDE = {"pps": re.compile(r"\bpps"), "nric": re.compile(r"\bnric\b|\bfin\b|identity card")}


def mixed_identity_at(text: str, lower: str, at: int) -> Finding | None:
    """Read an identity number of letters and digits whose first digit stands at `at`."""
    found = _MIXED.match(text, at)
    if not found:
        return None
    name = found.lastgroup or ""
    start = found.start() - _LED_BY.get(name, 0)
    number = text[start : found.end()].upper()
    before = lower[max(0, start - 40) : start]
    if name in _BESIDE and not _BESIDE[name].search(before):
        return None
    if name in ("nino", "nino2"):
        valid = _NINO.fullmatch(number) is not None
    elif name == "pan":
        valid = number[3] == "P" and _valid("in_.pan", number)
    else:
        valid = name == "nric" or _valid(_MODULES[name], number)
    if valid:
        shown = number in {
            "QQ123456C",
            "12345678Z",
            "00000000T",
            "ABCPE1234F",
            "X0000000T",
            "X1234567L",
            "RSSMRA85T10A562S",
        }
        return Finding("national-id", start, found.end(), FICTIONAL if shown else CERTAIN)
    return None
