"""The streamed form of bringing a reply home: hold back what follows the last whole sentence until it is known to stay.

What it releases in all is what `close_at_sentence` gives of the whole, for any way of cutting the text into pieces.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import replace

from bylaw.backend import ChoiceDelta, Chunk
from bylaw.prompt.held.closing import close_at_sentence

__all__ = ["Tail", "Tails"]

_MAY_GO_ON = ".!?…。！？।۔؟\"'”’»)]*_」』）"
"""A text that ends so far with one of these may not have come to the end of its sentence: `e.` becomes `e.g.`"""
_LONGEST_END = 64
"""Of such characters; behind more of them nothing is released before something else comes."""
_PATIENCE = 4
"""Where a look found no end, the next one waits for a quarter more, so that all looks together cost little."""
_NO_CALLS = (b"null", b"[]")
_STOP = re.compile(r"[.!?…。！？।۔؟]")


class Tail:
    """One reply under way."""

    def __init__(self) -> None:
        self._text = ""
        self._released = 0
        self._looked = 0
        self._next_look = 0
        self.closed = False
        """Whether the reply was cut off and now ends at a whole sentence."""

    def feed(self, piece: str) -> str:
        """Take a piece of the reply, and give what may be released of all so far."""
        self._text += piece
        end = len(self._text)
        least = max(self._looked, end - _LONGEST_END)
        while end > least and self._text[end - 1] in _MAY_GO_ON:
            end -= 1
        if end <= max(least, self._next_look) or _STOP.search(self._text, self._looked, end) is None:
            return ""
        base = max(0, self._released - 1)  # nothing before the last sure end can change; the stop itself is context
        sure = close_at_sentence(self._text[base:end])
        released = "" if sure is None else self._up_to(base + len(sure))
        self._looked = end
        self._next_look = 0 if released else end + (end - base) // _PATIENCE
        return released

    def finish(self, *, cut_off: bool) -> str:
        """Give what is left to release at the reply's end. Asked again later, it gives what came since."""
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
        self._cut_off: set[int] = set()
        self._calling: set[int] = set()  # a call's text is not a reply that could end sooner

    @property
    def closed(self) -> bool:
        """Whether one of the replies was cut off and now ends at a whole sentence."""
        return any(tail.closed for tail in self._tails.values())

    def chunk(self, chunk: Chunk) -> Chunk:
        """Give a chunk with what may be released of its text, and of what was held back before."""
        choices = tuple(self._delta(delta) for delta in chunk.choices)
        return chunk if choices == chunk.choices else replace(chunk, choices=choices, raw=None)

    def rest(self) -> tuple[ChoiceDelta, ...]:
        """Give what is still held back once the stream has ended: an engine need not say that a reply has."""
        said = ((index, self._finish(index)) for index in self._tails)
        return tuple(ChoiceDelta(index, content=text) for index, text in said if text)

    def _finish(self, index: int) -> str:
        return self._tails[index].finish(cut_off=index in self._cut_off - self._calling)

    def _delta(self, delta: ChoiceDelta) -> ChoiceDelta:
        index = delta.index
        tail = self._tails.setdefault(index, Tail())
        if any(name == "tool_calls" and raw not in _NO_CALLS for name, raw in delta.delta_fields):
            self._calling.add(index)
        said = tail.feed(delta.content or "")
        if delta.finish_reason is not None:
            if delta.finish_reason == "length":
                self._cut_off.add(index)
            said += self._finish(index)
        if said == (delta.content or ""):
            return delta
        return replace(delta, content=said)
