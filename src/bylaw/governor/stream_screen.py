"""Put a streamed answer through its checks, chunk by chunk: the streamed form of `put_through`.

Tool calls, and what else a reply says beside its texts, are kept back until it ends, and go out whole after their
verdict.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec

from bylaw.authority import Message
from bylaw.authority.chat import calls_json
from bylaw.backend import ChoiceDelta, Chunk
from bylaw.checks.effect import Decided
from bylaw.checks.fold import STEP
from bylaw.governor.choice_screen import CONTENT, TEXT_FIELDS, ChoiceScreen, End
from bylaw.governor.members import LEGACY_CALL, says_something, text_of
from bylaw.governor.put_through import BETWEEN, TOKENS
from bylaw.governor.screening import Screening

__all__ = ["StreamScreen"]

_NO_CALLS = (b"null", b"[]")
MessageOf = Callable[[int], Message]
"""Gives a reply as the model has written it so far."""


class StreamScreen:
    """A stream's replies under way.

    Args:
        screening: from the request's brief.
        message_of: gives a reply as the model has written it so far, its calls put together.
        last: whether no other try is left.
    """

    def __init__(self, screening: Screening, *, message_of: MessageOf, last: bool) -> None:
        self._screening = screening
        self._message_of = message_of
        self._last = last
        self._screens: dict[int, ChoiceScreen] = {}
        self._said: dict[int, set[str]] = {}  # channels of which something was released
        self._kept_back: dict[int, list[str]] = {}
        self._ended: set[int] = set()

    @property
    def wants_another(self) -> bool:
        """Whether the reply is to be drawn anew: nothing of it was released, and a try is left."""
        return any(screen.stopped == "asked again" for screen in self._screens.values())

    @property
    def decided(self) -> tuple[Decided, ...]:
        """What every check said so far."""
        return tuple(row for _, screen in sorted(self._screens.items()) for row in screen.decided)

    def over(self, wanted: int) -> bool:
        """Whether all so many replies have ended, so that the engine may stop."""
        return len(self._ended) >= wanted and any(self._screens[index].stopped for index in self._ended)

    def looks_at(self, chunk: Chunk) -> bool:
        """Whether checks run on this chunk."""
        return any(delta.finish_reason is not None or self._looks_at(delta) for delta in chunk.choices)

    def chunk(self, chunk: Chunk) -> Chunk:
        """Give a chunk with what may be released, of its texts and of what was held back before."""
        choices = tuple(each for delta in chunk.choices if (each := self._delta(delta)) is not None)
        if self._screening.observes:
            return chunk
        return chunk if choices == chunk.choices else replace(chunk, choices=choices, raw=None)

    def rest(self) -> tuple[ChoiceDelta, ...]:
        """End the replies whose end the engine didn't name."""
        open_ones = [index for index in sorted(self._screens) if index not in self._ended]
        return tuple(self._finish(ChoiceDelta(index), None) for index in open_ones)

    def _looks_at(self, delta: ChoiceDelta) -> bool:
        more = len(delta.content or "") + sum(len(raw) for _, raw in delta.delta_fields)
        screen = self._screens.get(delta.index)
        return more >= 2 * STEP if screen is None else screen.looks_after(more)

    def _delta(self, delta: ChoiceDelta) -> ChoiceDelta | None:
        if delta.index in self._ended:
            return None  # the reply was ended before the engine knew
        screen = self._screens.setdefault(
            delta.index, ChoiceScreen(self._screening, index=delta.index, last=self._last)
        )
        said = self._said.setdefault(delta.index, set())
        fields: list[tuple[str, bytes]] = []
        out: dict[str, str] = {}
        for name, raw in delta.delta_fields:  # a model thinks first
            if name not in TEXT_FIELDS:
                if self._waits(name, raw):
                    self._kept_back.setdefault(delta.index, []).append(name)
                else:
                    fields.append((name, raw))
            elif text := text_of(raw):
                out[name] = screen.feed(name, text)
                fields.append((name, raw if out[name] == text else msgspec.json.encode(out[name])))
            else:
                fields.append((name, raw))
        content = delta.content
        if content is not None:
            out[CONTENT] = content = screen.feed(CONTENT, content)
        said |= {channel for channel, text in out.items() if text}
        kept = tuple(fields)
        if content != delta.content or kept != delta.delta_fields:
            delta = replace(_changed(delta), content=content, delta_fields=kept)
        if delta.finish_reason is None and not screen.stopped:
            return delta
        return self._finish(delta, delta.finish_reason)

    def _waits(self, name: str, raw: bytes) -> bool:
        """Tell whether a member is kept back until the reply's end."""
        if name in ("tool_calls", LEGACY_CALL) and self._screening.holds_calls:
            return raw not in _NO_CALLS
        return name != "tool_calls" and self._screening.holds_members and says_something(raw)

    def _finish(self, delta: ChoiceDelta, finish_reason: str | None) -> ChoiceDelta:
        index = delta.index
        screen = self._screens[index]
        self._ended.add(index)
        message = self._message_of(index)
        end = screen.finish(message, finish_reason)
        if screen.stopped == "asked again":
            return replace(_changed(delta), content=None, delta_fields=(), finish_reason=None)
        texts = dict(end.texts)
        said = self._said.setdefault(index, set()) | {channel for channel, text in texts.items() if text}
        content = (delta.content or "") + texts.pop(CONTENT, "")
        fields = dict(delta.delta_fields)
        for name, text in texts.items():
            if text:
                fields[name] = msgspec.json.encode(text_of(fields.get(name, b"null")) + text)
        if end.refusal:
            own = text_of(fields.get("refusal", b"null")) + (BETWEEN if "refusal" in said else "")
            fields["refusal"] = msgspec.json.encode(own + end.refusal)
        else:
            fields |= self._others(message, end, self._kept_back.get(index, ()))
        if end.question:
            content += (BETWEEN if CONTENT in said else "") + end.question
        kept = tuple(fields.items())
        reason = end.finish_reason if screen.stopped else delta.finish_reason
        told = content if content or delta.content is not None else None
        if (told, kept, reason) == (delta.content, delta.delta_fields, delta.finish_reason):
            return delta
        return replace(_changed(delta), content=told, delta_fields=kept, finish_reason=reason)

    def _others(self, message: Message, end: End, names: Sequence[str]) -> dict[str, bytes]:
        """Give what was kept back and may go out."""
        came, changed = dict(message.fields), dict(end.members)
        out = {name: raw for name in names if name in came and (raw := changed.get(name, came[name])) is not None}
        if end.tool_calls and self._screening.holds_calls:
            out["tool_calls"] = calls_json(replace(message, tool_calls=end.tool_calls))
        return out


def _changed(delta: ChoiceDelta) -> ChoiceDelta:
    """Take away the tokens of a text that isn't released as it came."""
    return replace(delta, fields=tuple((name, raw) for name, raw in delta.fields if name not in TOKENS))
