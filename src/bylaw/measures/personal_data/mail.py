"""Find e-mail addresses, spelled out ones too ("name at domain dot com").

An address counts less where its name or its domain is kept for examples, or where it is an office's and no person's.
Source: RFC 5322, RFC 2606 and RFC 6761 (reserved names), RFC 2142 (mailboxes of organisations).
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - tables of words are easier to read and to add to as words

import re
from collections.abc import Iterator

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY, PUBLIC

__all__ = ["find_mail"]

_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^{|}~-]{1,64}$")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})(?![\w@])")
_BRACKETED = ("(at)", "[at]", "{at}", "<at>", "( at )", "[ at ]", "(ät)", "(@)", "[@]")
_WORDED = (" at ", " arobase ", " arroba ", " chiocciola ", " małpa ")
_BRACKET = re.compile(r"[\[({<] ?(?:at|ät|@) ?[\])}>]")
_DOT = (
    r"(?:\s{0,2}[\[({<]\s?(?:dot|punkt|point|punto|ponto|\.)\s?[\])}>]\s{0,2}|\s(?:dot|punkt|point|punto|ponto"
    r"|kropka)\s|\s?\.\s?)"
)
_SPELLED_DOMAIN = re.compile(rf"[a-z0-9][a-z0-9-]{{1,62}}(?:{_DOT}[a-z0-9][a-z0-9-]{{1,30}}){{1,3}}", re.IGNORECASE)
_SPELLED_DOT = re.compile(_DOT, re.IGNORECASE)
_TLDS = frozenset(
    "com org net edu gov io dev co me info biz de fr uk es it nl pl se no dk fi at ch be pt br in jp cn ru au ca us e"
    "u app ai tv xyz cz ro hu gr ie nz za mx ar tech online".split())  # fmt: skip
_PROVIDERS = frozenset(
    "gmail googlemail outlook hotmail live yahoo ymail gmx web proton protonmail icloud me aol mail wp onet o2 orange"
    " free laposte libero virgilio t-online posteo mailbox uol bol terra yandex rambler qq 163 naver fastmail zoho tu"
    "tanota".split())  # fmt: skip
_FILES = frozenset(
    "png jpg jpeg gif svg webp css js ts py md txt json html xml yml yaml sh zip gz tar pdf local".split()
)

_RESERVED = re.compile(
    r"(?:^|\.)example(?:\.[a-z.]{2,6})?$|(?:^|\.)(?:test|invalid|localhost|local|lan|internal)$"
    r"|^(?:your|my|our|their|some|any|the)?-?_?(?:domain|company|site|website|email|mail|business|organi[sz]ation"
    r"|host|server|app|brand|school|store)\.(?:com|org|net|io|edu|co)$"
    r"|^(?:acme|xyz|abc|foo|bar|test|sample|placeholder|contoso|fabrikam)\.(?:com|org|net|io)$"
)
_STAND_IN = re.compile(
    r"^(?:you|your[._-]?\w*|my[._-]?(?:name|email)|user(?:name)?\d*|name|email|e-?mail|someone|somebody|test\d*|foo"
    r"|bar|x{1,5}|first(?:name)?[._-]?last(?:name)?|"
    r"first\.last|(?:john|jane)[._-]?(?:doe|smith)|recipient|sender|address|person|example|max\.mustermann"
    r"|erika\.mustermann|mario\.rossi|jan\.kowalski)$"
)
_OFFICE = frozenset(
    """info support sales contact kontakt contacto contatto contato hello hi hallo office buero büro admin
    administrator webmaster postmaster hostmaster abuse
    noreply no-reply donotreply do-not-reply press presse prensa media jobs careers karriere hr recruiting billing
    invoice accounting privacy datenschutz dpo security legal
    help helpdesk service kundenservice customerservice customercare care team mail marketing feedback newsletter
    news orders order bestellung booking bookings
    reservations reservation reservas reception rezeption events enquiries inquiries enquiry general secretary
    sekretariat editor redaktion shop store webshop returns
    compliance partners partnerships investors ir membership members registrar admissions library bugs list lists
    announce subscribe unsubscribe mailer-daemon root
    geral atendimento suporte ventas soporte ayuda vendite assistenza prenotazioni biuro pomoc sprzedaz accueil
    mairie verkauf vertrieb""".split()
)


def find_mail(text: str, lower: str) -> Iterator[Finding]:
    """Find e-mail addresses; `evidence` holds the plain form of one that was spelled out."""
    at = text.find("@")
    spaced = at >= 0
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1, at + 320)
        local = _LOCAL.search(text, max(0, at - 64), at) if domain else None
        if domain and local:
            start = local.start() + len(local[0]) - len(local[0].lstrip(".'/=*|`~&{}-"))
            if start < at and domain[0].rsplit(".", 1)[1].lower() not in _FILES:
                score = _score(lower[start:at], domain[0].lower())
                if score is not None and not _is_path(text, start, domain.end()):
                    yield Finding("email", start, domain.end(), score)
        at = text.find("@", at + 1)
    if spaced and " @ " in text:
        yield from _spelled(text, lower, (" @ ",))
    if _BRACKET.search(lower):
        yield from _spelled(text, lower, _BRACKETED)
    if (
        " dot " in lower
        or "arob" in lower
        or "arrob" in lower
        or "chiocc" in lower
        or "małpa" in lower
        or "dot]" in lower
    ):
        yield from _spelled(text, lower, _WORDED)


def _spelled(text: str, lower: str, signs: tuple[str, ...]) -> Iterator[Finding]:
    for sign in signs:
        at = lower.find(sign)
        while at >= 0:
            after, before = at + len(sign), at
            while text[after : after + 1] == " ":
                after += 1
            while text[before - 1 : before] == " ":
                before -= 1
            if found := _spelled_at(text, before, after, sign):
                yield found
            at = lower.find(sign, at + 1)


def _spelled_at(text: str, before: int, after: int, sign: str) -> Finding | None:
    domain = _SPELLED_DOMAIN.match(text, after, after + 160)
    local = _LOCAL.search(text, max(0, before - 64), before) if domain else None
    if not domain or not local:
        return None
    plain = _SPELLED_DOT.sub(".", domain[0]).lower()
    labels = plain.split(".")
    end = domain.end()
    while len(labels) > 1 and labels[-1] not in _TLDS:  # the next sentence's first word
        dots = list(_SPELLED_DOT.finditer(text, domain.start(), end))
        if not dots:
            break
        end = dots[-1].start()
        labels.pop()
    name = local[0].strip(".,;:'")
    if len(labels) < 2 or labels[-1] not in _TLDS or len(name) < 2 or labels[0] in {"the", "a", "this", "that", "my"}:
        return None
    bracketed = sign in _BRACKETED
    in_words = sign in _WORDED
    spelled_dot = re.search(r"[^\W\d]\s|[\])}>]", text[domain.start() : end]) is not None
    telling = re.search(r"[._\d+-]", name) is not None or labels[0] in _PROVIDERS
    if bracketed or (telling and (spelled_dot or not in_words)):
        canonical = f"{name}@{'.'.join(labels)}".lower()
        score = _score(name.lower(), ".".join(labels))
        start = local.end() - len(local[0].lstrip(".,;:'"))
        if score is not None:
            return Finding("email", start, end, min(score, LIKELY), evidence=canonical)
    return None


def _score(local: str, domain: str) -> float | None:
    if _RESERVED.search(domain) or _STAND_IN.match(local):
        return FICTIONAL
    if (
        local in _OFFICE
        or local.split("+", maxsplit=1)[0] in _OFFICE
        or local.replace(".", "").replace("_", "") in _OFFICE
    ):
        return PUBLIC
    if (
        any(part in _OFFICE for part in re.split(r"[._-]", local)[:1])
        and domain.split(".", maxsplit=1)[0] not in _PROVIDERS
    ):
        return PUBLIC
    return CERTAIN


def _is_path(text: str, start: int, end: int) -> bool:
    """Tell a remote repository (`git@host:path`) and the inside of a URL's credentials from an address."""
    if text.startswith(("git@", "hg@", "svn@"), start):
        return True
    return text[max(0, start - 3) : start] == "://" or (
        start > 0 and text[start - 1] == ":" and "://" in text[max(0, start - 80) : start]
    )
