"""Mend what can be mended without asking.

Only the spans of edits change. Edits that would touch each other wait for the next round, since a round parses and
lints anew; rounds end when none is left to make, so mending what is mended changes nothing.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bylaw.spec.lint.faults import Edit
from bylaw.spec.lint.rule import Finding

__all__ = ["Mended", "apply", "mend"]

_ROUNDS = 10  # two are usual; a bound, should two rules ever undo each other


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after mending."""

    text: str
    mended: int
    """How many findings were mended."""
    left: tuple[Finding, ...]
    """What remains, in the mended text."""


def mend(text: str, find: Callable[[str], Sequence[Finding]]) -> Mended:
    """Make every edit that findings offer; `find` lints a text."""
    findings = find(text)
    mended = 0
    for _ in range(_ROUNDS):
        chosen = _apart([finding for finding in findings if finding.fault.edits])
        if not chosen:
            break
        changed = apply(text, [edit for finding in chosen for edit in finding.fault.edits])
        after = find(changed)
        if len(after) >= len(findings):  # an edit that mends nothing is not worth making
            break
        text, findings, mended = changed, after, mended + len(chosen)
    return Mended(text, mended, tuple(findings))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make edits that don't touch each other."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    taken: list[tuple[int, int]] = []
    chosen = []
    for finding in findings:
        spans = [(edit.start, edit.end) for edit in finding.fault.edits]
        if not any(start <= end2 and start2 <= end for start, end in spans for start2, end2 in taken):
            taken += spans
            chosen.append(finding)
    return chosen
