"""What a request asks of the governor itself: its `bylaw` member.

An API caller speaks here with a developer's authority. A member that can't be read is an error, never passed over.
"""
# SPDX-License-Identifier: Apache-2.0

import difflib
import re
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from bylaw.authority.conditions import SettingValue
from bylaw.authority.levels import Authority
from bylaw.errors import ConversationError

__all__ = ["MOST_SAMPLES", "Asked", "Delegate", "read_asked", "write_asked"]

MOST_SAMPLES = 64
_PART = re.compile(r"messages\[(\d{1,7})\](?:\.content\[(\d{1,7})\])?")
_MEMBERS = ("settings", "delegate", "samples")
_PLACES = ("tool_call_id", "message", "part")


@dataclass(frozen=True, slots=True)
class Delegate:
    """A source that the request gives authority to."""

    authority: Authority = Authority.USER
    """What its text then speaks with: user, or developer where the request says so."""
    tool_call_id: str | None = None
    """The answer to this call."""
    message: int | None = None
    """Or a message, by index;"""
    part: int | None = None
    """and one part of it; None for all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request's `bylaw` member, read."""

    settings: tuple[tuple[str, SettingValue], ...] = ()
    delegate: tuple[Delegate, ...] = ()
    samples: int | None = None
    """Tries at a reply that keeps what can be verified; None leaves it to the policy."""


_Index = Annotated[int, Meta(ge=0, le=2**31 - 1)]
_Number = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]


class _Delegate(msgspec.Struct, forbid_unknown_fields=True):
    tool_call_id: str | None = None
    message: _Index | None = None
    part: _Index | None = None
    authority: str = "user"


class _Asked(msgspec.Struct):
    settings: dict[str, bool | _Number | str] = {}
    delegate: list[str | _Delegate] = []
    samples: Annotated[int, Meta(ge=1, le=MOST_SAMPLES)] | None = None


_objects: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_asked = msgspec.json.Decoder(_Asked)


def read_asked(raw: bytes) -> Asked:
    """Read the `bylaw` member of a request, JSON.

    A delegate is a tool call's id, a place such as `messages[2]` or `messages[2].content[0]`, or an object with
    `tool_call_id`, or `message` and `part`, and `authority`: `user` where not said, or `developer`.

    Raises:
        ConversationError: a member is unknown or can't be read.
    """
    mend = 'send {"settings": {"name": value}, "delegate": ["call_1", "messages[2].content[0]"], "samples": 4}'
    try:
        members = _objects.decode(raw)
        for name in members:
            if name not in _MEMBERS:
                near = difflib.get_close_matches(name, _MEMBERS, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"its members are {', '.join(_MEMBERS)}"
                raise ConversationError(f"there is no member {name[:60]!r}", where="bylaw", mend=hint)
        wanted = _asked.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what, _, at = str(error).partition(" - at `$")
        raise ConversationError(f"it can't be read ({what})", where="bylaw" + at.rstrip("`"), mend=mend) from None
    delegates = tuple(_delegate(each, f"bylaw.delegate[{at}]") for at, each in enumerate(wanted.delegate))
    return Asked(tuple(wanted.settings.items()), delegates, wanted.samples)


def write_asked(asked: Asked) -> bytes:
    """Write what `read_asked` read, as JSON; members that say nothing are left out."""
    out: dict[str, object] = {}
    if asked.settings:
        out["settings"] = dict(asked.settings)
    if asked.delegate:
        out["delegate"] = [
            {"authority": each.authority.word}
            | {name: value for name in _PLACES if (value := getattr(each, name)) is not None}
            for each in asked.delegate
        ]
    if asked.samples is not None:
        out["samples"] = asked.samples
    return msgspec.json.encode(out)


def _delegate(wanted: str | _Delegate, where: str) -> Delegate:
    if isinstance(wanted, str):
        place = _PART.fullmatch(wanted)
        if place is None:
            return Delegate(tool_call_id=wanted)
        return Delegate(message=int(place[1]), part=None if place[2] is None else int(place[2]))
    if wanted.authority not in ("user", "developer"):
        raise ConversationError(
            f"a request can't hand on the authority {wanted.authority[:40]!r}",
            where=where,
            mend="say user or developer",
        )
    if (wanted.tool_call_id is None) == (wanted.message is None):
        raise ConversationError(
            "a delegate is one tool call's answer or one message", where=where, mend="give tool_call_id or message"
        )
    return Delegate(Authority.of(wanted.authority), wanted.tool_call_id, wanted.message, wanted.part)
