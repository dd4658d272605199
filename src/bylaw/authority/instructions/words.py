"""The words the grammar shares: what a reply is called, what is counted in it, and the verbs that ask for one.

Patterns here are read on the tape, where words stand between single spaces and numbers are digits.
"""
# SPDX-License-Identifier: Apache-2.0

__all__ = [
    "ASKING",
    "BOUND",
    "FORM_VERBS",
    "GENRES",
    "MARKS",
    "OTHERS",
    "REPLY",
    "TOPIC_VERBS",
    "UNITS",
    "any_of",
    "word_set",
]


def any_of(words: str) -> str:
    """Make a group of the words or phrases set apart by `|`."""
    return f"(?:{words})"


def word_set(words: str) -> frozenset[str]:
    """Make a set of the words set apart by spaces."""
    return frozenset(words.split())


GENRES = any_of(
    "poem|poems|screenplay|story|stories|essay|essays|email|emails|e mail|mail|letter to \\w+|post|blog|blog post|"
    "article|summary|"
    "summaries|song|lyrics|joke|jokes|limerick|limericks|haiku|tweet|riddle|riddles|advertisement|advertisements|ad|"
    "ads|"
    "ad copy|speech|dialogue|conversation|review|itinerary|itineraries|resume|resumes|cv|cover letter|letter|pitch|"
    "proposal|description|paragraph|rap|script|plot|rubric|quiz|template|page|newsletter|caption|captions|slogan|"
    "tagline|"
    "translation|explanation|recipe|biography|bio|report|list|table|outline|memo|note|announcement|rewrite|rewriting|"
    "critique|analysis|overview|introduction|conclusion|guide|tutorial|toast|eulogy|monologue|narrative|tale|fable|"
    "ballad|"
    "sonnet|verse|lullaby|press release|thread|text|piece|draft|version|versions|document|doc|plan|transcript|argument|"
    "paper|abstract|brief|diary entry|journal entry|entry|anecdote|fairy tale|scene|sketch|writing|copy|debrief|"
    "synopsis|"
    "product description|headline|statement|elaboration|paraphrase|comparison|discussion|prayer|obituary|invitation|"
    "wish|"
    "greeting|"
    "welcome message|reminder|questionnaire|survey|faq|presentation|handout|lesson|column|editorial|blurb|passage|sms|"
    "text message|subject line|notification|slogan|jingle|card|label|bullet summary|tl dr"
)
_CORE = any_of(
    "response|responses|answer|answers|reply|replies|output|outputs|message|messages|completion|result|results|"
    "final answer|everything|all|work|content|entire thing|thing|whatever you write|what you write|what you say|"
    "anything you write|stuff|wording|prose|formatting|format|style|length|language|generation|respond"
)
REPLY = f"(?:{_CORE}|{GENRES})"
"""What the reply is called, without article."""

OTHERS = any_of(
    "my|his|her|their|its|our|attached|uploaded|original|input|source|above|existing|previous|earlier|provided|first|"
    "last|next|these|those|pasted|old|such|some|whose"
)
"""A word before a count that says it is another text's."""

FORM_VERBS = any_of(
    "use|using|uses|used|include|includes|including|contain|contains|containing|have|has|having|incorporate|"
    "incorporating|feature|featuring|features|give|giving|keep|keeps|keeping|make|making|made|put|putting|add|adding|"
    "insert|place|placing|wrap|wrapped|wrapping|limit|limiting|restrict|restricting|cap|stick|sticking|confine|format|"
    "formatted|write|writes|writing|written|type|compose|composing|produce|producing|provide|providing|return|"
    "returning|"
    "output|deliver|present|presenting|ensure|ensuring|mention|mentioning|mentions|say|saying|work|weave|sprinkle|drop|"
    "highlight|highlighting|italicize|italicise|bold|emphasize|capitalize|capitalise|respond|responding|responds|reply|"
    "replying|replies|answer|answering|answers|speak|speaking|speaks|talk|communicate|avoid|avoiding|split|divide|"
    "dividing|break|structure|organize|organise|arrange|separate|separated|start|starting|begin|beginning|open|end|"
    "ending|finish|finishing|close|conclude|employ|employing|repeat|repeating|restate|copy|shout|render|consist|"
    "consisting|span|run|exceed|exceeding|total|label|mark|title|supply|leave|show|draft|"
    "enclose|surround|encase|append|attach|cite|slip|squeeze|fit|aim|hit|reach|meet|remain|stay|go|lowercase|uppercase|"
    "convert|switch|set|pick|choose|select|skip|omit|exclude|refrain|steer|echo|quote|pen|craft|"
    "crafting|create|creating|generate|generating|list|need|needs|appear|appears|appearing|occur|show up|pad|trim|"
    "shorten|lengthen|lay out|lay|jot|pen down|fill|hold|finalize|wind up|lead|kick off|sign off|adhere|follow|"
    "follows|complete|dispense|forgo|"
    "eschew|shun|ditch|eliminate|abstain|shy away|bracket|number|express|phrase|spell|sound|be|become|"
    "let|try|remember|do|please|also|never|always|not|no|must|should|only"
)
"""Verbs whose object is the reply's form, and the small words that open such a clause."""

_CONTENT_VERBS = any_of(
    "explain|describe|tell|discuss|summarize|summarise|translate|rewrite|rephrase|paraphrase|elaborate|expand|continue|"
    "complete|criticize|critique|compare|contrast|outline|suggest|recommend|propose|brainstorm|invent|name|help|"
    "imagine|pretend|act|analyze|analyse|evaluate|define|identify|classify|extract|correct|proofread|edit|fix|improve|"
    "solve|calculate|compute|find|count|check|review|assess|convert|sort|remove|delete|strip|replace|debug|implement|"
    "code|develop|design|plan|prepare|build|teach|show|share|introduce|interpret|justify|persuade|argue|narrate|recite|"
    "sing|read|look|search|consider|think|assume|take|get|ask|offer|note|consult|call|send|turn|transform|rate|rank|"
    "report|state|enumerate|recount|retell|illustrate|demonstrate|clarify|reword|condense|simplify|recap|sum|"
    "finish|come up|walk|play|respond|reply|answer|speak|talk|treat|ignore|obey|cover|focus|address|refer|stop|"
    "choose|decide|verify|apply|match|reduce|increase|raise|lower|just|ensure|be sure|see to it|double check|"
    "advertise|promote|pitch|update|revise|redo|detail|explore|examine|predict|estimate|guess|compile|collect|gather"
)
TOPIC_VERBS = any_of(
    "explain|describe|tell|discuss|summarize|summarise|translate|rephrase|paraphrase|elaborate|expand|continue|"
    "criticize|critique|compare|contrast|outline|suggest|recommend|propose|brainstorm|invent|help|"
    "imagine|pretend|analyze|analyse|evaluate|define|identify|classify|extract|correct|proofread|edit|fix|improve|"
    "solve|calculate|compute|find|count|check|assess|remove|delete|strip|replace|debug|implement|"
    "develop|teach|interpret|justify|persuade|argue|narrate|recite|sing|read|search|consider|think|assume|turn|"
    "transform|rate|rank|recount|retell|illustrate|demonstrate|clarify|reword|condense|simplify|recap|predict|"
    "estimate|guess|compile|collect|detect|parse|sort|merge|rename|convert"
)
"""Verbs whose object is what the reply is about, or what is worked on, not its form."""
ASKING = f"(?:{FORM_VERBS}|{_CONTENT_VERBS})"

MARKS = {
    "comma": ",",
    "commas": ",",
    "exclamation mark": "!",
    "exclamation marks": "!",
    "exclamation point": "!",
    "exclamation points": "!",
    "exclamations": "!",
    "exclamation": "!",
    "question mark": "?",
    "question marks": "?",
    "semicolon": ";",
    "semicolons": ";",
    "semi colon": ";",
    "semi colons": ";",
    "colon": ":",
    "colons": ":",
    "period": ".",
    "periods": ".",
    "full stop": ".",
    "full stops": ".",
    "hyphen": "-",
    "hyphens": "-",
    "em dash": "—",
    "em dashes": "—",
    "hashtag": "#",
    "hashtags": "#",
    "hash symbol": "#",
    "hash symbols": "#",
    "pound sign": "#",
    "pound signs": "#",
    "percent symbol": "%",
    "percent symbols": "%",
    "percentage sign": "%",
    "percentage signs": "%",
    "dollar symbol": "$",
    "dollar symbols": "$",
    "at symbol": "@",
    "at symbols": "@",
    "hash sign": "#",
    "hash signs": "#",
    "ampersand": "&",
    "ampersands": "&",
    "percent sign": "%",
    "percent signs": "%",
    "dollar sign": "$",
    "dollar signs": "$",
    "at sign": "@",
    "at signs": "@",
    "apostrophe": "'",
    "apostrophes": "'",
    "ellipsis": "…",
    "ellipses": "…",
}
"""Every punctuation mark that has a name, and the character it names."""

UNITS: dict[str, str] = {
    "cap_word": any_of(
        "words?(?: or phrases)? (?:(?:that|which|should|must|have to|need to|are|are to|may|can|be|appear|appearing|"
        "written|typed|"
        "spelled|set|put|fully|entirely|completely|only) ){0,5}(?:in |with |using )?(?:only |fully |"
        "entirely )?(?:all |full |block )?"
        "(?:caps|capitals|capital letters|upper ?case(?: letters)?|capitalized|capitalised)|"
        "(?:fully |all |completely |entirely )?(?:all )?(?:capitalized|capitalised|capital letter|capital|caps|"
        "upper ?case|"
        "upper cased|shouted) words?"
    ),
    "bullet": any_of(
        "(?:bullet|dot|dash) (?:list )?(?:points?|items?|entries|lines?)|bulleted (?:list )?(?:points?|items?|"
        "entries|lines?)|"
        "bullets?|bulletpoints?"
    ),
    "list_item": any_of(
        "(?:numbered|ordered) (?:list )?(?:points?|items?|entries|steps?|lines?)|list items?|items?|entries|steps?|"
        "points?"
    ),
    "placeholder": any_of(
        "(?:square )?(?:bracketed |bracket )(?:placeholders?|fields?|blanks?|slots?)|(?:fill in )?placeholders?|"
        "place holders?|"
        "fill in (?:fields?|blanks?|slots?)|blanks? in (?:square )?brackets"
    ),
    "highlight": any_of(
        "(?:highlighted|italicized|italicised|italic|emphasized|emphasised|bolded|starred) (?:text |key )?"
        "(?:sections?|parts?|phrases?|passages?|words?|bits?|portions?|segments?|terms?|texts?|areas?|pieces?|"
        "snippets?|keywords?)|highlights"
    ),
    "stretch": any_of(
        "(?:text |key )?(?:phrases?|passages?|ideas?|concepts?|facts?|bits?|portions?|segments?|snippets?|keywords?|"
        "terms?|text parts?|"
        "text sections?|areas?|spans?(?: of text)?|extracts?|excerpts?|spots?)"
    ),
    "section": any_of("sections?|parts?|chapters?"),
    "paragraph": any_of("paragraphs?|paras?|paragraph"),
    "sentence": any_of("sentences?|sentence"),
    "word": any_of("words?|wds?"),
    "character": any_of("characters?|chars?|keystrokes"),
    "token": any_of("tokens?"),
    "line": any_of("lines?"),
    "response": any_of(
        "(?:responses?|answers?|versions?|replies|alternatives?|variants?|variations?|takes?|drafts?|solutions?)"
    ),
    "times": any_of("times?|uses|usages?|occurrences?|instances?|occasions?|mentions?|appearances?"),
    "emoji": any_of("emojis?|emoticons?|smileys?"),
    "mark": any_of("|".join(sorted(MARKS, key=len, reverse=True))),
    "letter": any_of("letters?"),
}
"""What is counted, most particular first."""

BOUND = {
    "ge": any_of(
        "at (?:the very |the |very )?least|no (?:fewer|less|shorter) than|not (?:fewer|less|shorter) than|"
        "(?:a |the |an absolute )?minimum(?: length| number| count)?(?: of| is| :)?|min(?: \\.)?(?: of| :)?|"
        "never (?:fewer|less) than|"
        "≥|> =|not under|not below|or more than"
    ),
    "le": any_of(
        "at (?:the very |the |very )?most|no (?:more|longer|greater|higher|bigger|larger) than|not (?:more|longer|"
        "greater|over|above)(?: than)?|"
        "(?:a |the |an absolute )?(?:maximum|max|limit|cap|ceiling|budget|quota|allowance)(?: length| number| "
        "count)?(?: \\.)?(?: of| is|"
        " :| at)?|up to|"
        "within|inside(?: of)?|≤|< =|capped at|limited to|never more than|nothing (?:over|above|beyond|longer than|"
        "more than)"
    ),
    "gt": any_of(
        "(?:more|longer|greater|higher|larger) than|(?:go |going |goes )?(?:over|above|beyond|past)|exceeds?|"
        "exceeding|in excess of|upwards of|upward of|north of|surpass|>"
    ),
    "lt": any_of("(?:fewer|less|shorter|lower|smaller) than|(?:go |going |goes )?(?:under|below)|<|lesser than"),
    "eq": any_of(
        "exactly|precisely|only|just|a total of|in total|total of|strictly|no more and no less than|"
        "no more no less than|neither more nor less than"
    ),
    "ap": any_of(
        "about|around|approximately|roughly|nearly|almost|close to|approx(?: \\.)?|~|circa|ca(?: \\.)?|some|or so"
    ),
}
"""The ways to bound a number, by what they say: ≥, ≤, >, <, = and about."""
