"""`bylaw check list` and `bylaw check run`, as a user calls them."""

import json
import resource
import subprocess
import sys

import pytest

from bylaw.checks import CHECK_IDS, CHECKS

MAIN = "from bylaw.cli import main; main()"


def bylaw(*args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", MAIN, *args]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=120)


def lines(*cases: dict[str, object] | str) -> str:
    return "".join((case if isinstance(case, str) else json.dumps(case)) + "\n" for case in cases)


def test_every_check_is_listed_with_what_it_says_and_who_names_it() -> None:
    ran = bylaw("check", "list", "--json")
    rows = json.loads(ran.stdout)
    assert [row["id"] for row in rows] == list(CHECK_IDS)
    assert all(row["says"].endswith(".") and row["stages"] for row in rows)
    assert next(row for row in rows if row["id"] == "privileged")["clauses"] == [
        "protect_privileged",
        "declared_secrets",
    ]


def test_a_line_in_is_a_line_out_whatever_it_holds() -> None:
    given = lines(
        {"id": 1, "messages": [{"role": "user", "content": "Hi"}], "reply": "Hello."},
        "this is not JSON",
        {"id": "two", "messages": [{"role": "nobody", "content": "Hi"}]},
        {"id": [3], "reply": "\ud800"},
        {"id": 4},
    )
    ran = bylaw("check", "run", "personal_data", "--jsonl", given=given)
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [each["id"] for each in told][:3] == [1, None, "two"]
    assert len(told) == 5
    assert told[0]["verdict"] == "kept"
    assert {each["verdict"] for each in told[1:]} <= {"not_run", "kept"}
    assert "line 2" in told[1]["reason"]
    assert ran.returncode == 1


def test_a_judges_check_is_unbound_without_a_judge() -> None:
    ran = bylaw("check", "run", "kindness", "--jsonl", given=lines({"id": 1, "messages": [], "reply": "You fool."}))
    told = json.loads(ran.stdout)
    assert (told["id"], told["verdict"], told["findings"]) == (1, "unbound", [])
    assert ran.returncode == 0


def test_a_judge_that_is_named_is_asked_and_one_that_is_down_is_not_run() -> None:
    given = lines({"id": 1, "messages": [], "reply": "You fool."})
    ran = bylaw("check", "run", "kindness", "--jsonl", "--judge-url", "http://127.0.0.1:9/v1", given=given)
    told = json.loads(ran.stdout)
    assert (told["verdict"], told["reason"]) == ("not_run", "the judge failed (EngineError)")


def test_the_settings_of_a_line_are_in_force() -> None:
    given = lines(
        {
            "id": 1,
            "messages": [{"role": "user", "content": "Hi"}],
            "reply": "Take HEATHER-22.",
            "settings": {"secrets": "HEATHER-22"},
        }
    )
    told = json.loads(bylaw("check", "run", "privileged", "--jsonl", given=given).stdout)
    assert told["verdict"] == "broken"
    found = told["findings"][0]
    assert found["where"] == "reply"
    assert "HEATHER-22" in "Take HEATHER-22."[found["start"] : found["end"]]


def test_an_unknown_check_is_an_error_with_a_hint() -> None:
    ran = bylaw("check", "run", "personal_dat")
    assert ran.returncode == 2
    assert "did you mean 'personal_data'?" in ran.stderr


@pytest.mark.parametrize("check", [each.id for each in CHECKS if each.run is not None])
def test_no_check_falls_over_foreign_text(check: str) -> None:
    texts = [
        "",
        " ",
        "\u0000",
        "\u202eabc\u202c",
        "\U000e0041" * 300,
        "x" * 50_000,
        "1" * 20_000,
        "<a>" * 5_000,
        "é" * 999,
    ]
    cases = [
        {
            "id": at,
            "messages": [{"role": "user", "content": text}, {"role": "tool", "tool_call_id": "a", "content": text}],
            "reply": text,
            "tool_calls": [{"name": "send", "arguments": text}],
        }
        for at, text in enumerate(texts)
    ]
    ran = bylaw("check", "run", check, "--jsonl", given=lines(*cases))
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [each["id"] for each in told] == list(range(len(texts))), ran.stderr
    assert not any("crashed" in each.get("reason", "") for each in told)


@pytest.mark.slow
def test_ten_thousand_lines_stream_in_flat_memory() -> None:
    def peak_mib(count: int) -> float:
        words = "The parcel came on a Tuesday and the shop on Mill Street was closed. " * 8
        case = lines({"id": 1, "messages": [{"role": "user", "content": words}], "reply": words})
        program = (
            "import resource, subprocess, sys\n"
            f"subprocess.run([sys.executable, '-c', {MAIN!r}, 'check', 'run', 'personal_data', '--jsonl'],"
            " stdin=sys.stdin, stdout=subprocess.DEVNULL, check=True)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", program], input=case * count, capture_output=True, text=True, check=True
        )
        return float(ran.stdout)

    assert resource.RUSAGE_CHILDREN
    assert peak_mib(10_000) < peak_mib(500) + 24
