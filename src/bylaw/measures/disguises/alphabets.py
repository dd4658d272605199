"""The alphabets that letters are written in when they aren't to be read at a glance.

Sources: ITU-T X.1 radiotelephony (NATO) alphabet; ITU-R M.1677 Morse code; Unicode 16 (regional indicators, Braille
patterns); romanisations that a reader would guess (ISO 9 and ISO 843 without their marks).
"""
# SPDX-License-Identifier: Apache-2.0

import string

__all__ = [
    "CIPHERS",
    "CYRILLIC_GREEK",
    "DIGIT_WORDS",
    "DRAWN",
    "LEET",
    "MORSE",
    "NATO",
    "NATO_WORDS",
    "morse_word",
]

_LOWER = string.ascii_lowercase


def _list(words: str) -> list[str]:
    return words.split()


NATO = dict(
    zip(
        _LOWER,
        _list(
            "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec "
            "romeo sierra tango uniform victor whiskey xray yankee zulu"
        ),
        strict=True,
    )
)
DIGIT_WORDS = dict(zip("0123456789", _list("zero one two three four five six seven eight nine"), strict=True))
NATO_WORDS = {
    **{word: letter for letter, word in NATO.items()},
    **{word: digit for digit, word in DIGIT_WORDS.items()},
    **{"alpha": "a", "juliet": "j", "xray": "x", "whisky": "w", "niner": "9", "oh": "0", "dash": "", "hyphen": ""},
}
"""A spoken word, and the letter or digit it stands for."""

_CODES = _list(
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
    "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
)
MORSE = dict(zip(_LOWER + string.digits, _CODES, strict=True))

LEET = str.maketrans(
    {"4": "a", "@": "a", "3": "e", "1": "i", "!": "i", "|": "i", "l": "i", "0": "o", "5": "s", "$": "s", "7": "t",
     "+": "t", "8": "b", "9": "g", "6": "g", "2": "z"}
)  # fmt: skip
"""To one of each class of signs that pass for one another; both sides are put so."""


def _shift(by: int) -> dict[int, int]:
    turned = _LOWER[by:] + _LOWER[:by]
    return str.maketrans(_LOWER + _LOWER.upper(), turned + turned.upper())


CIPHERS = {
    "rot13": _shift(13),
    "atbash": str.maketrans(_LOWER + _LOWER.upper(), _LOWER[::-1] + _LOWER[::-1].upper()),
    **{f"caesar{by}": _shift(by) for by in range(1, 26) if by != 13},
}
"""Alphabets that put one letter for another; the first two are tried on whole prompts, all on secrets."""

_BRAILLE = dict(zip(_LOWER, "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
DRAWN = {
    **{0x1F1E6 + at: letter for at, letter in enumerate(_LOWER)},  # regional indicators, which make flags in pairs
    **{ord(sign): letter for letter, sign in _BRAILLE.items()},
    **{0x1F130 + at: letter for at, letter in enumerate(_LOWER)},
    **{0x1F150 + at: letter for at, letter in enumerate(_LOWER)},
    **{0x1F170 + at: letter for at, letter in enumerate(_LOWER)},
    **{0xE0061 + at: letter for at, letter in enumerate(_LOWER)},  # tags, which nobody sees
    **{0xE0041 + at: letter for at, letter in enumerate(_LOWER)},
    **{0xE0030 + at: digit for at, digit in enumerate(string.digits)},
    **{0x2776 + at: digit for at, digit in enumerate("123456789")},
    0x24FF: "0",
}
"""Signs that are drawn as a letter or digit, and that no Unicode normal form turns into one."""

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцыэвіјћџґ",
        _list("a b v g d e z i i k l m n o p r s t u f h c y e v i j c d g"),
        strict=True,
    )
)
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφχω", "abgdeziiklmnxoprsstyfho", strict=True))
CYRILLIC_GREEK = str.maketrans(
    {
        **_CYRILLIC,
        **_GREEK,
        **{"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "e", "ь": "", "ъ": ""},
        **{"θ": "th", "ψ": "ps"},
    }
)


def morse_word(letters: str) -> str:
    """Write letters and digits in Morse code, a space between two of them."""
    return " ".join(MORSE[each] for each in letters if each in MORSE)
