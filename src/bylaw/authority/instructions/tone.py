"""Tone: how the reply is to sound."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions.phrases import states
from bylaw.authority.instructions.reading import Reader, Reading
from bylaw.authority.instructions.words import GENRES, word_set

__all__ = ["TONE"]

_ADJECTIVES = word_set(
    "formal informal casual friendly unfriendly professional polite impolite rude courteous respectful "
    "disrespectful sarcastic ironic humorous funny witty silly playful serious solemn grave neutral objective "
    "impartial enthusiastic excited passionate warm cold kind unkind gentle calm soothing stern strict "
    "authoritative assertive blunt candid frank diplomatic tactful conversational colloquial chatty relaxed "
    "upbeat cheerful happy joyful optimistic pessimistic gloomy sad melancholic melancholy mournful sombre "
    "somber empathetic sympathetic compassionate supportive encouraging reassuring motivational inspirational "
    "inspiring dramatic theatrical poetic lyrical romantic nostalgic whimsical mysterious academic scholarly "
    "technical businesslike corporate persuasive snarky sassy cheeky grumpy angry bitter cynical deadpan dry "
    "apologetic humble modest arrogant boastful confident matter-of-fact lighthearted laid-back down-to-earth "
    "tongue-in-cheek patient welcoming approachable personable sober factual clinical detached bored discreet sincere "
    "jovial folksy brisk jaunty flippant irreverent sardonic wry tender "
    "affectionate hopeful cordial genial amiable gracious thoughtful reflective contemplative earnest reserved "
    "restrained "
    "understated dignified pompous aggressive confrontational hostile menacing ominous eerie spooky dreamy zany goofy "
    "quirky "
    "comical comedic satirical mocking condescending deferential grateful celebratory festive energetic lively peppy "
    "bubbly perky breezy mellow placid serene composed unemotional dispassionate impersonal robotic monotone didactic "
    "motherly fatherly avuncular journalistic literary noble regal rustic urgent curious no-nonsense easygoing "
    "considerate caring nurturing attentive"
)
_TWO_WORDS = {
    "light hearted": "lighthearted",
    "laid back": "laid-back",
    "down to earth": "down-to-earth",
    "matter of fact": "matter-of-fact",
    "tongue in cheek": "tongue-in-cheek",
    "easy going": "easygoing",
}
_ADVERBS = {
    **{f"{word}ly": word for word in _ADJECTIVES if not word.endswith(("ly", "y", "le", "ic"))},
    **{f"{word[:-1]}ily": word for word in _ADJECTIVES if word.endswith("y")},
    **{f"{word[:-1]}y": word for word in _ADJECTIVES if word.endswith("le")},
    **{f"{word}ally": word for word in _ADJECTIVES if word.endswith("ic")},
}
_ONE = "|".join(sorted({*_ADJECTIVES, *_TWO_WORDS, "easygoing"}, key=len, reverse=True)).replace("-", "[- ]")
_SOUND = (
    r"(?:tone|voice|manner|register|mood|style|attitude|demeanou?r|feel|note|way|fashion|language|"
    r"tone of voice|wording|phrasing|vibe)"
)
_LIST = (
    rf"(?P<list>(?:(?:very|quite|rather|more|slightly|consistently|strictly|extremely|always|really|"
    rf"somewhat|highly|deeply|mildly|both|as|nice and|overall|so|a little|a bit) )*(?:{_ONE})(?:(?: ,| and|"
    rf" but| yet| or|/| , and| , yet| , but)+ (?:(?:very|always|not too|never) )?(?:{_ONE}))*)"
)
_TONES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|(?<= [,;:)])| (?:an?|the|your|its|in|with|of|this|more|use|adopt|keep|maintain|using|:))(?: same| "
        rf"consistently|"
        rf" generally)? (?:(?!(?:{_ONE}) )\w+ (?:,|and|but) )?{_LIST} (?:and \w+ |but \w+ |, \w+ )?{_SOUND}(?= )",
        rf" (?:be|stay|remain|sound|seem|keep (?:it|things|everything|your (?:\w+ )?(?:tone|replies|answers|"
        rf"responses|messages|language|wording|voice|writing|style))|make (?:it|your \w+|the \w+)(?: sound)?|"
        rf"come across as|act) {_LIST}(?= )",
        rf" (?:tone|voice|register|style|manner|attitude|tone of voice|wording|language|mood)(?: of (?:voice|"
        rf"your \w+|the \w+|all \w+|every \w+))? (?:(?:should|must|has to|needs to|is to|ought to|shall|"
        rf"will)(?: always)? (?:be|stay|remain|feel|sound)|is|:|=|stays|remains) {_LIST}(?= )",
        rf" (?:your|all|every|each)(?: of your)? (?:\w+ )?(?:replies|answers|responses|messages|reply|answer|"
        rf"response|message|writing|text) (?:should|must|has to|have to|need to|needs to|are to|"
        rf"is to) (?:always )?(?:be|sound|stay|remain|feel) {_LIST}(?= )",
        rf" (?:tone|style|voice) {_LIST} (?:please )?(?=[.!]|$)",
        rf" you are (?:[^ .;:?!]+ ){{0,4}}?an? (?:\w+ , |\w+ and )?{_LIST} (?:\w+ )?(?:guide|assistant|helper|tutor|"
        rf"bot|chatbot|agent|"
        rf"companion|coach|teacher|concierge|support agent|librarian|host|mentor|butler|receptionist|character|"
        rf"person)(?= )",
        rf" (?:the )?tone {_LIST}(?= (?:[.,;!]|and|but|throughout|at all times)|$| $)",
    )
)
_COLOURED = re.compile(
    rf" (?:write|compose|draft|give|send|make|create|pen|produce|craft|want|need|would like|prefer|expect|keep to)(?: "
    rf"me| us)? (?:an? |one )(?:short |brief |"
    rf"long |very )*"
    rf"{_LIST} (?:\w+ )?(?:{GENRES}|jingle|card|reply|response|answer|note|message)(?= )(?! to (?:my|his|her|the|our|"
    rf"a|an) )"
)
_TO_SOMEONE = re.compile(r" to (?:my|his|her|the|our|a|an)(?= )")
_OF_CONTENT = word_set(
    "dry cold warm romantic mysterious technical academic sad angry bored funny dramatic scientific literary curious"
)
_NOT_A_TONE = word_set(
    "different same similar consistent given certain new low high passive active loud single natural human particular "
    "specific "
    "suitable appropriate proper right wrong good nice clear own third first second the this that its your my strong "
    "skin ring "
    "dial muscle distinct unique no normal usual"
)
_ANY_TONE = re.compile(
    r" (?:in|with|using|use|adopt|strike|keep|keeping|maintain|maintaining|take|assume|employ|preserve) an? (?:very |"
    r"rather |"
    r"slightly |consistently |more )?(?P<any>[a-z]{4,}) (?:tone|register|tone of voice)(?= )"
    r"| (?:your|the) tone(?: of voice)? (?:should|must|has to|needs to|shall|is to) (?:always )?(?:be|stay|remain|"
    r"sound) (?P<set>[a-z]{4,})"
    r"(?= (?:[.,;!]|throughout|at all|and)|$| $)"
)
_BY_ADVERB = "|".join(sorted(_ADVERBS, key=len, reverse=True))
_ADVERB = re.compile(
    rf" (?:speak|write|answer|respond|reply|talk|phrase (?:it|things|everything|your \w+)|word (?:it|things|"
    rf"everything)|express yourself|address \w+(?: \w+)?|treat \w+(?: \w+)?)(?: (?:to )?(?:me|us|users?|"
    rf"the users?|customers?|them|everyone|everything|it|always|only|back))* (?P<adverb>{_BY_ADVERB})(?= )"
)
_WITH = re.compile(
    r" with (?:some |a touch of |a hint of |plenty of |lots of |a dose of |\w+ )?(?P<noun>humou?r|sarcasm|"
    r"warmth|empathy|enthusiasm|irony|kindness|politeness|formality|wit)(?= )"
)
_NOUNS = {
    "humor": "humorous",
    "humour": "humorous",
    "sarcasm": "sarcastic",
    "warmth": "warm",
    "empathy": "empathetic",
    "enthusiasm": "enthusiastic",
    "irony": "ironic",
    "kindness": "kind",
    "politeness": "polite",
    "formality": "formal",
    "wit": "witty",
}
_EACH = re.compile(_ONE)
_ORDERS = re.compile(
    r"^ (?:(?:please|always|and|also|just|now|then) )*(?:answer|respond|reply|write|speak|talk|sound|be|add|"
    r"do it|say it)\b"
)


def _read(reading: Reading) -> Iterator[Constraint]:
    words = reading.words
    found: dict[str, None] = {}
    for place, pattern in enumerate(_TONES):
        for match in pattern.finditer(words):
            says = states(reading, match.start()) if place >= 2 else reading.asks(match.start())
            if says and not reading.denied(match.start("list"), match.end("list")):
                found.update(dict.fromkeys(_plain(each[0]) for each in _EACH.finditer(match["list"])))
    for match in _ADVERB.finditer(words):
        if reading.asks(match.start()) and not reading.denied(match.start(), match.end()):
            found[_ADVERBS[match["adverb"]]] = None
    for match in _WITH.finditer(words):
        if reading.asks(match.start()) and _ORDERS.match(words) and not reading.denied(match.start(), match.end()):
            found[_NOUNS[match["noun"]]] = None
    for match in _COLOURED.finditer(words):
        if _TO_SOMEONE.search(words, match.end("list"), match.end() + 5):
            continue  # "a friendly letter to my aunt"
        if reading.asks(match.start()) and not reading.denied(match.start("list"), match.end("list")):
            tones = [_plain(each[0]) for each in _EACH.finditer(match["list"])]
            found.update(dict.fromkeys(each for each in tones if each not in _OF_CONTENT))
    for match in _ANY_TONE.finditer(words):
        tone = match["any"] or match["set"]
        if not found and tone not in _NOT_A_TONE and reading.asks(match.start()):
            if not reading.denied(match.start(), match.end()):
                found[tone] = None
    for tone in found:
        yield Constraint.of("style:tone", {"tone": tone})


def _plain(tone: str) -> str:
    return _TWO_WORDS.get(tone, tone)


TONE = Reader(
    _read,
    _ADJECTIVES
    | frozenset(_ADVERBS)
    | frozenset(_NOUNS)
    | word_set("light laid down matter tongue easy easygoing tone register"),
)
