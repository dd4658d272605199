"""Render a conversation into the exact tokens that a model reads.

The template runs on the real messages, and every character it writes is either its own or foreign (`own_text`). Control
tokens are read in its own text alone. Plain conversations give the ids that `transformers.apply_chat_template` gives.
See docs/design/template.md.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bylaw.authority import Message
from bylaw.backend import Rendered, Tokenizer
from bylaw.prompt.template.chat_template import ChatTemplate
from bylaw.prompt.template.fit import Request, fit
from bylaw.prompt.template.own_text import own_stretches
from bylaw.tokens import encode_prompt

__all__ = ["render"]


def render(
    messages: Iterable[Message],
    *,
    template: ChatTemplate,
    tokenizer: Tokenizer,
    tools: Sequence[object] | None = None,
    documents: Sequence[object] | None = None,
    add_generation_prompt: bool = True,
    platform: str = "",
    now: datetime | None = None,
    params: Mapping[str, object] = MappingProxyType({}),
) -> Rendered:
    """Give the tokens of a conversation.

    Args:
        messages: the conversation.
        template: the model's.
        tokenizer: the model's.
        tools: definitions as in a chat request, decoded JSON.
        documents: as the template wants them, decoded JSON.
        add_generation_prompt: end with the opening of the assistant's turn.
        platform: a system message to put in front of all.
        now: the date a template may write.
        params: further variables of the template, as `enable_thinking`.

    Raises:
        ConversationError: a message can't be sent to this model, or the template would drop it.
        TemplateError: the template can't render it.
    """
    mark = template.break_for(tokenizer)
    request = Request(tools, documents, add_generation_prompt, now, params, mark)
    fitted = fit(messages, template=template, request=request, platform=platform)
    structure = template.structure_for(tokenizer)
    if fitted.thoughts:
        structure = structure.without(fitted.thoughts)
    broken = structure.break_up(fitted.text, mark, again=fitted.neutralised > 0)
    encoded = encode_prompt(tokenizer, broken.text, own_stretches(broken.text))
    return Rendered(
        encoded.ids, str.__str__(broken.text), encoded.control, fitted.roles, fitted.neutralised + broken.count
    )
