"""Find what only the word before it tells: passport and licence numbers, bank accounts, dates of birth.

A date of birth counts where a form names it so. In a sentence ("born on 4 September 1981") it may be anybody's whom an
encyclopaedia knows, and counts only beside other personal data.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable, Iterator, Sequence

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import LIKELY, PRIVATE

__all__ = ["find_labelled"]

_DOCUMENTS = (
    "passport", "passeport", "pasaporte", "passaporto", "paspoort", "paszport", "reisepass", "passnummer", "pass-nr",
    "パスポート", "护照", "passaporte",
    "licence", "license", "führerschein", "permis de conduire", "patente", "carné de conducir",
    "permiso de conducir", "rijbewijs", "prawo jazdy", "prawa jazdy", "dl number", "dl no", "dl#",
    "personalausweis", "ausweisnummer", "id card", "identity card", "carta d'identità", "carte d'identité",
    "documento de identidad", "dowodu", "identiteitskaart", "identiteitsbewijs",
    "medical record", "mrn", "member id", "insurance id", "versichertennummer", "patient id", "patient number",
)  # fmt: skip
_DOCUMENT = re.compile(
    r"(?<![\w-])(?P<value>(?=[A-Za-z]{0,5}[0-9])[A-Za-z0-9]{6,17}|[A-Z]{1,3} [0-9]{5,9}[A-Z]?"
    r"|[A-Z][0-9]{3}(?:-[0-9]{3,4}){2,4})(?![\w-])"
)
_ACCOUNTS = (
    "account number", "account no", "account num", "account #", "acct", "a/c", "checking account", "savings account",
    "bank account", "kontonummer", "konto-nr", "kto", "numéro de compte", "n° de compte",
    "número de cuenta", "cuenta bancaria", "conto corrente", "sort code", "sortcode", "routing", "aba no",
    "aba number", "bsb", "rekeningnummer", "bankrekening", "numer konta", "nr konta", "conta corrente", "口座番号",
    "kontonr", "clabe",
)  # fmt: skip
_ACCOUNT = re.compile(r"(?<![\w.,$€£])(?P<value>[0-9](?:[0-9 -]{4,28})[0-9])(?![\w%]|[.,][0-9])")
_APART = re.compile(r"(?<!nr)(?<!no)(?<!\bn)[.!?] |\bformat\b|\bends?\b|\bcosts?\b|\bending\b|\bexample\b")
_LABELS = (
    "date of birth", "dob", "d.o.b", "birth date", "birthdate", "date_of_birth", "dateofbirth", "birth_date",
    "geburtsdatum", "date de naissance", "fecha de nacimiento", "data di nascita", "geboortedatum", "data urodzenia",
    "data de nascimento",
    "生年月日", "出生日期", "födelsedatum", "fødselsdato", "syntymäaika", "дата рождения", "datum narození",
)  # fmt: skip
_BORN = (
    "born",
    "geb.",
    "geboren",
    "née",
    "né le",
    "nacid",
    "nato il",
    "nata il",
    "urodzon",
    "nascid",
    "födelse",
    "född",
    "生まれ",
    "birthday",
)
_ALL_DOCUMENTS, _ALL_ACCOUNTS, _ALL_LABELS, _ALL_BORN = map(frozenset, (_DOCUMENTS, _ACCOUNTS, _LABELS, _BORN))
_DATE = re.compile(
    r"(?P<value>[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}"
    r"|[0-9]{1,2}(?:st|nd|rd|th|\.|º)?[ -](?:of |de )?[^\W\d_]{3,11}\.?,?[ -](?:de )?(?:19|20)[0-9]{2}"
    r"|[^\W\d_]{3,11}\.? [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])(?![0-9]|[./-][0-9])"
)
_LONG_AGO = re.compile(r"1[0-8][0-9]{2}|190[0-9]|191[0-4]")
_NEAR = 160
"""Characters within which another datum makes a birth a private one's: less than the least context of a window."""


_WORD = re.compile(r"[^\W\d_]+")
_REACH = 48
_SCRIPTS_WITHOUT_SPACES = "\u2e80"
"""From here on, characters of scripts that write no spaces."""


def _start(word: str) -> str:
    found = _WORD.match(word)
    return found[0][:3] if found else word[:1]


_BY_START: dict[str, frozenset[str]] = {}
for _each in (*_DOCUMENTS, *_ACCOUNTS, *_LABELS, *_BORN):
    _key = _start(_each) if _each < _SCRIPTS_WITHOUT_SPACES else ""
    _BY_START[_key] = _BY_START.get(_key, frozenset()) | {_each}
_UNSPACED = _BY_START.pop("")


def find_labelled(
    text: str, lower: str, digits: Sequence[tuple[int, int]], others: Sequence[Finding]
) -> Iterator[Finding]:
    """Find what is named by the word before it.

    Args:
        text: folded.
        lower: the same in lower case.
        digits: the runs of digits.
        others: what was found by its form.
    """
    for start, end, words in _regions(lower, digits):
        yield from _named(text, _places(lower, start, end, words & _ALL_DOCUMENTS), lower, _DOCUMENT, "document")
        yield from _named(text, _places(lower, start, end, words & _ALL_ACCOUNTS), lower, _ACCOUNT, "bank-account")
        yield from _born(text, _places(lower, start, end, words & _ALL_LABELS))
        yield from _born(text, _places(lower, start, end, words & _ALL_BORN), beside=others)


def _regions(lower: str, digits: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Give the stretches before numbers in which a word begins as one of ours does, and which words those may be."""
    begin = last = -1
    looked = 0
    words: frozenset[str] = frozenset()
    for start, end in digits:
        if start < looked or not (end - start >= 4 or _goes_on(lower, start, end)):
            continue
        head = lower[max(0, start - _REACH) : start]
        looked = start + 4
        fired = [_BY_START[key] for word in _WORD.findall(head) if (key := word[:3]) in _BY_START]
        if head and max(head) >= _SCRIPTS_WITHOUT_SPACES:
            fired.append(_UNSPACED)
        if not fired:
            continue
        if begin >= 0 and start - _REACH > last:
            yield begin, last, words
            begin, words = -1, frozenset()
        begin = begin if begin >= 0 else max(0, start - _REACH)
        last, words = start, words.union(*fired)
    if begin >= 0:
        yield begin, last, words


def _goes_on(lower: str, start: int, end: int) -> bool:
    """Whether a short run of digits is part of something longer: a date, a sort code, letters and digits mixed."""
    after = lower[end : end + 2]
    if after[:1] in ("/", ".", "-"):
        return after[1:].isdigit()
    return after[:1].isalpha() or lower[start - 1 : start].isalpha()


def _places(lower: str, start: int, end: int, words: frozenset[str]) -> Iterator[int]:
    """Give the places behind these words, longest words first."""
    for word in sorted(words, key=lambda one: (-len(one), one)):
        at = lower.find(word, start, end)
        while at >= 0:
            if at == 0 or not lower[at - 1].isalpha() or not word.isascii():
                yield at + len(word)
            at = lower.find(word, at + len(word), end)


def _named(text: str, places: Iterable[int], lower: str, value: re.Pattern[str], label: str) -> Iterator[Finding]:
    for at in places:
        line = text.find("\n", at, at + 44)
        found = value.search(text, at, line if line >= 0 else at + 44)
        if not found:
            continue
        least = 6 if label == "bank-account" else 3 if len(found["value"]) > 8 else 4
        if sum(each.isdigit() for each in found["value"]) >= least and not _APART.search(lower, at, found.start()):
            yield Finding(label, found.start("value"), found.end("value"), LIKELY)


def _born(text: str, places: Iterable[int], beside: Sequence[Finding] | None = None) -> Iterator[Finding]:
    for at in places:
        found = _DATE.search(text, at, at + 40)
        if not found or found.start() - at > 16 or _LONG_AGO.search(found["value"]):
            continue
        if beside is not None and not any(
            each.score >= PRIVATE and each.start - _NEAR < found.end() and found.start() < each.end + _NEAR
            for each in beside
        ):
            continue
        yield Finding("date-of-birth", found.start("value"), found.end("value"), LIKELY)
