"""Write a prompt as the exact tokens the model reads, where the engine takes them.

A conversation with tools stays text: the engine has to read the calls out of the reply, and knows how only of prompts
that it renders itself. Its markup is then broken up by the engine.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from bylaw.backend import Backend, Prompt, Tokenizer
from bylaw.prompt.template import ChatTemplate, render

__all__ = ["in_tokens"]

_NONE = (b"null", b"[]")


def in_tokens(prompt: Prompt, *, backend: Backend, now: datetime) -> Prompt:
    """Give the prompt with its tokens, or as it is where text is sent.

    Raises:
        ConversationError: the model's template can't render a message, or would drop one.
        TemplateError: the template can't be used.
    """
    if not backend.takes_token_ids or backend.template is None or backend.tokenizer is None:
        return prompt
    if dict(prompt.fields).get("tools", b"null") not in _NONE:
        return prompt
    template = _compiled(backend.template, backend.tokenizer)
    return replace(prompt, rendered=render(prompt.messages, template=template, tokenizer=backend.tokenizer, now=now))


def _compiled(source: str, tokenizer: Tokenizer) -> ChatTemplate:
    return _compile(source, tuple(tokenizer.special_tokens.items()))


@lru_cache(maxsize=8)
def _compile(source: str, special_tokens: tuple[tuple[str, str], ...]) -> ChatTemplate:
    return ChatTemplate(source, special_tokens=dict(special_tokens))
