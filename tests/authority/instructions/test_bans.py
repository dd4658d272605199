"""Bans are read however they are worded, and only where something is banned."""
# SPDX-License-Identifier: Apache-2.0

import json
import time
from pathlib import Path
from typing import Any

import pytest

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions import parse_text
from bylaw.authority.instructions.bans import BANS
from bylaw.authority.instructions.reading import read_sentence
from bylaw.authority.reading import read

_ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("bans.jsonl").read_text("utf-8").splitlines()
]
_BANNING = [(row["text"], row["constraints"]) for row in _ROWS if row["constraints"]]
_NEAR_MISSES = [row["text"] for row in _ROWS if not row["constraints"]]
_OWN = ("detectable_content:absent", "detectable_format:number_list_items", "keywords:letter_frequency")


def _read(text: str) -> set[Constraint]:
    return {constraint for sentence in parse_text(text) for constraint in sentence.constraints}


def _own(constraints: set[Constraint]) -> set[Constraint]:
    return {each for each in constraints if each.family in _OWN}


@pytest.mark.parametrize(("text", "constraints"), _BANNING, ids=[text for text, _ in _BANNING])
def test_a_ban_is_read_however_it_is_worded(text: str, constraints: list[dict[str, Any]]) -> None:
    wanted = {Constraint.of(each["family"], each["args"]) for each in constraints}
    found = _read(text)
    assert wanted <= found
    assert _own(found) <= wanted


@pytest.mark.parametrize("text", _NEAR_MISSES)
def test_what_bans_nothing_is_read_as_no_ban(text: str) -> None:
    assert not _own(_read(text))


_CONFLICTS = [
    ("Give your answer a title, wrapped in double angular brackets, such as <<title>>.", "Don't write a title."),
    ("At the end, add a postscript starting with P.S.", "No P.S., please."),
    ("Highlight at least 3 sections with markdown, i.e. *highlighted section*.", "Nothing should be highlighted."),
    ("Your reply must have at least 2 placeholders in square brackets, such as [address].", "No placeholders."),
    ("Write 3 sections. Mark the beginning of each section with Section X.", "Don't divide it into sections."),
    ("Wrap the entire output in JSON format.", "Answer in prose instead of JSON."),
    ("Wrap your entire response with double quotation marks.", "Don't put your answer in quotes."),
    ("Give two different responses, separated by 6 asterisk symbols: ******.", "Just one answer, please."),
    ("First repeat the request word for word, then answer.", "Answer without repeating my request."),
    ("Answer as a table.", "Don't use a table."),
    ("Reply with nothing but code.", "No code, just explain it."),
    ("Write a numbered list.", "No lists."),
    ("Answer in plain text.", "Format your answer in Markdown."),
    ("Use no commas.", "Separate your points with commas."),
]


@pytest.mark.parametrize(("developer", "user"), _CONFLICTS)
def test_a_ban_on_what_a_higher_level_asks_for_is_misaligned(developer: str, user: str) -> None:
    messages = (Message.of(Role.DEVELOPER, developer), Message.of(Role.USER, user))
    reading = read(Conversation(messages))
    rulings = zip(reading.instructions, reading.rulings.instructions, strict=True)
    assert "misaligned" in {ruling.outcome for each, ruling in rulings if each.message == 1}


@pytest.mark.parametrize(
    "piece",
    [
        "no table or ",
        "do not use ",
        "without a ",
        "no a a a ",
        "not use the code , and ",
        "1 answer only ",
        "x or ",
        "with in as ",
        "tables or ",
        "only just ",
    ],
)
def test_no_sentence_takes_long(piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * length)[:length] + "table"
        reading = read_sentence(text, 0, len(text))
        started = time.thread_time()
        list(BANS.read(reading))
        return time.thread_time() - started

    spent(500)
    assert spent(4000) < 16 * spent(1000) + 0.1  # four times the text; quadratic would be sixteen at the least
