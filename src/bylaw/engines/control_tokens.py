"""Break up text that a chat template's reader would take for markup.

llama.cpp turns a control token's text into the token wherever it stands in a rendered prompt, so a user who writes
`<|im_end|>` would end their turn and begin another's. A zero-width space inside it keeps it readable and makes it text.
Taking the space out again gives the text as it was.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable

import msgspec

__all__ = ["ControlTokens"]

_BREAK = "\u200b"


class ControlTokens:
    """The control tokens of one vocabulary, and how many were broken up since this was made."""

    def __init__(self, tokens: Iterable[str]) -> None:
        longest_first = sorted(set(tokens), key=len, reverse=True)
        self._tokens = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        self.broken = 0

    def text(self, text: str) -> str:
        """Break up each control token in a text."""
        if self._tokens is None:
            return text
        while True:
            # Tokens may overlap, so breaking one may leave another; each pass leaves fewer.
            text, count = self._tokens.subn(lambda match: match[0][0] + _BREAK + match[0][1:], text)
            if not count:
                return text
            self.broken += count

    def value(self, value: object) -> object:
        """Break up each control token in the strings of a JSON value, the names of members included."""
        match value:
            case str():
                return self.text(value)
            case list():
                return [self.value(each) for each in value]
            case dict():
                return {self.text(key): self.value(each) for key, each in value.items()}
            case _:
                return value

    def json(self, text: str) -> str:
        """Break up control tokens in JSON that stands in a string, also those spelled with escapes.

        A template may print the value with its escapes undone; text that isn't JSON is taken as it is.
        """
        before = self.broken
        try:
            value = self.value(msgspec.json.decode(text))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return self.text(text)
        return text if self.broken == before else msgspec.json.encode(value).decode()
