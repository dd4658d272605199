"""The words by which a prompt's sentences are told apart: English patterns, and the glances that save most of them.

Written from the forms that confidentiality and orders take; each pattern is anchored or bounded, so that it takes time
linear in a sentence.
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.measures.overlap.words import word_set

__all__ = [
    "ADDRESSED",
    "ADDRESSES",
    "CONDITION",
    "CREDENTIAL",
    "DESCRIBES",
    "FIRST_WORD",
    "FOLLOWS",
    "FORBIDS",
    "HEAD",
    "INFORMS",
    "LABEL",
    "LABELS",
    "LEADS",
    "LENDS",
    "NAME",
    "NAMES",
    "NOT_AS_VERB",
    "NOT_TOLD",
    "NOUN",
    "NO_VALUES",
    "NUMBER_OF_DAY",
    "OBJECT",
    "ONLY_THAT",
    "OPENED",
    "OPENS",
    "ORDERS_BELOW",
    "ORDINALS",
    "OWN_TEXT",
    "PLAIN_NAMES",
    "POINTS_BACK",
    "QUOTED",
    "SAID",
    "SAYS",
    "SELF",
    "SENTENCE",
    "STOP",
    "TELLS",
    "TOKEN",
    "UNLESS",
    "VERBS",
    "WORTH",
    "YEAR",
]

INFORMS = re.compile(r"\b(?:that|because|how|why|our|since|(?:which|who) is|the fact)\b|: *\w", re.IGNORECASE)
UNLESS = re.compile(r"\b(?:unless|until|only (?:if|when|after))\b[^.]*\bask", re.IGNORECASE)
FORBIDS = re.compile(r"\b(?:do not|don['’]?t|never|under no circumstances)\b", re.IGNORECASE)
SENTENCE = re.compile(
    r"(?:[^.!?;\n]|[.!?;](?:(?![\s\"'”’)\]]|$)|(?<=\bMr\.|\bDr\.|\bMs\.|\bSt\.|\bNo\.|\bvs\.)|"
    r"(?<=\bMrs\.|\be\.g\.|\bi\.e\.|\ba\.m\.|\bp\.m\.)))+[.!?;]*[\"'”’)\]]*"
)
HEAD = re.compile(r"^\s*(?:#+\s|\*\*[^*\n]+\*\*:?\s*$|[^\n]{1,60}:\s*$)")
ORDERS_BELOW = re.compile(
    r"\b(?:rules?|guidelines?|instructions?|behaviou?rs?|conduct|style|tone|voice|how to \w+|must|should|dos"
    r"|always|never|procedures?|steps|requirements|constraints|workflow|process|handling|escalations?|limits|tasks?|duties"
    r"|response format|your (?:job|task|role)|when you \w+)\b",
    re.IGNORECASE,
)
"""In a heading: what stands below it tells the assistant what to do."""
DESCRIBES = re.compile(
    r"\b(?:is|are|was|were|has|have|costs?|takes?|opens?|closes?|runs?|lasts?|includes?|means|starts?|pays?|needs?|gets?)"
    r"\b|^[^\n]{1,30}:|\d",
    re.IGNORECASE,
)
"""In a sentence below such a heading: it informs all the same."""
FOLLOWS = re.compile(
    r"\b(?:the following|what follows|this (?:section|part)|(?:the|this) rest|everything below|below)\b", re.I
)
"""In a marked sentence: the mark holds for the rest of the paragraph, or for the one below."""
_FORBID = (
    r"\b(?:do not|don['’]?t|never|must not|mustn['’]?t|may not|should not|shouldn['’]?t|cannot|can['’]?t|not to|not|"
    r"without|avoid|nothing|refuse to|under no circumstances|no ?(?:one|body) (?:may|must|should|can))\b"
)
_TELL = (
    r"\b(?:reveal\w*|disclos\w*|divulg\w*|leak\w*|shar(?:e|ed|ing)|tell\w*|mention\w*|expos\w*|confirm\w*|hint\w*|"
    r"admit\w*|let (?:\w+ ){1,3}(?:know|see|hear)|giv(?:e|ing) (?:out|away)|talk about|speak of|refer to|name|"
    r"discuss\w*|"
    r"repeat\w*|quot(?:e|ing)|state|show\w*|give\b|told|shown|given|known|know|hear|"
    r"learn|find (?:\w+ )?out|volunteer\w*|say so|bring up|point(?:ing)? out|acknowledg\w*)\b"
)
NOT_TOLD = re.compile(rf"{_FORBID}[^.;\n]{{0,40}}?{_TELL}(?P<what>[^.;\n]*)", re.IGNORECASE)
LABEL = re.compile(
    r"\b(?:(?:strictly |highly |top )?(?:confidential|secret|classified|privileged)\b(?! (?:santa|sauce))|"
    r"(?:for )?internal (?:use|only|note|memo|info\w*|polic(?:y|ies)|price\w*|cost\w*|margin\w*|code\w*|name|project|"
    r"number\w*|reference|discount|target\w*|data|figure\w*|contact|line|extension|context|deadline|plan\w*)|"
    r"(?:staff|employees|team|agents?|backend|internal)[ -]only|off the record|under embargo|embargoed|"
    r"not (?:yet )?(?:public|announced|released)|unannounced|unreleased|"
    r"(?:keep|kept|stays?|remains?) (?:[\w'’]+ ){0,6}(?:between us|private|hidden|quiet|to (?:your|it|our)sel(?:f|"
    r"ves)|under "
    r"wraps|"
    r"between us)|(?:we|staff) (?:only )?(?:tell|say to) (?:\w+ ){1,3}that|(?:real|true|actual) reason|between "
    r"(?:us|you and me)|"
    r"(?:must|should|is to|are to) (?:stay|remain|be kept) (?:private|hidden|undisclosed)|"
    r"nobody (?:outside|else)|for your eyes)\b|^\W*(?:internal|private)\s*[:(\]]",
    re.IGNORECASE,
)
OWN_TEXT = re.compile(
    r"\b(?:(?:your|these|this|the|its|own) (?:\w+ ){0,3}(?:instructions?|prompt|guidelines|rules|configuration|"
    r"system message|directives?|setup)|system (?:prompt|message)|you are an? (?:ai|language model)|"
    r"(?:any(?:thing)?|text|everything) above|learn about these)\b",
    re.IGNORECASE,
)
_NO_CREDENTIAL = "".join(
    f"(?<!{word} )"
    for word in sorted(
        word_set(
            "discount promo promotional coupon voucher product error status postal zip country area dialling "
            "dialing colour "
            "color source dress building booking order currency language morse binary python sample our this"
        )
    )
)
CREDENTIAL = re.compile(
    rf"{_NO_CREDENTIAL}\b(?:(?P<strong>pass ?(?:word|code|phrase|key)s?|pin(?: code| number)?|(?:api |access |secret "
    r"|private |licen[cs]e |master |admin |ssh |signing )(?:key|token|code)s?|credentials?|code ?(?:word|name)s?|"
    r"secret (?:word|number)|(?:safe|door|gate|alarm|locker|override|unlock|staff|vault|entry|security|master|"
    r"backdoor|debug|"
    r"maintenance) (?:code|combination|number|word|phrase|key)s?)|token|secret|combination|code|flag|key|"
    r"override)\b"
    r"(?:(?: (?!(?:is|are|was)\b)[\w'’-]+){0,6}?)\s*(?:\bis\b|\bare\b|:|=|->|→|,? (?=[\"`“‘])|(?= "
    r"(?-i:[A-Z][a-z]+[A-Za-z]*\d*|[A-Z0-9-]*\d[\w-]*)\b))\s*"
    r"(?:[\"“`'‘](?P<quoted>[^\"”`'’\n]{2,60})[\"”`'’]|(?P<bare>[^\s\"'`”’,;]+(?-i:[ -][A-Z0-9][\w-]*){0,5}))",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"“](?P<value>[^\"“”\n]{2,60})[\"”]|`(?P<tick>[^`\n]{2,60})`")
TOKEN = re.compile(
    r"(?<![\w.,-])\d{1,3}(?:[,.]\d{3})+(?![\w.,]\d)|(?<![\w@])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])\w[\w-]{3,}\w|"
    r"(?<![\w.,-])\d(?:[\d -]{2,}\d)(?![\w.,]\d)"
)
NAME = re.compile(r"(?<![.!?:\n\"“*#>-] )(?<!^)\b[A-Z][a-zA-Z]*[a-z]\w*(?:[ -][A-Z][\w]+)*")
NAMES = re.compile(
    r"(?:\bcalled|\bnamed|\bcode ?-?named?|\bcodename(?:d)?(?: is|:)?) [\"“]?(?P<value>[A-Z]\w+(?: [A-Z]\w+)*)"
)
NO_VALUES = word_set(
    "required needed sent invalid expired correct wrong secret confidential case part known stored found never hidden "
    "private sensitive given shown used valid safe locked unique personal available below above following different"
)
WORTH = re.compile(
    r"(?<![\w.,-])\d+(?:[.,]\d+)*[ -]?(?:million|billion|thousand|percent|per cent|pounds?|euros?|dollars?|francs?|"
    r"crowns?|yen|pence|cents?|eur|usd|gbp|chf|points?)\b(?: (?:a|an|per) (?:day|hour|week|month|year|head))?",
    re.IGNORECASE,
)
"""A sum or share with its unit: short, but nobody says it by accident."""
YEAR = re.compile(r"(?:19|20)\d\d")
PLAIN_NAMES = word_set(
    "i dr mr mrs ms ai gpt chatgpt api faq json xml html markdown english french german spanish italian latin "
    "american european "
    "user users customer customers client clients assistant developer system operator monday tuesday wednesday "
    "thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "internet web google never always not must do don only note important confidential internal secret staff team"
)
VERBS = word_set(
    "accept act add address adjust adopt advise aim allow analyse analyze announce answer apologise apologize "
    "append apply "
    "approve argue ask assess assign assist assume attach avoid base be begin book break bring build calculate call "
    "cancel "
    "capitalise capitalize change charge check choose cite clarify classify close collect combine compare complete "
    "compose "
    "conclude confirm consider consult continue convert copy correct count cover create cut deal decide decline "
    "default "
    "define delay delete deliver deny describe detect determine direct discourage discuss display do draft draw "
    "emphasise emphasize encourage end enforce engage ensure escalate estimate evaluate exclude expand explain explore "
    "express extract fetch fill finish flag focus follow forbid format forward gather generate get give go grade "
    "greet group "
    "guide hand handle help hide highlight hold identify ignore imagine include inform insert insist inspect invite "
    "judge "
    "keep label lead leave let limit link list listen log look maintain make map mark match mention mind move name "
    "never "
    "note notify number offer omit open order organise organize output paraphrase pause pick place point practise "
    "praise prefer prepare present pretend prevent prioritise prioritize proceed produce promise promote propose "
    "protect "
    "provide push put quote rank rate read recommend record redirect refer reflect refrain refund refuse reject "
    "remember "
    "remind remove repeat rephrase replace reply report request require research resist resolve respect respond "
    "restrict return review rewrite route run save say schedule score screen search select send separate serve set "
    "share "
    "show simplify skip solve sort speak specify spell split stand start state stay steer step stick stop store "
    "structure submit substitute suggest summarise summarize supply support suppose switch tag take tell test thank "
    "think "
    "track transfer translate treat trust try turn update upsell use vary verify wait warn watch weave welcome "
    "withhold work wrap "
    "write always please only don't dont"
)
"""What an order begins with."""
LEADS = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:(?:please|also|but|and|then|always|never|only|instead|first|second|finally|next|otherwise|"
    r"however|so|important|note|remember|lastly|in addition|additionally|at the end|do not|don['’]?t|under no "
    r"circumstances)"
    r"\b[,:]?\s*)*",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:if|when(?:ever)?|once|after|before|unless|until|for|while|should|in "
    r"case)\b[^,:]{1,160}[,:]\s*"
    r"(?:then |please |always |never |only |also |do not |don['’]?t |just |instead |immediately |politely "
    r")*(?P<verb>[a-z']+)",
    re.IGNORECASE,
)
OPENED = re.compile(
    r"\b(?:opens?|opened|unlocks?|unlocked|authenticates?|logs? in) (?:with|by|using) "
    r"[\"“]?(?P<value>[\w#-]*\d[\w#-]{3,})",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r" (?:the|an?|each|every|any|all|your|their|his|her|its|it|them|him|out|up|off|down|over|only|at most|at least|no|"
    r"one|two|three|four|five|six|ten|whether|what|how|by|into|as)\b"
)
"""What follows a verb that orders; a noun in its place is followed by it more rarely."""
NOUN = re.compile(
    r"(?: \w+)? ?(?:is|are|was|were|has|have|costs?|takes?|runs?|lasts?|includes?)\b|[\"”]?\s*[:=]|"
    r",? (?:from|at|daily|on) \d|,? (?:daily|every day|mon|tue|wed|thu|fri|sat|sun|24)",
    re.IGNORECASE,
)
"""What follows a word that could be a verb, where it is none: "Support is open", "Open from 9"."""
FIRST_WORD = re.compile(r"[A-Za-z'’]+")
ADDRESSED = re.compile(
    r"\byou (?:must|should|shall|will|may|can|cannot|can['’]t|are to|have to|need to|never|always|only|do not|"
    r"don['’]t)\b|"
    r"\byour (?:repl(?:y|ies)|answers?|responses?|tone|style|output|first|goal|task|messages?)\b|"
    r"\b(?:the |this )?(?:assistant|chatbot|bot|model|agent|gpt|ai|it) (?:must|should|shall|will|may|can|cannot|never|"
    r"always|only|does not|clearly|responds?|answers?|avoids?|uses?|provides?)\b|"
    r"\b(?:responses?|answers?|replies) (?:must|should|are|will)\b|\b(?:must|never)\b|"
    r"^\W*(?:every|each|all) (?:stor(?:y|ies)|repl(?:y|ies)|answers?|responses?|messages?|plans?|summar(?:y|ies)|"
    r"poems?|"
    r"questions?|reports?|sections?|paragraphs?|sentences?|scenes?|outputs?|posts?|mails?|e-mails?|letters?)\b",
    re.IGNORECASE,
)
SELF = re.compile(
    r"^\W*(?:you are|you['’]re|act as|you (?!must|should|shall|will|may|can|never|always|only|have|need|do)[a-z]+\b|"
    r"your (?:name|job|task|role|purpose|"
    r"goal|mission) is|role(?: and goal)?:|i am|this (?:gpt|assistant|bot) (?:is|helps))\b",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:tell|say|inform|recommend|suggest|offer|mention|remind|greet|welcome|thank|refer|direct|point|explain|"
    r"advise|"
    r"promote|invite|encourage|ask|describe|let (?:\w+ ){1,3}know|(?:reply|respond|answer|start|begin|open|end|close|"
    r"conclude|sign off)(?: \w+){0,3}? with)\b",
    re.IGNORECASE,
)
NOT_AS_VERB = word_set("the any every no a an of each all")
"""Before such a word: it is a noun."""
ONLY_THAT = re.compile(r"\bonly that\b", re.IGNORECASE)
POINTS_BACK = re.compile(r"^\W*(?:this|that|these|those|the above|it|all of (?:this|that|the above))\b|"
                          r"\b(?:reveal|disclose|share|mention|tell [\w ]{1,20}|repeat|divulge|discuss|know|learn|"
                          r"volunteer|find|say|guard|hide|withhold|protect) "
                          r"(?:this|that|it|so|these|them|the above)\b(?! \w*(?:instruction|prompt|guideline|rule))",
                          re.IGNORECASE)  # fmt: skip
STOP = word_set(
    "a about above after again all also always am an and any anyone anybody are as at be because been before being "
    "below both but by can cannot cant could did do does doing dont down each else even ever every few for from "
    "further "
    "get give given had has have having he her here hers him his how i if im in into is isnt it its itself just let "
    "lets "
    "like make many may me might more most much must my need never no nobody none nor not nothing of off on once "
    "one only "
    "or other our ours out over own please same shall she should so some such than that thats the their theirs them "
    "then "
    "there these they this those though to too under until up upon us very was we were what when where whether which "
    "while who whom whose why will with within without would yes you your youre yours "
    "say says said tell tells told telling mention mentioned reveal reveals revealed share shared sharing disclose "
    "disclosed discuss discussed talk talking know knows known confidential secret internal private user users "
    "customer customers client clients assistant reply replies answer answers ask asks asked asking question questions "
    "respond response responses help helps instruction instructions prompt keep strictly note"
)
TELLS = word_set(
    "reve disc divu leak shar tell ment expo conf hint admi let give givi talk spea refe name repe quot stat "
    "show told know hear lear find brin poin ackn volu say"
)
LABELS = word_set(
    "conf secr clas priv inte staf empl team agen back reco emba publ anno rele unan unre keep betw stay rema "
    "kept nobo eyes tell say reas"
)
OPENS = word_set("pass pin key keys toke cred code secr comb flag numb word phra over open unlo")
SAYS = word_set(
    "tell say info reco sugg offe ment remi gree welc than refe dire poin expl advi prom invi enco ask desc let "
    "repl resp answ star begi open end clos conc sign"
)
ADDRESSES = word_set("you your youl youd youv must neve assi chat bot mode agen gpt ai it resp answ repl ever each all")
LENDS = word_set("open unlo auth logs log")
"""First letters of the words without one of which a pattern can't be there: most sentences need none of them."""
ORDINALS = {"first": "1", "second": "2", "third": "3", "1st": "1", "2nd": "2", "3rd": "3"}
NUMBER_OF_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
