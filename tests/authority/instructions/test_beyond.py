"""The readers of families beyond IFEval: secrets, topics, personas, tones, inputs, tools, conditions, options."""

import json
import time
from pathlib import Path

import pytest

from bylaw.authority.constraints import Constraint
from bylaw.authority.instructions import parse_text
from bylaw.authority.instructions.conditional import CONDITIONAL
from bylaw.authority.instructions.inputs import INPUTS
from bylaw.authority.instructions.options import OPTIONS
from bylaw.authority.instructions.persona import PERSONA
from bylaw.authority.instructions.reading import read_sentence
from bylaw.authority.instructions.secrets import SECRETS
from bylaw.authority.instructions.tape import find_quotes
from bylaw.authority.instructions.tone import TONE
from bylaw.authority.instructions.tools import TOOLS
from bylaw.authority.instructions.topics import TOPICS

HERE = Path(__file__).parent
READERS = (SECRETS, TOPICS, PERSONA, TONE, INPUTS, TOOLS, CONDITIONAL, OPTIONS)


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def constraints(text: str) -> list[Constraint]:
    reading = read_sentence(text, 0, len(text), find_quotes(text))
    words = frozenset(reading.words.split())
    found = [each for reader in READERS if not reader.triggers.isdisjoint(words) for each in reader.read(reading)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("row", rows("beyond.jsonl"), ids=lambda row: row["text"])
def test_a_rule_is_read_with_its_arguments(row: dict[str, object]) -> None:
    found = [
        {
            "family": each.family,
            "args": {name: list(value) if isinstance(value, tuple) else value for name, value in each.args},
        }
        for each in constraints(str(row["text"]))
    ]
    assert found == row["constraints"]


@pytest.mark.parametrize("row", rows("beyond.jsonl"), ids=lambda row: row["text"])
def test_a_glance_passes_no_such_rule_over(row: dict[str, object]) -> None:
    wanted = row["constraints"]
    assert isinstance(wanted, list)
    found = {each.family for sentence in parse_text(str(row["text"])) for each in sentence.constraints}
    assert {each["family"] for each in wanted} <= found


@pytest.mark.parametrize("row", rows("beyond_near_misses.jsonl"), ids=lambda row: row["text"])
def test_what_only_looks_like_a_rule_is_none(row: dict[str, object]) -> None:
    assert constraints(str(row["text"])) == []


@pytest.mark.parametrize(
    "unit",
    [
        "do not ", "if ", "if x , say ", "you are ", "every message ", "use the ", "formal , ", "only ",
        "never reveal ", "answer with only ", "yes or ", "keep a ", "each text the user sends ",
        "discuss anything other than ",
    ],
)  # fmt: skip
def test_a_long_hostile_sentence_is_read_in_a_moment(unit: str) -> None:
    text = (unit * 4000)[:4000]
    reading = read_sentence(text, 0, len(text))
    started = time.thread_time()
    for reader in READERS:
        list(reader.read(reading))
    assert time.thread_time() - started < 1
