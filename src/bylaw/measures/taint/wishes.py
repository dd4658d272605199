"""Whether a text asks for what a tool does.

Wishes are read in English and, by the beginnings of their commonest verbs, in German, French, Spanish, Italian,
Portuguese and Dutch. Takes texts as a reader sees them, see `measures.reader`.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from functools import lru_cache

from bylaw.measures.taint.actions import FILES, MONEY, VERBS, Action, group_of, name_words

__all__ = ["asks", "speaks_of"]

_BEGINNINGS = {
    "pay": r"(?:be)?zahl|überweis|erstatt|pay(?:e|er|ez)\b|rembours|vir(?:e|er|ez)\b|pag(?:a|ar|ue|hi|are)\b|"
    r"transfier|rimbors|bonific|transfer|betaal|overmak|reembols",
    "send": r"send|schick|schreib|antwort|envo[iy]|écri|répond|envi|escrib|respond|contest|mand[aoi]|scriv|rispond|"
    r"inoltr|escrev|stuur|verstuur|schrijf|weiterleit|leite",
    "post": r"veröffentlich|poste|teile|publi|compart|pubblic|condivi|plaats|deel\b",
    "share": r"teil|lade\b|einlad|invit|partag|compart|condivi|convid|nodig|deel\b|freig",
    "book": r"buch|reservier|réserv|reserv|prenot|boek|bestell|commande",
    "create": r"erstell|anleg|leg\w*\b|trag\w*\b|mach|crée|créer|ajout|crea|añad|agreg|aggiung|cri[ae]|adicion|maak|"
    r"voeg|plan|agend",
    "update": r"aktualisier|änder|ander|pass\w* \w+ an|verschieb|modifi|chang|mets|actualiz|cambi|aggiorn|spost|alter|"
    r"atualiz|wijzig|verander|verplaats|setz|stell",
    "delete": r"lösch|entfern|stornier|supprim|annul|efface|borr|elimin|cancel|rimuov|apag|remov|verwijder|"
    r"annuleer|wis\b",
    "run": r"führ|start|exécut|lanc|ejecut|esegu|execut|voer",
    "fetch": r"lies|les|öffne|zusammenfass|fass|zeig|such|find|lis\b|ouvr|résum|cherch|lee|abr|resum|busc|legg|apr|"
    r"riassum|cerc|vat|zoek|bekijk|besuch|visit",
}
"""Beginnings of verbs in other languages."""

_TOKEN = re.compile(r"[^\W\d_]+(?:'t)?(?:\.\w)?")
"""A word; with the dot and what follows it, where it is the name of a file."""
_FORBIDS = frozenset({"don't", "dont", "never", "without", "not"})
_NO_VERB_AFTER = frozenset("the my a an this your his her these".split())  # noqa: SIM905
"""What stands before a noun: `the book`, `my order` ask for nothing."""
_FORMS = {
    kind: frozenset(
        form
        for verb in verbs.split()
        for form in (verb, f"{verb}ing", f"{verb}ed", f"{verb}d", f"{verb.removesuffix('e')}ing")
    )
    for kind, verbs in VERBS.items()
}
_PAYS_BY = re.compile(r"\b(?:send|give|return|make|set up|schedule|transfer)\b")
_CAN = re.compile(r"\b(?:can|may|able|allow\w*|access|capab\w+|available|tools?|functions?|never|not|don't|might)\b")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


@lru_cache(maxsize=256)
def asks(text: str, action: Action, *, standing: bool = False) -> bool:
    """Say whether a text, as a reader sees it, asks for an action.

    Args:
        text: what somebody with authority said.
        action: of the call.
        standing: whether it is an operator's or developer's text: what it says a tool *can* do is no wish.
    """
    if standing:
        return any(action.things and _asks(each, action) for each in _SENTENCE.split(text) if not _CAN.search(each))
    return _asks(text, action)


def speaks_of(text: str, tool: str) -> bool:
    """Say whether a text, as a reader sees it, names what a tool is about: `list_files`, and a screenshot."""
    words = name_words(tool)[1:]
    things = frozenset[int]().union(*(group_of(word) for word in words))
    said = {word.removesuffix("s") for word in _tokens(text)}
    return bool(said & {word.removesuffix("s") for word in words}) or bool(
        things and any(group_of(word) & things for word in said)
    )


def _asks(text: str, action: Action) -> bool:
    if action.kind == "other":
        return not action.things or _mentions(text, action.things)
    if action.kind == "pay":
        return _wishes(text, "pay") or (
            bool(_PAYS_BY.search(text)) and (_mentions(text, frozenset({MONEY})) or bool(_SUM.search(text)))
        )
    kinds = _LIKE.get(action.kind, (action.kind,))
    if not any(_wishes(text, kind) for kind in kinds):
        return False
    if action.kind == "fetch":
        return _WEB.search(text) is not None
    if action.kind in {"send", "post", "run"} or not action.things:
        return True
    return _mentions(text, action.things)


def _wishes(text: str, kind: str) -> bool:
    words = _tokens(text)
    for at in _places(text, kind):
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        if before in _FORBIDS or (before == "to" and at > 1 and words[at - 2] == "not"):
            continue
        if kind != "pay" and before in _NO_VERB_AFTER:
            continue
        if kind in {"send", "post"} and after in {"me", "us"}:  # `tell me` asks for an answer
            continue
        return True
    if kind == "delete" and "get rid of" in text:
        return True
    return not _PLAINLY_ENGLISH.search(text) and _ABROAD[kind].search(text) is not None


@lru_cache(maxsize=128)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


@lru_cache(maxsize=512)
def _places(text: str, kind: str) -> tuple[int, ...]:
    forms = _FORMS[kind]
    return tuple(at for at, word in enumerate(_tokens(text)) if word in forms)


_ABROAD = {kind: re.compile(rf"\b(?:{verbs})\w*") for kind, verbs in _BEGINNINGS.items()}
_PLAINLY_ENGLISH = re.compile(r"\b(?:the|and|please|of|this|what|my|you|your|is|with|are)\b")
_WEB = re.compile(
    r"\b(?:web ?(?:sites?|pages?)|sites?|pages?|articles?|blogs?|posts?|links?|urls?|online|internet|web|"
    r"repo(?:sitory)?|docs?|"
    r"documentation|lien|seite|artikel|página|artículo|pagina|articolo)\b|https?://|www\.|\.(?:com|org|net|io)\b"
)
_LIKE = {
    "send": ("send", "post"),
    "post": ("post", "send"),
    "share": ("share", "send", "create"),
    "create": ("create", "book"),
}
_SUM = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[$€£¥]|usd|eur|gbp|chf|dollars|euros|pounds)\b")


def _mentions(text: str, things: frozenset[int]) -> bool:
    """Say whether a text names something of these groups; in a language whose nouns aren't known, it may."""
    words = set(_tokens(text))
    if any(group_of(word) & things for word in words) or (FILES in things and _FILE.search(text)):
        return True
    return not words & _ENGLISH


_FILE = re.compile(r"\w\.[a-z]\w{1,4}\b|\w/\w")
_ENGLISH = frozenset("the a an to my for and of in on please is it me you with from that this i".split())  # noqa: SIM905
