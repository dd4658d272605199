"""Find postal addresses: a house number beside a street's name, as a dozen languages write them.

A street address alone may be a museum's, so it counts as a person's only beside a word of dwelling.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - tables of words are easier to read and to add to as words

import re
from collections.abc import Iterator

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import LIKELY, PLACE

__all__ = ["find_streets", "street_at"]

_UNIT = (
    r"(?:,? (?:Apt|Apartment|Unit|Suite|Ste|Flat|apto|piso|m|int|lok|App|Whg|bus)\b\.? ?[\w-]{1,5}"
    r"|,? [0-9]{1,2}\.?[ºo] ?[A-Z]?)?"
)
_CODE = (
    r"(?:[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|[A-Z]{2,3} [0-9]{4,5}(?:-[0-9]{4})?|[0-9]{5}(?:-[0-9]{3,4})?"
    r"|[0-9]{4} ?[A-Z]{2}\b|[0-9]{2}-[0-9]{3}|[0-9]{3} [0-9]{2}|[0-9]{4})"
)
_TOWN = r"[^\W\d_a-z][\w'’.-]{1,24}(?: [^\W\d_a-z][\w'’.-]{1,24}){0,2}"
_TAIL = re.compile(
    rf"{_UNIT}(?:(?:,? {_TOWN}){{0,2}},? {_CODE}(?: {_TOWN})?|,? {_CODE} {_TOWN}|, {_TOWN}(?=[.,;)]|$))?"
)

_EN_LAST = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace|Crescent|Close"
    r"|Square|Sq|Parade|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Row|Mews|Gardens|Grove|Hill|Walk|Quay|Wharf|Rise"
    r"|Esplanade)"
)
_ENGLISH = re.compile(
    r"(?<![\w.,-])[0-9]{1,5}[A-Za-z]?(?:[/-][0-9]{1,5}[A-Za-z]?)?,? (?:[NSEWnsew]{1,2}\.? )?"
    rf"(?!(?i:{_EN_LAST}) )(?:[A-Z][\w'’-]{{0,24}}|[0-9]{{1,3}}(?:st|nd|rd|th|ST|ND|RD"
    rf"|TH)) (?:(?:[A-Z][\w'’-]{{0,24}}|of|the|de|la|del) ){{0,2}}(?:{_EN_LAST}"
    rf"|{_EN_LAST.upper()})\b\.?(?: [NSEW]{{1,2}}\b)?"
)
_UNIT_BEFORE = re.compile(r"\b(?:Flat|Unit|Apt\.?|Apartment|Suite|Room) [0-9]{1,4}[A-Za-z]?,? $", re.IGNORECASE)
_ENGLISH_LOWER = re.compile(
    r"[0-9]{1,5}[a-z]? (?:[a-z][a-z'’-]{2,24} ){1,2}(?:street|avenue|ave|road|lane|boulevard|crescent|terrace|drive"
    r"|court)\b"
)
_FRENCH = re.compile(
    r"(?<![\w.,-])[0-9]{1,4}(?: ?(?:bis|ter|quater|[A-D]))?,? (?i:rue|avenue|av\.|boulevard|bd|impasse|chemin|allée"
    r"|place|quai|cours|route|square|passage|sentier|faubourg) "
    r"(?:(?:de la|de l['’]|du|des|de|la|le|l['’]|d['’]) ?){0,2}[^\W\d_a-zß-ÿ][\w'’-]{1,30}(?: (?:de |la |du |des "
    r"|d['’])?[^\W\d_a-zß-ÿ][\w'’-]{1,30}){0,3}"
)
_JAPANESE = re.compile(
    r"(?:[一-龥]{2,3}[都道府県])[^\s、。「」()]{1,20}?[0-9]{1,4}(?:(?:丁目|番地?|号|-|の)[0-9]{0,4}){1,6}"
)
_BOX = re.compile(
    r"p\.? ?o\.? ?box:? [0-9]{1,6}|\b(?:postfach|apartado(?: de correos)?|casella postale|boîte postale"
    r"|postbus) [0-9]{1,6}"
)

_FIRST_WORDS = frozenset(
    """calle c/ avda avda. avenida plaza paseo ronda camino glorieta via viale piazza corso vicolo largo rua av.
    travessa alameda praça estrada
    ul. al. os. pl. ulica ulicy aleja am an auf im in zum zur unter""".split()
)
_NAME = (
    r"[^\W\d_a-zß-ÿ][\w'’.-]{0,30}|[a-z]{1,3}['’][^\W\d_a-z][\w-]+|de|del|della|delle|dei|di|da|das|dos|do|la|las"
    r"|los|el|e|y|i|van|den|[IVX]{1,4}|[0-9]{1,2}(?= de)"
)
_BY_FIRST = re.compile(
    r"(?:^|[\s(,:;.–\"-])(?P<first>(?:calle|c/|avda\.?|avenida|plaza|paseo|ronda|camino|glorieta|via|viale|piazza"
    r"|corso|vicolo|largo|rua|av\.|travessa|alameda|praça|estrada|ul\.|al\.|os\.|pl\.|ulica|ulicy|aleja|"
    rf"Calle|C/|Avda\.?|Avenida|Plaza|Paseo|Ronda|Camino|Via|Viale|Piazza|Corso|Vicolo|Largo|Rua|Av\.|Travessa"
    rf"|Alameda|Praça|Estrada|Ul\.|Al\.|Os\.|Pl\.|CALLE|VIA|RUA"
    rf"|AVENIDA) (?:(?:{_NAME}) ){{0,4}}(?:[^\W\d_a-z][\w'’.-]{{1,30}}|[0-9]{{1,2}} de [\w]+"
    rf"|[IVX]{{1,4}})),?(?: (?:n\.?[ºo°]?|nº|nr\.?|numero|número|numer))?,? $"
)
_SUFFIX = re.compile(
    r"(?:^|[\s(,:;\"-])(?P<first>(?:(?:[^\W\d_a-zß-ÿ][\w.-]{1,24}) ){0,1}[^\W\d_a-zß-ÿ][\w'-]{2,30}(?<!Arbeits)(?<!Pa"
    r"rk)(?<!Sitz)(?<!Stell)(?<!Steh)(?<!Spiel)(?:(?:[sS]tra(?:ß|ss)e|STRASSE|(?:s|-S)tr\.|weg|allee|gasse|platz"
    r"|damm|(?<!ä)ufer|straat|laan|gracht|plein|(?<!de)kade|dijk|singel|steeg|kaai|"
    r"gatan|vägen|gränd|torget|stigen|allén|(?<!bri)(?<!rene)gade|vej|gata|veien|katu|kuja|polku)|(?<= )(?:Straße"
    r"|Str\.|Weg|Allee|Gasse|Platz|Ufer))|(?:[A-ZÄÖÜ][\w-]{2,24}er Stra(?:ß|ss)e)),? (?:nr\.? )?$"
)
_UMWEG = re.compile(r"(?:Um|Heim|Aus|Hin|Rück|Schul|Rad|Fuß|Bürger|Feld|Wald|Norw)weg |(?:Bahn|Fried)hof ")
_AT_THE = re.compile(
    r"(?:^|[\s(,:;\"])(?P<first>(?:Am|An der|An den|Auf dem|Auf der|Im|In der|In den|Zum|Zur"
    r"|Unter den) [A-ZÄÖÜ][\wäöüß-]{2,24}) $"
)
_NUMBER_SIGNS = frozenset(
    {
        "nº",
        "no",
        "no.",
        "n.",
        "n°",
        "n",
        "nr",
        "nr.",
        "numero",
        "número",
        "numer",
        "str.",
        "box",
        "postfach",
        "correos",
        "postale",
        "postbus",
    }
)
_BOX_WORDS = ("box", "postfach", "apartado", "correos", "postale", "postbus")
_HOME = re.compile(r"\b(?:apt|flat|apartment|apto)\b", re.IGNORECASE)
_IN_ITALIAN = re.compile(r"(?:\bin|[:,]|^|abita|residente|indirizzo|presso|casa)\s*$", re.IGNORECASE)
_SUFFIXES = ("straße", "strasse", "str.", "weg", "allee", "gasse", "platz", "damm", "ufer", "straat", "laan",
    "gracht", "plein", "kade", "dijk", "singel", "steeg", "kaai", "gatan", "vägen", "gränd", "torget", "stigen",
    "allén", "gade", "vej", "gata", "veien", "katu", "kuja", "polku")  # fmt: skip
_HOUSE = re.compile(
    r"(?<= )[0-9]{1,4}(?: ?[a-dA-D](?![\w]))?(?:[/-][0-9]{1,3}[a-zA-Z]?|[/-][A-Z]{1,3}|[A-Z])?(?![\w%€$]"
    r"|[.,:][0-9])(?! (?:Uhr|h|km|m(?!\.)|min|kg|Prozent|percent|times|mal|Mal|Runden|Tage|días|giorni|dias|dni"
    r"|users|points|árboles)\b)"
)
_DWELLS = re.compile(
    r"\b(?:lives?|lived|living|resid\w+|home\b|moved|moving|renting|rents|ship (?:it|them|to)|deliver|mail goes"
    r"|address(?: is|:|$)|her address|his address|my address|your address|wohn\w*|anschrift|zuhause|haust|zieht"
    r"|gezogen|paket|habite|domicile|domicili\w+|chez|adresse ?:|vive\b|reside\b|residente|abita|casa|mora\b|"
    r"endereço|entregar|woont|adres:|verhuisd|mieszka|zamieszka\w+|bor på|bosatt|flyttade|asuu|apartment|flat|apt"
    r"|born|dob|ssn|patient|tenant|stays at|staying at)\b"
    r"|住所|自宅|実家|送り先|住んで|\b(?:Mrs?|Ms|Herrn?|Frau|Mme)\b|c/o",
    re.IGNORECASE,
)
_PUBLIC_PLACE = re.compile(
    r"museum|museo|musée|hotel|restaurant|store|shop|office|city hall|town hall|rathaus|mairie|library|station|theat"
    r"|church|airport|school|university|clinic|hospital|headquarter|embassy|visit us|市役所|opens",
    re.IGNORECASE,
)


def street_at(text: str, lower: str, start: int, end: int) -> Finding | None:
    """Read a postal address whose house number is the digits from `start` to `end`."""
    found = _number_first(text, start, end) or _number_last(text, lower, start)
    return _finding(text, *found) if found else None


def find_streets(text: str) -> Iterator[Finding]:
    """Find addresses that are written from the prefecture down."""
    if not text.isascii() and any(each in text for each in "都道府県"):
        for found in _JAPANESE.finditer(text):
            yield _finding(text, *found.span())


def _finding(text: str, start: int, end: int) -> Finding:
    near, here, after = text[max(0, start - 60) : start], text[start:end], text[end : end + 24]
    dwells = _DWELLS.search(near) or _DWELLS.search(after) or _HOME.search(here)
    public = _PUBLIC_PLACE.search(near) or _PUBLIC_PLACE.search(after)
    return Finding("address", start, end, LIKELY if dwells and not public else PLACE)


def _number_first(text: str, start: int, end: int) -> tuple[int, int] | None:
    after = text[end : end + 2].lstrip(", ")
    if end - start > 5 or not (after[:1].isalnum() or after[:1] in "/-") or text[start - 1 : start] in (".", ","):
        return None
    if not after[:1].islower() or text[end : end + 1].isalpha():
        if found := _ENGLISH.match(text, start):
            unit = _UNIT_BEFORE.search(text, max(0, start - 16), start)
            return _with_tail(text, unit.start() if unit else start, found.end())
    if found := _FRENCH.match(text, start):
        return _with_tail(text, start, found.end())
    if after[:1].islower() and (found := _ENGLISH_LOWER.match(text, start)):
        if _DWELLS.search(text, max(0, start - 40), start):
            return found.span()
    return None


def _number_last(text: str, lower: str, at: int) -> tuple[int, int] | None:
    if text[at - 1 : at] != " " or not (
        text[at - 2 : at - 1].isalpha() or text[at - 2 : at - 1] in (".", ",", "º", "°")
    ):
        return None
    head = text[max(0, at - 56) : at]
    names = head.split()
    if not (names[-1][0].isupper() or names[-1].lower() in _NUMBER_SIGNS) or not (house := _HOUSE.match(text, at)):
        return None
    word = lower[max(0, at - 24) : at].rstrip(" ,").removesuffix(" nr").removesuffix(" nr.")
    if word.endswith(_BOX_WORDS):
        box = _BOX.search(lower, max(0, at - 24), house.end())
        return _with_tail(text, box.start(), box.end()) if box else None
    street = None
    if word.endswith(_SUFFIXES):
        street = _SUFFIX.search(head)
        if street and _UMWEG.search(head):
            street = None
    if street is None and not _FIRST_WORDS.isdisjoint(head.lower().replace("(", " ").split()):
        street = _BY_FIRST.search(head) or _AT_THE.search(head)
    if street is None:
        return None
    start = at - len(head) + street.start("first")
    begin, end = _with_tail(text, start, house.end())
    bare = end == house.end()
    named = street["first"].lower()
    year = len(house[0]) == 4 and house[0][:2] in ("18", "19", "20")
    weak = named.startswith(("am ", "an de", "auf de", "im ", "in de", "zum ", "zur ", "unter den"))
    near = text[max(0, start - 40) : start]
    if bare and (year or weak) and not _DWELLS.search(near):
        return None
    if bare and named.startswith("via ") and not _IN_ITALIAN.search(near):
        return None  # "available via Windows 11"
    return begin, end


def _with_tail(text: str, start: int, end: int) -> tuple[int, int]:
    tail = _TAIL.match(text, end)
    return start, tail.end() if tail else end
