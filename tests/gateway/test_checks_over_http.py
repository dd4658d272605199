"""The checks that ship, before an upstream over real HTTP: streamed is whole, and nothing leaks beside the text."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import aiohttp
import pytest

from bylaw.checks import CHECKS, bind_checks
from bylaw.engines import OpenAIEngine
from bylaw.governor import Policy
from tests.gateway.gateway_support import PREAMBLE, SPEC, Run
from tests.gateway.planned_upstream import Planned, chunk, completion, planned_upstream

BOUNDS = bind_checks(SPEC, CHECKS, tiers=["fast"], today=date(2026, 1, 1))
POLICY = Policy(SPEC, "c0ffee", PREAMBLE, bounds=BOUNDS)
OBSERVED = Policy(SPEC, "c0ffee", PREAMBLE, "observe", bounds=BOUNDS)
SECRET = "HEATHER-22-LOCH"
NUMBER = "77120934"
ASKED: dict[str, Any] = {
    "model": "m",
    "messages": [
        {
            "role": "developer",
            "content": "You help a bicycle shop. When someone asks for a discount above ten percent, hand them over to "
            "the manager on duty without saying why.",
        },
        {"role": "user", "content": "How do I look after my bicycle?"},
    ],
    "bylaw": {"settings": {"secrets": f"{SECRET}, {NUMBER}"}},
}
OIL = "The chain should be oiled every few weeks. "
THREAT = "I will find you and hurt you badly, you worthless idiot. "
ORDER = "When someone asks for a discount above ten percent, hand them over to the manager on duty. "
PHONE = "Call Maria on +44 7911 123456. "


def call(name: str, arguments: str, at: str = "a") -> dict[str, Any]:
    return {"id": at, "type": "function", "function": {"name": name, "arguments": arguments}}


REPLIES = [
    pytest.param([{"content": OIL * 30}], "stop", id="clean"),
    pytest.param([{"content": ""}], "stop", id="empty"),
    pytest.param([{"content": None}], "stop", id="null"),
    pytest.param([{"content": "  \n "}], "stop", id="blank"),
    pytest.param([{"content": OIL * 20 + PHONE + OIL * 20}], "stop", id="phone"),
    pytest.param([{"content": OIL * 13 + ORDER + OIL * 20}], "stop", id="prompt"),
    pytest.param([{"content": OIL * 25 + THREAT + OIL * 20}], "stop", id="threat"),
    pytest.param([{"content": "x" * 3000 + SECRET + "y" * 3000}], "stop", id="no-spaces"),
    pytest.param([{"content": "مرحبا بك في المتجر " * 50 + SECRET + " مرحبا" * 100}], "stop", id="right-to-left"),
    pytest.param([{"content": "🚲é中" * 250 + SECRET + "🚲é中" * 250}], "stop", id="many-bytes"),
    pytest.param([{"content": f"{OIL * 30}Half a sent"}], "length", id="cut-off"),
    pytest.param([{"content": OIL * 30 + PHONE + "Half a sent"}], "length", id="cut-off-with-a-phone"),
    pytest.param([{"content": "Half"}], "content_filter", id="filtered-upstream"),
    pytest.param([{"refusal": "I can't help with that."}], "stop", id="the-models-own-refusal"),
    pytest.param([{"refusal": OIL * 30 + THREAT + OIL}], "stop", id="a-long-refusal-that-threatens"),
    pytest.param([{"reasoning_content": OIL * 40 + SECRET, "content": OIL * 30}], "stop", id="secret-in-reasoning"),
    pytest.param([{"reasoning_content": OIL * 40 + THREAT, "content": OIL * 30}], "stop", id="threat-in-reasoning"),
    pytest.param([{"reasoning_content": OIL * 40, "content": OIL * 30 + THREAT}], "stop", id="threat-after-reasoning"),
    pytest.param([{"content": OIL * 13 + SECRET}, {"content": OIL * 30 + PHONE}], "stop", id="two-choices"),
    pytest.param(
        [{"content": "A moment.", "tool_calls": [call("f", '{"q": "oil"}'), call("f", f'{{"q":"{SECRET}"}}', "b")]}],
        "tool_calls",
        id="two-calls",
    ),
    pytest.param([{"tool_calls": [call("find", '{"q": "\\u0048EATHER-22-LOCH"}')]}], "tool_calls", id="escaped"),
    pytest.param([{"tool_calls": [call("find", f'{{"{SECRET}": [{NUMBER}, 1]}}')]}], "tool_calls", id="key-and-number"),
    pytest.param([{"tool_calls": [call(SECRET, "{}")]}], "tool_calls", id="secret-as-a-tools-name"),
    pytest.param(
        [{"content": "", "function_call": {"name": "find", "arguments": f'{{"q":{NUMBER}}}'}}],
        "function_call",
        id="older-call",
    ),
    pytest.param([{"content": "Fine.", "annotations": [{"title": SECRET}]}], "stop", id="annotation"),
    pytest.param([{"content": "Fine.", "annotations": [{"title": "Oil"}]}], "stop", id="harmless-annotation"),
    pytest.param([{"content": None, "audio": {"id": "a", "data": "A", "transcript": SECRET}}], "stop", id="transcript"),
    pytest.param([{"content": "Fine.", "reasoning_details": [{"text": SECRET}]}], "stop", id="reasoning-details"),
    pytest.param([{"content": "Fine.", "own": {SECRET: True}}], "stop", id="name-of-a-member"),
    *(
        pytest.param([{"content": f"{(OIL * 30)[:at]} {SECRET} {OIL * 30}"}], "stop", id=f"at-{at}")
        for at in (255, 256, 257, 511, 512, 513, 767, 768, 769)
    ),
]


@pytest.mark.parametrize(("messages", "finish"), REPLIES)
async def test_a_stream_says_what_the_whole_answer_says_and_nothing_that_is_kept_back(
    run: Run, messages: list[dict[str, Any]], finish: str
) -> None:
    chance = random.Random(str(messages))
    plan = Planned(whole=completion(*messages, finish=finish))
    asked = ASKED | {"n": len(messages)} | ({"max_tokens": 300} if finish == "length" else {})
    async with planned_upstream(plan) as upstream:
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=POLICY)
        raw = await ask(gateway.url, asked)
        whole = said_whole(raw)
        for size in (1, 9, 10_000):
            plan.chunks = list(pieces(messages, finish, chance, size))
            plan.cut = [chance.randrange(1, sum(map(len, plan.chunks))) for _ in range(20)]
            data = await ask(gateway.url, asked | {"stream": True})
            assert data.endswith(b"data: [DONE]\n\n")
            assert said_streamed(data) == whole
            for text in (SECRET, NUMBER, "7911 123456", THREAT, ORDER):
                assert text not in json.dumps(said_streamed(data))
                assert text not in json.dumps(json.loads(raw))
    for choice in whole.values():
        for each in choice.get("tool_calls", ()):
            json.loads(each["arguments"])
    one, *others = [record.decision for record in gateway.store.records]
    assert one is not None
    for each in others:
        assert each is not None
        assert Counter(map(str, each.verdicts)) == Counter(map(str, one.verdicts))
    if all(row.effect == "flagged" for row in one.verdicts) and finish != "length":
        assert raw == plan.whole


async def test_json_stays_json_where_something_is_cut_out_of_it(run: Run) -> None:
    said = f'{{"text": "It is {SECRET}\\n", "n": {NUMBER}, "list": [1, {NUMBER}], "rest": "{OIL * 40}"}}'
    plan = Planned(whole=completion({"content": said}))
    async with planned_upstream(plan) as upstream:
        gateway = await run(OpenAIEngine(upstream.url, model="m"), policy=POLICY)
        answer = said_whole(await ask(gateway.url, ASKED | {"response_format": {"type": "json_object"}}))
    read = json.loads(answer[0]["content"])
    assert read == {
        "text": "It is [withheld]\n",
        "n": "[withheld]",
        "list": [1, "[withheld]"],
        "rest": OIL * 40,
    }


# -- asking, and putting together what comes back ---------------------------------------------------------------------


async def ask(url: str, asked: dict[str, Any]) -> bytes:
    async with aiohttp.ClientSession() as client, client.post(f"{url}/v1/chat/completions", json=asked) as answer:
        assert answer.status == 200
        return await answer.read()


def pieces(messages: Sequence[dict[str, Any]], finish: str, chance: random.Random, size: int) -> Iterator[bytes]:
    """Cut replies into chunks; those of several choices, and of several calls, come interleaved."""
    queues = []
    for index, message in enumerate(messages):
        queue = [chunk({"role": "assistant", "content": ""}, index=index)]
        for name, value in message.items():
            if name == "tool_calls":
                queue += [chunk({"tool_calls": [each]}, index=index) for each in calls_in_pieces(value)]
            elif isinstance(value, str):
                at = 0
                while at < len(value):
                    end = at + chance.randint(1, size)
                    queue.append(chunk({name: value[at:end]}, index=index))
                    at = end
            elif value is not None:
                queue.append(chunk({name: value}, index=index))
        queues.append([*queue, chunk({}, finish, index=index)])
    while any(queues):
        yield chance.choice([queue for queue in queues if queue]).pop(0)


def calls_in_pieces(calls: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for at, each in enumerate(calls):
        function = each["function"]
        yield {**each, "index": at, "function": {"name": function["name"], "arguments": ""}}
    for half in (slice(0, 9), slice(9, None)):
        for at, each in enumerate(calls):
            yield {"index": at, "function": {"arguments": each["function"]["arguments"][half]}}


Said = dict[int, dict[str, Any]]


def said_whole(raw: bytes) -> Said:
    out: Said = {}
    for choice in json.loads(raw)["choices"]:
        said = {name: value for name, value in choice["message"].items() if name != "role" and value not in (None, "")}
        if "tool_calls" in said:
            said["tool_calls"] = [each["function"] for each in said["tool_calls"]]
        out[choice["index"]] = said | {"finish_reason": choice["finish_reason"]}
    return out


def said_streamed(data: bytes) -> Said:
    out: Said = {}
    for line in data.split(b"\n"):
        if not line.startswith(b"data: {"):
            continue
        read = json.loads(line[6:])
        assert "error" not in read
        assert read["choices"] or read.get("usage")
        for choice in read["choices"]:
            said = out.setdefault(choice["index"], {})
            for name, value in choice["delta"].items():
                if name == "tool_calls":
                    said[name] = [each["function"] for each in value]
                elif name != "role" and value not in (None, ""):
                    said[name] = said[name] + value if isinstance(value, str) and name in said else value
            if choice["finish_reason"]:
                said["finish_reason"] = choice["finish_reason"]
    return out
