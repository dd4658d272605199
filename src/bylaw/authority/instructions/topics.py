"""Topics: what the conversation keeps to, and what it keeps away from."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.clauses import Mood
from bylaw.authority.instructions.language import LANGUAGES
from bylaw.authority.instructions.phrases import commands, phrases, states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import word_set

__all__ = ["TOPICS"]

_ABOUT = (
    r"(?:about|on|regarding|concerning|related to|relating to|relevant to|to do with|that concern|that relate to|of|"
    r"around)"
)
_TALK = (
    r"(?:discuss(?:ing)?|talk(?:ing)? about|speak(?:ing)? (?:about|of)|comment(?:ing)? on|mention(?:ing)?|"
    r"bring(?:ing)? up|touch(?:ing)? (?:on|upon)|"
    r"get(?:ting)? into(?: (?:arguments|debates|discussions|fights) (?:about|over|on))?|go(?:ing)? into|"
    r"weigh(?:ing)? in on|broach(?:ing)?|rais(?:e|ing)|address(?:ing)?|go(?:ing)? near|delv(?:e|ing) into|venture "
    r"into|hear about|(?:veer|stray|drift|wade) into|chat(?:ting)? about|converse about|debate|debating|"
    r"(?:answer(?:ing)?|respond(?:ing)? to|take|taking|entertain|engage with|engage in|engaging in|provide|"
    r"providing|give|giving|offer|offering|have|hold|start|express|share)"
    r" (?:any )?(?:questions?|queries|requests?|inquiries|discussions?|conversations?|talk|advice|opinions?|views|"
    r"an opinion|recommendations|help|information|debates?) "
    rf"{_ABOUT}|help(?:ing)?(?: (?:users|anyone|people))? with|advise(?:ing)? (?:users )?(?:on|about)|write about|"
    rf"writing about)"
)
_NOT = (
    r"(?:do not|never|must not|may not|shall not|should not|can not|will not|are not to|not allowed to|"
    r"not permitted to|refuse "
    r"to|decline to|avoid|refrain from|without|nor|under no circumstances|not to|abstain from|stop|stay away from|"
    r"steer clear of)"
)
_LINK = r"(?: (?:ever|you|should you|must you|even|under any circumstances|try to|engage in|any|get drawn into))*"
_FORBIDS = re.compile(
    rf" {_NOT}{_LINK} {_TALK}(?: the (?:topics?|subjects?|matters?) of| topics? such as| subjects? like|"
    rf" the following topics? :| anything (?:about|to do with|related to)| matters of)?(?= )"
)
_AWAY = re.compile(
    r" (?:stay|steer|keep|stray|remain) (?:away|clear|well away|off|far away)(?: from| of)?(?: (?:the )?(?:topics?|"
    r"subjects?|questions?|discussions?|any talk)(?: (?:of|about|like|such as))?)?(?= )"
    r"| (?:no|avoid(?: any)?|avoid all) (?:talk|discussions?|questions?|mentions?|chat|conversations?|talking|"
    r"advice) (?:of|about|on)(?= )"
    r"| avoid (?:the )?(?:topics?|subjects?)(?: (?:of|like|such as|:))?(?= )"
)
_SUBJECT = r"(?: (?!(?:is|are|you|and|but|,)\b)[^ .,;:?!]+(?:(?: ,)?(?: and| or| nor)?)){1,8}?"
_OFF = re.compile(
    rf"(?:^|(?<= [,;:])|(?<= and)|(?<= but))(?P<what>{_SUBJECT}) (?:is|are|remains?|must be|should be) (?:strictly |"
    r"completely |all |both |entirely )?(?:off limits|off the table|taboo|out of "
    r"bounds|out of scope|not up for discussion|not to be (?:discussed|mentioned|brought up|talked about|touched|"
    r"raised|broached|addressed|touched (?:up)?on)|not to come up|"
    r"(?:an? )?(?:forbidden|banned|prohibited|disallowed|off limits) (?:topics?|subjects?|territory)|not (?:an? )?"
    r"(?:topics?|subjects?) (?:for you|to discuss|you (?:discuss|cover|talk about))|not something you (?:discuss|talk "
    r"about|"
    r"cover|comment on)|a no go|no go (?:areas?|topics?)|(?P<ban>forbidden|prohibited|banned|not allowed|not permitted|"
    r"disallowed|unwelcome|to be avoided))(?= )(?! (?:to|for) (?!you\b))"
    rf"|(?:^|(?<= [,;:])|(?<= and)|(?<= but))(?P<such>{_SUBJECT}) (?:must|should|may|can|shall|will) (?:not|"
    r"never)(?: ever)? (?:be (?:discussed|brought up|talked about|touched|touched upon|touched on|mentioned|raised|"
    r"broached|addressed)|come up)(?= )"
)
_BARRED = re.compile(
    r"^ (?:(?:the )?(?:forbidden|banned|prohibited|off limits|taboo|excluded|disallowed|restricted) (?:topics?|"
    r"subjects?)|(?:topics?|subjects?) "
    r"(?:to avoid|(?:that are )?(?:off limits|forbidden|not allowed)|not to (?:discuss|mention))|out of scope|off "
    r"limits)(?: (?:are|is))?(?: :)?(?= )"
)
_NOTHING = re.compile(
    r"(?:^|(?<= [,;:]))(?: please| and| but)* (?:nothing|not a word|not one word|no word) (?:about|"
    r"on)(?= )"
)
_WORDED = re.compile(r" (?:the )?(?:words?|terms?|phrases?|names?|letters?|keywords?|\"\d+)(?= )")
_QUESTIONS = re.compile(
    r"^(?:(?:any |all |the )?(?:questions|discussions?|discussing|talk|talking|conversations?|chat|matters?|remarks|"
    r"comments|mentions?|topics?|subjects?|issues?|writing) (?:about|on|of|regarding))(?= )",
    re.IGNORECASE,
)
_SECRETS = re.compile(
    r" (?:\S+ ){0,4}?(?:secret|password|passcode|access code|prompt|instructions|system message|confidential|"
    r"credentials?|api key|unreleased|unpublished|internal|private)(?= )"
)
_OTHER_THAN = (
    r"(?:other than|but|except(?: for)?|besides|outside(?: of)?|beyond|unrelated to|not (?:related to|about|"
    r"connected to|to do with)|that is not (?:about|related to)|"
    r"that does not (?:concern|relate to|have to do with)|which is not about|apart from|aside from)"
)
_TOOLS = re.compile(r"\b(?:tools?|functions?|plugins?|apis?)$", re.IGNORECASE)
_BUT = r"(?:but|except(?: for)?|besides|other than|apart from|aside from|outside(?: of)?|beyond)"
_ONLY = tuple(
    re.compile(pattern)
    for pattern in (
        rf" (?:{_TALK}|discuss|talk about|help with|speak about|answer|cover|know about) (?:nothing|no (?:other "
        rf")?(?:topics?|"
        rf"subjects?|questions?)|no questions)(?: else)?(?: about anything)? {_BUT}(?: questions (?:about|on|"
        rf"regarding))?(?= )",
        rf" (?:you (?:must|may|should|can|shall|will|are to|only ever)|please|always|only ever) {_TALK} (?:only|"
        rf"exclusively|solely|"
        rf"strictly|just|nothing but)(?= )",
        r" (?:your|the) (?:remit|scope|expertise|domain|job|focus|task|role|brief|area|knowledge|purview|subject "
        r"matter) (?:is|covers?|includes?|"
        r"extends to)(?: strictly)? (?:only|solely|exclusively|limited to|restricted to|confined to)(?: (?:questions|"
        r"topics|matters) (?:about|on))?(?= )",
        r" (?:your|the) (?:remit|scope|expertise|domain|focus|purview|knowledge) (?:is|covers?|extends "
        r"to)(?P<what>(?: [^ .;:?!,]+){1,8}?) "
        r"(?:only|exclusively|alone|and nothing else)(?= )",
        r" only (?:questions|queries|requests|topics|messages) (?:about|on|regarding|concerning)(?P<what>(?: [^ "
        r".;:?!,]+){1,8}?) "
        r"(?:may|should|must|are|will|can|get|shall)(?: to)?(?: be)? (?:answered|discussed|accepted|handled|addressed|"
        r"taken|in scope|welcome|allowed)(?= )",
        r" (?:the|this|your|all|every|each) (?:conversation|conversations|discussion|chat|talk|answers?|replies|reply|"
        r"responses?) (?:must|should|has to|have to|"
        r"is to|are to|shall) (?:always |only )?(?:stay|remain|keep|be) (?:strictly |only |solely )?(?:on|within|"
        r"about|limited to|confined to|restricted to)"
        r"(?: (?:the )?(?:topic|subject|field) of)?(?= )",
        r"^ (?:only |the )?(?:scope|remit|(?:allowed|permitted|in scope) (?:topics?|subjects?)|topics? allowed|only "
        r"topics?) :(?: only)?(?= )",
        r"^ if (?:it|a question|the question|a request|the request|something|a message|the topic) (?:is not|does "
        r"not)(?: \w+)? (?:about|related to|on|"
        r"concern|regarding|to do with)(?P<what>(?: [^ .;:?!,]+){1,8}?) , (?:please |politely )*(?:do not|decline|"
        r"refuse|reject|ignore|say no)(?= )",
        rf"^ {_TALK} (?:only|exclusively|solely|strictly|just|nothing but)(?= )",
        r" you are (?:here|there|meant|intended|designed|built|available|limited|restricted|confined)(?: only| solely|"
        r" exclusively| strictly)? "
        r"(?:for|to (?:help|assist|advise|deal)(?: (?:users|people|customers))? (?:with|on)|to (?:discuss|talk about|"
        r"answer "
        r"questions (?:about|on))|to(?: (?:topics?|questions?|subjects?)(?: (?:about|on|of|like))?)?)(?P<what>(?: [^ "
        r".;:?!,]+){1,8}?)"
        r" (?:only|exclusively|alone|and (?:for |with )?nothing else|and that is all)(?= )",
        r" you are (?:here|meant|intended|designed|built|limited|restricted|confined)(?: only| solely| exclusively| "
        r"strictly) "
        r"(?:for|to (?:help|assist|advise|deal)(?: (?:users|people|customers))? (?:with|on)|to (?:discuss|talk about|"
        r"answer "
        r"questions (?:about|on))|to(?: (?:topics?|questions?|subjects?)(?: (?:about|on|of|like))?)?)(?= )",
        r" you are (?:limited|restricted|confined) to(?: (?:the )?(?:topics?|questions?|subjects?)(?: (?:about|on|of|"
        r"like))?)?(?= )",
        rf" (?:only|exclusively|solely|strictly) (?:ever )?{_TALK}(?= )",
        r" (?:talk|speak|chat|write|converse) (?:only|exclusively|solely) (?:about|on|of)(?= )",
        rf" i only want you to {_TALK}(?= )",
        rf" (?:anything|everything|any (?:topic|question)|all (?:questions|"
        rf"topics)) {_OTHER_THAN}(?: questions about)?(?P<what>(?: [^ .;:?!]+){{1,8}}?) (?:must|should|is|are|"
        rf"has|will|gets?) "
        r"(?:to )?(?:be )?(?:declined|refused|rejected|ignored|turned down|off limits|out of scope|off topic|"
        r"taboo)(?= )",
        r" (?:confine|restrict|limit|keep) (?:yourself|the (?:conversation|discussion|chat)|your (?:answers|"
        r"replies|responses|help)) (?:strictly |only )?to(?: the (?:topic|subject|field) of| questions (?:about|"
        r"on)| talking about| discussing)?(?= )",
        rf" {_TALK}(?P<what>(?: [^ .;:?!]+){{1,10}}?) (?:only|exclusively|alone|and (?:with |about |on )?nothing "
        rf"(?:else|besides|more|other)|and only that|"
        rf"and no others?)(?= )",
        rf" (?:answer|take|accept|respond to|handle|help with|address|deal with) (?:only |just |"
        rf"exclusively )?(?:questions|queries|requests|topics|matters|inquiries) (?:only |exclusively |"
        rf"strictly )?{_ABOUT}"
        r"(?P<whole>(?: [^ .;:?!]+){1,10}?) (?:only|exclusively|alone|and nothing else)(?= )",
        r" (?:answer|take|accept|respond to|handle|help with|address|deal with) (?:only|just|nothing but|"
        r"exclusively) (?:questions|queries|requests|topics|matters|inquiries)"
        rf" {_ABOUT}(?= )",
        r" (?:stick|keep|stay|remain|confine yourself|restrict yourself|limit yourself|limit (?:your (?:answers|"
        r"replies|responses|help)|the conversation)|restrict (?:your (?:answers|replies|responses)|"
        r"the conversation)|keep the conversation|confine the conversation)"
        rf" (?:strictly |only )?(?:to|on|within|with) (?:(?:the )?(?:topics?|subjects?|questions?|matters?|area|"
        rf"domain|field)(?: of)?(?: {_ABOUT})?|discussing|talking about|answering questions (?:about|on))(?= )",
        rf" {_NOT}{_LINK} (?:{_TALK}|discuss|answer|talk about|do|help with|respond to|stray into) (?:anything|"
        rf"any (?:topic|subject|question|questions|topics)|topics|questions|subjects)(?: else)? {_OTHER_THAN}(?= )",
        rf" (?:refuse|decline|reject|ignore|turn down|deflect) (?:to (?:answer|discuss) )?(?:anything|any (?:topic|"
        rf"subject|question|questions|topics|request|requests)|all (?:questions|requests|topics)|everything|"
        rf"questions|requests) {_OTHER_THAN}(?= )",
        r" (?:you )?(?:are here to|exist to|can|may|must|should|will) (?:only|solely|exclusively) (?:help|assist|"
        r"deal|advise|talk|answer|speak|be used)(?: (?:users|people|customers))?(?: questions)? (?:with|about|on|"
        r"for)(?= )",
        r" (?:you )?(?:only|solely|exclusively) (?:help|assist|deal|advise|talk|speak)(?: (?:users|people|"
        r"customers))? (?:with|about|on)(?= )",
        r" (?:your|the) (?:only|sole) (?:topic|subject|area|domain|field)(?: of \w+)? (?:is|are)(?= )",
    )
)
_ONLY_NEEDS = tuple(
    word_set(words)
    for words in (
        "nothing no",
        "only exclusively solely strictly just nothing",
        "only solely exclusively limited restricted confined",
        "only exclusively alone nothing",
        "only",
        "stay remain keep be",
        "scope remit topic topics subject subjects",
        "if",
        "only exclusively solely strictly just nothing",
        "only exclusively alone nothing all",
        "only solely exclusively strictly",
        "limited restricted confined",
        "only exclusively solely strictly",
        "only exclusively solely",
        "only",
        "declined refused rejected ignored turned off out taboo",
        "confine restrict limit keep",
        "only exclusively alone nothing no",
        "only exclusively alone nothing",
        "only just nothing exclusively",
        "stick keep stay remain confine restrict limit",
        "anything any topics questions subjects",
        "refuse decline reject ignore turn deflect",
        "only solely exclusively",
        "only solely exclusively",
        "only sole",
    )
)
"""Of each of these wordings: words without one of which it can't be there."""
_ANY_ONLY = frozenset().union(*_ONLY_NEEDS)
_OFF_NEEDS = word_set(
    "off taboo bounds scope discussion discussed mentioned brought talked touched raised broached addressed come "
    "forbidden banned prohibited disallowed topic topics subject subjects something go allowed permitted unwelcome "
    "avoided"
)
_AWAY_NEEDS = word_set(
    "not never no refuse decline avoid refrain without nor under abstain stop stay steer keep stray remain"
)
_ADVICE_NEEDS = word_set("advice opinions recommendations guidance diagnoses diagnosis")
_IS_ONLY_NEEDS = word_set("only sole 1 single all")
_IS_ONLY = re.compile(
    r"^(?P<what>(?: [^ .;:?!]+){1,8}?) (?:is|are) (?:the (?:only|sole|1|single) (?:topics?|subjects?|things?|"
    r"matters?)(?= (?:you|we|to be|"
    r"that|allowed|up|on|here|for|[.!]))|all you (?:may |can |will |should |must |ever )*(?:talk about|discuss|answer|"
    r"cover|deal with|"
    r"help with|speak (?:of|about)))(?= )"
)
_SAID_OF_YOU = re.compile(r" (?:you|only|your|the|i only|anything|everything) (?:.* )?")
_ADVICE = re.compile(
    rf" {_NOT}{_LINK} (?:give|giving|offer|offering|provide|providing|dispense|"
    rf"dispensing)(?: \w+ing)?(?: out)?(?: any)?(?P<fields>(?: (?!(?:about|on|any)\b)[^ .;:?!]+){{1,6}}?)"
    r" (?P<kind>advice|opinions|recommendations|guidance|diagnoses|diagnosis)(?= )"
)
_FORM = word_set(
    "words commas "
    "sentences paragraphs english french spanish german letters lines bullets json characters it this that format "
    "language facts"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    only = tuple(_only(reading))
    yield from only
    yield from _forbidden(reading, off_alone=bool(only))


def _only(reading: Reading) -> Iterator[Constraint]:
    vocabulary = reading.vocabulary
    for needs, pattern in () if _ANY_ONLY.isdisjoint(vocabulary) else zip(_ONLY_NEEDS, _ONLY, strict=True):
        if needs.isdisjoint(vocabulary):
            continue
        for found in pattern.finditer(reading.words):
            said = _SAID_OF_YOU.match(found[0]) and states(reading, found.start())
            asked = states(reading, found.start()) and reading.clause(found.start()).mood is Mood.ASKS
            if not (said or asked or commands(reading, found.start())):
                continue
            groups = found.groupdict()
            name = next((each for each in ("what", "whole") if groups.get(each)), None)
            topics = phrases(reading, found.start(name), found.end(name)) if name else phrases(reading, found.end())
            if re.compile(r" (?:\d|\")").match(words := reading.words, found.end()) and not name:
                continue  # "limit yourself to 3 uses": of the form
            if topics and words and not _FORM & set(topics[0].lower().split()) and not topics[0][0].isdigit():
                yield Constraint.of("scope:only_topics", {"topics": topics})
                return
    found_only = None if _IS_ONLY_NEEDS.isdisjoint(vocabulary) else _IS_ONLY.search(reading.words)
    if found_only and states(reading, 0):
        yield Constraint.of("scope:only_topics", {"topics": phrases(reading, 0, found_only.end("what"))})


def _forbidden(reading: Reading, *, off_alone: bool) -> Iterator[Constraint]:
    words = reading.words
    for pattern in () if off_alone or _AWAY_NEEDS.isdisjoint(reading.vocabulary) else (_FORBIDS, _AWAY):
        for found in pattern.finditer(words):
            if (
                not commands(reading, found.start())
                or _WORDED.match(words, found.end())
                or _SECRETS.match(words, found.end())
            ):
                continue
            if topics := tuple(
                each
                for each in phrases(reading, found.end())
                if not _TOOLS.search(each)
                and not (pattern is _AWAY and each.lower() in LANGUAGES)
                and _FORM.isdisjoint(each.lower().split()[:1])
            ):
                yield Constraint.of("scope:forbidden_topics", {"topics": topics})
                return
    if (barred := _BARRED.match(words)) and not _WORDED.match(words, barred.end()):
        if barred[0].endswith((" :", " are", " is")) and (topics := phrases(reading, barred.end())):
            yield Constraint.of("scope:forbidden_topics", {"topics": topics})
            return
    for found in _NOTHING.finditer(words) if " nothing " in words or " word " in words else ():
        if states(reading, found.start() + 1) and (topics := phrases(reading, found.end())):
            yield Constraint.of("scope:forbidden_topics", {"topics": topics})
            return
    for found in () if _ADVICE_NEEDS.isdisjoint(reading.vocabulary) else _ADVICE.finditer(words):
        if commands(reading, found.start()):
            fields = phrases(reading, found.start("fields"), found.end("fields"))
            yield Constraint.of(
                "scope:forbidden_topics", {"topics": tuple(f"{each} {found['kind']}" for each in fields)}
            )
            return
    off = None if _OFF_NEEDS.isdisjoint(reading.vocabulary) else _OFF.search(words)
    if off and states(reading, 0) and not _WORDED.match(words, off.start()) and not _SECRETS.match(words, off.start()):
        name = "what" if off["what"] else "such"
        about = _QUESTIONS.match(reading.words[off.start(name) + 1 :])
        if off["ban"] and not about:
            return  # "commas are banned" is of the form
        topics = phrases(reading, off.start(name) + (about.end() + 1 if about else 0), off.end(name))
        if (
            topics
            and topics[0].lower() not in _FORM
            and topics[0].lower()
            not in (
                "commas",
                "comma",
                "bullets",
                "emojis",
                "digits",
                "lists",
                "tools",
                "functions",
                "plugins",
                "tools",
                "functions",
                "plugins",
            )
        ):
            yield Constraint.of("scope:forbidden_topics", {"topics": topics})


TOPICS = Reader(
    _read,
    word_set(
        "discuss "
        "discussing talk talking speak speaking comment commenting mention mentioning bring touch get go weigh "
        "chat converse debate "
        "answer "
        "answering respond take entertain engage provide give offer help advise topic topics subject subjects "
        "questions discussions conversations arguments "
        "limits "
        "taboo bounds scope discussion discussed stay steer keep avoid stick confine restrict limit refuse decline "
        "only solely "
        "exclusively write forbidden nothing topic raise broach address hear remit expertise domain all conversation "
        "chat"
    ),
)
