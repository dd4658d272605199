"""Tools: which may be called, and which may not."""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.phrases import MOST, states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["TOOLS"]

_USE = (
    r"(?:use|call|invoke|run|execute|trigger|touch|access|rely on|reach for|make use of|employ|resort to|"
    r"using|calling|invoking|running|executing|make calls to|fire)"
)
_TOOL = r"(?:tools?|functions?|plugins?|apis?|tool calls?|function calls?|endpoints?|commands?)"
_NAME = (
    r"(?:(?!(?:any|all|no|every|tools?|functions?|some|your|these|those|more|other|a|the|and|or|to|"
    r"only)\b)[^ .,;:!?]+)"
)
_NAMED = rf"(?:(?:the|your|our|this) )?(?P<name>{_NAME}(?: {_NAME}){{0,3}}?) {_TOOL}"
_NAMED_AFTER = (
    rf"(?:the )?(?:tool|function|plugin|api)(?:(?: called| named| :) (?P<after>\"\d+|{_NAME})| (?P<quoted>\"\d+))"
)
_ALL = (
    rf"(?P<all>(?:(?:any|all|every|the|your|of|other|external|available|these|those|a|single|more|"
    rf"whatever) )*{_TOOL})"
)
_WHICH = rf"(?:{_NAMED}|{_NAMED_AFTER}|{_ALL})"
_NOT = (
    r"(?:do not|never|must not|may not|shall not|should not|can not|will not|are not to|not allowed to|"
    r"not permitted to|forbidden to|do not have (?:the )?permission to|have no permission to|"
    r"do not have access to|lack permission to|"
    r"refrain from|avoid|without|not to|under no circumstances|on no account|no longer)"
)
_FORBIDS = re.compile(
    rf" {_NOT}(?: (?:ever|you|should you|must you|may you|even|try to|attempt to|again|go))* {_USE} {_WHICH}(?= )"
)
_STAYS_OFF = re.compile(
    rf" (?:stay off|keep off|keep (?:well )?away from|stay (?:well )?away from|steer clear of|keep your hands off|"
    rf"leave alone) {_WHICH}(?= )"
)
_TOOL_USE = re.compile(
    r"^ (?:all |any )?(?:tool|function|plugin) (?:use|usage|calls?|calling|access) (?:is|are) (?:\w+ly "
    r")?(?P<verdict>not allowed|not permitted|"
    r"forbidden|prohibited|disabled|off|banned|off limits|allowed|permitted|enabled|on|fine)(?= )"
)
_ONLY_ONE = re.compile(
    rf" the (?:only|sole|1) (?:tool|function|plugin|api) (?:(?:that )?you (?:may|can|are allowed to|should|must|will) "
    rf"{_USE}|allowed|available|"
    rf"permitted) is (?:the )?(?P<name>{_NAME}(?: {_NAME}){{0,2}}?)(?: {_TOOL})?(?= (?:[.,;]|--|and)|$| $)"
)
_LACKS = re.compile(r" (?:do not have|have no|lack) ")
_WITHOUT = re.compile(rf" without {_NAMED}(?= )")
_ONLY = re.compile(rf" only {_USE} {_NAMED}(?= )")
_IDENTIFIER = re.compile(r"(?<![\w./])([A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)+(?:\(\))?|[A-Za-z]\w*+\(\))")
_NO_TOOL = word_set("snake_case max_tokens max_words min_words max_length num_words")
_TOUCHES = re.compile(
    r" (?:use|using|used|call|calls|calling|called|invoke|invoking|invoked|run|running|execute|executing|trigger|"
    r"touch|touching|"
    r"touched|access|rely on|reach for|off limits|forbidden|prohibited|banned|allowed|permitted|available|enabled|"
    r"disabled|"
    r"tools?|functions?|at your disposal|leave|except)(?= )"
)
_HANDS_OFF = re.compile(
    r" (?:off limits|disabled|unavailable|not (?:available|enabled)|hands off|leave (?:\S+ ){1,5}?alone|except|but "
    r"not|save for)(?= )"
)
_FREELY = re.compile(
    r" (?:allowed|permitted|available|enabled|at your disposal|free|fine|ok|okay|cleared|permission|authori[sz]ed|"
    r"yours)(?= )"
)
_LABEL = re.compile(
    r"(?:^|(?<= [,;.])) (?:the )?(?:(?P<which>allowed|permitted|available|enabled|authori[sz]ed|approved|usable|"
    r"forbidden|banned|prohibited|"
    r"disallowed|disabled|blocked) )?(?:tools?|functions?|plugins?|tool (?:use|calls|access))(?: (?P<after>"
    r"allowed|available|permitted|enabled|forbidden|banned|disabled|prohibited))? [:=](?= )"
)
_BARRED = word_set("forbidden banned prohibited disallowed disabled blocked off")
_NONE = re.compile(
    r" (?:none|no|off|disabled|forbidden|never|0|not allowed|nothing|prohibited|banned)(?= (?:[.,;!]|"
    r"at all|whatsoever|allowed)|$| $)"
)
_FREE_USE = re.compile(
    rf" (?:use|call|invoke|access) (?:(?:any|all|the|your|every|available|other|whatever|of) )*{_TOOL} (?:freely|as "
    rf"(?:you (?:like|"
    rf"wish|please|see fit)|needed|much)|at will|whenever|any time|without asking)(?= )"
)
_SOLE = re.compile(
    rf"^(?P<what>(?: (?:the )?(?!(?:a|an)\b)[^ .,;:?!]+){{1,4}}?)(?: {_TOOL})? is the (?:only|sole|1) "
    rf"(?:tool|function|plugin|api) "
)
_NO = re.compile(r" no (?:more )?(?:tool calls?|function calls?|tools?|tool use|tool usage|plugins?)(?= )")
_LETS = re.compile(
    rf" (?:you (?:may|can|could|are (?:allowed|permitted|free|welcome|authorised|authorized|cleared) to|"
    rf"(?:have|has|got) (?:my |our |the )?(?:permission|clearance|leave|licen[cs]e) to|"
    rf"are able to)|feel free to|it is (?:fine|okay|ok) to|go ahead and)"
    rf"(?: (?:freely|also|always|now|only|just))* {_USE} {_WHICH}(?= )"
)
_IS = re.compile(
    rf"(?:^|(?<= ,)|(?<= and)|(?<= but)) (?:(?:use of|using|calling|calls to|access to) )?{_WHICH} (?:is|are|"
    rf"remains?|stays?|must|may|should|can|has been|have been)(?: strictly| completely| now| always| all| ever)*"
    r" (?P<verdict>off limits|forbidden|prohibited|not allowed|not permitted|disabled|out of bounds|banned|"
    r"not available|not to be (?:used|called|touched|invoked)|(?:not|never)(?: ever)? be (?:used|called|invoked|"
    r"touched|run)|"
    r"allowed|permitted|fine|enabled|okay|be (?:used|called|invoked)(?: freely)?|free to use|available|yours to use|"
    r"at your disposal)(?= )"
)
_ALLOWS = re.compile(
    r"(?:allowed|permitted|fine|enabled|okay|be (?:used|called|invoked)(?: freely)?|free to use|available|yours to use|"
    r"at your disposal)"
)
_OTHERS = word_set("shed box belt bar kit my his her their power hand garden kitchen writing")


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in _FORBIDS.finditer(words):
        if reading.asks(found.start()) or (_LACKS.match(found[0]) and states(reading, found.start())):
            yield from _permission(reading, found, allowed=False)
    for found in _STAYS_OFF.finditer(words):
        if reading.asks(found.start()):
            yield from _permission(reading, found, allowed=False)
    if (use := _TOOL_USE.match(words)) and states(reading, 1):
        yield Constraint.of(
            "tools:permission",
            {"tool": "*", "allowed": use["verdict"] in ("allowed", "permitted", "enabled", "on", "fine")},
        )
    for found in _ONLY_ONE.finditer(words):
        if states(reading, found.start()):
            yield from _permission(reading, found, allowed=True)
    for found in _WITHOUT.finditer(words):
        if reading.asks(found.start()):
            yield from _permission(reading, found, allowed=False)
    for found in _ONLY.finditer(words):
        if reading.asks(found.start()) and not reading.denied(found.start(), found.end()):
            yield from _permission(reading, found, allowed=True)
    named = tuple(dict.fromkeys((*_identified(reading), *_listed(reading))))
    yield from named
    for found in _FREE_USE.finditer(words):
        if states(reading, found.start()) and not reading.denied(found.start(), found.end()):
            yield Constraint.of("tools:permission", {"tool": "*", "allowed": True})
    for found in _NO.finditer(words):
        if states(reading, found.start()) and reading.asks(found.start()):
            yield Constraint.of("tools:permission", {"tool": "*", "allowed": False})
    for found in _LETS.finditer(words):
        if states(reading, found.start()) and not re.search(
            r" (?:if|whether|ask whether) $", words[: found.start() + 1]
        ):
            if not re.match(r" (?:only|just)? ?(?:if|when|after|once|unless) ", words[found.end() :] + " "):
                yield from _permission(reading, found, allowed=True)
    for found in _IS.finditer(words):
        if states(reading, found.start()):
            yield from _permission(reading, found, allowed=_ALLOWS.fullmatch(found["verdict"]) is not None)


def _listed(reading: Reading) -> Iterator[Constraint]:
    """Find lists under a label: "Allowed tools: search, calculator"; "Tools: none"."""
    words = reading.words
    for label in _LABEL.finditer(words):
        which = label["which"] or label["after"] or ""
        if _NONE.match(words, label.end()):
            yield Constraint.of("tools:permission", {"tool": "*", "allowed": False})
            continue
        if not which:
            continue
        allowed = which not in _BARRED
        stop = re.compile(r" [.;:!]").search(words, label.end())
        said = reading.tape.source(label.end() + 1, stop.start() if stop else len(words) - 1)
        for each in re.split(r"\s*(?:,|;|\band\b)\s*", said):
            if tool := each.strip(" .`'\""):
                yield Constraint.of("tools:permission", {"tool": tool.removesuffix("()"), "allowed": allowed})


def _identified(reading: Reading) -> Iterator[Constraint]:
    """Find what is named as programs name things, with no word for what it is: `send_email`."""
    text, tape = reading.tape.text, reading.tape
    if "_" not in text and "()" not in text:
        return
    clauses: list[tuple[int, int, str]] = []
    for found in islice(_IDENTIFIER.finditer(text), MOST):
        at = bisect_right(tape.froms, found.start(1)) - 1
        place = tape.starts[at] if at >= 0 else 0
        if place < len(reading.words) and states(reading, place) and found[1] not in _NO_TOOL:
            clauses.append((place, max(place, place + len(found[1])), found[1]))
    for start, end, name in clauses:
        clause = reading.clause(start)
        said = reading.words[clause.start : clause.end + 1]
        if not _TOUCHES.search(said):
            continue
        denied = reading.denied(start - 1, min(end, clause.end)) or _HANDS_OFF.search(said) is not None
        if denied or clause.mood is not Mood.STATES or _FREELY.search(said):
            yield Constraint.of("tools:permission", {"tool": name.removesuffix("()"), "allowed": not denied})


def _permission(reading: Reading, found: re.Match[str], *, allowed: bool) -> Iterator[Constraint]:
    groups = found.groupdict()
    name = next((each for each in ("name", "after", "quoted") if groups.get(each)), None)
    tool = "*"
    if name:
        said = found[name]
        if said[0] == '"' and said[1:].isdigit():
            tool = reading.tape.argument(said)
        elif said.split()[0] in _OTHERS:
            return
        else:
            tool = reading.tape.source(found.start(name), found.end(name)).strip(" \"'`")
    if tool:
        yield Constraint.of("tools:permission", {"tool": tool.removesuffix("()"), "allowed": allowed})


TOOLS = Reader(
    _read,
    word_set(
        "tool tools function functions plugin plugins api apis endpoint endpoints command commands call invoke "
        "run execute _"
    ),
)
