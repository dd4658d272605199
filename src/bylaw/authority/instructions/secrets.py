"""Confidentiality: what is not to be told."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from itertools import islice

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.phrases import MOST, commands, phrase, states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["SECRETS"]

_TELLS = (
    r"(?:reveal|disclose|divulge|leak|expose|betray|give away|give out|hand out|pass on|let slip|make public|let "
    r"on(?: about)?|spill|blab about|breathe a word (?:of|about)|say a word about|let out|"
    r"publish|share|"
    r"tell (?:anyone|anybody|users|the user|customers|them|people|others|strangers)(?: about)?|let (?:anyone|users|"
    r"anybody) know|"
    r"revealing|disclosing|divulging|leaking|exposing|giving away|giving out|handing out|passing on|sharing|telling "
    r"(?:anyone|users|the user)(?: about)?|betraying|publishing)"
)
_SAYS = (
    r"(?:paraphrase|reproduce|copy|repeat|print|output|quote|mention|discuss|confirm|show|write out|spell out|"
    r"hint at|talk about|state|"
    r"display|recite|provide|give)"
)
_HIDDEN = (
    r"(?:secret|password|passcode|code|codes|key|keys|pin|prompt|instructions|system message|confidential|internal|"
    r"credentials?|"
    r"token|salary|salaries|ssn|address|addresses|margin|margins|identity|source of|private|classified|unreleased|"
    r"phone number|"
    r"discount|wholesale|guidelines|configuration|message)"
)
_NOT = (
    r"(?:do not|never|(?:it is )?(?:forbidden|prohibited|not allowed|never okay) to|must not|may not|shall not|"
    r"should not|can not|will not|are not to|is not to|not allowed to|"
    r"not permitted to|"
    r"forbidden to|refuse to|decline to|avoid|without|refrain from|not to|under no circumstances|on no account|at no "
    r"point|nor)"
)
_LINK = (
    r"(?: (?:ever|you|ever ever|should you|must you|may you|even|directly|in any way|to|try to|"
    r"under any circumstances))*"
)
_WITH = r"(?: (?:to|with) (?:anyone|anybody|users?|the users?|customers?|others|them|outsiders|third parties))?"
_FORBIDS = re.compile(
    rf" {_NOT}{_LINK} (?:{_TELLS}{_WITH}(?P<told>)|{_SAYS}(?:(?: ,)? (?:or|nor|"
    rf"and) {_SAYS})*(?= (?:\S+ ){{0,4}}?{_HIDDEN} )(?P<said>))(?= )"
)
_KEEPS = re.compile(
    r" (?P<verb>keep|treat|consider|regard|hold)(?P<what>(?: (?!(?:keep|a|it|"
    r"in)\b)[^ .;:]+){1,14}?)(?: as)?(?: strictly| completely| "
    r"absolutely| fully)? (?:secret|a secret|confidential|private|to yourself|hidden|under wraps|between us|"
    r"classified|under "
    r"lock and key|off the record|out of (?:the|this) (?:chat|conversation))(?= )"
)
_IS = re.compile(
    r"(?: (?:but|and|so|also|please|remember|note|that))*(?P<what>(?: (?!(?:is|are|was|were)\b)[^ ,.;:?!]+){1,12}?) "
    r"(?:is|are|remains?|stays?|(?:must|should|has to|have to|needs to|shall|will|"
    r"is to|are to) "
    r"(?:always |be kept |remain |stay |be treated as |be kept as |be )?(?:be )?)(?: ?strictly| ?completely|"
    r" ?absolutely| ?highly| ?top)? "
    r"?(?:secret|a secret|confidential|classified(?! (?:by|as|into))|between us|off the record|for your eyes only|not "
    r"public|"
    r"for internal use "
    r"only|privileged|not to be (?:revealed|disclosed|shared|told|divulged|leaked|given out|passed on|repeated|"
    r"made public))(?= )"
)
_PASSIVE = re.compile(
    r"(?: (?:but|and|so|also|please|remember|note|that))*(?P<what>(?: (?!(?:is|are|was|were)\b)[^ ,.;:?!]+){1,12}?) "
    r"(?:must|should|may|can|shall|is|are|will) (?:not|never)(?: ever|"
    r" to)? be (?:revealed|disclosed|"
    r"shared|leaked|divulged|told|given out|given away|passed on|repeated|made public|exposed|handed out|known|"
    r"shown)(?= )"
)
_STAYS = re.compile(
    r"(?: (?:but|and|so|also|please|remember|note|that))*(?P<what>(?: (?!(?:is|are|was|were)\b)[^ ,.;:?!]+){1,12}?) "
    r"(?:must|should|shall|has to|have to|needs to|need to|is to|are to|will) (?:always )?(?:stay|remain|be kept|"
    r"be held|be treated as|go) (?:strictly |completely |absolutely )?(?:private|hidden|under wraps|undisclosed|"
    r"unmentioned|to yourself|under lock and key|off the record|in confidence)(?= )"
)
_LABEL = re.compile(
    r"^ (?:strictly |top |keep )?(?:confidential|secret|classified|private|do not (?:reveal|disclose|share)|never "
    r"(?:reveal|disclose|share)|not to be (?:shared|revealed|disclosed))(?: information| items?)? :(?= )"
)
_OR_TELLS = re.compile(rf" (?:or|nor){_LINK} {_TELLS}{_WITH}(?= )")
_QUIET = re.compile(
    r" (?:keep|stay|remain|be) (?:quiet|mum|silent|tight lipped|discreet) (?:about|on|regarding)(?= )|"
    rf" (?:guard|protect|safeguard|conceal|hide|withhold)(?= (?:\S+ ){{0,4}}?{_HIDDEN} )"
)
_UNDER = re.compile(
    r" (?:under no circumstances|at no (?:point|time)|never|on no account) (?:may|must|should|can|shall|is|are|will)"
    r"(?P<what>(?: [^ ,.;:?!]+){1,10}?) (?:to )?be (?:revealed|disclosed|shared|leaked|divulged|told|given out|"
    r"given away|passed on|"
    r"made public|exposed)(?= )"
)
_NOBODY = re.compile(
    r" (?:no ?(?:one|body)|no (?:user|customer)|users|customers|the user) (?:may|must|should|can|is to|are to|shall|"
    r"gets to|get to)"
    r"(?: (?:not|never))?(?: ever)? (?:know|learn|learn of|learn about|find out|find out about|hear|hear of|"
    r"hear about|see|be told)(?= )"
)
_OUT = word_set("revealed disclosed shared leaked divulged told given passed repeated made exposed handed known shown")
_NEEDS = (
    (_IS, _OUT | word_set("secret confidential classified between record eyes public internal privileged")),
    (_STAYS, word_set("private hidden wraps undisclosed unmentioned yourself key record confidence")),
    (_PASSIVE, _OUT),
)
"""Wordings, and the words without one of which they can't be there."""
_HARMLESS = word_set(
    "opinion opinions view views joke jokes tip tips link links thought thoughts feelings bed images advice "
    "blame bullet comma commas "
    "words word letter"
)
_KEEPING = word_set("keep treat consider regard hold")
_EMPTY = word_set("it this that they them these those everything anything nothing what which who there here and he she")


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in islice(_FORBIDS.finditer(words), MOST):
        if commands(reading, found.start()):
            yield from _secret(phrase(reading, found.end()))
    yield from _under(reading)
    for found in islice(_NOBODY.finditer(words), MOST):
        if states(reading, found.start()) and (
            found[0].startswith((" no", " no ")) or " not " in found[0] or " never " in found[0]
        ):
            yield from _secret(phrase(reading, found.end()))
    keeps = () if _KEEPING.isdisjoint(reading.vocabulary) else _KEEPS.finditer(words)
    for found in islice(keeps, MOST):
        if reading.asks(found.start()):
            yield from _secret(phrase(reading, found.start("what"), found.end("what")))
    for found in islice(_QUIET.finditer(words), MOST):
        if commands(reading, found.start()) and not reading.denied(found.start(), found.end()):
            yield from _secret(phrase(reading, found.end()))
    if label := _LABEL.match(words):
        yield from _secret(phrase(reading, label.end()))
    for found in islice(_OR_TELLS.finditer(words), MOST):
        if reading.asks(found.start()) and reading.denied(found.start(), found.end()):
            yield from _secret(phrase(reading, found.end()))
    for pattern, needs in _NEEDS:
        if needs.isdisjoint(reading.vocabulary):
            continue
        for found in pattern.finditer(words):
            if states(reading, found.start("what")):
                what = phrase(reading, found.start("what"), found.end("what"))
                if what.lower() in ("following", "the following") and words.startswith(" :", found.end()):
                    what = phrase(reading, found.end() + 2)
                yield from _secret(what)


def _under(reading: Reading) -> Iterator[Constraint]:
    for found in () if _OUT.isdisjoint(reading.vocabulary) else _UNDER.finditer(reading.words):
        if states(reading, found.start()):
            yield from _secret(phrase(reading, found.start("what"), found.end("what")))


def _secret(what: str) -> Iterator[Constraint]:
    if (
        what
        and what.lower() not in _EMPTY
        and not what.endswith((" and", " or"))
        and (_HARMLESS.isdisjoint(named := what.lower().split()) or "secret" in named)
    ):
        yield Constraint.of("scope:confidential", {"what": what})


SECRETS = Reader(
    _read,
    word_set(
        "reveal quiet mum silent guard protect safeguard conceal hide withhold talk hint "
        "disclose divulge leak expose betray share sharing tell telling publish revealing disclosing confidential "
        "secret "
        "private "
        "classified privileged yourself hidden wraps record revealed disclosed shared leaked divulged told public "
        "give "
        "giving "
        "hand pass slip repeat print output quote mention discuss confirm show know learn hear see exposed recite "
        "between let spill blab breathe undisclosed unmentioned confidence out "
        "display provide out internal passed given eyes"
    ),
)
