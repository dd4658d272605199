"""`bylaw works`: register works, list them, and hold replies to them."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bylaw.checks import Broken, Case, Kept
from bylaw.checks.creators import creators_check
from bylaw.checks.grade import grade
from bylaw.cli.config import resolve
from bylaw.cli.desk import open_desk, read_spec
from bylaw.errors import ConfigError
from bylaw.measures.overlap.index import load_index
from bylaw.measures.personal_data.presidio import presidio_is_there
from tests.checks.test_judging import questions

MAIN = "from bylaw.cli import main; main()"


def works(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", MAIN, "works", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def novel(seed: int) -> str:
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdeilnorstu", k=chance.randint(3, 9))) for _ in range(900)]
    return " ".join(chance.choice(words) for _ in range(4_000))


def case_of(reply: str) -> Case:
    case = questions(reply)[0].case
    return Case(case.reading, "reply", reply=reply, finish_reason="stop")


def test_registered_works_are_listed_and_their_passages_found(tmp_path: Path) -> None:
    (tmp_path / "The Lake.txt").write_text(novel(1))
    (tmp_path / "more.jsonl").write_text(
        json.dumps({"title": "The Hill", "author": "A. Oduya", "text": novel(2)}) + "\n"
    )
    index = tmp_path / "works.index"
    ran = works("add", tmp_path / "The Lake.txt", tmp_path / "more.jsonl", "--index", index, "--note", "by agreement")
    assert ran.returncode == 0, ran.stderr
    listed = json.loads(works("list", "--index", index, "--json").stdout)
    assert {each["title"] for each in listed} == {"The Lake", "The Hill"}
    assert "by agreement" in {each["note"] for each in listed}
    check = creators_check(load_index(str(index)))
    passage = " ".join(novel(2).split()[700:800])
    verdict = grade(check, case_of(f"It goes: {passage}"))
    assert isinstance(verdict, Broken)
    assert "The Hill" in verdict.findings[0].evidence
    assert isinstance(grade(check, case_of(f"It goes: {novel(3)[:800]}")), Kept)
    assert passage.encode() not in index.read_bytes()


def test_a_file_that_is_no_index_is_an_error(tmp_path: Path) -> None:
    torn = tmp_path / "torn.index"
    torn.write_bytes(b"not an index")
    ran = works("list", "--index", torn)
    assert ran.returncode == 2
    assert "bylaw works add" in ran.stderr


async def test_serving_with_a_torn_index_is_an_error_at_start(tmp_path: Path) -> None:
    torn = tmp_path / "torn.index"
    torn.write_bytes(b"not an index")
    config = resolve({"works": str(torn), "engine": "scripted", "records": "off"}, environ={}).config
    with pytest.raises(ConfigError, match="the index can't be read"):
        async with open_desk(config, read_spec("builtin"), environ={}):
            pass


async def test_presidio_that_is_asked_for_and_not_there_is_an_error_at_start() -> None:
    if presidio_is_there():
        pytest.skip("it is installed")
    config = resolve({"presidio": True, "engine": "scripted", "records": "off"}, environ={}).config
    with pytest.raises(ConfigError, match="presidio isn't installed"):
        async with open_desk(config, read_spec("builtin"), environ={}):
            pass
