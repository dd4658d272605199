"""Read server-sent events out of bytes, however the network cut them.

Knows nothing of JSON or of models: bytes in, events out.
Source: WHATWG HTML, "Server-sent events" (line ends, comments, the joining of data lines, the byte order mark).
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

from bylaw.errors import EngineError

__all__ = ["SseEvent", "SseParser"]

_LONGEST_EVENT = 32 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SseEvent:
    """One event: its type, empty where the stream named none, and its data."""

    kind: str
    data: bytes


class SseParser:
    """Takes bytes as they come and gives the events they complete."""

    __slots__ = ("_data", "_kind", "_rest", "_size", "_started")

    def __init__(self) -> None:
        self._rest = b""
        self._data: list[bytes] = []
        self._size = 0
        self._kind = ""
        self._started = False

    @property
    def pending(self) -> bool:
        """Whether bytes of an unfinished event are held: at the stream's end, it was cut."""
        return bool(self._rest.strip() or self._data)

    def feed(self, chunk: bytes) -> list[SseEvent]:
        """Take the next bytes.

        Raises:
            EngineError: one event is larger than 32 MiB.
        """
        held = self._rest + chunk
        if not self._started:
            if len(held) < len(_BOM) and _BOM.startswith(held):
                self._rest = held
                return []
            self._started = True
            held = held.removeprefix(_BOM)
        # A carriage return at the very end may be half of a CRLF: it waits for the next byte.
        torn = held.endswith(b"\r")
        if torn:
            held = held[:-1]
        if b"\r" in held:
            held = held.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = held.split(b"\n")
        self._rest = rest + b"\r" if torn else rest
        events = [event for line in lines if (event := self._take(line)) is not None]
        if len(self._rest) + self._size > _LONGEST_EVENT:
            raise EngineError(
                "the stream holds an event of more than 32 MiB", mend="check that this is a chat completions stream"
            )
        return events

    def _take(self, line: bytes) -> SseEvent | None:
        if not line:
            data, kind = self._data, self._kind
            self._data, self._kind, self._size = [], "", 0
            return SseEvent(kind, b"\n".join(data)) if data else None
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value)
            self._size += len(value) + 1
        elif name == b"event":
            self._kind = value.decode("utf-8", "replace")
        return None  # comments, ids and retry times say nothing we use
