"""Find personal data in a text: every detector, behind what little it takes to see that a text holds none."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.accounts import find_wallets, iban_at
from bylaw.measures.personal_data.cards import find_cards
from bylaw.measures.personal_data.degrees import FICTIONAL
from bylaw.measures.personal_data.digits import runs, stretch_at
from bylaw.measures.personal_data.folded import fold
from bylaw.measures.personal_data.hosts import find_v6, host_at
from bylaw.measures.personal_data.identities import find_identities, mixed_identity_at
from bylaw.measures.personal_data.labelled import find_labelled
from bylaw.measures.personal_data.mail import find_mail
from bylaw.measures.personal_data.phones import find_phones
from bylaw.measures.personal_data.secrets import LONG, find_secrets
from bylaw.measures.personal_data.streets import find_streets, street_at

__all__ = ["find_personal_data"]

_RANK = {"secret": 9, "iban": 8, "card": 7, "email": 7, "national-id": 6, "wallet": 6, "date-of-birth": 5,
    "document": 5, "bank-account": 5, "ip-address": 4, "address": 4, "phone": 3}  # fmt: skip
"""Which of two readings of one stretch is kept, where they are equally sure: the one whose form says more."""


@lru_cache(256)
def find_personal_data(text: str) -> tuple[Finding, ...]:
    """Find personal data, keys and passwords, in order and without overlap.

    Labels: phone, card, iban, national-id, email, address, ip-address, secret, date-of-birth, document, bank-account,
    wallet. Scores as in `degrees`: from `SURE` on it is personal data, from `PRIVATE` on a private person's.
    """
    folded = fold(text)
    findings = _settled(_found(folded.text))
    if folded.text is text:
        return findings
    placed = []
    for each in findings:
        start, end = folded.place(each.start, each.end)
        placed.append(replace(each, start=start, end=end))
    return tuple(placed)


def _found(text: str) -> Iterator[Finding]:
    lower = text.lower()
    if len(lower) != len(text):  # some capitals are two characters when small; places have to agree
        lower = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    long = [word for word in text.split() if len(word) >= LONG]
    yield from find_secrets(text, lower, " ".join(long))
    yield from find_mail(text, lower)
    digits = list(runs(text))
    if not digits:
        return
    formed = [*find_wallets(text, lower, longest=max(map(len, long), default=0)), *find_v6(text), *find_streets(text)]
    done = 0
    for start, end in digits:
        formed += _at(text, lower, start, end)
        if start >= done and (stretch := stretch_at(text, start)):
            done = stretch.end
            formed += [*find_cards(stretch), *find_identities(stretch, lower), *find_phones(text, lower, stretch)]
    yield from formed
    yield from find_labelled(text, lower, digits, formed)


def _at(text: str, lower: str, start: int, end: int) -> Iterator[Finding]:
    """Give what a run of digits begins, by what stands beside it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and end - start >= 2 and (found := iban_at(text, start)):
        yield found
    mixed = before.isalpha() or after.isalpha() or (after in ("-", "+") and end - start >= 6)
    spaced = end - start <= 2 and (after == "." or (before == " " and text[start - 2 : start - 1].isalpha()))
    if (mixed or spaced) and (found := mixed_identity_at(text, lower, start)):
        yield found
    if after == "." and end - start <= 3 and before != "." and (found := host_at(text, start)):
        yield found
    if end - start <= 5 and not before.isalpha() and (found := street_at(text, lower, start, end)):
        yield found


def _settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep, of findings that overlap, the surest; of those the one whose form says most, then the longest."""
    out: list[Finding] = []
    for each in sorted(findings, key=lambda one: (one.start, one.end, one.label)):
        while out and out[-1].end > each.start and _weight(each) > _weight(out[-1]):
            out.pop()
        if not out or out[-1].end <= each.start:
            out.append(each)
    return tuple(out)


def _weight(each: Finding) -> tuple[float, int, int]:
    # A number kept for examples in one reading is no real one in another: 4242… as a card is not an account.
    return (each.score if each.score > FICTIONAL else 0.9, _RANK[each.label], each.end - each.start)
