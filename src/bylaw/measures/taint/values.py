"""What sort of thing a call's value is, and whether a text holds it.

Addresses, accounts and links are looked for whole, in the ways people write them: an IBAN with spaces, a link without
its scheme, 98.7 as 98.70. Words are looked for as whole words. Every search is linear.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.taint.actions import Action, name_words
from bylaw.measures.taint.leaves import Leaf
from bylaw.measures.taint.sources import folded

__all__ = ["Kind", "Value", "holds", "parts_of", "rivals", "value_of"]

Kind = str
"""`mail`, `link`, `account`, `phone`: they show what they are. `party`: a name that somebody or something is reached
by. `secret`, `code`, `prose`; `plain`: all else."""

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_NO_ENDS = "py|md|sh|rs|js|ts|go|pl|cc|rb|db|gz|ps|vb|cs|kt|hs|ml|tf|am|pm|eg|ie"
_ENDS = "com|org|net|io|co|ai|app|dev|info|biz|edu|gov|me|ly|gg|xyz|site|online|example|test|[a-z]{2}"
_LINK = re.compile(
    rf"(?:(?:https?|ftps?|wss?)://|www\.)[^\s<>\"'|\])]+|\b(?:[a-z0-9][\w-]{{0,62}}\.){{1,5}}(?!(?:{_NO_ENDS})\b)(?:{_ENDS})(?:/[^\s<>\"'|\])]*)?\b"
)
_ACCOUNT = re.compile(
    r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b|\b0x[0-9a-f]{16,}\b|\b[13][a-z0-9]{25,34}\b"
)
_PHONE = re.compile(r"(?<![\w.])\+?\d[\d ()./-]{7,18}\d(?![\w.])")
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mail", _MAIL),
    ("link", _LINK),
    ("account", _ACCOUNT),
    ("phone", _PHONE),
)
_FILE = re.compile(r"\.[a-z]\w{1,4}$|/")
_SHAPE_OF = dict(_SHAPES)
_SCHEME = re.compile(r"^(?:[a-z]{2,5}://)?(?:www\.)?")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d{2}")

_PARTY = frozenset(
    "recipient recipients to cc bcc email emails mail phone account iban user users username participant participants "  # noqa: SIM905
    "attendee attendees invitee invitees channel webhook member members receiver payee beneficiary contact host domain "
    "server endpoint number handle chat room team group person url link uri website destination".split()
)
_NO_PARTY = frozenset({"id", "name_of_file", "from", "count", "type"})
_SECRET = frozenset("password passwd passcode pin credential credentials secret token key otp".split())  # noqa: SIM905
_CODE = frozenset("code command cmd script sql shell program expression query".split())  # noqa: SIM905
_PROSE = frozenset(
    [
        "body",
        "message",
        "content",
        "text",
        "subject",
        "title",
        "description",
        "note",
        "notes",
        "comment",
        "summary",
        "details",
        "reason",
        "caption",
    ]
)
_LONG = 60
_TRIVIAL = frozenset({"", "true", "false", "null", "none", "0", "1", "0.0", "1.0", "yes", "no", "[]", "{}"})

_DIGITS = re.compile(r"\d{2}")
_HINTS: dict[Kind, Callable[[str], bool]] = {
    "mail": lambda text: "@" in text,
    "link": lambda text: "." in text,
    "account": lambda text: _DIGITS.search(text) is not None,
    "phone": lambda text: _DIGITS.search(text) is not None,
}
"""What a text must hold to hold a value of a kind at all."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a call, or a part of one that counts by itself: an address within a message."""

    text: str
    """As a reader sees it."""
    kind: Kind
    leaf: Leaf
    start: int
    """In the arguments' text, as `end`; of a part of a string with escapes, the whole string's."""
    end: int

    @property
    def reaches(self) -> bool:
        """Whether it says whom or what the call reaches, or what opens a door."""
        return self.shows_itself or self.kind in {"party", "secret"}

    @property
    def shows_itself(self) -> bool:
        """Whether it can be told by its form, wherever it stands."""
        return self.kind in {"mail", "link", "account", "phone"}


def value_of(leaf: Leaf, action: Action) -> Value | None:
    """Give a leaf as a value; None for what carries nothing: true, null, an empty string, 0 and 1."""
    text = folded(leaf.text)
    if leaf.kind == "word" or text in _TRIVIAL:
        return None
    return Value(text, _kind(text, leaf, action), leaf, leaf.start, leaf.end)


def _kind(text: str, leaf: Leaf, action: Action) -> Kind:
    for kind, shape in _SHAPES:
        if len(text) <= 2048 and shape.fullmatch(text) and not _DATE.search(text[:10]):
            if kind != "phone" or leaf.kind == "string":
                return kind
    words = frozenset(name_words(leaf.name))
    if words & _SECRET and leaf.kind == "string":
        return "secret"
    if leaf.kind == "raw" or (action.kind == "run" and words & _CODE):
        return "code"
    if _FILE.search(text):
        return "plain"
    if words & _PARTY and not words & _NO_PARTY and leaf.kind == "string" and len(text) <= _LONG:
        return "party"
    if leaf.kind == "string" and (words & _PROSE or len(text) > _LONG or "\n" in leaf.text):
        return "prose"
    return "plain"


def parts_of(value: Value) -> tuple[Value, ...]:
    """Give the addresses, links, accounts and phone numbers within a longer text."""
    found = []
    plain = len(value.text) == value.end - value.start
    for kind, shape in _SHAPES:
        if not _HINTS[kind](value.text):
            continue
        for match in shape.finditer(value.text):
            if kind in {"phone", "link"} and (_DATE.search(match.group()) or match.group().replace(".", "").isdigit()):
                continue
            start, end = (value.start + match.start(), value.start + match.end()) if plain else (value.start, value.end)
            found.append(Value(match.group(), kind, value.leaf, start, end))
    taken: list[Value] = []
    for each in found:  # the host of an address is no link beside it
        if not any(each.text in other.text for other in taken):
            taken.append(each)
    return tuple(taken)


def holds(text: str, value: Value) -> bool:
    """Say whether a text, as a reader sees it, holds a value."""
    if any(_stands(text, form) for form in _forms(value)):
        return True
    if value.kind in {"account", "phone"}:
        squeezed = _squeezed(value.text)
        return len(squeezed) >= 6 and squeezed in _squeezed(text)
    if value.kind == "party" and " " in value.text:
        return all(_stands(text, word) for word in value.text.split())
    return False


@lru_cache(maxsize=512)
def _forms_of(text: str, kind: Kind, number: bool) -> tuple[str, ...]:
    if number:
        return _numbers(text)
    if kind == "link":
        bare = re.sub(r"^[a-z]{2,5}://", "", text).rstrip("/.,;:!?")
        return (text, bare, bare.removeprefix("www."))
    if kind == "party":
        return (text, text.lstrip("#@"))
    return (text, text.strip(" .!?\"'"))


def _forms(value: Value) -> tuple[str, ...]:
    return _forms_of(value.text, value.kind, value.leaf.kind == "number")


def _numbers(text: str) -> tuple[str, ...]:
    """Write a number as people do."""
    try:
        number = float(text)
    except ValueError:
        return (text,)
    if abs(number) >= 1e15 or "e" in text:
        return (text,)
    forms = {text, f"{number:.2f}", f"{number:,.2f}", f"{number:.2f}".replace(".", ",")}
    forms |= {f"{number:.1f}", f"{number:g}" if abs(number) < 1e6 else text}
    if number.is_integer():
        forms |= {
            str(int(number)),
            f"{int(number):,}",
            f"{int(number):,}".replace(",", "."),
            f"{int(number):,}".replace(",", "'"),
        }
    return tuple(forms)


def _stands(text: str, form: str) -> bool:
    """Say whether a text holds a form as whole words."""
    if not form:
        return False
    size, begin, finish = len(form), form[0].isalnum(), form[-1].isalnum()
    at = text.find(form)
    while at >= 0:
        if not (begin and at and text[at - 1].isalnum()) and not (
            finish and at + size < len(text) and text[at + size].isalnum()
        ):
            return True
        at = text.find(form, at + size)
    return False


_GAPS = str.maketrans("", "", " -./()\u00a0")


@lru_cache(maxsize=64)
def _squeezed(text: str) -> str:
    return text.translate(_GAPS)


@lru_cache(maxsize=256)
def rivals(text: str, kind: Kind) -> frozenset[str]:
    """Give all values of a kind that shows what it is, in a text as a reader sees it."""
    shape = _SHAPE_OF.get(kind)
    if shape is None or not _HINTS[kind](text):
        return frozenset()
    if kind in {"mail", "link"}:  # neither holds a space
        sign = "@" if kind == "mail" else "."
        words = " ".join(word for word in text.split(" ") if sign in word)
        found = [match.group().rstrip("/.,;:!?") for match in shape.finditer(words)]
    else:
        found = [match.group().rstrip("/.,;:!?") for match in shape.finditer(text)]
    if kind == "link":
        mails = {mail.partition("@")[2] for mail in rivals(text, "mail")}
        return frozenset(_bare(each) for each in found if not _DATE.search(each)) - mails
    return frozenset(_squeezed(each) if kind in {"account", "phone"} else each for each in found)


def _bare(link: str) -> str:
    return _SCHEME.sub("", link)
