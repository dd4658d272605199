"""The patterns behind `precedence`: what a claim to a rank looks like in English."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.lint.language import worded

__all__ = [
    "ALL",
    "ANYBODY_SAYS",
    "ANYWAY",
    "CHANGES",
    "CONFLICT",
    "DEFERS",
    "DESCRIBES",
    "EVEN_OVER",
    "EVERYBODY",
    "EXCEPT",
    "FIXED",
    "FORBIDS",
    "IF",
    "IGNORES",
    "IMPOSSIBLE",
    "ITSELF",
    "JOINT",
    "LETS",
    "NOTWITHSTANDING",
    "NO_ONE",
    "OUTRANKS",
    "POSES_AS",
    "POWERLESS",
    "RANKS",
    "RATHER",
    "REFUSED",
    "SAYS",
    "SUPREME",
    "TELLS_OF",
    "UNABLE_ALL",
    "USERS_WORD",
    "VOID",
    "WHATEVER",
    "WINS",
]

_NOUN = r"""(?:rule|instruction|clause|principle|level|policy|policie|directive|section|guideline|order|default
|standard|requirement|provision|norm)s?"""
_THIS = rf"(?:(?:this|these|it|that|the above|the {_NOUN})\b(?: {_NOUN})?)"
_UNABLE = r"""(?:(?:(?:can|could|may|might|must|shall|should|will|would|do|does)(?: ?not|n['’]t| never)|can['’]t
|won['’]t|never|(?:is|are)(?: not|n['’]t) (?:able|allowed|permitted|free|entitled) to
|(?:has|have) no (?:right|power|authority|way) to|(?:is|are) unable to)(?: ever| even| simply)?)"""
_CHANGE = r"""(?:overrid(?:es?|den|e)|overrul(?:es?|ed)|supersed(?:es?|ed)|outrank(?:s|ed)?|chang(?:es?|ed)
|alter(?:s|ed)?|lift(?:s|ed)?|waiv(?:es?|ed)|disabl(?:es?|ed)|relax(?:es|ed)?|suspend(?:s|ed)?|weaken(?:s|ed)?
|modif(?:y|ies|ied)|adjust(?:s|ed)?|remov(?:es?|ed)|revok(?:es?|ed)|trump(?:s|ed)?|countermand(?:s|ed)?
|(?:sets?|puts?) aside|(?:switch|turn)(?:es|s|ed)? (?:it |this )?off|opt(?:s|ed)? out(?: of)?
|(?:set|put)s? (?:it|this) aside|negotiated away)"""
_HINDER = r"""(?:limit(?:s|ed)?|restrict(?:s|ed)?|constrain(?:s|ed)?|prevent(?:s|ed)?|stop(?:s|ped)?|block(?:s|ed)?
|narrow(?:s|ed)?|forbids?|prohibits?|affects?|touch(?:es)?|undo(?:es)?|veto(?:es)?|binds?|keeps?|hinders?
|qualif(?:y|ies)|diminish(?:es)?)"""

OUTRANKS = worded(
    rf"""\b(?:
    overrid(?:es?|ing)|overrul(?:es?|ing)|supersed(?:es?|ing)|outrank(?:s|ing)?|outweigh(?:s|ing)?|trump(?:s|ing)?
    |pre-?empt(?:s|ing)?|supplant(?:s|ing)?|nullif(?:y|ies)|invalidat(?:es?|ing)|suspend(?:s|ing)?|cancel(?:s|ling)?
    |replac(?:es?|ing)|displac(?:es?|ing)|beats?|defeats?|countermands?|dominates?|prevail(?:s|ing)? (?:over|against)
    |w(?:ins?|inning)(?: out)? (?:over|against)|(?:is|are) not inferior to
    |prioriti[sz]e(?:s|d)? {_THIS} (?:over|above|before)|(?:given|gets?|has|deserves?) (?:more|greater) (?:weight
    |importance) than|(?:has|have) the (?:final|last) (?:say|word) over
    |(?:tak(?:es?|ing)|ha(?:s|ve|ving)|holds?|gets?|given|enjoys?|claims?|carr(?:y|ies)
    |deserves?) (?:[a-z]+ ){{0,2}}(?:precedence|priority|primacy|preference|authority|supremacy) (?:over|above|before
    |than)|(?:comes?|coming|goes|go|stands?|ranks?|sits?|is|are
    |be) (?:(?:placed|ranked|put|well|far|always) )*(?:above|before|ahead of|higher than|stronger than|superior to
    |senior to|of (?:higher|greater) [a-z]+ than|more (?:important|authoritative|binding|fundamental) than
    |an? (?:higher|stronger)(?:[-\s][a-z]+){{1,2}} than)|(?:carr(?:y|ies)|has|have) (?:more|greater|higher) (?:weight
    |force|authority|priority|standing) than|(?:treat|consider|regard)(?:s|ed)? {_THIS} as (?:more [a-z]+ than|above
    |superior to|higher than|stronger than)|(?:is|are) not (?:bound|limited|constrained|restricted|governed
    |affected) by|(?:is|are) (?:exempt(?:ed)? from|immune to|independent of|not subject to|binding even on
    |outside the reach of)|(?:follow(?:ed|s|ing)?|obey(?:ed)?|appl(?:y|ied)|prefer(?:red)?|honou?r(?:ed)?
    |favou?r(?:ed)?|choose|put|place)(?: {_THIS})?(?: [a-z]+){{0,2}}? (?:over|above|before|ahead of|instead of
    |rather than|in preference to)|(?:prefer|favou?r|choose)(?:s|red)? {_THIS} to)\b"""
)
IGNORES = worded(
    r"""\b(?:
    ignor(?:es?|ing)|disregard(?:s|ing)?|bypass(?:es|ing)?|circumvent(?:s|ing)?|overlook(?:s|ing)?|forget(?:s|ting)?
    |neglect(?:s|ing)?|dismiss(?:es|ing)?|disobey(?:s|ing)?|def(?:y|ies|ying)|violat(?:es?|ing)|break(?:s|ing)?
    |contraven(?:es?|ing)|skip(?:s|ping)?|drop(?:s|ping)?|waiv(?:es?|ing)|lift(?:s|ing)?|discard(?:s|ing)?
    |reject(?:s|ing)?|resist(?:s|ing)?|overrid(?:e|es|ing)|(?:set|put|brush|cast)(?:s|es|ting|ing)? aside
    |pay(?:s|ing)? no (?:attention|heed|regard) to|tak(?:es?|ing) no notice of|(?:go|act)(?:es|s|ing)? against
    |depart(?:s|ing)? from|(?:do|does|need|should|must)(?: not|n['’]t) (?:follow|obey|apply|heed|honou?r)
    |refuses? to (?:follow|obey|honou?r)|exceptions? (?:to|from)|(?:turn|switch)(?:s|es|ing)? off|disabl(?:e|es|ing)
    |remov(?:e|es|ing)|relax(?:es|ing)?|loosen(?:s|ing)?|weaken(?:s|ing)?|unlock(?:s|ing)?|evad(?:e|es|ing)
    |exceed(?:s|ing)?|go(?:es|ing)? beyond|opt(?:s|ing)? out of|suspend(?:s|ing)?|undo(?:es|ing)?)\b"""
)
POWERLESS = worded(
    rf"""\b(?:
    {_UNABLE} (?:be used to )?(?:{_CHANGE}|{_HINDER}) {_THIS}
    |(?:should|must|may|can)(?: ?not|n['’]t) (?:stop|prevent|keep|hinder)|loses?(?: out)? (?:to|against) {_THIS}
    |(?:should|must|need|do|does|may|shall)(?: not|n['’]t) be (?:applied|followed|enforced|considered|obeyed
    |observed)|(?:is|are) (?:then |hereby )?(?:invalid|null|moot|unenforceable|inapplicable|not binding
    |not applicable|without effect)|(?:do|does|will|shall)(?: not|n['’]t) (?:apply|count|hold|matter|bind)
    |(?:no longer|never) appl(?:y|ies)|(?:have|has|carry|carries) no (?:force|effect|authority|weight|bearing|say
    |place|influence|power)|(?:is|are) (?:hereby )?(?:suspended|void|waived|lifted|relaxed|loosened|weakened|limited
    |amended|replaced|outranked|superseded|irrelevant|overridden|overruled|set aside|cancelled)
    |(?:yields?|gives? way|defers?|bows?|steps? back|stands? back)(?! to (?!{_THIS}))
    |(?:is|are|ranks?|comes?|stands?|takes?) (?:a )?(?:below|beneath|subordinate to|secondary to|lower than|after
    |second to|second place to) (?:this|it)|(?:can|may|should|must|shall|will|is to|are to|need to
    |have to) be (?:safely )?(?:ignored|disregarded|set aside|bypassed|broken|suspended|skipped|dropped|waived
    |overruled|violated|overridden|discarded|relaxed|loosened|neglected|overlooked|dismissed|rejected|lifted|bent
    |treated as (?:void|optional|advisory|advice|suggestions?)))\b"""
)
LETS = worded(r"\b(?:not|n['’]t|never|refuses? to|without) (?:let|letting|allow|allowing|permit)\b")
VOID = worded(
    r"""\b(?:treat|consider|regard|count)(?:s|ed)?\b(?P<object>[^.;:]{0,120}?) as (?:null and )?(?:void|irrelevant
    |invalid|optional|advisory|advice|non-binding|not binding|(?:a )?(?:mere )?suggestions?|secondary|subordinate
    |inapplicable)\b"""
)
RATHER = worded(
    r"\b(?:follow|obey|heed|listens? to|answers? to|sides? with)\b[^.;:]{0,60}?\bnot (?:to )?(?P<object>[^.;:]{0,60})"
)
EVEN_OVER = worded(r"\beven (?:over|against|above|before)\b")
NOTWITHSTANDING = worded(r"\b(?:notwithstanding|aside|be damned|or not)\b")
WHATEVER = worded(
    r"""\b(?:even (?:if|when|where|though|against|over|in the face of|with|under)|regardless of|irrespective of
    |no matter|notwithstanding|despite|in spite of|whatever|whether or not|contrary to|in defiance of
    |over the objections? of|without regard (?:to|for)|in contradiction (?:to|of)
    |against the (?:[a-z]+ )?(?:will|wishes|instructions|orders) of|whoever|in the face of)\b"""
)
CONFLICT = worded(
    r"\b(?:conflict|contradict|clash|disagree|collide|inconsisten|at odds|incompatible|collision|contradiction)\w*\b"
)
WINS = worded(
    rf"""\b{_THIS} (?:always |still )?(?:wins?|prevails?|governs?|appl(?:y|ies)|controls?|comes? first|decides?
    |stands?|holds?|rules?|takes? (?:precedence|priority)|has (?:precedence|priority)
    |is (?:decisive|to be followed|followed|stronger|final|the one to follow))\b
    |\bthe present {_NOUN} (?:wins|governs|prevails|applies|controls|decides|holds|takes)\b
    |\b(?:follow|obey|appl|prefer|choose|go with|goes with|keep to|keeps to|stick to|sticks to|hold to|holds to
    |stay with|continue with|abide by|use|do)(?:s|y|ies|ied|ed)? (?:with )?{_THIS}"""
)
IF = worded(r"^should\b|\b(?:if|when|whenever|where|wherever|though|although|while)\b")
ANYWAY = worded(
    r"""\b(?:anyway|nonetheless|nevertheless|all the same|regardless|just the same
    |(?:do not|don['’]t|should not|must not) (?:comply|obey|follow|listen|heed|give in|stop))\b"""
)
FORBIDS = worded(
    r"""\b(?:different(?:ly)?|stricter|the reverse|forbids?|forbidden|prohibits?|disallows?|bans?|objects?|disagrees?
    |refuses?|protests?|contrary|otherwise|opposite|vetoes|contradicts?|opposes?|says? no
    |(?:does|do) not (?:want|like|allow|permit)|(?:says?|tells?|asks?) not to)\b"""
)
UNABLE_ALL = worded(
    rf"""\b(?:users?(?:,| and| or| nor)[^.;:]{{0,20}}?developers?|developers?(?:,| and| or| nor)[^.;:]{{0,20}}?users?
    |any(?:one|body))\b[^.;:]{{0,30}}?\b{_UNABLE} {_CHANGE}\b
    |\b(?:under|in) no (?:circumstances?|case|event)\b[^.;:]{{0,20}}?\bany(?:one
    |body)\b[^.;:]{{0,10}}?\b{_CHANGE}\b"""
)
POSES_AS = worded(
    rf"""\b(?:(?:treat|consider|regard|count)(?:s|ed)? (?:{_THIS} )?as(?: (?:if|though) it (?:were|was|had|carried))?
    |{_THIS} (?:is|has|carries|ranks as|counts as|amounts to|equals|speaks with|is (?:equal|equivalent) to
    |has the (?:force|rank|weight) of)) (?:an? |the )?(?P<level>root|system|developer|platform
    |operator)(?:[-\s]level)?
    \s+(?:authority|rules?|instructions?|clauses?|principles?|level|rank|priority|messages?|force|standing)\b"""
)
FIXED = worded(
    rf"""\b{_UNABLE} be (?:ever )?(?:{_CHANGE}|{_HINDER}(?= by))\b|\b(?:is|are) (?:not|never) to be {_CHANGE}\b
    |\b(?:can|may|must|shall|should|will) (?:under|in) no (?:circumstances?|case) be {_CHANGE}\b"""
)
IMPOSSIBLE = worded(
    rf"""\bthere (?:is|are) no (?:opt-?outs?|overrides?|off switch)\b
    |\bnot up to (?:any(?:one|body)|users (?:or|and) developers|developers (?:or|and) users)\b
    |\bthis(?: default)? is always on\b|\bnot something (?:that )?any(?:one|body) (?:can|may) {_CHANGE}\b
    |\b(?:overrides?|changes?) (?:of|to) {_THIS} (?:is|are) (?:not (?:accepted|allowed|possible|permitted)|ignored
    |refused|rejected)\b
    |\b(?:it is (?:not (?:possible|allowed|permitted)|impossible|forbidden|prohibited)
    |there is no (?:way|means|option|possibility)|no ?(?:body|[-\s]?one) (?:has|gets) (?:the )?(?:power|right
    |option))(?: for [a-z]+)?(?: to| of)? (?:{_CHANGE}|overriding|changing|switching|turning|lifting|disabling
    |opting)\b
    |\b(?:overriding|changing|lifting|disabling|waiving|altering|relaxing) {_THIS} is
    \s+(?:not (?:allowed|possible|permitted|an option)|impossible|forbidden|prohibited)\b
    |\b(?:not|non|never)[-\s]?(?:overrid[de]*able|changeable|negotiable|waivable|adjustable|optional)\b
    |\b(?:immutable|unchangeable|unalterable|irrevocable|set in stone|carved in stone|hard-?coded)\b
    |\bthis(?: (?:default|clause|rule|behaviou?r|setting|principle|section|guideline))? is (?:final|permanent|fixed
    |locked|absolute|unconditional|not up for (?:debate|discussion|negotiation)
    |not open to (?:change|debate|negotiation))\b
    |\bthere (?:is|are) no (?:means?|ways?|options?|switch(?:es)?) (?:of|to|for) (?:{_CHANGE}|overriding|changing
    |switching|turning|lifting|disabling|opting|avoiding)\b
    |\bno (?:overrides?|changes?|exceptions?|opt-?out|opting out) (?:is|are) (?:possible|allowed|permitted
    |available)\b"""
)
NO_ONE = worded(
    r"""\b(?:nothing|no ?body|no[-\s]one|none|neither|no (?:other |single )?(?:[\w-]+ )?(?:instructions?|rules?
    |clauses?|messages?|levels?|settings?|requests?|part(?:y|ies)|persons?|authority|user|developer|operator))\b"""
)
CHANGES = worded(
    rf"""(?:(?:can|may|will|shall|should|could|is able to|is (?:allowed|permitted) to) )?(?:ever )?\b(?:{_CHANGE}
    |{_HINDER} (?:{_THIS}|what))\b"""
)
SUPREME = worded(
    rf"""\b{_THIS}(?: (?!is not)[\w-]+){{0,3}}? (?:is|has|have|carr(?:y|ies)|takes?|holds?|enjoys?|claims?|comes?
    |stands?|ranks?) (?:of )?(?:the )?(?:highest|top|topmost|supreme|ultimate|absolute|greatest|utmost|final)
    \s+(?:priority|authority|precedence|rank|level|word|say|instruction|rule|importance)\b"""
)
ALL = worded(
    rf"""\b(?:all|any|every|each) (?:of the )?(?:other|else|remaining|contrary|opposing|conflicting)\b
    |\b(?:every|any)(?:thing|body|one) else\b|\ball (?:the )?others\b|\ball else\b
    |\b(?:all|any|every) (?:of )?(?:the )?{_NOUN}\b
    |\b(?:the|any) rest of (?:the|this)\b|\b(?:other|conflicting|contrary|competing) {_NOUN}\b
    |\beverything\b|\bto the contrary\b|\banything (?:above|that|said|in)\b"""
)
EVERYBODY = worded(
    r"""\b(?:any(?:one|body|thing)|any (?:[a-z]+ )?(?:level|message|instruction|party|setting|means)|all|every[a-z]*
    |whoever|(?:developers?|operators?) (?:and|or) users?|users? (?:and|or) (?:developers?|operators?))\b"""
)
SAYS = worded(
    r"""\b(?:instruct(?:s|ed|ions?)?|rules?|messages?|prompts?|polic(?:y|ies)|principles?|clauses?|limits?
    |restrictions?|orders?|requests?|requirements?|wish(?:es)?|commands?|guidance|guidelines?|directives?
    |prohibit(?:s|ed|ions?)?|constraints?|authority|says?|said|tells?|told|asks?|asked|forbids?|forbidden|disallows?
    |bans?|bars?|wants?|objects?|objections?|directs?|requires?|states?|demands?|decides?|sets?|insists?|prefers?
    |otherwise|contrary|opposite|protests?|disagrees?|overrides?|permits?|allows?|switched|turned|preferences?|intent
    |intentions?|choices?|standards?|safeguards?|provisions?|boundar(?:y|ies)|controls?|different(?:ly)?)\b"""
)
ANYBODY_SAYS = worded(
    r"""\b(?:this|it|so|default)\b[^.;:]*?\b(?:whoever (?:asks?|says?|wants?|insists?|demands?)
    |what(?:ever| anyone) (?:is|was)
    \s+(?:asked|said|instructed)|(?:no matter|regardless of|irrespective of|whatever|even if
    |whether or not)\b[^.;:]{0,20}?\b(?:who|whoever|any(?:one|body|thing)|some(?:one|body)|everyone
    |they)\b[^.;:]{0,12}?\b(?:asks?|says?|wants?|objects?|disagrees?|insists?|requests?|tells?|instructs?|protests?
    |demands?|orders?|prefers?))\b"""
)
REFUSED = worded(
    rf"""\b(?:requests?|attempts?|instructions?|orders?|pleas?|demands?|anyone|anybody) (?:[a-z]+ ){{0,2}}?(?:to
    |who (?:wants|asks) to)
    \s+{_CHANGE} {_THIS} (?:must|should|shall|are to|is to|will|can) (?:always |never )?(?:be )?(?:refused|ignored
    |declined|rejected|fail)\b"""
)
TELLS_OF = worded(
    r"""\b(?:tr(?:y|ies|ying)|attempt(?:s|ing|ed)?|seek(?:s|ing)?|want(?:s|ed|ing)?|ask(?:s|ed|ing)?|tell(?:s|ing)?
    |told|claim(?:s|ed|ing)?|pretend(?:s|ing)?|urge[sd]?|persuade[sd]?|trick(?:s|ed)?|instruct(?:s|ed|ing)?
    |request(?:s|ed|ing)?|say(?:s|ing)?)\b(?:\W+\w+){0,6}?\W+(?:to|that|it|this|you)\W*$
    |\bif (?:it|the assistant)\W*$"""
)
USERS_WORD = worded(
    r"""\busers?['’]?s? (?:explicit |express |own |direct )?(?:instructions?|requests?|rules?|messages?|wishes
    |preferences?|demands?|orders?)\b
    |\busers? (?:explicitly )?(?:asks?|says?|wants?|objects?|instructs?|insists?)\b"""
)
ITSELF = worded(
    rf"""\b(?:this|the (?:present|above)|these) (?:one|{_NOUN}|user|right|task|purpose|matter|respect|request)\b
    |\bhere\b|\bit\b
    |\b(?:this|these|that) (?:[a-z]+ly )?(?:is|are|has|have|holds?|applies|applied|takes?|comes?|counts?|wins?|beats?
    |higher|first|above|over|should|must|may|can|will|shall|goes|stands?|amends?|replaces?|cannot)\b
    |\bthis (?=over\b|above\b|before\b|higher\b|first\b)
    |\b(?:forbids?|prohibits?|stops?|follow|obey|apply|does|affects?|limits?|restricts?|contradicts?) {_THIS}
    |\bthe (?:user|developer|assistant) (?:wins?|decides?|should continue|prevails?|counts?|comes first)\b
    |\bgo with\b"""
)
RANKS = worded(
    r"""\b(?:conflict|contradict|collid|clash|diverg|disput|outrank|overrul|overrid(?:e|es|ing)\b|supersed|prevail
    |trump|preceden|priorit|amend|rewrit|replac|waiv|contraven|violat|disregard|notwithstand|regardless|anyway
    |nonetheless|nevertheless)\w*
    |\b(?:counts?|weighs?) (?:for )?more\b|\bmore (?:weight|authority|important|force)\b|\bhigher than\b|\babove\b
    |\bbeyond\b
    |\b(?:wins?|beats?|void|cease|ceases|limited by|restricts?|restricted by|ignores?|exceptions?|goes first
    |comes first)\b
    |\bfirst and\b[^.]*\bsecond\b|\btake[sn]? (?:it|this|this right) away\b|\bis law\b|\bcannot be refused\b"""
)
DEFERS = worded(
    r"""\b(?:unless|except|subject to|within the (?:bounds|limits)|(?:as|so) long as|provided that|in line with
    |consistent with)\b
    |\b(?:can|may|could|is|are|be|being) (?:[a-z]+ )?(?:overridden|overruled|changed|adjusted|set aside|lifted
    |relaxed|superseded)
    \s+(?:[a-z]+ ){0,2}?by\b|\b(?:yields?|gives? way|defers?|bows?) to\b
    |\b(?:no longer|does not|do not|doesn['’]t) appl(?:y|ies)\b
    |\bshould (?:simply )?(?:refuse|follow it|follow them|obey|defer|be followed)\b
    |\b(?:overrides?|supersedes?|outranks?|limits?) (?:this|it)\b
    |\b(?:take|takes|have|has) (?:precedence|priority)(?: over (?:this|it))?$|\badjust this\b"""
)
DESCRIBES = worded(r"\b(?:that|which|who|might|could|would|if (?:it|they|this|doing so))(?: [a-z]+)? $")
EXCEPT = worded(r"\b(?:unless|except|but not|subject to)\b")
JOINT = worded(r"[,;:]\s|\b(?:but|and|while|whereas|that|which|if|when|where|because|since|here)\b")
