"""Put a whole reply through its checks: what a stream would have released of it, and why."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from bylaw.authority import Fields, Message, Part
from bylaw.backend import Choice
from bylaw.checks.effect import Decided, Effect
from bylaw.governor.choice_screen import CONTENT, TEXT_FIELDS, ChoiceScreen, End
from bylaw.governor.members import says_something, text_of
from bylaw.governor.screening import Screening

__all__ = ["BETWEEN", "TOKENS", "PutThrough", "put_through", "refused_choice", "without_logprobs"]

TOKENS = frozenset({"logprobs", "token_ids"})
"""Members of a choice that tell its tokens; vLLM knows the second."""
BETWEEN = "\n\n"
"""Between what was released and what the platform says after it."""


@dataclass(frozen=True, slots=True)
class PutThrough:
    """A reply after its checks."""

    choice: Choice
    """As it is released; the same object where nothing changed."""
    decided: tuple[Decided, ...] = ()
    stopped: Effect = ""


def put_through(choice: Choice, screening: Screening, *, last: bool, held: bool = False) -> PutThrough:
    """Check one reply.

    Args:
        choice: as the engine gave it.
        screening: from the request's brief.
        last: whether no other try is left.
        held: whether a stream of it would go out only once it is whole.
    """
    if not screening.runs:
        return PutThrough(choice)
    screen = ChoiceScreen(screening, index=choice.index, last=last, held=held)
    message = choice.message
    fed = {name: said for name, raw in message.fields if name in TEXT_FIELDS and (said := text_of(raw))}
    fed[CONTENT] = message.text  # a model thinks first
    out = {channel: screen.feed(channel, text) for channel, text in fed.items()}
    end = screen.finish(message, choice.finish_reason)
    for channel, text in end.texts:
        out[channel] += text
    if screen.stopped != "asked again":
        choice = _as_released(choice, fed, out, end)
    return PutThrough(choice, screen.decided, screen.stopped)


def refused_choice(choice: Choice, refusal: str, *, said: Mapping[str, str] | None = None) -> Choice:
    """Give a reply that ends in a refusal as OpenAI's API has it: in `refusal`; content null if nothing was said.

    Args:
        choice: the reply.
        refusal: the words that stand in place of what isn't released.
        said: what was released before, by channel.
    """
    texts = {channel: text for channel, text in (said or {}).items() if text}
    content = texts.pop(CONTENT, "")
    texts["refusal"] = BETWEEN.join(each for each in (texts.get("refusal"), refusal) if each)
    own = ((name, raw) for name, raw in choice.message.fields if name not in texts and not says_something(raw))
    message = replace(
        choice.message,
        parts=(Part("text", content),) if content else (),
        content="text" if content else "null",
        name=None,
        tool_calls=(),
        fields=(*own, *((name, msgspec.json.encode(text)) for name, text in texts.items())),
    )
    return replace(without_logprobs(choice), message=message, finish_reason="content_filter")


def without_logprobs(choice: Choice) -> Choice:
    """Take away the tokens of a reply whose text was changed: they would tell what was withheld."""
    fields = tuple((name, raw) for name, raw in choice.fields if name not in TOKENS)
    return choice if fields == choice.fields else replace(choice, fields=fields)


def _as_released(choice: Choice, fed: dict[str, str], out: dict[str, str], end: End) -> Choice:
    said = out[CONTENT]
    if end.refusal:
        return refused_choice(choice, end.refusal, said={} if end.withdrawn else out)
    if end.question:
        said = f"{said}{BETWEEN}{end.question}" if said else end.question
    back = {name for name, raw in end.members if raw is None}
    kept = tuple(part for at, part in enumerate(choice.message.parts) if f"content[{at}]" not in back)
    message = choice.message if len(kept) == len(choice.message.parts) else replace(choice.message, parts=kept)
    if said != fed[CONTENT]:
        others = tuple(part for part in message.parts if part.text is None)
        message = replace(message, parts=(Part("text", said), *others), content="parts" if others else "text")
    for name, raw in end.members:
        message = _with_or_without(message, name, raw)
    if end.tool_calls != message.tool_calls:
        message = replace(message, tool_calls=end.tool_calls)
    for name in TEXT_FIELDS:
        if name in fed and out[name] != fed[name]:
            message = replace(message, fields=_with_member(message.fields, name, msgspec.json.encode(out[name])))
    if message == choice.message and end.finish_reason == choice.finish_reason:
        return choice
    return replace(without_logprobs(choice), message=message, finish_reason=end.finish_reason)


def _with_or_without(message: Message, name: str, raw: bytes | None) -> Message:
    fields = tuple((own, value) for own, value in message.fields if own != name)
    return replace(message, fields=fields if raw is None else (*fields, (name, raw)))


def _with_member(fields: Fields, name: str, raw: bytes) -> Fields:
    return (*((own, value) for own, value in fields if own != name), (name, raw))
