"""The record as a noun: what it checks, and that nothing of it is lost on the way to JSON and back."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.errors import RecordError
from bylaw.records import (
    SCHEMA,
    Failure,
    Record,
    Timings,
    hash_json,
    new_record_id,
    read_record,
    without_content,
    write_record,
)
from tests.records.record_samples import NOON, SENT, make_record

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def from_the_future(**members: Any) -> bytes:
    """A record of a later schema: members we don't know, everywhere."""
    whole: dict[str, Any] = msgspec.json.decode(write_record(make_record(error=Failure("EngineError", "it broke off"))))
    whole["schema"] = SCHEMA + 1
    whole["outcome"] = "refused"
    whole["mode"] = "advise"
    whole["rulings"] = [{"span": [3, 9], "ruling": "superseded"}]
    whole["timings"]["queue_ms"] = 1.5
    whole["roles"][1]["why"] = {"words": "the template has no such role"}
    whole["error"]["code"] = None
    whole["usage"]["completion_tokens_details"] = {"reasoning_tokens": 2}
    return msgspec.json.encode(whole | members)


def test_a_record_is_read_as_it_was_written() -> None:
    record = make_record()
    assert read_record(write_record(record)) == record


@given(sent=st.lists(JSON), error=st.text(), model=st.text(), neutralised=st.integers(0, 9))
def test_any_record_is_read_as_it_was_written(sent: list[Any], error: str, model: str, neutralised: int) -> None:
    record = make_record(
        sent=msgspec.json.encode(sent), error=Failure("E", error), model=model, neutralised=neutralised, timings=None
    )
    assert read_record(write_record(record)) == record


def test_raw_members_are_kept_byte_for_byte() -> None:
    sent = b'[ {"content": 1.00, "role":"user", "x": 1e2, "x": "\\u00e9" } ]'
    assert bytes(read_record(write_record(make_record(sent=sent))).sent or b"") == sent


def test_what_a_later_version_wrote_is_read() -> None:
    record = read_record(from_the_future())
    assert (record.outcome, record.mode, record.schema) == ("refused", "advise", SCHEMA + 1)
    assert {unknown.path for unknown in record.later} == {
        ("rulings",),
        ("timings", "queue_ms"),
        ("roles", 1, "why"),
        ("error", "code"),
    }


def test_what_a_later_version_wrote_survives_a_copy() -> None:
    later = from_the_future(sketch=[1.00, {"a": []}])
    assert msgspec.json.decode(write_record(read_record(later))) == msgspec.json.decode(later)


def test_what_a_later_version_wrote_survives_a_change_beside_it() -> None:
    record = msgspec.structs.replace(
        read_record(from_the_future()), timings=Timings(prepare_ms=9, total_ms=9), roles=()
    )
    whole = msgspec.json.decode(write_record(record))
    assert whole["timings"] == {"prepare_ms": 9, "first_token_ms": None, "total_ms": 9, "queue_ms": 1.5}
    assert whole["roles"] == []
    assert whole["rulings"]


@given(name=st.text(min_size=1), value=JSON)
def test_any_unknown_member_survives_a_copy(name: str, value: Any) -> None:
    whole = msgspec.json.decode(write_record(make_record())) | {"schema": SCHEMA + 1}
    if name not in whole:
        whole[name] = value
    assert msgspec.json.decode(write_record(read_record(msgspec.json.encode(whole)))) == whole


def test_a_member_named_as_our_own_store_of_unknown_ones_is_unknown() -> None:
    later = from_the_future(later=[1])
    assert ("later",) in {unknown.path for unknown in read_record(later).later}
    assert msgspec.json.decode(write_record(read_record(later))) == msgspec.json.decode(later)


def test_without_content_no_text_is_left_and_the_hashes_are() -> None:
    record = without_content(read_record(from_the_future(rulings="heron")))
    data = write_record(record)
    assert b"heron" not in data
    assert b"trees" not in data
    assert record.sent_hash == hash_json(SENT)
    assert record.reply_hash is not None


@pytest.mark.parametrize(
    ("members", "words"),
    [
        pytest.param({"mode": "maybe"}, "enforce, observe", id="mode"),
        pytest.param({"outcome": "fine"}, "completed, cancelled, failed", id="outcome"),
        pytest.param({"id": "42"}, "dec_", id="id"),
        pytest.param({"at": datetime(2025, 3, 1, tzinfo=timezone(timedelta(hours=1)))}, "UTC", id="another-zone"),
        pytest.param({"at": datetime(2025, 3, 1), "id": "dec_1"}, "UTC", id="no-zone"),
    ],
)
def test_a_record_checks_itself(members: dict[str, Any], words: str) -> None:
    members = {"at": NOON} | members
    record = msgspec.structs.asdict(make_record())
    with pytest.raises(ValueError, match=words):
        Record(**(record | members))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "not a decision record", id="empty"),
        pytest.param(b"[]", "not a decision record", id="list"),
        pytest.param(b'{"id":"dec_1"}', "lacks at, spec_file", id="members-missing"),
        pytest.param(b'{"id":7}', "'id'", id="wrong-type"),
        pytest.param(b'{"id":"\xff"}', "'id'", id="not-utf8"),
        pytest.param(b'{"x":' + b"[" * 9000 + b"]" * 9000 + b"}", "not a decision record", id="deep"),
    ],
)
def test_what_is_not_a_record_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        read_record(data)


@pytest.mark.parametrize("raw", [b"", b"[", b'["\xff"]', b"[1],[2]"])
def test_a_raw_member_that_is_not_json_is_refused(raw: bytes) -> None:
    with pytest.raises(RecordError, match="isn't JSON"):
        write_record(msgspec.structs.replace(make_record(), sent=msgspec.Raw(raw)))


def test_ids_sort_by_time() -> None:
    ids = [new_record_id(NOON + timedelta(milliseconds=ms), bytes([255 - ms] * 10)) for ms in range(200)]
    assert ids == sorted(ids)
    assert len({len(each) for each in ids}) == 1


def test_an_id_is_made_of_its_time_and_its_random_bytes_alone() -> None:
    assert new_record_id(NOON, bytes(10)) == new_record_id(NOON, bytes(10))
    assert new_record_id(NOON, bytes(10)) != new_record_id(NOON, bytes(9) + b"\1")
    # the ULID specification's own example: 1469918176385 ms
    at = datetime(2016, 7, 30, 22, 36, 16, 385_000, tzinfo=UTC)
    assert new_record_id(at, bytes(10)) == "dec_" + "01ARYZ6S41".lower() + "0" * 16


def test_an_id_needs_its_random_bytes() -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        new_record_id(NOON, b"")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(b'{"a":1,"b":[2]}', b'{ "b": [ 2 ],\n "a": 1 }', True, id="order-and-space"),
        pytest.param(b'["\\u00e9"]', '["é"]'.encode(), True, id="escapes"),
        pytest.param(b"[1]", b"[2]", False, id="value"),
        pytest.param(b"[[1],2]", b"[1,[2]]", False, id="shape"),
        pytest.param(b'["1"]', b"[1]", False, id="type"),
        pytest.param(b'{"a":{"b":1,"c":2}}', b'{"a":{"c":2,"b":1}}', True, id="inner-order"),
        pytest.param(b'["\\ud800"]', b'["\\ud801"]', False, id="half-a-pair"),
        pytest.param(b"[" * 9000 + b"]" * 9000, b"[" * 9001 + b"]" * 9001, False, id="deep"),
    ],
)
def test_a_hash_is_of_what_a_text_says(one: bytes, other: bytes, same: bool) -> None:
    assert (hash_json(one) == hash_json(other)) is same


def test_the_canonical_form_is_the_one_that_is_documented() -> None:
    import hashlib

    canonical = '{"a":[1,0.5,"é"],"b":null}'.encode()
    assert hash_json(b'{"b": null, "a": [1, 0.50, "\\u00e9"]}') == hashlib.sha256(canonical).hexdigest()
