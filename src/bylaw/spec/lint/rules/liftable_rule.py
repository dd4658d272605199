"""A setting lets a level below a clause lift it.

## What it does
Reports

- a setting whose `lowest` is below the authority of the clause that declares it;
- a clause that gives way where a setting is on, if that setting can be set from below the clause; and
- a setting that `requires` another which a lower level may set.

## Why it matters
Whoever may set the setting can switch the clause off, whatever its authority says. The clause is then only as strong as
the weakest level that may set it.

## Example
```markdown
## Protect people's privacy {#protect_privacy kind=rule authority=root}

~~~toml settings
[share_addresses]
type = "boolean"
default = false
lowest = "user"
~~~

The assistant must not reveal private addresses, unless `share_addresses` is set.
```

## Use instead
```markdown
## Protect people's privacy {#protect_privacy kind=rule authority=developer}

~~~toml settings
[share_addresses]
type = "boolean"
default = false
lowest = "developer"
~~~

The assistant must not reveal private addresses, unless `share_addresses` is set.
```

## Known problems
Whether a sentence lifts a clause is told from words such as `unless` and `except` beside the setting's name in
backticks. A setting that a lower level may use to make a clause stricter is best declared in a clause of that level.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.authority import Authority
from bylaw.authority.conditions import conditions
from bylaw.spec.lint.document import Document, Part
from bylaw.spec.lint.faults import Fault
from bylaw.spec.lint.language import paragraphs, worded
from bylaw.spec.lint.rule import Rule
from bylaw.spec.lint.settings import declared
from bylaw.spec.nodes import Prose, Section, Setting, SettingsBlock

__all__ = ["RULE"]

# In the words before the setting's name, or in the words after it.
_LIFTS_BEFORE = worded(
    r"""\b(?:unless|(?:except|save)(?: (?:if|when|where|by|with))?|not (?:apply|hold|bind) (?:if|when|where|to)
    |(?:lifted|off|suspended|waived|relaxed|disabled|allowed|permitted|fine|open) (?:if|when|where|by|with))
    (?:\W+\w+){0,6}\W*$"""
)
_LIFTS_AFTER = worded(
    r"""^(?:\W+(?!(?:not|never|cannot)\b)[\w'’]+){0,8}?\W+(?:lifts?|suspends?|disables?|waives?|relaxes|no longer
    |(?:switch(?:es)?|turns?) (?:(?:it|this(?: [a-z]+)?) )?off|(?:do|does)(?: not|n['’]t) (?:apply|hold|bind)
    |(?:the assistant|it) may|is (?:lifted|suspended|waived|off))\b"""
)


def _check(document: Document) -> Iterator[Fault]:
    known = declared(document)
    for part in document.parts:
        section = part.section
        level = None if section is None else document.level(section)
        for piece in part.pieces:
            for setting in piece.node.settings if isinstance(piece.node, SettingsBlock) else ():
                if section is not None and level is not None and setting.lowest < level:
                    yield _too_low(section, level, setting)
                yield from _badly_guarded(setting, known)
        if section is not None and level is not None:
            yield from _gives_way(document, part, section, level, known)


def _too_low(section: Section, level: Authority, setting: Setting) -> Fault:
    what = f"{setting.lowest.word} may set {setting.name!r}, a setting of the {level.word} clause {section.id!r}"
    return Fault(setting.place, what, f'write lowest = "{max(level, Authority.USER).word}", or a higher level')


def _badly_guarded(setting: Setting, known: dict[str, Setting]) -> Iterator[Fault]:
    for condition in conditions(setting.requires):
        guard = known.get(condition.setting)
        if guard is not None and guard.lowest < setting.lowest:
            what = f"{setting.name!r} is guarded by {guard.name!r}, which {guard.lowest.word} may set"
            yield Fault(setting.place, what, f'give {guard.name!r} lowest = "{setting.lowest.word}"')


def _gives_way(
    document: Document, part: Part, section: Section, level: Authority, known: dict[str, Setting]
) -> Iterator[Fault]:
    own = {setting.name for setting in section.settings}
    below = {name: each for name, each in known.items() if each.lowest < level and name not in own}
    for piece in part.pieces if below else ():
        for said in paragraphs(piece.node.text, piece.start) if isinstance(piece.node, Prose) else ():
            for named in re.finditer(r"`([\w-]+)(?:\s*=[^`]*)?`", said.text):
                setting = below.get(named[1])
                before = re.split(r"(?<=[.;])\s", said.text[: named.start()])[-1]
                after = re.split(r"[.;](?:\s|$)", said.text[named.end() :])[0]
                if setting is not None and (_LIFTS_BEFORE.search(before) or _LIFTS_AFTER.search(after)):
                    what = (
                        f"the {level.word} clause {section.id!r} gives way to {setting.name!r}, "
                        f"which {setting.lowest.word} may set"
                    )
                    yield Fault(
                        document.place(said.start + named.start()), what, "raise the setting, or lower the clause"
                    )


RULE = Rule("MS023", "liftable-rule", "error", _check)
