"""Turn the cues of a sentence into numbers for the linear model: who wishes what, of which hazard, in what frame."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from functools import lru_cache

from bylaw.measures.hazards.cues import (
    BIT,
    DISGUISED,
    EFFECT_BITS,
    STRONG_BITS,
    SUFFERS,
    TOPIC_BITS,
    WEAK_BITS,
    Cue,
    Sentence,
    is_ordinary,
)
from bylaw.measures.hazards.words import AREAS, CLASSES

__all__ = ["NAMES", "areas_of", "gist", "linked", "signals"]

_GIST = {BIT[name]: name for name in CLASSES}
"""What stands for a word that no English vocabulary holds."""
_ARTICLES = frozenset(["a", "an", "the", "some", "my", "any", "this", "that", "these", "our", "your", "real", "own"])

_EFFECTS = ("kills", "sickens", "destroys", "intrudes")
_AREA_OF = {"kills": "chemical", "sickens": "biological", "destroys": "weapons", "intrudes": "cyber"}
_WISHES = ("make", "get", "use", "hack")
_FRAMES = ("protect", "medical", "history", "learn", "play", "farm", "quiet")
_BENIGN = sum(BIT[name] for name in _FRAMES)
_WISH = sum(BIT[name] for name in _WISHES)
_BEFORE = (
    (BIT["pretend"], "pretended before"),
    (BIT["harm"], "harm before"),
    (BIT["stealth"], "stealth before"),
    (BIT["play"], "play before"),
    (BIT["protect"] | BIT["quiet"] | BIT["medical"] | BIT["history"], "guarded before"),
    (BIT["detail"], "detail before"),
    (EFFECT_BITS, "effect before"),
)
_SHORT, _SHORTEST = 18, 7
"""Words of a sentence that takes up a topic by a pronoun, and of one that only asks for details."""
_NEAR = 6
"""Words between a wish and its topic, at most."""

_HOW_I = re.compile(
    r"how (?:(?:do|can|could|would|should|might|does) (?:i|we|you|u|one|me|a person|a guy|somebody|someone)|to|2|too)\b"
)
_HOW_ELSE = re.compile(r"how (?:does|did|is|are|was|were|long|many|much|far|often|dangerous|old|big|likely|come)\b")
_ASKS_WHY = re.compile(r"(?:why|when|who|which|is|are|does|did|was|were|has|have|should|am|may)\b")
_ASKS_WHAT = re.compile(r"what(?:'s| is| are| does| do| was| were| happened| happens)\b")
_ORDERS = re.compile(
    r"(?:please |now |ok |okay |then |and |so |just |can you |could you |would you )*"
    r"(?:write|create|build|make|give|tell|show|help|teach|design|develop|generate|code|provide|list|describe|explain|"
    r"plan|walk|set up|find|complete|continue|finish|fill|hack|get)\b"
)
_I_WISH = re.compile(
    r"\b(?:i want|i need|i'd like|i wish|i would like|i have to|i plan|i'm going to|i am going to|help me|let's|"
    r"we want|we need|i wanna|wants to|give me|show me|teach me|make me|write me|tell me|build me)\b"
)

NAMES: tuple[str, ...] = (
    "strong",
    "weak",
    *(f"strong {wish}" for wish in _WISHES),
    *(f"weak {wish}" for wish in _WISHES),
    "strong wish alone",
    "weak wish alone",
    "strong wish framed",
    "weak wish framed",
    "protect first",
    *_FRAMES,
    "play beside",
    "strong harm",
    "weak harm wish",
    "stealth topic",
    "stealth wish",
    "detail topic",
    "home topic",
    "strong how i",
    "weak how i wish",
    "strong how else",
    "asks why",
    "asks what",
    "orders strong wish",
    "orders weak wish",
    "i wish strong",
    "i wish weak",
    "pretend topic",
    "claim topic",
    "pretend detail",
    "person hack",
    "strong then it",
    "weak then it",
    "strong detail alone",
    "disguised",
    "topic without wish",
    "linked to strong",
    "linked to weak",
    "pretended before",
    "harm before",
    "stealth before",
    "play before",
    "guarded before",
    "detail before",
    *_EFFECTS,
    "effect on somebody",
    "effect by vague means",
    "effect how i",
    "effect i wish",
    "effect in secret",
    "effect framed",
    "effect orders",
    "effect alone",
    "two effects",
    "topic with effect",
    "strong topic with effect",
    "weak topic with effect on somebody",
    "wish for effect",
    "effect asks why",
    "effect before",
)
"""What each number tells, in order."""
_AT = {name: at for at, name in enumerate(NAMES)}


def areas_of(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weigh the areas that sentences speak of, the heaviest 1."""
    weights = dict.fromkeys(AREAS, 0.0)
    for sentence in sentences:
        for cue in sentence.cues:
            for area in AREAS:
                if cue.kinds & BIT[f"strong:{area}"]:
                    weights[area] += 3 * cue.size  # a dirty bomb is more than a bomb
                elif cue.kinds & BIT[f"weak:{area}"]:
                    weights[area] += 1
    if not any(weights.values()):  # no hazard is named: the effect tells
        for sentence in sentences:
            for effect, area in _AREA_OF.items():
                weights[area] += bool(sentence.kinds & BIT[effect])
    top = max(weights.values()) or 1.0
    return {area: weight / top for area, weight in weights.items()}


def linked(sentence: Sentence, before: Sequence[Sentence]) -> int:
    """Give the topics named before that a sentence without one takes up by `it` or `them`; 0 where there is none."""
    kinds, size = sentence.kinds, len(sentence.words)
    if kinds & TOPIC_BITS or size > _SHORT or sentence.words[0] in {"no", "not", "without", "don't"}:
        return 0
    taken_up = TOPIC_BITS
    if not (kinds & BIT["it"] and kinds & (_WISH | BIT["detail"] | BIT["ask"])):
        if not kinds & BIT["detail"] or size > _SHORTEST or "for" in sentence.words:
            return 0
        taken_up = STRONG_BITS
    topics = 0
    for each in before:
        topics |= each.kinds & taken_up
    return topics & STRONG_BITS or topics


def gist(sentence: Sentence, topics: int) -> str:
    """Give a sentence with each topic as `zstrong` or `zweak`, and what is not English as the name of its class.

    So that a model learns of wishes, and not of the topics that stood in its training texts.

    Args:
        sentence: one.
        topics: what its pronouns stand for, see `linked`.
    """
    stands_for = "zstrong" if topics & STRONG_BITS else "zweak"
    out: list[str] = ["zend"]
    at = 0
    for cue in sentence.cues:
        out += map(_plain, sentence.words[at : cue.at])
        at = max(at, cue.at + cue.size)
        written = _plain(sentence.words[cue.at])
        if cue.kinds & TOPIC_BITS:
            while out and out[-1] in _ARTICLES:
                out.pop()
            if cue.kinds & STRONG_BITS:
                out.append("zstrong")
            elif cue.kinds & _WISH and is_ordinary(written):
                out += [written, "zweak"]
            else:
                out.append("zweak")
        elif topics and cue.kinds & BIT["it"]:
            out += [*sentence.words[cue.at : cue.at + cue.size - 1], stands_for]
        elif cue.size > 1 or is_ordinary(written):
            out += map(_plain, sentence.words[cue.at : cue.at + cue.size])
        else:
            out += [name for bit, name in _GIST.items() if cue.kinds & bit][:3]
    out += map(_plain, sentence.words[at:])
    return " ".join(out)


@lru_cache(maxsize=1 << 14)
def _plain(word: str) -> str:
    return word.strip(",.?!:;\"'()[]<>*`¿¡。？！、，।؟") or "-"


def signals(sentence: Sentence, before: Sequence[Sentence], topics: int) -> list[float]:
    """Give one number, 0 or 1, for each of `NAMES`; `topics` are what its pronouns stand for."""
    out = [0.0] * len(NAMES)
    for name in _of(sentence, topics):
        out[_AT[name]] = 1.0
    told = 0
    for each in before:
        told |= each.kinds
    for kind, name in _BEFORE:
        if told & kind:
            out[_AT[name]] = 1.0
    return out


def _of(sentence: Sentence, topics: int) -> list[str]:  # noqa: PLR0915  (a list, one signal a line)
    kinds = sentence.kinds | topics
    text = " ".join(sentence.words[:12])
    opening = text.lstrip("\"'`>*-_ #([{")
    strong = bool(kinds & STRONG_BITS)
    wish = kinds & _WISH
    topic = "strong" if strong else "weak"
    out = [topic] if kinds & TOPIC_BITS else []
    near = wish if topics else _wishes_near(sentence.cues, STRONG_BITS if strong else WEAK_BITS)
    if topics:
        out.append(f"linked to {topic}")
        if wish:
            out.append(f"{topic} then it")
    out += [f"{topic} {wish_of}" for wish_of in _WISHES if near & BIT[wish_of]]
    framed = bool(kinds & _BENIGN)
    if not wish:
        out.append("topic without wish")
    if kinds & BIT["play"]:
        out.append("play beside")
    if near:
        out.append(f"{topic} wish framed" if framed else f"{topic} wish alone")
    if _first(sentence.cues) == BIT["protect"]:
        out.append("protect first")
    out += [frame for frame in _FRAMES if kinds & BIT[frame]]
    if kinds & BIT["harm"]:
        if strong:
            out.append("strong harm")
        elif near:
            out.append("weak harm wish")
    if kinds & BIT["stealth"]:
        out.append("stealth topic")
        if near:
            out.append("stealth wish")
    if kinds & BIT["detail"]:
        out.append("detail topic")
        if strong and not framed:
            out.append("strong detail alone")
    if kinds & BIT["home"]:
        out.append("home topic")
    if _HOW_I.search(text):
        if strong:
            out.append("strong how i")
        elif near:
            out.append("weak how i wish")
    elif _HOW_ELSE.search(text) and strong:
        out.append("strong how else")
    if _ASKS_WHY.match(opening):
        out.append("asks why")
    if _ASKS_WHAT.match(opening):
        out.append("asks what")
    if near and _ORDERS.match(opening):
        out.append(f"orders {topic} wish")
    if near and _I_WISH.search(" ".join(sentence.words[:40])):
        out.append(f"i wish {topic}")
    if kinds & BIT["pretend"]:
        out.append("pretend topic")
        if kinds & BIT["detail"] or wish:
            out.append("pretend detail")
    if kinds & BIT["claim"]:
        out.append("claim topic")
    if kinds & BIT["person"] and kinds & BIT["hack"]:
        out.append("person hack")
    if kinds & DISGUISED:
        out.append("disguised")
    if kinds & EFFECT_BITS:
        out += _of_effects(kinds, text, opening, framed=framed)
    return out


def _of_effects(kinds: int, text: str, opening: str, *, framed: bool) -> list[str]:
    """Name what a sentence tells of an effect: on whom, by what, in secret, and whether somebody wishes for it."""
    effects = [effect for effect in _EFFECTS if kinds & BIT[effect]]
    out = list(effects)
    suffered = kinds & SUFFERS
    asked = _HOW_I.search(text)
    wished = _I_WISH.search(text)
    told = {
        "effect on somebody": suffered,
        "effect by vague means": kinds & BIT["vague"],
        "effect how i": asked,
        "effect i wish": wished,
        "effect in secret": kinds & BIT["stealth"],
        "effect framed": framed,
        "effect orders": _ORDERS.match(opening),
        "effect alone": not kinds & TOPIC_BITS,
        "two effects": len(effects) > 1,
        "topic with effect": kinds & TOPIC_BITS,
        "strong topic with effect": kinds & STRONG_BITS,
        "weak topic with effect on somebody": kinds & WEAK_BITS and suffered,
        "wish for effect": (asked or wished) and suffered and not framed,
        "effect asks why": _ASKS_WHY.match(opening),
    }
    return out + [name for name, holds in told.items() if holds]


def _wishes_near(cues: Sequence[Cue], topic: int) -> int:
    """Give the wishes that stand near a topic, or are the same word: `phishing` is a topic, `phish` a wish."""
    places = [(cue.at, cue.at + cue.size) for cue in cues if cue.kinds & topic]
    found = 0
    for cue in cues:
        if cue.kinds & _WISH and not cue.kinds & STRONG_BITS:
            if any(start - _NEAR <= cue.at < end + _NEAR for start, end in places):
                found |= cue.kinds & _WISH
    return found


def _first(cues: Sequence[Cue]) -> int:
    """Give the first verb among wishes and protection."""
    for cue in cues:
        if cue.kinds & BIT["protect"]:
            return BIT["protect"]
        if cue.kinds & _WISH:
            return cue.kinds & _WISH
    return 0
