"""Render a pair by Bylaw and by transformers, and count what was forged."""
# SPDX-License-Identifier: Apache-2.0

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.forgery.vocabularies import Vocabulary
from bylaw.authority.chat import read_chat
from bylaw.backend import Rendered
from bylaw.errors import ConversationError, TemplateError
from bylaw.prompt.template import ChatTemplate, render
from bylaw.tokens import open_tokenizer

__all__ = ["NOW", "Stand"]

NOW = datetime.datetime(2026, 7, 1)


@dataclass(frozen=True)
class Stand:
    """A template with a tokenizer, ready for both."""

    source: str
    vocabulary: Vocabulary

    @cached_property
    def tokenizer(self) -> Any:
        """Bylaw's."""
        return open_tokenizer(self.vocabulary.folder)

    @cached_property
    def template(self) -> ChatTemplate:
        """Bylaw's."""
        return ChatTemplate(self.source, special_tokens=self.tokenizer.special_tokens)

    @cached_property
    def theirs(self) -> Any:
        """The tokenizer of transformers."""
        from transformers import PreTrainedTokenizerFast

        return PreTrainedTokenizerFast.from_pretrained(str(self.vocabulary.folder))

    def render(self, request: Mapping[str, Any]) -> Rendered | None:
        """Render by Bylaw; None where the template has no place for such a conversation."""
        try:
            return render(
                read_chat(json.dumps(request["messages"]).encode()),
                template=self.template,
                tokenizer=self.tokenizer,
                tools=request.get("tools"),
                now=NOW,
            )
        except (ConversationError, TemplateError):
            return None

    def render_theirs(self, request: Mapping[str, Any]) -> Rendered | None:
        """Render by transformers, tool calls' arguments as objects; None where it raises."""
        messages = json.loads(json.dumps(request["messages"]))
        for message in messages:
            for call in message.get("tool_calls", ()):
                call["function"]["arguments"] = json.loads(call["function"]["arguments"])
        tools = request.get("tools")
        try:
            text = self.theirs.apply_chat_template(messages, tools=tools, add_generation_prompt=True, tokenize=False)
        except Exception:  # a template may raise anything
            return None
        ids = self.theirs(text, add_special_tokens=False)["input_ids"]  # what apply_chat_template does itself
        return Rendered(tuple(ids), text, ())

    def forged(self, hostile: Rendered, benign: Rendered) -> bool:
        """Tell whether a prompt holds other markup than its benign twin.

        Markup is control tokens, and where markers are plain text, those that the template writes for the twin.
        """
        if self._control(hostile.token_ids) != self._control(benign.token_ids):
            return True
        return self.vocabulary.kind == "plain" and any(
            hostile.text.count(marker) != count
            for marker in self.vocabulary.markers
            if (count := benign.text.count(marker))
        )

    def _control(self, ids: Sequence[int]) -> list[int]:
        return [each for each in ids if each in self._control_ids]

    @cached_property
    def _control_ids(self) -> frozenset[int]:
        """What the vocabulary's own file calls an added token; the unknown one stands for odd characters, and isn't."""
        file = json.loads((Path(self.vocabulary.folder) / "tokenizer.json").read_text("utf-8"))
        return frozenset(each["id"] for each in file["added_tokens"] if each["content"] != "<unk>")
