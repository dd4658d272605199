"""Find out, by asking, which roles a model has: kept, mapped to another, or refused.

Each case is a conversation with one message under test, sent with a short text in it and with a long one. Where the
server counts the prompt's tokens, the difference shows whether that text reaches the model at all: a message that is
dropped in silence counts for nothing. Where the chat template is known, what it writes before the text is shown too.
What can't be seen from outside is said to be so.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from bylaw.authority import Message
from bylaw.authority.chat import read_chat
from bylaw.backend import Backend, Completion, Prompt, Rendered, RoleFidelity, Sampling
from bylaw.engines.engine import Engine
from bylaw.errors import ConversationError, TemplateError, UpstreamError
from bylaw.prompt.template import ChatTemplate, render

__all__ = ["CASES", "ProbedRole", "probe_roles"]

_SHORT = "Amber."
_LONG = " ".join(["Amber, bronze, copper, dusk, ember, flint, garnet and hazel are names of colours."] * 3)
_LEAST_GROWTH = 20  # tokens; the long text has some 60 more than the short one
_MAX_TOKENS = 16
_SHOWN = 60
"""Characters of a template's own text."""
_CALL_ID = "callA1b2c"  # nine letters and digits: some templates take no other

_User: dict[str, object] = {"role": "user", "content": "Name a colour."}
_Said: dict[str, object] = {"role": "assistant", "content": "Blue."}
_Talk = Sequence[dict[str, object] | str]
_CASES: dict[str, tuple[str, _Talk]] = {
    "user": ("user", [{"role": "user", "content": _SHORT}]),
    "system": ("system", [{"role": "system", "content": _SHORT}, _User]),
    "developer": ("developer", [{"role": "developer", "content": _SHORT}, _User]),
    "assistant": ("assistant", [_User, {"role": "assistant", "content": _SHORT}, _User]),
    "tool": ("tool", [_User, "call", {"role": "tool", "tool_call_id": _CALL_ID, "content": _SHORT}]),
    "assistant, calling a tool": (
        "assistant",
        [_User, "call with text", {"role": "tool", "tool_call_id": _CALL_ID, "content": "Blue."}],
    ),
    "system, in mid-conversation": ("system", [_User, _Said, {"role": "system", "content": _SHORT}, _User]),
    "system, twice": (
        "system",
        [{"role": "system", "content": "Be kind."}, {"role": "system", "content": _SHORT}, _User],
    ),
    "user, twice in a row": ("user", [_User, {"role": "user", "content": _SHORT}]),
    "assistant, twice in a row": ("assistant", [_User, _Said, {"role": "assistant", "content": _SHORT}, _User]),
}
CASES: tuple[str, ...] = tuple(_CASES)
"""What is tried, in this order. The first has to work: where it doesn't, the server does not answer at all."""


@dataclass(frozen=True, slots=True)
class ProbedRole:
    """What becomes of one role, or of one place a role may stand in."""

    role: str
    sent_as: str | None
    """The role it is sent as; None where it is refused or doesn't reach the model."""
    how: Literal["kept", "mapped", "refused"]
    evidence: str
    dropped: bool = False
    """The server takes the message, and its text doesn't reach the model."""


@dataclass(frozen=True, slots=True)
class _Refused:
    why: str


@dataclass(frozen=True, slots=True)
class _Taken:
    fidelity: RoleFidelity
    prompt_tokens: int | None
    rendered: Rendered | None


async def probe_roles(engine: Engine) -> tuple[ProbedRole, ...]:
    """Try every case with an engine.

    Raises:
        EngineError: it can't be reached, or doesn't answer the plainest request.
    """
    template = _template(engine.backend)
    limit = await _limit(engine)
    if template is not None:  # of hosted models some refuse to begin a reply that may not hold a thought
        limit = replace(limit, max_tokens=1)
    probed = []
    for name, (role, talk) in _CASES.items():
        tried = [
            await _tried(engine, role, _messages(talk, text), template=template, limit=limit)
            for text in (_SHORT, _LONG)
        ]
        probed.append(_judged(name, tried[0], tried[1]))
    return tuple(probed)


def _template(backend: Backend) -> ChatTemplate | None:
    if backend.template is None or backend.tokenizer is None or not backend.takes_token_ids:
        return None
    return ChatTemplate(backend.template, special_tokens=backend.tokenizer.special_tokens)


async def _limit(engine: Engine) -> Sampling:
    """Find the spelling of the reply's limit that the server knows, with a request that anything must answer."""
    prompt = Prompt(_messages([_User], ""), Sampling(max_tokens=_MAX_TOKENS))
    try:
        await engine.complete(prompt)
    except UpstreamError as error:
        if error.status not in (400, 422):
            raise
        await engine.complete(replace(prompt, sampling=replace(prompt.sampling, limit_field="max_tokens")))
        return replace(prompt.sampling, limit_field="max_tokens")
    return prompt.sampling


async def _tried(
    engine: Engine, role: str, messages: tuple[Message, ...], *, template: ChatTemplate | None, limit: Sampling
) -> _Taken | _Refused:
    rendered = None
    try:
        if template is not None and engine.backend.tokenizer is not None:
            rendered = render(messages, template=template, tokenizer=engine.backend.tokenizer)
        completion = await engine.complete(Prompt(messages, limit, rendered=rendered))
    except UpstreamError as error:
        if error.status in (401, 403, 404, 408, 429) or error.status > 500:
            raise
        return _Refused(f"the server answers {error.status}{_words_of(error)}")
    except (ConversationError, TemplateError) as error:
        return _Refused(error.what)
    tokens = None if completion.usage is None else completion.usage.prompt_tokens
    return _Taken(_fidelity(completion, role), tokens, rendered)


def _fidelity(completion: Completion, role: str) -> RoleFidelity:
    return next((each for each in completion.roles if each.role == role), RoleFidelity(role, role, "kept"))


def _judged(name: str, short: _Taken | _Refused, long: _Taken | _Refused) -> ProbedRole:
    for each in (short, long):
        if isinstance(each, _Refused):
            return ProbedRole(name, None, "refused", each.why)
    assert isinstance(short, _Taken)
    assert isinstance(long, _Taken)
    said = []
    if short.rendered is not None:
        said.append(f"the template writes {_before(short.rendered)} before it")
    if short.prompt_tokens and long.prompt_tokens:
        grown = long.prompt_tokens - short.prompt_tokens
        if grown < _LEAST_GROWTH:
            why = f"taken and dropped: {len(_LONG) - len(_SHORT)} characters more make {grown} tokens more"
            return ProbedRole(name, None, "refused", why, dropped=True)
        said.append(f"its text reaches the model: {len(_LONG) - len(_SHORT)} characters more make {grown} tokens more")
    else:
        said.append("accepted; the server counts no tokens, so whether its text reaches the model can't be seen")
    if short.rendered is None:
        said.append("how it is shown to the model can't be seen")
    return ProbedRole(name, short.fidelity.sent_as, short.fidelity.how, "; ".join(said))


def _before(rendered: Rendered) -> str:
    """Give what stands before the text under test, from the last message's end on."""
    text = rendered.text[: rendered.text.rfind(_SHORT)]
    ends = [text.rfind(said) + len(said) for said in ("Name a colour.", "Blue.", "Be kind.") if said in text]
    return repr(text[max([0, len(text) - _SHOWN, *ends]) :])


def _messages(talk: _Talk, text: str) -> tuple[Message, ...]:
    made: list[dict[str, object]] = []
    for each in talk:
        match each:
            case "call":
                made.append(_call("blue"))
            case "call with text":
                made.append(_call(text))
            case dict():
                made.append({**each, "content": text} if each["content"] == _SHORT else each)
    return read_chat(msgspec.json.encode(made)).messages


def _call(argument: str) -> dict[str, object]:
    arguments = msgspec.json.encode({"name": argument}).decode()
    call = {"id": _CALL_ID, "type": "function", "function": {"name": "find_colour", "arguments": arguments}}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


class _Problem(msgspec.Struct):
    message: str = ""


class _Body(msgspec.Struct):
    error: _Problem | str = ""
    message: str = ""


def _words_of(error: UpstreamError) -> str:
    """Give what the server says, shortened; the probe's own texts are all it can repeat."""
    try:
        body = msgspec.json.decode(error.body, type=_Body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    said = body.error.message if isinstance(body.error, _Problem) else body.error or body.message
    said = " ".join(said.split())
    return f": {said[:200]}" if said else ""
