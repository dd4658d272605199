"""Find what a reply leaves for its reader to do: elided code, stubs, "the rest stays the same", "and so on".

Code is read by its comments and bare ellipses, prose by bracketed notes and phrases. Whether all was asked for, so that
leaving out is laziness, the request says: an outline, a diff, a snippet, a skeleton leave out by right.
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.measures.finding import Finding
from bylaw.measures.length.units import Unit, lay_out, seen

__all__ = ["find_left_out", "wants_all", "wants_part"]

_COMMENT = re.compile(r"(?:#|//|/\*|\*|<!--|--|;|%|\{\s?/\*|'''|\"\"\"|\.\.\.|…|\(\*)")
_COMMENT_INSIDE = re.compile(r"(?<=\s)(?:#|//)|<!--|/\*")
_ELIDED = re.compile(
    r"(?:\.\.\.|…).{0,60}\b(?:rest|existing|remaining|other|others|same|previous|unchanged|code|here|omitted|similar|"
    r"similarly|keep|more|etc|methods|functions|fill|your)\b|"
    r"\b(?:rest|remainder) of (?:the|your|this|my|it)\b|\bthe rest (?:remains?|stays?|is|goes)\b|\bkeep the rest\b|"
    r"\b(?:existing|previous|original|remaining|other) (?:\w+ ){0,2}(?:code|methods?|functions?|logic|implementation|"
    r"content|items?|tests?|cases?|fields?|imports?|styles?|rules?|routes?|services?|tables?|classes|"
    r"entries|sections?)\b|"
    r"\b(?:remains?|stays?|is|are|stay|left) (?:the same|unchanged|as (?:is|before))\b|"
    r"\bunchanged (?:code|lines?|parts?|sections?|above|below|from)\b|\bomitted\b|-\s?snip\b|"
    r"\bsame as (?:before|above|in the original)\b|\bfor brevity\b|\bnot shown\b|"
    r"\b(?:code|logic|implementation|content|body) (?:goes|comes|belongs) (?:here|below)\b|"
    r"\b(?:your|more|actual|rest) (?:\w+ ){0,2}(?:code|logic|implementation|content|data) (?:goes )?here\b|"
    r"\b(?:insert|add|put|place|write) (?:\w+ ){0,3}(?:here|as needed|in the same way|similarly)\b|"
    r"\b(?:repeat|continue|do the same|proceed) (?:this |the same |similarly |likewise )?(?:for|with|until)\b|"
    r"\b(?:and so on|and so forth|similarly for|likewise for|fill (?:this |it )?in|as needed)\b|"
    r"\b(?:todo|fixme|tbd)\b.{0,40}\b(?:implement|add|fill|complete|write|handle|finish|logic|here|rest)|"
    r"\bimplement(?:ation)? (?:this|me|here|later|the rest)\b|"
    r"\b(?:restliche[rn]? code|bleibt? (?:unverändert|gleich)|resto del código|sigue igual|sin cambios|reste du code|"
    r"inchangé|resto del codice|invariato|resto do código|permanece igual|rest van de code|ongewijzigd)\b|"
    r"(?:其余|其他)?代码(?:保持)?不变|省略|остальной код|без изменений|残りのコード|変更なし"
)
_STUB = re.compile(
    r"\braise notimplementederror\b|\b(?:todo|unimplemented)!\(|\bthrow new \w{0,24}(?:notimplemented|"
    r"unsupportedoperation)|"
    r"\bthrow new error\(.{0,4}(?:not implemented|todo)|\bnot ?implemented\b|\bpanic\(.{0,3}(?:todo|not implemented)"
)
_BARE = re.compile(r"\W{0,4}(?:\.\.\.|…)\W{0,4}")
_NOTE = re.compile(
    r"\[(?:the )?(?:insert|add|your|rest|remaining|remainder|continue|repeat|and so on|more|etc|other|"
    r"placeholder|fill|same)\b"
    r"[^\]]{0,80}\]"
)
_TRAILS = re.compile(
    r"(?:,|\band)? ?\b(?:and so on|and so forth|etc|and more|and many more|and others|usw|und so weiter|"
    r"et cetera|y así "
    r"sucesivamente|e così via|e assim por diante|enzovoort|и так далее|и т\. ?д)\b\W{0,3}\Z|等等?\W{0,2}\Z"
)
_SAID = re.compile(
    r"\b(?:the )?(?:remaining|rest of the) (?:\w+ ){0,3}(?:follow|can be (?:done|written|added|completed)|"
    r"work|are (?:done|"
    r"similar)|is (?:left|similar)|would be)\b|\bi(?:'ll| will) leave the rest\b|\b(?:left|"
    r"leave) (?:it )?(?:as an exercise|to "
    r"you to (?:fill|complete|finish))\b|\bomitted for brevity\b|\byou can (?:fill in|complete|"
    r"add) the (?:rest|remaining|others?)\b"
)
_SAID_WORDS = ("remaining", "rest", "exercise", "brevity", "to you to", "others")
"""One of them is in whatever `_SAID` finds."""
_PART = re.compile(
    r"\b(?:outline|skeleton|stubs?|diff|patch|snippets?|templates?|boilerplate|scaffold(?:ing)?|"
    r"pseudo-?code|sketch|blanks|"
    r"placeholders?|form letter|minimal|todos?|fixme|only (?:show|the|what)|just (?:show|the|what)|"
    r"changed (?:lines|parts?)|"
    r"leave (?:the rest|it|them) out|structure of|gerüst|grundgerüst|ausschnitt|squelette|extrait|esqueleto|fragmento|"
    r"scheletro|frammento|trecho)\b"
)
_ALL = re.compile(
    r"\b(?:all|every|each|complete|completely|full|entire|whole|in full|finished|rest of|everything|"
    r"alle[nrs]?|jede[nrs]?|"
    r"vollständige?[nrs]?|ganze[nrs]?|tou[ts](?:es)?|complète?|entiere?|todos?|todas?|completo|completa|"
    r"entero|tutt[ioae]|"
    r"completi?|inter[oa])\b|全部|所有|完整|すべて|全て|모두|전체"
)


_WHOLE = re.compile(r"\b(?:complete|full|entire|whole|vollständig\w*|complète?|completo|completa|completi?)\b")
"""Asked for beside an outline or a template, these outrank it."""


def wants_part(request: str) -> bool:
    """Whether a request asks for what leaves out by right."""
    said = seen(request[:8_000])
    return _PART.search(said) is not None and _WHOLE.search(said) is None


def wants_all(request: str) -> bool:
    """Whether a request says that all is wanted."""
    return _ALL.search(seen(request[:8_000])) is not None


def find_left_out(text: str, *, complete: bool = False) -> list[Finding]:
    """Find what was left out, each with how surely that was laziness.

    Args:
        text: the reply.
        complete: whether all was asked for, so that "and so on" leaves something out.
    """
    layout = lay_out(text)
    lowered = text.lower()
    said = any(each in lowered for each in _SAID_WORDS)
    out: list[Finding] = []
    for at, unit in enumerate(layout.units):
        score = _in_code(unit) if unit.code else _in_prose(unit, complete=complete, said=said)
        if score == _ALONE:  # `...` is a stub where nothing else stands in the block's body, else it may be syntax
            score = 0.4 if at == 0 or not layout.units[at - 1].seen.endswith(":") else 0.5
        if score:
            out.append(Finding("laziness", unit.start, unit.end, score))
    return out


_ALONE = 0.45


def _in_code(unit: Unit) -> float:
    said = unit.seen
    if _STUB.search(said):
        return 0.8
    begins = _COMMENT.match(said) or _COMMENT_INSIDE.search(said)
    if begins is None:
        return 0.0
    if _BARE.fullmatch(said):
        return _ALONE
    return 0.9 if _ELIDED.search(said, begins.start()) else 0.0


def _in_prose(unit: Unit, *, complete: bool, said: bool) -> float:
    words = unit.seen
    if _COMMENT.match(words) and not words.startswith(("*", "-", "…", "...", "#")) and _ELIDED.search(words):
        return 0.9
    if complete and (_NOTE.search(words) or _TRAILS.search(words)):
        return 0.8
    if said and _SAID.search(words):
        return 0.8 if complete else 0.5
    return 0.0
