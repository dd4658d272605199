"""What a store says when it can't be used: what, where and what to do; and that it leaves what isn't its own alone."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bylaw.errors import RecordError
from bylaw.records import Record, SqliteStore, open_reader, open_store
from bylaw.records.commit import GroupCommit
from tests.records.record_samples import found, keep, kept, make_record

ROOT = Path(__file__).parents[2]
NAMES = ["records.sqlite", "records.jsonl"]


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name: str = request.param
    return tmp_path / name


def said(*words: object, before: Sequence[str] = ()) -> str:
    command = [*before, sys.executable, "-m", "tests.records.record_child", *map(str, words)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=120, check=True, cwd=ROOT).stdout


def refusal(path: Path) -> str:
    """What opening says, to write and to read, where both say the same."""
    with pytest.raises(RecordError) as to_write:
        open_store(path)
    with pytest.raises(RecordError) as to_read:
        open_reader(path)
    assert str(to_write.value) == str(to_read.value)
    assert str(to_write.value).startswith(f"{path}: ")
    assert to_write.value.mend
    return str(to_write.value)


def own_file_systems() -> Sequence[str] | None:
    """The words before a command that let it mount one; None where nothing does."""
    for before in (("unshare", "-m"), ("unshare", "-rm")):
        if shutil.which("unshare") is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            mount = [*before, "mount", "-t", "tmpfs", "tmpfs", folder]
            if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
                return before
    return None


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_is_named_and_loses_nothing_that_was_kept(tmp_path: Path, name: str) -> None:
    before = own_file_systems()
    if before is None:
        pytest.skip("needs a small disk to fill: this system lets nobody mount one")
    out = said("fill", tmp_path / name, tmp_path, before=before).splitlines()
    first, then = out
    assert "the disk is full" in first or "no room on the disk" in first
    assert str(tmp_path / name) in first
    assert "free some space" in first
    n = int(first.split()[1].rstrip(":"))
    assert n > 3
    assert then == f"then {n + 2}"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_may_not_grow_is_named(tmp_path: Path, name: str) -> None:
    out = said("limit", tmp_path / name)
    n = int(out.split()[1].rstrip(":"))
    assert 3 < n < 20
    assert str(tmp_path / name) in out
    assert "the disk refused" in out or "the largest size allowed" in out
    assert len(kept(tmp_path / name)) == n
    if name.endswith(".jsonl"):
        assert (tmp_path / name).read_bytes().endswith(b"\n"), "nothing is left of the one that was refused"


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_may_not_be_written_is_named(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own can't be entered by another user
        Path(folder).chmod(0o555)
        out = said("nobody", Path(folder) / name)
        Path(folder).chmod(0o755)
        assert "permission is denied" in out
        assert str(Path(folder) / name) in out
        assert "give another path" in out
        assert list(Path(folder).iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_path_that_is_a_folder_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert "this is a folder" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("deep", ["", "further"])
def test_a_path_through_a_file_is_named(tmp_path: Path, name: str, deep: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(RecordError, match="a file, not a folder"):
        open_store(tmp_path / "file" / deep / name)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"# Shopping\n\n- milk\n", id="text"),
        pytest.param(b'{"id":"chatcmpl-1"}\n', id="json-of-another-kind"),
        pytest.param(bytes(5000), id="zeros"),
        pytest.param(b"SQLite format 2\0" + bytes(2000), id="old-sqlite"),
        pytest.param(b"S", id="one-byte"),
    ],
)
def test_a_file_that_is_not_ours_is_left_alone(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert "not a record store" in refusal(path)
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE notes (text)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"]
)
def test_a_sqlite_file_that_is_not_ours_is_left_alone(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "other.sqlite"
    other = sqlite3.connect(path)
    other.execute("VACUUM")  # writes the first page
    other.execute(statement)
    other.close()
    data = path.read_bytes()
    assert "holds something else" in refusal(path)
    assert path.read_bytes() == data


async def test_records_of_a_later_layout_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    await keep(path, make_record())
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    data = path.read_bytes()
    words = refusal(path)
    assert "a later version of bylaw" in words
    assert "layout 99" in words
    assert "upgrade" in words
    assert path.read_bytes() == data


def test_there_are_no_records_to_read_where_there_is_no_file(path: Path) -> None:
    with pytest.raises(RecordError, match=r"no records here; start with `bylaw serve`"):
        open_reader(path)
    assert list(path.parent.iterdir()) == []


def test_an_empty_file_is_a_store_without_records(path: Path) -> None:
    path.touch()
    with open_reader(path) as reader:
        assert list(reader.iterate()) == []
        assert list(reader.tail(3)) == []
        asyncio.run(keep(path, make_record()))
        assert len(list(reader.iterate())) == 1


def damage(path: Path, at: float) -> None:
    asyncio.run(keep(path, *(make_record() for _ in range(200))))
    data = bytearray(path.read_bytes())
    start = int(len(data) * at)
    data[start : start + 12_000] = bytes(range(200)) * 60
    path.write_bytes(data)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_damaged_file_is_an_error_of_ours(path: Path, at: float) -> None:
    damage(path, at)
    with pytest.raises(RecordError) as raised:
        kept(path)
    assert raised.value.mend


def test_a_damaged_sqlite_file_is_named_and_its_mend_too(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    damage(path, 0.5)
    with pytest.raises(RecordError, match=r"records\.sqlite: the file is damaged .*; move it away"):
        kept(path)


async def test_a_file_whose_schema_is_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    await keep(path, make_record())
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xa5" * 3996
    path.write_bytes(data)
    assert "the file is damaged" in refusal(path)


async def test_an_id_that_is_there_already_is_refused_and_the_others_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    one, two, three = make_record(), make_record(), make_record()
    await keep(path, one)
    store = open_store(path)
    answers = await asyncio.gather(*(store.append(each) for each in (two, one, three)), return_exceptions=True)
    await store.aclose()
    assert [type(answer) for answer in answers] == [type(None), RecordError, type(None)]
    assert "there already" in str(answers[1])
    assert kept(path) == [one, two, three]


async def test_a_writer_that_never_ends_is_waited_for_and_then_named(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    store = SqliteStore(path, busy_timeout_s=0.3)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordError, match="another process has held the records"):
        await store.append(make_record())
    other.execute("COMMIT")
    other.close()
    await store.append(make_record())  # and it goes on
    await store.aclose()


async def test_the_event_loop_runs_on_while_a_record_waits_for_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    store = open_store(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(store.append(make_record()))
    steps = 0
    while steps < 50:
        await asyncio.sleep(0.002)
        steps += 1
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await asyncio.wait_for(waiting, 5)
    await store.aclose()


async def test_records_that_wait_together_are_committed_together() -> None:
    groups: list[int] = []
    begun, free = threading.Event(), threading.Event()

    def commit(records: Sequence[Record]) -> Sequence[None]:
        groups.append(len(records))
        begun.set()
        free.wait(10)
        return [None] * len(records)

    commits = GroupCommit(commit, lambda: None)
    first = asyncio.create_task(commits.append(make_record()))
    await asyncio.to_thread(begun.wait, 10)
    others = [asyncio.create_task(commits.append(make_record())) for _ in range(31)]
    await asyncio.sleep(0)
    free.set()
    await asyncio.gather(first, *others)
    await commits.aclose()
    assert groups == [1, 31]


async def test_a_slip_in_a_commit_reaches_those_who_wait_and_does_not_end_the_thread() -> None:
    def commit(records: Sequence[Record]) -> Sequence[None]:
        if records[0].model == "slip":
            raise ZeroDivisionError
        return [None] * len(records)

    commits = GroupCommit(commit, lambda: None)
    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(commits.append(make_record(model="slip")), 5)
    await asyncio.wait_for(commits.append(make_record()), 5)
    await commits.aclose()


async def test_a_loop_that_ended_does_not_hold_up_the_others(path: Path) -> None:
    store = open_store(path)

    def in_a_loop_of_its_own() -> None:
        async def leave() -> None:
            task = asyncio.ensure_future(store.append(make_record()))
            await asyncio.sleep(0)
            task.cancel()

        asyncio.run(leave())

    await asyncio.to_thread(in_a_loop_of_its_own)
    await asyncio.wait_for(store.append(make_record()), 5)
    await store.aclose()
    assert len(kept(path)) == 2


async def test_json_over_several_lines_becomes_one_line(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    await keep(path, make_record(reply=b'[\r\n {\n  "content": "two\\nlines", "x": 1.00\n }\n]'), make_record())
    assert path.read_bytes().count(b"\n") == 2
    first = kept(path)[0]
    assert bytes(first.reply or b"") == b'[{"content":"two\\nlines","x":1.00}]'


@pytest.mark.parametrize("torn", [b'{"id":"dec', b'{"id":"dec_01jn","at":"2025'])
@pytest.mark.parametrize("before", [0, 2])
async def test_half_a_line_that_a_dead_process_left_is_passed_over_and_then_cut_off(
    tmp_path: Path, torn: bytes, before: int
) -> None:
    path = tmp_path / "records.jsonl"
    records = [make_record() for _ in range(before)]
    await keep(path, *records)
    with path.open("ab") as file:
        file.write(torn)
    assert kept(path) == records
    last = make_record()
    await keep(path, last)
    assert kept(path) == [*records, last]


async def test_a_line_that_is_no_record_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    await keep(path, make_record())
    with path.open("ab") as file:
        file.write(b"\xff\n")
    with pytest.raises(RecordError, match="not a decision record"):
        found(path, "dec_0")
    with pytest.raises(RecordError, match="not a decision record"):
        kept(path)
