"""Tell which tones no text has both of, by the plain sense of their adjectives.

A tone is text as it was said, of one or several adjectives: "formal", "very casual and playful". The table is literal:
words outside it are opposite to nothing, and what a tone denies or leaves open ("not too formal", "formal or casual")
says nothing.
"""
# SPDX-License-Identifier: Apache-2.0

import re

__all__ = ["alike", "opposed"]

_LONGEST = 300
"""Characters of a tone that are read; whoever says more describes no tone."""


def _pair(one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(one.split()), frozenset(other.split())


_OPPOSITES = (
    _pair(
        "formal professional academic scholarly official businesslike ceremonious",
        "informal casual colloquial slangy slang chatty folksy laid-back flippant street",
    ),
    _pair(
        "serious solemn grave sober sombre somber earnest stern",
        "funny humorous playful silly comic comical comedic joking sarcastic witty goofy zany whimsical flippant "
        "tongue-in-cheek lighthearted light-hearted",
    ),
    _pair(
        "polite courteous respectful deferential gracious tactful diplomatic",
        "rude impolite disrespectful insulting insolent hostile mocking",
    ),
    _pair(
        "friendly warm kind cordial welcoming amiable genial affectionate",
        "unfriendly hostile cold mean unkind rude insulting icy frosty",
    ),
    _pair("concise brief terse succinct laconic curt", "verbose long-winded wordy rambling detailed elaborate lengthy"),
    _pair("simple childlike nontechnical non-technical", "technical complex sophisticated erudite jargon-heavy"),
    _pair("optimistic upbeat hopeful", "pessimistic gloomy cynical bleak hopeless"),
    _pair("cheerful happy joyful jovial", "sad gloomy melancholy melancholic mournful grumpy"),
    _pair("calm soothing serene placid", "angry agitated frantic aggressive hysterical furious"),
    _pair("gentle tender soft", "harsh aggressive stern blunt"),
    _pair("neutral objective impartial unbiased", "biased opinionated partisan"),
    _pair("humble modest", "arrogant boastful pompous"),
    _pair("enthusiastic excited energetic passionate", "bored apathetic indifferent monotone listless"),
    _pair("confident assertive", "hesitant timid tentative"),
    _pair("emotional passionate", "unemotional dispassionate robotic"),
    _pair("sincere earnest", "sarcastic ironic sardonic mocking"),
    _pair("empathetic sympathetic compassionate caring", "callous heartless cold indifferent"),
    _pair("modern contemporary", "archaic old-fashioned antiquated"),
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_JOINED = {
    "long winded": "long-winded", "laid back": "laid-back", "light hearted": "lighthearted",
    "tongue in cheek": "tongue-in-cheek", "old fashioned": "old-fashioned", "non technical": "non-technical",
}  # fmt: skip
_DEGREES = frozenset(
    "a an and but yet very quite rather more most extremely always really highly deeply strictly consistently both so "  # noqa: SIM905
    "overall the tone voice style manner truly super utterly fully totally completely entirely".split()
)
_OPEN = frozenset(
    "not never no less nor neither without or than too slightly somewhat mildly semi non un little bit".split()  # noqa: SIM905
)
"""Where one of these stands, a tone may mean another than its adjectives."""


def opposed(one: str, other: str) -> tuple[str, str] | None:
    """Give an adjective of each that no text has together; None where there is none."""
    first, second = _adjectives(one), _adjectives(other)
    for side, opposite in _OPPOSITES:
        for mine, theirs in ((side, opposite), (opposite, side)):
            # "Serious but playful" has both by its own account, so neither word stands against it.
            if first & mine and second & theirs and not first & theirs and not second & mine:
                return min(first & mine), min(second & theirs)
    return None


def alike(one: str, other: str) -> bool:
    """Say whether two tones are the same, or all their adjectives stand on one side."""
    first, second = _adjectives(one), _adjectives(other)
    if not first or not second:
        return False
    return first == second or any(first | second <= side for pair in _OPPOSITES for side in pair)


def _adjectives(tone: str) -> frozenset[str]:
    low = " ".join(tone[:_LONGEST].casefold().split())
    for apart, joined in _JOINED.items():
        low = low.replace(apart, joined)
    words = frozenset(_WORD.findall(low))
    return frozenset() if words & _OPEN else words - _DEGREES
