"""Know which answers of tools are the text of a named file or address: of a call that reads it, and nothing else.

The model writes the arguments, perhaps misled by what it has just read. So the name must be the one path among them, or
the one file of a plain reading command.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Sequence

import msgspec

from bylaw.authority.conversation import Conversation, Role, ToolCall
from bylaw.authority.delegation.fetched import Answer
from bylaw.authority.spans import Span

__all__ = ["Readings"]

_LONGEST = 65_536
_READS = re.compile(
    r"(?:cd [\w./~-]+ && )?(?:(?:cat|head|tail|less|more|type|bat|nl|Get-Content)(?: -[\w-]+(?: \d+)?)*"
    r"|sed -n ['\"]?\d+(?:,(?:\d+|\$))?p['\"]?) (?P<path>[\w./~\\-]+)"
)
_ADDRESS = re.compile(r"https?://\S+")
_PATH_IN_TEXT = re.compile(r"[/\\]|\.\w{1,8}(?!\w)")
_json: msgspec.json.Decoder[object] = msgspec.json.Decoder()


class Readings:
    """Tools' answers by the path they hold, and by the tool."""

    __slots__ = ("_answers", "_by_path", "_by_tool")

    def __init__(self, conversation: Conversation, spans: Sequence[Span], answers: Sequence[int]) -> None:
        calls = _calls(conversation) if answers else {}
        self._by_tool: dict[str, list[int]] = {}
        self._by_path: dict[str, list[tuple[str, int]]] = {}
        self._answers: dict[int, Answer] = {}
        for at in answers:
            message = conversation.messages[spans[at].message]
            found = calls.get(message.tool_call_id or "")
            call = found[1] if found and found[0] < spans[at].message else None
            tool = message.name or (call.name if call else None)
            if tool:
                self._by_tool.setdefault(tool, []).append(at)
            if found and call:
                self._answers[at] = Answer(at, spans[at].message, found[0], call.name, call.arguments)
            if call and (path := _path_read(call.arguments)):
                self._by_path.setdefault(_last(path), []).append((path, at))

    def of_tool(self, name: str) -> tuple[int, ...]:
        """Give every answer of the tool of this name."""
        return tuple(self._by_tool.get(name, ()))

    def answer(self, at: int) -> Answer | None:
        """Give a span with the call that it answers; None where that can't be told."""
        return self._answers.get(at)

    def of(self, name: str) -> tuple[int, ...]:
        """Give the answers that hold what goes by this name."""
        return tuple(at for path, at in self._by_path.get(_last(name), ()) if _is_path(path, name))


def _calls(conversation: Conversation) -> dict[str, tuple[int, ToolCall]]:
    """Give calls by id, with their message; of calls that share one, none can be told."""
    calls: dict[str, tuple[int, ToolCall]] = {}
    doubled = set()
    for number, message in enumerate(conversation):
        for call in message.tool_calls if message.role is Role.ASSISTANT else ():
            if call.id is not None:
                doubled.update({call.id} & calls.keys())
                calls[call.id] = number, call
    return {name: call for name, call in calls.items() if name not in doubled}


def _path_read(arguments: str) -> str:
    """Give the one path that a call reads; empty where there is none, or more than one, or anything else besides."""
    if len(arguments) > _LONGEST:
        return ""
    texts: list[str] = []
    try:
        _gather(_json.decode(arguments.encode("utf-8", "replace")), texts.append)
    except msgspec.DecodeError:
        texts = [arguments]
    except RecursionError:
        return ""
    found = ""
    for text in texts:
        said = text.strip()
        command = _READS.fullmatch(said)
        path = command["path"] if command else said
        if not (command or _ADDRESS.fullmatch(said) or " " not in said):
            if _PATH_IN_TEXT.search(said):
                return ""
            continue
        if command or _PATH_IN_TEXT.search(path) or path.isupper() or path == "Makefile":
            if found:
                return ""
            found = path
    return found


def _gather(value: object, put: Callable[[str], object]) -> None:
    if isinstance(value, str):
        put(value)
    elif isinstance(value, dict):
        for each in value.values():
            _gather(each, put)
    elif isinstance(value, list):
        for each in value:
            _gather(each, put)


def _last(path: str) -> str:
    """Give what a path is filed under: its last step, without an ending."""
    step = path.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold()
    return step.partition(".")[0] or step


def _is_path(path: str, name: str) -> bool:
    if "://" in path or "://" in name:
        return path.rstrip("/") == name.rstrip("/")
    own, wanted = (each.replace("\\", "/").casefold().removeprefix("./") for each in (path, name))
    if "." not in wanted.rpartition("/")[2]:  # README for README.md
        own = own.rpartition(".")[0] if "." in own.rpartition("/")[2] else own
    return own == wanted or own.endswith("/" + wanted)
