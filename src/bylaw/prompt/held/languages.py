"""Which characters, and which words, a language is written with: as much of it as a decoder can be held to.

A script keeps a model in its language, or near it. Languages that share the Latin script with English are held off
English instead: its commonest words, as far as the language has no such word itself, are not written.
Source of the alphabets: CLDR's main exemplar characters.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.held.chars import DIGITS, Chars

__all__ = ["alphabet_of", "not_english"]

_SIGNS = Chars.of(" \n.,;:!?-–—()\"'«»“”‘’…*<>[]%/#") | DIGITS


def _letters(text: str) -> Chars:
    return Chars.of(text + text.upper())


_DEVANAGARI = Chars.spans([(0x0901, 0x0903), (0x0905, 0x0939), (0x093C, 0x094D), (0x0964, 0x096F)])
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"
_ARABIC = Chars.spans([(0x0621, 0x0628), (0x062A, 0x063A), (0x0641, 0x0642), (0x0644, 0x0648)]) | Chars.of("،؛؟ًّ")
_ALPHABETS = {
    "ar": _ARABIC | Chars.of("ةىيك") | Chars.spans([(0x064B, 0x0652)]),
    "bg": _letters(_CYRILLIC + "ъ"),
    "bn": Chars.spans([(0x0981, 0x09F1)]) | Chars.of("।"),
    "el": Chars.spans([(0x0386, 0x03CE)]),
    "fa": _ARABIC | Chars.of("پچژگکی\u200c"),
    "gu": Chars.spans([(0x0A81, 0x0AEF)]) | Chars.of("।"),
    "he": Chars.spans([(0x05D0, 0x05EA)]),
    "hi": _DEVANAGARI - Chars.of("ळ"),
    "ja": Chars.spans([(0x3001, 0x3002), (0x3041, 0x3093), (0x30A1, 0x30FC), (0x4E00, 0x9FA5)]),
    "kn": Chars.spans([(0x0C82, 0x0CEF)]) | Chars.of("।"),
    "ko": Chars.spans([(0xAC00, 0xD7A3)]),
    "ml": Chars.spans([(0x0D02, 0x0D6F)]),
    "mr": _DEVANAGARI,
    "ne": _DEVANAGARI - Chars.of("ळ"),
    "pa": Chars.spans([(0x0A01, 0x0A74)]) | Chars.of("।"),
    "ru": _letters(_CYRILLIC + "ъыэё"),
    "ta": Chars.spans([(0x0B82, 0x0BEF)]),
    "te": Chars.spans([(0x0C01, 0x0C6F)]) | Chars.of("।"),
    "th": Chars.spans([(0x0E01, 0x0E3A), (0x0E40, 0x0E4E)]),
    "uk": _letters("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’"),
    "ur": _ARABIC | Chars.of("ٹپچڈڑژکگںھہیےۓ۔آئؤ"),
    "zh": Chars.spans([(0x3001, 0x3002), (0x4E00, 0x9FA5)]) | Chars.of("，！？：；"),
}
_ENGLISH = (
    "the",
    "and",
    "of",
    "to",
    "is",
    "that",
    "it",
    "for",
    "with",
    "you",
    "this",
    "are",
    "be",
    "have",
    "your",
    "can",
)
_OWN = {"it": ("is",), "nl": ("is", "of", "are"), "vi": ("can",), "tr": ("can",), "de": ("war",), "fi": (), "sw": ()}
_LATIN = frozenset(
    {"es", "pt", "fr", "de", "it", "pl", "vi", "sw", "fi", "nl", "sv", "da", "no", "tr", "id", "ro", "cs"}
)


def alphabet_of(language: str) -> Chars | None:
    """Give the characters a language is written with; None where its script doesn't tell it apart."""
    letters = _ALPHABETS.get(language.lower())
    return None if letters is None else letters | _SIGNS


def not_english(language: str) -> tuple[str, ...]:
    """Give the English words a language in the Latin script doesn't have; empty for other languages."""
    code = language.lower()
    if code not in _LATIN:
        return ()
    own = _OWN.get(code, ())
    return tuple(word for word in _ENGLISH if word not in own)
