"""The streamed form of bringing a reply home: hold back what follows the last whole sentence until it is known to stay.

What it releases in all is what `close_at_sentence` gives of the whole, for any way of cutting the text into pieces.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import replace

from bylaw.backend import ChoiceDelta, Chunk
from bylaw.prompt.held.closing import close_at_sentence

__all__ = ["Tail", "Tails"]

_CONTEXT = 8
"""Characters that must follow a sentence's end before it is known to be one."""
_STOP = re.compile(r"[.!?…。！？।۔؟]")


class Tail:
    """One reply under way."""

    def __init__(self) -> None:
        self._text = ""
        self._released = 0
        self._looked = 0
        self.closed = False
        """Whether the reply was cut off and now ends at a whole sentence."""

    def feed(self, piece: str) -> str:
        """Take a piece of the reply, and give what may be released of all so far."""
        self._text += piece
        end = len(self._text) - _CONTEXT
        if end <= self._looked or _STOP.search(self._text, max(0, self._looked - _CONTEXT), end) is None:
            return ""
        self._looked = end
        base = max(0, self._released - 1)  # nothing before the last sure end can change; the stop itself is context
        sure = close_at_sentence(self._text[base:end])
        return "" if sure is None else self._up_to(base + len(sure))

    def finish(self, *, cut_off: bool) -> str:
        """Give what is left to release at the reply's end."""
        whole = close_at_sentence(self._text) if cut_off else None
        self.closed = whole is not None and whole != self._text
        return self._up_to(len(self._text) if whole is None else len(whole))

    def _up_to(self, end: int) -> str:
        piece = self._text[self._released : max(end, self._released)]
        self._released = max(end, self._released)
        return piece


class Tails:
    """The tails of a stream's choices."""

    def __init__(self) -> None:
        self._tails: dict[int, Tail] = {}

    @property
    def closed(self) -> bool:
        """Whether one of the replies was cut off and now ends at a whole sentence."""
        return any(tail.closed for tail in self._tails.values())

    def chunk(self, chunk: Chunk) -> Chunk:
        """Give a chunk with what may be released of its text, and of what was held back before."""
        choices = tuple(self._delta(delta) for delta in chunk.choices)
        return chunk if choices == chunk.choices else replace(chunk, choices=choices, raw=None)

    def _delta(self, delta: ChoiceDelta) -> ChoiceDelta:
        tail = self._tails.setdefault(delta.index, Tail())
        said = tail.feed(delta.content or "")
        if delta.finish_reason is not None:
            said += tail.finish(cut_off=delta.finish_reason == "length")
        if said == (delta.content or ""):
            return delta
        return replace(delta, content=said)
