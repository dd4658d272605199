"""Tell which language a text is in, by ISO 639-1 code, offline and the same every time.

Where one script serves one language, the script tells; else py3langid does (a naive Bayes over byte n-grams, 97
languages, BSD). It is loaded on first use: half a second. Letters are lower-cased first, since n-grams of text in
capitals look like no language.
"""
# SPDX-License-Identifier: Apache-2.0

from functools import cache, lru_cache
from typing import Any

__all__ = ["LANGUAGES", "language_of"]

_ENOUGH = 20_000
"""Characters read: more change no answer, and the time stays bounded."""

_TOO_SHORT = 15
"""Letters of plain Latin script below which any answer would be a guess: `yes` is a word of many languages."""

LANGUAGES = (
    *(
        "af",
        "am",
        "ar",
        "az",
        "be",
        "bg",
        "bn",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "ga",
    ),
    *(
        "gu",
        "he",
        "hi",
        "hr",
        "hu",
        "hy",
        "id",
        "is",
        "it",
        "ja",
        "ka",
        "kk",
        "km",
        "kn",
        "ko",
        "lo",
        "lt",
        "lv",
        "mk",
        "ml",
    ),
    *(
        "mn",
        "mr",
        "ms",
        "ne",
        "nl",
        "no",
        "pa",
        "pl",
        "pt",
        "ro",
        "ru",
        "si",
        "sk",
        "sl",
        "sq",
        "sr",
        "sv",
        "sw",
        "ta",
        "te",
    ),
    *("th", "tl", "tr", "uk", "ur", "vi", "zh"),
)
"""Those told apart. The library's others (Breton, Walloon, Galician, …) would claim short texts in these."""

_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0590, 0x05FF, "he"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x1100, 0x11FF, "ko"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
"""First and last code point of a block, and the one language among IFEval's that is written with it."""

_KANA_SHARE = 0.1
"""Japanese mixes kana among Han characters; Chinese has none but in a borrowed name."""


@lru_cache(maxsize=8)
def language_of(text: str) -> str | None:
    """Name the language most of `text` is in; None where it has too few letters to tell."""
    text = text[:_ENOUGH]
    letters = [character for character in text if character.isalpha()]
    if len(letters) < _TOO_SHORT and "".join(letters).isascii():
        return None
    return _by_script(letters) or str(_identifier().classify(text.lower())[0])


def _by_script(letters: list[str]) -> str | None:
    counts: dict[str, int] = {}
    for character in letters:
        code = ord(character)
        if code < _SCRIPTS[0][0]:
            continue
        for first, last, language in _SCRIPTS:
            if first <= code <= last:
                counts[language] = counts.get(language, 0) + 1
                break
    if not counts:
        return None
    kana, han = counts.get("ja", 0), counts.get("zh", 0)
    if kana >= _KANA_SHARE * (kana + han) and kana:
        counts["ja"] = kana + counts.pop("zh", 0)
    language, count = max(counts.items(), key=lambda item: item[1])
    return language if 2 * count > len(letters) else None


@cache
def _identifier() -> Any:  # the library carries no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
