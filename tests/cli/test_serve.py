"""`bylaw serve` as a user meets it, with the scripted engine."""

import json
import re
import shlex
import signal
import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.cli.serve_support import bylaw, serving

SCRIPTED = ("--engine", "scripted")
EMBEDDED = ("--engine", "embedded")


def post(url: str, body: dict[str, object]) -> dict[str, object]:
    asked = Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urlopen(asked, timeout=10) as answer:
        said: dict[str, object] = json.load(answer)
    return said


@pytest.fixture
def silent_upstream() -> Iterator[str]:
    """A server that takes requests and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    taken = []

    def take() -> None:
        while True:
            try:
                taken.append(server.accept())
            except OSError:
                return

    threading.Thread(target=take, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
    server.close()
    for link, _ in taken:
        link.close()


def test_the_printed_curl_line_gets_an_answer(tmp_path: Path) -> None:
    with serving(*SCRIPTED, home=tmp_path) as started:
        words = shlex.split(started.wait_for(r"curl -s"))
        url, body = words[2], words[words.index("-d") + 1]
        assert url == f"{started.url}/v1/chat/completions"
        choices = post(url, json.loads(body))["choices"]
        assert isinstance(choices, list)
        assert choices[0]["message"]["content"] == "You said: What is the capital of France?"


def test_what_was_started_is_said(tmp_path: Path) -> None:
    with serving(*SCRIPTED, "--preamble-tokens", "60", home=tmp_path, BYLAW_MODE="enforce") as started:
        started.wait_for("Ctrl-C stops it")
        assert "engine=scripted (--engine)" in started.text
        assert "mode=enforce (BYLAW_MODE)" in started.text
        assert "preamble_tokens=60 (--preamble-tokens)" in started.text
        started.wait_for(r"^spec +builtin  sha256:[0-9a-f]{16}…  not locked")
        started.wait_for(r"^clauses +\d+, 3 of them objectives")
        started.wait_for(r"^unenforced +\d+ clauses found no room in it: \w+, ")
        started.wait_for(r"^engine +scripted")
        assert str(tmp_path / "data" / "bylaw" / "records.sqlite") in started.wait_for("^records ").replace("\n", "")


def test_observing_says_that_nothing_is_enforced(tmp_path: Path) -> None:
    with serving(*SCRIPTED, "--mode", "observe", "--records", "off", home=tmp_path) as started:
        started.wait_for("^unenforced +all clauses")
        started.wait_for("^records +none are kept")
        started.wait_for("Ctrl-C stops it")
        assert not re.search(r"^preamble ", started.text, re.MULTILINE)  # none is sent, so none is shown


def test_an_address_that_others_reach_is_said_to_be_open(tmp_path: Path) -> None:
    with serving(*SCRIPTED, "--host", "0.0.0.0", home=tmp_path) as started:
        started.wait_for("^open +whoever reaches this address may use the model")
    with serving(*SCRIPTED, home=tmp_path) as started:
        started.wait_for("Ctrl-C stops it")
        assert "whoever reaches" not in started.text


def test_a_document_of_ones_own_governs(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("# Tea {#tea}\n\n## Serve it hot {#hot authority=user}\n\nTea is served hot.\n")
    with serving(*SCRIPTED, "--spec", "tea.md", "--records", "r.jsonl", home=tmp_path) as started:
        post(f"{started.url}/v1/chat/completions", {"messages": [{"role": "user", "content": "Hi"}]})
        started.stop()
    (record,) = map(json.loads, (tmp_path / "r.jsonl").read_text().splitlines())
    assert record["spec_file"] == "tea.md"
    assert "- Serve it hot" in record["sent"][0]["content"]


def test_a_document_that_differs_from_its_lock_is_said_to(tmp_path: Path) -> None:
    tea = tmp_path / "tea.md"
    tea.write_text("# Tea {#tea}\n\n## Serve it hot {#hot authority=user}\n\nTea is served hot.\n")
    assert bylaw("spec", "lock", "tea.md", "--why", "first", "--approved-by", "Ann", home=tmp_path).returncode == 0
    with serving(*SCRIPTED, "--spec", "tea.md", home=tmp_path) as started:
        started.wait_for(r"^spec +tea.md .* locked$")
    with serving(*SCRIPTED, "--spec", "tea.md.lock", home=tmp_path) as started:
        started.wait_for(r"^spec +tea.md .* locked$")
    tea.write_text(tea.read_text().replace("hot.", "cold."))
    with serving(*SCRIPTED, "--spec", "tea.md", home=tmp_path) as started:
        started.wait_for(r"^spec +tea.md .* differs from its lock$")


# -- leaving


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_code_0(tmp_path: Path, number: int) -> None:
    with serving(*SCRIPTED, home=tmp_path) as started:
        assert started.url
        assert started.stop(number) == 0
        assert "Traceback" not in started.text


def test_running_requests_get_their_grace_and_a_second_signal_ends_it_at_once(
    tmp_path: Path, silent_upstream: str
) -> None:
    arguments = ("--engine", "openai", "--base-url", silent_upstream, "--model", "m", "--grace-s", "60")
    with serving(*arguments, home=tmp_path) as started:
        link = HTTPConnection("127.0.0.1", started.port, timeout=30)
        link.request("POST", "/v1/chat/completions", b'{"messages": [{"role": "user", "content": "Hi"}]}')
        time.sleep(0.3)
        started.process.send_signal(signal.SIGINT)
        started.wait_for("once more to leave at once")
        time.sleep(0.3)
        assert started.process.poll() is None
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", started.port))
        assert started.stop(signal.SIGINT, seconds=2) == 130
        link.close()


def test_a_request_that_outlives_the_grace_is_cancelled_and_recorded(tmp_path: Path, silent_upstream: str) -> None:
    arguments = ("--engine", "openai", "--base-url", silent_upstream, "--model", "m", "--grace-s", "0.2")
    with serving(*arguments, "--records", "r.jsonl", home=tmp_path) as started:
        link = HTTPConnection("127.0.0.1", started.port, timeout=30)
        link.request("POST", "/v1/chat/completions", b'{"messages": [{"role": "user", "content": "Hi"}]}')
        time.sleep(0.3)
        assert started.stop() == 0
        link.close()
    assert json.loads((tmp_path / "r.jsonl").read_text())["outcome"] == "cancelled"


# -- what keeps it from starting


def refusal(*arguments: str, home: Path, **more: str) -> str:
    """Give the one error of a start that fails; the document's lines may come before it."""
    run = bylaw("serve", *arguments, home=home, **more)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    errors = [line for line in run.stderr.splitlines() if line.startswith("bylaw: ")]
    assert len(errors) == 1
    return errors[0].removeprefix("bylaw: ")


def test_a_port_in_use_is_told_before_anything_is_opened(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refusal(*SCRIPTED, "--port", str(port), home=tmp_path)
    assert said.startswith(f"127.0.0.1:{port}: this port is in use; name another with --port {port + 1}")
    assert f"ss -ltnp sport = :{port}" in said
    assert not (tmp_path / "data").exists()


def test_a_bylaw_on_the_port_is_known_as_one(tmp_path: Path) -> None:
    with serving(*SCRIPTED, home=tmp_path) as started:
        said = refusal(*SCRIPTED, home=tmp_path, PORT=str(started.port))
    assert "Bylaw already runs on this port" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--host", "192.0.2.1"), "192.0.2.1:8000: can't listen here", id="host-of-another-machine"),
        pytest.param(("--spec", "none.md"), "none.md: there is no such file; check the path", id="no-spec"),
        pytest.param(("--spec", "broken.md"), "broken.md:3:1: id 'a' is already that of broken.md:1:1", id="bad-spec"),
        pytest.param(("--spec", "bytes.md"), "bytes.md:1:3: byte 0xff is not UTF-8", id="spec-not-utf-8"),
        pytest.param((*EMBEDDED, "--model", "none.gguf"), "none.gguf: there is no such file", id="no-model"),
        pytest.param((*EMBEDDED, "--model", "bytes.md"), "bytes.md: ", id="model-is-no-model"),
        pytest.param(("--records", "."), ".: records can't be kept", id="records-a-folder"),
        pytest.param(("--records", "broken.md"), "broken.md: this is not a record store", id="records-another-file"),
        pytest.param(("--engine", "openai"), "--base-url: the openai engine needs to know its upstream", id="no-url"),
        pytest.param(("--base-url", "http://x/v1"), "--base-url: the scripted engine has no use", id="url-unused"),
        pytest.param(
            ("--engine", "openai", "--base-url", "http://x/v1", "--key-env", "sk-tulip"),
            "--key-env: no variable of that name holds a key",
            id="a-key-given-as-its-variable",
        ),
        pytest.param(("--config", "none.toml"), "none.toml: there is no such file", id="no-config"),
        pytest.param(("--port", "70000"), "--port: 70000 can't stand here; give a whole number from 0", id="port"),
    ],
)  # fmt: skip
def test_a_start_that_fails_says_why_and_leaves_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "broken.md").write_text("# A {#a authority=user}\n\n# B {#a authority=user}\n")
    (tmp_path / "bytes.md").write_bytes(b"# \xff\n")
    port = () if "--port" in arguments or "--host" in arguments else ("--port", "0")
    engine = () if "--engine" in arguments else SCRIPTED
    message = refusal(*engine, *port, *arguments, home=tmp_path)
    assert message.startswith(said)
    assert "tulip" not in message


def test_a_slip_in_the_configuration_file_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "bylaw.toml").write_text('engin = "scripted"\n')
    assert refusal(home=tmp_path) == "bylaw.toml: no setting is called 'engin'; did you mean 'engine'?"


def test_a_slip_in_the_environment_gets_a_hint(tmp_path: Path) -> None:
    assert (
        refusal(home=tmp_path, BYLAW_PROT="1") == "BYLAW_PROT: no setting has this variable; did you mean BYLAW_PORT?"
    )
