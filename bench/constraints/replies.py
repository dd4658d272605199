"""Write replies that keep and break constraints by chance, and draw constraints to hold them against.

A reply is put together from pieces that the families look at (sentences, bullets, headings, marks, wrappers), so that
each family is kept and broken often; both are drawn from one seeded generator, and the same seed gives the same.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import random
from collections.abc import Callable

from bylaw.authority.constraints import BANNED, FAMILIES, RELATIONS, Constraint
from bylaw.authority.constraints.nouns import Value

__all__ = ["draw", "lean", "write"]

_VOCABULARY = (
    "the a of harbour ferry winter and bridge opened slowly because people in town wanted to travel "
    "across river every morning before sunrise while old stone walls kept wind away from market where "
    "traders sold bread fish wool it was said that nobody could remember when first boat had come but "
    "they all agreed about its colour name story year "
)
_WORDS = tuple(_VOCABULARY.split())
_LINES = (
    "Dr. Reed met Mrs. Hale at 3.30 p.m. on Monday.",
    "It cost $3.50, e.g. for two tickets; that is fair!",
    "Visit example.com for more... or don't.",
    "NASA and the U.S. Navy DON'T agree, I'M sure.",
    "Is it late? No! It's EARLY.",
    'He said "come in." Then he left.',
    "BREAKING NEWS: THE FERRY IS LATE",
    "WE CANNOT STOP NOW, SAID ANNA-MARIA",
    "all of this is written in small letters. even this line.",
    "<<A Winter Crossing>>",
    "<< >>",
    "<<<>>>",
    "# Heading",
    "## The Old Ferry ##",
    "* a point about bread",
    "- another point, about fish",
    "*",
    "**",
    "---",
    "***",
    "******",
    "  * an indented point",
    "*highlighted part* and **bold part** and ***both***",
    "*open",
    "**not * closed",
    "****",
    "* *",
    "Call [name] at [phone].",
    "[ ] [open",
    "[]",
    "Section 1",
    "SECTION 2",
    "Section 3 Section4",
    "P.S. Bring a coat.",
    "p. s. late",
    "P.P.S Bring two.",
    "p.p.s. again",
    "My answer is yes.",
    "my answer is no.",
    "My answer is maybe. I think.",
    '{"a": 1}',
    "[1, 2]",
    '```json\n{"a": [true, null]}\n```',
    "```\nprint(1)\n```",
    "Any other questions?",
    "Is there anything else I can help with?",
    "Write about the ferry.",
    "write ABOUT the ferry. Yes.",
    "1. first\n2. second",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "",
)
_JOINTS = ("\n", "\n\n", " ", "\n\n\n", "\n***\n", " *** ", "******", "\n \n")
_FOREIGN = {
    "de": "Die Fähre legt jeden Morgen vor Sonnenaufgang ab und die Leute warten am Ufer auf das erste Boot.",
    "fr": "Le bac part chaque matin avant le lever du soleil et les gens attendent le premier bateau sur la rive.",
    "es": "El barco sale cada mañana antes del amanecer y la gente espera en la orilla para cruzar el río.",
    "ru": "Паром отходит каждое утро до восхода солнца, и люди ждут первую лодку на берегу реки.",
    "hi": "नाव हर सुबह सूरज निकलने से पहले चलती है और लोग किनारे पर पहली नाव का इंतज़ार करते हैं।",
    "ko": "배는 매일 아침 해가 뜨기 전에 떠나고 사람들은 강가에서 첫 배를 기다립니다.",
    "sw": "Mashua huondoka kila asubuhi kabla ya jua kuchomoza na watu husubiri mashua ya kwanza ufukweni mwa mto.",
    "ar": "تغادر العبارة كل صباح قبل شروق الشمس وينتظر الناس أول قارب على ضفة النهر.",
}


def _sentence(dice: random.Random) -> str:
    chosen = [dice.choice(_WORDS) for _ in range(dice.randint(3, 14))]
    if dice.random() < 0.3:
        chosen[dice.randrange(len(chosen))] += ","
    if dice.random() < 0.2:
        at = dice.randrange(len(chosen))
        chosen[at] = chosen[at].upper()
    return " ".join(chosen).capitalize() + dice.choice("...!?")


def write(dice: random.Random) -> str:
    """Write one reply."""
    pieces: list[str] = []
    for _ in range(dice.randint(1, 8)):
        roll = dice.random()
        if roll < 0.5:
            pieces.append(" ".join(_sentence(dice) for _ in range(dice.randint(1, 5))))
        elif roll < 0.95:
            pieces.append(dice.choice(_LINES))
        else:
            pieces.append(dice.choice(tuple(_FOREIGN.values())))
    if dice.random() < 0.15:  # a reply of few marks, so that JSON, options and the like come up whole
        pieces = pieces[:1]
    reply = "".join(piece + dice.choice(_JOINTS) for piece in pieces)
    change: Callable[[str], str] = dice.choice((str, str, str, str, str.upper, str.lower, str.strip, '"{}"'.format))
    return change(reply)


def lean(reply: str, constraint: Constraint, dice: random.Random) -> str:
    """Bring a reply nearer to what it is held against, where chance alone would seldom keep it."""
    match constraint.family:
        case "combination:repeat_prompt":
            return f"{constraint.text('prompt_to_repeat')} {reply}"
        case "startend:end_checker":
            return f"{reply.rstrip()} {constraint.text('end_phrase')}"
        case "detectable_format:multiple_sections":
            marks = (f"{constraint.text('section_spliter')} {dice.randint(1, 9)}" for _ in range(dice.randint(1, 5)))
            return "\n".join(f"{mark}\n{reply}" for mark in marks)
        case "detectable_format:number_bullet_lists":
            return "\n".join(f"{dice.choice('*-')} {_sentence(dice)}" for _ in range(dice.randint(1, 4)))
        case "detectable_format:json_format":
            return json.dumps({"reply": reply}) + dice.choice(("", "\n", "."))
        case "length_constraints:nth_paragraph_first_word":
            word = (
                dice.choice(("", "'", '"')) + constraint.text("first_word").capitalize() + dice.choice((",", "", "'s"))
            )
            return "\n\n".join(f"{word} {_sentence(dice)}" for _ in range(dice.randint(1, 4)))
    return reply


def draw(family: str, dice: random.Random) -> Constraint:
    """Draw arguments for a family."""
    args: dict[str, Value] = {}
    for name, kind in FAMILIES[family].items():
        match kind:
            case "count":
                args[name] = dice.randint(1, _MOST.get(family, 4))
            case "relation":
                args[name] = dice.choice(RELATIONS)
            case "texts":
                args[name] = tuple(dice.sample(_TEXTS.get(name, _WORDS), dice.randint(1, 3)))
            case "flag":
                args[name] = dice.random() < 0.5
            case "family":
                args[name] = dice.choice(BANNED)
            case "text":
                args[name] = dice.choice(_TEXTS.get(name, _WORDS))
    if family == "length_constraints:nth_paragraph_first_word":
        paragraphs = dice.randint(1, 4)
        args |= {"num_paragraphs": paragraphs, "nth_paragraph": dice.randint(1, paragraphs)}
    return Constraint.of(family, args)


_MOST = {
    "change_case:capital_word_frequency": 12,
    "keywords:letter_frequency": 40,
    "length_constraints:number_sentences": 15,
    "length_constraints:number_words": 150,
    "length_constraints:number_characters": 700,
    "length_constraints:number_tokens": 700,
}
_TEXTS = {
    "name": ("Nova", "Max", "nova"),
    "operation": ("translate", "classify"),
    "options": ("yes", "No", "my answer is no.", "Write about the ferry.", "[1, 2]", "P.S. Bring a coat."),
    "say": ("my answer is no.", "Yes."),
    "otherwise": ("", "No."),
    "start_phrase": ("Write about the ferry.", "the", "My answer is", "Section", '"my'),
    "style": ("bulleted", "numbered", "any"),
    "tone": ("formal", "casual", "witty", "playful", "serious"),
    "tool": ("*", "search", "mail"),
    "topics": ("the ferry", "bread", "winter markets"),
    "when": ("it is late", "it is early"),
    "prompt_to_repeat": ("Write about the ferry.", "my answer is no.", "Section 1"),
    "postscript_marker": ("P.S.", "P.P.S", "p.s. late"),
    "section_spliter": ("Section", "SECTION"),
    "letter": tuple("etaoinzq"),
    "language": ("en", *_FOREIGN),
    "end_phrase": ("Any other questions?", "Is there anything else I can help with?", "yes.", "fish"),
    "first_word": (*_WORDS[:12], "dr", "it", "he", "section", "p", "my"),
}
