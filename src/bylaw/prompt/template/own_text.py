"""Text that knows which of its characters the template wrote itself.

Everything a template's own literals went into unchanged is its own; whatever else a template prints is foreign: what a
caller sent, what was computed from it, and what an operation we don't follow gave. So an operation that is missing here
loses nothing but a control token, and can forge none.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Iterable, Iterator
from typing import Any, SupportsIndex

__all__ = ["OwnText", "Stretch", "join", "own_stretches", "owned"]

Stretch = tuple[int, int]
"""First character and one past the last."""


class OwnText(str):
    """A string with the stretches of it that the template wrote."""

    __slots__ = ("own",)
    own: tuple[Stretch, ...]

    def __str__(self) -> str:
        return self

    def __add__(self, other: str) -> str:
        return join((self, other)) if isinstance(other, str) and not hasattr(other, "__html__") else NotImplemented

    def __radd__(self, other: str) -> str:
        return join((other, self)) if isinstance(other, str) and not hasattr(other, "__html__") else NotImplemented

    def __mul__(self, times: SupportsIndex) -> str:
        if self.own == ((0, len(self)),):
            return owned(str.__str__(self) * times.__index__())
        return join([self] * times.__index__())

    __rmul__ = __mul__

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        if isinstance(key, slice):
            start, stop, step = key.indices(len(self))
            if step != 1:
                return str.__getitem__(self, key)
            return _cut(self, start, max(start, stop))
        at = key.__index__()
        at += len(self) if at < 0 else 0
        character = str.__getitem__(self, at)
        return _cut(self, at, at + 1) if character else character

    def join(self, parts: Iterable[str], /) -> str:
        return join(_between(parts, self))

    def strip(self, chars: str | None = None, /) -> str:
        start = len(self) - len(str.lstrip(self, chars))
        return _cut(self, start, max(start, len(str.rstrip(self, chars))))

    def lstrip(self, chars: str | None = None, /) -> str:
        return _cut(self, len(self) - len(str.lstrip(self, chars)), len(self))

    def rstrip(self, chars: str | None = None, /) -> str:
        return _cut(self, 0, len(str.rstrip(self, chars)))

    def removeprefix(self, prefix: str, /) -> str:
        return _cut(self, len(prefix), len(self)) if self.startswith(prefix) else self

    def removesuffix(self, suffix: str, /) -> str:
        return _cut(self, 0, len(self) - len(suffix)) if suffix and self.endswith(suffix) else self

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return _placed(self, str.split(self, sep, maxsplit), sep)

    def rsplit(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return _placed(self, str.rsplit(self, sep, maxsplit), sep)

    def splitlines(self, keepends: bool = False) -> list[str]:
        lines, at = [], 0
        for whole, bare in zip(str.splitlines(self, True), str.splitlines(self), strict=True):
            lines.append(_cut(self, at, at + len(whole if keepends else bare)))
            at += len(whole)
        return lines

    def partition(self, sep: str, /) -> tuple[str, str, str]:
        before, found, after = str.partition(self, sep)
        return _cut(self, 0, len(before)), _cut(self, len(before), len(before) + len(found)), self._last(after)

    def rpartition(self, sep: str, /) -> tuple[str, str, str]:
        before, found, after = str.rpartition(self, sep)
        return _cut(self, 0, len(before)), _cut(self, len(before), len(before) + len(found)), self._last(after)

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> str:
        if not old:
            return str.replace(self, old, new, count)
        pieces, at = [], 0
        for piece in str.split(self, old, count):
            if at:
                # Where foreign text asked for it, what it is replaced by is foreign as well.
                mine = _covers(self.own, at - len(old), at)
                pieces.append(new if mine else str.__str__(new))
            pieces.append(_cut(self, at, at + len(piece)))
            at += len(piece) + len(old)
        return join(pieces)

    def upper(self) -> str:
        return self._letters(str.upper)

    def lower(self) -> str:
        return self._letters(str.lower)

    def title(self) -> str:
        return self._letters(str.title)

    def capitalize(self) -> str:
        return self._letters(str.capitalize)

    def _letters(self, change: Callable[[str], str]) -> str:
        changed = change(self)
        return _made(changed, self.own) if len(changed) == len(self) else changed

    def _last(self, piece: str) -> str:
        return _cut(self, len(self) - len(piece), len(self))


def owned(text: str) -> str:
    """Give text that the template wrote itself."""
    return _made(text, ((0, len(text)),)) if text else ""


def own_stretches(text: str) -> tuple[Stretch, ...]:
    """Give the stretches that the template wrote, in order, neither overlapping nor touching."""
    return text.own if type(text) is OwnText else ()


def join(parts: Iterable[Any]) -> str:
    """Put texts together; each keeps what is the template's own in it."""
    parts = parts if isinstance(parts, list | tuple) else list(parts)
    own: list[Stretch] = []
    at = 0
    for part in parts:
        if type(part) is OwnText:
            for start, end in part.own:
                if own and own[-1][1] == at + start:
                    own[-1] = (own[-1][0], at + end)
                else:
                    own.append((at + start, at + end))
        at += len(part)
    return _made("".join(parts), tuple(own))


def _made(text: str, own: tuple[Stretch, ...]) -> str:
    if not own:
        return text
    made = str.__new__(OwnText, text)
    made.own = own
    return made


def _cut(text: OwnText, start: int, end: int) -> str:
    own = text.own
    kept: tuple[Stretch, ...]
    if len(own) == 1:  # a literal, most often
        first, last = max(own[0][0], start), min(own[0][1], end)
        kept = ((first - start, last - start),) if first < last else ()
    else:
        kept = tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in own
            if max(first, start) < min(last, end)
        )
    return _made(str.__getitem__(text, slice(start, end)), kept)


def _placed(text: OwnText, pieces: list[str], sep: str | None) -> list[str]:
    """Find again where each piece stood: a separator apart, or, without one, after white space."""
    placed, at = [], 0
    for piece in pieces:
        start = at if sep is not None else str.find(text, piece, at)
        placed.append(_cut(text, start, start + len(piece)))
        at = start + len(piece) + len(sep or "")
    return placed


def _covers(own: tuple[Stretch, ...], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in own)


def _between(parts: Iterable[str], sep: str) -> Iterator[str]:
    for at, part in enumerate(parts):
        if at:
            yield sep
        yield part
