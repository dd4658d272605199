"""The whole of it: `bylaw serve` with the real model, and the official `openai` package, unchanged."""

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openai
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam

from bylaw.engines import Weights
from tests.cli.serve_support import Started, bylaw, environment, serving

pytestmark = pytest.mark.model

FRANCE: list[ChatCompletionMessageParam] = [{"role": "user", "content": "What is the capital of France?"}]
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def cache(weights: Weights) -> str:
    return str(weights.path.parents[1])


@pytest.fixture(scope="module")
def started(home: Path, cache: str) -> Iterator[Started]:
    with serving("--context", "1024", "--records", "r.jsonl", home=home, BYLAW_CACHE=cache) as gateway:
        assert gateway.url
        yield gateway


@pytest.fixture
def client(started: Started) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{started.url}/v1", api_key="sk-any", max_retries=0, timeout=120) as each:
        yield each


def test_the_model_answers_under_the_document(client: OpenAI, home: Path) -> None:
    answer = client.chat.completions.with_raw_response.create(model="default", messages=FRANCE, temperature=0)
    parsed = answer.parse()
    assert "Paris" in (parsed.choices[0].message.content or "")
    assert parsed.choices[0].finish_reason == "stop"
    assert parsed.usage is not None
    assert parsed.usage.total_tokens == parsed.usage.prompt_tokens + parsed.usage.completion_tokens
    record = json.loads((home / "r.jsonl").read_text().splitlines()[-1])
    assert record["id"] == answer.headers["bylaw-decision"]
    assert record["sent"][0]["role"] == "system"
    assert "Follow the chain of command" in record["sent"][0]["content"]
    assert record["usage"]["total_tokens"] == parsed.usage.total_tokens


def test_the_preamble_has_at_most_200_tokens_and_is_read_at_start(client: OpenAI, started: Started) -> None:
    said = started.wait_for(r"^preamble +\d+ of 200 tokens")
    tokens = int(said.split()[1])
    assert tokens <= 200
    answer = client.chat.completions.create(model="default", messages=FRANCE, max_tokens=1, temperature=0)
    assert answer.usage is not None
    assert answer.usage.prompt_tokens_details is not None
    assert (answer.usage.prompt_tokens_details.cached_tokens or 0) >= tokens


def test_streamed_and_whole_say_the_same(client: OpenAI) -> None:
    whole = client.chat.completions.create(model="default", messages=FRANCE, temperature=0, max_tokens=24)
    with client.chat.completions.stream(
        model="default", messages=FRANCE, temperature=0, max_tokens=24, stream_options={"include_usage": True}
    ) as stream:
        streamed = stream.get_final_completion()
    assert streamed.choices[0].message.content == whole.choices[0].message.content
    assert streamed.choices[0].finish_reason == whole.choices[0].finish_reason
    assert streamed.usage is not None
    assert whole.usage is not None
    assert streamed.usage.completion_tokens == whole.usage.completion_tokens


def test_limits_stops_and_seeds_are_kept(client: OpenAI) -> None:
    for limit in ({"max_tokens": 3}, {"max_completion_tokens": 3}):
        cut = client.chat.completions.create(model="default", messages=FRANCE, **limit)  # type: ignore[call-overload]
        assert (cut.choices[0].finish_reason, cut.usage.completion_tokens) == ("length", 3)
    whole = client.chat.completions.create(model="default", messages=FRANCE, temperature=0)
    stopped = client.chat.completions.create(model="default", messages=FRANCE, temperature=0, stop=[" of France"])
    said = whole.choices[0].message.content or ""
    assert " of France" in said
    assert stopped.choices[0].message.content == said.partition(" of France")[0]
    drawn = [
        client.chat.completions.create(
            model="default", messages=[{"role": "user", "content": "Make up a word."}], temperature=1.5, seed=5,
            max_tokens=12,
        ).choices[0].message.content
        for _ in range(2)
    ]  # fmt: skip
    assert drawn[0] == drawn[1]


def test_several_replies_are_drawn_apart(client: OpenAI) -> None:
    answer = client.chat.completions.create(
        model="default", messages=[{"role": "user", "content": "Make up a name."}], n=3, temperature=1.5, seed=1,
        max_tokens=12,
    )  # fmt: skip
    assert [choice.index for choice in answer.choices] == [0, 1, 2]
    assert len({choice.message.content for choice in answer.choices}) > 1


def test_a_reply_in_json_is_json(client: OpenAI) -> None:
    answer = client.chat.completions.create(
        model="default", messages=[{"role": "user", "content": "Give a colour and a number."}], temperature=0,
        max_tokens=60,
        response_format={
            "type": "json_schema",
            "json_schema": {
                "name": "pair",
                "schema": {
                    "type": "object",
                    "properties": {"colour": {"enum": ["red", "blue"]}, "number": {"enum": [1, 2]}},
                    "required": ["colour", "number"],
                    "additionalProperties": False,
                },
            },
        },
    )  # fmt: skip
    assert set(json.loads(answer.choices[0].message.content or "")) == {"colour", "number"}


def test_a_conversation_longer_than_the_context_says_so(client: OpenAI) -> None:
    for stream in (False, True):
        with pytest.raises(openai.BadRequestError) as caught:
            client.chat.completions.create(
                model="default", messages=[{"role": "user", "content": "word " * 3000}], stream=stream
            )
        assert caught.value.code == "context_length_exceeded"


def test_several_callers_are_served_at_once(client: OpenAI) -> None:
    def ask(number: int) -> str | None:
        asked: list[ChatCompletionMessageParam] = [{"role": "user", "content": f"Count to {number}."}]
        answer = client.chat.completions.create(model="default", messages=asked, max_tokens=16, temperature=0)
        return answer.choices[0].finish_reason

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(ask, range(3, 9)))


def test_a_caller_that_leaves_stops_the_model(client: OpenAI, home: Path) -> None:
    story: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Tell a very long story about a sailor."}]
    stream = client.chat.completions.create(model="default", messages=story, stream=True)
    next(iter(stream))
    stream.close()
    for _ in range(100):
        record = json.loads((home / "r.jsonl").read_text().splitlines()[-1])
        if record["outcome"] == "cancelled":
            break
        time.sleep(0.1)
    assert record["outcome"] == "cancelled"


def test_the_example_in_the_readme_works(started: Started, home: Path) -> None:
    run = subprocess.run(
        [sys.executable, EXAMPLES / "chat.py"], capture_output=True, text=True, timeout=60, check=False,
        env=environment(home, PORT=str(started.port)),
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert "Paris" in run.stdout


def test_ask_answers_without_a_server(home: Path, cache: str) -> None:
    run = bylaw("ask", "What is the capital of France?", "--temperature", "0", home=home, BYLAW_CACHE=cache)
    assert (run.returncode, run.stderr) == (0, "")
    assert "Paris" in run.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_model_is_loaded_ends_the_start(tmp_path: Path, cache: str, number: int) -> None:
    with serving("--records", "r.jsonl", home=tmp_path, BYLAW_CACHE=cache) as gateway:
        gateway.wait_for("^rulings ")
        time.sleep(0.4)
        assert gateway.stop(number, seconds=15) == 130
        assert "serves http" not in gateway.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_model_speaks_ends_all_of_it(tmp_path: Path, cache: str, number: int) -> None:
    story: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Tell a very long story."}]
    with (
        tempfile.TemporaryDirectory(prefix="t") as scratch,  # short, for the socket in it
        serving("--grace-s", "0.3", home=tmp_path, BYLAW_CACHE=cache, TMPDIR=scratch) as gateway,
        OpenAI(base_url=f"{gateway.url}/v1", api_key="sk-any", max_retries=0) as client,
    ):
        assert list(Path(scratch).glob("bylaw-engine-*"))
        stream = client.chat.completions.create(model="default", messages=story, stream=True)
        next(iter(stream))
        assert gateway.stop(number, seconds=15) == 0
        stream.close()
        assert not list(Path(scratch).iterdir())
