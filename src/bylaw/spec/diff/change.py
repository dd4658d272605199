"""The noun of a comparison: one change between two documents."""
# SPDX-License-Identifier: Apache-2.0

import dataclasses
from dataclasses import dataclass
from typing import Literal, get_args

from bylaw.spec.diff.words import Edit
from bylaw.spec.nodes import Place

__all__ = ["CHANGE_KINDS", "Change", "ChangeKind", "Part"]

ChangeKind = Literal[
    "added",
    "removed",
    "moved",
    "retitled",
    "raised",
    "lowered",
    "reworded",
    "example_added",
    "example_removed",
    "example_flipped",
    "setting_changed",
    "binding_changed",
]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

Part = Literal["section", "front", "prose", "commentary", "example", "setting", "attribute", "waiver"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one section or clause."""

    kind: ChangeKind
    clause: str
    """The section's id, after the change where it has one then; empty for what precedes the first heading."""
    before: str | None
    """What stood there; None where nothing did."""
    after: str | None
    title: str = ""
    """The section's title, after the change where it has one then."""
    authority: str = ""
    """The clause's level, after the change where it has one then; empty for a section."""
    part: Part = "section"
    """Which part of it changed."""
    name: str = ""
    """The example's title, or the name of the setting, attribute or front matter key."""
    was: str = ""
    """The id before, where the clause has another one now."""
    elsewhere: str = ""
    """Where an added example came from, or a removed one went: another section's id."""
    words: tuple[Edit, ...] = ()
    """Of a reworded text, how the one became the other."""
    place_before: Place | None = None
    place_after: Place | None = None

    @property
    def summary(self) -> str:
        """Say it in one line."""
        return _summary(self)

    def as_json(self) -> dict[str, object]:
        """Give its fields as JSON values, places as `file:line:column`."""
        fields: dict[str, object] = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        fields["words"] = [{"op": edit.op, "text": edit.text} for edit in self.words]
        for name in ("place_before", "place_after"):
            fields[name] = None if fields[name] is None else str(fields[name])
        return fields


def _summary(change: Change) -> str:
    name = f" {change.name!r}" if change.name else ""
    match change.kind:
        case "added" | "removed":
            return f"{change.title!r}"
        case "example_added" | "example_removed":
            went = "from" if change.kind == "example_added" else "to"
            return (name.strip() or "no title") + (f" ({went} #{change.elsewhere})" if change.elsewhere else "")
        case "reworded" if change.part == "front":
            return f"front matter{name}: {_said(change.before)} -> {_said(change.after)}"
        case "reworded":
            removed, added = (
                sum(len(edit.text.split()) for edit in change.words if edit.op == op) for op in ("removed", "added")
            )
            return f"{change.part}{name}: -{removed} +{added} words"
        case "setting_changed" | "binding_changed":
            return f"{change.name}: {_said(change.before)} -> {_said(change.after)}"
        case "moved" | "example_flipped":
            what = "" if change.part == "section" else f"{change.part}{name}: "
            return f"{what}{_said(change.before)} -> {_said(change.after)}"
        case _:
            return f"{_said(change.before)} -> {_said(change.after)}"


def _said(value: str | None) -> str:
    return "nothing" if value is None else value
