"""Write changes as a Markdown changelog, by kind, then by clause: fit for a release note."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bylaw.spec.diff.change import CHANGE_KINDS, Change, ChangeKind
from bylaw.spec.diff.words import Edit, hunks

__all__ = ["changelog"]

_HEADINGS: dict[ChangeKind, str] = {
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
    "retitled": "Retitled",
    "raised": "Authority raised",
    "lowered": "Authority lowered",
    "reworded": "Reworded",
    "example_added": "Examples added",
    "example_removed": "Examples removed",
    "example_flipped": "Examples judged the other way",
    "setting_changed": "Settings changed",
    "binding_changed": "Bindings changed",
}
_MARKUP = re.compile(r"([\\`*_\[\]<#~|])")
_LONGEST = 40  # words of one run that a release note quotes


def changelog(changes: Sequence[Change], *, before: str, after: str) -> str:
    """Write changes as Markdown; `before` and `after` name the documents."""
    lines = [f"# Changes from {_escaped(before)} to {_escaped(after)}", ""]
    if not changes:
        return "\n".join([*lines, "None.", ""])
    clauses = len({change.clause for change in changes})
    lines += [f"{_many(len(changes), 'change')} in {_many(clauses, 'section or clause', 'sections and clauses')}.", ""]
    for kind in CHANGE_KINDS:
        found: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            if change.kind == kind:
                found[change.clause].append(change)
        if found:
            lines += [f"## {_HEADINGS[kind]}", ""]
            for of_clause in found.values():
                lines += _clause(of_clause)
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _clause(changes: Sequence[Change]) -> Iterator[str]:
    first = changes[0]
    who = f"**{_escaped(first.title)}** (`#{first.clause}`" if first.clause else "**Before the first heading**"
    if first.clause:
        who += (
            (f", {first.authority}" if first.authority else "") + (f", was `#{first.was}`" if first.was else "") + ")"
        )
    if first.kind in ("added", "removed"):
        yield f"- {who}"
    elif len(changes) == 1 and not first.words:
        yield f"- {who}: {_escaped(first.summary)}"
    else:
        yield f"- {who}"
        for change in changes:
            yield f"  - {_escaped(change.summary)}"
            for hunk in hunks(change.words):
                yield f"    - {' '.join(map(_quoted, hunk))}"


def _quoted(edit: Edit) -> str:
    words = edit.text.split()
    if len(words) > _LONGEST:
        words = [*words[:_LONGEST], f"… ({len(words) - _LONGEST} words more)"]
    text = _escaped(" ".join(words))
    return {"same": text, "removed": f"~~{text}~~", "added": f"**{text}**"}[edit.op]


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
