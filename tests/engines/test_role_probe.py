"""Which roles a model has, found out by asking it."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable

import msgspec
import pytest
from aiohttp import web

from bylaw.backend import Prompt
from bylaw.engines import EmbeddedEngine, OpenAIEngine, Reply, ScriptedEngine, Weights
from bylaw.engines.role_probe import CASES, ProbedRole, probe_roles
from bylaw.errors import EngineError, UpstreamError
from tests.engines.test_openai_engine import upstream

Body = dict[str, object]
ANSWER = {
    "id": "c",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Blue"}, "finish_reason": "length"}],
}


def counting(messages: list[Body]) -> int:
    return sum(len(str(message).split()) for message in messages)


async def probed(answer: Callable[[Body], Body | web.Response]) -> dict[str, ProbedRole]:
    """What the probe says of a server that gives `answer` to a request's body."""

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.method == "GET":
            return web.json_response({"data": [{"id": "m"}]})
        made = answer(await request.json())
        return made if isinstance(made, web.Response) else web.json_response(made)

    async with upstream(handler) as url:
        engine = OpenAIEngine(url)
        try:
            return {each.role: each for each in await probe_roles(engine)}
        finally:
            await engine.aclose()


def refusing(status: int, text: str) -> web.Response:
    return web.json_response({"error": {"message": text}}, status=status)


async def test_a_server_that_reads_everything_keeps_every_role_it_is_sent() -> None:
    def answer(body: Body) -> Body:
        messages = body["messages"]
        assert isinstance(messages, list)
        return {**ANSWER, "usage": {"prompt_tokens": counting(messages)}}

    found = await probed(answer)
    assert tuple(found) == CASES
    assert {name: each.how for name, each in found.items() if each.how != "kept"} == {"developer": "mapped"}
    assert found["developer"].sent_as == "system"
    for each in found.values():
        assert "its text reaches the model: 239 characters more make" in each.evidence
        assert each.evidence.endswith("how it is shown to the model can't be seen")


async def test_a_message_that_is_taken_and_dropped_is_told_apart() -> None:
    def answer(body: Body) -> Body:
        messages = body["messages"]
        assert isinstance(messages, list)
        read = [each for at, each in enumerate(messages) if each["role"] != "system" or at == 0]
        return {**ANSWER, "usage": {"prompt_tokens": counting(read)}}

    found = await probed(answer)
    dropped = {name for name, each in found.items() if each.dropped}
    assert dropped == {"system, in mid-conversation", "system, twice"}
    assert {found[name].how for name in dropped} == {"refused"}
    assert "taken and dropped" in found["system, twice"].evidence


@pytest.mark.parametrize("status", [400, 422, 500])
async def test_a_refused_role_is_told_with_the_servers_own_words(status: int) -> None:
    def answer(body: Body) -> Body | web.Response:
        messages = body["messages"]
        assert isinstance(messages, list)
        if any(message["role"] == "tool" for message in messages):
            return refusing(status, "After the optional system message,\nroles must alternate")
        return ANSWER

    found = await probed(answer)
    assert (found["tool"].how, found["tool"].sent_as) == ("refused", None)
    assert found["tool"].evidence == (
        f"the server answers {status}: After the optional system message, roles must alternate"
    )
    assert "can't be seen" in found["user"].evidence
    assert found["user"].how == "kept"


async def test_the_older_spelling_of_the_limit_is_found() -> None:
    def answer(body: Body) -> Body | web.Response:
        return refusing(400, "unknown member") if "max_completion_tokens" in body else ANSWER

    assert {each.how for each in (await probed(answer)).values()} == {"kept", "mapped"}


@pytest.mark.parametrize("status", [401, 404, 429, 503])
async def test_what_says_nothing_of_roles_is_an_error(status: int) -> None:
    with pytest.raises(UpstreamError):
        await probed(lambda _: refusing(status, "no"))


async def test_a_model_that_breaks_off_is_an_error() -> None:
    with pytest.raises(EngineError):
        await probe_roles(ScriptedEngine([]))


async def test_roles_a_backend_lacks_are_refused_by_name() -> None:
    def script(prompt: Prompt) -> Reply:
        return Reply("Blue")

    found = {
        each.role: each for each in await probe_roles(ScriptedEngine(script, roles=frozenset({"user", "assistant"})))
    }
    assert found["system"].evidence == "this model has no role 'system'"
    assert [each.how for each in found.values()].count("refused") == 6
    assert not any(each.dropped for each in found.values())


@pytest.mark.model
async def test_the_embedded_model_shows_what_its_template_writes(weights: Weights) -> None:
    engine = await EmbeddedEngine.open(weights, context=512, slots=1)
    try:
        found = {each.role: each for each in await probe_roles(engine)}
    finally:
        await engine.aclose()
    assert {name: each.how for name, each in found.items() if each.how != "kept"} == {"developer": "mapped"}
    assert "the template writes '<|im_start|>system\\n' before it" in found["developer"].evidence
    assert "'<|im_end|>\\n<|im_start|>system\\n'" in found["system, in mid-conversation"].evidence
    assert msgspec.json.encode([*found.values()])
