"""Defects in blocks: settings, waivers, front matter, fences, inheritance."""
# SPDX-License-Identifier: Apache-2.0

import re

from bench.lint.draft import Defect, Draft, Mutant, Shape
from bylaw.authority import Authority
from bylaw.spec import ACTIONS, Section

__all__ = ["DEFECTS"]

_ABOVE_USER = (Authority.ROOT, Authority.SYSTEM, Authority.DEVELOPER)
_WAIVER = 'reason = "{reason}"\napproved_by = "{by}"\nexpires = {expires}\n'


def block(body: str, *, info: str = "toml settings", due: int = 1, slack: int = 0) -> Shape:
    """Make a shape that puts a fenced block under a clause."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause()
        if clause is None:
            return None
        return draft.after_heading(clause, f"~~~{info}\n{body.rstrip()}\n~~~\n", due=due, slack=slack)

    return shape


def setting(
    name: str = "shout", *, kind: str = '"boolean"', lowest: str = '"developer"', more: str = "default = false"
) -> str:
    """Write a setting."""
    return f"[{name}]\ntype = {kind}\n{more}\nlowest = {lowest}\n"


def waiver(reason: str = "on trial", by: str = "Ada", expires: str = '"2099-01-31"') -> str:
    """Write a waiver."""
    return _WAIVER.format(reason=reason, by=by, expires=expires)


def lowest(*words: str) -> Shape:
    """Make a shape that lets a level below a clause set its setting."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(*_ABOVE_USER)
        assert clause is not None
        below = [word for word in words if Authority.of(word) < (clause.authority or 0)]
        if not below:
            return None
        kind = draft.random.choice(['"boolean"', '"integer"', '"string"'])
        default = {'"boolean"': "false", '"integer"': "3", '"string"': '"x"'}[kind]
        body = setting(lowest=f'"{draft.random.choice(below)}"', kind=kind, more=f"default = {default}")
        return draft.after_heading(clause, f"~~~toml settings\n{body}~~~\n", due=1, slack=4)

    return shape


def lifted(sentence: str) -> Shape:
    """Make a shape in which a clause gives way to a setting that a lower clause declares."""

    def shape(draft: Draft) -> Mutant | None:
        rule, low = draft.clause(*_ABOVE_USER), draft.clause(Authority.USER, Authority.GUIDELINE)
        prose = draft.prose(rule) if rule else None
        if rule is None or low is None or prose is None or "shout" in draft.text:
            return None
        body = setting(lowest='"user"')
        last = prose.place.line + len(prose.text.rstrip().split("\n")) - 1
        lines = list(draft.lines)
        lines[last - 1] = f"{lines[last - 1].rstrip()} {sentence}"
        added = ["", "~~~toml settings", *body.rstrip().split("\n"), "~~~", ""]
        lines[low.place.line : low.place.line] = added
        due = last + (len(added) if low.place.line < last else 0)
        return Mutant("\n".join(lines), due)

    return shape


def _lowered_setting(draft: Draft) -> Mutant | None:
    """Open a setting that a document has."""
    found = [
        (clause, each)
        for clause in draft.clauses(*_ABOVE_USER)
        for each in clause.settings
        if clause.authority is not None and each.lowest >= clause.authority
    ]
    if not found:
        return None
    _, each = draft.random.choice(found)
    at = next(at for at in range(each.place.line, len(draft.lines)) if draft.lines[at].startswith("lowest"))
    mutant = draft.replaced(at + 1, 'lowest = "user"')
    return Mutant(mutant.text, each.place.line, slack=8)


def _raised_clause(draft: Draft) -> Mutant | None:
    """Raise a clause above the level that may set its setting."""
    found = [clause for clause in draft.clauses() if clause.settings and clause.authority is not Authority.ROOT]
    if not found:
        return None
    clause = draft.random.choice(found)
    line = re.sub(r"authority=\w+", "authority=root", draft.heading(clause))
    mutant = draft.replaced(clause.place.line, line)
    return Mutant(mutant.text, clause.settings[0].place.line, slack=8)


def front(text: str, line: int, *, slack: int = 0) -> Shape:
    """Make a shape that puts front matter at the top."""
    return lambda draft: Mutant(f"{text}\n{draft.text}", line, slack)


def _open_fence(opening: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        if not draft.spec.sections:
            return None
        last = draft.spec.sections[-1]
        return draft.inserted(draft.end_of(last), f"\n{opening}\nAll that follows.", due=1)

    return shape


def _last_fence_open(draft: Draft) -> Mutant | None:
    found = [number for number, line in enumerate(draft.lines, start=1) if line.startswith("~~~")]
    if len(found) < 2:
        return None
    lines = list(draft.lines)
    del lines[found[-1] - 1]
    return Mutant("\n".join(lines), found[-2])


def _cross(tilde: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        found = [number for number, line in enumerate(draft.lines, start=1) if line.rstrip() == "~~~"]
        if not found:
            return None
        return Mutant(draft.replaced(found[-1], tilde).text, found[-1], slack=200)

    return shape


def child(change: str, *, over: tuple[Authority, ...] = (Authority.ROOT,), body: str = "") -> Shape:
    """Make a shape that changes a clause of the document it extends."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(*over)
        if clause is None:
            return None
        return _child(clause, change.format(level=clause.authority.word if clause.authority else ""), body)

    return shape


def _child(clause: Section, attributes: str, body: str = "") -> Mutant:
    front = "---\nextends: base.md\n---\n\n# Ours {#ours_at_large}\n"
    return Mutant(f"{front}\n## {clause.title} {{#{clause.id} {attributes}}}\n\n{body}", 7)


def _rule_into_default(draft: Draft) -> Mutant | None:
    found = [clause for clause in draft.clauses(Authority.ROOT) if clause.kind == "rule"]
    return _child(draft.random.choice(found), "kind=default") if found else None


def _weaker_action(draft: Draft) -> Mutant | None:
    found = [
        clause for clause in draft.clauses(Authority.ROOT) if clause.action is not None and clause.action != ACTIONS[-1]
    ]
    if not found:
        return None
    return _child(draft.random.choice(found), f"action={ACTIONS[-1]}")


def _lost_check(draft: Draft) -> Mutant | None:
    found = [clause for clause in draft.clauses(Authority.ROOT) if clause.checks]
    return _child(draft.random.choice(found), 'check="kindness"') if found else None


DEFECTS = (
    Defect(
        "setting through which a lower level could lift a rule",
        ("MS023",),
        (
            lowest("user", "developer", "system"),
            lowest("user"),
            lowest("developer", "system"),
            _lowered_setting,
            _raised_clause,
            lifted("This does not apply where `shout` is on."),
            lifted("This holds unless `shout` is set."),
            lifted("If `shout` is on, this clause is lifted."),
            lifted("Except with `shout`, the assistant does so."),
            lifted("With `shout` the assistant may do otherwise."),
            lifted("The setting `shout` switches this off."),
            lifted("Where `shout = true`, this rule does not hold."),
            block(
                setting("whisper", lowest='"system"', more='default = false\nrequires = "shout = true"')
                + "\n"
                + setting(lowest='"user"'),
                slack=12,
            ),
        ),
    ),
    Defect(
        "unreadable settings",
        ("MS020",),
        (
            block(setting(kind='"bool"'), slack=4),
            block(setting(lowest='"guideline"'), slack=4),
            block(setting(lowest='"usr"'), slack=4),
            block(setting(more='default = "no"'), slack=4),
            block(setting(more="defualt = false"), slack=4),
            block('[shout]\ntype = "boolean"\n', slack=4),
            block(setting(kind="boolean"), slack=5),
            block("shout = true\n", slack=4),
            block('[shout\ntype = "boolean"\nlowest = "user"\n', slack=5),
            block(setting(kind='"choice"'), slack=4),
            block(setting() + setting(), slack=9),
        ),
    ),
    Defect(
        "block that isn't read",
        ("MS024",),
        (
            block(setting(), info="toml setting", due=0),
            block(setting(), info="toml Settings", due=0),
            block(setting(), info="settings", due=0),
            block(setting(), info="toml", due=0),
            block(setting(), info="yaml settings", due=0),
            block(waiver(), info="toml waivers", due=0),
            block(waiver(), info="toml wavier", due=0),
            block(waiver(), info="toml", due=0),
        ),
    ),
    Defect(
        "setting declared twice",
        ("MS021",),
        (
            block(setting() + "~~~\n\n~~~toml settings\n" + setting(lowest='"system"'), due=9, slack=2),
            block(setting() + "~~~\n\nAnd again.\n\n~~~toml settings\n" + setting(), due=11, slack=2),
        ),
    ),
    Defect(
        "unknown setting",
        ("MS022",),
        (
            block(setting(more='requires = "no_such_setting = true"'), slack=4),
            block(setting(more='requires = "shout = true"'), slack=4),
            block(setting(more='requires = "when the moon is full"'), slack=4),
            block(setting(more='requires = "whisper = maybe"') + setting("whisper"), slack=4),
        ),
    ),
    Defect(
        "unreadable waiver",
        ("MS025",),
        (
            block('reason = "x"\nexpires = "2099-01-01"\n', info="toml waiver", slack=3),
            block('approved_by = "x"\nexpires = "2099-01-01"\n', info="toml waiver", slack=3),
            block('reason = "x"\napproved_by = "y"\n', info="toml waiver", slack=3),
            block(waiver(expires='"next year"'), info="toml waiver", slack=3),
            block(waiver(expires='"2099-02-31"'), info="toml waiver", slack=3),
            block(waiver(by=" "), info="toml waiver", slack=3),
            block(waiver() + 'until = "x"\n', info="toml waiver", slack=4),
            block("reason: x\n", info="toml waiver", slack=3),
        ),
    ),
    Defect(
        "expired waiver",
        ("MS026",),
        (
            block(waiver(expires='"2020-01-31"'), info="toml waiver", slack=3),
            block(waiver(expires="2025-12-31"), info="toml waiver", slack=3),
            block(waiver(expires="2019-05-27T07:32:00Z"), info="toml waiver", slack=3),
            block(waiver(expires='"1999-12-31"') + 'scope = "all"\n', info="toml waiver", slack=4),
        ),
    ),
    Defect(
        "unreadable front matter",
        ("MS001",),
        (
            front("---\nextends builtin\n---\n", 2),
            front("---\nowner: a\nowner: b\n---\n", 3),
            front("---\nextend: builtin\n---\n", 2),
            front("---\nExtends: builtin\n---\n", 2),
            front("---\nbinding: none\n---\n", 2),
            front("---\nextends: builtin\n", 1, slack=1),
            front("---\n- a\n- b\n---\n", 2),
        ),
    ),
    Defect(
        "unclosed fence",
        ("MS002",),
        (
            _open_fence("~~~toml settings"),
            _open_fence("```python"),
            _open_fence("~~~xml"),
            _open_fence("~~~"),
            _last_fence_open,
        ),
    ),
    Defect("torn fence", ("MS002", "MS043"), (_cross("```"), _cross("~~"))),
    Defect(
        "inheritance that loosens",
        ("MS061",),
        (
            child("authority=user"),
            child("authority=guideline"),
            child("authority=system inherit=tighten"),
            child("inherit=off"),
            child("authority=root", body="The assistant may do as it likes.\n"),
            _rule_into_default,
            child("inherit=tighten authority=guideline", over=(Authority.USER, Authority.DEVELOPER)),
            child("inherit=remove"),
            child("inherit=tighten", body=f"~~~toml waiver\n{waiver()}~~~\n"),
            _weaker_action,
            _lost_check,
        ),
        over_base=True,
    ),
)
