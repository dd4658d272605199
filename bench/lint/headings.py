"""Defects in headings: authority, id, attributes, and the links that go by ids."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable

from bench.lint.draft import Defect, Draft, Mutant, Shape, typo
from bylaw.spec import Section

__all__ = ["DEFECTS"]

Edit = Callable[[str, Draft], str]


def on_heading(edit: Edit) -> Shape:
    """Make a shape that rewrites one clause's heading."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause()
        if clause is None:
            return None
        line = draft.heading(clause)
        new = edit(line, draft)
        return None if new == line else draft.replaced(clause.place.line, new)

    return shape


def _into(attribute: str) -> Edit:
    return lambda line, _: re.sub(r"\}\s*$", f" {attribute}}}", line)


def _value(name: str, word: str) -> Edit:
    """Give an attribute another value, or the attribute."""

    def edit(line: str, draft: Draft) -> str:
        if f"{name}=" in line:
            return re.sub(rf'{name}=("[^"]*"|[^\s}}]+)', f"{name}={word}", line)
        return _into(f"{name}={word}")(line, draft)

    return edit


def _authority(change: Callable[[str, Draft], str]) -> Edit:
    return lambda line, draft: re.sub(r"authority=(\w+)", lambda found: f"authority={change(found[1], draft)}", line)


def _without_authority(line: str, _: Draft) -> str:
    return re.sub(r"\s*authority=\w+", "", line)


def _attribute_on_section(attribute: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        section = draft.random.choice(draft.sections())
        line = draft.heading(section)
        return draft.replaced(section.place.line, _into(attribute)(line, draft)) if "}" in line else None

    return shape


def _settings_in_section(draft: Draft) -> Mutant | None:
    section = draft.random.choice(draft.sections())
    block = '~~~toml settings\n[shout]\ntype = "boolean"\ndefault = false\nlowest = "user"\n~~~\n'
    mutant = draft.after_heading(section, block)
    return Mutant(mutant.text, section.place.line)


def _two(draft: Draft) -> tuple[Section, Section] | None:
    found = [section for section in draft.spec.sections if section.heading.attribute("id")]
    if len(found) < 2:
        return None
    first, second = sorted(draft.random.sample(found, 2), key=lambda section: section.place.line)
    return first, second


def _same_id(draft: Draft) -> Mutant | None:
    two = _two(draft)
    if two is None:
        return None
    line = draft.heading(two[1]).replace(f"#{two[1].id}", f"#{two[0].id}")
    return draft.replaced(two[1].place.line, line)


def _section_again(draft: Draft) -> Mutant | None:
    clause = draft.clause()
    if clause is None:
        return None
    copy = "\n".join(draft.lines[clause.place.line - 1 : draft.end_of(clause) - 1])
    return draft.inserted(len(draft.lines) + 1, f"\n{copy}", due=1)


def _same_by_title(draft: Draft) -> Mutant | None:
    two = _two(draft)
    if two is None:
        return None
    title = two[0].id.replace("_", " ").capitalize()
    mark = "#" * two[1].heading.level
    return draft.replaced(two[1].place.line, f"{mark} {title} {{authority=user}}")


def _link(change: Callable[[str, Draft], str]) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        found = [
            (number, link)
            for number, line in enumerate(draft.lines, start=1)
            for link in re.finditer(r"\]\(#([\w-]+)\)", line)
            if "`" not in line and any(section.id == link[1] for section in draft.spec.sections)
        ]
        if not found:
            return None
        number, link = draft.random.choice(found)
        line = draft.lines[number - 1]
        new = change(link[1], draft)
        return draft.replaced(number, f"{line[: link.start(1)]}{new}{line[link.end(1) :]}")

    return shape


def _new_link(sentence: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause()
        prose = draft.prose(clause) if clause else None
        return draft.appended(prose, sentence) if prose else None

    return shape


def _target_renamed(draft: Draft) -> Mutant | None:
    linked = [
        (reference.target, reference.place.line)
        for node in draft.spec.nodes
        for reference in getattr(node, "references", ())
    ]
    by_id = {section.id: section for section in draft.spec.sections if section.heading.attribute("id")}
    linked = [(target, line) for target, line in linked if target in by_id]
    if not linked:
        return None
    target, line = draft.random.choice(linked)
    heading = by_id[target]
    new = draft.heading(heading).replace(f"#{target}", f"#{target}_renamed")
    return Mutant(draft.replaced(heading.place.line, new).text, line)


def _mark(change: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        found = [number for number, line in enumerate(draft.lines, start=1) if re.search(r"<!-- BAD\b", line)]
        number = draft.random.choice(found)
        new = re.sub(r"<!-- BAD(\[#[\w-]+\])?", f"<!-- BAD[#{change}]", draft.lines[number - 1])
        return draft.replaced(number, new)

    return shape


def _misspell(name: str) -> Edit:
    """Misspell an attribute's name that a heading has, else give it one."""

    def edit(line: str, draft: Draft) -> str:
        wrong = typo(name, draft.random)
        return line.replace(f"{name}=", f"{wrong}=") if f"{name}=" in line else _into(f"{wrong}=x")(line, draft)

    return edit


def _any_level(*words: str) -> Edit:
    return _authority(lambda _, draft: draft.random.choice(words))


def _misspelt_level(word: str, draft: Draft) -> str:
    return typo(word, draft.random)


def _action(word: str) -> Shape:
    return on_heading(lambda line, draft: _value("action", word)(_value("check", "hate")(line, draft), draft))


DEFECTS = (
    Defect(
        "no authority",
        ("MS004",),
        (
            on_heading(_without_authority),
            on_heading(lambda line, _: re.sub(r"\s*\{.*\}", "", line)),
            on_heading(_authority(lambda _word, _draft: "")),
            on_heading(_authority(lambda _word, _draft: '""')),
            on_heading(lambda line, _: re.sub(r"authority=\w+", "tags=safety", line)),
            _attribute_on_section("kind=rule"),
            _attribute_on_section('check="privileged"'),
            _attribute_on_section("action=refuse"),
            _settings_in_section,
        ),
    ),
    Defect(
        "unknown authority",
        ("MS005",),
        (
            on_heading(_authority(_misspelt_level)),
            on_heading(_authority(lambda word, _: word.capitalize())),
            on_heading(_authority(lambda word, _: word.upper())),
            on_heading(_any_level("admin", "operator", "dev", "owner", "company")),
            on_heading(_any_level("none", "tool", "assistant", "high", "5")),
            on_heading(_any_level("root,user", "root/system", "users", "guidelines", "usr", "sys")),
        ),
    ),
    Defect("duplicate id", ("MS007",), (_same_id, _section_again, _same_by_title)),
    Defect(
        "dangling reference",
        ("MS011",),
        (
            _link(lambda target, draft: typo(target, draft.random)),
            _link(lambda target, _: target.replace("_", "-") + "-x"),
            _link(lambda target, _: target.upper()),
            _link(lambda _, __: "no_such_section"),
            _link(lambda target, _: f"{target}s"),
            _new_link("See [?](#nowhere_at_all)."),
            _new_link("See [this section](#)."),
            _new_link("See the [rules [and more]](#the_rules_and_more)."),
            _target_renamed,
            _mark("no_such_clause"),
        ),
    ),
    Defect(
        "unknown attribute",
        ("MS006",),
        (
            on_heading(_misspell("authority")),
            on_heading(_misspell("check")),
            on_heading(_misspell("action")),
            on_heading(_misspell("kind")),
            on_heading(_into("level=root")),
            on_heading(_into("priority=high")),
            on_heading(_into('owner="legal team"')),
            on_heading(lambda line, _: line.replace("authority=", "Authority=")),
        ),
    ),
    Defect(
        "bad attribute block",
        ("MS003",),
        (
            on_heading(lambda line, _: line.replace("}", "")),
            on_heading(lambda line, _: line.replace("{", "")),
            on_heading(lambda line, _: line.replace("=", " = ", 1)),
            on_heading(lambda line, _: line.replace("=", ":", 1)),
            on_heading(lambda line, _: line.replace("{#", "{")),
            on_heading(lambda line, _: re.sub(r"authority=(\w+)", r"authority='\1'", line)),
            on_heading(lambda line, _: re.sub(r"(authority=\w+)", r"\1 \1", line)),
            on_heading(lambda line, _: re.sub(r"authority=\w+", "authority=root authority=user", line)),
            on_heading(lambda line, _: f"{line} (new)"),
            on_heading(lambda line, _: f"{line}."),
            on_heading(lambda line, _: line.replace("{#", "{# ")),
            on_heading(lambda line, _: line.replace("{", "(").replace("}", ")")),
            on_heading(lambda line, _: re.sub(r"\{#([\w-]+)", r"{#\1,", line)),
            on_heading(_into("important")),
            on_heading(_into("#second_id")),
            on_heading(_into(".class")),
        ),
    ),
    Defect(
        "unread heading",
        ("MS015",),
        (
            on_heading(lambda line, _: re.sub(r"^(#+)\s+", r"\1", line)),
            on_heading(lambda line, _: f"    {line}"),
            on_heading(lambda line, _: f"###{'#' * (6 - line.count('#', 0, 6))}{line}"),
            on_heading(lambda line, _: re.sub(r"^#+\s+", "", line)),
        ),
    ),
    Defect("clause without id", ("MS008",), (on_heading(lambda line, _: re.sub(r"\{#[\w-]+\s*", "{", line)),)),
    Defect(
        "unknown kind",
        ("MS009",),
        tuple(
            on_heading(_value("kind", word)) for word in ("rul", "Rule", "rules", "principle", "defualt", "guideline")
        ),
    ),
    Defect(
        "unknown check",
        ("MS010",),
        (
            *(
                on_heading(_value("check", word))
                for word in (
                    "privilegd",
                    "Privileged",
                    "no_such_check",
                    '"hate, sexaul"',
                    '"hate,violenc"',
                    "personal-data",
                    '"hate; sexual"',
                )
            ),
            on_heading(
                lambda line, draft: re.sub(
                    r'check="(\w+)', lambda found: f'check="{typo(found[1], draft.random)}', line
                )
            ),
        ),
    ),
    Defect(
        "unknown action",
        ("MS012",),
        tuple(_action(word) for word in ("refuze", "block", "Refuse", "redact,flag", "warn", "regenrate")),
    ),
    Defect(
        "idle check",
        ("MS013",),
        (
            on_heading(_value("check", '""')),
            on_heading(_value("check", '" "')),
            on_heading(_value("check", '"hate, hate"')),
            on_heading(lambda line, draft: _value("action", "flag")(re.sub(r'\s*check="[^"]*"', "", line), draft)),
        ),
    ),
)
