"""Send placeholders in place of personal data, in every text of a request."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from bylaw.authority import Message
from bylaw.measures.placeholders import Table, pseudonymise

__all__ = ["with_pseudonyms"]


def with_pseudonyms(messages: tuple[Message, ...]) -> tuple[tuple[Message, ...], Table]:
    """Give the messages as the model reads them, and what stands behind the placeholders.

    Texts of parts and the arguments of earlier calls are replaced; the same messages come back where none holds any.
    """
    texts = [
        text for message in messages for text in (*_texts(message), *(call.arguments for call in message.tool_calls))
    ]
    pseudonyms = pseudonymise(texts)
    if not pseudonyms.table.entries:
        return messages, pseudonyms.table
    given = iter(pseudonyms.texts)
    out = []
    for message in messages:
        parts = tuple(part if part.text is None else replace(part, text=next(given)) for part in message.parts)
        calls = tuple(replace(call, arguments=next(given)) for call in message.tool_calls)
        out.append(replace(message, parts=parts, tool_calls=calls))
    return tuple(out), pseudonyms.table


def _texts(message: Message) -> list[str]:
    return [part.text for part in message.parts if part.text is not None]
