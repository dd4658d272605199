"""`bylaw doctor` as a user meets it."""

import json
import os
import shutil
import socket
from pathlib import Path

import pytest

from bylaw.engines import Weights
from tests.cli.serve_support import bylaw, serving

SCRIPTED = ("--engine", "scripted")


def look(*arguments: str, home: Path, **more: str) -> tuple[int, dict[str, dict[str, object]]]:
    run = bylaw("doctor", *arguments, "--json", home=home, **more)
    assert run.stderr == ""
    return run.returncode, {finding["check"]: finding for finding in json.loads(run.stdout)}


def test_a_fresh_machine_is_fine_and_stays_as_it_was(tmp_path: Path) -> None:
    code, found = look("--port", "0", home=tmp_path)
    assert code == 0
    assert list(found) == ["config", "python", "spec", "llama.cpp", "model", "disk", "records", "port"]
    assert all(finding["ok"] for finding in found.values())
    assert "the first start fetches it" in str(found["model"]["what"])
    assert list(tmp_path.iterdir()) == []


def test_each_problem_has_a_mend_and_the_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_text("# A {#a authority=user}\n\n# B {#a authority=user}\n")
    (tmp_path / "file").write_text("")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, found = look(
            *SCRIPTED, "--spec", "broken.md", "--records", "file/r.sqlite", "--port", port, home=tmp_path
        )
    assert code == 1
    problems = {name: finding for name, finding in found.items() if not finding["ok"]}
    assert list(problems) == ["spec", "records", "port"]
    assert all(problem["mend"] for problem in problems.values())
    assert "this port is in use" in str(problems["port"]["what"])


def test_a_slip_in_the_configuration_is_one_of_the_findings(tmp_path: Path) -> None:
    code, found = look("--port", "0", home=tmp_path, BYLAW_ENGIN="scripted")
    assert code == 1
    assert (found["config"]["ok"], found["config"]["mend"]) == (False, "did you mean BYLAW_ENGINE?")
    assert found["spec"]["ok"]


def test_for_people_it_prints_a_line_a_check(tmp_path: Path) -> None:
    run = bylaw("doctor", *SCRIPTED, "--spec", "none.md", "--port", "0", home=tmp_path)
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["ok", "config"], ["ok", "python"], ["problem", "spec"], ["->", "check"], ["ok", "records"], ["ok", "port"]
    ]  # fmt: skip


def test_a_running_bylaw_is_no_problem(tmp_path: Path) -> None:
    with serving(*SCRIPTED, home=tmp_path) as started:
        code, found = look(*SCRIPTED, home=tmp_path, PORT=str(started.port))
    assert code == 0
    assert "Bylaw runs here" in str(found["port"]["what"])


def test_the_upstream_is_asked_for_its_models(tmp_path: Path) -> None:
    with serving(*SCRIPTED, home=tmp_path) as started:
        engine = ("--engine", "openai", "--port", "0", "--base-url")
        url = f"{started.url}/v1"
        code, found = look(*engine, url, home=tmp_path)
        assert (code, found["upstream"]["what"]) == (0, f"{url} answers with 1 models")
        code, found = look(*engine, url, "--model", "large", home=tmp_path)
        assert (code, found["upstream"]["mend"]) == (1, "it lists default; name one with --model")
        code, found = look(*engine, started.url, home=tmp_path)  # without its /v1
        assert (code, found["upstream"]["ok"]) == (1, False)
        assert "/v1" in str(found["upstream"]["mend"])
    code, found = look(*engine, url, home=tmp_path)
    assert "no connection" in str(found["upstream"]["what"])


@pytest.mark.model
def test_weights_that_were_changed_are_found(tmp_path: Path, weights: Weights) -> None:
    folder = tmp_path / "weights" / "models"
    folder.mkdir(parents=True)
    for file in (weights.path, weights.path.with_name(f"{weights.path.name}.stamp.json")):
        shutil.copy2(file, folder)
    arguments = ("--cache", str(tmp_path / "weights"), "--port", "0")
    code, found = look(*arguments, home=tmp_path)
    assert (code, found["model"]["ok"]) == (0, True)
    copy = folder / weights.path.name
    stamp = copy.stat()
    with copy.open("r+b") as changed:
        changed.seek(-1, os.SEEK_END)
        last = changed.read(1)
        changed.seek(-1, os.SEEK_END)
        changed.write(bytes([last[0] ^ 1]))
    os.utime(copy, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    code, found = look(*arguments, home=tmp_path)
    assert (code, found["model"]["ok"]) == (1, False)
    assert "delete" in str(found["model"]["mend"])
