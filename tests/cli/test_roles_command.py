"""`bylaw roles` as a user meets it."""
# SPDX-License-Identifier: Apache-2.0

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.serve_support import bylaw


@contextmanager
def server(*, drops: str = "", refuses: str = "") -> Iterator[str]:
    """A server that counts what it reads, drops one role in silence and refuses another."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            messages = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["messages"]
            if any(each["role"] == refuses for each in messages):
                self._answer(400, {"error": {"message": f"Unexpected role {refuses}"}})
                return
            read = sum(len(str(each).split()) for each in messages if each["role"] != drops)
            choice = {"index": 0, "message": {"role": "assistant", "content": "Blue"}, "finish_reason": "stop"}
            self._answer(
                200, {"id": "c", "created": 1, "model": "m", "choices": [choice], "usage": {"prompt_tokens": read}}
            )

        def _answer(self, status: int, body: object) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}/v1"
        made.shutdown()


def test_json_says_what_becomes_of_each_role(tmp_path: Path) -> None:
    with server(refuses="tool") as url:
        run = bylaw("roles", "--engine", "openai", "--base-url", url, "--model", "m", "--json", home=tmp_path)
    said = json.loads(run.stdout)
    assert (run.returncode, run.stderr, said["engine"]) == (0, "", f"openai:{url}")
    rows = {row["role"]: row for row in said["roles"]}
    assert {tuple(row) for row in said["roles"]} == {("role", "sent_as", "how", "evidence")}
    assert {"system", "developer", "user", "assistant", "tool"} <= set(rows)
    assert (rows["developer"]["how"], rows["developer"]["sent_as"]) == ("mapped", "system")
    assert (rows["tool"]["how"], rows["tool"]["sent_as"]) == ("refused", None)
    assert "Unexpected role tool" in rows["tool"]["evidence"]


def test_a_message_that_is_dropped_is_a_finding(tmp_path: Path) -> None:
    with server(drops="system") as url:
        run = bylaw("roles", "--engine", "openai", "--base-url", url, "--model", "m", home=tmp_path)
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert lines[0] == f"openai:{url}"
    assert [line for line in lines if line.startswith("  system ") and "refused  taken and dropped" in line]
    assert [line for line in lines if line.startswith("  user ") and "kept  its text reaches the model" in line]


def test_the_fake_keeps_every_role(tmp_path: Path) -> None:
    run = bylaw("roles", "--engine", "scripted", "--json", home=tmp_path)
    assert run.returncode == 0
    assert {row["how"] for row in json.loads(run.stdout)["roles"]} == {"kept"}


def test_a_server_that_is_down_is_one_error(tmp_path: Path) -> None:
    run = bylaw("roles", "--engine", "openai", "--base-url", "http://127.0.0.1:1/v1", "--model", "m", home=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("bylaw: http://127.0.0.1:1/v1: no connection")


@pytest.mark.parametrize("option", ["--tokenizer", "--template"])
def test_what_another_engine_needs_is_refused(tmp_path: Path, option: str) -> None:
    run = bylaw("roles", "--engine", "scripted", option, "x", home=tmp_path)
    assert run.returncode == 2
    assert f"{option}: the scripted engine has no use for it" in run.stderr
