"""Read the gist of a request for how its words govern one another: who is to make what, or only speaks of it.

Works on what `gist` writes: topics are `zstrong` and `zweak`, foreign words the names of their classes.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  (a pattern is read on one line)

import re

__all__ = ["PATTERNS", "matched"]

_MAKE = (
    r"(?:re)?(?:make|build|creat\w*|construct\w*|produc\w*|synthesi\w*|manufactur\w*|assembl\w*|cook\w*|brew\w*|craft\w*|concoct|"
    r"prepar\w*|develop\w*|design\w*|engineer\w*|cultivat\w*|cultur\w*|grow|extract\w*|isolat\w*|purif\w*|refin\w*|enrich\w*|"
    r"convert|modif\w*|print\w*|mill\w*|mix\w*|set up|put together|write|code|program|fabricat\w*|wire|rig|making|building|"
    r"growing|mixing|writing|modifying|fit|turn)"
)
_USE = (
    r"(?:use|releas\w*|spread|dispers\w*|scatter|deploy|detonat\w*|plant|contaminat\w*|poison|infect|deliver|blow up|"
    r"set off|unleash|smuggle|sneak|steal|buy|get|obtain|acquire|order|hide|carry|bring|attach|gas|enrich|weaponi\w*|"
    r"sabotag\w*|mail|own|improve|kill|throw|drop)"
)
_HACK = (
    r"(?:hack|break into|crack|bypass|evade|hijack|intercept|steal|dump|harvest|phish|spoof|clone|spy on|"
    r"brute[- ]force|take down|shut down|knock|crash|exploit|exfiltrate|get into|get past|get around|gain access|compromise|take over|"
    r"wipe|encrypt|disable|attack|drain|trick|read|plant|log into|access|change|disrupt|tamper)"
)
_TOPIC = r"(?:(?!(?:about|of|on|against|from|for|with|in|which|that|and)\b)\S+ ){0,3}?z(?:strong|weak)\b"
_I = (
    r"(?:how (?:do|can|could|would|should|might|does|to|2|too|r|u) ?(?:(?:i|we|you|u|one|somebody|someone|a \S+|people|"
    r"terrorists|an attacker|criminals)(?: like me)? ?)?(?:go about )?|how to |ways? (?:to|of) |"
    r"steps? (?:to|of|for|in) |instructions? (?:to|for|on) |(?:recipe|guide|manual|tutorial|plan|protocol|procedure|checklist)s? (?:to|for|of|on) |"
    r"help me |teach me(?: how)? (?:to )?|show me(?: how)? (?:to )?|"
    r"i (?:want|need|wish|have|must|plan|would like) (?:to )?|"
    r"i'd (?:like|love) to |(?:i'm|i am) going to |let's |wanna |in order to |to |for |of |me to )"
)

_BOTH = {
    "asks to make": rf"\b(?:how|where|what) (?:to|2|too|(?:do|can|could|would|should|might|may|does|must) (?:i|we|you|u|one|somebody|someone|a \S+|people|terrorists|me|an \S+)(?: like me)?(?: go about)?) (?:\S+ )?{_MAKE} {_TOPIC}",
    "asks to use": rf"\b(?:how|where|what) (?:to|2|too|(?:do|can|could|would|should|might|may|must) (?:i|we|you|u|one|somebody|someone|a \S+|an \S+)) (?:\S+ )?{_USE} {_TOPIC}",
    "asks to hack": rf"\bhow (?:to|2|too|(?:do|can|could|would|should|might) (?:i|we|you|u|one|somebody|someone)) (?:\S+ )?{_HACK} {_TOPIC}",
    "to make": rf"\b{_I}(?:\S+ )?{_MAKE} {_TOPIC}",
    "to use": rf"\b{_I}{_USE} {_TOPIC}",
    "to hack": rf"\b{_I}{_HACK} {_TOPIC}",
    "make in another language": r"\b(?:ask|make) (?:\S+ ){0,4}?ZTOPIC (?:\S+ ){0,3}?make\b|\bmake (?:\S+ ){0,3}?ZTOPIC\b|\bZTOPIC(?: \S+){0,3}? ?(?:make|作)",
    "hack in another language": r"\bhack (?:\S+ ){0,4}?ZTOPIC\b|\bZTOPIC (?:\S+ ){0,3}?hack\b",
    "get in another language": r"\b(?:ask|où|dónde|dove|onde|waar|gdzie|где|wo) (?:\S+ ){0,3}?(?:get|use) (?:\S+ ){0,3}?ZTOPIC\b",
    "told how he makes": rf"\bhow (?:\S+ ){{1,3}}?(?:makes|builds|produces|creates|prepares|brews|cooks|constructs|extracts|turns|gets|made|built|hacks|steals|breaks into|does) {_TOPIC}",
    "wants a thing": r"\b(?:i want|i need|need|i'd (?:like|love) to (?:own|have)|i wish for|get me|turns out|my plan is to use|own) (?:\S+ ){0,1}?ZTOPIC\b",
}
_ALONE = {
    "orders a thing": r"(?:^|zend |\bplease |[\"'>] ?)(?:please |now |just |can you |could you |would you )*(?:write|make|build|create|code|design|develop|program|generate|construct|give|get|produce|print|cook|compose|set up)(?: me| us)?(?: up)? (?:(?!(?:about|on|of|for|with|against|which|that|to|in|from)\b)\S+ ){0,3}?zstrong\b",
    "for a thing": r"\b(?:recipe|instructions?|guide|manual|tutorial|plans?|protocol|procedure|formula|ingredients|materials|parts|components|equipment|steps|blueprints?|code|synthesis|production|making|manufactur\w*|creation|building|extraction|need|needed|method\w*|route|walkthrough|checklist|version|design|process|making) (?:\S+ ){0,2}?(?:for|of|to|in) (?:\S+ ){0,2}?zstrong\b",
    "is made": r"\bzstrong (?:is |are |gets |get |can be |be |could be |would be )?(?:\S+ )?(?:made|produced|manufactured|extracted|prepared|built|assembled|created|put together|constructed|obtained|synthesi[sz]ed|hergestellt|together)\b",
    "be used": r"\bzstrong (?:\S+ )?(?:can |could |would )?be (?:\S+ )?(?:spread|deployed|released|dispersed|detonated|used|delivered)\b",
    "how is it made": r"\bhow (?:is|are|r|can|could|would) (?:\S+ ){0,2}?zstrong (?:be )?(?:\S+ )?(?:made|produced|prepared|extracted|built|manufactured|assembled|created|spread|used)\b",
    "hard to make": r"\bzstrong (?:\S+ )?(?:hard|difficult|easy|possible) to (?:make|build|get|produce)\b|\b(?:hard|difficult) to (?:make|build|get|produce) zstrong\b",
    "about a thing": r"\b(?:about|on|history of|word for|effects? of|dangers? of|essay on|book on|ban on|ban|victims of|film|role|against|from|with|exposed to|exposure to|contact with|patients|laws? on|afraid of|signs of|article|story in which|who|which country|treaties|difference between|events|use of|limiting|handle|licen[cs]e) (?:\S+ ){0,1}?zstrong\b",
    "somebody else": r"\b(?:wants|wanted|asked|told|tells|said|says|made by|man who|woman who|he is|she is|anybody|neighbo\S+|classmate|son|daughter|police|investigators|found|arrested|plot|coworker) (?:\S+ ){0,4}?(?:make|makes|making|made|build|building|built|use|used|with|for|find) (?:\S+ ){0,2}?zstrong\b",
    "what is": r"(?:^|zend |\" ?)(?:what(?:'s| is| are| was| were| does| did| do)|who|when|why|which|where) (?:\S+ ){0,4}?z(?:strong|weak)\b",
    "can it": r"^zend (?:can|could|does|do|is|are|was|has|have|will|did) zstrong\b",
    "how does": r"\bhow (?:does|do|did|was|were|has|have|will) (?!i\b|you\b|we\b|one\b|u\b)(?:\S+ ){1,3}",
    "detail after": r"^zend (?:\S+ ){0,6}?(?:make one|build one|put zstrong together|first step|find the parts|parts do i need|get zstrong|what do i need|what i need)\b",
    "my own": r"\b(?:my|our) own\b|\bmy (?:old |lost |own )?(?:account|server|phone|website|network|router|laptop|computer|password)",
}
PATTERNS: dict[str, re.Pattern[str]] = {
    **{
        f"{name}: {topic}": re.compile(pattern.replace("ZTOPIC", topic).replace(r"z(?:strong|weak)", topic))
        for name, pattern in _BOTH.items()
        for topic in ("zstrong", "zweak")
    },
    **{name: re.compile(pattern) for name, pattern in _ALONE.items()},
}


_HOW = ("asks to hack", "told how he makes", "how is it made", "how does")


def _needs(name: str, pattern: str) -> tuple[str, ...]:
    """Give what has to be in a gist in which the pattern is found."""
    either = "z(?:strong|weak)" in pattern
    topic = "z" if either else "zstrong" if "zstrong" in pattern else "zweak" if "zweak" in pattern else ""
    return (topic, "how") if name.startswith(_HOW) else (topic,)


_NEEDED = tuple((pattern, _needs(name, pattern.pattern)) for name, pattern in PATTERNS.items())


_STRONG = tuple("zstrong" in pattern.pattern and "zweak" not in pattern.pattern for pattern in PATTERNS.values())
_WEAK = tuple("zweak" in pattern.pattern and "zstrong" not in pattern.pattern for pattern in PATTERNS.values())


def matched(told: str) -> list[float]:
    """Say of each of `PATTERNS`, in order, whether it is in the gist: 1.0 or 0.0."""
    strong, weak = "zstrong" in told, "zweak" in told
    return [
        1.0 if (strong or not needs_strong) and (weak or not needs_weak) and pattern.search(told) else 0.0
        for pattern, needs_strong, needs_weak in zip(PATTERNS.values(), _STRONG, _WEAK, strict=True)
    ]
