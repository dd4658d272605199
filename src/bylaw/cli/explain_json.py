"""A read conversation as the object that `bylaw explain --json` prints."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping

from bylaw.authority import Authority
from bylaw.authority.constraints import Constraint, Value
from bylaw.authority.instructions import Instruction
from bylaw.authority.rulings import Ruling
from bylaw.authority.spans import Span
from bylaw.cli.explain_file import Explained

__all__ = ["as_json"]


def as_json(explained: Explained) -> dict[str, object]:
    """Give the object, ready to be encoded.

    Messages are counted as in the request; -1 is the operator's text where one was given beside it.
    """
    reading = explained.reading
    rulings = reading.rulings
    settings = reading.settings
    return {
        "spans": [_span(span, explained) for span in reading.spans],
        "instructions": [
            _instruction(instruction, ruling, explained)
            for instruction, ruling in zip(reading.instructions, rulings.instructions, strict=True)
        ],
        "settings": {
            "in_force": [
                {
                    "name": each.name,
                    "value": each.value,
                    "set_by": each.set_by.word if isinstance(each.set_by, Authority) else each.set_by,
                    "where": explained.place(each.where),
                }
                for each in settings.in_force
            ],
            "refused": [
                {
                    "name": each.name,
                    "value": each.value,
                    "where": explained.place(each.where),
                    "reason": explained.place(each.reason),
                }
                for each in settings.refused
            ],
        },
        "in_force": [{**_constraint(each.constraint), "source": each.source} for each in rulings.in_force],
        "inaction": [list(pair) for pair in rulings.inaction],
    }


def _span(span: Span, explained: Explained) -> dict[str, object]:
    delegated_by = span.delegated_by
    return {
        "message": explained.index(span.message),
        "part": span.part,
        "start": span.start,
        "end": span.end,
        "authority": span.authority.word,
        "kind": span.kind,
        "form": span.form,
        "delegated_by": _by(delegated_by, explained),
    }


def _by(delegated_by: int | None, explained: Explained) -> int | str | None:
    if delegated_by is None:
        return None
    return "bylaw.delegate" if delegated_by < 0 else explained.index(delegated_by)


def _instruction(instruction: Instruction, ruling: Ruling, explained: Explained) -> dict[str, object]:
    return {
        "message": explained.index(instruction.message),
        "part": instruction.part,
        "start": instruction.start,
        "end": instruction.end,
        "text": instruction.text,
        "authority": instruction.authority.word,
        "constraints": [_constraint(each) for each in instruction.constraints],
        "ruling": ruling.outcome,
        "beaten_by": ruling.beaten_by,
        "rule": ruling.rule,
        "reason": ruling.reason,
    }


def _constraint(constraint: Constraint) -> dict[str, object]:
    args: Mapping[str, Value] = dict(constraint.args)
    return {"family": constraint.family, "args": args}
