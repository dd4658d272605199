"""Give a whole answer as the chunks of a stream: the inverse of `gather`."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from dataclasses import replace

from bylaw.authority.chat import calls_json
from bylaw.backend import Choice, ChoiceDelta, Chunk, Completion

__all__ = ["scatter"]


def scatter(completion: Completion) -> Iterator[Chunk]:
    """Give what is said first, then what ends each choice, with the usage last."""
    fields = tuple(
        (name, b'"chat.completion.chunk"' if name == "object" else value) for name, value in completion.fields
    )
    plain = Chunk(completion.id, completion.model, completion.created, (), fields=fields)
    chunk = replace(plain, roles=completion.roles, neutralised=completion.neutralised, ignored=completion.ignored)
    for choice in completion.choices:
        yield replace(chunk, choices=(_said(choice),))
        chunk = plain
    ended = tuple(ChoiceDelta(choice.index, finish_reason=choice.finish_reason) for choice in completion.choices)
    yield replace(chunk, choices=ended, usage=completion.usage)


def _said(choice: Choice) -> ChoiceDelta:
    message = choice.message
    fields = list(message.fields)
    if message.tool_calls:
        fields.append(("tool_calls", calls_json(message)))
    said = message.text if message.parts else None
    return ChoiceDelta(choice.index, message.role, said, delta_fields=tuple(fields), fields=choice.fields)
