"""A constraint: one checkable thing that an instruction asks of the reply."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bylaw.authority.constraints.families import BANNED, FAMILIES, RELATIONS, ArgumentKind

__all__ = ["Constraint", "Value"]

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One family with its arguments. Two that mean the same are equal."""

    family: str
    args: tuple[tuple[str, Value], ...]
    """By name, in the order of the family's list."""

    def __post_init__(self) -> None:
        names = FAMILIES.get(self.family)
        if names is None:
            raise ValueError(f"no family of constraints is called {self.family!r}")
        if tuple(name for name, _ in self.args) != tuple(names):
            raise ValueError(f"{self.family} takes {', '.join(names) or 'no arguments'}")
        for name, value in self.args:
            if not _fits(value, names[name]):
                raise ValueError(f"{self.family}: {name} is a {names[name]}, got {value!r}")

    @classmethod
    def of(cls, family: str, args: Mapping[str, Value] | None = None) -> Self:
        """Make a constraint from arguments in any order.

        Raises:
            ValueError: the family isn't known, or the arguments aren't its own.
        """
        given = dict(args or {})
        names = FAMILIES.get(family, {})
        ordered = [(name, given.pop(name)) for name in names if name in given]
        return cls(family, (*ordered, *given.items()))

    def __getitem__(self, name: str) -> Value:
        for own, value in self.args:
            if own == name:
                return value
        raise KeyError(name)

    def text(self, name: str) -> str:
        """Give an argument that is one text."""
        value = self[name]
        assert isinstance(value, str)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Give an argument that is a list of texts."""
        value = self[name]
        assert isinstance(value, tuple)
        return value

    def count(self, name: str) -> int:
        """Give an argument that is a whole number."""
        value = self[name]
        assert isinstance(value, int)
        return value


def _fits(value: object, kind: ArgumentKind) -> bool:
    match kind:
        case "count":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case "relation":
            return value in RELATIONS
        case "text":
            return isinstance(value, str)
        case "texts":
            return isinstance(value, tuple) and all(isinstance(text, str) for text in value)
        case "flag":
            return isinstance(value, bool)
        case "family":
            return value in BANNED
