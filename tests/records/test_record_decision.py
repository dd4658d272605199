"""What was decided is kept, read back, shown, and holds no text once content is off."""

import io
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bylaw.cli.records_text import details
from bylaw.governor import Conduct
from bylaw.records import Record, read_record, without_content, write_record
from bylaw.records.decision import Decision, RuledRow, Sampled
from tests.records.record_samples import make_record

NOW = datetime(2025, 3, 1, 18, 0, tzinfo=UTC)
HOSTILE = "one\x1b[2J\x9b31m\r\ntwo\u202e three\U000e0041\x07\u200b"
texts = st.text(max_size=12)
rows = st.builds(
    RuledRow,
    at=st.integers(0, 99),
    message=st.integers(0, 9),
    part=st.integers(0, 9),
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    authority=texts,
    ruling=st.sampled_from(["applies", "misaligned", "superseded", "not_comparable"]) | texts,
    rule=texts,
    beaten_by=st.none() | st.integers(0, 99) | texts,
    families=st.lists(texts, max_size=2).map(tuple),
)
sampled = st.builds(
    Sampled,
    limit=st.integers(1, 64),
    tried=st.integers(1, 64),
    released=st.lists(st.integers(1, 64), max_size=3).map(tuple),
    broken=st.lists(st.lists(texts, max_size=2).map(tuple), max_size=3).map(tuple),
)
conducts = st.builds(Conduct, samples=st.integers(1, 64), hold=st.booleans(), budget_line=st.booleans()).map(
    Conduct.shown
)
values = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts
decisions = st.builds(
    Decision,
    conduct=conducts,
    nonce=st.binary(min_size=16, max_size=16).map(bytes.hex),
    settings=st.dictionaries(texts, values, max_size=3),
    instructions=st.integers(0, 200),
    rulings=st.lists(rows, max_size=3).map(tuple),
    inaction=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    verified=st.lists(texts, max_size=2).map(tuple),
    held=st.lists(texts, max_size=2).map(tuple),
    spotlighted=st.integers(0, 9),
    left_out=st.integers(0, 9),
    token_ids=st.booleans(),
    samples=st.none() | sampled,
    budget=st.sampled_from(["", "kept", "closed", "asked again", "cut"]) | texts,
)


def shown(record: Record) -> list[str]:
    return [line.plain for _, line in details(record, now=NOW)]


def row(at: int, ruling: str, rule: str, *, beaten_by: int | str | None = None, family: str = "") -> RuledRow:
    return RuledRow(
        at=at, message=1, part=0, start=4, end=20, authority="user", ruling=ruling, rule=rule, beaten_by=beaten_by,
        families=(family,) if family else (),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(decisions)
def test_a_decision_is_read_as_it_was_written(decision: Decision) -> None:
    assert read_record(write_record(make_record(decision=decision))).decision == decision


def test_what_a_later_version_adds_to_a_decision_is_kept() -> None:
    decision = Decision(conduct=Conduct().shown(), nonce="00", rulings=(row(0, "applies", "x"),))
    raw = msgspec.json.decode(write_record(make_record(decision=decision)))
    raw["decision"]["judge"] = {"asked": 2}
    raw["decision"]["rulings"][0]["weight"] = 0.5
    again = msgspec.json.decode(write_record(read_record(msgspec.json.encode(raw))))
    assert again["decision"] == raw["decision"]


def test_with_content_off_a_decision_holds_no_setting_that_is_a_text() -> None:
    decision = Decision(
        conduct=Conduct().shown(), nonce="00", settings={"brand": "Orchard", "limit": 3, "strict": True}
    )
    bare = without_content(make_record(decision=decision)).decision
    assert bare is not None
    assert bare.settings == {"limit": 3, "strict": True}
    assert without_content(make_record()).decision is None


DECIDED = Decision(
    conduct=Conduct(samples=3).shown(),
    nonce="00",
    settings={"under_18": True, "brand": "Orchard"},
    instructions=5,
    rulings=(
        row(0, "applies", "nothing stands against it", family="punctuation:no_comma"),
        row(2, "misaligned", "a higher level says otherwise", beaten_by=0, family="keywords:letter_frequency"),
        row(3, "superseded", "a default yields to what is asked for", beaten_by="be_brief"),
        row(4, "not_comparable", "no program can compare it"),
    ),
    verified=("punctuation:no_comma",),
    held=("punctuation:no_comma",),
    spotlighted=1,
    left_out=2,
    token_ids=True,
    samples=Sampled(limit=3, tried=3, released=(2,), broken=(("punctuation:no_comma",),)),
    budget="closed",
)


def test_a_decision_is_shown_in_a_few_lines() -> None:
    lines = shown(make_record(decision=DECIDED))
    start = next(at for at, line in enumerate(lines) if line.startswith("rulings"))
    end = next(at for at, line in enumerate(lines) if line.startswith("budget")) + 1
    assert lines[start:end] == [
        "rulings  applies 2, misaligned 1, not comparable 1, superseded 1",
        "ruling   #2, user, messages[1] 4-20 (keywords:letter_frequency): misaligned, a higher level says otherwise; "
        "beaten by #0",
        "ruling   #3, user, messages[1] 4-20: superseded, a default yields to what is asked for; "
        "beaten by clause be_brief",
        "ruling   #4, user, messages[1] 4-20: not comparable, no program can compare it",
        'settings under_18 = true, brand = "Orchard"',
        "conduct  on_misaligned annotate, spotlight delimit, placement end, samples 3, hold on, budget_line on, "
        "over_budget close, pseudonymise off",
        "text     1 stretch marked as data, 2 stretches left out",
        "decoder  held to punctuation:no_comma",
        "prompt   sent as token ids",
        "verified punctuation:no_comma",
        "tries    3 of at most 3; released: 2",
        "broken   the reply breaks punctuation:no_comma",
        "budget   cut off by its limit, ended at its last whole sentence",
    ]


def test_a_decision_that_did_nothing_says_little() -> None:
    lines = shown(make_record(decision=Decision(conduct=Conduct().shown(), nonce="00")))
    names = [line.split(" ")[0] for line in lines]
    assert not {"rulings", "ruling", "settings", "decoder", "verified", "tries", "broken", "budget"} & set(names)
    assert "conduct" in names


def test_thousands_of_rulings_fill_no_screen() -> None:
    rulings = tuple(row(at, "misaligned", "a higher level says otherwise") for at in range(3_000))
    lines = shown(make_record(decision=Decision(conduct={}, nonce="00", instructions=3_000, rulings=rulings)))
    assert len(lines) < 60
    assert any("2980 more rulings" in line for line in lines)


@pytest.mark.parametrize("width", [40, 100])
def test_hostile_words_in_a_decision_move_no_cursor(width: int) -> None:
    hostile = Decision(
        conduct={HOSTILE: HOSTILE},
        nonce="00",
        settings={HOSTILE: HOSTILE},
        rulings=(row(0, HOSTILE, HOSTILE, beaten_by=HOSTILE, family=HOSTILE),),
        inaction=((HOSTILE, HOSTILE),),
        verified=(HOSTILE,),
        held=(HOSTILE,),
        samples=Sampled(limit=2, tried=2, released=(1,), broken=((HOSTILE,),)),
        budget=HOSTILE,
    )
    lines = [line for _, line in details(make_record(decision=hostile), now=NOW)]
    assert all(each.isprintable() for line in lines for each in line.plain)
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False)
    for line in lines:
        console.print(line)
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
