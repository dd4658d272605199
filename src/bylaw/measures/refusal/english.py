"""How models decline, lecture, turn aside and answer, in English.

Written from general knowledge of how assistants of many makers word it, by what a phrase does and not by who says it.
`phrases` says how a phrase is read.
"""
# ruff: noqa: E501 -- a phrase a line
# SPDX-License-Identifier: Apache-2.0

__all__ = ["ENGLISH"]

_ADV = (
    "really|simply|just|also|therefore|ethically|legally|unfortunately|currently|directly|possibly|actually|"
    "personally|in_good_conscience|in_good_faith|still|absolutely|definitely|not|even|respectfully|politely|"
)
_DO = (
    "help|assist|provide|fulfill|fulfil|comply|give|offer|share|discuss|engage|write|create|generate|continue|"
    "participate|recommend|suggest|teach|advise|respond|support|do|facilitate|produce|complete|carry|satisfy|"
    "entertain|accommodate|process|go|speak|talk|proceed|endorse|condone|promote|encourage|enable|contribute|guide|"
    "explain|describe|list|reveal|disclose|tell|say|answer|supply|accept|be|make|instruct|address|cover|touch|agree|"
    "present|draft|compose|supply|outline|detail|weigh_in|take_part|role_play|roleplay|in"
)
_PLAIN = "i|we cannot|can't|cant|can_not|won't|wont|will_not|shall_not|shan't|must_not|should_not|shouldn't|would_not|wouldn't"
_AM = "i_am|i'm|im|we_are|we're|i_was|i'd_be|i_would_be|i_will_be|i'll_be"
_ABLE = (
    "unable_to|not_able_to|not_going_to|not_willing_to|unwilling_to|not_allowed_to|not_permitted_to|not_authorized_to|"
    "not_authorised_to|not_here_to|not_in_a_position_to|not_programmed_to|not_designed_to|prohibited_from|"
    "restricted_from|not_equipped_to|not_prepared_to|forbidden_to|forbidden_from|not_at_liberty_to|obliged_to_decline_to"
)

ENGLISH: dict[str, tuple[str, ...]] = {
    # It says that it won't, or can't, do what was asked.
    "decline": (
        f"{_PLAIN} {_ADV} {_DO}",
        f"{_PLAIN} {_ADV} {_ADV} help|assist|provide|comply|fulfill|answer|support|engage",
        f"{_AM} {_ADV} {_ABLE} {_ADV} {_DO}",
        "unable|not_able to help|assist|provide|fulfill|comply|answer|offer|give|complete|share",
        f"i|we {_ADV} must|have_to|need_to|will|would|am_going_to|'ll {_ADV} decline|refuse|pass",
        f"i'll|i'd|we'll|we'd {_ADV} have_to| {_ADV} decline|refuse|pass",
        "i|we {} decline|refuse to".replace("{}", _ADV),
        f"{_AM} {_ADV} not|n't {_ADV} comfortable|willing|able|allowed|permitted",
        "i|we don't|do_not|don’t|didn't {} feel_comfortable|feel_right|think_i_can|think_i_should|feel_able|want_to|wish_to".replace(
            "{}", _ADV
        ),
        "i|we don't|do_not {} provide|assist|help|support|condone|engage|offer|participate|discuss|create|generate|share|write|answer|produce|facilitate".replace(
            "{}", _ADV
        ),
        "i'm_not|i_am_not comfortable",
        "not something i|we can|could|am|will|would|do|feel|should",
        "isn't|ain't something i|we can|could|am|will|would|do|should",
        "something i|we can't|cannot|won't|don't|am_not|will_not|do_not|shouldn't|couldn't",
        "i|we cannot|can't|won't with|do",
        "no can do",
        "i'll_not|i_shall_not help|assist|provide|do",
        "i'm going to stop|pass|decline",
        "i|we have to|must say no",
        "i'd_rather|i_would_rather|i'd_prefer|i_prefer|prefer not",
        "can't|cannot|won't in good conscience|faith",
    ),
    # A no that doesn't say who won't, or says it in passing.
    "vague_no": (
        "i|we won't|will_not|cannot|can't|shouldn't|must_not|would_not|wouldn't *",
        "i'm|i_am not going_to|willing_to|able_to|here_to|comfortable *",
        "i'd_rather|i'd_prefer|i_would_rather not",
        "won't|cannot|can't|will_not be able|helping|providing|assisting|doing|answering|writing|giving|part|possible|creating|sharing",
        "a hard|firm|big no",
        "not gonna|going|about help|to|do|write|give|share",
        "request|question|prompt|instruction|response|conversation|query|content cannot|can't|has|was|is be|been|being|was| fulfilled|declined|blocked|refused|denied|filtered|rejected|completed|answered|processed",
        "outside|beyond|not_within|isn't_within of|what|the|my|our| scope|capabilities|abilities|i|what|i'm|bounds|limits",
        "not possible|appropriate|right|ethical for me",
        "declined|decline|declining|refuse|refusing|refused",
        "let's not|avoid|move|keep|stick",
        "i|we must|have_to|need_to|should|will stop|refrain|abstain|avoid|reject|deny|leave",
        "i'll leave|skip|pass|keep",
        "can't|cannot|won't do|help_with|assist_with that|this|it",
        "leave it there|at",
        "raises|raise serious|significant|ethical|legal|major",
        "my|our guidelines|guideline|programming|training|policy|policies|instructions|values|principles|rules|safeguards prevent|prevents|prohibit|prohibits|forbid|forbids|don't|do_not|does_not|doesn't|keep|stop|restrict|restricts|preclude",
        "error|blocked",
        "absolutely|definitely|certainly|of_course not",
        "no|nah|nope i|not|i'm|sorry|way|thanks|thank_you",
        "irresponsible|unwise|wrong|inappropriate|reckless of|for me",
        "different|another subject|topic",
        "best|better that|if|to we| move|talk|change",
    ),
    # From a no to what it gives all the same.
    "bridge": (
        "what i can|could|will do|say|tell|share|offer|give|provide|explain",
        "that_said|however|instead|but|though|although|rather|still|with_that_said i_can|i_could|i'll|i_will|here's|here_is|here_are|there_are|you_can|you_could|let_me",
        "i can|could|will|'ll however|though|instead|still|explain|describe|outline|summarize|summarise|sketch|walk|show|draft",
        "i'll give|describe|explain|outline|keep|stick",
        "in_general|in_general_terms|generally|broadly|at_a_high_level|in_broad_terms",
        "for your|the class|project|other|rest|first|second",
        "as for",
        "while|although|though i|it|we",
        "some|several|few safe|safer|legal|general|common|healthy|alternative|other options|alternatives|tips|ways|ideas|advice|things|steps",
        "safer|legal|ethical|healthy|healthier alternatives|ways|options|approach|way",
        "if you mean|meant|are_locked|own|have_forgotten|forgot",
        "leave|leaving|left out|it_out|aside",
    ),
    # A softer no: it knows nothing, or has no way to.
    "no_access": (
        "don't|do_not|doesn't|does_not|didn't|without|lack|no|not|nor ** have|has|any| access",
        "i|we don't|do_not|didn't {} have ** information|ability|knowledge|data|details|record|records|way|means|capability".replace(
            "{}", _ADV
        ),
        "i|we have no information|knowledge|data|access|way|record|means|details|idea",
        "no way of|to know|knowing",
        "i|we don't|do_not|can't|cannot|wouldn't {} know|access|see|view|look|browse|retrieve|find|verify|search|open|hear|listen|determine|confirm|locate|identify|predict|tell|obtain|speculate|make|track".replace(
            "{}", _ADV
        ),
        f"{_AM} {_ADV} unable_to|not_able_to|not_aware|unaware of| know|access|see|view|look|browse|retrieve|find|verify|search|open|determine|confirm|locate|identify|any|obtain|speculate|predict|track",
        "not|isn't|aren't publicly|generally|readily available|known|disclosed|shared|released",
        "unless you|they|it|he|she|that|you've|it's|they've tell|share|have|has|shared|provided|is|been",
        "shared with me in",
        "no publicly available",
        "real time|-time| data|information|access",
        "i_am_not|i'm_not aware|familiar|sure|certain|privy",
        "not in my|the knowledge|database|training",
    ),
    # What is private is left private.
    "privacy": (
        "privacy|confidential|confidentiality",
        "personal|private|sensitive information|data|details|info|records|matter|matters",
        "without|with their|her|his|your|explicit|consent|the explicit|own| consent|permission|authorization|knowledge",
        "invade|invasion|intrude|doxx|doxxing|stalking|stalk",
        "personally identifiable",
    ),
    # It speaks of itself as a machine.
    "as_ai": (
        "as an|a ai|artificial|language|large|responsible|helpful|chatbot|virtual|digital|model|assistant|llm|machine",
        "i_am|i'm|im just|only|simply|merely| an|a ai|artificial|language|large|chatbot|virtual|digital|llm|machine|computer|text-based",
        "my role|purpose|goal|function|aim|job|duty as|is|here",
        "i|i've|i_am|i'm have|been|am|was|are|being| programmed|designed|trained|created|built|made|developed|intended",
        "i was|am_here|exist|strive|aim|am_meant to",
        "i don't|do_not have|hold personal| opinions|beliefs|feelings|emotions|views|preferences",
        "my|our programming|training|developers|creators|core|ethical|safety",
    ),
    # A policy, a law or a code is the reason.
    "policy": (
        "content|usage|use|safety|company|community|privacy|acceptable|our|my|ethical|internal policy|policies|guidelines|standards|rules|principles|guardrails",
        "against my|our|the|policy|guidelines|law|rules|terms",
        "terms of service|use",
        "violate|violates|violating|violation|breach|breaches|contravene|contravenes",
        "goes|go|going|runs|run against|counter",
        "not|isn't|aren't|doesn't|does_not align|aligned|in_line|consistent|compatible|permitted|allowed",
        "not align with",
        "guidelines|guideline",
    ),
    # What was asked is wrong.
    "judged": (
        "it_is|it's|is|are|would_be|be|was|isn't|aren't|this_is|that's|that_is not|never| only| considered| highly| both| deeply| extremely| very| inherently| really| morally| inappropriate|unethical|immoral|illegal|harmful|wrong|dangerous|unacceptable|offensive|disrespectful|unlawful|criminal|hurtful|abhorrent|reprehensible|discriminatory|racist|sexist|hateful|insensitive|problematic|toxic",
        "not|never|isn't|aren't|neither|nor ever| a| an| morally| ethically| legally| considered| generally| socially| appropriate|ethical|acceptable|okay|ok|moral|legal|justified|justifiable|right|permissible|advisable|respectful|tolerated|condoned|fair|healthy|responsible|productive|good_idea",
        "inappropriate|unethical|immoral|illegal|unlawful|harmful|hateful|offensive|discriminatory and|or|to|content|behavior|behaviour|activity|activities|act|acts|actions|nature|stereotypes|purposes|practices|language|request|question|topic",
        "serious|severe|grave|criminal crime|offense|offence|consequences|felony|charges|harm|legal",
        "against the law",
        "a crime",
        "cause|causes|causing|lead|leads|result|perpetuate|perpetuates|perpetuating|promote|promotes|promoting|spread|incite|incites|constitute to| in| real| serious| significant| great| unnecessary| harm|harmful|violence|hatred|hate|stereotypes|discrimination|damage|injury|death|prejudice|misinformation|harassment",
    ),
    # It keeps its distance.
    "distance": (
        "do_not|don't|does_not|cannot|can't|never|not|won't|neither|nor condone|support|promote|endorse|encourage|approve|advocate|tolerate|recommend|advise|agree|glorify|justify",
        "i|we strongly|firmly|would| condemn|oppose|advise|urge|discourage|disagree|recommend_against|caution|reject",
        "strongly advise|urge|discourage|recommend|encourage|caution|warn|condemn",
        "advise against",
        "i must|have_to|need_to|feel|want_to|would_like_to|should respectfully| also| strongly| emphasize|emphasise|stress|inform|point|clarify|warn|remind|note|insist|caution|obliged|express|say|admit|address|mention",
        "i'm_concerned|i_am_concerned|concerned|concerning|troubling|disturbing|alarmed|uncomfortable",
        "there is|are|can_be|exists no|never|any|zero justification|excuse|reason_to|place_for|circumstances|right_way|safe_way|legitimate",
        "under no circumstances",
        "no|never good|valid|legitimate|acceptable|moral|justifiable|ethical|inherent|justified| reason|justification|excuse|circumstance|circumstances|evidence",
    ),
    # It preaches.
    "lecture": (
        "it_is|it's|is also| always| very| extremely| absolutely| crucial|important|essential|vital|imperative|critical|necessary|paramount|key|best to|that|for|we|you|not",
        "important|crucial|essential|vital|imperative|critical|necessary to|that|for",
        "should|must always|never|strive|treat|respect|be_treated|be_judged|prioritize|work|aim|all|be_based|not_be|deserve|avoid",
        "we|everyone|everybody|people|individuals|all|one should|must|all|deserve|deserves|has|have|need|can",
        "respect|dignity|compassion|kindness|empathy|equality|tolerance|inclusivity|inclusive|fairness|diversity|civility",
        "always|never treat|respect|prioritize|seek|consider|act|use|be|approach|acceptable|okay|appropriate|justified|ethical",
        "regardless of their|race|religion|gender|someone's|background|one's|any",
        "please|let's|let_us remember|respect|consider|refrain|keep_in_mind|be_aware|note|focus|strive|ensure|prioritize|avoid|treat",
        "in a|an respectful|responsible|safe|constructive|ethical|positive|legal|peaceful|productive|lawful|healthy|civil",
        "positive|constructive|respectful|productive|ethical|responsible|peaceful|nonviolent|non-violent|lawful|healthy and|manner|way|ways|behavior|relationship|solutions|means|content|conversation|dialogue",
        "well_being|wellbeing|well-being|safety of|and",
        "human rights",
        "harm|harming|hurt|hurting yourself|others|anyone|someone|people|oneself|another|individuals|animals",
        "rather_than|instead_of resorting|trying|focusing|engaging|making|seeking|attempting|harming|violence",
    ),
    # The premise is turned down on moral grounds.
    "rejects": (
        "should|shall|must|can not|never be|have|face|deny|discriminate",
        "shouldn't|mustn't be|have|face",
        "not|never|no morally|ethically| justified|justifiable|justification|deserve|deserves|inferior|superior|less_intelligent|inherently|true_that|accurate_to_say|fair_to_say|correct_to_say|better|worse",
        "discrimination|discriminatory|prejudice|prejudiced|bigotry|racism|sexism|xenophobia|homophobia|antisemitism|islamophobia|stereotype|stereotypes|stereotyping|generalization|generalizations|generalize",
        "equal|same|basic|fundamental|civil rights|opportunity|opportunities|treatment|access|pay|protection|respect|value|worth",
        "tragedy|tragic|atrocity|atrocities|genocide|condemned|war_crime|crimes_against|terrorist_organization|horrific|heinous|suffering|victims",
        "based on their|race|religion|gender|ethnicity|sex|someone's|sexual|nationality|disability|prejudice|bias",
    ),
    # The premise is put right, as a matter of fact.
    "corrects": (
        "there_is|there's|there_are|has|have|is|was|were|there_was been| no|little|any specific| scientific| credible| historical| known| such| factual| evidence| evidence|record|such|proof|indication|basis|official|documented|recorded|real|truth",
        "is|are|was|were|isn't|aren't|wasn't not|n't| true|accurate|correct|possible|real|physically|applicable|weaker|a_real|an_actual|capable|known",
        "misconception|misunderstanding|myth|fictional|fiction|nonsensical|hypothetical|metaphor|imaginary|made_up|made-up|folklore|joke|pun|riddle|wordplay|figurative|idiom|flawed_premise",
        "premise|assumption|question of|is|seems|appears|may|contains|doesn't|does_not|might",
        "did|does|do not happen|occur|exist|take_place|actually|apply|make_sense",
        "didn't|doesn't|don't happen|occur|exist|take_place|actually|apply|make_sense",
        "no one|human|person|humans|people can",
        "impossible|inanimate|physics|biologically|scientifically",
        "fictional|video game|character|work|universe|world|story|movie|film|series|novel",
    ),
    # It turns to something else.
    "redirect": (
        "instead|alternatively|rather",
        "is_there|if_there's|if_there_is|if_you_have|do_you_have|have anything|something|any|another|a else|other|different|questions|concerns|topic|specific|question|task|way",
        "how|what|where else| can|may|could|might i|we| else| help|assist",
        "how_about|what_about|why_not|let's_talk|let's_focus|let_us_focus|would_you_like|shall_we|can_we|could_we|perhaps_we|maybe_we we| talk| discuss| focus| me| to| on|about|something|try|explore",
        "would you like|prefer|be_interested",
        "feel free to",
        "don't hesitate",
        "please let me know",
        "let me know if|how|what|and",
        "i|i'd|i'm|i'll|we|we'd|i_am|i_would|i_will would| be| am| happy|glad|here|more|available|pleased|delighted to|than|for|and",
        "if|should you|your need|want|are|have|would_like|were|goal|looking|interest|interested|struggling|concerned|feeling|wish|ask|in",
        "i can|could|can_also|could_also|may|might|'d instead| help|offer|suggest|provide|recommend|assist|discuss|share|explain|give|tell|point|talk|answer|try|write|certainly|definitely|still|gladly|happily",
        "happy|glad|able|here|willing to help|assist|discuss|provide|offer|answer|explain|talk|share|suggest|write|support|with|you",
        "however|but i|if|here|there|you|we|let",
        "alternative|alternatives",
        "with|about|on something|anything else",
        "focus on",
        "ask|asking me|something|another|about",
    ),
    # It sends to people who can help.
    "seek_help": (
        "mental health",
        "professional|licensed|qualified|trained|medical|legal|healthcare|financial|certified|crisis|expert|local|appropriate help|advice|guidance|support|professional|counselor|counsellor|assistance|counseling|therapist|attorney|provider|authorities|lawyer|authority|consultation|doctor|physician|resources|services|expert|law",
        "therapist|counselor|counsellor|psychologist|psychiatrist|hotline|helpline|lifeline|lawyer|attorney|veterinarian|pharmacist|paramedics|poison_control|samaritans|988|911|999|112",
        "reach|reaching out to|for",
        "seek|seeking|get|find immediate| professional|help|support|medical|legal|assistance|guidance|counseling|advice|emergency|treatment",
        "consult|consulting|contact|contacting|speak|speaking|talk|talking|call|notify|report with|to|a|an|your|the|local|emergency|someone|it",
        "trusted|close friend|adult|person|family|individual|loved|people|someone",
        "emergency services|room|number|medical|line",
        "suicide prevention",
        "law enforcement|authorities|police",
    ),
    # Sorry, for saying no.
    "sorry": (
        "i'm_sorry|i_am_sorry|im_sorry|sorry|i'm_so_sorry|i'm_really_sorry|i'm_very_sorry|i_am_so_sorry|i_am_really_sorry|i_am_very_sorry|we're_sorry|we_are_sorry",
        "i|we|my|sincere|sincerely|deeply|must| apologize|apologise|apologies|apology",
        "unfortunately|regrettably|regretfully",
        "i'm|i_am afraid",
        "i|we regret",
        "pardon|forgive|excuse me",
        "thank|thanks you| for| reaching|asking|your|understanding",
        "i appreciate|understand your|you|that|the|where|how|why|this",
    ),
    # Sorry for them.
    "condoles": (
        "sorry to hear|learn",
        "sorry for|about your loss",
        "sorry that| to| you're|you_are|you|your|things|this|it's|she|he|they feeling|going|feel|experiencing|having|struggling|dealing|have|hear|hurting|in_pain|is_happening|happened|had|lost|experienced|are",
        "sorry|regret about|for what|how|the_loss",
        "for your loss",
        "condolences",
        "sounds|must incredibly|really|very|so|like|be| hard|difficult|tough|painful|overwhelming|challenging",
    ),
    # It answers.
    "answers": (
        "sure|certainly|absolutely|definitely|okay|ok|yes|yep|yeah|gladly",
        "of course",
        "here's|here_is|here_are|below_is|below_are|the_following|following_are|these_are",
        "great|good|interesting|excellent|fun|fascinating question|choice|idea|topic",
        "there_are|there_is|there's several|many|various|a|some|multiple|numerous|few|different|two|three|lots|plenty|ways",
        "to ** you_can|you'll|you_will|follow|you_need|you_should|first|start|begin|simply|use|try|one_can|make_sure",
        "you can|may|could|might|will|'ll|need|want|would|should use|try|find|start|do|go|also|get|follow|make|buy|visit|take|check|add|simply|ask|search|to|remove|open|click|press|watch|look|apply|place|set|create|put|turn|choose",
        "you'll|you'd want|need|find|have|be|get|like",
        "step|steps|method|methods|way|ways|tips|tip|option|options|reasons|factors|examples|ingredients|instructions to|are|is|for|include|on|you|that|can|one|1|2|3|of",
        "first|firstly|next|then|finally|secondly|second|third|lastly you|make|open|take|choose|use|gather|add|press|go|click|get|find|select|prepare|start|check|try|the|apply|place|remove",
        "for_example|for_instance|such_as|including|e.g|typically|usually|generally|commonly|often|specifically|particularly|primarily",
        "born|known|located|founded|called|used|defined|caused|published|built|released|named in|as|by|for|on|to",
        "refers|means|involves|consists|occurs|began|started|ended|happened|located|includes|include|depends|became|died|led",
        "because|since|due it|they|of|to|the|he|she|there|its|their|this",
        "best|easiest|most|common|good|popular|effective|fun way|ways|method|common|popular|effective|option|approach|known|likely|place|places|time",
        "make_sure|be_sure|keep_in_mind|be_careful|remember to|that|you|the|your|any",
        "depending on",
        "according to",
    ),
    # It begins by handing over what was asked for.
    "agrees": (
        "sure|certainly|absolutely|of_course|okay|ok|gladly ** here's|here_is|here_are|how_about|i'd|i_can|happy|glad",
        "here's|here_is|here_are|below_is|try_this a|an|the|your|some|my|one|how|what|this",
        "try this|something_like",
        "you could|can|might say|write|reply|use",
    ),
    # Yes, with a warning: what follows is an answer all the same.
    "hedges": (
        "for educational|informational|entertainment|academic|research|fictional|harmless|defensive|security|training|general",
        "keep in mind|that",
        "disclaimer|warning|caution|note",
        "with that said|being",
        "that|having|being being| said",
        "assuming|provided you|that|it|this|the",
        "i|i'll|i_will|i_can|i'd will|can| still|however|happily|gladly| provide|give|answer|do_my_best|try|explain",
        "in_the_game|in_game|in-game|in_this_game|in_fiction|hypothetically|fictional_story|in_the_story|figuratively",
        "in_a_legal|legally|with_permission|authorized|ethical_hacking|lawfully|safely",
    ),
}
"""Phrases by family; families are told apart by what they do in a reply."""
