"""What a tool does, by its name: `send_money` pays, `sendEmail` sends, `get_balance` reads.

A tool whose words say nothing is taken to have side effects, and so is one whose verb changes something, whatever its
annotations say. Knows no conversation.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "EVENTS",
    "FILES",
    "MESSAGES",
    "MONEY",
    "PASSWORD",
    "VERBS",
    "Action",
    "group_of",
    "name_words",
    "read_action",
]

VERBS = {
    "share": "share invite grant give allow permit authorize expose",
    "pay": "pay payment transfer wire refund reimburse donate buy purchase charge withdraw settle remit",
    "send": "send email mail message reply respond forward dm text sms notify tell write answer contact ping",
    "post": "post publish tweet upload submit push comment announce broadcast share",
    "book": "book reserve order schedule rent buy purchase",
    "create": "create add make new insert register schedule plan open write generate append save set put draft start "
    "book arrange organize organise enter log note record subscribe enroll remember memorize store",
    "update": "update change edit modify adjust set rename move replace reschedule increase raise decrease reduce "
    "lower fix correct patch reset mark assign configure enable disable switch turn toggle extend shorten append add "
    "postpone convert merge close reopen complete",
    "delete": "delete remove cancel clear erase drop unsubscribe revoke kick ban purge wipe trash discard archive "
    "uninstall",
    "run": "run execute exec eval invoke launch start call deploy install restart stop kill trigger compute calculate "
    "plot test build script",
    "fetch": "get fetch open visit read browse load download crawl summarize summarise check look see view access find "
    "search browse google research investigate learn compare go show tell analyze analyse review translate extract "
    "click",
}
"""Of each kind of action the verbs of tools' names and of people's wishes."""

_READS = frozenset(
    "get search read list find fetch look lookup query show view check browse retrieve describe count calculate "  # noqa: SIM905
    "compute download load see peek inspect ask summarize summarise translate analyze analyse convert compare verify "
    "validate estimate open visit scan recommend return returns".split()
)
"""Verbs of tools that only read."""
_TOLD = frozenset("is has can current day rating reviews info information forecast weather time date".split())  # noqa: SIM905
"""With these a name begins that says what is told."""
_OUTWARD = frozenset("url uri link webpage website web page http https href host site browser".split())  # noqa: SIM905

_THINGS = (
    "money payment transaction transfer rent bill invoice iban refund subscription amount balance order standing fee "
    "deposit funds share difference debt price",
    "email mail message dm reply inbox chat channel slack sms text note answer response word news greetings invitation "
    "question summary update information link letter feedback reminder",
    "event meeting appointment calendar lunch dinner breakfast call schedule invite invitation slot date reminder "
    "session conference",
    "file document doc report folder drive pdf spreadsheet sheet list notes attachment page content text draft "
    "screenshot image photo picture video",
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
MONEY, MESSAGES, EVENTS, FILES, PASSWORD = 0, 1, 2, 3, 5

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
        return self.kind in {"create", "update"} and FILES in self.things and not self.things - {FILES}

    @property
    def grave(self) -> bool:
        """Whether it moves money or sets a password: nothing but one clear meaning will do."""
        return self.kind == "pay" or bool({MONEY, PASSWORD} & self.things)


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
    things = frozenset[int]().union(*(group_of(word) for word in words[1:] or words))
    outward = bool(_OUTWARD & {word for member in members for word in name_words(member)})
    kind = _kind_of_name(name)
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
    if kind in {"send", "post", "share", "create", "book"} and MONEY in things and not things & {MESSAGES, EVENTS}:
        kind = "pay"
    if kind in {"send", "post"} and FILES in things and MESSAGES not in things:
        kind = "create"  # write_file, upload_document
    if kind == "read" and outward:
        return Action("fetch", frozenset(), outward=True)
    return Action(kind, things)


def _kind_of_name(name: str) -> str:
    """Give the kind that a name tells. A tool only reads where its first verb does, and no other is joined to it."""
    last = name_words(_SCOPE.split(name)[-1])
    words = last if any(_kind_of(word) for word in last) else name_words(name)
    changes = [kind for word in words if (kind := _kind_of(word)) not in {"", "read"}]
    if words and words[0] in _READS and not ("and" in words and changes):
        return "read"
    if len(words) > 2 and words[1] in _READS and not _kind_of(words[0]):  # github_list_issues
        return "read"
    if changes:
        return changes[0]
    return "read" if words and words[0] in _TOLD else ""


_SCOPE = re.compile(r"[./:]|__")


def _kind_of(word: str) -> str:
    if word in _READS:
        return "read"
    return next((kind for kind, verbs in _BY_KIND.items() if word in verbs), "")


_BY_KIND = {kind: frozenset(verbs.split()) - {"get", "give", "go"} for kind, verbs in VERBS.items() if kind != "fetch"}


def group_of(word: str) -> frozenset[int]:
    """Give the groups of things that a noun belongs to."""
    return _GROUPS.get(word) or _GROUPS.get(word.removesuffix("s")) or frozenset()


def _stem(word: str) -> str:
    """Take the ending off `sends`, `deletes`: descriptions are written so."""
    for ending in ("s", "es"):
        if _kind_of(word) or not word.endswith(ending):
            break
        if _kind_of(word.removesuffix(ending)):
            return word.removesuffix(ending)
    return word
