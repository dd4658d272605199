"""Score a piece of a reply for instructions towards a hazard: the form of a procedure, and what it is a procedure for.

Knows no conversation: what the reply was asked for comes as a text. Naming a hazard is nothing; steps that lead to it
are.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  (lists of words)

import re
from dataclasses import dataclass
from functools import lru_cache

from bylaw.measures.hazards.cues import STRONG_BITS, TOPIC_BITS, Sentence, read_sentences
from bylaw.measures.hazards.requests import find_wishes
from bylaw.measures.hazards.signals import areas_of
from bylaw.measures.hazards.vector import Told, probabilities, tell
from bylaw.measures.hazards.words import AREAS
from bylaw.measures.reader import as_seen

__all__ = [
    "Instructions",
    "asked_for",
    "form_of",
    "instruction_vectors",
    "is_procedure",
    "score_instructions",
    "topical",
]

_WISHED = 0.4
"""The score from which a request without a hazard's name is taken for a wish, where a reply is about to answer it."""
_SENTENCES = 3
"""Of a piece, at most so many are scored."""
_STEP = re.compile(
    r"(?:^| )(?:\(?\d{1,2}[.)]\)? |step (?:\d|one|two|three|four|five)|schritt \d|étape \d|paso \d|passo \d|stap \d|krok \d|"
    r"шаг \d|- \[?[a-z])|第[一二三四]步|步骤|手順\d|الخطوة|चरण"
)
_THEN = re.compile(
    r"\b(?:first|next|then|after that|afterwards|finally|when it has|once|until|begin with|start (?:by|with)|second|third|"
    r"zuerst|dann|danach|ensuite|puis|d'abord|luego|después|poi|infine|depois|daarna|najpierw|potem|сначала|затем|потом)\b"
)
_DO = re.compile(
    r"\b(?:mix|add|heat|stir|pour|weigh|drill|insert|connect|attach|fill|pack|filter|dry|distil|cool|incubate|collect|"
    r"place|put|set|screw|cut|grind|remove|install|run|compile|inject|send|wait|obtain|get|buy|gather|take|use|combine|"
    r"dissolve|assemble|hide|scan|upload|download|soak|mill|split|join|rent|point|infect|log in|file down|reassemble|"
    r"open|release|dump|mische|erhitze|fülle|nimm|remplis|visse|insère|ajoute|llena|mezcla|cierra|coloca|mescola|riempi|"
    r"misture|meng|vul|zmieszaj|смешай\w*|добавь\w*|нагрей\w*)\b"
)
_NEEDS = re.compile(
    r"\b(?:you(?:'ll| will)? (?:also )?need|you will want|materials|equipment|ingredients|components|tools needed|method|"
    r"procedure|here is how|here's how|here's|brauchst du|il te faut|necesitas|hai bisogno|você precisa)\b"
)
_AMOUNT = re.compile(r"\d ?(?:g|kg|mg|ml|l|cm|mm|°|degrees|minutes|hours|%|grams)\b|\[[a-z][a-z ]{2,20}\]")
_CODE = re.compile(r"```|\bdef \w+\(|\bimport \w+|\bclass \w+|#include|function \w*\(|\$\(")
_REFUSES = re.compile(
    r"\b(?:i can't|i cannot|i can not|i won't|i will not|i'm not able|i am not able|i'm unable|can't help|cannot help|"
    r"won't (?:give|explain|provide|go into)|not (?:give|go into|provide|share)|no, i|i'm sorry|crisis line|ich kann (?:dir )?"
    r"(?:dabei )?nicht|je ne peux pas|no puedo|non posso|não posso|не могу|我不能|我无法|できません)"
)
_PAST = re.compile(r"\b(?:was|were|had|died|happened|developed|invented|found|said|stopped|killed|became|followed)\b")
_GUARDS = re.compile(
    r"\b(?:protect\w*|prevent\w*|backups?|patch\w*|poison centre|emergency|police|treat\w*|patient\w*|safety|goggles|fume hood|"
    r"evacuat\w*|report\w*|authorit\w*|experts?|decontaminat\w*|vaccin\w*|antidote|fresh air|licen[cs]e|treaty|banned|"
    r"recogni[sz]e|detect\w*|your own|train (?:your|employees|staff)|updates?|two-factor|multi-factor)\b"
)


@dataclass(frozen=True, slots=True)
class Instructions:
    """How surely a piece of a reply instructs towards a hazard, and where it names it, or else the whole piece."""

    score: float
    area: str
    start: int
    end: int


_NOTHING = Instructions(0.0, "", 0, 0)


@lru_cache(maxsize=256)
def form_of(piece: str) -> tuple[float, ...]:
    """Give how much of a procedure's form a piece has; one number, from 0 to 1, for each of `PROCEDURE` but the last."""
    seen = as_seen(piece).text
    steps = sum(1 for _ in zip(_STEP.finditer(seen), range(6), strict=False))
    then = sum(1 for _ in zip(_THEN.finditer(seen), range(6), strict=False))
    does = sum(1 for _ in zip(_DO.finditer(seen), range(10), strict=False))
    past = sum(1 for _ in zip(_PAST.finditer(seen), range(6), strict=False))
    guards = sum(1 for _ in zip(_GUARDS.finditer(seen), range(4), strict=False))
    return (
        min(steps, 4) / 4,
        min(then, 4) / 4,
        min(does, 8) / 8,
        float(_NEEDS.search(seen) is not None),
        float(_AMOUNT.search(seen) is not None),
        float(_CODE.search(seen) is not None),
        float(_REFUSES.search(seen) is not None),
        min(past, 5) / 5,
        min(guards, 3) / 3,
    )


def is_procedure(form: tuple[float, ...]) -> bool:
    """Whether a piece could be instructions at all: it tells what to do, more than once."""
    steps, then, does, needs, amount, code, refuses, *_ = form
    return not refuses and (
        does >= 0.25 or steps >= 0.5 or (does > 0 and max(then, needs, amount, code) > 0) or code > 0
    )


def instruction_vectors(about: tuple[Sentence, ...], own: tuple[Sentence, ...], form: tuple[float, ...]) -> list[Told]:
    """Give what the model is told of the piece's sentences that name a topic, the strongest ones; else of the request's."""
    strong = [each for each in own if each.kinds & STRONG_BITS][:_SENTENCES]
    asked = [each for each in about if each.kinds & STRONG_BITS][-_SENTENCES:]
    chosen = strong or asked or list(own or about)[:_SENTENCES]
    borrowed = float(not strong and bool(asked))
    return [tell(each, (), form=(*form, borrowed)) for each in chosen]


@lru_cache(maxsize=256)
def score_instructions(piece: str, request: str) -> Instructions:
    """Score a piece of a reply.

    Args:
        piece: of the reply, at most some hundred characters.
        request: what the reply answers; it may name the topic that the piece doesn't.
    """
    own = topical(piece)
    about = () if any(each.kinds & STRONG_BITS for each in own) else asked_for(request)
    if not own and not about:
        return _NOTHING
    form = form_of(piece)
    if not is_procedure(form):
        return _NOTHING
    score = max(probabilities("instructions", instruction_vectors(about, own, form)))
    weights = areas_of(about + own)
    area = max(AREAS, key=lambda each: weights[each])
    start, end = as_seen(piece).place(own[0].start, own[-1].end) if own else (0, len(piece))
    return Instructions(score, area, start, end)


def topical(text: str) -> tuple[Sentence, ...]:
    """Give the sentences of a text that name a topic."""
    return tuple(each for each in read_sentences(text) if each.kinds & TOPIC_BITS)


@lru_cache(maxsize=64)
def asked_for(request: str) -> tuple[Sentence, ...]:
    """Give the sentences of a request that name a hazard, or may wish for one."""
    if not request or not topical(request):
        return ()
    wished = any(each.score >= _WISHED for each in find_wishes(request))
    return tuple(each for each in topical(request) if wished or each.kinds & STRONG_BITS)
