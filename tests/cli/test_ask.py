"""`bylaw ask` and `bylaw chat` as a user meets them, with the scripted engine."""

import contextlib
import json
import os
import pty
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bylaw.cli.speak import for_terminal
from tests.cli.serve_support import BYLAW, bylaw, environment

SCRIPTED = ("--engine", "scripted")


def test_an_answer_goes_to_standard_output_alone(tmp_path: Path) -> None:
    run = bylaw("ask", "What is rain?", *SCRIPTED, home=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "You said: What is rain?\n", "")


def test_a_question_may_come_from_standard_input(tmp_path: Path) -> None:
    run = bylaw("ask", "-", *SCRIPTED, home=tmp_path, stdin="Why?\nWhy not?\n")
    assert run.stdout == "You said: Why?\nWhy not?\n\n"


def test_json_names_the_record_and_what_governed(tmp_path: Path) -> None:
    run = bylaw("ask", "Hi", *SCRIPTED, "--json", home=tmp_path)
    said = json.loads(run.stdout)
    assert (said["reply"], said["finish_reason"], said["engine"]) == ("You said: Hi", "stop", "scripted")
    shown = bylaw("records", "show", said["record"], "--json", home=tmp_path)
    assert json.loads(shown.stdout)["spec_hash"] == said["spec_hash"]


def test_no_record_is_named_where_none_is_kept(tmp_path: Path) -> None:
    run = bylaw("ask", "Hi", *SCRIPTED, "--json", "--records", "off", home=tmp_path)
    assert json.loads(run.stdout)["record"] is None
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("question", ["", "  \n"])
def test_no_question_is_an_error(tmp_path: Path, question: str) -> None:
    run = bylaw("ask", question, *SCRIPTED, home=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("bylaw: QUESTION: there is no question")


def test_an_upstream_that_is_down_is_one_error(tmp_path: Path) -> None:
    run = bylaw("ask", "Hi", "--engine", "openai", "--base-url", "http://127.0.0.1:1/v1", "--model", "m", home=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("bylaw: http://127.0.0.1:1/v1: no connection")
    assert len(run.stderr.splitlines()) == 1


def test_a_reply_cannot_steer_the_terminal() -> None:
    assert for_terminal("a\x1b[2Jb\x07\x9bc\r\td\n") == "a\ufffd[2Jb\ufffd\ufffdc\ufffd\td\n"


# -- chat


ON_A_TERMINAL = "import os; os.open(os.ttyname(0), os.O_RDWR); from bylaw.cli import main; main()"


class Terminal:
    """Our end of a terminal."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._said = b""

    def write(self, keys: bytes) -> None:
        os.write(self._number, keys)

    def read_to(self, text: str, *, seconds: float = 20) -> None:
        """Read up to a text, and leave what comes behind it."""
        end = time.monotonic() + seconds
        while text.encode() not in self._said and time.monotonic() < end:
            if select.select([self._number], [], [], 0.1)[0]:
                try:
                    self._said += os.read(self._number, 4096)
                except OSError:  # the other end is closed
                    break
        before, found, self._said = self._said.partition(text.encode())
        assert found, before.decode("utf-8", "replace")


@contextmanager
def chatting(*arguments: str, home: Path) -> Iterator[tuple[subprocess.Popen[bytes], Terminal]]:
    """Run `bylaw chat` on a terminal of its own; gives the process and the terminal's other end."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, "chat", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=home,
        env=environment(home, TERM="dumb"), start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield process, Terminal(ours)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        os.close(ours)


def test_a_conversation_goes_on_until_ctrl_d(tmp_path: Path) -> None:
    with chatting(*SCRIPTED, "--records", "r.jsonl", home=tmp_path) as (process, terminal):
        terminal.read_to("> ")
        terminal.write(b"Hello\n")
        terminal.read_to("You said: Hello")
        terminal.write(b"And now?\n")
        terminal.read_to("You said: And now?")
        terminal.read_to("> ")
        terminal.write(b"\x04")
        assert process.wait(10) == 0
    _, second = map(json.loads, (tmp_path / "r.jsonl").read_text().splitlines())
    said = [message["content"] for message in second["sent"][1:]]
    assert said == ["Hello", "You said: Hello", "And now?"]


@contextmanager
def endless_upstream() -> Iterator[str]:
    """A server whose replies have no end, until its caller leaves."""
    chunk = json.dumps({"id": "x", "model": "m", "choices": [{"index": 0, "delta": {"content": "on and "}}]})

    def talk(link: socket.socket) -> None:
        with link, contextlib.suppress(OSError):
            link.recv(65536)
            link.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n")
            while True:
                link.sendall(f"data: {chunk}\n\n".encode())
                time.sleep(0.02)

    def take() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=talk, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        server.shutdown(socket.SHUT_RDWR)


def test_ctrl_c_stops_a_reply_and_not_the_conversation(tmp_path: Path) -> None:
    with endless_upstream() as url:
        engine = ("--engine", "openai", "--base-url", url, "--model", "m", "--records", "r.jsonl")
        with chatting(*engine, home=tmp_path) as (process, terminal):
            for question in (b"Hello\n", b"Again\n"):
                terminal.read_to("> ")
                terminal.write(question)
                terminal.read_to("on and on and")
                terminal.write(b"\x03")
                terminal.read_to("(stopped)")
            terminal.read_to("> ")
            time.sleep(0.3)  # Python's input() misses a signal between its prompt and its wait
            terminal.write(b"\x03")
            terminal.read_to("Ctrl-D leaves")
            terminal.read_to("> ")
            terminal.write(b"\x04")
            assert process.wait(10) == 0
    first, second = map(json.loads, (tmp_path / "r.jsonl").read_text().splitlines())
    assert (first["outcome"], second["outcome"]) == ("cancelled", "cancelled")
    assert second["sent"][2]["content"].startswith("on and on and")  # what was seen belongs to the conversation


def test_a_failure_leaves_the_conversation_open(tmp_path: Path) -> None:
    engine = ("--engine", "openai", "--base-url", "http://127.0.0.1:1/v1", "--model", "m")
    run = bylaw("chat", *engine, home=tmp_path, stdin="Hello\nAgain\n")
    assert run.returncode == 0
    assert run.stderr.count("no connection") == 2


@pytest.mark.parametrize("verb", ["ask", "chat"])
def test_a_signal_to_end_closes_what_was_opened(tmp_path: Path, verb: str) -> None:
    with endless_upstream() as url:
        engine = ("--engine", "openai", "--base-url", url, "--model", "m", "--records", "r.jsonl")
        asked = ("Hi",) if verb == "ask" else ()
        process = subprocess.Popen(
            [*BYLAW, verb, *asked, *engine], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path,
            env=environment(tmp_path),
        )  # fmt: skip
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            if verb == "chat":
                process.stdin.write(b"Hi\n")
                process.stdin.flush()
            process.stdout.read(10)
            process.terminate()
            assert process.wait(10) == (130 if verb == "ask" else 143)
    assert json.loads((tmp_path / "r.jsonl").read_text())["outcome"] == "cancelled"
