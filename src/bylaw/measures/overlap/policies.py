"""Tell the orders in a prompt that no bare imperative gives: what "we" say, what is done with those who complain.

Facts are for the reader; what is to be done in a conversation with them, who must agree to it and what it may cost
isn't. Patterns are anchored or bounded: time linear in a sentence.
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.measures.overlap.words import word_set

__all__ = ["AUDIENCE", "DESCRIBES_SELF", "covert", "is_policy", "may_order"]

_WHO = (
    r"(?:customer|user|guest|member|visitor|caller|client|buyer|passenger|player|patient|student|pupil|employee|parent|"
    r"reader|person|someone|somebody|anyone|anybody|applicant|tenant|subscriber|travell?er|shopper|learner|viewer|"
    r"owner|seller|candidate|resident|listener|driver|donor|people|famil(?:y|ies)|child(?:ren)?|they|those)s?"
)
_CONVERSES = (
    r"(?:ask|mention|complain|threat|hesitat|insist|refus|argu|object|push|doubt|claim|demand|bring|haggl|bargain|"
    r"negotiat|sound|seem|turn|grow|get (?:angry|rude|upset|loud)|gets (?:angry|rude|upset|loud)|talk|write|swear|"
    r"press|beg|offer|quot|inquir|enquir|say|admit|hint|keep|still|repeat|tr(?:y|ies) to|describ|tell|raise|ignor)"
)
_CONVERSED = re.compile(
    rf"\b(?:if|when|whenever|where|should|once|unless|until|whoever)\b(?: an?| the| any| some| every| our)?(?: \w+)? "
    rf"{_WHO}\b(?: \w+){{0,2}}? {_CONVERSES}|\b{_WHO} (?:who|that)(?: \w+){{0,1}}? {_CONVERSES}|\bwhoever {_CONVERSES}",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\bwe (?:(?:mention|say|tell|pretend|refuse|decline|steer|avoid|admit|deny|insist|push|quote|suggest)\b|"
    r"(?:always|never|only|do not|don['’]?t|first|usually) (?:\w+ )?(?:mention|say|tell|ask|refuse|decline|push|"
    r"pretend|refer|send|transfer|escalate|put|quote|promise|suggest|recommend|steer|avoid|answer|reply|write|treat|"
    r"talk|speak|discuss|admit|reveal|confirm|deny|insist|waive|advertise|volunteer|hide|apologi[sz]e|hand|pass|point|"
    r"report|name|give|bring|raise|comment)\b)",
    re.IGNORECASE,
)
_NEEDS_LEAVE = re.compile(
    r"\b(?:manager|supervisor|superior|team lead|head office|management|director)(?:['’]?s)? (?:must |may |has to |can "
    r"|should )?(?:approv\w+|sign\w*|consent|permission|agree\w*|may|decide\w*)|\b(?:approv\w+|signed off|sign-off|"
    r"permission|consent) (?:by|of|from) (?:an?|the|your|our) (?:\w+ )?(?:manager|supervisor|superior|lead|office|"
    r"director|management)",
    re.IGNORECASE,
)
_COVERT = re.compile(
    r"\b(?:hidden|concealed|withheld|kept) from\b|\bpretend (?:not|that|you (?:do|know|have|are un))|\bquietly\b|"
    r"\bsecretly\b|\bguard (?:that|this|the) \w+|\bplay dumb\b|(?:\bnot|n['’]t|\bnever) advertis\w+|"
    r"\b(?:change|dodge|avoid|drop) the (?:subject|question|topic)\b|"
    r"\bour (?:own )?(?:floor|margin|mark-?up|cost price|walk-?away|bottom line|commission|cut|kickback|ceiling|"
    r"break-?even|target|buy(?:ing)? price|purchase price)\b|"
    r"\b(?:profit|gross|net|minimum|target) margins?\b|\bmargin of \d|\bkick-?backs?\b|\bmark-?ups?\b|"
    r"\b(?:floor|reserve|cost|wholesale|walk-?away) price\b|\bretention budget\b|"
    r"\b(?:pays?|gives?) us \d|\bwe (?:are|get) paid\b|\bus \d+ ?(?:%|percent|per cent) back\b",
    re.IGNORECASE,
)
_COVERS = word_set(
    "hidd conc kept pret quie secr guar play adve chan dodg avoi drop our marg prof kick mark floo rese cost whol "
    "rete pays pay give paid us"
)
DESCRIBES_SELF = re.compile(
    r"^\W*(?:the |this )(?:\w+ )?(?:assistant|chatbot|bot|agent|gpt|service|tool) (?:is|answers|helps|assists|supports|"
    r"works|serves|looks after|welcomes|guides)\b",
    re.IGNORECASE,
)
"""How a prompt says what the assistant does at all, as the assistant may say of itself."""
AUDIENCE = word_set(
    "customer customers user users guest guests member members visitor visitors caller callers client clients buyer "
    "buyers passenger passengers player players patient patients student students pupil pupils employee employees "
    "parent parents reader readers people person someone somebody anyone anybody whoever applicant applicants tenant "
    "tenants subscriber subscribers traveller travellers shopper shoppers learner learners viewer viewers owner owners "
    "seller sellers family families child children everyone everybody those"
)
"""Whom a reply calls "you", unless it speaks of how they are dealt with."""
_MORE_VERBS = word_set(
    "abandon abide absorb accelerate accommodate accompany acknowledge activate adapt admit agree alert align "
    "alternate amend anonymise anonymize anticipate assemble assert award bar bargain beware bill bind blame block "
    "blur boost bounce bypass calm cap carry cast caution cease challenge channel charm chase cheer clear coach coax "
    "collapse comfort comment commit complain comply conceal concede condense confine congratulate connect conserve "
    "contact contain contradict contribute cross-check curb customise customize dare debit decide decode deduct defend "
    "defer "
    "deflect delegate demand demonstrate depict deploy derive designate dial differentiate dig direct disable disclaim "
    "disclose discount disguise dismiss disregard distinguish divert divulge dodge donate doubt downplay drive drop "
    "dub echo edit educate elaborate eliminate embed embrace empathise empathize employ enable enter entertain "
    "entice enumerate equip erase establish evade evoke exaggerate examine exempt exercise exert exhaust expedite "
    "exploit expose fabricate facilitate favor favour fear feature feed feel fetch fight file filter find fix flatter "
    "flip fold force foresee forget forgo forward frame freeze gauge glance grab grant guard guess guarantee halt hang "
    "hear heed hesitate hint hire honor honour host humor humour hurry hush illustrate impersonate imply impose "
    "improvise incorporate increase indicate infer inflate initiate inquire enquire insinuate instruct "
    "integrate interpret interrupt introduce invent invoice invoke involve isolate issue join joke jot jump justify "
    "know lean learn lend lie lift lighten locate lock lower lure mask measure meet merge mimic minimise minimize "
    "mirror mislead mix mock moderate modify monitor narrate negotiate nod nudge obey object obscure observe "
    "obtain offset operate oppose opt outline overlook override own pace pad park pass pay perform permit persuade "
    "pitch plan play plead point portray pose postpone pour press presume prevent print prioritize probe process "
    "prohibit project prolong prompt prove pull punish pursue qualify quantify query quit raise reach react "
    "reassure rebuff recall recap receive recite recognise recognize reconcile reduce refill reframe refute regard "
    "reiterate relate relax relay release rely remain render repair repay repel rescue reserve reset reschedule "
    "resort restate restore resume retain retell retract retrieve reuse reveal reverse revert reward rhyme ring roll "
    "rotate round rule sanitise sanitize say scan scold scrap scrub seal seek seize sell sense separate settle shape "
    "shift shorten shun shut shy side sidestep sign silence simulate sing sit slip slow smooth smile soften solicit "
    "soothe sound spare speculate spend spin split sponsor spot stall stamp steal stress stretch strike strip study "
    "subtract succeed sum summon supersede supervise surface surprise survey suspect suspend sustain swap sweeten "
    "swear tailor talk target teach tease tempt tend terminate threaten throttle throw tie tolerate touch tout trace "
    "trade train transcribe transform translate travel triage trigger trim truncate undercut understate undo unlock "
    "urge utter validate value veil vet voice void volunteer vote wait waive walk want warm waste weigh whisper win "
    "wish withdraw wonder worry yield zip fall step come hold"
)
_NO_VERB_AFTER_RE = word_set("really recently regarding related recent red record records receipt receipts recipe")
_PREFIX = re.compile(r"(?:re|un|de|dis|mis|over|under|pre|out)-?(?=[a-z]{3})")
_ADVERB = re.compile(r"^\W*(?:\(?[a-z0-9]{1,2}[.)]\s*)?[A-Za-z]{3,}ly,? (?P<verb>[a-z'-]+)")
_NUMBERED = re.compile(r"^\W*(?:\(?[A-Za-z0-9]{1,3}[.)]\s+)(?P<verb>[A-Za-z'-]+)")

_TOPIC = re.compile(r"[^:\n]{3,60}: (?P<verb>[a-z]+)(?: \w+){0,2}\W*$")
_NO_TALK = re.compile(
    r"^\W*no (?:talk|mention|discussion|comments?|jokes?|opinions?|promises|speculation|politics|swearing|emojis?|"
    r"slang|links|guesses|excuses|apologies|small talk|modern|personal|medical|legal|financial|political)\b",
    re.IGNORECASE,
)
_IFS = word_set("if when wher shou once unle unti whoe who that")
_LEAVE = word_set("mana supe team head dire appr sign perm cons")


def may_order(verb: str, verbs: frozenset[str]) -> bool:
    """Whether a word that begins a sentence orders something, given the commonest that do."""
    if verb in verbs or verb in _MORE_VERBS:
        return True
    if verb in _NO_VERB_AFTER_RE or not (prefix := _PREFIX.match(verb)):
        return False
    return verb[prefix.end() :] in verbs


def is_policy(piece: str, begins: set[str], verbs: frozenset[str]) -> bool:
    """Whether a sentence says what is to be done in the conversation, though it begins with no verb.

    Args:
        piece: the sentence.
        begins: the first four letters of its words.
        verbs: those that orders begin with most.
    """
    for pattern in (_ADVERB, _NUMBERED, _TOPIC):
        if (found := pattern.match(piece)) and may_order(found["verb"].lower(), verbs):
            return True
    return bool(
        _NO_TALK.match(piece)
        or ("we" in begins and _WE.search(piece))
        or (not begins.isdisjoint(_IFS) and _CONVERSED.search(piece))
        or (not begins.isdisjoint(_LEAVE) and _NEEDS_LEAVE.search(piece))
    )


def covert(piece: str, begins: set[str]) -> bool:
    """Whether a sentence says that something is kept from those it speaks to, or what they cost and yield."""
    return not begins.isdisjoint(_COVERS) and _COVERT.search(piece) is not None
