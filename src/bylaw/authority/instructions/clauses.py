"""Clauses: which stretches of a sentence ask something of the reply.

A sentence is cut where a new predicate begins, and each clause is asked: is it an order, a wish, a rule on the reply?
Or a fact, a question, another's rule, a rule about another thing, what was, what might be, or leave to do otherwise?
Inside a clause that asks, some stretches still speak of other things: examples, what a story is about, who is in it.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain, pairwise

from bylaw.authority.instructions.words import ASKING, BOUND, GENRES, REPLY, TOPIC_VERBS, UNITS, any_of, word_set

__all__ = ["Clause", "Mood", "asks_something", "read_clauses", "silent_stretches"]


class Mood(Enum):
    """What a clause does."""

    ASKS = "asks"
    REPORTS = "reports"  # another's rule, or what was: also what it goes on with
    LIFTS = "lifts"  # gives leave, or says that something isn't required
    CONDITION = "condition"  # asks only if
    STATES = "states"  # a fact, a question, a report: nothing is asked
    FRAGMENT = "fragment"  # no predicate: asks where what it is joined to asks


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the tape with one predicate."""

    start: int
    end: int
    mood: Mood


_LEADS = any_of(
    "actually|on second thoughts?|wait|rather|hmm|come to think of it|sorry|oops|correction|no wait|"
    "first of all|first off|to begin with|for starters|somewhere(?: in the \\w+| in your \\w+)?|please|also|then|"
    "and|but|or|so|additionally|furthermore|moreover|finally|lastly|again|next|now|first|second|third|firstly|"
    "secondly|thirdly|"
    "further|plus|just|simply|really|kindly|ok|okay|hi|hello|hey|well|yes|remember|note|nb|important|importantly|"
    "note that|remember that|remember to|be aware that|keep in mind that|bear in mind that|mind you|last|oh|"
    "strictly|above all|in addition|"
    "at the same time|however|instead|afterwards|after that|for me|in this case|for this task|for this one|for this|"
    "this time|"
    'first of all|first off|before anything(?: else)?|(?:whatever|no matter|regardless of) (?:[\\w"]+ ){1,8}(?=,)|'
    "in your \\w+|in the \\w+|throughout|throughout your \\w+|throughout the \\w+|in your entire \\w+|"
    "in the entire \\w+|"
    "in all your \\w+|from now on|going forward|henceforth|at all times|under no circumstances|here|"
    "when (?:you )?(?:answer|answering|respond|responding|reply|replying|write|writing|are done|you re done)(?: me|"
    " us| to \\w+| the \\w+)?|"
    "in (?:every|each|any|all)(?: of your)?(?: single)? \\w+|on no account|for (?:your|the|this) \\w+|"
    "if (?:possible|you can|you could|you please|you will|you would|you do not mind|at all possible|needed)|"
    "as (?:an?|the|your) \\w+(?: \\w+)?|to (?:make|keep|help) \\w+ \\w+|the \\w+ is to|your (?:job|task|goal|"
    "role) is to|task|"
    "make it a \\w+ \\w+ problem|one (?:more|last) (?:thing|request|rule)|no matter what|whatever you do|"
    "whatever happens|"
    "regardless(?: of \\w+(?: \\w+)?)?|no exceptions|by the way|btw|of course|thanks|thank you|in other words|"
    "basically|in particular|specifically|(?:rules?|warnings?|requirements?|constraints?|instructions?|formatting|"
    "format|style|reminder|critical|task|output|length|language|tone|answer|important|note|reply|response|"
    "output format|answer format|response format|guidelines?|conditions?|limits?)(?= [:=])"
)
_LEAD = re.compile(
    r" (?:(?:in|at|for|after|before|throughout|during|within|on|as|to|by|from|besides|along with|next to|aside from|"
    r"apart from|while|"
    r"beyond|across)(?: [\w\"]+){1,8}(?= ,)|"
    rf"(?:at|near|in) the (?:very )?(?:end|beginning|start|top|bottom|body) of (?:the|your) (?:entire |whole )?\w+|"
    rf"(?:after|before) your \w+|{_LEADS}|,|;|:|-|--|\(|\)|\d+(?: [.)])|[a-h] [.)])(?= )"
)
_AUX = any_of(
    "should|must|shall|has to|have to|needs to|need to|ought to|had better|is to|are to|will|may not|may never|"
    "can not|may only|can only|need|needs|is required to|are required to|is supposed to|are supposed to|"
    "is expected to|are expected to|better|got to|want to|is going to|are going to"
)
_DET = (
    "(?:the |you (?=entire|whole)|your |meta |product |blog |cover |subject |status |push |search |sales |this |that |"
    "all |each |every |any |an |a |its |whole |entire |complete |"
    "final |full |of |parts of |overall |total |actual |own |resulting |generated |very |short |long |\\w+ed |"
    "\\w+ing )"
)
_SUBJECT = rf"(?:{_DET}{{0,5}}{REPLY}|it|you|we|this|that|they|both|one|there|these)"
_BODY = any_of(
    '"\\d+|(?:key ?)?(?:words?|terms?|phrases?)(?: (?:"\\d+|\\w+))?|'
    + "|".join((UNITS["mark"], UNITS["bullet"], UNITS["emoji"]))
    + '|letters?|letter \\w+|letter "\\d+|words?(?: (?:"\\d+|\\w+))?|keywords?|phrase|phrases|term|terms|'
    "sentences?|paragraphs?|paragraph \\d+|\\w+ paragraph|\\w+ sentence|language|"
    "capital letters|capitals|lowercase letters|lower case letters|lowercase|uppercase|text|title|titles|heading|"
    "headings|postscript|json|markdown|sections?|placeholders?|"
    "punctuation|digits|numbers|numerals|line|lines|letters|list|lists|table|tables|length|word count|ending|"
    "opening|beginning|end|start|double quotes|quotation marks|emojis|name|"
    "highlights?|words? with [a-z ]{3,24}?|words? in [a-z ]{3,24}?|responses|paragraphs and only paragraphs|"
    "characters?|tokens?|count|total|number of \\w+(?: \\w+){0,5}?|count of \\w+|limit|"
    "first word|last word|first line|last line|closing line|final line|last thing|first thing|parts?|comments|"
    "one of the comments|english|uppercase letters|code|prose|markup|symbols?|asterisks?|formatting"
)
_COMMAND = re.compile(
    rf" (?:{TOPIC_VERBS}|use|include|write|give|keep|make|put|add|repeat|restate|say|mention|avoid|respond|reply|"
    rf"answer|start|begin|"
    r"end|finish|wrap|highlight|ensure|do not|never|copy|echo|quote|list|create|compose|provide|return|output|limit|"
    r"speak|produce|"
    r"format|open|close|conclude|insert|generate|draft)(?= )"
)
_IDEAL = re.compile(
    r" would be (?:\w+ )?(?:ideal|great|perfect|nice|appreciated|good|best|lovely|fine|enough|plenty)(?= )|"
    r" (?:is|are) (?:what|all) (?:i|we) (?:want|need|require|ask for|would like)(?= )"
)
_ORDER = (
    rf"{ASKING}|do not|let us|make sure|be sure|be (?:careful|certain|brief|concise|mindful)|try to|mind|how about|"
    r"(?:can|could|would|will) (?:you|i|we|it be|this be)|would it be possible|is it possible|may i|might you|do "
    r"you mind"
)
_RULE_OF_YOU = (
    rf"{_SUBJECT} (?:(?:all|also|always|only|never|then|therefore|both|simply|still|just) )*(?:{_AUX}|be)|"
    rf"you (?:(?:always|only|never|also|just|then|do not|will|are|is) )*(?:{ASKING}|are|is)|"
    rf"{_SUBJECT} (?:may|can) (?=.* (?:only|at most|up to|no more|fewer than|less than|exactly|under|within|below) "
    rf")(?:\w+)|"
    rf"an? (?:response|reply|answer) (?:has|contains|uses|includes|stays|avoids|never|always|ends|starts|begins|"
    rf"opens)|your (?:\w+ ){{1,2}}{_AUX}|you only get|you get|you (?:may|can|"
    rf"could|might) (?=.* (?:at most|up to|no more|only|fewer than|less than|exactly|under|within) )\w+|"
    rf"the (?:reply|response|answer|output) (?:ends|starts|begins|opens|closes|finishes|stays|contains|uses)|"
    rf"(?:your|the (?:entire|whole|full|complete)|every|each|all|any) (?:\w+ )?(?:response|reply|answer|output|"
    rf"responses|replies|answers|text|message|one) "
    r"(?:goes|go|gets?|carries|carry|bears?|stays?|uses?|contains?|has|have|includes?|ends?|opens?|closes?|finishes|"
    r"starts?|begins?|remains?|"
    r"consists?|runs?|comes?|"
    r"never|always|is|are)"
)
_WISH = (
    r"(?:i|we|id) (?:(?:also|really|would|only|just|do|still|strongly|absolutely|kindly|then|will|am|are|not|never|"
    r"never) )*"
    r"(?:want|need|(?<=would )like|prefer|(?<=would )rather|expect|require|request|(?<=would )love|"
    r"(?<=would )appreciate|"
    r"(?<=will )appreciate|insist|demand|forbid|ban|prohibit|wish|ask|seek|asking|looking for|after|requesting|"
    r"stand|accept|(?<=not )like)|"
    r"(?:i|we) (?:should|must|have to|need to|ought to|expect to) (?:see|find|read|spot)|(?:my|our|the) (?:preference|"
    r"request|wish|requirement|rule|only rule|condition|constraint|only constraint|"
    r"one rule) is|"
    r"it is need(?:ed)?|it (?:is|would be|will be) (?:\w+ )?(?:important|essential|required|necessary|mandatory|"
    r"crucial|vital|"
    r"imperative|critical|great|nice|best|better|good|key|compulsory|appreciated)|"
    r"(?:there|here) (?:should|must|need|shall|will|can|may|has to|have to|needs to|need to|is to|are to|ought)"
)
_DETERMINERS = any_of(
    "the|your|any|all|no|each|every|not a|even one|some|at least|a|an|these|this|of|double|single|entire|whole|"
    "following|"
    "exact|very|and|use of|using|other|mark|last|first|final|closing|opening|concluding|forbidden|banned|prohibited|"
    "required|"
    "mandatory|disallowed|none of|neither|only|both"
)
_CORE_REPLY = r"(?:response|answer|reply|output|message|text)(?:e?s)?"
_RULE_OF_FORM = (
    rf"(?:(?:{_DETERMINERS}|{REPLY}) ){{0,4}}(?:{_BODY})(?: of your \w+| of the (?:response|reply|answer|output|"
    rf"message|text)| in your \w+|"
    rf" in the \w+)?(?: {_BODY})?"
    rf"(?:(?: (?:and|or|nor|,))+ (?:the )?(?:{_BODY})){{0,5}}(?: \"\d+){{0,8}} (?:(?:all|also|only|each|both) )?"
    rf"(?:{_AUX}|(?:is|are)(?= (?:\w+ )?(?:not|forbidden|banned|prohibited|required|mandatory|to|a must|off|out|"
    rf"absent|missing|avoided|omitted|excluded|left out|kept out|allowed|needed|disallowed|never|always|unacceptable|"
    rf"unwelcome|compulsory|obligatory|no go|essential|in|all|"
    rf"\d+|at|under|over|between|exactly|\"\d+))|can|may|stays?|(?:limit|count|max|length|total|range|cap)"
    r"(?= (?:is|:|should|must|of \d|\d|=|to be|can|may|has|needs|not|will))|:|=|≤|≥|<|>|not|forbidden|allowed|"
    r"prohibited|banned|\d+)|"
    rf"(?:the|your) (?:\w+ ){{0,2}}(?:language|format|length|limit|count|maximum|minimum) (?:is|are)|"
    rf"(?:the |these |those )?(?:key ?)?(?:words|terms|phrases|letters) (?:\S+ ){{1,12}}?{_AUX}|"
    rf"one of the \w+ {_AUX}|the (?:\w+ ){{1,3}}(?:of|in) (?:the|your) (?:\w+ ){{1,3}}{_AUX}|"
    r"(?:forbidden|banned|prohibited|required|mandatory|disallowed|excluded) (?:key ?)?(?:words?|terms?|phrases?|"
    r"letters?)|"
    r"(?:forbidden|banned|prohibited|required|mandatory|disallowed|excluded) :|"
    r"(?:key ?)?(?:words?|terms?|phrases?) to (?:use|include|avoid|mention)|"
    r"(?:the|all|any|your) (?:\w+ ){1,4}(?:should|must|has to|needs to|have to|need to) be (?:presented|given|"
    r"formatted|"
    r"listed|shown|laid out|set out|written|displayed|put|returned|organi[sz]ed|arranged|structured|numbered)"
    r"(?= (?:as|in|into|out|with|using|[.,;]))|"
    r"(?:(?:the|a|your) )?(?:title|<<>>|ps|postscript|headline) (?:goes|comes|stands|belongs)|"
    r"(?:steps|items|points|entries) (?:should|must|have to|need to|are to) be numbered|"
    r"the (?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|last)(?: (?:one|1|paragraph))? (?:starts|begins|opens)|"
    rf"(?:an?|the|your|any) (?:\S+ ){{1,7}}(?:must|should|has to|needs to|have to) be (?:present|included|added|"
    rf"there|at|"
    rf"provided|used|given|placed|put)|(?:an?|any|each) {REPLY} (?:with|of|under|over|containing|without|lacking) "
    rf"(?:\S+ ){{1,10}}?(?:will be|is|gets) (?:rejected|invalid|unacceptable|discarded|not accepted|incomplete)|"
    rf"(?:anything|{REPLY}) (?:(?:that|which) (?:is|are) )?(?:{BOUND['gt']}|{BOUND['lt']}) \d+|\d+ \w+ (?:is|"
    rf"are) (?:the|my|our)|"
    rf"(?!(?:my|his|her|their|our|its|why|what|who|how) )(?:[\w\"]+ ){{1,5}}(?:is|are) (?:\w+ )?(?:forbidden|"
    rf"prohibited|banned|not allowed|"
    rf"not permitted|off limits|disallowed|verboten|taboo|unacceptable|unwelcome|off the table|a no go|out of bounds|"
    rf"out of the question|not an option|"
    rf"not acceptable|not welcome|not to be used|ruled out|required|mandatory|compulsory|"
    rf"obligatory|a must|"
    rf"to be avoided)(?= (?:[.,;:!)]|--|and|here|anywhere|at all|throughout|whatsoever|in (?:your|the|any|each|all) "
    rf"(?:\w+ )?{_CORE_REPLY})(?= )| $)|"
    r"(?:(?:the )?(?:words?|terms?|phrases?|keywords?) )?\"\d+ (?:belongs?|goes|appears?|occurs?|features?) (?:in|at|"
    r"on|only|somewhere|"
    r"exactly|more|no|\d+)|\"\d+ (?:and|or|,)|\"\d+ (?:must|should|has|needs|is|may|can)"
)
_TELEGRAM = (
    rf"{BOUND['ge']}|{BOUND['le']}|{BOUND['lt']}|{BOUND['gt']}|{BOUND['eq']}|\d+|between \d+|no|none|not|nothing|"
    rf"never|nowhere|zero|"
    r"without|avoid|nary|neither|absolutely no|under no|all|entirely|strictly|purely|fully|everything|exclusively|"
    r"completely|"
    r"in|with|as|lowercase|uppercase|lower case|upper case|json|markdown|plain|bullet|table|(?!(?:i|we|they|he|she|"
    r"it|you|that|this|who|people) )\w+ only"
)
_ASKS = re.compile(rf" (?:{_ORDER}|{_TELEGRAM}|{_RULE_OF_YOU}|{_WISH})(?= )")
_RULES_FORM = re.compile(rf" (?:{_RULE_OF_FORM})(?= )")
_RULES_FORM_NEEDS = word_set(
    "should must shall has have need needs ought had is are will may can better got want stay stays limit count max "
    "length total range cap : = ≤ ≥ < > not forbidden allowed prohibited banned required mandatory disallowed excluded "
    "use include avoid mention goes comes stands belongs starts begins opens gets"
)
_FIGURE = re.compile(r"[\d\"]")
_INVERTED = re.compile(r" (?:should|must|shall|may|might|need) (?!(?:you|i have|i get|i ask)(?= ))")
_IMPERATIVE = re.compile(
    r" (?!(?:she|he|they|it|the|why|how|what|who|whom|which|where|if|when|while|because|is|are|was|were|do|does|did|"
    r"has|have|had|in|on|"
    r"at|of|for|from|with|by|and|or|but|some|many|most|wrote|read|gave|made|kept|said|told|took|sent|ran|ate|like|"
    r"than|that|both|"
    r"since|after|before|until|though|although|once|i|we|his|her|my|our|their|not|as|to|under|over|into|about) )"
    r"[a-z]{2,}(?<![^s]s)(?<!ed)(?<!ing) (?:off |out |up |down )?(?:your|the|my|it|this|all|every|each|everything|"
    r"me|us|a|an|no|any)(?= )"
)
_FINITE = re.compile(r" (?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|gets?)(?= )")
_GOES_ON = re.compile(r" (?:is|are|has|have|contains?|includes?|ends?|uses?)(?= )")
"""A second predicate of the subject that a rule was just laid on: "answers begin with a name and are in French"."""
_GENRE_FIRST = re.compile(
    rf" (?:a |an |one |another |some )?(?:\w+ ){{0,2}}?{REPLY}(?= (?:please|about|on|for|of|in|with|,|[.]|--|to|"
    rf"using|that|without|from|describing|explaining))"
)
_WHATEVER = re.compile(
    r" (?:,|and|but) ?(?:whatever|no matter|regardless)(?= )| (?:whatever|no matter|regardless)(?= )(?!.* , )"
)
_PROVISO = re.compile(r"(?: ,)?(?: but)?(?: only)?(?: just)? (?:as|so) long as(?= )")
_LABELLED = re.compile(
    r"(?: (?:the|your))?(?: (?:output|answer|response|reply|target|required|desired))? (?:formats?|languages?|"
    r"lengths?|style|output|"
    r"(?:words?|tokens?|characters?|chars|sentences?) (?:budget|limit|count|cap|maximum|minimum|quota|length)|"
    r"answer|response|reply|tone|case|words?|sentences?|limits?|punctuation|max length) [:=](?= )"
)
_PHRASE_ONLY = re.compile(
    r" (?:in|at|for|after|before|throughout|during|within|on|as|to|by|from|each time|whenever|somewhere|with|"
    r"besides|when|whatever|no matter|regardless|under)(?= )"
)
_TERSE = re.compile(
    rf" (?:\w+ ){{0,4}}?(?:only|(?:, )?please|{UNITS['mark']}|{UNITS['bullet']}|{UNITS['emoji']}|words?|sentences?|"
    rf"paragraphs?|json|(?:lower|upper) ?case|caps|capitals|markdown|table|list|digits|placeholders?|title|"
    rf"postscript|ps|pps|quotes|quotation marks|language|plain text|code)(?= )"
)
_SUBJECT_FIRST = re.compile(
    r" (?:she|he|they|it|the|my|his|her|our|their|this|that|these|those|many|most|some|people|a|an|i|we|its|"
    r"everyone|nobody|someone|\w+ly (?:she|he|they))(?= )"
)
_QUESTION = re.compile(
    r" (?:what|who|whom|whose|which|where|why|how|is|are|was|were|does|did|do (?:you(?! mind)|i|we|they|people|all|"
    r"most)|has|have you|had|am|should (?:i|we|a|the|my)|can (?!you|it be|this be|i (?:get|have|please|ask))|could "
    r"(?!you)|"
    r"would (?!you)|shall|may)(?= )"
)
_LIFT = re.compile(
    r" (?:(?:do|does|did|would|will) not (?:need|have|require|want you|care|mind|matter|necessarily|worry|feel)|"
    r"need not|no need|needs no(?! (?:fewer|less|more) )|there is no (?:need|limit|restriction|minimum|maximum|cap|"
    r"rule|requirement|length)|"
    r"(?:not|never) (?:necessary|required|obliged|obligatory|mandatory|needed|compulsory|essential|bound|strict|"
    r"important|obligated|expected|limited|restricted|a requirement|a problem|an issue)|feel free|free to|"
    r"(?:it|that|this|commas|\w+) (?:is|are|would be|will be) (?:perfectly |totally |completely |also |absolutely |"
    r"quite )?(?:ok|okay|fine|alright|all right|acceptable|welcome|allowed|permitted|optional|no problem|up to you)|"
    r"(?:are|is) (?:allowed|permitted|welcome|acceptable|optional|fine|ok|okay|free)|optional(?:ly)?|"
    r"no longer (?:appl\w+|in force|needed|required|matters?|holds?|valid|necessary|counts?)|no (?:limit|"
    r"restriction|restrictions|length limit|word limit|minimum|maximum|cap|requirement|longer (?:need|required|"
    r"necessary|have))|"
    r"you (?:may|can|could|might)(?! not| only| never| no)|(?:i|we) (?:do not|would not) (?:mind|care)|ignore|"
    r"disregard|forget (?!to)|never mind|drop the|lift the|waive|relax|scrap the|"
    r"without worrying|not worry|unlimited|as (?:many|much|long|few) (?:\w+ ){0,3}?(?:as )?(?:you|they) (?:like|"
    r"want|wish|please|need)|however (?:many|long)|whichever)(?= )"
)
_NOT_LIFTED = re.compile(
    rf" (?:(?:{BOUND['le']}|{BOUND['lt']}) (?:\S+ ){{1,9}}?(?:is|are|will be|be) (?:\w+ )?(?:allowed|permitted|"
    rf"acceptable|ok|"
    r"okay|fine|welcome|tolerated|accepted)|(?:no|neither|none|only) (?:\w+ ){1,6}?(?:is|are|will be|be) (?:\w+ "
    r")?(?:allowed|permitted|acceptable|ok|"
    r"okay|fine|welcome|tolerated|accepted)|no (?:\w+ ){1,3}(?:allowed|permitted)|not (?:allowed|permitted|"
    r"acceptable|ok|okay|fine|welcome)|only (?:allowed|permitted)|free (?:of|from)|you (?:can|may|could|"
    r"might) (?:\S+ ){0,8}?"
    r"(?:up to|at most|no more than|only|a maximum|max|exactly))(?= )"
)
_REPORT = re.compile(
    r" (?!i |you |we |please |and |must |should )[a-z]+ (?:once |always |often |really |usually |also |just |has |"
    r"had |have |never |only |already |had already )*"
    r"(?:said|says|told|tells|asked|asks|wants|wanted|requires|insists|insisted|demanded|demands|claims|claimed|"
    r"believes|thinks|suggested|recommends|recommended|warned|ordered|instructed|complained|reminded|"
    r"used to|hates|likes|liked|loves|loved|prefers|preferred|refuses|refused|banned|bans|forbade|forbids|prohibits|"
    r"allows|expects|expected|argued|argues|taught|advised|advises|mandates|stipulates|stated)(?! (?:be|"
    r"to be) )(?= )"
    r"| according to (?!the (?:format|rules|following|template))"
)
_REPORT_EXCEPT = re.compile(
    r" (?:is|are|as|be|was|being|not|strictly|been|both|all|also) (?:banned|expected|preferred|told|asked|required|"
    r"instructed|"
    r"ordered|requested|said|wanted|stated|advised|warned)|"
    + rf" (?:a|an|the) banned | {REPLY} (?:requires|wants|likes)"
)
_PAST = re.compile(
    r" (?:(?:i|we|he|she|they|it|you) (?:\w+ly |just |once |already |once had |also )?(?:wrote|used|had|was|were|"
    r"made|did|got|read|saw|tried|went|ended|started|began|found|learned|noticed|counted|kept|received|sent|heard|"
    r"spent|gave|included|removed|added|finished|asked|wanted|needed|have (?:been|written|used|read|had|seen|"
    r"noticed|made)|has (?:been|written)|used to|could not|did not)|"
    r"(?:i|we|he|she|they|you) (?:\w+ly |just |already |once )?(?!need|exceed|proceed|feed|speed|heed)\w{2,}ed|"
    r"(?:your|the|my) (?:last|previous|earlier|first|old|original|prior) \w+ (?:was|were|had|used|contained|did|"
    r"included|came)|"
    r"was|were|had been|has been|have been|(?:would|could|should|might|must) have (?:been|\\w+ed|gone|done|had|"
    r"written|kept|made|used|said)|did not|used to be)(?= )"
)
_NOT_PAST = re.compile(
    r" as (?:if|though) | (?:i|we) (?:would|wish)(?: really| also| much)? (?:rather|prefer|appreciate|love|like|"
    r"you)|( i| we) (?:was|were) (?:hoping|wondering|thinking|looking)| i (?:would|d) have liked| did you |"
    r" if it were | would be (?:\w+ )?(?:nice|great|good|best|lovely|ideal|helpful|perfect) if "
)
_CONDITION = re.compile(
    r" (?:if|unless|whenever|in case|provided (?:that )?|assuming|only if|only when|in the event|should (?:the|"
    r"a) (?:user|customer|question)|suppose|supposing|had i|once (?:the|you|i)|until|when(?= (?:the|a|an|someone|"
    r"somebody|asked|i|they|he|she|users?|customers?|it|there|people|greeting|told|in doubt)))(?= )"
)
_NOT_CONDITION = re.compile(
    r" (?:as|even|see|check|wonder|wondering|know|love it|great|appreciate it|nice|grateful|good|like it|best|glad|"
    r"helpful|wonderful|happy|mind) if |(?: if (?:possible|you can|you could|you please|you will|you would|"
    r"you do not mind|at all possible|needed|i may|and only if you)(?= (?:[,.!?)]|--)| $))| when (?:you (?:answer|"
    r"respond|reply|write)|answering|responding|replying|writing)|"
    r" if (?:that is|this is|it is) (?:ok|okay|all right|alright|possible|fine)| if not otherwise "
)
_CONNECT = any_of(",|and|but|or|then|so|while|whilst|yet|as well as|plus|making sure|ensuring|with the|where")
_ADVERB = any_of(
    "also|then|please|always|just|only|never|simply|instead|at the same time|in addition|additionally|though|"
    "be sure to|make sure to|additionally|finally|not"
)
# `end` or `list` after "and" is more often a noun: only verbs that hardly ever are one begin a new clause.
_PREDICATE = any_of(
    "use|include|contain|have|incorporate|give|keep|make|put|add|insert|place|wrap|limit|restrict|cap|stick|write|"
    "ensure|mention|"
    "say|highlight|italicize|respond|reply|answer|speak|avoid|split|divide|break|structure|organize|separate|start|"
    "begin|end|finish|close|conclude|repeat|label|mark|"
    "enclose|surround|refrain|steer|stay|do not|can not|must|should|has to|have to|needs to|need to|will|shall|"
    "may not|make sure|"
    "you|your|it|i|we|there|let|no one|explain|describe|tell|discuss|summarize|translate|skip|omit|exclude|"
    "leave out|format|return|output|provide|produce|feel|be|is|are|contains|includes|uses|appear|appears|should|"
    "follow|append|"
    f"the (?:entire |whole |final |last |first )?(?:{REPLY}|\\w+ (?:must|should|has|needs|is|are))|each|every|all|"
    f'the (?:word|words|letter) (?:"\\d+|\\w+) (?:must|should|has|needs|is|are|may|can|appears?)|commas (?:must|'
    f"should|are)|bullet points (?:must|should|are)|"
    "drop|list|create|compose|generate|type|capitalize|title|show|that it|this"
)
_CUT = re.compile(
    rf" (?:[;.?!]|\((?! \))|(?<!\( )\)|--)(?= )| :(?= (?:{_ADVERB} )*(?:{_PREDICATE}|\d+ \)|\d+ \.(?= \S)|"
    rf"(?:{BOUND['ge']}|{BOUND['le']}|{BOUND['lt']}|{BOUND['gt']}) \d+ (?!\.)\S+|\d+ (?:words|sentences|characters|"
    rf"chars|tokens) (?:tops|max|maximum|minimum|"
    rf"at most|or (?:less|"
    r"fewer|more))) )| (?:, )?so(?= (?:please )?(?:no|only|at most|at least|\d+|in|zero) )|"
    r" (?:, )?(?:but )?(?:only )?(?:just )?(?:as|so) long as(?= (?:it|there|they|the|no|none|your|you (?:do not|never|"
    r"avoid|stay|keep|use|only)) )|"
    rf" (?:, )?(?:{_CONNECT})(?= (?:{_ADVERB} )*(?:{_PREDICATE}) )"
)


_SO = re.compile(r"(?: [,;:.!])*(?: and)? (?:so|therefore|hence|thus|which means)(?: ,| please| then)*(?= )")
_OF_MINE = re.compile(
    r"(?: [,;:(-]+| so| and| but)* (?:(?:i|we|this|it|that|there|my \w+|our \w+|you) (?:am|is|are|have|has|need|can|do|"
    r"will|only|would|was)|(?:while you|as you|\w+ing|without|by|as|for|in|after|given|apart from|aside from|besides|"
    r"beyond|unlike|during|throughout)(?! .* (?:is|are|was|were|has|have|had) ))(?= )"
)
"""A statement or a phrase that an order may follow after a mere comma: "I'm in a hurry, keep it short"."""


def read_clauses(words: str) -> tuple[Clause, ...]:
    """Cut a tape into clauses and say what each does."""
    return tuple(_clauses(words, _condition(words)))


def asks_something(words: str) -> bool:
    """Say whether any clause asks, be it on a condition: cheaper than reading them all."""
    return any(clause.mood is Mood.ASKS for clause in _clauses(words, None))


def _condition(words: str) -> re.Match[str] | None:
    condition = _CONDITION.search(words)
    if condition and _NOT_CONDITION.search(words) and not _CONDITION.search(_NOT_CONDITION.sub(" ", words)):
        return None
    return condition


def _clauses(words: str, condition: re.Match[str] | None) -> Iterator[Clause]:
    edges = chain((0,), (cut.start() for cut in _CUT.finditer(words)), (len(words) - 1,))
    question = words.rstrip().endswith("?")
    earlier = ""
    before: Mood | None = None
    outside: Mood | None = None
    for start, end in pairwise(edges):
        if end <= start:
            continue
        if words.startswith(" (", start):
            outside = before
        elif words.startswith(" )", start):
            before = outside
        clause = words[start : end + 1]
        spliced = before is Mood.STATES and _OF_MINE.match(earlier) is not None
        mood = _mood(clause, before=before, question=question and end >= len(words) - 4, spliced=spliced)
        earlier = clause
        if condition and mood is Mood.ASKS and (condition.start() < end):
            mood = Mood.CONDITION
        if mood is Mood.FRAGMENT:
            mood = before or Mood.ASKS
        yield Clause(start, end, mood)
        before = mood


def _opening(words: str, start: int) -> int:
    """Give where a clause's own words begin: past what joins it, greets or says when."""
    place = start
    for _ in range(12):
        lead = _LEAD.match(words, place)
        if not lead:
            break
        place = lead.end()
    return place


def _mood(clause: str, *, before: Mood | None, question: bool, spliced: bool) -> Mood:
    words = clause.split()
    place = _opening(clause, 0)
    joined = clause[1 : clause.find(" ", 1)] if place else ""
    opening = clause[place:] or " "
    fresh = opening.startswith((" you", " your", " i ", " please")) or (
        (not _SO_NEEDS.isdisjoint(words) and _SO.match(clause) is not None)
        or (spliced and joined == "," and _COMMAND.match(opening) is not None)
    )
    if "long" in words and _PROVISO.match(clause) and before in (Mood.ASKS, Mood.LIFTS):
        return Mood.ASKS
    if not _WHATEVER_NEEDS.isdisjoint(words) and _WHATEVER.match(clause):
        return Mood.FRAGMENT
    if (":" in words or "=" in words) and _LABELLED.match(clause) and before is not Mood.REPORTS:
        return Mood.ASKS
    commands = _COMMAND.match(opening) is not None
    if (
        not commands
        and not _REPORT_NEEDS.isdisjoint(words)
        and _REPORT.search(opening)
        and not _REPORT_EXCEPT.search(opening)
    ):
        return Mood.REPORTS
    if (
        not commands
        and ("ed " in clause or not _PAST_NEEDS.isdisjoint(words))
        and _PAST.search(clause)
        and not _NOT_PAST.search(clause)
    ):
        return Mood.REPORTS
    if before is Mood.REPORTS and joined in (":", "and", "or", ",", "(") and not fresh:
        return Mood.REPORTS
    if not _LIFT_NEEDS.isdisjoint(words) and _LIFT.search(clause) and not _NOT_LIFTED.search(clause):
        return Mood.LIFTS
    asked = _QUESTION.match(opening)
    if question and _INVERTED.match(opening):
        return Mood.STATES
    if asked and (question or asked[0].split()[0] in ("what", "who", "why", "how", "where", "which")):
        return Mood.STATES
    if (
        _ASKS.match(opening)
        or (
            (not _RULES_FORM_NEEDS.isdisjoint(words) or _FIGURE.search(opening) is not None)
            and _RULES_FORM.match(opening)
        )
        or (not question and _IDEAL.search(clause))
    ):
        inherits = before in (Mood.STATES, Mood.LIFTS, Mood.CONDITION) and joined in ("and", "or", ",") and not fresh
        inherits = inherits and not clause.startswith(" , but ")
        return before if inherits and before else Mood.ASKS
    if len(opening) < 3 or (before and joined in ("", "(", ")", "--", ",", ":")):
        return Mood.FRAGMENT
    if " please " in opening and not _FINITE.search(opening):
        return Mood.ASKS
    if before is Mood.ASKS and joined == "and" and _GOES_ON.match(opening):
        return Mood.ASKS
    if _FINITE.search(opening):
        return Mood.STATES
    if _IMPERATIVE.match(opening):
        return Mood.ASKS
    if (before and joined in ("and", "or", "but", "with")) or (_PHRASE_ONLY.match(clause) and " , " not in clause):
        return Mood.FRAGMENT
    if _GENRE_FIRST.match(opening) and not opening.startswith(
        (" i ", " we ", " my ", " our ", " the ", " his ", " her ")
    ):
        return Mood.ASKS
    return Mood.FRAGMENT if _TERSE.match(opening) and not _SUBJECT_FIRST.match(opening) else Mood.STATES


# Words without one of which the pattern of that name finds nothing: most clauses need none of these searches.
_SO_NEEDS = word_set("so therefore hence thus which")
_WHATEVER_NEEDS = word_set("whatever matter regardless")
_REPORT_NEEDS = word_set(
    "said says told tells asked asks wants wanted requires insists insisted demanded demands claims claimed believes "
    "thinks suggested recommends recommended warned ordered instructed complained reminded used hates likes liked "
    "loves loved prefers preferred refuses refused banned bans forbade forbids prohibits allows expects expected "
    "argued argues taught advised advises mandates stipulates stated according"
)
_PAST_NEEDS = word_set(
    "wrote had was were made did got read saw went began found kept sent heard spent gave written seen could been "
    "came done gone said learned learnt"
)
_LIFT_NEEDS = word_set(
    "not no never free ok okay fine alright right acceptable welcome allowed permitted optional optionally up may can "
    "could might ignore disregard forget drop lift waive relax scrap worrying unlimited many much long few however "
    "whichever"
)
_EXAMPLE = re.compile(
    r" (?:such as|eg|ie|for example|for instance|an example of|like (?=[\"\[<*])|like this|example :|"
    r"examples? is)(?= )[^;]*?(?= [).?!] | $|; |(?: ,)? and (?:include|use|make|do|it|the|mention|avoid|must|should|"
    r"keep|your|write|add|end|wrap|split|divide|highlight|give|put|start|begin|finish|have|format|repeat) )"
)
_EXAMPLES = frozenset(("such", "eg", "ie", "example", "examples", "instance", "like"))
_STRONG = (
    r"(?:words?|sentences?|paragraphs?|bullet|bullets|sections?|lines?|characters?|tokens?|commas?|placeholders?|words|"
    r"steps|parts|chapters|stages|phases|modules|points|items|versions|highlights)"
)
_COMMA = (
    r", (?:(?:lower|upper) ?case|all|caps|json|english|and|with|in|using|without|no|at|max|under|but|within|"
    r"less|fewer|up|only|entirely|written|exactly|minimum|maximum|between|more|keeping|making|avoiding|as|formatted|"
    r"\d+)"
)
_RESUME_AFTER_COMMA = re.compile(f" {_COMMA}(?= )")
_RESUME = re.compile(
    rf" (?:{_COMMA}|"
    rf"(?:in|using|with|within|under|of|that is|which is|and|containing|having) (?:(?:{BOUND['ge']}|{BOUND['le']}|"
    rf"{BOUND['lt']}|{BOUND['gt']}|{BOUND['eq']}|between|from) )?(?:\d+|no) (?:\w+ ){{0,2}}?{_STRONG}|"
    r"(?:without|with no|using no|free of|devoid of|with zero) (?:using )?(?:any |a single |the |use of |including |"
    r"once |ever |"
    r"even )*(?:commas?|punctuation|word|words|letter|bullet|bullets|emojis?|exclamation|semicolons?|capital|"
    r"capitals|uppercase|lowercase|saying|mentioning|numbers|digits|\"\d+|mark)|"
    r"(?:that|which) (?:includes?|contains?|has|have|uses?|mentions?|features?) (?:the (?:key ?)?words?|at least|"
    r"exactly|no|\d+|between|\"\d+)|"
    r"as (?:a |an )?(?:json|bullet|bulleted|numbered|table|list)|using (?:only|the word|the words|the letter|"
    r"keyword|keywords|no|bullet|at))"
)
# "In French" takes up the reply again after "about my trip", yet not after "a school where students answer".
_RESUME_PLAINLY = re.compile(
    rf"{_RESUME.pattern}| (?:"
    r"(?:written |and )?(?:in|using|with) (?:all |only |entirely |fully |just |nothing but )*(?:lower|upper|"
    r"lowercase|uppercase|caps|capital|capitals|block|small|json|markdown|bullet|bullets|html|plain|double|table)|"
    r"(?:in|as|into) an? (?:\w+ ){0,3}?(?:table|list)(?= (?:[.,;!?)]|and|with|of|--|please))|"
    r"in an? (?:\w+ ){1,3}?(?:tone|manner|way|style|voice|fashion|register)|"
    r"(?:in|into) (?:\w+ )?(?:\w+ish|french|german|italian|portuguese|chinese|japanese|korean|hindi|arabic|russian|"
    r"\w+ese|\w+ian|\w+ic|urdu|tamil|telugu|marathi|bengali|gujarati|kannada|punjabi|thai|dutch|greek|latin|swahili|"
    r"hebrew|czech)(?= (?:[.,;!?)]|and(?! \w+(?:ish|ese|ian|man|ench) )|but|with|using|without|only|language|--|in|"
    r"under|at|within|please|for)|"
    r" $))(?= )"
)
_CONCEDES = re.compile(r" (?:even (?:if|when|though)|although)(?= )[^,;.:]*")
_TOPIC_VERB = re.compile(
    rf" (?:{TOPIC_VERBS})(?= )(?! (?:in|with|using|only|entirely|without|at|no|not|to|sure|up|down|that|,|[.:;]|as|"
    rf"exactly|just|a way|some way|room) )"
)
_TOPIC = re.compile(
    r" (?:about|regarding|concerning|on the (?:topic|subject|theme|importance|history|role) of|on how|titled|"
    r"entitled|called|on why|dealing with|featuring|starring|whose|who|whom|where(?! you| the (?:first|second|third|"
    r"fourth|fifth|last|opening))|because|since|so that|in which(?! you| no | there (?:are|is) no | (?:the |each "
    r")?(?:word|letter)s? | \"\\d)|"
    r"from the perspective of|between(?= (?:a|an|the|2) )|for(?= (?:a|an|the(?! (?:word|letter|response|answer|"
    r"reply|entire))|my|people|someone|kids|teenagers|students) )|of how|of what|how to|how|why|what(?! you "
    r"(?:write|say|return|send|reply|produce|give|answer|output) ))(?= )"
)
_OF_OTHERS = frozenset(
    (" who", " where", " whose", " whom", " in which", " how to", " because", " since", " why", " how")
)
_WORKS_ON = re.compile(
    r" (?:find|count|remove|delete|strip|replace|convert|sort|detect|parse|fix|correct|extract|check|identify|merge|"
    r"rename|debug|turn|transform|imagine|consider|assume|think|pretend|suppose)$"
)
_OF_THE_REPLY = re.compile(
    r" (?:includes?|contains?|has|have|uses?|mentions?|features?|is|ends?|begins?|starts?) (?:the (?:key ?)?words?|"
    r"at least|exactly|no|\d+|between|\"\d+|written|in all|with)"
)
_RELATIVE = re.compile(
    r" (?:(?<! do )that|which|who)(?= (?:\w+ )?(?:(?!less )\w+s|can|will|would|must|should|only|never|does|do|has|"
    r"have|is|"
    r"are|was|"
    r"were|may) )"
)
_HEAD = re.compile(
    rf" (?:{GENRES}|response|answer|reply|output|result|something|message|one|bot|assistant|chatbot|ai|agent|want|"
    rf"need|require|sure|see|so|ensure|like|prefer|mandatory|important|essential|required|necessary|ask|request|"
    rf"insist|expect|demand|make|crucial|guarantee|check|please|prefer|vital|imperative)(?: \w+){{0,6}} $"
)
_DATA = re.compile(
    r" (?:following|this|below|given|these|next|attached) (?:\w+ ){0,3}?(?:text|sentence|sentences|paragraph|"
    r"passage|statement|quote|email|phrase|article|message|code|snippet|review|line|lines|poem|story|essay|letter|"
    r"title|question)s?(?: \w+){0,6} :(?= )"
    r"|^ (?:translate|rewrite|summarize|summarise|paraphrase|proofread|correct|edit|expand|complete|continue|"
    r"rephrase|fix|classify|analyze)(?: [\w\"]+){0,8} :(?= )"
)


def silent_stretches(words: str, clauses: tuple[Clause, ...]) -> tuple[tuple[int, int], ...]:
    """Give the stretches of a tape that speak of something else than the reply's form."""
    silent: list[tuple[int, int]] = []
    data = _DATA.search(words) if " : " in words else None
    end = data.end() if data else len(words)
    if data:
        silent.append((data.end(), len(words)))
    if not _EXAMPLES.isdisjoint(words.split()):
        silent += (found.span() for found in _EXAMPLE.finditer(words, 0, end))
    silent += (found.span() for found in _CONCEDES.finditer(words, 0, end))
    for found in _RELATIVE.finditer(words, 0, end):
        if not _HEAD.search(words, max(0, found.start() - 60), found.start() + 1):
            silent.append((found.start(), _until(words, found.end(), end, _RESUME_AFTER_COMMA)))
    for clause in clauses:
        if clause.mood is Mood.ASKS and (verb := _TOPIC_VERB.match(words, _opening(words, clause.start))):
            silent.append(
                (
                    verb.end(),
                    _until(
                        words, verb.end(), end, _RESUME_AFTER_COMMA if _WORKS_ON.match(verb[0]) else _RESUME_PLAINLY
                    ),
                )
            )
    place = 0
    while topic := _TOPIC.search(words, place, end):
        stop = _until(words, topic.end(), end, _RESUME if topic[0] in _OF_OTHERS else _RESUME_PLAINLY)
        if (other := _RELATIVE.search(words, topic.end(), stop + 1)) and not _OF_THE_REPLY.match(words, other.end()):
            stop = _until(words, other.end(), end, _RESUME)
        silent.append((topic.end(), stop))
        place = max(stop, topic.end())
    return tuple(silent)


_STOP = re.compile(rf" [;.?!)]| --|(?: ,)? (?:and|but)(?= (?:{_ADVERB} )*(?:{_PREDICATE}) )")


def _until(words: str, start: int, end: int, resume: re.Pattern[str]) -> int:
    """Give where a topic ends: at the next stop, or where the sentence comes back to the reply's form."""
    back = resume.search(words, start, end)
    stop = _STOP.search(words, start, end)
    return min(back.start() if back else end, stop.start() if stop else end)
