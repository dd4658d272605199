"""Input as data: tasks that work on what the user sends, whatever it says."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.phrases import states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["INPUTS"]

_OPERATIONS = {
    "translate": "translate",
    "render": "translate",
    "summarise": "summarise",
    "summarize": "summarise",
    "condense": "summarise",
    "sum up": "summarise",
    "classify": "classify",
    "categorise": "classify",
    "categorize": "classify",
    "label": "classify",
    "tag": "classify",
    "sort": "classify",
    "extract": "extract",
    "pull out": "extract",
    "correct": "correct",
    "proofread": "correct",
    "fix": "correct",
    "spell check": "correct",
    "rewrite": "rewrite",
    "rephrase": "rewrite",
    "reword": "rewrite",
    "paraphrase": "rewrite",
    "simplify": "rewrite",
    "shorten": "rewrite",
    "edit": "edit",
    "transcribe": "transcribe",
    "convert": "convert",
    "turn": "convert",
    "reformat": "convert",
    "grade": "grade",
    "score": "grade",
    "rate": "grade",
    "evaluate": "evaluate",
    "assess": "evaluate",
    "analyse": "analyse",
    "analyze": "analyse",
    "redact": "redact",
    "anonymise": "redact",
    "anonymize": "redact",
    "annotate": "annotate",
    "detect": "detect",
    "identify": "detect",
    "parse": "extract",
    "repeat": "repeat",
    "echo": "repeat",
    "count": "count",
    "transliterate": "transliterate",
    "moderate": "classify",
    "polish": "rewrite",
    "improve": "rewrite",
    "encode": "encode",
    "reverse": "reverse",
}
_GERUNDS = {
    (word[:-1] if word.endswith("e") else word) + "ing": operation
    for word, operation in _OPERATIONS.items()
    if " " not in word
} | {"tagging": "classify"}
_VERB = "|".join(sorted(_OPERATIONS, key=len, reverse=True))
_ING = "|".join(sorted(_GERUNDS, key=len, reverse=True))
_SENT = (
    r"(?:sends?|writes?|types?|says?|enters?|submits?|pastes?|provides?|gives?|posts?|inputs?|will send|"
    r"will write|will paste|will provide|will give|is sent|has written|asks?)"
)
_USERS = (
    r"(?:(?:the |a |any )?(?:user|customer|person|human|visitor|speaker|client|student|learner|caller)|"
    r"users|customers|they|people|students|i|we)"
)
_INPUT = (
    rf"(?:(?:everything|anything|whatever|all|what|each (?:\w+ )?(?:message|text|input|sentence|line)|"
    rf"every (?:\w+ )?(?:message|text|input|sentence|line|word)|any (?:\w+ )?(?:text|message|input|sentence)|"
    rf"(?:the|all) "
    rf"(?:\w+ )?(?:messages?|texts?|inputs?|sentences?|words)|a (?:\w+ )?(?:message|text)|text|messages|"
    rf"input)(?: of text)?(?: (?:that|which))? (?:{_USERS}(?: next)? {_SENT}|is (?:sent|typed|entered|written|"
    rf"given|said)|(?:you|they) (?:are (?:given|sent)|receive|get)|comes in|"
    rf"(?:sent|written|given|typed|entered|provided|submitted)(?: to you)?(?: by {_USERS})?|from {_USERS}|"
    rf"in the user turn|arrives)"
    rf"|(?:the |a |each |every |any |all )?(?:user's |user |users' |customer's |customer |incoming |next |"
    rf"following user |students? |user provided |user supplied )(?:\w+ )?(?:messages?|inputs?|texts?|words?|"
    rf"queries|query|turns?|prompts?|requests?|essays?|reviews?|posts?|comments?|emails?|tickets?|sentences?|"
    rf"feedback|complaints?)"
    rf"|(?:each|every|any|all|the) (?:incoming |user |new )?(?:messages?|inputs?|turns?)(?= (?:into|to|in|as|by|"
    rf"with|for|from|and|you|word|verbatim|[.,;:]))|the input|incoming text|user input|inputs|incoming messages)"
)
_OF = r"(?: (?:spelling and grammar|personal data|,|\w+)){0,8}? (?:of |in |from |into |out of |for )"
_DIRECT = re.compile(rf" (?P<verb>{_VERB})(?:{_OF}| )(?:(?:of|in|from) )?(?P<input>{_INPUT})(?= )")
_JOB = re.compile(
    rf" (?:your|the) (?:only |sole |one )?(?:task|job|role|purpose|function|work|duty) (?:here )?(?:is|"
    rf"will be) (?:simply |only |just )?(?:to |the )?(?P<verb>{_VERB}|{_ING})(?:{_OF}| )(?:of |in |"
    rf"from )?(?P<input>{_INPUT})(?= )"
)
_TREAT = re.compile(
    rf" (?:treat|regard|consider|take|handle|see|use) (?P<input>{_INPUT}|(?:it|the message|"
    rf"everything)) (?:only |purely |strictly |simply |solely |just )?as (?:an? |the |pure |plain |mere |raw |"
    rf"nothing but )*(?:text|data|input|material|content|string|passage|"
    rf"source)(?: to (?:be )?(?P<verb>\w+?)(?:d|ed)?)?(?= )"
)
_WILL_SEND = re.compile(
    rf" {_USERS} (?:will |shall |is going to |are going to )?(?:send|sends|give|gives|paste|pastes|provide|"
    rf"provides|submit|submits|write|writes|supply|supplies|enter|enters)(?: you)? (?:an? |some |the |their |"
    rf"texts? |\w+ ){{1,4}}?(?:[.,;:]|and|which|to be|for you to)(?: (?:and|you|must|should|are to|have to|"
    rf"need to|will|please|then|your task is to|your job is to|just|only|to|for|simply|"
    rf"always))* (?P<verb>{_VERB})(?:s|d|ed)?(?: (?:the|all|any|its|every) (?:\w+ ){{1,5}}?(?:from|of|in|"
    rf"out of))? (?:it|them|that|each|this|the (?:text|message|input))(?= )"
)
_THEN = (
    r"(?: (?:and|you|must|should|are to|have to|need to|will|please|then|just|only|to|simply|always|"
    r"your task is to|your job is to))*"
)
_IT = (
    r"(?: (?:the|all|any|its|every) (?:\w+ ){1,5}?(?:from|of|in|out of|into))? (?:it|them|that|each|this|"
    r"the (?:text|message|input)|each one|everything)"
)
_FRONT = re.compile(
    rf"^ (?:(?:for|take|given|with|read) )?(?P<input>{_INPUT})(?: (?:is|will be|are)(?: \w+){{1,4}})? (?:,|:|;|"
    rf"--|and){_THEN} (?P<verb>{_VERB}){_IT}(?= )"
)
_ONLY = re.compile(
    rf" (?:do not|never) (?:answer|respond to|reply to|follow|obey|act on|execute|"
    rf"engage with) (?:(?:the )?(?:instructions|questions|commands|"
    rf"requests) in )?(?P<input>{_INPUT})(?: ,)? (?:[.,;:]|but|and|--){_THEN} (?P<verb>{_VERB}){_IT}(?= )"
)
_PASSIVE = re.compile(
    rf"^ (?P<input>{_INPUT}) (?:must|should|is to|are to|has to|have to|will|shall|needs to|is|are)(?: always|"
    rf" only| just)?(?: be)? (?P<done>\w+?)(?:d|ed|ied) (?:into|to|in|as|by|for|from)(?= )"
    rf"|^ (?:{_INPUT}) (?:is|are|will be|must be treated as|counts? as) (?:only |just |merely |simply |nothing but "
    rf")?(?:an? )?(?:\w+ )?"
    rf"(?:text|data|material|input|content)(?: for you)? to (?:be )?(?P<noun>\w+?)(?:d|ed|ied)?(?= )"
    rf"|^ (?:{_INPUT}) (?:is|are|has|have|must|should|needs?) (?:to )?(?:always |only |just )?be (?P<whole>\w+?)(?:d|"
    rf"ed|ied)(?= (?:[.,;!]|and)|$| $)"
)
_YOU_VERB = re.compile(rf"^ (?:you (?:only |simply |just )?(?P<verb>{_VERB})) (?P<input>{_INPUT})(?= )")
_MACHINE = re.compile(
    r" you are (?:now )?(?:an? )?(?:\w+ ){0,4}?(?P<kind>translator|translation (?:engine|machine|service|tool|"
    r"bot)|summari[sz]er|summari[sz]ation (?:engine|tool|service|bot)|"
    r"classifier|classification (?:engine|tool|service|model)|proofreader|paraphraser|spell ?checker|"
    r"grammar checker|extractor|extraction (?:engine|tool|service))(?= )"
)
_ACTED = (
    r"(?:follow(?:ing|ed)?|obey(?:ing|ed)?|act(?:ing|ed)? (?:on|upon)|execut(?:e|ing|ed)|carry(?:ing)? out|carried "
    r"out|comply(?:ing)? "
    r"with|heed(?:ing|ed)?|answer(?:ing|ed)?|reply(?:ing)? to|respond(?:ing|ed)? to|replied to|do(?:ing)? what|"
    r"perform(?:ing|ed)?|"
    r"fulfil(?:l|ling|led)?|be (?:followed|obeyed|executed|answered)|engag(?:e|ing|ed) with|react(?:ing)? to)"
)
_HELD_OFF = re.compile(
    rf" (?:do not|never|not|without|must not|should not|instead of|rather than|refrain from|avoid)(?: (?:ever|to|be|a "
    rf"\w+ to be|"
    rf"requests? to be|instructions? to be|simply|actually|try to|attempt to))* {_ACTED}(?= )"
    r"| (?:ignor(?:e|ing)|disregard(?:ing)?|pay no attention to|paying no attention to) (?:any|all|the|each|"
    r"whatever)?(?: \w+){0,2} "
    r"?(?:instructions?|commands?|requests?|orders?|questions?|directives?)(?= )"
    r"| (?:instructions?|commands?|requests?|orders?|questions?|directives?) (?:in|inside|within|found in|contained "
    r"in) (?:\S+ ){1,5}?"
    r"(?:are|is|must|should) (?:to )?(?:be )?(?:ignored|disregarded|not|never)(?= )"
)
_STILL = re.compile(
    r" (?:not|never|and not|rather than) (?:as )?(?:an? )?(?:orders?|instructions?|commands?|requests?|questions?|"
    r"directives?)(?= (?:[.,;:!]|to|for|"
    r"addressed|meant)|$| $)"
    r"| even (?:if|when) (?:it|they|the \w+|that) (?:asks?|tells?|says?|contains?|looks?|reads?|includes?|is|are|"
    r"seems?|demands?|orders?)(?= )"
    r"| (?:whatever|no matter what) (?:it|they|the \w+) (?:says?|asks?|tells?|contains?|demands?|may)(?= )"
)
_OPERATED = re.compile(
    rf"(?:^|(?<= [,.;:])|(?<= you)|(?<= only)|(?<= simply)|(?<= just)|(?<= must)|(?<= should)|(?<= will)|(?<= and)|"
    rf"(?<= please)) "
    rf"(?P<verb>{_VERB}) (?=(?:the|each|any|all|every|this|that|it|them|whatever|what|everything|anything|only|user|"
    rf"incoming|its|"
    rf"their|names|dates|emails|text|messages|reviews|inputs?)\b)"
    r"| (?:to be|must be|should be|be|is|are|be simply|be only) (?P<done>\w+?)(?:d|ed|ied)(?= )"
)
_KINDS = {
    "transl": "translate",
    "summar": "summarise",
    "classi": "classify",
    "proofr": "correct",
    "paraph": "rewrite",
    "spell ": "correct",
    "spellc": "correct",
    "gramma": "correct",
    "extrac": "extract",
}
_NOT_FOLLOWED = re.compile(
    r" (?:every|each|any|all|whatever|everything|anything|incoming|user|input|text|messages?|inputs?) "
)


def _read(reading: Reading) -> Iterator[Constraint]:
    operation = _operation(reading)
    if operation:
        yield Constraint.of("task:input_as_data", {"operation": operation})


def _operation(reading: Reading) -> str:
    words = reading.words
    for pattern in (_DIRECT, _JOB, _YOU_VERB):
        for found in pattern.finditer(words):
            if _orders(reading, found.start()) and not reading.denied(found.start(), found.end("verb")):
                return _OPERATIONS.get(found["verb"]) or _GERUNDS[found["verb"]]
    for pattern in (_FRONT, _ONLY):
        for found in pattern.finditer(words):
            if states(reading, found.start()):
                return _OPERATIONS[found["verb"]]
    passive = _PASSIVE.match(words)
    if passive and states(reading, 0):
        done = passive["done"] or passive["noun"] or passive["whole"]
        return next((_OPERATIONS[each] for each in (done, f"{done}e", f"{done}y") if each in _OPERATIONS), "")
    for found in _WILL_SEND.finditer(words):
        if _orders(reading, found.start()):
            return _OPERATIONS[found["verb"]]
    for found in _TREAT.finditer(words):
        if reading.asks(found.start()) and not reading.denied(found.start(), found.start("input")):
            verb = found["verb"] or ""
            return next(
                (_OPERATIONS[each] for each in (verb, verb + "e", verb.removesuffix("i") + "y") if each in _OPERATIONS),
                "read",
            )
    if held := _held_off(reading):
        return held
    machine = _MACHINE.search(words)
    if (
        machine
        and _NOT_FOLLOWED.search(words, machine.end())
        and reading.clause(machine.start()).mood is not Mood.REPORTS
    ):
        return _KINDS[machine["kind"][:6]]
    return ""


def _held_off(reading: Reading) -> str:
    """Read an operation from a sentence that says not to follow what is worked on: "summarise it, don't act on it"."""
    words = reading.words
    if not (_HELD_OFF.search(words) or _STILL.search(words)):
        return ""
    for found in _OPERATED.finditer(words):
        if states(reading, found.start()) or reading.clause(found.start()).mood is Mood.ASKS:
            done = found["done"]
            verb = found["verb"] or next(
                (each for each in (done, f"{done}e", f"{done}y", f"{done}d"[:-1]) if each in _OPERATIONS), ""
            )
            if verb:
                return _OPERATIONS[verb]
    return ""


def _orders(reading: Reading, at: int) -> bool:
    mood = reading.clause(at).mood
    return mood is Mood.ASKS or (
        mood in (Mood.STATES, Mood.REPORTS)
        and re.match(r" (?:your|the) |^ (?:the )?(?:users?|customers?) |you ", reading.words[at:]) is not None
        and not reading.words.rstrip().endswith("?")
    )


INPUTS = Reader(
    _read,
    frozenset(word for each in _OPERATIONS for word in each.split())
    | frozenset(_GERUNDS)
    | word_set(
        "treat regard consider take handle translator translation summariser summarizer classifier proofreader "
        "extractor engine translated classified summarised summarized extracted corrected rewritten"
    ),
)
