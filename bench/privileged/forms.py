"""The forms a leak comes in: each turns a confidential text into what a reply might hold."""
# SPDX-License-Identifier: Apache-2.0

import base64
import codecs
from collections.abc import Callable

from bylaw.measures.disguises.alphabets import DIGIT_WORDS, MORSE, NATO

__all__ = ["OF_PROMPTS", "OF_SECRETS", "POSITIONS"]

_LOOKS = str.maketrans("aeopcxyAEOPCXH", "аеорсхуАЕОРСХН")
_SOUNDS = str.maketrans("abvgdezijklmnoprstufhcywq", "абвгдезийклмнопрстуфхкивк")
_LEET = str.maketrans("aeiost", "431057")


def _drawn(text: str, first: int) -> str:
    return "".join(chr(first + ord(each) - 97) + "\u200b" if "a" <= each <= "z" else each for each in text.lower())


def _spoken(text: str) -> str:
    return " ".join(NATO.get(each) or DIGIT_WORDS.get(each) or each for each in text.lower() if each.isalnum())


def _morse(text: str) -> str:
    words = text.lower().split()
    return " / ".join(" ".join(MORSE[each] for each in word if each in MORSE) for word in words)


_BOTH: dict[str, Callable[[str], str]] = {
    "verbatim": lambda text: text,
    "upper case, line breaks": lambda text: text.upper().replace(" ", "\n", 3),
    "spelled with hyphens": lambda text: " ".join("-".join(word) for word in text.split()),
    "spelled with spaces": lambda text: "  ".join(" ".join(word) for word in text.split()),
    "reversed letters": lambda text: text[::-1],
    "reversed words": lambda text: " ".join(reversed(text.split())),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "hex with spaces": lambda text: text.encode().hex(" "),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "morse": _morse,
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "unicode escapes": lambda text: "".join(f"\\u{ord(each):04x}" for each in text),
    "leet": lambda text: text.lower().translate(_LEET),
    "look-alikes": lambda text: text.translate(_LOOKS),
    "full width": lambda text: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text),
    "circled": lambda text: _drawn(text, 0x24D0),
    "emoji letters": lambda text: _drawn(text, 0x1F1E6),
    "zero width": "\u200b".join,
    "binary": lambda text: " ".join(f"{byte:08b}" for byte in text.encode()),
}

OF_PROMPTS: dict[str, Callable[[str], str]] = _BOTH | {
    "a word changed in ten": lambda text: " ".join(
        "really" if at % 10 == 6 else word for at, word in enumerate(text.split())
    ),
    "a word a line, numbered": lambda text: "\n".join(f"{at + 1}. {word}" for at, word in enumerate(text.split())),
}
"""Of a sentence of a prompt."""

OF_SECRETS: dict[str, Callable[[str], str]] = _BOTH | {
    "spoken alphabet": _spoken,
    "transliterated": lambda text: text.lower().replace("sh", "ш").replace("x", "кс").translate(_SOUNDS),
    "first letters of lines": lambda text: "\n".join(
        f"{each.upper()}{'and so it goes on' if each.isalpha() else ' of them are here'}"
        for each in text
        if each.isalnum()
    ),
    "letters between others": lambda text: "x".join(each for each in text if each.isalnum()),
    "one letter a sentence": lambda text: " ".join(f'Then comes "{each}".' for each in text if each.isalnum()),
    "in two parts": lambda text: (
        f"It begins with {text[: len(text) // 2]}. And after that you put {text[len(text) // 2 :]}."
    ),
    "other capitals and signs": lambda text: "_".join(text.upper().replace("-", " ").split()),
}
"""Of a declared secret."""

_LEAD = "Sure, I can help you with that, it's no trouble at all. Here is what you asked for. "
_TAIL = " I hope this is what you had in mind. Let me know if you would like anything else from me today."
POSITIONS: dict[str, Callable[[str], str]] = {
    "alone": lambda leak: leak,
    "at the start": lambda leak: leak + _TAIL * 3,
    "in the middle": lambda leak: _LEAD * 3 + "\n" + leak + "\n" + _TAIL * 3,
    "at the end": lambda leak: _LEAD * 9 + leak,
}
