"""`bylaw records`: what a person sees, and what a script gets."""

import asyncio
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import CliRunner

from bylaw.backend import Usage
from bylaw.cli.app import app
from bylaw.cli.records_text import details, last_user_text, layout, row, title
from bylaw.records import Failure, Record, read_record, write_record
from tests.records.record_samples import NOON, SENT, keep, make_record

NOW = datetime(2025, 3, 1, 18, 0, tzinfo=UTC)
HOSTILE = "one\x1b[2J\x9b31m\r\ntwo\u202e three\U000e0041\x07\u200b" + "長い" * 80


def asked(text: str) -> Record:
    return make_record(sent=msgspec.json.encode([{"role": "user", "content": text}]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["records", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def process(*words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from bylaw.cli import main; main()", "records", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_tail_is_a_table_with_the_newest_at_the_end(path: Path) -> None:
    records = [make_record(at=NOON + timedelta(minutes=minute)) for minute in range(30)]
    asyncio.run(keep(path, *records))
    code, out, _ = run("tail", "-n", 3, "--records", path)
    head, *lines = out.splitlines()
    assert code == 0
    assert head.split() == ["time", "id", "model", "mode", "outcome", "tokens", "ms", "last", "user", "message"]
    assert [line.split()[2] for line in lines] == [record.id for record in records[-3:]]
    words = " ".join(lines[-1].split()[3:])
    assert words == "default enforce completed 19+4 82 Where do herons sleep?"


def test_the_file_may_be_called_a_store_too(path: Path) -> None:
    asyncio.run(keep(path, make_record()))
    assert run("tail", "--store", path) == run("tail", "--records", path)


def test_the_tail_as_json_is_a_record_a_line(path: Path) -> None:
    records = [make_record() for _ in range(4)]
    asyncio.run(keep(path, *records))
    code, out, _ = run("tail", "--json", "--records", path)
    assert code == 0
    assert [read_record(line) for line in out.splitlines()] == [
        read_record(msgspec.json.format(write_record(record), indent=-1)) for record in records
    ]


@pytest.mark.parametrize("empty", [False, True])
def test_where_there_are_no_records_yet_the_tail_says_how_to_get_some(path: Path, empty: bool) -> None:
    if empty:
        path.touch()
    code, out, err = run("tail", "--records", path)
    assert (code, out) == (0, "")
    assert err == f"no records yet at {path}; start with `bylaw serve`\n"
    assert run("tail", "--json", "--records", path)[:2] == (0, "")


def test_following_waits_for_the_first_record_and_ends_quietly(path: Path) -> None:
    following = process("tail", "--follow", "--records", path)
    assert following.stderr is not None
    assert following.stdout is not None
    assert following.stderr.readline() == f"no records yet at {path}; waiting for the first\n"
    asyncio.run(keep(path, asked("first")))
    lines = [following.stdout.readline() for _ in range(2)]
    assert "first" in lines[1]
    asyncio.run(keep(path, asked("second")))
    assert "second" in following.stdout.readline()
    following.send_signal(signal.SIGINT)
    assert following.communicate(timeout=10) == ("", "")
    assert following.returncode == 0


def test_a_record_is_shown_with_all_that_was_said(path: Path) -> None:
    record = make_record(neutralised=2)
    asyncio.run(keep(path, record))
    code, out, _ = run("show", record.id[:20], "--records", path)
    assert code == 0
    for words in (
        record.id,
        "completed",
        "default on scripted, answered by scripted-1",
        "19 read, 4 written",
        "developer mapped to system",
        "2 control-token strings",
        '"ticket":"heron-7"',
        "user\n  Where do herons sleep?\n",
        "assistant replies (stop)\n  In trees.\n",
    ):
        assert words in out
    assert "waiting" not in out


def test_a_record_is_shown_as_its_json(path: Path) -> None:
    record = make_record()
    asyncio.run(keep(path, record))
    code, out, _ = run("show", record.id, "--json", "--records", path)
    assert code == 0
    assert msgspec.json.decode(out) == msgspec.json.decode(write_record(record))
    assert len(out.splitlines()) > 20


def test_a_failure_is_shown_and_so_is_what_was_not_kept(path: Path) -> None:
    record = make_record(
        outcome="failed", error=Failure("UpstreamError", "it answered 503"), sent=b"[]", timings=None, usage=None
    )
    record = msgspec.structs.replace(record, sent=None, reply=None, reply_hash=None, request=None)
    asyncio.run(keep(path, record))
    _, out, _ = run("show", record.id, "--records", path)
    assert "UpstreamError: it answered 503" in out
    assert "The text of this record was not kept." in out
    assert run("tail", "--records", path)[1].splitlines()[-1].split()[-3:] == ["failed", "-", "-"]


@pytest.mark.parametrize(
    ("asked_for", "words"),
    [
        pytest.param("dec_01jn8m2abc", "did you mean dec_01jn8k2abcdef?", id="mistyped"),
        pytest.param("01jn8k2", "more than one record starts with '01jn8k2'; say more of it: dec_", id="too-short"),
        pytest.param("nonsense", "`bylaw records tail` lists the last ones", id="unlike-any"),
    ],
)
def test_an_id_that_names_no_one_record_is_answered_with_what_to_do(path: Path, asked_for: str, words: str) -> None:
    asyncio.run(keep(path, make_record(id="dec_01jn8k2abcdef"), make_record(id="dec_01jn8k2zzzzzz")))
    code, out, err = run("show", asked_for, "--records", path)
    assert (code, out) == (1, "")
    assert words in err
    assert str(path) in err


def test_showing_where_there_are_no_records_says_how_to_get_some(path: Path) -> None:
    code, out, err = run("show", "dec_1", "--records", path)
    assert (code, out) == (1, "")
    assert f"no records yet at {path}; start with `bylaw serve`" in err


@pytest.mark.parametrize("words", [("tail",), ("tail", "--json"), ("show", "dec_1")])
def test_a_file_that_is_no_store_is_an_error(path: Path, words: tuple[str, ...]) -> None:
    path.write_text("a shopping list")
    failing = process(*words, "--records", path)
    out, err = failing.communicate(timeout=30)
    assert (failing.returncode, out) == (2, "")
    assert err == f"bylaw: {path}: this is not a record store; give another path\n"


def test_a_number_that_can_not_be_is_a_slip_of_usage(path: Path) -> None:
    assert run("tail", "-n", -1, "--records", path)[0] == 2
    assert run("show", "--records", path)[0] == 2


@pytest.mark.parametrize("width", [80, 109, 110, 140, 159, 160, 200])
@given(text=st.text(max_size=300), model=st.text(max_size=60), days=st.integers(0, 400), read=st.integers(0, 10**7))
def test_no_line_of_the_table_is_wider_than_the_terminal(
    width: int, text: str, model: str, days: int, read: int
) -> None:
    sent = msgspec.json.encode([{"role": "user", "content": text + HOSTILE}])
    strange = make_record(model=model, at=NOW - timedelta(days=days), sent=sent, usage=Usage(read, 4000))
    records = [strange, make_record()]
    columns = layout(records, width=width, now=NOW)
    for line in (title(columns), *(row(record, columns) for record in records)):
        for part in line.plain.split("\n"):
            assert cell_len(part) <= width


def test_many_tokens_are_counted_in_thousands() -> None:
    record = make_record(usage=Usage(123_456, 99_999))
    assert "  123k+99999  " in row(record, layout([record], width=80, now=NOW)).plain


def test_later_records_keep_to_the_columns_of_the_first() -> None:
    columns = layout([make_record()], width=140, now=NOW)
    wide = make_record(model="a-model-with-a-very-long-name-indeed")
    assert row(wide, columns).plain.index("enforce") == row(make_record(), columns).plain.index("enforce")


def test_times_have_their_day_where_not_all_are_of_today() -> None:
    today, before = make_record(), make_record(at=NOON - timedelta(days=1))
    assert row(today, layout([today], width=140, now=NOW)).plain.startswith("12:00:00  dec_")
    assert row(today, layout([today, before], width=140, now=NOW)).plain.startswith("03-01 12:00:00  dec_")


@pytest.mark.parametrize("width", [80, 140, None])
def test_no_text_of_a_message_steers_the_terminal(width: int | None) -> None:
    record = make_record(
        model=HOSTILE,
        answered_by=HOSTILE,
        error=Failure(HOSTILE, HOSTILE),
        finish_reasons=(HOSTILE,),
        request=msgspec.Raw(msgspec.json.encode({"user": HOSTILE})),
        sent=msgspec.json.encode([{"role": HOSTILE, "name": HOSTILE, "content": HOSTILE, "tool_calls": [HOSTILE]}]),
        reply=msgspec.json.encode(
            [{"message": {"role": "assistant", "content": [{"type": HOSTILE}]}, "finish_reason": HOSTILE}]
        ),
    )
    lines = [row(record, layout([record], width=width, now=NOW)), *(line for _, line in details(record, now=NOW))]
    for line in lines:
        assert all(part.isprintable() for part in line.plain.split("\n")), line.plain
    assert any("\\x1b[2J" in line.plain for line in lines)
    assert any("\\U000e0041" in line.plain for line in lines)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        pytest.param(SENT, "Where do herons sleep?", id="plain"),
        pytest.param(b'[{"role":"user","content":"a"},{"role":"user","content":"b"}]', "b", id="last"),
        pytest.param(b'[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]', "a", id="not-the-last"),
        pytest.param(
            b'[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url"},{"type":"text","text":"b"}]}]',
            "a\n[image_url]\nb",
            id="parts",
        ),
        pytest.param(b'[{"role":"user","content":null}]', "", id="null"),
        pytest.param(b'[{"role":"system","content":"a"}]', None, id="no-user"),
        pytest.param(b'{"role":"user"}', None, id="not-a-list"),
        pytest.param(b'["user", 7]', None, id="not-objects"),
        pytest.param(b'[{"role":"user","content":{"a":[7]}}]', "", id="strange-content"),
    ],
)
def test_the_words_are_those_of_the_last_user_message(sent: bytes, text: str | None) -> None:
    assert last_user_text(make_record(sent=sent)) == text


def test_the_words_of_a_record_without_content_are_none() -> None:
    assert last_user_text(msgspec.structs.replace(make_record(), sent=None)) is None
