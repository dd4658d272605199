"""What every store that outlives a process promises: what was kept is found, whole, by whoever asks."""

import asyncio
import signal
import subprocess
import sys
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.errors import RecordError
from bylaw.records import (
    SCHEMA,
    MemoryStore,
    NoRecord,
    Record,
    open_reader,
    open_store,
    read_record,
    write_record,
)
from tests.records.record_samples import NOON, found, keep, kept, make_record

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["records.sqlite", "records.jsonl"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name: str = request.param
    return tmp_path / "kept" / name


def child(*words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.record_child", *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def at_minute(minute: int) -> Record:
    return make_record(at=NOON + timedelta(minutes=minute))


async def test_what_was_appended_is_found_equal(path: Path) -> None:
    record = make_record()
    await keep(path, at_minute(1), record, at_minute(2))
    assert found(path, record.id) == record


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=5))
@pytest.mark.parametrize("name", ["records.sqlite", "records.jsonl"])
def test_any_text_is_found_again(tmp_path_factory: pytest.TempPathFactory, name: str, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("kept") / name
    records = [make_record(sent=msgspec.json.encode([text]), model=text) for text in texts]
    asyncio.run(keep(path, *records))
    assert kept(path) == records


async def test_a_store_can_be_read_while_it_is_written(path: Path) -> None:
    store = open_store(path)
    with open_reader(path) as reader:
        assert list(reader.tail(5)) == []
        for minute in range(3):
            record = at_minute(minute)
            await store.append(record)
            assert reader.find(record.id) == record
    await store.aclose()


@pytest.mark.parametrize(("n", "minutes"), [(0, []), (1, [39]), (3, [37, 38, 39]), (40, range(40)), (99, range(40))])
async def test_the_tail_is_the_last_ones_oldest_first(path: Path, n: int, minutes: list[int]) -> None:
    records = [at_minute(minute) for minute in range(40)]
    await keep(path, *records)
    with open_reader(path) as reader:
        assert list(reader.tail(n)) == [records[minute] for minute in minutes]


async def test_following_gives_what_is_kept_later(path: Path) -> None:
    records = [at_minute(minute) for minute in range(30)]
    await keep(path, *records[:3])
    with open_reader(path) as reader:
        following = reader.follow(2)
        assert [next(following) for _ in range(4)] == [records[1], records[2], None, None]
        await keep(path, *records[3:])
        assert [next(following) for _ in range(28)] == [*records[3:], None]


async def test_following_an_empty_store_starts_with_its_first_record(path: Path) -> None:
    store = open_store(path)
    record = make_record()
    with open_reader(path) as reader:
        following = reader.follow(20)
        assert next(following) is None
        await store.append(record)
        assert next(following) == record
    await store.aclose()


async def test_iterating_since_a_time_gives_those_that_came_then_or_later(path: Path) -> None:
    minutes = [5, 1, 7, 3, 9, 2]  # who comes first may end last
    records = {minute: at_minute(minute) for minute in minutes}
    await keep(path, *records.values())
    with open_reader(path) as reader:
        since = NOON + timedelta(minutes=3)
        assert list(reader.iterate(since)) == [records[minute] for minute in minutes if minute >= 3]
        assert list(reader.iterate()) == list(records.values())
        assert list(reader.iterate(NOON + timedelta(days=1))) == []


async def test_iterating_holds_few_records_at_a_time(path: Path) -> None:
    store = open_store(path)
    large = b'["' + b"x" * 100_000 + b'"]'
    for _ in range(20):
        await asyncio.gather(*(store.append(make_record(sent=large)) for _ in range(10)))
    await store.aclose()
    tracemalloc.start()
    try:
        with open_reader(path) as reader:
            for read in (reader.iterate(), reader.iterate(NOON), reader.tail(200)):
                assert sum(1 for _ in read) == 200
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 6_000_000, "of 20 MB of records"


def ids(*ends: str) -> list[Record]:
    return [make_record(id="dec_01jn8k" + end) for end in ends]


async def test_a_record_is_found_by_the_start_of_its_id(path: Path) -> None:
    one, two = ids("2aaaaaaaaaaaaaaaaaaa", "2abbbbbbbbbbbbbbbbbb")
    await keep(path, one, two)
    for prefix in ("dec_01jn8k2aa", "01jn8k2aa", "01JN8K2AA", " dec_01jn8k2aaaa\n", one.id):
        assert found(path, prefix) == one
    assert found(path, two.id) == two


async def test_an_id_that_starts_another_one_is_found(path: Path) -> None:
    one, two = ids("2a", "2ab")
    await keep(path, two, one)
    assert found(path, one.id) == one


async def test_a_start_that_several_ids_share_names_them(path: Path) -> None:
    records = ids("2a", "2b", "3c")
    await keep(path, *records)
    assert found(path, "01jn8k2") == NoRecord(starting_so=("dec_01jn8k2a", "dec_01jn8k2b"))


@pytest.mark.parametrize("prefix", ["dec_01jn8m2abc", "01jn82kabc", "dec_01jn8k2abcx"])
async def test_a_mistyped_id_brings_up_the_one_that_was_meant(path: Path, prefix: str) -> None:
    await keep(path, *ids("2abcdefgh", "9zzzzzzzz"))
    match found(path, prefix):
        case NoRecord(starting_so=(), near=(first, *_)):
            assert first == "dec_01jn8k2abcdefgh"
        case other:
            pytest.fail(f"{other}")


@pytest.mark.parametrize("prefix", ["qqqqqqqqqq", "", "dec_", "%", "dec_\udcff"])
async def test_what_is_like_no_id_finds_nothing(path: Path, prefix: str) -> None:
    store = open_store(path)
    assert found(path, prefix) == NoRecord()
    await store.append(make_record())
    await store.append(make_record())
    assert isinstance(found(path, prefix), NoRecord)
    await store.aclose()


async def test_what_a_later_version_wrote_is_kept_whole(path: Path, tmp_path: Path) -> None:
    later = msgspec.json.decode(write_record(make_record()))
    later |= {"schema": SCHEMA + 1, "rulings": [1.00], "outcome": "refused"}
    later["timings"]["queue_ms"] = 3
    record = read_record(msgspec.json.encode(later))
    await keep(path, record)
    copy = tmp_path / ("copy" + path.suffix)
    await keep(copy, *kept(path))
    (again,) = kept(copy)
    assert msgspec.json.decode(write_record(again)) == later


async def test_with_content_off_no_word_of_a_message_reaches_the_disk(path: Path) -> None:
    store = open_store(path, content=False)
    record = make_record(sent=b'["xyzzy-sent"]', reply=b'["xyzzy-reply"]', request=msgspec.Raw(b'{"user":"xyzzy"}'))
    for _ in range(20):
        await store.append(msgspec.structs.replace(record, id=make_record().id))
    open_now = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    await store.aclose()
    closed = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert any(record.sent_hash.encode() in data for data in open_now.values())
    for data in (*open_now.values(), *closed.values()):
        assert b"xyzzy" not in data
    for each in kept(path):
        assert (each.sent, each.request, each.reply) == (None, None, None)
        assert (each.sent_hash, each.reply_hash) == (record.sent_hash, record.reply_hash)


async def test_with_content_on_the_same_look_finds_the_words(path: Path) -> None:
    """Otherwise the test above could pass by looking in the wrong place."""
    store = open_store(path)
    await store.append(make_record(sent=b'["xyzzy-sent"]'))
    assert any(b"xyzzy" in file.read_bytes() for file in path.parent.iterdir())
    await store.aclose()


async def test_its_files_are_for_their_owner_alone(path: Path) -> None:
    store = open_store(path)
    await store.append(make_record())
    modes = {file.name: file.stat().st_mode & 0o777 for file in (path.parent, *path.parent.iterdir())}
    assert modes.pop("kept") == 0o700
    assert set(modes.values()) == {0o600}, modes
    await store.aclose()


async def test_many_that_append_at_once_are_all_kept(path: Path) -> None:
    store = open_store(path)
    records = [make_record() for _ in range(300)]
    await asyncio.gather(*(store.append(record) for record in records))
    await store.aclose()
    assert {record.id for record in kept(path)} == {record.id for record in records}


def test_several_processes_that_append_at_once_lose_nothing(path: Path) -> None:
    children = [child("append", path, 150, 8) for _ in range(4)]
    said = [line for each in children for line in each.communicate(timeout=120)[0].split()]
    assert [each.returncode for each in children] == [0] * 4
    assert len(said) == 600
    assert sorted(record.id for record in kept(path)) == sorted(said)


@pytest.mark.parametrize("after", [1, 40, 333])
def test_a_killed_process_loses_no_record_that_it_was_told_is_kept(path: Path, after: int) -> None:
    process = child("append", path, 100_000, 8)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    whole = {line.strip() for line in said if line.endswith("\n")}
    ids_kept = {record.id for record in kept(path)}
    assert len(whole) >= after
    assert whole <= ids_kept
    asyncio.run(keep(path, make_record()))  # and the store can be used again
    assert len(kept(path)) == len(ids_kept) + 1


def test_a_record_is_kept_though_its_caller_is_gone(path: Path) -> None:
    async def cancel_one() -> Record:
        store = open_store(path)
        record = make_record()
        task = asyncio.create_task(store.append(record))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await store.aclose()
        return record

    record = asyncio.run(cancel_one())
    assert found(path, record.id) == record


async def test_a_caller_that_is_gone_does_not_keep_the_others_waiting(path: Path) -> None:
    store = open_store(path)
    tasks = [asyncio.create_task(store.append(make_record())) for _ in range(12)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.wait_for(asyncio.gather(*tasks[1::2]), 5)
    await store.aclose()
    assert len(kept(path)) == 12


@pytest.mark.parametrize("name", ["records.sqlite", "records.jsonl"])
def test_a_new_store_can_be_opened_by_many_at_once(tmp_path: Path, name: str) -> None:
    for turn in range(8):
        path = tmp_path / str(turn) / name
        together = threading.Barrier(6)

        def open_and_keep(path: Path = path, together: threading.Barrier = together) -> None:
            together.wait()
            asyncio.run(keep(path, make_record()))

        with ThreadPoolExecutor(6) as pool:
            for done in [pool.submit(open_and_keep) for _ in range(6)]:
                done.result(30)
        assert len(kept(path)) == 6


async def test_closing_waits_for_what_is_under_way(path: Path) -> None:
    store = open_store(path)
    tasks = [asyncio.create_task(store.append(make_record())) for _ in range(50)]
    await asyncio.sleep(0)
    await store.aclose()
    await store.aclose()
    await asyncio.gather(*tasks)
    assert len(kept(path)) == 50


async def test_a_closed_store_keeps_nothing_and_says_so(path: Path) -> None:
    store = open_store(path)
    await store.aclose()
    with pytest.raises(RecordError, match="closed"):
        await store.append(make_record())


async def test_one_record_that_is_not_json_does_not_cost_the_others(path: Path) -> None:
    store = open_store(path)
    broken = make_record(sent=b"[")
    records = [make_record(), broken, make_record()]
    answers = await asyncio.gather(*(store.append(record) for record in records), return_exceptions=True)
    assert [type(answer) for answer in answers] == [type(None), RecordError, type(None)]
    assert broken.id in str(answers[1])
    await store.aclose()
    assert kept(path) == [records[0], records[2]]


async def test_a_store_that_is_deleted_while_in_use_is_missed(path: Path) -> None:
    store = open_store(path)
    await store.append(make_record())
    await asyncio.to_thread(path.unlink)
    with pytest.raises(RecordError, match="moved or deleted") as raised:
        await store.append(make_record())
    assert str(path) in str(raised.value)
    await store.aclose()


def test_a_store_that_another_process_opened_is_refused(path: Path) -> None:
    out, _ = child("fork", path).communicate(timeout=60)
    first, second = out.splitlines()
    assert "opened in another process" in first
    assert second == "kept one"


async def test_the_store_in_memory_keeps_records_too() -> None:
    with_content, without = MemoryStore(), MemoryStore(content=False)
    record = make_record()
    for store in (with_content, without):
        await store.append(record)
        await store.aclose()
    assert with_content.records == [record]
    assert without.records[0].sent is None
    assert without.records[0].sent_hash == record.sent_hash
