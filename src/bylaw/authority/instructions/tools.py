"""Tools: which may be called, and which may not."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.phrases import states
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
    rf" {_NOT}(?: (?:ever|you|should you|must you|may you|even|try to|attempt to|again))* {_USE} {_WHICH}(?= )"
)
_LACKS = re.compile(r" (?:do not have|have no|lack) ")
_WITHOUT = re.compile(rf" without {_NAMED}(?= )")
_ONLY = re.compile(rf" only {_USE} {_NAMED}(?= )")
_CALLS = re.compile(
    rf" (?:(?P<not>{_NOT})(?: (?:ever|you|should you|must you|may you))*|(?P<lets>feel free to|you may|you can|"
    rf"you are (?:allowed|free) to)) (?:call|invoke|run|execute|use|trigger) (?:the )?(?=\S)"
)
_IDENTIFIER = re.compile(r"[`'\"]?((?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)(?:\(\))?|[A-Za-z]\w*\(\))")
_NO = re.compile(r" no (?:more )?(?:tool calls?|function calls?|tools?|tool use|tool usage|plugins?)(?= )")
_LETS = re.compile(
    rf" (?:you (?:may|can|could|are (?:allowed|permitted|free|welcome|authorised|authorized|cleared) to|"
    rf"have (?:my )?permission to|are able to)|feel free to|it is (?:fine|okay|ok) to|go ahead and)"
    rf"(?: (?:freely|also|always|now|only|just))* {_USE} {_WHICH}(?= )"
)
_IS = re.compile(
    rf"(?:^|(?<= ,)|(?<= and)|(?<= but)) (?:(?:use of|using|calling|calls to|access to) )?{_WHICH} (?:is|are|"
    rf"remains?|stays?|must|may|should|can|has been|have been)(?: strictly| completely| now| always| all| ever)*"
    r" (?P<verdict>off limits|forbidden|prohibited|not allowed|not permitted|disabled|out of bounds|banned|"
    r"not available|not to be (?:used|called|touched|invoked)|(?:not|never)(?: ever)? be (?:used|called|invoked|"
    r"touched|run)|"
    r"allowed|permitted|fine|enabled|okay|be (?:used|called) freely|free to use|available|yours to use|"
    r"at your disposal)(?= )"
)
_ALLOWS = re.compile(
    r"(?:allowed|permitted|fine|enabled|okay|be (?:used|called) freely|free to use|available|yours to use|"
    r"at your disposal)"
)
_OTHERS = word_set("shed box belt bar kit my his her their power hand garden kitchen writing")


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in _FORBIDS.finditer(words):
        if reading.asks(found.start()) or (_LACKS.match(found[0]) and states(reading, found.start())):
            yield from _permission(reading, found, allowed=False)
    for found in _WITHOUT.finditer(words):
        if reading.asks(found.start()):
            yield from _permission(reading, found, allowed=False)
    for found in _ONLY.finditer(words):
        if reading.asks(found.start()) and not reading.denied(found.start(), found.end()):
            yield from _permission(reading, found, allowed=True)
    yield from _identified(reading)
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


def _identified(reading: Reading) -> Iterator[Constraint]:
    """Find calls of what is named as programs name things, with no word for what it is: `send_email`."""
    for found in _CALLS.finditer(reading.words):
        ahead = reading.words[found.end() :].split()[:6]
        if not states(reading, found.start()) or not ahead:
            continue
        said = reading.tape.source(found.end(), found.end() + len(" ".join(ahead)))
        if identifier := _IDENTIFIER.match(said):
            yield Constraint.of(
                "tools:permission", {"tool": identifier[1].removesuffix("()"), "allowed": found["not"] is None}
            )


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
        "run execute"
    ),
)
