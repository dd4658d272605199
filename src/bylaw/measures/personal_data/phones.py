"""Find telephone numbers, by phonenumbers, behind shapes that cost little.

A number with its country code is tried as it stands. One without is tried for the countries that write numbers so, and
where its shape could be an order's or a price's, a word for telephones has to stand near. What the numbering plans keep
for fiction, and numbers of hotlines and offices, count less. Source: ITU-T E.164; NANPA and Ofcom on fictional numbers.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from functools import lru_cache

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY, PUBLIC
from bylaw.measures.personal_data.digits import LONGEST, Stretch

__all__ = ["find_phones"]

_WORDS = re.compile(
    r"phone|\btel\b|tel[.:]|tél|telef|teléf|mobil|móvil|\bcell|cellulare|whatsapp|\bsms\b|\btext (?:me|him|her|them)"
    r"|\bcall\b|\bring\b|\bfax|\bdial|handy|\bnatel|\bruf|anruf|erreich|appel|joindre|llam|chiam|\bbel\b|\bbellen"
    r"|gsm|zadzwo|komórk|telemóvel|celular|ligue|"
    r"reach|landline|festnetz|電話|携帯|电话|手机|전화|टेलीफोन|फ़ोन|هاتف|тел|\bpuhelin|\bsignal\b"
)
_WEAK = re.compile(r"numéro|nummer|número|numero|number|numer\b|\bcontact")
_NOT_A_PHONE = re.compile(
    r"order|bestell|invoice|rechnung|\bref\b|réf|sku|isbn|issn|serial|part no|artikel|article|ticket|case (?:no"
    r"|number)|tracking|shipment|version|\bid\b|epoch|timestamp|\bts=|patent|commit|model|pmid|flight|costs?\b|price"
    r"|\$ ?$|€ ?$|£ ?$|grid|lat|lon|sum of|revenue|budget|issue|#$|\bnhs\b|\bbsn\b|\btfn\b|\bsin\b|account|kont[oa]"
    r"|routing|sort code|passport|licen[cs]e|route|score|rekening|record|member|\bbank|acct|customer|patient|a/c"
    r"|\bpin\b|social|security number|tax|steuer|versicherung"
)
_OF_AN_OFFICE = re.compile(
    r"hotline|helpline|lifeline|customer (?:service|support|care)|support (?:line|number|is)|switchboard|front desk"
    r"|reception|reservation|booking|ticket office|box office|press office|embassy|consulate|ministry|ministerium"
    r"|museum|hotel|restaurant|clinic|hospital|"
    r"police|polizei|fire (?:department|brigade)|poison|emergency|kundenservice|kundendienst|zentrale|servicenummer"
    r"|bürgertelefon|seelsorge|service client|numéro vert|standard :|servicio de atención|atención al cliente"
    r"|numero verde|klantenservice|infolinia|university|council|town hall|headquarters|toll.?free|airline|library"
)  # fmt: skip
_PLUS = re.compile(r"\+ ?\(?[0-9](?:[ \t./()-]{0,3}[0-9]){6,16}")
_NANP = re.compile(r"(?:1[ .-])?\(?[2-9][0-9]{2}\)?[ .-]{1,2}[2-9][0-9]{2}[ .-][0-9]{4}")
_LEADING_ZERO = re.compile(r"\(?0[1-9][0-9]{0,4}\)?(?:[ ./-]{1,2}\(?[0-9]{1,8}\)?){1,5}|0[1-9][0-9]{8,10}")
_BRAZIL = re.compile(r"\(?[1-9]{2}\)? ?9?[0-9]{4}-[0-9]{4}")
_DATE_LIKE = re.compile(
    r"(?:0?[1-9]|[12][0-9]|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)?[0-9]{2}(?![0-9])|(?:19|20)[0-9]{2}[./-]"
)
_ZERO_REGIONS = (
    "GB",
    "FR",
    "DE",
    "IT",
    "NL",
    "BE",
    "CH",
    "AT",
    "SE",
    "JP",
    "AU",
    "IN",
    "ZA",
    "FI",
    "NZ",
    "TR",
    "ID",
    "KR",
    "CN",
    "IE",
    "RO",
    "IL",
)
_BARE_REGIONS = ("US", "ES", "IT", "PL", "PT", "IN", "MX", "NO", "DK", "BR", "CZ", "SG", "HK", "GR", "CN")
_FICTION = re.compile(
    r"\+1[2-9][0-9]{2}55501[0-9]{2}"
    r"|\+44(?:7700900|1632960|2079460|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960"
    r"|1614960|1914980|8081570|9098790|3069990)[0-9]{3}"
    r"|\+61(?:491570[0-9]{3}|[2378](?:5550|7010)[0-9]{4}|1800160401)"
)
_COUNTED_OUT = frozenset(
    {"1234567890", "0123456789", "9876543210", "0987654321", "1112223333", "1231231234", "5551234567"}
)
_FIRST = re.compile(r"(?:(?<=[ \t(])|(?<![0-9./()-]))[0-9]")


def find_phones(text: str, lower: str, stretch: Stretch) -> Iterator[Finding]:
    """Find telephone numbers in and around a stretch of digits; `evidence` holds each in E.164."""
    start = stretch.start
    lead = text[max(0, start - 3) : start]
    if "+" in lead and (plus := _PLUS.match(text, start - len(lead) + lead.rindex("+"))):
        for end in _ends(text, plus.start(), plus.end()):
            if number := _parsed(text[plus.start() : end]):
                yield _finding(lower, plus.start(), end, number, CERTAIN)
                break
        else:
            return
        start = end
        if stretch.end - start < 7:
            return
        stretch = Stretch(text, start, stretch.end)
    before = lower[max(0, stretch.start - 40) : stretch.start]
    named: bool | None = None
    taken = 0
    for first in _starts(text, stretch):
        if first < taken:
            continue
        for end in _ends(text, first, stretch.end):
            written = text[first:end]
            if not 7 <= len(written) - sum(map(written.count, " -./()\t")) <= 16:
                continue
            if named is None:
                named = _is_named(before)
            if found := _national(text, lower, first, end, named=named and first - stretch.start < 24, before=before):
                yield found
                taken = found.end
                break


@lru_cache(maxsize=256)
def _is_named(before: str) -> bool:
    if _NOT_A_PHONE.search(before):
        return _WORDS.search(before) is not None and not _NOT_A_PHONE.search(before[-16:])
    return _WORDS.search(before) is not None or _WEAK.search(before) is not None


def _starts(text: str, stretch: Stretch) -> Iterator[int]:
    """Give the places where a number may begin: a group's first digit, or the bracket before it."""
    for found in _FIRST.finditer(text, stretch.start, stretch.end):
        at = found.start()
        yield at - 1 if text[at - 1 : at] == "(" else at


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Give the places where a number from `start` may end: whole groups, the most first."""
    groups = [each.end() for each in re.finditer(r"[^ \t]+", text[start : min(end, start + 30)])]
    for each in reversed(groups[:LONGEST]):
        yield start + each


def _national(text: str, lower: str, start: int, end: int, *, named: bool, before: str) -> Finding | None:
    written = text[start:end]
    after = text[end : end + 1]
    if (after.isalpha() and after.isascii()) or text[end : end + 2] in (".0", "-0") or _DATE_LIKE.match(written):
        return None
    digits = "".join(each for each in written if each.isdigit())
    zero = digits.startswith("0")
    if _NANP.fullmatch(written):
        regions: tuple[str, ...] = _BARE_REGIONS if named else ("US",)
    elif _BRAZIL.fullmatch(written) and written.startswith("("):
        regions = ("BR",)
    elif named:
        regions = _ZERO_REGIONS if zero else _BARE_REGIONS
    elif digits.startswith("00") and _tidy(written):
        regions = ()
    elif _LEADING_ZERO.fullmatch(written) and _tidy(written):
        regions = _ZERO_REGIONS
    else:
        return None
    if not named and (_NOT_A_PHONE.search(before) or before.endswith(("-", ".", "/", ":", "=", "#", "_"))):
        return None
    if digits.startswith("00") and (number := _parsed("+" + digits[2:])):
        return _finding(lower, start, end, number, CERTAIN if named else LIKELY)
    number = _in_one_of(regions, digits)
    return _finding(lower, start, end, number, CERTAIN if named else LIKELY) if number else None


def _tidy(written: str) -> bool:
    """Whether a number with a leading zero is written as one: in groups, neither all of one digit nor a decimal."""
    groups = re.split(r"[ ./()-]+", written.strip("()"))
    return 2 <= len(groups) <= 6 and (" " in written or "-" in written or "/" in written or written.count(".") > 2)


def _finding(lower: str, start: int, end: int, number: tuple[str, str], score: float) -> Finding:
    e164, kind = number
    if kind == "fiction":
        score = FICTIONAL
    elif kind == "office" or _OF_AN_OFFICE.search(lower[max(0, start - 80) : start]):
        score = PUBLIC
    return Finding("phone", start, end, score, evidence=e164)


_CODES = {
    "GB": 44, "FR": 33, "DE": 49, "IT": 39, "NL": 31, "BE": 32, "CH": 41, "AT": 43, "SE": 46, "JP": 81, "AU": 61,
    "IN": 91, "ZA": 27, "FI": 358, "NZ": 64,
    "TR": 90, "ID": 62, "KR": 82, "CN": 86, "IE": 353, "RO": 40, "IL": 972, "US": 1, "ES": 34, "PL": 48, "PT": 351,
    "MX": 52, "NO": 47, "DK": 45, "BR": 55,
    "CZ": 420, "SG": 65, "HK": 852, "GR": 30,
}  # fmt: skip


@lru_cache(4096)
def _in_one_of(regions: tuple[str, ...], digits: str) -> tuple[str, str] | None:
    """Read a number without its country's code: as a household's in one of these countries, else as what it is."""
    if len(digits) == 11 and digits.startswith("1") and "US" in regions:
        return _parsed("+" + digits)
    if digits in _COUNTED_OUT:
        return digits, "fiction"
    read = None
    for region in regions:
        # Italy's numbers keep their zero, all others lose it behind the country's code.
        national = digits if region == "IT" else digits.removeprefix("0")
        number = _parsed(f"+{_CODES[region]}{national}")
        if number and (number[1] != "office" or region == "US"):
            return number
        read = read or number
    return read


@lru_cache(8192)
def _parsed(written: str) -> tuple[str, str] | None:
    """Give (E.164, kind) of a number that the plan of its country gives out; kind is `fiction`, `office` or empty."""
    import phonenumbers  # it reads its metadata country by country, when asked

    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if _FICTION.fullmatch(e164):
        return e164, "fiction"
    if not phonenumbers.is_valid_number(number):
        return None
    kinds = phonenumbers.PhoneNumberType
    offices = (kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST, kinds.UAN, kinds.VOICEMAIL)
    return e164, "office" if phonenumbers.number_type(number) in offices else ""
