"""How the reply begins and ends: a phrase, a postscript, quotation marks around it, the request repeated first."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.arguments import quoted_after
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["EDGES"]

_BEGIN = (
    r"start|starts|starting|begin|begins|beginning|open|opens|opening|kick off|kick it off|kick things off|lead off|"
    r"lead with|commence|"
    r"preface|prefaced|prefix|launch"
)
_END = (
    r"end|ends|ending|finish|finishes|finishing|close|closes|closing|conclude|concludes|concluding|wrap up|"
    r"wrap it up|sign off|signing off|round off|terminate|sign out|cap it off|top it off|last|final|very end|ended|"
    r"finished|concluded|closed|closer"
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
_CLOSES_IT = re.compile(
    r" (?P<phrase>\"\d+)(?: (?:should|must|always|alone|has to|needs to|to|is what|will|shall|that|,)){0,3} "
    r"(?:(?P<end>ends?|closes?|concludes?|finish(?:es)?|wraps? up)|(?P<begin>opens?|begins?|starts?)) (?:the|your|"
    r"each|all|"
    r"it)(?: (?:entire|final|whole|of|your|the)){0,2}(?= (?:response|answer|reply|output|message|text|it|things|letter|"
    r"email|poem|story|essay)(?: |$))"
)
_SAY = (
    r"(?:say|write|put|place|add|use|include|insert|have|type|append|output|print|give|has|with|greet|"
    r"stands?|leave)"
)
_OF_IT = (
    r"(?: of (?:your|the|each|all|every|any)(?: \w+){0,2}? (?:response|answer|reply|output|message|text|letter|email|"
    r"poem|story|essay|responses|answers|replies|messages)| of it)?"
)
_PLACED = (
    re.compile(
        rf" {_SAY}(?: (?:the|this|these|exact|phrase|words?|sentence|line|with|:|me|just)){{0,4}} "
        rf"(?P<phrase>\"\d+)(?: ,)?"
        rf" (?:(?P<begin>first|(?:at|to|on|in) the (?:very )?(?:start|beginning|top|head|front){_OF_IT}|before "
        rf"(?:anything "
        rf"else|your (?:answer|reply|response)|you (?:answer|reply|respond))|as (?:its|your|the|an?) (?:very "
        rf")?(?:opening|"
        rf"first|beginning|start|opener|greeting)(?: (?:words?|line|sentence|phrase|thing))?)|(?P<end>last|at the "
        rf"(?:very )?"
        rf"(?:end|bottom|close|foot){_OF_IT}|to (?:the end of )?(?:your|the|each) (?:\w+ )?(?:answer|reply|response|"
        rf"message)|"
        rf"as (?:its|your|the|an?) (?:very )?(?:last|closing|final|ending|closer|sign off)(?: (?:words?|line|"
        rf"sentence|phrase|"
        rf"thing))?|when you are (?:done|finished)|and (?:then )?(?:stop|nothing after)))(?= (?:[.,;!?)]|--|and|"
        rf"then|so|but|"
        rf"please|for)| $)"
    ),
    re.compile(
        rf" (?:(?P<begin>before anything else|before you (?:answer|reply|respond|begin|start)|(?:at|on) (?:the "
        rf")?(?:very )?"
        rf"(?:start|beginning|top){_OF_IT}|first(?: of all)?|to start|to begin)|(?P<end>after (?:your|the) "
        rf"(?:answer|reply|"
        rf"response)|before you (?:stop|finish|end|go|sign off)|finally|lastly|at the (?:very )?(?:end|bottom|"
        rf"close){_OF_IT}|"
        rf"when you are (?:done|finished)|to (?:finish|close|conclude|end)|last of all))(?: ,)?(?: (?:always|please|"
        rf"simply|"
        rf"just|you must|then))* {_SAY}(?: (?:the|this|these|exact|phrase|words?|sentence|line)){{0,4}} "
        rf"(?P<phrase>\"\d+)"
        rf"(?= (?:[.,;!?)]|--|and|then|so|but|please)| $)"
    ),
    re.compile(
        r" (?P<phrase>\"\d+) (?:(?:must|should|has to|needs to|always|is to|to|will) ){0,2}(?:comes?|goes?|stands?|"
        r"is|be) "
        r"(?:(?P<begin>first|how (?:your|the|each|all) (?:\w+ )?(?:starts?|begins?|opens?))|(?P<end>last|how "
        r"(?:your|the|each|"
        r"all) (?:\w+ )?(?:ends?|closes?|finishes)))(?= (?:[.,;!?)]|--|and|in|of)| $)"
    ),
)
_NOTHING_AFTER = re.compile(
    r" (?:nothing|not anything|no (?:other )?(?:words?|text|sentences?))(?: (?:else|more|should|must|may|can|is to|to|"
    r"at all|"
    r"will|ever|is allowed to|further|whatsoever)){0,4} (?:follow|follows|come after|comes after|go after|stand after|"
    r"appear after|after|be written after|be added after|beyond)(?: (?:the|this|these|exact|phrase|words?|sentence|"
    r"line|"
    r"closing|final|last)){0,5} (?P<phrase>\"\d+)(?= )"
)
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
    r"speech marks|inverted commas|quotations?(?= marks))|(?:double|opening|closing) quote)(?= )"
)
_AROUND = re.compile(
    r" (?:wrap\w*|enclos\w+|surround\w*|put|puts|place|placed|inside|within|between|in|with|around|encas\w+|"
    r"bracket\w*|frame\w*|start|begin|open|finish|first and last|envelop\w*|sandwich\w*|bookend\w*|set|using|"
    r"quote)(?= )"
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
_AS_STRING = re.compile(
    r" (?:double )?quoted string(?= )| quote (?:your|the) (?:entire|full|complete|whole) "
    r"(?:response|reply|answer|output|message)(?= )| (?:response|reply|answer|output|message|everything|it) "
    r"(?:(?:must|should|has to|needs to|is to|to|is|be|all|fully) ){1,4}(?:double )?quoted (?=[.,;!]|and|in full)"
)
_LONE_MARK = re.compile(
    r"\b(?:in|with|inside|within|between|by)(?: double| a pair of| two)? [\"“”](?= ?(?:marks?\b|characters?\b|"
    r"signs?\b|\.|$|and\b))"
)
_OUTSIDE = re.compile(r" outside(?: (?:of|the|a pair of|double|quotation|quote|marks|quotes)){0,5} $")
_ASKED = (
    r"(?:request|prompt|question|input|instructions?|query|task|message|assignment|wording|text above|line above|"
    r"sentence above|what i (?:asked|said|wrote|typed|requested))"
)
_EXACTLY = re.compile(
    r" (?:verbatim|word for word|unchanged|unaltered|exact|exactly|as is|in full|letter for letter|as i wrote it|"
    r"as it stands|without (?:any )?(?:chang\w+|alter\w+|modif\w+)|untouched|again|copied|copy|repeated)(?= )"
)
_IN_FRONT = re.compile(
    r" (?:first|before|begin|begins|beginning|start|starts|opens?|opening|lead|top|preced\w+|prefac\w+|then|followed "
    r"by|above)(?= )"
)
_THE_ASKED = re.compile(
    rf" (?:my|the|this|your|each|that)(?: (?:user|original|exact|full|entire|complete|whole|initial|own|given|very|"
    rf"s)){{0,3}} "
    rf"{_ASKED}(?= )"
)
_GIVEN_BACK = re.compile(
    r" (?:repeat|restate|copy|echo|reproduce|recite|retype|write|type|put|paste|quote|include|give|lead|open|begin|"
    r"start|"
    r"place|state|show|print|say|preced\w+|preface|line (?:should|must) be|be|repeating|copying|restating)(?= )"
)
_ONLY_ONCE_REPEATED = re.compile(
    rf"^ (?:(?:please|you|must|should|may|,|and) )*(?:do not|never|not|no) (?:\S+ ){{0,6}}?(?:until|before|unless|"
    rf"without)"
    rf"(?: (?:you|have|has|first|it|already|having)){{0,4}} (?:repeated|restated|copied|echoed|quoted|reproduced|"
    rf"repeating|restating|copying|echoing|quoting|reproducing)(?: \w+){{0,4}}? {_ASKED}(?= )"
)
_REPEAT_QUOTED = re.compile(
    r" (?:repeat|copy|restate|echo|reproduce|recite|retype|write out|type out|say back|quote)(?: (?:back|out|the|this|"
    r"following|exact|first|sentence|line|question|request|text|prompt|statement|instruction|exactly|verbatim|word|for|"
    r"without|change|changes|any|unchanged|,|:)){1,12} (?P<phrase>\"\d+)(?= )"
)
_REPEAT = re.compile(
    r" (?:repeat|repeating|restate|restating|copy|copying|echo|echoing|reproduce|reproducing|quote|quoting|recite|"
    r"reciting|parrot|parroting|retype|rewrite|replicate|duplicate|reprint|say back|read back|play back|transcribe|"
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
    return bool(said) and (
        any(reading.asks(clause.start) for clause in reading.clauses) or _PERMITTED.search(reading.words) is not None
    )


_PERMITTED = re.compile(r" (?:permitted|allowed|valid|acceptable|possible) (?:answers|replies|responses|options)(?= )")


def _phrases(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    if _constrained(reading):
        return
    done: set[str] = set()
    places = (_CLOSES_IT, _NOTHING_AFTER, *_PLACED) if ' "' in words else ()
    for whole in (found for pattern in places for found in pattern.finditer(words)):
        if _PART.search(words, max(0, whole.start() - 20), whole.end() + 30) or _denied(reading, whole):
            continue
        opens = "begin" in whole.re.groupindex and whole["begin"]
        if ("begin" if opens else "end") not in done and _rules(reading, whole):
            done.add("begin" if opens else "end")
            phrase = reading.tape.argument(whole["phrase"])
            if opens:
                yield Constraint.of("startend:start_checker", {"start_phrase": phrase})
            else:
                yield Constraint.of("startend:end_checker", {"end_phrase": phrase})
    for edge in reading.find(_EDGE):
        clause = reading.clause(edge.start())
        kind = "begin" if edge["begin"] else "end"
        before = max(clause.start, edge.start() - 40)
        joint = words.rfind(" and ", before, edge.start() + 1)
        if kind in done or _PART.search(words, max(before, joint), min(edge.end() + 24, clause.end + 1)):
            continue
        if " paragraph" in words and _FIRST_ONE.search(words, before, edge.start() + 1):
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
        region = words[max(0, edge.start() - 40) : (found.end() if found else len(words))]
        if _SCRIPT.search(region):
            continue
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


_FIRST_ONE = re.compile(
    r" (?:the|and) (?:first|1st|one|second|2nd|3rd|4th|last)(?: (?:one|1|of (?:which|these|them)))?"
    r"(?: (?:of|which|should|must|has|to|needs|is|will))* $"
)


def _rules(reading: Reading, found: re.Match[str]) -> bool:
    """Whether a phrase that is said to open or close the reply does so by rule, and not in a story told of another."""
    mood = reading.clause(found.start()).mood
    return mood in (Mood.ASKS, Mood.STATES) and reading.speaks(found.start()) and not _OF_OTHERS.search(reading.words)


_OF_OTHERS = re.compile(
    r" (?:his|her|their|he|she|they|was|were|usually|often|most|many|ended|closed|which movie)(?= )"
)


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
        if _OUTSIDE.search(words, max(0, found.start() - 40), found.start() + 1) and reading.denied(*found.span()):
            yield Constraint.of("startend:quotation")
            return
    if any(not reading.denied(*found.span()) for found in reading.find(_AS_STRING)) or (
        any(mark in reading.tape.text for mark in '"“”')
        and _LONE_MARK.search(reading.tape.text)
        and any(reading.asks(found.start()) and not reading.denied(*found.span()) for found in _AROUND.finditer(words))
    ):
        yield Constraint.of("startend:quotation")


def _repeat(reading: Reading) -> Iterator[Constraint]:
    for found in (*reading.find(_REPEAT), *reading.find(_SAID_BACK), *reading.find(_COPY)):
        if reading.denied(found.start(), found.start() + 2) or _OWN_WORDS.search(reading.words):
            continue
        quoted = quoted_after(reading, found.end(), found.end() + 14)
        yield Constraint.of("combination:repeat_prompt", {"prompt_to_repeat": quoted[0] if quoted else ""})
        return
    words = reading.words
    for found in reading.find(_REPEAT_QUOTED):
        if _IN_FRONT.search(words) and not reading.denied(found.start(), found.start() + 2):
            said = reading.tape.argument(found["phrase"])
            yield Constraint.of("combination:repeat_prompt", {"prompt_to_repeat": said})
            return
    if _ONLY_ONCE_REPEATED.match(words) or any(_is_given_back(reading, found) for found in reading.find(_THE_ASKED)):
        yield Constraint.of("combination:repeat_prompt", {"prompt_to_repeat": ""})


def _is_given_back(reading: Reading, found: re.Match[str]) -> bool:
    """Whether the request stands, word for word, before the answer."""
    words = reading.words
    clause = reading.clause(found.start())
    return (
        _EXACTLY.search(words) is not None
        and _IN_FRONT.search(words) is not None
        and _GIVEN_BACK.search(words, clause.start, found.start() + 1) is not None
        and not reading.denied(*found.span())
        and not _OWN_WORDS.search(words)
        and not _ITS_ANSWER.search(words)
    )


_ITS_ANSWER = re.compile(
    r" (?:answer|answering|read|understand|address|follow|following|consider|ignore|clarify)(?: \w+){0,2} (?:my|the|"
    r"this|"
    r"your)(?: \w+)? (?:exact|original|full)? ?(?:question|request|prompt|instructions?|query)(?= )(?! (?:back|word))"
)


EDGES = Reader(
    _read,
    word_set(
        '"0 '
        "phrase "
        "words line sentence exactly ps pps postscript postscripts post quotation quotations quote quotes speech "
        "inverted "
        "repeat repeating restate restating copy copying echo echoing reproduce reproducing recite reciting parrot "
        "parroting "
        "prompt request question message query instructions yes retype replicate duplicate transcribe quoting quoted "
        "marks unchanged "
        "verbatim maybe"
    ),
)
