"""Find personal data with presidio-analyzer's pattern recognisers too, where the extra `presidio` is installed.

Only its patterns: names and places would take its language model, which is no pattern and is not asked for here.
"""
# SPDX-License-Identifier: Apache-2.0

from functools import cache
from importlib.util import find_spec
from typing import Any

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.find import find_personal_data

__all__ = ["find_with_presidio", "presidio_is_there"]

_LABELS = {
    "PHONE_NUMBER": "phone", "CREDIT_CARD": "card", "IBAN_CODE": "iban", "EMAIL_ADDRESS": "email",
    "IP_ADDRESS": "ip-address", "CRYPTO": "wallet",
    "US_BANK_NUMBER": "bank-account", "US_PASSPORT": "document", "US_DRIVER_LICENSE": "document",
    "IT_PASSPORT": "document", "IT_DRIVER_LICENSE": "document",
    "IT_IDENTITY_CARD": "document", "IN_PASSPORT": "document", "UK_PASSPORT": "document", "DE_PASSPORT": "document",
    "MEDICAL_LICENSE": "document",
}  # fmt: skip
_PASSED_OVER = frozenset({"URL", "DATE_TIME", "MAC_ADDRESS"})
_OPENS_SOCKETS = frozenset({"EmailRecognizer", "UrlRecognizer"})
"""They fetch the list of public suffixes from the network; addresses are found without."""
LEAST = 0.5
"""Presidio's scores below this are of bare digit runs without their word; see docs/evidence/personal_data.md."""


def presidio_is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("presidio_analyzer") is not None


def find_with_presidio(text: str, *, least: float = LEAST) -> tuple[Finding, ...]:
    """Give our findings and, where none of ours stands, presidio's; ours alone where it isn't installed."""
    ours = find_personal_data(text)
    if not presidio_is_there():
        return ours
    theirs = [
        Finding(_LABELS.get(entity, "national-id"), start, end, score)
        for entity, start, end, score in _presidio(text)
        if score >= least and entity not in _PASSED_OVER
    ]
    out = list(ours)
    for each in sorted(theirs, key=lambda one: (-one.score, one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in out):
            out.append(each)
    return tuple(sorted(out, key=lambda one: one.start))


def _presidio(text: str) -> list[tuple[str, int, int, float]]:
    return [
        (result.entity_type, result.start, result.end, float(result.score))
        for recogniser in _recognisers()
        for result in recogniser.analyze(text=text, entities=recogniser.supported_entities, nlp_artifacts=None) or ()
    ]


@cache
def _recognisers() -> tuple[Any, ...]:
    """Give an instance of each recogniser that needs nothing but patterns."""
    from presidio_analyzer import PatternRecognizer, predefined_recognizers

    made: list[Any] = []
    for name in sorted(predefined_recognizers.__all__):
        kind = getattr(predefined_recognizers, name)
        if name in _OPENS_SOCKETS or not isinstance(kind, type):
            continue
        if name == "PhoneRecognizer" or (issubclass(kind, PatternRecognizer) and kind is not PatternRecognizer):
            made.append(kind())
    return tuple(made)
