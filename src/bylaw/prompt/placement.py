"""Put what applies where a model heeds it: restated, in few words, next to what it answers.

A small model forgets a rule that stands far from the end of its prompt. Which placement a backend needs is measured;
see the hierarchy evidence.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence

from bylaw.authority.constraints import Constraint
from bylaw.authority.constraints.say import say
from bylaw.authority.instructions import Instruction

__all__ = ["restate"]

_OPENING = "Your answer must follow these rules:"


def restate(rules: Sequence[Instruction | Constraint | str], *, opening: str = _OPENING) -> str:
    """Say rules as a short list, each once; empty where there are none.

    An instruction is said in its constraints' words where it has some, since those are short and plain; in its own
    where it has none.
    """
    lines = list(dict.fromkeys(line for rule in rules for line in _lines(rule) if line))
    if not lines:
        return ""
    return "\n".join([opening, *(f"- {line}" for line in lines)])


def _lines(rule: Instruction | Constraint | str) -> tuple[str, ...]:
    match rule:
        case str():
            return (" ".join(rule.split()),)
        case Constraint():
            said = say(rule)
            return (f"{said[:1].upper()}{said[1:]}.",)
        case Instruction(constraints=()):
            return (" ".join(rule.text.split()),)
        case _:
            return tuple(line for constraint in rule.constraints for line in _lines(constraint))
