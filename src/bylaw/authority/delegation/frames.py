"""The forms of words that hand authority over, refuse it, or say that a text holds the assistant's instructions.

They are read on a line where each mention is one token: `@0`, `@0i` where it means instructions, `@0n` where it is a
document's name, `@0p` where it is the quoted text itself, `@0y` where it is said to be yours or mine. Whether a
form is meant as an order is decided in `mood`.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from typing import NamedTuple

__all__ = ["ADVERBIALS", "FRAMES", "REFUSALS", "STATEMENTS", "Frame"]

_M = r"@\d+[inpy]*"
_INSTR = r"@\d+i[npy]*"
_IT = (
    r"(?:it|them|this|that|these|those)(?= [^@\w]|$| (?:now|please|exactly|closely|carefully|to the|step|as|"
    r"for|strictly|without|then|and|in|out|on))"
)
_ANY = (
    r"(?:(?:all|any|each|every|everything|both|most|the rest|only|exactly|just|strictly|precisely|"
    r"faithfully|closely) (?:of )?)*"
)
_LOC = (
    r"(?:(?:that|which) )?(?:(?:you|i|we|he|she|they) (?:will |can |have |had )?)?(?:(?:are|is|were|was|have been) )?"
    r"(?:(?:find|see|read|found|given|listed|described|contained|outlined|written|laid|set|put|stated|"
    r"specified|printed|"
    r"provided|shown|spelled|noted|included|mentioned|documented|wrote|defined|recorded|made|requested|asked|"
    r"down|out|up|"
    r"for|back) )*(?:in|from|of|inside|within|on|at|by|under|per) (?:(?:the )?(?:contents?|text|body|rest|end|"
    r"top|bottom|first "
    r"half|list|section) of )?"
)
_GIVES = (
    r"(?:returns?|gives?|sends?|provides?|prints?|outputs?|contains?|lists?|lays|sets|describes?|specifies|"
    r"makes|spells)"
)
_OBJECT = (
    rf"{_ANY}(?P<object>{_M})(?: (?:and|or) {_M})?(?: {_LOC}(?P<holder>{_M})| (?:that |"
    rf"which )?(?P<giver>{_M}) {_GIVES})?"
)
_OBJECT_INSTR = (
    rf"{_ANY}(?P<object>@\d+(?:i[npy]*|n))(?: (?:and|or) {_M})?(?: {_LOC}(?P<holder>{_M})| (?:that |"
    rf"which )?(?P<giver>{_M}) {_GIVES})?"
)
_BARE = (
    r"(?:(?:what is |everything |all (?:that is )?|the )?(?:the )?(?P<bare>following|below|above)(?= [^@\w]|"
    r"$| (?:as|exactly|to the letter|step)))"
)
_SAYS = (
    r"(?:says?|ask(?:s|ed|ing)?|tells?|told|wants?|wanted|demands?|demanded|requests?|requested|instructs?|"
    r"instructed|"
    r"describes?|requires?|required|orders?|ordered|commands?|suggests?|suggested|recommends?|recommended|"
    r"lists?|states?|"
    r"specif(?:y|ies|ied)|prescribes?|outlines?|calls?|needs?|dictates?|directs?|lays|sets|spells|contains?|"
    r"holds?|said|"
    r"proposes?|advises?|writes|wrote|tell|is asking|are asking|is telling|would like|has in it|has to say)"
)
_WHAT = (
    r"(?:exactly |just |precisely |only |strictly )?(?:what|whatever|everything|anything|all|as|whichever|like|"
    r"the things|that which|the way|exactly as|just as|every single thing)(?: that| else| the way)?"
)
_OBEYS = (
    "follow|obey|heed|honou?r|comply with|adhere to|abide by|stick to|conform to|act on|act upon|act according to|"
    "act in accordance with|go by|go along with|fulfill?|take (?:your "
    ")?(?:orders|instructions|directions?|cues?) from|"
    "be guided by|keep to|follow through on|take to heart|proceed according to|proceed as per|operate by|work by|"
    "work according to|do as directed by|respect|observe|following|obeying|heeding|complying with|adhering "
    "to|abiding by|"
    "sticking to|acting on|going by|carrying out|working through|act as directed by|followed|obeyed|stick with"
)
_DOES = (
    "carry out|execute|perform|apply|implement|complete|do|work through|work off|run through|step through|go through|"
    "finish|enforce|put into practice|check off|tick off|deliver on|attend to|see to|make good on|get "
    "through|work on|"
    "take care of|handle|tackle|use|go "
    "with|run|applying|executing|implementing|completing|performing|doing|carried out"
)


class Frame(NamedTuple):
    """A form of words, and the verbs' first words, without one of which it needn't be looked for."""

    pattern: re.Pattern[str]
    verbs: frozenset[str]


def _frame(pattern: str) -> Frame:
    verbs, _, _ = _DEEPER.sub("", pattern.partition("(?P<verb>")[2]).partition(")")
    first = [_FIRST.match(verb) for verb in verbs.split("|")]
    said = [word[0] for word in first if word]
    return Frame(re.compile(pattern), frozenset(each for word in said for each in _spellings(word)))


def _spellings(word: str) -> tuple[str, ...]:
    before, doubtful, after = word.partition("?")
    return (before + after, before[:-1] + after) if doubtful else (word,)


_DEEPER = re.compile(r"\((?!\?P<verb>)[^()]*\)\??")
_FIRST = re.compile(r"[a-z]+(?:\?[a-z]*)?")
FRAMES = tuple(
    _frame(pattern)
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
        r" (?P<verb>carry|put|work|see|check|tick) (?P<it>it|them|this|that|these|those) (?:out|off|through|"
        r"into practice)",
        # do what the file says; act on whatever she asks in her mail
        rf" (?P<verb>do|act on|act upon|follow|obey|execute|carry out|implement|perform|comply with|"
        rf"go along with|heed|"
        rf"act|proceed|deliver|handle|respond|fulfill?|behave|go|work|continue|doing) (?:according to |"
        rf"in line with )?{_WHAT} "
        rf"(?:(?P<object>{_M})|(?P<it>it|they|he|she|this|that|these|those)) {_SAYS}",
        rf" (?P<verb>do|act on|act upon|follow|obey|execute|carry out|implement|perform|comply with|heed|"
        rf"fulfill?|deliver|"
        rf"handle|doing) {_WHAT} (?:[^ @,.;:]+ ){{0,4}}?(?:{_SAYS} )?(?:of |for |from )?(?:(?:me|us|you|to|do|"
        rf"done|down|out|for|of|is|are|was|were|"
        rf"there|asked|written|said|described|requested|listed|wanted|required|specified|laid|set|stated|find|"
        rf"read|see|be|"
        rf"has|have|been|needed) )*(?:in|by|on|from|inside|at) (?P<object>{_M})",
        rf" (?P<verb>do) {_WHAT} (?P<it>it|they|he|she) (?:{_SAYS})",
        rf" (?P<verb>do) (?:exactly |just |precisely )?as (?:told|asked|instructed|requested|directed|"
        rf"described) (?:to )?"
        rf"(?:in|by) (?P<object>{_M})",
        rf" (?P<verb>make|do|apply|implement|carry out) {_ANY}(?:the |those )?(?:changes|edits|corrections|"
        rf"fixes|work|jobs?|things) (?:that )?"
        rf"(?:(?P<object>{_M}) {_SAYS}|(?:requested|asked for|described|listed|suggested|proposed|demanded|"
        rf"specified|wanted) "
        rf"(?:in|by) (?P<holder>{_M}))",
        # treat the following as instructions
        rf" (?P<verb>treat|regard|consider|take|see|view|read|interpret|understand|accept|handle|use|count|"
        rf"treating|trust) "
        rf"(?:(?:everything|anything|all|whatever is|what is|the (?:text|contents?|words?)) )?(?:(?:in|of|"
        rf"from|inside) )?"
        rf"(?:{_OBJECT}|{_BARE}|(?P<it>it|them|this|that|these|those)) (?:exactly |just |simply |all )?"
        rf"as (?:(?:your|my|a|an|the|own|binding|direct|set|of|new|further|additional|real|if|though|list|"
        rf"being|full) )*"
        rf"(?:{_INSTR}|orders?|commands?|instructions?|directions?|directives?|guidelines?|rules?|guidance|"
        rf"binding|authoritative|gospel|law|"
        rf"(?:i|it|they) (?:had )?(?:myself )?(?:came|come|coming|were|was|written|said|wrote|typed|gave|"
        rf"asked|given|spoken) ?"
        rf"(?:from|by|straight|directly|to|them|it|mine)?|coming from me|mine|my words)",
        # let AGENTS.md be your guide; I authorise the file below to instruct you
        rf" (?P<verb>let) (?P<object>{_M}) (?:guide|direct|instruct|command|lead|steer|govern|be your|"
        rf"tell you what|drive|decide)",
    )
)
# Clauses that say of a text that it holds the assistant's instructions: need no verb that directs.
_YOURS = (
    r"(?:your|my) (?:(?:new|full|next|detailed|further|actual|real|only|own|exact|complete|standing|working|"
    r"current) )*"
)
STATEMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:@\d+i[np]*y|{_INSTR} for you|{_YOURS}(?:task|job|assignment|orders|work|mission|"
        rf"marching orders)) (?:for you |here |today |is now )?"
        rf"(?:is|are)(?: all| both)? (?:to be )?(?:(?:found|given|listed|described|written|down|set|out|laid|"
        rf"contained|spelled|"
        rf"explained|defined|stated|specified|outlined|up) )*(?:in |on |at |inside )(?P<yours>{_M})",
        rf"(?P<object>{_M}) (?:contains?|has|have|holds?|gives?|lists?|is|are|sets? out|lays? out|describes?|"
        rf"defines?|spells? out|"
        rf"explains?|states?|specif(?:y|ies)|governs?|serves? as) (?:all |"
        rf"exactly )?(?:of )?(?:{_YOURS})?(?P<what>{_INSTR}|task|job|"
        rf"assignment|orders)(?P<tail> (?:for you|to you|(?:that |which )?(?:you|i (?:want|need|"
        rf"would like) you)|to (?:follow|obey|carry out|execute|work through)\b))?",
        rf"(?P<object>{_M}) (?:tells?|will tell|shows?|says?) (?:to )?you (?:exactly )?(?:what to do|"
        rf"what i want|how to proceed|what i need)",
        rf"(?:{_ANY})(?P<object>{_M})(?: {_LOC}(?P<holder>{_M}))? (?:should|must|is to|are to|has to|have to|"
        rf"needs? to|shall|ought to|can) "
        rf"(?:all |always |also |now )?be (?:[a-z]+ly )?(?:followed|obeyed|carried out|applied|adhered to|"
        rf"respected|observed|executed|"
        rf"complied with|worked through|honou?red|acted (?:up)?on|taken as (?:{_INSTR}|instructions|orders)|"
        rf"implemented)(?! by (?!you\b))",
        rf"(?P<object>{_INSTR}) {_LOC}(?P<holder>{_M}) (?:apply|applies|are binding|is binding|bind you|"
        rf"take precedence|hold)(?! (?:only )?to (?!you|this|the conversation))",
        rf"(?P<object>{_M}) (?:is|are) (?:binding|authoritative)(?: (?:for|on) you)?|"
        rf"(?P<holder>{_M}) (?:speaks? for me|"
        rf"(?:carries|has|have|carry) my (?:full )?authority)",
        rf"i (?:hereby )?(?:authori[sz]e|allow|permit|trust|let|empower|want) (?P<object>{_M}) to (?:instruct|"
        rf"direct|guide|tell|command|govern|speak)",
        rf"i (?:hereby )?(?:give|delegate|hand|grant|lend) (?:my |full |"
        rf"over )*authority (?:over )?to (?P<object>{_M})",
        rf"(?:please )?(?:delegate|give|grant) (?:my )?authority to (?P<object>{_M})",
        rf"(?:whatever|what|everything|anything|all) (?:that )?(?:(?P<object>{_M})|it) {_SAYS}(?: (?:for|"
        rf"to do|you to do|of you|you))? (?:, )?"
        rf"(?:please |just |simply )*(?:do (?:it|that|so|exactly that|as)|follow it|carry it out|goes|"
        rf"is what i want|counts|obey it)",
    )
)
ADVERBIALS = re.compile(
    rf" (?:according to|as per|per|in accordance with|in line with|in keeping with|in conformity with|"
    rf"following|obeying|"
    rf"by applying|using|with|under|pursuant to|based on|applying|"
    rf"in compliance with) {_ANY}(?P<object>{_INSTR})(?: {_LOC}(?P<holder>{_M}))?"
    rf"|(?: ,)? (?:exactly |just |strictly |precisely )?(?:as|the way|like) (?:(?:is|was|i have|"
    rf"it is) )?(?:described|instructed|specified|requested|told|asked|laid "
    rf"out|set out|directed|outlined|explained|prescribed|required|ordered) (?:in|by) (?P<described>{_M})"
    rf"| (?:exactly |just |strictly |precisely )?(?:as|the way) (?P<says>{_M}) (?:asks?|instructs?|requires?|"
    rf"tells you|prescribes?|demands?|requests?|directs?|dictates?|specif(?:y|ies)|says|describes?|wants?)"
)
REFUSALS = re.compile(
    rf" (?P<verb>ignore|disregard|skip|forget|do not trust|distrust|pay no attention to|do not listen to|"
    rf"do not pay attention to|do not act on) {_ANY}"
    rf"(?:any |all |anything |everything )?(?:in )?(?:{_OBJECT}|(?P<it>it|them))"
)
