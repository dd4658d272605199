"""Resolve the settings of a request: which value is in force, who set it, and what was refused.

A setting is set in the request's own field, which speaks as the developer and is the last word of that level, or in a
`<settings>` block that stands unquoted in a system or developer message. A block in any other message sets nothing. A
higher level wins over a lower one, a later word over an earlier one of the same level. What the document declares (the
lowest level that may set it, its type, what it requires) is held to; the default itself needs no condition.
"""
# SPDX-License-Identifier: Apache-2.0

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bylaw.authority.asked import Asked
from bylaw.authority.conditions import SettingValue, conditions, holds
from bylaw.authority.conversation import Conversation, Message, Role
from bylaw.authority.levels import Authority
from bylaw.authority.settings_block import Line, find_blocks, read_block
from bylaw.authority.spans import Span, read_spans
from bylaw.errors import ConversationError

__all__ = ["NEVER_TOLD", "DeclaredSetting", "RefusedSetting", "SetBy", "SettingInForce", "Settings", "resolve_settings"]

SetBy = Authority | Literal["default"]

MOST_BLOCKS = 32
"""Of a conversation; further ones are refused unread."""
MOST_HINTS = 16
"""Names that a likeness is looked for: it costs far more than reading the line."""
LONGEST_TEXT = 4096
NEVER_TOLD = frozenset({"secrets"})
"""Settings that hold what neither the model nor whoever reads a record is told."""
_FIELD = "bylaw.settings"
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_TYPES = {"boolean": "true or false", "integer": "a whole number", "string": "a text", "choice": "a text"}


class DeclaredSetting(Protocol):
    """A setting as the document declares it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> Literal["boolean", "integer", "string", "choice"]: ...
    @property
    def default(self) -> SettingValue | None: ...
    @property
    def lowest(self) -> Authority: ...
    @property
    def requires(self) -> str: ...
    @property
    def choices(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """A setting's value for this request."""

    name: str
    value: SettingValue | None
    """None where nobody set it and the document gives no default."""
    set_by: SetBy = "default"
    where: str = ""
    """Where it was set, as `bylaw.settings.NAME` or `messages[0].content[0]:3` (a part's line); empty for a default."""


@dataclass(frozen=True, slots=True)
class RefusedSetting:
    """What was asked of a setting, or of a block, and not done."""

    name: str
    """Empty where the line or the block names none."""
    value: str
    """As it was written, cut short where long."""
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Every declared setting with its value, in the document's order, and what was refused."""

    in_force: tuple[SettingInForce, ...] = ()
    refused: tuple[RefusedSetting, ...] = ()

    def __getitem__(self, name: str) -> SettingValue | None:
        """Give a setting's value.

        Raises:
            KeyError: the document declares no such setting.
        """
        for each in self.in_force:
            if each.name == name:
                return each.value
        raise KeyError(name)

    @property
    def values(self) -> Mapping[str, SettingValue | None]:
        """Every value by name."""
        return {each.name: each.value for each in self.in_force}


@dataclass(frozen=True, slots=True)
class _Wish:
    name: str
    value: SettingValue
    level: Authority
    where: str

    @property
    def in_field(self) -> bool:
        return self.where.startswith(_FIELD)


def resolve_settings(declared: Sequence[DeclaredSetting], conversation: Conversation, asked: Asked) -> Settings:
    """Resolve what a request sets against what the document declares.

    Raises:
        ConversationError: the request's own field sets what can't be set, or not to that.
    """
    known = {each.name: each for each in declared}
    refused: list[RefusedSetting] = []
    wishes: dict[str, _Wish] = {}
    hints = MOST_HINTS
    for wish in (*_of_blocks(conversation, refused), *_of_field(asked)):
        setting = known.get(wish.name)
        if setting is None:
            hints -= 1
            reason = _unknown(wish.name, list(known) if hints >= 0 else [])
        else:
            reason = _unfit(setting, wish)
        if not reason:
            earlier = wishes.get(wish.name)
            if earlier is None or earlier.level <= wish.level:
                wishes[wish.name] = wish
            elif earlier.value != wish.value:
                reason = f"the {earlier.level.word} level sets it to {_shown(earlier.value)} in {earlier.where}"
        if reason:
            _refuse(wish, reason, refused)
    _drop_unmet(known, wishes, refused)
    in_force = tuple(
        SettingInForce(each.name, won.value, won.level, won.where)
        if (won := wishes.get(each.name))
        else SettingInForce(each.name, each.default)
        for each in declared
    )
    return Settings(in_force, tuple(refused))


def _of_field(asked: Asked) -> Iterator[_Wish]:
    for name, value in asked.settings:
        yield _Wish(name, value, Authority.DEVELOPER, f"{_FIELD}.{name[:60]}")


def _of_blocks(conversation: Conversation, refused: list[RefusedSetting]) -> list[_Wish]:
    wishes: list[_Wish] = []
    blocks = 0
    for at, message in enumerate(conversation):
        spans: tuple[Span, ...] | None = None
        for number, part in enumerate(message.parts):
            found = find_blocks(part.text or "")
            if not found:
                continue
            text = part.text or ""
            where = f"messages[{at}].content[{number}]"
            if message.role not in (Role.SYSTEM, Role.DEVELOPER):
                reason = f"a settings block in a message of the {message.role.value} sets nothing"
                refused.append(RefusedSetting("", "", f"{where}:{_line(text, found[0].start)}", reason))
                continue
            spans = _plain(message) if spans is None else spans
            for block in found:
                blocks += 1
                place = f"{where}:{_line(text, block.start)}" if blocks <= MOST_BLOCKS else where
                if blocks > MOST_BLOCKS:
                    reason = f"only {MOST_BLOCKS} settings blocks of a conversation are read"
                    refused.append(RefusedSetting("", "", place, reason))
                    break
                if not any(each.part == number and each.start <= block.start < each.end for each in spans):
                    refused.append(RefusedSetting("", "", place, "a settings block in quoted text sets nothing"))
                    continue
                first = _line(text, block.inner_start)
                for line in read_block(text[block.inner_start : block.inner_end], closed=block.closed):
                    _take(line, f"{where}:{first + line.number}", message.authority, wishes, refused)
    return wishes


def _plain(message: Message) -> tuple[Span, ...]:
    return tuple(each for each in read_spans(Conversation((message,))) if each.kind == "plain")


def _take(line: Line, where: str, level: Authority, wishes: list[_Wish], refused: list[RefusedSetting]) -> None:
    if line.problem:
        refused.append(RefusedSetting(line.name, _cut(line.text), where, line.problem))
    elif isinstance(line.value, bool | int | str):
        wishes.append(_Wish(line.name, line.value, level, where))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _unknown(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name[:60], known, 1)
    return "there is no such setting" + (f"; did you mean {near[0]!r}?" if near else "")


def _unfit(setting: DeclaredSetting, wish: _Wish) -> str:
    """Say why this value may not be set by this level; empty where it may."""
    if wish.level < setting.lowest:
        return (
            f"only the {setting.lowest.word} level{' or above' if setting.lowest < Authority.ROOT else ''} may set it"
        )
    value = wish.value
    fits = {
        "boolean": isinstance(value, bool),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "string": isinstance(value, str),
        "choice": isinstance(value, str),
    }[setting.type]
    if not fits:
        return f"it takes {_TYPES[setting.type]}, not {_shown(value)}"
    if isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
        return "the number doesn't fit 64 bits"
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"the text is longer than {LONGEST_TEXT} characters"
    if setting.type == "choice" and value not in setting.choices:
        near = difflib.get_close_matches(str(value)[:60], setting.choices, 1)
        return f"it is one of {', '.join(setting.choices)}" + (f"; did you mean {near[0]!r}?" if near else "")
    return ""


def _refuse(wish: _Wish, reason: str, refused: list[RefusedSetting]) -> None:
    if wish.in_field:
        mend = "" if reason.endswith("?") else "change it or leave it out"
        raise ConversationError(reason, where=wish.where, mend=mend)
    refused.append(RefusedSetting(wish.name, _shown(wish.value), wish.where, reason))


def _drop_unmet(known: Mapping[str, DeclaredSetting], wishes: dict[str, _Wish], refused: list[RefusedSetting]) -> None:
    """Take back what a setting's `requires` forbids, until all that is left is as required.

    Dropping one may keep or break another, so those go first that wait for no other one in doubt, and of these the
    lowest level: what a developer asks never undoes what the operator set. Two that require one another are dropped
    together. Each round drops at least one.
    """
    needs = {name: _needs(name, known) for name in wishes}
    while True:
        values = {
            each.name: wishes[each.name].value if each.name in wishes else each.default for each in known.values()
        }
        unmet = [
            name
            for name, wish in wishes.items()
            if wish.value != known[name].default and not holds(known[name].requires, values)
        ]
        if not unmet:
            return
        first = [
            name for name in unmet if not any(other in needs[name] and name not in needs[other] for other in unmet)
        ]
        lowest = min(wishes[name].level for name in first)
        for name in first:
            if wishes[name].level == lowest:
                _refuse(wishes.pop(name), f"it requires {known[name].requires}", refused)


def _needs(name: str, known: Mapping[str, DeclaredSetting]) -> set[str]:
    """Name every setting that a setting's condition rests on, near or far."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        here = known.get(ahead.pop())
        for each in conditions(here.requires) if here else ():
            if each.setting and each.setting not in reached:
                reached.add(each.setting)
                ahead.append(each.setting)
    return reached


def _shown(value: SettingValue) -> str:
    return _cut(
        str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, str) else _digits(value)
    )


def _digits(value: int) -> str:
    return str(value) if _SMALLEST <= value <= _LARGEST else "a number of more than 64 bits"


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
