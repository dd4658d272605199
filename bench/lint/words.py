"""Defects in what a document says: claims to a rank, duties in guidelines, commands in commentary."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Sequence

from bench.lint.draft import Defect, Draft, Mutant, Shape
from bench.lint.phrases import CLAIMS, COMMANDS, DUTIES, DUTY_FOR_SHOULD, FIXED, PRECEDENCE, RULES, WHO
from bylaw.authority import Authority
from bylaw.spec import Commentary, Prose, Section

__all__ = ["DEFECTS"]

_LOWER = (Authority.SYSTEM, Authority.DEVELOPER, Authority.USER, Authority.GUIDELINE)


def _placed(draft: Draft, clause: Section, sentence: str) -> Mutant | None:
    """Put a sentence into a clause: behind a paragraph's last, before its first, alone, or as an item of a list."""
    how = draft.random.randrange(4)
    prose = draft.prose(clause)
    if how == 0 and prose is not None:
        return draft.appended(prose, sentence)
    if how == 1 and prose is not None:
        line = draft.lines[prose.place.line - 1]
        return draft.replaced(prose.place.line, f"{sentence} {line}")
    if how == 2:
        return draft.after_heading(clause, f"- {sentence}\n")
    return draft.after_heading(clause, f"{sentence}\n")


def precedence(pattern: str) -> Shape:
    """Make a shape that claims a rank over a level above a clause."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(*_LOWER)
        if clause is None or clause.authority is None:
            return None
        above = draft.random.choice([level for level in RULES if level > clause.authority])
        rules, who = draft.random.choice(RULES[above]), draft.random.choice(WHO[above])
        sentence = pattern.format(rules=rules, who=who)
        return _placed(draft, clause, sentence[0].upper() + sentence[1:])

    return shape


def claim(said: tuple[str, str]) -> Shape:
    """Make a shape that makes a claim worded for one level."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(Authority.of(said[0]))
        return None if clause is None else _placed(draft, clause, said[1])

    return shape


def fixed(sentence: str) -> Shape:
    """Make a shape in which a default says that nobody may change it."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(Authority.USER, Authority.GUIDELINE)
        return None if clause is None else _placed(draft, clause, sentence)

    return shape


def _fixed_by_level(kind: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(Authority.ROOT)
        if clause is None or (clause.kind is not None and "kind=" not in draft.heading(clause)):
            return None
        line = re.sub(r"\s*kind=\w+", "", draft.heading(clause))
        return draft.replaced(clause.place.line, re.sub(r"\}\s*$", f" {kind}}}", line))

    return shape


def _raised_default(word: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(Authority.DEVELOPER, Authority.USER, Authority.GUIDELINE)
        if clause is None:
            return None
        line = re.sub(r"\s*kind=\w+", "", draft.heading(clause))
        line = re.sub(r"authority=\w+", f"authority={word}", line)
        return draft.replaced(clause.place.line, re.sub(r"\}\s*$", " kind=default}", line))

    return shape


def _under_defaults(draft: Draft) -> Mutant | None:
    text = "\n# Defaults\n\n## Be brief {#be_brief_here authority=root}\n\nThe assistant should be brief.\n"
    return draft.inserted(len(draft.lines) + 1, text, due=3)


def _dead_setting(draft: Draft) -> Mutant | None:
    clause = draft.clause()
    block = '~~~toml settings\n[shout]\ntype = "boolean"\ndefault = false\nlowest = "root"\n~~~\n'
    return None if clause is None else draft.after_heading(clause, block, due=1)


def duty(sentence: str) -> Shape:
    """Make a shape that adds a strict duty to a guideline."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause(Authority.GUIDELINE)
        return None if clause is None else _placed(draft, clause, sentence)

    return shape


def _should(word: str) -> Shape:
    """Make a strict duty of a `should` of the assistant's."""
    should = re.compile(
        r"(?P<who>\b(?:[Tt]he assistant|[Ii]t|[Rr]esponses?)) should(?! (?:generally|typically|usually|not always))"
    )

    def shape(draft: Draft) -> Mutant | None:
        found = [
            (number, match)
            for clause in draft.clauses(Authority.GUIDELINE)
            for node in clause.prose
            if isinstance(node, Prose) and not node.text.startswith(("~~~", "```"))
            for number in range(node.place.line, node.place.line + len(node.text.rstrip().split("\n")))
            for match in should.finditer(draft.lines[number - 1])
        ]
        if not found:
            return None
        number, match = draft.random.choice(found)
        line = draft.lines[number - 1]
        return draft.replaced(number, f"{line[: match.start()]}{match['who']} {word}{line[match.end() :]}")

    return shape


def _rule_as_guideline(draft: Draft) -> Mutant | None:
    clause = draft.clause(Authority.GUIDELINE)
    if clause is None:
        return None
    line = re.sub(r"\s*kind=\w+", "", draft.heading(clause))
    return draft.replaced(clause.place.line, re.sub(r"\}\s*$", " kind=rule}", line))


def _strict_title(draft: Draft) -> Mutant | None:
    clause = draft.clause(Authority.GUIDELINE)
    if clause is None:
        return None
    title = draft.random.choice(["Never use jargon", "The assistant must be clear", "Always be brief"])
    return draft.replaced(clause.place.line, draft.heading(clause).replace(clause.title, title))


def _lowered(draft: Draft) -> Mutant | None:
    """Make a guideline of a clause whose words are those of a rule."""
    must = re.compile(r"\b(?:the assistant|it) must\b", re.IGNORECASE)
    found = [
        clause
        for clause in draft.clauses(*_LOWER[:3], Authority.ROOT)
        if any(must.search(node.text) for node in clause.prose)
    ]
    if not found:
        return None
    clause = draft.random.choice(found)
    first = next(node for node in clause.prose if must.search(node.text))
    line = re.sub(r"authority=\w+", "authority=guideline", draft.heading(clause))
    mutant = draft.replaced(clause.place.line, re.sub(r"\s*kind=\w+", "", line))
    return Mutant(mutant.text, first.place.line, slack=len(first.text.split("\n")))


def command(sentence: str) -> Shape:
    """Make a shape in which commentary gives a command."""

    def shape(draft: Draft) -> Mutant | None:
        found = [node for section in draft.spec.sections for node in section.body if isinstance(node, Commentary)]
        if not found or draft.random.random() < 0.3:
            clause = draft.clause()
            if clause is None:
                return None
            block = f'!!! meta "Commentary"\n    This is why. {sentence}\n'
            return draft.inserted(draft.end_of(clause), block, due=1)
        node = draft.random.choice(found)
        last = node.place.line + len(node.text.rstrip().split("\n")) - 1
        return draft.replaced(last, f"{draft.lines[last - 1].rstrip()} {sentence}")

    return shape


def _turned_into_commentary(draft: Draft) -> Mutant | None:
    """Put a paragraph that instructs into a commentary block."""
    says = re.compile(r"^(?:The|the) assistant (?:must|should)\b")
    found = [node for clause in draft.clauses() for node in clause.prose if says.search(node.text)]
    if not found:
        return None
    node = draft.random.choice(found)
    start, size = node.place.line - 1, len(node.text.rstrip().split("\n"))
    lines = list(draft.lines)
    lines[start : start + size] = ['!!! meta "Commentary"', *(f"    {line}" for line in lines[start : start + size])]
    return Mutant("\n".join(lines), start + 2, slack=size)


def _unindented(draft: Draft) -> Mutant | None:
    found = [node for section in draft.spec.sections for node in section.body if isinstance(node, Commentary)]
    if not found:
        return None
    node = draft.random.choice(found)
    start, size = node.place.line, len(node.text.rstrip().split("\n")) - 1
    lines = list(draft.lines)
    lines[start : start + size] = [line.strip() for line in lines[start : start + size]]
    return Mutant("\n".join(lines), node.place.line)


def _each(make: Callable[[str], Shape], sentences: Sequence[str]) -> tuple[Shape, ...]:
    return tuple(make(sentence) for sentence in sentences)


DEFECTS = (
    Defect("claim to override a higher level", ("MS030",), (*_each(precedence, PRECEDENCE), *map(claim, CLAIMS))),
    Defect(
        "default no one may override",
        ("MS031",),
        (
            *_each(fixed, FIXED),
            *(_fixed_by_level("kind=default"),) * 4,
            *_each(_raised_default, ("root", "platform")),
            _under_defaults,
            _dead_setting,
        ),
    ),
    Defect("commentary that instructs", ("MS032",), (*_each(command, COMMANDS), *(_turned_into_commentary,) * 4)),
    Defect(
        "MUST in a guideline",
        ("MS033",),
        (*_each(duty, DUTIES), *_each(_should, DUTY_FOR_SHOULD), _rule_as_guideline, _strict_title, *(_lowered,) * 3),
    ),
    Defect("commentary without text", ("MS034",), (_unindented,)),
)
