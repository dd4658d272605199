"""What a tool does, and whether a text asks for it.

Reads a tool's name as words and takes the first verb it knows: `send_money` pays, `sendEmail` sends, `get_balance` reads.
A tool whose words say nothing is taken to have side effects. Wishes are read in English and, by their commonest verbs,
in German, French, Spanish, Italian, Portuguese and Dutch.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.reader import as_seen

__all__ = ["Action", "asks", "name_words", "orders", "orders_kind", "read_action", "speaks_of", "speaks_to_assistants"]

_VERBS = {
    "share": "share invite grant give allow permit authorize expose",
    "pay": "pay payment transfer wire refund reimburse donate buy purchase charge withdraw settle remit",
    "send": "send email mail message reply respond forward dm text sms notify tell write answer contact ping",
    "post": "post publish tweet upload submit push comment announce broadcast share",
    "book": "book reserve order schedule rent buy purchase get",
    "create": "create add make new insert register schedule plan open write generate append save set put draft start "
    "book arrange organize organise enter log note record subscribe enroll remember memorize store",
    "update": "update change edit modify adjust set rename move replace reschedule increase raise decrease reduce lower "
    "fix correct patch reset mark assign configure enable disable switch turn toggle extend shorten append add postpone "
    "convert merge close reopen complete",
    "delete": "delete remove cancel clear erase drop unsubscribe revoke kick ban purge wipe trash discard archive "
    "uninstall get rid",
    "run": "run execute exec eval invoke launch start call deploy install restart stop kill trigger compute calculate "
    "plot test build script",
    "fetch": "get fetch open visit read browse load download crawl summarize summarise check look see view access find "
    "search browse google research investigate learn compare go show tell analyze analyse review translate extract click",
}
"""Of each kind of action the verbs of tools' names and of people's wishes."""

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
    "delete": r"lösch|entfern|stornier|supprim|annul|efface|borr|elimin|cancel|rimuov|apag|remov|verwijder|annuleer|wis\b",
    "run": r"führ|start|exécut|lanc|ejecut|esegu|execut|voer",
    "fetch": r"lies|les|öffne|zusammenfass|fass|zeig|such|find|lis\b|ouvr|résum|cherch|lee|abr|resum|busc|legg|apr|"
    r"riassum|cerc|vat|zoek|bekijk|besuch|visit",
}
"""Beginnings of verbs in other languages."""

_READS = frozenset(
    "get search read list find fetch look lookup query show view check browse retrieve describe count calculate compute "  # noqa: SIM905
    "download load see peek inspect ask is has can current day rating reviews info information summarize summarise "
    "translate analyze analyse convert compare verify validate estimate forecast weather open visit scan recommend".split()
)
_OUTWARD = frozenset("url uri link webpage website web page http https href host site browser".split())  # noqa: SIM905

_THINGS = (
    "money payment transaction transfer rent bill invoice iban refund subscription amount balance order standing fee "
    "deposit funds share difference debt price",
    "email mail message dm reply inbox chat channel slack sms text note answer response word news greetings invitation "
    "question summary update information link letter feedback reminder",
    "event meeting appointment calendar lunch dinner breakfast call schedule invite invitation slot date reminder "
    "session conference",
    "file document doc report folder drive pdf spreadsheet sheet list notes attachment page content text draft screenshot "
    "image photo picture video",
    "user account profile info information address details member person colleague friend contact people employee "
    "phone customer data name settings",
    "password passcode pin credential credentials secret token key login",
    "channel group team room workspace server",
    "hotel accommodation stay night room",
    "restaurant table dinner lunch",
    "car rental taxi ride vehicle",
    "flight ticket trip train seat",
    "webpage website web page site blog article url link post content",
    "code script command program query shell terminal sql python function test tests notebook",
    "task todo ticket issue bug item reminder",
    "product item cart order purchase",
    "alarm timer reminder light lights thermostat temperature device door lock",
)
_GROUPS: dict[str, frozenset[int]] = {}
for _at, _words in enumerate(_THINGS):
    for _word in _words.split():
        _GROUPS[_word] = _GROUPS.get(_word, frozenset()) | {_at}
_MONEY, _MESSAGES, _EVENTS, _FILES, _PASSWORD = 0, 1, 2, 3, 5

_NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Action:
    """What a call of a tool does."""

    kind: str
    """`pay`, `send`, …; `read` where it has no side effects, `other` where its words don't say."""
    things: frozenset[int]
    """Groups of nouns that its object belongs to; empty where its words don't say."""
    outward: bool = False
    """Whether it reads from an address it is given: what is asked of a stranger's address tells the stranger."""

    @property
    def harmless(self) -> bool:
        """Whether it changes nothing and tells nobody anything."""
        return self.kind == "read"

    @property
    def writes_file(self) -> bool:
        """Whether it makes or changes a file, and nothing else."""
        return self.kind in {"create", "update"} and _FILES in self.things and not self.things - _PAPERS

    @property
    def grave(self) -> bool:
        """Whether it moves money or sets a password: nothing but one clear meaning will do."""
        return self.kind == "pay" or _PASSWORD in self.things


@lru_cache(maxsize=256)
def name_words(name: str) -> tuple[str, ...]:
    """Cut a tool's or a member's name into words, in lower case."""
    return tuple(match.group().lower() for match in _NAME_WORD.finditer(name[:256]))


@lru_cache(maxsize=256)
def read_action(
    name: str, *, description: str = "", members: frozenset[str] = frozenset(), reads_only: bool | None = None
) -> Action:
    """Say what a tool does.

    Args:
        name: of the tool.
        description: what its definition says; its first word decides where the name says nothing.
        members: names of the arguments of this call.
        reads_only: what its annotations say; a tool that names a verb of change isn't believed.
    """
    words = name_words(name)
    things = frozenset[int]().union(*(_group(word) for word in words[1:] or words))
    outward = bool(_OUTWARD & {word for member in members for word in name_words(member)})
    kind = next((each for word in words if (each := _kind_of(word))), "")
    if not kind:
        kind = next(
            (
                each
                for match in list(_WORD.finditer(description[:200]))[:3]
                if (each := _kind_of(_stem(match.group().lower())))
            ),
            "",
        )
    if kind == "read" and reads_only is False:
        kind = "other"
    elif not kind:
        kind = "read" if reads_only else "other"
    if kind in {"send", "post", "share", "create"} and _MONEY in things and not things & {_MESSAGES, _EVENTS}:
        kind = "pay"
    if kind in {"send", "post"} and _FILES in things and _MESSAGES not in things:
        kind = "create"  # write_file, upload_document
    if kind == "read" and outward:
        return Action("fetch", frozenset(), outward=True)
    return Action(kind, things)


def _kind_of(word: str) -> str:
    if word in _READS:
        return "read"
    return next((kind for kind, verbs in _BY_KIND.items() if word in verbs), "")


_BY_KIND = {
    kind: frozenset(verbs.split()) - {"get", "give", "go", "rid"} for kind, verbs in _VERBS.items() if kind != "fetch"
}


def _group(word: str) -> frozenset[int]:
    return _GROUPS.get(word) or _GROUPS.get(word.removesuffix("s")) or frozenset()


def _stem(word: str) -> str:
    """Take the ending off `sends`, `deletes`: descriptions are written so."""
    for ending in ("s", "es"):
        if _kind_of(word) or not word.endswith(ending):
            break
        if _kind_of(word.removesuffix(ending)):
            return word.removesuffix(ending)
    return word


_FORBIDS = r"(?<!do not )(?<!don't )(?<!dont )(?<!never )(?<!without )(?<!not to )"


_NO_NOUN = r"(?<!\bthe )(?<!\bmy )(?<!\ba )(?<!\ban )(?<!\bthis )(?<!\byour )(?<!\bhis )(?<!\bher )(?<!\bthese )"
"""What stands before a noun: `the book`, `my order` ask for nothing."""


def _wish(kind: str) -> re.Pattern[str]:
    english = "|".join(re.escape(verb) + _ENDINGS for verb in _VERBS[kind].split() if verb != "rid")
    noun = "" if kind == "pay" else _NO_NOUN
    return re.compile(rf"\b{_FORBIDS}{noun}(?:{english})\b(?!\.\w)")


_ENDINGS = r"(?:ing|e?d)?"
_WISHES = {kind: _wish(kind) for kind in _VERBS}
_ABROAD = {kind: re.compile(rf"\b(?:{verbs})\w*") for kind, verbs in _BEGINNINGS.items()}
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
    things = frozenset[int]().union(*(_group(word) for word in words))
    said = {word.removesuffix("s") for word in _WORD.findall(text)}
    return bool(said & {word.removesuffix("s") for word in words}) or bool(
        things and any(_group(word) & things for word in said)
    )


def _asks(text: str, action: Action) -> bool:
    if action.kind == "other":
        return not action.things or _mentions(text, action.things)
    if action.kind == "pay":
        return _wishes(text, "pay") or (
            bool(_PAYS_BY.search(text)) and (_mentions(text, frozenset({_MONEY})) or bool(_SUM.search(text)))
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
    if _WISHES[kind].search(text):
        return True
    return not _PLAINLY_ENGLISH.search(text) and _ABROAD[kind].search(text) is not None


_PLAINLY_ENGLISH = re.compile(r"\b(?:the|and|please|of|this|what|my|you|your|is|with|are)\b")
_WEB = re.compile(
    r"\b(?:web ?(?:sites?|pages?)|sites?|pages?|articles?|blogs?|posts?|links?|urls?|online|internet|web|repo(?:sitory)?|docs?|"
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
    words = set(_WORD.findall(text))
    if any(_group(word) & things for word in words) or (_FILES in things and _FILE.search(text)):
        return True
    return not words & _ENGLISH


_PAPERS = frozenset({_FILES})
_FILE = re.compile(r"\w\.[a-z]\w{1,4}\b|\w/\w")
_ENGLISH = frozenset("the a an to my for and of in on please is it me you with from that this i".split())  # noqa: SIM905


_NOUNS = frozenset(
    "email message text order call plan rent note contact charge record schedule mark set post comment share load test "  # noqa: SIM905
    "script draft view check book start access transfer log payment purchase refund register open write reply answer "
    "ping sms dm mail wire look ban plot patch reset trigger launch exec trash change move click merge invite".split()
)
_NO_ORDERS = frozenset("rid new payment see look view find read check access show tell answer load get".split())  # noqa: SIM905
_BASE = sorted({verb for verbs in _VERBS.values() for verb in verbs.split() if verb not in _NO_ORDERS})
_ORDER = re.compile(
    r"(?:^|[.!?:;|)\]>*_\"'-] ?|\b(?:please|then|and|kindly|always|must|should|need to|have to|want you to|(?:could|can|would) you) )"
    rf"(?:(?:{'|'.join(verb for verb in _BASE if verb not in _NOUNS)}|do|use|ignore|concatenate|include|follow|enter|"
    r"provide|perform|complete|make sure)\b (?!is\b|are\b|was\b|of\b|has\b|will\b|:)"
    rf"|(?:{'|'.join(verb for verb in _BASE if verb in _NOUNS)})\b "
    r"(?:(?:the|an?|my|your|our|all|any|every|this|that|these|it|me|us|him|her|them|to|on|with)\b|\S*[@/\d]|www\b|'|\"))"
    r"|\bb?cc:? \S*@"
)
_ADDRESSED = re.compile(
    r"\b(?:ai (?:model|assistant|agent)|language model|chat ?bot|llm|(?:dear|hey|hi|hello|attention),? (?:ai|assistant|agent)|assistant[,:]|"
    r"(?:ignore|disregard|forget|override) (?:all |any |the |your |my )*(?:previous|prior|above|earlier|other|instructions?)|"
    r"(?:new|important|special|additional|updated|system) (?:instructions?|message|task|directive|prompt)|"
    r"before you (?:can|continue|solve|proceed|answer)|system (?:prompt|override)|your (?:real |actual |new )?(?:task|goal|instructions))\b"
)
_REACH = 240
"""Characters that an order reaches from where it begins: a sentence of some length, and the next."""


@lru_cache(maxsize=256)
def orders(lines: str) -> str:
    """Give those stretches of a text without authority that order somebody to do something, joined.

    What speaks to an assistant reaches to the end of the record, any other order so many characters.
    """
    addressed = _ADDRESSED.search(lines)
    last = addressed.start() if addressed else len(lines)
    out: list[str] = []
    reached = 0
    for match in _ORDER.finditer(lines, 0, last):
        start, end = max(match.start(), reached), min(match.end() + _REACH, len(lines))
        if end > start:
            out.append(lines[start:end])
            reached = end
    if addressed:
        out.append(lines[max(last, reached) :])
    return "".join(out)


@lru_cache(maxsize=256)
def speaks_to_assistants(text: str) -> bool:
    """Say whether a text without authority speaks to an assistant rather than to people."""
    return _ADDRESSED.search(as_seen(text).text) is not None


def orders_kind(text: str, action: Action) -> bool:
    """Say whether orders, as `orders` gives them, ask for an action."""
    return bool(text) and _asks(text, action)
