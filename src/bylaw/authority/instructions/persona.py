"""Personas: who the reply is to speak as."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from itertools import islice

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.phrases import MOST, commands, phrase, states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["PERSONA"]

_YOU_ARE = re.compile(
    r" (?:you (?:are|is)(?: now| called| named| known as| going by| playing)?|your name (?:is|will be|shall be|should "
    r"be|"
    r"must be)(?: now| always| simply)?|(?:we|people|users|i|they|customers)(?: will| shall)? (?:call|"
    r"know) you(?: as)?|use the name(?: of)?|take the name(?: of)?|(?:act|speak|talk|answer|reply|write|respond|sound|"
    r"behave) (?:just |exactly )?like|you are playing|you (?:will |shall |must )?play(?: the (?:role|part) of)?|as "
    r"(?:if|though) you were|in the shoes of|the name you go by is|"
    r"your character (?:is|will be)(?: called| named)?|under the name(?: of)?|respond to the name(?: of)?|"
    r"you go by(?: the name)?(?: of)?|"
    r"you (?:will|shall|must|should) (?:go by|be called|be known as|be named|answer to)(?: the name(?: of)?)?|"
    r"you answer to(?: the name(?: of)?)?|"
    r"(?:call|name) yourself|refer to yourself (?:only )?as|introduce yourself (?:only )?as|present yourself as|"
    r"sign (?:off )?as|the (?:assistant|bot|chatbot|agent|ai|model|tutor|guide|helper|companion|coach) is (?:called|"
    r"named)|you is (?:called|named)|"
    r"speak as|respond as|answer as|reply as|write as|act as|from now on you are|(?:answer|respond|reply|speak|talk|"
    r"write|act)(?: to (?:me|us|users|the user|everyone))?(?: only)? as|your (?:persona|character|role) (?:is|will "
    r"be)(?: that of)?|(?:bot|assistant|agent|chatbot|"
    r"model|companion|helper|guide|tutor) "
    r"(?:named|called|by the name of))(?= )"
)
_PRETENDS = re.compile(
    r" (?:pretend (?:to be|you are|that you are)|role ?play as|play the (?:role|part) of|take on the (?:role|"
    r"persona|character|identity) of|assume the "
    r"(?:role|persona|character|identity) of|adopt the (?:persona|character|identity) of|impersonate|"
    r"stay in character as|remain in character as|"
    r"(?:(?:answer|respond|reply|speak|talk|write)(?: to (?:me|us))? )?in the (?:voice|persona|character|guise|"
    r"person) of|"
    r"playing (?:the (?:role|part) of)?|step into the (?:role|shoes|part) of|slip into the role of|with the persona "
    r"of|take the (?:role|part) of|be in character as|stay in the "
    r"character of|keep up the persona of)(?= )"
)
_ROLES = word_set("pretend roleplay role part persona character identity impersonate voice guise person playing shoes")
"""Words of which every pretence has one."""
_AS = re.compile(
    r" (?:as|speaking as|writing as|answering as)(?= (?!(?:a|an|the|you|your|always|usual|for|before|"
    r"if)\b)\w+)"
)
_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Captain|Sir|Lady|Professor|Doctor|Aunt|"
    r"Uncle)\.? )?[A-Z][\w'’-]*(?: (?:[A-Z][\w'’.-]*|the [A-Z]\w+|of [A-Z]\w+|von|van|de|\d+))*"
)
_NO_NAME = word_set(
    "an a the not only never always to now also being asked required here free allowed expected english french "
    "spanish german italian "
    "japanese chinese american british european russian portuguese i ai asked json markdown yaml python going "
    "very welcome no"
)
_POSSESSED = re.compile(r"(?:Your|My|Our|Yours|With|Best|Kind|Sincerely|Love|Cheers)\b")
_CUT = re.compile(
    r"\s*(?:,| who | that | and (?:you|your|never|always|do|answer|help|work|be)\b| from | at | for |"
    r" in ).*",
    re.DOTALL,
)


def _read(reading: Reading) -> Iterator[Constraint]:
    for found in islice(_YOU_ARE.finditer(reading.words), MOST):
        if states(reading, found.start()) and not reading.denied(found.start(), found.end()):
            if name := _name(reading, found.end()):
                yield Constraint.of("style:persona", {"name": name})
                return
    first = _AS.match(reading.words)
    if first and len(reading.clauses) > 0 and any(clause.mood is Mood.ASKS for clause in reading.clauses):
        if (name := _name(reading, first.end())) and reading.words.startswith(" ,", first.end() + 1 + len(name)):
            yield Constraint.of("style:persona", {"name": name})
            return
    pretends = () if _ROLES.isdisjoint(reading.vocabulary) else _PRETENDS.finditer(reading.words)
    for found in islice(pretends, MOST):
        if commands(reading, found.start()) and not reading.denied(found.start(), found.end()):
            if who := _name(reading, found.end()) or _plain(phrase(reading, found.end())):
                yield Constraint.of("style:persona", {"name": who})
                return


def _plain(who: str) -> str:
    return re.sub(r"^(?:an?|the) ", "", _CUT.sub("", who).strip())


def _name(reading: Reading, at: int) -> str:
    words = reading.words
    quoted = re.compile(r' "(\d+)(?= )').match(words, at)
    if quoted:
        said = reading.tape.arguments[int(quoted[1])].strip(" .,")
        return said if _NAME.match(said) and not _POSSESSED.match(said) else ""
    stop = words.find(" ", at + 1)
    rest = words.find(" ,", at)
    end = len(words) - 1 if rest < 0 else rest
    if stop < 0 or words[at + 1 : stop] in _NO_NAME:
        return ""
    found = _NAME.match(reading.tape.source(at + 1, max(stop, end)))
    return found[0].rstrip(" .,'’-") if found and len(found[0]) > 1 else ""


PERSONA = Reader(
    _read,
    word_set(
        "you your name call refer introduce present sign speak respond answer reply write act named called "
        "pretend roleplay role play "
        "take assume adopt impersonate character persona yourself assistant bot as playing voice guise"
    ),
)
