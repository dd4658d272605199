"""Tell whether words are meant as an order to the assistant: by what stands before them in their sentence.

An order is a bare imperative, a request, "you should …", "I want you to …". No order is what is reported ("the note
says to follow …"), asked ("should I follow …?"), supposed ("if I asked you to …") or spoken about ("explain how to
follow …"). What isn't recognised is none.
"""
# SPDX-License-Identifier: Apache-2.0

import re

__all__ = [
    "adverbial_directs",
    "asks",
    "directs",
    "is_about_text",
    "is_negated",
    "is_statement",
    "supposes",
    "without_manner",
]

_EDGE = (
    r"(?:^|[,;:(—–-] |(?:and|then|but|so|or|also|that|now|okay|well|yes|thanks|hi|hello|hey|therefore|because|"
    r"since) )"
)
_SETTING = (
    r"(?:(?:in|for|from|on|during|at|when|whenever|while|as|before|after|once|with|until|today|now|here|"
    r"throughout|again|this time)(?: [^ ,;:.@]+| @\S+){0,8} ,? ?)?"
)
_DIRECTS = re.compile(
    rf"{_EDGE}{_SETTING}(?:(?:i think|i believe|i guess|maybe|perhaps|ideally|of course|obviously|note that|"
    rf"remember that|basically|clearly|from now on|today|here|now|please|"
    rf"so|then|and|also|to be clear|in short|that is why|which is why|(?:is it|it is) (?:okay|fine|"
    rf"possible) (?:if|for)|i would (?:appreciate|like|love|prefer) it if|"
    rf"i would (?:be (?:glad|happy|grateful)) if|it would (?:be|help)(?: [a-z]+){{0,2}} if|all) ,? ?)*"
    r"(?P<governor>"
    r"(?:can|could|will|would) you(?: please| kindly| just| maybe| possibly)*(?: be (?:so kind as|"
    r"kind enough) to| go ahead and| try to)?"
    r"|i would (?:appreciate|like|love|prefer) it if you(?: could| would)?|it would(?: really)? (?:be|"
    r"help)(?: [a-z]+){0,2} if you(?: could| would)?"
    r"|(?:would|do) you mind|why do not you|how about(?: you)?"
    r"|you (?:should|must|can|may|shall|will|could|need to|have to|ought to|are to|are (?:expected|supposed|"
    r"required|asked|allowed|free|"
    r"welcome|told|permitted|now|going) to|might want to|had better|would do well to|followed|are obliged to|"
    r"are authori[sz]ed to)(?: now| always| only| simply| also)*"
    r"|i (?:want|need|would like|expect|ask|request|require|urge|instruct|order|tell|authori[sz]e|allow|trust|"
    r"wish|would love|would prefer|permit|am asking|am telling|"
    r"rely on|count on|would ask|direct)(?: for)? you(?: all)? to"
    r"|i would (?:appreciate|like|love) (?:for you to|you to|your)"
    r"|@\d+i[np]*y(?: here| now| today| for you)* (?:is|are) (?:simply |just )?(?:to|:)"
    r"|(?:you|your|the|my) (?:only |main |first |next |sole )?(?:task|job|goal|assignment|role|mission|"
    r"request|wish|duty|aim|work|order|instruction)(?: here| now| today| for you)* is (?:simply |just )?(?:to|:)"
    r"|what i (?:want|need|would like)(?: from you| you to do)? is (?:for you )?to|all (?:you need to|i ask|"
    r"i want|you have to do)(?: of you| do)? is(?: to| that you)?"
    r"|(?:make|be) sure (?:that )?(?:you|to)|(?:ensure|see to it|see) (?:that )?you"
    r"|(?:remember|do not forget|never forget|be careful|take care|try|aim|strive|start|begin|continue|go on|"
    r"proceed|feel free|be so kind as|be so good as|you have my permission|"
    r"you have permission|your instructions are|you are cleared|be certain|do your best|it is (?:okay|fine|"
    r"important|essential|crucial|vital|necessary)(?: for you)?|kindly) to"
    r"|(?:start|begin|continue|go on|proceed|keep|finish) by|keep|go ahead and|let us|start|by"
    r"|i would like to see you|no need to ask me ,|(?:to do (?:so|this|that|it) ,?)|i (?:suggest|propose|"
    r"recommend|insist|ask|demand|request)(?: that)? you|it is (?:okay|fine|important) that you"
    r"|your turn :|task :|goal :|instructions? :|note :|important :|system :|todo :|@\d+[inpy]* :"
    r") $"
)
_REPORTS = (
    r"(?:says?|said|asks?|asked|tells?|told|wants?|wanted|writes?|wrote|reads?|claims?|claimed|instructs?|"
    r"instructed|insists?|insisted|"
    r"demands?|demanded|requests?|requested|ordered|suggests?|suggested|recommends?|recommended|expects?|"
    r"expected|thinks?|thought|"
    r"believes?|means?|meant|goes|urges?|states?|saying|asking|telling|reading|begins?|starts?|ends?|"
    r"instructing|tries|tried|trying)"
)
_REPORTED = re.compile(
    rf"(?:^| )(?:@\S+|he|she|they|it|someone|somebody|people|who|which|that|[^ ]+) {_REPORTS}(?: (?:me|us|you|"
    rf"him|her|them|people|everyone|"
    rf"users|that|to|in it|there|as follows|something like))*(?: [,:])* $"
)
_ASKS = re.compile(
    r"^(?:(?:and|but|so|okay|well|hm+|also|then|,) )*(?:who|whom|whose|what|why|how|when|where|which|whether|"
    r"should|shall|do (?:i|we|you|they|people|@)|does|did|is|are|"
    r"am|was|were|can (?:i|we|they|he|she|one|@|the)|could (?:i|we|they|@)|may (?:i|we)|must i|would (?:i|it|"
    r"they|@)|will (?:i|it|they|@)|has|have|had|if)\b(?! i need| i want)"
)
_TAG = re.compile(r", (?:okay|please|will you|would you|can you|could you|alright|right|all right|yes|got it) \? $")
_SUPPOSES = re.compile(
    r"(?:^| )(?:(?<!as )if (?:i|we|someone|somebody|anyone|the|a|an|he|she|they|it|@\S+)(?: [^ ,]+)? (?:asked|"
    r"ask|asks|told|tell|tells|were|was|had|says|said|wants|wanted)|"
    r"(?<!as )if (?:you|we|i) (?:were|had)|suppose|supposing|imagine|hypothetically|pretend that i|what if|"
    r"what (?:happens|would)|would have|"
    r"had i|in my place|for (?:example|instance) ,? ?(?:if|when))\b"
)
_TELLS = re.compile(
    r"^(?:(?:please|can|could|would|will|you|i|want|need|would|like|to|now|then|just|"
    r"first) )*(?:summari[sz]\w*|paraphras\w*|explain|"
    r"describe|quote|repeat|tell|list|count|extract|outline|discuss|define|recall|cite|report)\b"
)
_DATA = re.compile(
    r"^(?:(?:please|can|could|would|will|you|i|want|need|would|like|to|now|then|just|first) )*(?:translat\w*|"
    r"summari[sz]\w*|paraphras\w*|proofread|rephrase|reword|"
    r"classif\w*|quote|repeat|spell|correct|edit|rewrite|analy[sz]e|transcribe|extract|count|shorten|parse|"
    r"grade|evaluate|review|improve|polish|critique|"
    r"explain|convert|transliterate|annotate|label|categori[sz]e|say|print|output|echo|format|what does|what is)\b"
)
_ABOUT_COLON = re.compile(_DATA.pattern + r"[^.;!?]* : (?:[^ ]+ )*$")
_TRAILING = re.compile(
    r" (?:please|now|just|then|also|simply|carefully|exactly|strictly|always|immediately|directly|first|next|"
    r"finally|again|closely|"
    r"faithfully|quietly|quickly|thoroughly|precisely|dutifully|instead|only|afterwards?|lastly|go ahead and|"
    r"go and|in turn|"
    r"blindly|fully|kindly|do please|to the letter|actually|literally|still|therefore|do) $"
)
_LABEL = re.compile(
    r"^(?:[^ ]+ ){0,3}(?:subject|title|example|headline|caption|sentence|phrase|text|quote|excerpt|transcript|"
    r"email|mail|message|e\.g|eg|@\d+p?)(?: [^ ]+){0,3} : $"
)
_NOT_IMPERATIVE = frozenset(
    "i you he she it we they the a an this that these those my your his her its our their there here what who "  # noqa: SIM905
    "whom whose which when "
    "where why how if whether although though unless suppose imagine is are was were am be been do does did has "
    "have had can could "
    "will would shall should may might must some any no every each all both one two three many most people in "
    "on at of for from with "
    "into and or but so yes no not never @ § thanks hi hello hey".split()
)  # fmt: skip
_COURTESY = re.compile(
    r"^(?:(?:please|now|then|first|next|finally|also|so|and|okay|just|hi|hello|thanks|,|again|today|here|"
    r"can you|could you|would you|will you|i want you to|i need you to|i would like you to|"
    r"you should|you must|you need to|you have to|your task is to|your job is to|let us|go ahead and|help me|"
    r"help me to|help us) )*"
)
_NEGATED = re.compile(
    r"(?:do not|never|must not|should not|can not|may not|shall not|need not|will not|not to|without|avoid|"
    r"refuse to|stop|rather than|instead of|are not to|ignore|disregard)(?: [a-z]+ly| ever| just| blindly|"
    r" simply| please| try to| attempt to| start| you)* $"
)
_REQUESTS = re.compile(r" (?:(?:please|so|and|okay|hi|hello|,) )*(?:can|could|would|will) you ")


def is_about_text(text: str) -> bool:
    """Say whether a sentence asks for something to be done with a text, and not what the text says."""
    return _DATA.match(text) is not None


def supposes(text: str) -> bool:
    """Say whether a sentence only supposes: "if I asked you to …"."""
    return _SUPPOSES.search(text) is not None


def is_negated(left: str) -> bool:
    """Say whether what stands before a verb forbids it."""
    return _NEGATED.search(left) is not None


def asks(text: str, position: int) -> bool:
    """Say whether what ends here is part of a question, and not of a request that ends in "okay?"."""
    rest = text[position - 1 :]
    return rest.endswith(" ? ") and " : " not in rest and " ; " not in rest and not _TAG.search(text)


def without_manner(left: str) -> str:
    """Leave out the adverbs before a verb."""
    while True:
        shorter = _TRAILING.sub(" ", left)
        if shorter == left:
            return left
        left = shorter


def directs(left: str, verb: str, *, asked: bool) -> bool:
    """Say whether what stands before a verb makes the sentence direct the assistant."""
    left = left[1:]
    gerund = verb.split(" ", 1)[0].endswith("ing")
    governed = _DIRECTS.search(left)
    if asked and not re.search(r"(?:(?:can|could|will|would) you|do you mind|why do not you)\b", left):
        return False
    if governed:
        before = left[: governed.start("governor")]
        if re.search(rf"(?:^| ){_REPORTS}(?: [^ ,;:]+){{0,3}} $", before) and not re.search(
            r"(?:^| )i (?:think|believe) $", before
        ):
            return False
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
            r"(?:(?:step|task|todo|goal|note|part) \d+|from now on|in (?:this|the) (?:conversation|chat|"
            r"session|task)|for (?:this|the) (?:task|job|reply|answer)|to (?:begin|start)(?: with)?|"
            r"dear [^ ]+|hey [^ ]+) ",
            left,
        )
    )


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


def is_statement(left: str, match: re.Match[str]) -> bool:
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


def adverbial_directs(text: str, match: re.Match[str]) -> bool:
    """Say whether "according to the guidelines in …" goes with an order."""
    if asks(text, match.end()) and not _REQUESTS.match(text):
        return False
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
