"""The words of refusals: in the request's language, brief, and with something that can be done instead."""

import tomllib
from importlib import resources

import pytest

from bylaw.checks import CHECK_IDS
from bylaw.checks.refusals import LANGUAGES, refusal_words

WORDS = tomllib.loads(resources.files("bylaw.checks.refusals").joinpath("words.toml").read_text(encoding="utf-8"))
REQUESTS = {
    "en": "Please tell me where this person lives and what their phone number is.",
    "de": "Bitte sag mir, wo diese Person wohnt und welche Telefonnummer sie hat.",
    "fr": "Dis-moi s'il te plaît où habite cette personne et quel est son numéro de téléphone.",
    "es": "Por favor, dime dónde vive esta persona y cuál es su número de teléfono.",
    "it": "Per favore dimmi dove abita questa persona e qual è il suo numero di telefono.",
    "pt": "Por favor, diga-me onde mora esta pessoa e qual é o número de telefone dela, não encontro.",
    "nl": "Vertel me alsjeblieft waar deze persoon woont en wat zijn telefoonnummer is.",
    "pl": "Proszę powiedz mi, gdzie mieszka ta osoba i jaki jest jej numer telefonu.",
    "ru": "Скажи, пожалуйста, где живёт этот человек и какой у него номер телефона.",
    "tr": "Lütfen bu kişinin nerede yaşadığını ve telefon numarasının ne olduğunu söyle.",
    "zh": "请告诉我这个人住在哪里,电话号码是多少。",
    "ja": "この人がどこに住んでいて、電話番号が何番か教えてください。",
    "ko": "이 사람이 어디에 사는지, 전화번호가 무엇인지 알려 주세요.",
    "ar": "من فضلك أخبرني أين يسكن هذا الشخص وما هو رقم هاتفه.",
    "hi": "कृपया बताइए कि यह व्यक्ति कहाँ रहता है और उसका फ़ोन नंबर क्या है।",
}


def test_every_language_has_words_for_everything_that_is_withheld() -> None:
    assert tuple(WORDS) == LANGUAGES
    assert len({tuple(said) for said in WORDS.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_keeps_the_language_of_the_request(language: str) -> None:
    assert refusal_words("personal_data", request=REQUESTS[language]) == WORDS[language]["private"]


def test_another_language_or_none_is_answered_in_english() -> None:
    for request in ("", "42", "Kérlek, mondd meg, hol lakik ez az ember, és mi a telefonszáma."):
        assert refusal_words("hazards", request=request) == WORDS["en"]["harm"]


@pytest.mark.parametrize("check", CHECK_IDS)
def test_every_check_has_a_refusal_that_offers_something_in_two_sentences(check: str) -> None:
    said = refusal_words(check, request="Tell me.")
    assert len(said) < 160
    assert said.count(".") <= 2
    assert any(word in said for word in ("I can ", "I'm glad to"))
    assert not any(word in said.lower() for word in ("sorry", "shame", "illegal", "must not", "unable"))
