"""Tell whether a sentence hands authority to something it mentions, or forbids to follow it.

A sentence is read on a line where each mention is one token (`@0`; `@0i` where it means instructions, `@0n` where it is
a name). Only a sentence that directs the assistant hands anything over: a bare imperative, a request, "you should …". One
that reports ("the note says to follow …"), asks ("should I follow …?"), supposes ("if I asked you to …") or is about the
following itself ("explain how to follow …") does not. What isn't recognised hands over nothing.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bylaw.authority.delegation.mentions import Direction, Mention
from bylaw.authority.delegation.sentences import Sentence

__all__ = ["Handover", "find_hints", "is_lead_in", "read_handovers"]

_WORDS = frozenset(
    "follow following followed follow: following: obey obeying obeyed obey: heed heeding honour honouring honor honoring comply "
    "complying adhere adhering abide abiding conform apply applying applied execute executing perform performing "
    "implement implementing carry carrying carried fulfil fulfill fulfilling treat treating regard instruct instructions "
    "instructions. instructions, authorise authorize authority binding disregard ignore whatever guided guidelines "
    "guidelines. directions orders orders. delegate empower checklist runbook playbook says asks instructs prescribes "
    "demands dictates according accordance pursuant enforce".split()
)
_PHRASES = (
    "act on", "acting on", "act upon", "act acc", "stick to", "sticking to", "work through", "working through", "go by ",
    "go along", "keep to", "as per", "line with", "your task", "my task", "your job", "do what", "do as ", "do every", "do all",
    "do any", "do exact", "do just", "doing what", "the changes", "the way ", "as described", "as requested", "as specified",
    "as asked", "as laid", "as set out", "as outlined", "as required", "through the", "as if", "as though", "as an order", "as my ", "as your ", "from me",
    "what to do", "the steps", "the rules", "the tasks", "todo",
)  # fmt: skip


def find_hints(low: str) -> tuple[str, ...]:
    """Find what makes a text, in lower case, worth reading: one without any hands over nothing. Cheap."""
    return (*(phrase for phrase in _PHRASES if phrase in low), *_WORDS.intersection(low.split()))


@dataclass(frozen=True, slots=True)
class Handover:
    """What a sentence hands authority to, or withholds it from."""

    mention: Mention | None
    """None for a pronoun: what was spoken of before."""
    withheld: bool = False
    needs_instructions: bool = False
    """Whether only something that means instructions can be meant: "apply it" to a style guide, not to a patch."""
    at: int = 0
    """The token it stands at."""
    leads_on: bool = False
    """Whether the sentence ends in a colon: what it means comes right after."""


_M = r"@\d+[inpy]*"
_INSTR = r"@\d+i[npy]*"
_IT = r"(?:it|them|this|that|these|those)(?= [^@\w]|$| (?:now|please|exactly|closely|carefully|to the|step|as|for|strictly|without|then|and|in|out|on))"
_ANY = r"(?:(?:all|any|each|every|everything|both|most|the rest|only|exactly|just|strictly|precisely|faithfully|closely) (?:of )?)*"
_LOC = (
    r"(?:(?:that|which) )?(?:(?:you|i|we|he|she|they) (?:will |can |have |had )?)?(?:(?:are|is|were|was|have been) )?"
    r"(?:(?:find|see|read|found|given|listed|described|contained|outlined|written|laid|set|put|stated|specified|printed|"
    r"provided|shown|spelled|noted|included|mentioned|documented|wrote|defined|recorded|made|requested|asked|down|out|up|"
    r"for|back) )*(?:in|from|of|inside|within|on|at|by|under|per) (?:(?:the )?(?:contents?|text|body|rest|end|top|bottom|first "
    r"half|list|section) of )?"
)
_GIVES = r"(?:returns?|gives?|sends?|provides?|prints?|outputs?|contains?|lists?|lays|sets|describes?|specifies|makes|spells)"
_OBJECT = rf"{_ANY}(?P<object>{_M})(?: (?:and|or) {_M})?(?: {_LOC}(?P<holder>{_M})| (?:that |which )?(?P<giver>{_M}) {_GIVES})?"
_OBJECT_INSTR = rf"{_ANY}(?P<object>@\d+(?:i[npy]*|n))(?: (?:and|or) {_M})?(?: {_LOC}(?P<holder>{_M})| (?:that |which )?(?P<giver>{_M}) {_GIVES})?"
_BARE = r"(?:(?:what is |everything |all (?:that is )?|the )?(?:the )?(?P<bare>following|below|above)(?= [^@\w]|$| (?:as|exactly|to the letter|step)))"
_SAYS = (
    r"(?:says?|ask(?:s|ed|ing)?|tells?|told|wants?|wanted|demands?|demanded|requests?|requested|instructs?|instructed|"
    r"describes?|requires?|required|orders?|ordered|commands?|suggests?|suggested|recommends?|recommended|lists?|states?|"
    r"specif(?:y|ies|ied)|prescribes?|outlines?|calls?|needs?|dictates?|directs?|lays|sets|spells|contains?|holds?|said|"
    r"proposes?|advises?|writes|wrote|tell|is asking|are asking|is telling|would like|has in it|has to say)"
)
_WHAT = (
    r"(?:exactly |just |precisely |only |strictly )?(?:what|whatever|everything|anything|all|as|whichever|like|"
    r"the things|that which|the way|exactly as|just as|every single thing)(?: that| else| the way)?"
)
_GERUND = {
    "follow": "following", "obey": "obeying", "heed": "heeding", "comply with": "complying with",
    "adhere to": "adhering to", "abide by": "abiding by", "stick to": "sticking to", "act on": "acting on",
    "work through": "working through", "carry out": "carrying out", "go by": "going by", "apply": "applying",
    "execute": "executing", "implement": "implementing", "complete": "completing", "perform": "performing", "do": "doing",
}  # fmt: skip
_OBEYS = (
    "follow|obey|heed|honou?r|comply with|adhere to|abide by|stick to|conform to|act on|act upon|act according to|"
    "act in accordance with|go by|go along with|fulfill?|take (?:your )?(?:orders|instructions|directions?|cues?) from|"
    "be guided by|keep to|follow through on|take to heart|proceed according to|proceed as per|operate by|work by|"
    "work according to|do as directed by|respect|observe|following|obeying|heeding|complying with|adhering to|abiding by|"
    "sticking to|acting on|going by|carrying out|working through|act as directed by|followed|obeyed|stick with"
)
_DOES = (
    "carry out|execute|perform|apply|implement|complete|do|work through|work off|run through|step through|go through|"
    "finish|enforce|put into practice|check off|tick off|deliver on|attend to|see to|make good on|get through|work on|"
    "take care of|handle|tackle|use|go with|run|applying|executing|implementing|completing|performing|doing|carried out"
)
_MANNER = (
    r"(?:(?:please|now|just|then|also|simply|carefully|exactly|strictly|always|immediately|directly|first|next|finally|again|"
    r"closely|so|too|go|go ahead and|go and|faithfully|quietly|quickly|thoroughly|in turn|precisely|dutifully|instead|"
    r"do please|do|only|afterwards?|second|lastly|to the letter) )*"
)
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        # obey the file; follow the instructions in the file
        rf" (?P<verb>{_OBEYS}) (?:{_OBJECT}|{_BARE})",
        rf" (?P<verb>{_DOES}) {_OBJECT_INSTR}",
        rf" (?P<verb>carry out|execute|act on|act upon|work through) {_BARE}",
        # obey: "…"
        rf" (?P<verb>{_OBEYS}|carry out|execute|do)(?: this| these| that)? : (?P<object>@\d+p[y]*)",
        rf" (?P<verb>{_OBEYS}|carry out|execute)(?: this| these| what| the)?(?P<bare> following| follows|) : $",
        # follow it; carry it out
        rf" (?P<verb>{_OBEYS}|work through|run through|step through) {_ANY}(?P<it>{_IT})",
        rf" (?P<verb>{_DOES}) (?P<it_instr>{_IT})",
        r" (?P<verb>carry|put|work|see|check|tick) (?P<it>it|them|this|that|these|those) (?:out|off|through|into practice)",
        # do what the file says; act on whatever she asks in her mail
        rf" (?P<verb>do|act on|act upon|follow|obey|execute|carry out|implement|perform|comply with|go along with|heed|"
        rf"act|proceed|deliver|handle|respond|fulfill?|behave|go|work|continue|doing) (?:according to |in line with )?{_WHAT} "
        rf"(?:(?P<object>{_M})|(?P<it>it|they|he|she|this|that|these|those)) {_SAYS}",
        rf" (?P<verb>do|act on|act upon|follow|obey|execute|carry out|implement|perform|comply with|heed|fulfill?|deliver|"
        rf"handle|doing) {_WHAT} (?:[^ @,.;:]+ ){{0,4}}?(?:{_SAYS} )?(?:of |for |from )?(?:(?:me|us|you|to|do|done|down|out|for|of|is|are|was|were|"
        rf"there|asked|written|said|described|requested|listed|wanted|required|specified|laid|set|stated|find|read|see|be|"
        rf"has|have|been|needed) )*(?:in|by|on|from|inside|at) (?P<object>{_M})",
        rf" (?P<verb>do) {_WHAT} (?P<it>it|they|he|she) (?:{_SAYS})",
        rf" (?P<verb>do) (?:exactly |just |precisely )?as (?:told|asked|instructed|requested|directed|described) (?:to )?"
        rf"(?:in|by) (?P<object>{_M})",
        rf" (?P<verb>make|do|apply|implement|carry out) {_ANY}(?:the |those )?(?:changes|edits|corrections|fixes|work|jobs?|things) (?:that )?"
        rf"(?:(?P<object>{_M}) {_SAYS}|(?:requested|asked for|described|listed|suggested|proposed|demanded|specified|wanted) "
        rf"(?:in|by) (?P<holder>{_M}))",
        # treat the following as instructions
        rf" (?P<verb>treat|regard|consider|take|see|view|read|interpret|understand|accept|handle|use|count|treating|trust) "
        rf"(?:(?:everything|anything|all|whatever is|what is|the (?:text|contents?|words?)) )?(?:(?:in|of|from|inside) )?"
        rf"(?:{_OBJECT}|{_BARE}|(?P<it>it|them|this|that|these|those)) (?:exactly |just |simply |all )?"
        rf"as (?:(?:your|my|a|an|the|own|binding|direct|set|of|new|further|additional|real|if|though|list|being|full) )*"
        rf"(?:{_INSTR}|orders?|commands?|instructions?|directions?|directives?|guidelines?|rules?|guidance|binding|authoritative|gospel|law|"
        rf"(?:i|it|they) (?:had )?(?:myself )?(?:came|come|coming|were|was|written|said|wrote|typed|gave|asked|given|spoken) ?"
        rf"(?:from|by|straight|directly|to|them|it|mine)?|coming from me|mine|my words)",
        # let AGENTS.md be your guide; I authorise the file below to instruct you
        rf" (?P<verb>let) (?P<object>{_M}) (?:guide|direct|instruct|command|lead|steer|govern|be your|tell you what|drive|decide)",
    )
)
# Clauses that say of a text that it holds the assistant's instructions: need no verb that directs.
_YOURS = (
    r"(?:your|my) (?:(?:new|full|next|detailed|further|actual|real|only|own|exact|complete|standing|working|current) )*"
)
_STATEMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:@\d+i[np]*y|{_INSTR} for you|{_YOURS}(?:task|job|assignment|orders|work|mission|marching orders)) (?:for you |here |today |is now )?"
        rf"(?:is|are)(?: all| both)? (?:to be )?(?:(?:found|given|listed|described|written|down|set|out|laid|contained|spelled|"
        rf"explained|defined|stated|specified|outlined|up) )*(?:in |on |at |inside )(?P<yours>{_M})",
        rf"(?P<object>{_M}) (?:contains?|has|have|holds?|gives?|lists?|is|are|sets? out|lays? out|describes?|defines?|spells? out|"
        rf"explains?|states?|specif(?:y|ies)|governs?|serves? as) (?:all |exactly )?(?:of )?(?:{_YOURS})?(?P<what>{_INSTR}|task|job|"
        rf"assignment|orders)(?P<tail> (?:for you|to you|(?:that |which )?(?:you|i (?:want|need|would like) you)|to (?:follow|obey|carry out|execute|work through)\b))?",
        rf"(?P<object>{_M}) (?:tells?|will tell|shows?|says?) (?:to )?you (?:exactly )?(?:what to do|what i want|how to proceed|what i need)",
        rf"(?:{_ANY})(?P<object>{_M})(?: {_LOC}(?P<holder>{_M}))? (?:should|must|is to|are to|has to|have to|needs? to|shall|ought to|can) "
        rf"(?:all |always |also |now )?be (?:[a-z]+ly )?(?:followed|obeyed|carried out|applied|adhered to|respected|observed|executed|"
        rf"complied with|worked through|honou?red|acted (?:up)?on|taken as (?:{_INSTR}|instructions|orders)|implemented)(?! by (?!you\b))",
        rf"(?P<object>{_INSTR}) {_LOC}(?P<holder>{_M}) (?:apply|applies|are binding|is binding|bind you|take precedence|hold)(?! (?:only )?to (?!you|this|the conversation))",
        rf"(?P<object>{_M}) (?:is|are) (?:binding|authoritative)(?: (?:for|on) you)?|(?P<holder>{_M}) (?:speaks? for me|"
        rf"(?:carries|has|have|carry) my (?:full )?authority)",
        rf"i (?:hereby )?(?:authori[sz]e|allow|permit|trust|let|empower|want) (?P<object>{_M}) to (?:instruct|direct|guide|tell|command|govern|speak)",
        rf"i (?:hereby )?(?:give|delegate|hand|grant|lend) (?:my |full |over )*authority (?:over )?to (?P<object>{_M})",
        rf"(?:please )?(?:delegate|give|grant) (?:my )?authority to (?P<object>{_M})",
        rf"(?:whatever|what|everything|anything|all) (?:that )?(?:(?P<object>{_M})|it) {_SAYS}(?: (?:for|to do|you to do|of you|you))? (?:, )?"
        rf"(?:please |just |simply )*(?:do (?:it|that|so|exactly that|as)|follow it|carry it out|goes|is what i want|counts|obey it)",
    )
)
_BY_INSTRUCTIONS = re.compile(
    rf" (?:according to|as per|per|in accordance with|in line with|in keeping with|in conformity with|following|obeying|"
    rf"by applying|using|with|under|pursuant to|based on|applying|in compliance with) {_ANY}(?P<object>{_INSTR})(?: {_LOC}(?P<holder>{_M}))?"
    rf"|(?: ,)? (?:exactly |just |strictly |precisely )?(?:as|the way|like) (?:(?:is|was|i have|it is) )?(?:described|instructed|specified|requested|told|asked|laid "
    rf"out|set out|directed|outlined|explained|prescribed|required|ordered) (?:in|by) (?P<described>{_M})"
    rf"| (?:exactly |just |strictly |precisely )?(?:as|the way) (?P<says>{_M}) (?:asks?|instructs?|requires?|tells you|prescribes?|demands?|requests?|directs?|dictates?|specif(?:y|ies)|says|describes?|wants?)"
)
_EDGE = (
    r"(?:^|[,;:(—–-] |(?:and|then|but|so|or|also|that|now|okay|well|yes|thanks|hi|hello|hey|therefore|because|since) )"
)
_SETTING = r"(?:(?:in|for|from|on|during|at|when|whenever|while|as|before|after|once|with|until|today|now|here|throughout|again|this time)(?: [^ ,;:.@]+| @\S+){0,8} ,? ?)?"
_DIRECTS = re.compile(
    rf"{_EDGE}{_SETTING}(?:(?:i think|i believe|i guess|maybe|perhaps|ideally|of course|obviously|note that|remember that|basically|clearly|from now on|today|here|now|please|"
    rf"so|then|and|also|to be clear|in short|that is why|which is why|(?:is it|it is) (?:okay|fine|possible) (?:if|for)|i would (?:appreciate|like|love|prefer) it if|"
    rf"i would (?:be (?:glad|happy|grateful)) if|it would (?:be|help)(?: [a-z]+){{0,2}} if|all) ,? ?)*"
    r"(?:"
    r"(?:can|could|will|would) you(?: please| kindly| just| maybe| possibly)*(?: be (?:so kind as|kind enough) to| go ahead and| try to)?"
    r"|i would (?:appreciate|like|love|prefer) it if you(?: could| would)?|it would(?: really)? (?:be|help)(?: [a-z]+){0,2} if you(?: could| would)?"
    r"|(?:would|do) you mind|why do not you|how about(?: you)?"
    r"|you (?:should|must|can|may|shall|will|could|need to|have to|ought to|are to|are (?:expected|supposed|required|asked|allowed|free|"
    r"welcome|told|permitted|now|going) to|might want to|had better|would do well to|followed|are obliged to|are authori[sz]ed to)(?: now| always| only| simply| also)*"
    r"|i (?:want|need|would like|expect|ask|request|require|urge|instruct|order|tell|authori[sz]e|allow|trust|wish|would love|would prefer|permit|am asking|am telling|"
    r"rely on|count on|would ask|direct)(?: for)? you(?: all)? to"
    r"|i would (?:appreciate|like|love) (?:for you to|you to|your)"
    r"|@\d+i[np]*y(?: here| now| today| for you)* (?:is|are) (?:simply |just )?(?:to|:)"
    r"|(?:you|your|the|my) (?:only |main |first |next |sole )?(?:task|job|goal|assignment|role|mission|request|wish|duty|aim|work|order|instruction)(?: here| now| today| for you)* is (?:simply |just )?(?:to|:)"
    r"|what i (?:want|need|would like)(?: from you| you to do)? is (?:for you )?to|all (?:you need to|i ask|i want|you have to do)(?: of you| do)? is(?: to| that you)?"
    r"|(?:make|be) sure (?:that )?(?:you|to)|(?:ensure|see to it|see) (?:that )?you"
    r"|(?:remember|do not forget|never forget|be careful|take care|try|aim|strive|start|begin|continue|go on|proceed|feel free|be so kind as|be so good as|you have my permission|"
    r"you have permission|your instructions are|you are cleared|be certain|do your best|it is (?:okay|fine|important|essential|crucial|vital|necessary)(?: for you)?|kindly) to"
    r"|(?:start|begin|continue|go on|proceed|keep|finish) by|keep|go ahead and|let us|start|by"
    r"|i would like to see you|no need to ask me ,|(?:to do (?:so|this|that|it) ,?)|i (?:suggest|propose|recommend|insist|ask|demand|request)(?: that)? you|it is (?:okay|fine|important) that you"
    r"|your turn :|task :|goal :|instructions? :|note :|important :|system :|todo :|@\d+[inpy]* :"
    r") $"
)
_REPORTS = (
    r"(?:says?|said|asks?|asked|tells?|told|wants?|wanted|writes?|wrote|reads?|claims?|claimed|instructs?|instructed|insists?|insisted|"
    r"demands?|demanded|requests?|requested|ordered|suggests?|suggested|recommends?|recommended|expects?|expected|thinks?|thought|"
    r"believes?|means?|meant|goes|urges?|states?|saying|asking|telling|reading|begins?|starts?|ends?|instructing|tries|tried|trying)"
)
_REPORTED = re.compile(
    rf"(?:^| )(?:@\S+|he|she|they|it|someone|somebody|people|who|which|that|[^ ]+) {_REPORTS}(?: (?:me|us|you|him|her|them|people|everyone|"
    rf"users|that|to|in it|there|as follows|something like))*(?: [,:])* $"
)
_ASKS = re.compile(
    r"^(?:(?:and|but|so|okay|well|hm+|also|then|,) )*(?:who|whom|whose|what|why|how|when|where|which|whether|should|shall|do (?:i|we|you|they|people|@)|does|did|is|are|"
    r"am|was|were|can (?:i|we|they|he|she|one|@|the)|could (?:i|we|they|@)|may (?:i|we)|must i|would (?:i|it|they|@)|will (?:i|it|they|@)|has|have|had|if)\b(?! i need| i want)"
)
_TAG = re.compile(r", (?:okay|please|will you|would you|can you|could you|alright|right|all right|yes|got it) \? $")
_SUPPOSES = re.compile(
    r"(?:^| )(?:(?<!as )if (?:i|we|someone|somebody|anyone|the|a|an|he|she|they|it|@\S+)(?: [^ ,]+)? (?:asked|ask|asks|told|tell|tells|were|was|had|says|said|wants|wanted)|"
    r"(?<!as )if (?:you|we|i) (?:were|had)|suppose|supposing|imagine|hypothetically|pretend that i|what if|what (?:happens|would)|would have|"
    r"had i|in my place|for (?:example|instance) ,? ?(?:if|when))\b"
)
_TELLS = re.compile(
    r"^(?:(?:please|can|could|would|will|you|i|want|need|would|like|to|now|then|just|first) )*(?:summari[sz]\w*|paraphras\w*|explain|"
    r"describe|quote|repeat|tell|list|count|extract|outline|discuss|define|recall|cite|report)\b"
)
_DATA = re.compile(
    r"^(?:(?:please|can|could|would|will|you|i|want|need|would|like|to|now|then|just|first) )*(?:translat\w*|summari[sz]\w*|paraphras\w*|proofread|rephrase|reword|"
    r"classif\w*|quote|repeat|spell|correct|edit|rewrite|analy[sz]e|transcribe|extract|count|shorten|parse|grade|evaluate|review|improve|polish|critique|"
    r"explain|convert|transliterate|annotate|label|categori[sz]e|say|print|output|echo|format|what does|what is)\b"
)
_LABEL = re.compile(
    r"^(?:[^ ]+ ){0,3}(?:subject|title|example|headline|caption|sentence|phrase|text|quote|excerpt|transcript|email|mail|message|e\.g|eg|@\d+p?)(?: [^ ]+){0,3} : $"
)
_NOT_IMPERATIVE = frozenset(
    "i you he she it we they the a an this that these those my your his her its our their there here what who whom whose which when "
    "where why how if whether although though unless suppose imagine is are was were am be been do does did has have had can could "
    "will would shall should may might must some any no every each all both one two three many most people in on at of for from with "
    "into and or but so yes no not never @ § thanks hi hello hey".split()
)  # fmt: skip
_COURTESY = re.compile(
    r"^(?:(?:please|now|then|first|next|finally|also|so|and|okay|just|hi|hello|thanks|,|again|today|here|can you|could you|would you|will you|i want you to|i need you to|i would like you to|"
    r"you should|you must|you need to|you have to|your task is to|your job is to|let us|go ahead and|help me|help me to|help us) )*"
)
_NEGATED = re.compile(
    r"(?:do not|never|must not|should not|can not|may not|shall not|need not|will not|not to|without|avoid|refuse to|stop|rather than|instead of|are not to|ignore|disregard)(?: [a-z]+ly| ever| just| blindly| simply| please| try to| attempt to| start| you)* $"
)
_IGNORES = re.compile(
    rf" (?P<verb>ignore|disregard|skip|forget|do not trust|distrust|pay no attention to|do not listen to|do not pay attention to|do not act on) {_ANY}"
    rf"(?:any |all |anything |everything )?(?:in )?(?:{_OBJECT}|(?P<it>it|them))"
)
_REQUESTS = re.compile(r" (?:(?:please|so|and|okay|hi|hello|,) )*(?:can|could|would|will) you ")


def is_lead_in(sentence: Sentence) -> bool:
    """Say whether what comes after this sentence is only there to be worked on: "Translate this:"."""
    return sentence.tokens[-1] == ":" and _DATA.match(" ".join(sentence.tokens)) is not None


def read_handovers(sentence: Sentence, mentions: Sequence[Mention]) -> list[Handover]:
    """Find what a sentence hands authority to or withholds it from, in order."""
    if not find_hints(" ".join(sentence.tokens)):
        return []
    line = _write(sentence, mentions)
    if _SUPPOSES.search(line.text):
        return []
    found: dict[tuple[int, int], Handover] = {}

    def put(match: re.Match[str], *, withheld: bool = False, at: int) -> None:
        handover = _handover(match, line, mentions, withheld=withheld, at=line.token_at(at))
        first = -1 if handover.mention is None else handover.mention.first
        found.setdefault((handover.at, first), handover)

    for frame in _FRAMES:
        for match in frame.finditer(line.text):
            left = _manner(line.text[: match.start() + 1])
            if _NEGATED.search(left):
                put(match, withheld=True, at=match.start("verb"))
            elif _directs(left, match["verb"], asks=line.asks_after(match.end())):
                put(match, at=match.start("verb"))
    for match in _IGNORES.finditer(line.text):
        if _directs(_manner(line.text[: match.start() + 1]), "ignore", asks=line.asks_after(match.end())):
            put(match, withheld=True, at=match.start("verb"))
    for statement in _STATEMENTS:
        for match in statement.finditer(line.text):
            if not line.asks_after(match.end()) and _states(line.text[: match.start()], match):
                put(match, at=match.start())
    for match in _BY_INSTRUCTIONS.finditer(line.text):
        if (not line.asks_after(match.end()) or _REQUESTS.match(line.text)) and _imperative(line.text, match):
            put(match, at=match.start() + 1)
    return sorted(found.values(), key=lambda each: each.at)


def _handover(match: re.Match[str], line: "_Line", mentions: Sequence[Mention], *, withheld: bool, at: int) -> Handover:
    groups = match.groupdict()

    def named(*names: str) -> Mention | None:
        token = next((groups[name] for name in names if groups.get(name)), None)
        return None if token is None else mentions[int(token[1:].rstrip("inpy"))]

    mention = named("holder", "giver", "object", "described", "says", "yours")
    said = named("object")
    if mention is None and groups.get("bare") is not None:
        direction: Direction = "before" if "above" in groups["bare"] else "after"
        mention = Mention(frozenset({"any"}), 0, 0, direction=direction, instructive=True, pointing=True)
    elif (
        mention and said and groups.get("holder") and said.direction and not mention.direction and mention.span is None
    ):
        mention = replace(mention, direction=said.direction)
    needs = groups.get("it_instr") is not None
    return Handover(mention, withheld, needs, at, line.text.endswith(" : "))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    starts: tuple[int, ...]
    tokens: tuple[int, ...]

    def asks_after(self, position: int) -> bool:
        """Whether what stands here is part of a question, and not of a request that ends in "okay?"."""
        rest = self.text[position - 1 :]
        return rest.endswith(" ? ") and " : " not in rest and " ; " not in rest and not _TAG.search(self.text)

    def token_at(self, position: int) -> int:
        found = 0
        for start, token in zip(self.starts, self.tokens, strict=True):
            if start > position:
                break
            found = token
        return found


def _write(sentence: Sentence, mentions: Sequence[Mention]) -> _Line:
    words: list[str] = []
    places: list[int] = []
    at = 0
    for number, mention in enumerate(mentions):
        for token in range(at, mention.first):
            words.append(sentence.tokens[token])
            places.append(token)
        words.append(
            f"@{number}{'i' if mention.instructive else ''}{'n' if _is_document(mention) else ''}{'p' if mention.span is not None else ''}{'y' if mention.yours else ''}"
        )
        places.append(mention.first)
        at = mention.last
    for token in range(at, len(sentence.tokens)):
        words.append(sentence.tokens[token])
        places.append(token)
    starts = []
    here = 1
    for word in words:
        starts.append(here)
        here += len(word) + 1
    return _Line(f" {' '.join(words)} ", tuple(starts), tuple(places))


def _is_document(mention: Mention) -> bool:
    """Whether a name is that of a text to read, and not of a program to run."""
    return bool(mention.name) and not mention.name.lower().endswith((".py", ".js", ".ts", ".sh", ".sql", ".ipynb"))


def _manner(left: str) -> str:
    """Leave out the adverbs before a verb."""
    while True:
        shorter = _TRAILING.sub(" ", left)
        if shorter == left:
            return left
        left = shorter


_TRAILING = re.compile(
    r" (?:please|now|just|then|also|simply|carefully|exactly|strictly|always|immediately|directly|first|next|finally|again|closely|"
    r"faithfully|quietly|quickly|thoroughly|precisely|dutifully|instead|only|afterwards?|lastly|go ahead and|go and|in turn|"
    r"blindly|fully|kindly|do please|to the letter|actually|literally|still|therefore|do) $"
)


def _directs(left: str, verb: str, *, asks: bool) -> bool:
    """Say whether what stands before a verb makes the sentence direct the assistant."""
    left = left[1:]
    gerund = verb.split(" ", 1)[0].endswith("ing")
    governed = _DIRECTS.search(left)
    if asks and not re.search(r"(?:(?:can|could|will|would) you|do you mind|why do not you)\b", left):
        return False
    if governed:
        before = left[: governed.start()]
        if governed[0].endswith("by ") and not gerund:
            return False
        if re.fullmatch(r".*\bby ", governed[0]) and not _starts_imperative(left):
            return False
        return (
            not _REPORTED.search(before)
            and not _ABOUT_COLON.search(left)
            and not re.match(r"(?:if|unless|whether)\b(?!.*[,;])", left)
        )
    if gerund or verb in ("followed", "obeyed", "carried out"):
        return False
    if not left:
        return True
    if _REPORTED.search(left) or _ABOUT_COLON.search(left) or _LABEL.search(left):
        return False
    if left[-2] in ",;:)—–-" or re.search(r"[;:)] (?:and|then|but|so|or) $", left):
        return not _ASKS.match(left) or _conditional(left)
    if re.search(
        r"(?:^|, )(?:and|then|but|so|or|okay|well|yes|thanks|hi|hello|hey|ai|assistant|next|now|here) $", left
    ):
        return not _ASKS.match(left) or _conditional(left)
    if re.search(r" (?:and|or|but|then) $", left):
        return _starts_imperative(left)
    return bool(
        re.fullmatch(
            r"(?:(?:step|task|todo|goal|note|part) \d+|from now on|in (?:this|the) (?:conversation|chat|session|task)|for (?:this|the) (?:task|job|reply|answer)|to (?:begin|start)(?: with)?|dear [^ ]+|hey [^ ]+) ",
            left,
        )
    )


_ABOUT_COLON = re.compile(_DATA.pattern + r"[^.;!?]* : (?:[^ ]+ )*$")


def _conditional(left: str) -> bool:
    """Whether a clause that begins as a question or a condition is a condition, closed by a comma."""
    return left.startswith(("if ", "when ", "where ", "whenever ")) and ", " in left


def _starts_imperative(left: str) -> bool:
    """Whether a sentence begins with a verb that directs: "read the file and …"."""
    rest = left[_COURTESY.match(left).end() :]  # type: ignore[union-attr]  # matches the empty text
    comma = rest.rfind(", ")
    if rest.startswith(("if ", "when ", "once ", "after ", "before ", "in ", "for ", "to ", "with ")) and comma >= 0:
        rest = rest[comma + 2 :]
        rest = rest[_COURTESY.match(rest).end() :]  # type: ignore[union-attr]
    first = rest.split(" ", 1)[0]
    if not first or first in _NOT_IMPERATIVE or first[0] in "@§¤" or first.endswith(("ing", "ed", "'s")):
        return False
    if re.search(rf"\b{_REPORTS} (?:me|us|you|him|her|them|to) ", rest) or re.search(
        r"\b(?:how|whether|why|what it means) to ", rest
    ):
        return False
    # A noun in front of a verb is a subject: "Anna reads the file and …". A verb has its object after it.
    second = rest.split(" ", 2)[1] if " " in rest.strip() else ""
    return not re.fullmatch(
        r"(?:is|are|was|were|has|have|had|will|would|can|could|should|must|said|says|asks|wants|told)", second
    )


def _states(left: str, match: re.Match[str]) -> bool:
    """Say whether a statement stands on its own, in the speaker's voice, and is about the assistant."""
    groups = match.groupdict()
    if groups.get("what") is not None:
        told = match[0]
        if not re.search(r"\b(?:your|my) |@\d+i[np]*y", told) and not groups.get("tail"):
            return False
    if groups.get("yours") and not match[0].startswith(("your", "my", "@")):
        return False
    left = left[1:] if left.startswith(" ") else left
    if _REPORTED.search(left) or _ABOUT_COLON.search(left) or _ASKS.match(left):
        return False
    return not left or bool(
        re.search(r"(?:[,;:)—–-]|\b(?:and|so|but|then|now|please|note that|that|here|because|hello|hi)) $", left)
    )


def _imperative(text: str, match: re.Match[str]) -> bool:
    left, right = text[1 : match.start() + 1], text[match.end() :].lstrip()
    if left.strip():
        return (
            _starts_imperative(left)
            and not _TELLS.match(left)
            and not _REPORTED.search(left)
            and not re.search(r"\b(?:not|never|whether|if|how|why) ", left)
        )
    comma = right.find(", ")
    return comma >= 0 and _starts_imperative(right[comma + 2 :])
