"""How the reply begins and ends: a phrase, a postscript, quotation marks around it, the request repeated first."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.arguments import quoted_after
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["EDGES"]

_BEGIN = (
    r"start|starts|starting|begin|begins|beginning|open|opens|opening|kick off|kick it off|lead with|commence|"
    r"preface|prefaced|prefix|launch"
)
_END = (
    r"end|ends|ending|finish|finishes|finishing|close|closes|closing|conclude|concludes|concluding|wrap up|"
    r"wrap it up|sign off|signing off|round off|terminate|sign out|cap it off|top it off|last|final|very end|ended|"
    r"finished|concluded|closed"
)
_EDGE = re.compile(rf" (?:(?P<begin>{_BEGIN}|first)|(?P<end>{_END}))(?= )")
_PHRASE = re.compile(
    r"(?: (?!and |\"|\[|;|paragraph)\S+){0,12}?(?: (?:with|by|be|is|are|on|read|reads|say|says|saying|using|:|as|like|"
    r"being|to|words|phrase|line|sentence|of))(?: (?:writing|saying|stating|typing|adding|the|this|these|exact|"
    r"exactly|phrase|words?|sentence|line|like|"
    r"following|a|single|question|very|simple|very|expression|statement|closing|saying|message|text|tagline|slogan|"
    r"remark|sign|off|greeting|opening|salutation|something|verbatim|literal|literally|string|:|"
    r",)){0,7} (?P<phrase>\"\d+)(?= )"
)
_DIRECT = re.compile(r"(?: off| it| out| up)?(?: in)? (?P<phrase>\"\d+)(?= )")
_NAMED_SO = re.compile(
    r" (?P<phrase>\"\d+)(?: (?:as|be|is|at|must|should|has|to|needs|used|placed|stand))* (?:the|your)(?: very)? $"
)
_COMPLETES = re.compile(
    r" (?:the|this|my|these) (?:following )?(?:sentences?|story|poem|lines?|phrase|paragraph|text|lyrics?|quote|"
    r"following|joke)(?= (?:[:,]|\"|for|and))"
)
_UNQUOTED = re.compile(
    r"(?: \S+){0,10}? (?:(?:exact |following |these |this |very )+(?:phrase|words|sentence|line|question)|"
    r"read exactly like|phrase|words|exactly like|sentence|line) (?:[:,] )?(?P<phrase>(?!\"|\[|and |that |should |"
    r"must |of |be |in |with )\S.*?) (?:[.;!?] )?$"
)
_PART = re.compile(
    r" (?:second|third|fourth|fifth|sixth|(?:each|every|all)(?: of)?(?: the| your)? (?!(?:response|answer|reply|"
    r"message|output|email|"
    r"post|time|conversation|turn)s?(?= ))\w+|paragraphs?|sections?|sentences|bullets?|bullet points?|stanzas?|"
    r"lines|verses?|items?|"
    r"subject)(?= )"
)
_SCRIPT = re.compile(r" (?P<mark>pps|ps|post ?scripts?)(?= )")
_QUOTES = re.compile(
    r" (?:(?:double |full |proper |regular |standard |straight |a pair of )*(?:quotation marks?|quote marks?|quotes|"
    r"speech marks|inverted commas|quotations?(?= marks)))(?= )"
)
_AROUND = re.compile(
    r" (?:wrap\w*|enclos\w+|surround\w*|put|puts|place|placed|inside|within|between|in|with|around|encas\w+|"
    r"bracket\w*|frame\w*|start|begin|open|envelop\w*|sandwich\w*|bookend\w*|set|using|quote)(?= )"
)
_SMALLER = re.compile(
    r" (?:word|words|title|name|names|phrase|phrases|keywords?|dialogue|speech|term|terms|each|every|quote from|"
    r"citations?|titles|any|headline|heading|around the (?!entire|whole|response|answer|reply|output|full|complete|"
    r"final|text|message|email|letter|poem|story|essay))(?= )"
)
_OF_LESS = re.compile(
    r" (?:(?:around|on|to|for|from|about|of) )(?:the |each |every |any |all |your |a )*(?:words?|titles?|names?|"
    r"phrases?|keywords?|dialogue|terms?|speech|headline|heading|experts?|characters?|sources?|quotes?)(?= )"
)
_REPEAT = re.compile(
    r" (?:repeat|repeating|restate|restating|copy|copying|echo|echoing|reproduce|reproducing|quote|quoting|recite|"
    r"reciting|parrot|parroting|retype|rewrite|replicate|duplicate|say back|read back|play back|transcribe|"
    r"give back|write out|write down|state)(?: back| out| first| again| exactly| verbatim|"
    r" (?:this )?entire(?:ly)?)*"
    r"(?: (?:the|my|this|that|your|entire|full|exact|whole|original|above|user|complete|initial|following|first|"
    r"very|given|me|to|out|word|for|, |verbatim|actual|input|text|of|all|back|exactly|user's|back|wording|"
    r"words)){0,8}? "
    r"(?:request|prompt|question|input|instruction|instructions|query|task|message|what i (?:asked|said|wrote|typed|"
    r"requested)|first line|line above|wording|words above|what (?:was|is) asked|what (?:you were|you have been|"
    r"you are|the user|they|was) (?:asked|told|typed|wrote|requested|said)|assignment|ask|text above|request above|"
    r"sentence above)(?= )"
)
_SAID_BACK = re.compile(
    r" (?:say|read|play|give|type|write|echo|put|paste|copy|show|state) (?:back )?(?:the |my |this |your )?"
    r"(?:entire |full |exact |original )?(?:request|prompt|question|instructions?|query|message)"
    r"(?: \w+){0,4}? (?:back|verbatim|word for word|exactly|unchanged|in full|again)(?= )"
)
_COPY = re.compile(
    r" (?:repetition|copy|echo|restatement|reproduction|transcript) of (?:the|my|this|your|what)(?: \w+){0,2}? "
    r"(?:request|prompt|question|instructions?|query|message|asked|input)(?= )|"
    r" (?:my|the|this) (?:\w+ )?(?:request|prompt|question|instructions?|query|message|input) (?:, )?(?:is |be |"
    r"being )?(?:repeated|copied|"
    r"restated|quoted|reproduced|echoed)(?= )"
)
_OWN_WORDS = re.compile(
    r" (?:own words|summar\w+|paraphras\w+|briefly|shorter|reworded|different words|rewrite the)(?= )"
)
_YES_NO = re.compile(r"my answer is (?:yes|no|maybe)", re.IGNORECASE)


def _read(reading: Reading) -> Iterator[Constraint]:
    yield from _phrases(reading)
    yield from _postscript(reading)
    yield from _quotation(reading)
    yield from _repeat(reading)
    if _constrained(reading):
        yield Constraint.of("detectable_format:constrained_response")


def _constrained(reading: Reading) -> bool:
    said = {each.lower() for text in (*reading.tape.arguments, reading.words) for each in _YES_NO.findall(text)}
    return bool(said) and any(reading.asks(clause.start) for clause in reading.clauses)


def _phrases(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if _constrained(reading):
        return
    done: set[str] = set()
    for edge in reading.find(_EDGE):
        clause = reading.clause(edge.start())
        kind = "begin" if edge["begin"] else "end"
        if kind in done or _PART.search(
            words, max(clause.start, edge.start() - 40), min(edge.end() + 24, clause.end + 1)
        ):
            continue
        if " postscript" in words or " ps " in words or " pps " in words:
            continue
        if edge[0].strip() in ("first", "last", "final") and not re.match(
            r" (?:thing|words?|sentence|line|phrase|characters?|things|part|bit)(?= )", words[edge.end() :]
        ):
            continue
        if _COMPLETES.match(words, edge.end()):
            continue
        found = (
            _NAMED_SO.search(words, max(0, edge.start() - 30), edge.start() + 1)
            or _DIRECT.match(words, edge.end())
            or _PHRASE.match(words, edge.end())
        )
        phrase = reading.tape.argument(found["phrase"]) if found else ""
        if not found and kind == "end":
            bare = _UNQUOTED.match(words, edge.end())
            phrase = reading.tape.source(bare.start("phrase"), len(words) - 1).strip() if bare else ""
        if not re.search(r"\w", phrase) or _denied(reading, edge):
            continue
        done.add(kind)
        if kind == "begin":
            yield Constraint.of("startend:start_checker", {"start_phrase": phrase})
        else:
            yield Constraint.of("startend:end_checker", {"end_phrase": phrase})


def _denied(reading: Reading, edge: re.Match[str]) -> bool:
    """Whether it isn't to begin or end so; "nothing may follow the last words" denies what follows, not them."""
    clause = reading.clause(edge.start())
    if re.search(r" (?:follows?|after|beyond)(?= )", reading.words[clause.start : edge.start() + 1]):
        return False
    return reading.denied(edge.start(), edge.end())


def _postscript(reading: Reading) -> Iterator[Constraint]:
    marks = [
        found for found in reading.find(_SCRIPT) if found.start() > 0 and not reading.denied(found.start(), found.end())
    ]
    if not marks:
        return
    quoted = " ".join(reading.tape.arguments).upper().replace(" ", "").replace(".", "")
    words = reading.words
    marker = "P.P.S" if " pps " in words or "PPS" in quoted else "P.S."
    yield Constraint.of("detectable_content:postscript", {"postscript_marker": marker})


def _quotation(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    for found in reading.find(_QUOTES):
        clause = reading.clause(found.start())
        around = None
        for around in _AROUND.finditer(words, clause.start, found.start() + 1):
            if around[0] != " in":
                break
        if _SMALLER.search(words, around.end() if around else found.start(), found.start() + 1) or _OF_LESS.match(
            words, found.end()
        ):
            continue
        if _AROUND.search(words, clause.start, clause.end + 1) and not reading.denied(found.start(), found.end()):
            yield Constraint.of("startend:quotation")
            return


def _repeat(reading: Reading) -> Iterator[Constraint]:
    for found in (*reading.find(_REPEAT), *reading.find(_SAID_BACK), *reading.find(_COPY)):
        if reading.denied(found.start(), found.start() + 2) or _OWN_WORDS.search(reading.words):
            continue
        quoted = quoted_after(reading, found.end(), found.end() + 14)
        yield Constraint.of("combination:repeat_prompt", {"prompt_to_repeat": quoted[0] if quoted else ""})
        return


EDGES = Reader(
    _read,
    word_set(
        '"0 '
        "phrase "
        "words line sentence exactly ps pps postscript postscripts post quotation quotations quote quotes speech "
        "inverted "
        "repeat repeating restate restating copy copying echo echoing reproduce reproducing recite reciting parrot "
        "parroting "
        "prompt request question message query instructions yes retype replicate duplicate transcribe quoting "
        "verbatim maybe"
    ),
)
