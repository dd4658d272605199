"""The things a reply can be told not to have, as they are named, and the wordings in which they are ruled out.

Data for `bans`, which asks of each place whether it is a ban. Every repetition is bounded: a pattern looks a few words
far, whatever the sentence.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.words import REPLY, any_of, word_set

__all__ = [
    "DENIED",
    "DENYING",
    "FOLLOWS",
    "MARKDOWN",
    "NO_QUOTATION_MARKS",
    "NO_QUOTES",
    "SAYING",
    "SIGNS",
    "THINGS",
    "Thing",
]

_DENIAL = any_of(
    "not|no|never|without|avoid(?:ing)?|skip(?:ping)?|omit(?:ting)?|leav(?:e|ing) (?:out|off|away)|drop(?:ping)?|"
    "forgo|lose|ditch|nix|eschew|shun|nor|neither|0|zero|sans|minus|free (?:of|from)|devoid of|refrain(?:ing)? from|"
    "abstain(?:ing)? from|(?:steer|stay|keep|steering|staying|keeping) (?:well )?(?:clear of|away from)|instead of|"
    "rather than|dispense with|do away with|spare me|cut out|lay off|stop|quit|hold back on|exclud(?:e|ing)|"
    "get rid of|leave|forget(?! to)|(?:under no circumstances|on no account|in no case|at no point|no way)|"
    "nowhere in (?:the|your) \\w+(?: (?:may|should|must|can|is|do i want|are|to|there|be|appear))*|"
    "nothing(?= in | as a | (?:should|may|must|can) be in )"
)
_VERBS = any_of(
    "us(?:e|ing)|includ(?:e|ing)|add(?:ing)?|writ(?:e|ing)|put(?:ting)?|giv(?:e|ing)|hav(?:e|ing)|insert(?:ing)?|"
    "append(?:ing)?|attach(?:ing)?|provid(?:e|ing)|mak(?:e|ing)|creat(?:e|ing)|contain(?:ing)?|present(?:ing)?|"
    "format(?:ting|ted)?|structur(?:e|ing)|organi[sz](?:e|ing)|arrang(?:e|ing)|lay(?:ing)?|display(?:ing)?|"
    "show(?:ing)?|return(?:ing)?|output(?:ting)?|produc(?:e|ing)|answer(?:ing)?|respond(?:ing)?|reply(?:ing)?|"
    "wrap(?:ping)?|enclos(?:e|ing)|surround(?:ing)?|plac(?:e|ing)|end(?:ing)?|clos(?:e|ing)|finish(?:ing)?|"
    "conclud(?:e|ing)|sign(?:ing)? off|start(?:ing)?|begin(?:ning)?|open(?:ing)?|split(?:ting)?|divid(?:e|ing)|"
    "break(?:ing)?|separat(?:e|ing)|turn(?:ing)?|convert(?:ing)?|render(?:ing)?|send(?:ing)?|want|see|employ(?:ing)?|"
    "top(?:ping)?|tack(?:ing)?|slap(?:ping)?|stick(?:ing)?|throw(?:ing)?|bother|resort(?:ing)?|go(?:ing)?|"
    "generat(?:e|ing)|draft(?:ing)?|suppl(?:y|ying)|offer(?:ing)?|deliver(?:ing)?|encas(?:e|ing)|fram(?:e|ing)|do|"
    "be|try(?:ing)?|leav(?:e|ing)(?! out| off)|set(?:ting)?|rely(?:ing)?|group(?:ing)?|quot(?:e|ing)|print(?:ing)?|"
    "fall back|type|post|get(?:ting)?|give it|reach for|opt for|go with"
)
_ABOUT = any_of(
    f"the|your|my|this|that|it|its|me|us|them|there|{REPLY}|response|reply|things?|data|results|information|points|"
    "whole|entire|content|up|out|down|on|off|to|ever|even|just|simply|please|also|by|both|main|back|anything|"
    "everything|should|may|must|can|either"
)
_KINDS = (
    "kinds? of|sorts? of|forms? of|types? of|the form of|form of|single|1|separate|extra|additional|another|other|"
    "such|formal|fancy|proper|catchy|short|long|little|final|closing|actual|square|markdown|html|bracketed|own|more|"
    "multiple|several|different|distinct|various|numbered|labell?ed|2|few|bunch of|big|ascii|source|sample|example|"
    "inline|literal|raw|overall|main|empty|of|use of|whatsoever|html"
)
_ANY = any_of(f"a|an|any|some|{_KINDS}")
_DETERMINERS = any_of(f"a|an|any|some|the|your|its|my|those|these|this|all|{_KINDS}")
_TURNED_INTO = any_of("in|into|as|with|to|using|inside|within|via|through|between|by|around|under")
_OTHER = rf"(?: (?!(?:{_VERBS}|and|or|nor|but) )[^\W\d]\w*){{1,3}}"
# After "or" an article goes on denying, after "and" or a comma it begins what is asked for.
_BEFORE_IT = rf"(?:{_OTHER}(?: ,? ?(?:or|nor|/)(?: {_ANY}){{0,2}}| ,(?: and)?(?: any)?| and(?: any| the)?)){{0,4}}"
DENIED = {
    definite: re.compile(
        rf" (?P<denial>{_DENIAL})(?: (?:{_VERBS}|{_ABOUT})){{0,8}}?"
        rf"(?: {_TURNED_INTO}(?: {_ANY}){{0,3}}|(?: {_DETERMINERS if definite else _ANY}){{0,4}})?{_BEFORE_IT} $"
    )
    for definite in (False, True)
}
_SAID = any_of(
    "allowed|permitted|acceptable|wanted|welcome|used|included|added|present|given|written|shown|ok|okay|accepted|"
    "tolerated|appear|appearing|please|anywhere|inserted|provided|there|put in"
)
_WHERE = any_of(
    "[.,;!?)/:(]|--|or|and|nor|but|in (?:your|the|it|this|there|here|any)|at|anywhere|whatsoever|please|this time|"
    "here|either|of any|when|before|after|instead|just|for (?:this|it|me|the|your)|on top|on (?:it|this|your|the)|"
    "to (?:it|the|your|this|me|my|start|end|begin)|inside|within|from you|today|thanks|though|since|above|below|"
    "however|tonight|altogether|entirely|completely|out|off|because|like|such as|eg|ie|of the form|represented|"
    "written|marked|if (?:possible|you)|unless|"
    "as (?:well|it|i|you|a)|so|with (?:this|it|your)|of it|from (?:your|the|it)"
)
FOLLOWS = re.compile(
    rf"(?: (?:is|are|should be|must be|may be|can be|will be|to be|be|should|must|may|can) {_SAID}(?= )| {_WHERE}(?= )|"
    r" $)"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a reply may have, as it is named."""

    names: re.Pattern[str]
    ban: Constraint
    definite: bool = True
    """Whether "the table" can be meant; where it can't, that is one spoken of elsewhere."""


def _none_of(of: str) -> Constraint:
    return Constraint.of("detectable_content:absent", {"of": of})


def _named(names: str) -> re.Pattern[str]:
    return re.compile(f" (?:{names})(?= )")


_NO_HIGHLIGHTS = _none_of("detectable_format:number_highlighted_sections")
_NO_ITEMS = Constraint.of("detectable_format:number_list_items", {"num_items": 1, "relation": "less than"})
NO_QUOTES = _none_of("startend:quotation")
_NO_SECTIONS = _none_of("detectable_format:multiple_sections")
_ONE_ANSWER = _none_of("combination:two_responses")
_NO_SET_PHRASE = _none_of("detectable_format:constrained_response")
MARKDOWN = _none_of("detectable_format:plain_text")
_NO_REPEATING = _none_of("combination:repeat_prompt")


def _none_of_mark(mark: str) -> Constraint:
    return Constraint.of("keywords:letter_frequency", {"letter": mark, "let_frequency": 1, "let_relation": "less than"})


NO_QUOTATION_MARKS = _none_of_mark('"')
_SOME_COMMAS = Constraint.of(
    "keywords:letter_frequency", {"letter": ",", "let_frequency": 1, "let_relation": "at least"}
)

_PLAIN = "".join(
    f"(?<!{word} )" for word in ("numbered", "ordered", "enumerated", "bulleted", "bullet", "points", "point")
)
THINGS = (
    Thing(_named("titles?|headlines?|title lines?"), _none_of("detectable_format:title")),
    Thing(_named("ps|pps|post ?scripts?|post scripts?"), _none_of("detectable_content:postscript")),
    Thing(
        _named(
            "highlighting|text highlights?|highlights?|highlighted (?:text|words?|phrases?|sections?|parts?|"
            "passages?)|italics|"
            "boldface|bold (?:text|type|face|font|print|words?|formatting)|bold|bolding|italic(?: text)?|"
            "italici[sz]ed text|bolded (?:text|words?)|emphasis marks|emphasis"
        ),
        _NO_HIGHLIGHTS,
    ),
    Thing(
        _named(
            "placeholder (?:text|fields?|brackets)|placeholders?|place holders?|(?:square )?brackets|"
            "square bracketed (?:text|fields?|blanks?)|bracketed (?:text|fields?|blanks?|terms|words)|"
            "fill in (?:the )?(?:fields?|blanks?)|blanks (?:for me )?to fill in"
        ),
        _none_of("detectable_content:number_placeholders"),
    ),
    Thing(
        _named(
            "section breaks?|sections|sub ?sections|headings?|headers?|sub ?headings?|subheaders?|"
            "section (?:headings?|headers?|titles?|labels?|names?|markers?|numbers?|dividers?)|chapters"
        ),
        _NO_SECTIONS,
    ),
    Thing(
        _named("json(?: (?:format|objects?|output|syntax|code|structures?|blobs?|form|formatting))?"),
        _none_of("detectable_format:json_format"),
        definite=False,
    ),
    Thing(
        _named("tables?|tabular (?:form|format|layout)|table (?:form|format|layout)"),
        _none_of("detectable_format:table"),
        definite=False,
    ),
    Thing(
        _named("code (?:snippets?|samples?|examples?|listings?)|snippets of code|code"),
        _none_of("detectable_format:code_only"),
        definite=False,
    ),
    Thing(
        _named(f"{_PLAIN}lists|list (?:form|format|layout|items)|(?<= any )list|(?<= a )list"),
        _none_of("detectable_format:list"),
        definite=False,
    ),
    Thing(
        _named(
            "(?:numbered|ordered|enumerated) (?:lists?|items?|points?|steps?|format|entries)|numbering|enumerations?"
        ),
        _NO_ITEMS,
    ),
    Thing(
        _named(
            "(?:double |single |curly |straight )?(?:quotation marks?|quote marks?|speech marks|inverted commas)|"
            "double quotes"
        ),
        _none_of_mark('"'),
    ),
    Thing(_named("asterisks?"), _none_of_mark("*")),
    Thing(_named("plain ?text"), MARKDOWN, definite=False),
)

_LITTLE = (
    r"(?: (?:ever|please|also|just|simply|to|bother|be|try|by|start by|begin by|any|even|go|the|you|me|first)){0,6}"
)
_NOT = rf" (?P<denial>{_DENIAL}){_LITTLE}"
_IT = rf"(?: (?:the|your|my|this|that|all|of|up|out|{REPLY}|it|things?|text|entire|whole|full|complete|final)){{0,6}}"
_QUOTES = (
    r"(?:(?:double|single|regular|straight|curly|any|a pair of|pairs? of) ){0,3}"
    r"(?:quotation marks?|quote marks?|quotes|speech marks|inverted commas)"
)
_MANY = any_of("multiple|several|different|various|separate|distinct|numbered|labell?ed|named|smaller|individual|any")

DENYING: tuple[tuple[re.Pattern[str], Constraint], ...] = (
    # "Don't highlight anything": of "highlight the risks" no program could tell what is meant.
    (
        re.compile(
            rf"{_NOT} (?:highlight|highlighting|bold|bolding|embolden|italici[sz]e|italici[sz]ing|emphasi[sz]e|"
            r"emphasi[sz]ing|star|mark up)(?: (?:anything|any(?: \w+){0,2}? (?:words?|text|parts?|passages?|phrases?|"
            r"sections?|terms?|sentences?|portions?|bits?)|words|phrases|text|passages|parts|sections|keywords|"
            r"key words|terms|individual words)(?= )|(?= [.,;!?)]| (?:or|nor|with asterisks|in bold|with)(?= )| $))"
        ),
        _NO_HIGHLIGHTS,
    ),
    (
        re.compile(
            r" (?P<denial>nothing|no (?:words?|text|phrases?|sections?|parts?|passages?)) "
            r"(?:(?:should|must|may|can|is|are|to|will|be|in|put|needs) )*(?:highlighted|bold|bolded|italici[sz]ed|"
            r"emphasi[sz]ed|italics|starred)(?= )"
        ),
        _NO_HIGHLIGHTS,
    ),
    (
        re.compile(
            rf"{_NOT} (?:split|splitting|divide|dividing|break|breaking|cut|cutting|chop|chopping|separate|separating|"
            rf"segment|segmenting|partition|structure|organi[sz]e|arrange|carve){_IT} (?:into|in)"
            rf"(?: {_MANY}| \d+){{0,3}} (?:sections|parts|chapters|segments|pieces|chunks|blocks|section)(?= )"
        ),
        _NO_SECTIONS,
    ),
    (
        re.compile(
            rf"{_NOT}(?: (?:put|putting|wrap|wrapping|enclose|enclosing|surround|surrounding|place|placing|answer|"
            rf"answering|respond|responding|reply|replying|encase|write|writing|give|giving|set|return|quote|start|"
            rf"frame|sandwich)){{0,1}}{_IT} (?:in|inside|within|with|between|by) {_QUOTES}(?= (?:[.,;!?)]|--|or|and|"
            r"either|please|at|this|when|like|but)| $)"
        ),
        NO_QUOTES,
    ),
    (
        re.compile(
            rf"{_NOT}(?: (?:use|using|put|putting|add|adding|place|placing|include|including|insert|want|have|wrap|"
            rf"write|give)){{0,2}} (?:the |any )?{_QUOTES} (?:around|on either side of|round|about|"
            r"surrounding|enclosing)"
            rf"(?: (?:the|your|my|entire|whole|full|complete|final|all of)){{0,5}} (?:{REPLY}|it|this|that|text)(?= )"
        ),
        NO_QUOTES,
    ),
    (
        re.compile(
            rf"{_NOT} (?:give|write|offer|provide|include|send|produce|want|giving|offering|writing|present|list|show)?"
            r"(?: me| us)?(?: (?:2|3|several|multiple|many|different|more than 1|two|alternative|other|any|additional|"
            r"second|a|another|an)){1,3} (?:different |separate |alternative )?(?:answers?|responses?|repl(?:y|ies)|"
            r"versions?|alternatives?)(?= (?:[.,;!?)]|--|or|and|please|to|for|here|at|set|separated|$)| $)"
        ),
        _ONE_ANSWER,
    ),
    (
        re.compile(
            rf"{_NOT} (?:repeat|repeating|restate|restating|copy|copying|echo|echoing|quote|quoting|reproduce|"
            r"reproducing|parrot|parroting|rephrase|rephrasing|paraphrase|paraphrasing|recite|reciting|reword|retype|"
            r"repeat back|read back|regurgitate)(?: back)?"
            r"(?: (?:(?:the|my|this|user|original|entire|full|exact|initial|customer|person|of|any|part|word|words|"
            r"whole|back|to|me|own|a|their|s) ){0,5}(?:request|question|query|prompt|message|ask|input|questions|"
            r"requests|prompts|wording)|"
            r" (?:back )?(?:to me )?what (?:i|the user|they|was|is) (?:\w+ )?(?:asked|said|wrote|typed|requested))(?= )"
        ),
        _NO_REPEATING,
    ),
    (
        re.compile(
            rf"{_NOT} (?:answer|reply|respond|answering|replying|responding|give me|limit yourself|say(?= just| only)|"
            r"just say|only say|simply say)(?: me)?"
            r"(?: (?:with|to|in|by|only|just|a|mere|simple|plain|bare|saying)){0,4} (?:yes|\"\d+)(?: (?:,|or|/))+"
            r" (?:no|\"\d+|a no|a plain no)(?= )"
        ),
        _NO_SET_PHRASE,
    ),
)
"""Wordings with a denial of their own."""

SAYING: tuple[tuple[tuple[str, ...], re.Pattern[str], Constraint], ...] = (
    (
        ("1 ", "undivided", "unsplit", "unsectioned"),
        re.compile(
            r" 1 (?:single )?(?:continuous|unbroken|flowing|uninterrupted|undivided) (?:\w+ )?(?:piece|"
            r"text|block|whole|stretch|flow)(?= )| (?:keep|leave) (?:it|your \w+|the \w+) "
            r"(?:undivided|unsplit|unsectioned)(?= )"
        ),
        _NO_SECTIONS,
    ),
    (("untitled",), re.compile(r" (?:keep|leave) (?:it|your \w+|the \w+) untitled(?= )"), THINGS[0].ban),
    (("unquoted",), re.compile(r" (?:leave|keep) (?:it|your \w+|the \w+) unquoted(?= )"), NO_QUOTES),
    (
        ("1 ",),
        re.compile(
            r" (?:(?:only|just|exactly|precisely|strictly|no more than|at most|not more than|a maximum of|"
            r"give|give me|give us|write|want|provide|send|produce|keep it to|stick to|limit yourself to|with|"
            r"restrict yourself to|need|like) ){1,5}1 (?:single )?(?:answer|response|reply|version)(?: only| please|"
            r" and no more| alone| to this| to my \w+| in total)*(?= (?:[.,;!?)]|--|and|not|rather|instead|$)| $)|"
            r" 1 (?:single )?(?:answer|response|reply|version) (?:only|and no more|and no alternatives)(?= )"
        ),
        _ONE_ANSWER,
    ),
    (
        ("own words",),
        re.compile(
            r" (?:answer|reply|respond|say it|put it|write|phrase it|express it|(?:a|your)(?: \w+){0,2} "
            r"(?:paragraph|answer|reply|response))(?: (?:me|this|it|the question|freely|to me|in)){0,4}"
            r"(?: (?:a|full|long|short|detailed|proper|paragraph|few|sentence|sentences|of)){0,5}"
            r" (?:in|of|with|using) your own words(?= )"
        ),
        _NO_SET_PHRASE,
    ),
    (
        ("markdown",),
        re.compile(
            r" (?:use|using|in|with|as|via|format\w*|return|output|write|produce) (?:valid |proper |clean |"
            r"github |flavou?red |rich |basic |standard |full |the |some |it |your \w+ |in |with |as |"
            r"using ){0,6}markdown"
            r"(?: (?:format|formatting|syntax|markup|style|elements))?(?= (?:[.,;!?)]|--|to|for|in|and|when|so|please|"
            r"with|throughout|wherever|where)| $)"
        ),
        MARKDOWN,
    ),
    (
        ("comma",),
        re.compile(
            r" (?:separat\w*|split|divid\w*|set off|join|joining|link|linking|connect|connecting|"
            r"list|listing)(?: \w+){0,5}? (?:with|by|using) commas(?= )|"
            r" (?:use|using|include|including|put|add) (?:some |plenty of |lots of |many )?commas"
            r"(?= (?:[.,;!?)]|--|to|between|freely|generously|liberally|when|and|for|as|throughout|"
            r"in (?:your|the|it)|please)| $)| comma (?:separated|delimited)(?= )"
        ),
        _SOME_COMMAS,
    ),
)
"""Wordings that deny nothing, and texts of which each needs one."""

SIGNS = word_set(
    "not no never without avoid avoiding skip skipping omit omitting leave leaving drop dropping forgo lose ditch nix "
    "eschew shun nor neither 0 zero sans minus free devoid refrain refraining abstain abstaining steer steering stay "
    "staying keep keeping instead rather dispense do spare cut lay stop quit hold exclude excluding get forget nothing "
    "forbidden banned prohibited disallowed off out omitted skipped dropped avoided unwanted unwelcome verboten barred "
    "taboo excluded edit none nowhere neither under nothing"
)
"""Words of which one stands wherever something is denied or out of place."""
